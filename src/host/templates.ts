/**
 * Templates by name or path: the bundled ones from the package's own folder, others beside the edition. A template of one's
 * own may extend another: paths are relative to the file that names them.
 */
import { readdirSync, readFileSync } from "node:fs";
import { realpath } from "node:fs/promises";
import { basename, dirname, isAbsolute, join, relative, resolve } from "node:path";
import type { Diagnostic, Outcome, SourcePlace } from "../base/diagnostic.js";
import { isTemplateFile } from "../edition/joined.js";
import { baseOf, type FoundTemplate, mergeTemplate, parseTemplate, type TemplateSource } from "../template/load.js";
import { nearest } from "../template/suggest.js";
import { mergedText } from "../template/merged.js";
import type { Template } from "../template/resolved.js";
import { packageRoot } from "./fonts.js";
import { readTextFile, resolveInside } from "./files.js";
import { pressFiles } from "./press-files.js";

/** A template is text that people write; anything larger is a mistake. */
const MAX_TEMPLATE_BYTES = 1024 * 1024;
const EXTENSION = ".yaml";
/** Bundled files that others extend but no page names. */
const PARTIAL = "base";
/** Own files that are read for one template: the chain's bound is told by who parses them. */
const MOST_FILES = 16;

export interface LoadedTemplate {
  readonly template: Template;
  /** The files it was read from. */
  readonly paths: readonly string[];
}

export interface TemplateRequest {
  readonly baseDir: string;
  readonly allowOutside: boolean;
  /** Where the name stands in the edition. */
  readonly at?: SourcePlace;
}

interface TemplateFile {
  readonly text: string;
  readonly file: string;
}

export function bundledTemplates(): readonly string[] {
  return bundledFiles().filter((name) => name !== PARTIAL);
}

/** Also what templates extend and no page names. */
function bundledFiles(): readonly string[] {
  return readdirSync(templateFolder())
    .filter((file) => file.endsWith(EXTENSION))
    .map((file) => basename(file, EXTENSION))
    .toSorted();
}

/** Reads a template by a bundled name, or by a path relative to the edition's folder. */
export async function loadTemplateFile(name: string, request: TemplateRequest): Promise<Outcome<LoadedTemplate>> {
  const read = await readNamed(name, request, bundledTemplates());
  if (!read.ok) return read;
  const { text, file } = read.value;
  const paths = [file];
  const own = await ownBases(read.value, request);
  const source = sourceOf(own, (found) => paths.push(found.file));
  const parsed = parseTemplate(text, file, source, bundledFiles());
  if (!parsed.ok) return parsed;
  const problems = await pressFiles(parsed.value.press, request.allowOutside);
  const diagnostics = [...parsed.diagnostics, ...problems];
  return problems.length > 0
    ? { ok: false, diagnostics }
    : { ok: true, value: { template: parsed.value, paths }, diagnostics };
}

/** The text of a template, or of it and all that it extends as one. */
export async function templateText(name: string, request: TemplateRequest, merged: boolean): Promise<Outcome<string>> {
  const read = await readNamed(name, request, bundledFiles());
  if (!read.ok) return read;
  const { text, file } = read.value;
  if (!merged) return { ok: true, value: text, diagnostics: [] };
  const source = sourceOf(await ownBases(read.value, request), () => {});
  const tree = mergeTemplate(text, file, source);
  if (tree === undefined)
    return { ok: false, diagnostics: parseTemplate(text, file, source, bundledFiles()).diagnostics };
  const shown = (path: string): string => (dirname(path) === templateFolder() ? basename(path) : relative(".", path));
  return { ok: true, value: mergedText(tree, shown), diagnostics: [] };
}

/** The library's way in: by bundled name or by path from the working folder. */
export async function loadTemplate(nameOrPath: string): Promise<Template> {
  const { InputError } = await import("../base/diagnostic.js");
  const outcome = await loadTemplateFile(nameOrPath, { baseDir: process.cwd(), allowOutside: true });
  if (!outcome.ok) throw new InputError(outcome.diagnostics);
  return outcome.value.template;
}

