/**
 * Automatic make-up: the page as a slicing tree of stories, each one a rectangle of whole columns and rows, found by dynamic
 * programming over (set of stories, width, rows); and, at its root, the lead over two such parts that interlock with it. Of
 * few stories every way of stacking them and of standing them side by side is weighed.
 */
import type { Cells } from "../layout/grid.js";
import { dearness, type MakeupWeights } from "../template/makeup.js";
import { slotBounds, type StoryParts } from "./arrange.js";
import { headCost } from "./head-rooms.js";
import { type Budget, gutterCost, type MakeupSearch } from "./makeup-search.js";
import { interlockedCost } from "./story-cost.js";
import { widthCost } from "./hints.js";
import {
  type Back,
  backOf,
  blank,
  clear,
  close,
  isVoid,
  type Depth,
  type Draft,
  keep,
  type Leaves,
  type State,
  stateKey,
} from "./makeup-state.js";
import { besideCost } from "./makeup-lead.js";
import { sideInto, stackInto } from "./makeup-join.js";
import { aroundIn, LEAST_STEP, LEAST_UNDER_HEAD, leafIn, madeAround, type SearchedPage } from "./makeup-leaf.js";
import { keepCheapest, wheelsOf } from "./makeup-wheel.js";
import { interlock, type Made, type MadePart, type Placed, placesInOrder, wheel } from "./makeup-tree.js";
import { SetHints } from "./set-hints.js";
import { type Parting, Partings } from "./partings.js";
import { isIn, isSingle, lowest } from "./story-set.js";

/** Ways to interlock that are looked at closely, the cheapest of the rest of the page first. */
const MOST_INTERLOCKS = 400;
/** Steps of search that may go into finding them. */
const INTERLOCK_BUDGET = 3_000_000;
/** Making a state ready, for each of its rows, and looking at one way to part it, in steps of search. */
const STATE_ARRAYS = 6;
const WAY_STEPS = 16;
/** Of those that part the rest of the page in one way, so many. */
const MOST_ALIKE = 8;
/**
 * On pages of so few stories and blocks, parts keep their cheapest ways under this many pairs of heads in their corners; on
 * others the cheapest alone, which now and then is not the best beside its neighbour.
 */
const FEW = 4;
const LAYERS = 12;
/** Parts of a page that cost as much belong to no make-up worth setting, as long as the best is cheap. */
const NEAR = 1_600;

export interface Makeup {
  readonly places: readonly Placed[];
  readonly cost: number;
  /** How the page is parted; nothing of a page without stories. */
  readonly made?: Made;
}

interface Interlock {
  readonly a: number;
  readonly b: number;
  readonly widthA: number;
  /** Rows of the lead over each of them. */
  readonly overA: number;
  readonly overB: number;
  readonly cost: number;
}

/**
 * The ways to place stories, given in order of importance, on a free rectangle of the page, the cheapest first; none when
 * they do not fit.
 */
export function makeUps(
  stories: readonly StoryParts[],
  area: Cells,
  search: MakeupSearch,
  budget: Budget = { left: Number.POSITIVE_INFINITY },
  leaves: Leaves = new Map(),
): readonly Makeup[] {
  if (stories.length === 0) return [{ places: [], cost: 0 }];
  for (let bound = NEAR * dearness(search.weights); ;) {
    const found = new Search(stories, area, search, budget, leaves, bound).run();
    const dearest = (found[0]?.cost ?? Number.POSITIVE_INFINITY) + search.margin;
    // What is worth setting costs less than this: nothing that the search passed over.
    if (dearest <= bound || bound === Number.POSITIVE_INFINITY) return found;
    bound = dearest;
  }
}

/**
 * Make-ups in five parts that turn like a wheel (`wheel`), the cheapest first: neither a seam nor a gutter runs through. Those
 * that cost less than `limit`.
 */
export function wheelMakeUps(
  stories: readonly StoryParts[],
  area: Cells,
  search: MakeupSearch,
  budget: Budget,
  leaves: Leaves,
  limit: number,
): readonly Makeup[] {
  return new Search(stories, area, search, budget, leaves, limit).wheels();
}

class Search {
  private readonly states = new Map<number, State>();
  private readonly none: State;
  private readonly spare: Draft[] = [];
  private readonly page: SearchedPage;
  private readonly partings: Partings;
  /** The set of all stories and blocks. */
  private readonly all: number;
  private readonly hints: SetHints;
  private readonly depth: Depth;

