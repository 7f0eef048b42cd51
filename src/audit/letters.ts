/** Which characters surely show ink, and how wide they are: shared by the rules on places. */

const LETTER = /[\p{L}\p{N}]/u;
const BLANK = /^[\s\p{Cf}\p{Default_Ignorable_Code_Point}]*$/u;

/** Marks leave half of their em white: only letters, digits and Han characters surely meet. */
export function isLetter(text: string | undefined): boolean {
  // The fillers of Korean are letters that show nothing.
  return text !== undefined && LETTER.test(text) && !BLANK.test(text);
}

export function isBlank(text: string | undefined): boolean {
  return text === undefined || BLANK.test(text);
}

/** East Asian characters fill the em; all of them lie beyond U+2E80. */
export function isWide(text: string | undefined): boolean {
  return (text?.codePointAt(0) ?? 0) >= 0x2e80;
}
