/** Stories in their places, before they are set, as the rules of make-up see them. */
import type { Article } from "../edition/model.js";
import type { Cells } from "../layout/grid.js";
import { hullOf, type LaidStory } from "../lint/laid-page.js";
import type { StoryParts, StoryShape, StoryWishes } from "./arrange.js";

/** A story in a place, before it is set. */
export interface ShapedStory {
  readonly plan: {
    readonly article: Pick<Article, "id" | "priority" | "continuesFrom" | "head">;
    readonly parts?: Pick<StoryParts, "leastHeadAt">;
    shapeIn(cells: Cells, wishes: StoryWishes): StoryShape | undefined;
  };
  readonly cells: Cells;
  readonly wishes: StoryWishes;
}

/** Those that find room in their places; rows and columns are counted from those of `area`. */
export function laidStories(stories: readonly ShapedStory[], area: Cells): readonly LaidStory[] {
  return stories.flatMap(({ plan, cells, wishes }) => {
    const shape = plan.shapeIn(cells, wishes);
    return shape === undefined ? [] : [laidStory(plan.article.id, shape, area)];
  });
}

function laidStory(id: string, { head, headSize, legs, photos, boxes }: StoryShape, area: Cells): LaidStory {
  const moved = (cells: Cells): Cells => within(cells, area);
  const own = [...(head === undefined ? [] : [head]), ...legs, ...photos, ...boxes].map(moved);
  return {
    id,
    head: head === undefined ? undefined : moved(head),
    headSize,
    legs: legs.map((leg) => ({ ...moved(leg), lines: [] })),
    photos: photos.map(moved),
    boxes: boxes.map(moved),
    hull: hullOf(own),
  };
}

export function within(cells: Cells, area: Cells): Cells {
  return { ...cells, column: cells.column - area.column, row: cells.row - area.row };
}
