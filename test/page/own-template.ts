/** A template that says a few lines on top of a bundled one. */
import { readFileSync } from "node:fs";
import { type Diagnostic, formatDiagnostic } from "../../src/base/diagnostic.js";
import { mergeTemplate, parseTemplate } from "../../src/template/load.js";
import { mergedText } from "../../src/template/merged.js";
import type { Template } from "../../src/template/resolved.js";

const texts = new Map<string, { readonly text: string; readonly file: string }>();

function read(name: string): { readonly text: string; readonly file: string } {
  const file = `${name}.yaml`;
  return { text: readFileSync(new URL(`../../templates/${file}`, import.meta.url), "utf8"), file };
}

/** With all that it extends as one text: tests read it hundreds of times. */
function bundled(name: string): { readonly text: string; readonly file: string } {
  const known = texts.get(name);
  if (known !== undefined) return known;
  const { text, file } = read(name);
  const tree = mergeTemplate(text, file, read);
  if (tree === undefined) throw new Error(`${file} cannot be read`);
  const merged = { text: mergedText(tree, (path) => path), file };
  texts.set(name, merged);
  return merged;
}

/** What is said about such a template. */
export function remarksOn(lines: string, base: string): readonly Diagnostic[] {
  return parseTemplate(`name: own\nextends: ${base}\n${lines}`, "own.yaml", bundled).diagnostics;
}

export function templateFrom(lines: string, base: string): Template {
  const parsed = parseTemplate(`name: own\nextends: ${base}\n${lines}`, "own.yaml", bundled);
  if (!parsed.ok) throw new Error(parsed.diagnostics.map(formatDiagnostic).join("\n"));
  return parsed.value;
}
