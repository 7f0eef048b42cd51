/**
 * Makes a make-up better by small changes: stories exchanged, moved or turned, the sizes found anew each time. The search
 * of the page sees what stands beside what only in part, and of many stories not every grouping; the rules of make-up
 * tell here which stories to begin with.
 */
import type { Cells } from "../layout/grid.js";
import { slotBounds, type StoryParts } from "./arrange.js";
import { asksForPlace, partingCost, widthCost } from "./hints.js";
import { leafState } from "./makeup-leaf.js";
import { keyOf, neighbours, type Topology, topologyOf, type Tree } from "./makeup-moves.js";
import { sideInto, stackInto } from "./makeup-join.js";
import type { Budget, MakeupSearch } from "./makeup-search.js";
import { blank, close, stateKey, type Leaves, type State } from "./makeup-state.js";
import { interlock, type Made, type MadePart, placesInOrder, type Step } from "./makeup-tree.js";
import { LEAST_STEP, LEAST_UNDER_HEAD, type Makeup } from "./makeup.js";
import { interlockedCost } from "./story-cost.js";

/** Rounds of changes; each takes the best that the one before it found. */
const ROUNDS = 8;
/** Part of the template's steps of search that may go into it. */
const STEPS_PART = 0.4;
/** Looking at a change, making a table of sizes, and judging a make-up, in steps of search. */
const CHANGE_STEPS = 400;
const TABLE_STEPS = 1_000;
const JUDGE_STEPS = 30_000;
/** Rows by which the parts under a lead may grow or shrink in one change, and how many such sizes are looked at closely. */
const STEP_ROWS = 10;
const MOST_STEPS = 4;
/** How many of those that are better than the one begun with are worth setting. */
const MOST_BETTER = 12;

/** A page as it was searched: the most important story first. */
export interface SearchedPage {
  readonly stories: readonly StoryParts[];
  readonly area: Cells;
  readonly search: MakeupSearch;
  /** What is known of single stories. */
  readonly leaves: Leaves;
}

/** What the rules say of a make-up: what its faults cost, and the stories (by index) that have them. */
export interface Verdict {
  readonly cost: number;
  readonly stories: readonly number[];
}

/** Make-ups that cost less than `start` with their faults, the cheapest first. */
export function improved(page: SearchedPage, start: Makeup, judge: (makeup: Makeup) => Verdict): readonly Makeup[] {
  if (start.made === undefined) return [];
  const tables = new Tables(page);
  const seen = new Set<string>();
  const found: { readonly makeup: Makeup; readonly total: number }[] = [];
  let topology = topologyOf(start.made);
  let verdict = judge(start);
  let total = start.cost + verdict.cost;
  for (let round = 0; round < ROUNDS && verdict.cost > 0; round += 1) {
    let next: { readonly topology: Topology; readonly verdict: Verdict; readonly total: number } | undefined;
    const touched = new Set(verdict.stories);
    for (const other of neighbours(topology, touched, page.area.columns)) {
      if (tables.budget.left <= 0) break;
      const key = keyOf(other);
      if (seen.has(key)) continue;
      seen.add(key);
      const makeup = tables.best(other, next?.total ?? total);
      if (makeup === undefined) continue;
      tables.budget.left -= JUDGE_STEPS;
      const own = judge(makeup);
      const sum = makeup.cost + own.cost;
      if (sum >= (next?.total ?? total)) continue;
      found.push({ makeup, total: sum });
      next = { topology: makeup.made === undefined ? other : topologyOf(makeup.made), verdict: own, total: sum };
    }
    if (next === undefined) break;
    ({ topology, verdict, total } = next);
  }
  return found
    .toSorted((a, b) => a.total - b.total)
    .slice(0, MOST_BETTER)
    .map(({ makeup }) => makeup);
}

/** The cheapest sizes of trees in every width and depth, kept by tree. */
class Tables {
  readonly budget: Budget;
  /** By width, and in it by tree. */
  private readonly known: readonly Map<string, State>[];
  private readonly leadCosts = new Map<string, number>();
  private readonly stories: readonly StoryParts[];
  private readonly area: Cells;
  private readonly search: MakeupSearch;
  private readonly leaves: Leaves;
  private readonly hasHints: boolean;

