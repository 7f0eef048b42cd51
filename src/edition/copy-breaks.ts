/**
 * What line ends inside a text mean. In copy from content systems most of them part paragraphs; in mail and in text that was
 * wrapped by hand they mean nothing. The rules, in their order:
 *
 * 0. Rows of a typed table stay lines, and their table a paragraph of its own.
 * 1. An empty line, or a typed indent after the line end, parts two paragraphs.
 * 2. So does a line end after what ends a sentence, unless the text was wrapped by hand and the line is a full one.
 * 3. So does one after a line that is a heading or a signature, or before one, or before an item with its number or mark.
 * 4. Any other means nothing between Han characters and beside their marks, and a space elsewhere (CSS Text 4, segment breaks).
 */
import { LINE, PARAGRAPH } from "./copy-characters.js";
import { isBetweenLatin } from "./latin-dots.js";
import type { Language } from "./model.js";
import type { TextEdit } from "./text-edit.js";
import { tableAt, type TypedTable, typedTables } from "./typed-tables.js";

/** Where a text stands decides what its line ends may become. */
export type BreakKind =
  /** Ends of paragraphs and lines both: a paragraph of the body. */
  | "paragraphs"
  /** Lines alone: an item of a list, a note. */
  | "lines"
  /** Every line end is one: a cell, a headline. */
  | "all"
  /** The same, and the white at a line's beginning is wanted: verse. */
  | "verse"
  /** None: a kicker, a byline; a line end becomes a space. */
  | "none"
  /** None, in running text: a sentence lifted out. */
  | "flow";

const WHITE = String.raw`[\s\u200b\ufeff]`;
const BREAK = new RegExp(String.raw`${WHITE}*[\n${LINE}${PARAGRAPH}]${WHITE}*`, "gu");
const ANY_BREAK = /[\n\u2028\u2029]/u;
const OWN_MARKS = new RegExp(`^[${LINE}${PARAGRAPH}]+$`, "u");
/** An indent as it is typed: wide spaces, or several others, or a tab. */
const TYPED_INDENT = /(?:\u3000|[ \u00a0\u2002\u2003]{2}|\t)/u;
/** What ends a sentence, with the quotation marks and brackets that close with it; a colon and a semicolon end lines of lists. */
const SENTENCE_END = /[。！？!?…；：:;.][”’"'』」）)》】\]]*$/u;
const CLOSED_BRACKET = /^[（(【[].*[）)】\]]$/u;
/** 一、 （二） 第三章 3. 4、 ■ ①: the head of a section or an item. */
const NUMBERED =
  /^(?:第[一二三四五六七八九十百\d]{1,4}[章节条部篇]|[一二三四五六七八九十百零]{1,5}[、.．]|[（(][一二三四五六七八九十百零\d]{1,5}[）)]|\d{1,2}(?:、|[.．](?!\d))|[■●◆▲★◎○□◇※•]|[①-⒛❶-❿㈠-㈩㉑-㉟㊱-㊿])/u;
const MARKDOWN_ITEM = /^[*+-] +(?=\S)/u;
/** A heading between paragraphs is not longer, in characters. */
const LONGEST_HEADING = 20;
const MARK = /[\p{P}]/u;
/** Hand-wrapped lines are of one length: the shortest of them has this part of the longest's. */
const EVEN_LINES = 0.8;
/** No program wraps text in shorter lines, in characters as wide as Han. */
const LEAST_WRAPPED = 10;

/** Han, kana, and marks as wide as these: line ends beside two of them are nothing. Hangul takes a space. */
const WIDE =
  /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Bopomofo}\u3001-\u303f\uff00-\uff60\uffe0-\uffe6“”‘’…—·]$/u;
/** Marks that carry white of their own: a line end beside one is nothing, whatever stands on the other side. */
const WIDE_MARK = /^[\u3001-\u303f，。；：？！（）［］｛｝…—]$/u;
/** Of these, those that Latin text has too. */
const SHARED = /[…—]/u;
const UNSPACED_DASH = /\S—$/u;

export function breakEdits(text: string, kind: BreakKind, language: Language, clean: boolean): readonly TextEdit[] {
  if (!ANY_BREAK.test(text)) return [];
  const found = Array.from(text.matchAll(BREAK), ({ 0: white, index }) => ({ white, from: index }));
  const lines = linesBetween(text, found);
  const wrapped = fullLine(lines);
  const tables = clean && kind !== "none" ? typedTables(text) : [];
  const items = clean ? markdownItems(lines) : false;
  let afterParagraph = false;
  const edits: TextEdit[] = [];
  found.forEach(({ white, from }, i) => {
    const [before = "", after = ""] = [lines[i], lines[i + 1]];
    const isEdge = before === "" || after === "";
    const rows = isEdge ? undefined : besideTable(tables, from, from + white.length);
    const parts =
      !isEdge &&
      rows !== "inside" &&
      (rows === "edge" || partsParagraphs({ white, before, after, wrapped, afterParagraph, clean, items }));
    afterParagraph = parts;
    const usual = isEdge ? edgeOf(white, clean) : setAs(kind, white, parts, { before, after, language });
    const meant = rows === undefined || (rows === "edge" && kind === "paragraphs") ? usual : LINE;
    if (meant !== white) {
      const rule = meant === PARAGRAPH ? "paragraphs" : "breaks";
      // What came from a tag was told with the tag.
      const silent = OWN_MARKS.test(white) ? { silent: true as const } : {};
      edits.push({ offset: from, before: white, after: meant, rule, ...silent });
    }
  });
  return edits;
}

