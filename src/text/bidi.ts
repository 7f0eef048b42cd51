/**
 * Words that run from right to left (Hebrew, Arabic) in paragraphs that run from left to right: Unicode's bidirectional
 * algorithm (UAX #9). Everything but drawing keeps the order of the text.
 */
import bidiFactory from "bidi-js";
import type { Len } from "../base/length.js";

const RIGHT_TO_LEFT = /[\u0590-\u08ff\u200f\u202b\u202e\u2067\ufb1d-\ufdff\ufe70-\ufefc]/u;

let bidi: ReturnType<typeof bidiFactory> | undefined;

/** The embedding level of each UTF-16 unit; undefined where nothing runs from right to left. Odd levels do. */
export function bidiLevels(text: string): Uint8Array | undefined {
  if (!RIGHT_TO_LEFT.test(text)) return undefined;
  bidi ??= bidiFactory();
  const { levels } = bidi.getEmbeddingLevels(text, "ltr");
  return levels.some((level) => level > 0) ? levels : undefined;
}

/** Brackets and the like as they are drawn from right to left (UAX #9 L4): as long as they were. */
export function mirrored(word: string): string {
  const factory = (bidi ??= bidiFactory());
  return Array.from(word, (character) => factory.getMirroredCharacter(character) ?? character).join("");
}

/** A line as it is drawn from left to right. */
export interface VisualOrder {
  /** Clusters, by their index from the line's first. */
  readonly order: readonly number[];
  /** The gap after each of them but the last. */
  readonly gaps: readonly Len[];
}

/**
 * Reverses what runs from right to left (UAX #9 L2): clusters and the gaps between them alike, so that the line keeps its
 * width. Levels are those of the line's clusters, spaces at its end at 0 (L1).
 */
export function visualOrder(levels: readonly number[], gaps: readonly Len[]): VisualOrder {
  const order = levels.map((_, i) => i);
  const between = levels.slice(1).map((_, i) => gaps[i] ?? 0);
  for (let level = Math.max(0, ...levels); level > 0; level -= 1) {
    for (let from = 0; from < order.length; from += 1) {
      let to = from;
      while (to < order.length && (levels[order[to] ?? 0] ?? 0) >= level) to += 1;
      if (to - from > 1) {
        order.splice(from, to - from, ...order.slice(from, to).toReversed());
        between.splice(from, to - from - 1, ...between.slice(from, to - 1).toReversed());
      }
      from = Math.max(from, to);
    }
  }
  return { order, gaps: between };
}
