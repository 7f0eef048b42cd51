/** A template with all that it extends as one YAML text, each value with the line that set it: for designers to read. */
import type { SourcePlace } from "../base/diagnostic.js";
import { isEmpty, type Tree, type TreeMap } from "./tree.js";

/** Lines up to here have their places in one column. */
const PLACES_AT = 56;
/** What is as short as this stands on one line. */
const SHORT = 96;

/** Keys that hold for one file alone. */
const OWN = new Set(["extends"]);

/** `shownFile` names a file as its reader knows it. */
export function mergedText(tree: TreeMap, shownFile: (file: string) => string): string {
  const lines = [...tree.entries].flatMap(([key, { value }]) =>
    OWN.has(key) || isEmpty(value) ? [] : linesOf(key, value, 0, shownFile),
  );
  return `${lines.join("\n")}\n`;
}

function linesOf(key: string, tree: Tree, depth: number, shownFile: (file: string) => string): readonly string[] {
  const indent = "  ".repeat(depth);
  const name = `${indent}${scalar(key)}:`;
  const place = ({ file, line }: SourcePlace): string => `# ${shownFile(file)}:${line}`;
  const flow = `${name} ${inFlow(tree)}`;
  const isOneLine = tree.kind === "scalar" || (depth > 0 && flow.length <= SHORT && filesOf(tree).size === 1);
  if (isOneLine) return [`${flow.padEnd(PLACES_AT)} ${place(tree.at)}`];
  if (tree.kind === "list") {
    return [`${name.padEnd(PLACES_AT)} ${place(tree.at)}`, ...tree.items.map((item) => `${indent}  - ${inFlow(item)}`)];
  }
  const children = tree.kind === "map" ? [...tree.entries].filter(([, { value }]) => !isEmpty(value)) : [];
  return [name, ...children.flatMap(([child, { value }]) => linesOf(child, value, depth + 1, shownFile))];
}

/** The files that the values of a tree come from. */
function filesOf(tree: Tree): ReadonlySet<string> {
  if (tree.kind === "scalar") return new Set([tree.at.file]);
  const children = tree.kind === "list" ? tree.items : [...tree.entries.values()].map(({ value }) => value);
  return new Set([...(children.length === 0 ? [tree.at.file] : []), ...children.flatMap((one) => [...filesOf(one)])]);
}

function inFlow(tree: Tree): string {
  if (tree.kind === "scalar") return scalar(tree.value);
  if (tree.kind === "list") return `[${tree.items.map(inFlow).join(", ")}]`;
  const entries = [...tree.entries].filter(([, { value }]) => !isEmpty(value));
  return entries.length === 0
    ? "{}"
    : `{ ${entries.map(([key, { value }]) => `${scalar(key)}: ${inFlow(value)}`).join(", ")} }`;
}

/** Plain where YAML reads it as the same text, else in quotation marks. */
function scalar(value: unknown): string {
  if (typeof value !== "string") return String(value);
  const isPlain = /^[\p{L}][\p{L}\p{N}_.-]*$|^[\d.]+(?:pt|mm|cm|in|px|em|字|行|Q|级)$/u.test(value);
  return isPlain && !/^(?:true|false|null|yes|no|on|off|y|n)$/iu.test(value) ? value : JSON.stringify(value);
}
