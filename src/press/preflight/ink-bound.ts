/**
 * The most ink that a page can take, reckoned from the boxes of its marks: on no plate is there more at a point than the
 * strongest ink whose box holds it. Where all plates together stay under the limit even so, nothing has to be painted to know
 * that it holds; of most newspaper pages that is all but the pictures.
 */
import type { ColourSpace } from "./content/colour-space.js";
import { ALL, PROCESS } from "./content/inks.js";
import type { Mark, Paint, PathMark } from "./content/marks.js";
import { type Box, intersect } from "./content/matrix.js";
import { rectangleOf } from "./content/path.js";

/** Side of a cell, points: two to three of them to the side of a square over which ink is averaged. */
const CELL = 4;
/** How far letters of text faces stand out of their em box: descenders, accents. In em. */
const OUT_OF_EM = 0.15;
/** Thin lines are painted as wide as a pixel. Points. */
const OUT_OF_PATH = 0.5;
const BLACK = "Black";
/** Amounts are whole steps of ink, a hundredth of a solid each, rounded up. */
const STEPS = 100;
/** Cells that marks are entered into, all together. A page that asks for more is painted, which has a bound of its own. */
const MOST_WORK = 200_000_000;

/** Columns and rows of cells, inclusive. */
interface Cells {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

export class InkBound {
  readonly #page: Box;
  readonly #columns: number;
  readonly #rows: number;
  /** The strongest ink in each cell, by plate, and on the whole page. */
  readonly #plates = new Map<string, { readonly cells: Uint8Array; most: number }>();
  /** 1 where the page has to be painted. */
  readonly #painted: Uint8Array;
  #anyPainted = false;
  #work = 0;

  constructor(page: Box) {
    this.#page = page;
    this.#columns = Math.max(1, Math.ceil((page.right - page.left) / CELL));
    this.#rows = Math.max(1, Math.ceil((page.top - page.bottom) / CELL));
    this.#painted = new Uint8Array(this.#columns * this.#rows);
  }

