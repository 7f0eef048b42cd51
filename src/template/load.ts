/**
 * Reads a template: YAML with `extends`, merged, checked and resolved. Maps merge, lists and values replace. Every mistake
 * is reported at the line that holds it, in the file that holds it, and all of them at once.
 */
import type * as z from "zod/mini";
import type { Diagnostic, Outcome, SourcePlace } from "../base/diagnostic.js";
import { type Described, describeIssue, emptyStrangers, missingSections } from "./issues.js";
import { fault, readLayer } from "./read.js";
import { GEOMETRY, LADDER, resolveTemplate } from "./resolve.js";
import type { Template } from "./resolved.js";
import { type RawTemplate, templateSchema } from "./schema.js";
import { SKELETON } from "./skeleton.js";
import { nearest } from "./suggest.js";
import { isEmpty, mergeTrees, type Path, plainOf, type TreeMap } from "./tree.js";

const DEEPEST_CHAIN = 8;
/** Nobody mends more in one go. */
const MOST_DIAGNOSTICS = 200;
/** What stays wrong after so many repairs is wrong because of the repairs. */
const MOST_REPAIRS = 4;

/** A template's text, or why a file that is named may not be read. */
export type FoundTemplate =
  { readonly text: string; readonly file: string } | { readonly problem: string; readonly hint: string };

/** Finds what the template of file `from` extends, by name or path. */
export type TemplateSource = (name: string, from: string) => FoundTemplate | undefined;

/** Parses and resolves a template; `source` finds what it `extends`, and `known` are the names that it knows. */
export function parseTemplate(
  text: string,
  file: string,
  source: TemplateSource,
  known: readonly string[] = [],
): Outcome<Template> {
  const chain = readChain(text, file, source, known);
  const [own] = chain.layers;
  if (own === undefined) return { ok: false, diagnostics: tidy(chain.diagnostics, []) };
  const tree = mergeLayers(chain.layers);
  const checked = check(tree);
  const found = [...chain.diagnostics];
  // What is missing because a base could not be read is not this file's mistake.
  for (const { diagnostic, missing } of checked.wrong) if (!missing || chain.complete) found.push(diagnostic);
  const { files } = chain;
  if (checked.raw === undefined) return { ok: false, diagnostics: tidy(found, files) };
  const resolved = resolveTemplate(checked.raw, files, tree);
  const touched = new Set(checked.wrong.map(({ path }) => path[0]));
  const noColours = checked.wrong.some(({ path }) => path.length === 1 && path[0] === "colours");
  for (const diagnostic of resolved.diagnostics) {
    const geometry = GEOMETRY.has(diagnostic.code) && (touched.has("grid") || touched.has("page"));
    const ladder = LADDER.has(diagnostic.code) && (touched.has("headlines") || touched.has("grid"));
    const orphan = diagnostic.code === "unknown-colour" && (!chain.complete || noColours);
    if (!geometry && !ladder && !orphan) found.push(diagnostic);
  }
  const diagnostics = tidy(found, files);
  return diagnostics.some(({ severity }) => severity === "error")
    ? { ok: false, diagnostics }
    : { ok: true, value: resolved.template, diagnostics };
}

/** The values of a template and of all that it extends, merged; undefined where its files cannot be read as YAML. */
export function mergeTemplate(text: string, file: string, source: TemplateSource): TreeMap | undefined {
  const { layers, complete } = readChain(text, file, source, []);
  return complete ? mergeLayers(layers) : undefined;
}

/** What a template says that it extends; undefined where it extends nothing, or cannot be read. */
export function baseOf(text: string, file: string): string | undefined {
  const value = readLayer(text, file).tree?.entries.get("extends")?.value;
  return value?.kind === "scalar" && typeof value.value === "string" ? value.value : undefined;
}

function mergeLayers(layers: readonly TreeMap[]): TreeMap {
  return layers.reduceRight((under, over) => mergeTrees(under, over));
}

interface Chain {
  /** The file itself first, then what it extends. */
  readonly layers: readonly TreeMap[];
  /** Also those that are too broken to be a layer. */
  readonly files: readonly string[];
  readonly complete: boolean;
  readonly diagnostics: readonly Diagnostic[];
}

function readChain(text: string, file: string, source: TemplateSource, known: readonly string[]): Chain {
  const layers: TreeMap[] = [];
  const diagnostics: Diagnostic[] = [];
  const files: string[] = [];
  let next: { readonly text: string; readonly file: string } | undefined = { text, file };
  while (next !== undefined) {
    const layer = readLayer(next.text, next.file);
    diagnostics.push(...layer.diagnostics);
    files.push(next.file);
    if (layer.tree === undefined) return { layers, files, complete: false, diagnostics };
    layers.push(layer.tree);
    const entry = layer.tree.entries.get("extends");
    if (entry === undefined || isEmpty(entry.value)) break;
    const { at } = entry.value;
    const base = plainOf(entry.value);
    // The schema says what is wrong with a base that is no word.
    if (typeof base === "object") return { layers, files, complete: false, diagnostics };
    const found = nextTemplate(String(base), { from: next.file, files, at }, source, known);
    if ("code" in found) diagnostics.push(found);
    next = "code" in found ? undefined : found;
    if (next === undefined) return { layers, files, complete: false, diagnostics };
  }
  return { layers, files, complete: true, diagnostics };
}

interface Extending {
  /** The file that extends, and those that led to it. */
  readonly from: string;
  readonly files: readonly string[];
  /** Where it says so. */
  readonly at: SourcePlace;
}

