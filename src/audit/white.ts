/**
 * White holes: rows of a column that hold neither type nor a picture. Read off the painted page, so that white within a box,
 * under a story and round a head that is too small for its place all count, wherever it comes from.
 */
import { around, sharedArea, type Rect } from "../base/geometry.js";
import type { SceneGrid, ScenePage } from "../scene/list.js";
import type { Fault, PaintedPage } from "./painted.js";

/** Text or a picture that takes less of a column's width than this leaves it white. */
const TAKES = 0.12;
/** Shorter runs of white rows are leading, gaps between stories, air round heads. */
const LEAST_ROWS = 4;
/** Of the page's white, runs of fewer rows do not count: leading round heads, rules between stories. */
const COUNTED_ROWS = 3;

/** White rows of neighbouring columns; columns and rows count from 0. */
export interface Hole {
  readonly column: number;
  readonly columns: number;
  readonly row: number;
  readonly rows: number;
  /** Rows of single columns that it holds. */
  readonly cells: number;
}

/** What of a page may stay white. */
export interface WhiteBounds {
  /** Rows of one column, together. */
  readonly whiteRows: number;
  /** Of the whole page, counting what is white for three rows and more, from 0 to 1. */
  readonly whitePart: number;
}

export function whiteFaults(
  painted: PaintedPage,
  page: ScenePage,
  { whiteRows, whitePart }: WhiteBounds,
): readonly Fault[] {
  const { grid } = page;
  const taken = takenCells(painted, page);
  const white = taken.flatMap((rows, column) => whiteRuns(rows, column));
  const cells = white.reduce((sum, { rows }) => sum + rows, 0);
  const total = grid.columns.length * grid.rows;
  const perColumn = Math.round((grid.columns[0]?.width ?? 0) / grid.em);
  const all = holesOf(white);
  const tall = all.filter(({ tallest }) => tallest > whiteRows);
  const holes = tall.length === 0 && cells > whitePart * total ? all : tall;
  if (cells > whitePart * total) {
    const inRows = (count: number): number => Math.round(count / grid.columns.length);
    const rows = inRows(cells);
    return [
      {
        ...blank,
        code: "white-page",
        message: `${Math.round((100 * cells) / total)} % of the page are white${whereIn(holes, inRows(cells - sumOf(holes)))}`,
        hint: `it wants about ${round(cells * perColumn)} characters more, or advertisements of ${rows} rows over all columns`,
        box: around(
          (holes.length === 0 ? white.map((run) => ({ ...run, columns: 1 })) : holes).map((hole) => rectOf(grid, hole)),
        ),
      },
    ];
  }
  return holes.map((hole) => ({
    ...blank,
    code: "white-hole",
    message: `${inWords(hole)} are white`,
    hint: `the hole holds about ${round(hole.cells * perColumn)} characters: add text, enlarge a picture, or put an advertisement there`,
    box: rectOf(grid, hole),
  }));
}

/** Cells of the rectangles that a message names: what of them is not white is left out of what it says of the rest. */
function sumOf(holes: readonly Hole[]): number {
  return holes.reduce((sum, { rows, columns }) => sum + rows * columns, 0);
}

/** Where the white of a page lies; `others`: rows of the whole page that make up what is in none of the holes. */
function whereIn(holes: readonly Hole[], others: number): string {
  const scattered = others <= 0 ? [] : [`${others} ${others === 1 ? "row" : "rows"} in shorter runs, as round heads`];
  const named = holes.map(inWords).join("; ");
  const all = [...(named === "" ? [] : [named]), ...scattered];
  return all.length === 0 ? "" : `: ${all.join(", and ")}`;
}

const blank = { severity: "error" as const, article: undefined, pointer: undefined };

function round(characters: number): number {
  return characters > 100 ? Math.round(characters / 10) * 10 : characters;
}

