/**
 * Pages in five parts that turn like a wheel (`Made`): neither a seam nor a gutter runs through them. Every way to deal the
 * units of a page to the five parts is looked at: first two parts, one over the other, that fill the depth of the page at its
 * one side, and two at the other, which the middle then has to fit.
 */
import type { Cells } from "../layout/grid.js";
import type { StoryParts } from "./arrange.js";
import { type Block, type Corner, standsIn, wheelCorners } from "./blocks.js";
import { asksForPlace } from "./hints.js";
import { headsBeside } from "./makeup-join.js";
import { costOf, wheelTerms } from "./makeup-score.js";
import type { Budget, MakeupSearch } from "./makeup-search.js";
import type { State } from "./makeup-state.js";
import type { Five, WheelStep } from "./makeup-tree.js";
import { isIn } from "./story-set.js";

/** Wheels that are kept, and of those with the same parts, or the same first part in one size. */
const MOST_WHEELS = 60;
const MOST_ALIKE = 3;

/** Ways to part a set at one side of the page that are kept of one size. */
const MOST_WAYS = 3;

/** What a search knows. */
export interface WheelSource {
  readonly stories: readonly StoryParts[];
  readonly area: Cells;
  readonly search: MakeupSearch;
  readonly budget: Budget;
  /** What a page may cost. */
  readonly bound: number;
  state(set: number, width: number): State;
}

export interface Wheel {
  /** Of its parts, in the order of `Five`. */
  readonly sets: Five<number>;
  readonly step: WheelStep;
  readonly isMirrored: boolean;
  readonly cost: number;
}

/** A set of units in two parts, `a` over `b`, the upper one of so many rows. Sets of units are bits here. */
interface TwoParts {
  readonly rows: number;
  readonly cost: number;
  readonly a: number;
  readonly b: number;
}

/** All ways for one set of units, and the cost of the cheapest. */
interface Side {
  readonly units: number;
  readonly least: number;
  readonly ways: readonly TwoParts[];
}

/** The cheapest, either way round. */
export function wheelsOf(source: WheelSource): readonly Wheel[] {
  return source.search.units.length < 5 ? [] : new Wheels(source).all();
}

class Wheels {
  private readonly found: Wheel[] = [];
  private dearest: number;
  /** Of each set of units, the stories and blocks. */
  private readonly sets: readonly number[];
  /** The units that are blocks, and the number of the first. */
  private readonly blocks: number;
  private readonly firstBlock: number;
  private readonly hasHints: boolean;
  private readonly states = new Map<number, State>();
  /** By set of units and width: the fewest and the most rows of its state, and what it costs at least; `to` is -1 where nobody asked. */
  private readonly from: Int32Array;
  private readonly to: Int32Array;
  private readonly least: Float64Array;
  private readonly sides = new Map<string, readonly Side[]>();

  constructor(private readonly source: WheelSource) {
    const { units, blocks } = source.search;
    this.dearest = source.bound;
    this.sets = Array.from({ length: 2 ** units.length }, (_, mask) =>
      units.reduce((sum, unit, at) => (isIn(mask, at) ? sum + unit : sum), 0),
    );
    const size = this.sets.length * (source.area.columns + 1);
    this.from = new Int32Array(size);
    this.to = new Int32Array(size).fill(-1);
    this.least = new Float64Array(size);
    this.firstBlock = units.length - blocks.length;
    this.blocks = this.blocksThat(() => true);
    this.hasHints = source.stories.some(asksForPlace);
  }

  private blocksThat(is: (block: Block) => boolean): number {
    const { blocks } = this.source.search;
    return blocks.reduce((sum, block, at) => (is(block) ? sum + 2 ** (this.firstBlock + at) : sum), 0);
  }

  all(): readonly Wheel[] {
    const { columns } = this.source.area;
    for (let right = 2; right < columns; right += 1)
      for (let left = 1; left < right; left += 1)
        for (const isMirrored of [false, true]) this.at(left, right, isMirrored);
    keepCheapest(this.found, MOST_WHEELS);
    const taken = new Map<string, number>();
    return this.found.filter(({ sets, step: { left, right, upper } }) => {
      const kinds = [sets.join(" "), `${sets[0]} ${left} ${right} ${upper}`];
      if (kinds.some((kind) => (taken.get(kind) ?? 0) >= MOST_ALIKE)) return false;
      for (const kind of kinds) taken.set(kind, (taken.get(kind) ?? 0) + 1);
      return true;
    });
  }

