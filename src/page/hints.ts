/** What editors ask of the make-up for single stories, as costs of parting a page: nothing here is a must. */
import type { PageSide } from "../edition/model.js";
import type { StoryParts } from "./arrange.js";

/** A column more or fewer than asked for. */
const OTHER_WIDTH = 600;
/** A story on the other side of a seam than the editor wants it. */
const OTHER_SIDE = 200;
/** For each story that stands between, or beside, two that belong together. */
const PARTED = 60;

/** What it costs that a story stands in so many columns. */
export function widthCost(story: StoryParts, columns: number): number {
  const [least, most] = story.article.makeup?.columns ?? [columns, columns];
  return OTHER_WIDTH * Math.max(0, least - columns, columns - most);
}

/** What it costs to part two groups of stories, `first` over or left of `second`. */
export function partingCost(
  first: readonly StoryParts[],
  second: readonly StoryParts[],
  kind: "stack" | "side",
): number {
  const [before, after]: readonly [PageSide, PageSide] = kind === "stack" ? ["top", "bottom"] : ["left", "right"];
  const misplaced = wanting(first, after) + wanting(second, before);
  return OTHER_SIDE * misplaced + PARTED * parted(first, second) * (first.length + second.length - 2);
}

function wanting(stories: readonly StoryParts[], side: PageSide): number {
  return stories.filter(({ article }) => article.makeup?.sides.includes(side) === true).length;
}

/** Pairs of stories that belong together, one on each side. */
function parted(first: readonly StoryParts[], second: readonly StoryParts[]): number {
  const pairs = (from: readonly StoryParts[], to: readonly StoryParts[]): number =>
    from.filter((a) => to.some((b) => a.article.makeup?.near === b.article.id)).length;
  return pairs(first, second) + pairs(second, first);
}
