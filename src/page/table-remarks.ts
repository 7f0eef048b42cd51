/** What a person should know of a table: that it is too wide, divided, or not set as the editor asked. */
import { quotable } from "../base/quote.js";
import type { Rect } from "../base/geometry.js";
import { type Len, toPt } from "../base/length.js";
import type { Table } from "../edition/model.js";
import { type PageGrid, rowY, spanWidth } from "../layout/grid.js";
import type { BodyContext } from "./paragraph.js";
import { textOf } from "./table-cells.js";
import type { Scraps, TableShape } from "./table-shape.js";
import type { Remark } from "./remark.js";

export interface ToldTable {
  readonly table: Table;
  readonly pointer: string;
  readonly shape: TableShape;
  readonly measure: Len;
  readonly place: { readonly x: Len; readonly row: number };
  /** The width that it needs in its least size. */
  readonly needed: () => Len;
  /** How many of its cells stand in scraps, and whether none does in another measure. */
  readonly scraps: Scraps;
  readonly isWholeAt: (measure: Len) => boolean;
  /** Whether it would fit with rows for columns. */
  readonly isTurning: () => boolean;
}

export function shapeRemarks(context: BodyContext, told: ToldTable): readonly Remark[] {
  const { shape } = told;
  return [
    ...(shape.tooSmall ? [tooWide(context, told)] : []),
    ...(told.scraps.all > 0 ? [inScraps(context, told)] : []),
    ...(shape.factor < 1 && !shape.tooSmall ? [smaller(context, told)] : []),
    ...otherWidths(context, told),
  ];
}

/** A part of a cut table with fewer rows than these under its head is a scrap. */
const LEAST_ROWS = 4;

/** `pieces`: rows under the head in each of the legs over which it goes. */
export function cutRemark({ article }: BodyContext, table: Table, pointer: string, pieces: readonly number[]): Remark {
  const isInPieces = Math.min(...pieces) < LEAST_ROWS;
  const rows = `${pieces.slice(0, -1).join(", ")} and ${pieces.at(-1) ?? 0}`;
  return {
    severity: isInPieces ? "error" : "warning",
    code: "table-split",
    article: article.id,
    pointer,
    message: isInPieces
      ? `${nameOf(table)} is cut into ${pieces.length} pieces of ${rows} rows, for no column of its story is tall enough for it`
      : `${nameOf(table)} is longer than a column, and goes on in the next under its head`,
    hint: "give the story taller columns: fewer `columns` in its `makeup`, or more rows in `layout`; or make two tables of it",
  };
}

function tooWide({ setter, grid, article }: BodyContext, told: ToldTable): Remark {
  const { table, pointer, measure, isTurning } = told;
  const { columns } = table;
  const needed = told.needed();
  const least = inPoints(setter.template.table.min);
  // A box is narrower than the columns under it.
  const over = Math.max(columnsFor(grid, needed), columnsFor(grid, measure) + 1);
  const cures = [
    ...(over <= grid.columns ? [standingOver(over)] : []),
    ...(isTurning() ? ["set `turn` to make columns of its rows"] : []),
    "take a column out",
    "shorten its cells",
  ];
  return {
    severity: "error",
    code: "table-tight",
    article: article.id,
    pointer,
    box: boxOf(grid, told),
    message:
      `${nameOf(table)} has ${columns.length} columns that need ${ems(grid, needed)} 字 in ${least}, ` +
      `and ${ems(grid, measure)} 字 of room`,
    hint: cures.join(", or "),
  };
}

function inScraps({ grid, article }: BodyContext, told: ToldTable): Remark {
  const { table, pointer, measure, scraps, isWholeAt, isTurning } = told;
  // A box is narrower than the columns under it: where one of the same width would do, it wants one more.
  const from = columnsFor(grid, measure) + (isWholeAt(spanWidth(grid, columnsFor(grid, measure))) ? 1 : 0);
  const wide = Array.from({ length: Math.max(0, grid.columns - from + 1) }, (_, i) => from + i);
  const over = wide.find((columns) => isWholeAt(spanWidth(grid, columns)));
  const cures = [
    ...(over === undefined ? [] : [standingOver(over)]),
    ...(isTurning() ? ["set `turn` to make columns of its rows"] : []),
    "take a column out",
    "shorten its cells",
  ];
  return {
    severity: scraps.words > 0 ? "error" : "warning",
    code: "table-scraps",
    article: article.id,
    pointer,
    box: boxOf(grid, told),
    message:
      `${nameOf(table)} is too narrow for its ${table.columns.length} columns: ` +
      (scraps.words > 0 ? "lines end inside words" : "names part, or stand in many short lines,") +
      ` in ${scraps.words > 0 ? scraps.words : scraps.all} of its cells`,
    hint: cures.join(", or "),
  };
}

function standingOver(columns: number): string {
  return `set it over ${columns} or more of the page's columns: \`columns\` in its story's \`makeup\`, or in \`layout\``;
}

function smaller({ setter, grid, article }: BodyContext, told: ToldTable): Remark {
  const { tableCell } = setter.template.styles;
  const size = inPoints(Math.round(Math.min(tableCell.size, grid.em) * told.shape.factor));
  return {
    severity: "info",
    code: "table-smaller",
    article: article.id,
    pointer: told.pointer,
    box: boxOf(grid, told),
    message: `${nameOf(told.table)} is set in ${size}, so that its columns hold their words and figures`,
    hint: "shorten its cells, or give it more room",
  };
}

/** One remark for all columns that are wider, and one for all that are narrower, than they say. */
function otherWidths({ grid, article }: BodyContext, told: ToldTable): readonly Remark[] {
  const { table, pointer, shape, measure } = told;
  const remark = (columns: readonly number[], comparison: string, why: string, hint: string): readonly Remark[] => {
    const [first] = columns;
    if (first === undefined || shape.tooSmall) return [];
    const which = `${columns.length === 1 ? "column" : "columns"} ${columns.map((column) => column + 1).join(", ")}`;
    return [
      {
        severity: "warning",
        code: "table-width",
        article: article.id,
        pointer: `${pointer}/columns/${first}/width`,
        box: boxOf(grid, told),
        message: `${which} of ${nameOf(table)}: ${comparison} than \`width\` says, ${why}`,
        hint,
      },
    ];
  };
  return [
    ...remark(shape.widened, "wider", "to hold a word or figure", "give a larger `width`, or none"),
    ...remark(
      shape.narrowed,
      "narrower",
      `for the table has ${ems(grid, measure)} 字 of room`,
      "give a smaller `width`, or none",
    ),
  ];
}

function boxOf(grid: PageGrid, { shape, measure, place }: ToldTable): Rect {
  const height = (shape.tops.at(-1) ?? 0) * grid.leading;
  return { x: place.x, y: rowY(grid, place.row), width: measure, height };
}

/** The fewest of the page's columns that are so wide together. */
function columnsFor(grid: PageGrid, width: Len): number {
  let columns = 1;
  while (columns <= grid.columns && spanWidth(grid, columns) < width) columns += 1;
  return columns;
}

function ems({ em }: PageGrid, width: Len): string {
  return String(Math.ceil((10 * width) / em) / 10);
}

function inPoints(size: Len): string {
  return `${Math.round(100 * toPt(size)) / 100} pt`;
}

function nameOf({ title, cells }: Table): string {
  const [first] = cells;
  const text = title?.text ?? (first === undefined ? "" : textOf(first));
  return text === "" ? "a table" : `the table “${quotable(text)}”`;
}
