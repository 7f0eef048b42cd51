/** Walking the parsed tree: values, paths, JSON pointers, and where a character of a text stands in the file. */
import type { Node } from "jsonc-parser";
import type { SourcePlace } from "../base/diagnostic.js";
import { FOREIGN_KEY } from "./schema.js";
import type { Path, SourceText } from "./source.js";

export interface Property {
  readonly key: string;
  readonly keyNode: Node;
  readonly value: Node;
}

/** Properties of an object (none, for anything else), without those of other programs. */
export function properties(node: Node | undefined): Property[] {
  const found: Property[] = [];
  if (node?.type !== "object") return found;
  for (const property of node.children ?? []) {
    const [keyNode, value] = property.children ?? [];
    if (keyNode === undefined || value === undefined) continue;
    const key = String(keyNode.value);
    if (!key.startsWith(FOREIGN_KEY)) found.push({ key, keyNode, value });
  }
  return found;
}

/** Objects may be hostile, with a million keys: each is indexed once. */
const propertyIndex = new WeakMap<Node, Map<string, Property>>();

export function propertyOf(node: Node | undefined, key: string): Property | undefined {
  if (node?.type !== "object") return undefined;
  let index = propertyIndex.get(node);
  if (index === undefined) {
    index = new Map(properties(node).map((property) => [property.key, property]));
    propertyIndex.set(node, index);
  }
  return index.get(key);
}

export function child(node: Node | undefined, key: string): Node | undefined {
  return propertyOf(node, key)?.value;
}

/** Items of a list; nothing, for anything else. */
export function items(node: Node | undefined): readonly Node[] {
  return node?.type === "array" ? (node.children ?? []) : [];
}

export function stringOf(node: Node | undefined): string | undefined {
  return node?.type === "string" ? String(node.value) : undefined;
}

export function integerOf(node: Node | undefined): number | undefined {
  return node?.type === "number" && Number.isSafeInteger(node.value) ? Number(node.value) : undefined;
}

/** The plain value of a node, without foreign keys. Recursion is bounded by the depth that parseSource allows. */
export function valueOf(node: Node): unknown {
  if (node.type === "array") return (node.children ?? []).map(valueOf);
  if (node.type === "object") {
    // No prototype, so that a key such as `__proto__` is a key like any other.
    const value: Record<string, unknown> = Object.create(null);
    for (const property of properties(node)) value[property.key] = valueOf(property.value);
    return value;
  }
  return node.value;
}

/** The node at a path, and how far the path could be followed. */
export function follow(root: Node, path: Path): { readonly node: Node; readonly complete: boolean } {
  let node = root;
  for (const step of path) {
    const next = typeof step === "number" ? items(node)[step] : child(node, step);
    if (next === undefined) return { node, complete: false };
    node = next;
  }
  return { node, complete: true };
}

function pathOf(root: Node, pointer: string): (string | number)[] {
  const path: (string | number)[] = [];
  let node: Node | undefined = root;
  for (const part of pointer.split("/").slice(1)) {
    const name = part.replaceAll("~1", "/").replaceAll("~0", "~");
    const step: string | number = node?.type === "array" ? Number(name) : name;
    node = typeof step === "number" ? items(node)[step] : child(node, step);
    path.push(step);
  }
  return path;
}

/** Where in the file the UTF-16 unit `index` of a string value stands: escapes are longer there than in the value. */
export function offsetInString(text: string, node: Node, index: number): number {
  let offset = node.offset + 1;
  const end = node.offset + node.length - 1;
  for (let done = 0; done < index && offset < end; done += 1) {
    if (text[offset] === "\\") offset += text[offset + 1] === "u" ? 6 : 2;
    else offset += 1;
  }
  return Math.min(offset, end);
}

/** Backs `Edition.placeOf`. */
export function placeOfPointer(source: SourceText): (pointer: string, offset?: number) => SourcePlace {
  return (pointer, offset) => {
    const { node, complete } = follow(source.root, pathOf(source.root, pointer));
    const inside = complete && offset !== undefined && node.type === "string";
    return source.placeAt(inside ? offsetInString(source.text, node, offset) : node.offset);
  };
}
