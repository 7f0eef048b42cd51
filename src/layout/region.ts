/**
 * Irregular regions: a story's columns less its head, photos and boxes become an ordered list of legs, each with its own
 * column, top and bottom. A head over some of the columns leaves the others running up.
 */
import type { Cells } from "./grid.js";

/** Legs shorter than this hold no readable text and stay white. */
export const SHORTEST_LEG_ROWS = 2;

/**
 * The legs of `area` around `obstacles`, in reading order: column by column, each from top to foot.
 */
export function legsOf(area: Cells, obstacles: readonly Cells[]): readonly Cells[] {
  const legs: Cells[] = [];
  for (let column = area.column; column < area.column + area.columns; column += 1) {
    const taken = obstacles
      .filter((o) => o.column <= column && column < o.column + o.columns)
      .toSorted((a, b) => a.row - b.row);
    let row = area.row;
    const foot = area.row + area.rows;
    for (const obstacle of taken) {
      if (obstacle.row - row >= SHORTEST_LEG_ROWS) {
        legs.push({ column, columns: 1, row, rows: Math.min(obstacle.row, foot) - row });
      }
      row = Math.max(row, obstacle.row + obstacle.rows);
    }
    if (foot - row >= SHORTEST_LEG_ROWS) legs.push({ column, columns: 1, row, rows: foot - row });
  }
  return legs;
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
