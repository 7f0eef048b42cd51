/**
 * The rows that a horizontal head is tried in. It takes those that its ink needs, or one more; where a place has more rows to give,
 * the headline takes a further line in a larger size, and white is left for the text to fill.
 */
import type { Len } from "../base/length.js";
import type { MakeupWeights } from "../template/makeup.js";

/**
 * Rows more around a head that are tried, and what so many cost by column: the first looks meant; the others look like white, and stand for
 * white that would gape at the foot of a column (60 a row) where a page has too little text.
 */
export const HEAD_EXTRAS = [0, 1, 2, 3];
const EXTRA_COSTS = [0, 20, 90, 150];
/** A headline in a further line is so much larger at least, or it stays as it is. */
export const CLEARLY_LARGER = 1.12;
/** Rows that a further line may take at most. */
export const MOST_MORE_ROWS = 4;

/** A head with its headline in a further line. */
export interface TallerHead {
  /** Rows that it takes more. */
  readonly rows: number;
  /** Rows of columns that stay white beside its lines. */
  readonly white: number;
  readonly size: Len;
}

export interface HeadHeights {
  readonly weights: MakeupWeights;
  /** Rows of the head block over so many columns, with the gap under it; 0 without a head. */
  headRowsAt(columns: number, step: number): number;
  /** Rows of columns that stay white beside the lines of the head: more where it is set smaller. */
  headWhiteAt(columns: number, step: number): number;
  /** Whether the headline fits so many columns in no size. */
  headForcedAt(columns: number): boolean;
  /** The same head in a further line, no larger than `most`; undefined where that is no better. */
  tallerAt?(columns: number, step: number, most?: Len): TallerHead | undefined;
}

/** What a head costs with so many rows more than it needs. */
export function headCost(parts: HeadHeights, columns: number, step: number, extra: number, most?: Len): number {
  const { besideHead, smallerHead, brokenHead } = parts.weights;
  const taller = extra === 0 ? undefined : parts.tallerAt?.(columns, step, most);
  const isTaller = taller !== undefined && extra >= taller.rows;
  const over = isTaller ? extra - taller.rows : extra;
  const beside = isTaller ? taller.white : parts.headWhiteAt(columns, step);
  const white = extraCost(over, columns) + besideHead * beside;
  return step * smallerHead + white + (parts.headForcedAt(columns) ? brokenHead : 0);
}

/** What rows cost that a head does not need. */
export function extraCost(rows: number, columns: number): number {
  const known = EXTRA_COSTS[rows] ?? rows * (EXTRA_COSTS.at(-1) ?? 0);
  return known * columns;
}

/** Rows more than a head needs that are tried, with what each costs: the cheapest first. */
export function headRooms(
  parts: HeadHeights,
  columns: number,
  step: number,
  most?: Len,
): readonly { readonly extra: number; readonly cost: number }[] {
  const taller = parts.headRowsAt(columns, step) === 0 ? undefined : parts.tallerAt?.(columns, step, most)?.rows;
  const none = parts.headRowsAt(columns, step) === 0 ? [0] : HEAD_EXTRAS;
  const extras = [...none, ...(taller === undefined ? [] : HEAD_EXTRAS.map((more) => taller + more))];
  return [...new Set(extras)]
    .map((extra) => ({ extra, cost: headCost(parts, columns, step, extra, most) }))
    .toSorted((a, b) => a.cost - b.cost);
}

/** The most rows that a head is given over those that it needs. */
export function mostExtra(parts: HeadHeights, columns: number): number {
  return Math.max(...headRooms(parts, columns, 0).map(({ extra }) => extra));
}
