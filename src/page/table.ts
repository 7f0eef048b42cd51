/**
 * Simple tables in a column: rows on the baseline grid, columns as wide as their text needs. A table stands whole in one leg;
 * one that no leg holds goes on in the next, between two of its rows and under its head again, and the report says so.
 */
import type { Len } from "../base/length.js";
import { tableText } from "../edition/blocks.js";
import type { Inline, Table } from "../edition/model.js";
import { turned } from "../edition/table-grid.js";
import { baselineOf } from "../layout/grid.js";
import type { SceneItem } from "../scene/list.js";
import type { TextStyle } from "../template/resolved.js";
import { inlineSpans } from "./inline.js";
import { type BodyContext, splitAtBreaks } from "./paragraph.js";
import { columnKinds, type PreparedCell, prepareCell } from "./table-cells.js";
import { drawRows, type Group } from "./table-draw.js";
import { cutRemark, shapeRemarks } from "./table-remarks.js";
import {
  type CellsAt,
  fittingShape,
  leastWidth,
  ownWidth,
  scrapsIn,
  type SizeBounds,
  type TableShape,
  tooSmallShape,
} from "./table-shape.js";
import type { Remark } from "./remark.js";
import type { TextItem } from "./text-item.js";
import { drawLine, enclosed, prepare, setBlock, spanOf, styleOf, type Typesetter } from "./typeset.js";

/** Rows of white over a table without title, and under every table. */
const WHITE = 1;

// What it costs to set a table smaller or with parted names, in the currency of the flow: less than a row of white each.
const SMALLER = 8_000;
const PARTED = 600;
const IN_PAIRS = 3_000;
/** A word that parts is an error: five rows of white. */
const PARTED_WORD = 20_000;
/** A table that does not fit: dearer than any other fault of a story. */
export const TABLE_BROKEN = 1e9;

/** A table that is ready to flow. */
export interface PreparedTable {
  /** Its rows, or groups of rows that stand together, in order. */
  readonly items: readonly TextItem[];
  /** What is to be told where these stand in several legs; `legs`: that of each item on the page. */
  toldOf(legs: readonly number[]): readonly Remark[];
  /** What it costs to stand in lines of a measure: TABLE_BROKEN where it does not fit. */
  burdenAt(measure: Len): number;
  rowsAt(measure: Len): number;
  /** How many of its cells stand in scraps there: words or names parted, text in many short lines. */
  scrapsAt(measure: Len): number;
  /** Whether it stands there as it would in any width, but for slightly smaller type and long names in lines. */
  suitsAt(measure: Len): boolean;
  /** The width in which none of its cells is parted, with nothing to spare. */
  natural(): Len;
}

/** What is known of a table's place in the body. */
export interface TablePlace {
  readonly pointer: string;
  /** Nothing stands under it in its story. */
  readonly isEnd: boolean;
}

export function prepareTable(context: BodyContext, own: Table, { pointer, isEnd }: TablePlace): PreparedTable {
  const shapes = shapesOf(context, own);
  const { shapeAt } = shapes;
  return {
    items: groupItems({ context, own, pointer, under: isEnd ? 0 : WHITE, shapes }),
    toldOf: (legs) => cutRemarks(context, own, pointer, legs),
    burdenAt: (measure) => burdenOf(own, shapes, measure),
    rowsAt: (measure) => shapeAt(measure).tops.at(-1) ?? 0,
    scrapsAt: (measure) => scrapsIn(own, shapeAt(measure), shapes.bounds).all,
    suitsAt: (measure) => {
      const shape = shapeAt(measure);
      return !shape.isStrained && scrapsIn(own, shape, shapes.bounds).all === 0;
    },
    natural: () => ownWidth(own, shapes.cellsAt, shapes.bounds),
  };
}

/** A table at the measures that were asked for. */
interface TableShapes {
  readonly bounds: SizeBounds;
  readonly cellsAt: CellsAt;
  /** Undefined where no size that the template allows fits. */
  readonly fittingAt: (measure: Len) => TableShape | undefined;
  readonly shapeAt: (measure: Len) => TableShape;
}

/** A table is prepared with its story's text, and by itself where it may stand beside it: its cells are shaped once for all. */
const shapesBySetter = new WeakMap<Typesetter, WeakMap<Table, Map<string, TableShapes>>>();

function shapesOf(context: BodyContext, own: Table): TableShapes {
  const { setter, grid, article } = context;
  const tables = shapesBySetter.get(setter) ?? new WeakMap<Table, Map<string, TableShapes>>();
  shapesBySetter.set(setter, tables);
  const kept = tables.get(own) ?? new Map<string, TableShapes>();
  tables.set(own, kept);
  const key = `${grid.em} ${grid.leading} ${article.id}`;
  const shapes = kept.get(key) ?? freshShapes(context, own);
  kept.set(key, shapes);
  return shapes;
}

