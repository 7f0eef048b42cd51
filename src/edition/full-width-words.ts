/**
 * Words and figures of full-width letters, as old systems send them: ＡＩ, ＧＤＰ, Ａ股, ５Ｇ, １２．５％. A line may end between any two of
 * them, as between Han characters, and they stand in no Latin face; house style sets them as Latin ones.
 */
import type { Language } from "./model.js";
import type { TextEdit } from "./text-edit.js";

/** Japanese papers set figures an em wide on purpose, and Korean and English texts have none. */
const LANGUAGES: ReadonlySet<Language> = new Set<Language>(["zh-Hans", "zh-Hant"]);

const DIGIT = "[０-９]";
const LETTER = "[Ａ-Ｚａ-ｚ]";
const WORD = "[０-９Ａ-Ｚａ-ｚ]";
/** １，０００: three digits after each comma, and a short first group, since １００，２００ may be two numbers. */
const THOUSANDS = `(?<![０-９，．])[１-９]${DIGIT}?(?:，${DIGIT}{3}){1,6}(?![０-９，])`;
/** What joins two parts of a word or figure, and the full stop after an initial: Ｊ．Ｋ．罗琳. */
const JOINT = `[．／＆＋＠＿－](?=${WORD})|(?<=${DIGIT})：(?=${DIGIT})|(?<=(?<!${WORD})${LETTER}|．${LETTER})．`;
const FOUND = new RegExp(`(?:${THOUSANDS}|${WORD})(?:${WORD}|${JOINT})*(?:(?<=${DIGIT})％)?`, "gu");
/** From a full-width form to its ASCII character. */
const DOWN = 0xfee0;

export function fullWidthEdits(text: string, language: Language): readonly TextEdit[] {
  if (!LANGUAGES.has(language)) return [];
  return Array.from(text.matchAll(FOUND), ({ 0: before, index: offset }): TextEdit => {
    const after = Array.from(before, (unit) => String.fromCharCode(unit.charCodeAt(0) - DOWN)).join("");
    return { offset, before, after, rule: "width" };
  });
}
