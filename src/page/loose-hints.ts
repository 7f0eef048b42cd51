/** What mends a line with gaps, by the piece of text that leaves its white: advice that fits what stands there. */
import type { RigidPiece } from "../text/model.js";

/** Characters of the piece that a hint repeats. */
const MOST_SHOWN = 24;

/** Units of the piece that tell what it is: one of 20 000 letters has as many lines, and is asked about at each. */
const MOST_READ = 120;

const SCHEME = /^[a-z]+:\/\//iu;
/** Of fewer letters, a word leaves too little white to be parted. */
const WORD = /[A-Za-zÀ-ɏ]{5,}/u;
/** A word of one syllable parts nowhere. */
const SYLLABLES = /[aeiouyà-öø-ÿ]+[^aeiouyà-öø-ÿ\W\d]+(?!e(?![a-z]))[aeiouyà-öø-ÿ]/iu;
/** Words in addresses part without hyphens, and those beside digits are names. */
const NO_WORD = /[0-9@/]|\w\.\w+\./u;
const SOFT_HYPHEN = "\u00ad";
const WIDER = "give the story wider columns";
const IN_FIELD = /^\/pages\/\d+\/(?:ads|notices)\//u;

/**
 * `piece`: undefined where the line has none that is wide; `line`: its text; `pointer`: where it stands in the edition. Items of a
 * field of notices have the page's columns.
 */
export function looseHint(piece: RigidPiece | undefined, line: string, pointer: string): string {
  const orWider = IN_FIELD.test(pointer) ? "" : `, or ${WIDER}`;
  if (!/[\p{L}\p{N}]/u.test((piece?.text ?? line).slice(0, MOST_READ))) return "shorten the row of marks";
  if (piece === undefined) return `change a few words of the paragraph${orWider}`;
  const { isOverLine } = piece;
  const text = piece.text.slice(0, MOST_READ);
  const characters = [...text.replaceAll(SOFT_HYPHEN, "")];
  const quoted = `“${characters.slice(0, MOST_SHOWN).join("")}${characters.length > MOST_SHOWN ? "…" : ""}”`;
  if (SCHEME.test(text)) return `leave out ${SCHEME.exec(text)?.[0] ?? ""}${orWider}`;
  if (WORD.test(text) && SYLLABLES.test(text) && !NO_WORD.test(text) && !text.includes(SOFT_HYPHEN))
    return `type a soft hyphen (U+00AD) where ${quoted} may part, or change a few words before it`;
  if (isOverLine) return `type spaces in ${quoted} where it may part${orWider}`;
  return `change a few words before ${quoted}${orWider}`;
}
