/**
 * What a figure in a cell is, and where it lines up with those over and under it: at its point, at the sign of a score, a
 * ratio, a time or a range, else after its last whole digit.
 */

const SIGN = "[+＋\\-−–—－±=＝↑↓▲▼△▽↗↘<>＜＞≤≥≈~～约]";
/** ISO 4217 codes and prefixes of dollars (US$, HK$) before the sign itself. */
const CURRENCY = "(?:[A-Z]{1,4}[$＄]|[A-Z]{3} ?|[$＄¥￥€£₩₽฿])";
/** Between digits of one figure. Groups of three stand apart by a comma, a point, an apostrophe or one of the spaces. */
const GROUPING = "[.,．，'’ \\u00a0\\u2009\\u202f]";
const PAIRING = "[:：∶/／\\-−–—－~～·×]";
const CLOCK = "[年月日号时点分秒]";
const DIGITS = "[\\d０-９]";
const NUMBER = `${DIGITS}+(?:(?:${GROUPING}|\\s?${PAIRING}\\s?(?:${SIGN}|${CURRENCY})?|${CLOCK})${DIGITS}+)*`;
/** Signs of percent and degree, Latin units with their powers, up to four Han characters. */
const UNIT =
  "(?:[%％‰℃℉°′″'\"]|[A-Za-zµΩ㎎-㏄]+[²³]?(?:[/／·][A-Za-z]+[²³]?)?|\\p{Script=Han}{1,4}(?:/\\p{Script=Han}{1,2})?)";
const NOTE = "(?:[（(][^（()）]{1,12}[)）])";
const FIGURE = new RegExp(
  `^\\s*(?:${SIGN}|${CURRENCY}|\\s)*(?<number>${NUMBER})(?:\\s?${UNIT}?(?:[/／]${UNIT})?[↑↓▲▼△▽*＊+＋]?\\s?${NOTE}?)\\s*$`,
  "du",
);
const LAST_PAIRING = new RegExp(`.*(?<=${DIGITS}\\s?)(?:${PAIRING}|${CLOCK})`, "u");
const BLANK = /^[\s\-−–—－…/／*＊·]*$/u;
/** A word among figures, such as 停牌: more characters than this make a column of words. */
const SHORT_WORD = 4;
/** Figures are the rule in a column where words are at most this part of its cells. */
const MOST_WORDS = 1 / 3;

/** A word of up to four characters before a figure; 第 makes an ordinal of it. */
const WORD_BEFORE = new RegExp(
  `^(?!第)\\p{Script=Han}{1,${SHORT_WORD}}[:：]?\\s?(?=${DIGITS}|${SIGN}|${CURRENCY})`,
  "u",
);
/** Dates; times and durations in words; names of lines, houses, classes, schools, issues that begin with a figure. */
const DATE = new RegExp(`${DIGITS}\\s?(?:年|月|日)(?!元|产|均|薪|租)|星期|周[一二三四五六日]`, "u");
const TIME = new RegExp(`${DIGITS}\\s?[时点分秒]${DIGITS}`, "u");
const NAME = new RegExp(`${DIGITS}\\s?(?:号|路|届|期|班|组|栋|幢|年级|中学|中心|院|线|单元)`, "u");
const DAY_AND_HOUR = new RegExp(`(?<=${DIGITS}\\s?[日号])(?=${DIGITS}{1,2}\\s?[:：∶时点])`, "gu");

/** Codes and figures of which no line ends inside, within longer text. */
const WHOLE = new RegExp(`(?:${SIGN}|${CURRENCY})*${NUMBER}(?:[%％‰℃℉°]|[A-Za-z]{1,4}(?![A-Za-z]))?`, "gu");
const CODE = /(?=[0-9/／\-–.&+]*[A-Za-z])[A-Za-z0-9]{1,6}(?:[/／\-–.&+][A-Za-z0-9]{1,6}){1,2}(?![A-Za-z0-9/.])/gu;

/** Offset at which a figure lines up with others; undefined for what is none. */
export function figureAnchor(text: string): number | undefined {
  const found = FIGURE.exec(text);
  const number = found?.groups?.["number"];
  const from = found?.indices?.groups?.["number"]?.[0];
  if (number === undefined || from === undefined) return undefined;
  const paired = LAST_PAIRING.exec(number)?.[0];
  return from + (paired === undefined ? wholePart(number) : paired.length - 1);
}

/** Length of the whole part: up to the point, past the groups of three. */
function wholePart(number: string): number {
  const point = Math.max(...[".", "．", ","].map((mark) => number.lastIndexOf(mark)));
  if (point < 0) return number.length;
  const mark = number[point] ?? "";
  const rest = number.slice(point + 1);
  if (number.indexOf(mark) !== point) return number.length;
  const isGroup = mark === "," && /^\d{3}$/u.test(rest);
  return isGroup ? number.length : point;
}

/**
 * The same in a column of figures, where a word may stand before one: 共1,890. By themselves such cells are text: 北风5—6级.
 */
export function anchorAmongFigures(text: string): number | undefined {
  const own = figureAnchor(text);
  if (own !== undefined) return own;
  const word = WORD_BEFORE.exec(text)?.[0].length ?? 0;
  const anchor = word === 0 ? undefined : figureAnchor(text.slice(word));
  return anchor === undefined ? undefined : anchor + word;
}

/**
 * Whether cells over one another are figures: blanks, dashes, a few short words and words before figures among them do not count.
 * Dates and names that hold figures are text, and times are where they have not one form: nothing of them lines up.
 */
export function areFigures(texts: readonly string[]): boolean {
  const told = texts.filter((text) => !BLANK.test(text));
  const figures = told.filter((text) => figureAnchor(text) !== undefined);
  const words = told.filter((text) => figureAnchor(text) === undefined);
  if (figures.length === 0 || words.length > MOST_WORDS * told.length) return false;
  if (figures.some((text) => DATE.test(text) || NAME.test(text))) return false;
  if (figures.some((text) => TIME.test(text)) && new Set(figures.map(formOf)).size > 1) return false;
  return words.every((text) => [...text].length <= SHORT_WORD || anchorAmongFigures(text) !== undefined);
}

/** Its signs, without its digits: 5分32秒 and 6分08秒 have one. */
function formOf(text: string): string {
  return text.trim().replaceAll(/[\d０-９]+/gu, "0");
}

/** Offsets between a day and its hour, where a cell parts as at a space: 11月28日 | 9:00—11:30. */
export function hoursOfDays(text: string): readonly number[] {
  return Array.from(text.matchAll(DAY_AND_HOUR), ({ index }) => index);
}

/** Stretches of a cell's text that no line end parts: [from, to). */
export function wholeStretches(text: string): readonly (readonly [number, number])[] {
  const ends = [...hoursOfDays(text), text.length];
  return ends.flatMap((end, i) => {
    const from = ends[i - 1] ?? 0;
    return stretchesOf(text.slice(from, end)).map(([a, b]) => [from + a, from + b] as const);
  });
}

function stretchesOf(text: string): readonly (readonly [number, number])[] {
  if (figureAnchor(text) !== undefined) return [[0, text.length]];
  return [WHOLE, CODE].flatMap((pattern) =>
    Array.from(text.matchAll(pattern), ({ index, 0: found }) => [index, index + found.length] as const),
  );
}
