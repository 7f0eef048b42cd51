/**
 * How far the ink of a letter reaches: what lies a little inside it cuts the letter. from-scene.ts has the middle of a glyph, where ink
 * surely is; this is the outline of the usual letter of its kind, after Noto Serif SC and Noto Sans SC.
 */
import type { Rect } from "../base/geometry.js";
import type { GlyphRun } from "../scene/list.js";
import { isLetter, isWide } from "./letters.js";

/** Ink over and under the baseline, in em: of letters by their kind. */
const WIDE_INK = [0.83, 0.08] as const;
const CAPITAL_INK = [0.73, 0] as const;
const SMALL_INK = [0.55, 0] as const;
const TALL = /[bdfhijklt]/u;
const DEEP = /[gjpqyŋ]/u;
const DESCENDER = 0.2;
/** Letters with a tone: their mark reaches so high. */
const TONED = 0.76;
/** White at both sides of a letter, in parts of its advance: of most letters. */
const BESIDE = 0.08;

/** What a rule or mark may share with a letter's height and width before anybody sees it, in em. */
export const TOUCHED = 0.02;

/** Where a letter's ink stands; undefined for marks and blanks. `beside`: white at both its sides, in parts of its advance. */
export function letterReach(run: GlyphRun, index: number, beside = BESIDE): Rect | undefined {
  const text = run.texts[index] ?? "";
  if (!isLetter(text)) return undefined;
  const { x, y, size } = run;
  const [top, foot] = reachOf(text);
  const offset = run.offsets[index] ?? 0;
  const wide = isWide(text);
  const next = run.offsets[index + 1] ?? offset + (wide ? size : size / 2);
  const advance = Math.min(wide ? size : 0.8 * size, Math.max(1, next - offset));
  const [from, along] = [offset + advance * beside, advance * (1 - 2 * beside)];
  // Letters of vertical lines stand around the line's middle; turned clockwise, what stood over the baseline lies right of it.
  if (run.direction === "vertical") return { x: x - 0.42 * size, y: y + from, width: 0.84 * size, height: along };
  if (run.turned === true) return { x: x - foot * size, y: y + from, width: (top + foot) * size, height: along };
  return { x: x + from, y: y - top * size, width: along, height: (top + foot) * size };
}

function reachOf(text: string): readonly [number, number] {
  if (isWide(text)) return WIDE_INK;
  const bare = text.normalize("NFD");
  const foot = DEEP.test(bare) ? DESCENDER : 0;
  if (/\p{M}/u.test(bare)) return [TONED, foot];
  const isSmall = /^\p{Ll}/u.test(bare) && !TALL.test(bare);
  return [(isSmall ? SMALL_INK : CAPITAL_INK)[0], foot];
}