  private at(left: number, right: number, isMirrored: boolean): void {
    const { area, budget, search } = this.source;
    const { columns } = area;
    const [a, b, c, d] = wheelCorners(isMirrored);
    const firsts = this.side(right, left, [a, d]);
    const seconds = this.side(columns - right, columns - left, [b, c]);
    const all = this.sets.length - 1;
    for (const first of firsts) {
      if (first.least + (seconds[0]?.least ?? 0) >= this.dearest) break;
      for (const second of seconds) {
        // The cheapest come first: those after it cost more.
        if (first.least + second.least >= this.dearest) break;
        const middle = all - first.units - second.units;
        budget.left -= 1;
        if ((first.units & second.units) !== 0 || middle === 0 || (middle & this.blocks) !== 0) continue;
        if (this.isUnderLead(middle)) continue;
        const rest = this.least[this.extentOf(middle, right - left)] as number;
        if (first.least + second.least + rest >= this.dearest) continue;
        const state = this.state(middle, right - left);
        const [{ cost: costs }] = state.layers;
        for (const { rows: upper, cost: costFirst, a: unitsA, b: unitsD } of first.ways) {
          if (costFirst + second.least + rest >= this.dearest) break;
          for (const { rows: lower, cost: costSecond, a: unitsB, b: unitsC } of second.ways) {
            if (costFirst + costSecond + rest >= this.dearest) break;
            budget.left -= 1;
            const rows = lower - upper - search.gapRows;
            if (rows < state.from || rows > state.to) continue;
            const parts = costFirst + costSecond + (costs[rows] as number);
            if (parts >= this.dearest) continue;
            this.offer(parts, [unitsA, unitsB, unitsC, unitsD, middle], { left, right, upper, lower }, isMirrored);
          }
        }
      }
    }
  }

  private offer(parts: number, units: Five<number>, step: WheelStep, isMirrored: boolean): void {
    const cost = parts + this.termsOf(units, isMirrored) + this.headsIn(units, step, isMirrored);
    if (cost >= this.dearest) return;
    const set = (mask: number): number => this.sets[mask] ?? 0;
    const [a, b, c, d, e] = units;
    this.found.push({ sets: [set(a), set(b), set(c), set(d), set(e)], step, isMirrored, cost });
    if (this.found.length >= 4 * MOST_WHEELS)
      this.dearest = Math.min(this.dearest, keepCheapest(this.found, MOST_WHEELS));
  }

  /** Sets of units in two parts, one over the other, that fill the depth of the page. */
  private side(over: number, under: number, [upperCorner, lowerCorner]: readonly [Corner, Corner]): readonly Side[] {
    const key = `${over} ${under} ${this.blocks === 0 ? "" : upperCorner.join(" ")}`;
    const known = this.sides.get(key);
    if (known !== undefined) return known;
    const { area, search, budget } = this.source;
    const rest = area.rows - search.gapRows;
    const upperBlocks = this.blocksThat((block) => !standsIn(block, upperCorner));
    const lowerBlocks = this.blocksThat((block) => !standsIn(block, lowerCorner));
    const made: Side[] = [];
    for (let units = 1; units < this.sets.length - 1; units += 1) {
      const best = new Map<number, TwoParts[]>();
      let least = this.dearest;
      for (let a = (units - 1) & units; a > 0; a = (a - 1) & units) {
        const b = units ^ a;
        if ((a & upperBlocks) !== 0 || (b & lowerBlocks) !== 0 || this.isUnderLead(b)) continue;
        const [atA, atB] = [this.extentOf(a, over), this.extentOf(b, under)];
        if ((this.least[atA] as number) + (this.least[atB] as number) >= this.dearest) continue;
        if ((this.from[atA] as number) + (this.from[atB] as number) > rest) continue;
        if ((this.to[atA] as number) + (this.to[atB] as number) < rest) continue;
        const upper = this.state(a, over);
        if (upper.to < upper.from) continue;
        const lower = this.state(b, under);
        const to = Math.min(upper.to, rest - lower.from);
        budget.left -= 1;
        for (let rows = Math.max(upper.from, rest - lower.to); rows <= to; rows += 1) {
          const cost = (upper.layers[0].cost[rows] as number) + (lower.layers[0].cost[rest - rows] as number);
          if (cost >= this.dearest) continue;
          least = Math.min(least, cost);
          const ways = best.get(rows);
          if (ways === undefined) best.set(rows, [{ rows, cost, a, b }]);
          else keepWay(ways, { rows, cost, a, b });
        }
      }
      if (best.size > 0)
        made.push({ units, least, ways: [...best.values()].flat().toSorted((x, y) => x.cost - y.cost) });
    }
    made.sort((x, y) => x.least - y.least);
    this.sides.set(key, made);
    return made;
  }

