/**
 * Types of the paragraph engine. A paragraph is prepared once (shaped, classified), broken as often as wanted (arithmetic
 * only) and committed once. The inline axis is the direction of the line; nothing here knows whether it is horizontal.
 */
import type { Len } from "../base/length.js";
import type { Face, FaceChain } from "../font/face.js";
import type { Colour, Role, Source } from "../scene/list.js";

/** A stretch of text in one style, ready for composition. */
export interface TextSpan {
  readonly text: string;
  readonly chain: FaceChain;
  readonly size: Len;
  readonly colour: Colour;
  readonly tracking: number;
  readonly role: Role;
  /** `start` is the offset of `text` within the source value. */
  readonly source: Source;
}

/** Style resolved into plain numbers before the algorithm starts. Gaps and widths in em of the cluster's own size. */
export interface ComposeConfig {
  readonly language: "zh-Hans" | "zh-Hant" | "ja" | "ko" | "en";
  readonly kinsoku: "none" | "basic" | "gb" | "strict";
  readonly mode: "total-fit" | "greedy";
  readonly autospace: number;
  readonly adjacentMarks: 1 | 1.5 | 2;
  /** The em of the grid: body size. */
  readonly em: Len;
}

/**
 * A prepared paragraph: n clusters and n + 1 gaps (gap i stands before cluster i; gap n after the last). Arrays run in
 * parallel. Opaque to layout, which only breaks and commits it.
 */
export interface Prepared {
  readonly length: number;
  readonly config: ComposeConfig;
  readonly spans: readonly TextSpan[];
  /** The whole text, spans joined. */
  readonly text: string;
  /** Characters no face of the chain has: code point and UTF-16 offset in `text`. */
  readonly missing: readonly { readonly codePoint: number; readonly offset: number }[];
}

/** One line: clusters [start, end) of a prepared paragraph (spaces at its ends included, but weightless). */
export interface Line {
  readonly start: number;
  readonly end: number;
  readonly indent: Len;
  readonly measure: Len;
  /** Width with every gap natural. */
  readonly natural: Len;
  /** Cost of the line by the breaker's own measure. */
  readonly cost: number;
  readonly last: boolean;
}

export interface BreakOptions {
  /** First line's indent. */
  readonly indent: Len;
  /** The measure of line i (0-based) of this paragraph. */
  readonly measureOf: (line: number) => Len;
  /** True when `measureOf` is constant; lets the breaker merge states. */
  readonly uniform: boolean;
  /** Lines more (+) or fewer (−) than the optimum. */
  readonly looseness: number;
}

/** The outcome of breaking: null lines when the wished looseness is not possible within the bounds. */
export interface Broken {
  readonly lines: readonly Line[];
  readonly cost: number;
}

/** Glyphs of one line in one face, size, colour and source, offsets from the line's start. */
export interface LineRun {
  readonly face: Face;
  readonly size: Len;
  readonly colour: Colour;
  readonly role: Role;
  readonly source: Source;
  readonly gids: readonly number[];
  readonly offsets: readonly Len[];
  readonly texts: readonly string[];
}

export interface SetLine {
  readonly runs: readonly LineRun[];
  /** Where the ink's last advance ends: equals the measure on justified lines. */
  readonly width: Len;
}