/** The own files that a template extends, one after the other, by who names them and how. */
async function ownBases(first: TemplateFile, request: TemplateRequest): Promise<ReadonlyMap<string, FoundTemplate>> {
  const found = new Map<string, FoundTemplate>();
  let next: TemplateFile | undefined = dirname(first.file) === templateFolder() ? undefined : first;
  while (next !== undefined && found.size < MOST_FILES) {
    const name = baseOf(next.text, next.file);
    if (name === undefined || !isTemplateFile(name) || found.has(keyOf(next.file, name))) break;
    const base = await readBase(name, next.file, request);
    found.set(keyOf(next.file, name), base);
    next = "text" in base ? base : undefined;
  }
  return found;
}

async function readBase(name: string, from: string, request: TemplateRequest): Promise<FoundTemplate> {
  const folder = await realpath(request.baseDir);
  const path = isAbsolute(name) ? name : relative(folder, resolve(dirname(from), name)) || ".";
  const file = await resolveInside(folder, path, request.allowOutside);
  const text = file.ok ? await readTextFile(file.value, MAX_TEMPLATE_BYTES) : file;
  if (file.ok && text.ok) return { text: text.value, file: file.value };
  const [problem] = text.diagnostics;
  return { problem: problem?.message ?? `"${name}" cannot be read`, hint: problem?.hints[0] ?? "check the path" };
}

function keyOf(from: string, name: string): string {
  return JSON.stringify([from, name]);
}

function sourceOf(own: ReadonlyMap<string, FoundTemplate>, found: (file: TemplateFile) => void): TemplateSource {
  return (name, from) => {
    const base = own.get(keyOf(from, name)) ?? bundled(name);
    if (base !== undefined && "text" in base) found(base);
    return base;
  };
}

function bundled(name: string): TemplateFile | undefined {
  if (basename(name) !== name) return undefined;
  const file = join(templateFolder(), `${name}${EXTENSION}`);
  try {
    return { text: readFileSync(file, "utf8"), file };
  } catch {
    return undefined;
  }
}

async function readNamed(
  name: string,
  request: TemplateRequest,
  known: readonly string[],
): Promise<Outcome<TemplateFile>> {
  if (!isTemplateFile(name)) {
    if (!known.includes(name)) return unknown(name, known, request.at);
    const file = join(templateFolder(), `${name}${EXTENSION}`);
    const text = await readTextFile(file, MAX_TEMPLATE_BYTES);
    return text.ok ? { ok: true, value: { text: text.value, file }, diagnostics: [] } : text;
  }
  const path = await resolveInside(request.baseDir, name, request.allowOutside);
  if (!path.ok) return moved(path, request.at);
  const text = await readTextFile(path.value, MAX_TEMPLATE_BYTES);
  return text.ok
    ? { ok: true, value: { text: text.value, file: path.value }, diagnostics: [] }
    : moved(text, request.at);
}

function moved<T>(outcome: Outcome<T>, at: SourcePlace | undefined): Outcome<never> {
  return { ok: false, diagnostics: outcome.diagnostics.map((d) => (at === undefined ? d : { ...d, at })) };
}

function unknown(name: string, known: readonly string[], at: SourcePlace | undefined): Outcome<never> {
  const near = nearest(name.replaceAll("_", "-"), known);
  const problem: Diagnostic = {
    severity: "error",
    code: "unknown-template",
    message: `there is no template "${name}"`,
    ...(at === undefined ? {} : { at }),
    hints: [
      ...(near === undefined ? [] : [`did you mean \`${near}\`?`]),
      `bundled templates: ${known.join(", ")}; for a file of your own write its path, such as ./${name}.yaml`,
    ],
  };
  return { ok: false, diagnostics: [problem] };
}

function templateFolder(): string {
  return join(packageRoot(), "templates");
}
