/** Which rows of a column hold type or a picture, and which runs of rows hold neither: read off the painted page. */
import { around, sharedArea, type Rect } from "../base/geometry.js";
import type { Column, ScenePage } from "../scene/list.js";
import type { PaintedPage } from "./painted.js";

/** Text or a picture that takes less of a column's width than this leaves it white. */
const TAKES = 0.12;
/** Marks that hang over a column's edge, and rounding. */
const INKED = 0.01;
/** Of the page's white, runs of fewer rows do not count: leading round heads, rules between stories. */
const COUNTED_ROWS = 3;

/** White rows of one column; both count from 0. */
export interface Run {
  readonly column: number;
  readonly row: number;
  readonly rows: number;
}

export function whiteRuns(rows: readonly boolean[], column: number): readonly Run[] {
  const runs: Run[] = [];
  let from: number | undefined;
  for (let row = 0; row <= rows.length; row += 1) {
    if (row < rows.length && rows[row] === false) from ??= row;
    else if (from !== undefined) {
      if (row - from >= COUNTED_ROWS) runs.push({ column, row: from, rows: row - from });
      from = undefined;
    }
  }
  return runs;
}

/** By column and row of the page's grid: whether type or a picture stands there, so much that the row is not white. */
export function takenCells(painted: PaintedPage, page: ScenePage, columns: readonly Column[]): Cells {
  return cellsTaken(painted, page, columns, TAKES);
}

/** The same of any ink, however little. */
export function inkedCells(painted: PaintedPage, page: ScenePage, columns: readonly Column[]): Cells {
  return cellsTaken(painted, page, columns, INKED);
}

type Cells = readonly (readonly boolean[])[];

function cellsTaken({ paints }: PaintedPage, page: ScenePage, columns: readonly Column[], least: number): Cells {
  const { grid } = page;
  // Widths add up: the cells of a table are narrow, each by itself.
  const widths = columns.map(() => new Array<number>(grid.rows).fill(0));
  const take = (rect: Rect): void => {
    const from = Math.max(0, Math.floor((rect.y - grid.top) / grid.leading));
    const to = Math.min(grid.rows, Math.ceil((rect.y + rect.height - grid.top) / grid.leading));
    columns.forEach(({ x, width }, column) => {
      const shared = Math.min(rect.x + rect.width, x + width) - Math.max(rect.x, x);
      const own = widths[column];
      if (own === undefined || shared <= 0) return;
      for (let row = from; row < to; row += 1) own[row] = (own[row] ?? 0) + shared;
    });
  };
  for (const paint of paints) if (paint.kind !== "fill") take(paint.kind === "text" ? paint.hull : paint.rect);
  for (const rect of page.fixed) take(rect);
  for (const rect of headBands(paints, page)) take(rect);
  for (const rect of tableBands(paints, page)) take(rect);
  return columns.map(({ width }, column) => (widths[column] ?? []).map((own) => own >= least * width));
}

/** Parts of a table stand no further apart than this, in rows. */
const OF_ONE_TABLE = 2;

/** White between the cells of a table, and in empty ones, is its own: from its first rule or line to its last. */
function tableBands(paints: PaintedPage["paints"], { grid }: ScenePage): readonly Rect[] {
  const parts = paints.flatMap((paint): Rect[] => {
    if (paint.kind === "picture" || paint.role !== "table") return [];
    return [paint.kind === "text" ? paint.hull : paint.rect];
  });
  const bands: Rect[] = [];
  for (const part of parts.toSorted((a, b) => a.y - b.y)) {
    const near = bands.findIndex((band) => {
      const shares = part.x < band.x + band.width && band.x < part.x + part.width;
      return shares && part.y - band.y - band.height <= OF_ONE_TABLE * grid.leading;
    });
    const whole = around([part, ...(near < 0 ? [] : bands.splice(near, 1))]);
    if (whole !== undefined) bands.push(whole);
  }
  return bands;
}

/** Roles of the texts of a head block. */
export const HEAD_ROLES: ReadonlySet<string> = new Set(["label", "kicker", "headline", "deck", "byline"]);

/** Beside the lines of a head white is its own, over and under them it is not: from its first line to its last, as wide as its place. */
function headBands(paints: PaintedPage["paints"], { areas }: ScenePage): readonly Rect[] {
  const heads = new Map<string, Rect[]>();
  for (const paint of paints) {
    if (paint.kind !== "text" || paint.article === undefined || !HEAD_ROLES.has(paint.role)) continue;
    const known = heads.get(paint.article);
    if (known === undefined) heads.set(paint.article, [paint.hull]);
    else known.push(paint.hull);
  }
  return [...heads].flatMap(([article, hulls]) => {
    const places = areas.filter((area) => area.article === article && (area.kind === "head" || area.kind === "box"));
    return places.flatMap(({ rect }) => {
      const lines = around(hulls.filter((hull) => sharedArea(hull, rect) > 0));
      return lines === undefined ? [] : [{ ...rect, y: lines.y, height: lines.height }];
    });
  });
}