  constructor({ stories, area, search, leaves }: SearchedPage) {
    this.stories = stories;
    this.area = area;
    this.search = search;
    this.leaves = leaves;
    this.known = Array.from({ length: area.columns + 1 }, () => new Map<string, State>());
    this.budget = { left: search.weights.steps * STEPS_PART };
    this.hasHints = stories.some(asksForPlace);
  }

  /** The topology in its best sizes, when it fills the page and costs less than `limit`. */
  best({ trees, step }: Topology, limit: number): Makeup | undefined {
    this.budget.left -= CHANGE_STEPS;
    const [a, b] = trees;
    if (step !== undefined && b !== undefined) return this.interlocked(a, b, step, limit);
    const { columns, rows } = this.area;
    const cost = this.table(a, columns).layers[0].cost[rows] ?? Number.POSITIVE_INFINITY;
    return cost < limit ? makeupOf(this.unfold(a, this.area), cost) : undefined;
  }

  private interlocked(a: Tree, b: Tree, step: NonNullable<Topology["step"]>, limit: number): Makeup | undefined {
    const { columns, rows: depth } = this.area;
    const { gapRows, weights, ceiling } = this.search;
    const [lead] = this.stories;
    if (lead === undefined || lead.boxRowsAt !== undefined) return undefined;
    const { widthA, over } = step;
    const [left, right] = [this.table(a, widthA), this.table(b, columns - widthA)];
    const [costsA, costsB] = [left.layers[0].cost, right.layers[0].cost];
    const anyway =
      weights.interlock + widthCost(lead, columns) + this.hinted([0], [a, b]) + this.hintedParting("side", a, b);
    const { least, most } = slotBounds(lead, columns);
    const shortest = lead.headRowsAt(columns, 0) + LEAST_UNDER_HEAD;
    const sizes: { readonly overA: number; readonly overB: number; readonly cost: number }[] = [];
    const [aroundA, aroundB] = over ?? [depth, depth];
    const reach = over === undefined ? depth : STEP_ROWS;
    for (let overA = Math.max(shortest, aroundA - reach); overA <= Math.min(depth, aroundA + reach); overA += 1) {
      if (!Number.isFinite(costsA[depth - gapRows - overA] ?? Number.POSITIVE_INFINITY)) continue;
      for (let overB = Math.max(shortest, aroundB - reach); overB <= Math.min(depth, aroundB + reach); overB += 1) {
        if (Math.abs(overA - overB) < LEAST_STEP) continue;
        const slots = overA * widthA + overB * (columns - widthA);
        if (slots < least || slots > most + ceiling / weights.white) continue;
        const rest =
          (costsA[depth - gapRows - overA] ?? Number.POSITIVE_INFINITY) +
          (costsB[depth - gapRows - overB] ?? Number.POSITIVE_INFINITY);
        if (rest + anyway < limit) sizes.push({ overA, overB, cost: rest + anyway });
      }
    }
    let best: { readonly overA: number; readonly overB: number; readonly cost: number } | undefined;
    for (const size of sizes.toSorted((x, y) => x.cost - y.cost).slice(0, MOST_STEPS)) {
      const cost = size.cost + this.leadCost(lead, { ...size, widthA });
      this.budget.left -= CHANGE_STEPS;
      if (cost < (best?.cost ?? limit)) best = { ...size, cost };
    }
    if (best === undefined) return undefined;
    const { overA, overB } = best;
    const under = (tree: Tree) => (cells: Cells) => this.unfold(tree, cells);
    return makeupOf(interlock(this.area, { widthA, overA, overB }, gapRows, [under(a), under(b)]), best.cost);
  }

  private leadCost(lead: StoryParts, step: Step): number {
    const key = `${step.widthA} ${step.overA} ${step.overB}`;
    const known = this.leadCosts.get(key);
    if (known !== undefined) return known;
    const cost = interlockedCost(lead, this.area, step);
    this.leadCosts.set(key, cost);
    return cost;
  }

