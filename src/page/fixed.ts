/** Advertisements and notices: fixed areas with a finished picture or a name, a frame, and the word that tells what they are. */
import type { Rect } from "../base/geometry.js";
import { type Len, toMm } from "../base/length.js";
import { isEmptyArea } from "../edition/empty-area.js";
import type { FixedArea, Inline, PlacedFixed } from "../edition/model.js";
import { wordsOf } from "../edition/words.js";
import { type Cells, inkRect, type PageGrid } from "../layout/grid.js";
import type { SceneItem } from "../scene/list.js";
import type { TextStyle } from "../template/resolved.js";
import { bookedNotes } from "./ad-cells.js";
import { fitText, unfitNotes, unfitOf, measuredPart } from "./fit-text.js";
import type { Note } from "./leftover.js";
import type { ImageSize } from "./image-size.js";
import { type Drawn, ground, PAPER } from "./sheet.js";
import { drawBlock, resized, styledLine, styleOf, type Typesetter } from "./typeset.js";

/** A name without a picture takes this part of its area's width and height at most. */
const LABEL_FILL = 0.8;
const LABEL_HEIGHT = 0.3;
const LABEL_LINES = 3;
/** Words of the mark that are too long for one line. */
const MARK_LINES = 2;
/** White around the mark, of its size. */
const MARK_PADDING = 0.25;
/** Frames thicker than this would be seen to cover what they frame: 1 pt. */
const THICK = 12_700;
/** White between a frame and the em boxes of letters that fill their area, in em of the page. */
const LEAST_WHITE = 0.1;
/** A picture whose proportions differ by more leaves white that was not meant. */
const PROPORTIONS = 0.03;

export function fixedCells({ area }: PlacedFixed): Cells {
  const [firstColumn, lastColumn] = area.columns;
  const [firstRow, lastRow] = area.rows;
  return {
    column: firstColumn - 1,
    columns: lastColumn - firstColumn + 1,
    row: firstRow - 1,
    rows: lastRow - firstRow + 1,
  };
}

export function drawFixed(
  setter: Typesetter,
  grid: PageGrid,
  fixed: PlacedFixed,
  images: ReadonlyMap<string, ImageSize>,
): Drawn {
  const rect = inkRect(grid, fixedCells(fixed));
  const mark = markIn(setter, fixed, rect);
  const within = inset(rect, setter.template.box.frame?.thickness ?? 0);
  const image = fixed.src === undefined ? undefined : images.get(fixed.src);
  const inside = image === undefined ? labelIn(setter, fixed, within, mark.corner) : pictureIn(fixed, image, within);
  const { frame } = setter.template.box;
  const outline = (area: Rect): readonly SceneItem[] =>
    frame === undefined ? [] : [{ kind: "frame", role: "advertisement", rect: area, ...frame }];
  return {
    items: [
      ...inside.items,
      ...outline(rect),
      ...mark.items,
      ...(mark.corner === undefined ? [] : outline(mark.corner)),
    ],
    notes: [...bookedNotes(grid, fixed), ...inside.notes, ...mark.notes],
  };
}

/** What a thick frame leaves of an area; a thin one stands on the edge of what it frames. */
function inset({ x, y, width, height }: Rect, thickness: Len): Rect {
  const by = thickness > THICK ? thickness : 0;
  return { x: x + by, y: y + by, width: Math.max(0, width - 2 * by), height: Math.max(0, height - 2 * by) };
}

/** How far letters keep from the edge of an area within `inset`: a thin frame stands on that edge. */
function keptFrom({ template }: Typesetter): Len {
  const { frame } = template.box;
  if (frame === undefined) return 0;
  return Math.round(LEAST_WHITE * template.grid.em) + (frame.thickness > THICK ? 0 : frame.thickness);
}

/** A finished advertisement is never cropped. */
function pictureIn(fixed: FixedArea, image: ImageSize, rect: Rect): Drawn {
  const factor = Math.min(rect.width / image.width, rect.height / image.height);
  const [width, height] = [Math.round(image.width * factor), Math.round(image.height * factor)];
  const off = Math.max(1 - width / rect.width, 1 - height / rect.height);
  const picture: SceneItem = {
    kind: "picture",
    role: "advertisement",
    source: { pointer: fixed.pointer, start: 0, end: 0 },
    image: image.id,
    rect: {
      x: rect.x + Math.round((rect.width - width) / 2),
      y: rect.y + Math.round((rect.height - height) / 2),
      width,
      height,
    },
    crop: { x: 0, y: 0, width: 1, height: 1 },
    alt: fixed.alt,
  };
  return { items: [picture], notes: off > PROPORTIONS ? [proportions(fixed, image, rect.width / rect.height)] : [] };
}

