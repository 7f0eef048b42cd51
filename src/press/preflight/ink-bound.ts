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

/** Cells, points: flat, because lines of type of different colours mostly stand one over the other. */
const CELL_WIDTH = 16;
const CELL_HEIGHT = 2;
/** How far letters of text faces stand out of their em box: descenders, accents. In em. */
const OUT_OF_EM = 0.15;
/** Thin lines are painted as wide as a pixel. Points. */
const OUT_OF_PATH = 0.5;
/** Upright rules as thin as this take their share of the squares they run through, and no more. Points. */
const THIN = 3;
const BLACK = "Black";
/** Sums of single-precision shares are this exact. */
const EXACT = 1e-5;
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
  readonly #side: number;
  readonly #columns: number;
  readonly #rows: number;
  /** The strongest ink in each cell, by plate, and on the whole page. */
  readonly #plates = new Map<string, { readonly cells: Float32Array; most: number }>();
  /** What upright rules take of a square in the mean, all inks together, by cell. */
  readonly #rules: Float32Array;
  /** Columns with another ink than black: without one, no sum is over 100 %. */
  readonly #coloured: Uint8Array;
  /** 1 where the page has to be painted. */
  readonly #painted: Uint8Array;
  #anyPainted = false;
  #work = 0;

  /** `side`: of the squares over which ink is averaged, points. */
  constructor(page: Box, side: number) {
    this.#page = page;
    this.#side = side;
    this.#columns = Math.max(1, Math.ceil((page.right - page.left) / CELL_WIDTH));
    this.#rows = Math.max(1, Math.ceil((page.top - page.bottom) / CELL_HEIGHT));
    this.#coloured = new Uint8Array(this.#columns);
    this.#painted = new Uint8Array(this.#columns * this.#rows);
    this.#rules = new Float32Array(this.#columns * this.#rows);
  }

  add(mark: Mark): void {
    for (const { box, inks } of partsOf(mark)) {
      const cells = this.#cells(box);
      if (cells === undefined || this.#work > MOST_WORK) continue;
      const width = box.right - box.left;
      const isRule = mark.kind === "path" && width <= THIN;
      for (const [plate, ink] of inks) {
        if (ink <= 0) continue;
        this.#work += (cells.right - cells.left + 1) * (cells.bottom - cells.top + 1);
        if (plate !== BLACK) this.#coloured.fill(1, cells.left, cells.right + 1);
        if (isRule) this.#addRule((ink * width) / this.#side, cells);
        else this.#raise(plate, ink, cells);
      }
    }
  }

  /** What lies under this box will be asked for. */
  wantPainted(box: Box): void {
    const cells = this.#cells(box);
    if (cells !== undefined) this.#paint(cells);
  }

  /**
   * Call it when all marks are there: has everything painted where a square could take more than `limit` (2.2 for 220 %) in
   * the mean.
   */
  wantPaintedOver(limit: number): void {
    const side = this.#side;
    if (this.#work > MOST_WORK || side > CELL_WIDTH) {
      this.#paint({ left: 0, top: 0, right: this.#columns - 1, bottom: this.#rows - 1 });
      return;
    }
    let most = greatest(this.#rules) * 2;
    for (const plate of this.#plates.values()) most += plate.most;
    if (most <= limit) return;
    const plates = [...this.#plates.values()].map(({ cells }) => cells);
    const strip = new Float64Array(this.#rows);
    for (let x = 0; x < this.#columns; x++) {
      const beside = Math.min(x + 1, this.#columns - 1);
      if (this.#coloured[x] === 0 && this.#coloured[beside] === 0) continue;
      // A square lies within two columns, and takes no more than the one with more of each ink.
      // Rules of both may run through it.
      for (let y = 0; y < strip.length; y++) {
        const row = y * this.#columns;
        strip[y] = (this.#rules[row + x] ?? 0) + (beside === x ? 0 : (this.#rules[row + beside] ?? 0));
      }
      for (const cells of plates) addGreater(strip, cells, x, beside, this.#columns);
      for (const y of rowsOver(strip, side / CELL_HEIGHT, limit)) {
        const rows = Math.ceil(side / CELL_HEIGHT);
        const bottom = Math.min(this.#rows - 1, y + rows);
        this.#paint({ left: x, top: Math.max(0, y - 1), right: beside, bottom });
      }
    }
  }

  /** Whether any part of the mark has to be painted. Pictures are: whether they can be unpacked is found out by doing it. */
  wants(mark: Mark): boolean {
    if (mark.kind === "image" || isUnmeasured(mark)) return true;
    return this.#anyPainted && partsOf(mark).some(({ box }) => this.#isPainted(box));
  }

  #isPainted(box: Box): boolean {
    const cells = this.#cells(box);
    if (cells === undefined) return false;
    for (let y = cells.top; y <= cells.bottom; y++) {
      const row = y * this.#columns;
      for (let at = row + cells.left; at <= row + cells.right; at++) if (this.#painted[at] === 1) return true;
    }
    return false;
  }

  #paint({ left, top, right, bottom }: Cells): void {
    this.#anyPainted = true;
    for (let y = top; y <= bottom; y++) this.#painted.fill(1, y * this.#columns + left, y * this.#columns + right + 1);
  }

  #addRule(share: number, { left, top, right, bottom }: Cells): void {
    const rules = this.#rules;
    for (let y = top; y <= bottom; y++) {
      const row = y * this.#columns;
      for (let at = row + left; at <= row + right; at++) rules[at] = (rules[at] ?? 0) + share;
    }
  }

  #raise(name: string, ink: number, { left, top, right, bottom }: Cells): void {
    let plate = this.#plates.get(name);
    if (plate === undefined) {
      plate = { cells: new Float32Array(this.#columns * this.#rows), most: 0 };
      this.#plates.set(name, plate);
    }
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
    const cell = (at: number, count: number): number => Math.min(count - 1, Math.max(0, Math.floor(at)));
    return {
      left: cell((left - page.left) / CELL_WIDTH, this.#columns),
      right: cell((right - page.left) / CELL_WIDTH, this.#columns),
      top: cell((page.top - top) / CELL_HEIGHT, this.#rows),
      bottom: cell((page.top - bottom) / CELL_HEIGHT, this.#rows),
    };
  }
}

function greatest(values: Float32Array): number {
  let most = 0;
  for (const value of values) if (value > most) most = value;
  return most;
}

/** Adds to each row what the greater of its two cells has. */
function addGreater(strip: Float64Array, cells: Float32Array, x: number, beside: number, columns: number): void {
  for (let y = 0; y < strip.length; y++) {
    const [one, other] = [cells[y * columns + x] ?? 0, cells[y * columns + beside] ?? 0];
    strip[y] = (strip[y] ?? 0) + (one > other ? one : other);
  }
}

/**
 * Rows at which a stretch of `length` rows begins whose mean is over the limit. It need not begin with a whole row: the
 * highest means are those that begin or end with one.
 */
function* rowsOver(strip: Float64Array, length: number, limit: number): Generator<number> {
  const whole = Math.floor(length);
  const rest = length - whole;
  const most = limit * length;
  let sum = 0;
  for (let y = 0; y < whole; y++) sum += strip[y] ?? 0;
  for (let y = 0; y < strip.length; y++) {
    if (sum + rest * Math.max(strip[y - 1] ?? 0, strip[y + whole] ?? 0) > most + EXACT) yield y;
    sum += (strip[y + whole] ?? 0) - (strip[y] ?? 0);
  }
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
