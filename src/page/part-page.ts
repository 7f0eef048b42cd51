/** How an area is parted for its stories around what stands in it: in one piece, or in free rectangles. */
import { freeRectangles, keptApart, LOWEST, withGaps } from "../layout/free.js";
import type { Cells } from "../layout/grid.js";
import { blockedArea } from "./blocks.js";
import type { StoryGroup } from "./made-up.js";
import { shareOut } from "./share.js";
import type { StoryPlan } from "./story.js";

/**
 * The area around what is taken as one with blocks in its corners, where it is that, and as free rectangles. `leadColumns`: the fewest
 * columns of the first story, where it is the page's lead.
 */
export function waysToPart(
  gapRows: number,
  area: Cells,
  loose: readonly StoryPlan[],
  taken: readonly Cells[],
  leadColumns?: number,
): readonly (() => readonly StoryGroup[])[] {
  const blocked = blockedArea(area, taken, gapRows);
  const apart = (): readonly StoryGroup[] => freeGroups(gapRows, area, loose, taken, leadColumns);
  if (blocked === undefined) return [apart];
  const inOne = (): readonly StoryGroup[] => [
    { ...blocked, plans: loose, crossed: crossedGutters(blocked.area, taken) },
  ];
  return blocked.blocks.length === 0 ? [inOne] : [inOne, apart];
}

/** The free rectangles of the area, each with the stories that go into it. */
function freeGroups(
  gapRows: number,
  area: Cells,
  loose: readonly StoryPlan[],
  taken: readonly Cells[],
  leadColumns: number | undefined,
): readonly StoryGroup[] {
  const gapped = taken.map((cells) => withGaps(cells, area, gapRows));
  const rectangles = keptApart(freeRectangles(area, gapped, LOWEST, leadColumns), gapped, gapRows);
  const shares = shareOut(
    loose.map(({ parts }) => parts),
    rectangles,
    leadColumns,
  );
  return rectangles.map((own, index) => ({
    area: own,
    blocks: [],
    crossed: crossedGutters(own, taken),
    plans: shares[index]?.flatMap((story) => loose[story] ?? []) ?? [],
  }));
}

/** Columns of an area, the first of them 1, after which something that is taken stands across the gutter. */
function crossedGutters({ column, columns }: Cells, taken: readonly Cells[]): ReadonlySet<number> {
  const inside = Array.from({ length: columns - 1 }, (_, at) => at + 1);
  const isCrossed = (at: number): boolean =>
    taken.some((one) => one.column < column + at && column + at < one.column + one.columns);
  return new Set(inside.filter(isCrossed));
}
