/**
 * The ways in which a story's head, photos and boxes can stand in a region, with what each costs. Arithmetic only: heights
 * are known from the prepared parts, nothing is set. Photos take up what the text leaves, within the template's crop.
 */
import type { Len } from "../base/length.js";
import type { Cells } from "../layout/grid.js";
import type { MakeupWeights } from "../template/makeup.js";
import { type BesideStrip, freeRows, type LegCells, slotsOf } from "../layout/region.js";
import { footTablesTop, isFootTable } from "./foot-tables.js";
import { levelled, type SizedPhoto } from "./level-photos.js";
import { hasVerticalHead } from "./leftover.js";
import { type PhotoBlock, type PhotoCells, stripBeside } from "./photo.js";
import { allPanelSpans, panelSpansAt, type PanelWidths, tightPanels } from "./panel-columns.js";
import { CORNERS, footUnder, overlapsAny, photoPlaces } from "./photo-places.js";
import { isPicturePage, type PicturePage, picturesIn, widestPhotos } from "./picture-page.js";
import { type Pins, type PinnedStory, placePinned } from "./pinned.js";
import { narrowerPhotos, photoSpansOf, photoWaysOf } from "./photo-columns.js";
import { fitCost, legCost, OVERSET_SLOT, photoCost, uprightCost, type WeighedParts } from "./place-cost.js";
import { headCost, type HeadHeights, headRooms, mostExtra } from "./head-rooms.js";
import { type HeadLadder, type HeadWishes, stepsIn } from "./head-steps.js";
import { narrowHeads } from "./narrow-head.js";
import {
  columnsFor,
  headColumn,
  isHeadPanel,
  lastResort,
  type PanelRoom,
  restBeside,
  stripBesideHead,
} from "./vertical-place.js";

export interface StoryParts extends HeadLadder, HeadHeights, WeighedParts, PanelWidths {
  /** What counts against a place, as the template says. */
  readonly weights: MakeupWeights;
  readonly photos: number;
  /** Size of the headline over so many columns; 0 without one. */
  headSizeAt(columns: number, step?: number): number;
  /** The smallest size of its ladder over so many columns; absent: it has one size. */
  leastHeadAt?(columns: number): number;
  /** How much of what the editor asks of the headline does not come true over so many columns: sizes and lines. */
  headUnmetAt?(columns: number): number;
  /** What its text, photo and box cost under a head, kept by columns and depth: asked for again with every other head. */
  readonly bodyCosts?: Map<number, (number | undefined)[]>;
  /** Its pages of pictures, kept by columns. */
  readonly picturePages?: Map<number, PicturePage>;
  /** The columns that each photo should stand over, where it should; the editor's wishes where absent. */
  readonly photoColumns?: readonly (number | undefined)[];
  /** Rows of columns that stay white within its panels, over so many columns each. */
  panelWhite?(spans: readonly number[]): number;
  /** Rows of a story that is one box as a whole; the other parts say nothing then. */
  readonly boxRowsAt?: (columns: number) => number;
  /** What its tables lose by so many columns, in rows of a column; Infinity where others hold them and these do not. */
  readonly boxLossAt?: (columns: number) => number;
  /** Other columns that it may be set in over so many of the page's (破栏); undefined for none. */
  readonly brokenAt?: (columns: number) => BrokenColumns | undefined;
}

/** A story in columns of its own over some of the page's. */
export interface BrokenColumns {
  /** Its parts, counted in these columns. */
  readonly parts: StoryParts;
  readonly columns: number;
  /** What it costs to set it so. */
  readonly cost: number;
  /** The editor wants it so: the page's columns are out of the question. */
  readonly isAsked: boolean;
}

/** What the editor fixed within the story's region. */
export interface StoryWishes extends Pins, HeadWishes {
  /** Columns that the text is set in over the region: the editor's, or 0 for the page's own unless the story asks. */
  readonly setIn?: number;
}

