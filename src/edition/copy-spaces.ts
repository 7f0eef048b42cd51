/**
 * Spaces as they are typed: indents, spaces beside Latin in Han text (盘古之白), several in a row, tabs. The page has white of
 * its own in these places: the template's indent, and the gap between Han and Latin (CSS Text 4, `text-autospace: replace`).
 */
import { isBetweenLatin } from "./latin-dots.js";
import type { Language } from "./model.js";
import type { TextEdit } from "./text-edit.js";
import { tableAt, type TypedTable, typedTables } from "./typed-tables.js";

export interface SpaceWish {
  /** Whether the text keeps the spaces at its beginning (verse), and wide ones (cells: the indent of a row). */
  readonly keeps?: "all" | "wide";
  /** In heads a space may part two phrases. */
  readonly isHead?: boolean;
  /** One-line texts, such as names: a tab between two Han is a space there. */
  readonly isLine?: boolean;
  /** Whether the template sets a gap of its own between Han and Latin. */
  readonly autospace: boolean;
  readonly language: Language;
}

const LEAD = /^[\s\u200b\u2060\ufeff]+/u;
const NARROW_LEAD = /^(?:(?!\u3000)[\s\u200b\u2060\ufeff])+/u;
/** Runs of what a typewriter has; a wide space is white that somebody wanted. */
const RUN = /[ \t\u00a0]+/gu;
/** Between two cells of a typed table. */
const COLUMN = "\u3000";
/** Han, kana, and the forms as wide as these. */
const WIDE = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Bopomofo}]$/u;
const HANGUL = /^\p{Script=Hangul}$/u;
/** Letters and digits, and the signs of figures: what takes a gap beside Han. Full-width forms take none. */
const NARROW =
  /^(?![\uff00-\uffef\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Bopomofo}\p{Script=Hangul}])[\p{L}\p{N}%+&#@$‰℃℉°€£¥]$/u;
/** Marks with white of their own after, and before them. */
const TRAILING_MARK = /^[，、。；：？！）》」』】〕…]$/u;
const DOTS = "…";
const CLOSING_MARK = /^[，、。；：？！）》」』】〕]$/u;
const OPENING_MARK = /^[（《「『【〔]$/u;
/** A number and a word that counts or measures are one; so are a number and what leads up to it. */
const MEASURE = /^[届年月日号时点分秒岁名个只条件位家户人次项万亿千百元吨米公里平层栋版集期场轮组章节周天倍成]/u;
const LEADING = /[第约近超达破逾共为在用与和及从到至比按将把被对的]$/u;

/** Signs that belong to the figure after them, whatever stands before, and signs that join the figures on both their sides. */
const SIGN = /^[≥≤≧≦≮≯≈≒≠±∓√×÷]$/u;
const OPERATOR = /^[=+−<>＝＋－＜＞～∶]$/u;
const FIGURE = /^[\p{Nd}√]$/u;

export function spaceEdits(text: string, wish: SpaceWish): readonly TextEdit[] {
  const edits: TextEdit[] = [];
  const columns = hasColumns(text);
  const tables = wish.keeps === undefined && wish.isLine !== true ? typedTables(text) : [];
  let from = 0;
  let to = text.length;
  const lead = wish.keeps === "all" ? undefined : (wish.keeps === "wide" ? NARROW_LEAD : LEAD).exec(text)?.[0];
  if (lead !== undefined) {
    edits.push({ offset: 0, before: lead, after: "", rule: lead.length === text.length ? "blank" : "indent" });
    from = lead.length;
  }
  const trail = from >= to ? undefined : trailOf(text, from);
  if (trail !== undefined) to -= trail.length;
  for (const { 0: white, index } of text.slice(from, to).matchAll(RUN)) {
    const after = spaceAt(text, from + index, white, { ...wish, columns, tables });
    if (after !== white) edits.push({ offset: from + index, before: white, after, rule: "spaces" });
  }
  if (trail !== undefined) {
    // Most texts that end with a space end with one, and no reader and no editor ever sees it.
    const silent = /^[ \n]$/u.test(trail) ? { silent: true as const } : {};
    edits.push({ offset: to, before: trail, after: "", rule: "spaces", ...silent });
  }
  return edits;
}

function trailOf(text: string, from: number): string | undefined {
  let at = text.length;
  while (at > from && /[\s\u200b\u2060\ufeff]/u.test(text[at - 1] ?? "")) at -= 1;
  return at === text.length ? undefined : text.slice(at);
}

function spaceAt(text: string, offset: number, white: string, wish: TextWish): string {
  const left = before(text, offset);
  const right = characterAt(text, offset + white.length);
  const isGap = white.length > 1 || white === "\t";
  if (isGap && tableAt(wish.tables, offset) !== undefined && !/\s/u.test(left + right)) return COLUMN;
  // Beside a wide space or a break, any other is a slip.
  if (/\s/u.test(left) || /\s/u.test(right)) return wish.keeps === undefined ? "" : white;
  if (wish.language !== "ko" && isReplaced(text, offset, white, { left, right }, wish)) return "";
  if (white.length === 1 && white !== "\t") return white;
  if (wish.keeps === "all") return white;
  return white.includes(" ") || !white.includes("\u00a0") ? " " : "\u00a0";
}

interface TextWish extends SpaceWish {
  /** Whether its tabs part columns. */
  readonly columns: boolean;
  readonly tables: readonly TypedTable[];
}

interface Sides {
  readonly left: string;
  readonly right: string;
}

function isReplaced(text: string, offset: number, white: string, sides: Sides, wish: TextWish): boolean {
  const { left, right } = sides;
  if (HANGUL.test(left) || HANGUL.test(right)) return false;
  if (CLOSING_MARK.test(right) || OPENING_MARK.test(left)) return true;
  if (left === DOTS && isBetweenLatin(text.slice(0, offset), text.slice(offset + white.length), wish.language))
    return false;
  if (wish.language !== "en" && !white.includes("\t") && isBesideSign(text, offset, offset + white.length)) return true;
  if (TRAILING_MARK.test(left)) return wish.isHead !== true && wish.isLine !== true;
  if (white === "\t" && WIDE.test(left) && WIDE.test(right)) return wish.isLine !== true && !wish.columns;
  const beside = (WIDE.test(left) && NARROW.test(right)) || (NARROW.test(left) && WIDE.test(right));
  if (!beside || !wish.autospace || (white.includes("\t") && wish.columns)) return false;
  return wish.isHead !== true || !partsPhrases(text, offset, offset + white.length);
}

/** Whether the white between `from` and `to` parts a sign from its figure: ≥ 5, √ 2, 3 × 5; not A × B. */
function isBesideSign(text: string, from: number, to: number): boolean {
  const [left, right] = [before(text, from), characterAt(text, to)];
  const afterRight = characterAt(text, skipped(text, to + right.length, 1));
  const beforeLeft = before(text, skipped(text, from - left.length, -1));
  if (SIGN.test(left)) return FIGURE.test(right);
  if (SIGN.test(right)) return FIGURE.test(afterRight);
  if (OPERATOR.test(left)) return FIGURE.test(right) && FIGURE.test(beforeLeft);
  return OPERATOR.test(right) && FIGURE.test(left) && FIGURE.test(afterRight);
}

/** A single space is passed over. */
function skipped(text: string, offset: number, step: 1 | -1): number {
  return text[step > 0 ? offset : offset - 1] === " " ? offset + step : offset;
}

/** A line that tabs part into three or more is a row of a table that was typed. */
export function hasColumns(text: string): boolean {
  return text.includes("\t") && text.split("\n").some((line) => line.trim().split(/\t+/u).length > 2);
}

/**
 * Whether a space beside Latin or a figure parts two phrases of a head: 渡口复航 5月起 stays apart, where whoever typed the
 * head puts no space on the other side of the figure; 第 15 届 and 用 AI 写 do not.
 */
function partsPhrases(text: string, from: number, to: number): boolean {
  const isBefore = NARROW.test(characterAt(text, to));
  const other = isBefore ? skipNarrow(text, to, 1) : skipNarrow(text, from, -1);
  const beyond = isBefore ? characterAt(text, other) : before(text, other);
  if (!WIDE.test(beyond)) return false;
  const left = text.slice(Math.max(0, from - 4), from);
  const right = text.slice(to, to + 4);
  // A phrase has two characters at least, and does not end with what leads up to the figure.
  if (isBefore) return /[\p{Script=Han}]{2}$/u.test(left) && !LEADING.test(left);
  return !(MEASURE.test(right) && /\d$/u.test(left)) && /^\p{Script=Han}{2}/u.test(right);
}

/** The end of a Latin word or figure that begins at an offset, or its beginning. */
function skipNarrow(text: string, offset: number, step: 1 | -1): number {
  let at = offset;
  const inWord = (unit: string): boolean => /[!-~]/u.test(unit) || NARROW.test(unit);
  while (at >= 0 && at <= text.length && inWord(text[step > 0 ? at : at - 1] ?? " ")) at += step;
  return at;
}

function before(text: string, offset: number): string {
  const low = text.charCodeAt(offset - 1);
  const isPair = low >= 0xdc00 && low < 0xe000 && offset >= 2;
  return offset <= 0 ? "" : text.slice(offset - (isPair ? 2 : 1), offset);
}

function characterAt(text: string, offset: number): string {
  const code = text.codePointAt(offset);
  return code === undefined ? "" : String.fromCodePoint(code);
}
