/**
 * The make-ups of a page: its free rectangles, each made up alone, and the cheapest ways to take them together. Plain
 * places, so that a page can be set again by another of its make-ups without a search.
 */
import type { Cells } from "../layout/grid.js";
import type { Finding, PageScore } from "../scene/list.js";
import { HARD, type MakeupWeights, PAGE_KEYS } from "../template/makeup.js";
import type { StoryWishes } from "./arrange.js";
import type { Block } from "./blocks.js";
import { bestMakeups, type SetMakeup, type SetStory } from "./best-makeup.js";
import { Account, type MakeupTerms } from "./makeup-score.js";
import type { LeadPlace } from "./makeup-lead.js";
import { leastSlots } from "./makeup-leaf.js";
import { farCeiling, type MakeupRules } from "./makeup-search.js";
import { OVERSET_TROUBLE, type StoryPlan } from "./story.js";

/** So many stories are tried, however long they are. */
const SURELY_TRIED = 8;
/** More stories than this on one page can't be made up; the rest is reported, never dropped. */
const MOST_STORIES = 40;

/** Where stories with more text than this part of the area would be left over whole, others rather lose some of theirs. */
const MOST_LOST = 1 / 8;

/** Stories that share a free rectangle of the page. */
export interface StoryGroup {
  readonly plans: readonly StoryPlan[];
  readonly area: Cells;
  /** What stands in the area's corners. */
  readonly blocks: readonly Block[];
  /** Columns of the area after which something fixed crosses the gutter. */
  readonly crossed: ReadonlySet<number>;
}

export interface StoryPlace {
  readonly article: string;
  readonly cells: Cells;
  readonly wishes: StoryWishes;
  /** The page has no room for it: it is reported whole as overset. */
  readonly left?: boolean;
}

export interface PageMakeup {
  /** By group, in the order in which the stories are set. */
  readonly groups: readonly (readonly StoryPlace[])[];
  /** Nothing of a page on which nothing could be made up. */
  readonly score: PageScore | undefined;
}

/** What holds for all areas of a page. */
export interface AreaRules extends Omit<MakeupRules, "blocks" | "crossed" | "lead"> {
  /** The page's lead, if it has one that the engine places. */
  readonly leadStory?: { readonly id: string; readonly place: LeadPlace };
}

interface GroupMakeup {
  readonly places: readonly StoryPlace[];
  readonly cost: number;
  readonly terms: () => MakeupTerms;
}

/**
 * Up to `wanted` make-ups of a page, the best first. `ways`: how the page may be parted into areas, the preferred one first; the
 * first one is taken in which all stories find a place without a hard fault, then the cheapest with one, and the last one anyway. There
 * is always a make-up.
 */
export function pageMakeups(
  ways: readonly (() => readonly StoryGroup[])[],
  rules: AreaRules,
  wanted: number,
): readonly PageMakeup[] {
  let best: readonly PageMakeup[] = [];
  for (const [index, groupsOf] of ways.entries()) {
    const isLast = index === ways.length - 1;
    if (isLast && best.length > 0) break;
    const made = madeUp(groupsOf(), rules, wanted, !isLast);
    const [cost, least] = [made, best].map(([first]) => first?.score?.cost ?? 0);
    if (made.length > 0 && (best.length === 0 || (cost ?? 0) < (least ?? 0))) best = made;
    if (best.length > 0 && (best[0]?.score?.cost ?? 0) < HARD) break;
  }
  return best;
}

