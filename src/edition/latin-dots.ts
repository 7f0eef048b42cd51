/**
 * Whether … and — belong to Latin words: “Wait… what” has a space after them as after any word, Chinese …… and —— never. They are
 * the same characters; what stands around them tells, as it does when they are set (text/latin-marks.ts).
 */
import type { Language } from "./model.js";

/** Marks that both scripts share: looked through for the word beside them. */
const SHARED = /[\s.,!?;:()\-“”‘’"'…⋯—–]/u;
/** What Chinese alone has. */
const CHINESE =
  /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Bopomofo}\u3001-\u303f\uff00-\uffef]$/u;
const WORD = /^[\p{L}\p{N}]$/u;
/** More marks than this in a row belong to nothing: texts have no bound. */
const FARTHEST = 16;

/** Between two texts, or two parts of one. */
export function isBetweenLatin(before: string, after: string, language: Language): boolean {
  const left = Array.from(before.slice(-FARTHEST)).findLast((character) => !SHARED.test(character)) ?? "";
  const right = Array.from(after.slice(0, FARTHEST)).find((character) => !SHARED.test(character)) ?? "";
  const chinese = [left, right].filter((character) => CHINESE.test(character)).length;
  // An English page has Chinese names in it.
  if (language === "en") return chinese < 2;
  return chinese === 0 && (WORD.test(left) || WORD.test(right));
}
