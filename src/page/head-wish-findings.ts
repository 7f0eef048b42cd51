/**
 * What the editor asked of headlines (`head` of a story) and the page does not show, read from the finished page: which, what
 * stood against it, and what would free it.
 */
import { type Len, roundedPt } from "../base/length.js";
import type { Rect } from "../base/geometry.js";
import type { Article, HeadSide, HeadWish } from "../edition/model.js";
import type { PageGrid } from "../layout/grid.js";
import { headSizes } from "../scene/head-sizes.js";
import type { Area, Finding, GlyphRun, SceneItem } from "../scene/list.js";
import { hasOwnSize, isIn, leastOfLadder, wishedRange } from "./head-sizes.js";
import { counted } from "./levers.js";
import type { Typesetter } from "./typeset.js";

interface FinishedPage {
  readonly items: readonly SceneItem[];
  readonly areas: readonly Area[];
}

/** A headline as it came out. */
interface SetHead {
  readonly size: Len;
  readonly lines: number;
  /** Columns of the page that it stands over; undefined where nobody knows. */
  readonly columns: number | undefined;
  /** Those by which its size is chosen: of a vertical head, its story's. */
  readonly ranked: number | undefined;
  readonly isVertical: boolean;
  /** Where in its story a vertical head stands. */
  readonly side: HeadSide;
}

/** `articles`: the stories of the page, whose boxes are asked about too. */
export function headWishFindings(
  setter: Typesetter,
  grid: PageGrid,
  articles: readonly Article[],
  page: FinishedPage,
): readonly Omit<Finding, "page">[] {
  return articles.flatMap((article): readonly Omit<Finding, "page">[] => {
    const boxes = article.related.map((box) => ({ ...box, box: true }));
    const inside = headWishFindings(setter, grid, boxes, page);
    const wish = article.head;
    if (wish === undefined) return inside;
    const head = setHeadOf(grid, article, page);
    const unmet = head === undefined ? [] : unmetWishes(setter, article, wish, head);
    const own = unmet.map(({ key, message, hint }) => ({
      severity: "warning" as const,
      code: "head-not-met",
      article: article.id,
      message,
      hint,
      pointer: `${wish.pointer}/${key}`,
    }));
    return [...own, ...inside];
  });
}

/** A lead whose editor's own `size` makes the headlines of other stories smaller than the template's ladder would. */
export function smallLeadFinding(
  setter: Typesetter,
  grid: PageGrid,
  lead: Article | undefined,
  articles: readonly Article[],
  page: FinishedPage,
): readonly Omit<Finding, "page">[] {
  const wish = lead?.head;
  if (lead === undefined || wish?.size === undefined) return [];
  const held = articles.filter((article) => {
    if (article.id === lead.id || hasOwnSize(article) || article.continuesFrom !== undefined) return false;
    const head = setHeadOf(grid, article, page);
    return head !== undefined && head.size < leastOfLadder(setter, article, head.ranked ?? 1);
  });
  if (held.length === 0) return [];
  return [
    {
      severity: "warning",
      code: "small-lead-head",
      article: lead.id,
      message: `its headline of ${points(wish.size)} keeps those of ${held.map(({ id }) => id).join(", ")} under the template's least sizes: none is larger than the lead's`,
      hint: "give the lead's `head` a larger `size`, or take it out",
      pointer: `${wish.pointer}/size`,
    },
  ];
}

function setHeadOf(grid: PageGrid, { id }: Article, { items, areas }: FinishedPage): SetHead | undefined {
  const runs = items.filter(
    (item): item is GlyphRun => item.kind === "glyphs" && item.role === "headline" && item.source.article === id,
  );
  const [first] = runs;
  if (first === undefined) return undefined;
  const isVertical = runs.some(({ direction, turned }) => direction === "vertical" || turned === true);
  const own = areas.filter(({ article }) => article === id);
  // The head of a box of text alone has no place of its own: it stands over all of the box.
  const area = own.find(({ kind }) => kind === "head") ?? own.find(({ kind }) => kind === "box");
  const story = own.find(({ kind }) => kind === "story");
  const sized = isVertical ? (story ?? area) : area;
  return {
    size: headSizes(runs).get(id) ?? 0,
    lines: isVertical ? columnsOfType(runs) : new Set(runs.map(({ y }) => y)).size,
    columns: area === undefined ? undefined : columnsOver(grid, area.rect.width),
    ranked: sized === undefined ? undefined : columnsOver(grid, sized.rect.width),
    isVertical,
    side: sideIn(area?.rect, story?.rect),
  };
}

function sideIn(head: Rect | undefined, story: Rect | undefined): HeadSide {
  if (head === undefined || story === undefined) return "left";
  const [before, after] = [head.x - story.x, story.x + story.width - head.x - head.width];
  return before <= 0 ? "left" : after <= 0 ? "right" : "middle";
}

