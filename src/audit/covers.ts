/** What lies on a page besides its text, found by its place. */
import { sharedArea, type Rect } from "../base/geometry.js";
import type { PaintedCover, PaintedPage } from "./painted.js";
import { RectIndex, type Work } from "./rect-index.js";

/** Rules are thinner than this, in EMU: 3 pt. What is thicker covers. */
const THICKEST_RULE = 38_100;

/** A cover with its place in the order of painting. */
export interface OrderedCover {
  readonly cover: PaintedCover;
  readonly order: number;
}

/** Up to so many are looked through one by one, which is faster than to find them by their place. */
const FEW = 400;

export class Covers {
  /** In the order of painting. */
  readonly #all: readonly OrderedCover[];
  readonly #index: RectIndex | undefined;
  /** By the rectangle that was asked about: several rules ask for what lies over the same text. */
  readonly #known = new Map<Rect, readonly OrderedCover[]>();

  constructor({ paints }: PaintedPage, work: Work) {
    this.#all = paints.flatMap((cover, order) => (cover.kind === "text" ? [] : [{ cover, order }]));
    if (this.#all.length <= FEW) return;
    this.#index = new RectIndex(work);
    this.#all.forEach(({ cover }, at) => this.#index?.add(cover.rect, at));
  }

  /** Those that share an area with `rect`, in the order of painting. */
  over(rect: Rect): readonly OrderedCover[] {
    const known = this.#known.get(rect);
    if (known !== undefined) return known;
    const near = this.#index === undefined ? this.#all : this.#near(this.#index, rect);
    const found = near.filter(({ cover }) => sharedArea(cover.rect, rect) > 0);
    this.#known.set(rect, found);
    return found;
  }

  #near(index: RectIndex, rect: Rect): readonly OrderedCover[] {
    const at = [...index.near(rect)].toSorted((a, b) => a - b);
    return at.flatMap((one) => this.#all[one] ?? []);
  }
}

export function isRule({ kind, rect }: PaintedCover): boolean {
  return kind === "fill" && Math.min(rect.width, rect.height) < THICKEST_RULE;
}
