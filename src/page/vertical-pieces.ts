/**
 * The pieces of a vertical line, each of which stands or lies by itself: up to three digits side by side in one em (纵中横); longer
 * numbers and Latin words turned clockwise, with the Latin marks at them (port, https://a.cn); a lone letter, and an abbreviation
 * of up to three capitals and digits (A股, AI, 5G), upright, letter under letter. Among Latin words everything Latin is turned.
 */
import { isIgnorable } from "../text/classes.js";

export interface Piece {
  readonly text: string;
  readonly start: number;
  readonly kind: "upright" | "dash" | "letter" | "abreast" | "turned" | "space";
}

/** Digits that stand side by side in one em. */
const MOST_ABREAST = 3;
const LATIN = String.raw`(?![\uff00-\uffef])[\p{Script=Latin}]`;
/** What is typed without a space in a Latin word, name or address: the letters, figures and marks of ASCII, and apostrophes. */
const IN_WORD = "[!-~’]";
/** Letters further into a word than this make no word of the figures and marks before them. */
const LONGEST_LEAD = 64;
/** Two dashes; letters one under the other; a Latin word with the marks at it; a number; a space; any other character. */
const PIECES = new RegExp(
  String.raw`(?<dash>[—―─－])\k<dash>|(?<stacked>(?<!${IN_WORD})(?:(?=[0-9]*[A-Z])[A-Z0-9]{1,3}|[a-z])(?!${IN_WORD}))|` +
    String.raw`(?<word>(?![-~])(?=${IN_WORD}{0,${LONGEST_LEAD}}${LATIN})(?:${IN_WORD}|${LATIN})+)|` +
    String.raw`(?<number>[$€£]?[0-9]+(?:[.,:/%][0-9]*)*%?)|\s|.`,
  "gsu",
);
const WORD = new RegExp(`${LATIN}.*\\p{Ll}|\\p{Ll}.*${LATIN}`, "u");
const ASCII = /^[!-~]+$/u;

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
  if (/^[0-9]+$/u.test(piece) && piece.length <= MOST_ABREAST) return "abreast";
  return groups?.["word"] !== undefined || groups?.["number"] !== undefined ? "turned" : "upright";
}

function lettersOf(piece: Piece): readonly Piece[] {
  if (piece.kind !== "letter") return [piece];
  return [...piece.text].map((letter, k) => ({ text: letter, start: piece.start + k, kind: "letter" }));
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
  return kind === "letter" || kind === "abreast" || kind === "turned" || text === " " || ASCII.test(text);
}

function turned(piece: Piece): Piece {
  return piece.kind === "space" ? piece : { ...piece, kind: "turned" };
}