  add(mark: Mark): void {
    for (const { box, inks } of partsOf(mark)) {
      const cells = this.#cells(box);
      if (cells === undefined || this.#work > MOST_WORK) continue;
      for (const [plate, ink] of inks) if (ink > 0) this.#raise(plate, Math.ceil(ink * STEPS), cells);
    }
  }

  /** What lies under this box will be asked for. */
  wantPainted(box: Box): void {
    // Pixels that the box cuts are read whole.
    const cells = this.#cells(grown(box, 1));
    if (cells !== undefined) this.#paint(cells);
  }

  /**
   * Call it when all marks are there: has everything painted where a square of `side` points could take more than `limit`
   * (2.2 for 220 %) in the mean.
   */
  wantPaintedOver(limit: number, side: number): void {
    const [columns, rows] = [this.#columns, this.#rows];
    if (this.#work > MOST_WORK) {
      this.#paint({ left: 0, top: 0, right: columns - 1, bottom: rows - 1 });
      return;
    }
    let most = 0;
    for (const plate of this.#plates.values()) most += plate.most;
    if (most <= limit * STEPS) return;
    const sums = new Uint16Array(columns * rows);
    for (const { cells } of this.#plates.values()) addCells(sums, cells);
    const length = side / CELL;
    const reach = Math.ceil(length);
    const across = new Float32Array(columns * rows);
    const highest = Array.from({ length: rows }, (_, y) => slideAcross(sums, across, y * columns, columns, length));
    const over = limit * STEPS * length * length;
    for (const at of squaresOver(across, highest, columns, length, over)) {
      const [x, y] = [at % columns, Math.floor(at / columns)];
      this.#paint({
        left: Math.max(0, x - 1),
        top: Math.max(0, y - 1),
        right: Math.min(columns - 1, x + reach + 1),
        bottom: Math.min(rows - 1, y + reach + 1),
      });
    }
  }

  /**
   * The part of the page within which a mark has to be painted; undefined where it need not be. Pictures are painted whole:
   * whether they can be unpacked is found out by doing it.
   */
  wanted(mark: Mark): Box | undefined {
    if (mark.kind === "image" || isUnmeasured(mark)) return this.#page;
    if (!this.#anyPainted) return undefined;
    let [left, top, right, bottom] = [Infinity, Infinity, -1, -1];
    for (const { box } of partsOf(mark)) {
      const cells = this.#cells(box);
      if (cells === undefined) continue;
      for (let y = cells.top; y <= cells.bottom; y++) {
        for (let x = cells.left; x <= cells.right; x++) {
          if (this.#painted[y * this.#columns + x] === 0) continue;
          if (x < left) left = x;
          if (x > right) right = x;
          if (y < top) top = y;
          if (y > bottom) bottom = y;
        }
      }
    }
    if (right < 0) return undefined;
    const page = this.#page;
    return {
      left: page.left + left * CELL,
      right: page.left + (right + 1) * CELL,
      top: page.top - top * CELL,
      bottom: page.top - (bottom + 1) * CELL,
    };
  }

  #paint({ left, top, right, bottom }: Cells): void {
    this.#anyPainted = true;
    for (let y = top; y <= bottom; y++) this.#painted.fill(1, y * this.#columns + left, y * this.#columns + right + 1);
  }

  #raise(name: string, ink: number, { left, top, right, bottom }: Cells): void {
    let plate = this.#plates.get(name);
    if (plate === undefined) {
      plate = { cells: new Uint8Array(this.#columns * this.#rows), most: 0 };
      this.#plates.set(name, plate);
    }
    this.#work += (right - left + 1) * (bottom - top + 1);
    plate.most = Math.max(plate.most, ink);
    const { cells } = plate;
    for (let y = top; y <= bottom; y++) {
      const row = y * this.#columns;
      for (let at = row + left; at <= row + right; at++) if ((cells[at] ?? 0) < ink) cells[at] = ink;
    }
  }

  /** Undefined where the box lies off the page. */
  #cells({ left, top, right, bottom }: Box): Cells | undefined {
    const page = this.#page;
    if (!(right > page.left && left < page.right && top > page.bottom && bottom < page.top)) return undefined;
    const cell = (at: number, count: number): number => Math.min(count - 1, Math.max(0, Math.floor(at / CELL)));
    return {
      left: cell(left - page.left, this.#columns),
      right: cell(right - page.left, this.#columns),
      top: cell(page.top - top, this.#rows),
      bottom: cell(page.top - bottom, this.#rows),
    };
  }
}

// A stretch of a row need not begin with a whole cell, but those with the highest sums begin or end with one.

/** For each cell of a row the highest sum over a stretch of `length` cells that begins within it; returns the row's highest. */
function slideAcross(sums: Uint16Array, out: Float32Array, row: number, columns: number, length: number): number {
  const whole = Math.floor(length);
  const rest = length - whole;
  let sum = 0;
  let highest = 0;
  let before = 0;
  for (let x = 0; x < whole && x < columns; x++) sum += sums[row + x] ?? 0;
  for (let x = 0; x < columns; x++) {
    const leaves = sums[row + x] ?? 0;
    const enters = x + whole < columns ? (sums[row + x + whole] ?? 0) : 0;
    const here = sum + rest * (before > enters ? before : enters);
    out[row + x] = here;
    if (x > 0 && here > (out[row + x - 1] ?? 0)) out[row + x - 1] = here;
    if (here > highest) highest = here;
    sum += enters - leaves;
    before = leaves;
  }
  return highest;
}

/** Cells whose squares may sum up to more than `most`; `across` has the sums of rows, `highest` the highest of each row. */
function* squaresOver(
  across: Float32Array,
  highest: readonly number[],
  columns: number,
  length: number,
  most: number,
): Generator<number> {
  const whole = Math.floor(length);
  const rest = length - whole;
  for (let y = 0; y < highest.length; y++) {
    // Most rows are black alone.
    if (Math.max(...highest.slice(Math.max(0, y - 1), y + whole + 1)) * length <= most) continue;
    for (let at = y * columns; at < (y + 1) * columns; at++) {
      let sum = 0;
      for (let i = 0; i < whole; i++) sum += across[at + i * columns] ?? 0;
      sum += rest * Math.max(across[at - columns] ?? 0, across[at + whole * columns] ?? 0);
      if (sum > most) yield at;
    }
  }
}

function addCells(sums: Uint16Array, cells: Uint8Array): void {
  for (let i = 0; i < sums.length; i++) sums[i] = (sums[i] ?? 0) + (cells[i] ?? 0);
}

type InkAmounts = Iterable<readonly [plate: string, ink: number]>;

/** Where a mark lays which inks; of a picture those that its colour space can hold. */
function partsOf(mark: Mark): readonly { readonly box: Box; readonly inks: InkAmounts }[] {
  const { box } = mark;
  switch (mark.kind) {
    case "text":
      return [{ box: grown(box, mark.size * OUT_OF_EM), inks: (mark.fill ?? mark.stroke)?.inks ?? [] }];
    case "path":
      return pathParts(mark);
    case "image":
      return [{ box, inks: mark.stencil ? mark.paint.inks : platesOf(mark.space).map((plate) => [plate, 1] as const) }];
    case "shading":
      return [];
  }
}

function pathParts(mark: PathMark): { readonly box: Box; readonly inks: InkAmounts }[] {
  const { fill, stroke, box, clip } = mark;
  const parts: { box: Box; inks: InkAmounts }[] = [];
  if (fill !== undefined) for (const one of frameOf(mark) ?? [box]) parts.push({ box: one, inks: fill.inks });
  if (stroke !== undefined) parts.push({ box, inks: stroke.inks });
  return parts.map(({ box: one, inks }) => ({ box: intersect(grown(one, OUT_OF_PATH), clip), inks }));
}

/** The four sides of a frame: what stands in it is not under its ink. */
function frameOf({ polygons, evenOdd }: PathMark): readonly Box[] | undefined {
  if (!evenOdd || polygons.length !== 2) return undefined;
  const [outer, inner] = polygons.map(rectangleOf);
  if (outer === undefined || inner === undefined) return undefined;
  return [
    { ...outer, bottom: inner.top },
    { ...outer, top: inner.bottom },
    { ...outer, right: inner.left },
    { ...outer, left: inner.right },
  ];
}

function grown({ left, bottom, right, top }: Box, by: number): Box {
  return { left: left - by, bottom: bottom - by, right: right + by, top: top + by };
}

/** What inks a mark lays, wherever. */
export function inksOf(mark: Mark): InkAmounts {
  return partsOf(mark).flatMap(({ inks }) => [...inks]);
}

function platesOf(space: ColourSpace | undefined): readonly string[] {
  if (space === undefined) return PROCESS;
  const { family, base, colorants } = space;
  if (family === "Indexed" || family === "ICCBased") return platesOf(base);
  if (family === "DeviceGray" || family === "CalGray") return [BLACK];
  if (colorants.length === 0) return PROCESS;
  return colorants.includes(ALL) ? [...PROCESS, ...colorants] : colorants;
}

/** Patterns and shadings are not painted, and the painter says so. */
function isUnmeasured(mark: Mark): boolean {
  const has = (paint: Paint | undefined): boolean => paint !== undefined && paint.pattern !== "none";
  return mark.kind === "shading" || (mark.kind !== "image" && (has(mark.fill) || has(mark.stroke)));
}
