/**
 * 破栏: columns of another width than the page's over some of its columns, such as two over three (三栏破二). Whole 字 again; what
 * is left over widens the gutters, so that text ends flush with the page's columns at both sides.
 */
import { type Cells, columnX, type PageGrid, spanWidth } from "./grid.js";

/** Characters of a column over so many of the page's columns, when they are set in `count`. */
export function brokenEms(grid: PageGrid, columns: number, count: number): number {
  return Math.floor((spanWidth(grid, columns) - (count - 1) * grid.gutter) / count / grid.em);
}

/** The grid of `count` columns over `columns` of the page's from `column` on, on the page's own rows. */
export function brokenGrid(grid: PageGrid, column: number, columns: number, count: number): PageGrid {
  const columnWidth = brokenEms(grid, columns, count) * grid.em;
  const left = spanWidth(grid, columns) - count * columnWidth;
  const { outside, ...rest } = grid;
  const reach = {
    left: column === 0 ? (outside?.left ?? 0) : 0,
    right: column + columns === grid.columns ? (outside?.right ?? 0) : 0,
  };
  return {
    ...rest,
    columns: count,
    columnWidth,
    gutter: count === 1 ? grid.gutter : Math.floor(left / (count - 1)),
    left: columnX(grid, column),
    ...(outside === undefined ? {} : { outside: reach }),
  };
}

/** A cut-out of a region in columns of a story that has `count` over it; undefined where it ends inside of one. */
export function inBrokenColumns(cut: Cells, region: Cells, count: number): Cells | undefined {
  const from = ((cut.column - region.column) * count) / region.columns;
  const columns = (cut.columns * count) / region.columns;
  return Number.isInteger(from) && Number.isInteger(columns) ? { ...cut, column: from, columns } : undefined;
}
