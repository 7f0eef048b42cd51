/**
 * White holes: rows of a column that hold neither type nor a picture. Read off the painted page, so that white within a box,
 * under a story and round a head that is too small for its place all count, wherever it comes from.
 */
import { type CellRectangle, cellsInWords, freeRectangles } from "../base/free-rectangles.js";
import { areaOf, around, sharedArea, type Rect } from "../base/geometry.js";
import type { Area, SceneGrid, ScenePage } from "../scene/list.js";
import { paintedScene } from "./from-scene.js";
import type { PinnedParts } from "./head-white.js";
import type { Fault, PaintedPage } from "./painted.js";
import { inkedCells, type Run, takenCells, whiteRuns } from "./white-rows.js";

/** Shorter runs of white rows are leading, gaps between stories, air round heads. */
const LEAST_ROWS = 4;

/** Rectangles that a message names. */
const NAMED = 4;

/** A hole is told already where so much of it lies in another. */
const SAME_HOLE = 0.5;

/** What of a page may stay white. */
export interface WhiteBounds {
  /** Rows of one column, together. */
  readonly whiteRows: number;
  /** Of the whole page, counting what is white for three rows and more, from 0 to 1. */
  readonly whitePart: number;
}

/** Rows of columns of a page that are white, and whether that is more than its bounds let be. */
export function pageWhite(page: ScenePage): { readonly cells: number; readonly isTooMuch: boolean } {
  const { cells, isMost, tall } = measured(paintedScene(page), page, page.bounds);
  return { cells, isTooMuch: isMost || tall.length > 0 };
}

function measured(painted: PaintedPage, page: ScenePage, { whiteRows, whitePart }: WhiteBounds) {
  const { grid } = page;
  const taken = takenCells(painted, page, grid.columns);
  const runs = taken.flatMap((rows, column) => whiteRuns(rows, column));
  const cells = runs.reduce((sum, { rows }) => sum + rows, 0);
  const all = holesOf(runs);
  const tall = all.filter(({ tallest }) => tallest > whiteRows);
  return { runs, cells, all, tall, isMost: cells > whitePart * grid.columns.length * grid.rows };
}

/** Text that finds no room on a page which has white all the same. */
export interface WithoutRoom {
  readonly characters: number;
  /** Whether stories with such text have places in the page's `layout`, and whether others have. */
  readonly inLayout: boolean;
  readonly isFree: boolean;
}

export function whiteFaults(
  painted: PaintedPage,
  page: ScenePage,
  bounds: WhiteBounds,
  overset: WithoutRoom,
  pinned: ReadonlyMap<string, PinnedParts>,
): readonly Fault[] {
  const { grid } = page;
  const { cells, tall, all, isMost } = measured(painted, page, bounds);
  const { whiteRows } = bounds;
  const total = grid.columns.length * grid.rows;
  const perColumn = Math.round((grid.columns[0]?.width ?? 0) / grid.em);
  const inked = inkedCells(painted, page, grid.columns);
  if (isMost) {
    const named = rectanglesOf(
      all.flatMap((hole) => hole.runs),
      inked,
    );
    const others = Math.round((cells - sumOf(named)) / grid.columns.length);
    return [
      {
        ...blank,
        code: "white-page",
        message: `${Math.round((100 * cells) / total)} % of the page are white${whereIn(named, others)}`,
        hint:
          overset.characters > 0
            ? elsewhere(page, overset)
            : `it wants about ${round(cells * perColumn)} characters more${advertised(page, inked)}`,
        box: around(named.map((one) => rectOf(grid, one))),
      },
    ];
  }
  const own = tall.flatMap((hole): Fault[] => {
    const named = rectanglesOf(hole.runs, inked);
    const [first] = named;
    // Rows that hold a figure or a short word each are none that a reader sees as white.
    if (first === undefined) return [];
    const box = rectOf(grid, first);
    const fault = {
      ...blank,
      code: "white-hole",
      message: `${named.map(cellsInWords).join(" and ")} are white`,
      hint:
        overset.characters > 0
          ? elsewhere(page, overset)
          : (ofHead(page, box, pinned) ??
            `the hole holds about ${round(hole.cells * perColumn)} characters: add text${toStory(page, box)}, or enlarge a picture${advertised(page, inked, box)}`),
      box,
    };
    return [fault];
  });
  const others = page.areas.flatMap((area) => ownHoles(painted, page, area, whiteRows));
  // A hole that shows in the page's columns too is told with these.
  const white = tall.flatMap((hole) => hole.runs.map((run) => rectOf(grid, { ...run, columns: 1 })));
  const isOther = ({ box }: Fault): boolean => {
    if (box === undefined) return false;
    return white.reduce((told, rect) => told + sharedArea(rect, box), 0) < SAME_HOLE * areaOf(box);
  };
  return [...own, ...others.filter(isOther)];
}

