/** What lies on a page besides its text, found by its place. */
import type { Rect } from "../base/geometry.js";
import type { PaintedCover, PaintedPage } from "./painted.js";
import { RectIndex, type Work } from "./rect-index.js";
import { sharedArea } from "./rectangles.js";

/** Rules are thinner than this, in EMU: 3 pt. What is thicker covers. */
const THICKEST_RULE = 38_100;

/** A cover with its place in the order of painting. */
export interface OrderedCover {
  readonly cover: PaintedCover;
  readonly order: number;
}

export class Covers {
  readonly #paints: PaintedPage["paints"];
  readonly #index: RectIndex;

  constructor({ paints }: PaintedPage, work: Work) {
    this.#paints = paints;
    this.#index = new RectIndex(work);
    paints.forEach((paint, order) => {
      if (paint.kind !== "text") this.#index.add(paint.rect, order);
    });
  }

  /** Those that share an area with `rect`, in the order of painting. */
  over(rect: Rect): readonly OrderedCover[] {
    return this.#index
      .near(rect)
      .flatMap((order): OrderedCover[] => {
        const cover = this.#paints[order];
        return cover === undefined || cover.kind === "text" || sharedArea(cover.rect, rect) === 0
          ? []
          : [{ cover, order }];
      })
      .toSorted((a, b) => a.order - b.order);
  }
}

export function isRule({ kind, rect }: PaintedCover): boolean {
  return kind === "fill" && Math.min(rect.width, rect.height) < THICKEST_RULE;
}