/** Lines of a vertical head: its runs by the middle of their type. */
function columnsOfType(runs: readonly GlyphRun[]): number {
  const middles = runs.map(({ x }) => x).toSorted((a, b) => a - b);
  const apart = (runs[0]?.size ?? 0) / 2;
  return middles.filter((x, index) => index === 0 || x - (middles[index - 1] ?? 0) > apart).length;
}

/** The page's columns that are about so wide together: inside a frame, and in columns of its own, a head is a little narrower. */
function columnsOver(grid: PageGrid, width: Len): number {
  const columns = Math.round((width + grid.gutter) / (grid.columnWidth + grid.gutter));
  return Math.min(grid.columns, Math.max(1, columns));
}

interface Unmet {
  readonly key: keyof HeadWish;
  readonly message: string;
  readonly hint: string;
}

function unmetWishes(setter: Typesetter, article: Article, wish: HeadWish, head: SetHead): readonly Unmet[] {
  return [
    ...unmetSize(setter, article, wish, head),
    ...unmetLines(article, wish, head),
    ...unmetColumns(article, wish, head),
    ...unmetSide(wish, head),
  ];
}

function unmetSide({ side: asked }: HeadWish, { isVertical, side }: SetHead): readonly Unmet[] {
  if (asked === undefined || (isVertical && asked === side)) return [];
  if (!isVertical)
    return [
      {
        key: "side",
        message: "its head is horizontal, and stands over its text",
        hint: "set `headlineDirection` to `vertical`, which boxes and parts on other pages have not, or take `side` out of `head`",
      },
    ];
  const stands = side === "middle" ? "within its story" : `at the ${side} of its story`;
  return [
    {
      key: "side",
      message: `its head stands ${stands}, not at the ${asked}`,
      hint: "place its `head` there in `layout` or take that out, give the story more columns, or take `side` out of `head`",
    },
  ];
}

function unmetSize(
  setter: Typesetter,
  article: Article,
  { size: asked, lines }: HeadWish,
  { size, ranked: columns = 1 }: SetHead,
): readonly Unmet[] {
  // In boxes a story ranks a step lower.
  const range = wishedRange(setter, { ...article, priority: article.priority + (article.box ? 1 : 0) }, columns);
  if (range === undefined || isIn(range, size)) return [];
  const key = asked === undefined ? "step" : "size";
  const wanted = asked === undefined ? `${points(range.least)} to ${points(range.largest)}` : points(asked);
  const message = `its headline is set in ${points(size)}, not ${wanted}: it finds no room in such a size over ${counted(columns, "column")}`;
  if (asked === undefined && size < range.least && setter.mostHead !== undefined)
    return [
      {
        key,
        message: `its headline is set in ${points(size)}, not ${wanted}: no headline is larger than the lead's`,
        hint: "give the story a smaller `priority`, its head a `size`, or the lead more `columns`",
      },
    ];
  const fewer = lines === undefined ? "" : ", ask for other `lines`";
  return [
    { key, message, hint: `ask for a smaller \`${key}\`, give its head more \`columns\`${fewer}, or shorten it` },
  ];
}

function points(size: Len): string {
  return `${roundedPt(size, 1)}pt`;
}

function unmetLines({ headline }: Article, { lines: asked }: HeadWish, { lines }: SetHead): readonly Unmet[] {
  if (asked === undefined || asked === lines) return [];
  const message = `its headline has ${counted(lines, "line")}, not ${asked}`;
  if (headline.length > 1)
    return [
      { key: "lines", message: `${message}: it is parted in \`headline\``, hint: "take the line ends out of it" },
    ];
  const isLonger = lines > asked;
  return [
    {
      key: "lines",
      message: `${message}: ${isLonger ? "no size holds it in fewer" : "no size holds it, parted between words, in more"}`,
      hint: isLonger
        ? "shorten it, give its head more `columns`, or ask for a smaller `size`"
        : "ask for fewer `lines`, or part it with \\n",
    },
  ];
}

function unmetColumns(
  { box }: Article,
  { columns: asked }: HeadWish,
  { columns, isVertical }: SetHead,
): readonly Unmet[] {
  if (asked === undefined || asked === columns) return [];
  if (box)
    return [
      { key: "columns", message: "the head of a box stands over all of it", hint: "take `columns` out of `head`" },
    ];
  const message = `its head stands over ${counted(columns ?? 1, "column")}, not ${asked}`;
  if (isVertical)
    return [
      {
        key: "columns",
        message: `${message}: a vertical head takes as many as its lines need`,
        hint: "ask for other `lines`, or take `columns` out of `head`",
      },
    ];
  return [
    {
      key: "columns",
      message: `${message}: no cheaper make-up of the page was found with them`,
      hint: "ask for fewer `columns`, or for fewer things of other stories; `layout` places a story by hand",
    },
  ];
}
