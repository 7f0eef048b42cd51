/**
 * Heads over fewer columns than their story has: where the editor asks for one (`head.columns`), and beside what others take of
 * the story's first rows.
 */
import type { Cells } from "../layout/grid.js";
import { cellsOverlap } from "../layout/region.js";
import { extraCost, HEAD_EXTRAS } from "./head-rooms.js";
import type { HeadLadder } from "./head-steps.js";
import { hasVerticalHead } from "./leftover.js";

/** Whether the editor asks for a head over fewer columns than these. */
export function hasNarrowHead({ article }: Pick<HeadLadder, "article">, columns: number): boolean {
  const wished = article.head?.columns;
  return wished !== undefined && wished < columns && article.headline.length > 0 && !hasVerticalHead(article);
}

/** Places for a head over fewer columns than its story has: at the head of the first ones, with some rows to spare or without. */
export function narrowHeads(
  parts: HeadLadder & { headRowsAt(columns: number, step: number): number },
  cells: Cells,
  {
    head,
    legs,
    without = [],
  }: { readonly head?: Cells; readonly legs?: readonly Cells[]; readonly without?: readonly Cells[] },
): readonly { readonly head: Cells; readonly cost: number }[] {
  if (head !== undefined || legs !== undefined || hasVerticalHead(parts.article)) return [];
  const asked = hasNarrowHead(parts, cells.columns) ? (parts.article.head?.columns ?? 0) : undefined;
  return HEAD_EXTRAS.flatMap((extra) => {
    const whole = { ...cells, rows: Math.min(cells.rows, parts.headRowsAt(cells.columns, 0) + extra) };
    if (whole.rows === extra) return [];
    const run = without.some((cut) => cellsOverlap(cut, whole)) ? freeRun(parts, cells, without, extra) : undefined;
    const columns = Math.min(asked ?? cells.columns, run?.columns ?? cells.columns);
    if (columns === cells.columns) return [];
    const rows = Math.min(cells.rows, parts.headRowsAt(columns, 0) + extra);
    return [
      {
        head: { column: run?.column ?? cells.column, columns, row: cells.row, rows },
        cost: extraCost(extra, columns),
      },
    ];
  });
}

/** The widest columns side by side whose first rows hold the head and are nobody else's. */
function freeRun(
  parts: { headRowsAt(columns: number, step: number): number },
  cells: Cells,
  without: readonly Cells[],
  extra: number,
): Cells | undefined {
  for (let columns = cells.columns - 1; columns > 0; columns -= 1) {
    const rows = Math.min(cells.rows, parts.headRowsAt(columns, 0) + extra);
    for (let { column } = cells; column + columns <= cells.column + cells.columns; column += 1) {
      const place = { column, columns, row: cells.row, rows };
      if (!without.some((cut) => cellsOverlap(cut, place))) return place;
    }
  }
  return undefined;
}