function freshShapes(context: BodyContext, own: Table): TableShapes {
  const { grid, setter } = context;
  const bounds = { em: grid.em, least: leastFactor(setter, grid.em) };
  const cellsAt = cellsOf(context, own);
  const fitting = new Map<Len, TableShape | undefined>();
  const fittingAt = (measure: Len): TableShape | undefined => {
    if (!fitting.has(measure)) fitting.set(measure, fittingShape(own, cellsAt, measure, bounds));
    return fitting.get(measure);
  };
  const shapes = new Map<Len, TableShape>();
  const shapeAt = (measure: Len): TableShape => {
    const shape = shapes.get(measure) ?? fittingAt(measure) ?? tooSmallShape(own, cellsAt, measure, bounds);
    shapes.set(measure, shape);
    return shape;
  };
  return { bounds, cellsAt, fittingAt, shapeAt };
}

function burdenOf(own: Table, { fittingAt, bounds }: TableShapes, measure: Len): number {
  const fitting = fittingAt(measure);
  if (fitting === undefined) return TABLE_BROKEN;
  const { factor, hold } = fitting;
  const parted = hold === "whole" ? 0 : hold === "narrow" ? IN_PAIRS : PARTED;
  const words = PARTED_WORD * Math.min(1, scrapsIn(own, fitting, bounds).words);
  return Math.round(SMALLER * (1 - factor)) + parted + words;
}

/** The part of its size that a cell's type has at least. */
function leastFactor(setter: Typesetter, em: Len): number {
  return Math.min(1, setter.template.table.min / Math.min(styleOf(setter, "tableCell").size, em));
}

/** The cells of a longer table in all sizes below the least take hundreds of megabytes: they are prepared anew. */
const KEPT_CELLS = 450;

/** Its cells at parts of their size, each prepared once. */
function cellsOf({ setter, grid, article }: BodyContext, own: Table): CellsAt {
  const least = leastFactor(setter, grid.em);
  const within = enclosed(setter);
  // Cells are not justified, as much as fits on each line reads best; and words part nowhere.
  const config = { ...within.config, mode: "greedy", hyphenation: "off" } as const;
  const kinds = columnKinds(own);
  const known = new Map<number, readonly PreparedCell[]>();
  let isFirst = true;
  const fresh = (factor: number): readonly PreparedCell[] => {
    // What preparing has to say is said once, of the first size.
    const quiet = isFirst ? {} : { remarks: [] };
    isFirst = false;
    const fitted: Typesetter = { ...within, config, ...quiet };
    return own.cells.map((cell) => {
      const named = styleOf(setter, cell.row < own.head ? "tableHead" : "tableCell");
      const size = Math.round(Math.min(named.size, grid.em) * factor);
      const style: TextStyle = { ...named, size, leading: grid.leading };
      const parts = splitAtBreaks(cell.inlines).map((part) =>
        prepare(fitted, inlineSpans(fitted, part, { style, role: "table", article: article.id })),
      );
      return prepareCell(own, cell, kinds, parts, {
        usual: named.align === "justify" ? "start" : named.align,
        em: size,
      });
    });
  };
  return (factor) => {
    const cells = known.get(factor) ?? fresh(factor);
    if (factor >= least || own.cells.length <= KEPT_CELLS) known.set(factor, cells);
    return cells;
  };
}

interface GroupMaterial {
  readonly context: BodyContext;
  readonly own: Table;
  readonly pointer: string;
  /** Rows of white under it. */
  readonly under: number;
  readonly shapes: TableShapes;
}

