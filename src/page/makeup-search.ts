/** How a page is searched for a make-up: what is tried first, and where else when that is not good enough. */
import { dearness, type MakeupWeights } from "../template/makeup.js";
import type { StoryParts } from "./arrange.js";
import type { Block } from "./blocks.js";
import type { LeadPlace } from "./makeup-lead.js";

/** A story costs more than this in a size only when that size is out of the question. */
const CEILING = 600;
/** The same where nothing else is possible: a column's foot of white, or a line that finds no room. */
const FAR_CEILING = 7_000;
/** The same where stories may be left over in part: text for some twenty rows of a narrow page. */
const LAST_CEILING = 300_000;
/** Above this many stories only neighbours in the order of importance are grouped. */
export const MOST_SETS = 7;

const SECOND_BEST = 400;
const MOST_CANDIDATES = 60;
const WIDE_MARGIN = 2_000;
const WIDE_CANDIDATES = 1_000;

/** What the template says about make-up. */
export interface MakeupRules {
  /** Empty rows between stories one over the other. */
  readonly gapRows: number;
  readonly weights: MakeupWeights;
  /** Places in the corners that stories keep out of. */
  readonly blocks: readonly Block[];
  /** Where the first story should stand, if it is the page's lead. */
  readonly lead?: LeadPlace;
  /** Stories may stand in places that do not hold all their text: where whole stories would be left over otherwise. */
  readonly leavesText?: boolean;
}

/** How the search goes about it. */
export interface MakeupSearch extends MakeupRules {
  /** What a story may cost at most in a size that is looked at. */
  readonly ceiling: number;
  /** The order in which many stories are parted in groups: indices into the stories. */
  readonly order: readonly number[];
  /** A make-up that costs so much more than the best is not worth setting. */
  readonly margin: number;
  /** How many make-ups are worth setting to see which comes out best. */
  readonly most: number;
}

/** Steps that a page may still take, counted down: the same on every machine. */
export interface Budget {
  left: number;
}

/**
 * Ways to search, the most promising first; each looks at pages that those before it did not. `wide` also keeps make-ups
 * that are dearer by far: editors who ask for several want them to differ.
 */
export function searches(stories: readonly StoryParts[], rules: MakeupRules, wide = false): readonly MakeupSearch[] {
  // Blocks come after all stories.
  const byImportance = [...stories, ...rules.blocks].map((_, index) => index);
  const bySize = byImportance.toSorted((a, b) => rowsOf(stories[b]) - rowsOf(stories[a]));
  const inTurn = [...byImportance.filter((i) => i % 2 === 0), ...byImportance.filter((i) => i % 2 === 1)];
  const orders = byImportance.length <= MOST_SETS ? [byImportance] : [byImportance, bySize, inTurn];
  const kept = wide ? { margin: WIDE_MARGIN, most: WIDE_CANDIDATES } : { margin: SECOND_BEST, most: MOST_CANDIDATES };
  // Where stories are dearer than usual, what is out of the question is dearer too.
  const scale = dearness(rules.weights);
  return (rules.leavesText === true ? [LAST_CEILING] : [CEILING, FAR_CEILING]).flatMap((ceiling) =>
    orders.map((order) => ({ ...rules, ceiling: ceiling * scale, order, ...kept })),
  );
}

/** What a story may cost at most in a size in which it still counts as set. */
export function farCeiling(weights: MakeupWeights): number {
  return FAR_CEILING * dearness(weights);
}

function rowsOf(story: StoryParts | undefined): number {
  return story?.textRows.natural ?? 0;
}
