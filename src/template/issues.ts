/** From zod's issues to sentences for designers, each at its place in the file that holds the value. */
import type * as z from "zod/mini";
import type { Diagnostic } from "../base/diagnostic.js";
import { parseColour } from "./colour.js";
import { fault } from "./read.js";
import { didYouMean } from "./suggest.js";
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
    return issue.keys.map((key) => unknownKey([...path, key], key, known, root));
  }
  // Every way to write a colour failed: say what is wrong with the way that was meant.
  const colour = path[0] === "colours" && path.length >= 2;
  if (colour && issue.code !== "custom") return [badColour(path.slice(0, 2), root)];
  const { tree, rest } = follow(root, path);
  if (rest.length > 0 || isEmpty(tree)) return [missingValue(path, root)];
  const { code, message, hint } = explain(issue, tree, path);
  return [{ path, diagnostic: fault(code, message, tree.at, hint), missing: false }];
}

function unknownKey(path: Path, key: string, known: readonly string[], root: Tree): Described {
  const message = `\`${key}\` is not a key of ${sectionName(path.slice(0, -1))}`;
  const hint =
    key === "<<"
      ? "merge keys are not read: use `like` in a style, or `extends` for a whole template"
      : didYouMean(key, known, "keys known here");
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
  const empty = follow(root, path).rest.length === 0;
  const message = `${sectionName(path.slice(0, -1))} ${empty ? `has nothing for \`${key}\`` : `has no \`${key}\``}`;
  const hint = path.length === 1 ? `write it, or take it over: \`extends: broadsheet\`` : `write \`${key}\``;
  const at = empty ? keyPlaceOf(root, path) : placeOf(root, path);
  return { path, diagnostic: fault("template-value", message, at, hint), missing: true };
}

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
    case "custom":
      return checkOf(issue.params, name);
    case "invalid_value": {
      const values = issue.values.map(String);
      if (path.at(-1) === "font") return value(`there is no role ${shown}`, roleHint(tree, values));
      if (path.at(-1) === "like") return value(`there is no style ${shown}`, wordHint(tree, values, "styles"));
      return value(`${name} cannot be ${shown}`, wordHint(tree, values, "it is one of"));
    }
    case "invalid_union":
      return value(`${name} cannot be ${shown}`, unionHint(issue));
    case "too_small":
    case "too_big": {
      if (issue.origin === "array" || issue.origin === "string") {
        return value(`${name} is empty or of the wrong length`, "docs/templates.md describes every value");
      }
      const bound = issue.code === "too_small" ? `${issue.minimum} or more` : `${issue.maximum} or less`;
      const hint =
        path.at(-1) === "weight" ? "a weight is 100 (thin) to 900 (black); 400 is regular" : `write ${bound}`;
      return value(`${name} cannot be ${shown}: ${bound}`, hint);
    }
    case "invalid_type":
      return value(`${name} must be ${typeName(issue.expected)}, but it is ${shown}`, typeHint(issue, tree, path));
    default:
      return value(`${name} cannot be ${shown}`, "docs/templates.md describes every value");
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

function unionHint(issue: Extract<Issue, { code: "invalid_union" }>): string {
  const values = issue.errors.flat().flatMap((one) => (one.code === "invalid_value" ? one.values.map(String) : []));
  return values.length > 0 ? `it is one of: ${values.join(", ")}` : "docs/templates.md describes every value";
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

/** Sections and keys that hold plain words, where a number is no forgotten unit. */
const WORDS = new Set(["name", "title", "extends", "date", "number", "colour", "ground"]);

function typeHint(issue: Extract<Issue, { code: "invalid_type" }>, tree: Tree, path: Path): string {
  const last = String(path.at(-1));
  if (issue.expected === "string" && tree.kind === "scalar" && typeof tree.value === "number") {
    const text = String(tree.value);
    return WORDS.has(last)
      ? `write it in quotation marks: "${text}"`
      : `a length needs its unit: did you mean ${text}pt?`;
  }
  if (issue.expected === "array" && tree.kind === "scalar") return `put it into square brackets: [${shownValue(tree)}]`;
  if (issue.expected === "number" || issue.expected === "int") return "write a number without unit or quotation marks";
  if (issue.expected === "boolean") return "write true or false";
  return "docs/templates.md describes every value";
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
