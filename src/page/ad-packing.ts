/**
 * Advertisements without a place on a page of columns and rows: each stands on the page's foot, on another advertisement, or on
 * what is taken there, so that no white is left under it. Their order decides what stands on what: all orders of a few are tried,
 * and the one is taken that leaves the fewest out, the least white under them, and a flat or falling outline for the stories.
 */
import type { AdPosition } from "../edition/ad-size.js";
import { sharedCells } from "../layout/cells.js";
import type { Cells } from "../layout/grid.js";

export interface WantedAd {
  readonly columns: number;
  readonly rows: number;
  readonly position: AdPosition;
}

export interface PackedPage {
  readonly columns: number;
  readonly rows: number;
  /** What advertisements keep clear of, with the white around it. */
  readonly taken: readonly Cells[];
  /** Whether the outer edge is the right one. */
  readonly isOuterRight: boolean;
}

/** All orders of so many are tried: 720. Of more, only the order by size. */
const MOST_ORDERED = 6;

/** A place for each, in their order; undefined for one that has none. */
export function packAds(page: PackedPage, ads: readonly WantedAd[]): readonly (Cells | undefined)[] {
  const bySize = ads.map((_, index) => index).toSorted((a, b) => sizeOf(ads[b]) - sizeOf(ads[a]));
  const orders = ads.length <= MOST_ORDERED ? ordersOf(bySize) : [bySize];
  let best: Packing | undefined;
  for (const order of orders) {
    const packing = packed(page, ads, order);
    if (best === undefined || isLess(packing.cost, best.cost)) best = packing;
  }
  return best?.places ?? [];
}

function sizeOf(ad: WantedAd | undefined): number {
  return ad === undefined ? 0 : ad.columns * ad.rows;
}

/** All orders of the items, the one given first. */
function ordersOf(items: readonly number[]): readonly (readonly number[])[] {
  if (items.length < 2) return [items];
  return items.flatMap((first, index) => {
    const others = items.filter((_, at) => at !== index);
    return ordersOf(others).map((rest) => [first, ...rest]);
  });
}

interface Packing {
  readonly places: readonly (Cells | undefined)[];
  /** By rank: the first in which two differ decides. */
  readonly cost: readonly number[];
}

function packed(page: PackedPage, ads: readonly WantedAd[], order: readonly number[]): Packing {
  const places: (Cells | undefined)[] = ads.map(() => undefined);
  const standing: Cells[] = [];
  let lost = 0;
  let white = 0;
  let far = 0;
  for (const index of order) {
    const ad = ads[index];
    if (ad === undefined) continue;
    const found = bestPlace(page, standing, ad);
    if (found === undefined) {
      lost += sizeOf(ad);
      continue;
    }
    places[index] = found.cells;
    standing.push(found.cells);
    white += found.white;
    far += found.far;
  }
  const { rising, steps } = outlineOf(page, standing);
  return { places, cost: [lost, white, rising, steps, far] };
}

interface Place {
  readonly cells: Cells;
  /** Free cells between it and what it stands on. */
  readonly white: number;
  /** How far from its corner, weighted by its size, so that the largest stands next to it. */
  readonly far: number;
}

function bestPlace(page: PackedPage, standing: readonly Cells[], ad: WantedAd): Place | undefined {
  let best: { readonly place: Place; readonly cost: readonly number[] } | undefined;
  for (let column = 0; column + ad.columns <= page.columns; column += 1) {
    const found = lowest(page, standing, ad, column);
    if (found === undefined) continue;
    const { cells, white } = found;
    const fromOutside = page.isOuterRight ? page.columns - column - ad.columns : column;
    const across = ad.position === "inside" ? page.columns - ad.columns - fromOutside : fromOutside;
    const down = ad.position === "head" ? cells.row : page.rows - cells.row - cells.rows;
    const isByEdge = ad.position === "outside" || ad.position === "inside";
    const cost = isByEdge ? [white, across, down] : [white, down, across];
    const far = (across * page.rows + down) * sizeOf(ad);
    if (best === undefined || isLess(cost, best.cost)) best = { place: { cells, white, far }, cost };
  }
  return best?.place;
}

/** The lowest free place in its columns, or the highest of one that is wanted at the head. */
function lowest(
  { rows, taken }: PackedPage,
  standing: readonly Cells[],
  ad: WantedAd,
  column: number,
): Pick<Place, "cells" | "white"> | undefined {
  const others = [...taken, ...standing];
  const isHigh = ad.position === "head";
  // It stands at an edge, or against something.
  const starts = isHigh
    ? [0, ...others.map(({ row, rows: count }) => row + count)]
    : [rows, ...others.map(({ row }) => row)].map((end) => end - ad.rows);
  const sorted = starts.toSorted((a, b) => (isHigh ? a - b : b - a));
  for (const row of sorted) {
    const cells = { column, columns: ad.columns, row, rows: ad.rows };
    if (row < 0 || row + ad.rows > rows || others.some((other) => sharedCells(cells, other) > 0)) continue;
    const beyond = isHigh
      ? { ...cells, row: 0, rows: row }
      : { ...cells, row: row + ad.rows, rows: rows - row - ad.rows };
    const filled = others.reduce((sum, other) => sum + sharedCells(beyond, other), 0);
    return { cells, white: Math.max(0, beyond.columns * beyond.rows - filled) };
  }
  return undefined;
}

/** The upper edge of what stands at the foot: rows by which it rises from the outer edge inwards, and how often it changes. */
function outlineOf(page: PackedPage, standing: readonly Cells[]): { readonly rising: number; readonly steps: number } {
  const atFoot = standing.filter(({ row, rows }) => row + rows > page.rows / 2);
  const heights = Array.from({ length: page.columns }, (_, at) => {
    const column = page.isOuterRight ? page.columns - 1 - at : at;
    const there = atFoot.filter((cells) => cells.column <= column && column < cells.column + cells.columns);
    return page.rows - Math.min(page.rows, ...there.map(({ row }) => row));
  });
  let rising = 0;
  let steps = 0;
  heights.forEach((height, at) => {
    const before = heights[at - 1];
    if (before === undefined || before === height) return;
    steps += 1;
    rising += Math.max(0, height - before);
  });
  return { rising, steps };
}

function isLess(a: readonly number[], b: readonly number[]): boolean {
  for (const [index, value] of a.entries()) {
    const other = b[index] ?? 0;
    if (value !== other) return value < other;
  }
  return false;
}
