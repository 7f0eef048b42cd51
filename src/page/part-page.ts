/** How an area is parted for its stories around what stands in it: in one piece, or in free rectangles. */
import { freeRectangles, keptApart, LOWEST, withGaps } from "../layout/free.js";
import type { Cells } from "../layout/grid.js";
import { blockedArea } from "./blocks.js";
import type { StoryGroup } from "./made-up.js";
import { sharesOf } from "./share.js";
import type { StoryPlan } from "./story.js";

/**
 * The area around what is taken as one with blocks in its corners, where it is that, and as free rectangles, by several shares. The last
 * is the likeliest of these. `leadColumns`: the fewest columns of the first story, where it is the page's lead.
 */
export function waysToPart(
  gapRows: number,
  area: Cells,
  loose: readonly StoryPlan[],
  taken: readonly Cells[],
  leadColumns?: number,
): readonly (() => readonly StoryGroup[])[] {
  const blocked = blockedArea(area, taken, gapRows);
  if (blocked === undefined) return freeGroups(gapRows, area, loose, taken, leadColumns);
  const inOne = (): readonly StoryGroup[] => [
    { ...blocked, plans: loose, crossed: crossedGutters(blocked.area, taken) },
  ];
  if (blocked.blocks.length === 0) return [inOne];
  return [inOne, ...freeGroups(gapRows, area, loose, taken, leadColumns)];
}

/** The free rectangles of the area, each with the stories that go into it, by each share that is worth trying; the first once more. */
function freeGroups(
  gapRows: number,
  area: Cells,
  loose: readonly StoryPlan[],
  taken: readonly Cells[],
  leadColumns: number | undefined,
): readonly (() => readonly StoryGroup[])[] {
  const gapped = taken.map((cells) => withGaps(cells, area, gapRows));
  const rectangles = keptApart(freeRectangles(area, gapped, LOWEST, leadColumns), gapped, gapRows);
  const shares = sharesOf(
    loose.map(({ parts }) => parts),
    rectangles,
    leadColumns,
  );
  const groups = shares.map(
    (share) => () =>
      rectangles.map((own, index) => ({
        area: own,
        blocks: [],
        crossed: crossedGutters(own, taken),
        plans: share[index]?.flatMap((story) => loose[story] ?? []) ?? [],
      })),
  );
  return groups.length < 2 ? groups : [...groups, ...groups.slice(0, 1)];
}

/** Columns of an area, the first of them 1, after which something that is taken stands across the gutter. */
function crossedGutters({ column, columns }: Cells, taken: readonly Cells[]): ReadonlySet<number> {
  const inside = Array.from({ length: columns - 1 }, (_, at) => at + 1);
  const isCrossed = (at: number): boolean =>
    taken.some((one) => one.column < column + at && column + at < one.column + one.columns);
  return new Set(inside.filter(isCrossed));
}
