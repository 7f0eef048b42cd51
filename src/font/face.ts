/** A font face as composition needs it. `openFace` in open.ts makes one from bytes. */
export interface InkBox {
  readonly minX: number;
  readonly minY: number;
  readonly maxX: number;
  readonly maxY: number;
}

export interface ShapedGlyph {
  readonly gid: number;
  /** Font units. */
  readonly advance: number;
  readonly offsetX: number;
  /** Font units, upwards. */
  readonly offsetY: number;
  /** UTF-16 range of the shaped string that this glyph shows; empty for a further glyph of the same cluster. */
  readonly start: number;
  readonly end: number;
}

export interface Face {
  /** Stable and unique in a library: family, weight and a digest of the file where needed. */
  readonly id: string;
  readonly family: string;
  readonly weight: number;
  readonly postscriptName: string;
  readonly bytes: Uint8Array;
  readonly unitsPerEm: number;
  /** The em box's top over the baseline, font units (OS/2 sTypoAscender for CJK faces: 880 of 1000). */
  readonly ascent: number;
  /** The em box's foot under the baseline, positive font units. */
  readonly descent: number;
  /** OS/2 ulCodePageRange1: for which countries' texts the face is made; 0 when it does not say. */
  readonly codePages: number;
  /** Glyph for a character by the face's own cmap; 0 when it has none. */
  glyphFor(codePoint: number): number;
  /** Font units. */
  advanceOf(gid: number): number;
  inkOf(gid: number): InkBox;
  /**
   * The glyph for a character set in Chinese text: differs from `glyphFor` where the face's default is Latin (U+2014).
   * 0 when the face has none.
   */
  hanGlyphFor(codePoint: number): number;
  /** The glyph for a character in vertical Chinese lines (`vert`): `hanGlyphFor` where the face has no other. */
  standingGlyphFor(codePoint: number): number;
  /** One glyph, 2 em wide, for `——`, or 0 when the face has none that joins. */
  readonly doubleDash: number;
  /**
   * Shapes a Latin word or number: kerning and standard ligatures, and the OpenType features asked for by tag (`sups`,
   * `frac`, `tnum`). Features that the face lacks change nothing. Results are kept by text and features.
   */
  shapeWord(text: string, features?: readonly string[]): readonly ShapedGlyph[];
}

/** Faces in order of fallback: the first that has a character sets it. */
export interface FaceChain {
  readonly faces: readonly Face[];
  /** How many of them are the style's own; those after them stand in. All of them when absent. */
  readonly own?: number;
  /** The same faces in the order in which they stand in for letters of alphabets. As `faces` when absent. */
  readonly alphabetic?: readonly Face[];
}
