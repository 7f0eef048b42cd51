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
  eachGap(area, obstacles, (column, row, rows) => {
    if (rows >= SHORTEST_LEG_ROWS) legs.push({ column, columns: 1, row, rows });
  });
  return legs;
}

/** What is free of each column, from top to foot. */
function eachGap(
  area: Cells,
  obstacles: readonly Cells[],
  visit: (column: number, row: number, rows: number) => void,
): void {
  const foot = area.row + area.rows;
  for (let column = area.column; column < area.column + area.columns; column += 1) {
    const taken = obstacles
      .filter((o) => o.column <= column && column < o.column + o.columns)
      .toSorted((a, b) => a.row - b.row);
    let row = area.row;
    for (const obstacle of taken) {
      const end = Math.min(obstacle.row, foot);
      if (end > row) visit(column, row, end - row);
      row = Math.max(row, obstacle.row + obstacle.rows);
    }
    if (foot > row) visit(column, row, foot - row);
  }
}

/** Rows of columns under, over and between `obstacles` that are too low for a leg. */
export function lostSlots(area: Cells, obstacles: readonly Cells[]): number {
  let lost = 0;
  eachGap(area, obstacles, (_column, _row, rows) => {
    if (rows < SHORTEST_LEG_ROWS) lost += rows;
  });
  return lost;
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
