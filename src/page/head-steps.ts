/** The sizes of a headline that are tried in a place: steps of its ladder, the largest first. */
import { clearlyUnder } from "../base/type-size.js";
import type { Len } from "../base/length.js";
import type { Article } from "../edition/model.js";
import type { Cells } from "../layout/grid.js";
import { hasOwnSize } from "./head-sizes.js";

const HEAD_STEPS = [0, 1, 2];
const FIRST_STEP = [0];

/** What is known of a story's headline. */
export interface HeadLadder {
  readonly article: Article;
  /** The first step at which the headline over so many columns is no larger than so; undefined where none is so small. */
  stepUnder?(columns: number, size: Len): number | undefined;
  /** The first step at which a head over so many columns is no higher than so many rows; the last where none is. */
  fittingStep?(columns: number, rows: number): number;
}

/** What is asked of it. */
export interface HeadWishes {
  /** The place that the editor gave it. */
  readonly head?: Cells;
  /** The largest that it may be beside those of more important stories. */
  readonly mostHead?: Len;
}

/** Sizes that a headline is tried in while nothing is fixed: one that the editor gave a size keeps it. */
export function freeSteps(article: Article): readonly number[] {
  return article.headline.length === 0 || hasOwnSize(article) ? FIRST_STEP : HEAD_STEPS;
}

/** Sizes of the head that are tried; in a place that the editor gave it, the largest one that it holds. */
export function stepsIn(parts: HeadLadder, { columns }: Cells, { head, mostHead }: HeadWishes): readonly number[] {
  if (head !== undefined && parts.article.headline.length > 0)
    return [parts.fittingStep?.(head.columns, head.rows) ?? 0];
  const own = freeSteps(parts.article);
  if (own.length === 1) return own;
  const under = (size: Len): number | undefined => parts.stepUnder?.(columns, size);
  const from = mostHead === undefined ? 0 : (under(mostHead) ?? 0);
  if (mostHead === undefined || from === 0) return own;
  // A head that must be smaller becomes so much smaller that the two may stand side by side.
  const clear = under(clearlyUnder(mostHead)) ?? from;
  return own.map((step) => clear + step);
}
