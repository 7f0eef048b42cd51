/**
 * Colours for the screen. Without a colour-managed conversion CMYK can only be approximated; 1 − c would turn cyan ink into
 * neon. Instead, the sixteen solid overprints get the sRGB look they have in print on coated stock (the swatches that
 * design programs show under ISO Coated v2), and tints lie linearly between them (Neugebauer's model with Demichel's
 * areas). Good for judging a proof on the screen, not for judging colour.
 */
import type { Cmyk, Colour } from "../scene/list.js";

type Rgb = readonly [red: number, green: number, blue: number];

/** Solids without black, indexed by cyan 1 + magenta 2 + yellow 4. */
const SOLIDS: readonly Rgb[] = [
  [255, 255, 255],
  [0, 159, 227],
  [230, 0, 126],
  [49, 39, 131],
  [255, 237, 0],
  [0, 150, 64],
  [227, 6, 19],
  [58, 52, 50],
];

/** Black ink over paper; over other inks it lets this share of them through. */
const BLACK: Rgb = [29, 29, 27];

/** `#rrggbb`. */
export function screenColour(colour: Colour): string {
  switch (colour.space) {
    case "rgb":
      return hex([colour.r * 255, colour.g * 255, colour.b * 255]);
    case "gray":
      return hex([colour.gray * 255, colour.gray * 255, colour.gray * 255]);
    case "cmyk":
      return hex(screenRgb(colour));
    case "spot": {
      const { c, m, y, k } = colour.alternate;
      const t = unit(colour.tint);
      return hex(screenRgb({ c: c * t, m: m * t, y: y * t, k: k * t }));
    }
  }
}

/** Red, green and blue, 0 to 255, of process inks together. */
export function screenRgb(colour: Cmyk): Rgb {
  const [c, m, y, k] = [unit(colour.c), unit(colour.m), unit(colour.y), unit(colour.k)];
  const mixed: [number, number, number] = [0, 0, 0];
  for (const [i, solid] of SOLIDS.entries()) {
    const area = ((i & 1) !== 0 ? c : 1 - c) * ((i & 2) !== 0 ? m : 1 - m) * ((i & 4) !== 0 ? y : 1 - y);
    for (const channel of [0, 1, 2] as const) mixed[channel] += area * solid[channel];
  }
  const withBlack = (channel: 0 | 1 | 2): number => mixed[channel] * (1 - k + (k * BLACK[channel]) / 255);
  return [withBlack(0), withBlack(1), withBlack(2)];
}

function unit(value: number): number {
  return Math.min(1, Math.max(0, value));
}

function hex(rgb: Rgb): string {
  return `#${rgb
    .map((value) =>
      Math.round(Math.min(255, Math.max(0, value)))
        .toString(16)
        .padStart(2, "0"),
    )
    .join("")}`;
}
