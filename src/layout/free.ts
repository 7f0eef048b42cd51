/** What is left of a rectangle of the grid around areas that are taken: rectangles again, as few and as wide as can be. */
import type { Cells } from "./grid.js";
import { sharesColumn } from "./cells.js";
import { cellsOverlap } from "./region.js";

/** Above this many areas only the first cut that comes is looked at: all of them would take too long. */
const MOST_WEIGHED = 8;
/** The part of the columns that is wide where there is no lead to say so: that of one, by the default of `makeup.leadColumns`. */
const WIDE_PART = 2 / 5;
/** A rectangle lower than this holds no story. */
export const LOWEST = 4;

/**
 * Parts `area` into rectangles that keep clear of `taken`, by cuts from side to side. The fewest rectangles win, of those
 * the ones with a wide one at the head, then the ones whose smallest is largest. What is lower than `lowest` rows, too low for
 * a story, is left out. `wide`: columns that the page's lead needs.
 */
export function freeRectangles(
  area: Cells,
  taken: readonly Cells[],
  lowest = LOWEST,
  wide = WIDE_PART * area.columns,
): readonly Cells[] {
  return new Cutter(taken.length <= MOST_WEIGHED, lowest, wide).cut(area, taken);
}

class Cutter {
  private readonly known = new Map<string, readonly Cells[]>();

  constructor(
    private readonly thorough: boolean,
    private readonly lowest: number,
    private readonly wide: number,
  ) {}

  cut(area: Cells, taken: readonly Cells[]): readonly Cells[] {
    if (area.columns < 1 || area.rows < this.lowest) return [];
    const inside = taken.filter((one) => cellsOverlap(one, area));
    if (inside.length === 0) return [area];
    const key = `${area.column} ${area.columns} ${area.row} ${area.rows}`;
    const kept = this.known.get(key);
    if (kept !== undefined) return kept;
    let best: readonly Cells[] | undefined;
    for (const [a, b] of cutsOf(area, inside)) {
      const parts = [...this.cut(a, inside), ...this.cut(b, inside)];
      if (best === undefined || better(parts, best, area, this.wide)) best = parts;
      if (!this.thorough) break;
    }
    const found = best ?? [];
    this.known.set(key, found);
    return found;
  }
}

function better(a: readonly Cells[], b: readonly Cells[], area: Cells, wide: number): boolean {
  const [slotsA, slotsB] = [slots(a), slots(b)];
  // A cut that loses room altogether is worse, however few its parts.
  if (slotsA !== slotsB) return slotsA > slotsB;
  if (a.length !== b.length) return a.length < b.length;
  const [hasRoomA, hasRoomB] = [hasRoomAtHead(a, area, wide), hasRoomAtHead(b, area, wide)];
  if (hasRoomA !== hasRoomB) return hasRoomA;
  return smallest(a) > smallest(b);
}

/** Whether a wide story, the page's lead, could begin at the head of the area. */
function hasRoomAtHead(parts: readonly Cells[], area: Cells, wide: number): boolean {
  return parts.some(({ row, columns }) => row === area.row && columns >= Math.min(wide, area.columns));
}

function slots(parts: readonly Cells[]): number {
  return parts.reduce((sum, { columns, rows }) => sum + columns * rows, 0);
}

function smallest(parts: readonly Cells[]): number {
  return Math.min(...parts.map(({ columns, rows }) => columns * rows));
}

/** Cuts along the edges of what is taken; across the page first. */
function cutsOf(area: Cells, taken: readonly Cells[]): readonly (readonly [Cells, Cells])[] {
  const foot = area.row + area.rows;
  const right = area.column + area.columns;
  const rows = new Set(taken.flatMap(({ row, rows: count }) => [row, row + count]));
  const columns = new Set(taken.flatMap(({ column, columns: count }) => [column, column + count]));
  return [
    ...[...rows]
      .filter((row) => row > area.row && row < foot)
      .map(
        (row) =>
          [
            { ...area, rows: row - area.row },
            { ...area, row, rows: foot - row },
          ] as const,
      ),
    ...[...columns]
      .filter((column) => column > area.column && column < right)
      .map(
        (column) =>
          [
            { ...area, columns: column - area.column },
            { ...area, column, columns: right - column },
          ] as const,
      ),
  ];
}

/**
 * Free rectangles with empty rows between one and the next under it. Of two that touch, the one beside a taken area gives
 * the rows, so that its stories begin or end with that area. `taken`: with their own gaps.
 */
export function keptApart(rectangles: readonly Cells[], taken: readonly Cells[], gapRows: number): readonly Cells[] {
  const cuts = rectangles.map(() => ({ head: 0, foot: 0 }));
  for (const [over, above] of rectangles.entries()) {
    const foot = above.row + above.rows;
    for (const [under, below] of rectangles.entries()) {
      const rows = gapRows - (below.row - foot);
      if (rows <= 0 || rows > gapRows || !sharesColumn(above, below)) continue;
      const part =
        taken.some(({ row }) => row === below.row) || !taken.some((one) => endOf(one) === foot) ? "head" : "foot";
      const cut = cuts[part === "head" ? under : over];
      if (cut !== undefined) cut[part] = Math.max(cut[part], rows);
    }
  }
  const rest = rectangles.map((cells, index) => {
    const { head, foot } = cuts[index] ?? { head: 0, foot: 0 };
    return { ...cells, row: cells.row + head, rows: cells.rows - head - foot };
  });
  return rest.filter(({ rows }) => rows >= LOWEST);
}

function endOf({ row, rows }: Cells): number {
  return row + rows;
}

/** A taken area with the empty rows that stand over and under it, where it does not end with the page. */
export function withGaps(taken: Cells, area: Cells, gapRows: number): Cells {
  const foot = area.row + area.rows;
  const from = taken.row - area.row <= gapRows ? area.row : taken.row - gapRows;
  const end = taken.row + taken.rows;
  const to = foot - end <= gapRows ? foot : end + gapRows;
  return { ...taken, row: from, rows: to - from };
}
