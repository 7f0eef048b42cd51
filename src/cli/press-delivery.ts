/** What `banxin press` lays into its folder: files under agreed names, and the manifest that tells what was delivered. */
import { basename, extname, join, resolve } from "node:path";
import type { Diagnostic, Outcome, SourcePlace } from "../base/diagnostic.js";
import { readBytes } from "../host/files.js";
import type { Job } from "../compose.js";
import {
  type DeliveredPage,
  type Manifest,
  MANIFEST,
  manifestText,
  pagesOn,
  parseManifest,
  redeliver,
  type Redelivery,
  sha256,
} from "../press/delivery/manifest.js";
import { formatName, type NamePattern, parseNamePattern, usualPattern } from "../press/delivery/name-pattern.js";
import { type SetFile, writeSet } from "../press/delivery/write-set.js";
import type { PreflightReport } from "../press/preflight/preflight.js";
import { PdfFault } from "../press/preflight/pdf/object.js";
import { type PlateChange, plateChanges } from "../press/separations/changes.js";
import { separate } from "../press/separations/separate.js";
import { mistake } from "./arguments.js";
import { WriteFault } from "./fault.js";
import type { Io } from "./io.js";
import { type Output, planFile } from "./outputs.js";
import type { Sheet } from "./sheets.js";

const LARGEST_FILE = 1024 * 1024 * 1024;
const LARGEST_MANIFEST = 16 * 1024 * 1024;
/** Of plates that are compared with those of an earlier delivery: a changed comma is seen. */
const COMPARED_AT = 100;

export interface DeliveryWish {
  /** The edition and the folder, as the user named them. */
  readonly edition: string;
  readonly folder: string;
  /** Instead of the template's. */
  readonly pattern: string | undefined;
  readonly paper: string | undefined;
  /** Whether all pages of the edition are delivered, and not some of them again. */
  readonly whole: boolean;
}

export interface DeliveryPlan {
  readonly folder: string;
  readonly path: string;
  /** What was delivered into the folder before. */
  readonly before: Manifest | undefined;
  readonly facts: Pick<Manifest, "publication" | "date" | "pattern">;
  readonly whole: boolean;
  /** One file a sheet, and the manifest. */
  readonly outputs: readonly Output[];
  /** The name of a page's file; some patterns count its deliveries. */
  nameOf(page: number, version: number): string;
}

/** Settles all names, before anything is composed. */
export async function planDelivery(
  job: Job,
  sheets: readonly Sheet[],
  wish: DeliveryWish,
  cwd: string,
): Promise<Outcome<DeliveryPlan>> {
  const problems: Diagnostic[] = [];
  const path = resolve(cwd, wish.folder);
  const manifest = await readManifest(join(path, MANIFEST), join(wish.folder, MANIFEST), problems);
  const facts = { publication: job.edition.publication.name?.text ?? null, date: job.edition.date ?? null };
  const ofToday = manifest !== undefined && manifest.date === facts.date;
  if (manifest !== undefined && !ofToday && !wish.whole) {
    const message = `${wish.folder} holds the delivery of ${manifest.date ?? "no day"}, and these pages are of ${facts.date ?? "no day"}`;
    problems.push(mistake(message, "name another folder, or deliver all pages"));
  }
  const before = ofToday ? manifest : undefined;
  const namers = new Map<number, Namer>();
  const numbers = new Map(sheets.map((sheet) => [sheet.page.number, sheet.numbers]));
  for (const sheet of sheets) {
    const namer = namerOf(sheet, job, wish);
    if (namer.ok) namers.set(sheet.page.number, namer.value);
    else problems.push(...namer.diagnostics);
  }
  const nameOf = (page: number, version: number): string => {
    const named = namers.get(page)?.(version);
    if (named?.ok !== true) throw new Error(`page ${page} has no name`);
    return named.value;
  };
  const outputs: Output[] = [];
  for (const [number, namer] of namers) {
    const named = namer(versionBefore(before, number) + 1);
    if (!named.ok) {
      problems.push(...named.diagnostics);
      continue;
    }
    const planned = await planFile(cwd, join(wish.folder, named.value));
    if (planned.ok) outputs.push({ ...planned.value, pages: numbers.get(number) ?? [number] });
    else problems.push(...planned.diagnostics);
  }
  const told = await planFile(cwd, join(wish.folder, MANIFEST));
  if (told.ok) outputs.push(told.value);
  else problems.push(...told.diagnostics);
  if (new Set(outputs.map((output) => output.path)).size < outputs.length)
    problems.push(mistake("two pages would have the same file name", "number the pages"));
  if (problems.length > 0) return { ok: false, diagnostics: unique(problems) };
  const patterns = new Set(sheets.map(({ page }) => wish.pattern ?? page.template.press.name?.value));
  const [pattern] = patterns.size === 1 ? patterns : [];
  const named = { ...facts, ...(pattern === undefined ? {} : { pattern }) };
  // Pages that are left out were delivered before, or will be: they are not taken back.
  const whole = wish.whole && job.leftOut.length === 0;
  const value = { folder: wish.folder, path, before, facts: named, whole, outputs, nameOf };
  return { ok: true, value, diagnostics: [] };
}

