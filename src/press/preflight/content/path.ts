/** Path construction, in page space at once; curves become straight pieces. */
import { apply, type Box, boxOfPolygons, type Matrix } from "./matrix.js";
import type { Polygon } from "./marks.js";

/** Pieces a curve is cut into: at a hundred points' length still within a tenth of a point. */
const PIECES = 12;
/** A page with more corners than this is no page; a map of a whole country has two millions. */
const MOST_CORNERS = 20_000_000;

export class PathBuilder {
  #polygons: number[][] = [];
  #closed: boolean[] = [];
  #current: number[] | undefined;
  #corners = 0;
  /** The pen, before the matrix. */
  #x = 0;
  #y = 0;
  #start: readonly [x: number, y: number] = [0, 0];

  get polygons(): readonly Polygon[] {
    return this.#polygons;
  }

  get closed(): readonly boolean[] {
    return this.#closed;
  }

  get isEmpty(): boolean {
    return this.#polygons.length === 0;
  }

  /** False when the path has grown beyond all measure. */
  get isSane(): boolean {
    return this.#corners <= MOST_CORNERS;
  }

  move(m: Matrix, x: number, y: number): void {
    this.#current = [];
    this.#polygons.push(this.#current);
    this.#closed.push(false);
    this.#start = [x, y];
    this.#add(m, x, y);
  }

  line(m: Matrix, x: number, y: number): void {
    if (this.#current === undefined) this.move(m, this.#x, this.#y);
    this.#add(m, x, y);
  }

  curve(m: Matrix, points: readonly number[]): void {
    if (this.#current === undefined) this.move(m, this.#x, this.#y);
    const [x0, y0] = [this.#x, this.#y];
    const [x1 = 0, y1 = 0, x2 = 0, y2 = 0, x3 = 0, y3 = 0] = points;
    for (let i = 1; i <= PIECES; i++) {
      const t = i / PIECES;
      const u = 1 - t;
      const [a, b, c, d] = [u * u * u, 3 * u * u * t, 3 * u * t * t, t * t * t];
      this.#add(m, a * x0 + b * x1 + c * x2 + d * x3, a * y0 + b * y1 + c * y2 + d * y3);
    }
  }

  /** `v`: the first control point is the pen. */
  curveFromPen(m: Matrix, [x2 = 0, y2 = 0, x3 = 0, y3 = 0]: readonly number[]): void {
    this.curve(m, [this.#x, this.#y, x2, y2, x3, y3]);
  }

  rectangle(m: Matrix, x: number, y: number, width: number, height: number): void {
    this.move(m, x, y);
    this.#add(m, x + width, y);
    this.#add(m, x + width, y + height);
    this.#add(m, x, y + height);
    this.close();
  }

  close(): void {
    if (this.#polygons.length > 0) this.#closed[this.#polygons.length - 1] = true;
    this.#current = undefined;
    [this.#x, this.#y] = this.#start;
  }

  clear(): void {
    this.#polygons = [];
    this.#closed = [];
    this.#current = undefined;
    this.#corners = 0;
  }

  get box(): Box {
    return boxOfPolygons(this.#polygons);
  }

  #add(m: Matrix, x: number, y: number): void {
    const [px, py] = apply(m, x, y);
    this.#current?.push(px, py);
    this.#corners += 1;
    [this.#x, this.#y] = [x, y];
  }
}

/** Corners that lie no farther apart than this, in points, are the same: products of matrices are not exact. */
const SAME = 0.005;

/** The box of a polygon that is a rectangle along the axes; undefined for any other. */
export function rectangleOf(polygon: Polygon): Box | undefined {
  if (polygon.length !== 8 && polygon.length !== 10) return undefined;
  const [x0 = 0, y0 = 0, x1 = 0, y1 = 0, x2 = 0, y2 = 0, x3 = 0, y3 = 0, x4 = x0, y4 = y0] = polygon;
  const upright = near(x0, x1) && near(y1, y2) && near(x2, x3) && near(y3, y0);
  const lying = near(y0, y1) && near(x1, x2) && near(y2, y3) && near(x3, x0);
  if (!(upright || lying) || !near(x4, x0) || !near(y4, y0)) return undefined;
  return boxOfPolygons([polygon]);
}

function near(a: number, b: number): boolean {
  return Math.abs(a - b) <= SAME;
}
