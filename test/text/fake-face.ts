/** A face of round numbers: an em of 1000 units, Han and full-width marks 1000 wide, everything else 500. */
import { isWide } from "../../src/text/classes.js";
import type { Face, FaceChain, InkBox, ShapedGlyph } from "../../src/font/face.js";
import type { ComposeConfig, LineRun, TextSpan } from "../../src/text/model.js";

export const EM = 1000;
const LATIN = 500;
/** Marks that Chinese faces draw in a full square though Latin ones know them too. */
const SQUARE_MARKS = "“”‘’…⋯—·‧";
const PAUSES_AND_STOPS = "，、；：。？！．";
const DOUBLE_DASH = 0x20_0000;

export interface FakeOptions {
  readonly id?: string;
  readonly joins?: boolean;
  /** Pauses and stops stand in the middle of their em, as Traditional Chinese faces draw them. */
  readonly centred?: boolean;
  /** Characters that the face has no glyph for. */
  readonly lacks?: (codePoint: number) => boolean;
}

/** The glyph of a character is its code point, so that tests can read what was painted. */
function fakeFace({ id = "fake", joins = true, centred = false, lacks = () => false }: FakeOptions = {}): Face {
  const glyphFor = (codePoint: number): number => (lacks(codePoint) ? 0 : codePoint);
  const advanceOf = (gid: number): number => {
    if (gid === DOUBLE_DASH) return 2 * EM;
    if (gid === 0) return EM;
    return isWide(gid) || SQUARE_MARKS.includes(String.fromCodePoint(gid)) ? EM : LATIN;
  };
  const inkOf = (gid: number): InkBox => {
    const mark = gid !== DOUBLE_DASH && PAUSES_AND_STOPS.includes(String.fromCodePoint(gid));
    if (!mark) return { minX: 0, minY: -120, maxX: advanceOf(gid), maxY: 880 };
    return { minX: centred ? 350 : 50, minY: -50, maxX: centred ? 650 : 350, maxY: 250 };
  };
  const shapeWord = (text: string): readonly ShapedGlyph[] => {
    const shaped: ShapedGlyph[] = [];
    let start = 0;
    for (const character of text) {
      const end = start + character.length;
      const gid = character.codePointAt(0) ?? 0;
      const previous = shaped.at(-1);
      if (/\p{M}|\u200d|\ufe0f/u.test(character) && previous !== undefined) {
        // A mark belongs to its letter's cluster, which a real shaper reports on the cluster's first glyph.
        const base = shaped.findLastIndex((glyph) => glyph.end > glyph.start);
        const letter = shaped[base];
        if (letter !== undefined) shaped[base] = { ...letter, end };
        shaped.push({ gid, advance: 0, offsetX: 0, offsetY: 0, start: end, end });
      } else shaped.push({ gid, advance: LATIN, offsetX: 0, offsetY: 0, start, end });
      start = end;
    }
    return shaped;
  };
  return {
    id,
    family: "Fake",
    weight: 400,
    postscriptName: "Fake-Regular",
    bytes: new Uint8Array(),
    unitsPerEm: EM,
    ascent: 880,
    descent: 120,
    codePages: 0,
    glyphFor,
    advanceOf,
    inkOf,
    hanGlyphFor: glyphFor,
    standingGlyphFor: glyphFor,
    doubleDash: joins ? DOUBLE_DASH : 0,
    shapeWord,
  };
}

export const CHAIN: FaceChain = { faces: [fakeFace()] };
/** Marks as Traditional Chinese faces draw them. */
export const CENTRED_CHAIN: FaceChain = { faces: [fakeFace({ id: "centred", centred: true })] };

export const BODY: ComposeConfig = {
  language: "zh-Hans",
  kinsoku: "gb",
  mode: "total-fit",
  autospace: 0.25,
  adjacentMarks: 1.5,
  em: EM,
};

/** Body text in the fake face. */
export function span(text: string, extra: Partial<TextSpan> = {}): TextSpan {
  return {
    text,
    chain: CHAIN,
    size: EM,
    colour: { space: "gray", gray: 0 },
    tracking: 0,
    role: "body",
    source: { pointer: "/articles/0/body/0", start: 0, end: text.length },
    ...extra,
  };
}

/** What runs of one span show, in the order of the text: words that run from right to left are turned back. */
export function inTextOrder(runs: readonly LineRun[], text: string): string {
  return runs
    .map(({ texts, source }) => {
      const own = text.slice(source.start, source.end);
      return texts.toReversed().join("") === own ? own : texts.join("");
    })
    .join("");
}
