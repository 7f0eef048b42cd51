/**
 * Letters that a face draws from its parts: it has no ź, and has z and the acute over it. HarfBuzz does the same
 * (hb-ot-shape-normalize.cc), so that a letter needs no other face.
 */

/** A glyph's number, or 0 where the face has none. */
type GlyphFor = (codePoint: number) => number;

const ALPHABETIC = /[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}]/u;
const MARKS = /^\p{M}+$/u;
/** The first of the characters that have a canonical decomposition. */
const FIRST = 0xc0;
/** Their caron stands beside them like an apostrophe, which no mark over the letter does. */
const BESIDE = /[ďťľĽ]/u;

/** The text with every letter that the face lacks and can draw from parts in these parts; undefined where there is none. */
export function decomposed(text: string, glyphFor: GlyphFor): Decomposed | undefined {
  let changed = false;
  let result = "";
  const offsets: number[] = [];
  let at = 0;
  for (const character of text) {
    const parts = partsOf(character, glyphFor);
    if (parts !== undefined) changed = true;
    const shown = parts ?? character;
    // Its marks belong to the whole letter.
    for (let k = 0; k < shown.length; k += 1)
      offsets.push(k === 0 ? at : at + (parts === undefined ? k : character.length));
    result += shown;
    at += character.length;
  }
  offsets.push(at);
  return changed ? { text: result, offsets } : undefined;
}

export interface Decomposed {
  readonly text: string;
  /** By offset of `text`, its end included: the offset of the text before. */
  readonly offsets: readonly number[];
}

/** The parts of a letter that the face lacks, if it has all of them: as much of the letter as is one glyph, and marks. */
export function partsOf(character: string, glyphFor: GlyphFor): string | undefined {
  const codePoint = character.codePointAt(0) ?? 0;
  if (codePoint < FIRST || !ALPHABETIC.test(character) || glyphFor(codePoint) !== 0 || BESIDE.test(character))
    return undefined;
  const parts = [...character.normalize("NFD")];
  for (let count = parts.length - 1; count > 0; count -= 1) {
    const letter = parts.slice(0, count).join("").normalize("NFC");
    const marks = parts.slice(count);
    const has = (one: string): boolean => glyphFor(one.codePointAt(0) ?? 0) !== 0;
    if ([...letter].length === 1 && has(letter) && MARKS.test(marks.join("")) && marks.every(has))
      return letter + marks.join("");
  }
  return undefined;
}