/** `whole`: with all stories, or not at all. */
function madeUp(
  groups: readonly StoryGroup[],
  rules: AreaRules,
  wanted: number,
  whole: boolean,
): readonly PageMakeup[] {
  const none: readonly RankedMakeup[] = [];
  let ways = [none];
  for (const group of groups) {
    const { leadStory, ...others } = rules;
    const isLeads = leadStory !== undefined && group.plans[0]?.article.id === leadStory.id;
    const lead = isLeads ? { lead: leadIn(leadStory.place, group.area) } : {};
    const own = groupMakeups(
      group,
      { ...others, ...lead, blocks: group.blocks, crossed: group.crossed },
      wanted,
      whole,
    );
    const ranked = inTheirOrder(own);
    ways = ways
      .flatMap((way) => ranked.map((makeup) => [...way, makeup]))
      .toSorted((a, b) => rankOf(a) - rankOf(b))
      .slice(0, wanted);
  }
  return ways.map((way) => ({ groups: way.map(({ places }) => places), score: scoreOf(way) }));
}

/** An area that is narrower than the lead should be has it over its whole width. */
function leadIn(place: LeadPlace, { columns }: Cells): LeadPlace {
  return { ...place, columns: Math.min(place.columns, columns) };
}

/** The key by which the template makes a term hard; undefined where it does not, however dear it came out. */
function hardKey(term: string, { rules, ...weights }: MakeupWeights): string | undefined {
  if (rules.some(([rule, cost]) => rule === term && cost === HARD)) return `makeup.rules.${term}`;
  const own = PAGE_KEYS.find((key) => key === term);
  return own !== undefined && weights[own] === HARD ? `makeup.${own}` : undefined;
}

/** What the template makes hard, and no make-up that was found could avoid. */
export function hardFindings(
  { score }: Pick<PageMakeup, "score">,
  page: number,
  weights: MakeupWeights,
): readonly Finding[] {
  const broken = (score?.terms ?? []).flatMap(({ term, cost }) => {
    // What a lead does that does not lead is told by its place.
    if (term === "lead") return [];
    const key = hardKey(term, weights);
    return cost >= HARD && key !== undefined ? [{ term, key }] : [];
  });
  return broken.map(({ term, key }) => ({
    page,
    severity: "warning",
    code: "hard-makeup-rule",
    message: `no make-up was found without a fault of \`${term}\`, which the template makes hard`,
    hint: `place a story by hand in \`layout\`, change what the page holds, or write \`${key}: soft\` in the template`,
  }));
}

function rankOf(way: readonly RankedMakeup[]): number {
  return way.reduce((sum, { rank }) => sum + rank, 0);
}

/** A make-up with what it costs or, where one before it costs more, that: the order in which they were found holds. */
interface RankedMakeup extends GroupMakeup {
  readonly rank: number;
}

function inTheirOrder(makeups: readonly GroupMakeup[]): readonly RankedMakeup[] {
  let rank = 0;
  return makeups.map((makeup) => ({ ...makeup, rank: (rank = Math.max(rank, makeup.cost)) }));
}

function scoreOf(way: readonly GroupMakeup[]): PageScore | undefined {
  const account = new Account();
  for (const { terms } of way) account.addAll(terms());
  const terms = [...account.terms]
    .map(([term, cost]) => ({ term, cost: Math.round(cost) }))
    .filter(({ cost }) => cost > 0)
    .toSorted((a, b) => b.cost - a.cost);
  return way.length === 0 ? undefined : { cost: terms.reduce((sum, { cost }) => sum + cost, 0), terms };
}

function groupMakeups(
  { plans, area }: StoryGroup,
  rules: MakeupRules,
  wanted: number,
  whole: boolean,
): readonly GroupMakeup[] {
  const tried = plans.length <= SURELY_TRIED ? plans : withRoom(plans, area, rules);
  if (whole && tried.length < plans.length) return [];
  const first = { fitting: tried, found: bestMakeups(tried, area, rules, wanted) };
  if (whole && first.found.length === 0) return [];
  const least = first.found.length > 0 ? first : withFewer(tried, area, rules, wanted);
  const { fitting, found } = withTextLeft(plans, least, area, rules) ?? least;
  const left = leftOut(plans, fitting).map(({ article }): StoryPlace => {
    return { article: article.id, cells: { ...area, rows: 0 }, wishes: {}, left: true };
  });
  if (found.length === 0) {
    const only = fitting.map(({ article }): StoryPlace => ({ article: article.id, cells: area, wishes: {} }));
    return [{ places: [...only, ...left], cost: 0, terms: () => new Map() }];
  }
  return found.map(({ stories, cost, terms }) => ({
    places: [...stories.map(({ plan, cells, wishes }) => ({ article: plan.article.id, cells, wishes })), ...left],
    cost,
    terms,
  }));
}

