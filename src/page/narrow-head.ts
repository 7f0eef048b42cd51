/** Heads over fewer columns than their story has, where the editor asks for one (`head.columns`). */
import type { Cells } from "../layout/grid.js";
import { HEAD_EXTRA_ROW, HEAD_EXTRAS, type HeadLadder } from "./head-steps.js";
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
  { head, legs }: { readonly head?: Cells; readonly legs?: readonly Cells[] },
): readonly { readonly head: Cells; readonly cost: number }[] {
  const columns = parts.article.head?.columns ?? 0;
  if (head !== undefined || legs !== undefined || !hasNarrowHead(parts, cells.columns)) return [];
  const rows = parts.headRowsAt(columns, 0);
  return HEAD_EXTRAS.map((extra) => ({
    head: { column: cells.column, columns, row: cells.row, rows: Math.min(cells.rows, rows + extra) },
    cost: extra * HEAD_EXTRA_ROW * columns,
  }));
}
