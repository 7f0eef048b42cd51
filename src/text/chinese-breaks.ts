/**
 * CLREQ's four levels of prohibition at line start and line end (行首行尾禁则): `none` (newspapers of Taiwan and Hong Kong),
 * `basic`, `gb` (no solidus at a line's end) and `strict` (no —— or …… at a line's start). Western text keeps to UAX #14;
 * wherever Chinese takes part, the level's lists decide.
 * Source: https://www.w3.org/TR/clreq/#prohibition_rules_for_line_start_end
 */
import { isExtender, isIdeograph, isIgnorable, Kind, kindOf } from "./classes.js";
import { SIGNS_AFTER, SIGNS_BUT_HYPHEN } from "./in-number.js";
import { latinMarks } from "./latin-marks.js";
import { EAST_ASIAN, LineClass, lineClassOf } from "./line-break-class.js";
import type { KinsokuLevel, Language } from "./line-break-rule.js";
import { stretchesOf } from "./unbroken.js";
import { unicodeBreaks } from "./unicode-breaks.js";

/** CLREQ's table for the line's start, and the ASCII and half-em marks that stand for the same ones in typed text. */
const NO_START = new Set("、，；：。！？．”’）》〉」』】〗〕］｝～－~-–·•・‧/／!),.:;?]}%％‰℃℉°‼⁇⁈⁉");
/** ㎡, ㎞, ㎏, ㏄: units in one square (CJK Compatibility) belong to the number before them, as ℃ does. */
const isSquaredUnit = (cp: number): boolean => cp >= 0x3300 && cp <= 0x33ff;
const NO_END = new Set("“‘（《〈「『【〖〔［｛([{¿¡");
const NO_END_GB = new Set("/／");

const IDEOGRAPH = LineClass.ID | EAST_ASIAN;
/** What is typed for the Chinese dash: two of the same are one mark (GB/T 15834 4.10). */
const DASHES = "—―─－";
const ELLIPSES = "…⋯";

/** Signs of UAX #14's classes PR and PO: they belong to the number that follows, or that they follow. */
const BEFORE_NUMBER = new RegExp(SIGNS_BUT_HYPHEN, "u");
/** Full-width forms are ideographs to UAX #14; between Latin letters and figures they join as the ASCII ones do: Ａ＋Ｂ. */
const FULL_WIDTH_OPERATOR = /[＋＜＝＞]/u;
const LATIN = /[0-9A-Za-z０-９Ａ-Ｚａ-ｚ]/u;
const HAN_NUMERAL = /[〇零一二三四五六七八九十百千万亿两半]/u;
const CURRENCY = /[\p{Sc}№]/u;
const AFTER_NUMBER = new RegExp(SIGNS_AFTER, "u");
const DIGIT = /[0-9０-９]/u;
/** Marks that join two numbers into one: decimals, ranges, times, scores. */
const INSIDE_NUMBER = /[.．:：/／—–～〜~-]/u;

/** 1 at each UTF-16 offset at which a line may begin. */
export function chineseBreaks(text: string, language: Language, level: KinsokuLevel): Uint8Array {
  // Asked for beside Western text alone, which most paragraphs hardly have.
  let found: Uint8Array | undefined;
  const base = (): Uint8Array => (found ??= unicodeBreaks(text));
  const breaks = new Uint8Array(text.length + 1);
  const latin = latinMarks(text, language);
  let previous = text.codePointAt(0) ?? 0;
  let start = 0;
  for (let offset = previous > 0xffff ? 2 : 1; offset < text.length;) {
    const next = text.codePointAt(offset) ?? 0;
    const end = offset + (next > 0xffff ? 2 : 1);
    if (!belongsBefore(next)) {
      const running = isIdeograph(previous) && isIdeograph(next) && lineClassOf(next) === IDEOGRAPH;
      if (running || mayBreak({ text, start, offset, end, a: previous, b: next, latin }, base, language, level))
        breaks[offset] = 1;
      previous = next;
      start = offset;
    } else if (isGlue(next)) {
      previous = next;
      start = offset;
    }
    offset = end;
  }
  for (const stretch of stretchesOf(text)) {
    for (let i = stretch.start + 1; i < stretch.end; i += 1) breaks[i] = stretch.breaks.has(i) ? 1 : 0;
  }
  if (text.length > 0) breaks[text.length] = 1;
  return breaks;
}

