/**
 * How a table stands at a measure: the size of its type, the widths of its columns, the rows of the grid that each of its rows
 * takes. Names are parted, and type is set smaller, before anything else gives; figures and words never part.
 */
import type { Len } from "../base/length.js";
import type { Table } from "../edition/model.js";
import {
  type CellLine,
  isInManyLines,
  isLoneLine,
  isPartedName,
  linesOfPart,
  partsWord,
  type PreparedCell,
  SHORT_TEXT,
} from "./table-cells.js";
import { columnWidths, type Hold, neededWidth, type Room, type Widths } from "./table-widths.js";

/** White at both sides of a cell's text, in em of its type; and the least, before a word parts: two cells stay 0.44 em apart. */
const CELL_PADDING = 0.3;
const LEAST_PADDING = 0.22;
/** Type is set smaller in steps of this part of its size. */
const STEP = 0.05;
/** Down to this part of their size names are rather set smaller than parted. */
const LEAST_WHOLE = 0.85;
/** Where even the least size is too wide, each further step takes so much, until it fits: nothing is broken or overprinted. */
const FURTHER = 0.9;
/** The same for tables of more cells than these, all of which are shaped again for each size. */
const MANY_CELLS = 1_000;
const FURTHER_OF_MANY = 0.75;
const SMALLEST = 0.02;
/** Half ems that a table may need beyond its longest words, so that no character stands alone. */
const MOST_TRIES = 80;

/** Prepares all cells of the table at a part of their size. */
export type CellsAt = (factor: number) => readonly PreparedCell[];

export interface TableShape extends Widths {
  readonly cells: readonly PreparedCell[];
  readonly padding: Len;
  /** First grid row of each table row, and the total last. */
  readonly tops: readonly number[];
  /** By the order of cells. */
  readonly lines: readonly (readonly CellLine[])[];
  /** Part of its size that its type has. */
  readonly factor: number;
  readonly hold: Hold;
  /** Its type is smaller than the template allows: the table does not fit. */
  readonly tooSmall: boolean;
  /** Its type or its white is small, for it has too little room: it would be better in more columns of its story. */
  readonly isStrained: boolean;
}

export interface SizeBounds {
  /** The em of the page's grid. */
  readonly em: Len;
  /** The part of its size that its type has at least. */
  readonly least: number;
}

interface Way {
  readonly hold: Hold;
  /** The part of its size down to which its type may fall so; never under the template's least. */
  readonly down: number;
  readonly padding: number;
}

/** How a table gives way where it has too little room, what a reader minds least first. Words part in the last two alone. */
const WAYS: readonly Way[] = [
  { hold: "whole", down: LEAST_WHOLE, padding: CELL_PADDING },
  { hold: "spaced", down: LEAST_WHOLE, padding: CELL_PADDING },
  { hold: "lines", down: 0, padding: CELL_PADDING },
  { hold: "spaced", down: 0, padding: CELL_PADDING },
  { hold: "lines", down: 0, padding: LEAST_PADDING },
  { hold: "parted", down: 0, padding: CELL_PADDING },
  { hold: "narrow", down: 0, padding: CELL_PADDING },
  { hold: "narrow", down: 0, padding: LEAST_PADDING },
];

/**
 * The table in a size that the template allows: the first way that leaves no word and no name in scraps, else the one that
 * leaves the fewest; undefined where it fits in none.
 */
export function fittingShape(table: Table, cellsAt: CellsAt, measure: Len, bounds: SizeBounds): TableShape | undefined {
  let best: { readonly shape: TableShape; readonly scraps: Scraps } | undefined;
  for (const { hold, down, padding } of WAYS) {
    const sized: Sizing = { table, cellsAt, measure, bounds, padding };
    const shape = largest(sized, hold, Math.max(bounds.least, down));
    if (shape === undefined) continue;
    const scraps = scrapsIn(table, shape, bounds);
    if (scraps.all === 0) return shape;
    if (best === undefined || isFewer(scraps, best.scraps)) best = { shape, scraps };
  }
  return best?.shape;
}

