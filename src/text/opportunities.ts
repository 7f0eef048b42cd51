/**
 * Where a line may begin. UAX #14 (the `linebreak` package) is the base for Western text; Chinese text follows CLREQ's
 * four levels of prohibition at line start and line end (行首行尾禁则) instead, because UAX #14 of that age offers no break
 * between Han and “ ”.
 */
import LineBreaker from "linebreak";
import { isWide, Kind, kindOf } from "./classes.js";

export type Language = "zh-Hans" | "zh-Hant" | "ja" | "ko" | "en";
export type KinsokuLevel = "none" | "basic" | "gb" | "strict";
export type LineBreakRule = "uax14" | "css-loose" | "css-normal" | "css-strict" | KinsokuLevel;

const NO_START_BASIC = "、，；：。！？．”’）》〉」』】〗〕］｝～-–·・‧/／!),.:;?]}%％‰℃°‼⁇⁈⁉";
const NO_END_BASIC = "“‘（《〈「『【〖〔［｛([{";
const NO_END_GB = "/／";
/** Small kana, prolonged sound and iteration marks: CSS Text 3, line-break: strict. */
const NO_START_STRICT_CSS = "ぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶㇰㇱㇲㇳㇴㇵㇶㇷㇸㇹㇺㇻㇼㇽㇾㇿー";
/** Barred at line start by `normal` and `strict`. */
const NO_START_NORMAL_CSS = "々〻ゝゞヽヾ・：；･‼⁇⁈⁉？！";
const NO_START_NORMAL_ZH = "〜゠‐–～";

const DASHES = "—⸺";
const ELLIPSES = "…⋯";

/**
 * UTF-16 offsets greater than 0 at which a line may begin, the text's end included.
 * `none`, `basic`, `gb`, `strict` are CLREQ's levels.
 */
export function lineBreakOpportunities(
  text: string,
  options: { readonly language: Language; readonly rule: LineBreakRule },
): number[] {
  if (text === "") return [];
  const base = unicodeBreaks(text);
  if (options.rule === "uax14") return [...base].sort((a, b) => a - b);
  const result: number[] = [];
  let previous = text.codePointAt(0) ?? 0;
  let before = 0;
  for (let offset = previous > 0xffff ? 2 : 1; offset < text.length; ) {
    const next = text.codePointAt(offset) ?? 0;
    const after = offset + (next > 0xffff ? 2 : 1);
    if (mayBreak(text, before, offset, previous, next, after, base, options)) result.push(offset);
    before = offset;
    previous = next;
    offset = after;
  }
  result.push(text.length);
  return result;
}

function unicodeBreaks(text: string): Set<number> {
  const breaker = new LineBreaker(text);
  const found = new Set<number>();
  for (let step = breaker.nextBreak(); step !== null; step = breaker.nextBreak()) found.add(step.position);
  return found;
}

function mayBreak(
  text: string,
  start: number,
  offset: number,
  a: number,
  b: number,
  end: number,
  base: ReadonlySet<number>,
  options: { readonly language: Language; readonly rule: LineBreakRule },
): boolean {
  const previous = text.slice(start, offset);
  const next = text.slice(offset, end);
  const kindA = kindOf(a);
  const kindB = kindOf(b);
  if (kindB === Kind.Space) return false;
  if (kindA === Kind.Space) return !noStart(next, text, end, options) ;
  const western = kindA === Kind.Western && kindB === Kind.Western;
  if (western) return base.has(offset);
  // A quotation mark inside a Latin word is an apostrophe.
  if (isApostrophe(text, start, offset) || isApostrophe(text, offset, end)) return false;
  if (DASHES.includes(previous) && DASHES.includes(next)) return !insidePair(text, offset, DASHES);
  if (ELLIPSES.includes(previous) && ELLIPSES.includes(next)) return !insidePair(text, offset, ELLIPSES);
  if (isJoiner(b) || isJoiner(a)) return false;
  if (noStart(next, text, end, options) || noEnd(previous, options)) return false;
  if (isRangeDash(text, start, offset, previous, next, end)) return false;
  return true;
}

function noStart(
  next: string,
  text: string,
  end: number,
  { rule, language }: { readonly language: Language; readonly rule: LineBreakRule },
): boolean {
  if (rule === "none") return false;
  if (rule.startsWith("css-")) {
    if ("、，。．”’）》〉」』】〗〕］｝,.)]}".includes(next)) return true;
    if (rule === "css-loose") return false;
    if (NO_START_NORMAL_CSS.includes(next)) return true;
    if (NO_START_NORMAL_ZH.includes(next)) return language !== "zh-Hans" || rule === "css-strict";
    return rule === "css-strict" && NO_START_STRICT_CSS.includes(next);
  }
  if (next !== "" && NO_START_BASIC.includes(next)) return true;
  if (next === "—") {
    // A single dash connects; a pair is the Chinese dash, which only the strict level keeps from the line's start.
    return text[end] !== "—" || rule === "strict";
  }
  return rule === "strict" && (ELLIPSES.includes(next) || next === "⸺");
}

function noEnd(previous: string, { rule }: { readonly rule: LineBreakRule }): boolean {
  if (rule === "none") return false;
  if (NO_END_BASIC.includes(previous)) return true;
  return (rule === "gb" || rule === "strict") && NO_END_GB.includes(previous);
}

/** True in the middle of —— or ……; several pairs in a row may part between the pairs. */
function insidePair(text: string, offset: number, marks: string): boolean {
  let run = 0;
  while (offset - run - 1 >= 0 && marks.includes(text[offset - run - 1] ?? " ")) run += 1;
  return run % 2 === 1;
}

/** 1—2, 10～15: a dash between digits joins a range. */
function isRangeDash(text: string, start: number, offset: number, previous: string, next: string, end: number): boolean {
  const digit = (character: string | undefined): boolean => character !== undefined && /[0-9]/u.test(character);
  if ("—–～".includes(previous)) return digit(next) && digit(text[start - 1]);
  if ("—–～".includes(next)) return digit(text[offset - 1]) && digit(text[end]);
  return false;
}

function isApostrophe(text: string, start: number, end: number): boolean {
  const mark = text.slice(start, end);
  if (mark !== "’" && mark !== "‘") return false;
  return /[A-Za-z]/u.test(text[start - 1] ?? "") && /[A-Za-z]/u.test(text[end] ?? "");
}

function isJoiner(cp: number): boolean {
  return cp === 0x2060 || cp === 0xfeff || cp === 0x200d || cp === 0x00a0 || (cp >= 0xfe00 && cp <= 0xfe0f) || (!isWide(cp) && /\p{M}/u.test(String.fromCodePoint(cp)));
}
