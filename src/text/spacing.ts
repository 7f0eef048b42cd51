/**
 * The spacing rules on plain text, as CSS Text 4 and UTR #59 put them: for tools that want them without a paragraph.
 */
import { isExtender } from "./classes.js";
import { eastAsianSpacingOf } from "./east-asian-spacing.js";
import type { Language } from "./line-break-rule.js";

const HALF = -0.5;

/**
 * What mid-line squeezing of adjacent marks takes off each code point's advance, in em, as CSS `text-spacing-trim: normal`
 * does: an opening mark loses its half after another mark or a wide space, a closing one before another closing mark, an
 * interpunct or a wide space. Where a closing mark meets an opening one, the opening one gives.
 */
export function punctuationAdjustments(text: string, options: { readonly language: Language }): number[] {
  const kinds = [...text].map((character) => trimKind(character, options.language));
  return kinds.map((kind, i) => {
    const previous = kinds[i - 1];
    const next = kinds[i + 1];
    if (kind === "close" && (next === "close" || next === "middle" || next === "narrow-close")) return HALF;
    if (kind !== "open") return 0;
    return previous === "open" || previous === "middle" || previous === "close" || previous === "narrow-open"
      ? HALF
      : 0;
  });
}

type TrimKind = "open" | "close" | "middle" | "narrow-open" | "narrow-close" | "other";

/** Interpuncts, and the wide space, which is white on both sides as they are. */
const MIDDLES = "·‧・\u3000";
const DOTS = "、。，．";
const COLONS = "：；";

/** ！ and ？ are never squeezed: CSS has them in none of its classes. */
function trimKind(character: string, language: Language): TrimKind {
  if (MIDDLES.includes(character)) return "middle";
  // Commas and stops stand in the middle of their square in Traditional Chinese; colons everywhere but in Simplified.
  if (DOTS.includes(character)) return language === "zh-Hant" ? "middle" : "close";
  if (COLONS.includes(character)) return isSimplified(language) ? "close" : "middle";
  if ("“‘".includes(character)) return "open";
  if ("”’".includes(character)) return "close";
  if (/\p{Ps}/u.test(character)) return isFullWidth(character) ? "open" : "narrow-open";
  if (/\p{Pe}/u.test(character)) return isFullWidth(character) ? "close" : "narrow-close";
  return "other";
}

/** A bare `zh` is read as Simplified Chinese. */
function isSimplified(language: string): boolean {
  return language.startsWith("zh") && language !== "zh-Hant";
}

/** Brackets of the CJK block and the full-width forms. */
function isFullWidth(bracket: string): boolean {
  return /[\u3000-\u303f\uff01-\uff60]/u.test(bracket);
}

/** Whether a Han–Latin gap stands before each code point (UTR #59: one side wide, the other narrow). */
export function autospaceGaps(text: string, options: { readonly language: Language }): boolean[] {
  let before: SpaceClass = "other";
  return [...text].map((character) => {
    // A combining mark is of the class of what it stands on.
    if (isExtender(character.codePointAt(0) ?? 0)) return false;
    const after = spaceClass(character, options.language);
    const gap = (before === "wide" && after === "narrow") || (before === "narrow" && after === "wide");
    before = after;
    return gap;
  });
}

type SpaceClass = "wide" | "narrow" | "other";

/** Class C, punctuation that is left to the language: Chinese setting spaces it as Latin text, Japanese and Korean do not. */
function spaceClass(character: string, language: Language): SpaceClass {
  switch (eastAsianSpacingOf(character.codePointAt(0) ?? 0)) {
    case "W":
      return "wide";
    case "N":
      return "narrow";
    case "C":
      return language.startsWith("zh") ? "narrow" : "other";
    default:
      return "other";
  }
}
