/** The numbers of a list's markers: which part of a marker counts, and what it reads for each further item. */
import type { Language } from "../edition/model.js";
import { readHan, writeHan } from "./han-numerals.js";

/** A way to count. `read` gives the number of a numeral, undefined where it is none; `write` undefined past the end of the series. */
interface Series {
  readonly sign: RegExp;
  readonly read: (numeral: string) => number | undefined;
  readonly write: (number: number, first: string, language: Language) => string | undefined;
}

/** Signs of one character that stand in a row in Unicode, by blocks; `rest` writes what comes after the last of them. */
function signs(blocks: readonly (readonly [number, number])[], rest?: (number: number) => string): Series {
  const all = blocks.flatMap(([from, to]) => Array.from({ length: to - from + 1 }, (_, i) => from + i));
  const characters = all.map((cp) => String.fromCodePoint(cp));
  return {
    sign: new RegExp(`[${characters.join("")}]`, "gu"),
    read: (numeral) => characters.indexOf(numeral) + 1,
    write: (number) => characters[number - 1] ?? rest?.(number),
  };
}

/** Letters and syllables in their order. They count only where no other letter stands beside them: 甲 and 乙, not 甲方. */
function letters(alphabet: string, more: boolean): Series {
  const all = Array.from(alphabet);
  return {
    sign: new RegExp(String.raw`(?<!\p{L})[${alphabet}](?!\p{L})`, "gu"),
    read: (numeral) => all.indexOf(numeral) + 1,
    write: (number) => (more ? spelt(number, all) : all[number - 1]),
  };
}

/** a to z, then aa to zz, and so on. */
function spelt(number: number, alphabet: readonly string[]): string {
  let [rest, written] = [number, ""];
  while (rest > 0) {
    written = (alphabet[(rest - 1) % alphabet.length] ?? "") + written;
    rest = Math.floor((rest - 1) / alphabet.length);
  }
  return written;
}

const LATIN = "abcdefghijklmnopqrstuvwxyz";
const WIDE = 0xfee0;

function widened(text: string): string {
  return text.replaceAll(/[!-~]/gu, (character) => String.fromCodePoint((character.codePointAt(0) ?? 0) + WIDE));
}

function narrowed(text: string): string {
  return text.replaceAll(/[！-～]/gu, (character) => String.fromCodePoint((character.codePointAt(0) ?? 0) - WIDE));
}

const isWide = (text: string): boolean => /[！-～]/u.test(text);

const ROMAN: readonly (readonly [number, string])[] = [
  [1000, "m"],
  [900, "cm"],
  [500, "d"],
  [400, "cd"],
  [100, "c"],
  [90, "xc"],
  [50, "l"],
  [40, "xl"],
  [10, "x"],
  [9, "ix"],
  [5, "v"],
  [4, "iv"],
  [1, "i"],
];
/** There is no sign for 5000. */
const LAST_ROMAN = 3999;

function romanOf(number: number): string | undefined {
  if (number > LAST_ROMAN) return undefined;
  let [rest, written] = [number, ""];
  for (const [value, numeral] of ROMAN) {
    for (; rest >= value; rest -= value) written += numeral;
  }
  return written;
}

function readRoman(numeral: string): number | undefined {
  let [rest, number] = [numeral.toLowerCase(), 0];
  for (const [value, sign] of ROMAN) {
    for (; rest.startsWith(sign); rest = rest.slice(sign.length)) number += value;
  }
  return rest === "" && romanOf(number) === numeral.toLowerCase() ? number : undefined;
}

const upper = (text: string): string => text.toUpperCase();
const isUpper = (text: string): boolean => narrowed(text) === upper(narrowed(text));

/** Figures, narrow or wide, with the zeros before them: 01, 02. */
const FIGURES: Series = {
  sign: /[0-9]+|[０-９]+/gu,
  read: (numeral) => Number(narrowed(numeral)),
  write(number, first) {
    const figures = String(number).padStart(first.length, "0");
    return isWide(first) ? widened(figures) : figures;
  },
};

