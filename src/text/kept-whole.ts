/**
 * What a head keeps whole beside its words: numbers in Han numerals with what they count (三十四年, 三千五百万元, 百分之九十八点六), the
 * parts of one date, and short terms in quotation marks or title marks (“一老一小”). Numbers in figures are kept whole wherever they
 * stand: see unbroken.ts. Dictionaries of words part Han numerals at odd places (百分 | 之九十 | 八).
 */
import { foreignNames, NAME_POINTS } from "./foreign-names.js";
import { COUNTED } from "./unbroken.js";

/** Characters of the longest term between marks that is read at a glance: “一刻钟便民圈”. */
const LONGEST_TERM = 6;
const TERM = new RegExp(
  `(?<=[“‘（《〈「『【〔])[^“‘（《〈「『【〔”’）》〉」』】〕\\s，。；：、！？…—]{2,${LONGEST_TERM}}(?=[”’）》〉」』】〕])`,
  "gu",
);

const NUMERALS = "[〇零一二三四五六七八九十百千万亿两]+";
/** A number, its ordinal, the denominator before it, its decimals, and the words for what is over it. */
const NUMBER = `第?(?:[百千万]分之|${NUMERALS}分之)?${NUMERALS}(?:点(?:${NUMERALS}|半))?[多余来几]?[十百千万亿]*`;
const NUMBER_COUNTING = new RegExp(`(?<number>${NUMBER})(?<counted>${COUNTED}?)`, "gu");
/** Two signs make a number: 三十, 第三, 八点六. One by itself is left to the dictionary: 一带一路. */
const LEAST_SIGNS = 2;
const MAYBE_NUMBER = /[第〇零一二三四五六七八九十百千万亿两点分之]{2}/u;
const DATE_PART = /[年月日号时点分秒]$/u;
/** Where a long number parts best when it has to, as it is read: 两亿 | 三千 | 四百, 百分之 | 九. */
const GROUPS_MEET = /[百千万亿之][〇零一二三四五六七八九]/u;

/**
 * In a name written by its sound; in a short term; in a number between its groups or the parts of its date, before what it counts, and anywhere else, where a
 * reader takes each part for a number of its own.
 */
export type Inside = "name" | "term" | "group" | "counted" | "digit";

/** By UTF-16 offset: every place inside what is kept whole. `isWordEnd` tells the ends of dictionary words: 第三 | 人民医院. */
export function keptWhole(text: string, isWordEnd: (offset: number) => boolean): ReadonlyMap<number, Inside> {
  const inside = new Map<number, Inside>();
  for (const { start, end } of foreignNames(text)) {
    for (let offset = start + 1; offset < end; offset += 1)
      // A long name parts after its point.
      if (!NAME_POINTS.includes(text[offset - 1] ?? " ")) inside.set(offset, "name");
  }
  for (const { index, 0: term } of text.matchAll(TERM)) {
    for (let offset = index + 1; offset < index + term.length; offset += 1) inside.set(offset, "term");
  }
  if (MAYBE_NUMBER.test(text)) addNumbers(text, isWordEnd, inside);
  return inside;
}

function addNumbers(text: string, isWordEnd: (offset: number) => boolean, inside: Map<number, Inside>): void {
  let last = "";
  let lastEnd = -1;
  for (const { index, 0: found, groups } of text.matchAll(NUMBER_COUNTING)) {
    const number = groups?.["number"] ?? "";
    const end = isWordEnd(index + found.length) ? index + found.length : index + number.length;
    const isDated = lastEnd === index && DATE_PART.test(last) && DATE_PART.test(text.slice(index, end));
    if (isDated) inside.set(index, "group");
    [last, lastEnd] = [text.slice(index, end), end];
    if (!isDated && [...number].length < LEAST_SIGNS) continue;
    for (let offset = index + 1; offset < end; offset += 1) {
      const isGroup = GROUPS_MEET.test(text.slice(offset - 1, offset + 1));
      inside.set(offset, offset === index + number.length ? "counted" : isGroup ? "group" : "digit");
    }
  }
}
