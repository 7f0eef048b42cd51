/**
 * A finished page as make-up rules see it: stories in whole columns and rows, read back from the scene, so that one rule
 * serves pages made up by the engine, by hand and from `layout` alike. Columns and rows count from 0; ends are exclusive.
 */
import { coveredColumns } from "../base/covered.js";
import { around, type Rect } from "../base/geometry.js";
import type { Len } from "../base/length.js";
import { headFaces, headSizes } from "../scene/head-sizes.js";
import type { Area, GlyphRun, SceneGrid, ScenePage } from "../scene/list.js";

export interface LaidCells {
  readonly column: number;
  readonly columns: number;
  readonly row: number;
  readonly rows: number;
}

/** One line of a leg: its row, and which text of the edition it shows. */
export interface LaidLine {
  readonly row: number;
  readonly role: GlyphRun["role"];
  readonly pointer: string;
  readonly text: string;
}

export interface LaidLeg extends LaidCells {
  /** From top to foot, one for each row that holds text. */
  readonly lines: readonly LaidLine[];
}

export interface LaidStory {
  readonly id: string;
  readonly head: LaidCells | undefined;
  /** Size of the headline; 0 without one. */
  readonly headSize: Len;
  /** The face of most of it; absent where nothing is set yet, or there is none. */
  readonly headFace?: string;
  readonly legs: readonly LaidLeg[];
  readonly photos: readonly LaidCells[];
  readonly boxes: readonly LaidCells[];
  /** The smallest rectangle that holds all of it. */
  readonly hull: LaidCells;
}

/** What the rules judge: a finished page, or one that is only thought of. */
export interface LaidPage {
  readonly columns: number;
  readonly rows: number;
  readonly leading: Len;
  /** In the order of importance, where `order` gave it; else as they are read. */
  readonly stories: readonly LaidStory[];
  /** Advertisements and notices. */
  readonly fixed: readonly LaidCells[];
}

/** A page read back from its scene. */
export interface ReadPage extends LaidPage {
  readonly number: number;
  /** Where cells stand on the page. */
  rectOf(cells: LaidCells): Rect;
}

/** Reads a page back from its scene. `order`: ids of its stories, the most important first. */
export function layPage(page: ScenePage, order: readonly string[] = []): ReadPage {
  const { grid } = page;
  const runs = runsOf(page);
  const rank = (id: string): number => (order.includes(id) ? order.indexOf(id) : order.length);
  const stories = groups(page.areas)
    .map((areas) => layStory(grid, areas, runs))
    .filter((story) => story !== undefined)
    .toSorted((a, b) => rank(a.id) - rank(b.id));
  return {
    number: page.number,
    columns: grid.columns.length,
    rows: grid.rows,
    leading: grid.leading,
    stories,
    fixed: page.fixed.map((rect) => cellsOf(grid, rect)),
    rectOf: (cells) => rectOf(grid, cells),
  };
}

/** A story's area opens it; what follows up to the next, boxes of related stories too, stands within. */
function groups(areas: readonly Area[]): readonly (readonly Area[])[] {
  const found: Area[][] = [];
  for (const area of areas) {
    if (area.kind === "story" || found.length === 0) found.push([]);
    found.at(-1)?.push(area);
  }
  return found;
}

function layStory(grid: SceneGrid, areas: readonly Area[], runs: Runs): LaidStory | undefined {
  const id = areas[0]?.article;
  // What stands within a box of a related story is none of the story's.
  const own = areas.filter(({ article, kind }) => article === id || kind === "box");
  const of = (kind: Area["kind"]): readonly LaidCells[] =>
    own.filter((area) => area.kind === kind).map(({ rect }) => cellsOf(grid, rect));
  const [photos, boxes] = [of("photo"), of("box")];
  const [head] = of("head");
  if (id === undefined) return undefined;
  const legs = columnsOfText(own).map((rect) => ({ ...cellsOf(grid, rect), lines: linesIn(rect, grid, id, runs) }));
  const face = runs.faces.get(id);
  const all = [...legs, ...photos, ...boxes, ...(head === undefined ? [] : [head])];
  if (all.length === 0) return undefined;
  return {
    id,
    head,
    headSize: head === undefined ? 0 : (runs.headlines.get(id) ?? 0),
    ...(face === undefined ? {} : { headFace: face }),
    legs,
    photos,
    boxes,
    hull: hullOf(all),
  };
}

