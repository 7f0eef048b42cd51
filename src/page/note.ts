/** Editor's notes (编者按): set apart by their face and by rules over and under them, or by a frame. */
import type { Rect } from "../base/geometry.js";
import { scale } from "../base/length.js";
import type { Block } from "../edition/model.js";
import { rowY } from "../layout/grid.js";
import type { SceneItem } from "../scene/list.js";
import { inlineSpans } from "./inline.js";
import { keptFrom } from "../template/inside-frames.js";
import type { RuleStyle } from "../template/resolved.js";
import { type BodyContext, splitAtBreaks } from "./paragraph.js";
import { type RowStretch, runningText } from "./running-text.js";
import { ground, horizontalRule } from "./sheet.js";
import type { TextItem } from "./text-item.js";
import { enclosed, prepare, styleOf } from "./typeset.js";

/** Rows of text that stay with the rule. */
const KEPT = 2;
/** Lines are no shorter for the white beside them, in em: it gives way in legs beside a picture, down to what a frame takes. */
const LEAST_LINE = 6;
/** First line indent, in em. */
const INDENT = 2;

export function note(context: BodyContext, block: Extract<Block, { kind: "note" }>): TextItem {
  const { setter, grid, article } = context;
  const own = styleOf(setter, "note");
  const style = { ...own, size: Math.min(own.size, grid.em), leading: grid.leading };
  const parts = splitAtBreaks(block.inlines).map((part) =>
    prepare(enclosed(setter), inlineSpans(setter, part, { style, role: "note", article: article.id })),
  );
  // Whole 字 on both sides, so that its lines are on the grid of characters too.
  const { inset: white, paddingRows, frame } = setter.template.note;
  const inset = Math.round(white / grid.em) * grid.em;
  const least = frame === undefined ? 0 : Math.ceil(keptFrom(frame.thickness, grid.em) / grid.em) * grid.em;
  return runningText(setter, grid, parts, {
    align: style.align,
    looseness: setter.template.story.looseness,
    ...(block.continued === true ? {} : { indentAt: () => scale(grid.em, INDENT) }),
    inset: { start: inset, end: inset, yields: { line: LEAST_LINE * grid.em, least } },
    padding: paddingRows,
    keepFirst: paddingRows + KEPT,
    keepLast: paddingRows + KEPT,
    under: (rows) => furniture(context, rows),
  });
}

/** The ground, and the frame or the rules, of the rows in one leg; what goes on in another leg is open there. */
function furniture(
  { setter, grid }: BodyContext,
  { x, measure, row, rows, first, last }: RowStretch,
): readonly SceneItem[] {
  const { frame, rule, ground: colour } = setter.template.note;
  // The rule or the frame's edge stands in the middle of the outermost row.
  const half = Math.round(grid.leading / 2);
  const top = rowY(grid, row) + (first ? half : 0);
  const foot = rowY(grid, row + rows) - (last ? half : 0);
  const rect = { x, y: top, width: measure, height: foot - top };
  const items: SceneItem[] = colour === undefined ? [] : [ground(rect, colour, "note")];
  if (frame !== undefined) {
    items.push(...(first && last ? [closed(rect, frame)] : openFrame(rect, frame, first, last)));
  } else if (rule !== undefined) {
    if (first) items.push(horizontalRule(x, top, measure, rule, "note"));
    if (last) items.push(horizontalRule(x, foot, measure, rule, "note"));
  }
  return items;
}

function closed(rect: Rect, frame: RuleStyle): SceneItem {
  return { kind: "frame", role: "note", rect, ...frame };
}

/** A frame without the sides at which its text goes on in another leg: text stands up to the edge there. */
function openFrame(
  { x, y, width, height }: Rect,
  { thickness, colour, key }: RuleStyle,
  first: boolean,
  last: boolean,
): readonly SceneItem[] {
  const side = (rect: Rect): SceneItem => ({ kind: "fill", role: "note", rect, colour, key });
  const foot = y + height - thickness;
  return [
    side({ x, y, width: thickness, height }),
    side({ x: x + width - thickness, y, width: thickness, height }),
    ...(first ? [side({ x, y, width, height: thickness })] : []),
    ...(last ? [side({ x, y: foot, width, height: thickness })] : []),
  ];
}
