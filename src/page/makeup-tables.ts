/**
 * The cheapest sizes of a page that is parted in a given way (`Topology`): of slices, of the lead over two parts, of five parts in a
 * wheel. What its parts cost is kept (`Sizes`), so that a small change is soon looked at.
 */
import type { Cells } from "../layout/grid.js";
import { dearness } from "../template/makeup.js";
import { slotBounds, type StoryParts } from "./arrange.js";
import { type Block, standsIn, wheelCorners } from "./blocks.js";
import { partingCost, widthCost } from "./hints.js";
import { LEAST_STEP, LEAST_UNDER_HEAD, type SearchedPage } from "./makeup-leaf.js";
import type { Topology, Tree } from "./makeup-moves.js";
import { costOf, wheelTerms } from "./makeup-score.js";
import type { Budget, MakeupSearch } from "./makeup-search.js";
import { Sizes } from "./makeup-sizes.js";
import { costIn } from "./makeup-table.js";
import { interlock, type Made, placesInOrder, type Step, wheel, type WheelStep } from "./makeup-tree.js";
import type { Makeup } from "./makeup.js";
import { interlockedCost } from "./story-cost.js";

/** Looking at a topology, in steps of search. */
const CHANGE_STEPS = 150;
/** Rows by which the parts under a lead may grow or shrink in one change, and how many such sizes are looked at closely. */
const STEP_ROWS = 10;
const MOST_STEPS = 4;
/** Working out what the lead costs over two depths, in steps of search. */
const LEAD_STEPS = 400;
/** A story may cost so much, more than where a page is searched: the way to a better page leads over worse ones. */
const WIDE_CEILING = 2_400;

type WheelTopology = Extract<Topology, { readonly kind: "wheel" }>;

export class Tables {
  private readonly sizes: Sizes;
  private readonly leadCosts = new Map<string, number>();
  private readonly stories: readonly StoryParts[];
  private readonly area: Cells;
  private readonly search: MakeupSearch;
  private readonly blocks: readonly Block[];

  /** `budget`: steps of search. `bound`: what a part of the page may cost. */
  constructor(
    { stories, area, search, leaves }: SearchedPage,
    private readonly budget: Budget,
    bound: number,
  ) {
    this.stories = stories;
    this.area = area;
    this.search = { ...search, ceiling: Math.max(search.ceiling, WIDE_CEILING * dearness(search.weights)) };
    const own = this.search.ceiling === search.ceiling ? leaves : new Map();
    this.sizes = new Sizes({ stories, area, search: this.search, leaves: own }, budget, bound);
    this.blocks = search.blocks;
  }

  /** The topology in its best sizes, when it fills the page and costs less than `limit`. */
  best(topology: Topology, limit: number): Makeup | undefined {
    this.sizes.tidy();
    this.budget.left -= CHANGE_STEPS;
    if (topology.kind === "interlock") return this.interlocked(topology, limit);
    if (topology.kind === "wheel") return this.wheel(topology, limit);
    const [tree] = topology.trees;
    const { columns, rows } = this.area;
    const cost = costIn(this.sizes.table(tree, columns), rows);
    return cost < limit ? makeupOf(this.sizes.unfold(tree, this.area), cost) : undefined;
  }

  private wheel({ trees, isMirrored }: WheelTopology, limit: number): Makeup | undefined {
    if (!this.standsInCorners(trees, isMirrored)) return undefined;
    const members = trees.map((tree) => ({ first: tree.first, members: this.sizes.partings.hintable(tree) }));
    const anyway = costOf(wheelTerms(members, isMirrored, this.stories.length, this.search));
    const { columns } = this.area;
    let best: { readonly step: WheelStep; readonly cost: number } | undefined;
    for (let right = 2; right < columns; right += 1) {
      for (let left = 1; left < right; left += 1) {
        const found = this.wheelStep(trees, { left, right, isMirrored }, (best?.cost ?? limit) - anyway);
        if (found !== undefined) best = { step: found.step, cost: found.cost + anyway };
      }
    }
    if (best === undefined) return undefined;
    const under = (tree: Tree) => (cells: Cells) => this.sizes.unfold(tree, cells);
    const [a, b, c, d, e] = trees;
    const parts = [under(a), under(b), under(c), under(d), under(e)] as const;
    return makeupOf(wheel(this.area, best.step, this.search.gapRows, isMirrored, parts), best.cost);
  }

  /** Blocks stand in the corners of the page: none of them in the middle, or in another part than that of its corner. */
  private standsInCorners(trees: WheelTopology["trees"], isMirrored: boolean): boolean {
    const corners = wheelCorners(isMirrored);
    return this.blocks.every((block, index) => {
      const corner = corners[trees.findIndex((tree) => this.sizes.partings.holdsBlock(tree, index))];
      return corner !== undefined && standsIn(block, corner);
    });
  }

