/**
 * Finds the rectangles near a place without looking at all of them. Rectangles lie in grids of cells, a grid for each order of
 * size, so that each is entered into four cells at most, however large it is.
 */
import type { Rect } from "../base/geometry.js";

/** A bound on comparisons: a page made to be slow must not hold up the press. */
export class Work {
  #left: number;

  /** A page of 30 000 characters takes some 200 000; all of it takes a few seconds. */
  constructor(most = 12_000_000) {
    this.#left = most;
  }

  /** Whether there was enough left for so many comparisons. */
  spend(count: number): boolean {
    this.#left -= count;
    return this.#left >= 0;
  }

  get isSpent(): boolean {
    return this.#left < 0;
  }
}

/** Cells are no smaller than 2^14 EMU, 1.3 pt, and no larger than 2^30, 84 m, beyond which nothing is told apart. */
const SMALLEST = 14;
const LARGEST = 30;
const FARTHEST = 2 ** LARGEST;
/** More than any column of cells is long. */
const COLUMN = 2 ** 20;

export class RectIndex {
  readonly #work: Work;
  /** By the logarithm of the cell's side. */
  readonly #grids = new Map<number, Map<number, number[]>>();
  /** The query that met a rectangle last. */
  readonly #met: number[] = [];
  #queries = 0;

  constructor(work: Work) {
    this.#work = work;
  }

  /** `id`: a small number, each given once. */
  add(rect: Rect, id: number): void {
    const side = Math.max(rect.width, rect.height, 1);
    const order = Math.min(LARGEST, Math.max(SMALLEST, Math.ceil(Math.log2(side))));
    let grid = this.#grids.get(order);
    if (grid === undefined) this.#grids.set(order, (grid = new Map()));
    const { left, top, right, bottom } = cellsOf(rect, order);
    for (let x = left; x <= right; x += 1) {
      for (let y = top; y <= bottom; y += 1) {
        const key = x * COLUMN + y;
        const cell = grid.get(key);
        if (cell === undefined) grid.set(key, [id]);
        else cell.push(id);
      }
    }
    this.#met[id] = 0;
  }

  /** Ids of all that might touch `rect`, and of some beside it; none once the work is spent. */
  near(rect: Rect): readonly number[] {
    const found: number[] = [];
    this.#queries += 1;
    for (const [order, grid] of this.#grids) {
      const { left, top, right, bottom } = cellsOf(rect, order);
      const count = (right - left + 1) * (bottom - top + 1);
      if (!this.#work.spend(Math.min(count, grid.size))) return [];
      if (count > grid.size) {
        for (const cell of grid.values()) if (!this.#gather(cell, found)) return [];
        continue;
      }
      for (let x = left; x <= right; x += 1) {
        for (let y = top; y <= bottom; y += 1) {
          const cell = grid.get(x * COLUMN + y);
          if (cell !== undefined && !this.#gather(cell, found)) return [];
        }
      }
    }
    return found;
  }

  #gather(cell: readonly number[], found: number[]): boolean {
    if (!this.#work.spend(cell.length)) return false;
    for (const id of cell) {
      if (this.#met[id] === this.#queries) continue;
      this.#met[id] = this.#queries;
      found.push(id);
    }
    return true;
  }
}

function cellsOf({ x, y, width, height }: Rect, order: number): Record<"left" | "top" | "right" | "bottom", number> {
  const side = 2 ** order;
  const cell = (at: number): number => Math.floor(Math.min(FARTHEST, Math.max(-FARTHEST, at)) / side);
  return { left: cell(x), top: cell(y), right: cell(x + Math.max(0, width)), bottom: cell(y + Math.max(0, height)) };
}