type Namer = (version: number) => Outcome<string>;

function namerOf(sheet: Sheet, { edition }: Job, wish: DeliveryWish): Outcome<Namer> {
  const { page, template } = sheet.page;
  const { name, paper } = template.press;
  const source = wish.pattern ?? name?.value;
  const [number = 0, last = number] = sheet.numbers;
  if (source === undefined) {
    const usual = usualPattern(basename(wish.edition, extname(wish.edition)));
    return { ok: true, value: () => nameBy(usual, { page: number, last }, undefined), diagnostics: [] };
  }
  const at = wish.pattern === undefined ? name?.at : undefined;
  const parsed = parseNamePattern(source);
  if (!parsed.ok) return { ok: false, diagnostics: parsed.diagnostics.map((one) => placed(one, at)) };
  const code = wish.paper ?? paper?.value;
  const values = {
    ...(code === undefined ? {} : { paper: code }),
    ...(page.date === undefined ? {} : { date: page.date }),
    ...(edition.publication.edition === undefined ? {} : { edition: edition.publication.edition.text }),
    ...(page.section === undefined ? {} : { section: page.section.text }),
    page: number,
    last,
  };
  return { ok: true, value: (version) => nameBy(parsed.value, { ...values, version }, at), diagnostics: [] };
}

function nameBy(
  pattern: NamePattern,
  values: Parameters<typeof formatName>[1],
  at: SourcePlace | undefined,
): Outcome<string> {
  const named = formatName(pattern, values);
  if (named.ok) return { ok: true, value: named.name, diagnostics: [] };
  const message = `page ${values.page ?? ""} cannot be named by ${pattern.source}: ${named.problem}`;
  const hint =
    "{paper} is --paper, or `paper` below the template's `press`; {date}, {edition} and {section} are the edition's";
  return { ok: false, diagnostics: [placed({ ...mistake(message, hint), code: "name-pattern" }, at)] };
}

function placed(problem: Diagnostic, at: SourcePlace | undefined): Diagnostic {
  return at === undefined ? problem : { ...problem, at };
}

/** Pages share a template, and its mistakes. */
function unique(problems: readonly Diagnostic[]): Diagnostic[] {
  return [...new Map(problems.map((one) => [`${one.message} ${JSON.stringify(one.at)}`, one])).values()];
}

async function readManifest(path: string, name: string, problems: Diagnostic[]): Promise<Manifest | undefined> {
  const read = await readBytes(path, LARGEST_MANIFEST);
  if (!read.ok) {
    if (read.diagnostics.some(({ code }) => code !== "not-found"))
      problems.push(mistake(`${name} cannot be read`, "name another folder"));
    return undefined;
  }
  const manifest = parseManifest(new TextDecoder().decode(read.value));
  if (manifest === undefined)
    problems.push(mistake(`${name} is no manifest of banxin`, "name another folder, or take it away"));
  return manifest;
}

function versionBefore(before: Manifest | undefined, page: number): number {
  return before?.files.find((file) => file.page === page)?.version ?? 0;
}

