/** The sizes of a vertical head. */
import type { Len } from "../base/length.js";
import type { Article } from "../edition/model.js";
import { headSizes, type SizeLists, sizeLists } from "./head-sizes.js";
import type { Typesetter } from "./typeset.js";

/** The sizes that a vertical head may take, list by list as they are tried. */
export interface Ladder {
  readonly lists: SizeLists;
  /** How many of the lists are those of a head over all of the story's columns. */
  readonly ranked: number;
  /** All of them, the largest first. */
  readonly sizes: readonly Len[];
}

/**
 * Those of a horizontal head over the story, and, for a place that is too low for these, of heads over fewer columns. None is larger
 * than `most`, where there is a smaller one.
 */
export function ladderOf(setter: Typesetter, article: Article, columns: number, most: Len): Ladder {
  const under = (sizes: readonly Len[]): readonly Len[] => sizes.filter((size) => size <= most);
  const listsAt = (span: number): SizeLists => sizeLists(setter, article, span).map(under).filter(isFilled);
  const spans = Array.from({ length: columns }, (_, index) => columns - index);
  const all = spans.flatMap(listsAt);
  const lists = all.filter((list, index) => all.findIndex((other) => other.join(" ") === list.join(" ")) === index);
  const least = headSizes(setter, article, 1).at(-1) ?? 0;
  const found = lists.length > 0 ? lists : [[Math.min(most, least)]];
  const ranked = Math.max(1, listsAt(columns).length);
  return { lists: found, ranked, sizes: [...new Set(found.flat())].toSorted((a, b) => b - a) };
}

function isFilled(sizes: readonly Len[]): boolean {
  return sizes.length > 0;
}
