/** Which of the make-ups that were found come out best once their stories are set. */
import type { Cells } from "../layout/grid.js";
import { HARD, type MakeupWeights, STORY_WEIGHTS } from "../template/makeup.js";
import type { StoryWishes } from "./arrange.js";
import { type Faults, faultsOf } from "./makeup-faults.js";
import { Account, costOf, type MakeupTerms, searchTerms } from "./makeup-score.js";
import { improved, type Verdict } from "./makeup-improve.js";
import type { Leaves } from "./makeup-state.js";
import { columnMakeUps } from "./makeup-columns.js";
import { type Makeup, makeUps, wheelMakeUps } from "./makeup.js";
import { farCeiling, type MakeupRules, type MakeupSearch, searches, wheelSearch } from "./makeup-search.js";
import { headsInRank } from "./rank-heads.js";
import { OVERSET_TROUBLE, type StoryPlan } from "./story.js";

/** Trouble that is not worth a wider search: a row or two of white. */
const ENOUGH = 8_000;
/** A row of white is 3 600 when text is set; a make-up that fills its page may cost 180 more. */
const TROUBLE_TO_COST = 20;
/** How much trouble costs one point where white weighs so much. */
export function troublePerPoint({ white }: Pick<MakeupWeights, "white">): number {
  return (TROUBLE_TO_COST * STORY_WEIGHTS.white) / white;
}

/** Two make-ups are seen to differ when so much of the page belongs to another story. */
const SEEN_TO_DIFFER = 1 / 8;

/** A story in the place that a make-up gives it. */
export interface SetStory {
  readonly plan: StoryPlan;
  readonly cells: Cells;
  readonly wishes: StoryWishes;
}

/** A wheel that costs so much more before its faults are known is not looked at. */
const DEARER_WHEEL = 400;
/** A page with so many lines of text too many, in one story each, is worse than one that leaves a story out. */
const MOST_LINES_OVER = 4;
/** Faults that cost less are let be. */
const FAULTY = 100;

export interface SetMakeup {
  readonly makeup: Makeup;
  readonly faults: Faults;
  readonly stories: readonly SetStory[];
  readonly trouble: number;
  readonly cost: number;
  /** The cost by what it is made of. Reckoned when asked for. */
  readonly terms: () => MakeupTerms;
}

/**
 * Up to `wanted` make-ups that are seen to differ, the cheapest by its own cost and by that of what the setting could not
 * mend first; none when the stories do not fit. The first is the same however many are wanted, and so are those after it.
 */
export function bestMakeups(
  plans: readonly StoryPlan[],
  area: Cells,
  rules: MakeupRules,
  wanted: number,
): readonly SetMakeup[] {
  const best = bestMakeup(plans, area, rules);
  if (best === undefined) return [];
  return wanted === 1 ? [best] : [best, ...others(plans, area, rules, best, wanted - 1)];
}

function bestMakeup(plans: readonly StoryPlan[], area: Cells, rules: MakeupRules): SetMakeup | undefined {
  const parts = plans.map((plan) => plan.parts);
  const page = new JudgedPage(plans, area, rules);
  let best: SetMakeup | undefined;
  let last: { readonly search: MakeupSearch; readonly leaves: Leaves } | undefined;
  // What has been begun is finished, so that the outcome is one whole search's.
  const budget = { left: rules.weights.steps };
  const far = rules.weights.isHard ? searches(parts, rules, true) : [];
  for (const search of [...searches(parts, rules), ...far]) {
    // Before a story is left out, sizes are looked at that are out of the question elsewhere, for a page without a hard fault.
    const isFar = search.ceiling >= farCeiling(rules.weights);
    const isSpent = budget.left <= 0;
    if (isSpent && !isFar) continue;
    const leaves: Leaves = new Map();
    const queue = new Queue(page, makeUps(parts, area, search, budget, leaves));
    const found = queue.next(isSpent ? HARD : best?.cost);
    if (found !== undefined) [best, last] = [found, { search, leaves }];
    if (best !== undefined && best.trouble < ENOUGH && best.cost < HARD) break;
    if (budget.left <= 0 && (best !== undefined || isFar)) break;
  }
  const farthest = searches(parts, rules).at(-1);
  if (farthest !== undefined && (best === undefined || best.cost >= HARD)) {
    const leaves: Leaves = new Map();
    const led = columnMakeUps({ stories: parts, area, search: farthest, leaves }, budget, HARD);
    const found = new Queue(page, led).next(best?.cost);
    if (found !== undefined && found.trouble < MOST_LINES_OVER * OVERSET_TROUBLE)
      [best, last] = [found, { search: farthest, leaves }];
  }
  if (best === undefined || last === undefined || costOf(best.faults.terms) < FAULTY) return best;
  const verdictOf = (makeup: Makeup): Verdict => {
    const { terms, stories } = page.faultsOf(makeup);
    const touched = plans.flatMap(({ article }, index) => (stories?.has(article.id) === false ? [] : [index]));
    return { cost: costOf(terms), stories: touched };
  };
  const limit = Math.min(best.cost, best.makeup.cost + DEARER_WHEEL);
  const wheels =
    rules.leavesText === true
      ? []
      : wheelMakeUps(parts, area, wheelSearch(last.search, parts.length), budget, last.leaves, limit);
  const queue = new Queue(page, wheels);
  const rounds = queue.next();
  const starts = [best.makeup, ...(rounds === undefined ? [] : [rounds.makeup])];
  if (rounds !== undefined && rounds.cost < best.cost) best = rounds;
  if (costOf(best.faults.terms) < FAULTY) return best;
  const judge = { verdict: verdictOf, setting: (makeup: Makeup) => page.settingOf(makeup) };
  const better = improved({ stories: parts, area, ...last }, starts, judge);
  return new Queue(page, better).next(best.cost) ?? best;
}