/** Of a page with both white and text without room: nothing is missing but a better make-up. */
function elsewhere({ fixed }: ScenePage, { characters, inLayout, isFree }: WithoutRoom): string {
  const text = `${characters} ${characters === 1 ? "character finds" : "characters find"} no room on this page all the same`;
  const cures = [
    ...(inLayout ? ["give their stories more rows or columns in `layout`"] : []),
    ...(isFree ? ["place stories in `layout`, or ask for other `columns` in their `makeup`"] : []),
  ];
  const cure = cures.length === 0 ? "see what is told of each story without room" : cures.join("; ");
  return fixed.length === 0 ? `${text}: ${cure}` : `${text}: move the advertisements or notices to the foot, ${cure}`;
}

/** Holes in columns of a box's or a story's own, which lie across those of the page. */
function ownHoles(
  painted: PaintedPage,
  page: ScenePage,
  { article, columns = [], rect, kind }: Area,
  whiteRows: number,
): readonly Fault[] {
  const { grid } = page;
  const from = Math.max(0, Math.round((rect.y - grid.top) / grid.leading));
  const to = Math.round((rect.y + rect.height - grid.top) / grid.leading);
  const taken = columns.length === 0 ? [] : takenCells(painted, page, columns);
  const runs = taken.flatMap((rows, column) => whiteRuns(rows.slice(from, to), column));
  return runs.flatMap(({ column, row, rows }): Fault[] => {
    const own = columns[column];
    if (own === undefined || rows <= whiteRows) return [];
    const characters = rows * Math.round(own.width / grid.em);
    const place = cellsInWords({ column, columns: 1, row: from + row, rows });
    return [
      {
        ...blank,
        code: "white-hole",
        message: `${place} of the ${columns.length} of the ${kind} are white`,
        hint: `the hole holds about ${round(characters)} characters: add text, ask for a larger or a lower picture, or fewer columns`,
        box: { ...own, y: grid.top + (from + row) * grid.leading, height: rows * grid.leading },
        article,
      },
    ];
  });
}

/** Advice for white that lies in the place of a head: text does not come there. */
function ofHead({ areas }: ScenePage, hole: Rect, pinned: ReadonlyMap<string, PinnedParts>): string | undefined {
  const head = areas.find(({ kind, rect }) => kind === "head" && sharedArea(rect, hole) >= SAME_HOLE * areaOf(hole));
  if (head === undefined) return undefined;
  const place = pinned.get(head.article);
  const cure =
    place === undefined
      ? "or ask for other `columns` in the `makeup` of the story"
      : place.headColumns === undefined
        ? "or give the story other rows or columns in `layout`"
        : "or fewer rows or columns in `layout`";
  return `it is the place of the head of ${head.article}: give that a larger \`size\` or more words, ${cure}`;
}

/** The story in whose place most of a hole lies, or that ends over it: its text would fill it. */
function toStory({ areas }: ScenePage, hole: Rect): string {
  const stories = areas.filter(({ kind }) => kind === "story");
  const own = stories.map(({ article, rect, without = [] }) => {
    const taken = without.reduce((sum, cut) => sum + sharedArea(cut, hole), 0);
    return { article, shared: sharedArea(rect, hole) - taken };
  });
  const [most] = own.toSorted((a, b) => b.shared - a.shared);
  if (most !== undefined && most.shared > 0) return ` to ${most.article}`;
  const over = stories.filter(
    ({ rect }) => rect.y < hole.y && rect.x < hole.x + hole.width && hole.x < rect.x + rect.width,
  );
  const [last] = over.toSorted((a, b) => b.rect.y + b.rect.height - a.rect.y - a.rect.height);
  return last === undefined ? "" : ` to ${last.article}, which ends over it`;
}

