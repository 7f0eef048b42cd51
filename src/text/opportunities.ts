/**
 * Where a line may begin. UAX #14 (the `linebreak` package) is the base for Western text; Chinese text follows CLREQ's
 * four levels of prohibition at line start and line end (行首行尾禁则) instead, because UAX #14 of that age offers no break
 * between Han and “ ”.
 */
import LineBreaker from "linebreak";
import { isExtender, isIdeograph, Kind, kindOf } from "./classes.js";

export type Language = "zh-Hans" | "zh-Hant" | "ja" | "ko" | "en";
export type KinsokuLevel = "none" | "basic" | "gb" | "strict";
export type LineBreakRule = "uax14" | "css-loose" | "css-normal" | "css-strict" | KinsokuLevel;

/** CLREQ's table for the line's start, and the ASCII and half-em marks that stand for the same ones in typed text. */
const NO_START = new Set("、，；：。！？．”’）》〉」』】〗〕］｝～-–·・‧/／!),.:;?]}%％‰℃°‼⁇⁈⁉");
/** UAX #14's nonstarters, less small kana: they are not in CLREQ's table, but no language begins a line with them. */
const NO_START_OTHER = new Set("‽々〜〻〼゛゜ゝゞ゠ヽヾ︓︔﹔﹕･ﾞﾟ");
const SMALL_KANA =
  /[ぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶーㇰ-ㇿｧ-ｰ\u{1b132}\u{1b150}-\u{1b152}\u{1b155}\u{1b164}-\u{1b167}]/u;
const NO_END = new Set("“‘（《〈「『【〖〔［｛([{¿¡");
const NO_END_GB = new Set("/／");

const DASH = "—";
const ELLIPSES = "…⋯";

/** Signs of UAX #14's classes PR and PO: they belong to the number that follows, or that they follow. */
const BEFORE_NUMBER = /[$+\\£¤¥±₠-₵₷-₺₼₽₿№−∓﹩＄＋－￡￥￦]/u;
const AFTER_NUMBER = /[%¢°‰-‷℃℉﹪％￠₫]/u;
const DIGIT = /[0-9０-９]/u;
/** Marks that join two numbers into one: decimals, ranges, times, scores. */
const INSIDE_NUMBER = /[.．:：/／—–～〜~-]/u;

const LETTER = /[A-Za-z]/u;

/**
 * UTF-16 offsets greater than 0 at which a line may begin, the text's end included.
 * `none`, `basic`, `gb`, `strict` are CLREQ's levels.
 */
export function lineBreakOpportunities(
  text: string,
  options: { readonly language: Language; readonly rule: LineBreakRule },
): number[] {
  if (text === "") return [];
  const { language, rule } = options;
  switch (rule) {
    case "uax14":
      return [...unicodeBreaks(text)];
    case "css-loose":
    case "css-normal":
    case "css-strict":
      return cssBreaks(text, language, rule);
    default:
      return chineseBreaks(text, language, rule);
  }
}

function unicodeBreaks(text: string): Set<number> {
  const breaker = new LineBreaker(text);
  const found = new Set<number>();
  for (let step = breaker.nextBreak(); step !== null; step = breaker.nextBreak()) found.add(step.position);
  return found;
}

type CssRule = "css-loose" | "css-normal" | "css-strict";

/** Stand-ins of the class that CSS wants a character to be in: an ideograph, an opening and a closing bracket. */
const IDEOGRAPH = "文";
const WIDE_IDEOGRAPH = "\u{20000}";
const OPENING = "（";
const CLOSING = "）";

const HYPHENS = /[\u2010\u2013]/u;
const WAVES = /[\u301c\u30a0]/u;
const ITERATION_MARKS = /[々〻ゝゞヽヾ]/u;
const CENTRED_MARKS = /[・：；･‼⁇⁈⁉！？]/u;
/** Suffixes and prefixes of East Asian width A, F or W. */
const WIDE_SUFFIXES = /[°‰′″‵℃℉﹪％￠]/u;
const WIDE_PREFIXES = /[¤¥±€№﹩＄￡￥￦]/u;
const INSEPARABLE = /[․‥…⋯︙]/u;
const INSEPARABLE_WIDE = "\u{10af6}";

