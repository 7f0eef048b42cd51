/** The boxes of a page, and places as a person measures them. */
import type { Box } from "./content/matrix.js";
import type { PlaceBox } from "./finding.js";
import type { PdfDocument } from "./pdf/file.js";
import type { PageObject } from "./pdf/pages.js";

export interface PageBoxes {
  readonly media: Box | undefined;
  readonly crop: Box | undefined;
  readonly bleed: Box | undefined;
  readonly trim: Box | undefined;
  readonly art: Box | undefined;
  /** The trim, or the nearest thing to it: what is printed and kept. */
  readonly page: Box;
  /** Where ink may stand: the bleed, or the trim where there is none. */
  readonly inked: Box;
  readonly userUnit: number;
  readonly rotation: number;
}

/** US Letter, as viewers do for a page that does not say. */
const UNKNOWN: Box = { left: 0, bottom: 0, right: 612, top: 792 };
/** A web of a metre; also what keeps a hostile page from asking for a terabyte of pixels. */
const LARGEST_SIDE = 14_400;

export function readBoxes(file: PdfDocument, page: PageObject): PageBoxes {
  const box = (key: string, inherits = false): Box | undefined => {
    const values = file.numbers(inherits ? page.inherited(key) : page.dict.raw(key));
    if (values === undefined || values.length < 4 || !values.every(Number.isFinite)) return undefined;
    const [x0 = 0, y0 = 0, x1 = 0, y1 = 0] = values;
    return { left: Math.min(x0, x1), bottom: Math.min(y0, y1), right: Math.max(x0, x1), top: Math.max(y0, y1) };
  };
  const [media, crop] = [box("MediaBox", true), box("CropBox", true)];
  const [bleed, trim, art] = [box("BleedBox"), box("TrimBox"), box("ArtBox")];
  const kept = bounded(trim ?? art ?? crop ?? media ?? UNKNOWN);
  return {
    media,
    crop,
    bleed,
    trim,
    art,
    page: kept,
    inked: bounded(bleed ?? kept),
    userUnit: file.number(page.dict.raw("UserUnit")) ?? 1,
    rotation: file.number(page.inherited("Rotate")) ?? 0,
  };
}

function bounded(box: Box): Box {
  return {
    ...box,
    right: Math.min(box.right, box.left + LARGEST_SIDE),
    bottom: Math.max(box.bottom, box.top - LARGEST_SIDE),
  };
}

/** Hundredths of a point. */
export function placeOf(box: Box, page: Box): PlaceBox {
  const hundredths = (value: number): number => Math.round(value * 100) / 100;
  return {
    x: hundredths(box.left - page.left),
    y: hundredths(page.top - box.top),
    width: hundredths(box.right - box.left),
    height: hundredths(box.top - box.bottom),
  };
}

export function contains(outer: Box, inner: Box, slack = 0.01): boolean {
  return (
    outer.left <= inner.left + slack &&
    outer.bottom <= inner.bottom + slack &&
    outer.right >= inner.right - slack &&
    outer.top >= inner.top - slack
  );
}