/** A place between two characters, the one before (a, from `start`, with its marks) and the one after (b, up to `end`). */
interface Place {
  readonly text: string;
  readonly start: number;
  readonly offset: number;
  readonly end: number;
  readonly a: number;
  readonly b: number;
  /** Offsets of the quotation marks and apostrophes that are Latin. */
  readonly latin: ReadonlySet<number>;
}

function kindAt({ latin }: Place, cp: number, offset: number): Kind {
  return latin.has(offset) ? Kind.Western : kindOf(cp);
}

function mayBreak(place: Place, base: () => Uint8Array, language: Language, level: KinsokuLevel): boolean {
  const { text, start, offset, end, a, b } = place;
  const kindA = kindAt(place, a, start);
  const kindB = kindAt(place, b, offset);
  if (kindB === Kind.Space || kindB === Kind.WideSpace || isGlue(a)) return false;
  if (a === ZERO_WIDTH_SPACE) return true;
  const previous = String.fromCodePoint(a);
  const next = String.fromCodePoint(b);
  if (kindA === Kind.Space) {
    if (a === 0xa0) return false;
    if (kindB === Kind.Western && place.latin.has(offset)) return base()[offset] === 1;
    return !noStart(next, text, end, language, level) && !noEnd(lastBeforeSpaces(text, start), level);
  }
  if (isFlag(a) && isFlag(b)) return base()[offset] === 1;
  if (splitsNumber(place, previous, next)) return false;
  // ￥百万, ≥六级: a sign goes with what it counts, in Han numerals too (UAX #14 LB23a, JLREQ cl-12).
  if (isIdeograph(b) && level !== "none") {
    if (CURRENCY.test(previous) || (BEFORE_NUMBER.test(previous) && HAN_NUMERAL.test(next))) return false;
  }
  if (kindA === Kind.Western && kindB === Kind.Western) {
    if (language !== "en" && level !== "none" && besideQuotation(place, previous, next)) return true;
    return base()[offset] === 1 && !(NO_END_GB.has(previous) && noEnd(previous, level));
  }
  if (previous === next && DASHES.includes(previous)) return betweenPairs(text, offset, previous);
  if (ELLIPSES.includes(previous) && ELLIPSES.includes(next)) return betweenPairs(text, offset, ELLIPSES);
  // Typewriter quotation marks don't tell which way they face.
  if (level !== "none" && (isTypewriterQuote(a) || isTypewriterQuote(b))) return base()[offset] === 1;
  return !noStart(next, text, end, language, level) && !noEnd(previous, level);
}

function noStart(next: string, text: string, end: number, language: Language, level: KinsokuLevel): boolean {
  if (level === "none") return false;
  // A single dash connects; a pair is the Chinese dash, which only the strict level keeps from the line's start.
  if (DASHES.includes(next)) return text[end] !== next || level === "strict";
  if (NO_START.has(next) || isSquaredUnit(next.codePointAt(0) ?? 0)) return true;
  if (level === "strict" && (ELLIPSES.includes(next) || next === "⸺")) return true;
  switch (lineClassOf(next.codePointAt(0) ?? 0) & ~EAST_ASIAN) {
    // Closing brackets and marks, hyphens, and what no language begins a line with, though CLREQ's table lacks it.
    case LineClass.CL:
    case LineClass.CP:
    case LineClass.EX:
    case LineClass.QF:
    case LineClass.NS:
    case LineClass.HH:
      return true;
    case LineClass.CJ:
      return level === "strict" || language === "ja";
    default:
      return false;
  }
}

function noEnd(previous: string, level: KinsokuLevel): boolean {
  if (level === "none") return false;
  if (NO_END.has(previous)) return true;
  if (NO_END_GB.has(previous)) return level === "gb" || level === "strict";
  const name = lineClassOf(previous.codePointAt(0) ?? 0) & ~EAST_ASIAN;
  return name === LineClass.OP || name === LineClass.QI;
}

const WORD = /[\p{L}\p{N}]/u;