/**
 * CSS Text's `line-break` as tailorings of UAX #14: the text is looked at with each character that a level treats
 * otherwise replaced by one of the class it is treated as.
 */
function cssBreaks(text: string, language: Language, rule: CssRule): number[] {
  let seen = "";
  let previous = "";
  const characters = [...text];
  characters.forEach((character, i) => {
    seen += standIn(character, previous, characters[i + 1] ?? "", language, rule);
    previous = character;
  });
  return [...unicodeBreaks(seen)];
}

function standIn(character: string, previous: string, next: string, language: Language, rule: CssRule): string {
  const cjk = language.startsWith("zh") || language === "ja";
  if (cjk && "“”‘’".includes(character)) {
    if (LETTER.test(previous) && LETTER.test(next)) return character;
    return "“‘".includes(character) ? OPENING : CLOSING;
  }
  if (rule === "css-strict") return character;
  if (SMALL_KANA.test(character)) return character.length === 2 ? WIDE_IDEOGRAPH : IDEOGRAPH;
  // In Latin words and number ranges a hyphen stays a hyphen.
  if (cjk && (WAVES.test(character) || (HYPHENS.test(character) && isIdeographic(previous)))) return IDEOGRAPH;
  if (rule === "css-normal") return character;
  if (ITERATION_MARKS.test(character) || INSEPARABLE.test(character)) return IDEOGRAPH;
  if (character === INSEPARABLE_WIDE) return WIDE_IDEOGRAPH;
  if (!cjk) return character;
  if (CENTRED_MARKS.test(character)) return IDEOGRAPH;
  if (WIDE_SUFFIXES.test(character) && !DIGIT.test(previous)) return IDEOGRAPH;
  if (WIDE_PREFIXES.test(character) && !DIGIT.test(next)) return IDEOGRAPH;
  return character;
}

function isIdeographic(character: string): boolean {
  return character !== "" && kindOf(character.codePointAt(0) ?? 0) === Kind.Han;
}

/** CLREQ's levels. Western text keeps to UAX #14; wherever Chinese takes part, the level's lists decide. */
function chineseBreaks(text: string, language: Language, level: KinsokuLevel): number[] {
  const base = unicodeBreaks(text);
  const result: number[] = [];
  let previous = text.codePointAt(0) ?? 0;
  let start = 0;
  for (let offset = previous > 0xffff ? 2 : 1; offset < text.length;) {
    const next = text.codePointAt(offset) ?? 0;
    const end = offset + (next > 0xffff ? 2 : 1);
    if (!belongsBefore(next)) {
      if (mayBreak({ text, start, offset, end, a: previous, b: next }, base, language, level)) result.push(offset);
      previous = next;
      start = offset;
    } else if (isGlue(next)) {
      previous = next;
      start = offset;
    }
    offset = end;
  }
  result.push(text.length);
  return result;
}

/** A place between two characters, the one before (a, from `start`, with its marks) and the one after (b, up to `end`). */
interface Place {
  readonly text: string;
  readonly start: number;
  readonly offset: number;
  readonly end: number;
  readonly a: number;
  readonly b: number;
}

function mayBreak(place: Place, base: ReadonlySet<number>, language: Language, level: KinsokuLevel): boolean {
  const { text, start, offset, end, a, b } = place;
  const kindA = kindOf(a);
  const kindB = kindOf(b);
  if (kindB === Kind.Space || kindB === Kind.WideSpace || isGlue(a)) return false;
  if (a === ZERO_WIDTH_SPACE) return true;
  const previous = String.fromCodePoint(a);
  const next = String.fromCodePoint(b);
  if (kindA === Kind.Space) {
    if (a === 0xa0) return false;
    return !noStart(next, text, end, language, level) && !noEnd(lastBeforeSpaces(text, start), level);
  }
  if (isFlag(a) && isFlag(b)) return base.has(offset);
  if (splitsNumber(place, previous, next)) return false;
  if (kindA === Kind.Western && kindB === Kind.Western) {
    return base.has(offset) && !(NO_END_GB.has(previous) && noEnd(previous, level) && !isAddress(text, offset));
  }
  // A quotation mark inside a Latin word is an apostrophe.
  if (isApostrophe(text, start, offset) || isApostrophe(text, offset, end)) return false;
  if (previous === DASH && next === DASH) return betweenPairs(text, offset, DASH);
  if (ELLIPSES.includes(previous) && ELLIPSES.includes(next)) return betweenPairs(text, offset, ELLIPSES);
  // Typewriter quotation marks don't tell which way they face.
  if (level !== "none" && (isTypewriterQuote(a) || isTypewriterQuote(b))) return base.has(offset);
  return !noStart(next, text, end, language, level) && !noEnd(previous, level);
}

