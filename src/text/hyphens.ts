/** Where the Latin words of a text may be hyphenated: by their syllables, and at the soft hyphens that were typed. */
import { hyphenationPoints } from "./hyphenate.js";

const SOFT_HYPHEN = "\u00ad";
/**
 * A word of letters alone: what stands beside digits, hyphens or in an address is a name, and who types soft hyphens into a
 * word says where it parts.
 */
const WORD = /(?<![\w@./:+’'\u00ad-])[A-Za-z]{5,}(?![\w@/:+\u00ad-]|[.’'][A-Za-z0-9])/gu;
/** Without so many letters in a row there is no word: most Chinese text has none. */
const LETTERS = /[A-Za-z]{5}/u;

/** UTF-16 offsets before which a hyphen may end a line: soft hyphens always, syllables of words where that is asked for. */
export function hyphensIn(text: string, syllables: boolean): ReadonlySet<number> {
  const points = new Set<number>();
  for (let at = text.indexOf(SOFT_HYPHEN); at >= 0; at = text.indexOf(SOFT_HYPHEN, at + 1)) points.add(at + 1);
  if (!syllables || !LETTERS.test(text)) return points;
  for (const { index, 0: word } of text.matchAll(WORD)) {
    for (const point of hyphenationPoints(word)) points.add(index + point);
  }
  return points;
}
