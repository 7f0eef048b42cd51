/**
 * Tables that stand over several columns of their story: at its foot, at the right, one over the other, so that the byline and some
 * text are read before them. Where other stories take a part of the foot, they stand under the head as boxes do.
 */
import type { Article } from "../edition/model.js";
import type { Cells } from "../layout/grid.js";
import { hasVerticalHead } from "./leftover.js";
import type { PanelWidths } from "./panel-columns.js";
import { footUnder } from "./photo-places.js";
import type { PanelRoom } from "./vertical-place.js";

/** Fewer rows of text over tables are none that introduce them. */
export const LEAST_OVER_TABLES = 3;

interface Tables extends PanelWidths {
  readonly article: Article;
}

/** Beside a vertical head a story has too little room of its own to be parted. */
export function isFootTable({ panelsAtFoot, article }: Tables, index: number): boolean {
  return panelsAtFoot?.[index] === true && !hasVerticalHead(article);
}

interface Place {
  /** Columns of each of the story's panels. */
  readonly spans: readonly number[];
  readonly without: readonly Cells[];
  /** The first row under the head. */
  readonly top: number;
  readonly room: PanelRoom;
}

/** The row in which they begin; undefined without any, and where they have no room at the foot. */
export function footTablesTop(parts: Tables, cells: Cells, { spans, without, top, room }: Place): number | undefined {
  const foot = cells.row + cells.rows;
  let row = foot + 1;
  for (const [index, span] of spans.entries()) {
    if (isFootTable(parts, index)) row -= (parts.panels[index]?.(span, foot - top, room) ?? 0) + 1;
  }
  const isFree = footUnder({ ...cells, row: top, rows: 0 }, { cells, without }) === foot;
  return row > foot || !isFree || row - 1 < top + LEAST_OVER_TABLES ? undefined : row;
}
