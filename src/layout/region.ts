/**
 * Irregular regions: a story's columns less its head, photos and boxes become an ordered list of legs, each with its own
 * column, top and bottom. A head over some of the columns leaves the others running up; a picture that takes a part of a
 * column leaves shorter lines beside it.
 */
import type { Len } from "../base/length.js";
import { type Cells, columnX, type PageGrid, rowY, spanWidth } from "./grid.js";
import type { Rect } from "../base/geometry.js";

/** Legs shorter than this hold no readable text and stay white. */
export const SHORTEST_LEG_ROWS = 2;

/** Rows of a column in which lines are shorter, because a picture takes the rest of it (串文). */
export interface BesideStrip extends Cells {
  /** From the column's left edge to the lines. */
  readonly start: Len;
  /** Whole 字. */
  readonly measure: Len;
  /** The measure against the column's width. */
  readonly share: number;
}

/** A stretch of rows that text runs through. */
export interface LegCells extends Cells, Partial<Pick<BesideStrip, "start" | "measure" | "share">> {
  /** It goes on right under the leg before it, in other lines: no column ends there. */
  readonly under?: true;
}

export interface FreeRows {
  readonly legs: readonly LegCells[];
  /** Rows of columns under, over and between obstacles that are too low for a leg. */
  readonly lost: number;
}

/**
 * What `obstacles` leave of an area: its legs in reading order, column by column, each from top to foot, and what is too low
 * to be one. `beside`: parts of obstacles that leave room for shorter lines.
 */
export function freeRows(
  area: Cells,
  obstacles: readonly Cells[],
  beside: readonly BesideStrip[] = NO_STRIPS,
): FreeRows {
  const legs: LegCells[] = [];
  let lost = 0;
  const fromTop = obstacles.length < 2 ? obstacles : obstacles.toSorted((a, b) => a.row - b.row);
  const foot = area.row + area.rows;
  for (let column = area.column; column < area.column + area.columns; column += 1) {
    let row = area.row;
    for (const obstacle of fromTop) {
      if (column < obstacle.column || column >= obstacle.column + obstacle.columns) continue;
      lost += addLeg(legs, column, row, Math.min(obstacle.row, foot));
      for (const strip of beside) {
        if (strip.column === column && lastOver(strip, fromTop) === obstacle)
          lost += addStrip(legs, strip, Math.max(row, strip.row), foot);
      }
      row = Math.max(row, obstacle.row + obstacle.rows);
    }
    lost += addLeg(legs, column, row, foot);
  }
  return { legs: beside.length === 0 ? legs : legs.map(goingOn), lost };
}

/** The obstacle that a strip is a part of: the row under another one may reach into the row over it. */
function lastOver(strip: Cells, obstacles: readonly Cells[]): Cells | undefined {
  return obstacles.findLast((one) => cellsOverlap(one, { ...strip, rows: 1 }));
}

const NO_STRIPS: readonly BesideStrip[] = [];

/** Adds the leg between two rows when it is one; else tells how many rows are lost there. */
function addLeg(legs: LegCells[], column: number, row: number, end: number): number {
  const rows = end - row;
  if (rows < SHORTEST_LEG_ROWS) return Math.max(0, rows);
  legs.push({ column, columns: 1, row, rows });
  return 0;
}

function addStrip(legs: LegCells[], strip: BesideStrip, row: number, foot: number): number {
  const rows = Math.min(strip.row + strip.rows, foot) - row;
  if (rows < SHORTEST_LEG_ROWS) return Math.max(0, rows) * strip.share;
  legs.push({ ...strip, row, rows });
  return 0;
}

function goingOn(leg: LegCells, index: number, legs: readonly LegCells[]): LegCells {
  const over = legs[index - 1];
  const isUnder = over !== undefined && over.column === leg.column && over.row + over.rows === leg.row;
  return isUnder ? { ...leg, under: true } : leg;
}

/** What text all legs hold together, in lines of a whole column. */
export function slotsOf(legs: readonly LegCells[]): number {
  return legs.reduce((sum, leg) => sum + leg.rows * (leg.share ?? 1), 0);
}

/** Lines of all legs together, however long. */
export function linesOf(legs: readonly LegCells[]): number {
  return legs.reduce((sum, leg) => sum + leg.rows, 0);
}

export function legMeasure(grid: PageGrid, { columns, measure }: LegCells): Len {
  return measure ?? spanWidth(grid, columns);
}

export function legX(grid: PageGrid, { column, start = 0 }: LegCells): Len {
  return columnX(grid, column) + start;
}

export function legRect(grid: PageGrid, leg: LegCells): Rect {
  return {
    x: legX(grid, leg),
    y: rowY(grid, leg.row),
    width: legMeasure(grid, leg),
    height: leg.rows * grid.leading,
  };
}

export function cellsOverlap(a: Cells, b: Cells): boolean {
  return (
    a.column < b.column + b.columns &&
    b.column < a.column + a.columns &&
    a.row < b.row + b.rows &&
    b.row < a.row + a.rows
  );
}
