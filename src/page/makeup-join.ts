/** Two parts of a page put together: one over the other, or side by side, in every number of rows. */
import { headsCost } from "./head-kinds.js";
import type { Budget } from "./makeup-search.js";
import { type Draft, keep, type State } from "./makeup-state.js";

/** How two parts are put together. */
export interface Join {
  /** What it costs beside the parts themselves. */
  readonly extra: number;
  /** What costs as much is not kept. */
  readonly bound: number;
}

/** `under` stands under `top`, `gapRows` lower, in no more than `most` rows. */
export interface Stack extends Join {
  readonly gapRows: number;
  readonly most: number;
  readonly budget: Budget;
}

/** Offers the ways of one part over another to a draft, as its way `way`; true where any was kept. */
export function stackInto(draft: Draft, way: number, top: State, layerA: number, under: State, join: Stack): boolean {
  const { extra, bound, gapRows, budget } = join;
  const over = top.layers[layerA];
  if (over === undefined) return false;
  // Whatever stands under it, no head of its own comes to an upper corner.
  const [{ cost: underCost }] = under.layers;
  const { left, right } = over;
  const [{ cost }] = draft.layers;
  const { slack } = draft;
  const rest = join.most - gapRows;
  let found = false;
  for (let rowsA = top.from; rowsA <= top.to; rowsA += 1) {
    const anyway = (over.cost[rowsA] as number) + extra;
    if (anyway >= bound || anyway === Number.POSITIVE_INFINITY) continue;
    const most = Math.min(under.to, rest - rowsA);
    budget.left -= Math.max(0, most - under.from + 1);
    for (let rowsB = under.from; rowsB <= most; rowsB += 1) {
      const total = anyway + (underCost[rowsB] as number);
      const rows = rowsA + gapRows + rowsB;
      if (total < (cost[rows] as number) + slack && total < bound) {
        found = true;
        keep(draft, rows, { cost: total, way, rowsA, left: left[rowsA] as number, right: right[rowsA] as number });
      }
    }
  }
  return found;
}

export interface Side extends Join {
  /** What heads of like sizes cost that stand side by side. */
  readonly headsButt: number;
}

/** Offers the ways of one part left of another to a draft, as its way `way`; true where any was kept. */
export function sideInto(
  draft: Draft,
  way: number,
  [first, layerA]: readonly [State, number],
  [second, layerB]: readonly [State, number],
  { extra, bound, headsButt }: Side,
): boolean {
  const left = first.layers[layerA];
  const right = second.layers[layerB];
  if (left === undefined || right === undefined) return false;
  const [{ cost }] = draft.layers;
  const { slack } = draft;
  const to = Math.min(first.to, second.to);
  let found = false;
  for (let rows = Math.max(first.from, second.from); rows <= to; rows += 1) {
    const parts = (left.cost[rows] as number) + (right.cost[rows] as number) + extra;
    const limit = (cost[rows] as number) + slack;
    if (parts >= bound || parts >= limit) continue;
    const total = parts + headsCost(left.right[rows] as number, right.left[rows] as number, headsButt);
    if (total < limit && total < bound) {
      found = true;
      keep(draft, rows, {
        cost: total,
        way,
        rowsA: 0,
        left: left.left[rows] as number,
        right: right.right[rows] as number,
      });
    }
  }
  return found;
}

/** A part in so many rows. */
export type SizedPart = readonly [State, number];

/** What the heads of two parts cost that begin in one row, the first left of the second or, mirrored, right of it. */
export function headsBeside(first: SizedPart, second: SizedPart, isMirrored: boolean, headsButt: number): number {
  const [[one, rows], [other, otherRows]] = isMirrored ? [second, first] : [first, second];
  return headsCost(one.layers[0].right[rows] ?? 0, other.layers[0].left[otherRows] ?? 0, headsButt);
}