/** What a story's parts take in a place, as far as arithmetic tells. */
export interface StoryShape {
  readonly head: Cells | undefined;
  /** Size of the headline; 0 without one. */
  readonly headSize: Len;
  readonly legs: readonly Cells[];
  readonly photos: readonly Cells[];
  readonly boxes: readonly Cells[];
}

export interface Arrangement {
  readonly head: Cells | undefined;
  readonly headStep: number;
  readonly photos: readonly PhotoCells[];
  /** In the order of the story's boxes; undefined for one without a place. */
  readonly panels: readonly (Cells | undefined)[];
  /** What these are told of the story. */
  readonly room: PanelRoom;
  /** What text must keep clear of: all of the above, with a row of white under photos and boxes. */
  readonly obstacles: readonly Cells[];
  /** What is left for text, and rows of columns that are too low for any. */
  readonly legs: readonly LegCells[];
  readonly lost: number;
  /** Pictures stand over fewer columns than their editor asks for. */
  readonly isNarrowed?: true;
  readonly cost: number;
}

/** More white rows of columns than this are out of the question. */
export const TOO_WHITE = 10;
/** A photo or a box without a place: out of the question for the search. */
const LEFT_OUT = 1e6;
/** Rows that a head can save by smaller sizes. */
export const SMALLER_HEAD_ROWS = 4;
/** An arrangement this cheap needs no other size of headline. */
const GOOD_ENOUGH = 20;

/**
 * The fewest and most rows of columns that a story can usefully take at a width: outside of them nothing need be tried.
 */
export function slotBounds(parts: StoryParts, columns: number): { readonly least: number; readonly most: number } {
  if (parts.boxRowsAt !== undefined) {
    const slots = parts.boxRowsAt(columns) * columns;
    return { least: slots, most: slots };
  }
  const broken = parts.brokenAt?.(columns);
  if (broken === undefined) return ownBounds(parts, columns);
  const inner = slotBounds(broken.parts, broken.columns);
  const [least, most] = [inner.least, inner.most].map((slots) => (slots * columns) / broken.columns) as [
    number,
    number,
  ];
  if (broken.isAsked) return { least, most };
  const own = ownBounds(parts, columns);
  return { least: Math.min(least, own.least), most: Math.max(most, own.most) };
}

function ownBounds(parts: StoryParts, columns: number): { readonly least: number; readonly most: number } {
  const head = parts.headRowsAt(columns, 0);
  let { least, most } = parts.textRows;
  least += Math.max(0, head - SMALLER_HEAD_ROWS) * columns;
  most += (head + mostExtra(parts, columns)) * columns;
  const widest = isPicturePage(parts, columns)
    ? [widestPhotos(parts, columns)]
    : photoSpansOf(parts, columns).slice(-1);
  for (const spans of widest) {
    spans.forEach((span, index) => {
      const photo = parts.photoAt(index, span);
      most += photo === undefined ? 0 : (photo.most + photo.captionRows + 1) * span;
    });
  }
  for (const [index, panel] of parts.panels.entries()) {
    const spans = panelSpansAt(parts, index, columns);
    if (isHeadPanel(parts.article, index)) {
      // It is as deep as its text, or not: its rows are known with the place alone.
      most *= Math.max(...spans.map((span) => columns / Math.max(1, columns - span)));
      most += Math.max(...spans) * (panel(1) + 1);
      continue;
    }
    const slots = spans.map((span) => (panel(span, undefined, { columns }) + 1) * span);
    least += Math.min(...slots) - columns;
    most += Math.max(...slots);
  }
  return { least, most };
}

/** What the head costs anyway, and a little more. */
export function goodEnough(parts: StoryParts, columns: number): number {
  return GOOD_ENOUGH + parts.weights.besideHead * parts.headWhiteAt(columns, 0);
}

/**
 * Arrangements in `cells`, the cheapest first. Where not all photos of the story fit in any way, the last ones are left out:
 * no search chooses such a place, but the editor may have. `thorough` goes on where a good one is known,
 * for setting needs spares.
 */
