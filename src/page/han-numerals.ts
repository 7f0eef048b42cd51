/** Numbers in Han numerals, up to 9999: 一百零五 in Chinese, 百五 in Japanese and Korean; 壹贰叁; and digit by digit, 一〇五. */
import type { Language } from "../edition/model.js";

/** One kind of numerals: its digits from nought on, and the signs of ten, a hundred and a thousand. */
interface Numerals {
  readonly digits: string;
  readonly units: string;
}

const PLAIN: Numerals = { digits: "零一二三四五六七八九", units: "十百千" };
const FORMAL: Numerals = { digits: "零壹贰叁肆伍陆柒捌玖", units: "拾佰仟" };
const FORMAL_HANT: Numerals = { digits: "零壹貳參肆伍陸柒捌玖", units: "拾佰仟" };
const NOUGHTS = "〇○";
const LAST = 9999;

/** The kind of which all signs of a numeral are. */
function numeralsOf(numeral: string, language: Language): Numerals | undefined {
  const kinds = language === "zh-Hans" ? [PLAIN, FORMAL, FORMAL_HANT] : [PLAIN, FORMAL_HANT, FORMAL];
  return kinds.find(({ digits, units }) => Array.from(numeral).every((sign) => (digits + units).includes(sign)));
}

const normal = (numeral: string): string => numeral.replaceAll(/[〇○]/gu, "零").replaceAll(/[两兩]/gu, "二");

/** Undefined where the characters are no number, such as 百千. */
export function readHan(text: string): number | undefined {
  const numeral = normal(text);
  const kind = numeralsOf(numeral, "zh-Hans");
  if (kind === undefined) return undefined;
  const { digits, units } = kind;
  const signs = Array.from(numeral);
  if (!signs.some((sign) => units.includes(sign))) return Number(signs.map((sign) => digits.indexOf(sign)).join(""));
  let [number, digit, above] = [0, 0, Number.POSITIVE_INFINITY];
  for (const sign of signs) {
    const unit = 10 ** (units.indexOf(sign) + 1);
    if (unit === 1 ? digit !== 0 : unit >= above) return undefined;
    if (unit === 1) digit = digits.indexOf(sign);
    else {
      number += (digit || 1) * unit;
      [digit, above] = [0, unit];
    }
  }
  return number + digit;
}

/** As the list's first numeral is written; undefined past the last number. */
export function writeHan(number: number, first: string, language: Language): string | undefined {
  if (number > LAST) return undefined;
  const kind = numeralsOf(normal(first), language) ?? PLAIN;
  const { digits } = kind;
  if (kind === PLAIN && isDigitByDigit(first)) {
    const nought = Array.from(first).find((sign) => NOUGHTS.includes(sign)) ?? "〇";
    return Array.from(String(number), (digit) => (digit === "0" ? nought : (digits[Number(digit)] ?? ""))).join("");
  }
  const isShort = kind === PLAIN && (language === "ja" || language === "ko");
  return isShort ? withoutNoughts(number, kind) : withNoughts(number, kind);
}

/** 一〇, 一〇五, 二六: more than one digit, and no sign of ten. */
function isDigitByDigit(numeral: string): boolean {
  return numeral.length > 1 && !/[十百千]/u.test(numeral);
}

/** 一百零五, 一百一十, 一千零一十; 十五 alone has no 一 before its ten. */
function withNoughts(number: number, { digits, units }: Numerals): string {
  let [written, gap] = ["", false];
  for (let place = 3; place >= 0; place -= 1) {
    const digit = Math.floor(number / 10 ** place) % 10;
    if (digit === 0) {
      gap = written !== "";
      continue;
    }
    if (gap) written += digits[0];
    gap = false;
    written += (digits[digit] ?? "") + (place === 0 ? "" : (units[place - 1] ?? ""));
  }
  return digits === PLAIN.digits && number >= 10 && number < 20 ? written.slice(1) : written;
}

/** 百五, 百十, 千十: no nought, and no 一 before a sign. */
function withoutNoughts(number: number, { digits, units }: Numerals): string {
  let written = "";
  for (let place = 3; place >= 0; place -= 1) {
    const digit = Math.floor(number / 10 ** place) % 10;
    if (digit === 0) continue;
    written += (digit === 1 && place > 0 ? "" : (digits[digit] ?? "")) + (place === 0 ? "" : (units[place - 1] ?? ""));
  }
  return written;
}
