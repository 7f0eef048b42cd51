/**
 * Changes one value of a template's text and leaves everything else as the designer wrote it: comments, blank lines,
 * alignment, quotation marks and line ends. For controls that write the file.
 *
 * The change is made in the text itself, and read back to see that it says what it should. Where the text is written in a
 * way that this cannot do (anchors, block scalars), YAML's own printer does it: comments stay, spacing may not.
 */
import {
  type Document,
  isAlias,
  isCollection,
  isMap,
  isScalar,
  isSeq,
  type Node,
  parseDocument,
  stringify,
} from "yaml";
import { InputError } from "../base/diagnostic.js";
import { fault, readLayer } from "./read.js";

export type EditPath = readonly (string | number)[];
export type EditValue = string | number | boolean | null | readonly EditValue[] | { readonly [key: string]: EditValue };

const NOWHERE = { file: "template", line: 1, column: 1 };

/** The text with `value` at `path`. Throws an `InputError` when the text cannot be read or the path leads nowhere. */
export function editTemplate(text: string, path: EditPath, value: EditValue): string {
  // Also bounds what the recursive parser below is given.
  const errors = readLayer(text, "template").diagnostics.filter(({ severity }) => severity === "error");
  const empty = errors.some(({ code }) => code === "not-a-template");
  if (errors.length > 0 && !empty) throw new InputError(errors);
  const document = parseDocument(text);
  const root: unknown = document.contents;
  if (path.length === 0) throw unreachable(path);
  if (root === null || (isScalar(root) && root.value === null)) {
    const glue = text === "" || text.endsWith("\n") ? "" : "\n";
    return `${text}${glue}${stringify(nest(path, value), { lineWidth: 0 })}`;
  }
  const wanted = JSON.stringify(withValue(valueOf(document), path, value));
  const spliced = splice(text, document, path, value);
  if (spliced !== undefined && says(spliced, wanted)) return spliced;
  const printed = printedWith(document, path, value);
  if (printed === undefined || !says(printed, wanted)) throw unreachable(path);
  return printed;
}

/** YAML's own printer, which refuses some paths (through an alias) and some documents (an alias without its anchor). */
function printedWith(document: Document, path: EditPath, value: EditValue): string | undefined {
  try {
    document.setIn(path, document.createNode(value));
    return document.toString({ lineWidth: 0 });
  } catch {
    return undefined;
  }
}

/** Values behind aliases count: `readLayer` has bounded them. */
function valueOf(document: Document): unknown {
  return document.toJS({ maxAliasCount: -1 });
}

function says(text: string, wanted: string): boolean {
  const document = parseDocument(text);
  return document.errors.length === 0 && JSON.stringify(valueOf(document)) === wanted;
}

function unreachable(path: EditPath): InputError {
  const message = `nothing can be written at ${path.length === 0 ? "the template itself" : path.join(".")}`;
  return new InputError([fault("bad-path", message, NOWHERE, "name a section and a key, such as grid.columns")]);
}

/** What the text must say afterwards. */
function withValue(root: unknown, path: EditPath, value: EditValue): unknown {
  const [step, ...rest] = path;
  if (step === undefined) return value;
  if (typeof step === "number") {
    if (!Array.isArray(root) || step > root.length || step < 0) throw unreachable(path);
    return Object.assign([...root], { [step]: withValue(root[step], rest, value) });
  }
  if (root !== undefined && root !== null && (typeof root !== "object" || Array.isArray(root))) throw unreachable(path);
  const plain = new Map<string, unknown>(Object.entries(root ?? {}));
  plain.set(step, withValue(plain.get(step), rest, value));
  return Object.fromEntries(plain);
}

function splice(text: string, document: Document, path: EditPath, value: EditValue): string | undefined {
  let node: unknown = document.contents;
  for (const [depth, step] of path.entries()) {
    if (isAlias(node)) return undefined;
    const child = childOf(node, step);
    if (child === undefined) {
      // A section that is named but empty: `masthead:`.
      if (isScalar(node)) return replace(text, node, nest(path.slice(depth), value));
      return isCollection(node) ? insert(text, node, step, nest(path.slice(depth + 1), value)) : undefined;
    }
    node = child;
  }
  return isNode(node) ? replace(text, node, value) : undefined;
}

function childOf(node: unknown, step: string | number): unknown {
  if (isSeq(node)) return node.items[Number(step)];
  if (!isMap(node)) return undefined;
  return node.items.find(({ key }) => isScalar(key) && String(key.value) === String(step))?.value ?? undefined;
}

