/** What a face's drawing makes of a mark: faces of Traditional Chinese and Japanese have some in the middle of their em. */
import type { Face } from "../font/face.js";
import { Kind } from "./classes.js";

/** A mark of at least this many em is a full-width one. */
export const FULL_WIDTH = 0.75;
/** Marks in the middle of their em have the middle of their ink here. */
const CENTRE_FROM = 0.4;
const CENTRE_TO = 0.6;

/**
 * Pauses and stops whose ink stands in the middle of its em have space on both sides, as interpuncts do; ！ and ？ there keep
 * their em (CLREQ, "Adjustable widths of punctuation marks"). The face decides, not the language: it is what is seen.
 */
export function drawnKind(kind: Kind, cp: number, face: Face, gid: number): Kind {
  if (kind !== Kind.Pause && kind !== Kind.Stop) return kind;
  const { minX, maxX } = face.inkOf(gid);
  const middle = (minX + maxX) / 2 / face.unitsPerEm;
  if (maxX <= minX || middle < CENTRE_FROM || middle > CENTRE_TO) return kind;
  if (face.advanceOf(gid) < FULL_WIDTH * face.unitsPerEm) return kind;
  return cp === 0xff01 || cp === 0xff1f ? Kind.Centred : Kind.Middle;
}
