/**
 * Small letters for measuring ink: each is covered once, at whole pixels, and then moved to where it stands by sharing every
 * pixel out between its four neighbours. No ink is lost or won by that; only the edges of letters get softer, by less than a
 * pixel.
 */
import type { GlyphOutline } from "../preflight/content/font.js";
import type { EmMap } from "../preflight/content/marks.js";
import type { Coverage, CoverageBuffer, Window } from "./coverage.js";
import { drawGlyph, glyphBox } from "./glyph-pen.js";

export interface LetterMask {
  /** Of its first pixel, from the letter's origin; y downwards. */
  readonly x: number;
  readonly y: number;
  /** Pixels, without the rim of one empty pixel all around that `values` has. */
  readonly width: number;
  readonly height: number;
  readonly values: Float32Array;
}

/** `em`: from the letter's em to pixels, y downwards. Undefined for a letter without ink. */
export function letterMask(
  glyph: GlyphOutline,
  [a, b, c, d]: EmMap,
  pieces: number,
  buffer: CoverageBuffer,
): LetterMask | undefined {
  const box = glyphBox(glyph, [a, b, c, d, 0, 0]);
  // What is the bottom of this box is its top here.
  if (!buffer.begin({ left: box.left, top: box.bottom, right: box.right, bottom: box.top })) return undefined;
  drawGlyph(glyph, [a, b, c, d, 0, 0], pieces, buffer);
  const { x, y, width, height, values } = buffer.end();
  const stride = width + 2;
  const rimmed = new Float32Array(stride * (height + 2));
  for (let row = 0; row < height; row++) {
    rimmed.set(values.subarray(row * width, (row + 1) * width), (row + 1) * stride + 1);
  }
  return { x, y, width, height, values: rimmed };
}

/** Moves masks to their places; the coverage it gives is its own, and is overwritten by the next. */
export class MaskMover {
  #values = new Float32Array(1 << 10);

  /** The letter with its origin at (x, y) of the plate; undefined where it would stand out of the window. */
  at(mask: LetterMask, x: number, y: number, window: Window): Coverage | undefined {
    const [column, row] = [Math.floor(x), Math.floor(y)];
    const [left, top] = [column + mask.x, row + mask.y];
    const [width, height] = [mask.width + 1, mask.height + 1];
    if (left < window.left || top < window.top || left + width > window.right || top + height > window.bottom) {
      return undefined;
    }
    if (this.#values.length < width * height) this.#values = new Float32Array(width * height * 2);
    const out = this.#values;
    const from = mask.values;
    const [right, down] = [x - column, y - row];
    const stay = (1 - right) * (1 - down);
    const toRight = right * (1 - down);
    const toFoot = (1 - right) * down;
    const toCorner = right * down;
    const stride = mask.width + 2;
    let to = 0;
    for (let line = 1; line <= height; line++) {
      const start = line * stride + 1;
      for (let at = start; at < start + width; at++) {
        out[to++] =
          (from[at] ?? 0) * stay +
          (from[at - 1] ?? 0) * toRight +
          (from[at - stride] ?? 0) * toFoot +
          (from[at - stride - 1] ?? 0) * toCorner;
      }
    }
    return { x: left, y: top, width, height, values: out };
  }
}
