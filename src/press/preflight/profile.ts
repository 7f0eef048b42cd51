/** The values that a file is measured by. The names are those of the checks; the numbers belong to the print shop. */

export type Standard = "pdfx1a" | "pdfx4";

export interface PreflightProfile {
  readonly name: string;
  /** What the file must be; undefined: what it says it is. */
  readonly standard: Standard | undefined;
  /** Most ink of all plates together, 2.2 for 220 %, and by how much a mean may lie over it before it is an error. */
  readonly inkLimit: number;
  readonly inkTolerance: number;
  /** Ink is averaged over a square of this many mm², as the Ghent Workgroup's 2015 method does. */
  readonly inkArea: number;
  /** Pixels an inch of pictures in grey or colour, and of pictures of one bit. */
  readonly resolution: { readonly warn: number; readonly error: number };
  readonly bitmapResolution: { readonly warn: number; readonly error: number };
  /** Points. A line in several inks, or reversed, wants `lineSeveralInks`. */
  readonly line: number;
  readonly lineSeveralInks: number;
  readonly smallText: number;
  /** Below this nobody reads type. */
  readonly leastText: number;
  readonly reversedText: number;
  readonly severalInksText: number;
  /** Black with other inks in it, below this size. */
  readonly richBlackText: number;
  /** Black letters below this size must overprint. */
  readonly overprintText: number;
  /** Bleed that the product is trimmed with, points; 0 for newspapers, which are not trimmed. */
  readonly bleed: number;
  /** Width and height of the trim, points; undefined where any will do. */
  readonly pageSize: { readonly width: number; readonly height: number } | undefined;
  /** Pages a file may hold. */
  readonly pages: number;
  /** Spot colours that the job is printed with, by name. */
  readonly spots: readonly string[];
  /** Whether the file is meant to be seen from behind. */
  readonly mirrored: boolean;
  /** A paper that takes little ink: coated output conditions are told. */
  readonly newsprint: boolean;
}

/**
 * Coldset newsprint. Ink: ISO 12647-3:2013, 220 %. Resolution: 170 ppi at 85 lpi, below 100 the dots of the picture show.
 * Type: 7 pt, and never under 4, half of the smallest body type: the size of its readings; reversed 10 pt, in several inks 12 pt. Lines: 0.25 pt in one ink, 1 pt in several. Bitmaps, at the screen of
 * a newspaper press: 550 ppi are safe, and under 300 steps are seen.
 */
export const NEWSPAPER: PreflightProfile = {
  name: "newspaper",
  standard: undefined,
  inkLimit: 2.2,
  inkTolerance: 0.05,
  inkArea: 15,
  resolution: { warn: 170, error: 100 },
  bitmapResolution: { warn: 550, error: 300 },
  line: 0.25,
  lineSeveralInks: 1,
  smallText: 7,
  leastText: 4,
  reversedText: 10,
  severalInksText: 12,
  richBlackText: 12,
  overprintText: 24,
  bleed: 0,
  pageSize: undefined,
  pages: 1,
  spots: [],
  mirrored: false,
  newsprint: true,
};
