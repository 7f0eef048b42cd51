/** Rectangles of free cells on a page of columns and rows: where white lies, and where an advertisement has room. */

/** Columns and rows count from 0. */
export interface CellRectangle {
  readonly column: number;
  readonly columns: number;
  readonly row: number;
  readonly rows: number;
}

/**
 * Rectangles in which every cell is free and none of which share a cell: the one with most cells first, then the one with most of what
 * it leaves, until one would have fewer rows than `least`, or there are `most`. `free`: by column and row.
 */
export function freeRectangles(
  free: readonly (readonly boolean[])[],
  { least, most }: { readonly least: number; readonly most: number },
): readonly CellRectangle[] {
  const left = free.map((rows) => [...rows]);
  const found: CellRectangle[] = [];
  while (found.length < most) {
    const next = largest(left, least);
    if (next === undefined) break;
    found.push(next);
    for (let column = next.column; column < next.column + next.columns; column += 1)
      left[column]?.fill(false, next.row, next.row + next.rows);
  }
  return found;
}

/** Columns are few: every range of them is tried, each with its longest run of rows. */
function largest(free: readonly (readonly boolean[])[], least: number): CellRectangle | undefined {
  let best: CellRectangle | undefined;
  const cells = ({ columns, rows }: CellRectangle): number => columns * rows;
  for (let column = 0; column < free.length; column += 1) {
    let shared: readonly boolean[] = free[column] ?? [];
    for (let last = column; last < free.length; last += 1) {
      const own = free[last] ?? [];
      shared = shared.map((is, row) => is && own[row] === true);
      const run = longestRun(shared);
      if (run.rows < least) break;
      const one = { column, columns: last - column + 1, ...run };
      if (best === undefined || cells(one) > cells(best)) best = one;
    }
  }
  return best;
}

function longestRun(rows: readonly boolean[]): { readonly row: number; readonly rows: number } {
  let best = { row: 0, rows: 0 };
  let from = 0;
  for (let row = 0; row <= rows.length; row += 1) {
    if (rows[row] === true) continue;
    if (row - from > best.rows) best = { row: from, rows: row - from };
    from = row + 1;
  }
  return best;
}

/** `rows 29–78 of columns 1–6`, counted from 1. */
export function cellsInWords({ column, columns, row, rows }: CellRectangle): string {
  const range = (name: string, from: number, count: number): string =>
    count === 1 ? `${name} ${from + 1}` : `${name}s ${from + 1}–${from + count}`;
  return `${range("row", row, rows)} of ${range("column", column, columns)}`;
}
