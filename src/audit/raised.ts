/**
 * Figures and letters raised or lowered beside a larger letter of their text (m², H₂O). They are small by their nature, and
 * belong to their letter: a reader knows them by their place.
 */
import type { GlyphRun, SceneItem } from "../scene/list.js";

/** They have at most this part of the size of their letter; 0.58 and 0.6 are usual. */
const MOST_OF_SIZE = 0.75;
/** How far off its baseline they stand, at least and at most, in em of the letter. */
const OFF_LINE = [0.05, 0.65] as const;

/** From the last glyph of one to the first of the other, in em: its advance, and a little white. */
const WIDEST = 1.3;

/** The runs of a page that are raised or lowered beside larger ones. Runs of one line follow one another. */
export function raisedRuns(items: readonly SceneItem[]): ReadonlySet<GlyphRun> {
  const raised = new Set<GlyphRun>();
  let before: GlyphRun | undefined;
  for (const run of items) {
    if (run.kind !== "glyphs" || run.annotation === true || run.gids.length === 0) continue;
    if (before !== undefined && isRaised(run, before)) raised.add(run);
    if (before !== undefined && isRaised(before, run)) raised.add(before);
    before = run;
  }
  return raised;
}

/** Runs of a line begin at one place along it, and differ by their offsets. */
function isRaised(small: GlyphRun, letter: GlyphRun): boolean {
  if (small.size > MOST_OF_SIZE * letter.size || small.direction !== letter.direction) return false;
  const isDown = small.direction === "vertical" || small.turned === true;
  const [alongSmall, alongLetter] = isDown ? [small.y, letter.y] : [small.x, letter.x];
  const off = Math.abs(isDown ? small.x - letter.x : small.y - letter.y);
  if (off < OFF_LINE[0] * letter.size || off > OFF_LINE[1] * letter.size) return false;
  const [first, second] = (small.offsets[0] ?? 0) < (letter.offsets[0] ?? 0) ? [small, letter] : [letter, small];
  const [from, to] = first === small ? [alongSmall, alongLetter] : [alongLetter, alongSmall];
  const gap = to + (second.offsets[0] ?? 0) - (from + (first.offsets.at(-1) ?? 0));
  return gap > 0 && gap <= WIDEST * first.size;
}
