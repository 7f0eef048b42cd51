/** What was delivered: every file with its sum, so that a print shop knows that it has all of it, unchanged. */
import { createHash } from "node:crypto";
import type { PageBoxes } from "../preflight/geometry.js";
import type { PreflightReport } from "../preflight/preflight.js";
import { countOf } from "../preflight/report.js";

/** What it is called, in the folder of the files that it names. */
export const MANIFEST = "manifest.json";

export interface ManifestBox {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface ManifestFile {
  readonly name: string;
  readonly page: number;
  /** Of a sheet of two pages: the second one. */
  readonly last?: number;
  /** Deliveries of this page so far, from 1. */
  readonly version: number;
  readonly bytes: number;
  readonly sha256: string;
  /** Trim, millimetres. */
  readonly width: number;
  readonly height: number;
  /** Points, from the lower left corner as PDF writes them. */
  readonly mediaBox: ManifestBox | null;
  readonly bleedBox: ManifestBox | null;
  readonly trimBox: ManifestBox | null;
  readonly standard: string | null;
  readonly outputCondition: string | null;
  /** Plates that carry ink. */
  readonly plates: readonly string[];
  readonly errors: number;
  readonly warnings: number;
}

export interface Manifest {
  readonly version: 1;
  readonly publication: string | null;
  /** ISO date of the edition: the only date in it, so that the same edition gives the same manifest. */
  readonly date: string | null;
  /** How files are named, where a pattern was agreed. */
  readonly pattern?: string;
  readonly files: readonly ManifestFile[];
}

/** A page that is ready to go: its file, and what preflight read back from it. */
export interface DeliveredPage {
  readonly name: string;
  readonly page: number;
  readonly last?: number | undefined;
  readonly bytes: Uint8Array;
  readonly preflight: PreflightReport;
}

function manifestFile({ name, page, last, bytes, preflight }: DeliveredPage, version = 1): ManifestFile {
  const [first] = preflight.pages;
  return {
    name,
    page,
    ...(last === undefined ? {} : { last }),
    version,
    bytes: bytes.length,
    sha256: sha256(bytes),
    width: tenth(first?.width ?? 0),
    height: tenth(first?.height ?? 0),
    mediaBox: boxOf(first?.boxes.media),
    bleedBox: boxOf(first?.boxes.bleed),
    trimBox: boxOf(first?.boxes.trim),
    standard: preflight.claimed ?? null,
    outputCondition: preflight.outputIntent?.identifier ?? null,
    plates: first?.plates ?? [],
    errors: countOf(preflight.findings, "error"),
    warnings: countOf(preflight.findings, "warning"),
  };
}

export function sha256(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}

/** Numbers of the pages that a file holds. */
export function pagesOn({
  page,
  last,
}: {
  readonly page: number;
  readonly last?: number | undefined;
}): readonly number[] {
  return last === undefined ? [page] : [page, last];
}

function boxOf(box: PageBoxes["media"]): ManifestBox | null {
  if (box === undefined) return null;
  const hundredth = (value: number): number => Math.round(value * 100) / 100;
  return {
    x: hundredth(box.left),
    y: hundredth(box.bottom),
    width: hundredth(box.right - box.left),
    height: hundredth(box.top - box.bottom),
  };
}

function tenth(value: number): number {
  return Math.round(value * 10) / 10;
}

export function manifestText(manifest: Manifest): string {
  return `${JSON.stringify(manifest, null, 2)}\n`;
}

const SUM = /^[0-9a-f]{64}$/u;

/** A manifest from its text; undefined for anything else, however it is broken. */
export function parseManifest(text: string): Manifest | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  return isManifest(value) ? value : undefined;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}

function isManifest(value: unknown): value is Manifest {
  if (!isRecord(value) || value["version"] !== 1 || !Array.isArray(value["files"])) return false;
  if (value["pattern"] !== undefined && typeof value["pattern"] !== "string") return false;
  return value["files"].every(
    (file: unknown) =>
      isRecord(file) &&
      typeof file["name"] === "string" &&
      /^[^/\\]{1,255}$/u.test(file["name"]) &&
      Number.isInteger(file["page"]) &&
      (file["last"] === undefined || Number.isInteger(file["last"])) &&
      Number.isInteger(file["version"]) &&
      typeof file["sha256"] === "string" &&
      SUM.test(file["sha256"]),
  );
}

/** What a new delivery changes: pages whose files differ, pages that are new, pages that are gone. */
export interface Redelivery {
  readonly changed: readonly number[];
  readonly same: readonly number[];
  readonly added: readonly number[];
  readonly removed: readonly number[];
  /** The manifest of all that lies in the folder afterwards. */
  readonly manifest: Manifest;
  /** Pages whose files have to be written. */
  readonly write: readonly number[];
}

/**
 * A delivery after an earlier one. A page whose bytes are the same keeps its entry and its version; one that changed counts
 * one version up. With `whole` false, pages that are not among the new ones stay as they were delivered.
 */
export function redeliver(
  before: Manifest | undefined,
  pages: readonly DeliveredPage[],
  facts: Pick<Manifest, "publication" | "date" | "pattern">,
  whole: boolean,
): Redelivery {
  const old = new Map((before?.files ?? []).map((file) => [file.page, file]));
  // A page that stood on a sheet of its own may have come onto one with another.
  const now = new Set(pages.flatMap(pagesOn));
  const changed: number[] = [];
  const same: number[] = [];
  const added: number[] = [];
  const files = pages.map((page) => {
    const earlier = old.get(page.page);
    if (earlier === undefined) {
      added.push(page.page);
      return manifestFile(page);
    }
    if (earlier.sha256 === sha256(page.bytes) && earlier.name === page.name) {
      same.push(page.page);
      return manifestFile(page, earlier.version);
    }
    changed.push(page.page);
    return manifestFile(page, earlier.version + 1);
  });
  const left = [...old.values()].filter((file) => !pagesOn(file).some((page) => now.has(page)));
  const all = [...files, ...(whole ? [] : left)].toSorted((a, b) => a.page - b.page);
  return {
    changed,
    same,
    added,
    removed: whole ? left.map(({ page }) => page) : [],
    manifest: { version: 1, ...facts, files: all },
    write: [...changed, ...added].toSorted((a, b) => a - b),
  };
}
