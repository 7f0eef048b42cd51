/**
 * The rules that need nothing but the painted page: what is hidden, overprinted, off the page or unreadable. A scene and a
 * finished PDF are judged by the same.
 */
import type { Len } from "../base/length.js";
import { coveredText } from "./covered.js";
import { Covers } from "./covers.js";
import { beyondTrim } from "./edges.js";
import type { Fault, PaintedPage } from "./painted.js";
import { Work } from "./rect-index.js";
import { faintText, missingGlyphs, smallType } from "./type.js";

/** `leastType`: the smallest type that may stand on the page, readings apart, EMU. */
export function paintedFaults(page: PaintedPage, leastType: Len, work: Work = new Work()): readonly Fault[] {
  const covers = new Covers(page, work);
  const faults = [
    ...coveredText(page, covers, work),
    ...beyondTrim(page),
    ...missingGlyphs(page),
    ...smallType(page, leastType),
    ...faintText(page, covers, work),
  ];
  return work.isSpent ? [...faults, UNFINISHED] : faults;
}

const UNFINISHED: Fault = {
  severity: "warning",
  code: "too-dense",
  message: "so much is painted over each other that not all of the text was held against what covers it",
  hint: "look at the page itself",
  box: undefined,
  article: undefined,
  pointer: undefined,
};
