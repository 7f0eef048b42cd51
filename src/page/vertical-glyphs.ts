/**
 * How the pieces of a vertical line are drawn: upright characters by their vertical forms, letters and short numbers upright as they
 * are, words turned clockwise, with their combining marks.
 */
import type { Len } from "../base/length.js";
import { originalOffset } from "../base/shifts.js";
import type { Inline } from "../edition/model.js";
import type { Face, FaceChain, ShapedGlyph } from "../font/face.js";
import { units } from "../font/units.js";
import type { GlyphRun, Role, SceneItem } from "../scene/list.js";
import type { TextStyle } from "../template/resolved.js";
import { FULL_WIDTH } from "../text/drawn-kind.js";
import { clusterEnd, faceOfCluster, hasMarks } from "../text/marked-cluster.js";
import type { Typesetter } from "./typeset.js";
import type { Piece } from "./vertical-pieces.js";

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
/** Room that a point or colon between figures has down the line, as parts of their size: so much, or its ink with white over and under it. */
const POINT = 0.4;
const POINT_WHITE = 0.16;
/** Figures half an em wide, where the face has them: two stand side by side in one em. */
const NARROW: readonly string[] = ["hwid"];
const DIGITS = /^[0-9]+$/u;
/** ！ and ？ stand in the middle of their em. */
const CENTRED = "！？";

export interface VerticalText {
  readonly inline: Inline;
  readonly style: TextStyle;
  readonly role: Role;
  readonly article: string;
}

export function draw(
  setter: Typesetter,
  text: VerticalText,
  piece: Piece,
  size: Len,
  x: Len,
  y: Len,
): readonly GlyphRun[] {
  switch (piece.kind) {
    case "upright":
      return upright(setter, text, piece, size, x, y);
    case "sign":
      return standsUp(setter, text, piece)
        ? upright(setter, text, piece, size, x, y)
        : turned(setter, text, piece, size, x, y);
    case "dash":
      return [...piece.text].flatMap((dash, k) =>
        upright(setter, text, { ...piece, text: dash, start: piece.start + k }, size, x, y + k * size),
      );
    case "letter":
    case "abreast":
      return abreast(setter, text, piece, size, x, y);
    case "point":
      return point(setter, text, piece, size, x, y);
    // A number has its form from vertical-figures.ts before it is drawn.
    case "number":
    case "turned":
      return turned(setter, text, piece, size, x, y);
    case "space":
      return [];
  }
}

/** White over and under what is turned; a sign as wide as its em has its own. */
export function gapOf(setter: Typesetter, text: VerticalText, piece: Piece, size: Len): Len {
  const isWide = piece.kind === "sign" && wordWidth(setter, text, piece.text, size) > FULL_WIDTH * size;
  return isWide ? 0 : Math.round(size * TURNED_GAP);
}

/** Whether a face has a form of the sign for vertical lines. */
export function standsUp(setter: Typesetter, { style }: VerticalText, { text }: Piece): boolean {
  const cp = text.codePointAt(0) ?? 0;
  const { face, gid } = standing(setter, style, text);
  return gid !== 0 && gid !== face.hanGlyphFor(cp);
}

export function wordWidth(setter: Typesetter, text: VerticalText, letters: string, size: Len): Len {
  return inFaces(setter, text.style, letters).reduce(
    (sum, { face, text: own }) => sum + widthOf(face, face.shapeWord(own), size),
    0,
  );
}

/** The width of figures side by side that stand. */
export function figureWidth(setter: Typesetter, text: VerticalText, figures: string, size: Len): Len {
  const face = faceFor(setter, text.style, figures);
  return widthOf(face, face.shapeWord(figures, NARROW), size);
}

function widthOf(face: Face, glyphs: readonly ShapedGlyph[], size: Len): Len {
  return glyphs.reduce((sum, glyph) => sum + units(face, glyph.advance, size), 0);
}