/** Legs as a reader sees them: shorter lines beside a picture are of one column with those over and under them. */
function columnsOfText(areas: readonly Area[]): readonly Rect[] {
  const found: Rect[] = [];
  for (const { kind, rect, under } of areas) {
    if (kind !== "leg") continue;
    const over = found.at(-1);
    if (under === undefined || over === undefined) found.push(rect);
    else found[found.length - 1] = around([over, rect]) ?? rect;
  }
  return found;
}

interface Runs {
  readonly lines: readonly (LaidLine & { readonly x: Len; readonly article: string | undefined })[];
  readonly headlines: ReadonlyMap<string, Len>;
  readonly faces: ReadonlyMap<string, string>;
}

const LINES: ReadonlySet<string> = new Set([
  "body",
  "byline",
  "continuation",
  "dateline",
  "list",
  "note",
  "quote",
  "subhead",
  "table",
  "verse",
]);

function runsOf({ grid, items }: ScenePage): Runs {
  const lines: (LaidLine & { x: Len; article: string | undefined })[] = [];
  for (const item of items) {
    if (item.kind !== "glyphs" || item.annotation === true) continue;
    const { article, pointer } = item.source;
    if (!LINES.has(item.role)) continue;
    // The empty half of an opening mark at a line's start stands over the column's edge.
    const x = item.x + (item.offsets[0] ?? 0) + item.size / 2;
    const row = Math.floor((item.y - grid.top) / grid.leading);
    lines.push({ row, role: item.role, pointer, text: item.texts.join(""), article, x });
  }
  return { lines, headlines: headSizes(items), faces: headFaces(items) };
}

function linesIn(leg: Rect, grid: SceneGrid, id: string, { lines }: Runs): readonly LaidLine[] {
  const rows = new Map<number, LaidLine>();
  const first = Math.round((leg.y - grid.top) / grid.leading);
  const end = Math.round((leg.y + leg.height - grid.top) / grid.leading);
  for (const { article, x, ...line } of lines) {
    if (article !== id || line.row < first || line.row >= end || x < leg.x || x > leg.x + leg.width) continue;
    const known = rows.get(line.row);
    rows.set(line.row, known === undefined ? line : { ...line, text: known.text + line.text });
  }
  return [...rows.values()].toSorted((a, b) => a.row - b.row);
}

function cellsOf(grid: SceneGrid, rect: Rect): LaidCells {
  const row = Math.round((rect.y - grid.top) / grid.leading);
  return {
    ...coveredColumns(grid.columns, rect.x, rect.width),
    row,
    rows: Math.round((rect.y + rect.height - grid.top) / grid.leading) - row,
  };
}

function rectOf({ columns, top, leading }: SceneGrid, cells: LaidCells): Rect {
  const first = columns[cells.column];
  const last = columns[cells.column + cells.columns - 1];
  const x = first?.x ?? 0;
  const right = last === undefined ? x : last.x + last.width;
  return { x, y: top + cells.row * leading, width: right - x, height: cells.rows * leading };
}

export function hullOf(all: readonly LaidCells[]): LaidCells {
  let [column, row] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  let [right, foot] = [Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const one of all) {
    column = Math.min(column, one.column);
    row = Math.min(row, one.row);
    right = Math.max(right, rightOf(one));
    foot = Math.max(foot, footOf(one));
  }
  return { column, row, columns: right - column, rows: foot - row };
}

export function footOf({ row, rows }: LaidCells): number {
  return row + rows;
}

export function rightOf({ column, columns }: LaidCells): number {
  return column + columns;
}

/** Everything of a story that takes room. */
export function piecesOf({ head, legs, photos, boxes }: LaidStory): readonly LaidCells[] {
  return [...(head === undefined ? [] : [head]), ...legs, ...photos, ...boxes];
}

export function inColumn(cells: LaidCells, column: number): boolean {
  return cells.column <= column && column < rightOf(cells);
}

/** The rows of a column that a story reaches over, from its highest thing there to its lowest. */
export function reachIn(story: LaidStory, column: number): { readonly from: number; readonly to: number } | undefined {
  if (!inColumn(story.hull, column)) return undefined;
  let from = Number.POSITIVE_INFINITY;
  let to = Number.NEGATIVE_INFINITY;
  for (const cells of piecesOf(story)) {
    if (!inColumn(cells, column)) continue;
    from = Math.min(from, cells.row);
    to = Math.max(to, footOf(cells));
  }
  return from > to ? undefined : { from, to };
}
