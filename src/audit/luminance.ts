/** How light colours are, and how far apart: relative luminance and contrast as in WCAG 2.2, where 21 is black on white. */
import type { Colour } from "../scene/list.js";

export function luminanceOf(colour: Colour): number {
  switch (colour.space) {
    case "gray":
      return linear(colour.gray);
    case "rgb":
      return ofRgb(colour.r, colour.g, colour.b);
    case "cmyk":
      return ofCmyk(colour.c, colour.m, colour.y, colour.k);
    case "spot": {
      const { tint, alternate } = colour;
      return ofCmyk(alternate.c * tint, alternate.m * tint, alternate.y * tint, alternate.k * tint);
    }
  }
}

/**
 * Solid inks and those printed over one another, against the paper: the luminances of FOGRA39 (ISO 12647-2 on coated paper), as its
 * profile has them. Cyan counts 1 in the place of an overprint, magenta 2, yellow 4, black 8.
 */
const OVERPRINTS = [
  1, 0.2613, 0.1943, 0.0466, 0.8492, 0.2089, 0.1838, 0.0439, 0.0242, 0.0132, 0.0132, 0.0099, 0.0233, 0.015, 0.015,
  0.011,
];
/** Their square roots: light that spreads in the paper mixes so (Yule and Nielsen 1951, n = 2, which fits FOGRA39 best). */
const SPREAD = OVERPRINTS.map((value) => Math.sqrt(value));

/**
 * Of inks on white paper: dots of each lie over those of the others by chance (Neugebauer 1937). Of 3 000 colours, contrasts by this and
 * by the profile differ by 3 % on average and by 14 % at most; reckoned as RGB they differ twofold.
 */
export function ofCmyk(c: number, m: number, y: number, k: number): number {
  const inks = [c, m, y, k];
  const sum = SPREAD.reduce((all, root, overprint) => {
    const part = inks.reduce((share, ink, at) => share * (((overprint >> at) & 1) === 1 ? ink : 1 - ink), 1);
    return all + part * root;
  }, 0);
  return sum ** 2;
}

function ofRgb(r: number, g: number, b: number): number {
  return 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b);
}

/** Type with less contrast to its ground than this disappears (WCAG 2.2 asks 3 of large type). */
export const INVISIBLE = 1.6;

/** Of a text against its ground; infinite over a ground of many colours. */
export function contrastWith(luminance: number, ground: number | undefined): number {
  return ground === undefined ? Infinity : contrastOf(luminance, ground);
}

/** From 1, the same, to 21. */
export function contrastOf(a: number, b: number): number {
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}

function linear(value: number): number {
  return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
}
