/**
 * Which quotation marks, apostrophes and ellipses of a text belong to its Latin words. “ ” ‘ ’ … are the same characters in
 * Chinese and in English, an em wide in the one and proportional in the other (CLREQ, "Punctuation marks and their usages";
 * GB/T 15834 4.8). What stands inside and around a pair decides for both of its marks.
 */
import { Kind, kindOf } from "./classes.js";
import type { Language } from "./line-break-rule.js";

const MARKS = /[“”‘’…]/u;
const LETTER = /[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Nd}]/u;
/** The end of an English sentence, inside its quotation marks. */
const SENTENCE_END = /[.,!?;]$/u;

/** What a mark stands beside, spaces and other marks that both languages share left out. */
const enum Side {
  Edge,
  Latin,
  Han,
}

interface Mark {
  readonly offset: number;
  readonly character: string;
  readonly before: Side;
  after: Side;
  /** Han characters of the text before the mark. */
  readonly han: number;
}

const NONE: ReadonlySet<number> = new Set();

/** A paragraph asks twice, for its kinds and for its breaks. */
let last: { readonly text: string; readonly language: Language; readonly found: ReadonlySet<number> } | undefined;

/** UTF-16 offsets of the marks that are Latin. All of them are where the page is in English. */
export function latinMarks(text: string, language: Language): ReadonlySet<number> {
  if (last === undefined || last.text !== text || last.language !== language) {
    last = { text, language, found: marksIn(text, language) };
  }
  return last.found;
}

function marksIn(text: string, language: Language): ReadonlySet<number> {
  if (!MARKS.test(text)) return NONE;
  if (language === "en") return new Set([...text.matchAll(new RegExp(MARKS, "gu"))].map(({ index }) => index));
  if (!LETTER.test(text)) return NONE;
  const { marks, han } = marksOf(text);
  const latin = new Set<number>();
  const open: Mark[] = [];
  const decide = (mark: Mark, isLatin: boolean): void => void (isLatin && latin.add(mark.offset));
  const alone = (mark: Mark): boolean => besideLatin(mark.before, mark.after) && (isInside(mark) || han === 0);
  for (const mark of marks) {
    const { character } = mark;
    if (character === "“" || character === "‘") open.push(mark);
    else if (character === "…") decide(mark, isInside(mark));
    else if (isApostrophe(text, mark)) decide(mark, true);
    else {
      const first = open.findLastIndex((other) => other.character === (character === "”" ? "“" : "‘"));
      const opening = open[first];
      // What was opened inside and not closed is no part of any pair.
      for (const other of open.splice(Math.max(0, first)).slice(1))
        decide(other, startsWord(text, other) || alone(other));
      if (opening === undefined) decide(mark, endsWord(text, mark) || alone(mark));
      else if (isLatinPair(text, opening, mark)) latin.add(opening.offset).add(mark.offset);
    }
  }
  for (const mark of open) decide(mark, startsWord(text, mark) || alone(mark));
  return latin;
}

/** Every mark with its neighbours, in one pass either way: texts have no bound. */
function marksOf(text: string): { readonly marks: readonly Mark[]; readonly han: number } {
  const marks: Mark[] = [];
  let [before, han, waiting] = [Side.Edge, 0, 0];
  for (let offset = 0; offset < text.length; offset += 1) {
    const unit = text.charCodeAt(offset);
    if (isMarkUnit(unit)) {
      marks.push({ offset, character: text[offset] ?? "", before, after: Side.Edge, han });
      continue;
    }
    const side = sideOf(unit);
    if (side === Side.Edge) continue;
    before = side;
    for (; waiting < marks.length; waiting += 1) (marks[waiting] as Mark).after = side;
    if (side === Side.Han) han += 1;
  }
  return { marks, han };
}

/** “ ” ‘ ’ … */
function isMarkUnit(unit: number): boolean {
  return unit === 0x201c || unit === 0x201d || unit === 0x2018 || unit === 0x2019 || unit === 0x2026;
}

/** Of a UTF-16 unit; what lies beyond the basic plane is Han or a picture, which is set as Han is. */
function sideOf(unit: number): Side {
  if (unit >= 0x4e00 && unit <= 0x9fff) return Side.Han;
  if (unit < 0x80) return isAsciiLetter(unit) ? Side.Latin : Side.Edge;
  if (unit >= 0xd800 && unit <= 0xdfff) return Side.Han;
  switch (kindOf(unit)) {
    case Kind.Western:
      return LETTER.test(String.fromCharCode(unit)) ? Side.Latin : Side.Edge;
    case Kind.Space:
    case Kind.Dash:
    case Kind.Ellipsis:
      return Side.Edge;
    default:
      return Side.Han;
  }
}

function isAsciiLetter(unit: number): boolean {
  return (unit >= 0x30 && unit <= 0x39) || (unit >= 0x41 && unit <= 0x5a) || (unit >= 0x61 && unit <= 0x7a);
}

function besideLatin(a: Side, b: Side): boolean {
  return a !== Side.Han && b !== Side.Han && (a === Side.Latin || b === Side.Latin);
}

function isInside({ before, after }: Mark): boolean {
  return before === Side.Latin && after === Side.Latin;
}

/** ’90s: whatever stands before it. */
const DECADE = /^\d0s(?![A-Za-z0-9])/u;

/** Xi’an, ’90s, rock ’n’: what stands before a letter where nothing opens, or between two. */
function isApostrophe(text: string, { offset, character }: Mark): boolean {
  if (character !== "’" || !LETTER.test(text[offset + 1] ?? "")) return false;
  if (DECADE.test(text.slice(offset + 1, offset + 5))) return true;
  return LETTER.test(text[offset - 1] ?? "") || /^[\s([]?$/u.test(text[offset - 1] ?? "");
}

/** workers’ own: no Chinese character follows at once. */
function endsWord(text: string, { offset, character, after }: Mark): boolean {
  return character === "’" && LETTER.test(text[offset - 1] ?? "") && after !== Side.Han;
}

/** ‘90s, typed the wrong way round. */
function startsWord(text: string, { offset, character, before }: Mark): boolean {
  return character === "‘" && LETTER.test(text[offset + 1] ?? "") && before !== Side.Han;
}

function isLatinPair(text: string, opening: Mark, closing: Mark): boolean {
  if (closing.han > opening.han || opening.after === Side.Edge) return false;
  if (besideLatin(opening.before, closing.after)) return true;
  const inside = text.slice(opening.offset + 1, closing.offset);
  const isSentence = SENTENCE_END.test(inside.trimEnd());
  if (opening.before === Side.Han || closing.after === Side.Han) {
    return isSentence && (opening.before === Side.Latin || closing.after === Side.Latin);
  }
  // Nothing stands around it: an English sentence is one by its words.
  return /\S\s+\S/u.test(inside);
}
