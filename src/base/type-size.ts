/** Comparing sizes of type as a reader does. */
import type { Len } from "./length.js";

/** Headlines are told apart at a glance when they differ by this part of the larger. */
const TOLD_APART = 0.2;

/** Whether two headlines look as if they were of one size. */
export function looksAlike(a: Len, b: Len): boolean {
  return Math.abs(a - b) < TOLD_APART * Math.max(a, b);
}

/** Sizes of a scale of headlines differ by this part at least. */
const STEP = 0.1;

/** The largest size that is a step of a scale smaller than another: that of a box against the story that it belongs to. */
export function stepUnder(size: Len): Len {
  return Math.floor(size * (1 - STEP));
}

/** The largest size that surely looks smaller than another. */
export function clearlyUnder(size: Len): Len {
  return Math.floor(size * (1 - TOLD_APART));
}
