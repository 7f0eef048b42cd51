/** A story's place once something else stands on a part of it: what is left of the place. */
import { commonCells } from "../layout/cells.js";
import { LOWEST } from "../layout/free.js";
import type { Cells } from "../layout/grid.js";
import type { SetStory } from "./best-makeup.js";

/**
 * The same place with fewer rows where what stands on it runs from side to side of it, and else without the cells that it takes;
 * undefined where too little is left, and where the story can't be divided. `taken`: with the gaps round it.
 */
export function cutBack<T extends SetStory>(story: T, taken: readonly Cells[]): T | undefined {
  const inside = taken.filter((area) => commonCells(story.cells, area) !== undefined);
  const cells = inside.reduce(withoutStrip, story.cells);
  if (cells.rows < LOWEST) return undefined;
  const { without: before = [], ...wishes } = story.wishes;
  const without = [...before, ...inside].flatMap((area) => commonCells(cells, area) ?? []);
  if (without.length > 0 && story.plan.article.box) return undefined;
  return { ...story, cells, wishes: without.length === 0 ? wishes : { ...wishes, without } };
}

/** The rows over or under what runs from side to side of a place. */
function withoutStrip(cells: Cells, area: Cells): Cells {
  const own = commonCells(cells, area);
  if (own?.columns !== cells.columns) return cells;
  const { row, rows } = cells;
  if (own.row + own.rows === row + rows) return { ...cells, rows: rows - own.rows };
  return own.row === row ? { ...cells, row: row + own.rows, rows: rows - own.rows } : cells;
}
