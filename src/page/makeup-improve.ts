/**
 * Makes a make-up better by small changes: stories exchanged, moved or turned, the page parted in another way, the sizes found anew
 * each time. The search of the page sees only in part what stands beside what, and of many stories not every grouping; the rules of
 * make-up tell here which stories to begin with. Simulated annealing (Kirkpatrick, Gelatt and Vecchi 1983): a change is taken when
 * it makes the page cheaper, and by chance when it makes it a little dearer, the less often the longer the search has run.
 */
import { seeded } from "../base/random.js";
import { changed, type Topology, topologyOf } from "./makeup-moves.js";
import type { Budget } from "./makeup-search.js";
import type { SearchedPage } from "./makeup-leaf.js";
import { Tables } from "./makeup-tables.js";
import type { Makeup } from "./makeup.js";

/** A change that makes the page dearer by so much is taken about once in three times, at first and at last: a fault, and a third of a white row. */
const HOT = 600;
const COLD = 20;
/** The same at first where the best that was found is begun with once more. */
const WARM = 200;
/** Parts of the steps that go into changes of the better make-up that is begun with, and of the other; the rest into the best then. */
const FIRST_PART = 0.4;
const SECOND_PART = 0.25;
/** One that costs so much more than the other is not begun with. */
const FAR_FROM_BEST = 1_500;
/** Parts of a page that cost so much more than the page begun with are in none that would be taken. */
const DEAREST = 5 * HOT;
/** Part of the template's steps of search that may go into changes, for each story of the page, up to so many. */
const STEPS_PART = 0.025;
const MOST_COUNTED = 16;
/** Judging a make-up, and trying a change that chance chose, and setting the text of what may be the best, in steps of search. */
const JUDGE_STEPS = 5_000;
const TRY_STEPS = 50;
const SET_STEPS = 20_000;
/** The same changes on every machine. */
const SEED = 1;
/** How many of those that are better than the one begun with are worth setting. */
const MOST_BETTER = 12;

/** What the rules say of a make-up: what its faults cost, and the stories (by index) that have them. */
export interface Verdict {
  readonly cost: number;
  readonly stories: readonly number[];
}

/** What is asked of a make-up. */
export interface Judge {
  /** What the rules say. */
  verdict(makeup: Makeup): Verdict;
  /** What setting its text could not mend costs. It takes time, and is asked for what would be the best alone. */
  setting(makeup: Makeup): number;
}

/** Make-ups that cost less with their faults than the first of `starts`, the cheapest first. Each of `starts` is begun with. */
export function improved(page: SearchedPage, starts: readonly Makeup[], judge: Judge): readonly Makeup[] {
  return new Annealing(page, judge).run(starts);
}

/** A make-up that has been judged. */
interface Judged {
  readonly makeup: Makeup;
  readonly verdict: Verdict;
  /** With its faults, and with what setting it costs where that is known. */
  total: number;
  isSet: boolean;
}

class Annealing {
  private readonly budget: Budget;
  private readonly random = seeded(SEED);
  /** By the places of their stories. */
  private readonly judged = new Map<string, Judged>();
  /** What the best costs whose text was set. */
  private least = Number.POSITIVE_INFINITY;

  constructor(
    private readonly page: SearchedPage,
    private readonly judge: Judge,
  ) {
    this.budget = { left: page.search.weights.steps * STEPS_PART * Math.min(MOST_COUNTED, page.stories.length) };
  }

  run(starts: readonly Makeup[]): readonly Makeup[] {
    const { budget } = this;
    const all = budget.left;
    const known = starts.map((makeup) => this.judgedOf(makeup));
    const most = known[0]?.total ?? 0;
    const inOrder = known.toSorted((a, b) => a.total - b.total);
    for (const [at, one] of inOrder.entries()) {
      const part = at + 1 < inOrder.length ? FIRST_PART : SECOND_PART;
      if (at === 0 || one.total < (inOrder[0]?.total ?? 0) + FAR_FROM_BEST)
        this.anneal(one, budget.left - all * part, HOT);
    }
    const [best] = [...this.judged.values()].filter(({ isSet }) => isSet).toSorted((a, b) => a.total - b.total);
    if (best !== undefined) this.anneal(best, 0, WARM);
    return [...this.judged.values()]
      .filter(({ total, isSet }) => isSet && total < most)
      .toSorted((a, b) => a.total - b.total)
      .slice(0, MOST_BETTER)
      .map(({ makeup }) => makeup);
  }

  private judgedOf(makeup: Makeup): Judged {
    const key = placesKey(makeup);
    const known = this.judged.get(key);
    if (known !== undefined) return known;
    this.budget.left -= JUDGE_STEPS;
    const verdict = this.judge.verdict(makeup);
    const made: Judged = { makeup, verdict, total: makeup.cost + verdict.cost, isSet: false };
    this.judged.set(key, made);
    return this.set(made);
  }

  /** What would be the best has its text set: many that fit by arithmetic leave white or lone lines. */
  private set(one: Judged): Judged {
    if (one.isSet || one.total >= this.least) return one;
    this.budget.left -= SET_STEPS;
    one.total += this.judge.setting(one.makeup);
    one.isSet = true;
    this.least = Math.min(this.least, one.total);
    return one;
  }

  private anneal(start: Judged, floor: number, hot: number): void {
    if (start.makeup.made === undefined) return;
    const { budget, random } = this;
    const tables = new Tables(this.page, budget, start.makeup.cost + start.verdict.cost + DEAREST);
    let topology: Topology = topologyOf(start.makeup.made);
    let { verdict, total } = start;
    const steps = budget.left - floor;
    while (budget.left > floor) {
      const heat = hot * (COLD / hot) ** (1 - (budget.left - floor) / steps);
      budget.left -= TRY_STEPS;
      const other = changed(topology, verdict.stories, this.page.area.columns, random);
      if (other === undefined) continue;
      const limit = total - heat * Math.log(1 - random());
      const makeup = tables.best(other, limit);
      if (makeup?.made === undefined) continue;
      const next = this.judgedOf(makeup);
      if (next.total >= limit) continue;
      topology = topologyOf(makeup.made);
      ({ verdict, total } = next);
    }
  }
}

function placesKey({ places }: Makeup): string {
  return places
    .map(({ index, cells: { column, columns, row, rows } }) => `${index}:${column},${columns},${row},${rows}`)
    .join(" ");
}
