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
/** Of so many stories and blocks every grouping is looked at; of more, those in which some stories stand together as a unit. */
const MOST_UNITS = 9;
/** Units of stories that a page with many blocks is parted in at least. */
const LEAST_UNITS = 5;

/** A gutter from the head of the page to an advertisement across it is no 通缝, and cuts the stories' part of the page all the same. */
export const CROSSED_PART = 1 / 4;

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
  /** Columns of the area after which something fixed stands across the gutter, wherever on the page: it does not run through. */
  readonly crossed?: ReadonlySet<number>;
  /** Where the first story should stand, if it is the page's lead. */
  readonly lead?: LeadPlace;
  /** Stories may stand in places that do not hold all their text: where whole stories would be left over otherwise. */
  readonly leavesText?: boolean;
}

/** How the search goes about it. */
export interface MakeupSearch extends MakeupRules {
  /** What a story may cost at most in a size that is looked at. */
  readonly ceiling: number;
  /** Sets of stories and blocks, each of which stands together. */
  readonly units: readonly number[];
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
  const byImportance = stories.map((_, index) => index);
  const [lead = 0, ...others] = byImportance;
  const bySize = [lead, ...others.toSorted((a, b) => rowsOf(stories[b]) - rowsOf(stories[a]))];
  const inTurn = [lead, ...others.filter((i) => i % 2 === 1), ...others.filter((i) => i % 2 === 0)];
  const isSmall = stories.length + rules.blocks.length <= MOST_UNITS;
  const orders = stories.length === 0 ? [] : isSmall ? [byImportance] : [byImportance, bySize, inTurn];
  const unitings = orders.map((order) => [
    ...unitsOf(order, Math.max(LEAST_UNITS, MOST_UNITS - rules.blocks.length)),
    ...rules.blocks.map((_, index) => 2 ** (stories.length + index)),
  ]);
  const kept = wide ? { margin: WIDE_MARGIN, most: WIDE_CANDIDATES } : { margin: SECOND_BEST, most: MOST_CANDIDATES };
  // Where stories are dearer than usual, what is out of the question is dearer too.
  const scale = dearness(rules.weights);
  return (rules.leavesText === true ? [LAST_CEILING] : [CEILING, FAR_CEILING]).flatMap((ceiling) =>
    unitings.map((units) => ({ ...rules, ceiling: ceiling * scale, units, ...kept })),
  );
}

/** The same search with units of neighbours by importance for a wheel, which has five of them at least. */
export function wheelSearch(search: MakeupSearch, stories: number): MakeupSearch {
  const { blocks } = search;
  const units = unitsOf(
    Array.from({ length: stories }, (_, index) => index),
    Math.max(LEAST_UNITS, MOST_UNITS - blocks.length),
  );
  return { ...search, units: [...units, ...blocks.map((_, index) => 2 ** (stories + index))] };
}

/** What it costs that a page falls apart in two parts side by side, the first of so many columns. */
export function gutterCost({ weights, crossed }: Pick<MakeupRules, "weights" | "crossed">, columns: number): number {
  return weights.gapThrough * (crossed?.has(columns) === true ? CROSSED_PART : 1);
}

/** What a story may cost at most in a size in which it still counts as set. */
export function farCeiling(weights: MakeupWeights): number {
  return FAR_CEILING * dearness(weights);
}

/** Stories in so many units: the first alone, neighbours in the order together. */
function unitsOf(order: readonly number[], count: number): readonly number[] {
  const units = order.slice(0, count).map((story) => 2 ** story);
  const rest = order.slice(count);
  // At least half of the units stay single stories, and no unit has many more than another.
  const most = Math.ceil(rest.length / Math.ceil(count / 2)) + 1;
  const sizes = units.map(() => 1);
  let extra = rest.length;
  for (let at = count - 1; at > 0 && extra > 0; at -= 1) {
    const more = Math.min(extra, most - 1);
    sizes[at] = 1 + more;
    extra -= more;
  }
  let from = 0;
  return sizes.map((size) => {
    const own = order.slice(from, from + size);
    from += size;
    return own.reduce((sum, story) => sum + 2 ** story, 0);
  });
}

function rowsOf(story: StoryParts | undefined): number {
  return story?.textRows.natural ?? 0;
}
