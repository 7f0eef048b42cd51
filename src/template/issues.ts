/** From zod's issues to sentences for designers, each at its place in the file that holds the value. */
import type * as z from "zod/mini";
import type { Diagnostic } from "../base/diagnostic.js";
import { parseColour } from "./colour.js";
import { isEmptyAt, keyHint, quoted, shapeHint, swallowed } from "./hints.js";
import { keysAt, sectionsWith } from "./known-keys.js";
import { fault } from "./read.js";
import { didYouMean, nearest } from "./suggest.js";
import { follow, isEmpty, keyPlaceOf, type Path, placeOf, plainOf, type Tree } from "./tree.js";

type Issue = z.core.$ZodIssue;

export interface Described {
  /** The value that cannot stay: what checks go on without. */
  readonly path: Path;
  readonly diagnostic: Diagnostic;
  /** The value is not there at all, here or in what the template extends. */
  readonly missing: boolean;
}

export function describeIssue(issue: Issue, root: Tree): readonly Described[] {
  const path = issue.path;
  if (issue.code === "unrecognized_keys") {
    const known = issue.message.split(" ");
    return issue.keys.map((key) => unknownKey([...path, key], known, root));
  }
  // Every way to write a colour failed: say what is wrong with the way that was meant.
  const colour = path[0] === "colours" && path.length >= 2;
  if (colour && issue.code !== "custom") return [badColour(path.slice(0, 2), root)];
  const { tree, rest } = follow(root, path);
  if (rest.length > 0 || isEmpty(tree)) return isOutdented(path, root) ? [] : [missingValue(path, root)];
  const { code, message, hint } = explain(issue, tree, path);
  return [{ path, diagnostic: fault(code, message, tree.at, hint), missing: false }];
}

/** Keys without a value that no section knows: the plain values, which the schema sees, hold no trace of them. */
export function emptyStrangers(root: Tree, path: Path = []): readonly Described[] {
  const { tree } = follow(root, path);
  if (tree.kind === "list") return tree.items.flatMap((_, index) => emptyStrangers(root, [...path, index]));
  const known = keysAt(path);
  if (tree.kind !== "map" || known === undefined) return [];
  return [...tree.entries].flatMap(([key, { value }]) => {
    const own = [...path, key];
    if (!isEmpty(value)) return emptyStrangers(root, own);
    return known.includes(key) ? [] : [unknownKey(own, known, root)];
  });
}

/** Sections that are missing are one mistake: a template that extends nothing, or an `extends` that is misspelt. */
export function missingSections(sections: readonly string[], root: Tree): Described | undefined {
  const [first] = sections;
  const keys = root.kind === "map" ? [...root.entries.keys()] : [];
  const isMisspelt = !keys.includes("extends") && keys.some((key) => nearest(key, ["extends"]) !== undefined);
  if (first === undefined || isMisspelt) return undefined;
  const message = `the template has no ${quoted(sections)}`;
  const hint = "write what is missing, or take it over: `extends: broadsheet`";
  const path = [first];
  return { path, diagnostic: fault("template-value", message, placeOf(root, path), hint), missing: true };
}

/** Whether the keys of an empty section stand beside it instead of under it: these are told, and the section is not. */
function isOutdented([section, ...rest]: Path, root: Tree): boolean {
  if (rest.length > 0 || root.kind !== "map") return false;
  return [...root.entries.keys()].some((key) => sectionsWith(key).includes(String(section)));
}

function unknownKey(path: Path, known: readonly string[], root: Tree): Described {
  const key = String(path.at(-1));
  const whole = swallowed(key);
  const message = whole?.message ?? `\`${key}\` is not a key of ${sectionName(path.slice(0, -1))}`;
  const hint =
    key === "<<"
      ? "merge keys are not read: use `like` in a style, or `extends` for a whole template"
      : (whole?.hint ?? keyHint(path, known, root));
  return { path, diagnostic: fault("unknown-key", message, keyPlaceOf(root, path), hint), missing: false };
}

function badColour(path: Path, root: Tree): Described {
  const { tree } = follow(root, path);
  const parsed = parseColour(plainOf(tree));
  const [problem, hint] = parsed.ok ? ["this colour cannot be read", ""] : [parsed.problem, parsed.hint];
  const message = `${valueName(path)}: ${problem}`;
  return { path, diagnostic: fault("bad-colour", message, tree.at, hint), missing: false };
}

function missingValue(path: Path, root: Tree): Described {
  const key = String(path.at(-1));
  const empty = isEmptyAt(root, path);
  const message = `${sectionName(path.slice(0, -1))} ${empty ? `has nothing for \`${key}\`` : `has no \`${key}\``}`;
  const hint = path.length === 1 ? `write it, or take it over: \`extends: broadsheet\`` : `write \`${key}\``;
  const at = empty ? keyPlaceOf(root, path) : placeOf(root, path);
  return { path, diagnostic: fault("template-value", message, at, hint), missing: true };
}

const DESCRIBED = "docs/templates.md describes every value";

interface Explanation {
  readonly code: string;
  readonly message: string;
  readonly hint: string;
}

