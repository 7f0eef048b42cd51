/**
 * Reads a template: YAML with `extends`, merged, checked and resolved. Maps merge, lists and values replace. Every mistake
 * is reported at the line that holds it, in the file that holds it.
 */
import { isMap, isScalar, LineCounter, parseDocument, type Document } from "yaml";
import type { Diagnostic, Outcome, SourcePlace } from "../base/diagnostic.js";
import { resolveTemplate } from "./resolve.js";
import type { Template } from "./resolved.js";
import { templateSchema } from "./schema.js";

const DEEPEST_CHAIN = 8;
/** YAML aliases can blow a small file up; templates need few. */
const MOST_ALIASES = 64;

export type TemplateSource = (name: string) => { readonly text: string; readonly file: string } | undefined;

type Plain = { readonly [key: string]: unknown };

interface Layer {
  readonly file: string;
  readonly document: Document.Parsed;
  readonly lines: LineCounter;
  readonly value: Plain;
}

/** Parses and resolves a template; `source` finds what it `extends`. */
export function parseTemplate(text: string, file: string, source: TemplateSource): Outcome<Template> {
  const diagnostics: Diagnostic[] = [];
  const layers = readChain(text, file, source, diagnostics);
  if (layers === undefined) return { ok: false, diagnostics };
  const places = (path: readonly PropertyKey[]): SourcePlace => placeOf(layers, path);
  const merged = layers.reduceRight<Plain>((under, layer) => merge(under, layer.value), {});
  const parsed = templateSchema.safeParse(merged);
  if (!parsed.success) {
    for (const issue of parsed.error.issues) diagnostics.push(...describe(issue, places));
    return { ok: false, diagnostics };
  }
  return resolveTemplate(parsed.data, file, places, diagnostics);
}

function readChain(
  text: string,
  file: string,
  source: TemplateSource,
  diagnostics: Diagnostic[],
): readonly Layer[] | undefined {
  const layers: Layer[] = [];
  const seen = new Set<string>();
  let next: { text: string; file: string } | undefined = { text, file };
  while (next !== undefined) {
    const layer = readLayer(next.text, next.file, diagnostics);
    if (layer === undefined) return undefined;
    layers.push(layer);
    seen.add(next.file);
    const base: unknown = layer.value["extends"];
    if (base === undefined) break;
    const at = placeOf([layer], ["extends"]);
    next = typeof base === "string" ? source(base) : undefined;
    if (next === undefined) {
      diagnostics.push(
        error(
          "unknown-template",
          `there is no template "${String(base)}" to extend`,
          at,
          "name a bundled template, such as broadsheet",
        ),
      );
      return undefined;
    }
    if (seen.has(next.file) || layers.length >= DEEPEST_CHAIN) {
      diagnostics.push(error("template-cycle", `"extends" leads back to ${next.file}`, at, "break the circle"));
      return undefined;
    }
  }
  return layers;
}

function readLayer(text: string, file: string, diagnostics: Diagnostic[]): Layer | undefined {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, uniqueKeys: true });
  for (const problem of document.errors) {
    const { line, col } = lines.linePos(problem.pos[0]);
    diagnostics.push(
      error("yaml", problem.message, { file, line, column: col }, "check indentation, colons and quotes"),
    );
  }
  if (document.errors.length > 0) return undefined;
  const start = { file, line: 1, column: 1 };
  if (!isMap(document.contents)) {
    diagnostics.push(
      error(
        "not-a-template",
        "a template is a map of sections",
        start,
        "begin with `name: …` and `extends: broadsheet`",
      ),
    );
    return undefined;
  }
  try {
    return { file, document, lines, value: plain(document.toJS({ maxAliasCount: MOST_ALIASES })) };
  } catch {
    diagnostics.push(error("yaml-aliases", "too many YAML aliases", start, "write the values out"));
    return undefined;
  }
}

/** Top-level keys that begin with x- are the user's own. */
function plain(value: unknown): Plain {
  if (typeof value !== "object" || value === null) return {};
  return Object.fromEntries(Object.entries(value).filter(([key]) => !key.startsWith("x-")));
}

function isPlain(value: unknown): value is Plain {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A colour is one value: two of its forms never merge. */
const WHOLE = new Set(["colours"]);

function merge(under: Plain, over: Plain, whole = false): Plain {
  const result: Record<string, unknown> = { ...under };
  for (const [key, value] of Object.entries(over)) {
    const base = result[key];
    result[key] = !whole && isPlain(base) && isPlain(value) ? merge(base, value, WHOLE.has(key)) : value;
  }
  return result;
}

/** Where a value stands: in the first layer that holds it, or its nearest ancestor. */
function placeOf(layers: readonly Layer[], path: readonly PropertyKey[]): SourcePlace {
  for (let length = path.length; length > 0; length -= 1) {
    for (const layer of layers) {
      const node = layer.document.getIn(path.slice(0, length), true);
      const range =
        isScalar(node) || (typeof node === "object" && node !== null && "range" in node) ? node.range : undefined;
      const offset = Array.isArray(range) && typeof range[0] === "number" ? range[0] : undefined;
      if (offset === undefined) continue;
      const { line, col } = layer.lines.linePos(offset);
      return { file: layer.file, line, column: col };
    }
  }
  return { file: layers[0]?.file ?? "", line: 1, column: 1 };
}

interface SchemaIssue {
  readonly code: string;
  readonly message: string;
  readonly path: readonly PropertyKey[];
  readonly keys?: readonly string[];
}

function describe(issue: SchemaIssue, places: (path: readonly PropertyKey[]) => SourcePlace): readonly Diagnostic[] {
  const where = issue.path.map(String).join(".");
  if (issue.code === "unrecognized_keys") {
    return (issue.keys ?? []).map((key) => {
      const at = places([...issue.path, key]);
      return error(
        "unknown-key",
        `"${key}" is not a key of ${where === "" ? "a template" : where}`,
        at,
        "`banxin schema template` lists every key",
      );
    });
  }
  return [
    error(
      "template-value",
      `${where === "" ? "template" : where}: ${issue.message}`,
      places(issue.path),
      "docs/templates.md describes every value",
    ),
  ];
}

function error(code: string, message: string, at: SourcePlace, hint: string): Diagnostic {
  return { severity: "error", code, message, at, hints: [hint] };
}