  constructor(
    private readonly stories: readonly StoryParts[],
    private readonly area: Cells,
    private readonly search: MakeupSearch,
    private readonly budget: Budget,
    leaves: Leaves,
    /** What the parts of a page may cost. */
    private readonly bound: number,
  ) {
    this.page = { stories, area, search, leaves };
    this.partings = new Partings(stories.length, search.units, search.blocks);
    this.all = 2 ** (stories.length + search.blocks.length) - 1;
    this.hints = new SetHints(stories);
    this.none = close(blank(area.rows));
    // Heads on both sides of a part may butt against others.
    const slack = 2 * search.weights.headsButt;
    this.depth = stories.length + search.blocks.length <= FEW ? { layers: LAYERS, slack } : { layers: 1, slack: 0 };
  }

  private get gapRows(): number {
    return this.search.gapRows;
  }

  private get weights(): MakeupWeights {
    return this.search.weights;
  }

  run(): readonly Makeup[] {
    const { all } = this;
    const { root, ways } = this.root(all);
    let rows = this.area.rows;
    // When nothing fills the page exactly, the fullest shorter make-up leaves its white at the foot.
    const [{ cost: byRows }] = root.layers;
    while (rows > 0 && !Number.isFinite(byRows[rows] ?? Number.POSITIVE_INFINITY)) rows -= 1;
    const sliced = rows === 0 ? Number.POSITIVE_INFINITY : (byRows[rows] ?? 0) + this.lostRows(rows);
    const found = this.interlocks(all, sliced).map((way) => new Found(way.cost, () => this.unfoldInterlock(way)));
    // Blocks at the foot stay there, whatever the stories fill.
    if (rows < this.area.rows && this.search.blocks.some(({ atHead }) => !atHead)) return found;
    // Pages that nothing fills to the foot are set with the white there.
    const filling = rows < this.area.rows && rows > 0 ? this.root(all, rows).ways : ways;
    for (const { cost: own, back } of filling.toSorted((a, b) => a.cost - b.cost).slice(0, this.search.most)) {
      const cost = own + this.lostRows(rows);
      if (cost > sliced + this.search.margin) break;
      found.push(new Found(cost, () => this.unfoldBack(back, { ...this.area, rows })));
    }
    return found.toSorted((a, b) => a.cost - b.cost);
  }

  /** The whole page as a state, and the best of each way to part it that fills so many rows. */
  private root(
    all: number,
    rows = this.area.rows,
  ): { readonly root: State; readonly ways: readonly { cost: number; back: Back }[] } {
    const { columns } = this.area;
    if (isSingle(all)) {
      const root = this.state(all, columns);
      const back = backOf(root, rows);
      return { root, ways: back === undefined ? [] : [{ cost: root.layers[0].cost[rows] ?? 0, back }] };
    }
    const best = blank(this.area.rows);
    const ways: { cost: number; back: Back }[] = [];
    const draft = blank(this.area.rows);
    const [own] = draft.layers;
    const weigh = (fill: () => void): void => {
      clear(draft);
      fill();
      const back = backOf(draft, rows);
      if (back !== undefined) ways.push({ cost: own.cost[rows] ?? 0, back });
      const before = best.ways.length;
      best.ways.push(...draft.ways);
      for (let at = 0; at <= this.area.rows; at += 1) {
        const cost = own.cost[at] as number;
        if (cost >= (best.layers[0].cost[at] as number)) continue;
        const way = before + (own.way[at] as number);
        keep(best, at, { cost, way, rowsA: own.rowsA[at] as number, left: 0, right: 0 });
      }
    };
    for (const parting of this.partings.splits(all)) {
      if (parting.stacks) weigh(() => this.stack(parting, columns, draft));
      for (let widthA = 1; parting.besides && widthA < columns; widthA += 1)
        weigh(() => this.side(parting, widthA, columns, all, draft));
    }
    weigh(() => this.around(all, columns, draft));
    return { root: close(best), ways };
  }

  /** White at the foot of the page. */
  private lostRows(rows: number): number {
    return this.weights.white * (this.area.rows - rows) * this.area.columns;
  }

