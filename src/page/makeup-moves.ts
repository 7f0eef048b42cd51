/** How a make-up is parted, without sizes; and the small changes that lead from one to another. */
import { LEAST_STEP } from "./makeup-leaf.js";
import type { Five, Made, MadePart } from "./makeup-tree.js";

export type Tree =
  | Leaf
  | (TreeFacts & { readonly kind: NodeKind; readonly a: Tree; readonly b: Tree })
  /** A story over two parts, the first of which has `drop` rows more than the second; fewer, where it is below 0. */
  | (TreeFacts & { readonly kind: "step"; readonly a: Leaf; readonly b: Pair; readonly drop: number });

type Leaf = TreeFacts & { readonly kind: "leaf"; readonly index: number };
type Pair = TreeFacts & { readonly kind: NodeKind; readonly a: Tree; readonly b: Tree };

/** One part over another, one beside another, or a story round a block, which both are leaves then. */
type NodeKind = "stack" | "side" | "around";

interface TreeFacts {
  /** The same for the same tree. */
  readonly key: string;
  /** The most important story in it. */
  readonly first: number;
  /** Its stories and blocks; blocks have the numbers after those of the stories. */
  readonly members: readonly number[];
}

/** A page that is sliced as a whole, the lead over two sliced parts, or five parts in a wheel (`WheelStep`). */
export type Topology =
  | { readonly kind: "sliced"; readonly trees: readonly [Tree] }
  | {
      readonly kind: "interlock";
      readonly trees: readonly [Tree, Tree];
      /** The columns of the first part under the lead, and the lead's rows over both where they are known. */
      readonly widthA: number;
      readonly over?: readonly [number, number];
    }
  | { readonly kind: "wheel"; readonly trees: Five<Tree>; readonly isMirrored: boolean };

/** A story or block alone. */
export function leaf(index: number): Leaf {
  return { kind: "leaf", index, key: String(index), first: index, members: [index] };
}

const LETTERS: Record<NodeKind, string> = { stack: "S", side: "B", around: "A" };

function node(kind: NodeKind, a: Tree, b: Tree): Pair {
  const key = `${LETTERS[kind]}(${a.key},${b.key})`;
  return { kind, a, b, key, first: Math.min(a.first, b.first), members: [...a.members, ...b.members] };
}

/** Parts one over the other, and side by side; undefined of none. */
export function stackAll(trees: readonly Tree[]): Tree | undefined {
  return joinedAll("stack", trees);
}

export function besideAll(trees: readonly Tree[]): Tree | undefined {
  return joinedAll("side", trees);
}

function joinedAll(kind: NodeKind, [first, ...others]: readonly Tree[]): Tree | undefined {
  return first === undefined ? undefined : others.reduce<Tree>((all, tree) => node(kind, all, tree), first);
}

/** A story over two parts side by side that end apart; one over the other where they are not that. */
function step(a: Tree, b: Tree, drop: number): Tree {
  const over = node("stack", a, b);
  if (a.kind !== "leaf" || b.kind !== "side") return over;
  return { ...over, kind: "step", a, b, drop, key: `T${drop}(${a.key},${b.key})` };
}

/** How a finished make-up is parted. */
export function topologyOf(made: Made): Topology {
  if (made.kind === "wheel") {
    const [a, b, c, d, e] = made.parts;
    const trees: Five<Tree> = [treeOf(a), treeOf(b), treeOf(c), treeOf(d), treeOf(e)];
    return { kind: "wheel", trees, isMirrored: made.isMirrored };
  }
  if (made.kind !== "interlock") return { kind: "sliced", trees: [treeOf(made)] };
  const { lead, a, b } = made;
  const [cut] = lead.without ?? [];
  const deep = lead.cells.rows;
  const shallow = deep - (cut?.rows ?? 0);
  const over: readonly [number, number] = a.cells.row < b.cells.row ? [shallow, deep] : [deep, shallow];
  return { kind: "interlock", trees: [treeOf(a), treeOf(b)], widthA: a.cells.columns, over };
}

function treeOf(part: MadePart): Tree {
  if (part.kind === "leaf") return leaf(part.index);
  if (part.kind === "around") return node("around", leaf(part.index), leaf(part.block));
  if (part.kind === "step") {
    const drop = part.a.cells.rows - part.b.cells.rows;
    return step(leaf(part.index), node("side", treeOf(part.a), treeOf(part.b)), drop);
  }
  return node(part.kind, treeOf(part.a), treeOf(part.b));
}

/** The same topology with other trees in place of its own, in their order. */
function withTrees(from: Topology, trees: readonly Tree[]): Topology {
  const [a, b, c, d, e] = trees;
  if (from.kind === "sliced") return a === undefined ? from : { ...from, trees: [a] };
  if (a === undefined || b === undefined) return from;
  if (from.kind === "interlock") return { ...from, trees: [a, b] };
  return c === undefined || d === undefined || e === undefined ? from : { ...from, trees: [a, b, c, d, e] };
}

