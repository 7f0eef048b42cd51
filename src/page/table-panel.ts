/** A table too wide for the columns of its story: it stands beside the text over as many columns as it needs. */
import type { Article, Block } from "../edition/model.js";
import { flow } from "../layout/float.js";
import { cellsRect, columnX, type PageGrid, spanWidth } from "../layout/grid.js";
import { inLegs } from "./panel-legs.js";
import type { PanelPlan } from "./panel.js";
import { prepareText, type StoryText } from "./story-text.js";
import { TABLE_BROKEN, type PreparedTable } from "./table.js";
import type { Typesetter } from "./typeset.js";

/** Tables that a story's columns do not hold and several of them together do, by block of the body. */
export function wideTables(grid: PageGrid, text: StoryText): ReadonlyMap<number, number> {
  const wide = [...text.tables].flatMap(([block, table]): (readonly [number, number])[] => {
    const columns = columnsFor(grid, table);
    return columns === undefined || columns === 1 ? [] : [[block, columns]];
  });
  return new Map(wide);
}

function columnsFor(grid: PageGrid, table: PreparedTable): number | undefined {
  for (let columns = 1; columns <= grid.columns; columns += 1) {
    if (table.burdenAt(spanWidth(grid, columns)) < TABLE_BROKEN) return columns;
  }
  return undefined;
}

/** The fewest columns in which no cell of its tables stands in scraps; the least that hold them where there are none such. */
function columnsForWhole(grid: PageGrid, text: StoryText, least: number): number {
  const tables = [...text.tables.values()];
  for (let columns = least; columns <= grid.columns; columns += 1) {
    const measure = spanWidth(grid, columns);
    if (tables.every((table) => table.scrapsAt(measure) === 0)) return columns;
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
  // The white over a table falls away at the head of its place.
  const lead = text.items.reduce((sum, item) => sum + (item.kind === "block" ? (item.lead ?? 0) : 0), 0);
  return {
    article,
    isTable: true,
    pointer: `${block.pointer}/table`,
    rowsAt: (columns) => text.rowsAt(spanWidth(grid, columns)).natural - lead,
    leastColumns: () => leastColumns,
    wishedColumns: columnsForWhole(grid, text, leastColumns),
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