/** A page's file and what preflight read back from it. */
export interface PressedFile {
  readonly page: number;
  readonly last: number | undefined;
  readonly bytes: Uint8Array;
  readonly preflight: PreflightReport;
}

export interface Delivery {
  readonly redelivery: Redelivery;
  readonly pages: readonly DeliveredPage[];
}

/** What the files change. A page that is the same as before keeps its name and version. */
export function deliver(plan: DeliveryPlan, files: readonly PressedFile[]): Delivery {
  const pages = files.map(({ page, last, bytes, preflight }): DeliveredPage => {
    const earlier = plan.before?.files.find((file) => file.page === page);
    const same =
      earlier !== undefined && earlier.sha256 === sha256(bytes) && plan.nameOf(page, earlier.version) === earlier.name;
    const version = (earlier?.version ?? 0) + (same ? 0 : 1);
    return { name: plan.nameOf(page, version), page, last, bytes, preflight };
  });
  return { pages, redelivery: redeliver(plan.before, pages, plan.facts, plan.whole) };
}

/** Writes all files that are new or changed, and the manifest, or nothing; and says what it did. */
export async function writeDelivery(plan: DeliveryPlan, { pages, redelivery }: Delivery, io: Io): Promise<void> {
  const lines: string[] = [];
  const set: SetFile[] = [];
  for (const page of pages) {
    const path = join(plan.path, page.name);
    const isSame = redelivery.same.includes(page.page);
    // The manifest knows what was sent; whether it still lies there, only the folder does.
    if (isSame && (await holds(path, page.bytes))) continue;
    set.push({ name: page.name, content: page.bytes });
    lines.push(`${join(plan.folder, page.name)}${isSame ? "" : await changesOf(plan, page, redelivery)}`);
  }
  set.push({ name: MANIFEST, content: manifestText(redelivery.manifest) });
  try {
    await writeSet(plan.path, set);
  } catch (error) {
    throw new WriteFault(plan.folder, error);
  }
  const unchanged = pages.filter(({ page }) => redelivery.same.includes(page)).map((sheet) => pagesOn(sheet).join("-"));
  if (unchanged.length > 0) lines.push(`as delivered before: page ${unchanged.join(", ")}`);
  if (redelivery.removed.length > 0) lines.push(`no longer delivered: page ${redelivery.removed.join(", ")}`);
  io.stdout(lines.map((line) => `${line}\n`).join(""));
}

async function holds(path: string, bytes: Uint8Array): Promise<boolean> {
  const read = await readBytes(path, LARGEST_FILE);
  return read.ok && Buffer.compare(read.value, bytes) === 0;
}

async function changesOf(plan: DeliveryPlan, page: DeliveredPage, { changed, manifest }: Redelivery): Promise<string> {
  if (!changed.includes(page.page)) return "";
  const version = manifest.files.find((file) => file.page === page.page)?.version ?? 1;
  const old = plan.before?.files.find((file) => file.page === page.page);
  const read = old === undefined ? undefined : await readBytes(join(plan.path, old.name), LARGEST_FILE);
  const plates = read?.ok === true ? await comparePlates(read.value, page.bytes) : undefined;
  return `: version ${version}; ${plates === undefined ? "the earlier file cannot be read" : changesText(plates)}`;
}

async function comparePlates(before: Uint8Array, after: Uint8Array): Promise<readonly PlateChange[] | undefined> {
  try {
    const [old, fresh] = [await separate(before, { dpi: COMPARED_AT }), await separate(after, { dpi: COMPARED_AT })];
    return plateChanges(old, fresh);
  } catch (error) {
    if (error instanceof PdfFault || error instanceof RangeError) return undefined;
    throw error;
  }
}

function changesText(changes: readonly PlateChange[]): string {
  const changed = changes.filter((one) => one.changed);
  const same = changes.filter((one) => !one.changed).map(({ plate }) => plate);
  if (changed.length === 0) return "no plate changed";
  const told = `new plates: ${changed.map(({ plate, area }) => `${plate} (${area} % of the page)`).join(", ")}`;
  return same.length === 0 ? told : `${told}; as before: ${same.join(", ")}`;
}
