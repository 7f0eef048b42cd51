/**
 * How a set of stories is parted in two: every way to part its units, a unit of a few stories every way in itself, and one of more
 * between neighbours.
 */
import { type Block, keepsCorners } from "./blocks.js";
import { isIn, lowest } from "./story-set.js";

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

/** Of so many stories of one unit every grouping is looked at: 30 ways to part five. */
const MOST_GROUPED = 5;

export class Partings {
  /** By set: the same in every width. */
  private readonly known = new Map<number, readonly Parting[]>();
  /** By unit, the stories and blocks in it. */
  private readonly members: readonly (readonly number[])[];

  /** Blocks have the numbers after those of the stories. `units`: sets of stories that stand together. */
  constructor(
    private readonly stories: number,
    private readonly units: readonly number[],
    private readonly blocks: readonly Block[],
  ) {
    this.members = units.map(storiesOf);
  }

  private parting([a, b]: Pair): Parting {
    const stories = 2 ** this.stories;
    // Blocks matter to nobody.
    const [first, second] = [a % stories, b % stories];
    const reversed = first > 0 && second > 0 && lowest(second) < lowest(first);
    return { a, b, stacks: this.admits("stack", a, b), besides: this.admits("side", a, b), reversed };
  }

  private admits(kind: "stack" | "side", a: number, b: number): boolean {
    const holdsBlock = (set: number) => (block: number) => isIn(set, this.stories + block);
    return keepsCorners(this.blocks, kind, holdsBlock(a), holdsBlock(b));
  }

  /** Ways to part a set in two, in both orders. */
  splits(set: number): readonly Parting[] {
    const known = this.known.get(set);
    if (known !== undefined) return known;
    const units = this.units.filter((_, at) => this.members[at]?.every((story) => isIn(set, story)) === true);
    const stories = storiesOf(set).map((story) => 2 ** story);
    const isOne = units.length <= 1;
    const pairs = isOne && stories.length > MOST_GROUPED ? cuts(stories) : everySplit(isOne ? stories : units);
    const made = pairs.map((pair) => this.parting(pair));
    this.known.set(set, made);
    return made;
  }
}

/** The numbers of the stories and blocks of a set. */
function storiesOf(set: number): readonly number[] {
  const found: number[] = [];
  for (let story = 0; 2 ** story <= set; story += 1) if (isIn(set, story)) found.push(story);
  return found;
}

function everySplit(members: readonly number[]): readonly Pair[] {
  const whole = members.reduce((total, bit) => total + bit, 0);
  const result: Pair[] = [];
  for (let chosen = 2 ** members.length - 2; chosen > 0; chosen -= 1) {
    let a = 0;
    for (const [index, bit] of members.entries()) if (isIn(chosen, index)) a += bit;
    result.push([a, whole - a]);
  }
  return result;
}

/** One cut between neighbours, either part first. */
function cuts(members: readonly number[]): readonly Pair[] {
  const whole = members.reduce((total, bit) => total + bit, 0);
  let before = 0;
  return members.slice(0, -1).flatMap((bit): Pair[] => {
    before += bit;
    return [
      [before, whole - before],
      [whole - before, before],
    ];
  });
}
