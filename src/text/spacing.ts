/**
 * The spacing rules on plain text, as CSS Text 4 and UTR #59 put them: for tools that want them without a paragraph.
 */
import { kindOf, Kind } from "./classes.js";
import type { Language } from "./opportunities.js";

const HALF = -0.5;

/**
 * What mid-line squeezing of adjacent marks takes off each code point's advance, in em, as CSS `text-spacing-trim: normal`
 * does: a closing mark before another mark, an opening mark after another opening one.
 */
export function punctuationAdjustments(text: string, options: { readonly language: Language }): number[] {
  const characters = [...text];
  const kinds = characters.map((character) => trimKind(character, options.language));
  return kinds.map((kind, i) => {
    const next = kinds[i + 1];
    const previous = kinds[i - 1];
    if (kind === "close" && (next === "close" || next === "open" || next === "middle" || next === "space")) return HALF;
    if (kind === "open" && (previous === "open" || previous === "middle" || previous === "space")) return HALF;
    return 0;
  });
}

type TrimKind = "open" | "close" | "middle" | "space" | "other";

function trimKind(character: string, language: Language): TrimKind {
  const cp = character.codePointAt(0) ?? 0;
  if (cp === 0x3000) return "space";
  switch (kindOf(cp)) {
    case Kind.Open:
      return "open";
    case Kind.Close:
      return "close";
    case Kind.Pause:
      if ("；：".includes(character)) return language === "zh-Hans" ? "close" : "middle";
      return language === "zh-Hant" ? "middle" : "close";
    case Kind.Stop:
      if ("！？".includes(character)) return language === "zh-Hans" ? "close" : "other";
      return language === "zh-Hant" ? "middle" : "close";
    case Kind.Middle:
      return "middle";
    default:
      return "other";
  }
}

/** Whether a Han–Latin gap stands before each code point (UTR #59: one side wide, the other narrow). */
export function autospaceGaps(text: string, options: { readonly language: Language }): boolean[] {
  const classes = [...text].map((character) => spaceClass(character, options.language));
  return classes.map((after, i) => {
    const before = classes[i - 1];
    return (before === "wide" && after === "narrow") || (before === "narrow" && after === "wide");
  });
}

function spaceClass(character: string, language: Language): "wide" | "narrow" | "other" {
  if (/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Bopomofo}〇々]/u.test(character)) return "wide";
  // UTR #59 leaves these to the language; Chinese setting spaces them, Japanese does not.
  if (/[%+&#@$!;,.※‰℃°]/u.test(character)) return language.startsWith("zh") ? "narrow" : "other";
  if (/[\p{L}\p{N}]/u.test(character) && !/[\p{Script=Hangul}\uff00-\uffef]/u.test(character)) return "narrow";
  return "other";
}
