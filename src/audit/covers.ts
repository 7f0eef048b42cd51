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
  /** Rules and frames of which the template's key is known. */
  readonly #keyed: readonly OrderedCover[];
  readonly #keyedIndex: RectIndex | undefined;
  /** By the rectangle that was asked about: several rules ask for what lies over the same text. */
  readonly #known = new Map<Rect, readonly OrderedCover[]>();

  constructor({ paints }: PaintedPage, work: Work) {
    this.#all = paints.flatMap((cover, order) => (cover.kind === "text" ? [] : [{ cover, order }]));
    this.#keyed = this.#all.filter(({ cover }) => cover.key !== undefined);
    this.#index = indexOf(this.#all, work);
    this.#keyedIndex = indexOf(this.#keyed, work);
  }

  /** Those that share an area with `rect`, in the order of painting. */
  over(rect: Rect): readonly OrderedCover[] {
    const known = this.#known.get(rect);
    if (known !== undefined) return known;
    const found = meeting(this.#all, this.#index, rect);
    this.#known.set(rect, found);
    return found;
  }

  /** The same of rules and frames of which the template's key is known. */
  rulesOver(rect: Rect): readonly OrderedCover[] {
    return meeting(this.#keyed, this.#keyedIndex, rect);
  }
}

function indexOf(covers: readonly OrderedCover[], work: Work): RectIndex | undefined {
  if (covers.length <= FEW) return undefined;
  const index = new RectIndex(work);
  covers.forEach(({ cover }, at) => index.add(cover.rect, at));
  return index;
}

function meeting(all: readonly OrderedCover[], index: RectIndex | undefined, rect: Rect): readonly OrderedCover[] {
  const near =
    index === undefined ? all : [...index.near(rect)].toSorted((a, b) => a - b).flatMap((one) => all[one] ?? []);
  return near.filter(({ cover }) => sharedArea(cover.rect, rect) > 0);
}

export function isRule({ kind, rect }: PaintedCover): boolean {
  return kind === "fill" && Math.min(rect.width, rect.height) < THICKEST_RULE;
}
