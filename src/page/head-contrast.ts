/**
 * Heads that stay side by side in about one size (碰题) once a page is made up: the lesser one of two stands in another face
 * (`styles.headlineBeside`), as newspapers tell them apart. Places and sizes stay.
 */
import type { Cells } from "../layout/grid.js";
import type { ShapedStory } from "./laid-stories.js";
import { buttingHeads, rankOf } from "./rank-heads.js";

/** The stories whose heads stand in the other face: of neighbours in a row, every second, as far as that goes. */
export function contrastedHeads<T extends ShapedStory>(stories: readonly T[], area: Cells): ReadonlySet<T> {
  const pairs = buttingHeads(stories, area);
  const inRank = stories
    .filter((one) => pairs.some((pair) => pair.includes(one)))
    .toSorted((a, b) => rankOf(a) - rankOf(b));
  const contrasted = new Set<T>();
  const decided = new Set<T>();
  for (const story of inRank) {
    const beside = pairs
      .flatMap(([a, b]) => (a === story ? [b] : b === story ? [a] : []))
      .filter((one) => decided.has(one));
    if (beside.some((one) => !contrasted.has(one))) contrasted.add(story);
    decided.add(story);
  }
  return contrasted;
}
