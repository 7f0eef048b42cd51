/**
 * Simple tables in a column: rows on the baseline grid, columns as wide as their text needs. A table stands whole in one leg;
 * one that no leg holds goes on in the next, between two of its rows, and the report says so.
 */
import type { Len } from "../base/length.js";
import type { Inline, Table, TableCell } from "../edition/model.js";
import { baselineOf, rowY } from "../layout/grid.js";
import type { SceneItem } from "../scene/list.js";
import type { RuleStyle, TableStyle, TextStyle } from "../template/resolved.js";
import { commitLine } from "../text/commit.js";
import { inlineSpans } from "./inline.js";
import { type BodyContext, splitAtBreaks } from "./paragraph.js";
import { ground, horizontalRule, verticalRule } from "./sheet.js";
import { type PreparedCell, shapeTable, type TableShape } from "./table-shape.js";
import type { TextItem } from "./text-item.js";
import { drawLine, enclosed, prepare, setBlock, spanOf, styleOf } from "./typeset.js";

/** Rows of white over a table without title, and under every table. */
const WHITE = 1;
/** A column whose body cells are all figures ends flush. */
const FIGURES = /^[\s\d.,+\-−–%‰/:：（）()元¥$￥℃°]*$/u;

/** Table rows that cells over several rows hold together. */
interface Group {
  readonly from: number;
  readonly to: number;
}

export function table(context: BodyContext, own: Table): readonly TextItem[] {
  const { grid, article } = context;
  // Cells are not justified: as much as fits on each line reads best.
  const within = enclosed(context.setter);
  const setter = { ...within, config: { ...within.config, mode: "greedy" as const } };
  const aligns = columnAligns(own);
  const cells = own.cells.map((cell): PreparedCell => {
    const named = styleOf(setter, cell.row < own.head ? "tableHead" : "tableCell");
    const style = { ...named, size: Math.min(named.size, grid.em), leading: grid.leading };
    const parts = splitAtBreaks(cell.inlines).map((part) =>
      prepare(setter, inlineSpans(setter, part, { style, role: "table", article: article.id })),
    );
    return { cell: { ...cell, align: alignOf(own, cell, aligns, named.align) }, parts };
  });
  const shapes = new Map<Len, TableShape>();
  const shapeAt = (measure: Len): TableShape => {
    const known = shapes.get(measure) ?? shapeTable(own, cells, measure, grid.em);
    shapes.set(measure, known);
    return known;
  };
  const groups = groupsOf(own);
  const title = own.title === undefined ? undefined : titleOf(context, own.title);
  return groups.map((group, index): TextItem => {
    const isFirst = index === 0;
    const isLast = index === groups.length - 1;
    const over = isFirst ? WHITE : 0;
    const titleRows = (measure: Len): number => (isFirst ? (title?.rowsAt(measure) ?? 0) : 0);
    const height = (measure: Len): number => {
      const { tops } = shapeAt(measure);
      return (tops[group.to] ?? 0) - (tops[group.from] ?? 0);
    };
    const rest = (measure: Len): number => {
      const { tops } = shapeAt(measure);
      return (tops.at(-1) ?? 0) - (tops[group.to] ?? 0) + (isLast ? 0 : WHITE);
    };
    return {
      text: textOf(own, group, isFirst),
      flow: {
        kind: "block",
        keepNext: 0,
        lead: over,
        rows: (measure) => [over + titleRows(measure) + height(measure) + (isLast ? WHITE : 0)],
        ...(isFirst ? { together: rest, floats: groups.length } : {}),
      },
      draw(placed, legs, measures) {
        const place = placed.kind === "block" ? legs[placed.leg] : undefined;
        const measure = placed.kind === "block" ? (measures[placed.leg] ?? 0) : 0;
        if (place === undefined || placed.kind !== "block") return [];
        const white = placed.row === 0 ? 0 : over;
        const row = place.row + placed.row + white;
        const head = isFirst ? (title?.items(place.x, row, measure) ?? []) : [];
        const top = row + titleRows(measure);
        if (!isFirst && placed.row === 0) reportSplit(context, own);
        if (isFirst && shapeAt(measure).tight) reportTight(context, own);
        const at: GroupPlace = { x: place.x, top, measure, group, isFirst: isFirst || placed.row === 0, isLast };
        return [...head, ...drawGroup(context, own, cells, shapeAt(measure), at)];
      },
    };
  });
}

/** As the editor says, or flush for figures; undefined where the style decides. */
function columnAligns(own: Table): readonly TableCell["align"][] {
  return own.columns.map(({ align }, column) => {
    if (align !== undefined) return align;
    const body = own.cells.filter((cell) => cell.row >= own.head && cell.column === column && cell.columns === 1);
    const texts = body.map((cell) => cell.inlines.map(({ text }) => text).join(""));
    const figures = texts.some((text) => /\d/u.test(text)) && texts.every((text) => FIGURES.test(text));
    return figures ? "end" : undefined;
  });
}

/** A cell over several columns stands in the middle of them. */
function alignOf(own: Table, cell: TableCell, aligns: readonly TableCell["align"][], usual: TextStyle["align"]) {
  if (cell.align !== undefined) return cell.align;
  if (cell.columns > 1 && own.columns.length > 1) return "center";
  return aligns[cell.column] ?? (usual === "justify" ? "start" : usual);
}

