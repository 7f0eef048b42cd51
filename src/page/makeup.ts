/**
 * First automatic make-up: the page as a slicing tree of stories, each one a rectangle of whole columns and rows, found by
 * dynamic programming over (set of stories, width, rows). It is exact within its class: every way of stacking stories and
 * of standing them side by side is weighed, with the cost of each story in each size from its prepared parts.
 */
import type { Cells } from "../layout/grid.js";
import { leastCost, slotBounds, type StoryParts, WHITE_SLOT } from "./arrange.js";

/** A story costs more than this in a size only when that size is out of the question. */
const CEILING = 600;
/** A story over or beside one that matters more. */
const ORDER_STACK = 160;
const ORDER_SIDE = 40;
/** Two heads at the same height touch (碰题). */
const HEADS_SIDE = 6;
/** A gutter from the head of the page to its foot (通缝). */
const THROUGH_GUTTER = 90;
/** A column by which the first story is narrower than the page. */
const LEAD_NARROW = 9;
/** Above this many stories only neighbours in the order of importance are grouped. */
const MOST_SETS = 7;

export interface Placed {
  readonly index: number;
  readonly cells: Cells;
}

export interface Seam {
  readonly kind: "stack" | "side";
  readonly cells: Cells;
}

export interface Makeup {
  readonly places: readonly Placed[];
  readonly seams: readonly Seam[];
  readonly cost: number;
}

interface State {
  /** Cost by rows; Infinity where there is no way. */
  readonly cost: Float64Array;
  readonly from: number;
  readonly to: number;
  readonly back: (Back | undefined)[];
}

type Back =
  | { readonly kind: "leaf"; readonly story: number }
  | { readonly kind: "stack"; readonly a: number; readonly b: number; readonly rowsA: number }
  | { readonly kind: "side"; readonly a: number; readonly b: number; readonly widthA: number };

/** Places stories, given in order of importance, on a free rectangle of the page; undefined when no way exists. */
export function makeUp(stories: readonly StoryParts[], area: Cells, gapRows: number): Makeup | undefined {
  if (stories.length === 0) return { places: [], seams: [], cost: 0 };
  const search = new Search(stories, area, gapRows);
  return search.run();
}

class Search {
  private readonly states = new Map<number, State>();

  constructor(
    private readonly stories: readonly StoryParts[],
    private readonly area: Cells,
    private readonly gapRows: number,
  ) {}

  run(): Makeup | undefined {
    const all = 2 ** this.stories.length - 1;
    const root = this.state(all, this.area.columns);
    let rows = this.area.rows;
    // When nothing fills the page exactly, the fullest shorter make-up leaves its white at the foot.
    while (rows > 0 && !Number.isFinite(root.cost[rows] ?? Number.POSITIVE_INFINITY)) rows -= 1;
    if (rows === 0) return undefined;
    const places: Placed[] = [];
    const seams: Seam[] = [];
    this.unfold(all, { ...this.area, rows }, places, seams);
    places.sort((a, b) => a.index - b.index);
    return { places, seams, cost: root.cost[rows] ?? 0 };
  }

  private key(set: number, width: number): number {
    return set * 64 + width;
  }

  private state(set: number, width: number): State {
    const key = this.key(set, width);
    const known = this.states.get(key);
    if (known !== undefined) return known;
    const made = this.isSingle(set) ? this.leaf(set, width) : this.composite(set, width);
    this.states.set(key, made);
    return made;
  }

  private isSingle(set: number): boolean {
    return Number.isInteger(Math.log2(set));
  }

  private leaf(set: number, width: number): State {
    const story = Math.round(Math.log2(set));
    const parts = this.stories[story];
    const { cost, back } = this.blank();
    if (parts === undefined) return close(cost, back);
    const { least, most } = slotBounds(parts, width);
    const fewest = Math.max(1, Math.floor(least / width));
    const rowsMost = Math.min(this.area.rows, Math.ceil(most / width + CEILING / WHITE_SLOT / width));
    for (let rows = fewest; rows <= rowsMost; rows += 1) {
      const total = leastCost(parts, width, rows) + (story === 0 ? LEAD_NARROW * (this.area.columns - width) : 0);
      if (total < CEILING) {
        cost[rows] = total;
        back[rows] = { kind: "leaf", story };
      }
    }
    return close(cost, back);
  }

  private composite(set: number, width: number): State {
    const { cost, back } = this.blank();
    for (const [a, b] of this.splits(set)) {
      this.stack(a, b, width, cost, back);
      for (let widthA = 1; widthA < width; widthA += 1) this.side(a, b, widthA, width, set, cost, back);
    }
    return close(cost, back);
  }

