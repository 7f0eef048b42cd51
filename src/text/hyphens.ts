/** Where the Latin words of a text may be hyphenated: by their syllables, and at the soft hyphens that were typed. */
import { hyphenationOf } from "./hyphenate.js";

const SOFT_HYPHEN = "\u00ad";
/**
 * A word of letters alone: what stands beside digits, hyphens or in an address is a name, and who types soft hyphens into a
 * word says where it parts.
 */
const WORD = /(?<![\w@./:+’'\u00ad-])[A-Za-z]{5,}(?![\w@/:+\u00ad-]|[.’'][A-Za-z0-9])/gu;
/** Without so many letters in a row there is no word: most Chinese text has none. */
const LETTERS = /[A-Za-z]{5}/u;

/** Why a hyphen may stand somewhere: a soft one was typed, an English word has a syllable there, or a name in pinyin. */
export type HyphenKind = "typed" | "word" | "name";

/** By the UTF-16 offset after it: soft hyphens always, syllables where that is asked for. */
export function hyphensIn(text: string, syllables: boolean): ReadonlyMap<number, HyphenKind> {
  const points = new Map<number, HyphenKind>();
  for (let at = text.indexOf(SOFT_HYPHEN); at >= 0; at = text.indexOf(SOFT_HYPHEN, at + 1)) points.set(at + 1, "typed");
  if (!syllables || !LETTERS.test(text)) return points;
  for (const { index, 0: word } of text.matchAll(WORD)) {
    const own = hyphenationOf(word);
    for (const point of own.points) points.set(index + point, own.isName ? "name" : "word");
  }
  return points;
}
