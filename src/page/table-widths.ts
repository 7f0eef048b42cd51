/**
 * Widths of a table's columns: each holds what may not break in it, and what is left over is shared. Columns that overlap are
 * impossible: where the cells need more than there is, there are no widths.
 */
import type { Len } from "../base/length.js";
import type { Table } from "../edition/model.js";
import { NAME_EMS, type PreparedCell } from "./table-cells.js";

/** How much of its text a cell keeps together, the most first. */
export type Hold = "whole" | "spaced" | "lines" | "parted" | "narrow";

/** Longer text than a name takes at least this part of its length. */
const LEAST_PART = 1 / 3;
/** Parted text stands in lines of so many em at least: in the narrowest, an even number of characters stands in pairs. */
const PARTED_EMS = 3;
const PAIR_EMS = 2;
/** Rounding of edges takes a unit at most on either side. */
const ROUNDING: Len = 2;

export interface Room {
  readonly measure: Len;
  /** The em of the table's type, and white at both sides of a cell's text. */
  readonly em: Len;
  readonly padding: Len;
}

export interface Widths {
  /** Left edge of each column from the table's, and the measure last. */
  readonly edges: readonly Len[];
  /** Columns that are wider than they say, and those that are narrower by more than a character. */
  readonly widened: readonly number[];
  readonly narrowed: readonly number[];
}

/** What all columns need together. */
export function neededWidth(table: Table, cells: readonly PreparedCell[], hold: Hold, room: Room): Len {
  return sumOf(needs(table, cells, hold, room));
}

/** The widths in which every cell holds so much of its text; undefined where there is no room for that. */
export function columnWidths(table: Table, cells: readonly PreparedCell[], hold: Hold, room: Room): Widths | undefined {
  const need = needs(table, cells, hold, room);
  const { measure, em, padding } = room;
  if (sumOf(need) > measure) return undefined;
  const wanted = table.columns.map(({ width }, i) =>
    width === undefined ? (need[i] ?? 0) : Math.max(need[i] ?? 0, width * em + 2 * padding),
  );
  const fixed = shared(need, wanted, measure);
  const around = 2 * padding + ROUNDING;
  const natural = widened(table, cells, fixed, { open: (cell) => cell.natural + cell.after + around, fixed: () => 0 });
  const widths = filled(table, shared(fixed, natural, measure), measure);
  const isAsked = (column: number): boolean => table.columns[column]?.width !== undefined;
  const asked = table.columns.map((_, column) => column).filter(isAsked);
  const askedWidth = (column: number): Len => (table.columns[column]?.width ?? 0) * em + 2 * padding;
  let edge = 0;
  return {
    edges: [0, ...widths.slice(0, -1).map((width) => Math.round((edge += width))), measure],
    widened: asked.filter((column) => (need[column] ?? 0) > askedWidth(column) + ROUNDING),
    narrowed: asked.filter((column) => (fixed[column] ?? 0) < askedWidth(column) - em),
  };
}

/** The least width of each column. Columns that say their width need no more than that, or than their longest word or figure. */
function needs(table: Table, cells: readonly PreparedCell[], hold: Hold, { padding, em }: Room): readonly Len[] {
  const none = table.columns.map(() => 0);
  const around = 2 * padding + ROUNDING;
  const askedOf = ({ cell }: PreparedCell): Len =>
    sumOf(table.columns.slice(cell.column, cell.column + cell.columns).map(({ width = 0 }) => width * em));
  const own = widened(table, cells, none, {
    open: (cell) => held(cell, hold, em) + cell.after + around,
    fixed: (cell) =>
      Math.max(held(cell, "narrow", em), Math.min(held(cell, hold, em), askedOf(cell))) + cell.after + around,
  });
  if (hold !== "whole") return own;
  return own.map((width, column) => Math.max(width, figureWidth(cells, column) + around));
}

