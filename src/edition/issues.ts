/** From zod's issues to sentences for editors, each with its place in the file. */
import type { Node } from "jsonc-parser";
import type { Diagnostic } from "../base/diagnostic.js";
import { describeBadDate } from "./date.js";
import type { RawIssue } from "./schema.js";
import { knownKeys } from "./schema-parts.js";
import type { Path, SourceText } from "./source.js";
import { suggestion } from "./suggest.js";
import { follow, items, properties, propertyOf } from "./tree.js";

/** Nobody mends more in one go, and a hostile file must not make a report larger than itself. */
export const MOST_DIAGNOSTICS = 1_000;

export function describeIssues(source: SourceText, issues: readonly RawIssue[]): Diagnostic[] {
  return issues.slice(0, MOST_DIAGNOSTICS + 1).flatMap((issue) => describe(source, issue, []));
}

function describe(source: SourceText, issue: RawIssue, base: Path): Diagnostic[] {
  const path = [...base, ...issue.path.map((step) => (typeof step === "symbol" ? String(step) : step))];
  const { node, complete } = follow(source.root, path);
  const report = (code: string, message: string, ...hints: string[]): Diagnostic[] => [
    { severity: "error", code, message, at: source.placeAt(node.offset), hints },
  ];
  const name = nameOf(path);
  if (!complete) {
    const key = String(path.at(-1));
    return report("missing-key", `${nameOf(path.slice(0, -1))} has no \`${key}\``, missingHint(key));
  }
  // An object with a `length` of its own is measured as if it were a list; that it is none is another issue's message.
  if ((issue.code === "too_small" || issue.code === "too_big") && node.type === "object") return [];
  switch (issue.code) {
    case "unrecognized_keys":
      return issue.keys
        .slice(0, MOST_DIAGNOSTICS + 1)
        .flatMap((key) => unknownKey(source, node, key, knownKeys(issue.message)));
    case "invalid_union":
      return describeUnion(source, issue.errors, path, node);
    case "invalid_type":
      return report(
        "wrong-type",
        `${name} must be ${typeName(issue.expected)}, but it is ${nodeKind(node)}`,
        ...typeHints([issue.expected], node),
      );
    case "invalid_value":
      return report(
        "bad-value",
        `${name} cannot be ${JSON.stringify(node.value ?? null)}`,
        ...suggestion(String(node.value), issue.values.map(String), "it is one of"),
      );
    case "too_small":
      if (issue.origin === "string") {
        return path.at(-1) === "id" || path.at(-1) === "article"
          ? report("empty-id", `${name} is empty`, 'give each story a short name of its own: "id": "lead"')
          : report("empty-text", `${name} is empty`, "write it, or leave the key out");
      }
      if (issue.origin === "array" || issue.origin === "tuple") {
        return path.length === 1 && path[0] === "pages"
          ? report("no-pages", "the edition has no pages", 'add at least one: "pages": [{ "articles": [] }]')
          : listLength(Number(issue.minimum), "fewer");
      }
      return report(...outOfBounds(path), `write ${issue.minimum} or more`);
    case "too_big":
      if (issue.origin === "array" || issue.origin === "tuple") {
        return listLength(Number(issue.maximum), "more");
      }
      if (issue.origin === "string") {
        return report("wrong-length", `${name} is too long`, `write ${issue.maximum} characters or fewer`);
      }
      return report(...outOfBounds(path), `write ${issue.maximum} or less`);
    case "invalid_format":
      if (issue.format === "date") {
        const [problem, hint] = describeBadDate(String(node.value));
        return report("bad-date", problem, hint);
      }
      return report("bad-value", `${name} is not written as it must be`);
    case "custom":
      return report(
        stringParam(issue.params, "code") ?? "bad-value",
        `${name} ${stringParam(issue.params, "message") ?? "is not valid"}`,
        ...[stringParam(issue.params, "hint")].filter((hint) => hint !== undefined),
      );
    default:
      return report("bad-value", `${name} is not valid`);
  }

  /** A list with fewer items than `bound`, or with more. */
  function listLength(bound: number, than: "fewer" | "more"): Diagnostic[] {
    const count = items(node).length;
    // Pairs are the only lists of two: columns and rows from one to another, the focus of a picture.
    if (bound === 2)
      return report("wrong-length", `${name} must have two numbers, not ${count}`, "write [first, second]");
    return than === "fewer"
      ? report("wrong-length", `${name} must have at least one item`, "add one, or leave the key out")
      : report("wrong-length", `${name} has ${count} items`, `write ${bound} or fewer`);
  }

  function outOfBounds(at: Path): [code: string, message: string] {
    const pageLike = at.at(-1) === "page" || at.at(-1) === "number" || at.at(-2) === "pages";
    const reason = Number(node.value) < 1 ? ": pages are counted from 1" : "";
    return pageLike
      ? ["bad-page-number", `${name} cannot be ${String(node.value)}${reason}`]
      : ["out-of-range", `${name} cannot be ${String(node.value)}`];
  }
}

/**
 * A value that fits no alternative: speak about the alternative that was meant, which is the one of the right JSON type
 * whose own key is there.
 */
