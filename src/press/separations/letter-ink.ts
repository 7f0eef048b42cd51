/**
 * How much ink a letter takes, and within which box. Ink is judged over squares as large as a letter of body type: for them
 * it is enough to spread a small letter's ink evenly over its box, and the amount is exact.
 */
import type { GlyphOutline } from "../preflight/content/font.js";
import type { Box, Matrix } from "../preflight/content/matrix.js";
import type { Coverage, Window } from "./coverage.js";
import { glyphBox, isOn } from "./glyph-pen.js";

export interface LetterInk {
  /** In em, y upwards. */
  readonly box: Box;
  /** Of the box that is inked, 0 to 1. */
  readonly share: number;
}

const IN_EM: Matrix = [1, 0, 0, 1, 0, 0];

/** The area between quadratic curves is exact (a curve cuts two thirds off its control triangle). */
export function letterInk(glyph: GlyphOutline): LetterInk {
  const box = glyphBox(glyph, IN_EM);
  const { points, unitsPerEm } = glyph;
  let area = 0;
  let first = 0;
  for (const end of points.ends) {
    if (end - first > 1) area += contourArea(points, first, end);
    first = end;
  }
  const whole = (box.right - box.left) * (box.top - box.bottom) * unitsPerEm ** 2;
  // Holes run the other way round, and have taken themselves off.
  return { box, share: whole > 0 ? Math.min(1, Math.abs(area) / whole) : 0 };
}

/** Signed, in square font units. */
function contourArea({ xs, ys, flags }: GlyphOutline["points"], first: number, end: number): number {
  const last = end - 1;
  let px = xs[first] ?? 0;
  let py = ys[first] ?? 0;
  // Between two points off the curve lies one on it that the font leaves out.
  if (!isOn(flags, first)) {
    const share = isOn(flags, last) ? 1 : 0.5;
    px += ((xs[last] ?? 0) - px) * share;
    py += ((ys[last] ?? 0) - py) * share;
  }
  const [beginX, beginY] = [px, py];
  let twice = 0;
  let bent = false;
  let cx = 0;
  let cy = 0;
  for (let i = isOn(flags, first) ? first + 1 : first; i <= end; i++) {
    const home = i === end;
    const x = home ? beginX : (xs[i] ?? 0);
    const y = home ? beginY : (ys[i] ?? 0);
    const ends = home || isOn(flags, i);
    if (bent || ends) {
      const toX = ends ? x : (cx + x) / 2;
      const toY = ends ? y : (cy + y) / 2;
      twice += px * toY - toX * py;
      if (bent) twice += (((cx - px) * (toY - py) - (toX - px) * (cy - py)) * 2) / 3;
      px = toX;
      py = toY;
    }
    bent = !ends;
    cx = x;
    cy = y;
  }
  return twice / 2;
}

/** Even grey boxes as coverage. It is overwritten by the next one. */
export class BoxCoverage {
  #values = new Float32Array(1 << 10);

  /** The share of `box` (pixels, y downwards), cut to the window; undefined where nothing is left of it. */
  of(left: number, top: number, right: number, bottom: number, share: number, window: Window): Coverage | undefined {
    const x0 = Math.max(left, window.left);
    const x1 = Math.min(right, window.right);
    const y0 = Math.max(top, window.top);
    const y1 = Math.min(bottom, window.bottom);
    if (!(x1 > x0 && y1 > y0)) return undefined;
    const x = Math.floor(x0);
    const y = Math.floor(y0);
    const width = Math.ceil(x1) - x;
    const height = Math.ceil(y1) - y;
    if (this.#values.length < width * height) this.#values = new Float32Array(width * height * 2);
    const values = this.#values;
    let at = 0;
    for (let row = y; row < y + height; row++) {
      const inRow = share * (Math.min(row + 1, y1) - Math.max(row, y0));
      for (let column = x; column < x + width; column++) {
        values[at++] = inRow * (Math.min(column + 1, x1) - Math.max(column, x0));
      }
    }
    return { x, y, width, height, values };
  }
}