function explain(issue: Issue, tree: Tree, path: Path): Explanation {
  const name = valueName(path);
  const shown = shownValue(tree);
  const value = (message: string, hint: string): Explanation => ({ code: "template-value", message, hint });
  switch (issue.code) {
    case "custom": {
      const check = checkOf(issue.params, name);
      const bare = tree.kind === "scalar" ? String(tree.value).trim() : "";
      return { ...check, hint: check.hint.replace(`"${bare}pt"`, `"${bare}${unitFor(Number(bare), path)}"`) };
    }
    case "invalid_value": {
      const values = issue.values.map(String);
      if (path.at(-1) === "font") return value(`there is no role ${shown}`, roleHint(tree, values));
      if (path.at(-1) === "like") return value(`there is no style ${shown}`, wordHint(tree, values, "styles"));
      const one = tree.kind === "scalar" ? undefined : oneWordHint(tree, values, path);
      return value(`${name} cannot be ${shown}`, one ?? wordHint(tree, values, "it is one of"));
    }
    case "invalid_union":
      return value(`${name} cannot be ${shown}`, unionHint(issue, path, tree));
    case "too_small":
    case "too_big": {
      if (issue.origin === "array" || issue.origin === "string") {
        return value(`${name} is empty or of the wrong length`, shapeHint(path, tree) ?? DESCRIBED);
      }
      const bound = issue.code === "too_small" ? `${issue.minimum} or more` : `${issue.maximum} or less`;
      const hint =
        path.at(-1) === "weight" ? "a weight is 100 (thin) to 900 (black); 400 is regular" : `write ${bound}`;
      return value(`${name} cannot be ${shown}: ${bound}`, hint);
    }
    case "invalid_type":
      return value(`${name} must be ${typeName(issue.expected)}, but it is ${shown}`, typeHint(issue, tree, path));
    default:
      return value(`${name} cannot be ${shown}`, shapeHint(path, tree) ?? DESCRIBED);
  }
}

function checkOf(params: Record<string, unknown> | undefined, name: string): Explanation {
  const text = (key: string): string => (typeof params?.[key] === "string" ? params[key] : "");
  return { code: text("code"), message: `${name}: ${text("message")}`, hint: text("hint") };
}

function roleHint(tree: Tree, roles: readonly string[]): string {
  return `${wordHint(tree, roles, "roles")}; families go below \`fonts\``;
}

function wordHint(tree: Tree, words: readonly string[], lead: string): string {
  return didYouMean(tree.kind === "scalar" ? String(tree.value) : "", words, lead);
}

/** A word that was put into a section or a list of its own; else any of the words, as it is written. */
function oneWordHint(tree: Tree, words: readonly string[], path: Path): string {
  const inside =
    tree.kind === "map" ? [...tree.entries.values()].map(({ value }) => value) : tree.kind === "list" ? tree.items : [];
  const texts = inside.flatMap((item) => (item.kind === "scalar" ? [String(item.value)] : []));
  const meant = texts.flatMap((text) => nearest(text, words) ?? [])[0];
  const key = String(path.at(-1));
  if (meant !== undefined) return `did you mean \`${key}: ${meant}\`?`;
  return `write one word, \`${key}: ${words[0] ?? ""}\`; it is one of: ${words.join(", ")}`;
}

function unionHint(issue: Extract<Issue, { code: "invalid_union" }>, path: Path, tree: Tree): string {
  const ways = issue.errors.flat();
  const words = ways.flatMap((one) => (one.code === "invalid_value" ? one.values.map(String) : []));
  const isNumber = ways.some((one) => (one.code === "invalid_type" || one.code === "too_big") && one.path.length === 0);
  const example = shapeHint(path, tree) ?? (isNumber ? "write a number" : undefined);
  if (words.length === 0) return example ?? DESCRIBED;
  const list = `one of: ${words.join(", ")}`;
  return example === undefined ? `it is ${list}` : `${example}, or ${list}`;
}

const TYPE_NAMES: Readonly<Record<string, string>> = {
  string: "text",
  number: "a number",
  int: "a whole number",
  boolean: "true or false",
  array: "a list",
  tuple: "a list",
  object: "a section with keys",
  record: "a section with keys",
};

function typeName(expected: string): string {
  return TYPE_NAMES[expected] ?? expected;
}

/** A number under it is no leading in points. */
const LEAST_POINTS = 4;

/** Sections and keys that hold plain words, where a number is no forgotten unit. */
const WORDS = new Set(["name", "title", "extends", "date", "number", "colour", "ground"]);

/** A leading of less than two is a factor everywhere else. */
function unitFor(value: number, path: Path): string {
  return path.at(-1) === "leading" && value < LEAST_POINTS ? "em" : "pt";
}

function typeHint(issue: Extract<Issue, { code: "invalid_type" }>, tree: Tree, path: Path): string {
  const last = String(path.at(-1));
  if (issue.expected === "string" && tree.kind === "scalar" && typeof tree.value === "number") {
    const text = String(tree.value);
    if (WORDS.has(last)) return `write it in quotation marks: "${text}"`;
    return `a length needs its unit: did you mean ${text}${unitFor(tree.value, path)}?`;
  }
  if (issue.expected === "string" && tree.kind === "map" && WORDS.has(last)) {
    const field = [...tree.entries.keys()][0] ?? "";
    return `text that begins with { needs quotation marks: "{${field}}"`;
  }
  if (issue.expected === "array" && tree.kind === "scalar" && typeof tree.value === "string")
    return `put it into square brackets: [${shownValue(tree)}]`;
  if (issue.expected === "number" || issue.expected === "int") return "write a number without unit or quotation marks";
  if (issue.expected === "boolean") return "write true or false";
  return shapeHint(path, tree) ?? DESCRIBED;
}

function shownValue(tree: Tree): string {
  if (tree.kind !== "scalar") return tree.kind === "map" ? "a section" : "a list";
  const text = JSON.stringify(tree.value) ?? "nothing";
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}

function sectionName(path: Path): string {
  return path.length === 0 ? "the template" : valueName(path);
}

/** `styles.deck.size`, `headlines.ladder[2].min`. */
function valueName(path: Path): string {
  return `\`${path.map((step, i) => (typeof step === "number" ? `[${step}]` : `${i > 0 ? "." : ""}${String(step)}`)).join("")}\``;
}