function describeUnion(
  source: SourceText,
  alternatives: readonly (readonly RawIssue[])[],
  path: Path,
  node: Node,
): Diagnostic[] {
  const ofType = alternatives.filter((issues) => !issues.some((issue) => isTypeIssue(issue)));
  if (ofType.length === 0) {
    const types = alternatives.flat().flatMap((issue) => (issue.code === "invalid_type" ? [issue.expected] : []));
    const wanted = [...new Set(types.map(typeName))].join(" or ");
    return [
      {
        severity: "error",
        code: "wrong-type",
        message: `${nameOf(path)} must be ${wanted}, but it is ${nodeKind(node)}`,
        at: source.placeAt(node.offset),
        hints: typeHints(types, node),
      },
    ];
  }
  const meant = ofType.find((issues) => !issues.some((issue) => isMissingKey(issue, node)));
  const [only] = ofType;
  if (meant !== undefined) return meant.flatMap((issue) => describe(source, issue, path));
  // All keys belong to one alternative, which lacks another: its own complaint says which.
  const knowing =
    properties(node).length > 0 && ofType.find((issues) => issues.every(({ code }) => code !== "unrecognized_keys"));
  if (knowing !== undefined && knowing !== false) return knowing.flatMap((issue) => describe(source, issue, path));
  if (ofType.length === 1 && only !== undefined) return only.flatMap((issue) => describe(source, issue, path));
  const keys = ofType.flatMap((issues) =>
    issues.flatMap((issue) => (isMissingKey(issue, node) ? [String(issue.path[0])] : [])),
  );
  const present = properties(node);
  const [first] = present;
  if (first !== undefined)
    return present.slice(0, MOST_DIAGNOSTICS + 1).flatMap(({ key }) => unknownKey(source, node, key, keys));
  return [
    {
      severity: "error",
      code: "missing-key",
      message: `${nameOf(path)} is an empty object`,
      at: source.placeAt(node.offset),
      hints: [`write one of ${keys.map((key) => `\`${key}\``).join(", ")}`],
    },
  ];
}

function isTypeIssue(issue: RawIssue): boolean {
  return issue.path.length === 0 && issue.code === "invalid_type";
}

function isMissingKey(issue: RawIssue, node: Node): boolean {
  const [key] = issue.path;
  return issue.path.length === 1 && typeof key === "string" && propertyOf(node, key) === undefined;
}

function unknownKey(source: SourceText, node: Node, key: string, known: readonly string[]): Diagnostic[] {
  const at = propertyOf(node, key)?.keyNode ?? node;
  return [
    {
      severity: "error",
      code: "unknown-key",
      message: `unknown key \`${key.length > 64 ? `${key.slice(0, 64)}…` : key}\``,
      at: source.placeAt(at.offset),
      hints: suggestion(key, known, "keys known here"),
    },
  ];
}

/** `headline`, `rows[1]`, or, at the root, the file itself. */
function nameOf(path: Path): string {
  let from = path.length - 1;
  while (from > 0 && typeof path[from] === "number") from -= 1;
  const [key, ...indices] = path.slice(Math.max(0, from));
  if (key === undefined) return "the file";
  return `\`${key}${indices.map((index) => `[${index}]`).join("")}\``;
}

const MISSING_HINTS: Readonly<Record<string, string>> = {
  pages: 'an edition has "pages": [ … ], the pages to make, and "articles": [ … ], the stories on them',
  articles: 'write the stories: "articles": [{ "id": "lead", "headline": "…", "body": [ … ] }]',
  id: 'give each story a short name of its own: "id": "lead"',
  src: 'name the picture file: "src": "harbour.jpg"',
  columns: 'give both "columns" and "rows"',
  rows: 'give both "columns" and "rows"',
};

function missingHint(key: string): string {
  return MISSING_HINTS[key] ?? `add "${key}"`;
}

const TYPE_NAMES: Readonly<Record<string, string>> = {
  string: "text",
  number: "a number",
  int: "a whole number",
  boolean: "true or false",
  array: "a list",
  tuple: "a list of two numbers",
  object: "an object { … }",
};

function typeName(expected: string): string {
  return TYPE_NAMES[expected] ?? expected;
}

function nodeKind(node: Node): string {
  if (node.type === "number")
    return Number.isFinite(node.value) ? `the number ${String(node.value)}` : "a number too large";
  return node.type === "null" ? "null" : node.type === "boolean" ? String(node.value) : typeName(node.type);
}

/** How to turn the value that is there into one of the wanted type. */
function typeHints(expected: readonly string[], node: Node): string[] {
  const text = String(node.value);
  if (node.type === "null") return ["leave the key out instead"];
  if (expected.includes("string") && node.type === "number") return [`write it in quotation marks: "${text}"`];
  if (expected.includes("number") || expected.includes("int")) {
    if (node.type === "string" && /^\s*\d+\s*$/u.test(text))
      return [`write it without quotation marks: ${text.trim()}`];
    if (node.type === "number" && !Number.isFinite(node.value)) return ["write a smaller number"];
    return expected.includes("int") ? ["write a whole number"] : [];
  }
  if (expected.includes("boolean")) return ["write true or false, without quotation marks"];
  if (expected.includes("array") && node.type === "string") return ["put it into square brackets: [ … ]"];
  return [];
}

function stringParam(params: Record<string, unknown> | undefined, key: string): string | undefined {
  const value = params?.[key];
  return typeof value === "string" ? value : undefined;
}
