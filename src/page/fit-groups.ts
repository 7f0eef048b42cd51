/**
 * Rows of little texts that belong together by groups, such as a role with its names: in as many lines as their room holds, in smaller
 * type where that is not enough. Groups stay whole as long as a line holds them, texts always.
 */
import type { Rect } from "../base/geometry.js";
import type { Len } from "../base/length.js";
import type { Inline } from "../edition/model.js";
import type { Role, SceneItem } from "../scene/list.js";
import type { TextStyle } from "../template/resolved.js";
import { fitText, measuredPart, SIZE_STEP, type Unfit } from "./fit-text.js";
import { drawBlock, resized, styledLine, type TextBlock, type Typesetter } from "./typeset.js";

/** Lines of several that share a low room may stand this close, in em of their type: ink does not touch. */
const CLOSEST = 1.15;

export interface Piece {
  /** The element, as a message names it. */
  readonly what: string;
  readonly inline: Inline;
  readonly style: TextStyle;
  readonly role: Role;
}

export interface Groups {
  readonly groups: readonly (readonly Piece[])[];
  /** White within groups and between them, in em of the largest type. */
  readonly gaps: readonly [number, number];
  /** What gives them room, beside shorter texts. */
  readonly mend: string;
}

interface SetPiece {
  readonly block: TextBlock;
  readonly x: Len;
}

interface GroupLine {
  readonly pieces: readonly SetPiece[];
  readonly width: Len;
}

export interface FittedGroups {
  readonly lines: readonly GroupLine[];
  readonly leading: Len;
  readonly width: Len;
  readonly height: Len;
  readonly unfit: readonly Unfit[];
}

export function fitGroups(
  setter: Typesetter,
  wanted: Groups,
  room: Pick<Rect, "width" | "height">,
  least = setter.template.furniture.least,
): FittedGroups {
  const whole = fitWhole(setter, wanted, room, least);
  return whole ?? cutShort(setter, wanted, Math.min(largestSize(wanted), least), room);
}

/** All pieces in the largest type for which there is room, down to `least`; undefined where there is for none. */
export function fitWhole(
  setter: Typesetter,
  wanted: Groups,
  room: Pick<Rect, "width" | "height">,
  least: Len,
): FittedGroups | undefined {
  const largest = largestSize(wanted);
  const at = (size: Len): FittedGroups | undefined => {
    const most = size > least ? fullLinesIn(room.height, size) : linesIn(room.height, size);
    const lines = filled(setter, wanted, size, { width: room.width, lines: most });
    return lines !== undefined && lines.length <= most ? fitted(wanted, lines, size, room) : undefined;
  };
  for (let size = largest; size > least; size -= SIZE_STEP) {
    const found = at(size);
    if (found !== undefined) return found;
  }
  return at(Math.min(largest, least));
}

/** Lines of a type size that fit a height. */
function fullLinesIn(height: Len, size: Len): number {
  return Math.floor(height / (size * CLOSEST));
}

/** Of the least size, of which one line always stands. */
function linesIn(height: Len, size: Len): number {
  return Math.max(1, fullLinesIn(height, size));
}

function largestSize({ groups }: Groups): Len {
  return groups.flat().reduce((largest, { style }) => Math.max(largest, style.size), 0);
}

/** The lines' glyphs, each flush with a side of the rectangle, all of them in the middle of its height. */
export function drawGroups(
  setter: Typesetter,
  { lines, leading, height }: FittedGroups,
  rect: Rect,
  side: "left" | "right",
): readonly SceneItem[] {
  const top = rect.y + Math.round((rect.height - height) / 2);
  return lines.flatMap(({ pieces, width }, index) => {
    const x = rect.x + (side === "left" ? 0 : rect.width - width);
    const middle = top + index * leading + Math.round(leading / 2);
    return pieces.flatMap((piece) =>
      drawBlock(setter, piece.block, x + piece.x, middle - Math.round(piece.block.height / 2)),
    );
  });
}

interface Laid {
  readonly piece: Piece;
  readonly block: TextBlock;
  readonly x: Len;
}

/**
 * Pieces line by line in types no larger than `size`, up to the first line that there is no room for; undefined where one of
 * them is longer than a line.
 */
