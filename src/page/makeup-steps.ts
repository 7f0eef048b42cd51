/** A story over two parts side by side that end apart, in the tables of a page's parts (`Sizes`). */
import { slotBounds, type StoryParts } from "./arrange.js";
import { askedCost, LEAST_STEP, LEAST_UNDER_HEAD, rankCost, type SearchedPage } from "./makeup-leaf.js";
import { stepWeight } from "./makeup-score.js";
import type { Budget } from "./makeup-search.js";
import { costIn, type Piece, type Table } from "./makeup-table.js";
import type { Step } from "./makeup-tree.js";
import { steppedCost } from "./story-cost.js";

/** Working out what a story costs over two depths, in steps of search. */
const STEP_STEPS = 40;
/** More columns and rows than a page is searched with: parts of numbers that say several things. */
const MOST_COLUMNS = 64;
const MOST_ROWS = 1024;

const INFINITE = Number.POSITIVE_INFINITY;

/** A story in a width over two parts, the first of which has `drop` rows more. */
interface Over {
  readonly story: number;
  readonly width: number;
  readonly drop: number;
  /** The parts, by the columns of the first. */
  readonly pairs: readonly (readonly [number, Table, Table])[];
  /** What it costs to part them. */
  readonly parted: number;
}

export class Steps {
  private readonly known = new Map<number, number>();

  constructor(
    private readonly page: SearchedPage,
    private readonly budget: Budget,
    /** What a part of the page may cost. */
    private readonly bound: number,
  ) {}

  /**
   * Puts what a story costs over two parts, in every number of rows, into a draft; gives the first and the last of these. Undefined
   * where there is none: of pictures and upright heads arithmetic knows too little.
   */
  fill(
    { cost, cut }: Pick<Piece, "cost" | "cut">,
    { story, width, drop, pairs, parted }: Over,
  ): readonly [number, number] | undefined {
    const { area, search, stories } = this.page;
    const parts = stories[story];
    const isKnown = parts !== undefined && parts.boxRowsAt === undefined && parts.brokenAt?.(width)?.isAsked !== true;
    const isPlain = area.rows < MOST_ROWS && area.columns < MOST_COLUMNS && Math.abs(drop) >= LEAST_STEP;
    if (!isKnown || !isPlain) return undefined;
    const sought = { parts, story, width, area, search };
    const extra = parted + stepWeight(story, search.weights) + rankCost(sought) + askedCost(sought);
    const { least, most } = slotBounds(parts, width);
    const widest = most + search.ceiling / search.weights.white;
    const shortest = parts.headRowsAt(width, 0) + LEAST_UNDER_HEAD + search.gapRows;
    let [first, last] = [area.rows + 1, 0];
    cost.fill(INFINITE);
    for (const [widthA, left, right] of pairs) {
      const lowest = Math.min(left.to, right.to + drop);
      for (let rowsA = Math.max(left.from, right.from + drop); rowsA <= lowest; rowsA += 1) {
        const rowsB = rowsA - drop;
        const under = costIn(left, rowsA) + costIn(right, rowsB) + extra;
        if (under >= this.bound) continue;
        const taken = search.gapRows * width + rowsA * widthA + rowsB * (width - widthA);
        const from = Math.max(Math.ceil((least + taken) / width), shortest + Math.max(rowsA, rowsB));
        const to = Math.min(area.rows, Math.floor((widest + taken) / width));
        this.budget.left -= Math.max(0, to - from + 1);
        for (let rows = from; rows <= to; rows += 1) {
          if (under >= (cost[rows] as number)) continue;
          const over = rows - search.gapRows;
          const total = under + this.costOf(parts, story, width, { widthA, overA: over - rowsA, overB: over - rowsB });
          if (total >= this.bound || total >= (cost[rows] as number)) continue;
          cost[rows] = total;
          cut[rows] = rowsA * MOST_COLUMNS + widthA;
          first = Math.min(first, rows);
          last = Math.max(last, rows);
        }
      }
    }
    return last < first ? undefined : [first, last];
  }

  private costOf(parts: StoryParts, story: number, width: number, { widthA, overA, overB }: Step): number {
    const key = (((story * MOST_COLUMNS + width) * MOST_COLUMNS + widthA) * MOST_ROWS + overA) * MOST_ROWS + overB;
    const known = this.known.get(key);
    if (known !== undefined) return known;
    this.budget.left -= STEP_STEPS;
    const own = steppedCost(parts, width, widthA, [overA, overB]) ?? INFINITE;
    const made = own < this.page.search.ceiling ? own : INFINITE;
    this.known.set(key, made);
    return made;
  }
}

/** The step that a draft's `cut` stands for, where the story and the parts under it have so many rows together. */
export function stepOf(cut: number, rows: number, drop: number): Step {
  const over = rows - Math.floor(cut / MOST_COLUMNS);
  return { widthA: cut % MOST_COLUMNS, overA: over, overB: over + drop };
}
