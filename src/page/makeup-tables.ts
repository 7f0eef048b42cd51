/**
 * The cheapest sizes of a page that is parted in a given way (`Topology`): its trees in every width and depth, each reckoned once
 * and kept, so that a small change asks for few new ones.
 */
import type { Cells } from "../layout/grid.js";
import { dearness } from "../template/makeup.js";
import { slotBounds, type StoryParts } from "./arrange.js";
import { type Block, keepsCorners, standsIn, wheelCorners } from "./blocks.js";
import { asksForPlace, partingCost, widthCost } from "./hints.js";
import { headsBeside, sideInto, stackInto } from "./makeup-join.js";
import { aroundIn, LEAST_STEP, LEAST_UNDER_HEAD, leafIn, madeAround, type SearchedPage } from "./makeup-leaf.js";
import type { Topology, Tree } from "./makeup-moves.js";
import { costOf, wheelTerms } from "./makeup-score.js";
import type { Budget, MakeupSearch } from "./makeup-search.js";
import { blank, close, type State } from "./makeup-state.js";
import { interlock, type Made, type MadePart, placesInOrder, type Step, wheel, type WheelStep } from "./makeup-tree.js";
import type { Makeup } from "./makeup.js";
import { interlockedCost } from "./story-cost.js";

/** Part of the template's steps of search that may go into changes. */
const STEPS_PART = 0.4;
/** Looking at a topology, and making a table of sizes, in steps of search. */
const CHANGE_STEPS = 400;
const TABLE_STEPS = 1_000;
/** Rows by which the parts under a lead may grow or shrink in one change, and how many such sizes are looked at closely. */
const STEP_ROWS = 10;
const MOST_STEPS = 4;
/** A story may cost so much, more than where a page is searched: the way to a better page leads over worse ones. */
const WIDE_CEILING = 2_400;

const INFINITE = Number.POSITIVE_INFINITY;
/** What cannot be set in any size. */
const NOTHING = close(blank(0));

type WheelTopology = Extract<Topology, { readonly kind: "wheel" }>;

export class Tables {
  readonly budget: Budget;
  /** By width, and in it by tree. */
  private readonly known: readonly Map<string, State>[];
  private readonly leadCosts = new Map<string, number>();
  private readonly stories: readonly StoryParts[];
  private readonly area: Cells;
  private readonly search: MakeupSearch;
  private readonly page: SearchedPage;
  private readonly blocks: readonly Block[];
  private readonly hasHints: boolean;

  constructor({ stories, area, search, leaves }: SearchedPage) {
    this.stories = stories;
    this.area = area;
    this.search = { ...search, ceiling: Math.max(search.ceiling, WIDE_CEILING * dearness(search.weights)) };
    const own = this.search.ceiling === search.ceiling ? leaves : new Map<number, State>();
    this.page = { stories, area, search: this.search, leaves: own };
    this.blocks = search.blocks;
    this.known = Array.from({ length: area.columns + 1 }, () => new Map<string, State>());
    this.budget = { left: search.weights.steps * STEPS_PART };
    this.hasHints = stories.some(asksForPlace);
  }

  /** The topology in its best sizes, when it fills the page and costs less than `limit`. */
  best(topology: Topology, limit: number): Makeup | undefined {
    this.budget.left -= CHANGE_STEPS;
    if (topology.kind === "interlock") return this.interlocked(topology, limit);
    if (topology.kind === "wheel") return this.wheel(topology, limit);
    const [tree] = topology.trees;
    const { columns, rows } = this.area;
    const cost = this.table(tree, columns).layers[0].cost[rows] ?? INFINITE;
    return cost < limit ? makeupOf(this.unfold(tree, this.area), cost) : undefined;
  }

  private wheel({ trees, isMirrored }: WheelTopology, limit: number): Makeup | undefined {
    if (!this.standsInCorners(trees, isMirrored)) return undefined;
    const members = trees.map((tree) => ({ first: tree.first, members: this.members(tree) }));
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
    const under = (tree: Tree) => (cells: Cells) => this.unfold(tree, cells);
    const [a, b, c, d, e] = trees;
    const parts = [under(a), under(b), under(c), under(d), under(e)] as const;
    return makeupOf(wheel(this.area, best.step, this.search.gapRows, isMirrored, parts), best.cost);
  }

  /** Blocks stand in the corners of the page: none of them in the middle, or in another part than that of its corner. */
  private standsInCorners(trees: WheelTopology["trees"], isMirrored: boolean): boolean {
    const corners = wheelCorners(isMirrored);
    return this.blocks.every((block, index) => {
      const corner = corners[trees.findIndex((tree) => this.holdsBlock(tree, index))];
      return corner !== undefined && standsIn(block, corner);
    });
  }

  private holdsBlock({ members }: Tree, block: number): boolean {
    return members.includes(this.stories.length + block);
  }

