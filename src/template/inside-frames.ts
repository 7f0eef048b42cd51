/**
 * The inside of a frame grows with its thickness, so that no frame stands over its own text: padding that the frame would fill
 * becomes as wide as the frame and a little white. Thinner frames stand in the padding as it is.
 */
import type { Len } from "../base/length.js";
import type { BoxStyle, Grid, NoteStyle } from "./resolved.js";

/** White between a frame and text, in em: what a Han-Latin gap takes, the least that a reader sees as white. */
const LEAST_WHITE = 0.25;
/** A box is one column wide at least; lines of fewer em within its frame cannot be set well. */
const LEAST_LINE = 6;
/** The edge of a note's frame stands in the middle of its outermost row. */
const NOTE_EDGE = 0.5;

/** How far text keeps from the outer edge of a frame of some thickness. */
export function keptFrom(thickness: Len, em: Len): Len {
  return thickness + Math.round(LEAST_WHITE * em);
}

export function boxInside(box: BoxStyle, grid: Grid): BoxStyle {
  if (box.frame === undefined) return box;
  const kept = keptFrom(box.frame.thickness, grid.em);
  return {
    ...box,
    paddingInline: Math.max(box.paddingInline, kept),
    paddingRows: Math.max(box.paddingRows, rowsFor(kept, grid)),
  };
}

/** Whether a frame fills the padding, and leaves a column of the page no room for lines. */
export function isFrameTooThick({ frame, paddingInline }: BoxStyle, { columnWidth, em }: Grid): boolean {
  if (frame === undefined) return false;
  const kept = keptFrom(frame.thickness, em);
  return kept > paddingInline && columnWidth - 2 * kept < LEAST_LINE * em;
}

export function noteInside(note: NoteStyle, grid: Grid): NoteStyle {
  const { frame, rule } = note;
  const line = frame ?? rule;
  if (line === undefined) return note;
  const kept = keptFrom(line.thickness, grid.em);
  const paddingRows = Math.max(note.paddingRows, rowsFor(kept + Math.round(NOTE_EDGE * grid.leading), grid));
  // The inset is whole 字.
  const isTight = frame !== undefined && Math.round(note.inset / grid.em) * grid.em < kept;
  return { ...note, paddingRows, inset: isTight ? Math.ceil(kept / grid.em) * grid.em : note.inset };
}

/** Rows that hold so much before the type of the next row; a row's own white over its type helps. */
function rowsFor(kept: Len, { leading, em }: Grid): number {
  return Math.max(0, Math.ceil((kept - (leading - em) / 2) / leading));
}