export function arrangements(
  parts: StoryParts,
  cells: Cells,
  wishes: StoryWishes = {},
  thorough = false,
): readonly Arrangement[] {
  const narrow = narrowHeads(parts, cells, wishes);
  if (narrow.length > 0) {
    const all = narrow.flatMap(({ head, cost }) =>
      arrangements(parts, cells, { ...wishes, head }, thorough).map((made) => ({ ...made, cost: made.cost + cost })),
    );
    return all.toSorted((a, b) => a.cost - b.cost);
  }
  const found: Arrangement[] = [];
  const enough = goodEnough(parts, cells.columns);
  let least = Number.POSITIVE_INFINITY;
  const steps = stepsIn(parts, cells, wishes);
  const panelWays = allPanelSpans(parts, cells.columns);
  const tight = tightPanels(parts, cells.columns);
  const allWays = photoWaysOf(parts, cells.columns);
  const photoWays = wishes.photos === undefined ? allWays : allWays.slice(0, 1);
  const hasPictures = !isPinned(wishes) && (wishes.without ?? []).length === 0 && isPicturePage(parts, cells.columns);
  for (const headStep of steps) {
    if (!thorough && least <= enough) break;
    const headColumns = wishes.head?.columns ?? cells.columns;
    const headRows = parts.headRowsAt(headColumns, headStep);
    const isSame = headStep !== steps[0] && headRows === parts.headRowsAt(headColumns, headStep - 1);
    if (isSame && wishes.head === undefined) continue;
    const rooms =
      wishes.head === undefined
        ? headRooms(parts, headColumns, headStep, wishes.mostHead)
        : [{ extra: 0, cost: headCost(parts, headColumns, headStep, 0) }];
    for (const { extra, cost } of rooms) {
      const own = cost + tight;
      if (!thorough && own >= least) break;
      for (const panelSpans of panelWays) {
        const panelCost = own + parts.weights.white * (parts.panelWhite?.(panelSpans) ?? 0);
        const rows = headRows + (headRows === 0 ? 0 : extra);
        const dearest = thorough ? Number.POSITIVE_INFINITY : least - panelCost;
        const pictures = hasPictures ? arrangePictures(parts, cells, { headStep, headRows: rows }, dearest) : undefined;
        if (pictures !== undefined) {
          found.push({ ...pictures, cost: pictures.cost + panelCost });
          least = Math.min(least, pictures.cost + panelCost);
        }
        let cheapest = pictures?.cost ?? Number.POSITIVE_INFINITY;
        for (const { all, cost: dearer } of photoWays) {
          if (dearer > 0 && cheapest <= OVERSET_SLOT + dearer) break;
          for (const photoSpans of all) {
            const shape = { headStep, headRows: rows, panelSpans, photoSpans };
            const made = isPinned(wishes)
              ? arrangePinned(parts, cells, wishes, { ...shape, extra })
              : arrangeOnce(parts, cells, wishes, shape);
            if (made === undefined) continue;
            cheapest = Math.min(cheapest, made.cost + dearer);
            const isNarrowed = dearer > 0 ? { isNarrowed: true as const } : {};
            found.push({ ...made, ...isNarrowed, cost: made.cost + dearer + panelCost });
            least = Math.min(least, made.cost + dearer + panelCost);
          }
        }
      }
    }
  }
  const isStarved = parts.photos > CORNERS && !found.some(({ legs }) => holdsText(parts, legs));
  if ((found.length === 0 || isStarved) && parts.photos > 0 && wishes.photos === undefined) {
    const narrower = thorough ? narrowerPhotos(parts, cells.columns) : undefined;
    if (narrower !== undefined) {
      const all = arrangements({ ...parts, photoColumns: narrower }, cells, wishes, thorough);
      if (all.some(({ photos }) => photos.length === parts.photos)) return all;
    }
    const fewer = arrangements({ ...parts, photos: parts.photos - 1 }, cells, wishes, thorough);
    return fewer.map((made) => ({ ...made, cost: made.cost + LEFT_OUT }));
  }
  // No search chooses such a place.
  if (thorough && found.length === 0 && wishes.head === undefined && hasVerticalHead(parts.article)) {
    const head = lastResort(parts, cells, wishes, roomIn(cells, wishes));
    const cut = head === undefined ? [] : arrangements(parts, cells, { ...wishes, head }, thorough);
    return cut.map((made) => ({ ...made, cost: made.cost + LEFT_OUT }));
  }
  return found.toSorted((a, b) => a.cost - b.cost);
}

