/** What one story costs in each depth of a width, as the search of a page adds it up. */
import type { Cells } from "../layout/grid.js";
import { OVERSET_SLOT, slotBounds, type StoryParts } from "./arrange.js";
import { widthCost } from "./hints.js";
import { leadWidthCost } from "./makeup-lead.js";
import type { MakeupSearch } from "./makeup-search.js";
import { blank, close, type State } from "./makeup-state.js";
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
  const largest = Math.max(1, parts.headSizeAt(area.columns));
  const { hierarchy, narrowLead, white } = search.weights;
  const presence = size === 0 ? 0 : (hierarchy[story] ?? 0) * (1 - size / largest);
  const { least, most } = slotBounds(parts, width);
  const over = search.leavesText === true ? search.ceiling / OVERSET_SLOT : 0;
  const fewest = Math.max(1, Math.floor((least - over) / width));
  const rowsMost = Math.min(area.rows, Math.ceil(most / width + search.ceiling / white / width));
  const anyway = widthCost(parts, width) + presence + (story === 0 ? narrowLead * (area.columns - width) : 0);
  const asLead = story === 0 ? leadWidthCost(search.lead, width, search.weights) : 0;
  const costAt = leastCosts(parts, width);
  for (let rows = fewest; rows <= rowsMost; rows += 1) {
    const total = anyway + costAt(rows);
    if (total < search.ceiling) {
      cost[rows] = total + asLead;
      way[rows] = 0;
      left[rows] = size;
      right[rows] = size;
    }
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
