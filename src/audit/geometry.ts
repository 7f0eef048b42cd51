/**
 * The rules that need nothing but the painted page: what is hidden, overprinted, off the page or unreadable. A scene and a
 * finished PDF are judged by the same.
 */
import type { Len } from "../base/length.js";
import { coveredText } from "./covered.js";
import { beyondTrim } from "./edges.js";
import type { Fault, PaintedPage } from "./painted.js";
import { faintText, missingGlyphs, smallType } from "./type.js";

/** `leastType`: the smallest type that may stand on the page, readings apart, EMU. */
export function paintedFaults(page: PaintedPage, leastType: Len): readonly Fault[] {
  return [
    ...coveredText(page),
    ...beyondTrim(page),
    ...missingGlyphs(page),
    ...smallType(page, leastType),
    ...faintText(page),
  ];
}
