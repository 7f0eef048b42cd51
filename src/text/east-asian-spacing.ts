/** Unicode's East_Asian_Spacing (UTR #59): which characters a gap stands between. */
import { EAST_ASIAN_SPACING_RUNS } from "./unicode-data.js";
import { decodeRuns, type Run, valueIn } from "./unicode-runs.js";

let runs: readonly Run[] | undefined;

/** W wide, N narrow, C conditional, O other. */
export function eastAsianSpacingOf(codePoint: number): string {
  runs ??= decodeRuns(EAST_ASIAN_SPACING_RUNS);
  return valueIn(runs, codePoint) ?? "O";
}

/** Class C, what is left to the language: of these signs Chinese readers see a part of the number or the name they stand by. */
const SIGNS_OF_WORDS = "%‰&@";
const AT = 0x40;
const HANGUL = /\p{Script=Hangul}/u;

/**
 * Whether a gap stands between two neighbours of a line: one of them wide, the other a letter, a digit or their sign. Full-width
 * signs and figures (％ ～ ① ５ Ａ) are neither. Korean parts words by spaces and sets nothing beside digits (KLREQ).
 */
export function takesGap(a: number, b: number): boolean {
  // @ belongs to the name after it, and # to the words between two of them.
  if (a === AT) return false;
  const [before, after] = [sideOf(a), sideOf(b)];
  if (!((before === "W" && after === "N") || (before === "N" && after === "W"))) return false;
  return !HANGUL.test(String.fromCodePoint(before === "W" ? a : b));
}

function sideOf(codePoint: number): string {
  const value = eastAsianSpacingOf(codePoint);
  return value === "C" && SIGNS_OF_WORDS.includes(String.fromCodePoint(codePoint)) ? "N" : value;
}
