/** Templates by name or path: the bundled ones from the package's own folder, others beside the edition. */
import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import type { Outcome, SourcePlace } from "../base/diagnostic.js";
import { parseTemplate } from "../template/load.js";
import type { Template } from "../template/resolved.js";
import { packageRoot } from "./fonts.js";
import { readTextFile, resolveInside } from "./files.js";

/** A template is text that people write; anything larger is a mistake. */
const MAX_TEMPLATE_BYTES = 1024 * 1024;
const EXTENSION = ".yaml";
/** Bundled files that others extend but no page names. */
const PARTIAL = "base";

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

export function bundledTemplates(): readonly string[] {
  return readdirSync(templateFolder())
    .filter((file) => file.endsWith(EXTENSION))
    .map((file) => basename(file, EXTENSION))
    .filter((name) => name !== PARTIAL)
    .toSorted();
}

/** Reads a template by a bundled name, or by a path relative to the edition's folder. */
export async function loadTemplateFile(name: string, request: TemplateRequest): Promise<Outcome<LoadedTemplate>> {
  const paths: string[] = [];
  const source = await readNamed(name, request, paths);
  if (!source.ok) return source;
  const parsed = parseTemplate(source.value.text, source.value.file, (base) => {
    const file = join(templateFolder(), `${base}${EXTENSION}`);
    try {
      if (basename(base) !== base) return undefined;
      const text = readFileSync(file, "utf8");
      paths.push(file);
      return { text, file };
    } catch {
      return undefined;
    }
  });
  return parsed.ok ? { ...parsed, value: { template: parsed.value, paths } } : parsed;
}

/** The library's way in: by bundled name or by path from the working folder. */
export async function loadTemplate(nameOrPath: string): Promise<Template> {
  const { InputError } = await import("../base/diagnostic.js");
  const outcome = await loadTemplateFile(nameOrPath, { baseDir: process.cwd(), allowOutside: true });
  if (!outcome.ok) throw new InputError(outcome.diagnostics);
  return outcome.value.template;
}

async function readNamed(
  name: string,
  request: TemplateRequest,
  paths: string[],
): Promise<Outcome<{ text: string; file: string }>> {
  const isPath = name.includes("/") || name.includes("\\") || /\.ya?ml$/u.test(name);
  if (!isPath) {
    const known = bundledTemplates();
    if (!known.includes(name)) return unknown(name, known, request.at);
    const file = join(templateFolder(), `${name}${EXTENSION}`);
    const text = await readTextFile(file, MAX_TEMPLATE_BYTES);
    paths.push(file);
    return text.ok ? { ok: true, value: { text: text.value, file }, diagnostics: [] } : text;
  }
  const path = await resolveInside(request.baseDir, name, request.allowOutside);
  if (!path.ok) return moved(path, request.at);
  paths.push(path.value);
  const text = await readTextFile(path.value, MAX_TEMPLATE_BYTES);
  return text.ok
    ? { ok: true, value: { text: text.value, file: path.value }, diagnostics: [] }
    : moved(text, request.at);
}

function moved<T>(outcome: Outcome<T>, at: SourcePlace | undefined): Outcome<never> {
  return { ok: false, diagnostics: outcome.diagnostics.map((d) => (at === undefined ? d : { ...d, at })) };
}

function unknown(name: string, known: readonly string[], at: SourcePlace | undefined): Outcome<never> {
  return {
    ok: false,
    diagnostics: [
      {
        severity: "error",
        code: "unknown-template",
        message: `there is no template "${name}"`,
        ...(at === undefined ? {} : { at }),
        hints: [
          `bundled templates: ${known.join(", ")}; for a file of your own write its path, such as ./${name}.yaml`,
        ],
      },
    ],
  };
}

function templateFolder(): string {
  return join(packageRoot(), "templates");
}
