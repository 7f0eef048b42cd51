/** How a make-up is parted, without sizes; and the small changes that lead from one to another. */
import type { Made, MadePart } from "./makeup-tree.js";

export type Tree =
  | { readonly kind: "leaf"; readonly index: number; readonly key: string; readonly first: number }
  | {
      readonly kind: "stack" | "side";
      readonly a: Tree;
      readonly b: Tree;
      /** The same for the same tree. */
      readonly key: string;
      /** The most important story in it. */
      readonly first: number;
    };

/** A page that is sliced as a whole, or the lead over two sliced parts. */
export interface Topology {
  readonly trees: readonly [Tree] | readonly [Tree, Tree];
  /** The columns of the first part under a lead, and the lead's rows over both where they are known. */
  readonly step?: { readonly widthA: number; readonly over?: readonly [number, number] };
}

function leaf(index: number): Tree {
  return { kind: "leaf", index, key: String(index), first: index };
}

function node(kind: "stack" | "side", a: Tree, b: Tree): Tree {
  return { kind, a, b, key: `${kind === "stack" ? "S" : "B"}(${a.key},${b.key})`, first: Math.min(a.first, b.first) };
}

export function keyOf({ trees, step }: Topology): string {
  return [...trees.map((tree) => tree.key), step?.widthA ?? ""].join(" ");
}

/** How a finished make-up is parted. */
export function topologyOf(made: Made): Topology {
  if (made.kind !== "interlock") return { trees: [treeOf(made)] };
  const { lead, a, b } = made;
  const widthA = cellsOf(a).columns;
  const over = (part: MadePart): number => cellsOf(part).row;
  const [cut] = lead.without ?? [];
  const deep = lead.cells.rows;
  const shallow = deep - (cut?.rows ?? 0);
  const rows: readonly [number, number] = over(a) < over(b) ? [shallow, deep] : [deep, shallow];
  return { trees: [treeOf(a), treeOf(b)], step: { widthA, over: rows } };
}

function cellsOf(part: MadePart): MadePart["cells"] {
  return part.cells;
}

function treeOf(part: MadePart): Tree {
  return part.kind === "leaf" ? leaf(part.index) : node(part.kind, treeOf(part.a), treeOf(part.b));
}

/** All that one change makes of a topology; only changes that touch one of the stories `touched`. */
export function* neighbours(from: Topology, touched: ReadonlySet<number>, columns: number): Generator<Topology> {
  const { trees, step } = from;
  const all = trees.flatMap(storiesOf);
  const replaced = (change: (tree: Tree) => Tree): Topology => {
    const [first, second] = trees;
    const trees2: Topology["trees"] = second === undefined ? [change(first)] : [change(first), change(second)];
    return { ...from, trees: trees2 };
  };
  for (const [at, x] of all.entries())
    for (const y of all.slice(at + 1))
      if (touched.has(x) || touched.has(y))
        yield replaced((tree) => mapped(tree, (index) => (index === x ? y : index === y ? x : index)));
  for (const tree of trees)
    for (const part of partsOf(tree)) {
      if (part.kind === "leaf" || !storiesOf(part).some((index) => touched.has(index))) continue;
      const turned = [node(part.kind, part.b, part.a), node(part.kind === "stack" ? "side" : "stack", part.a, part.b)];
      for (const other of turned) yield replaced((one) => swapped(one, part, other));
    }
  for (const index of all) if (touched.has(index)) yield* moved(from, index);
  const [a, b] = trees;
  if (step === undefined || b === undefined) {
    yield* interlocking(a, columns);
    return;
  }
  for (const widthA of [step.widthA - 1, step.widthA + 1])
    if (widthA > 0 && widthA < columns) yield { ...from, step: { ...step, widthA } };
  const turned = step.over === undefined ? {} : { over: [step.over[1], step.over[0]] as const };
  yield { trees: [b, a], step: { widthA: columns - step.widthA, ...turned } };
}

/** The most important story over all others, its legs ending at two heights. */
function* interlocking(tree: Tree, columns: number): Generator<Topology> {
  const rest = without(tree, 0);
  if (rest === undefined || rest.kind === "leaf") return;
  for (let widthA = 1; widthA < columns; widthA += 1) {
    yield { trees: [rest.a, rest.b], step: { widthA } };
    yield { trees: [rest.b, rest.a], step: { widthA } };
  }
}

/** A story taken out of its place and put over, under, left or right of every other part. */
function* moved(from: Topology, index: number): Generator<Topology> {
  const left = from.trees.map((tree) => without(tree, index));
  // A part under the lead must not become empty.
  if (left.includes(undefined)) return;
  for (const [at, tree] of left.entries()) {
    if (tree === undefined) continue;
    for (const part of partsOf(tree)) {
      for (const kind of ["stack", "side"] as const) {
        for (const joined of [node(kind, leaf(index), part), node(kind, part, leaf(index))]) {
          const trees = left.map((one, i) => (i === at ? swapped(tree, part, joined) : one));
          const [first, second] = trees;
          if (first !== undefined) yield { ...from, trees: second === undefined ? [first] : [first, second] };
        }
      }
    }
  }
}

function storiesOf(tree: Tree): readonly number[] {
  return tree.kind === "leaf" ? [tree.index] : [...storiesOf(tree.a), ...storiesOf(tree.b)];
}

function partsOf(tree: Tree): readonly Tree[] {
  return tree.kind === "leaf" ? [tree] : [tree, ...partsOf(tree.a), ...partsOf(tree.b)];
}

function mapped(tree: Tree, change: (index: number) => number): Tree {
  return tree.kind === "leaf"
    ? leaf(change(tree.index))
    : node(tree.kind, mapped(tree.a, change), mapped(tree.b, change));
}

function swapped(tree: Tree, part: Tree, other: Tree): Tree {
  if (tree === part) return other;
  return tree.kind === "leaf" ? tree : node(tree.kind, swapped(tree.a, part, other), swapped(tree.b, part, other));
}

function without(tree: Tree, index: number): Tree | undefined {
  if (tree.kind === "leaf") return tree.index === index ? undefined : tree;
  const [a, b] = [without(tree.a, index), without(tree.b, index)];
  if (a === undefined || b === undefined) return a ?? b;
  return node(tree.kind, a, b);
}