  /** The rows in which the parts of a wheel cost the least together, in columns that are given; less than `limit`. */
  private wheelStep(
    [a, b, c, d, e]: WheelTopology["trees"],
    { left, right, isMirrored }: { readonly left: number; readonly right: number; readonly isMirrored: boolean },
    limit: number,
  ): { readonly step: WheelStep; readonly cost: number } | undefined {
    const { columns, rows } = this.area;
    const { gapRows, weights } = this.search;
    const [tableA, tableB] = [this.table(a, right), this.table(b, columns - right)];
    if (tableA.to < tableA.from || tableB.to < tableB.from) return undefined;
    const [tableC, tableD, middle] = [this.table(c, columns - left), this.table(d, left), this.table(e, right - left)];
    let best: { readonly step: WheelStep; readonly cost: number } | undefined;
    let most = limit;
    this.budget.left -= tableA.to - tableA.from + 1;
    for (let upper = tableA.from; upper <= tableA.to; upper += 1) {
      const rowsD = rows - gapRows - upper;
      const first = costIn(tableA, upper) + costIn(tableD, rowsD);
      if (first >= most) continue;
      const from = Math.max(tableB.from, upper + gapRows + middle.from);
      const to = Math.min(tableB.to, upper + gapRows + middle.to);
      this.budget.left -= Math.max(0, to - from);
      for (let lower = from; lower <= to; lower += 1) {
        const rowsE = lower - gapRows - upper;
        const parts = first + costIn(tableB, lower) + costIn(tableC, rows - gapRows - lower) + costIn(middle, rowsE);
        if (parts >= most) continue;
        const atHead = headsBeside([tableA, upper], [tableB, lower], isMirrored, weights.headsButt);
        const cost = parts + atHead + headsBeside([tableD, rowsD], [middle, rowsE], isMirrored, weights.headsButt);
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
    if (this.blocks.some(({ atFoot }) => !atFoot) || !this.admits("side", a, b)) return undefined;
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
      if (!Number.isFinite(costsA[depth - gapRows - overA] ?? INFINITE)) continue;
      for (let overB = Math.max(shortest, aroundB - reach); overB <= Math.min(depth, aroundB + reach); overB += 1) {
        if (Math.abs(overA - overB) < LEAST_STEP) continue;
        const slots = overA * widthA + overB * (columns - widthA);
        if (slots < least || slots > most + ceiling / weights.white) continue;
        const rest = (costsA[depth - gapRows - overA] ?? INFINITE) + (costsB[depth - gapRows - overB] ?? INFINITE);
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

  private admits(kind: "stack" | "side", a: Tree, b: Tree): boolean {
    const isIn = (tree: Tree) => (block: number) => this.holdsBlock(tree, block);
    return keepsCorners(this.blocks, kind, isIn(a), isIn(b));
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
    if (tree.kind === "leaf") return leafIn(this.page, tree.index, width);
    const known = this.known[width]?.get(tree.key);
    if (known !== undefined) return known;
    const { kind, a, b } = tree;
    this.budget.left -= TABLE_STEPS;
    const made = kind === "around" ? this.around(a, b, width) : this.joined(kind, a, b, width);
    this.known[width]?.set(tree.key, made);
    return made;
  }

  private joined(kind: "stack" | "side", a: Tree, b: Tree, width: number): State {
    if (!this.admits(kind, a, b)) return NOTHING;
    return kind === "stack" ? this.stack(a, b, width) : this.side(a, b, width);
  }

  private around(a: Tree, b: Tree, width: number): State {
    return a.kind === "leaf" && b.kind === "leaf" ? aroundIn(this.page, [a.index, b.index], width) : NOTHING;
  }

  private stack(a: Tree, b: Tree, width: number): State {
    const draft = blank(this.area.rows);
    const { weights, gapRows } = this.search;
    const extra = this.parting("stack", a, b) + (width === this.area.columns ? weights.pageCut : 0);
    const join = { extra, bound: INFINITE, gapRows, most: this.area.rows, budget: this.budget };
    stackInto(draft, 0, this.table(a, width), 0, this.table(b, width), join);
    return close(draft);
  }

  /** Its ways are the columns of the left part. */
  private side(a: Tree, b: Tree, width: number): State {
    const draft = blank(this.area.rows);
    const { gapThrough, headsButt } = this.search.weights;
    const isPage =
      width === this.area.columns && a.members.length + b.members.length === this.stories.length + this.blocks.length;
    const extra = this.parting("side", a, b) + (isPage ? gapThrough : 0);
    for (let widthA = 1; widthA < width; widthA += 1) {
      const [left, right] = [this.table(a, widthA), this.table(b, width - widthA)];
      this.budget.left -= Math.max(0, Math.min(left.to, right.to) + 1 - Math.max(left.from, right.from));
      sideInto(draft, widthA, [left, 0], [right, 0], { extra, bound: INFINITE, headsButt });
    }
    return close(draft);
  }

  /** What it costs to part two trees, beside seams, gutters and heads. */
  private parting(kind: "stack" | "side", a: Tree, b: Tree): number {
    const { lead, weights } = this.search;
    const { order, orderBeside } = weights;
    // Blocks matter to nobody.
    const holdsStory = a.first < this.stories.length;
    const asLead = kind === "stack" && b.first === 0 && holdsStory ? (lead?.underCost ?? 0) : 0;
    return (
      (holdsStory && b.first < a.first ? (kind === "stack" ? order : orderBeside) : 0) +
      asLead +
      this.hintedParting(kind, a, b)
    );
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

  private members({ members }: Tree): readonly StoryParts[] {
    return members.flatMap((index) => this.stories[index] ?? []);
  }

  private unfold(tree: Tree, cells: Cells): MadePart {
    if (tree.kind === "leaf") return { kind: "leaf", index: tree.index, cells };
    const { kind, a, b } = tree;
    if (kind === "around") return madeAround(this.page, [a.first, b.first], cells);
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

function costIn({ layers: [{ cost }] }: State, rows: number): number {
  return cost[rows] ?? INFINITE;
}