function isFewer(one: Scraps, other: Scraps): boolean {
  return one.words === other.words ? one.all < other.all : one.words < other.words;
}

/** The table that does not fit, smaller than the template allows. Many sizes are tried: ask only where it has to stand so. */
export function tooSmallShape(table: Table, cellsAt: CellsAt, measure: Len, bounds: SizeBounds): TableShape {
  return smaller({ table, cellsAt, measure, bounds, padding: CELL_PADDING });
}

interface Sizing {
  readonly table: Table;
  readonly cellsAt: CellsAt;
  readonly measure: Len;
  readonly bounds: SizeBounds;
  /** White at both sides of a cell's text, in em of its type. */
  readonly padding: number;
}

/** The table in one size; undefined where its cells have no room, or leave characters alone on their lines. */
function shapeAt(
  { table, cellsAt, measure, bounds, padding }: Sizing,
  factor: number,
  hold: Hold,
): TableShape | undefined {
  const cells = cellsAt(factor);
  const room = roomAt(measure, bounds.em, factor, padding);
  const widths = columnWidths(table, cells, hold, room);
  if (widths === undefined) return undefined;
  const shape = shaped(table, cells, { hold, factor, room, widths, least: bounds.least });
  return shape.lines.flat().some(isLoneLine) ? undefined : shape;
}

/** In the largest size down to a part of it. Widths grow with the size, nearly: the first try is that of arithmetic. */
function largest(sizing: Sizing, hold: Hold, down: number): TableShape | undefined {
  const full = shapeAt(sizing, 1, hold);
  if (full !== undefined || down >= 1) return full;
  const { table, cellsAt, measure, bounds, padding } = sizing;
  const fits = measure / neededWidth(table, cellsAt(1), hold, roomAt(measure, bounds.em, 1, padding));
  const steps = Math.max(1, Math.ceil((1 - fits) / STEP));
  for (let step = steps; 1 - step * STEP > down - STEP; step += 1) {
    const found = shapeAt(sizing, Math.max(down, 1 - step * STEP), hold);
    if (found !== undefined) return found;
  }
  return undefined;
}

function smaller(sizing: Sizing): TableShape {
  const { table, cellsAt, measure, bounds } = sizing;
  const needed = neededWidth(table, cellsAt(bounds.least), "narrow", roomAt(measure, bounds.em, bounds.least));
  const step = table.cells.length > MANY_CELLS ? FURTHER_OF_MANY : FURTHER;
  // The same steps at all measures: a long table in so many sizes of its own for each takes a gigabyte.
  let first = bounds.least * step;
  while (first > (bounds.least * measure) / needed && first > SMALLEST) first *= step;
  for (let factor = first; factor > SMALLEST; factor *= step) {
    const found = shapeAt(sizing, factor, "narrow");
    if (found !== undefined) return found;
  }
  const even = table.columns.map((_, column) => Math.round((column * measure) / table.columns.length));
  return shaped(table, cellsAt(SMALLEST), {
    hold: "narrow",
    factor: SMALLEST,
    room: roomAt(measure, bounds.em, SMALLEST),
    widths: { edges: [...even, measure], widened: [], narrowed: [] },
    least: bounds.least,
  });
}

/** What reads badly in a table that is too narrow, in cells. */
export interface Scraps {
  /** Cells in which a line ends inside a word. */
  readonly words: number;
  /** All cells with a parted word, a name in several lines, or short text in many. */
  readonly all: number;
}