/** The template that is extended, or why it cannot be. */
function nextTemplate(
  name: string,
  { from, files, at }: Extending,
  source: TemplateSource,
  known: readonly string[],
): Extract<FoundTemplate, { text: string }> | Diagnostic {
  const found = source(name, from);
  if (found === undefined) {
    const near = nearest(name.replace(/\.ya?ml$/u, "").replaceAll("_", "-"), known);
    const hint =
      near === undefined
        ? `bundled templates: ${known.join(", ")}; a file of your own is named by its path, such as ./house.yaml`
        : `did you mean \`${near}\`?`;
    return fault("unknown-template", `there is no template "${name}" to extend`, at, hint);
  }
  if ("problem" in found) {
    const near = known.find((one) => one === name.replace(/^\.\//u, "").replace(/\.ya?ml$/u, ""));
    const hint = near === undefined ? found.hint : `did you mean the bundled \`${near}\`?`;
    return fault("unknown-template", `\`extends\`: ${found.problem}`, at, hint);
  }
  if (files.includes(found.file)) {
    const circle = [...files.slice(files.indexOf(found.file)), found.file].join(" → ");
    return fault("template-cycle", `\`extends\` goes round in a circle: ${circle}`, at, "break the circle");
  }
  if (files.length >= DEEPEST_CHAIN) {
    const message = `${files.length} templates extend one another: ${files.join(" → ")}`;
    return fault("template-depth", message, at, "merge some of them into one");
  }
  return found;
}

type Issue = z.core.$ZodIssue;

interface Checked {
  /** The values, with stand-ins for those that are wrong; absent when there is no going on. */
  readonly raw?: RawTemplate;
  readonly wrong: readonly Described[];
}

function check(tree: TreeMap): Checked {
  const plain = plainOf(tree);
  const wrong: Described[] = [...emptyStrangers(tree)];
  for (let round = 0; round <= MOST_REPAIRS; round += 1) {
    const parsed = templateSchema.safeParse(plain);
    if (parsed.success) return { raw: parsed.data, wrong };
    const issues = parsed.error.issues.slice(0, MOST_DIAGNOSTICS);
    // Later rounds speak about stand-ins, not about the file.
    if (round === 0) wrong.push(...describedOnce(issues, tree));
    for (const issue of issues) for (const path of pathsOf(issue)) mend(plain, path, round);
  }
  return { wrong };
}

/** All that is wrong with the file: whole sections that are not there are one mistake. */
function describedOnce(issues: readonly Issue[], tree: TreeMap): readonly Described[] {
  const isMissing = ({ code, path: [section, ...rest] }: Issue): boolean =>
    code !== "unrecognized_keys" && section !== undefined && rest.length === 0 && !tree.entries.has(String(section));
  const missing = missingSections(
    issues.filter(isMissing).map(({ path }) => String(path[0])),
    tree,
  );
  const others = issues.filter((issue) => !isMissing(issue)).flatMap((issue) => describeIssue(issue, tree));
  // What the sections that are there lack, comes with those that are not.
  return missing === undefined ? others : [missing, ...others.filter((one) => !one.missing)];
}

/** The values that cannot stay. */
function pathsOf(issue: Issue): readonly Path[] {
  if (issue.code === "unrecognized_keys") return issue.keys.map((key) => [...issue.path, key]);
  return [
    issue.path[0] === "colours" && issue.path.length > 1 && issue.code !== "custom"
      ? issue.path.slice(0, 2)
      : issue.path,
  ];
}

/** Puts a stand-in where a value is wrong; takes away what needs none, and, when that was not enough, what it stood in. */
function mend(plain: unknown, path: Path, round: number): void {
  const key = path.at(-1);
  const holder = valueAt(plain, path.slice(0, -1));
  if (key === undefined || typeof holder !== "object" || holder === null) return;
  const stand = path[0] === "colours" && path.length === 2 ? "0 0 0 100" : standIn(path);
  if (stand !== undefined) Reflect.set(holder, key, structuredClone(stand));
  else if (Reflect.has(holder, key)) Reflect.deleteProperty(holder, key);
  else if (round > 0) mend(plain, path.slice(0, -1), round);
}

function standIn(path: Path): unknown {
  // One item of a list is as good as any other.
  return valueAt(
    SKELETON,
    path.map((step) => (typeof step === "number" ? 0 : step)),
  );
}

function valueAt(root: unknown, path: Path): unknown {
  let value = root;
  for (const step of path) {
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, step)) return undefined;
    value = Reflect.get(value, step);
  }
  return value;
}

/** In the order of the files and of their lines, each thing once. */
function tidy(found: readonly Diagnostic[], files: readonly string[]): readonly Diagnostic[] {
  const seen = new Set<string>();
  const once = found.filter(({ code, message, at }) => {
    const key = JSON.stringify([code, message, at]);
    return seen.size !== seen.add(key).size;
  });
  const rank = (one: Diagnostic): number => files.indexOf(one.at?.file ?? "");
  const sorted = once.toSorted(
    (a, b) => rank(a) - rank(b) || (a.at?.line ?? 0) - (b.at?.line ?? 0) || (a.at?.column ?? 0) - (b.at?.column ?? 0),
  );
  if (sorted.length <= MOST_DIAGNOSTICS) return sorted;
  const errors = sorted.filter(({ severity }) => severity === "error");
  return (errors.length > 0 ? errors : sorted).slice(0, MOST_DIAGNOSTICS);
}