function groupItems(material: GroupMaterial): readonly TextItem[] {
  const { context, own, under: white } = material;
  const { shapeAt } = material.shapes;
  const groups = groupsOf(own);
  const head = repeatedHead(own);
  const title = own.title === undefined ? undefined : titleOf(context, own.title);
  const heightOf = ({ from, to }: Group, measure: Len): number => {
    const { tops } = shapeAt(measure);
    return (tops[to] ?? 0) - (tops[from] ?? 0);
  };
  return groups.map((group, index): TextItem => {
    const isFirst = index === 0;
    const isLast = index === groups.length - 1;
    const over = isFirst ? WHITE : 0;
    const titleRows = (measure: Len): number => (isFirst ? (title?.rowsAt(measure) ?? 0) : 0);
    const rest = (measure: Len): number => heightOf({ from: group.to, to: own.rows }, measure) + (isLast ? 0 : white);
    return {
      text: tableText(own, group.from, group.to),
      flow: {
        kind: "block",
        keepNext: 0,
        lead: over,
        rows: (measure) => [over + titleRows(measure) + heightOf(group, measure) + (isLast ? white : 0)],
        burden: (measure) => (isFirst ? burdenOf(own, material.shapes, measure) : 0),
        ...(isFirst ? { together: rest, floats: groups.length } : {}),
        ...(isFirst ? {} : { again: (measure) => (head === undefined ? 0 : heightOf(head, measure)) }),
      },
      draw(placed, legs, measures) {
        const place = placed.kind === "block" ? legs[placed.leg] : undefined;
        if (place === undefined || placed.kind !== "block") return [];
        const measure = measures[placed.leg] ?? 0;
        const shape = shapeAt(measure);
        const opens = placed.row === 0 && !isFirst;
        const row = place.row + placed.row + (placed.row === 0 ? 0 : over);
        const at = { x: place.x, measure };
        const top = row + titleRows(measure);
        if (isFirst) tellShape(material, measure, { x: place.x, row });
        if (!opens) {
          const items = isFirst ? (title?.items(place.x, row, measure) ?? []) : [];
          return [...items, ...drawRows(context, own, shape, { ...at, top, group, isFirst, isLast })];
        }
        const again =
          head === undefined
            ? []
            : drawRows(context, own, shape, { ...at, top, group: head, isFirst: true, isLast: false });
        const under = top + (head === undefined ? 0 : heightOf(head, measure));
        const rows = drawRows(context, own, shape, { ...at, top: under, group, isFirst: head === undefined, isLast });
        return [...again.map(asRepeated), ...rows];
      },
    };
  });
}

/** `legs`: the leg of each of its items that stands on the page. */
function cutRemarks(context: BodyContext, own: Table, pointer: string, legs: readonly number[]): readonly Remark[] {
  const groups = groupsOf(own);
  const rows = new Map<number, number>();
  legs.forEach((leg, index) => {
    const { from, to } = groups[index] ?? { from: 0, to: 0 };
    rows.set(leg, (rows.get(leg) ?? 0) + to - Math.max(from, own.head));
  });
  return rows.size < 2 ? [] : [cutRemark(context, own, pointer, [...rows.values()])];
}

/** What stands on the page a second time is no part of the text. */
function asRepeated(item: SceneItem): SceneItem {
  return item.kind === "glyphs" ? { ...item, annotation: true } : item;
}

function tellShape(
  { context, own, pointer, shapes: { bounds, cellsAt, fittingAt, shapeAt } }: GroupMaterial,
  measure: Len,
  place: { readonly x: Len; readonly row: number },
): void {
  const shape = shapeAt(measure);
  const isTurning = (): boolean => {
    const other = turned(own);
    return leastWidth(other, cellsOf(context, other), bounds) <= measure;
  };
  const needed = (): Len => leastWidth(own, cellsAt, bounds);
  const scraps = shape.tooSmall ? { words: 0, all: 0 } : scrapsIn(own, shape, bounds);
  const isWholeAt = (width: Len): boolean => {
    const other = fittingAt(width);
    return other !== undefined && scrapsIn(own, other, bounds).all === 0;
  };
  const told = { table: own, pointer, shape, measure, place, needed, isTurning, scraps, isWholeAt };
  context.setter.remarks.push(...shapeRemarks(context, told));
}

/** The head and the first row stand together, and so do rows that a cell joins. */
function groupsOf(own: Table): readonly Group[] {
  const joined = new Set<number>();
  for (let row = 1; row <= Math.min(own.head, own.rows - 1); row += 1) joined.add(row);
  for (const cell of own.cells) for (let row = 1; row < cell.rows; row += 1) joined.add(cell.row + row);
  const starts = Array.from({ length: own.rows }, (_, row) => row).filter((row) => !joined.has(row));
  return starts.map((from, i) => ({ from, to: starts[i + 1] ?? own.rows }));
}

/** The rows that stand again over each further part of the table; undefined where a cell of the head reaches below it. */
function repeatedHead(own: Table): Group | undefined {
  const isWhole = own.cells.every((cell) => cell.row >= own.head || cell.row + cell.rows <= own.head);
  return own.head > 0 && isWhole ? { from: 0, to: own.head } : undefined;
}

function titleOf(context: BodyContext, inline: Inline) {
  const { setter, grid, article } = context;
  const named = styleOf(setter, "tableTitle");
  const style = { ...named, size: Math.min(named.size, grid.em), leading: grid.leading };
  const spans = [spanOf(setter, inline, { style, role: "table", article: article.id })];
  const kept = new Map<Len, ReturnType<typeof setBlock>>();
  const blockAt = (measure: Len) => {
    const known = kept.get(measure) ?? setBlock(setter, spans, { ...style, measure });
    kept.set(measure, known);
    return known;
  };
  return {
    rowsAt: (measure: Len): number => blockAt(measure).lines.length,
    items: (x: Len, row: number, measure: Len): readonly SceneItem[] =>
      blockAt(measure).lines.flatMap((line, i) => drawLine(setter, line, x, baselineOf(grid, row + i))),
  };
}
