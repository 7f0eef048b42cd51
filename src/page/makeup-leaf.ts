/** What one story costs in each depth of a width, as the search of a page adds it up. */
import type { Cells } from "../layout/grid.js";
import type { Block } from "./blocks.js";
import { slotBounds, type StoryParts } from "./arrange.js";
import { OVERSET_SLOT } from "./place-cost.js";
import { headKind } from "./head-kinds.js";
import { widthCost } from "./hints.js";
import { leadWidthCost } from "./makeup-lead.js";
import type { MakeupSearch } from "./makeup-search.js";
import { blank, close, type Draft, keep, type Leaves, type State, stateKey } from "./makeup-state.js";
import type { MadeAround } from "./makeup-tree.js";
import { interlockedCost, leastCosts } from "./story-cost.js";

/** Rows by which the columns of a story end apart, so that the step is seen as meant. */
export const LEAST_STEP = 8;
/** Rows of text that the shorter columns have under the head: fewer would leave the head over another's text. */
export const LEAST_UNDER_HEAD = 8;

/** A page as it is searched: the most important story first; its blocks have the numbers after those of the stories. */
export interface SearchedPage {
  readonly stories: readonly StoryParts[];
  readonly area: Cells;
  readonly search: MakeupSearch;
  /** What is known of single stories and blocks, and of stories round blocks. */
  readonly leaves: Leaves;
}

/** What a story or a block costs alone in a width; reckoned once. */
export function leafIn(page: SearchedPage, number: number, width: number): State {
  const block = page.search.blocks[number - page.stories.length];
  return knownIn(page, 2 ** number, width, () =>
    block === undefined ? leafState(page, number, width) : blockState(page, block, number, width),
  );
}

/** The same of a story round a block; nothing where the second is no block. */
export function aroundIn(page: SearchedPage, pair: readonly [number, number], width: number): State {
  const [story, block] = pair;
  // The same two in the other order would stand for these.
  if (page.search.blocks[block - page.stories.length] === undefined) return close(blank(0));
  return knownIn(page, 2 ** story + 2 ** block, width, () => aroundState(page, pair, width));
}

/** A story round a block, in its place. */
export function madeAround(
  { stories, search }: SearchedPage,
  [index, block]: readonly [number, number],
  cells: Cells,
): MadeAround {
  const own = search.blocks[block - stories.length];
  if (own === undefined) throw new Error("a story stands round a block that the page does not have");
  return { kind: "around", index, block, cells, without: withoutBlock(own, search.gapRows) };
}

function knownIn({ leaves }: SearchedPage, set: number, width: number, make: () => State): State {
  const key = stateKey(set, width);
  const known = leaves.get(key);
  if (known !== undefined) return known;
  const made = make();
  leaves.set(key, made);
  return made;
}

function leafState({ stories, area, search }: SearchedPage, story: number, width: number): State {
  const parts = stories[story];
  const draft = blank(area.rows);
  if (parts === undefined) return close(draft);
  draft.ways.push({ kind: "leaf", story });
  const { fewest, most } = rowsOf(parts, width, 0, search);
  const costAt = leastCosts(parts, width);
  fill(draft, { parts, story, width, area, search }, [fewest, most], costAt);
  return close(draft);
}

/** A story in one width, as the search of a page looks at it. */
export interface SoughtStory {
  readonly parts: StoryParts;
  readonly story: number;
  readonly width: number;
  readonly area: Cells;
  readonly search: MakeupSearch;
}

/** The fewest and most rows in which a story of `width` columns can be worth setting that lacks so many rows of columns (`without`). */
function rowsOf(
  parts: StoryParts,
  width: number,
  without: number,
  search: MakeupSearch,
): { readonly fewest: number; readonly most: number } {
  const { least, most } = slotBounds(parts, width);
  const over = search.leavesText === true ? search.ceiling / OVERSET_SLOT : 0;
  const white = search.ceiling / search.weights.white / width;
  return {
    fewest: Math.max(1, Math.floor((least - over + without) / width)),
    most: Math.ceil((most + without) / width + white),
  };
}

/** What its rank says against a story in so many columns. */
export function rankCost({ parts, story, width, area, search: { weights } }: SoughtStory): number {
  const size = parts.headSizeAt(width);
  const largest = Math.max(1, parts.headSizeAt(area.columns));
  const { hierarchy, narrowLead } = weights;
  const presence = size === 0 ? 0 : (hierarchy[story] ?? 0) * (1 - size / largest);
  return presence + (story === 0 ? narrowLead * (area.columns - width) : 0);
}