export function scrapsIn(table: Table, { cells, lines, factor }: TableShape, { em }: SizeBounds): Scraps {
  const own = em * factor;
  const texts = cells.filter(({ natural }) => natural > SHORT_TEXT * own);
  const textRows = new Set(texts.map(({ cell }) => cell.row));
  const scraps = { words: 0, all: 0 };
  cells.forEach((cell, index) => {
    const set = lines[index] ?? [];
    const isParted = partsWord(set, own);
    if (isParted) scraps.words += 1;
    if (isParted || isInManyLines(set, own) || isPartedName(table, cell, set, { em: own, textRows })) scraps.all += 1;
  });
  return scraps;
}

/** The width that a table needs in its least size, to half an em. */
export function leastWidth(table: Table, cellsAt: CellsAt, bounds: SizeBounds): Len {
  const { em, least } = bounds;
  let measure = neededWidth(table, cellsAt(least), "narrow", roomAt(0, em, least));
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    if (shapeAt({ table, cellsAt, measure, bounds, padding: CELL_PADDING }, least, "narrow") !== undefined) break;
    measure += em / 2;
  }
  return measure;
}

/** Its width in full size with nothing parted. */
export function ownWidth(table: Table, cellsAt: CellsAt, { em }: SizeBounds): Len {
  return neededWidth(table, cellsAt(1), "whole", roomAt(0, em, 1));
}

function roomAt(measure: Len, em: Len, factor: number, padding = CELL_PADDING): Room {
  const own = em * factor;
  return { measure, em: own, padding: Math.round(padding * own) };
}

interface Sized {
  readonly hold: Hold;
  readonly factor: number;
  readonly room: Room;
  readonly widths: Widths;
  readonly least: number;
}

function shaped(table: Table, cells: readonly PreparedCell[], sized: Sized): TableShape {
  const { hold, factor, room, widths, least } = sized;
  const { edges } = widths;
  const lines = cells.map(({ cell, parts, after }) => {
    const width = (edges[cell.column + cell.columns] ?? 0) - (edges[cell.column] ?? 0) - 2 * room.padding - after;
    return parts.flatMap((part) => linesOfPart(part, Math.max(1, width), room.em));
  });
  const tooSmall = factor < least;
  const isStrained = factor < LEAST_WHOLE || room.padding < Math.round(CELL_PADDING * room.em);
  return {
    ...widths,
    cells,
    padding: room.padding,
    lines,
    tops: rowTops(table, lines),
    factor,
    hold,
    tooSmall,
    isStrained,
  };
}

/** Readings over the first line of a cell would meet the rule over its row: all cells of that row begin a row lower. */
export function rowsOverText(table: Table, row: number): number {
  const known = readRows.get(table) ?? rowsWithReadings(table);
  readRows.set(table, known);
  return known.has(row) ? 1 : 0;
}

/** Asked for with every cell, and a table has thousands. */
const readRows = new WeakMap<Table, ReadonlySet<number>>();

function rowsWithReadings({ cells }: Table): ReadonlySet<number> {
  const read = cells.filter(({ inlines }) => inlines.some(({ ruby }) => ruby !== undefined));
  return new Set(read.map(({ row }) => row));
}

/** A row is as tall as its tallest cell; what a cell over several rows needs beyond them goes to the last. */
function rowTops(table: Table, lines: readonly (readonly CellLine[])[]): readonly number[] {
  const heights = Array.from({ length: table.rows }, () => 1);
  const { cells } = table;
  const order = cells.map((_, i) => i).toSorted((a, b) => (cells[a]?.rows ?? 0) - (cells[b]?.rows ?? 0));
  for (const i of order) {
    const cell = cells[i];
    if (cell === undefined) continue;
    const has = heights.slice(cell.row, cell.row + cell.rows).reduce((sum, rows) => sum + rows, 0);
    const last = cell.row + cell.rows - 1;
    const needs = (lines[i]?.length ?? 0) + rowsOverText(table, cell.row);
    heights[last] = (heights[last] ?? 1) + Math.max(0, needs - has);
  }
  let top = 0;
  return [0, ...heights.map((rows) => (top += rows))];
}
