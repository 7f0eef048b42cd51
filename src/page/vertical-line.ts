/**
 * One line of vertical type (竖排) for heads: Han, kana and full-width letters upright, marks in their vertical forms, —— as one
 * stroke down the line; figures and Latin as vertical-pieces.ts tells. Spaces are as wide as in horizontal lines.
 *
 * Orientation follows UAX #50 and CLREQ ("Mixed text composition in vertical writing mode"); double and single quotation marks
 * become ﹃﹄ and ﹁﹂ (GB/T 15834 5.1.9 and 附录).
 */
import type { Len } from "../base/length.js";
import { units } from "../font/units.js";
import { originalOffset } from "../base/shifts.js";
import type { Inline } from "../edition/model.js";
import type { Face, FaceChain } from "../font/face.js";
import type { GlyphRun, Role, SceneItem } from "../scene/list.js";
import type { TextStyle } from "../template/resolved.js";
import { Kind, kindOf } from "../text/classes.js";
import { clusterGap } from "../text/gaps.js";
import { headSetter, type Typesetter } from "./typeset.js";
import { type Piece, piecesOf } from "./vertical-pieces.js";

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
/** What is typed between two words or figures, level in its own glyph: the form that stands up. */
const CONNECTORS: ReadonlyMap<string, string> = new Map([
  ["-", "－"],
  ["\u2010", "－"],
  ["−", "－"],
  ["~", "～"],
]);
/** Dashes: as glyphs that stand in some face, the first of them as they are usual. Two of one kind are one stroke. */
const DASHES = "—―─－–";
/** Marks that keep their em in vertical lines (CLREQ, "Adjustable widths of punctuation marks"); ！ and ？ in its middle. */
const FULL = "！？：；";
const CENTRED = "！？";
export interface VerticalLine {
  readonly size: Len;
  readonly length: Len;
  /** The line's glyphs, and the strokes of its dashes, with its top at `y` and its middle at `x`. */
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
    items: (x, y) => [
      ...joined(placed.flatMap(({ piece, at }) => draw(setter, text, piece, size, x, y + at))),
      ...placed.flatMap(({ piece, at }) => (piece.kind === "dash" ? stroke(setter, text, size, x, y + at) : [])),
    ],
  };
}

function draw(setter: Typesetter, text: VerticalText, piece: Piece, size: Len, x: Len, y: Len): readonly GlyphRun[] {
  switch (piece.kind) {
    case "upright":
      return upright(setter, text, piece, size, x, y);
    case "dash":
      return [...piece.text].flatMap((dash, k) =>
        upright(setter, text, { ...piece, text: dash, start: piece.start + k }, size, x, y + k * size),
      );
    case "letter":
    case "abreast":
      return abreast(setter, text, piece, size, x, y);
    case "turned":
      return turned(setter, text, piece, size, x, y);
    case "space":
      return [];
  }
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
      last.x === next.x &&
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

function classOf(piece: Piece): Kind {
  if (piece.kind === "dash") return Kind.Dash;
  if (FULL.includes(piece.text)) return Kind.Centred;
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
    // Of spaces alone, which may have a width of their own; marks and Latin have theirs from `extent`.
    lastCharacter: before.kind === "space" ? (before.text.codePointAt(0) ?? 0) : 0,
    firstCharacter: 0,
    mayBreak: true,
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
  if (piece.kind === "space") return classOf(piece) === Kind.WideSpace ? size : 0;
  if (piece.kind === "dash") return 2 * size;
  if (piece.kind !== "turned") {
    const half = [Kind.Open, Kind.Close, Kind.Pause, Kind.Stop, Kind.Middle].includes(classOf(piece));
    return half ? Math.round(size / 2) : size;
  }
  return wordWidth(setter, text, piece.text, size) + 2 * Math.round(size * TURNED_GAP);
}

function wordWidth(setter: Typesetter, text: VerticalText, letters: string, size: Len): Len {
  const face = faceFor(setter, text.style, letters);
  return face.shapeWord(letters).reduce((sum, glyph) => sum + units(face, glyph.advance, size), 0);
}

function upright(setter: Typesetter, text: VerticalText, piece: Piece, size: Len, x: Len, y: Len): readonly GlyphRun[] {
  const { face, gid } = standing(setter, text.style, piece.text);
  return [
    {
      ...run(setter, text, piece, face, size),
      direction: "vertical",
      x: x + (CENTRED.includes(piece.text) ? toMiddle(face, gid, size) : 0),
      y,
      gids: [gid],
      offsets: [0],
      texts: [piece.text],
    },
  ];
}

/** From where a glyph's ink stands across the line to the line's middle: faces draw ！ and ？ at its right. */
function toMiddle(face: Face, gid: number, size: Len): Len {
  const { minX, maxX } = face.inkOf(gid);
  return maxX <= minX ? 0 : Math.round(((face.advanceOf(gid) - minX - maxX) * size) / (2 * face.unitsPerEm));
}

/** The glyph of a character in vertical lines; of a dash, from the first face of the style that stands one up. */
function standing(setter: Typesetter, style: TextStyle, character: string): { face: Face; gid: number } {
  const cp = (shown: string): number => shown.codePointAt(0) ?? 0;
  const meant = CONNECTORS.get(character) ?? character;
  if (DASHES.includes(meant)) {
    for (const face of setter.chain(style).faces) {
      for (const dash of DASHES) {
        const gid = face.standingGlyphFor(cp(dash));
        if (gid !== 0 && gid !== face.hanGlyphFor(cp(dash))) return { face, gid };
      }
    }
  }
  const shown = QUOTES.get(meant) ?? meant;
  const face = faceFor(setter, style, shown);
  return { face, gid: face.standingGlyphFor(cp(shown)) };
}

/** —— is one stroke: a rule from the first dash's ink to the second one's end bridges the white between them. */
function stroke(setter: Typesetter, { style, role }: VerticalText, size: Len, x: Len, y: Len): readonly SceneItem[] {
  const { face, gid } = standing(setter, style, "—");
  const { minX, maxX, minY, maxY } = face.inkOf(gid);
  // No face of the style stands a dash up: there is nothing to bridge.
  if (maxX - minX >= maxY - minY) return [];
  const scaled = (value: number): Len => units(face, value, size);
  const top = y + scaled(face.ascent - maxY);
  const rect = {
    x: x + scaled(minX - face.advanceOf(gid) / 2),
    y: top,
    width: scaled(maxX - minX),
    height: y + size + scaled(face.ascent - minY) - top,
  };
  return [{ kind: "fill", role, rect, colour: style.colour }];
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
  let pen = 0;
  const offsets = glyphs.map((glyph) => {
    const at = pen + units(face, glyph.offsetX, size);
    pen += units(face, glyph.advance, size);
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
    ...(isStandIn(setter.chain(text.style), face) ? { standsIn: true as const } : {}),
  } as const;
}

function isStandIn({ faces, own = faces.length }: FaceChain, face: Face): boolean {
  return faces.indexOf(face) >= own;
}

function sourceOf({ inline, article }: VerticalText, { start, text }: Piece): GlyphRun["source"] {
  const at = (offset: number): number => inline.offset + originalOffset(inline.shifts, offset);
  return { article, pointer: inline.pointer, start: at(start), end: at(start + text.length) };
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
