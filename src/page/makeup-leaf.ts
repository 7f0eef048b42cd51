/** What one story costs in each depth of a width, as the search of a page adds it up. */
import type { Cells } from "../layout/grid.js";
import type { Block } from "./blocks.js";
import { OVERSET_SLOT, slotBounds, type StoryParts } from "./arrange.js";
import { headKind } from "./head-kinds.js";
import { widthCost } from "./hints.js";
import { leadWidthCost } from "./makeup-lead.js";
import type { MakeupSearch } from "./makeup-search.js";
import { blank, close, keep, type State } from "./makeup-state.js";
import { leastCosts } from "./story-cost.js";

export function leafState(
  stories: readonly StoryParts[],
  story: number,
  width: number,
  area: Cells,
  search: MakeupSearch,
): State {
  const parts = stories[story];
  const draft = blank(area.rows);
  if (parts === undefined) return close(draft);
  const [{ cost, way, left, right }] = draft.layers;
  draft.ways.push({ kind: "leaf", story });
  const size = parts.headSizeAt(width);
  const head = headKind(parts, width);
  const largest = Math.max(1, parts.headSizeAt(area.columns));
  const { hierarchy, narrowLead, white } = search.weights;
  const presence = size === 0 ? 0 : (hierarchy[story] ?? 0) * (1 - size / largest);
  const { least, most } = slotBounds(parts, width);
  const over = search.leavesText === true ? search.ceiling / OVERSET_SLOT : 0;
  const fewest = Math.max(1, Math.floor((least - over) / width));
  const rowsMost = Math.min(area.rows, Math.ceil(most / width + search.ceiling / white / width));
  const anyway = presence + (story === 0 ? narrowLead * (area.columns - width) : 0);
  // The editor's wish may be dearer than anything else, and can all the same be one that nothing meets.
  const asWished = widthCost(parts, width);
  const asLead = story === 0 ? leadWidthCost(search.lead, width, search.weights) : 0;
  const costAt = leastCosts(parts, width);
  for (let rows = fewest; rows <= rowsMost; rows += 1) {
    const total = anyway + costAt(rows);
    if (total < search.ceiling) {
      cost[rows] = total + asWished + asLead;
      way[rows] = 0;
      left[rows] = head;
      right[rows] = head;
    }
  }
  return close(draft);
}

/** A block has one size, and costs nothing in it. `number`: its own among the page's stories and blocks. */
export function blockState({ cells }: Block, number: number, width: number, area: Cells): State {
  const draft = blank(area.rows);
  if (cells.columns === width) {
    draft.ways.push({ kind: "leaf", story: number });
    keep(draft, cells.rows, { cost: 0, way: 0, rowsA: 0, left: 0, right: 0 });
  }
  return close(draft);
}

/** The fewest rows of columns in which a story can stand in an area; Infinity where it can't. */
export function leastSlots(parts: StoryParts, area: Cells, ceiling: number): number {
  let least = Number.POSITIVE_INFINITY;
  for (let width = 1; width <= area.columns; width += 1) {
    const fewest = Math.max(1, Math.floor(slotBounds(parts, width).least / width));
    const costAt = leastCosts(parts, width);
    for (let rows = fewest; rows <= area.rows && rows * width < least; rows += 1) {
      if (costAt(rows) < ceiling) least = rows * width;
    }
  }
  return least;
}