function upright(setter: Typesetter, text: VerticalText, piece: Piece, size: Len, x: Len, y: Len): readonly GlyphRun[] {
  if (hasMarks(piece.text)) return marked(setter, text, piece, size, x, y);
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

/** A character with combining marks, all of one face: the marks stand on its form for vertical lines. */
function marked(setter: Typesetter, text: VerticalText, piece: Piece, size: Len, x: Len, y: Len): readonly GlyphRun[] {
  const face = faceFor(setter, text.style, piece.text);
  const character = String.fromCodePoint(piece.text.codePointAt(0) ?? 0);
  const plain = face.glyphFor(character.codePointAt(0) ?? 0);
  const { face: own, gid } = standing(setter, text.style, character);
  const glyphs = face
    .shapeWord(piece.text)
    .map((glyph) => (own === face && glyph.gid === plain ? { ...glyph, gid } : glyph));
  const width = widthOf(face, glyphs, size);
  const place = { x: x - Math.round(width / 2), y: y + units(face, face.ascent, size) };
  return shapedRuns(setter, text, piece, { face, glyphs, size }, (rise) => ({
    ...place,
    y: place.y - rise,
    abreast: true,
  }));
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
export function stroke(
  setter: Typesetter,
  { style, role }: VerticalText,
  size: Len,
  x: Len,
  y: Len,
): readonly SceneItem[] {
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

/** Figures side by side, in the size of all of their text; a letter in one em, smaller where it would be wider. */
function abreast(setter: Typesetter, text: VerticalText, piece: Piece, size: Len, x: Len, y: Len): readonly GlyphRun[] {
  const full = wordWidth(setter, text, piece.text, size);
  const fitted = full <= size ? size : Math.floor((size * size) / full);
  const own = piece.scale === undefined ? fitted : Math.round(size * piece.scale);
  const face = faceFor(setter, text.style, piece.text);
  const glyphs = face.shapeWord(piece.text, DIGITS.test(piece.text) ? NARROW : []);
  const width = widthOf(face, glyphs, own);
  const em = piece.scale === undefined ? size : own;
  const baseline = y + Math.round(em / 2 + own * HALF_CAPITAL);
  return shapedRuns(setter, text, piece, { face, glyphs, size: own }, (rise) => ({
    x: x - Math.round(width / 2),
    y: baseline - rise,
    abreast: true,
  }));
}

/** A point or a colon between figures that stand: its ink in the middle of its place. */
function point(setter: Typesetter, text: VerticalText, piece: Piece, size: Len, x: Len, y: Len): readonly GlyphRun[] {
  const { face, glyphs, ink, own } = pointGlyphs(setter, text, piece, size);
  const middle = (from: number, to: number): Len => units(face, (from + to) / 2, own);
  const half = Math.round(pointExtent(setter, text, piece, size) / 2);
  return shapedRuns(setter, text, piece, { face, glyphs, size: own }, (rise) => ({
    x: x - middle(ink.minX, ink.maxX),
    y: y + half + middle(ink.minY, ink.maxY) - rise,
    abreast: true,
  }));
}

/** Room that a point or a colon takes down the line. */
export function pointExtent(setter: Typesetter, text: VerticalText, piece: Piece, size: Len): Len {
  const { face, ink, own } = pointGlyphs(setter, text, piece, size);
  return Math.round(Math.max(POINT * own, units(face, ink.maxY - ink.minY, own) + POINT_WHITE * own));
}

function pointGlyphs(setter: Typesetter, { style }: VerticalText, piece: Piece, size: Len) {
  const face = faceFor(setter, style, piece.text);
  const glyphs = face.shapeWord(piece.text);
  return { face, glyphs, ink: face.inkOf(glyphs[0]?.gid ?? 0), own: Math.round(size * (piece.scale ?? 1)) };
}

function turned(setter: Typesetter, text: VerticalText, piece: Piece, size: Len, x: Len, y: Len): readonly GlyphRun[] {
  const left = x - Math.round(size * HALF_CAPITAL);
  let top = y + gapOf(setter, text, piece, size);
  return inFaces(setter, text.style, piece.text).flatMap(({ face, text: own, start }) => {
    const glyphs = face.shapeWord(own);
    const at = top;
    top += widthOf(face, glyphs, size);
    const part = { ...piece, text: own, start: piece.start + start };
    // Turned clockwise, what stood over the baseline stands right of it.
    return shapedRuns(setter, text, part, { face, glyphs, size }, (rise) => ({ x: left + rise, y: at, turned: true }));
  });
}

/** A word in the parts that one face sets: a letter that the style's face lacks takes no other letters with it. */
function inFaces(
  setter: Typesetter,
  style: TextStyle,
  word: string,
): readonly { readonly face: Face; readonly text: string; readonly start: number }[] {
  const parts: { readonly face: Face; text: string; readonly start: number }[] = [];
  for (let at = 0, end = 0; at < word.length; at = end) {
    end = clusterEnd(word, at);
    const text = word.slice(at, end);
    const face = faceFor(setter, style, text);
    const last = parts.at(-1);
    if (last?.face === face) last.text += text;
    else parts.push({ face, text, start: at });
  }
  return parts;
}

interface Shaped {
  readonly face: Face;
  readonly glyphs: readonly ShapedGlyph[];
  readonly size: Len;
}

type RunPlace = Pick<GlyphRun, "x" | "y" | "turned" | "abreast">;

/** A run for each height over the baseline: marks stand over or under their letter, whose text is theirs too. */
function shapedRuns(
  setter: Typesetter,
  text: VerticalText,
  piece: Piece,
  { face, glyphs, size }: Shaped,
  placeAt: (rise: Len) => RunPlace,
): readonly GlyphRun[] {
  let pen = 0;
  const placed = glyphs.map(({ gid, advance, offsetX, offsetY, start, end }) => {
    const at = pen + units(face, offsetX, size);
    pen += units(face, advance, size);
    return { gid, at, rise: units(face, offsetY, size), start, end, text: piece.text.slice(start, end) };
  });
  const runs: GlyphRun[] = [];
  for (let from = 0; from < placed.length;) {
    const rise = placed[from]?.rise ?? 0;
    let to = from + 1;
    while (to < placed.length && placed[to]?.rise === rise) to += 1;
    const own = placed.slice(from, to);
    // Readers pass over a mark that stands in a run of its own.
    const isMark = rise !== 0 && own.every(({ text: shown }) => shown === "");
    const [start, end] = [own[0]?.start ?? 0, own.at(-1)?.end ?? 0];
    runs.push({
      ...run(setter, text, { ...piece, start: piece.start + start, text: piece.text.slice(start, end) }, face, size),
      direction: "horizontal",
      ...placeAt(rise),
      gids: own.map(({ gid }) => gid),
      offsets: own.map(({ at }) => at),
      texts: own.map(({ text: shown }) => shown),
      ...(isMark ? { annotation: true as const } : {}),
    });
    from = to;
  }
  return runs;
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

/** The first face of the style that has all of the piece; else the first that has its first character, whose marks then lack. */
function faceFor(setter: Typesetter, style: TextStyle, text: string): Face {
  const chain = setter.chain(style);
  const { faces } = chain;
  const first = text.codePointAt(0) ?? 0;
  const face = faceOfCluster(chain, text) ?? faces.find((own) => own.glyphFor(first) !== 0) ?? faces[0];
  if (face === undefined) throw new Error("a style without faces: loading should have refused the template");
  return face;
}
