/**
 * A page as a reader sees it: texts, fills and pictures in the order of painting. The audit's geometric rules know nothing else,
 * so that they judge a scene and a finished PDF alike. Lengths are EMU, measured from the trim's top left corner, y downwards.
 */
import type { Rect } from "../base/geometry.js";
import type { Len } from "../base/length.js";

/** Glyphs that were painted together, in one face, size and colour. */
export interface PaintedText {
  readonly kind: "text";
  /** What it is, as a message names it: `headline`, `caption`; `text` where nobody knows. */
  readonly role: string;
  readonly article: string | undefined;
  /** JSON pointer of the text in the edition; empty where nobody knows, and for the template's own words. */
  readonly pointer: string;
  readonly size: Len;
  /** Relative luminance of its colour from 0, black, to 1, white (WCAG 2.2); undefined where it is not a plain colour. */
  readonly luminance: number | undefined;
  /** Readings beside a text: smaller than all other type by nature. */
  readonly annotation: boolean;
  /** A part of a line that runs downwards. */
  readonly down?: true;
  /** Raised or lowered beside a larger letter, to which it belongs; absent where nobody knows. */
  readonly raised?: true;
  /** One entry a glyph; the empty string for a further glyph of the same character. */
  readonly texts: readonly string[];
  /** Glyphs that are the font's .notdef, by index. */
  readonly missing: readonly number[];
  /** Around all of its glyphs. */
  readonly hull: Rect;
  /** The middle of each glyph, where its ink surely is. */
  inks(): readonly Rect[];
  /** As far as each letter's ink reaches; undefined for marks and blanks. Absent where the letters are not a scene's. */
  reaches?(): readonly (Rect | undefined)[];
}

/** A rectangle that hides whatever lies under it, unless it is a veil. */
export interface PaintedCover {
  readonly kind: "fill" | "picture";
  readonly role: string;
  readonly article: string | undefined;
  readonly pointer: string;
  readonly rect: Rect;
  /** The template's key that asks for it, where it is a rule or frame of which that is known. */
  readonly key?: string;
  /** Undefined for pictures. */
  readonly luminance: number | undefined;
  /** What lies under it shows through or beside it: glass, patterns, round shapes. Text on it has an unknown ground. */
  readonly veil?: true;
  /** Of a picture whose pixels are known: luminances of what lies under a rectangle, none of them where it lies beside. */
  lightUnder?(rect: Rect): readonly number[];
}

export type Painted = PaintedText | PaintedCover;

export interface PaintedPage {
  readonly number: number;
  readonly width: Len;
  readonly height: Len;
  /** In the order in which they are painted. */
  readonly paints: readonly Painted[];
}

/** Something a reader would see, before it is told of. */
export interface Fault {
  readonly severity: "error" | "warning" | "info";
  readonly code: string;
  readonly message: string;
  readonly hint: string;
  readonly box: Rect | undefined;
  readonly article: string | undefined;
  readonly pointer: string | undefined;
  /** The template's key behind it, where one rule does harm to many texts. */
  readonly key?: string;
}
