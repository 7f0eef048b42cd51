/**
 * A template's values, each with the place where it stands: what is left of YAML once aliases are followed. Merged trees
 * keep the places of both files, so a message always points to the line that holds the value.
 */
import type { SourcePlace } from "../base/diagnostic.js";

export type Path = readonly PropertyKey[];

export interface Entry {
  /** Where the key stands. */
  readonly at: SourcePlace;
  readonly value: Tree;
}

export type Tree =
  | { readonly kind: "map"; readonly at: SourcePlace; readonly entries: ReadonlyMap<string, Entry> }
  | { readonly kind: "list"; readonly at: SourcePlace; readonly items: readonly Tree[] }
  | { readonly kind: "scalar"; readonly at: SourcePlace; readonly value: unknown };
export type TreeMap = Extract<Tree, { kind: "map" }>;

/** Maps below these keys are taken whole: two ways to write one colour never mix. */
const WHOLE = new Set(["colours"]);

/** What `over` says on top of `under`: maps merge, everything else replaces. */
export function mergeTrees(under: TreeMap, over: TreeMap, whole = false): TreeMap {
  const entries = new Map(under.entries);
  for (const [key, entry] of over.entries) {
    const base = entries.get(key)?.value;
    const both = !whole && base?.kind === "map" && entry.value.kind === "map";
    entries.set(key, both ? { at: entry.at, value: mergeTrees(base, entry.value, WHOLE.has(key)) } : entry);
  }
  return { kind: "map", at: over.at, entries };
}

/**
 * The plain value. A key without a value (null) is as good as absent: so a template takes away what it inherits. Only a
 * colour is never taken away: `red: #c00000` is a colour that YAML takes for a comment.
 */
export function plainOf(tree: Tree, whole = false): unknown {
  if (tree.kind === "scalar") return tree.value;
  if (tree.kind === "list") return tree.items.map((item) => plainOf(item));
  // No prototype, so that a key such as `__proto__` is a key like any other.
  const plain: Record<string, unknown> = Object.create(null);
  for (const [key, { value }] of tree.entries)
    if (whole || !isEmpty(value)) plain[key] = plainOf(value, WHOLE.has(key));
  return plain;
}

export function isEmpty(tree: Tree): boolean {
  return tree.kind === "scalar" && tree.value === null;
}

/** How far a path can be followed, and what is there. */
export function follow(root: Tree, path: Path): { readonly tree: Tree; readonly rest: Path } {
  let tree = root;
  for (const [index, step] of path.entries()) {
    const next = childOf(tree, step);
    if (next === undefined) return { tree, rest: path.slice(index) };
    tree = next;
  }
  return { tree, rest: [] };
}

/** The place of a value, or of the nearest thing around where it would stand. */
export function placeOf(root: Tree, path: Path): SourcePlace {
  return follow(root, path).tree.at;
}

/** The place of a key; the place of the map around it, when the key is not there. */
export function keyPlaceOf(root: Tree, path: Path): SourcePlace {
  const { tree, rest } = follow(root, path.slice(0, -1));
  const entry = rest.length === 0 && tree.kind === "map" ? tree.entries.get(String(path.at(-1))) : undefined;
  return (entry ?? tree).at;
}

function childOf(tree: Tree, step: PropertyKey): Tree | undefined {
  if (tree.kind === "map") return tree.entries.get(String(step))?.value;
  return tree.kind === "list" ? tree.items[Number(step)] : undefined;
}
