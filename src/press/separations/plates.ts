/** The page as its printing plates: one grey picture an ink, 0 without ink, 255 solid. */
import { PROCESS } from "../preflight/content/inks.js";
import type { Coverage } from "./coverage.js";

/** How a colour meets the plates: what it writes, and whether it wipes the plates that it does not name. */
export interface PlateInk {
  /** Share of a solid, by plate. */
  readonly inks: ReadonlyMap<string, number>;
  readonly knockout: "all" | "process" | "none";
  readonly alpha: number;
}

/** A hostile file names a thousand spot colours; no press has sixteen units. */
const MOST_PLATES = 16;
/** Less of a pixel than this changes none of 255 levels by one. */
const LEAST_SHARE = 0.002;

interface Plate {
  /** Made when the first ink is laid on it: most pages of a newspaper print in black and little else. */
  pixels: Uint8Array;
  /** Whether anything but paper was ever laid on it. */
  inked: boolean;
  /** 1 for each row on which anything was: most rows of a page have black alone. */
  readonly rows: Uint8Array;
}

/** A plate that is printed on: its pixels, all 0 in rows whose entry in `rows` is 0. */
export type InkedPlate = Pick<Plate, "pixels" | "rows">;

export class Plates {
  readonly width: number;
  readonly height: number;
  readonly #plates = new Map<string, Plate>();

  constructor(width: number, height: number) {
    this.width = width;
    this.height = height;
    for (const name of PROCESS) this.#plates.set(name, this.#blank());
  }

  /** Process plates first, then spots in the order of their first use. */
  get names(): readonly string[] {
    return [...this.#plates.keys()];
  }

  /** The plate's pixels; all 0 where nothing was ever painted on it. */
  plate(name: string): Uint8Array {
    const plate = this.#plates.get(name);
    return plate?.inked === true ? plate.pixels : new Uint8Array(this.width * this.height);
  }

  /** Those plates that were ever printed on. */
  get inked(): readonly InkedPlate[] {
    return [...this.#plates.values()].filter(({ inked }) => inked);
  }

  /** Names of those plates that have ink anywhere now. */
  get printed(): readonly string[] {
    return [...this.#plates].flatMap(([name, plate]) => (isPrinted(plate) ? [name] : []));
  }

  /** Lays a colour on the covered pixels. */
  lay(coverage: Coverage, ink: PlateInk): void {
    this.brush(ink)(coverage);
  }

  /** The same for many shapes of one colour: the letters of a line. */
  brush(ink: PlateInk): (coverage: Coverage) => void {
    const written = this.#written(ink);
    return (coverage) => {
      for (const { plate, value } of written) this.#flood(plate, coverage, value, ink.alpha);
    };
  }

  /** Lays one ink, 0 to 255. Most of a page is letters: this is where most of the time of painting goes. */
  #flood(plate: Plate, { x, y, width, height, values }: Coverage, value: number, alpha: number): void {
    if (value === 0 && !plate.inked) return;
    if (value > 0) this.#open(plate);
    const { pixels, rows } = plate;
    const [from, to] = [Math.max(0, -x), Math.min(width, this.width - x)];
    for (let row = Math.max(0, -y); row < Math.min(height, this.height - y); row++) {
      if (value > 0) rows[y + row] = 1;
      let at = (y + row) * this.width + x + from;
      for (let pixel = row * width + from; pixel < row * width + to; pixel++, at++) {
        const share = (values[pixel] ?? 0) * alpha;
        if (share <= LEAST_SHARE) continue;
        const before = pixels[at] ?? 0;
        pixels[at] = before + (value - before) * share + 0.5;
      }
    }
  }

  #written({ inks, knockout }: PlateInk): readonly { readonly plate: Plate; readonly value: number }[] {
    for (const [name, value] of inks) if (value > 0) this.#name(name);
    const written: { plate: Plate; value: number }[] = [];
    for (const [name, plate] of this.#plates) {
      const value = inks.get(name);
      if (value !== undefined) written.push({ plate, value: value * 255 });
      else if (isWiped(name, knockout)) written.push({ plate, value: 0 });
    }
    return written;
  }

  /** A plate for an ink that is named for the first time. */
  #name(name: string): void {
    if (this.#plates.has(name) || this.#plates.size >= MOST_PLATES) return;
    this.#plates.set(name, this.#blank());
  }

  #blank(): Plate {
    return { pixels: new Uint8Array(), inked: false, rows: new Uint8Array(this.height) };
  }