function noStart(next: string, text: string, end: number, language: Language, level: KinsokuLevel): boolean {
  if (level === "none") return false;
  if (NO_START.has(next) || NO_START_OTHER.has(next) || isOfCategory(next, "close")) return true;
  if ((level === "strict" || language === "ja") && SMALL_KANA.test(next)) return true;
  // A single dash connects; a pair is the Chinese dash, which only the strict level keeps from the line's start.
  if (next === DASH) return text[end] !== DASH || level === "strict";
  return level === "strict" && (ELLIPSES.includes(next) || next === "⸺");
}

function noEnd(previous: string, level: KinsokuLevel): boolean {
  if (level === "none") return false;
  if (NO_END.has(previous) || isOfCategory(previous, "open")) return true;
  return (level === "gb" || level === "strict") && NO_END_GB.has(previous);
}

/** After a solidus: an address may part there, a unit or a pair of short words (km/h, TCP/IP) not. */
function isAddress(text: string, offset: number): boolean {
  let end = offset;
  while (LETTER.test(text[end] ?? "")) end += 1;
  return end - offset > 4 || /[0-9/._?=-]/u.test(text[end] ?? "");
}

type Category = "open" | "close" | "other";

/** Asking Unicode is slow, and a paragraph asks about the same few hundred characters again and again. */
const categories = new Map<string, Category>();

function isOfCategory(character: string, wanted: Category): boolean {
  let category = categories.get(character);
  if (category === undefined) {
    category = /\p{Ps}/u.test(character) ? "open" : /\p{Pe}/u.test(character) ? "close" : "other";
    categories.set(character, category);
  }
  return category === wanted;
}

/** Between the pairs of a run of dashes or dots; an odd one at the run's end stays with the last pair. */
function betweenPairs(text: string, offset: number, marks: string): boolean {
  const isMark = (index: number): boolean => index >= 0 && index < text.length && marks.includes(text[index] ?? " ");
  let run = 0;
  while (isMark(offset - run - 1)) run += 1;
  return run % 2 === 0 && isMark(offset + 1);
}

/** Between a number and its sign or unit, or beside a mark inside a number: ￥100, −3℃, 70％, 1—2, １２．５. */
function splitsNumber({ text, start, offset, end, a, b }: Place, previous: string, next: string): boolean {
  // Most neighbours are Han: they are let through before anything dearer is asked.
  if (isIdeograph(a) || isIdeograph(b)) return false;
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

function isApostrophe(text: string, start: number, end: number): boolean {
  const mark = text.slice(start, end);
  if (mark !== "’" && mark !== "‘") return false;
  return LETTER.test(text[start - 1] ?? "") && LETTER.test(text[end] ?? "");
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
  return cp === 0x2060 || cp === 0xfeff || cp === 0x200d || cp === 0x202f;
}

/** Combining marks, selectors and modifiers go with the character before them. */
function belongsBefore(cp: number): boolean {
  if (cp < 0x300) return cp === 0xad;
  if (isGlue(cp) || isExtender(cp) || cp === ZERO_WIDTH_SPACE) return true;
  return (cp >= 0x1f3fb && cp <= 0x1f3ff) || (cp >= 0xe0020 && cp <= 0xe007f);
}

function isFlag(cp: number): boolean {
  return cp >= 0x1f1e6 && cp <= 0x1f1ff;
}
