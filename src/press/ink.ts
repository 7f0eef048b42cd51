/** Total ink of a colour, and how to bring it under a limit without a cast. Inks from 0 to 1, limits as their sum. */
import type { Cmyk } from "../scene/list.js";

export function totalInk({ c, m, y, k }: Cmyk): number {
  return c + m + y + k;
}

/**
 * Grey component replacement: what cyan, magenta and yellow have in common gives way to black, in their own proportions, so
 * that a neutral stays neutral. What is still too much comes off the three evenly; black stays, it carries the drawing.
 */
export function limitInk(colour: Cmyk, limit: number): Cmyk {
  let { c, m, y, k } = colour;
  let excess = totalInk(colour) - limit;
  if (excess <= 0) return colour;
  const most = Math.max(c, m, y);
  if (most <= 0) return colour;
  const common = Math.min(c, m, y);
  // Of every part of black that comes in, this much of the three goes out.
  const out = (c + m + y) / most;
  const replaced = Math.min(common, 1 - k, out > 1 ? excess / (out - 1) : 0);
  const keep = 1 - replaced / most;
  [c, m, y, k] = [c * keep, m * keep, y * keep, k + replaced];
  excess = c + m + y + k - limit;
  if (excess <= 0) return { c, m, y, k };
  const rest = Math.max(0, 1 - excess / (c + m + y));
  return { c: c * rest, m: m * rest, y: y * rest, k };
}
