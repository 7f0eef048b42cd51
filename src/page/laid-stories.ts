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
  const own = head === undefined ? undefined : moved(head);
  const [ownLegs, ownPhotos, ownBoxes] = [legs.map(moved), photos.map(moved), boxes.map(moved)];
  return {
    id,
    head: own,
    headSize,
    legs: ownLegs.map(({ column, columns, row, rows }) => ({ column, columns, row, rows, lines: [] })),
    photos: ownPhotos,
    boxes: ownBoxes,
    hull: hullOf([...(own === undefined ? [] : [own]), ...ownLegs, ...ownPhotos, ...ownBoxes]),
  };
}

export function within({ column, columns, row, rows }: Cells, area: Cells): Cells {
  return { column: column - area.column, columns, row: row - area.row, rows };
}