/** Numbers from 0 up to 1, the same in every run. */
export type Random = () => number;

/** How often a change of each kind is tried; the rest are moves. */
const EXCHANGES = 0.3;
const TURNS = 0.2;
const RESHAPED = 0.1;
/** How often the parts under a story come to end apart where they can, and by how many rows more than the fewest. */
const STEPPED = 0.5;
const STEP_ROWS = 24;
/** How often a change begins with a story that has a fault. */
const TOUCHED = 0.7;

/**
 * A topology that differs from another by one change: two stories exchanged, one moved beside or over another part, a part
 * turned, or the page parted in another way; undefined where the change that chance chose can't be made. Stories `touched` are
 * changed before others.
 */
export function changed(
  from: Topology,
  touched: readonly number[],
  columns: number,
  random: Random,
): Topology | undefined {
  const all = from.trees.flatMap(({ members }) => members);
  const one = pick(touched.length > 0 && random() < TOUCHED ? touched : all, random);
  // The lead of interlocked parts stands in none of them.
  if (one === undefined || !all.includes(one)) return undefined;
  const chance = random();
  if (chance < RESHAPED) return reshaped(from, columns, random);
  if (chance < RESHAPED + TURNS) return turned(from, one, random);
  if (chance < RESHAPED + TURNS + EXCHANGES) {
    const other = pick(all, random);
    return other === undefined || other === one ? undefined : withExchanged(from, one, other);
  }
  return moved(from, one, random);
}

function pick<T>(all: readonly T[], random: Random): T | undefined {
  return all[Math.floor(random() * all.length)];
}

function withExchanged(from: Topology, x: number, y: number): Topology {
  const change = (index: number): number => (index === x ? y : index === y ? x : index);
  return withTrees(
    from,
    from.trees.map((tree) => mapped(tree, change)),
  );
}

/** A part that holds the story, its two parts exchanged, or beside one another in place of over, or a story round a block. */
function turned(from: Topology, story: number, random: Random): Topology | undefined {
  const trees: readonly Tree[] = from.trees;
  const parts = trees.flatMap(partsOf).filter(({ kind, members }) => kind !== "leaf" && members.includes(story));
  const part = pick(parts, random);
  if (part === undefined || part.kind === "leaf") return undefined;
  const other = part.kind === "step" ? stepChanged(part, random) : partTurned(part, random);
  return withTrees(
    from,
    trees.map((tree) => swapped(tree, part, other)),
  );
}

function partTurned(part: Pair, random: Random): Tree {
  const { kind, a, b } = part;
  const chance = random();
  if (kind === "stack" && a.kind === "leaf" && b.kind === "side" && chance < STEPPED) {
    const drop = LEAST_STEP + Math.floor(random() * STEP_ROWS);
    return step(a, b, random() < 0.5 ? drop : -drop);
  }
  const isPair = a.kind === "leaf" && b.kind === "leaf";
  if (chance < 0.4) return node(kind, b, a);
  if (isPair && kind !== "around" && chance < 0.7) return aroundOf(a, b);
  return node(kind === "stack" ? "side" : "stack", a, b);
}

/** A story over two parts: these exchanged, in other heights, or in one. */
function stepChanged({ a, b, drop }: Extract<Tree, { readonly kind: "step" }>, random: Random): Tree {
  const chance = random();
  if (chance < 0.2) return node("stack", a, b);
  if (chance < 0.4) return step(a, node("side", b.b, b.a), -drop);
  const far = LEAST_STEP + Math.floor(random() * STEP_ROWS);
  const near = drop + Math.floor(random() * 7) - 3;
  return step(a, b, chance < 0.6 ? Math.sign(drop) * far : near);
}

/** Blocks have the higher numbers. Of two stories or blocks it is a topology that has no sizes. */
function aroundOf(a: Tree, b: Tree): Tree {
  return a.first < b.first ? node("around", a, b) : node("around", b, a);
}

/** A story taken out of its place and put over, under, left or right of another part. */
function moved(from: Topology, index: number, random: Random): Topology | undefined {
  const rest = from.trees.map((tree) => without(tree, index)).filter((tree) => tree !== undefined);
  // None of the page's parts may become empty.
  if (rest.length < from.trees.length) return undefined;
  const part = pick(rest.flatMap(partsOf), random);
  if (part === undefined) return undefined;
  const kind = random() < 0.5 ? "stack" : "side";
  const joined = random() < 0.5 ? node(kind, leaf(index), part) : node(kind, part, leaf(index));
  return withTrees(
    from,
    rest.map((tree) => swapped(tree, part, joined)),
  );
}

