/**
 * One line of vertical type (竖排) for heads: Han, kana and full-width letters upright, marks in their vertical forms, —— as one
 * stroke down the line; figures and Latin as vertical-pieces.ts tells. Spaces are as wide as in horizontal lines.
 *
 * Orientation follows UAX #50 and CLREQ ("Mixed text composition in vertical writing mode"); double and single quotation marks
 * become ﹃﹄ and ﹁﹂ (GB/T 15834 5.1.9 and 附录).
 */
import type { Len } from "../base/length.js";
import type { GlyphRun, SceneItem } from "../scene/list.js";
import { Kind, kindOf } from "../text/classes.js";
import { clusterGap } from "../text/gaps.js";
import { headSetter, type Typesetter } from "./typeset.js";
import {
  draw,
  figureWidth,
  gapOf,
  pointExtent,
  standsUp,
  stroke,
  type VerticalText,
  wordWidth,
} from "./vertical-glyphs.js";
import { type FigureForm, figureForm, withFigures } from "./vertical-figures.js";
import { type Piece, piecesOf } from "./vertical-pieces.js";

/** Marks that keep their em in vertical lines (CLREQ, "Adjustable widths of punctuation marks"). */
const FULL = "！？：；";

export interface VerticalLine {
  readonly size: Len;
  readonly length: Len;
  /** Places between its characters at which it may be opened (疏排): none within a number or a word. */
  readonly openings: number;
  /** The line's glyphs, and the strokes of its dashes, with its top at `y` and its middle at `x`; `opened` is added at each opening. */
  readonly items: (x: Len, y: Len, opened?: Len) => readonly SceneItem[];
}

/** The form that figures have in all lines of a text in this size, and how deep its deepest number is in that. */
export function formOfFigures(
  setter: Typesetter,
  text: VerticalText,
  lines: readonly string[],
  size: Len,
): { readonly form: FigureForm; readonly deepest: Len } {
  const width = (figures: string): Len => figureWidth(setter, text, figures, size);
  const pieces = lines.flatMap(piecesOf);
  const form = figureForm(pieces, size, { width, least: setter.template.furniture.least });
  const depth = (piece: Piece): Len =>
    withFigures([piece], form).reduce((sum, own) => sum + extent(setter, text, own, size), 0);
  return { form, deepest: Math.max(0, ...pieces.filter(({ kind }) => kind === "number").map(depth)) };
}

export function verticalLine(setter: Typesetter, text: VerticalText, size: Len, figures: FigureForm): VerticalLine {
  const placed: { readonly piece: Piece; readonly at: Len; readonly openings: number }[] = [];
  const pieces = withFigures(piecesOf(text.inline.text), figures);
  let length = 0;
  let openings = 0;
  pieces.forEach((piece, index) => {
    length += gapBefore(setter, pieces, index, size);
    if (opensBefore(pieces, index)) openings += 1;
    placed.push({ piece, at: length - leadOf(piece, size), openings });
    length += extent(setter, text, piece, size);
  });
  return {
    size,
    length,
    openings,
    items: (x, y, opened = 0) => {
      const top = ({ at, openings: before }: (typeof placed)[number]): Len => y + at + before * opened;
      return [
        ...joined(placed.flatMap((one) => draw(setter, text, one.piece, size, x, top(one)))),
        ...placed.flatMap((one) => (one.piece.kind === "dash" ? stroke(setter, text, size, x, top(one)) : [])),
      ];
    },
  };
}

/** Beside a character that stands by itself: figures and letters stay as they are. */
function opensBefore(pieces: readonly Piece[], index: number): boolean {
  const [before, after] = [pieces[index - 1], pieces[index]];
  return before !== undefined && after !== undefined && (before.kind === "upright" || after.kind === "upright");
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
  if (piece.kind === "point") return Kind.Western;
  if (FULL.includes(piece.text)) return Kind.Centred;
  return ["upright", "sign", "space"].includes(piece.kind) ? kindOf(piece.text.codePointAt(0) ?? 0) : Kind.Western;
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
  if (piece.kind === "point") return pointExtent(setter, text, piece, size);
  if (piece.scale !== undefined) return Math.round(size * piece.scale);
  if (piece.kind !== "turned" && !(piece.kind === "sign" && !standsUp(setter, text, piece))) {
    const half = [Kind.Open, Kind.Close, Kind.Pause, Kind.Stop, Kind.Middle].includes(classOf(piece));
    return half ? Math.round(size / 2) : size;
  }
  return wordWidth(setter, text, piece.text, size) + 2 * gapOf(setter, text, piece, size);
}