/** The head and the first row stand together, and so do rows that a cell joins. */
function groupsOf(own: Table): readonly Group[] {
  const joined = new Set<number>();
  for (let row = 1; row <= Math.min(own.head, own.rows - 1); row += 1) joined.add(row);
  for (const cell of own.cells) for (let row = 1; row < cell.rows; row += 1) joined.add(cell.row + row);
  const starts = Array.from({ length: own.rows }, (_, row) => row).filter((row) => !joined.has(row));
  return starts.map((from, i) => ({ from, to: starts[i + 1] ?? own.rows }));
}

/** What a person reads of it: cells of a row apart, a line a row. */
function textOf(own: Table, group: Group, isFirst: boolean): string {
  const rows: string[] = [];
  for (let row = group.from; row < group.to; row += 1) {
    const cells = own.cells.filter((cell) => cell.row === row);
    rows.push(cells.map((cell) => cell.inlines.map(({ text }) => text).join("")).join("\t"));
  }
  return [...(isFirst && own.title !== undefined ? [own.title.text] : []), ...rows].join("\n");
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

interface GroupPlace {
  readonly x: Len;
  /** The grid row of the group's first row. */
  readonly top: number;
  readonly measure: Len;
  readonly group: Group;
  readonly isFirst: boolean;
  readonly isLast: boolean;
}

function drawGroup(
  context: BodyContext,
  own: Table,
  cells: readonly PreparedCell[],
  shape: TableShape,
  place: GroupPlace,
): readonly SceneItem[] {
  const { setter, grid } = context;
  const look = setter.template.table;
  const { group, x, top } = place;
  const rowAt = (row: number): number => top + (shape.tops[row] ?? 0) - (shape.tops[group.from] ?? 0);
  const items: SceneItem[] = [];
  if (look.ground !== undefined && own.head > group.from) {
    const y = rowY(grid, rowAt(group.from));
    const height = rowY(grid, rowAt(Math.min(own.head, group.to))) - y;
    items.push(ground({ x, y, width: place.measure, height }, look.ground, "table"));
  }
  cells.forEach(({ cell }, index) => {
    if (cell.row < group.from || cell.row >= group.to) return;
    const lines = shape.lines[index] ?? [];
    const height = rowAt(cell.row + cell.rows) - rowAt(cell.row);
    // Short cells stand in the middle of tall ones, on whole rows.
    const first = rowAt(cell.row) + Math.floor((height - lines.length) / 2);
    const left = x + (shape.edges[cell.column] ?? 0) + shape.padding;
    lines.forEach(({ part, line }, i) => {
      const set = commitLine(part, line, cell.align ?? "start");
      items.push(...drawLine(setter, set, left, baselineOf(grid, first + i)));
    });
  });
  return [...items, ...rules(own, cells, shape, place, look, (row) => rowY(grid, rowAt(row)))];
}

function rules(
  own: Table,
  cells: readonly PreparedCell[],
  shape: TableShape,
  { x, measure, group, isFirst, isLast }: GroupPlace,
  look: TableStyle,
  yAt: (row: number) => Len,
): readonly SceneItem[] {
  const items: SceneItem[] = [];
  const across = (row: number, style: RuleStyle | undefined, from = 0, to = measure): void => {
    if (style !== undefined) items.push(horizontalRule(x + from, yAt(row), to - from, style, "table"));
  };
  const kind = own.rules ?? look.rules;
  if (isFirst) across(group.from, look.rule);
  if (isLast) across(group.to, look.rule);
  for (const { cell } of cells) {
    if (cell.row < group.from || cell.row >= group.to) continue;
    const end = cell.row + cell.rows;
    const [from, to] = [shape.edges[cell.column] ?? 0, shape.edges[cell.column + cell.columns] ?? measure];
    const below = kind === "all" || kind === "rows" || (kind === "head" && end === own.head);
    if (below && end < own.rows) across(end, look.inner, from, to);
    if (kind === "all" && look.inner !== undefined && cell.column + cell.columns < own.columns.length) {
      items.push(verticalRule(x + to, yAt(cell.row), yAt(end) - yAt(cell.row), look.inner, "table"));
    }
  }
  return items;
}

function reportSplit({ setter, article }: BodyContext, own: Table): void {
  setter.remarks.push({
    severity: "warning",
    code: "table-split",
    article: article.id,
    message: `${nameOf(own)} is longer than a column, and goes on in the next`,
    hint: "give the story taller columns, or make two tables of it",
  });
}

function reportTight({ setter, article }: BodyContext, own: Table): void {
  setter.remarks.push({
    severity: "warning",
    code: "table-tight",
    article: article.id,
    message: `${nameOf(own)} has words or figures wider than their columns, and breaks them`,
    hint: "take a column out, shorten its words, or turn rows into columns",
  });
}

function nameOf({ title, cells }: Table): string {
  const text = title?.text ?? cells[0]?.inlines.map((inline) => inline.text).join("") ?? "";
  return text === "" ? "a table" : `the table “${text}”`;
}
