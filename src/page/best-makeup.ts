/** Which of the make-ups that were found comes out best once its stories are set. */
import type { Cells } from "../layout/grid.js";
import type { StoryWishes } from "./arrange.js";
import { faultsCost } from "./makeup-faults.js";
import { type Makeup, makeUps } from "./makeup.js";
import { searches } from "./makeup-search.js";
import type { StoryPlan } from "./story.js";

/** Trouble that is not worth a wider search: a row or two of white. */
const ENOUGH = 8_000;
/** A row of white is 3 600 when text is set; a make-up that fills its page may cost 180 more. */
const TROUBLE_TO_COST = 20;
/** Steps of search for one page: about a second. What has been begun is finished, so that the outcome is one whole search's. */
const BUDGET = 20_000_000;

/** A story in the place that a make-up gives it. */
export interface SetStory {
  readonly plan: StoryPlan;
  readonly cells: Cells;
  readonly wishes: StoryWishes;
}

interface SetMakeup {
  readonly stories: readonly SetStory[];
  readonly trouble: number;
  readonly cost: number;
}

/** The stories as the make-up with the least cost has them: its own, and that of what the setting could not mend. */
export function bestMakeup(plans: readonly StoryPlan[], area: Cells, gapRows: number): readonly SetStory[] | undefined {
  const parts = plans.map((plan) => plan.parts);
  let best: SetMakeup | undefined;
  const budget = { left: BUDGET };
  for (const search of searches(parts, gapRows)) {
    best = cheapest(plans, area, makeUps(parts, area, search, budget), best);
    if ((best !== undefined && best.trouble < ENOUGH) || budget.left <= 0) break;
  }
  return best?.stories;
}

/** A make-up that has been judged by the rules of make-up, or not yet, and some of whose stories have been set. */
interface Tried {
  readonly stories: readonly SetStory[];
  judged: boolean;
  set: number;
  /** What it costs with all that is known of it. */
  cost: number;
  trouble: number;
}

/**
 * The cheapest of `makeups` once it is set, when it is cheaper than `best`. Neither the rules nor setting a story ever make
 * a make-up cheaper: so the one that is cheapest by what is known is judged, and has one more story set, the shortest
 * first, until the cheapest is set whole.
 */
function cheapest(
  plans: readonly StoryPlan[],
  area: Cells,
  makeups: readonly Makeup[],
  best: SetMakeup | undefined,
): SetMakeup | undefined {
  const all = makeups.map((makeup): Tried => ({
    stories: storiesOf(plans, makeup),
    judged: false,
    set: 0,
    cost: makeup.cost,
    trouble: 0,
  }));
  for (;;) {
    const [first] = all;
    if (first === undefined) return best;
    const next = all.reduce((least, one) => (one.cost < least.cost ? one : least), first);
    if (best !== undefined && next.cost >= best.cost) return best;
    if (!next.judged) {
      next.judged = true;
      next.cost += faultsCost(inOrder(plans, next.stories), area);
      continue;
    }
    const story = next.stories[next.set];
    if (story === undefined) return { stories: inOrder(plans, next.stories), trouble: next.trouble, cost: next.cost };
    const trouble = story.plan.troubleIn(story.cells, story.wishes);
    next.set += 1;
    next.trouble += trouble;
    next.cost += trouble / TROUBLE_TO_COST;
  }
}

function storiesOf(plans: readonly StoryPlan[], { places }: Makeup): readonly SetStory[] {
  return places
    .flatMap(({ index, cells, without }): readonly SetStory[] => {
      const plan = plans[index];
      return plan === undefined ? [] : [{ plan, cells, wishes: without === undefined ? {} : { without } }];
    })
    .toSorted((a, b) => a.plan.parts.textRows.natural - b.plan.parts.textRows.natural);
}

function inOrder(plans: readonly StoryPlan[], stories: readonly SetStory[]): readonly SetStory[] {
  return stories.toSorted((a, b) => plans.indexOf(a.plan) - plans.indexOf(b.plan));
}
