/** Columns as what stands over them sees them: pictures and text may take parts of columns, or have their own. */
import type { Len } from "./length.js";

/** A column counts as covered when this much of it is. */
const COVERED = 0.3;

/** First and last (exclusive) of the columns under a stretch of the page: never none. */
export function coveredColumns(
  columns: readonly { readonly x: Len; readonly width: Len }[],
  x: Len,
  width: Len,
): { readonly column: number; readonly columns: number } {
  const covered = columns.flatMap((column, index) => {
    const shared = Math.min(x + width, column.x + column.width) - Math.max(x, column.x);
    return shared >= column.width * COVERED ? [index] : [];
  });
  const [first] = covered;
  if (first !== undefined) return { column: first, columns: covered.length };
  const middle = x + width / 2;
  return {
    column: Math.max(
      0,
      columns.findLastIndex((column) => column.x <= middle),
    ),
    columns: 1,
  };
}
