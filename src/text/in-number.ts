/** What is one number to a reader: its digits, the marks between them, its sign or currency before and its sign after it. */

const DIGIT = /[0-9０-９]/u;
/** Marks between two digits: decimals, thousands, times. */
const JOINS_DIGITS = /[.,:：．'’]/u;
/** What compares and reckons: UAX #14 has it as letters or ideographs, and a reader as a part of the figure after it. */
const OPERATORS = "<>=~≤≥≦≧≈≠≒×÷√＜＞＝～";
/** Signs and currencies before a number, and signs after it (UAX #14's classes PR and PO). */
const SIGNS = `$+\\\\£¤¥±₠-₵₷-₺₼₽₿№−∓﹩＄＋－￡￥￦${OPERATORS}`;
export const SIGNS_BEFORE = `[\\-${SIGNS}]`;
/** Without the hyphen, which joins more often. */
export const SIGNS_BUT_HYPHEN = `[${SIGNS}]`;
export const SIGNS_AFTER = "[%¢°‰-‷℃℉﹪％￠₫]";
const BEFORE = new RegExp(SIGNS_BEFORE, "u");
const AFTER = new RegExp(SIGNS_AFTER, "u");

/** Whether a line that ends at this offset of the text ends inside a number: 1|2, 1,|234, ￥|5, 70|%. */
export function isInNumber(text: string, at: number): boolean {
  const [before, after] = [text[at - 1] ?? "", text[at] ?? ""];
  if (DIGIT.test(before)) {
    if (DIGIT.test(after) || AFTER.test(after)) return true;
    return JOINS_DIGITS.test(after) && DIGIT.test(text[at + 1] ?? "");
  }
  if (BEFORE.test(before)) {
    // A hyphen after a letter or a digit joins, and is no sign.
    if (before === "-" && /[\p{L}\p{N}]/u.test(text[at - 2] ?? "")) return false;
    return DIGIT.test(after) || (BEFORE.test(after) && DIGIT.test(text[at + 1] ?? ""));
  }
  return JOINS_DIGITS.test(before) && DIGIT.test(after) && DIGIT.test(text[at - 2] ?? "");
}