/** One letter is a letter, but i is the Roman one; of several letters only a Roman number, or aa and what follows, is a numeral. */
const ROMAN_LETTERS: Series = {
  sign: /(?<!\p{L})(?:[ivxlcdm]{2,}|i|[IVXLCDM]{2,}|I)(?!\p{L})/gu,
  read: readRoman,
  write: (number, first) => (isUpper(first) ? romanOf(number)?.toUpperCase() : romanOf(number)),
};
const LATIN_LETTERS: Series = {
  sign: /(?<!\p{L})(?:a?[a-z]|A?[A-Z]|[ａ-ｚ]|[Ａ-Ｚ])(?!\p{L})/gu,
  read: (numeral) =>
    Array.from(narrowed(numeral).toLowerCase()).reduce((sum, letter) => sum * 26 + LATIN.indexOf(letter) + 1, 0),
  write(number, first) {
    const plain = spelt(number, Array.from(LATIN));
    const cased = isUpper(first) ? upper(plain) : plain;
    return isWide(first) ? widened(cased) : cased;
  },
};
const HAN: Series = {
  sign: /[〇○零一二三四五六七八九十百千两兩壹贰叁肆伍陆柒捌玖拾佰仟貳參陸]+/gu,
  read: readHan,
  write: writeHan,
};

/** After the signs of a series that is in brackets, or with a point, the same with plain figures. */
const bracketed = (number: number): string => `(${number})`;
const pointed = (number: number): string => `${number}.`;

/** In the order in which they are asked where two read the same numeral. Ends of series: Unicode 17, Enclosed Alphanumerics ff. */
const SERIES: readonly Series[] = [
  FIGURES,
  signs([
    [0x2460, 0x2473], // ① to ⑳
    [0x3251, 0x325f], // ㉑ to ㉟
    [0x32b1, 0x32bf], // ㊱ to ㊿
  ]),
  signs([[0x2474, 0x2487]], bracketed), // ⑴ to ⒇
  signs([[0x2488, 0x249b]], pointed), // ⒈ to ⒛
  signs([
    [0x2776, 0x277f], // ❶ to ❿
    [0x24eb, 0x24f4], // ⓫ to ⓴
  ]),
  signs([[0x24f5, 0x24fe]]), // ⓵ to ⓾
  signs([[0x2780, 0x2789]]), // ➀ to ➉
  signs([[0x278a, 0x2793]]), // ➊ to ➓
  signs([[0x3220, 0x3229]], (number) => `（${writeHan(number, "一", "zh-Hans") ?? number}）`), // ㈠ to ㈩
  signs([[0x3280, 0x3289]], (number) => writeHan(number, "一", "zh-Hans") ?? String(number)), // ㊀ to ㊉
  signs([[0x249c, 0x24b5]], (number) => `(${spelt(number, Array.from(LATIN))})`), // ⒜ to ⒵
  signs([[0x24b6, 0x24cf]], (number) => spelt(number, Array.from(upper(LATIN)))), // Ⓐ to Ⓩ
  signs([[0x24d0, 0x24e9]], (number) => spelt(number, Array.from(LATIN))), // ⓐ to ⓩ
  signs([[0x2160, 0x216b]], (number) => upper(romanOf(number) ?? String(number))), // Ⅰ to Ⅻ
  signs([[0x2170, 0x217b]], (number) => romanOf(number) ?? String(number)), // ⅰ to ⅻ
  HAN,
  ROMAN_LETTERS,
  LATIN_LETTERS,
  letters("甲乙丙丁戊己庚辛壬癸", false),
  letters("アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン", false),
  letters("가나다라마바사아자차카타파하", false),
];

/**
 * The marker of a list's item, from 0: `1.` counts 1. 2. 3., `（一）` counts （一） （二）. Of several numbers the last one counts (1.1,
 * 1.2). A series that ends goes on in plain figures; a marker without a number stands as it is.
 */
export function markerOf(marker: string, index: number, language: Language = "zh-Hans"): string {
  const found = numeralIn(marker);
  if (found === undefined) return marker;
  const { series, at, numeral, first } = found;
  const number = first + index;
  const written = index === 0 ? numeral : (series.write(number, numeral, language) ?? String(number));
  return marker.slice(0, at) + written + marker.slice(at + numeral.length);
}

interface Numeral {
  readonly series: Series;
  readonly at: number;
  readonly numeral: string;
  readonly first: number;
}

function numeralIn(marker: string): Numeral | undefined {
  let last: Numeral | undefined;
  for (const series of SERIES) {
    for (const { index, 0: numeral } of marker.matchAll(series.sign)) {
      const first = series.read(numeral);
      if (first !== undefined && (last === undefined || index > last.at)) last = { series, at: index, numeral, first };
    }
  }
  return last;
}
