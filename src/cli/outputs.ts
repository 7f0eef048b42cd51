/** Where the pages go: which file shows which pages, and that none of them is one nobody wants overwritten. */
import { stat } from "node:fs/promises";
import { basename, extname, join, resolve, sep } from "node:path";
import type { Diagnostic, Outcome } from "../base/diagnostic.js";
import { writeWhole } from "../host/files.js";
import { numberedName } from "./alternatives.js";
import { mistake } from "./arguments.js";
import { destinationOf, isStdout, proveWritable } from "./destination.js";
import { WriteFault } from "./fault.js";
import type { Io } from "./io.js";

export const FORMATS = ["pdf", "png", "svg"] as const;
export type Format = (typeof FORMATS)[number];

export interface Output {
  /** As the user named it: for messages and the report. */
  readonly name: string;
  /** Absolute, links followed. */
  readonly path: string;
  readonly pages: readonly number[];
  /** Which of several make-ups it shows, from 1, the best. */
  readonly rank?: number;
  /** The user asks for a changed copy of an input, perhaps under its own name. */
  readonly mayReplaceInput?: boolean;
  /** Written to the program's own output; `path` is then the name alone. */
  readonly toStdout?: boolean;
}

export interface OutputWish {
  readonly cwd: string;
  /** The edition file, as the user named it. */
  readonly edition: string;
  readonly out: string | undefined;
  readonly format: Format;
  /** Whether --format names it. Otherwise OUT's ending has to. */
  readonly formatGiven?: boolean;
}

/** The format that was asked for, or that OUT's name says; PDF when neither does. */
export function chooseFormat(out: string | undefined, format: string | undefined): Outcome<Format> {
  const wanted = FORMATS.find((known) => known === format);
  const named = FORMATS.find((known) => out !== undefined && extname(out).toLowerCase() === `.${known}`);
  if (wanted !== undefined && named !== undefined && wanted !== named) {
    const message = `${out ?? ""} is named .${named}, but --format says ${wanted}`;
    return { ok: false, diagnostics: [mistake(message, "leave --format out, or name the file otherwise")] };
  }
  return { ok: true, value: wanted ?? named ?? "pdf", diagnostics: [] };
}

export async function planOutputs(wish: OutputWish, pages: readonly number[]): Promise<Outcome<Output[]>> {
  const { cwd, edition, out, format } = wish;
  const stem = basename(edition, extname(edition));
  const single = pages.length === 1 || format === "pdf";
  if (out !== undefined && isStdout(cwd, out)) {
    if (single) return { ok: true, value: [{ name: out, path: out, pages, toStdout: true }], diagnostics: [] };
    return refuse(
      `standard output takes one file, but there are ${pages.length} pages and ${format.toUpperCase()} holds one`,
      "name a folder, such as -o pages/, or choose one page with --pages",
    );
  }
  if (out === undefined) {
    if (single) return target(cwd, `${stem}.${format}`, pages);
    return eachPage(cwd, ".", stem, format, pages);
  }
  if (out.endsWith("/") || out.endsWith(sep) || (await isFolder(resolve(cwd, out)))) {
    return eachPage(cwd, out, stem, format, pages);
  }
  const ending = extname(out);
  if (wish.formatGiven !== true && ending !== "" && !FORMATS.some((known) => ending.toLowerCase() === `.${known}`)) {
    return refuse(
      `${out} ends in ${ending}, which is no format of pages`,
      "end the name in .pdf, .png or .svg, or give --format; a folder ends in /",
    );
  }
  if (single) return target(cwd, out, pages);
  return refuse(
    `${out} is one file, but there are ${pages.length} pages and ${format.toUpperCase()} holds one`,
    `name a folder (-o ${out.slice(0, out.length - extname(out).length)}/), or choose one page with --pages`,
  );
}