/** Whether the legs hold the text at its shortest: many pictures may leave it no room. */
function holdsText({ textRows }: StoryParts, legs: readonly LegCells[]): boolean {
  return slotsOf(legs) >= textRows.least;
}

function roomIn({ columns }: Cells, { mostHead, head, legs }: StoryWishes): PanelRoom {
  return { columns, mostHead, isFixed: head !== undefined, ...(legs === undefined ? {} : { hasOwnLegs: true }) };
}

/** The strip of lines beside a vertical head in its place; `clear` is what it keeps others out of. */
function stripOfHead(parts: StoryParts, place: Cells, clear: Cells, room: PanelRoom): BesideStrip | undefined {
  const beside = parts.verticalHead?.(place.columns, place.rows, room)?.beside;
  return beside === undefined ? undefined : stripBesideHead(parts.article, clear, beside);
}

function isPinned({ head, photos, legs }: StoryWishes): boolean {
  return head !== undefined || photos !== undefined || legs !== undefined;
}

export interface Shape {
  readonly headStep: number;
  readonly headRows: number;
  readonly panelSpans: readonly number[];
  readonly photoSpans: readonly number[];
}

/** A story of which the editor fixed something within its region. */
function arrangePinned(
  parts: StoryParts,
  cells: Cells,
  wishes: StoryWishes,
  shape: Shape & { readonly extra: number },
): Arrangement | undefined {
  const places = placePinned(pinnedStory(parts, cells, wishes, shape));
  if (places === undefined) return undefined;
  const { legs, lost, photos, panels } = places;
  const room = roomIn(cells, wishes);
  const cost =
    parts.weights.white * lost +
    LEFT_OUT * panels.filter((panel) => panel === undefined).length +
    fitCost(parts, slotsOf(legs)) +
    photoCost(parts, photos) +
    legCost(legs, parts, false) +
    uprightCost(parts, panels, room, cells.row + cells.rows);
  return { ...places, headStep: shape.headStep, room, cost };
}

function pinnedStory(
  parts: StoryParts,
  cells: Cells,
  pins: StoryWishes,
  { headStep, headRows, extra, panelSpans, photoSpans }: Shape & { readonly extra: number },
): PinnedStory {
  const { article } = parts;
  const own = pins.legs ?? [cells];
  const notOwn = cells.columns * cells.rows - own.reduce((sum, part) => sum + part.columns * part.rows, 0);
  const cut = [...(pins.without ?? []), ...(pins.head === undefined ? [] : [pins.head])];
  const taken = cut.reduce((sum, part) => sum + part.columns * part.rows, notOwn);
  const shape = { headStep, headRows: pins.head === undefined ? headRows : 0, panelSpans, photoSpans };
  const sizes = pins.photos === undefined ? (sizePhotos(parts, cells, shape, taken) ?? []) : [];
  return {
    cells,
    pins,
    headRowsAt: (columns) => {
      const rows = parts.headRowsAt(columns, headStep);
      return rows === 0 ? 0 : rows + extra;
    },
    panels: panelSpans.map((columns, index) => ({
      columns,
      isAtFoot: isFootTable(parts, index),
      rowsIn: (free, over) => parts.panels[index]?.(over, free, roomIn(cells, pins)) ?? Number.POSITIVE_INFINITY,
    })),
    isVertical: hasVerticalHead(article),
    besideHead: (place, clear) => stripOfHead(parts, place, clear, roomIn(cells, pins)),
    headColumns: (columns) => columnsFor(article, cells, columns),
    photos: sizes.map((rows, index) => ({
      columns: photoSpans[index] ?? 1,
      rows,
      side: article.photos[index]?.side,
    })),
    sideOf: (index, { column }) => article.photos[index]?.side ?? (column === cells.column ? "left" : "right"),
    stripOf: (index, photo, clear) => {
      const block = parts.photoAt(index, photo.columns);
      return block?.beside === undefined ? undefined : stripBeside(block, clear, photo.side);
    },
  };
}

