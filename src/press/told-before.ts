/** Faults that composing has told of a page already: the finished file shows them again, and need not tell them again. */
import type { Rect } from "../base/geometry.js";
import type { Finding } from "../scene/list.js";
import type { PressFinding } from "./finding.js";

/** By the code of the preflight: the codes under which composing tells the same fault. */
const SAME: Readonly<Record<string, readonly string[]>> = {
  "hidden-text": ["hidden-text"],
  "struck-text": ["struck-text"],
  "overprinted-text": ["overprinted-text"],
  "text-off-page": ["text-off-page"],
  "notdef-glyph": ["notdef-glyph", "missing-glyph"],
  "type-too-small": ["type-too-small"],
  "small-text": ["type-too-small"],
  "low-contrast": ["low-contrast"],
  "image-resolution": ["picture-too-coarse"],
};
/** Places are measured on letters in slightly different ways: within this, in EMU, they are the same. 6 pt. */
const SLACK = 76_200;

/** `mirrored`: places of the file cannot be held against those of the scene. */
export function isToldBefore(
  { code, page, box }: PressFinding,
  composed: readonly Finding[],
  mirrored: boolean,
): boolean {
  const codes = SAME[code];
  if (codes === undefined) return false;
  return composed.some((told) => {
    if (told.page !== page || !codes.includes(told.code)) return false;
    return mirrored || box === undefined || told.box === undefined || touch(told.box, box);
  });
}

function touch(a: Rect, b: Rect): boolean {
  return (
    a.x - SLACK <= b.x + b.width &&
    b.x <= a.x + a.width + SLACK &&
    a.y - SLACK <= b.y + b.height &&
    b.y <= a.y + a.height + SLACK
  );
}
