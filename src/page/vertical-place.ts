/**
 * Where a vertical head (竖题) stands in its story: left of the text, where the reader begins, unless its editor asks for another
 * side. It has its columns for itself beside pictures and boxes; beside several columns of text it is as deep as they are.
 */
import type { Article, HeadSide } from "../edition/model.js";
import type { Len } from "../base/length.js";
import type { Cells } from "../layout/grid.js";
import type { BesideStrip } from "../layout/region.js";
import type { MakeupWeights } from "../template/makeup.js";
import { hasVerticalHead } from "./leftover.js";
import { overlapsAny } from "./photo-places.js";

/** The story around something that stands in it as one thing. */
export interface PanelRoom {
  /** Columns of the story. */
  readonly columns: number;
  /** The largest that its headline may be beside those of more important stories. */
  readonly mostHead?: Len | undefined;
  /** The editor fixed the head's place: it may be as deep as that. */
  readonly isFixed?: boolean;
  /** The editor fixed the legs: no lines stand beside the head in its own columns. */
  readonly hasOwnLegs?: boolean;
}

/** How a vertical head comes out in a place. */
export interface VerticalFit {
  readonly size: Len;
  /** Sizes of its ladder that are larger, all those of lower steps counted. */
  readonly steps: number;
  /** Rows of columns of its place that stay white. */
  readonly white: number;
  /** Lines beside it, in the last of its columns. */
  readonly beside?: LinesBeside | undefined;
}

/** Lines that run beside a vertical head in a column of which it takes a strip (串文). */
export interface LinesBeside {
  /** Whole 字. */
  readonly measure: Len;
  readonly columnWidth: Len;
}

/** Columns of text beside a head that is as deep as they are. */
const SEVERAL = 2;
/** 字 of the shortest line beside a head, and of the white between them; where there is less room, the head has its columns for itself. */
const LEAST_BESIDE = 8;
const BESIDE_GAP = 0.75;
/** They are no shorter than this part of the column's lines either: short ones gape where a wider place could be had. */
const LEAST_PART = 0.62;
/** A head ends with its story where fewer rows than these would be left under it. */
const LEAST_UNDER = 4;
/** A head under which more rows than these of its story's depth would be white has text there. */
const MOST_WHITE = 2;

function headSide({ head }: Article): HeadSide {
  return head?.side ?? "left";
}

/** The first of the columns in which a vertical head of so many stands. */
export function headColumn(article: Article, cells: Cells, columns: number): number {
  const spare = cells.columns - columns;
  const before = { left: 0, middle: Math.floor(spare / 2), right: spare }[headSide(article)];
  return cells.column + before;
}

/** Columns of a region, the nearest first to where such a head should stand. */
export function columnsFor(article: Article, cells: Cells, columns: number): readonly number[] {
  const wanted = headColumn(article, cells, columns);
  const all = Array.from({ length: Math.max(0, cells.columns - columns + 1) }, (_, index) => cells.column + index);
  return all.toSorted((a, b) => Math.abs(a - wanted) - Math.abs(b - wanted));
}

/** What of a story's region pictures and boxes may take beside a vertical head: its wider side. */
export function restBeside(cells: Cells, head: Cells): Cells {
  const left = head.column - cells.column;
  const right = cells.columns - head.columns - left;
  return right >= left ? { ...cells, column: head.column + head.columns, columns: right } : { ...cells, columns: left };
}

/** The lines that have room beside a head of so much width in a place; undefined where they would be too short to read. */
export function linesBeside(
  head: Len,
  place: Len,
  { em, columnWidth }: { readonly em: Len; readonly columnWidth: Len },
): LinesBeside | undefined {
  const ems = Math.floor(Math.min(columnWidth, place - head - BESIDE_GAP * em) / em);
  return ems < Math.max(LEAST_BESIDE, (LEAST_PART * columnWidth) / em) ? undefined : { measure: ems * em, columnWidth };
}

/** Where the lines beside a head stand: at its right, or at the left of one that stands at the right of its story. */
export function stripBesideHead(
  article: Article,
  { column, columns, row, rows }: Cells,
  { measure, columnWidth }: LinesBeside,
): BesideStrip {
  const isBefore = headSide(article) === "right";
  return {
    column: isBefore ? column : column + columns - 1,
    columns: 1,
    row,
    rows,
    start: isBefore ? 0 : columnWidth - measure,
    measure,
    share: measure / columnWidth,
  };
}

/** The side of its place at which a head with lines beside it stands. */
export function standsRight(article: Article): boolean {
  return headSide(article) === "right";
}

/** The rows of a head in a place where so many are free: it needs some, and fills more when its characters stand apart. */
export function depthOf(
  { needed, opened }: { readonly needed: number; readonly opened: number },
  room: number,
  columns: number,
  { columns: all, hasLines }: { readonly columns: number; readonly hasLines: boolean },
): number {
  if (hasLines) return room - needed < LEAST_UNDER ? room : needed;
  return isAsDeep(opened, room, all - columns) ? room : needed;
}

/** Whether a head is as deep as the columns beside it. */
export function isAsDeep(opened: number, room: number, beside: number): boolean {
  return beside >= SEVERAL && room - opened <= MOST_WHITE;
}

/** What the head of a story costs in its place: sizes that it lacks, and white beside its lines. */
export function verticalCost({ besideHead: white, smallerHead }: MakeupWeights, fit: VerticalFit | undefined): number {
  return fit === undefined ? 0 : fit.steps * smallerHead + fit.white * white;
}

/** Whether this panel of a story, by its number, is its vertical head. */
export function isHeadPanel(article: Article, index: number): boolean {
  return index === 0 && hasVerticalHead(article);
}

/** What is known of a story whose head has no other place. */
interface HeadPanels {
  readonly article: Article;
  readonly panels: readonly ((columns: number, free?: number, room?: PanelRoom) => number)[];
}

/**
 * A place for a vertical head that no place for boxes holds: the fewest columns of its region that do, or, where none do, one whose
 * height it is cut at.
 */
export function lastResort(
  { article, panels }: HeadPanels,
  cells: Cells,
  { without, legs }: { readonly without?: readonly Cells[]; readonly legs?: readonly Cells[] },
  room: PanelRoom,
): Cells | undefined {
  const [head] = panels;
  if (head === undefined || legs !== undefined) return undefined;
  for (let columns = 1; columns <= cells.columns; columns += 1) {
    const place = placeOf(article, cells, columns, head(columns, cells.rows, room));
    if (place.rows <= cells.rows && !overlapsAny(place, without)) return place;
  }
  const place = placeOf(article, cells, 1, cells.rows);
  return overlapsAny(place, without) ? undefined : place;
}

function placeOf(article: Article, cells: Cells, columns: number, rows: number): Cells {
  return { column: headColumn(article, cells, columns), columns, row: cells.row, rows };
}