function arrangeOnce(parts: StoryParts, cells: Cells, wishes: StoryWishes, shape: Shape): Arrangement | undefined {
  const foot = cells.row + cells.rows;
  const leading = pictureLed(parts, cells, shape);
  const without = wishes.without ?? [];
  const taken = without.reduce((sum, cut) => sum + cut.columns * cut.rows, 0);
  const first = leading ? sizePhotos(parts, cells, shape, taken)?.[0] : undefined;
  let top = cells.row;
  const photos: PhotoCells[] = [];
  const beside: BesideStrip[] = [];
  const obstacles: Cells[] = [...(wishes.without ?? [])];
  if (leading && first !== undefined) {
    const over = { column: cells.column, columns: cells.columns, row: top, rows: first, side: "right" } as const;
    // A picture with text under it leaves it a row at least.
    const textRows = Math.min(1, parts.textRows.natural);
    if (top + first + shape.headRows + textRows > foot || overlapsAny(over, wishes.without)) return undefined;
    photos.push(over);
    obstacles.push({ column: cells.column, columns: cells.columns, row: top, rows: first + 1 });
    top += first + 1;
  }
  const head: Cells | undefined =
    shape.headRows === 0 ? undefined : { column: cells.column, columns: cells.columns, row: top, rows: shape.headRows };
  if (head !== undefined) {
    if (top + head.rows > foot) return undefined;
    obstacles.push(head);
    top += shape.headRows;
  }
  const panels: Cells[] = [];
  const atFoot = new Set<Cells>();
  const room = roomIn(cells, wishes);
  let panelFoot = top;
  let rest = cells;
  const footTop = footTablesTop(parts, cells, { spans: shape.panelSpans, without, top, room });
  const bottom = footTop === undefined ? foot : footTop - 1;
  let footRow = footTop;
  for (const [index, span] of shape.panelSpans.entries()) {
    const isHead = isHeadPanel(parts.article, index);
    if (footRow !== undefined && isFootTable(parts, index)) {
      const rows = parts.panels[index]?.(span, foot - footRow, room) ?? 0;
      const panel = { column: cells.column + cells.columns - span, columns: span, row: footRow, rows };
      panels.push(panel);
      atFoot.add(panel);
      obstacles.push({ ...panel, row: footRow - 1, rows: rows + 1 });
      footRow += rows + 1;
      continue;
    }
    const column = isHead ? headColumn(parts.article, cells, span) : rest.column + rest.columns - span;
    const end = isHead ? footUnder({ column, columns: span, row: panelFoot, rows: 0 }, { cells, without }) : bottom;
    const rows = parts.panels[index]?.(span, end - panelFoot, room) ?? 0;
    const panel = { column, columns: span, row: panelFoot, rows };
    if (span > rest.columns || panel.row + rows > end || overlapsAny(panel, wishes.without)) return undefined;
    panels.push(panel);
    const gap = panel.row + rows < end ? 1 : 0;
    const clear = { ...panel, rows: rows + gap };
    obstacles.push(clear);
    const strip = isHead ? stripOfHead(parts, panel, clear, room) : undefined;
    if (strip !== undefined) beside.push(strip);
    if (isHead) rest = restBeside(cells, panel);
    else panelFoot += rows + gap;
  }
  const put = (photo: PhotoCells, clear: Cells): void => {
    photos.push(photo);
    obstacles.push(clear);
    const block = parts.photoAt(photos.length - 1, photo.columns);
    const strip = block?.beside === undefined ? undefined : stripBeside(block, clear, photo.side);
    if (strip !== undefined) beside.push(strip);
  };
  if (!leading && shape.photoSpans.length > 0) {
    const sizes = sizePhotos(parts, cells, shape, taken);
    if (sizes === undefined) return undefined;
    const boxes = panels.filter((panel, index) => !isHeadPanel(parts.article, index) && !atFoot.has(panel));
    const places = photoPlaces(parts.article.photos, shape.photoSpans, sizes, {
      cells: { ...rest, rows: bottom - rest.row },
      top,
      panels: boxes,
      without,
    });
    if (places === undefined) return undefined;
    for (const { place, clear } of places) {
      // Two rows of white may be one.
      if (overlapsAny(place, obstacles) || overlapsAny(clear, [...panels, ...photos])) return undefined;
      put(place, place.row > top ? { ...clear, row: clear.row - 1, rows: clear.rows + 1 } : clear);
    }
  }
  if (overlapsAny(head, wishes.without)) return undefined;
  const { legs, lost } = freeRows(cells, obstacles, beside);
  const cost =
    parts.weights.white * lost +
    fitCost(parts, slotsOf(legs)) +
    photoCost(parts, photos) +
    legCost(legs, parts, leading) +
    uprightCost(parts, panels, room, foot);
  return { head, headStep: shape.headStep, photos, panels, room, obstacles, legs, lost, cost };
}

