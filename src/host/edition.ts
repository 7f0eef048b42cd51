/**
 * An edition in: its file, and the page files that it names. Page files are read like everything that an edition names, from
 * inside its folder; each is bounded, and all of them together.
 *
 * A name that may not be followed (outside the folder, a device, the same file twice) is a mistake of the edition file, and
 * refuses the edition. A page file that is missing or cannot be read is that file's own matter: the other pages are set.
 */
import { dirname, isAbsolute, join, sep } from "node:path";
import { realpath } from "node:fs/promises";
import { type Diagnostic, InputError, type Outcome } from "../base/diagnostic.js";
import { mistakesIn } from "../edition/left-out.js";
import type { Edition } from "../edition/model.js";
import { type EditionSource, MAX_BYTES, namedFiles, type PageFileSource, readParts } from "../edition/read.js";
import { MAX_TOKENS, parseSource, type ParsedSource } from "../edition/source.js";
import { readTextFile, resolveInside } from "./files.js";

/** The thickest paper has some hundred pages. */
const MOST_PAGE_FILES = 500;

/** Reads and checks an edition. A page file with mistakes refuses it here: see `openEdition` for setting the others. */
export async function readEditionFile(path: string, allowOutside = false): Promise<Outcome<Edition>> {
  const opened = await openEdition(path, allowOutside);
  const read = opened.ok ? readParts(opened.value) : opened;
  const mistakes = read.ok ? mistakesIn(read.value) : [];
  return mistakes.length === 0 ? read : { ok: false, diagnostics: [...read.diagnostics, ...mistakes] };
}

/** The edition alone, or an `InputError` with everything that is wrong in its files. */
export async function loadEdition(path: string): Promise<Edition> {
  const outcome = await readEditionFile(path);
  if (!outcome.ok) throw new InputError(outcome.diagnostics);
  return outcome.value;
}

/** Reads an edition file and the page files that it names, and parses them. */
export async function openEdition(path: string, allowOutside = false): Promise<Outcome<EditionSource>> {
  const text = await readTextFile(path, MAX_BYTES);
  if (!text.ok) return text;
  const parsed = parseSource(text.value, path);
  if (!parsed.ok) return parsed;
  const { source } = parsed;
  const named = namedFiles(source);
  if (named.length === 0) return { ok: true, value: { source, files: [] }, diagnostics: [] };
  const excess = named[MOST_PAGE_FILES];
  if (excess !== undefined) {
    const message = `the edition names more than ${MOST_PAGE_FILES} page files`;
    return refused({ severity: "error", code: "too-many-page-files", message, at: excess.at, hints: SPLIT });
  }
  const problems: Diagnostic[] = [];
  const files: PageFileSource[] = [];
  const seen = new Map([[await realpath(path), `the edition file itself`]]);
  let bytes = MAX_BYTES - Buffer.byteLength(text.value);
  let tokens = MAX_TOKENS - source.tokens;
  for (const { entry, name, at } of named) {
    const found = await resolveInside(dirname(path), name, allowOutside, at);
    const file = isAbsolute(name) ? name : join(dirname(path), name);
    const rebase = rebaser(name);
    if (!found.ok) {
      const diagnostics = found.diagnostics.map(asPageFile);
      if (diagnostics.every(({ code }) => MAY_COME.has(code)))
        files.push({ entry, file, rebase, parsed: { ok: false, diagnostics } });
      else problems.push(...diagnostics);
      continue;
    }
    const before = seen.get(found.value);
    if (before !== undefined) {
      const message = `page file "${name}" is named twice: it is ${before}`;
      problems.push({ severity: "error", code: "page-file-twice", message, at, hints: ["remove one of them"] });
      continue;
    }
    seen.set(found.value, `"${name}", which stands at line ${at.line}`);
    const read = await readTextFile(found.value, bytes);
    if (read.ok) bytes -= Buffer.byteLength(read.value);
    const own: ParsedSource = read.ok ? parseSource(read.value, file, tokens) : unreadable(read.diagnostics, file);
    if (own.ok) tokens -= own.source.tokens;
    files.push({ entry, file, rebase, parsed: own });
  }
  return problems.length > 0
    ? { ok: false, diagnostics: problems }
    : { ok: true, value: { source, files }, diagnostics: [] };
}

const SPLIT = ["split it into editions, or put several pages into one file"];
/** Of a page file that somebody may still bring, or open. */
const MAY_COME: ReadonlySet<string> = new Set(["not-found", "no-permission"]);

function refused(problem: Diagnostic): { readonly ok: false; readonly diagnostics: readonly Diagnostic[] } {
  return { ok: false, diagnostics: [problem] };
}

function asPageFile(problem: Diagnostic): Diagnostic {
  return { ...problem, message: `page file ${problem.message}` };
}

/** A page file may be smaller than the bound, and the files before it have taken what it needs. */
function unreadable(diagnostics: readonly Diagnostic[], file: string): ParsedSource {
  const at = { file, line: 1, column: 1 };
  const told = diagnostics.map((one): Diagnostic => {
    if (one.code !== "too-large") return { ...one, at };
    const message = `with this page file the edition is larger than ${MAX_BYTES / 1024 / 1024} MB`;
    return { ...one, message, at, hints: SPLIT };
  });
  return { ok: false, diagnostics: told };
}

/** Paths in a page file are relative to it; those in the joined edition to the edition file. */
function rebaser(name: string): (path: string) => string {
  const folder = dirname(name);
  return (path) => {
    if (folder === "." || path === "" || isAbsolute(path) || /^[a-z]:/iu.test(path)) return path;
    return join(folder, path).split(sep).join("/");
  };
}