/** What the editor's wishes and the lead's place say against so many columns. */
export function askedCost({ parts, story, width, search }: SoughtStory): number {
  return widthCost(parts, width) + (story === 0 ? leadWidthCost(search.lead, width, search.weights) : 0);
}

/** Puts what a story costs in each number of rows into a draft, as its first way. */
function fill(
  draft: Draft,
  { parts, story, width, area, search }: SoughtStory,
  [fewest, most]: readonly [number, number],
  costAt: (rows: number) => number,
): void {
  const [{ cost, way, left, right }] = draft.layers;
  const head = headKind(parts, width);
  const anyway = rankCost({ parts, story, width, area, search });
  // The editor's wish may be dearer than anything else, and can all the same be one that nothing meets.
  const asAsked = askedCost({ parts, story, width, area, search });
  for (let rows = fewest; rows <= Math.min(area.rows, most); rows += 1) {
    const total = anyway + costAt(rows);
    if (total < search.ceiling) {
      cost[rows] = total + asAsked;
      way[rows] = 0;
      left[rows] = head;
      right[rows] = head;
    }
  }
}

/** Whether a story can stand round a block: over it and beside it, at the foot of the page. */
function isAtFootCorner({ atHead, atFoot, atLeft, atRight }: Block): boolean {
  return atFoot && !atHead && atLeft !== atRight;
}

/** The block and the gap over it, as they lack a story that stands round the block. */
function withoutBlock({ cells }: Block, gapRows: number): Cells {
  return { ...cells, row: cells.row - gapRows, rows: cells.rows + gapRows };
}

/** A story round a block in a lower corner of the page: its head over all its columns, its text over and beside the block. */
function aroundState(
  { stories, area, search }: SearchedPage,
  [story, block]: readonly [number, number],
  width: number,
): State {
  const parts = stories[story];
  const around = search.blocks[block - stories.length];
  const draft = blank(area.rows);
  if (parts === undefined || around === undefined || !isAtFootCorner(around) || parts.boxRowsAt !== undefined)
    return close(draft);
  const cut = withoutBlock(around, search.gapRows);
  if (cut.columns >= width || cut.rows < LEAST_STEP) return close(draft);
  draft.ways.push({ kind: "around", story, block });
  const { fewest, most } = rowsOf(parts, width, cut.columns * cut.rows, search);
  const shortest = cut.rows + parts.headRowsAt(width, 0) + LEAST_UNDER_HEAD;
  const columnsA = around.atLeft ? cut.columns : width - cut.columns;
  const interlocks = search.weights.interlock;
  fill(draft, { parts, story, width, area, search }, [Math.max(fewest, shortest), most], (rows) => {
    const [overA, overB] = around.atLeft ? [rows - cut.rows, rows] : [rows, rows - cut.rows];
    const place = { ...area, columns: width, rows };
    return interlocks + interlockedCost(parts, place, { widthA: columnsA, overA, overB });
  });
  return close(draft);
}

/**
 * A block has one size, and costs nothing in it; in a wider place the columns beside it stay white. `number`: its own among the page's
 * stories and blocks.
 */
function blockState({ area, search }: SearchedPage, { cells }: Block, number: number, width: number): State {
  const draft = blank(area.rows);
  const cost = whiteBeside(cells, width, search);
  if (cells.columns <= width && cost < search.ceiling) {
    draft.ways.push({ kind: "leaf", story: number });
    keep(draft, cells.rows, { cost, way: 0, rowsA: 0, left: 0, right: 0 });
  }
  return close(draft);
}

/** What the white beside a block costs in a place of `width` columns. */
export function whiteBeside(block: Cells, width: number, { weights }: Pick<MakeupSearch, "weights">): number {
  return weights.white * (width - block.columns) * block.rows;
}

/** The fewest rows of columns in which a story can stand in an area; Infinity where it can't. */
export function leastSlots(parts: StoryParts, area: Cells, ceiling: number): number {
  let least = Number.POSITIVE_INFINITY;
  for (let width = 1; width <= area.columns; width += 1) {
    const fewest = Math.max(1, Math.floor(slotBounds(parts, width).least / width));
    const costAt = leastCosts(parts, width);
    for (let rows = fewest; rows <= area.rows && rows * width < least; rows += 1) {
      if (costAt(rows) < ceiling) least = rows * width;
    }
  }
  return least;
}
