/** What editors ask of the make-up for single stories, as costs of parting a page: nothing here is a must. */
import type { Article, PageSide } from "../edition/model.js";
import type { StoryParts } from "./arrange.js";

/** A column more or fewer than asked for: more than the faults of a page that obeys, as a rule. */
const OTHER_WIDTH = 3_000;
/** A story on the other side of a seam than the editor wants it. */
const OTHER_SIDE = 3_000;
/** Times that for a picture that reaches out of the type area (出格). */
const BREAKING_OUT = 4;
/** For each story that stands between, or beside, two that belong together. */
const PARTED = 200;

/** Whether anything is asked of where a story stands. */
export function asksForPlace({ article: { makeup, head, photos } }: StoryParts): boolean {
  return makeup !== undefined || head !== undefined || photos.some(({ breakOut }) => breakOut);
}

/** The fewest and the most columns that the editor asks for; those of the head alone are the story's. */
export function askedColumns({ makeup, head }: Article): readonly [number, number] | undefined {
  const own = head?.columns;
  return makeup?.columns ?? (own === undefined ? undefined : [own, own]);
}

/** What it costs that a story stands in so many columns. */
export function widthCost(story: StoryParts, columns: number): number {
  const [least, most] = askedColumns(story.article) ?? [columns, columns];
  const unmet = story.headUnmetAt?.(Math.min(columns, story.article.head?.columns ?? columns)) ?? 0;
  return OTHER_WIDTH * (Math.max(0, least - columns, columns - most) + unmet);
}

/** What it costs to part two groups of stories, `first` over or left of `second`. */
export function partingCost(
  first: readonly StoryParts[],
  second: readonly StoryParts[],
  kind: "stack" | "side",
): number {
  const [before, after]: readonly [PageSide, PageSide] = kind === "stack" ? ["top", "bottom"] : ["left", "right"];
  const misplaced = wantingOf(first, after) + wantingOf(second, before);
  return partingPoints(misplaced, parted(first, second), first.length + second.length);
}

/** What it costs to part so many stories with such wishes for the other side, and such pairs that belong together. */
export function partingPoints(misplaced: number, pairs: number, stories: number): number {
  return OTHER_SIDE * misplaced + PARTED * pairs * (stories - 2);
}

/** Wishes for that side; those of pictures that reach out of the type area there count more: elsewhere they cannot. */
export function wantingOf(stories: readonly StoryParts[], side: PageSide): number {
  return stories.reduce((sum, { article: { makeup, photos } }) => {
    const isOut = photos.some((photo) => photo.breakOut && (photo.side ?? "right") === side);
    return sum + (isOut ? BREAKING_OUT : makeup?.sides.includes(side) === true ? 1 : 0);
  }, 0);
}

/** Pairs of stories that belong together, one on each side. */
function parted(first: readonly StoryParts[], second: readonly StoryParts[]): number {
  const pairs = (from: readonly StoryParts[], to: readonly StoryParts[]): number =>
    from.filter((a) => to.some((b) => a.article.makeup?.near === b.article.id)).length;
  return pairs(first, second) + pairs(second, first);
}

/** Numbers of stories that belong together, once for each that asks for it. */
export function nearPairs(stories: readonly StoryParts[]): readonly (readonly [number, number])[] {
  return stories.flatMap((one, at) =>
    stories.flatMap((other, to) =>
      at !== to && one.article.makeup?.near === other.article.id ? [[at, to] as const] : [],
    ),
  );
}