/** Whether a line end parts two rows of a typed table, or the table from the text beside it. */
function besideTable(tables: readonly TypedTable[], from: number, to: number): "inside" | "edge" | undefined {
  const [left, right] = [tableAt(tables, from - 1), tableAt(tables, to)];
  if (left === undefined && right === undefined) return undefined;
  return left === right ? "inside" : "edge";
}

/** Whether the text is a list in Markdown's way: one line that begins with a hyphen may be a dash. */
function markdownItems(lines: readonly string[]): boolean {
  return lines.filter((line) => MARKDOWN_ITEM.test(line)).length > 1;
}

function linesBetween(text: string, found: readonly { readonly white: string; readonly from: number }[]): string[] {
  const lines: string[] = [];
  let start = 0;
  for (const { white, from } of found) {
    lines.push(text.slice(start, from));
    start = from + white.length;
  }
  lines.push(text.slice(start));
  return lines;
}

/** At a text's ends a line end is nothing; spaces typed beside it are dropped with the other white. */
function edgeOf(white: string, clean: boolean): string {
  return clean ? "" : white.replaceAll(/[\n\u2028\u2029]/gu, "");
}

interface BreakContext {
  readonly white: string;
  readonly before: string;
  readonly after: string;
  /** Length of the lines of text that was wrapped by hand; Infinity where it was not. */
  readonly wrapped: number;
  /** The line before began a paragraph. */
  readonly afterParagraph: boolean;
  readonly clean: boolean;
  /** Whether lines that begin with a hyphen or a star are items. */
  readonly items: boolean;
}

function partsParagraphs({ white, before, after, wrapped, afterParagraph, clean, items }: BreakContext): boolean {
  if (white.includes(PARAGRAPH)) return true;
  if (!clean) return false;
  const ends = white.match(/[\n\u2028]/gu)?.length ?? 0;
  const last = Math.max(white.lastIndexOf("\n"), white.lastIndexOf(LINE));
  if (ends > 1 || TYPED_INDENT.test(white.slice(last + 1))) return true;
  const isFull = lengthOf(before) >= EVEN_LINES * wrapped;
  if (items && MARKDOWN_ITEM.test(after)) return true;
  if (SENTENCE_END.test(before)) return !isFull;
  if (isFull) return false;
  if (CLOSED_BRACKET.test(before) || CLOSED_BRACKET.test(after)) return true;
  if (NUMBERED.test(after)) return true;
  const isShort = lengthOf(before) <= LONGEST_HEADING;
  return isShort && (NUMBERED.test(before) || (afterParagraph && !MARK.test(before)));
}

/** The length of full lines, where at least two lines end inside sentences and all of these are about as long. */
function fullLine(lines: readonly string[]): number {
  const open = lines
    .slice(0, -1)
    .filter((line) => line !== "" && !SENTENCE_END.test(line))
    .map(lengthOf);
  const longest = lines.reduce((most, line) => Math.max(most, lengthOf(line)), 0);
  const isEven = longest >= LEAST_WRAPPED && open.length >= 2 && open.every((length) => length >= EVEN_LINES * longest);
  return isEven ? longest : Infinity;
}

/** In characters as wide as Han. */
function lengthOf(line: string): number {
  const all = Array.from(line);
  return all.length - all.filter((character) => character < "\u2000").length / 2;
}

interface Sides {
  readonly before: string;
  readonly after: string;
  readonly language: Language;
}

function setAs(kind: BreakKind, white: string, parts: boolean, sides: Sides): string {
  const isLine = white.includes(LINE);
  switch (kind) {
    case "all":
      return LINE;
    case "verse":
      return white.replaceAll(/[ \t\u00a0]*[\n\u2029]/gu, LINE);
    case "paragraphs":
      return parts ? PARAGRAPH : isLine ? LINE : joined(sides);
    case "lines":
      return parts || isLine ? LINE : joined(sides);
    case "flow":
      return joined(sides);
    case "none":
      return besideMark(sides) ? "" : " ";
  }
}

function joined(sides: Sides): string {
  const [left, right] = neighbours(sides);
  const isSolid = sides.language !== "ko" && WIDE.test(left) && WIDE.test(right) && !isSpaced(sides);
  return isSolid || besideMark(sides) ? "" : " ";
}

function besideMark(sides: Sides): boolean {
  return neighbours(sides).some(
    (character) => WIDE_MARK.test(character) && !(SHARED.test(character) && isSpaced(sides)),
  );
}

/** Whether the marks at a line end are those of Latin words; a dash there takes a space where it has one on its other side. */
function isSpaced({ before, after, language }: Sides): boolean {
  if (UNSPACED_DASH.test(before.slice(-2)) || /^—\S/u.test(after.slice(0, 2))) return false;
  return isBetweenLatin(before, after, language);
}

function neighbours({ before, after }: Sides): readonly [string, string] {
  const left = Array.from(before.slice(-2)).at(-1) ?? "";
  return [left, String.fromCodePoint(after.codePointAt(0) ?? 0x20)];
}
