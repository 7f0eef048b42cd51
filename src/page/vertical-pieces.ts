/**
 * The pieces of a vertical line, each of which stands or lies by itself: numbers, for which see vertical-figures.ts; words of letters
 * that UAX #50 turns (Latin, Greek, Cyrillic …) turned clockwise, with the Latin marks at them (port, https://a.cn); a lone letter, and an abbreviation of up to three capitals and digits (A股, AI, 5G), upright, letter under letter.
 * Among Latin words everything Latin is turned. Combining marks belong to the character before them.
 */
import { isIgnorable } from "../text/classes.js";
import { isTurned, uprightClass } from "../text/vertical-orientation.js";

export interface Piece {
  readonly text: string;
  readonly start: number;
  /**
   * `number`: figures with the marks between them, before they have a form. `point`: a mark between figures that stand. `sign`: one
   * character that is turned where its face has no form of it that stands up.
   */
  readonly kind: "upright" | "dash" | "letter" | "number" | "abreast" | "point" | "turned" | "sign" | "space";
  /** The size of figures, as a part of the line's. */
  readonly scale?: number;
}

const TURNED = `(?![${uprightClass()}])`;
/** Words that run from right to left would lie upside down: their letters stand one under the other. */
const LEFTWARD = String.raw`[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]`;
const LETTER = String.raw`${TURNED}(?!${LEFTWARD})\p{L}`;
const CAPITAL = String.raw`(?=\p{Lu})${LETTER}`;
/** What belongs to the character before it, as `isExtender` has it. */
const MARK = String.raw`[\p{M}\u200c\u200d\u{1f3fb}-\u{1f3ff}]`;
/** What is typed without a space in a Latin word, name or address: the letters, figures and marks of ASCII, and apostrophes. */
const IN_WORD = `(?:[!-~’]|${LETTER})${MARK}*`;
/** Letters further into a word than this make no word of the figures and marks before them. */
const LONGEST_LEAD = 64;
/** Signs before a figure and units after it that lie with it: $5, ≥5, √2, −5, 30°. Between two figures a minus joins. */
const SIGN = String.raw`(?:[<>≤≥≦≧≈＜＞√]|(?<![0-9A-Za-z%℃°])−|(?<![\p{L}\p{N}%℃°])-|${TURNED}\p{Sc})`;
const UNIT = "[%°′″]";
/** Two dashes; letters one under the other; a Latin word with the marks at it; a number; a space; any other character. */
const PIECES = new RegExp(
  String.raw`(?<dash>[—―─－])\k<dash>(?!${MARK})|` +
    String.raw`(?<stacked>(?<!${IN_WORD})(?:(?=[0-9]*${CAPITAL})(?:${CAPITAL}${MARK}*|[0-9]){1,3}|${LETTER}${MARK}*)(?!${IN_WORD}|${MARK}))|` +
    String.raw`(?<word>(?![-~])(?=(?:[!-~’]${MARK}*){0,${LONGEST_LEAD}}${LETTER})(?:${IN_WORD})+)|` +
    String.raw`(?<number>${SIGN}?[0-9]+(?:[.,:∶/%][0-9]*|：[0-9]+)*${UNIT}?(?!${MARK}))|\s(?!${MARK})|.${MARK}*`,
  "gsu",
);
const LETTERS = new RegExp(`.${MARK}*`, "gsu");
const WORD = new RegExp(String.raw`${LETTER}.*\p{Ll}|\p{Ll}.*${LETTER}`, "su");
const ASCII = /^[!-~]+$/u;
/** Signs with a direction, which a quarter turn changes, of those that UAX #50 turns: brackets, operators, arrows, rules. Others stand as letters do. */
const DIRECTED =
  /[\p{Sm}\p{Ps}\p{Pe}\p{Pi}\p{Pf}\p{Pd}\p{Pc}\u2190-\u21ff\u2300-\u23ff\u2500-\u257f\u{1f800}-\u{1f8ff}]/u;

export function piecesOf(text: string): readonly Piece[] {
  // What shows nothing has no place of its own in a line of single glyphs.
  const shown = Array.from(text.matchAll(PIECES)).filter(({ 0: piece }) => !isIgnorable(piece.codePointAt(0) ?? 0));
  const pieces = shown.map(({ 0: piece, index, groups }): Piece => ({
    text: piece,
    start: index,
    kind: kindOf(piece, groups),
  }));
  // Spaces at the line's ends take no room.
  const from = pieces.findIndex(({ kind }) => kind !== "space");
  const to = pieces.findLastIndex(({ kind }) => kind !== "space");
  return phrasesTurned(pieces.slice(Math.max(0, from), to + 1)).flatMap(lettersOf);
}

function kindOf(piece: string, groups: Readonly<Record<string, string | undefined>> | undefined): Piece["kind"] {
  if (groups?.["dash"] !== undefined) return "dash";
  if (groups?.["stacked"] !== undefined) return "letter";
  if (/^\s$/u.test(piece)) return "space";
  if (groups?.["number"] !== undefined) return "number";
  if (groups?.["word"] !== undefined) return "turned";
  return isSign(piece) ? "sign" : "upright";
}

function isSign(piece: string): boolean {
  return isTurned(piece.codePointAt(0) ?? 0) && DIRECTED.test(piece);
}

function lettersOf(piece: Piece): readonly Piece[] {
  if (piece.kind !== "letter") return [piece];
  return Array.from(piece.text.matchAll(LETTERS), ({ 0: text, index }) => ({
    text,
    start: piece.start + index,
    kind: "letter",
  }));
}

/** Words, figures and marks with spaces between them, one of them a turned word: all of them are turned. */
function phrasesTurned(pieces: readonly Piece[]): readonly Piece[] {
  const result: Piece[] = [];
  for (let from = 0; from < pieces.length;) {
    let to = from;
    while (to < pieces.length && isInPhrase(pieces[to] as Piece)) to += 1;
    const phrase = pieces.slice(from, Math.max(to, from + 1));
    const isLatin = phrase.some(({ kind, text }) => kind === "turned" && WORD.test(text));
    result.push(...(isLatin ? phrase.map(turned) : phrase));
    from += phrase.length;
  }
  return result;
}

function isInPhrase({ kind, text }: Piece): boolean {
  return kind === "letter" || kind === "number" || kind === "turned" || text === " " || ASCII.test(text);
}

function turned(piece: Piece): Piece {
  return piece.kind === "space" ? piece : { ...piece, kind: "turned" };
}
