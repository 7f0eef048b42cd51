/**
 * Heads that begin in one row of a page begin on one line. A head shares the white of its rows out over and under itself; of
 * heads side by side each has as much over it as the one that has least, and what is left of its own under it.
 */
import type { Len } from "../base/length.js";
import type { SetStory } from "./best-makeup.js";

/** White over the head of each story, in their order; undefined for those without one. */
export function levelHeads(stories: readonly SetStory[]): readonly (Len | undefined)[] {
  const tops = stories.map(({ plan, cells, wishes }) => plan.headTop(cells, wishes));
  const least = new Map<Len, Len>();
  for (const top of tops) if (top !== undefined) least.set(top.y, Math.min(top.white, least.get(top.y) ?? top.white));
  return tops.map((top) => (top === undefined ? undefined : least.get(top.y)));
}
