/**
 * How much of each pixel a shape covers. Every edge leaves its signed area in an accumulation buffer; sums along the rows
 * give the winding coverage exactly, without samples (the method of Raph Levien's font-rs, 2016).
 */

/** A window of pixels, x to the right and y downwards, with the share of each that is covered, 0 to 1. */
export interface Coverage {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** Row by row, `width` apart; only as long as width × height counts. */
  readonly values: Float32Array;
}

/** The window that shapes are cut to, in pixels. */
export interface Window {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

export class CoverageBuffer {
  #values = new Float32Array(1 << 16);
  #left = 0;
  #top = 0;
  #width = 0;
  #height = 0;
  /** The pen, from the window's corner. */
  #x = 0;
  #y = 0;

  /** Clears the buffer for shapes within this window; false when it is empty. */
  begin(window: Window): boolean {
    this.#left = Math.floor(window.left);
    this.#top = Math.floor(window.top);
    this.#width = Math.ceil(window.right) - this.#left;
    this.#height = Math.ceil(window.bottom) - this.#top;
    if (!(this.#width > 0 && this.#height > 0)) return false;
    // One more a row, because an edge leaves its remainder in the next pixel.
    const needed = (this.#width + 1) * this.#height + 1;
    if (this.#values.length < needed) this.#values = new Float32Array(Math.max(needed, this.#values.length * 2));
    else this.#values.fill(0, 0, needed);
    return true;
  }

  /** A closed polygon, pixels. Corners left of the window count, those to its right do not matter. */
  polygon(corners: ArrayLike<number>): void {
    const count = corners.length;
    if (count < 6) return;
    let x0 = (corners[count - 2] ?? 0) - this.#left;
    let y0 = (corners[count - 1] ?? 0) - this.#top;
    for (let i = 0; i + 1 < count; i += 2) {
      const x1 = (corners[i] ?? 0) - this.#left;
      const y1 = (corners[i + 1] ?? 0) - this.#top;
      this.#edge(x0, y0, x1, y1);
      x0 = x1;
      y0 = y1;
    }
  }

  /** Begins a contour, pixels. Whoever draws one goes back to its beginning at the end. */
  move(x: number, y: number): void {
    this.#x = x - this.#left;
    this.#y = y - this.#top;
  }

  line(x: number, y: number): void {
    this.#lineTo(x - this.#left, y - this.#top);
  }

  /** A quadratic curve, cut into `pieces`. Two of them meet so far out that they enclose what the curve does. */
  curve(cx: number, cy: number, x: number, y: number, pieces: number): void {
    const [x0, y0] = [this.#x, this.#y];
    const [x1, y1] = [cx - this.#left, cy - this.#top];
    const [x2, y2] = [x - this.#left, y - this.#top];
    if (pieces === 2) this.#lineTo((x0 + x2) / 6 + (x1 * 2) / 3, (y0 + y2) / 6 + (y1 * 2) / 3);
    else {
      for (let i = 1; i < pieces; i++) {
        const t = i / pieces;
        const u = 1 - t;
        this.#lineTo(u * u * x0 + 2 * u * t * x1 + t * t * x2, u * u * y0 + 2 * u * t * y1 + t * t * y2);
      }
    }
    this.#lineTo(x2, y2);
  }

  #lineTo(x: number, y: number): void {
    const [x0, y0] = [this.#x, this.#y];
    this.#x = x;
    this.#y = y;
    const column = Math.floor(x0);
    const row = Math.floor(y0);
    const inPixel = column === Math.floor(x) && row === Math.floor(y);
    if (!inPixel || column < 0 || row < 0 || column >= this.#width || row >= this.#height) {
      this.#edge(x0, y0, x, y);
      return;
    }
    // Most pieces of small letters do not leave their pixel.
    const values = this.#values;
    const at = row * (this.#width + 1) + column;
    const area = y - y0;
    const share = area * ((x0 + x) / 2 - column);
    values[at] = (values[at] ?? 0) + area - share;
    values[at + 1] = (values[at + 1] ?? 0) + share;
  }

  #edge(ax: number, ay: number, bx: number, by: number): void {
    if (ay === by) return;
    const downwards = ay < by;
    const sign = downwards ? 1 : -1;
    const x0 = downwards ? ax : bx;
    const y0 = downwards ? ay : by;
    const y1 = downwards ? by : ay;
    const slope = (bx - ax) / (by - ay);
    const top = Math.max(0, y0);
    const foot = Math.min(this.#height, y1);
    if (top >= foot) return;
    const stride = this.#width + 1;
    let x = x0 + (top - y0) * slope;
    for (let row = Math.floor(top); row < foot; row++) {
      const start = row * stride;
      const dy = Math.min(row + 1, foot) - Math.max(row, top);
      const next = x + slope * dy;
      this.#span(start, sign * dy, Math.min(x, next), Math.max(x, next));
      x = next;
    }
  }

  /** An edge's part within one row, from `left` to `right`; `area` is its signed height. */
  #span(start: number, area: number, left: number, right: number): void {
    const values = this.#values;
    const width = this.#width;
    if (right <= 0) {
      values[start] = (values[start] ?? 0) + area;
      return;
    }
    if (left >= width) return;
    if (left < 0 || right > width) {
      // Cut at the window's sides: what lies left of it counts whole, what lies right of it not at all.
      const whole = right - left;
      const before = Math.max(0, -left) / whole;
      const after = Math.max(0, right - width) / whole;
      if (before > 0) values[start] = (values[start] ?? 0) + area * before;
      const inside = 1 - before - after;
      if (inside > 0) this.#span(start, area * inside, Math.max(0, left), Math.min(width, right));
      return;
    }
    const first = Math.floor(left);
    const last = Math.ceil(right);
    if (last <= first + 1) {
      const middle = (left + right) / 2 - first;
      const at = start + first;
      values[at] = (values[at] ?? 0) + area * (1 - middle);
      values[at + 1] = (values[at + 1] ?? 0) + area * middle;
      return;
    }
    const perPixel = 1 / (right - left);
    const begin = first + 1 - left;
    let covered = 0.5 * perPixel * begin * begin;
    let at = start + first;
    values[at] = (values[at] ?? 0) + area * covered;
    let before = covered;
    for (let pixel = first + 1; pixel < last - 1; pixel++) {
      covered = perPixel * (pixel + 0.5 - left);
      at += 1;
      values[at] = (values[at] ?? 0) + area * (covered - before);
      before = covered;
    }
    const end = right - (last - 1);
    covered = 1 - 0.5 * perPixel * end * end;
    at += 1;
    values[at] = (values[at] ?? 0) + area * (covered - before);
    values[at + 1] = (values[at + 1] ?? 0) + area * (1 - covered);
  }

  /** Sums up. The values are the buffer's own and are overwritten by the next shape. */
  end(evenOdd = false): Coverage {
    const values = this.#values;
    const [width, height] = [this.#width, this.#height];
    const stride = width + 1;
    for (let row = 0; row < height; row++) {
      let sum = 0;
      for (let i = 0; i < width; i++) {
        sum += values[row * stride + i] ?? 0;
        values[row * width + i] = evenOdd ? folded(sum) : Math.min(1, Math.abs(sum));
      }
    }
    return { x: this.#left, y: this.#top, width, height, values };
  }
}

/** Winding 2 is outside again. */
function folded(winding: number): number {
  const rest = Math.abs(winding) % 2;
  return rest > 1 ? 2 - rest : rest;
}
