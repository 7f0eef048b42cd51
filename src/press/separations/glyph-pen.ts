/** Draws TrueType outlines straight onto a coverage buffer: most of a page is letters, and each is drawn only a few times. */
import type { GlyphOutline } from "../preflight/content/font.js";
import { type Box, boxOfSquare, type Matrix, multiply } from "../preflight/content/matrix.js";
import type { CoverageBuffer } from "./coverage.js";

/** The box around all points, on the curves and off them, mapped: never smaller than what is inked. Empty without points. */
export function glyphBox({ points: { xs, ys, flags }, unitsPerEm }: GlyphOutline, em: Matrix): Box {
  let [left, bottom, right, top] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let i = 0; i < flags.length; i++) {
    const x = xs[i] ?? 0;
    const y = ys[i] ?? 0;
    if (x < left) left = x;
    if (x > right) right = x;
    if (y < bottom) bottom = y;
    if (y > top) top = y;
  }
  if (flags.length === 0) return { left, bottom, right, top };
  const unit = 1 / unitsPerEm;
  return boxOfSquare(multiply([(right - left) * unit, 0, 0, (top - bottom) * unit, left * unit, bottom * unit], em));
}

/** Whether a point lies on its curve. */
export function isOn(flags: Uint8Array, i: number): boolean {
  return ((flags[i] ?? 0) & 1) === 1;
}

/** `em`: from the em to pixels; `pieces`: how many a curve is cut into. */
export function drawGlyph(
  { points: { xs, ys, flags, ends }, unitsPerEm }: GlyphOutline,
  em: Matrix,
  pieces: number,
  buffer: CoverageBuffer,
): void {
  const unit = 1 / unitsPerEm;
  const map: Matrix = [em[0] * unit, em[1] * unit, em[2] * unit, em[3] * unit, em[4], em[5]];
  let first = 0;
  for (const end of ends) {
    if (end - first > 1) drawContour(xs, ys, flags, first, end, map, pieces, buffer);
    first = end;
  }
}

/** Between two points off the curve lies one on it that the font leaves out. */
function drawContour(
  xs: ArrayLike<number>,
  ys: ArrayLike<number>,
  flags: Uint8Array,
  first: number,
  end: number,
  [a, b, c, d, e, f]: Matrix,
  pieces: number,
  buffer: CoverageBuffer,
): void {
  const mappedX = (i: number): number => a * (xs[i] ?? 0) + c * (ys[i] ?? 0) + e;
  const mappedY = (i: number): number => b * (xs[i] ?? 0) + d * (ys[i] ?? 0) + f;
  let beginX = mappedX(first);
  let beginY = mappedY(first);
  if (!isOn(flags, first)) {
    const last = end - 1;
    const share = isOn(flags, last) ? 1 : 0.5;
    beginX += (mappedX(last) - beginX) * share;
    beginY += (mappedY(last) - beginY) * share;
  }
  buffer.move(beginX, beginY);
  let bent = false;
  let cx = 0;
  let cy = 0;
  for (let i = isOn(flags, first) ? first + 1 : first; i < end; i++) {
    const x = mappedX(i);
    const y = mappedY(i);
    if (isOn(flags, i)) {
      if (bent) buffer.curve(cx, cy, x, y, pieces);
      else buffer.line(x, y);
      bent = false;
    } else {
      if (bent) buffer.curve(cx, cy, (cx + x) / 2, (cy + y) / 2, pieces);
      cx = x;
      cy = y;
      bent = true;
    }
  }
  if (bent) buffer.curve(cx, cy, beginX, beginY, pieces);
  else buffer.line(beginX, beginY);
}