  private table(tree: Tree, width: number): State {
    if (tree.kind === "leaf") return this.leaf(tree.index, width);
    const known = this.known[width]?.get(tree.key);
    if (known !== undefined) return known;
    const { kind, a, b } = tree;
    this.budget.left -= TABLE_STEPS;
    const made = kind === "stack" ? this.stack(a, b, width) : this.side(a, b, width);
    this.known[width]?.set(tree.key, made);
    return made;
  }

  private leaf(index: number, width: number): State {
    const key = stateKey(2 ** index, width);
    const known = this.leaves.get(key);
    if (known !== undefined) return known;
    const made = leafState(this.stories, index, width, this.area, this.search);
    this.leaves.set(key, made);
    return made;
  }

  private stack(a: Tree, b: Tree, width: number): State {
    const draft = blank(this.area.rows);
    const { weights, gapRows } = this.search;
    const extra = this.parting("stack", a, b) + (width === this.area.columns ? weights.pageCut : 0);
    const join = { extra, bound: Number.POSITIVE_INFINITY, gapRows, most: this.area.rows, budget: this.budget };
    stackInto(draft, 0, this.table(a, width), 0, this.table(b, width), join);
    return close(draft);
  }

  /** Its ways are the columns of the left part. */
  private side(a: Tree, b: Tree, width: number): State {
    const draft = blank(this.area.rows);
    const { gapThrough, headsButt } = this.search.weights;
    const isPage = width === this.area.columns && this.countIn(a) + this.countIn(b) === this.stories.length;
    const extra = this.parting("side", a, b) + (isPage ? gapThrough : 0);
    for (let widthA = 1; widthA < width; widthA += 1) {
      const [left, right] = [this.table(a, widthA), this.table(b, width - widthA)];
      this.budget.left -= Math.max(0, Math.min(left.to, right.to) + 1 - Math.max(left.from, right.from));
      sideInto(draft, widthA, [left, 0], [right, 0], { extra, bound: Number.POSITIVE_INFINITY, headsButt });
    }
    return close(draft);
  }

  /** What it costs to part two trees, beside seams, gutters and heads. */
  private parting(kind: "stack" | "side", a: Tree, b: Tree): number {
    const { lead, weights } = this.search;
    const { order, orderBeside } = weights;
    const asLead = kind === "stack" && b.first === 0 ? (lead?.underCost ?? 0) : 0;
    return (b.first < a.first ? (kind === "stack" ? order : orderBeside) : 0) + asLead + this.hintedParting(kind, a, b);
  }

  private hintedParting(kind: "stack" | "side", a: Tree, b: Tree): number {
    return this.hasHints ? partingCost(this.members(a), this.members(b), kind) : 0;
  }

  private hinted(over: readonly number[], under: readonly Tree[]): number {
    const own = over.flatMap((index) => this.stories[index] ?? []);
    return partingCost(
      own,
      under.flatMap((tree) => this.members(tree)),
      "stack",
    );
  }

  private members(tree: Tree): readonly StoryParts[] {
    if (tree.kind === "leaf") return this.stories.slice(tree.index, tree.index + 1);
    return [...this.members(tree.a), ...this.members(tree.b)];
  }

  private countIn(tree: Tree): number {
    return tree.kind === "leaf" ? 1 : this.countIn(tree.a) + this.countIn(tree.b);
  }

  private unfold(tree: Tree, cells: Cells): MadePart {
    if (tree.kind === "leaf") return { kind: "leaf", index: tree.index, cells };
    const { kind, a, b } = tree;
    const [{ way, rowsA }] = this.table(tree, cells.columns).layers;
    if (kind === "side") {
      const at = way[cells.rows] ?? 0;
      const beside = { ...cells, column: cells.column + at, columns: cells.columns - at };
      return { kind, cells, a: this.unfold(a, { ...cells, columns: at }), b: this.unfold(b, beside) };
    }
    const at = rowsA[cells.rows] ?? 0;
    const down = at + this.search.gapRows;
    const under = { ...cells, row: cells.row + down, rows: cells.rows - down };
    return { kind, cells, a: this.unfold(a, { ...cells, rows: at }), b: this.unfold(b, under) };
  }
}

function makeupOf(made: Made, cost: number): Makeup {
  return { places: placesInOrder(made), cost, made };
}