/** The page parted in another way: the lead over the rest, a wheel, or slices. */
function reshaped(from: Topology, columns: number, random: Random): Topology | undefined {
  const chance = random();
  if (from.kind === "interlock" && chance < 0.5) {
    const [a, b] = from.trees;
    if (chance < 0.1) {
      const over = from.over === undefined ? {} : { over: [from.over[1], from.over[0]] as const };
      return { kind: "interlock", trees: [b, a], widthA: columns - from.widthA, ...over };
    }
    const widthA = from.widthA + (chance < 0.3 ? 1 : -1);
    return widthA > 0 && widthA < columns ? { ...from, widthA } : undefined;
  }
  if (from.kind === "wheel" && chance < 0.5) {
    if (chance < 0.1) return { ...from, isMirrored: !from.isMirrored };
    return withTrees(from, shuffled(from.trees, random));
  }
  const tree = slicesOf(from);
  if (from.kind !== "sliced" && chance < 0.6) return { kind: "sliced", trees: [tree] };
  return from.kind !== "wheel" && random() < 0.5 ? wheelOf(tree, random) : interlockOf(tree, columns, random);
}

function slicesOf(from: Topology): Tree {
  if (from.kind === "sliced") return from.trees[0];
  if (from.kind === "interlock") return node("stack", leaf(0), node("side", ...from.trees));
  const [a, b, c, d, e] = from.trees;
  return node("side", node("stack", a, d), node("stack", b, node("stack", e, c)));
}

/** The most important story over all others, its legs ending at two heights. */
function interlockOf(tree: Tree, columns: number, random: Random): Topology | undefined {
  const rest = without(tree, 0);
  if (rest === undefined || rest.kind === "leaf") return undefined;
  const widthA = 1 + Math.floor(random() * (columns - 1));
  return { kind: "interlock", trees: random() < 0.5 ? [rest.a, rest.b] : [rest.b, rest.a], widthA };
}

/** The largest parts of a page taken apart until there are five, which come round in any order; the lead's at the head. */
function wheelOf(tree: Tree, random: Random): Topology | undefined {
  let parts: readonly Tree[] = [tree];
  while (parts.length < 5) {
    const largest = parts.reduce((most, part) => (part.members.length > most.members.length ? part : most));
    if (largest.kind === "leaf") return undefined;
    parts = parts.flatMap((part) => (part === largest ? [largest.a, largest.b] : [part]));
  }
  const [a, b, c, d, e] = shuffled(parts, random);
  if (a === undefined || b === undefined || c === undefined || d === undefined || e === undefined) return undefined;
  return { kind: "wheel", trees: [a, b, c, d, e], isMirrored: random() < 0.5 };
}

/** In any order, the part that holds the most important story first or second. */
function shuffled(trees: readonly Tree[], random: Random): readonly Tree[] {
  const order = trees.map((tree) => ({ tree, at: random() })).toSorted((a, b) => a.at - b.at);
  const all = order.map(({ tree }) => tree);
  const lead = all.findIndex(({ first }) => first === 0);
  const at = random() < 0.5 ? 0 : 1;
  return all.map((tree, i) => (i === at ? (all[lead] ?? tree) : i === lead ? (all[at] ?? tree) : tree));
}

function partsOf(tree: Tree): readonly Tree[] {
  return tree.kind === "leaf" ? [tree] : [tree, ...partsOf(tree.a), ...partsOf(tree.b)];
}

function mapped(tree: Tree, change: (index: number) => number): Tree {
  if (tree.kind === "leaf") {
    const index = change(tree.index);
    return index === tree.index ? tree : leaf(index);
  }
  return withParts(tree, mapped(tree.a, change), mapped(tree.b, change));
}

function swapped(tree: Tree, part: Tree, other: Tree): Tree {
  if (tree === part) return other;
  return tree.kind === "leaf" ? tree : withParts(tree, swapped(tree.a, part, other), swapped(tree.b, part, other));
}

/** What is not changed stays the same tree, whose sizes are known. */
function withParts(tree: Exclude<Tree, { readonly kind: "leaf" }>, a: Tree, b: Tree): Tree {
  if (a === tree.a && b === tree.b) return tree;
  return tree.kind === "step" ? step(a, b, tree.drop) : node(tree.kind, a, b);
}

function without(tree: Tree, index: number): Tree | undefined {
  if (tree.kind === "leaf") return tree.index === index ? undefined : tree;
  if (!tree.members.includes(index)) return tree;
  const [a, b] = [without(tree.a, index), without(tree.b, index)];
  if (a === undefined || b === undefined) return a ?? b;
  return withParts(tree, a, b);
}