  /**
   * The first story over the whole width, its legs ending at two heights, over two parts of the page side by side: neither
   * a seam nor a gutter runs through. The cheapest ways.
   */
  private interlocks(all: number, known: number): readonly Interlock[] {
    const { columns, rows: depth } = this.area;
    const [lead] = this.stories;
    const { blocks } = this.search;
    if (lead === undefined || this.stories.length + blocks.length < 3 || lead.boxRowsAt !== undefined) return [];
    // The lead takes the head of the page over its whole width.
    if (blocks.some(({ atFoot }) => !atFoot)) return [];
    const rest = all - 1;
    const found: Interlock[] = [];
    const { least, most } = slotBounds(lead, columns);
    const shortest = lead.headRowsAt(columns, 0) + LEAST_UNDER_HEAD;
    const floor = this.budget.left - INTERLOCK_BUDGET;
    const tooWhite = this.search.ceiling / this.weights.white;
    const anyway = this.weights.interlock + this.hints.cost(1, rest, "stack") + widthCost(lead, columns);
    let dearest = known + this.search.margin - headCost(lead, columns, 0, 0);
    for (const { a, b, besides } of this.partings.splits(rest)) {
      if (this.budget.left < floor) break;
      if (!besides) continue;
      const apart = anyway + this.hints.cost(a, b, "side");
      for (let widthA = 1; widthA < columns; widthA += 1) {
        const left = this.state(a, widthA);
        const right = this.state(b, columns - widthA);
        const [costsA, costsB] = [left.layers[0].cost, right.layers[0].cost];
        for (let rowsA = left.from; rowsA <= left.to; rowsA += 1) {
          const costA = costsA[rowsA] ?? Number.POSITIVE_INFINITY;
          if (!Number.isFinite(costA)) continue;
          this.budget.left -= right.to - right.from + 1;
          for (let rowsB = right.from; rowsB <= right.to; rowsB += 1) {
            const cost = costA + (costsB[rowsB] ?? Number.POSITIVE_INFINITY) + apart;
            if (cost >= dearest || Math.abs(rowsA - rowsB) < LEAST_STEP) continue;
            const overA = depth - this.gapRows - rowsA;
            const overB = depth - this.gapRows - rowsB;
            const slots = overA * widthA + overB * (columns - widthA);
            if (Math.min(overA, overB) < shortest || slots < least || slots > most + tooWhite) continue;
            found.push({ a, b, widthA, overA, overB, cost });
            if (found.length >= 4 * MOST_INTERLOCKS) dearest = Math.min(dearest, keepCheapest(found, MOST_INTERLOCKS));
          }
        }
      }
    }
    const best: Interlock[] = [];
    const taken = new Map<string, number>();
    let cheapest = known;
    keepCheapest(found, MOST_INTERLOCKS);
    for (const way of found) {
      if (way.cost >= cheapest + this.search.margin) break;
      const cost = way.cost + interlockedCost(lead, this.area, way);
      if (!Number.isFinite(cost)) continue;
      cheapest = Math.min(cheapest, cost);
      // Many that differ in one size alone would all come out with the same flaw.
      const part = `${way.a} ${way.widthA}`;
      const kinds = [part, `${part} A${way.overA}`, `${part} B${way.overB}`];
      if (kinds.some((kind, i) => (taken.get(kind) ?? 0) >= (i === 0 ? MOST_ALIKE : 2))) continue;
      for (const kind of kinds) taken.set(kind, (taken.get(kind) ?? 0) + 1);
      best.push({ ...way, cost });
    }
    return best
      .filter(({ cost }) => cost < cheapest + this.search.margin)
      .toSorted((x, y) => x.cost - y.cost)
      .slice(0, this.search.most - 1);
  }

  wheels(): readonly Makeup[] {
    const { stories, area, search, budget, bound } = this;
    const state = (set: number, width: number): State => this.state(set, width);
    const found = wheelsOf({ stories, area, search, budget, bound, state });
    return found.map(({ cost, sets: [a, b, c, d, e], step, isMirrored }) => {
      const part = (set: number) => (cells: Cells) => this.unfold(set, cells);
      const parts = [part(a), part(b), part(c), part(d), part(e)] as const;
      return new Found(cost, () => wheel(area, step, this.gapRows, isMirrored, parts));
    });
  }

  private unfoldInterlock(way: Interlock): Made {
    const under = (set: number) => (cells: Cells) => this.unfold(set, cells);
    return interlock(this.area, way, this.gapRows, [under(way.a), under(way.b)]);
  }

  private state(set: number, width: number): State {
    const key = stateKey(set, width);
    const single = isSingle(set);
    const states = single ? this.page.leaves : this.states;
    const known = states.get(key);
    if (known !== undefined) return known;
    this.budget.left -= STATE_ARRAYS * (this.area.rows + 1);
    const made = single ? leafIn(this.page, lowest(set), width) : this.composite(set, width);
    states.set(key, made);
    return made;
  }

  private composite(set: number, width: number): State {
    const draft = this.spare.pop() ?? blank(this.area.rows, this.depth);
    for (const parting of this.partings.splits(set)) {
      if (parting.stacks) this.stack(parting, width, draft);
      for (let widthA = 1; parting.besides && widthA < width; widthA += 1)
        this.side(parting, widthA, width, set, draft);
    }
    this.around(set, width, draft);
    const made = close(draft);
    if (!isVoid(made)) return made;
    // Most sets fill most widths in no way: their arrays are as good as new.
    this.spare.push(draft);
    return this.none;
  }

