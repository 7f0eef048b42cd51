/** Rectangles of the grid against one another: what they share, and what holds them all. */
import type { Cells } from "./grid.js";

export function cellsContain(area: Cells, cells: Cells): boolean {
  return sharedCells(area, cells) === cells.columns * cells.rows;
}

/** How many cells two rectangles share. */
export function sharedCells(a: Cells, b: Cells): number {
  const shared = commonCells(a, b);
  return shared === undefined ? 0 : shared.columns * shared.rows;
}

/** The cells that two rectangles share; undefined for none. */
export function commonCells(a: Cells, b: Cells): Cells | undefined {
  const column = Math.max(a.column, b.column);
  const row = Math.max(a.row, b.row);
  const columns = Math.min(a.column + a.columns, b.column + b.columns) - column;
  const rows = Math.min(a.row + a.rows, b.row + b.rows) - row;
  return columns > 0 && rows > 0 ? { column, columns, row, rows } : undefined;
}

/** Whether two rectangles both stand in some column. */
export function sharesColumn(a: Pick<Cells, "column" | "columns">, b: Pick<Cells, "column" | "columns">): boolean {
  return a.column < b.column + b.columns && b.column < a.column + a.columns;
}

/** The smallest rectangle that holds them all; undefined for none. */
export function hullOfCells(all: readonly Cells[]): Cells | undefined {
  if (all.length === 0) return undefined;
  const column = Math.min(...all.map((cells) => cells.column));
  const row = Math.min(...all.map((cells) => cells.row));
  return {
    column,
    columns: Math.max(...all.map((cells) => cells.column + cells.columns)) - column,
    row,
    rows: Math.max(...all.map((cells) => cells.row + cells.rows)) - row,
  };
}

export function sameCells(a: Cells, b: Cells): boolean {
  return a.column === b.column && a.columns === b.columns && a.row === b.row && a.rows === b.rows;
}

/** Whether nothing but a gutter, or so many white rows, lies between two rectangles that share none. */
export function cellsTouch(a: Cells, b: Cells, gapRows: number): boolean {
  const across = Math.max(a.column, b.column) - Math.min(a.column + a.columns, b.column + b.columns);
  const down = Math.max(a.row, b.row) - Math.min(a.row + a.rows, b.row + b.rows);
  return (across <= 0 && down < 0) || (across < 0 && down <= gapRows);
}
