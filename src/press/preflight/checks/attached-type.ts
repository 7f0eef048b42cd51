/**
 * Small type that belongs to larger type: readings, and figures raised or lowered beside a letter (m², H₂O). It is small by
 * its nature, and a print shop asks of it no more than that it is not under the least size of type.
 */
import type { Mark, TextMark } from "../content/marks.js";

/** Raised and lowered figures have at most this part of the size of their letter; 0.58 and 0.6 are usual. */
const MOST_OF_SIZE = 0.75;
/** How far along the line, and how far off its baseline upwards and downwards, such a figure stands; in em of its letter. */
const ALONG = 0.35;
const RAISED = 0.65;
const LOWERED = 0.35;
/** Cosine of the most by which two lines of one direction are turned against each other. */
const ONE_DIRECTION = 0.999;

/** The text marks of a page that belong to larger type. Readings are told by their marks, figures by the type before and after. */
export function attachedType(marks: readonly Mark[]): ReadonlySet<TextMark> {
  const attached = new Set<TextMark>();
  let before: TextMark | undefined;
  for (const mark of marks) {
    if (mark.kind !== "text") continue;
    if (mark.annotation) {
      attached.add(mark);
      continue;
    }
    if (mark.glyphs.length === 0 || (mark.font.hasUnicode && mark.text.trim() === "")) continue;
    if (before !== undefined) {
      if (adjoins(before, mark, before)) attached.add(mark);
      if (adjoins(before, mark, mark)) attached.add(before);
    }
    before = mark;
  }
  return attached;
}

/** Whether `second` continues the line of `first`, and the other of them is a raised or lowered figure of the `letter`. */
function adjoins(first: TextMark, second: TextMark, letter: TextMark): boolean {
  const small = letter === first ? second : first;
  if (small.size > MOST_OF_SIZE * letter.size) return false;
  const [end, start] = [first.glyphs.at(-1), second.glyphs[0]];
  if (end === undefined || start === undefined) return false;
  const [a, b] = unit(letter);
  const [smallA, smallB] = unit(small);
  if (a * smallA + b * smallB < ONE_DIRECTION) return false;
  const x = start.x - end.x - first.em[0] * end.advance;
  const y = start.y - end.y - first.em[1] * end.advance;
  const along = (x * a + y * b) / letter.size;
  // From the letter's baseline to the figure's.
  const rise = ((y * a - x * b) / letter.size) * (letter === first ? 1 : -1);
  return Math.abs(along) <= ALONG && rise <= RAISED && rise >= -LOWERED;
}

/** The direction of its lines. */
function unit({ em: [a, b] }: TextMark): readonly [number, number] {
  const length = Math.hypot(a, b);
  return length === 0 ? [0, 0] : [a / length, b / length];
}
