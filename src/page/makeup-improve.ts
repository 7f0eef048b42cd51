/**
 * Makes a make-up better by small changes: stories exchanged, moved or turned, the page parted in another way, the sizes found anew
 * each time. The search of the page sees only in part what stands beside what, and of many stories not every grouping; the rules of
 * make-up tell here which stories to begin with. Simulated annealing (Kirkpatrick, Gelatt and Vecchi 1983): a change is taken when
 * it makes the page cheaper, and by chance when it makes it a little dearer, the less often the longer the search has run.
 */
import { seeded } from "../base/random.js";
import { changed, type Topology, topologyOf } from "./makeup-moves.js";
import type { SearchedPage } from "./makeup-leaf.js";
import { Tables } from "./makeup-tables.js";
import type { Makeup } from "./makeup.js";

/** A change that makes the page dearer by so much is taken about once in three times, at first and at last: a fault, and a third of a white row. */
const HOT = 600;
const COLD = 20;
/** Judging a make-up, and trying a change that chance chose, in steps of search. */
const JUDGE_STEPS = 30_000;
const TRY_STEPS = 100;
/** The same changes on every machine. */
const SEED = 1;
/** How many of those that are better than the one begun with are worth setting. */
const MOST_BETTER = 12;

/** What the rules say of a make-up: what its faults cost, and the stories (by index) that have them. */
export interface Verdict {
  readonly cost: number;
  readonly stories: readonly number[];
}

/** Make-ups that cost less with their faults than the first of `starts`, the cheapest first. Each of `starts` is begun with. */
export function improved(
  page: SearchedPage,
  starts: readonly Makeup[],
  judge: (makeup: Makeup) => Verdict,
): readonly Makeup[] {
  return new Annealing(page, judge).run(starts);
}

/** A make-up that has been judged. */
interface Judged {
  readonly makeup: Makeup;
  readonly verdict: Verdict;
  /** With its faults. */
  readonly total: number;
}

class Annealing {
  private readonly tables: Tables;
  private readonly random = seeded(SEED);
  /** By the places of their stories. */
  private readonly judged = new Map<string, Judged>();

  constructor(
    private readonly page: SearchedPage,
    private readonly judge: (makeup: Makeup) => Verdict,
  ) {
    this.tables = new Tables(page);
  }

  run(starts: readonly Makeup[]): readonly Makeup[] {
    const { budget } = this.tables;
    const known = starts.map((makeup) => this.judgedOf(makeup));
    const each = budget.left / Math.max(1, known.length);
    for (const one of known) this.anneal(one, budget.left - each);
    const most = known[0]?.total ?? 0;
    return [...this.judged.values()]
      .filter(({ total }) => total < most)
      .toSorted((a, b) => a.total - b.total)
      .slice(0, MOST_BETTER)
      .map(({ makeup }) => makeup);
  }

  private judgedOf(makeup: Makeup): Judged {
    const key = placesKey(makeup);
    const known = this.judged.get(key);
    if (known !== undefined) return known;
    this.tables.budget.left -= JUDGE_STEPS;
    const verdict = this.judge(makeup);
    const made = { makeup, verdict, total: makeup.cost + verdict.cost };
    this.judged.set(key, made);
    return made;
  }

  private anneal(start: Judged, floor: number): void {
    if (start.makeup.made === undefined) return;
    const { tables, random } = this;
    let topology: Topology = topologyOf(start.makeup.made);
    let { verdict, total } = start;
    const steps = tables.budget.left - floor;
    while (tables.budget.left > floor) {
      const heat = HOT * (COLD / HOT) ** (1 - (tables.budget.left - floor) / steps);
      tables.budget.left -= TRY_STEPS;
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