  private stack(a: number, b: number, width: number, cost: Float64Array, back: (Back | undefined)[]): void {
    const top = this.state(a, width);
    const under = this.state(b, width);
    const order = lowest(b) < lowest(a) ? ORDER_STACK : 0;
    for (let rowsA = top.from; rowsA <= top.to; rowsA += 1) {
      const costA = top.cost[rowsA] ?? Number.POSITIVE_INFINITY;
      if (!Number.isFinite(costA)) continue;
      const most = Math.min(under.to, this.area.rows - this.gapRows - rowsA);
      for (let rowsB = under.from; rowsB <= most; rowsB += 1) {
        const total = costA + (under.cost[rowsB] ?? Number.POSITIVE_INFINITY) + order;
        const rows = rowsA + this.gapRows + rowsB;
        if (total < (cost[rows] ?? 0)) {
          cost[rows] = total;
          back[rows] = { kind: "stack", a, b, rowsA };
        }
      }
    }
  }

  private side(
    a: number,
    b: number,
    widthA: number,
    width: number,
    set: number,
    cost: Float64Array,
    back: (Back | undefined)[],
  ): void {
    const left = this.state(a, widthA);
    const right = this.state(b, width - widthA);
    const whole = width === this.area.columns && set === 2 ** this.stories.length - 1;
    const extra = HEADS_SIDE + (lowest(b) < lowest(a) ? ORDER_SIDE : 0) + (whole ? THROUGH_GUTTER : 0);
    for (let rows = Math.max(left.from, right.from); rows <= Math.min(left.to, right.to); rows += 1) {
      const total =
        (left.cost[rows] ?? Number.POSITIVE_INFINITY) + (right.cost[rows] ?? Number.POSITIVE_INFINITY) + extra;
      if (total < (cost[rows] ?? 0)) {
        cost[rows] = total;
        back[rows] = { kind: "side", a, b, widthA };
      }
    }
  }

  /** Ways to part a set in two, in both orders; for many stories only at one point of the order of importance. */
  private splits(set: number): readonly (readonly [number, number])[] {
    const result: [number, number][] = [];
    if (this.stories.length <= MOST_SETS) {
      for (let a = (set - 1) & set; a > 0; a = (a - 1) & set) result.push([a, set ^ a]);
      return result;
    }
    const members: number[] = [];
    for (let i = 0; i < this.stories.length; i += 1) if (Math.floor(set / 2 ** i) % 2 === 1) members.push(2 ** i);
    for (let cut = 1; cut < members.length; cut += 1) {
      const a = members.slice(0, cut).reduce((sum, bit) => sum + bit, 0);
      result.push([a, set - a], [set - a, a]);
    }
    return result;
  }

  private unfold(set: number, cells: Cells, places: Placed[], seams: Seam[]): void {
    const back = this.state(set, cells.columns).back[cells.rows];
    if (back === undefined) return;
    if (back.kind === "leaf") {
      places.push({ index: back.story, cells });
      return;
    }
    if (back.kind === "stack") {
      const { rowsA } = back;
      this.unfold(back.a, { ...cells, rows: rowsA }, places, seams);
      seams.push({ kind: "stack", cells: { ...cells, row: cells.row + rowsA, rows: this.gapRows } });
      const row = cells.row + rowsA + this.gapRows;
      this.unfold(back.b, { ...cells, row, rows: cells.rows - rowsA - this.gapRows }, places, seams);
      return;
    }
    this.unfold(back.a, { ...cells, columns: back.widthA }, places, seams);
    const column = cells.column + back.widthA;
    seams.push({ kind: "side", cells: { ...cells, column, columns: 0 } });
    this.unfold(back.b, { ...cells, column, columns: cells.columns - back.widthA }, places, seams);
  }

  private blank(): { cost: Float64Array; back: (Back | undefined)[] } {
    const size = this.area.rows + 1;
    return {
      cost: new Float64Array(size).fill(Number.POSITIVE_INFINITY),
      back: new Array<Back | undefined>(size).fill(undefined),
    };
  }
}

function close(cost: Float64Array, back: (Back | undefined)[]): State {
  let from = cost.length;
  let to = 0;
  cost.forEach((value, rows) => {
    if (!Number.isFinite(value)) return;
    from = Math.min(from, rows);
    to = Math.max(to, rows);
  });
  return { cost, back, from, to };
}

/** The most important member of a set. */
function lowest(set: number): number {
  let index = 0;
  while (Math.floor(set / 2 ** index) % 2 === 0 && index < 53) index += 1;
  return index;
}
