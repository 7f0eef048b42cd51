/**
 * Several pictures in one place (组照): in rows, each row as wide as the place and all pictures of a row equally high, so that
 * none is cropped where the place has the proportions of the whole; those of very unlike proportions are cropped towards one another
 * first, for one would be a sliver beside the other. Of all ways to part the pictures into rows, in their
 * order, that is taken whose pictures are most alike in size and whose whole is nearest to a usual picture's shape.
 */
import type { Rect } from "../base/geometry.js";
import type { Len } from "../base/length.js";

interface Size {
  readonly width: number;
  readonly height: number;
}

/** Rows of pictures, each given by its index. */
export type Mosaic = readonly (readonly number[])[];

/** Height to width of a group over several columns, and of one picture of a group in a single column: 3 : 2 pictures, a little taller together. */
const WIDE = 0.7;
const SINGLE = 0.62;
/** A picture less wide than this, in columns, shows little. */
const LEAST_COLUMNS = 0.75;

/** Proportions of a group, the widest to the tallest: a picture beside or over another is at most so many times as large. */
const MOST_UNLIKE = 2.5;
/** What cropping for that leaves of a picture at least; the place may crop it further, and 0.4 is a sliver (audit/pictures.ts). */
const LEAST_LEFT = 0.65;

/** The sizes of pictures as a group shows them, none cropped more than it must be. */
export function levelled(sizes: readonly Size[]): readonly Size[] {
  const all = sizes.map(proportion);
  const [tallest, widest] = [Math.min(...all), Math.max(...all)];
  if (widest <= MOST_UNLIKE * tallest) return sizes;
  // What the tallest loses of its height the widest loses of its width.
  const from = Math.sqrt((tallest * widest) / MOST_UNLIKE);
  return sizes.map((size) => {
    const own = proportion(size);
    const shown = Math.min(
      Math.max(own, Math.min(from, own / LEAST_LEFT)),
      Math.max(from * MOST_UNLIKE, own * LEAST_LEFT),
    );
    return shown > own ? { ...size, height: size.width / shown } : { ...size, width: size.height * shown };
  });
}

/** So many times as large as another a picture looks like the only one that counts; dearer than any shape of the whole. */
const MOST_LARGER = 3;
const UNLIKE = 10;

/** How pictures of these sizes stand over so many columns. */
export function mosaicOf(sizes: readonly Size[], columns: number): Mosaic {
  const wanted = columns < 2 ? SINGLE * sizes.length : WIDE;
  let best: Mosaic = [sizes.map((_, index) => index)];
  let least = Infinity;
  for (let cuts = 0; cuts < 2 ** (sizes.length - 1); cuts += 1) {
    const rows = partedAt(sizes.length, cuts);
    const cost = costOf(sizes, rows, columns, wanted);
    if (cost >= least) continue;
    [best, least] = [rows, cost];
  }
  return best;
}

/** Bit i of `cuts` begins a row with picture i + 1. */
function partedAt(count: number, cuts: number): Mosaic {
  const rows: number[][] = [[0]];
  for (let index = 1; index < count; index += 1) {
    if (((cuts >> (index - 1)) & 1) === 1) rows.push([index]);
    else rows.at(-1)?.push(index);
  }
  return rows;
}

function costOf(sizes: readonly Size[], rows: Mosaic, columns: number, wanted: number): number {
  const heights = rows.map((row) => 1 / breadthOf(sizes, row));
  const areas: number[] = [];
  let narrow = 0;
  rows.forEach((row, at) => {
    const height = heights[at] ?? 1;
    for (const index of row) {
      const width = proportion(sizes[index]) * height;
      areas.push(Math.log(width * height));
      narrow += Math.max(0, LEAST_COLUMNS - width * columns);
    }
  });
  const mean = areas.reduce((sum, area) => sum + area, 0) / areas.length;
  const spread = Math.sqrt(areas.reduce((sum, area) => sum + (area - mean) ** 2, 0) / areas.length);
  const height = heights.reduce((sum, row) => sum + row, 0);
  const unlike = Math.max(0, Math.max(...areas) - Math.min(...areas) - Math.log(MOST_LARGER));
  return spread + Math.abs(Math.log(height / wanted)) + 2 * narrow + UNLIKE * unlike;
}

/** Width to height. */
function proportion(size: Size | undefined): number {
  return size === undefined ? 1 : size.width / size.height;
}

/** Width of a row whose height is 1. */
function breadthOf(sizes: readonly Size[], row: readonly number[]): number {
  return row.reduce((sum, index) => sum + proportion(sizes[index]), 0);
}

/** Height of the whole at a width, with no picture cropped. `gap`: white between pictures. */
export function mosaicHeight(sizes: readonly Size[], rows: Mosaic, width: Len, gap: Len): Len {
  const pictures = rows.reduce((sum, row) => sum + rowHeight(sizes, row, width, gap), 0);
  return Math.round(pictures + (rows.length - 1) * gap);
}

function rowHeight(sizes: readonly Size[], row: readonly number[], width: Len, gap: Len): number {
  return Math.max(0, width - (row.length - 1) * gap) / breadthOf(sizes, row);
}

/** The places of the pictures in a rectangle, in their order: what it is higher or lower than the whole, all rows share. */
export function mosaicCells(sizes: readonly Size[], rows: Mosaic, rect: Rect, gap: Len): readonly Rect[] {
  const heights = rows.map((row) => rowHeight(sizes, row, rect.width, gap));
  const share = Math.max(0, rect.height - (rows.length - 1) * gap) / heights.reduce((sum, height) => sum + height, 0);
  const cells: Rect[] = [];
  let top = 0;
  rows.forEach((row, at) => {
    const foot = top + (heights[at] ?? 0) * share;
    const scale = Math.max(0, rect.width - (row.length - 1) * gap) / breadthOf(sizes, row);
    let left = 0;
    for (const index of row) {
      const right = left + proportion(sizes[index]) * scale;
      cells.push(between(rect, left, top, right, foot));
      left = right + gap;
    }
    top = foot + gap;
  });
  return cells;
}

/** Edges are rounded, not sizes, so that cells of a row end on one line and the last at the rectangle's edge. */
function between({ x, y }: Rect, left: number, top: number, right: number, foot: number): Rect {
  const [x0, y0] = [Math.round(left), Math.round(top)];
  return { x: x + x0, y: y + y0, width: Math.round(right) - x0, height: Math.round(foot) - y0 };
}