/** Make-ups of some of a group's stories. */
interface Attempt {
  readonly fitting: readonly StoryPlan[];
  readonly found: readonly SetMakeup[];
}

/** Fewer and fewer stories, until they fit; the last one where nothing does. */
function withFewer(plans: readonly StoryPlan[], area: Cells, rules: MakeupRules, wanted: number): Attempt {
  const roomy = withRoom(plans, area, rules);
  let attempt: Attempt = { fitting: plans, found: [] };
  let next = roomy.length < plans.length ? roomy : plans.slice(0, -1);
  while (attempt.found.length === 0 && next.length > 0) {
    attempt = { fitting: next, found: bestMakeups(next, area, rules, wanted) };
    next = next.slice(0, -1);
  }
  return attempt;
}

/** All stories with some of their text left over, where an attempt leaves out more than that. */
function withTextLeft(
  plans: readonly StoryPlan[],
  { fitting }: Attempt,
  area: Cells,
  rules: MakeupRules,
): Attempt | undefined {
  const lost = leftOut(plans, fitting).reduce((rows, { parts }) => rows + parts.textRows.natural, 0);
  if (lost <= MOST_LOST * area.columns * area.rows) return undefined;
  const all = plans.slice(0, MOST_STORIES);
  const [forced] = bestMakeups(all, area, { ...rules, leavesText: true }, 1);
  if (forced === undefined || forced.trouble / OVERSET_TROUBLE >= lost) return undefined;
  return { fitting: all, found: [{ ...forced, stories: downTo(area, forced.stories) }] };
}

function leftOut(plans: readonly StoryPlan[], fitting: readonly StoryPlan[]): readonly StoryPlan[] {
  return plans.filter((plan) => !fitting.includes(plan));
}

/**
 * Stories that may have room together: what finds none even alone gives way, and then the least important ones, until the rest
 * would fit if everything in them were as small as can be. A first story that is too long for the area has it to itself.
 */
function withRoom(
  plans: readonly StoryPlan[],
  area: Cells,
  { weights }: Pick<MakeupRules, "weights">,
): readonly StoryPlan[] {
  const ceiling = farCeiling(weights);
  const [first] = plans;
  if (first !== undefined && first.parts.textRows.least > area.columns * area.rows) return [first];
  const fitting: StoryPlan[] = [];
  let slots = 0;
  for (const plan of plans.slice(0, MOST_STORIES)) {
    const least = leastSlots(plan.parts, area, ceiling);
    if (least === Number.POSITIVE_INFINITY) continue;
    slots += least;
    if (slots > area.columns * area.rows) break;
    fitting.push(plan);
  }
  return fitting.length === 0 ? plans.slice(0, 1) : fitting;
}

/** Stories over a white foot of the area that have too little room go on down to its end. */
function downTo(area: Cells, stories: readonly SetStory[]): readonly SetStory[] {
  const foot = Math.max(...stories.map(({ cells }) => cells.row + cells.rows));
  const more = area.row + area.rows - foot;
  return stories.map((story) => {
    const { plan, cells, wishes } = story;
    if (more === 0 || cells.row + cells.rows < foot) return story;
    const taller = { ...cells, rows: cells.rows + more };
    return plan.troubleIn(taller, wishes) < plan.troubleIn(cells, wishes) ? { ...story, cells: taller } : story;
  });
}