/** Photos and text as the cells of one field under the head, without holes; undefined where that costs `dearest` or more. */
function arrangePictures(
  parts: StoryParts,
  cells: Cells,
  { headStep, headRows }: Pick<Shape, "headStep" | "headRows">,
  dearest: number,
): Arrangement | undefined {
  const under = { ...cells, row: cells.row + headRows, rows: cells.rows - headRows };
  const pictures = picturesIn(parts, under, dearest);
  if (pictures === undefined) return undefined;
  const head = headRows === 0 ? undefined : { ...cells, rows: headRows };
  const obstacles = [...(head === undefined ? [] : [head]), ...pictures.photos];
  return { ...pictures, head, headStep, panels: [], room: roomIn(cells, {}), obstacles };
}

/** A story whose picture says more than its text: the picture comes first, over the whole width. */
export function pictureLed(parts: StoryParts, cells: Cells, shape: Shape): boolean {
  if (parts.photos !== 1 || shape.photoSpans[0] !== cells.columns) return false;
  const photo = parts.photoAt(0, cells.columns);
  if (photo === undefined || photo.beside !== undefined) return false;
  return photo.natural * cells.columns > parts.textRows.natural;
}

/** Rows of each photo, caption included, so that together they take what the text, and what others `taken`, leave. */
export function sizePhotos(parts: StoryParts, cells: Cells, shape: Shape, taken = 0): readonly number[] | undefined {
  const blocks = shape.photoSpans.map((span, index) => parts.photoAt(index, span));
  const free = cells.rows - shape.headRows;
  const room = { columns: cells.columns };
  const panelSlots = shape.panelSpans.reduce(
    (sum, span, i) => sum + span * ((parts.panels[i]?.(span, free, room) ?? 0) + 1),
    0,
  );
  const widths = shape.photoSpans.map((span, index) => takenOf(blocks[index], span));
  let captions = 0;
  let wanted = 0;
  widths.forEach((width, index) => {
    captions += width * ((blocks[index]?.captionRows ?? 0) + 1);
    wanted += width * (blocks[index]?.natural ?? 0);
  });
  let left = cells.columns * (cells.rows - shape.headRows) - taken - panelSlots - captions - parts.textRows.natural;
  const sizes: SizedPhoto[] = [];
  for (const [index, width] of widths.entries()) {
    const block = blocks[index];
    if (block === undefined) return undefined;
    const share = wanted === 0 ? 0 : (left * width * block.natural) / wanted;
    const rows = Math.min(block.most, Math.max(block.least, Math.round(share / width)));
    sizes.push({ block, span: shape.photoSpans[index] ?? 1, rows: rows + block.captionRows });
    left -= rows * width;
    wanted -= block.natural * width;
  }
  return levelled(sizes, left);
}

/** Columns that a photo takes from the text: what stands beside it in one of them is none of them. */
function takenOf(block: PhotoBlock | undefined, span: number): number {
  return block?.beside === undefined ? span : span - block.beside / block.columnWidth;
}
