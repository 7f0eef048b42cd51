/** Lists: items like paragraphs, hung beside a mark or a number of their own. */
import type { Block } from "../edition/model.js";
import { breakParagraph } from "../text/break.js";
import { commitLine } from "../text/commit.js";
import { inlineSpans } from "./inline.js";
import { markerOf } from "./list-marker.js";
import { type BodyContext, splitAtBreaks } from "./paragraph.js";
import { runningText } from "./running-text.js";
import type { TextItem } from "./text-item.js";
import { drawLine, prepare, spanOf, styleOf, templateText } from "./typeset.js";

/** White between a marker and its text, at least, in em. */
const LEAST_GAP = 0.25;

export function list(context: BodyContext, block: Extract<Block, { kind: "list" }>): readonly TextItem[] {
  const { items, marker, passed = 0, continued = false } = block;
  const { setter, grid, article } = context;
  const body = styleOf(setter, "body");
  const style = { ...styleOf(setter, "listMarker"), size: body.size };
  const measureOf = (): number => Number.MAX_SAFE_INTEGER;
  const markers = items.map((_, index) => {
    const span = spanOf(setter, templateText(markerOf(marker, passed + index, setter.language)), {
      style,
      role: "list",
      article: article.id,
    });
    const prepared = prepare(setter, [span]);
    const [line] = breakParagraph(prepared, { indent: 0, measureOf, uniform: true, looseness: 0 })?.lines ?? [];
    return line === undefined ? undefined : commitLine(prepared, line, "start");
  });
  const widest = Math.max(0, ...markers.map((line) => line?.width ?? 0));
  const hang = Math.ceil((widest + LEAST_GAP * grid.em) / grid.em) * grid.em;
  return items.map((inlines, index) => {
    const parts = splitAtBreaks(inlines).map((part) =>
      prepare(setter, inlineSpans(setter, part, { style: body, role: "body", article: article.id })),
    );
    const own = continued && index === 0 ? undefined : markers[index];
    return runningText(setter, grid, parts, {
      align: body.align,
      looseness: setter.template.story.looseness,
      inset: { start: hang, end: 0 },
      beside: (x, baseline) => (own === undefined ? [] : drawLine(setter, own, x, baseline)),
    });
  });
}
