/** A table too wide for the columns of its story: it stands beside the text over as many columns as it needs. */
import type { Article, Block } from "../edition/model.js";
import type { FlowItem } from "../layout/flow.js";
import { flow } from "../layout/float.js";
import type { Len } from "../base/length.js";
import { cellsRect, columnX, type PageGrid, spanWidth } from "../layout/grid.js";
import { inLegs } from "./panel-legs.js";
import type { PanelPlan } from "./panel.js";
import { prepareText, type StoryText } from "./story-text.js";
import { TABLE_BROKEN, type PreparedTable } from "./table.js";
import type { Typesetter } from "./typeset.js";

/** A table that wants several columns of the page. */
export interface WideTable {
  /** The fewest that hold it: 1 where it can stand in one, and should not. */
  readonly least: number;
  /** The fewest columns of a story in which it stands beside the text. */
  readonly from: number;
}

/** Over more than so many times the width that their cells need, tables fall apart. */
const WIDEST = 2.5;
/** Tables of at most half a page stand whole in a column; longer ones are lists, which may go on in the next. */
const TALLEST = 1 / 2;

/** Rows of the tallest table that has to stand whole; undefined where there is none. */
export function tallestTable(text: StoryText, { rows, columnWidth }: PageGrid): number | undefined {
  const all = text.items.flatMap((item) => wholeRows(item, columnWidth) ?? []);
  const whole = all.filter((own) => own <= rows * TALLEST);
  return whole.length === 0 ? undefined : Math.max(...whole);
}

/** Rows of a leg that hold the table that begins with an item, the white over it fallen away; undefined where none does. */
function wholeRows(item: FlowItem | undefined, measure: Len): number | undefined {
  if (item?.kind !== "block" || item.together === undefined) return undefined;
  return (item.rows(measure)[0] ?? 0) - (item.lead ?? 0) + item.together(measure);
}

/** Whether a table is more than half of its story: in two columns or more, none is so tall with the others filled. */
function isMost(grid: PageGrid, text: StoryText, table: PreparedTable): boolean {
  const rows = wholeRows(table.items[0]?.flow, grid.columnWidth) ?? 0;
  const isWhole = rows <= grid.rows * TALLEST && table.natural() * WIDEST >= spanWidth(grid, 2);
  return isWhole && 2 * rows > text.rowsAt(grid.columnWidth).natural;
}

/** Tables that want several columns of the page, by block of the body: names part in one, or it is most of its story. */
export function wideTables(grid: PageGrid, text: StoryText): ReadonlyMap<number, WideTable> {
  const wide = [...text.tables].flatMap(([block, table]): (readonly [number, WideTable])[] => {
    const least = columnsFor(grid, table);
    if (least === undefined) return [];
    if (least > 1) return [[block, { least, from: least }]];
    const wantsMore = columnsForWhole(grid, [table], 1) > 1 || (grid.columns > 1 && isMost(grid, text, table));
    return wantsMore ? [[block, { least, from: 2 }]] : [];
  });
  return new Map(wide);
}

function columnsFor(grid: PageGrid, table: PreparedTable): number | undefined {
  for (let columns = 1; columns <= grid.columns; columns += 1) {
    if (table.burdenAt(spanWidth(grid, columns)) < TABLE_BROKEN) return columns;
  }
  return undefined;
}

/** The fewest columns that suit its tables; the least that hold them where there are none such. */
function columnsForWhole(grid: PageGrid, tables: readonly PreparedTable[], least: number): number {
  for (let columns = least; columns <= grid.columns; columns += 1) {
    const measure = spanWidth(grid, columns);
    if (tables.every((table) => table.suitsAt(measure))) return columns;
  }
  return least;
}

export function planTablePanel(
  setter: Typesetter,
  grid: PageGrid,
  article: Article,
  block: Block,
  leastColumns: number,
): PanelPlan {
  const { id, pointer, priority, photos, related, box, headlineDirection } = article;
  const alone: Article = {
    id,
    pointer,
    priority,
    photos,
    related,
    box,
    headlineDirection,
    headline: [],
    body: [block],
  };
  const text = prepareText(setter, grid, alone);
  const whole = columnsForWhole(grid, [...text.tables.values()], leastColumns);
  // The white over a table falls away at the head of its place.
  const lead = text.items.reduce((sum, item) => sum + (item.kind === "block" ? (item.lead ?? 0) : 0), 0);
  return {
    article,
    isTable: true,
    pointer: `${block.pointer}/table`,
    rowsAt: (columns) => text.rowsAt(spanWidth(grid, columns)).natural - lead,
    leastColumns: () => leastColumns,
    wishedColumns: Math.max(2, whole),
    ...(whole > 1 ? { isNarrowed: true } : {}),
    wholeText: () => text.oversetText(flow(text.items, [])),
    place(cells) {
      const measure = spanWidth(grid, cells.columns);
      const { set } = inLegs(text, measure, 1, cells.rows);
      return {
        items: text.draw(set, [{ x: columnX(grid, cells.column), row: cells.row }], [measure]),
        areas: [{ kind: "box", article: id, rect: cellsRect(grid, cells) }],
        notes: [],
      };
    },
  };
}
