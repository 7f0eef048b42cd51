/**
 * Where a combining mark stands in a face that does not say so itself (no `mark` feature in its GPOS): in the middle over
 * or under the ink of its letter, clear of it and of the marks before. HarfBuzz does the same (hb-ot-shaper-fallback.cc).
 */
import type { InkBox } from "./face.js";

/** White between a letter and its mark, in em, as in HarfBuzz. */
const GAP = 1 / 16;

/** Marks under their letter: canonical combining classes 202 and 220 of Unicode, as far as fonts for newspapers have them. */
const BELOW =
  /[\u0316-\u0319\u031c-\u0320\u0323-\u0329\u032d-\u0333\u0339-\u033c\u0345\u0347-\u0349\u034d\u034e\u0353-\u0356\u0359\u035a\u1dc2\u1dca]/u;
/** Cedilla, ogonek and hooks grow out of the letter's foot. */
const TOUCHING = /[\u0321\u0322\u0327\u0328]/u;
/** Strokes through a letter and frames around it: class 1, and enclosing marks. */
const OVER = /[\u0334-\u0338\u20d2\u20d3\u20d8-\u20da\u20e5\u20e6\u20ea\u20eb\p{Me}]/u;
/** Voicing marks of kana and tone marks of Han have their corner of the em, and are drawn there. */
const OWN_PLACE = /[\u302a-\u302f\u3099\u309a]/u;

export interface MarkPlace {
  /** From the letter's origin to the mark's. */
  readonly x: number;
  readonly y: number;
}

/** Undefined where the mark is drawn for its place already. `around` is the ink of the letter with the marks before. */
export function placeOfMark(mark: string, ink: InkBox, around: InkBox, unitsPerEm: number): MarkPlace | undefined {
  if (OWN_PLACE.test(mark)) return undefined;
  const gap = Math.round(unitsPerEm * GAP);
  const x = Math.round((around.minX + around.maxX - ink.minX - ink.maxX) / 2);
  if (OVER.test(mark)) return { x, y: Math.round((around.minY + around.maxY - ink.minY - ink.maxY) / 2) };
  if (TOUCHING.test(mark)) return { x, y: 0 };
  if (BELOW.test(mark)) return { x, y: Math.min(0, around.minY - gap - ink.maxY) };
  // Drawn for small letters: over capitals and Han it goes up, and never down.
  return { x, y: Math.max(0, around.maxY + gap - ink.minY) };
}

export function joinedInk(a: InkBox, b: InkBox, x: number, y: number): InkBox {
  return {
    minX: Math.min(a.minX, b.minX + x),
    minY: Math.min(a.minY, b.minY + y),
    maxX: Math.max(a.maxX, b.maxX + x),
    maxY: Math.max(a.maxY, b.maxY + y),
  };
}