  /** The rows in which the parts of a wheel cost the least together, in columns that are given; less than `limit`. */
  private wheelStep(
    [a, b, c, d, e]: WheelTopology["trees"],
    { left, right, isMirrored }: { readonly left: number; readonly right: number; readonly isMirrored: boolean },
    limit: number,
  ): { readonly step: WheelStep; readonly cost: number } | undefined {
    const { columns, rows } = this.area;
    const { gapRows } = this.search;
    // Two parts, one over the other, fill the depth of the page at either side.
    const isFull = (over: readonly [Tree, number], under: readonly [Tree, number]): boolean => {
      const [[least, most], [leastUnder, mostUnder]] = [this.sizes.rowsOf(...over), this.sizes.rowsOf(...under)];
      return least + leastUnder <= rows - gapRows && most + mostUnder >= rows - gapRows;
    };
    if (!isFull([a, right], [d, left]) || !isFull([b, columns - right], [c, columns - left])) return undefined;
    const [tableA, tableB] = [this.sizes.table(a, right), this.sizes.table(b, columns - right)];
    if (tableA.to < tableA.from || tableB.to < tableB.from) return undefined;
    const [tableC, tableD, middle] = [
      this.sizes.table(c, columns - left),
      this.sizes.table(d, left),
      this.sizes.table(e, right - left),
    ];
    if (tableC.to < tableC.from || tableD.to < tableD.from || middle.to < middle.from) return undefined;
    let best: { readonly step: WheelStep; readonly cost: number } | undefined;
    let most = limit;
    this.budget.left -= (tableA.to - tableA.from + 1) / 8;
    for (let upper = tableA.from; upper <= tableA.to; upper += 1) {
      const rowsD = rows - gapRows - upper;
      const first = costIn(tableA, upper) + costIn(tableD, rowsD);
      if (first >= most) continue;
      const from = Math.max(tableB.from, upper + gapRows + middle.from);
      const to = Math.min(tableB.to, upper + gapRows + middle.to);
      this.budget.left -= Math.max(0, to - from) / 4;
      for (let lower = from; lower <= to; lower += 1) {
        const rowsE = lower - gapRows - upper;
        const parts = first + costIn(tableB, lower) + costIn(tableC, rows - gapRows - lower) + costIn(middle, rowsE);
        if (parts >= most) continue;
        const atHead = this.sizes.headsBeside(tableA, upper, tableB, lower, isMirrored);
        const cost = parts + atHead + this.sizes.headsBeside(tableD, rowsD, middle, rowsE, isMirrored);
        if (cost >= most) continue;
        most = cost;
        best = { step: { left, right, upper, lower }, cost };
      }
    }
    return best;
  }

  private interlocked(topology: Extract<Topology, { kind: "interlock" }>, limit: number): Makeup | undefined {
    const { widthA, over } = topology;
    const [a, b] = topology.trees;
    const { columns, rows: depth } = this.area;
    const { gapRows, weights, ceiling } = this.search;
    const [lead] = this.stories;
    if (lead === undefined || lead.boxRowsAt !== undefined) return undefined;
    if (this.blocks.some(({ atFoot }) => !atFoot) || !this.sizes.partings.admits("side", a, b)) return undefined;
    const [left, right] = [this.sizes.table(a, widthA), this.sizes.table(b, columns - widthA)];
    if (left.to < left.from || right.to < right.from) return undefined;
    const anyway =
      weights.interlock +
      widthCost(lead, columns) +
      partingCost([lead], [...this.sizes.partings.members(a), ...this.sizes.partings.members(b)], "stack") +
      this.sizes.partings.hinted("side", a, b);
    const { least, most } = slotBounds(lead, columns);
    const shortest = lead.headRowsAt(columns, 0) + LEAST_UNDER_HEAD;
    const sizes: { readonly overA: number; readonly overB: number; readonly cost: number }[] = [];
    const [aroundA, aroundB] = over ?? [depth, depth];
    const reach = over === undefined ? depth : STEP_ROWS;
    for (let overA = Math.max(shortest, aroundA - reach); overA <= Math.min(depth, aroundA + reach); overA += 1) {
      const costA = costIn(left, depth - gapRows - overA) + anyway;
      if (costA >= limit) continue;
      for (let overB = Math.max(shortest, aroundB - reach); overB <= Math.min(depth, aroundB + reach); overB += 1) {
        if (Math.abs(overA - overB) < LEAST_STEP) continue;
        const slots = overA * widthA + overB * (columns - widthA);
        if (slots < least || slots > most + ceiling / weights.white) continue;
        const cost = costA + costIn(right, depth - gapRows - overB);
        if (cost < limit) sizes.push({ overA, overB, cost });
      }
    }
    let best: { readonly overA: number; readonly overB: number; readonly cost: number } | undefined;
    for (const size of sizes.toSorted((x, y) => x.cost - y.cost).slice(0, MOST_STEPS)) {
      const cost = size.cost + this.leadCost(lead, { ...size, widthA });
      if (cost < (best?.cost ?? limit)) best = { ...size, cost };
    }
    if (best === undefined) return undefined;
    const { overA, overB } = best;
    const under = (tree: Tree) => (cells: Cells) => this.sizes.unfold(tree, cells);
    return makeupOf(interlock(this.area, { widthA, overA, overB }, gapRows, [under(a), under(b)]), best.cost);
  }

  private leadCost(lead: StoryParts, step: Step): number {
    const key = `${step.widthA} ${step.overA} ${step.overB}`;
    const known = this.leadCosts.get(key);
    if (known !== undefined) return known;
    this.budget.left -= LEAD_STEPS;
    const cost = interlockedCost(lead, this.area, step);
    this.leadCosts.set(key, cost);
    return cost;
  }
}

function makeupOf(made: Made, cost: number): Makeup {
  return { places: placesInOrder(made), cost, made };
}
