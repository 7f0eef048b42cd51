/** A story's parts, prepared once: heads, photos and boxes by the columns they may stand over, and its text. */
import type { Article } from "../edition/model.js";
import type { Len } from "../base/length.js";
import { stepUnder } from "../base/type-size.js";
import { type PageGrid, rowsFor, spanWidth } from "../layout/grid.js";
import type { Bookmark, StoryFit } from "../scene/list.js";
import type { MakeupWeights } from "../template/makeup.js";
import type { StoryParts } from "./arrange.js";
import { asHeaded, bylineInColumn } from "./byline.js";
import { besideSetter, isOfOneShape } from "./head-beside.js";
import { composeHead, type HeadBlock, headCache } from "./head.js";
import { CLEARLY_LARGER, MOST_MORE_ROWS } from "./head-rooms.js";
import { freeSteps } from "./head-steps.js";
import { hasOwnSize, headSizes, headStepCount, unmetAt } from "./head-sizes.js";
import { hasVerticalHead } from "./leftover.js";
import { oneLine } from "./one-line.js";
import type { PanelPlan } from "./panel.js";
import type { ImageSize } from "./image-size.js";
import { type PhotoBlock, preparePhoto, wishedColumns } from "./photo.js";
import { MOST_PHOTOS } from "./photo-places.js";
import { prepareText, type StoryText, type TextRows } from "./story-text.js";
import { planTablePanel, tallestTable, type WideTable } from "./table-panel.js";
import type { Typesetter } from "./typeset.js";
import { planVerticalHead } from "./vertical-head.js";
import type { PanelRoom } from "./vertical-place.js";

/** Keys of what is kept by columns and by number: search asks for it thousands of times. */
const MOST_VARIANTS = 1_000;
/** A headline takes a further line for its size's sake where the ends of its lines cost less, in the currency of phrases.ts. */
const READS_WELL = 8;
/** Rows of text that a page of a jumping story should hold at least, and what is left for the next. */
const LEAST_PART_ROWS = 12;

export interface StoryMaterial {
  readonly article: Article;
  readonly images: ReadonlyMap<string, ImageSize>;
  /** The page on which the text goes on, if it does not end here. */
  readonly runsOn: number | undefined;
  /** Prepared once for all columns. */
  readonly text: StoryText;
  /** Its boxes, planned for the columns that it is set in. */
  readonly boxes: (setter: Typesetter, grid: PageGrid, mostHead: MostBoxHead) => readonly PanelPlan[];
  /** Wide tables that stand beside the text, by block of the body; not in `text` then. */
  readonly apart?: ReadonlyMap<number, WideTable>;
  /** How many of the page's columns one of the story's is: heads are sized, and white is weighed, by these. */
  readonly breadth: number;
}

/** The largest headline that a box may have in a story: a step smaller than the story's. */
export type MostBoxHead = (story: PanelRoom) => Len;

export interface Prepared {
  readonly article: Article;
  /** The story as its head knows it. */
  readonly headed: Article;
  readonly parts: StoryParts;
  readonly text: StoryText;
  readonly panels: readonly PanelPlan[];
  /** The head in so many rows, the gap under it counted. */
  readonly headIn: (
    place: { readonly columns: number; readonly rows: number },
    step: number,
    most?: Len,
  ) => HeadBlock | undefined;
  /** The same head in the face for heads beside others of about their size; undefined where it comes out in another size there. */
  readonly besideIn: Prepared["headIn"];
  readonly photoAt: (index: number, columns: number) => PhotoBlock | undefined;
  readonly runsOn: number | undefined;
}

/** `apart`: blocks of the body that stand beside the text. */
export function storyText(
  setter: Typesetter,
  grid: PageGrid,
  article: Article,
  apart: ReadonlySet<number> = new Set(),
): StoryText {
  return prepareText(setter, grid, article, {
    apart,
    byline: bylineInColumn(setter, article),
  });
}

