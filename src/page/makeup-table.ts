/** Tables of what the parts of a page cost, many in one piece of memory. */

const INFINITE = Number.POSITIVE_INFINITY;

/** One piece of memory for many tables: making a typed array for each takes longer than what stands in it. */
export interface Piece {
  readonly cost: Float64Array;
  /** The rows of the upper part, or the columns of the left one. */
  readonly cut: Uint16Array;
  /** The headlines in the upper corners, by `Heads`. */
  readonly left: Uint16Array;
  readonly right: Uint16Array;
}

/** What a part costs in one width, from `from` to `to` rows; the first of them at `at` in its piece. No rows: it has no room there. */
export interface Table {
  readonly from: number;
  readonly to: number;
  readonly at: number;
  readonly piece: Piece;
}

/** What a part costs in so many rows. */
export function costIn({ from, to, at, piece }: Table, rows: number): number {
  return rows < from || rows > to ? INFINITE : (piece.cost[at + rows - from] as number);
}

export function pieceOf(size: number): Piece {
  return {
    cost: new Float64Array(size),
    cut: new Uint16Array(size),
    left: new Uint16Array(size),
    right: new Uint16Array(size),
  };
}
