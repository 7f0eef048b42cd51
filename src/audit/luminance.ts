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

/** Of inks on white paper, each taking its part of the light that it absorbs. */
export function ofCmyk(c: number, m: number, y: number, k: number): number {
  return ofRgb((1 - c) * (1 - k), (1 - m) * (1 - k), (1 - y) * (1 - k));
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
