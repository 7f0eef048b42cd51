/** Headlines of a page's stories in each width by small numbers, so that what two of them cost side by side is looked up. */
import { headKind, headsCost } from "./head-kinds.js";
import type { SearchedPage } from "./makeup-leaf.js";

export class Heads {
  private readonly columns: number;
  private readonly butting: number;
  private readonly kinds: readonly number[];
  private readonly costs: Float64Array;

  constructor({ stories, area, search }: SearchedPage) {
    this.columns = area.columns;
    this.butting = search.weights.headsButt;
    const widths = Array.from({ length: area.columns }, (_, at) => at + 1);
    this.kinds = [0, ...stories.flatMap((story) => widths.map((width) => headKind(story, width)))];
    this.costs = new Float64Array(this.kinds.length ** 2).fill(-1);
  }

  /** 0 for a story without a headline. */
  of(story: number, width: number): number {
    const number = story * this.columns + width;
    return this.kinds[number] === 0 ? 0 : number;
  }

  /** What two headlines cost, the first left of the second. */
  cost(a: number, b: number): number {
    if (a === 0 || b === 0) return 0;
    const at = a * this.kinds.length + b;
    const known = this.costs[at] as number;
    if (known >= 0) return known;
    const made = headsCost(this.kinds[a] ?? 0, this.kinds[b] ?? 0, this.butting);
    this.costs[at] = made;
    return made;
  }
}
