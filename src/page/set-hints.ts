/**
 * What the editor's hints say about parting sets of stories: the costs of `partingCost`, from sums that are kept for each set. A search
 * asks for them some hundred thousand times.
 */
import type { PageSide } from "../edition/model.js";
import type { StoryParts } from "./arrange.js";
import { asksForPlace, nearPairs, partingPoints, wantingOf } from "./hints.js";
import { isIn } from "./story-set.js";

const SIDES: readonly PageSide[] = ["top", "bottom", "left", "right"];

/** Of a set: how many stories it holds, and how much they want to stand at each side (`SIDES`). */
interface Wanting {
  readonly stories: number;
  readonly sides: readonly number[];
}

export class SetHints {
  /** Whether the editor says anything about where stories should stand; most pages have no such hints. */
  readonly isAny: boolean;
  private readonly known = new Map<number, Wanting>();
  private readonly near: readonly (readonly [number, number])[];

  constructor(private readonly stories: readonly StoryParts[]) {
    this.isAny = stories.some(asksForPlace);
    this.near = nearPairs(stories);
  }

  /** What it costs to part two sets, `first` over or left of `second`. */
  cost(first: number, second: number, kind: "stack" | "side"): number {
    if (!this.isAny) return 0;
    const [a, b] = [this.wanting(first), this.wanting(second)];
    const [before, after] = kind === "stack" ? [0, 1] : [2, 3];
    const misplaced = (a.sides[after] ?? 0) + (b.sides[before] ?? 0);
    let parted = 0;
    for (const [one, other] of this.near) {
      if ((isIn(first, one) && isIn(second, other)) || (isIn(first, other) && isIn(second, one))) parted += 1;
    }
    return partingPoints(misplaced, parted, a.stories + b.stories);
  }

  private wanting(set: number): Wanting {
    const known = this.known.get(set);
    if (known !== undefined) return known;
    const members = this.stories.filter((_, story) => isIn(set, story));
    const made = { stories: members.length, sides: SIDES.map((side) => wantingOf(members, side)) };
    this.known.set(set, made);
    return made;
  }
}
