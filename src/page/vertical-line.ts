/**
 * One line of vertical type (竖排) for heads: Han and kana upright, marks in their vertical forms, up to three digits side by
 * side in one em (纵中横), longer numbers and Latin words turned clockwise.
 *
 * Orientation follows UAX #50 as far as heads need it: what is neither a Latin letter nor a digit stands upright, in the
 * face's `vert` form; double and single quotation marks become ﹃﹄ and ﹁﹂ (GB/T 15834 5.1.9 and 附录).
 */
import type { Len } from "../base/length.js";
import { originalOffset } from "../base/shifts.js";
import type { Inline } from "../edition/model.js";
import type { Face } from "../font/face.js";
import type { GlyphRun, Role, SceneItem } from "../scene/list.js";
import type { TextStyle } from "../template/resolved.js";
import { isIgnorable, Kind, kindOf } from "../text/classes.js";
import { clusterGap } from "../text/gaps.js";
import { headSetter, type Typesetter } from "./typeset.js";

/** Digits that stand side by side in one em. */
const MOST_ABREAST = 3;
/** White over and under turned words, in em. */
const TURNED_GAP = 0.125;
/** Half the height of capitals: what is turned stands on the middle of the line. */
const HALF_CAPITAL = 0.36;
/** Vertical forms of quotation marks, whose own glyphs are horizontal in every face. */
const QUOTES: ReadonlyMap<string, string> = new Map([
  ["“", "『"],
  ["”", "』"],
  ["‘", "「"],
  ["’", "」"],
]);
/** Marks that lie along the line, whatever its direction. */
const LYING = "—…⋯～";
const PIECES = /\p{Nd}+(?:[.,:%]\p{Nd}*)*%?|[\p{Script=Latin}][\p{Script=Latin}\p{Nd}.+&'-]*|\s+|./gsu;

interface Piece {
  readonly text: string;
  readonly start: number;
  readonly kind: "upright" | "abreast" | "turned" | "space";
}

export interface VerticalLine {
  readonly size: Len;
  readonly length: Len;
  /** The line's glyphs with its top at `y` and its middle at `x`. */
  readonly items: (x: Len, y: Len) => readonly SceneItem[];
}

export interface VerticalText {
  readonly inline: Inline;
  readonly style: TextStyle;
  readonly role: Role;
  readonly article: string;
}

export function verticalLine(setter: Typesetter, text: VerticalText, size: Len): VerticalLine {
  const placed: { readonly piece: Piece; readonly at: Len }[] = [];
  const pieces = piecesOf(text.inline.text);
  let length = 0;
  pieces.forEach((piece, index) => {
    length += gapBefore(setter, pieces, index, size);
    placed.push({ piece, at: length - leadOf(piece, size) });
    length += extent(setter, text, piece, size);
  });
  return {
    size,
    length,
    items: (x, y) =>
      joined(
        placed.flatMap(({ piece, at }) => {
          if (piece.kind === "upright") return upright(setter, text, piece, size, x, y + at);
          if (piece.kind === "abreast") return abreast(setter, text, piece, size, x, y + at);
          return piece.kind === "turned" ? turned(setter, text, piece, size, x, y + at) : [];
        }),
      ),
  };
}

/** Neighbouring upright characters of one face as one run, so that readers find their text whole. */
function joined(runs: readonly GlyphRun[]): readonly GlyphRun[] {
  const result: GlyphRun[] = [];
  for (const next of runs) {
    const last = result.at(-1);
    const goesOn =
      last?.direction === "vertical" &&
      next.direction === "vertical" &&
      last.face === next.face &&
      last.source.end === next.source.start;
    if (!goesOn) result.push(next);
    else {
      result[result.length - 1] = {
        ...last,
        source: { ...last.source, end: next.source.end },
        gids: [...last.gids, ...next.gids],
        offsets: [...last.offsets, next.y - last.y],
        texts: [...last.texts, ...next.texts],
      };
    }
  }
  return result;
}

function piecesOf(text: string): readonly Piece[] {
  // What shows nothing has no place of its own in a line of single glyphs.
  const shown = Array.from(text.matchAll(PIECES)).filter(({ 0: piece }) => !isIgnorable(piece.codePointAt(0) ?? 0));
  return shown.map(({ 0: piece, index }): Piece => {
    const base = { text: piece, start: index };
    if (/^\s+$/u.test(piece)) return { ...base, kind: "space" };
    if (/^\p{Nd}+$/u.test(piece) && piece.length <= MOST_ABREAST) return { ...base, kind: "abreast" };
    return { ...base, kind: /^[\p{Nd}\p{Script=Latin}]/u.test(piece) ? "turned" : "upright" };
  });
}

function classOf(piece: Piece): Kind {
  return piece.kind === "upright" || piece.kind === "space" ? kindOf(piece.text.codePointAt(0) ?? 0) : Kind.Western;
}

/**
 * What stands between a piece and the one before it: the white of marks, none at the line's ends and less between two of them,
 * as in horizontal lines (CLREQ, adjacent marks), and typed spaces. Turned words have white of their own.
 */
function gapBefore(setter: Typesetter, pieces: readonly Piece[], index: number, size: Len): Len {
  const [beforeBefore, before, after] = [pieces[index - 2], pieces[index - 1], pieces[index]];
  if (before === undefined || after === undefined) return 0;
  const neighbours = {
    before: classOf(before),
    after: classOf(after),
    beforeBefore: beforeBefore === undefined ? undefined : classOf(beforeBefore),
    lastCharacter: 0,
    firstCharacter: 0,
    mayBreak: true,
    takesGap: () => false,
  };
  return clusterGap(neighbours, { ...headSetter(setter).config, adjacentMarks: 1.5 }, size).natural;
}

/** White over a mark's ink within its glyph's square: half of it over opening marks, a quarter over interpuncts. */
function leadOf(piece: Piece, size: Len): Len {
  switch (classOf(piece)) {
    case Kind.Open:
      return Math.round(size / 2);
    case Kind.Middle:
      return Math.round(size / 4);
    default:
      return 0;
  }
}

function extent(setter: Typesetter, text: VerticalText, piece: Piece, size: Len): Len {
  if (piece.kind === "space") return 0;
  if (piece.kind !== "turned") {
    const half = [Kind.Open, Kind.Close, Kind.Pause, Kind.Stop, Kind.Middle].includes(classOf(piece));
    return half ? Math.round(size / 2) : size;
  }
  return wordWidth(setter, text, piece.text, size) + 2 * Math.round(size * TURNED_GAP);
}

function wordWidth(setter: Typesetter, text: VerticalText, letters: string, size: Len): Len {
  const face = faceFor(setter, text.style, letters);
  return face.shapeWord(letters).reduce((sum, glyph) => sum + Math.round((glyph.advance * size) / face.unitsPerEm), 0);
}

function upright(setter: Typesetter, text: VerticalText, piece: Piece, size: Len, x: Len, y: Len): readonly GlyphRun[] {
  const shown = QUOTES.get(piece.text) ?? piece.text;
  const own = faceFor(setter, text.style, shown);
  // Some faces (LXGW WenKai) would lay —— and …… across the line: another one of the style stands them up.
  const standing = LYING.includes(shown)
    ? setter.chain(text.style).faces.find((one) => standsUp(one, shown))
    : undefined;
  const face = standing ?? own;
  const [glyph] = face.shapeWord(shown, ["vert"]);
  const gid = glyph?.gid ?? face.glyphFor(shown.codePointAt(0) ?? 0);
  if (gid === 0) missing(setter, text, piece);
  return [
    {
      ...run(setter, text, piece, face, size),
      direction: "vertical",
      x,
      y,
      gids: [gid],
      offsets: [0],
      texts: [piece.text],
    },
  ];
}

/** Whether a face has a glyph of its own for a character in vertical lines. */
function standsUp(face: Face, character: string): boolean {
  const plain = face.shapeWord(character)[0]?.gid ?? 0;
  const vertical = face.shapeWord(character, ["vert"])[0]?.gid ?? 0;
  return vertical !== 0 && vertical !== plain;
}

/** Side by side in one em; smaller where they would be wider. */
function abreast(setter: Typesetter, text: VerticalText, piece: Piece, size: Len, x: Len, y: Len): readonly GlyphRun[] {
  const full = wordWidth(setter, text, piece.text, size);
  const fitted = full <= size ? size : Math.floor((size * size) / full);
  const face = faceFor(setter, text.style, piece.text);
  const width = wordWidth(setter, text, piece.text, fitted);
  const baseline = y + Math.round(size / 2 + fitted * HALF_CAPITAL);
  return [word(setter, text, piece, face, fitted, { x: x - Math.round(width / 2), y: baseline })];
}

function turned(setter: Typesetter, text: VerticalText, piece: Piece, size: Len, x: Len, y: Len): readonly GlyphRun[] {
  const face = faceFor(setter, text.style, piece.text);
  const place = { x: x - Math.round(size * HALF_CAPITAL), y: y + Math.round(size * TURNED_GAP) };
  return [{ ...word(setter, text, piece, face, size, place), turned: true }];
}

function word(
  setter: Typesetter,
  text: VerticalText,
  piece: Piece,
  face: Face,
  size: Len,
  place: { readonly x: Len; readonly y: Len },
): GlyphRun {
  const glyphs = face.shapeWord(piece.text);
  if (glyphs.some(({ gid }) => gid === 0)) missing(setter, text, piece);
  let pen = 0;
  const offsets = glyphs.map((glyph) => {
    const at = pen + Math.round((glyph.offsetX * size) / face.unitsPerEm);
    pen += Math.round((glyph.advance * size) / face.unitsPerEm);
    return at;
  });
  return {
    ...run(setter, text, piece, face, size),
    direction: "horizontal",
    ...place,
    gids: glyphs.map(({ gid }) => gid),
    offsets,
    texts: glyphs.map(({ start, end }) => piece.text.slice(start, end)),
  };
}

function run(setter: Typesetter, text: VerticalText, piece: Piece, face: Face, size: Len) {
  setter.faces.set(face.id, face);
  return {
    kind: "glyphs",
    role: text.role,
    source: sourceOf(text, piece),
    face: face.id,
    size,
    colour: text.style.colour,
  } as const;
}

function sourceOf({ inline, article }: VerticalText, { start, text }: Piece): GlyphRun["source"] {
  const at = (offset: number): number => inline.offset + originalOffset(inline.shifts, offset);
  return { article, pointer: inline.pointer, start: at(start), end: at(start + text.length) };
}

function missing(setter: Typesetter, text: VerticalText, piece: Piece): void {
  setter.missing.push({ codePoint: piece.text.codePointAt(0) ?? 0, source: sourceOf(text, piece) });
}

/** The first face of the style that has all of the piece. */
function faceFor(setter: Typesetter, style: TextStyle, text: string): Face {
  const { faces } = setter.chain(style);
  const found = faces.find((face) =>
    [...text].every((character) => face.glyphFor(character.codePointAt(0) ?? 0) !== 0),
  );
  const face = found ?? faces[0];
  if (face === undefined) throw new Error("a style without faces: loading should have refused the template");
  return face;
}
