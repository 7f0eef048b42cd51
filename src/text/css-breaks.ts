/**
 * CSS Text 3's `line-break: loose | normal | strict`: UAX #14 with some characters treated as of another class.
 * Source: https://www.w3.org/TR/css-text-3/#line-break-property
 */
import { EAST_ASIAN, LineClass, lineClassOf } from "./line-break-class.js";
import type { CssRule, Language } from "./line-break-rule.js";
import { type Tailoring, unicodeBreaks } from "./unicode-breaks.js";

const IDEOGRAPH = LineClass.ID | EAST_ASIAN;
const OPENING = LineClass.OP | EAST_ASIAN;
const CLOSING = LineClass.CL | EAST_ASIAN;

const codePoints = (characters: string): ReadonlySet<number> =>
  new Set(Array.from(characters, (character) => character.codePointAt(0) ?? 0));
const OPENING_QUOTES = codePoints("“‘");
const CLOSING_QUOTES = codePoints("”’");
const HYPHENS = codePoints("\u2010\u2013");
const WAVES = codePoints("\u301c\u30a0");
const ITERATION_MARKS = codePoints("々〻ゝゞヽヾ");
const CENTRED_MARKS = codePoints("・：；･‼⁇⁈⁉！？");
/** Classes PO and PR, as far as East_Asian_Width is A, F or W. */
const WIDE_SUFFIXES = codePoints("°‰′″‵℃℉﹪％￠");
const WIDE_PREFIXES = codePoints("¤¥±€№﹩＄￡￥￦");

/** 1 at each UTF-16 offset at which a line may begin. */
export function cssBreaks(text: string, language: Language, rule: CssRule): Uint8Array {
  return unicodeBreaks(text, tailoringOf(language, rule));
}

function tailoringOf(language: Language, rule: CssRule): Tailoring {
  const cjk = language.startsWith("zh") || language === "ja";
  return (cp, previous, next) => {
    // Ideographs, letters and digits: most of any text.
    if (cp >= 0x3400 || (cp > 0x20 && cp < 0xa4)) {
      const plain = lineClassOf(cp);
      if (plain === IDEOGRAPH || plain === LineClass.AL || plain === LineClass.NU) return plain;
    }
    if (cjk) {
      const quote = OPENING_QUOTES.has(cp) ? OPENING : CLOSING_QUOTES.has(cp) ? CLOSING : undefined;
      // Inside a Latin word it is an apostrophe.
      if (quote !== undefined) return isLetter(previous) && isLetter(next) ? undefined : quote;
    }
    if (rule === "css-strict") return undefined;
    const name = lineClassOf(cp) & ~EAST_ASIAN;
    if (name === LineClass.CJ) return IDEOGRAPH;
    // In Latin words and number ranges a hyphen stays a hyphen.
    if (cjk && (WAVES.has(cp) || (HYPHENS.has(cp) && isIdeograph(previous)))) return IDEOGRAPH;
    if (rule === "css-normal") return undefined;
    if (name === LineClass.IN || ITERATION_MARKS.has(cp)) return IDEOGRAPH;
    if (!cjk) return undefined;
    if (CENTRED_MARKS.has(cp)) return IDEOGRAPH;
    if (WIDE_SUFFIXES.has(cp) && !isNumber(previous)) return IDEOGRAPH;
    if (WIDE_PREFIXES.has(cp) && !isNumber(next)) return IDEOGRAPH;
    return undefined;
  };
}

function classAt(codePoint: number): number {
  return codePoint < 0 ? -1 : lineClassOf(codePoint) & ~EAST_ASIAN;
}

function isLetter(codePoint: number): boolean {
  return classAt(codePoint) === LineClass.AL;
}

function isNumber(codePoint: number): boolean {
  return classAt(codePoint) === LineClass.NU;
}

function isIdeograph(codePoint: number): boolean {
  const name = classAt(codePoint);
  return name === LineClass.ID || name === LineClass.CJ;
}
