/**
 * How wide a table's columns are at a measure, and how many rows of the grid each of its rows takes. Arithmetic on prepared
 * cells: nothing is shaped again.
 */
import type { Len } from "../base/length.js";
import type { Table, TableCell } from "../edition/model.js";
import { breakParagraph } from "../text/break.js";
import { naturalWidth } from "../text/measure.js";
import type { Line, Prepared } from "../text/model.js";

/** White at both sides of a cell's text, in body em. */
const CELL_PADDING = 0.3;
/** Columns are made narrower than their text down to this many em before they break inside words. */
const LEAST_EMS = 3;

export interface PreparedCell {
  readonly cell: TableCell;
  /** Its text between hard breaks. */
  readonly parts: readonly Prepared[];
}

export interface CellLine {
  readonly part: Prepared;
  readonly line: Line;
}

export interface TableShape {
  /** Left edge of each column from the table's, and the measure last. */
  readonly edges: readonly Len[];
  readonly padding: Len;
  /** First grid row of each table row, and the total last. */
  readonly tops: readonly number[];
  /** By the order of cells. */
  readonly lines: readonly (readonly CellLine[])[];
  /** Words or figures are wider than their columns, and had to be broken. */
  readonly tight: boolean;
}

export function shapeTable(table: Table, cells: readonly PreparedCell[], measure: Len, em: Len): TableShape {
  const padding = Math.round(CELL_PADDING * em);
  const edges = columnEdges(table, cells, { measure, em, padding });
  const lines = cells.map(({ cell, parts }) => {
    const width = (edges[cell.column + cell.columns] ?? 0) - (edges[cell.column] ?? 0) - 2 * padding;
    return parts.flatMap((part) => breakCell(part, Math.max(1, width)));
  });
  const tight = cells.some(({ cell, parts }) => {
    const room = (edges[cell.column + cell.columns] ?? 0) - (edges[cell.column] ?? 0) - 2 * padding;
    return parts.some((part) => longestPiece(part) > room + 1);
  });
  return { edges, padding, lines, tops: rowTops(table, cells, lines), tight };
}

function breakCell(part: Prepared, width: Len): readonly CellLine[] {
  const broken = breakParagraph(part, { indent: 0, measureOf: () => width, uniform: true, looseness: 0 });
  return (broken?.lines ?? []).map((line) => ({ part, line }));
}

interface Room {
  readonly measure: Len;
  readonly em: Len;
  readonly padding: Len;
}

/**
 * Columns that say their width have it, or what a word or figure in them needs; the others share what is left by what their
 * text needs.
 */
function columnEdges(table: Table, cells: readonly PreparedCell[], { measure, em, padding }: Room): readonly Len[] {
  const least = table.columns.map(({ width }) => (width === undefined ? 0 : width * em));
  const most = [...least];
  // Cells of one column first: what spans several only adds what they lack together.
  for (const { cell, parts } of cells.toSorted((a, b) => a.cell.columns - b.cell.columns)) {
    const columns = Array.from({ length: cell.columns }, (_, i) => cell.column + i);
    const open = columns.filter((column) => table.columns[column]?.width === undefined);
    const wide = 2 * padding + Math.max(0, ...parts.map((part) => naturalWidth(part, 0, part.length)));
    const narrow = 2 * padding + Math.max(0, ...parts.map((part) => longestPiece(part)));
    if (open.length === 0) {
      widen(most, cell, columns, narrow);
      widen(least, cell, columns, narrow);
    } else {
      widen(most, cell, open, wide);
      widen(least, cell, open, Math.min(wide, Math.max(narrow, LEAST_EMS * em)));
    }
  }
  const widths = shared(least, most, measure);
  let edge = 0;
  const edges = widths.map((width) => (edge += width));
  const scale = edge === 0 ? 1 : measure / edge;
  return [0, ...edges.map((at) => Math.round(at * scale))];
}

function widen(widths: number[], cell: TableCell, open: readonly number[], wanted: number): void {
  const has = widths.slice(cell.column, cell.column + cell.columns).reduce((sum, width) => sum + width, 0);
  for (const column of open) widths[column] = (widths[column] ?? 0) + Math.max(0, wanted - has) / open.length;
}

/** Each column its least width and, of what is left, a part by how much more it would like; at most what there is. */
function shared(least: readonly number[], most: readonly number[], measure: Len): readonly number[] {
  const narrow = least.reduce((sum, width) => sum + width, 0);
  const wide = most.reduce((sum, width) => sum + width, 0);
  if (wide <= measure || narrow >= measure) return wide <= measure ? most : least;
  return least.map((width, i) => width + ((measure - narrow) * ((most[i] ?? width) - width)) / (wide - narrow));
}

/** The widest stretch that does not break. */
function longestPiece(part: Prepared): Len {
  let longest = 0;
  let start = 0;
  for (let end = 1; end <= part.length; end += 1) {
    if (part.breakBefore[end] !== 1) continue;
    longest = Math.max(longest, naturalWidth(part, start, end));
    start = end;
  }
  return longest;
}

/** A row is as tall as its tallest cell; what a cell over several rows needs beyond them goes to the last. */
function rowTops(
  table: Table,
  cells: readonly PreparedCell[],
  lines: readonly (readonly CellLine[])[],
): readonly number[] {
  const heights = Array.from({ length: table.rows }, () => 1);
  const order = cells.map((_, i) => i).toSorted((a, b) => (cells[a]?.cell.rows ?? 0) - (cells[b]?.cell.rows ?? 0));
  for (const i of order) {
    const cell = cells[i]?.cell;
    if (cell === undefined) continue;
    const has = heights.slice(cell.row, cell.row + cell.rows).reduce((sum, rows) => sum + rows, 0);
    const last = cell.row + cell.rows - 1;
    heights[last] = (heights[last] ?? 1) + Math.max(0, (lines[i]?.length ?? 0) - has);
  }
  let top = 0;
  return [0, ...heights.map((rows) => (top += rows))];
}
