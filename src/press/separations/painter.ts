/**
 * Paints a page's marks on its plates. Paths and TrueType letters are covered exactly; letters of other fonts by a grey box
 * of about their blackness; clipping is by the box of the clipping path. Patterns and shadings are not painted: the caller
 * is told of what could not be.
 */
import type { Mark, ImageMark, Paint, PathMark, TextMark } from "../preflight/content/marks.js";
import {
  apply,
  type Box,
  boxOfPolygons,
  boxOfSquare,
  intersect,
  isEmpty,
  type Matrix,
  multiply,
} from "../preflight/content/matrix.js";
import type { PdfDocument } from "../preflight/pdf/file.js";
import { PdfFault } from "../preflight/pdf/object.js";
import type { GlyphOutline, PdfFont } from "../preflight/content/font.js";
import { type Coverage, CoverageBuffer, type Window } from "./coverage.js";
import { drawGlyph, glyphBox } from "./glyph-pen.js";
import { BoxCoverage, letterInk, type LetterInk } from "./letter-ink.js";
import { readPicture, type InkPicture } from "./picture.js";
import { type PlateInk, Plates } from "./plates.js";

/** The share of its em box that a Chinese letter at text weight covers with ink; for fonts whose outlines are not read. */
const LETTER_BLACKNESS = 0.22;
/** Below so many pixels an em, two pieces a curve are as good as four. */
const SMALL_LETTER = 24;
/** The same where ink alone counts: two pieces enclose as much as the curve. */
const DISPLAY_LETTER = 96;
/** Pixels an em: letters no larger than the squares that ink is judged over. */
const MEASURED_BY_AREA = 12;
/** A line of no width is a device's thinnest: a pixel. */
const THINNEST_LINE = 0.6;

/**
 * How often a page may be painted over itself: the boxes of its marks, all together, as a multiple of its area. A map of many
 * roads comes to some hundreds; more is no page, and would take minutes.
 */
const MOST_LAYERS = 1_000;

export class PlatePainter {
  readonly plates: Plates;
  /** Marks that were passed over, in words. */
  readonly notMeasured = new Set<string>();
  readonly #file: PdfDocument;
  readonly #page: Box;
  /** Pixels a point. */
  readonly #scale: number;
  /** From the page to its pixels, which count downwards. */
  readonly #pixels: Matrix;
  readonly #buffer = new CoverageBuffer();
  readonly #measuring: boolean;
  readonly #letters = new Map<PdfFont, Map<number, LetterInk | undefined>>();
  readonly #boxes = new BoxCoverage();
  #painted = 0;

