/** A story that is one box. */
import type { Article } from "../edition/model.js";
import { cellsRect, type PageGrid } from "../layout/grid.js";
import type { Area } from "../scene/list.js";
import { boxedParts, boxShape, unmetPins } from "./box-frame.js";
import { unmetWishes } from "./leftover.js";
import { planPanel, whiteNotes } from "./panel.js";
import { type StoryPlan, UNPLACED_TROUBLE, WHITE_TROUBLE } from "./story.js";
import { bookmarkOf, unset } from "./story-parts.js";
import type { Typesetter } from "./typeset.js";

/** Its frame takes the rows that its text needs, at the head of its place. */
export function planBoxed(setter: Typesetter, grid: PageGrid, article: Article): StoryPlan {
  const panel = planPanel(setter, grid, article);
  return {
    article,
    parts: boxedParts(setter, article, {
      headForcedAt: (columns) => panel.headForcedAt(columns),
      textRows: { natural: 0, least: 0, most: 0 },
      boxRowsAt: (columns) => panel.rowsAt(columns),
      boxLossAt: (columns) => panel.lossAt(columns),
    }),
    shapeIn: boxShape,
    troubleIn(cells) {
      const { oversetText, spare } = panel.fitIn(cells);
      return oversetText === "" ? spare * cells.columns * WHITE_TROUBLE : UNPLACED_TROUBLE;
    },
    headTop: (cells) => (cells.rows < panel.leastRowsAt(cells.columns) ? undefined : panel.headTop(cells)),
    place(cells, wishes = {}, beside = {}) {
      const notes = [...unmetWishes(article, 0), ...unmetPins(wishes)];
      const none = { items: [], areas: [], notes, bookmark: undefined };
      if (cells.rows < panel.leastRowsAt(cells.columns)) return { ...none, fits: [unset(article, panel.wholeText())] };
      const {
        items,
        areas,
        fit = unset(article, ""),
        settings,
        notes: own,
      } = panel.place(cells, { headWhite: beside.white });
      const rect = cellsRect(grid, cells);
      const story: Area = { kind: "story", article: article.id, rect };
      return {
        items,
        areas: [story, ...areas],
        fits: [fit],
        ...(settings === undefined ? {} : { settings }),
        notes: [...notes, ...own, ...whiteNotes(panel.fitIn(cells))],
        bookmark: bookmarkOf(article, rect.y),
      };
    },
  };
}