  /** One story round one block. */
  private around(set: number, width: number, draft: Draft): void {
    const { stories } = this;
    const story = lowest(set);
    const rest = set - 2 ** story;
    const block = rest === 0 || !isSingle(rest) ? 0 : lowest(rest);
    if (story >= stories.length || block < stories.length) return;
    const made = aroundIn(this.page, [story, block], width);
    const [{ cost, left, right }] = made.layers;
    const way = draft.ways.length;
    draft.ways.push({ kind: "around", story, block });
    for (let rows = made.from; rows <= made.to; rows += 1) {
      const total = cost[rows] as number;
      if (total < this.bound && total < (draft.layers[0].cost[rows] as number) + draft.slack)
        keep(draft, rows, { cost: total, way, rowsA: 0, left: left[rows] as number, right: right[rows] as number });
    }
  }

  /** Whether a set is more than blocks. */
  private holdsStory(set: number): boolean {
    return this.stories.some((_, story) => isIn(set, story));
  }

  private stack({ a, b, reversed }: Parting, width: number, draft: Draft): void {
    this.budget.left -= WAY_STEPS;
    const top = this.state(a, width);
    const under = this.state(b, width);
    const { order, pageCut } = this.weights;
    const { budget, bound, gapRows } = this;
    const asLead = isIn(b, 0) && this.holdsStory(a) ? (this.search.lead?.underCost ?? 0) : 0;
    const parted =
      (reversed ? order : 0) + (width === this.area.columns ? pageCut : 0) + this.hints.cost(a, b, "stack");
    const extra = parted + asLead;
    const join = { extra, bound, budget, gapRows, most: this.area.rows };
    for (let layerA = 0; layerA < top.layers.length; layerA += 1) {
      if (stackInto(draft, draft.ways.length, top, layerA, under, join))
        draft.ways.push({ kind: "stack", a, b, layerA });
    }
  }

  private side({ a, b, reversed }: Parting, widthA: number, width: number, set: number, draft: Draft): void {
    this.budget.left -= WAY_STEPS;
    const left = this.state(a, widthA);
    const right = this.state(b, width - widthA);
    this.budget.left -= Math.max(0, Math.min(left.to, right.to) - Math.max(left.from, right.from));
    const whole = width === this.area.columns && set === this.all;
    const { headsButt } = this.weights;
    const turned = reversed ? besideCost(lowest(b), this.weights) : 0;
    const extra = this.hints.cost(a, b, "side") + turned + (whole ? gutterCost(this.search, widthA) : 0);
    const join = { extra, bound: this.bound, headsButt };
    for (let layerA = 0; layerA < left.layers.length; layerA += 1) {
      for (let layerB = 0; layerB < right.layers.length; layerB += 1) {
        if (sideInto(draft, draft.ways.length, [left, layerA], [right, layerB], join))
          draft.ways.push({ kind: "side", a, b, widthA, layerA, layerB });
      }
    }
  }

  private unfold(set: number, cells: Cells, layer = 0): MadePart {
    const back = backOf(this.state(set, cells.columns), cells.rows, layer);
    if (back === undefined) throw new Error("a part of the page was found without a way to it");
    return this.unfoldBack(back, cells);
  }

  private unfoldBack(back: Back, cells: Cells): MadePart {
    if (back.kind === "leaf") return { kind: "leaf", index: back.story, cells };
    if (back.kind === "around") return madeAround(this.page, [back.story, back.block], cells);
    const { kind, rowsA, layerA } = back;
    if (kind === "stack") {
      const row = cells.row + rowsA + this.gapRows;
      const under = { ...cells, row, rows: cells.rows - rowsA - this.gapRows };
      return { kind, cells, a: this.unfold(back.a, { ...cells, rows: rowsA }, layerA), b: this.unfold(back.b, under) };
    }
    const { widthA, layerB } = back;
    const right = { ...cells, column: cells.column + widthA, columns: cells.columns - widthA };
    return {
      kind,
      cells,
      a: this.unfold(back.a, { ...cells, columns: widthA }, layerA),
      b: this.unfold(back.b, right, layerB),
    };
  }
}

/** Parted in full when it is looked at: most make-ups that are found cost too much for that. */
class Found implements Makeup {
  #made: Made | undefined;

  constructor(
    readonly cost: number,
    private readonly part: () => Made,
  ) {}

  get made(): Made {
    return (this.#made ??= this.part());
  }

  get places(): readonly Placed[] {
    return placesInOrder(this.made);
  }
}