/**
 * Between an English quotation and a Latin word that Chinese text sets on without a space: “…trust.”Greenwood说. UAX #14 keeps marks
 * that look both ways with what stands on either side (LB19); which way this one faces is known here, and CLREQ lets a line
 * begin after a closing mark and before an opening one. 15” is inches, and ’ an apostrophe more often than not.
 */
function besideQuotation({ text, start, offset, latin }: Place, previous: string, next: string): boolean {
  if (previous === "”") return latin.has(start) && WORD.test(next) && !DIGIT.test(text[start - 1] ?? "");
  return next === "“" && latin.has(offset) && WORD.test(previous);
}

/** Runs of dashes or dots are looked through so far back. */
const LONGEST_RUN = 200;

/** Between the pairs of a run of dashes or dots; an odd one at the run's end stays with the last pair. */
function betweenPairs(text: string, offset: number, marks: string): boolean {
  const isMark = (index: number): boolean => index >= 0 && index < text.length && marks.includes(text[index] ?? " ");
  let run = 0;
  while (run < LONGEST_RUN && isMark(offset - run - 1)) run += 1;
  // Far into a run, where it began makes no difference.
  return (run < LONGEST_RUN ? run : offset) % 2 === 0 && isMark(offset + 1);
}

/** Between a number and its sign or unit, or beside a mark inside a number: ￥100, −3℃, 70％, 1—2, １２．５. */
function splitsNumber({ text, start, offset, end, a, b }: Place, previous: string, next: string): boolean {
  // Beside Han nothing is signed; what is counted is seen to by stretchesOf.
  if (isIdeograph(a) || isIdeograph(b)) return false;
  if (FULL_WIDTH_OPERATOR.test(previous) && LATIN.test(next)) return true;
  if (FULL_WIDTH_OPERATOR.test(next) && LATIN.test(previous) && LATIN.test(text[end] ?? "")) return true;
  if (DIGIT.test(previous)) {
    if (DIGIT.test(next) || AFTER_NUMBER.test(next)) return true;
    return INSIDE_NUMBER.test(next) && DIGIT.test(text[end] ?? "");
  }
  if (DIGIT.test(next)) {
    if (BEFORE_NUMBER.test(previous)) return true;
    return INSIDE_NUMBER.test(previous) && isNumberEnd(text, start);
  }
  // −￥5, 50%+, 3%—5%
  if (BEFORE_NUMBER.test(previous) && BEFORE_NUMBER.test(next)) return DIGIT.test(text[end] ?? "");
  if (!AFTER_NUMBER.test(previous) || !DIGIT.test(text[start - 1] ?? "")) {
    return (
      INSIDE_NUMBER.test(previous) &&
      BEFORE_NUMBER.test(next) &&
      isNumberEnd(text, start) &&
      DIGIT.test(text[end] ?? "")
    );
  }
  return (
    BEFORE_NUMBER.test(next) || (INSIDE_NUMBER.test(next) && /[0-9０-９$+¥￥−]/u.test(text[offset + next.length] ?? ""))
  );
}

function isNumberEnd(text: string, end: number): boolean {
  const last = text[end - 1] ?? "";
  return DIGIT.test(last) || AFTER_NUMBER.test(last);
}

function isTypewriterQuote(cp: number): boolean {
  return cp === 0x22 || cp === 0x27;
}

function lastBeforeSpaces(text: string, from: number): string {
  let index = from;
  while (index >= 0 && kindOf(text.charCodeAt(index)) === Kind.Space) index -= 1;
  return index < 0 ? "" : (text[index] ?? "");
}

const ZERO_WIDTH_SPACE = 0x200b;

/** Word joiner, zero width joiner, no-break spaces: nothing parts from them on either side. */
function isGlue(cp: number): boolean {
  return cp === 0x2060 || cp === 0xfeff || cp === 0x200d || cp === 0x2007 || cp === 0x202f;
}

/** Combining marks, selectors and modifiers go with the character before them. */
function belongsBefore(cp: number): boolean {
  if (cp < 0x300) return cp === 0xad;
  return isGlue(cp) || isExtender(cp) || isIgnorable(cp);
}

function isFlag(cp: number): boolean {
  return cp >= 0x1f1e6 && cp <= 0x1f1ff;
}