function filled(
  setter: Typesetter,
  wanted: Groups,
  size: Len,
  { width, lines: most }: { readonly width: Len; readonly lines: number },
): readonly (readonly Laid[])[] | undefined {
  const [within, between] = gapsAt(wanted, size);
  const lines: Laid[][] = [];
  let pen = 0;
  for (const group of wanted.groups) {
    if (lines.length > most) break;
    const blocks = group.map((piece) => ({ piece, block: blockAt(setter, piece, size, width) }));
    if (blocks.some(({ block }) => block.width > width)) return undefined;
    const own = blocks.reduce((sum, { block }) => sum + block.width, 0) + within * Math.max(0, blocks.length - 1);
    const onOwnLine = lines.length === 0 || (pen + between + own > width && own <= width);
    blocks.forEach(({ piece, block }, index) => {
      const gap = index === 0 ? between : within;
      if ((index === 0 && onOwnLine) || pen + gap + block.width > width) {
        lines.push([{ piece, block, x: 0 }]);
        pen = block.width;
      } else {
        lines.at(-1)?.push({ piece, block, x: pen + gap });
        pen += gap + block.width;
      }
    });
  }
  return lines;
}

function gapsAt(wanted: Groups, size: Len): readonly [Len, Len] {
  const em = Math.min(size, largestSize(wanted));
  return [Math.round(em * wanted.gaps[0]), Math.round(em * wanted.gaps[1])];
}

/** What is longer than a line of `width` is measured so far that it shows. */
function blockAt(setter: Typesetter, { inline, style, role }: Piece, size: Len, width: Len): TextBlock {
  return styledLine(setter, [measuredPart(setter, inline, style, { width })], { style: noLarger(style, size), role });
}

/** A style in a type no larger than `size`. */
export function noLarger(style: TextStyle, size: Len): TextStyle {
  return style.size <= size ? style : resized(style, size);
}

function fitted(
  wanted: Groups,
  lines: readonly (readonly Laid[])[],
  size: Len,
  room: Pick<Rect, "height">,
  unfit: readonly Unfit[] = [],
): FittedGroups {
  const pieces = wanted.groups.flat();
  const natural = pieces.reduce((most, { style }) => Math.max(most, noLarger(style, size).leading), 0);
  const leading = Math.min(natural, Math.floor(room.height / Math.max(1, lines.length)));
  const set = lines.map((line): GroupLine => {
    const last = line.at(-1);
    return { pieces: line, width: last === undefined ? 0 : last.x + last.block.width };
  });
  const width = Math.max(0, ...set.map((line) => line.width));
  return { lines: set, leading, width, height: leading * lines.length, unfit };
}

/** As many pieces as the room holds in the least size, those that are longer than a line cut; each of them is told once. */
function cutShort(setter: Typesetter, wanted: Groups, size: Len, room: Pick<Rect, "width" | "height">): FittedGroups {
  const most = linesIn(room.height, size);
  const cuts = wanted.groups.map((group) => group.map((piece) => cutPiece(setter, piece, size, room.width)));
  const groups = cuts.map((group) => group.flatMap(({ shown }) => shown ?? []));
  const lines = filled(setter, { ...wanted, groups }, size, { width: room.width, lines: most }) ?? [];
  const set = new Set(lines.slice(0, most).flatMap((line) => line.map(({ piece }) => piece)));
  const unfit = cuts.flatMap((group) => {
    const lacking = group.flatMap(({ piece, shown, left }): readonly Unfit[] => {
      const rest = shown !== undefined && set.has(shown) ? left : piece.inline.text;
      return rest === "" ? [] : [{ what: piece.what, inline: piece.inline, left: rest, mend: wanted.mend }];
    });
    // The template's own word goes with the text that it stands for.
    const own = lacking.filter(({ inline }) => inline.pointer !== "");
    return own.length > 0 ? own : lacking;
  });
  return fitted(wanted, lines.slice(0, most), size, room, unfit);
}

/** What a line holds of a piece, and the end that it does not. */
interface CutPiece {
  readonly piece: Piece;
  readonly shown: Piece | undefined;
  readonly left: string;
}

function cutPiece(setter: Typesetter, piece: Piece, size: Len, width: Len): CutPiece {
  const { inline, role } = piece;
  const { left } = fitText(setter, inline, { style: noLarger(piece.style, size), role }, { width });
  if (left === "") return { piece, shown: piece, left };
  const text = inline.text.slice(0, inline.text.length - left.length);
  return { piece, shown: text === "" ? undefined : { ...piece, inline: { ...inline, text } }, left };
}