/** The same outputs once for each of `count` make-ups: `page.pdf` as `page-1.pdf`, `page-2.pdf`, … */
export async function planRanked(cwd: string, outputs: readonly Output[], count: number): Promise<Outcome<Output[]>> {
  const planned: Output[] = [];
  if (outputs.some(({ toStdout }) => toStdout === true)) {
    return refuse("standard output takes one file, and each make-up is a file", "name a file or a folder with -o");
  }
  for (let rank = 1; rank <= count; rank += 1) {
    for (const { name, pages } of outputs) {
      const one = await target(cwd, numberedName(name, rank), pages);
      if (!one.ok) return one;
      planned.push(...one.value.map((output) => ({ ...output, rank })));
    }
  }
  return { ok: true, value: planned, diagnostics: [] };
}

async function eachPage(
  cwd: string,
  folder: string,
  stem: string,
  format: Format,
  pages: readonly number[],
): Promise<Outcome<Output[]>> {
  const planned = await Promise.all(
    pages.map((page) => target(cwd, join(folder, `${stem}-${page}.${format}`), [page])),
  );
  const wrong = planned.flatMap((one) => (one.ok ? [] : one.diagnostics));
  const outputs = planned.flatMap((one) => (one.ok ? one.value : []));
  if (wrong.length > 0) return { ok: false, diagnostics: wrong };
  if (new Set(outputs.map(({ path }) => path)).size < outputs.length) {
    return refuse("two pages have the same number, and their files would have the same name", "number the pages");
  }
  return { ok: true, value: outputs, diagnostics: [] };
}

async function target(cwd: string, name: string, pages: readonly number[]): Promise<Outcome<Output[]>> {
  if (isStdout(cwd, name)) {
    return refuse(`${name} is standard output, not a file`, "name a file; `proof -o -` alone writes pages there");
  }
  const place = await destinationOf(resolve(cwd, name));
  if (!place.ok) return refuse(`${name} ${place.problem}`, "name another file");
  await proveWritable(place.path, name);
  return { ok: true, value: [{ name, path: place.path, pages }], diagnostics: [] };
}

/** A single extra file, such as the report. */
export async function planFile(cwd: string, name: string): Promise<Outcome<Output>> {
  const planned = await target(cwd, name, []);
  const [output] = planned.ok ? planned.value : [];
  return output === undefined
    ? { ok: false, diagnostics: planned.diagnostics }
    : { ok: true, value: output, diagnostics: [] };
}

/** Refuses to write over what was read, and to write two things into one file. */
export async function checkClashes(
  outputs: readonly Output[],
  inputs: readonly string[],
  cwd: string,
): Promise<Diagnostic[]> {
  const read = new Set(await Promise.all(inputs.map((input) => realPath(resolve(cwd, input)))));
  const seen = new Set<string>();
  const problems: Diagnostic[] = [];
  for (const { path, name, mayReplaceInput } of outputs) {
    if (mayReplaceInput !== true && read.has(path))
      problems.push(mistake(`${name} is an input: writing it would destroy it`, "name another file"));
    else if (seen.has(path)) problems.push(mistake(`${name} would be written twice`, "name another file"));
    seen.add(path);
  }
  return problems;
}

/** Writes a page's file where it goes: to its place, or to standard output. */
export async function writePage(output: Output, content: Uint8Array | string, io: Io): Promise<void> {
  if (output.toStdout !== true) await writeOutput(output, content);
  else io.stdoutBytes(typeof content === "string" ? new TextEncoder().encode(content) : content);
}

/** Writes a file whole, or not at all and says why. */
export async function writeOutput(output: Output, content: Uint8Array | string): Promise<void> {
  try {
    await writeWhole(output.path, content);
  } catch (error) {
    throw new WriteFault(output.name, error);
  }
}

async function realPath(path: string): Promise<string> {
  const place = await destinationOf(path);
  return place.ok ? place.path : path;
}

async function isFolder(path: string): Promise<boolean> {
  const info = await stat(path).catch(() => undefined);
  return info?.isDirectory() ?? false;
}

function refuse(message: string, hint: string): { ok: false; diagnostics: Diagnostic[] } {
  return { ok: false, diagnostics: [mistake(message, hint)] };
}