/** Width of a column's figures, one under the other; 0 where they do not line up. */
function figureWidth(cells: readonly PreparedCell[], column: number): Len {
  const { before, after } = figureParts(cells, column);
  const white = Math.max(
    0,
    ...cells.map((one) => (one.cell.column === column && one.figure !== undefined ? one.after : 0)),
  );
  return before + after + white;
}

export function figureParts(
  cells: readonly PreparedCell[],
  column: number,
): { readonly before: Len; readonly after: Len } {
  const figures = cells.flatMap(({ cell, figure }) => (cell.column === column && figure !== undefined ? [figure] : []));
  return {
    before: Math.max(0, ...figures.map((figure) => figure.before)),
    after: Math.max(0, ...figures.map((figure) => figure.after)),
  };
}

/** `spaced`: names part at spaces alone; `lines`: short text between words, in few lines. Words part only where nothing else is left. */
function held({ natural, piece, word, spaced, inLines, letters }: PreparedCell, hold: Hold, em: Len): Len {
  if (hold === "whole" && natural <= NAME_EMS * em) return natural;
  if (hold === "whole") return Math.max(word, NAME_EMS * em, natural * LEAST_PART);
  if (hold === "spaced" && spaced <= NAME_EMS * em) return Math.max(spaced, inLines);
  if (hold === "spaced" || hold === "lines") return Math.max(word, inLines, Math.min(natural, PARTED_EMS * em));
  if (hold === "parted") return Math.max(word, Math.min(natural, PARTED_EMS * em));
  const least = letters % 2 === 1 ? PARTED_EMS : PAIR_EMS;
  return Math.max(piece, Math.min(natural, least * em));
}

/** What cells want of columns that do not say their width, and of columns that all do. */
interface Wanted {
  readonly open: (cell: PreparedCell) => Len;
  readonly fixed: (cell: PreparedCell) => Len;
}

/**
 * Widths from `from` on in which each cell has what it wants. Columns of one cell first: what spans several only adds what they
 * lack together, to those that do not say their width where there are such.
 */
function widened(table: Table, cells: readonly PreparedCell[], from: readonly Len[], wanted: Wanted): readonly Len[] {
  const widths = [...from];
  for (const prepared of cells.toSorted((a, b) => a.cell.columns - b.cell.columns)) {
    const { column: first, columns: count } = prepared.cell;
    const columns = Array.from({ length: count }, (_, i) => first + i);
    const open = columns.filter((column) => table.columns[column]?.width === undefined);
    const wide = open.length === 0 ? wanted.fixed(prepared) : wanted.open(prepared);
    const lacks = wide - sumOf(widths.slice(first, first + count));
    const growing = open.length === 0 ? columns : open;
    for (const column of growing) widths[column] = (widths[column] ?? 0) + Math.max(0, lacks) / growing.length;
  }
  return widths;
}

/** Each column its least width and, of what is left, a part by how much more it would like. */
function shared(least: readonly Len[], most: readonly Len[], measure: Len): readonly Len[] {
  const [narrow, wide] = [sumOf(least), sumOf(most)];
  if (wide <= measure) return most;
  // Sums of parts may differ from what they add up to by less than a unit.
  if (narrow >= measure - 1) return least;
  return least.map((width, i) => width + ((measure - narrow) * ((most[i] ?? width) - width)) / (wide - narrow));
}

/** A table is as wide as its place: what is left over goes to the columns that do not say their width. */
function filled(table: Table, widths: readonly Len[], measure: Len): readonly Len[] {
  const isOpen = table.columns.map(({ width }) => width === undefined);
  const growing = isOpen.includes(true) ? isOpen : isOpen.map(() => true);
  const whole = sumOf(widths.filter((_, i) => growing[i]));
  const left = measure - sumOf(widths);
  return widths.map((width, i) => {
    if (growing[i] !== true) return width;
    return width + (whole === 0 ? left / growing.filter(Boolean).length : (left * width) / whole);
  });
}

function sumOf(widths: readonly Len[]): Len {
  return widths.reduce((sum, width) => sum + width, 0);
}
