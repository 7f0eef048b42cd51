/** Text beyond the trim that goes on a line of the page: lost with the paper that is cut off. */
import type { PaintedText } from "../../../audit/painted.js";
import { RectIndex, type Work } from "../../../audit/rect-index.js";
import type { Rect } from "../../../base/geometry.js";

/** White between two entries of one line is no wider, in parts of their size. */
const WORD_SPACE = 2;
/** Two texts that share more than this of the lower one's height stand on one line. */
const LEVEL = 0.5;
/** Words on one line are of like size. */
const LIKE = 1.6;

/** Those of `outside` that a line within the page runs on in, directly or by way of others. */
export function runningOff(
  within: readonly PaintedText[],
  outside: readonly PaintedText[],
  work: Work,
): ReadonlySet<PaintedText> {
  const found = new Set<PaintedText>();
  if (outside.length === 0) return found;
  const index = new RectIndex(work);
  outside.forEach(({ hull }, at) => index.add(hull, at));
  const waiting = [...within];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { hull, size } = next;
    for (const at of index.near(grown(hull, WORD_SPACE * size))) {
      const text = outside[at];
      if (text === undefined || found.has(text) || !goesOn(next, text)) continue;
      found.add(text);
      waiting.push(text);
    }
  }
  return found;
}

function goesOn(a: PaintedText, b: PaintedText): boolean {
  const [small, large] = [Math.min(a.size, b.size), Math.max(a.size, b.size)];
  if (large > LIKE * small) return false;
  const gap = Math.max(a.hull.x, b.hull.x) - Math.min(a.hull.x + a.hull.width, b.hull.x + b.hull.width);
  const level = Math.min(a.hull.y + a.hull.height, b.hull.y + b.hull.height) - Math.max(a.hull.y, b.hull.y);
  return gap < WORD_SPACE * large && level > LEVEL * Math.min(a.hull.height, b.hull.height);
}

function grown({ x, y, width, height }: Rect, by: number): Rect {
  return { x: x - by, y, width: width + 2 * by, height };
}
