/**
 * Headlines do not grow as importance falls: a story's is no larger than those of all that matter more (`priority`), as far as
 * its ladder lets it be smaller. Sizes are known from the stories' shapes, before any text is set.
 */
import type { Cells } from "../layout/grid.js";
import { clearlyUnder } from "../base/type-size.js";
import type { Len } from "../base/length.js";
import { RULES } from "../lint/rules.js";
import { hasOwnSize } from "./head-sizes.js";
import { laidStories, type ShapedStory } from "./laid-stories.js";
import type { Finding } from "../scene/list.js";

/** Rounds in which heads are parted: one that is made smaller may come to look like a third. */
const ROUNDS = 3;

/** The same stories, with the largest headline that each may have. A head that the editor placed keeps its size. */
function underRanks<T extends ShapedStory>(stories: readonly T[]): readonly T[] {
  const capped = new Map<T, T>();
  let most = Number.POSITIVE_INFINITY;
  let lead = Number.POSITIVE_INFINITY;
  for (const tier of tiersOf(stories)) {
    const over = most;
    for (const story of tier) {
      const { wishes } = story;
      const ranked = isContinued(story) ? Math.min(underLead(lead), Math.max(over, leastOf(story))) : over;
      const mostHead = Math.min(ranked, wishes.mostHead ?? ranked);
      const isFree = mostHead === Number.POSITIVE_INFINITY || keepsSize(story);
      const own = isFree ? wishes : { ...wishes, mostHead };
      const made = { ...story, wishes: own };
      capped.set(story, made);
      if (!hasOwnSize(story.plan.article)) most = Math.min(most, sizeOf(made) || most);
    }
    const [first] = tier;
    if (lead === Number.POSITIVE_INFINITY && first !== undefined)
      lead = sizeOf(capped.get(first) ?? first) || Number.POSITIVE_INFINITY;
  }
  return stories.map((story) => capped.get(story) ?? story);
}

/** The head over what goes on from another page is smaller than that of the page's lead, however small this is. */
function underLead(lead: Len): Len {
  return lead - 1;
}

/** The smallest size of its ladder: for the rank of a lesser story alone it becomes no smaller. */
function leastOf({ plan, cells }: ShapedStory): Len {
  return plan.parts?.leastHeadAt?.(cells.columns) ?? 0;
}

function isContinued({ plan }: ShapedStory): boolean {
  return plan.article.continuesFrom !== undefined;
}

/** Stories of one importance together, the most important first. */
function tiersOf<T extends ShapedStory>(stories: readonly T[]): readonly (readonly T[])[] {
  const ranks = [...new Set(stories.map(rankOf))].toSorted((a, b) => a - b);
  return ranks.map((rank) => stories.filter((story) => rankOf(story) === rank));
}

/** What goes on from an earlier page ranks behind the page's own stories. */
export function rankOf({ plan: { article } }: ShapedStory): number {
  return article.continuesFrom === undefined ? article.priority : Number.POSITIVE_INFINITY;
}

/** A head that the editor placed, or gave a size. */
function keepsSize({ plan, wishes }: ShapedStory): boolean {
  return wishes.head !== undefined || hasOwnSize(plan.article);
}

function sizeOf({ plan, cells, wishes }: ShapedStory): Len {
  return plan.shapeIn(cells, wishes)?.headSize ?? 0;
}

/**
 * Stories whose headline is larger than that of a more important one, each with the smallest of those. A size that the editor
 * asks for is his own affair, on either side.
 */
export function risingHeads(
  stories: readonly ShapedStory[],
): readonly { readonly id: string; readonly over: string }[] {
  const ranked = stories.filter(({ plan }) => !hasOwnSize(plan.article));
  const sized = ranked
    .map((story) => ({
      id: story.plan.article.id,
      rank: rankOf(story),
      size: sizeOf(story),
      isContinued: isContinued(story),
    }))
    .filter(({ size }) => size > 0);
  const first = Math.min(...sized.map(({ rank }) => rank));
  return sized.flatMap((one) => {
    const { id, rank, size } = one;
    const [least] = sized
      .filter(
        (other) =>
          other.rank < rank && (one.isContinued ? other.rank === first && other.size <= size : other.size < size),
      )
      .toSorted((a, b) => a.size - b.size);
    return least === undefined ? [] : [{ id, over: least.id }];
  });
}

/** Heads that grew all the same, since no make-up without them was found. */
export function risingFindings(stories: readonly ShapedStory[]): readonly Omit<Finding, "page">[] {
  return risingHeads(stories).map(({ id, over }) => ({
    severity: "warning" as const,
    code: "head-over-rank",
    article: id,
    message: `its headline is larger than that of ${over}, which has a smaller \`priority\`: no make-up without that was found`,
    hint: `ask for more \`columns\` for ${over} or for fewer for ${id} in their \`makeup\`, or change their \`priority\``,
  }));
}

/**
 * Heads that stand side by side in about one size (碰题): the lesser story's becomes clearly smaller, where its ladder lets
 * it. `area`: the columns and rows that the stories' cells are counted in.
 */
export function headsInRank<T extends ShapedStory>(stories: readonly T[], area: Cells): readonly T[] {
  let made = underRanks(stories);
  for (let round = 0; round < ROUNDS; round += 1) {
    const smaller = new Map<T, Len>();
    for (const [a, b] of buttingHeads(made, area)) {
      const [greater, lesser] = rankOf(a) <= rankOf(b) ? [a, b] : [b, a];
      const most = clearlyUnder(sizeOf(greater));
      if (!keepsSize(lesser) && canBeUnder(lesser, most)) smaller.set(lesser, most);
    }
    if (smaller.size === 0) return made;
    made = underRanks(
      made.map((story) => {
        const most = smaller.get(story);
        return most === undefined ? story : { ...story, wishes: { ...story.wishes, mostHead: most } };
      }),
    );
  }
  return made;
}

function canBeUnder(story: ShapedStory, most: Len): boolean {
  const size = sizeOf({ ...story, wishes: { ...story.wishes, mostHead: most } });
  return size > 0 && size <= most;
}

/** Pairs of stories whose heads stand side by side in about one size (碰题). */
export function buttingHeads<T extends ShapedStory>(stories: readonly T[], area: Cells): readonly (readonly [T, T])[] {
  const page = { columns: area.columns, rows: area.rows, leading: 0, stories: laidStories(stories, area), fixed: [] };
  const find = (id: string | undefined): T | undefined => stories.find(({ plan }) => plan.article.id === id);
  return RULES["heads-butt"].check(page).flatMap(({ stories: [first, second] }) => {
    const [a, b] = [find(first), find(second)];
    return a === undefined || b === undefined ? [] : [[a, b] as const];
  });
}
