/**
 * Irregular regions: a story's columns less its head, photos and boxes become an ordered list of legs, each with its own
 * column, top and bottom. A head over some of the columns leaves the others running up.
 */
import type { Cells } from "./grid.js";

/** Legs shorter than this hold no readable text and stay white. */
export const SHORTEST_LEG_ROWS = 2;

export interface FreeRows {
  readonly legs: readonly Cells[];
  /** Rows of columns under, over and between obstacles that are too low for a leg. */
  readonly lost: number;
}

/**
 * What `obstacles` leave of an area: its legs in reading order, column by column, each from top to foot, and what is too low
 * to be one.
 */
export function freeRows(area: Cells, obstacles: readonly Cells[]): FreeRows {
  const legs: Cells[] = [];
  let lost = 0;
  const fromTop = obstacles.length < 2 ? obstacles : obstacles.toSorted((a, b) => a.row - b.row);
  const foot = area.row + area.rows;
  for (let column = area.column; column < area.column + area.columns; column += 1) {
    let row = area.row;
    for (const obstacle of fromTop) {
      if (column < obstacle.column || column >= obstacle.column + obstacle.columns) continue;
      lost += addLeg(legs, column, row, Math.min(obstacle.row, foot));
      row = Math.max(row, obstacle.row + obstacle.rows);
    }
    lost += addLeg(legs, column, row, foot);
  }
  return { legs, lost };
}

/** Adds the leg between two rows when it is one; else tells how many rows are lost there. */
function addLeg(legs: Cells[], column: number, row: number, end: number): number {
  const rows = end - row;
  if (rows < SHORTEST_LEG_ROWS) return Math.max(0, rows);
  legs.push({ column, columns: 1, row, rows });
  return 0;
}

/** The legs of `area` around `obstacles`, in reading order. */
export function legsOf(area: Cells, obstacles: readonly Cells[]): readonly Cells[] {
  return freeRows(area, obstacles).legs;
}

/** Rows of all legs together: the lines they hold. */
export function slotsOf(legs: readonly Cells[]): number {
  return legs.reduce((sum, leg) => sum + leg.rows, 0);
}

export function cellsOverlap(a: Cells, b: Cells): boolean {
  return (
    a.column < b.column + b.columns &&
    b.column < a.column + a.columns &&
    a.row < b.row + b.rows &&
    b.row < a.row + a.rows
  );
}