function inWords({ column, columns, row, rows }: Hole): string {
  const range = (name: string, from: number, count: number): string =>
    count === 1 ? `${name} ${from + 1}` : `${name}s ${from + 1}–${from + count}`;
  return `${range("row", row, rows)} of ${range("column", column, columns)}`;
}

interface MeasuredHole extends Hole {
  /** The most white rows of one of its columns. */
  readonly tallest: number;
}

interface Run {
  readonly column: number;
  readonly row: number;
  readonly rows: number;
}

function holesOf(white: readonly Run[]): readonly MeasuredHole[] {
  const holes: Run[][] = [];
  for (const run of white) {
    if (run.rows < LEAST_ROWS) continue;
    const beside = holes.find((hole) => hole.some((other) => meet(other, run)));
    if (beside === undefined) holes.push([run]);
    else beside.push(run);
  }
  return holes.map((hole) => {
    const [column, row] = [Math.min(...hole.map((run) => run.column)), Math.min(...hole.map((run) => run.row))];
    return {
      column,
      columns: Math.max(...hole.map((run) => run.column)) - column + 1,
      row,
      rows: Math.max(...hole.map((run) => run.row + run.rows)) - row,
      cells: hole.reduce((sum, { rows }) => sum + rows, 0),
      tallest: Math.max(...hole.map(({ rows }) => rows)),
    };
  });
}

function meet(a: Run, b: Run): boolean {
  const shared = Math.min(a.row + a.rows, b.row + b.rows) - Math.max(a.row, b.row);
  return Math.abs(a.column - b.column) === 1 && shared * 2 >= Math.min(a.rows, b.rows);
}

function whiteRuns(rows: readonly boolean[], column: number): readonly Run[] {
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

/** By column and row: whether type or a picture stands there. */
function takenCells({ paints }: PaintedPage, page: ScenePage): readonly (readonly boolean[])[] {
  const { grid } = page;
  // Widths add up: the cells of a table are narrow, each by itself.
  const widths = grid.columns.map(() => new Array<number>(grid.rows).fill(0));
  const take = (rect: Rect): void => {
    const from = Math.max(0, Math.floor((rect.y - grid.top) / grid.leading));
    const to = Math.min(grid.rows, Math.ceil((rect.y + rect.height - grid.top) / grid.leading));
    grid.columns.forEach(({ x, width }, column) => {
      const shared = Math.min(rect.x + rect.width, x + width) - Math.max(rect.x, x);
      const own = widths[column];
      if (own === undefined || shared <= 0) return;
      for (let row = from; row < to; row += 1) own[row] = (own[row] ?? 0) + shared;
    });
  };
  for (const paint of paints) if (paint.kind !== "fill") take(paint.kind === "text" ? paint.hull : paint.rect);
  for (const rect of page.fixed) take(rect);
  for (const { kind, rect } of page.areas) if (kind === "photo") take(rect);
  for (const rect of headBands(paints, page)) take(rect);
  return grid.columns.map(({ width }, column) => (widths[column] ?? []).map((own) => own >= TAKES * width));
}

const HEADS: ReadonlySet<string> = new Set(["label", "kicker", "headline", "deck", "byline"]);

/** Beside the lines of a head white is its own, over and under them it is not: from its first line to its last, as wide as its place. */
function headBands(paints: PaintedPage["paints"], { areas }: ScenePage): readonly Rect[] {
  const heads = new Map<string, Rect[]>();
  for (const paint of paints) {
    if (paint.kind !== "text" || paint.article === undefined || !HEADS.has(paint.role)) continue;
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

function rectOf(grid: SceneGrid, { column, columns, row, rows }: Omit<Hole, "cells">): Rect {
  const [first, last] = [grid.columns[column], grid.columns[column + columns - 1]];
  const x = first?.x ?? 0;
  return {
    x,
    y: grid.top + row * grid.leading,
    width: (last?.x ?? x) + (last?.width ?? 0) - x,
    height: rows * grid.leading,
  };
}
