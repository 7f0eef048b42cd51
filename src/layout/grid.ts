/**
 * The character grid of a page (版面网格): columns and gutters of whole 字, rows on one baseline grid. Columns and rows
 * count from 0 inside the engine; the edition file counts from 1.
 */
import type { Rect } from "../base/geometry.js";
import type { Len } from "../base/length.js";
import type { Grid } from "../template/resolved.js";

/** Where CJK type stands in its em box: the baseline is this far under the box's top (sTypoAscender 880 of 1000). */
const ASCENT = 0.88;

/** A rectangle of columns and rows; ends are exclusive. */
export interface Cells {
  readonly column: number;
  readonly columns: number;
  readonly row: number;
  readonly rows: number;
}

/** The part of a page's grid that stories may use: the template's grid less the rows of banner and masthead. */
export interface PageGrid {
  readonly columns: number;
  readonly rows: number;
  readonly em: Len;
  readonly leading: Len;
  readonly gutter: Len;
  readonly columnWidth: Len;
  readonly left: Len;
  readonly top: Len;
  /** How far pictures may reach out of it at both sides (出格); absent where they may not. */
  readonly outside?: { readonly left: Len; readonly right: Len };
}

export function pageGrid(grid: Grid, rowsTaken: number, outside?: PageGrid["outside"]): PageGrid {
  const { columns, em, leading, gutter, columnWidth, left } = grid;
  return {
    columns,
    em,
    leading,
    gutter,
    columnWidth,
    left,
    rows: grid.rows - rowsTaken,
    top: grid.top + rowsTaken * leading,
    ...(outside === undefined ? {} : { outside }),
  };
}

export function columnX(grid: PageGrid, column: number): Len {
  return grid.left + column * (grid.columnWidth + grid.gutter);
}

/** Width of `count` columns with the gutters between them. */
export function spanWidth(grid: PageGrid, count: number): Len {
  return count * grid.columnWidth + (count - 1) * grid.gutter;
}

/** 字 that each of `count` columns holds within `width`, the gutters between them as wide as the page's; at least 1. */
export function emsOfColumns({ gutter, em }: PageGrid, width: Len, count: number): number {
  return Math.max(1, Math.floor((width - (count - 1) * gutter) / count / em));
}

/** Its columns by their left edges. */
export function columnsOf(grid: PageGrid): readonly { readonly x: Len; readonly width: Len }[] {
  return Array.from({ length: grid.columns }, (_, column) => ({ x: columnX(grid, column), width: grid.columnWidth }));
}

export function rowY(grid: PageGrid, row: number): Len {
  return grid.top + row * grid.leading;
}

/** The white over and under the em box within one row. */
export function rowInset(grid: PageGrid): Len {
  return Math.round((grid.leading - grid.em) / 2);
}

/** The baseline of body type in a row. */
export function baselineOf(grid: PageGrid, row: number): Len {
  return rowY(grid, row) + baselineIn(grid.em, grid.leading);
}

/** The baseline of type of `size` centred in a line of `leading`, from the line's top. */
export function baselineIn(size: Len, leading: Len): Len {
  return Math.round((leading - size) / 2 + size * ASCENT);
}

export function cellsRect(grid: PageGrid, cells: Cells): Rect {
  return {
    x: columnX(grid, cells.column),
    y: rowY(grid, cells.row),
    width: spanWidth(grid, cells.columns),
    height: cells.rows * grid.leading,
  };
}

/** The rectangle whose edges align with the em boxes of the rows: where a picture beside text begins and ends. */
export function inkRect(grid: PageGrid, cells: Cells): Rect {
  const rect = cellsRect(grid, cells);
  const inset = rowInset(grid);
  return { ...rect, y: rect.y + inset, height: rect.height - 2 * inset };
}

/** Whole rows that a height needs. */
export function rowsFor(grid: PageGrid, height: Len): number {
  return Math.max(0, Math.ceil(height / grid.leading));
}