/** The advertiser's name in the middle of the area; under the mark, or beside it, where it would meet it. */
function labelIn(setter: Typesetter, fixed: FixedArea, rect: Rect, corner: Rect | undefined): Drawn {
  const { kind } = fixed;
  const isEmpty = isEmptyArea(fixed);
  const label = isEmpty ? undelivered(setter, fixed, rect) : fixed.label;
  if (label === undefined) return { items: [], notes: [] };
  const inArea = (area: Rect) => {
    const room = { width: Math.round(area.width * LABEL_FILL), height: area.height, lines: LABEL_LINES };
    const style = { ...labelStyle(setter, label, room), align: "center" } as const;
    const height = Math.max(0, area.height - 2 * keptFrom(setter));
    const fitted = fitText(setter, label, { style, role: "advertisement" }, { ...room, height });
    const x = area.x + Math.round((area.width - fitted.width) / 2);
    const y = area.y + Math.round((area.height - fitted.height) / 2);
    return { fitted, x, y };
  };
  const middle = inArea(rect);
  const meets =
    corner !== undefined && middle.x + middle.fitted.width > corner.x && middle.y < corner.y + corner.height;
  const { fitted, y, x } = meets ? inArea(clearOf(rect, corner)) : middle;
  const block = fitted.block();
  const shift = Math.round((fitted.width - block.width) / 2);
  const mend = `give the ${kind} more columns or rows`;
  const drawn = drawBlock(setter, block, x + shift, y);
  // No text of the edition: it is neither lost nor found in the page.
  if (isEmpty) return { items: drawn.map(asAnnotation), notes: [empty(fixed)] };
  return { items: drawn, notes: unfitNotes(setter, unfitOf(`the ${kind}'s label`, label, fitted, mend)) };
}

/** What proofs say in the frame of an advertisement that has not come in. */
function undelivered({ language, template }: Typesetter, { kind, pointer, mark }: FixedArea, rect: Rect): Inline {
  const { undelivered: says, marks } = wordsOf(language);
  const thickness = template.box.frame?.thickness ?? 0;
  const by = thickness > THICK ? 2 * thickness : 0;
  const size = [rect.width, rect.height].map((length) => Math.round(toMm(length + by))).join(" × ");
  return { text: says(mark?.text ?? marks[kind], size), pointer, offset: 0 };
}

function asAnnotation(item: SceneItem): SceneItem {
  return item.kind === "glyphs" ? { ...item, annotation: true } : item;
}

/** Large type that holds a name on one line; where that were smaller than subheads, their type, and several lines. */
function labelStyle(setter: Typesetter, label: Inline, { width, height }: { width: Len; height: Len }): TextStyle {
  const style = styleOf(setter, "subhead");
  const large = Math.max(style.size, Math.round(height * LABEL_HEIGHT));
  const measured = measuredPart(setter, label, style, { width });
  const full = styledLine(setter, [measured], { style: resized(style, large), role: "advertisement" }).width;
  return resized(style, Math.max(style.size, Math.min(large, Math.floor((large * width) / Math.max(1, full)))));
}

/** The larger of what is left under a corner at the upper right, and beside it. */
function clearOf(rect: Rect, corner: Rect): Rect {
  const under = { ...rect, y: corner.y + corner.height, height: rect.y + rect.height - corner.y - corner.height };
  const beside = { ...rect, width: corner.x - rect.x };
  return under.width * under.height >= beside.width * beside.height ? under : beside;
}

/** The word that tells what the area is (广告), in its upper right corner. */
function markIn(
  setter: Typesetter,
  { mark, kind }: FixedArea,
  rect: Rect,
): Drawn & { readonly corner: Rect | undefined } {
  if (mark === undefined) return { items: [], notes: [], corner: undefined };
  const style = styleOf(setter, "photoCredit");
  const line = inset(rect, setter.template.box.frame?.thickness ?? 0).y - rect.y;
  const padding = Math.round(style.size * MARK_PADDING) + line;
  const kept = keptFrom(setter) + line;
  const room = { width: rect.width - 2 * padding, height: Math.max(0, rect.height - 2 * kept), lines: MARK_LINES };
  const fitted = fitText(setter, mark, { style, role: "advertisement" }, room);
  const block = fitted.block();
  const width = block.width + 2 * padding;
  // Lines that are not close bring white enough of their own.
  const over = Math.max(line, kept - Math.round((block.leading - block.size) / 2));
  const corner = { x: rect.x + rect.width - width, y: rect.y, width, height: block.height + 2 * over };
  const notes = unfitOf(`the ${kind}'s mark`, mark, fitted, `give the ${kind} more columns`);
  return {
    corner,
    items: [ground(corner, PAPER, "advertisement"), ...drawBlock(setter, block, corner.x + padding, corner.y + over)],
    notes: unfitNotes(setter, notes),
  };
}

function empty({ kind, pointer }: FixedArea): Note {
  return {
    severity: "warning",
    code: "empty-area",
    message: `the ${kind} has neither a picture nor a label: proofs say in its frame what is booked, and \`press\` refuses it`,
    hint: "give it `src` or `label`, or take it out",
    pointer,
  };
}

function proportions({ kind, src, pointer }: FixedArea, image: ImageSize, wanted: number): Note {
  return {
    severity: "warning",
    code: "ad-proportions",
    message: `${src ?? kind}: ${round(image.width / image.height)} wide to high, and its area is ${round(wanted)}`,
    hint: "change `columns` or `rows`, or ask for the picture in this size",
    pointer,
  };
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