export function prepareStory(
  setter: Typesetter,
  grid: PageGrid,
  { article, images, runsOn, text, boxes, apart, breadth }: StoryMaterial,
): Prepared {
  const pageColumns = (columns: number): number => Math.round(columns * breadth);
  const headed = asHeaded(setter, article);
  const vertical = hasVerticalHead(article);
  const upright = vertical ? planVerticalHead(setter, grid, article, breadth) : undefined;
  const panels = [
    ...(upright === undefined ? [] : [upright]),
    ...[...(apart ?? [])].flatMap(([index, { least }]) => {
      const block = article.body[index];
      return block === undefined ? [] : [planTablePanel(setter, grid, article, block, least)];
    }),
    ...boxes(setter, grid, (room) => mostBoxHead(room)),
  ];
  const cache = headCache();
  const heads = new Map<number, HeadBlock | undefined>();
  const headAt = (columns: number, step: number): HeadBlock | undefined => {
    const key = columns * MOST_VARIANTS + step;
    if (!heads.has(key)) heads.set(key, vertical ? undefined : freshHead(columns, step));
    return heads.get(key);
  };
  const freshHead = (columns: number, step: number): HeadBlock | undefined => {
    const larger = step === 0 ? undefined : headAt(columns, step - 1);
    const [largest = 0] = headSizes(setter, headed, pageColumns(columns), step);
    // A head that came out this small already stands where it may be no larger, too.
    if (larger !== undefined && larger.size <= largest) return larger;
    return composeHead(setter, headed, { width: spanWidth(grid, columns), columns: pageColumns(columns), step, cache });
  };
  const tallerHeads = new Map<number, HeadBlock | undefined>();
  const tallerHeadAt = (columns: number, step: number): HeadBlock | undefined => {
    const key = columns * MOST_VARIANTS + step;
    if (!tallerHeads.has(key)) tallerHeads.set(key, freshTaller(columns, step));
    return tallerHeads.get(key);
  };
  const isOneText = headed.headline.length === 1 && headed.head?.lines === undefined && !hasOwnSize(headed);
  const freshTaller = (columns: number, step: number): HeadBlock | undefined => {
    const own = headAt(columns, step);
    if (own === undefined || own.forced || !isOneText) return undefined;
    const room = { width: spanWidth(grid, columns), columns: pageColumns(columns), step, cache };
    const taller = composeHead(setter, headed, { ...room, lines: own.lines + 1 });
    return taller !== undefined && isBetterTaller(grid, own, taller) ? taller : undefined;
  };
  const rowsMore = (columns: number, step: number, most: Len): number | undefined => {
    const [own, taller] = [headAt(columns, step), tallerHeadAt(columns, step)];
    if (own === undefined || taller === undefined || taller.size > most) return undefined;
    return rowsFor(grid, taller.height) - rowsFor(grid, own.height);
  };
  const mostBoxHead: MostBoxHead = ({ columns, mostHead = Number.POSITIVE_INFINITY }) => {
    // The story's head may come out in any of the steps that are tried.
    const last = Math.max(...freeSteps(headed));
    const sizes = vertical ? headSizes(setter, headed, pageColumns(columns)) : [headAt(columns, last)?.size ?? 0];
    const least = Math.min(...sizes, mostHead);
    return least > 0 ? stepUnder(least) : Number.POSITIVE_INFINITY;
  };
  const photos = new Map<number, PhotoBlock>();
  const photoAt = (index: number, columns: number): PhotoBlock | undefined => {
    const photo = article.photos[index];
    if (photo === undefined || index >= MOST_PHOTOS) return undefined;
    const key = columns * MOST_VARIANTS + index;
    const known = photos.get(key);
    if (known !== undefined) return known;
    const fresh = preparePhoto(setter, grid, article.id, photo, images, columns);
    photos.set(key, fresh);
    return fresh;
  };
  const tallest = tallestTable(text, grid);
  const parts: StoryParts = {
    article,
    weights: weightsIn(setter.template.makeup, breadth),
    photos: Math.min(MOST_PHOTOS, article.photos.length),
    headRowsAt(columns, step) {
      const head = headAt(columns, step);
      return head === undefined ? 0 : rowsFor(grid, head.height) + setter.template.story.headGapRows;
    },
    headSizeAt: (columns, step = 0) => headAt(columns, step)?.size ?? 0,
    ...(hasOwnSize(article)
      ? {}
      : { leastHeadAt: (columns: number) => Math.min(...headSizes(setter, headed, pageColumns(columns))) }),
    headWhiteAt(columns, step) {
      const head = headAt(columns, step);
      return head === undefined ? 0 : rowsFor(grid, head.height) * columns * head.white;
    },
    tallerAt(columns, step, most = Number.POSITIVE_INFINITY) {
      const rows = rowsMore(columns, step, most);
      const taller = tallerHeadAt(columns, step);
      if (rows === undefined || taller === undefined) return undefined;
      return { rows, white: rowsFor(grid, taller.height) * columns * taller.white, size: taller.size };
    },
    headUnmetAt(columns) {
      const head = article.head === undefined ? undefined : headAt(columns, 0);
      return head === undefined ? 0 : unmetAt(setter, headed, pageColumns(columns), head);
    },
    headForcedAt: (columns) => headAt(columns, 0)?.forced ?? false,
    stepUnder(columns, most) {
      const count = headStepCount(setter, headed, pageColumns(columns));
      for (let step = 0; step < count; step += 1) if ((headAt(columns, step)?.size ?? 0) <= most) return step;
      return undefined;
    },
    fittingStep(columns, rows) {
      const last = headStepCount(setter, headed, pageColumns(columns)) - 1;
      for (let step = 0; step < last; step += 1) {
        if ((headAt(columns, step)?.height ?? 0) <= rows * grid.leading) return step;
      }
      return last;
    },
    textRows: runsOn === undefined ? text.rowsAt(grid.columnWidth) : partRows(text.rowsAt(grid.columnWidth)),
    ...(tallest === undefined ? {} : { tableRows: tallest }),
    photoAt,
    photoColumns: article.photos.map((photo) => wishedColumns(setter, grid, photo, images)),
    bodyCosts: new Map(),
    picturePages: new Map(),
    panels: panels.map(
      (panel) => (columns: number, free?: number, room?: PanelRoom) => panel.rowsAt(columns, free, room),
    ),
    ...(upright === undefined ? {} : { verticalHead: upright.fitIn }),
    panelColumns: panels.map((panel) => panel.leastColumns()),
    panelWhite: (spans) => spans.reduce((sum, columns, index) => sum + (panels[index]?.whiteAt?.(columns) ?? 0), 0),
    panelsAtFoot: panels.map((panel) => panel.isTable === true),
    panelWishes: panels.map((panel) => panel.wishedColumns ?? 1),
    narrowedPanels: panels.filter((panel) => panel.isNarrowed === true).map((panel) => panel.wishedColumns ?? 1),
  };
  const headIn: Prepared["headIn"] = ({ columns, rows }, step, most = Number.POSITIVE_INFINITY) => {
    const more = rowsMore(columns, step, most);
    const isTall = more !== undefined && rows >= parts.headRowsAt(columns, step) + more;
    return isTall ? tallerHeadAt(columns, step) : headAt(columns, step);
  };
  const besideIn: Prepared["headIn"] = (place, step, most) => {
    const plain = headIn(place, step, most);
    const other = besideSetter(setter);
    if (plain === undefined || other === undefined) return undefined;
    const { columns } = place;
    const isTall = plain.lines > (headAt(columns, step)?.lines ?? 0);
    const lines = isTall ? { lines: plain.lines } : {};
    // A head that came out small stands at a later step as well.
    for (let own = step; own >= 0; own -= 1) {
      const room = { width: spanWidth(grid, columns), columns: pageColumns(columns), step: own, ...lines };
      const made = composeHead(other, headed, room);
      if (made?.size === plain.size) return isOfOneShape(made, plain) ? made : undefined;
    }
    return undefined;
  };
  return { article, headed, parts, text, panels, headIn, besideIn, photoAt, runsOn };
}

