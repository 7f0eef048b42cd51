/** The rank of a page's stories, and how large their headlines may be beside the lead's. */
import type { Article } from "../edition/model.js";
import type { Len } from "../base/length.js";
import type { PageGrid } from "../layout/grid.js";
import { headSizes } from "../scene/head-sizes.js";
import type { SceneItem, ScenePage } from "../scene/list.js";
import type { MakeupWeights } from "../template/makeup.js";
import { hasOwnSize } from "./head-sizes.js";
import { leadColumns, type LeadPlace, leadPlace } from "./makeup-lead.js";
import type { StoryPlan } from "./story.js";
import type { Typesetter } from "./typeset.js";

export interface StoryPart {
  readonly whole: Article;
  readonly part: Article;
  /** Pages on which its text may go on. */
  readonly later: readonly number[];
}

/** The most important story first; what goes on from an earlier page leads no page. */
export function orderOf(parts: readonly StoryPart[]): readonly string[] {
  const rank = ({ whole, part }: StoryPart): number => (part.continuesFrom === undefined ? whole.priority : Infinity);
  const ranked = parts.map((one) => ({ id: one.whole.id, rank: rank(one) }));
  return ranked.toSorted((a, b) => (a.rank === b.rank ? 0 : a.rank - b.rank)).map(({ id }) => id);
}

/** The most important story, if it begins on the page. */
export function leadOf(parts: readonly StoryPart[], [first]: readonly string[]): StoryPart | undefined {
  const lead = parts.find(({ part }) => part.id === first);
  return lead?.part.continuesFrom === undefined ? lead : undefined;
}

/** Sets other stories' headlines no larger than the lead's over the fewest columns that it may have. */
export function underLead(
  setter: Typesetter,
  grid: PageGrid,
  lead: StoryPlan | undefined,
  known = Number.POSITIVE_INFINITY,
): Typesetter {
  if (lead === undefined) return setter;
  const columns = leadColumns(lead.parts, grid.columns, setter.template.makeup);
  const mostHead = Math.min(known, lead.parts.headSizeAt(columns));
  return mostHead === 0 ? setter : { ...setter, mostHead };
}

/** Where the engine should place the lead. */
export function leadStoryOf(
  lead: StoryPlan,
  plans: readonly StoryPlan[],
  columns: number,
  weights: MakeupWeights,
): { readonly id: string; readonly place: LeadPlace } {
  const others = plans.filter((plan) => plan !== lead).map(({ parts }) => parts);
  return { id: lead.article.id, place: leadPlace(lead.parts, others, columns, weights) };
}

/** Stories whose headline has a size of the editor's own, as a scene tells it. */
export function sizedOf(articles: readonly Article[]): Pick<ScenePage, "sized"> {
  const sized = articles.filter(hasOwnSize).map(({ id }) => id);
  return sized.length === 0 ? {} : { sized };
}

/** The size of the lead's headline on a finished page, where that of another story is larger. */
export function smallLead(items: readonly SceneItem[], [lead, ...others]: readonly string[]): Len | undefined {
  const sizes = headSizes(items);
  const own = sizes.get(lead ?? "");
  return own !== undefined && others.some((id) => (sizes.get(id) ?? 0) > own) ? own : undefined;
}

export function inRank(plans: readonly StoryPlan[], order: readonly string[]): readonly StoryPlan[] {
  return order.flatMap((id) => plans.filter(({ article }) => article.id === id));
}
