/**
 * Characters that show nothing and hold their neighbours together, as copied text leaves them behind: the byte order mark of a
 * file that was joined to another, the word joiner, the zero width joiner. Between Chinese characters no editor sees them, and
 * a line that may not end there gapes. Who wants a piece to stay on one line has `noBreak`.
 */
import type { TextEdit } from "./text-edit.js";

const JOINER = /[\ufeff\u2060\u200d]+/gu;
const BYTE_ORDER_MARK = "\ufeff";
const ZERO_WIDTH_JOINER = "\u200d";
/** A family of emoji is one sign: 👨‍👩‍👧. */
const EMOJI = /\p{Extended_Pictographic}[\p{Emoji_Modifier}\ufe0f\u20e3]*$/u;
/** UTF-16 units of an emoji with its skin tone and selector. */
const LONGEST_SIGN = 8;
const BEFORE_EMOJI = /^\p{Extended_Pictographic}/u;
/** Scripts whose letters no joiner changes; in the others (Devanagari, Sinhala, Arabic) it chooses their forms. */
const UNJOINED =
  /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Bopomofo}\p{Script=Hangul}\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Common}\p{Script=Inherited}\p{Co}\ufffe]$/u;
/** Characters, and marks, that lines of Chinese text may part at. */
const WIDE =
  /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Bopomofo}\u3001-\u303f\uff00-\uff60“”‘’…—·]$/u;

/** Those that mean nothing where they stand. A word joiner between Latin words or figures may be meant. */
export function joinerEdits(text: string): readonly TextEdit[] {
  return Array.from(text.matchAll(JOINER)).flatMap(({ 0: before, index: offset }): readonly TextEdit[] => {
    const end = offset + before.length;
    const after = meant(before, text.slice(Math.max(0, offset - LONGEST_SIGN), offset), text.slice(end, end + 2));
    return after === before ? [] : [{ offset, before, after, rule: "spaces" }];
  });
}

function meant(run: string, left: string, right: string): string {
  const joiners = run.replaceAll(BYTE_ORDER_MARK, "");
  if (joiners.includes(ZERO_WIDTH_JOINER) && isOneSign(left, right)) return ZERO_WIDTH_JOINER;
  const words = joiners.replaceAll(ZERO_WIDTH_JOINER, "");
  return sides(left, right).some((side) => side === "" || WIDE.test(side)) ? "" : words.slice(0, 1);
}

function isOneSign(left: string, right: string): boolean {
  if (EMOJI.test(left) && BEFORE_EMOJI.test(right)) return true;
  return sides(left, right).some((side) => side !== "" && !UNJOINED.test(side));
}

function sides(left: string, right: string): readonly string[] {
  return [Array.from(left).at(-1) ?? "", right === "" ? "" : String.fromCodePoint(right.codePointAt(0) ?? 0)];
}
