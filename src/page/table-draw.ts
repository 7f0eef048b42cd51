/** Draws rows of a table: the ground under its head, its cells, and the rules between them. */
import type { Len } from "../base/length.js";
import type { Table } from "../edition/model.js";
import { baselineOf, rowY } from "../layout/grid.js";
import type { SceneItem } from "../scene/list.js";
import type { RuleStyle, TableStyle } from "../template/resolved.js";
import { commitLine } from "../text/commit.js";
import type { BodyContext } from "./paragraph.js";
import { ground, horizontalRule, verticalRule } from "./sheet.js";
import type { PreparedCell } from "./table-cells.js";
import { rowsOverText, type TableShape } from "./table-shape.js";
import { figureParts } from "./table-widths.js";
import { drawLine } from "./typeset.js";

/** Table rows that stand together. */
export interface Group {
  readonly from: number;
  readonly to: number;
}

export interface GroupPlace {
  readonly x: Len;
  /** The grid row of the group's first row. */
  readonly top: number;
  readonly measure: Len;
  readonly group: Group;
  /** It has the table's upper rule, and its lower one. */
  readonly isFirst: boolean;
  readonly isLast: boolean;
}

export function drawRows(context: BodyContext, own: Table, shape: TableShape, place: GroupPlace): readonly SceneItem[] {
  const { setter, grid } = context;
  const look = setter.template.table;
  const { group, x } = place;
  const rowAt = (row: number): number => place.top + (shape.tops[row] ?? 0) - (shape.tops[group.from] ?? 0);
  const items: SceneItem[] = [];
  if (look.ground !== undefined && own.head > group.from) {
    const y = rowY(grid, rowAt(group.from));
    const height = rowY(grid, rowAt(Math.min(own.head, group.to))) - y;
    items.push(ground({ x, y, width: place.measure, height }, look.ground, "table"));
  }
  shape.cells.forEach((prepared, index) => {
    const { cell } = prepared;
    if (cell.row < group.from || cell.row >= group.to) return;
    const lines = shape.lines[index] ?? [];
    const top = rowAt(cell.row) + rowsOverText(own, cell.row);
    const height = rowAt(cell.row + cell.rows) - top;
    // Short cells stand in the middle of tall ones, on whole rows.
    const first = top + Math.floor((height - lines.length) / 2);
    const left = x + (shape.edges[cell.column] ?? 0) + shape.padding;
    const figure = figureLeft(shape, prepared);
    lines.forEach(({ part, line }, i) => {
      const set = commitLine(part, line, figure === undefined ? prepared.align : "start");
      items.push(...drawLine(setter, set, left + (figure ?? 0), baselineOf(grid, first + i)));
    });
  });
  return [...items, ...rules(own, shape, place, look, (row) => rowY(grid, rowAt(row)))];
}

/**
 * Where a figure begins in its column, so that it lines up with those over and under it; undefined where it does not, or where
 * the column is too narrow for all of them so.
 */
function figureLeft(shape: TableShape, { cell, figure, align, after: white }: PreparedCell): Len | undefined {
  if (figure === undefined) return undefined;
  const { before, after } = figureParts(shape.cells, cell.column);
  const room = (shape.edges[cell.column + 1] ?? 0) - (shape.edges[cell.column] ?? 0) - 2 * shape.padding - white;
  const free = room - before - after;
  if (free < 0) return undefined;
  return (align === "center" ? Math.round(free / 2) : align === "end" ? free : 0) + before - figure.before;
}

function rules(
  own: Table,
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
  for (const cell of own.cells) {
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