  /** Whether the page's lead is among units that are not at the head of the page, where it must be. */
  private isUnderLead(units: number): boolean {
    return isIn(units, 0) && (this.source.search.lead?.underCost ?? 0) >= this.source.bound;
  }

  /** The number of units in a width, under which the rows and the least cost of their state stand. */
  private extentOf(units: number, width: number): number {
    const at = units * (this.source.area.columns + 1) + width;
    if ((this.to[at] as number) >= 0) return at;
    const { from, to, layers } = this.state(units, width);
    let least = Number.POSITIVE_INFINITY;
    for (let rows = from; rows <= to; rows += 1) least = Math.min(least, layers[0].cost[rows] as number);
    this.from[at] = from;
    this.to[at] = to;
    this.least[at] = least;
    return at;
  }

  private state(units: number, width: number): State {
    const key = units * 64 + width;
    const known = this.states.get(key);
    if (known !== undefined) return known;
    const made = this.source.state(this.sets[units] ?? 0, width);
    this.states.set(key, made);
    return made;
  }

  private termsOf(units: Five<number>, isMirrored: boolean): number {
    const { stories, search } = this.source;
    const parts = units.map((mask) => {
      const set = this.sets[mask] ?? 0;
      const first = stories.findIndex((_, story) => isIn(set, story));
      const members = this.hasHints ? stories.filter((_, story) => isIn(set, story)) : [];
      return { first: first < 0 ? stories.length : first, members };
    });
    return costOf(wheelTerms(parts, isMirrored, stories.length, search));
  }

  /** What heads cost that stand side by side: those at the head of the page, and those of the fourth part and the middle. */
  private headsIn([a, b, , d, e]: Five<number>, { left, right, upper, lower }: WheelStep, isMirrored: boolean): number {
    const { area, search } = this.source;
    const { gapRows, weights } = search;
    const beside = (
      [first, width, rows]: readonly [number, number, number],
      [second, otherWidth, otherRows]: readonly [number, number, number],
    ): number => {
      const [one, other] = [this.state(first, width), this.state(second, otherWidth)];
      return headsBeside([one, rows], [other, otherRows], isMirrored, weights.headsButt);
    };
    return (
      beside([a, right, upper], [b, area.columns - right, lower]) +
      beside([d, left, area.rows - gapRows - upper], [e, right - left, lower - gapRows - upper])
    );
  }
}

/** Keeps a way among others of the same size: what stands beside them decides which comes out best. */
function keepWay(ways: TwoParts[], way: TwoParts): void {
  if (ways.length < MOST_WAYS) {
    ways.push(way);
    return;
  }
  const dearest = ways.reduce((most, one) => (one.cost > most.cost ? one : most));
  if (way.cost < dearest.cost) ways[ways.indexOf(dearest)] = way;
}

/** Leaves the cheapest that are looked at closely, in their order; returns what the dearest of them costs. */
export function keepCheapest(ways: { readonly cost: number }[], most: number): number {
  ways.sort((x, y) => x.cost - y.cost);
  ways.length = Math.min(ways.length, most);
  return ways.length < most ? Number.POSITIVE_INFINITY : (ways.at(-1)?.cost ?? Number.POSITIVE_INFINITY);
}
