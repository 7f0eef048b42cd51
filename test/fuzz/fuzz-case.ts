/** One fuzzed edition in its template: made by a seed, set by the real way through, and judged. */
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { stringify } from "yaml";
import { type Diagnostic, InputError } from "../../src/base/diagnostic.js";
import { composeJob } from "../../src/compose.js";
import { createLibrary, type FontLibrary } from "../../src/font/library.js";
import { bundledFonts } from "../../src/host/fonts.js";
import { finishImages, loadJob } from "../../src/pipeline.js";
import { renderPdf } from "../../src/render/pdf.js";
import { dumpScene } from "../../src/scene/dump.js";
import type { Finding, Scene } from "../../src/scene/list.js";
import { hasTool, runTool } from "../tools.js";
import { fuzzEdition } from "./fuzz-edition.js";
import { fuzzTemplate } from "./fuzz-template.js";
import { writePictures } from "./pictures.js";
import { Random } from "./random.js";
import { sightsOf } from "./reader.js";
import { lostCharacters } from "./text-count.js";

/** An edition and the template that it names, as plain values. */
export interface FuzzCase {
  readonly seed: number;
  readonly edition: Readonly<Record<string, unknown>>;
  readonly template: Readonly<Record<string, unknown>>;
}

export type FailureKind = "crash" | "silent" | "engine" | "lost" | "number" | "diagnostic" | "differs" | "pdf";

/** Something that must not happen. Failures with the same kind and code are one fault. */
export interface Failure {
  readonly kind: FailureKind;
  readonly code: string;
  readonly detail: string;
}

export interface Verdict {
  readonly exit: 0 | 1 | 2;
  readonly failures: readonly Failure[];
  readonly composeMs: number;
  /** Codes of what was refused, or found. */
  readonly codes: readonly string[];
}

const TEMPLATE = "./fuzz.yaml";
/** One seed in so many changes its template much: those are fuzzed templates more than editions. */
const TEMPLATE_SEEDS = 5;
/** One in so many is set and written twice. */
const TWICE = 50;

export function caseOf(seed: number): FuzzCase {
  const random = new Random(seed);
  const { raw, grid, spread } = fuzzTemplate(random, seed % TEMPLATE_SEEDS === 0 ? 3 : 24);
  const edition = fuzzEdition(random, TEMPLATE, grid);
  if (spread) for (const [index, page] of pagesOf(edition).entries()) page["number"] = 2 * index + 2;
  return { seed, edition, template: raw };
}

function pagesOf(edition: Record<string, unknown>): Record<string, unknown>[] {
  return edition["pages"] as Record<string, unknown>[];
}

/** What tries cases: a folder with pictures, and fonts that are opened once. */
export class Bench {
  readonly #folder: string;
  readonly #library: FontLibrary = createLibrary(bundledFonts());

  private constructor(folder: string) {
    this.#folder = folder;
  }

  static async open(): Promise<Bench> {
    const folder = await mkdtemp(join(tmpdir(), "banxin-fuzz-"));
    await writePictures(folder);
    return new Bench(folder);
  }

