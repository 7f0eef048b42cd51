/**
 * A vertical head (竖题) beside its text: one column wide, lines from right to left: label, kicker, headline, deck, byline.
 * In its story it is an obstacle like a box; text runs beside it and, where it ends higher, under it.
 */
import type { Len } from "../base/length.js";
import type { Article, Inline } from "../edition/model.js";
import { cellsRect, type PageGrid, rowsFor } from "../layout/grid.js";
import type { Role } from "../scene/list.js";
import type { StyleName } from "../template/resolved.js";
import { phraseLines } from "../text/headline.js";
import { headSizes, leastPart, usageOf } from "./head.js";
import { headText } from "./leftover.js";
import type { PanelPlan } from "./panel.js";
import { headSetter, spanOf, styleOf, type Typesetter } from "./typeset.js";
import { verticalLine, type VerticalLine } from "./vertical-line.js";

/** A vertical head counts as so many columns wide when its size is chosen. */
const AS_WIDE_AS = 2;
/** White between two lines, in em of the smaller. */
const LINE_GAP = 0.45;
/** A head as deep as this takes a smaller size, down to the ladder's least. */
const DEEPEST_ROWS = 36;
/** Lines that a headline given as one may part into. */
const MOST_LINES = 3;
/** Wider than one column it is no head: more rows than any page has. */
const NEVER = 10_000;

interface VerticalHead {
  readonly lines: readonly VerticalLine[];
  readonly width: Len;
  readonly height: Len;
}

export function planVerticalHead(setter: Typesetter, grid: PageGrid, article: Article): PanelPlan {
  let kept: VerticalHead | undefined;
  const head = (): VerticalHead => (kept ??= composeVertical(setter, grid, article));
  const rowsAt = (columns: number): number => (columns === 1 ? rowsFor(grid, head().height) : NEVER);
  return {
    article,
    rowsAt,
    leastColumns: () => 1,
    wholeText: () => headText(article),
    place(cells) {
      const rect = cellsRect(grid, cells);
      const { lines, width } = head();
      let right = rect.x + rect.width - Math.round((rect.width - width) / 2);
      const items = lines.flatMap((line, index) => {
        const next = lines[index + 1];
        const centre = right - Math.round(line.size / 2);
        right -= line.size + (next === undefined ? 0 : gapBetween(line, next));
        return line.items(centre, rect.y);
      });
      return { items, areas: [{ kind: "head", article: article.id, rect }] };
    },
  };
}

/**
 * The largest size in which the lines fit the column's width and are not too deep; a headline that is too deep in all of them
 * parts at its phrases. Where nothing helps, the smallest size.
 */
function composeVertical(setter: Typesetter, grid: PageGrid, article: Article): VerticalHead {
  const sizes = headSizes(setter, article, AS_WIDE_AS);
  let narrow: VerticalHead | undefined;
  let last: VerticalHead | undefined;
  for (let lines = 1; lines <= MOST_LINES; lines += 1) {
    const headline = parted(setter, article, lines);
    if (headline === undefined) continue;
    const made = sizes.map((size) => linesAt(setter, { ...article, headline }, size));
    const fits = made.find(({ width, height }) => width <= grid.columnWidth && height <= DEEPEST_ROWS * grid.leading);
    if (fits !== undefined) return fits;
    narrow ??= made.findLast(({ width }) => width <= grid.columnWidth);
    last ??= made.at(-1);
  }
  return narrow ?? last ?? { lines: [], width: 0, height: 0 };
}

/** The headline in so many lines; as it was given in one. Lines that the editor parted are not parted further. */
function parted(setter: Typesetter, article: Article, lines: number): readonly Inline[] | undefined {
  const [only] = article.headline;
  if (lines === 1) return article.headline;
  if (only === undefined || article.headline.length > 1) return undefined;
  const span = spanOf(setter, only, { style: styleOf(setter, "headline"), role: "headline", article: article.id });
  const { config } = headSetter(setter);
  return phraseLines(span, lines, { config, usage: () => usageOf(article) })?.map(
    ({ text, source, shifts }): Inline => ({
      text,
      pointer: only.pointer,
      offset: source.start,
      ...(shifts === undefined ? {} : { shifts }),
    }),
  );
}

function linesAt(setter: Typesetter, article: Article, size: Len): VerticalHead {
  const { kickerRatio, deckRatio } = setter.template.story;
  const least = leastPart(setter, size);
  const line = (inline: Inline | undefined, style: StyleName, role: Role, wanted: Len): readonly VerticalLine[] =>
    inline === undefined
      ? []
      : [verticalLine(setter, { inline, style: styleOf(setter, style), role, article: article.id }, wanted)];
  const lines = [
    ...line(article.label, "label", "label", Math.max(least, Math.round(size * kickerRatio))),
    ...line(article.kicker, "kicker", "kicker", Math.max(least, Math.round(size * kickerRatio))),
    ...article.headline.flatMap((inline) => line(inline, "headline", "headline", size)),
    ...line(article.deck, "deck", "deck", Math.max(least, Math.round(size * deckRatio))),
    ...line(article.byline, "byline", "byline", least),
  ];
  const width = lines.reduce((sum, { size: own }, index) => {
    const next = lines[index + 1];
    return sum + own + (next === undefined ? 0 : gapBetween({ size: own }, next));
  }, 0);
  return { lines, width, height: Math.max(0, ...lines.map(({ length }) => length)) };
}

function gapBetween(a: { readonly size: Len }, b: { readonly size: Len }): Len {
  return Math.round(Math.min(a.size, b.size) * LINE_GAP);
}