function sumOf(rectangles: readonly CellRectangle[]): number {
  return rectangles.reduce((sum, { rows, columns }) => sum + rows * columns, 0);
}

/** The largest rectangles of white rows in which no ink stands at all: a short line at a paragraph's end leaves its row white. */
function rectanglesOf(runs: readonly Run[], inked: Cells): readonly CellRectangle[] {
  const free = inked.map((rows) => rows.map(() => false));
  for (const { column, row, rows } of runs) free[column]?.fill(true, row, row + rows);
  return freeRectangles(lessTaken(free, inked), { least: LEAST_ROWS, most: NAMED });
}

type Cells = readonly (readonly boolean[])[];

function lessTaken(free: Cells, taken: Cells): boolean[][] {
  return free.map((rows, column) => rows.map((is, row) => is && taken[column]?.[row] !== true));
}

/**
 * Where an advertisement has room without a story giving way: a row from what stands on the page, and out of the places of stories,
 * which may be pinned. `within`: of a hole.
 */
function advertised(page: ScenePage, inked: Cells, within?: Rect): string {
  const { grid, areas, fixed } = page;
  const blocked = [...fixed, ...areas.filter(({ kind }) => kind === "story").map(({ rect }) => rect)];
  const free = inked.map((rows, column) =>
    rows.map((_, row) => {
      const cell = rectOf(grid, { column, columns: 1, row: row - 1, rows: 3 });
      const own = rectOf(grid, { column, columns: 1, row, rows: 1 });
      const isInked = [row - 1, row, row + 1].some((near) => rows[near] === true);
      const isThere = within === undefined || sharedArea(own, within) > 0;
      return isThere && !isInked && !blocked.some((rect) => sharedArea(rect, cell) > 0);
    }),
  );
  const [place] = freeRectangles(free, { least: LEAST_ROWS, most: 1 });
  return place === undefined ? "" : `, or an advertisement in ${cellsInWords(place)}`;
}

/** Where the white of a page lies; `others`: rows of the whole page that make up what is in none of the rectangles. */
function whereIn(rectangles: readonly CellRectangle[], others: number): string {
  const scattered =
    others <= 0 ? [] : [`${others} ${others === 1 ? "row" : "rows"} of the page in smaller pieces, as round heads`];
  const named = rectangles.map(cellsInWords).join("; ");
  const all = [...(named === "" ? [] : [named]), ...scattered];
  return all.length === 0 ? "" : `: ${all.join(", and ")}`;
}

const blank = { severity: "error" as const, article: undefined, pointer: undefined };

function round(characters: number): number {
  return characters > 100 ? Math.round(characters / 10) * 10 : characters;
}

/** White rows of neighbouring columns. */
interface Hole {
  /** Rows of single columns that it holds. */
  readonly cells: number;
  /** The most white rows of one of its columns. */
  readonly tallest: number;
  readonly runs: readonly Run[];
}

function holesOf(white: readonly Run[]): readonly Hole[] {
  const holes: Run[][] = [];
  for (const run of white) {
    if (run.rows < LEAST_ROWS) continue;
    const beside = holes.find((hole) => hole.some((other) => meet(other, run)));
    if (beside === undefined) holes.push([run]);
    else beside.push(run);
  }
  return holes.map((hole) => ({
    runs: hole,
    cells: hole.reduce((sum, { rows }) => sum + rows, 0),
    tallest: Math.max(...hole.map(({ rows }) => rows)),
  }));
}

function meet(a: Run, b: Run): boolean {
  const shared = Math.min(a.row + a.rows, b.row + b.rows) - Math.max(a.row, b.row);
  return Math.abs(a.column - b.column) === 1 && shared * 2 >= Math.max(a.rows, b.rows);
}

function rectOf(grid: SceneGrid, { column, columns, row, rows }: CellRectangle): Rect {
  const [first, last] = [grid.columns[column], grid.columns[column + columns - 1]];
  const x = first?.x ?? 0;
  return {
    x,
    y: grid.top + row * grid.leading,
    width: (last?.x ?? x) + (last?.width ?? 0) - x,
    height: rows * grid.leading,
  };
}
