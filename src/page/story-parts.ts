/** A story's parts, prepared once: heads, photos and boxes by the columns they may stand over, and its text. */
import type { Article } from "../edition/model.js";
import { type PageGrid, rowsFor, spanWidth } from "../layout/grid.js";
import type { Bookmark, StoryFit } from "../scene/list.js";
import type { MakeupWeights } from "../template/makeup.js";
import type { StoryParts } from "./arrange.js";
import { asHeaded, bylineInColumn } from "./byline.js";
import { besideSetter, isOfOneShape } from "./head-beside.js";
import { composeHead, type HeadBlock, headCache } from "./head.js";
import { hasOwnSize, headSizes, headStepCount, unmetAt } from "./head-sizes.js";
import { hasVerticalHead } from "./leftover.js";
import { oneLine } from "./one-line.js";
import type { PanelPlan } from "./panel.js";
import type { ImageSize } from "./image-size.js";
import { type PhotoBlock, preparePhoto, wishedColumns } from "./photo.js";
import { prepareText, type StoryText, type TextRows } from "./story-text.js";
import { planTablePanel, tallestTable, type WideTable } from "./table-panel.js";
import type { Typesetter } from "./typeset.js";
import { planVerticalHead } from "./vertical-head.js";
import type { PanelRoom } from "./vertical-place.js";

/** Keys of what is kept by columns and by number: search asks for it thousands of times. */
const MOST_VARIANTS = 1_000;
/** Photos that one story has places for. */
const MOST_PHOTOS = 12;
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
  readonly boxes: (setter: Typesetter, grid: PageGrid) => readonly PanelPlan[];
  /** Wide tables that stand beside the text, by block of the body; not in `text` then. */
  readonly apart?: ReadonlyMap<number, WideTable>;
  /** How many of the page's columns one of the story's is: heads are sized, and white is weighed, by these. */
  readonly breadth: number;
}

export interface Prepared {
  readonly article: Article;
  /** The story as its head knows it. */
  readonly headed: Article;
  readonly parts: StoryParts;
  readonly text: StoryText;
  readonly panels: readonly PanelPlan[];
  readonly headAt: (columns: number, step: number) => HeadBlock | undefined;
  /** The same head in the face for heads beside others of about their size; undefined where it comes out in another size there. */
  readonly besideAt: (columns: number, step: number) => HeadBlock | undefined;
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
    ...boxes(setter, grid),
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
  const besideAt = (columns: number, step: number): HeadBlock | undefined => {
    const plain = headAt(columns, step);
    const other = besideSetter(setter);
    if (plain === undefined || other === undefined) return undefined;
    // A head that came out small stands at a later step as well.
    for (let own = step; own >= 0; own -= 1) {
      const room = { width: spanWidth(grid, columns), columns: pageColumns(columns), step: own };
      const made = composeHead(other, headed, room);
      if (made?.size === plain.size) return isOfOneShape(made, plain) ? made : undefined;
    }
    return undefined;
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
  return { article, headed, parts, text, panels, headAt, besideAt, photoAt, runsOn };
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
