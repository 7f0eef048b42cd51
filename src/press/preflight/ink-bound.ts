/**
 * The most ink that a page can take, reckoned from the boxes of its marks: on no plate is there more than the strongest ink
 * that is laid within a cell. Where even so the sum stays under the limit, nothing has to be painted to know that it holds;
 * of most newspaper pages that is all but the pictures.
 */
import type { ColourSpace } from "./content/colour-space.js";
import { ALL, PROCESS } from "./content/inks.js";
import type { ImageMark, Mark, Paint } from "./content/marks.js";
import type { Box } from "./content/matrix.js";

/** Letters may stand out of their em box: descenders, accents. In em. */
const OUT_OF_EM = 0.4;
/** Thin lines are painted as wide as a pixel. Points. */
const OUT_OF_PATH = 1;
const BLACK = "Black";

export class InkBound {
  readonly #page: Box;
  /** Points. */
  readonly #side: number;
  readonly #columns: number;
  readonly #rows: number;
  /** The strongest ink in each cell, by plate. */
  readonly #plates = new Map<string, Float32Array>();
  /** Cells with another ink than black: without one, no sum is above 100 %. */
  readonly #coloured: Uint8Array;
  /** 1 where the page has to be painted. */
  readonly #painted: Uint8Array;
  #anyPainted = false;

  /** `side`: of the squares over which ink is judged, points. */
  constructor(page: Box, side: number) {
    this.#page = page;
    this.#side = side;
    this.#columns = Math.max(1, Math.ceil((page.right - page.left) / side));
    this.#rows = Math.max(1, Math.ceil((page.top - page.bottom) / side));
    this.#coloured = new Uint8Array(this.#columns * this.#rows);
    this.#painted = new Uint8Array(this.#columns * this.#rows);
  }

  add(mark: Mark): void {
    const cells = this.#cells(mark);
    if (cells === undefined) return;
    for (const [plate, ink] of inksOf(mark)) if (ink > 0) this.#raise(plate, ink, cells);
  }

  /** What lies under this mark will be asked for. */
  wantPainted(mark: Mark): void {
    const cells = this.#cells(mark);
    if (cells === undefined) return;
    this.#anyPainted = true;
    for (let y = cells.top; y <= cells.bottom; y++) {
      this.#painted.fill(1, y * this.#columns + cells.left, y * this.#columns + cells.right + 1);
    }
  }

  /** Call it when all marks are there: has every square painted that could take more than `limit`, 2.2 for 220 %. */
  wantPaintedOver(limit: number): void {
    let most = 0;
    for (const cells of this.#plates.values()) most += highest(cells);
    if (most <= limit) return;
    const [columns, rows] = [this.#columns, this.#rows];
    for (let y = 0; y < rows; y++) {
      for (let x = 0; x < columns; x++) {
        if (this.#coloured[y * columns + x] !== 1) continue;
        // A square lies within four cells; this one is any of them.
        for (const top of y > 0 ? [y - 1, y] : [y]) {
          for (const left of x > 0 ? [x - 1, x] : [x]) this.#judge(left, top, limit);
        }
      }
    }
  }

  /** Whether any part of the mark has to be painted. Pictures are: whether they can be unpacked is found out by doing it. */
  wants(mark: Mark): boolean {
    if (mark.kind === "image" || isUnmeasured(mark)) return true;
    const cells = this.#anyPainted ? this.#cells(mark) : undefined;
    if (cells === undefined) return false;
    for (let y = cells.top; y <= cells.bottom; y++) {
      const first = y * this.#columns + cells.left;
      const found = this.#painted.indexOf(1, first);
      if (found >= 0 && found <= y * this.#columns + cells.right) return true;
    }
    return false;
  }

  #judge(left: number, top: number, limit: number): void {
    const columns = this.#columns;
    const right = Math.min(left + 1, columns - 1);
    const bottom = Math.min(top + 1, this.#rows - 1);
    const corners = [top * columns + left, top * columns + right, bottom * columns + left, bottom * columns + right];
    let sum = 0;
    for (const cells of this.#plates.values()) {
      let ink = 0;
      for (const corner of corners) ink = Math.max(ink, cells[corner] ?? 0);
      sum += ink;
    }
    if (sum <= limit) return;
    this.#anyPainted = true;
    for (const corner of corners) this.#painted[corner] = 1;
  }

  #raise(plate: string, ink: number, { left, top, right, bottom }: Cells): void {
    let cells = this.#plates.get(plate);
    if (cells === undefined) this.#plates.set(plate, (cells = new Float32Array(this.#columns * this.#rows)));
    const isColour = plate !== BLACK;
    for (let y = top; y <= bottom; y++) {
      const [from, to] = [y * this.#columns + left, y * this.#columns + right];
      for (let at = from; at <= to; at++) if ((cells[at] ?? 0) < ink) cells[at] = ink;
      if (isColour) this.#coloured.fill(1, from, to + 1);
    }
  }

  /** The cells that a mark may lay ink in; undefined where it lies off the page. */
  #cells(mark: Mark): Cells | undefined {
    const { box } = mark;
    const page = this.#page;
    // The painter passes over the same marks.
    if (!(Math.min(box.right, page.right) > Math.max(box.left, page.left))) return undefined;
    if (!(Math.min(box.top, page.top) > Math.max(box.bottom, page.bottom))) return undefined;
    const out = mark.kind === "text" ? mark.size * OUT_OF_EM : mark.kind === "path" ? OUT_OF_PATH : 0;
    const cell = (points: number, most: number): number =>
      Math.min(most - 1, Math.max(0, Math.floor(points / this.#side)));
    return {
      left: cell(box.left - out - page.left, this.#columns),
      right: cell(box.right + out - page.left, this.#columns),
      top: cell(page.top - box.top - out, this.#rows),
      bottom: cell(page.top - box.bottom + out, this.#rows),
    };
  }
}

/** Columns and rows of cells, inclusive. */
interface Cells {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** The strongest inks of a mark by plate; of a picture what its colour space can hold. */
export function* inksOf(mark: Mark): Generator<readonly [plate: string, ink: number]> {
  if (mark.kind === "image" && !mark.stencil) {
    yield* pictureInks(mark);
    return;
  }
  const paints =
    mark.kind === "path" ? [mark.fill, mark.stroke] : mark.kind === "text" ? [mark.fill ?? mark.stroke] : [mark.paint];
  for (const paint of paints) if (paint !== undefined) yield* paint.inks;
}

function* pictureInks({ space }: ImageMark): Generator<readonly [plate: string, ink: number]> {
  for (const plate of space === undefined ? PROCESS : platesOf(space)) yield [plate, 1];
}

function platesOf(space: ColourSpace): readonly string[] {
  const { family, base, colorants } = space;
  if (family === "Indexed" || family === "ICCBased") return base === undefined ? PROCESS : platesOf(base);
  if (family === "DeviceGray" || family === "CalGray") return [BLACK];
  if (colorants.length === 0) return PROCESS;
  return colorants.includes(ALL) ? [...PROCESS, ...colorants] : colorants;
}

/** Patterns and shadings are not painted, and the painter says so. */
function isUnmeasured(mark: Mark): boolean {
  const has = (paint: Paint | undefined): boolean => paint !== undefined && paint.pattern !== "none";
  return mark.kind === "shading" || (mark.kind !== "image" && (has(mark.fill) || has(mark.stroke)));
}

function highest(cells: Float32Array): number {
  let most = 0;
  for (let i = 0; i < cells.length; i++) most = Math.max(most, cells[i] ?? 0);
  return most;
}
