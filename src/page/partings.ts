/** How a set of stories is parted in two: every way of few stories, and cuts through the order given of many. */
import type { Block } from "./blocks.js";
import { MOST_SETS } from "./makeup-search.js";
import { isIn, lowest, membersOf } from "./story-set.js";

/** Two sets that together are the one parted: `a` over `b`, or left of it. */
export interface Parting {
  readonly a: number;
  readonly b: number;
  /** Whether they may stand one over the other, and side by side: blocks stay in their corners. */
  readonly stacks: boolean;
  readonly besides: boolean;
  /** Whether a story of `b` matters more than all of `a`. */
  readonly reversed: boolean;
}

type Pair = readonly [number, number];

export class Partings {
  /** By set: the same in every width. */
  private readonly known = new Map<number, readonly Parting[]>();

  private readonly count: number;

  /** Blocks have the numbers after those of the stories. */
  constructor(
    private readonly stories: number,
    private readonly order: readonly number[],
    private readonly blocks: readonly Block[],
  ) {
    this.count = stories + blocks.length;
  }

  private parting([a, b]: Pair): Parting {
    const stories = 2 ** this.stories;
    // Blocks matter to nobody.
    const [first, second] = [a % stories, b % stories];
    const reversed = first > 0 && second > 0 && lowest(second) < lowest(first);
    return { a, b, stacks: this.admits("stack", a, b), besides: this.admits("side", a, b), reversed };
  }

  private admits(kind: "stack" | "side", a: number, b: number): boolean {
    return this.blocks.every(({ atHead, atFoot, atLeft, atRight }, index) => {
      const number = this.stories + index;
      const [first, last] = kind === "stack" ? [atHead, atFoot] : [atLeft, atRight];
      return (first || !isIn(a, number)) && (last || !isIn(b, number));
    });
  }

  /** Ways to part a set in two, in both orders; for many stories only at one point of the order of importance. */
  splits(set: number): readonly Parting[] {
    const known = this.known.get(set);
    if (known !== undefined) return known;
    const pairs = this.count <= MOST_SETS ? everySplit(set) : this.cuts(set);
    const made = pairs.map((pair) => this.parting(pair));
    this.known.set(set, made);
    return made;
  }

  /** Ways to part what stands under an interlocking story: for many stories, the cuts of several orders of them. */
  halves(rest: number): readonly Parting[] {
    if (this.count <= MOST_SETS) return this.splits(rest);
    const members = membersOf(rest, this.order);
    const found = new Map<number, Pair>();
    for (let stride = 1; stride <= 3; stride += 1) {
      const strided = members.toSorted((x, y) => (members.indexOf(x) % stride) - (members.indexOf(y) % stride));
      for (let turn = 0; turn < members.length; turn += 1) {
        const turned = [...strided.slice(turn), ...strided.slice(0, turn)];
        for (let cut = 1; cut < turned.length; cut += 1) {
          const a = sum(turned.slice(0, cut));
          found.set(a, [a, rest - a]);
        }
      }
    }
    return [...found.values()].map((pair) => this.parting(pair));
  }

  private cuts(set: number): readonly Pair[] {
    const members = membersOf(set, this.order);
    return members.slice(1).flatMap((_, before): Pair[] => {
      const a = sum(members.slice(0, before + 1));
      return [
        [a, set - a],
        [set - a, a],
      ];
    });
  }
}

function everySplit(set: number): readonly Pair[] {
  const result: Pair[] = [];
  for (let a = (set - 1) & set; a > 0; a = (a - 1) & set) result.push([a, set ^ a]);
  return result;
}

function sum(members: readonly number[]): number {
  return members.reduce((total, bit) => total + bit, 0);
}