/** Others that are seen to differ from the best and from one another, and lose no text that it has room for. */
function others(
  plans: readonly StoryPlan[],
  area: Cells,
  rules: MakeupRules,
  best: SetMakeup,
  wanted: number,
): readonly SetMakeup[] {
  const parts = plans.map((plan) => plan.parts);
  const page = new JudgedPage(plans, area, rules);
  const all = searches(parts, rules, true);
  const found: SetMakeup[] = [];
  const taken = [ownersOf(best.stories, plans, area)];
  // Sizes that are out of the question make no page that an editor would choose, unless there are no others.
  for (const ceiling of new Set(all.map((search) => search.ceiling))) {
    const budget = { left: rules.weights.steps };
    const pool: Makeup[] = [];
    for (const search of all.filter((one) => one.ceiling === ceiling)) {
      if (budget.left > 0) pool.push(...makeUps(parts, area, search, budget));
    }
    const queue = new Queue(page, pool, (stories) => {
      const owners = ownersOf(stories, plans, area);
      const turned = mirrored(owners, area);
      return taken.every((known) => differ(known, owners) && differ(known, turned));
    });
    for (let next = queue.next(); next !== undefined && found.length < wanted; next = queue.next()) {
      if (next.trouble >= OVERSET_TROUBLE && next.trouble > best.trouble) continue;
      found.push(next);
      taken.push(ownersOf(next.stories, plans, area));
    }
  }
  return found;
}

/** Which story has each cell of the page. */
function ownersOf(stories: readonly SetStory[], plans: readonly StoryPlan[], area: Cells): Int8Array {
  const owners = new Int8Array(area.columns * area.rows).fill(-1);
  const fill = (cells: Cells, from: number, to: number): void => {
    for (let column = cells.column; column < cells.column + cells.columns; column += 1) {
      for (let row = cells.row; row < cells.row + cells.rows; row += 1) {
        const at = (column - area.column) * area.rows + row - area.row;
        if (owners[at] === from) owners[at] = to;
      }
    }
  };
  for (const { plan, cells, wishes } of stories) {
    const own = plans.indexOf(plan);
    fill(cells, -1, own);
    for (const cut of wishes.without ?? []) fill(cut, own, -1);
  }
  return owners;
}

/** The page with left and right exchanged: to the eye the same make-up. */
function mirrored(owners: Int8Array, { columns, rows }: Cells): Int8Array {
  const turned = new Int8Array(owners.length);
  for (let column = 0; column < columns; column += 1)
    turned.set(owners.subarray(column * rows, (column + 1) * rows), (columns - 1 - column) * rows);
  return turned;
}

/** More white in the same places is no other make-up. */
function differ(a: Int8Array, b: Int8Array): boolean {
  let cells = 0;
  a.forEach((owner, at) => {
    const other = b[at] ?? -1;
    if (owner >= 0 && other >= 0 && owner !== other) cells += 1;
  });
  return cells >= SEEN_TO_DIFFER * a.length;
}

