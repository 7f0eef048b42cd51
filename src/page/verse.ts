/** Poems and other lines that the author divided: set as a block in the middle of the column, each on rows of its own. */
import { type Len, scale } from "../base/length.js";
import type { Inline } from "../edition/model.js";
import { inlineSpans } from "./inline.js";
import type { BodyContext } from "./paragraph.js";
import { runningText } from "./running-text.js";
import type { TextItem } from "./text-item.js";
import { prepare, styleOf } from "./typeset.js";

/** A verse too long for its column goes on so many em further in. */
const HANG = 2;
/** Verses that stay together at a leg's foot and at its head: a quatrain stands whole. */
const KEPT = 4;

export function verse(context: BodyContext, lines: readonly (readonly Inline[])[]): TextItem {
  const { setter, grid, article } = context;
  const own = styleOf(setter, "verse");
  const style = { ...own, size: Math.min(own.size, grid.em), leading: grid.leading };
  const parts = lines.map((line) =>
    prepare(setter, inlineSpans(setter, line, { style, role: "verse", article: article.id })),
  );
  const hang: Len = scale(grid.em, HANG);
  return runningText(setter, grid, parts, {
    align: style.align === "justify" ? "start" : style.align,
    looseness: 0,
    hang,
    centred: style.align === "start" || style.align === "justify",
    keepFirst: Math.min(KEPT, lines.length),
    keepLast: Math.min(KEPT, lines.length),
  });
}
