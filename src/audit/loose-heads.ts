/** White between a head and what it heads: a reader no longer sees that they belong together. */
import type { Len } from "../base/length.js";
import { around, sharedArea, type Rect } from "../base/geometry.js";
import type { Area, ScenePage } from "../scene/list.js";
import type { PinnedParts } from "./head-white.js";
import type { Fault, PaintedPage, PaintedText } from "./painted.js";

/** Rows of white under the last line of a head: the one that templates leave, and so many more as rounding and copy-fit take. */
const MOST_ROWS = 3.5;
/** Large type has more air than small: so much more, in em of the headline. */
const AIR = 0.5;
const HEADS: ReadonlySet<string> = new Set(["label", "kicker", "headline", "deck"]);

export function looseHeads(
  painted: PaintedPage,
  page: ScenePage,
  pinned: ReadonlyMap<string, PinnedParts>,
): readonly Fault[] {
  const { leading, em, columns } = page.grid;
  return page.areas.flatMap((area): readonly Fault[] => {
    const ink = area.kind === "head" || area.kind === "box" ? inkOf(painted, area) : undefined;
    const next = ink === undefined ? undefined : nextUnder(painted, page, area, ink);
    if (ink === undefined || next === undefined) return [];
    const foot = ink.y + ink.height;
    const rows = (next - foot) / leading;
    const most = MOST_ROWS + (AIR * sizeOf(painted, area)) / leading;
    if (rows <= most) return [];
    const wide = Math.max(1, Math.round(area.rect.width / (columns[0]?.width ?? area.rect.width)));
    const characters = Math.round((Math.round(rows - most + 1) * wide * (columns[0]?.width ?? 0)) / em);
    const isPinned = pinned.get(area.article)?.headColumns !== undefined;
    return [
      {
        severity: "warning",
        code: "loose-head",
        message: `${Math.round(10 * rows) / 10} rows are white between its head and what stands under it`,
        hint: isPinned
          ? "give `head` fewer rows in `layout`, or the story's `head` a larger `size`"
          : `add about ${characters} characters to its text, or give its \`head\` a larger \`size\``,
        box: { ...area.rect, y: foot, height: next - foot },
        article: area.article,
        pointer: undefined,
      },
    ];
  });
}

/** The largest type of a headline. */
function sizeOf({ paints }: PaintedPage, { article }: Area): Len {
  const sizes = paints.flatMap((paint) =>
    paint.kind === "text" && paint.article === article && paint.role === "headline" ? [paint.size] : [],
  );
  return Math.max(0, ...sizes);
}

/** Around the lines of a horizontal head in its place; undefined for others. */
function inkOf({ paints }: PaintedPage, { article, rect }: Area): Rect | undefined {
  const lines = paints.filter(
    (paint): paint is PaintedText =>
      paint.kind === "text" && paint.article === article && HEADS.has(paint.role) && sharedArea(paint.hull, rect) > 0,
  );
  const isHorizontal = lines.some(({ role }) => role === "headline") && lines.every(({ down }) => down !== true);
  return isHorizontal ? around(lines.map(({ hull }) => hull)) : undefined;
}

/** Where the first thing under a head begins in its columns. */
function nextUnder({ paints }: PaintedPage, { fixed }: ScenePage, { rect }: Area, ink: Rect): number | undefined {
  const things = [
    ...paints.flatMap((paint) => (paint.kind === "text" ? [paint.hull] : paint.kind === "picture" ? [paint.rect] : [])),
    ...fixed,
  ];
  const tops = things
    .filter(({ x, y, width }) => y >= ink.y + ink.height && x < rect.x + rect.width && rect.x < x + width)
    .map(({ y }) => y);
  return tops.length === 0 ? undefined : Math.min(...tops);
}
