/**
 * Where in their story photos stand when the editor does not say: at its corners under the head, the first at the right. Further
 * ones stand under those of the head and over those of the foot, so that many make columns of pictures beside the text.
 */
import { sharesColumn } from "../layout/cells.js";
import type { Photo } from "../edition/model.js";
import type { Cells } from "../layout/grid.js";
import { cellsOverlap } from "../layout/region.js";
import type { PhotoCells, Side } from "./photo.js";

interface Corner {
  readonly side: Side;
  readonly at: "head" | "foot";
}

/** In the order in which photos take them, again and again. */
const IN_TURN: readonly Corner[] = [
  { side: "right", at: "head" },
  { side: "left", at: "foot" },
  { side: "right", at: "foot" },
  { side: "left", at: "head" },
];

/** How many photos stand in corners; further ones stand in columns with these. */
export const CORNERS = IN_TURN.length;

/** Photos that one story has places for. */
export const MOST_PHOTOS = 12;

export interface PhotoRoom {
  readonly cells: Cells;
  /** The first row under the head. */
  readonly top: number;
  /** Boxes, under the head at the right. */
  readonly panels: readonly Cells[];
  /** What other stories take of the region. */
  readonly without: readonly Cells[];
}

export interface PhotoPlace {
  readonly place: PhotoCells;
  /** The same with the row of white under it. */
  readonly clear: Cells;
}

interface Placed extends PhotoPlace {
  readonly at: Corner["at"];
}

/** A place for each photo; undefined when one of them has none. */
export function photoPlaces(
  photos: readonly Photo[],
  spans: readonly number[],
  sizes: readonly number[],
  room: PhotoRoom,
): readonly PhotoPlace[] | undefined {
  const free: Corner[] = [];
  const put: Placed[] = [];
  for (const [index, span] of spans.entries()) {
    if (free.length === 0) free.push(...IN_TURN);
    const corner = takeCorner(free, photos[index]?.side);
    if (corner === undefined || span > room.cells.columns) return undefined;
    const place = besidePlaced(placeAt(corner, span, sizes[index] ?? 0, room), corner, put);
    const under = footUnder(place, room);
    if (place.row < room.top || place.row + place.rows > under) return undefined;
    put.push({ place, clear: withGap(place, under), at: corner.at });
  }
  return put;
}

/** Under the photos at the head that stand in its columns, or over those at the foot. */
function besidePlaced(place: PhotoCells, { at }: Corner, put: readonly Placed[]): PhotoCells {
  const same = put.filter((other) => other.at === at && sharesColumn(other.place, place));
  if (same.length === 0) return place;
  const row =
    at === "head"
      ? Math.max(...same.map(({ clear }) => clear.row + clear.rows))
      : Math.min(...same.map((other) => other.place.row)) - 1 - place.rows;
  return { ...place, row };
}

/** The next corner; where the editor wishes a side, that side of it, or the first one that is free there. */
function takeCorner(free: Corner[], side: Side | undefined): Corner | undefined {
  const [next] = free;
  if (next === undefined || side === undefined) return free.shift();
  const there = free.filter((corner) => corner.side === side);
  const corner = there.find(({ at }) => at === next.at) ?? there[0] ?? next;
  free.splice(free.indexOf(corner), 1);
  return corner;
}

function placeAt({ side, at }: Corner, columns: number, rows: number, room: PhotoRoom): PhotoCells {
  const { cells, panels } = room;
  const boxes = panels.reduce((most, panel) => Math.max(most, panel.columns), 0);
  const beside = columns + boxes <= cells.columns;
  const top = beside ? room.top : underBoxes(room);
  const free = cells.columns - columns - (side === "right" && at === "head" && beside ? boxes : 0);
  const column = cells.column + (side === "left" ? 0 : free);
  const foot = at === "head" ? top + rows : footUnder({ column, columns, row: top, rows: 0 }, room);
  return { column, columns, row: foot - rows, rows, side };
}

/** Where a picture stands that is too wide to stand beside the boxes. */
function underBoxes({ cells, top, panels }: PhotoRoom): number {
  const foot = panels.reduce((most, panel) => Math.max(most, panel.row + panel.rows), top);
  return foot === top || foot === cells.row + cells.rows ? foot : foot + 1;
}

/** Where other stories begin, or the region ends, under the columns of `place`. */
export function footUnder(place: Cells, { cells, without }: Pick<PhotoRoom, "cells" | "without">): number {
  return without
    .filter((cut) => sharesColumn(cut, place) && cut.row >= place.row)
    .reduce((foot, cut) => Math.min(foot, cut.row), cells.row + cells.rows);
}

function withGap({ column, columns, row, rows }: Cells, foot: number): Cells {
  return { column, columns, row, rows: Math.min(foot, row + rows + 1) - row };
}

export function overlapsAny(cells: Cells | undefined, others: readonly Cells[] | undefined): boolean {
  return cells !== undefined && (others ?? []).some((other) => cellsOverlap(cells, other));
}