/** Whether a headline in a further line is clearly larger, in few rows more, and reads well. */
function isBetterTaller(grid: PageGrid, own: HeadBlock, taller: HeadBlock): boolean {
  const more = rowsFor(grid, taller.height) - rowsFor(grid, own.height);
  return (
    !taller.forced &&
    taller.lines === own.lines + 1 &&
    taller.size >= CLEARLY_LARGER * own.size &&
    taller.partingCost < READS_WELL &&
    more > 0 &&
    more <= MOST_MORE_ROWS
  );
}

/** A row of white is as dear as the page's columns that it lies in. */
function weightsIn(weights: MakeupWeights, breadth: number): MakeupWeights {
  if (breadth === 1) return weights;
  return { ...weights, white: weights.white * breadth, besideHead: weights.besideHead * breadth };
}

/** A story that runs on fills any place, down to what is worth standing on a page. */
function partRows(rows: TextRows): TextRows {
  return { ...rows, least: Math.min(rows.least, LEAST_PART_ROWS) };
}

export function unset(article: Article, oversetText: string): Omit<StoryFit, "page"> {
  return { article: article.id, linesSet: 0, linesAvailable: 0, oversetText, shortLines: 0 };
}

export function bookmarkOf(article: Article, y: number): Bookmark | undefined {
  const title = oneLine(article.headline) ?? article.kicker ?? article.continuesFrom?.text;
  return { title: title?.text ?? article.id, y };
}
