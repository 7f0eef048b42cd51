/** What it costs to part a page of trees (`Tree`), by the order of importance, the lead's place and the editor's hints. */
import type { StoryParts } from "./arrange.js";
import { keepsCorners } from "./blocks.js";
import { asksForPlace, partingCost } from "./hints.js";
import type { SearchedPage } from "./makeup-leaf.js";
import { besideCost } from "./makeup-lead.js";
import type { Tree } from "./makeup-moves.js";

export class PartingCosts {
  private readonly hasHints: boolean;

  constructor(private readonly page: Pick<SearchedPage, "stories" | "search">) {
    this.hasHints = page.stories.some(asksForPlace);
  }

  holdsBlock({ members }: Tree, block: number): boolean {
    return members.includes(this.page.stories.length + block);
  }

  /** Whether blocks stay in their corners where two trees are parted. */
  admits(kind: "stack" | "side", a: Tree, b: Tree): boolean {
    if (this.page.search.blocks.length === 0) return true;
    const isIn = (tree: Tree) => (block: number) => this.holdsBlock(tree, block);
    return keepsCorners(this.page.search.blocks, kind, isIn(a), isIn(b));
  }

  /** What the editor's hints say about parting two trees. */
  hinted(kind: "stack" | "side", a: Tree, b: Tree): number {
    return this.hasHints ? partingCost(this.members(a), this.members(b), kind) : 0;
  }

  /** The stories of a tree that hints may be about; none where there are no hints. */
  hintable(tree: Tree): readonly StoryParts[] {
    return this.hasHints ? this.members(tree) : [];
  }

  members({ members }: Tree): readonly StoryParts[] {
    return members.flatMap((index) => this.page.stories[index] ?? []);
  }

  /** What it costs to part two trees, beside seams, gutters and heads. */
  of(kind: "stack" | "side", a: Tree, b: Tree): number {
    const { lead, weights } = this.page.search;
    // Blocks matter to nobody.
    const holdsStory = a.first < this.page.stories.length;
    const asLead = kind === "stack" && b.first === 0 && holdsStory ? (lead?.underCost ?? 0) : 0;
    const turned =
      holdsStory && b.first < a.first ? (kind === "stack" ? weights.order : besideCost(b.first, weights)) : 0;
    return turned + asLead + this.hinted(kind, a, b);
  }
}