function isNode(node: unknown): node is Node {
  return isScalar(node) || isCollection(node) || isAlias(node);
}

/** `["deck", "size"]`, `"14pt"` → `{deck: {size: "14pt"}}`. */
function nest(path: EditPath, value: EditValue): EditValue {
  return path.toReversed().reduce<EditValue>((inner, step) => ({ [step]: inner }), value);
}

function replace(text: string, node: Node, value: EditValue): string | undefined {
  if (!node.range) return undefined;
  const [start, end] = node.range;
  if (isCollection(node) && !node.flow) {
    const old = text.slice(start, end);
    const kept = old.trimEnd();
    return (
      text.slice(0, start) +
      block(value, columnOf(text, start), lineEnd(text)) +
      old.slice(kept.length) +
      text.slice(end)
    );
  }
  const quotes = isScalar(node) && (node.type === "QUOTE_DOUBLE" || node.type === "QUOTE_SINGLE") ? node.type : "PLAIN";
  const glue = /[:\-,]/u.test(text[start - 1] ?? "") ? " " : "";
  // A value put where there was none may stand right before a comment.
  const tail = text[end] === "#" ? " " : "";
  return text.slice(0, start) + glue + flow(value, quotes) + tail + text.slice(end);
}

/** Adds a key, or a last item, to what is there. */
function insert(text: string, node: Node, step: string | number, value: EditValue): string | undefined {
  if (!isCollection(node) || !node.range) return undefined;
  const entry = isSeq(node) ? value : { [step]: value };
  const last = endOfLast(node);
  if (node.flow) {
    // Without its own brackets or braces: `[ 9pt ]` → `9pt`.
    const inner = isSeq(node) ? flow(value) : flow(entry).slice(1, -1).trim();
    if (last === undefined) return replace(text, node, isSeq(node) ? [value] : { [step]: value });
    return `${text.slice(0, last)}, ${inner}${text.slice(last)}`;
  }
  if (last === undefined) return undefined;
  const column = columnOf(text, node.range[0]);
  const lines = block(isSeq(node) ? [value] : { [step]: value }, column, lineEnd(text));
  const nextLine = text.indexOf("\n", last);
  const at = nextLine < 0 ? text.length : nextLine - (text[nextLine - 1] === "\r" ? 1 : 0);
  return `${text.slice(0, at)}${lineEnd(text)}${" ".repeat(column)}${lines}${text.slice(at)}`;
}

/** The end of the last value, without the white space that YAML counts to block collections. */
function endOfLast(node: Node): number | undefined {
  if (!isCollection(node)) return node.range?.[1];
  if (node.flow) return endOfItem(node.items.at(-1));
  return node.items.length === 0 ? undefined : endOfItem(node.items.at(-1));
}

function endOfItem(item: unknown): number | undefined {
  if (typeof item === "object" && item !== null && "key" in item && "value" in item) {
    const pair = isNode(item.value) ? item.value : item.key;
    return isNode(pair) ? endOfNode(pair) : undefined;
  }
  return isNode(item) ? endOfNode(item) : undefined;
}

function endOfNode(node: Node): number | undefined {
  return isCollection(node) && !node.flow ? endOfLast(node) : node.range?.[1];
}

function columnOf(text: string, offset: number): number {
  return offset - (text.lastIndexOf("\n", offset - 1) + 1);
}

function lineEnd(text: string): string {
  return text.includes("\r\n") ? "\r\n" : "\n";
}

type Quotes = "PLAIN" | "QUOTE_DOUBLE" | "QUOTE_SINGLE";

/** On one line, quoted so that it can stand between brackets. */
function flow(value: EditValue, quotes: Quotes = "PLAIN"): string {
  const list = stringify([value], {
    collectionStyle: "flow",
    lineWidth: 0,
    defaultKeyType: "PLAIN",
    defaultStringType: quotes,
  });
  return list.trim().slice(1, -1).trim();
}

/** A line for each key or item, the first without its indentation, which is there already. */
function block(value: EditValue, column: number, eol: string): string {
  if (typeof value !== "object" || value === null) return flow(value);
  const lines = isList(value)
    ? value.map((item) => `- ${flow(item)}`)
    : Object.entries(value).map(([key, item]) => `${flow(key)}: ${flow(item)}`);
  return lines.length === 0 ? flow(value) : lines.join(`${eol}${" ".repeat(column)}`);
}

function isList(value: EditValue): value is readonly EditValue[] {
  return Array.isArray(value);
}
