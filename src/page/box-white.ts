/** What it costs that a box has more rows than it needs. */
import type { MakeupWeights } from "../template/makeup.js";
import { MOST_ROWS_AT_HEAD } from "./panel-legs.js";

/** A row that a box has more than it needs, around its head: white inside a frame looks meant. */
const BOX_SPARE_ROW = 8;

/** Rows that a box has more than it needs: a few around its head, and the white under it. */
export function boxWhiteCost({ white }: MakeupWeights, rows: number, columns: number): number {
  const around = Math.min(rows, MOST_ROWS_AT_HEAD);
  return (BOX_SPARE_ROW * around + white * (rows - around)) * columns;
}