  /** Makes a plate ready to be written on. */
  #open(plate: Plate): void {
    if (plate.inked) return;
    plate.inked = true;
    plate.pixels = new Uint8Array(this.width * this.height);
  }

  /**
   * Lays pixels of their own: `values` has one byte a plate of `names` and pixel of the coverage's window. Pictures are
   * painted so.
   */
  layPixels(
    coverage: Coverage,
    names: readonly string[],
    values: Uint8Array,
    knockout: PlateInk["knockout"],
    alpha: number,
  ): void {
    for (const name of names) this.#name(name);
    for (const [name, plate] of this.#plates) {
      const index = names.indexOf(name);
      const inkOf = (pixel: number): number => values[pixel * names.length + index] ?? 0;
      if (index >= 0) this.#blend(plate, coverage, inkOf, alpha);
      else if (isWiped(name, knockout)) this.#flood(plate, coverage, 0, alpha);
    }
  }

  /** `inkOf` tells the ink, 0 to 255, of a pixel of the coverage's window. */
  #blend(
    plate: Plate,
    { x, y, width, height, values }: Coverage,
    inkOf: (pixel: number) => number,
    alpha: number,
  ): void {
    this.#open(plate);
    const { pixels, rows } = plate;
    const [from, to] = [Math.max(0, -x), Math.min(width, this.width - x)];
    for (let row = Math.max(0, -y); row < Math.min(height, this.height - y); row++) {
      rows[y + row] = 1;
      const base = (y + row) * this.width + x;
      for (let i = from; i < to; i++) {
        const pixel = row * width + i;
        const share = (values[pixel] ?? 0) * alpha;
        if (share <= LEAST_SHARE) continue;
        const before = pixels[base + i] ?? 0;
        pixels[base + i] = before + (inkOf(pixel) - before) * share + 0.5;
      }
    }
  }

  /** Mean share of a solid over a window of pixels, by plate. */
  mean(left: number, top: number, right: number, bottom: number): ReadonlyMap<string, number> {
    const x0 = Math.max(0, Math.floor(left));
    const y0 = Math.max(0, Math.floor(top));
    const x1 = Math.min(this.width, Math.max(x0 + 1, Math.ceil(right)));
    const y1 = Math.min(this.height, Math.max(y0 + 1, Math.ceil(bottom)));
    const count = Math.max(1, (x1 - x0) * (y1 - y0));
    const means = new Map<string, number>();
    for (const [name, plate] of this.#plates) {
      let sum = 0;
      for (let y = y0; y < y1; y++)
        if (plate.rows[y] === 1) sum += sumOf(plate.pixels, y * this.width + x0, y * this.width + x1);
      means.set(name, sum / count / 255);
    }
    return means;
  }

  /** Of all plates together, in hundredths of a solid: 255 levels a plate become per cent. */
  totals(): Uint16Array {
    const sums = new Uint16Array(this.width * this.height);
    for (const { pixels } of this.inked) {
      for (let i = 0; i < sums.length; i++) sums[i] = (sums[i] ?? 0) + (pixels[i] ?? 0);
    }
    for (let i = 0; i < sums.length; i++) sums[i] = Math.round(((sums[i] ?? 0) * 100) / 255);
    return sums;
  }
}

function isPrinted({ inked, pixels, rows }: Plate): boolean {
  if (!inked) return false;
  const width = pixels.length / rows.length;
  return rows.some((row, y) => row === 1 && sumOf(pixels, y * width, (y + 1) * width) > 0);
}

function sumOf(pixels: Uint8Array, from: number, to: number): number {
  let sum = 0;
  for (let i = from; i < to; i++) sum += pixels[i] ?? 0;
  return sum;
}

/** Whether a colour that does not name a plate takes away what is on it. */
function isWiped(name: string, knockout: PlateInk["knockout"]): boolean {
  return knockout === "all" || (knockout === "process" && PROCESS.some((known) => known === name));
}