  async close(): Promise<void> {
    await rm(this.#folder, { recursive: true, force: true });
  }

  async judge({ seed, edition, template }: FuzzCase): Promise<Verdict> {
    try {
      const file = join(this.#folder, "edition.json");
      await writeFile(file, JSON.stringify(edition));
      await writeFile(join(this.#folder, TEMPLATE), stringify(template));
      return await this.#compose(file, seed % TWICE === 0);
    } catch (error) {
      if (error instanceof InputError) return refused(error.diagnostics);
      return { exit: 2, failures: [crashOf(error)], composeMs: 0, codes: ["crash"] };
    }
  }

  async #compose(file: string, twice: boolean): Promise<Verdict> {
    const loaded = await loadJob(file, { library: this.#library });
    if (!loaded.ok) return refused(loaded.diagnostics);
    const job = loaded.value;
    const wrong = await finishImages(job);
    if (wrong.length > 0) return refused(wrong);
    const started = performance.now();
    const { scene } = composeJob(job);
    const composeMs = performance.now() - started;
    const failures = [
      ...numberFailures(scene),
      ...engineFailures(scene),
      ...silentFailures(scene),
      ...(job.earlier.length > 0 ? [] : lostFailures(lostCharacters(scene, job.edition))),
    ];
    if (twice) {
      const again = composeJob(job).scene;
      if (dumpScene(again) !== dumpScene(scene))
        failures.push({ kind: "differs", code: "scene", detail: "composed twice" });
      failures.push(...(await this.#pdfFailures(scene)));
    }
    const errors = scene.findings.filter(({ severity }) => severity === "error");
    return { exit: errors.length > 0 ? 1 : 0, failures, composeMs, codes: codesOf(errors) };
  }

  async #pdfFailures(scene: Scene): Promise<readonly Failure[]> {
    const [one, other] = [await renderPdf(scene), await renderPdf(scene)];
    if (Buffer.compare(one, other) !== 0) return [{ kind: "differs", code: "pdf", detail: "rendered twice" }];
    if (!hasTool("qpdf")) return [];
    try {
      runTool("qpdf", ["--check", "{in}"], one);
      return [];
    } catch (error) {
      return [{ kind: "pdf", code: "qpdf", detail: String(error).slice(0, 400) }];
    }
  }
}

function crashOf(error: unknown): Failure {
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  const message = error instanceof Error ? error.message : String(error);
  // The message without its figures tells one crash from another.
  return {
    kind: "crash",
    code: message.replaceAll(/\d+/gu, "n").slice(0, 80),
    detail: stack.split("\n").slice(0, 6).join("\n"),
  };
}

/** A refusal says what is wrong, where, and what to do. */
function refused(diagnostics: readonly Diagnostic[]): Verdict {
  const errors = diagnostics.filter(({ severity }) => severity === "error");
  const failures = errors.flatMap(({ code, message, hints, at }): Failure[] => {
    const lacks = [
      message.trim() === "" ? "message" : "",
      hints.length === 0 ? "hint" : "",
      at === undefined ? "place" : "",
    ];
    const missing = lacks.filter((one) => one !== "").join(", ");
    return missing === "" ? [] : [{ kind: "diagnostic", code: `${code} without ${missing}`, detail: message }];
  });
  if (errors.length === 0) failures.push({ kind: "diagnostic", code: "none", detail: "refused without an error" });
  return { exit: 2, failures: once(failures), composeMs: 0, codes: codesOf(errors) };
}

function codesOf(told: readonly { readonly code: string }[]): readonly string[] {
  return [...new Set(told.map(({ code }) => code))];
}

/** Findings that say honestly what a page could not be: no fault of the engine's. */
const HONEST = /^(?:white-|overset|loose-line$|head-over-lead$|lone-|parted-)/u;
/** What composing must prevent, or tell itself. */
const PREVENTED: ReadonlySet<string> = new Set([
  "hidden-text",
  "text-over-picture",
  "overprinted-text",
  "text-off-page",
  "text-out-of-place",
  "text-out-of-order",
  "struck-text",
  "no-area",
  "off-page",
  "picture-out-of-place",
  "notdef-glyph",
  "lost-text",
]);

function engineFailures({ findings }: Scene): readonly Failure[] {
  const errors = findings.filter(({ severity }) => severity === "error");
  const told = errors.filter(({ code }) => !PREVENTED.has(code) && !HONEST.test(code));
  const isTold = ({ page, article }: Finding): boolean =>
    told.some(
      (other) =>
        other.page === page && (other.article === undefined || article === undefined || other.article === article),
    );
  const faults = errors.filter((one) => PREVENTED.has(one.code) && !isTold(one));
  return once(
    faults.map(({ code, message, article, page }) => ({
      kind: "engine",
      code: `${code} ${roleIn(message)}`.trim(),
      detail: `page ${page}, ${article ?? "no story"}: ${message}`,
    })),
  );
}

/** `3 characters of the caption (“…”) are …` → `caption`. */
function roleIn(message: string): string {
  return /characters? of the ([\w-]+)/u.exec(message)?.[1] ?? "";
}

/** What a reader sees on a page of which nothing is told. */
function silentFailures(scene: Scene): readonly Failure[] {
  const named = new Set(
    scene.findings.filter(({ severity, code }) => severity === "error" && !HONEST.test(code)).map(({ page }) => page),
  );
  const seen = sightsOf(scene).filter(({ page }) => !named.has(page));
  return once(
    seen.map(({ kind, role, article, text, page }) => ({
      kind: "silent",
      code: `${kind} ${role}`,
      detail: `page ${page}, ${article ?? "no story"}: “${text}”`,
    })),
  );
}

function lostFailures(lost: readonly string[]): readonly Failure[] {
  return lost.length === 0 ? [] : [{ kind: "lost", code: "count", detail: lost.slice(0, 12).join(" ") }];
}

/** Lengths are whole numbers. */
function numberFailures(scene: Scene): readonly Failure[] {
  const wrong: Failure[] = [];
  for (const { items, areas, fixed, number } of scene.pages) {
    for (const item of [...items, ...areas, ...fixed.map((rect) => ({ kind: "fixed", rect }))]) {
      const lengths = lengthsIn(item);
      if (lengths.every((length) => Number.isSafeInteger(length))) continue;
      wrong.push({ kind: "number", code: item.kind, detail: `page ${number}: ${lengths.slice(0, 8).join(" ")}` });
    }
  }
  return once(wrong);
}

function lengthsIn(item: object): readonly number[] {
  const lengths: number[] = [];
  if ("rect" in item) lengths.push(...Object.values(item.rect as Record<string, number>));
  if ("x" in item) lengths.push(item.x as number);
  if ("y" in item) lengths.push(item.y as number);
  if ("size" in item) lengths.push(item.size as number);
  if ("offsets" in item) lengths.push(...(item.offsets as readonly number[]));
  return lengths;
}

/** The first of each fault. */
function once(failures: readonly Failure[]): Failure[] {
  const seen = new Set<string>();
  return failures.filter(({ kind, code }) => {
    const key = `${kind} ${code}`;
    return seen.size !== seen.add(key).size;
  });
}
