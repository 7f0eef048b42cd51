/** Ink coverage, measured on the page as it was painted, pixel by pixel. */
import type { Box } from "../content/matrix.js";
import type { PageContext } from "../context.js";
import type { PreflightProfile } from "../profile.js";
import type { InkedPlate, Plates } from "../../separations/plates.js";

interface JudgedInk {
  /** Highest mean of all plates together over a square of `inkArea` mm², in per cent. */
  readonly maximum: number;
  /** Share of the page's area, in per cent, whose squares lie over the limit. */
  readonly overLimit: number;
}

export interface InkCoverage extends JudgedInk {
  /** Mean share of a solid over the page, in per cent, by plate. */
  readonly plates: Readonly<Record<string, number>>;
}

/** Every page is measured at this many pixels an inch: a pixel is a point. */
const INK_DPI = 72;
/** Wider pages than any press prints are measured more coarsely: one of 14 400 points would take 200 MB a plate. */
const MOST_PIXELS = 20_000_000;
const MM_IN_INCH = 25.4;

export function measuringDpi({ left, right, top, bottom }: Box): number {
  return INK_DPI * Math.min(1, Math.sqrt(MOST_PIXELS / Math.max(1, (right - left) * (top - bottom))));
}

/** Of the squares over which ink is judged, pixels of `dpi`. */
export function judgedSide({ inkArea }: PreflightProfile, dpi: number): number {
  return Math.max(1, Math.round((Math.sqrt(inkArea) * dpi) / MM_IN_INCH));
}

/** Tells where the plates, as they are painted, take more ink than the profile bears. */
export function judgeInk(plates: Plates, dpi: number, context: PageContext): JudgedInk {
  const { profile, report, boxes } = context;
  const side = judgedSide(profile, dpi);
  const { maximum, over, squares } = slide(plates, side, (profile.inkLimit + profile.inkTolerance) * 100);
  const limit = Math.round(profile.inkLimit * 100);
  const highest = Math.round(maximum);
  const check = "Total ink coverage";
  const hint = "convert the pictures with the press's profile, which limits the ink, and use lighter grounds";
  const area = `a square of ${profile.inkArea} mm²`;
  for (const box of merged(over, side, plates.width)) {
    const message = `${area} takes more than ${limit} % of ink (${highest} % at most on this page)`;
    report({ severity: "error", code: "total-ink", check, message, hint }, toPage(box, 72 / dpi, boxes.page));
  }
  if (over.size === 0 && highest > limit) {
    report({
      severity: "warning",
      code: "total-ink",
      check,
      message: `${area} takes ${highest} % of ink; the limit is ${limit} %`,
      hint,
    });
  }
  return {
    maximum: Math.round(maximum * 10) / 10,
    overLimit: Math.round((over.size / Math.max(1, squares)) * 1e4) / 100,
  };
}

/** Of a page that is painted whole. */
export function inkCoverage(plates: Plates, judged: JudgedInk): InkCoverage {
  const means = plates.mean(0, 0, plates.width, plates.height);
  return {
    plates: Object.fromEntries([...means].map(([name, share]) => [name, Math.round(share * 1e4) / 100])),
    ...judged,
  };
}

