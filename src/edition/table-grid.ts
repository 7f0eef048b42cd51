/** Where the cells of a table stand when some of them span columns and rows, and where they do when it is turned. */
import type { Table } from "./model.js";

export interface Spanning {
  readonly columns?: number | undefined;
  readonly rows?: number | undefined;
}

export interface GridCell<T> {
  readonly cell: T;
  readonly row: number;
  readonly column: number;
  readonly rows: number;
  readonly columns: number;
}

export interface GridProblem {
  readonly row: number;
  readonly message: string;
}

export interface TableGrid<T> {
  readonly columns: number;
  readonly cells: readonly GridCell<T>[];
  readonly problems: readonly GridProblem[];
}

/**
 * Fills rows from the left, past cells that reach down from rows above. A table is as wide as it says, or else as its first
 * row; rows that come out longer or shorter are named.
 */
export function placeCells<T>(
  rows: readonly (readonly T[])[],
  spanOf: (cell: T) => Spanning,
  width: number | undefined,
): TableGrid<T> {
  const columns = width ?? (rows[0] ?? []).reduce((sum, cell) => sum + (spanOf(cell).columns ?? 1), 0);
  /** For each column, the first row that is free again. */
  const freeFrom = Array.from({ length: columns }, () => 0);
  const cells: GridCell<T>[] = [];
  const problems: GridProblem[] = [];
  for (const [row, line] of rows.entries()) {
    let column = 0;
    const skip = (): void => {
      while (column < columns && (freeFrom[column] ?? 0) > row) column += 1;
    };
    let wide = false;
    for (const cell of line) {
      skip();
      const span = { columns: spanOf(cell).columns ?? 1, rows: spanOf(cell).rows ?? 1 };
      const taken = freeFrom.slice(column, column + span.columns);
      if (taken.length < span.columns || taken.some((free) => free > row)) {
        wide = true;
        break;
      }
      if (row + span.rows > rows.length) {
        problems.push({ row, message: "has a cell that reaches below the last row" });
      }
      freeFrom.fill(row + span.rows, column, column + span.columns);
      cells.push({ cell, row, column, ...span });
      column += span.columns;
    }
    skip();
    if (wide) problems.push({ row, message: `has more cells than the table's ${columns} columns hold` });
    else if (column < columns) problems.push({ row, message: `fills ${column} of the table's ${columns} columns` });
  }
  return { columns, cells, problems };
}

/** The table with rows for columns. Its first column becomes its head, where it has one; widths of columns mean nothing then. */
export function turned(table: Table): Table {
  const { cells, columns, head, rows } = table;
  const moved = cells.map((cell) => {
    const align = cell.align ?? columns[cell.column]?.align;
    const { row, column } = cell;
    const place = { row: column, column: row, rows: cell.columns, columns: cell.rows };
    return { ...cell, ...place, ...(align === undefined ? {} : { align }) };
  });
  return {
    ...table,
    columns: Array.from({ length: rows }, () => ({})),
    rows: columns.length,
    head: Math.min(head, 1, columns.length - 1),
    turned: true,
    cells: moved.toSorted((a, b) => a.row - b.row || a.column - b.column),
  };
}