  /**
   * `page`: the part of the page that is painted; `dpi`: pixels an inch. `purpose`: to show plates, or to measure their ink,
   * where the ink of a small letter is spread over its box: that is faster.
   */
  constructor(file: PdfDocument, page: Box, dpi: number, purpose: "show" | "measure" = "show") {
    this.#file = file;
    this.#measuring = purpose === "measure";
    this.#page = page;
    this.#scale = dpi / 72;
    this.#pixels = [this.#scale, 0, 0, -this.#scale, -page.left * this.#scale, page.top * this.#scale];
    const width = Math.max(1, Math.round((page.right - page.left) * this.#scale));
    const height = Math.max(1, Math.round((page.top - page.bottom) * this.#scale));
    this.plates = new Plates(width, height);
  }

  /** `within`: the part of the page on which it is painted. */
  async paint(mark: Mark, within: Box = this.#page): Promise<void> {
    if (isEmpty(intersect(mark.box, this.#page))) return;
    switch (mark.kind) {
      case "text":
        this.#text(mark, within);
        break;
      case "path":
        this.#path(mark, within);
        break;
      case "image":
        await this.#image(mark);
        break;
      case "shading":
        this.notMeasured.add("shadings");
    }
  }

  /** Mean share of each ink under a box of the page, as painted so far. */
  under(box: Box): ReadonlyMap<string, number> {
    const { left, top, right, bottom } = this.#window(box);
    return this.plates.mean(left, top, right, bottom);
  }

  #text(mark: TextMark, within: Box): void {
    const ink = this.#ink(mark.fill ?? mark.stroke);
    if (ink === undefined) return;
    const window = this.#window(intersect(intersect(mark.clip, this.#page), within));
    const brush = this.plates.brush(ink);
    const pieces = mark.size * this.#scale < (this.#measuring ? DISPLAY_LETTER : SMALL_LETTER) ? 2 : 4;
    const small = this.#measuring && mark.size * this.#scale < MEASURED_BY_AREA;
    const [a, b, c, d] = mark.em;
    for (const { code, x, y, advance } of mark.glyphs) {
      const matrix: Matrix = [a, b, c, d, x, y];
      if (small) {
        const inked = this.#inkOf(mark.font, code);
        if (inked !== undefined) {
          this.#smallLetter(inked, multiply(matrix, this.#pixels), window, brush);
          continue;
        }
      }
      const glyph = mark.font.outline(code);
      if (glyph === undefined) this.#letterBox(matrix, advance, window, ink);
      else this.#letter(glyph, matrix, pieces, window, brush);
    }
  }

  #inkOf(font: PdfFont, code: number): LetterInk | undefined {
    let letters = this.#letters.get(font);
    if (letters === undefined) this.#letters.set(font, (letters = new Map()));
    let inked = letters.get(code);
    if (inked === undefined && !letters.has(code)) {
      const glyph = font.outline(code);
      inked = glyph === undefined ? undefined : letterInk(glyph);
      letters.set(code, inked);
    }
    return inked;
  }

  #smallLetter({ box, share }: LetterInk, em: Matrix, window: Window, brush: (coverage: Coverage) => void): void {
    if (share === 0) return;
    // A leaning or turned letter takes more room, and less of it.
    const { left, bottom, right, top } = boxOfSquare(
      multiply([box.right - box.left, 0, 0, box.top - box.bottom, box.left, box.bottom], em),
    );
    const own = (box.right - box.left) * (box.top - box.bottom) * Math.abs(em[0] * em[3] - em[1] * em[2]);
    const room = (right - left) * (top - bottom);
    const coverage = this.#boxes.of(left, bottom, right, top, (share * own) / room, window);
    if (coverage !== undefined) brush(coverage);
  }

  #letter(
    glyph: GlyphOutline,
    matrix: Matrix,
    pieces: number,
    window: Window,
    brush: (coverage: Coverage) => void,
  ): void {
    const toPixels = multiply(matrix, this.#pixels);
    // Pixels count downwards, so that what is the bottom of this box is its top there.
    const box = glyphBox(glyph, toPixels);
    const seen = {
      left: Math.max(box.left, window.left),
      top: Math.max(box.bottom, window.top),
      right: Math.min(box.right, window.right),
      bottom: Math.min(box.top, window.bottom),
    };
    if (!this.#begin(seen)) return;
    drawGlyph(glyph, toPixels, pieces, this.#buffer);
    brush(this.#buffer.end());
  }

  #letterBox(matrix: Matrix, advance: number, window: Window, ink: PlateInk): void {
    this.notMeasured.add("letters of fonts other than TrueType (reckoned by their boxes)");
    const box = [0, -0.12, advance, -0.12, advance, 0.88, 0, 0.88];
    this.#lay([this.#transformed(box, matrix)], window, { ...ink, alpha: ink.alpha * LETTER_BLACKNESS }, false);
  }

  #path(mark: PathMark, within: Box): void {
    const window = this.#window(intersect(intersect(mark.clip, this.#page), within));
    const fill = this.#ink(mark.fill);
    if (fill !== undefined) {
      this.#lay(
        mark.polygons.map((polygon) => this.#toPixels(polygon)),
        window,
        fill,
        mark.evenOdd,
      );
    }
    const stroke = this.#ink(mark.stroke);
    if (stroke !== undefined) this.#lay(this.#strokes(mark), window, stroke, false);
  }

  /** Each straight piece as a bar of the line's width. */
  #strokes({ polygons, closed, strokeWidth }: PathMark): number[][] {
    const half = Math.max(strokeWidth * this.#scale, THINNEST_LINE) / 2;
    return polygons.flatMap((polygon, index) => {
      const points = this.#toPixels(polygon);
      if (closed[index] === true) points.push(points[0] ?? 0, points[1] ?? 0);
      const bars: number[][] = [];
      for (let i = 0; i + 3 < points.length; i += 2) {
        const [x0 = 0, y0 = 0, x1 = 0, y1 = 0] = points.slice(i, i + 4);
        const length = Math.hypot(x1 - x0, y1 - y0);
        if (length === 0) continue;
        const [nx, ny] = [(-(y1 - y0) / length) * half, ((x1 - x0) / length) * half];
        bars.push([x0 + nx, y0 + ny, x1 + nx, y1 + ny, x1 - nx, y1 - ny, x0 - nx, y0 - ny]);
      }
      return bars;
    });
  }

  /** Fills polygons (pixels) within the window. */
  #lay(polygons: readonly ArrayLike<number>[], window: Window, ink: PlateInk, evenOdd: boolean): void {
    const coverage = this.#cover(polygons, window, evenOdd);
    if (coverage !== undefined) this.plates.lay(coverage, ink);
  }

  #cover(polygons: readonly ArrayLike<number>[], window: Window, evenOdd: boolean): Coverage | undefined {
    // Pixels count downwards: what is the bottom of this box is its top there.
    const { left, bottom: top, right, top: bottom } = boxOfPolygons(polygons);
    const seen = {
      left: Math.max(left, window.left),
      top: Math.max(top, window.top),
      right: Math.min(right, window.right),
      bottom: Math.min(bottom, window.bottom),
    };
    if (!this.#begin(seen)) return undefined;
    for (const polygon of polygons) this.#buffer.polygon(polygon);
    return this.#buffer.end(evenOdd);
  }

  #begin(seen: Window): boolean {
    this.#painted += Math.max(0, seen.right - seen.left) * Math.max(0, seen.bottom - seen.top);
    if (this.#painted > MOST_LAYERS * this.plates.width * this.plates.height)
      throw new PdfFault("too-large", "the page is painted over itself too often");
    return this.#buffer.begin(seen);
  }

  async #image(mark: ImageMark): Promise<void> {
    const [x0, y0] = this.#pixel(mark.matrix[4], mark.matrix[5]);
    const across = Math.hypot(mark.matrix[0], mark.matrix[1]) * this.#scale;
    const down = Math.hypot(mark.matrix[2], mark.matrix[3]) * this.#scale;
    const picture = await readPicture(this.#file, mark, across, down);
    if (picture === undefined) {
      this.notMeasured.add("pictures coded as JPEG 2000, fax or JBIG2");
      return;
    }
    const square = [0, 0, 1, 0, 1, 1, 0, 1];
    const window = this.#window(intersect(mark.clip, this.#page));
    const coverage = this.#cover([this.#transformed(square, mark.matrix)], window, false);
    if (coverage === undefined) return;
    this.#drawPicture(picture, coverage, mark, [x0, y0]);
  }

  #drawPicture(picture: InkPicture, coverage: Coverage, mark: ImageMark, [x0, y0]: readonly [number, number]): void {
    const scale = this.#scale;
    // Pixels to the unit square: y of the page grows upwards, rows of the picture downwards.
    const [a, b, c, d] = [
      mark.matrix[0] * scale,
      -mark.matrix[1] * scale,
      mark.matrix[2] * scale,
      -mark.matrix[3] * scale,
    ];
    const determinant = a * d - b * c;
    if (determinant === 0) return;
    const stride = picture.names.length;
    const values = new Uint8Array(coverage.width * coverage.height * stride);
    for (let row = 0; row < coverage.height; row++) {
      for (let column = 0; column < coverage.width; column++) {
        const dx = coverage.x + column + 0.5 - x0;
        const dy = coverage.y + row + 0.5 - y0;
        const u = (d * dx - c * dy) / determinant;
        const v = (a * dy - b * dx) / determinant;
        const px = Math.min(picture.width - 1, Math.max(0, Math.floor(u * picture.width)));
        const py = Math.min(picture.height - 1, Math.max(0, Math.floor((1 - v) * picture.height)));
        const from = py * picture.width + px;
        const to = row * coverage.width + column;
        for (let i = 0; i < stride; i++) values[to * stride + i] = picture.inks[from * stride + i] ?? 0;
        if (picture.alpha !== undefined) {
          coverage.values[to] = ((coverage.values[to] ?? 0) * (picture.alpha[from] ?? 0)) / 255;
        }
      }
    }
    const ink = plateInk(mark.paint);
    if (mark.stencil) this.plates.lay(coverage, ink);
    else this.plates.layPixels(coverage, picture.names, values, ink.knockout === "all" ? "all" : "process", ink.alpha);
  }

  #ink(paint: Paint | undefined): PlateInk | undefined {
    if (paint === undefined) return undefined;
    if (paint.pattern === "none") return plateInk(paint);
    this.notMeasured.add(paint.pattern === "tiling" ? "tiling patterns" : "shadings");
    return undefined;
  }

  #transformed(points: ArrayLike<number>, matrix: Matrix): Float64Array {
    const out = new Float64Array(points.length);
    for (let i = 0; i + 1 < points.length; i += 2) {
      const [x, y] = apply(matrix, points[i] ?? 0, points[i + 1] ?? 0);
      const [px, py] = this.#pixel(x, y);
      out[i] = px;
      out[i + 1] = py;
    }
    return out;
  }

  #toPixels(points: readonly number[]): number[] {
    const out: number[] = [];
    for (let i = 0; i + 1 < points.length; i += 2) out.push(...this.#pixel(points[i] ?? 0, points[i + 1] ?? 0));
    return out;
  }

  #pixel(x: number, y: number): readonly [number, number] {
    return [(x - this.#page.left) * this.#scale, (this.#page.top - y) * this.#scale];
  }

  #window(box: Box): Window {
    const [left, top] = this.#pixel(box.left, box.top);
    const [right, bottom] = this.#pixel(box.right, box.bottom);
    return { left, top, right, bottom };
  }
}

/** Overprint decides which plates a colour leaves as they are (ISO 32000-1, 8.6.7). */
function plateInk({ space, inks, overprint, overprintMode, alpha }: Paint): PlateInk {
  if (!overprint) return { inks, knockout: "all", alpha };
  if (space.colorants.length > 0) return { inks, knockout: "none", alpha };
  if (space.family !== "DeviceCMYK" || overprintMode !== 1) return { inks, knockout: "process", alpha };
  return { inks: new Map([...inks].filter(([, value]) => value > 0)), knockout: "none", alpha };
}