/** A window in pixels. */
interface Cell {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/**
 * The highest mean over every square of `side` pixels, wherever it lies; and the cells of a grid of such squares that hold
 * the corner of one over the limit.
 */
function slide(
  plates: Plates,
  side: number,
  limit: number,
): { maximum: number; over: ReadonlySet<number>; squares: number } {
  const { width, height, inked } = plates;
  const [w, h] = [Math.min(side, width), Math.min(side, height)];
  const columns = Math.ceil(width / side);
  const over = new Set<number>();
  // Of 255 levels a pixel and plate, in a whole square.
  const perCent = 2.55 * w * h;
  const most = limit * perCent;
  // Sums of the last `h` rows, by column; the square's sum slides along them.
  const sums = new Int32Array(width);
  let maximum = 0;
  let highest = 0;
  const printed = rowsPrinted(inked, height);
  for (let y = 0; y < height; y++) {
    // Nothing comes into the square or goes out of it, and it is under the limit.
    if (highest <= most && y !== h - 1 && printed[y] === 0 && (y < h || printed[y - h] === 0)) continue;
    let changed = false;
    for (const { pixels, rows } of inked) {
      const enters = rows[y] === 1;
      const leaves = y >= h && rows[y - h] === 1;
      if (enters) addRow(sums, pixels, y * width);
      if (leaves) takeRow(sums, pixels, (y - h) * width);
      changed ||= enters || leaves;
    }
    if (y < h - 1) continue;
    if (changed || y === h - 1) highest = highestSum(sums, w);
    maximum = Math.max(maximum, highest);
    if (highest <= most) continue;
    const row = Math.floor((y - h + 1) / side) * columns;
    for (const x of sumsOver(sums, w, most)) over.add(row + Math.floor(x / side));
  }
  return { maximum: maximum / perCent, over, squares: columns * Math.ceil(height / side) };
}

/** 1 for each row on which any plate has ink. */
function rowsPrinted(plates: readonly InkedPlate[], height: number): Uint8Array {
  const printed = new Uint8Array(height);
  for (const { rows } of plates) for (let y = 0; y < height; y++) if (rows[y] === 1) printed[y] = 1;
  return printed;
}

// Loops over a row are functions of their own: called often, they are compiled early.

function addRow(sums: Int32Array, plate: Uint8Array, from: number): void {
  for (let x = 0; x < sums.length; x++) sums[x] = (sums[x] ?? 0) + (plate[from + x] ?? 0);
}

function takeRow(sums: Int32Array, plate: Uint8Array, from: number): void {
  for (let x = 0; x < sums.length; x++) sums[x] = (sums[x] ?? 0) - (plate[from + x] ?? 0);
}

/** The highest sum of `w` neighbours. */
function highestSum(sums: Int32Array, w: number): number {
  let sum = 0;
  for (let x = 0; x < w - 1; x++) sum += sums[x] ?? 0;
  let highest = 0;
  for (let x = w - 1; x < sums.length; x++) {
    sum += sums[x] ?? 0;
    if (sum > highest) highest = sum;
    sum -= sums[x - w + 1] ?? 0;
  }
  return highest;
}

/** Where `w` neighbours that sum up to more than `most` begin. */
function sumsOver(sums: Int32Array, w: number, most: number): number[] {
  const over: number[] = [];
  let sum = 0;
  for (let x = 0; x < sums.length; x++) {
    sum += sums[x] ?? 0;
    if (x < w - 1) continue;
    if (sum > most) over.push(x - w + 1);
    sum -= sums[x - w + 1] ?? 0;
  }
  return over;
}

/** Neighbouring cells as one box. */
function merged(cells: ReadonlySet<number>, side: number, width: number): readonly Cell[] {
  const columns = Math.ceil(width / side);
  const left = new Set(cells);
  const boxes: Cell[] = [];
  for (const start of cells) {
    if (!left.delete(start)) continue;
    const waiting = [start];
    let [x0, y0, x1, y1] = [Infinity, Infinity, 0, 0];
    for (let cell = waiting.pop(); cell !== undefined; cell = waiting.pop()) {
      const [x, y] = [cell % columns, Math.floor(cell / columns)];
      [x0, y0, x1, y1] = [Math.min(x0, x), Math.min(y0, y), Math.max(x1, x), Math.max(y1, y)];
      const beside = [x > 0 ? cell - 1 : -1, x < columns - 1 ? cell + 1 : -1, cell - columns, cell + columns];
      for (const next of beside) if (left.delete(next)) waiting.push(next);
    }
    boxes.push({ x: x0 * side, y: y0 * side, width: (x1 - x0 + 1) * side, height: (y1 - y0 + 1) * side });
  }
  return boxes;
}

function toPage(cell: Cell, points: number, page: Box): Box {
  const left = page.left + cell.x * points;
  const top = page.top - cell.y * points;
  return {
    left,
    top,
    right: Math.min(page.right, left + cell.width * points),
    bottom: Math.max(page.bottom, top - cell.height * points),
  };
}
