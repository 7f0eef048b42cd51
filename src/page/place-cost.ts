/**
 * What counts against a story in a place: room for its text against its rows, pictures against their wishes, columns of text
 * that are too short or too tall, and its vertical head. Arithmetic only; `makeup` of the template says how much.
 */
import type { Cells } from "../layout/grid.js";
import type { MakeupWeights } from "../template/makeup.js";
import type { PhotoBlock } from "./photo.js";
import type { TextRows } from "./story-text.js";
import { type PanelRoom, verticalCost, type VerticalFit } from "./vertical-place.js";

/** Of a story's parts, what is weighed once they have their places. */
export interface WeighedParts {
  /** What counts against a place, as the template says. */
  readonly weights: MakeupWeights;
  readonly textRows: TextRows;
  /** Rows of a column that hold its tallest table whole; absent where it has none, or one that no column need hold. */
  readonly tableRows?: number;
  photoAt(index: number, columns: number): PhotoBlock | undefined;
  /** How a vertical head, the first of its panels, comes out over so many columns in so many rows. */
  verticalHead?(columns: number, rows: number, room: PanelRoom): VerticalFit | undefined;
}

/** A row of text that finds no room. */
export const OVERSET_SLOT = 3_000;
/** A table that no column of its story holds: as bad as so many rows of a column left white. */
export const CUT_TABLE_ROWS = 60;
const WANTED_COLUMNS = [3, 2];
/** Under a story's own large picture, which its text explains, a few lines are enough. */
const SHORT_UNDER_PICTURE = 4;

/** What a vertical head costs where it stands, and text under it in a story that ends at `foot`. */
export function uprightCost(
  parts: WeighedParts,
  [head]: readonly (Cells | undefined)[],
  room: PanelRoom,
  foot: number,
): number {
  if (head === undefined || parts.verticalHead === undefined) return 0;
  const fit = parts.verticalHead(head.columns, head.rows, room);
  // Text under it goes on beside it, at the head of its story again; lines beside it in its own column go on under it.
  const isOverText = fit?.beside === undefined && room.columns > head.columns + 1 && head.row + head.rows < foot;
  return verticalCost(parts.weights, fit) + (isOverText ? parts.weights.leap : 0);
}

/** Room for the text against its rows: white, overset, or lines to be eased. */
export function fitCost(parts: WeighedParts, slots: number): number {
  const { natural, least, most } = parts.textRows;
  const { white, easedText } = parts.weights;
  if (slots < least) return OVERSET_SLOT * (least - slots) + easedText;
  if (slots > most) return white * (slots - most) + easedText;
  const room = slots < natural ? natural - least : most - natural;
  return room === 0 ? 0 : (easedText * Math.abs(slots - natural)) / room;
}

export function photoCost(parts: WeighedParts, photos: readonly Cells[]): number {
  return photos.reduce((cost, cells, index) => cost + pictureCost(parts, index, cells), 0);
}

/** The same of one photo, its caption among the rows. */
export function pictureCost(
  parts: WeighedParts,
  index: number,
  { columns, rows: all }: Pick<Cells, "columns" | "rows">,
): number {
  const { croppedPicture, smallPicture, narrowPicture } = parts.weights;
  const photo = parts.photoAt(index, columns);
  if (photo === undefined) return 0;
  const wanted = photo.photo.columns ?? WANTED_COLUMNS[index] ?? 1;
  const narrow = photo.photo.columns === undefined ? smallPicture : narrowPicture;
  const rows = all - photo.captionRows;
  const bound = rows > photo.natural ? photo.most - photo.natural : photo.natural - photo.least;
  const off = Math.abs(rows - photo.natural);
  const cropped = off === 0 ? 0 : croppedPicture * (off / Math.max(1, bound)) ** 2;
  return narrow * Math.max(0, wanted - columns) + cropped;
}

export function legCost(legs: readonly Cells[], parts: WeighedParts, pictureFirst: boolean): number {
  const { weights } = parts;
  const wanted = leastLeg(parts, pictureFirst);
  return legs.reduce(
    (cost, leg, index) => {
      const leaps = index > 0 && leg.column > (legs[index - 1]?.column ?? 0) + 1;
      return cost + legRowsCost(weights, leg.rows, wanted) + (leaps ? weights.leap : 0);
    },
    cutTableCost(parts, Math.max(0, ...legs.map(({ rows }) => rows))),
  );
}

/** What it costs that the tallest column of a story, of so many rows, is too short for its tallest table. */
export function cutTableCost({ weights, tableRows = 0 }: WeighedParts, tallest: number): number {
  return tallest < tableRows ? CUT_TABLE_ROWS * weights.white : 0;
}

/** Rows that a column of the story's text should have. */
export function leastLeg({ weights, textRows }: WeighedParts, pictureFirst = false): number {
  const [least] = weights.columnRows;
  return Math.min(pictureFirst ? Math.min(least, SHORT_UNDER_PICTURE) : least, textRows.natural);
}

export function legRowsCost(weights: MakeupWeights, rows: number, wanted: number): number {
  if (rows < wanted) return weights.shortColumn * (wanted - rows);
  return weights.tallColumn * Math.max(0, rows - weights.columnRows[1]);
}
