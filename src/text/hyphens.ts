/** Where the Latin words of a text may be hyphenated: by their syllables, and at the soft hyphens that were typed. */
import { hyphenationOf, LEAST_AFTER, LEAST_BEFORE, syllablesByPattern } from "./hyphenate.js";

const SOFT_HYPHEN = "\u00ad";
const LETTER_BEFORE = /[\p{L}\p{M}\p{N}]\u00ad*$/u;
const LETTER_AFTER = /^\u00ad*[\p{L}\p{M}\p{N}]/u;
/** What no line ends with: UAX #14 and CLREQ. */
const OPENING_BEFORE = /(?:^|[\p{Ps}\p{Pi}\s¿¡])\u00ad*$/u;
/**
 * A word of letters alone: what stands beside digits, hyphens or in an address is a name, and who types soft hyphens into a
 * word says where it parts.
 */
const WORD =
  /(?<![\w@./:+’'\u00ad-]|\p{Script=Latin}|\p{M})[A-Za-z]{5,}(?![\w@/:+\u00ad-]|\p{Script=Latin}|\p{M}|[.’'][A-Za-z0-9])/gu;
/** Without so many letters in a row there is no word: most Chinese text has none. */
const LETTERS = /[A-Za-z]{5}/u;

/** Why a hyphen may stand somewhere: a soft one was typed, an English word has a syllable there, or a name in pinyin; `bare`: none does. */
export type HyphenKind = "typed" | "bare" | "word" | "name";

/** By the UTF-16 offset after it: soft hyphens always, syllables where that is asked for. */
export function hyphensIn(text: string, syllables: boolean): ReadonlyMap<number, HyphenKind> {
  const points = new Map<number, HyphenKind>();
  for (let at = text.indexOf(SOFT_HYPHEN); at >= 0; at = text.indexOf(SOFT_HYPHEN, at + 1)) {
    const kind = softHyphen(text, at);
    if (kind !== undefined) points.set(at + 1, kind);
  }
  if (!syllables || !LETTERS.test(text)) return points;
  for (const { index, 0: word } of text.matchAll(WORD)) {
    const own = hyphenationOf(word);
    for (const point of own.points) points.set(index + point, own.isName ? "name" : "word");
  }
  return points;
}

/** After a mark a soft hyphen is a place for a line's end, and no hyphen is set: trust.” | Greenwood, example.cn/ | news. */
function softHyphen(text: string, at: number): HyphenKind | undefined {
  if (!LETTER_AFTER.test(text.slice(at + 1, at + 4))) return undefined;
  const before = text.slice(Math.max(0, at - 3), at);
  if (LETTER_BEFORE.test(before)) return "typed";
  return OPENING_BEFORE.test(before) ? undefined : "bare";
}

/** Words that some column may be too narrow for, of any Latin letters; no address, no word with digits or hyphens. */
const LONG_WORD =
  /(?<![\w@./:+’'\u00ad-]|\p{Script=Latin}|\p{M})[\p{Script=Latin}\p{M}]{8,}(?![\w@/:+\u00ad-]|[.’'][A-Za-z0-9])/gu;
const MAYBE_LONG = /[\p{Script=Latin}\p{M}]{8}/u;

/**
 * Where a word that no line holds may part, by the UTF-16 offset after the hyphen, and whether a syllable ends there: between any
 * two letters, but for the first and the last ones, which no hyphen leaves alone.
 */
export function forcedHyphens(text: string): ReadonlyMap<number, boolean> {
  const points = new Map<number, boolean>();
  if (!MAYBE_LONG.test(text)) return points;
  for (const { index, 0: word } of text.matchAll(LONG_WORD)) {
    const syllables = new Set(syllablesByPattern(word));
    for (let offset = LEAST_BEFORE; offset <= word.length - LEAST_AFTER; offset += 1)
      points.set(index + offset, syllables.has(offset));
  }
  return points;
}