/** A page whose make-ups are judged by the rules of make-up, each of them once. */
class JudgedPage {
  private readonly stories = new Map<Makeup, readonly SetStory[]>();
  private readonly faults = new Map<Makeup, Faults>();

  constructor(
    readonly plans: readonly StoryPlan[],
    readonly area: Cells,
    readonly rules: MakeupRules,
  ) {}

  /** The stories in their places, their heads in rank, the shortest first. */
  storiesOf(makeup: Makeup): readonly SetStory[] {
    const known = this.stories.get(makeup);
    if (known !== undefined) return known;
    const made = headsInRank(storiesOf(this.plans, makeup), this.area);
    this.stories.set(makeup, made);
    return made;
  }

  /** What is wrong once all of it is set, in points. */
  settingOf(makeup: Makeup): number {
    const trouble = this.storiesOf(makeup).reduce(
      (sum, { plan, cells, wishes }) => sum + plan.troubleIn(cells, wishes),
      0,
    );
    return trouble / troublePerPoint(this.rules.weights);
  }

  /** The same in the order of importance. */
  inOrder(makeup: Makeup): readonly SetStory[] {
    return this.storiesOf(makeup).toSorted((a, b) => this.plans.indexOf(a.plan) - this.plans.indexOf(b.plan));
  }

  faultsOf(makeup: Makeup): Faults {
    const known = this.faults.get(makeup);
    if (known !== undefined) return known;
    const made = faultsOf(this.inOrder(makeup), this.area, this.rules);
    this.faults.set(makeup, made);
    return made;
  }
}

/** A make-up that has been judged by the rules of make-up, or not yet, and some of whose stories have been set. */
interface Tried {
  readonly makeup: Makeup;
  /** Known once it has been the cheapest. */
  faults: Faults | undefined;
  set: number;
  /** What it costs with all that is known of it. */
  cost: number;
  trouble: number;
}

/**
 * Make-ups, the one that comes out cheapest first. Neither the rules nor setting a story ever make a make-up cheaper: so
 * the one that is cheapest by what is known is judged, and has one more story set, the shortest first, until the cheapest
 * is set whole.
 */
class Queue {
  private readonly all: Tried[];
  private readonly troublePerPoint: number;

  constructor(
    private readonly page: JudgedPage,
    makeups: readonly Makeup[],
    /** Asked again and again: what is wanted may change with what has been found. */
    private readonly isWanted: (stories: readonly SetStory[]) => boolean = () => true,
  ) {
    this.troublePerPoint = troublePerPoint(page.rules.weights);
    this.all = makeups.map((makeup): Tried => ({
      makeup,
      faults: undefined,
      set: 0,
      cost: makeup.cost,
      trouble: 0,
    }));
  }

  /** The next, when it costs less than `limit`. */
  next(limit = Number.POSITIVE_INFINITY): SetMakeup | undefined {
    for (;;) {
      const [first] = this.all;
      if (first === undefined) return undefined;
      const next = this.all.reduce((least, one) => (one.cost < least.cost ? one : least), first);
      if (next.cost >= limit) return undefined;
      const stories = this.page.inOrder(next.makeup);
      if (!this.isWanted(stories)) {
        this.drop(next);
        continue;
      }
      if (next.faults === undefined) {
        next.faults = this.page.faultsOf(next.makeup);
        next.cost += costOf(next.faults.terms);
        continue;
      }
      const story = this.page.storiesOf(next.makeup)[next.set];
      if (story === undefined) {
        this.drop(next);
        const { makeup, faults, trouble, cost } = next;
        return { makeup, faults, stories, trouble, cost, terms: () => this.termsOf(next) };
      }
      const trouble = story.plan.troubleIn(story.cells, story.wishes);
      next.set += 1;
      next.trouble += trouble;
      next.cost += trouble / this.troublePerPoint;
    }
  }

  private drop(one: Tried): void {
    this.all.splice(this.all.indexOf(one), 1);
  }

  private termsOf({ makeup: { made }, faults, trouble }: Tried): MakeupTerms {
    const account = new Account();
    const { plans, area, rules } = this.page;
    const parts = plans.map((plan) => plan.parts);
    if (made !== undefined) account.addAll(searchTerms(parts, area, rules, made));
    if (faults !== undefined) account.addAll(faults.terms);
    account.add("setting", trouble / this.troublePerPoint);
    return account.terms;
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
