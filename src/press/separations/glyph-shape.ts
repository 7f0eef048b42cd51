/** Glyph outlines as polygons, in em, y upwards. */
import type { Contour } from "../../font/outline.js";
import type { GlyphOutline } from "../preflight/content/font.js";
import type { Box } from "../preflight/content/matrix.js";

export interface GlyphShape {
  /** x, y, x, y, … one array a contour. */
  readonly polygons: readonly Float64Array[];
  readonly box: Box;
}

/** `pieces`: how many a quadratic curve is cut into. */
export function glyphShape({ contours, unitsPerEm }: GlyphOutline, pieces: number): GlyphShape {
  const polygons = contours
    .filter((contour) => contour.length > 1)
    .map((contour) => flattened(contour, unitsPerEm, pieces));
  let [left, bottom, right, top] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const polygon of polygons) {
    for (let i = 0; i < polygon.length; i += 2) {
      const x = polygon[i] ?? 0;
      const y = polygon[i + 1] ?? 0;
      if (x < left) left = x;
      if (x > right) right = x;
      if (y < bottom) bottom = y;
      if (y > top) top = y;
    }
  }
  return { polygons, box: { left, bottom, right, top } };
}

/** Between two points off the curve lies one on it that the font leaves out. */
function flattened(contour: Contour, unitsPerEm: number, pieces: number): Float64Array {
  const out = new Float64Array(contour.length * 2 * (pieces + 1) + 4);
  let length = 0;
  const add = (x: number, y: number): void => {
    out[length++] = x / unitsPerEm;
    out[length++] = y / unitsPerEm;
  };
  const count = contour.length;
  const first = contour[0];
  const last = contour[count - 1];
  if (first === undefined || last === undefined) return out.subarray(0, 0);
  const begin = first.on ? first : last.on ? last : { x: (first.x + last.x) / 2, y: (first.y + last.y) / 2, on: true };
  let { x, y } = begin;
  add(x, y);
  let control: { readonly x: number; readonly y: number } | undefined;
  const curve = (cx: number, cy: number, ex: number, ey: number): void => {
    for (let i = 1; i <= pieces; i++) {
      const t = i / pieces;
      const u = 1 - t;
      add(u * u * x + 2 * u * t * cx + t * t * ex, u * u * y + 2 * u * t * cy + t * t * ey);
    }
    x = ex;
    y = ey;
  };
  for (let i = first.on ? 1 : 0; i <= count; i++) {
    const point = contour[i] ?? begin;
    if (control === undefined) {
      if (point.on) {
        add(point.x, point.y);
        ({ x, y } = point);
      } else control = point;
    } else if (point.on) {
      curve(control.x, control.y, point.x, point.y);
      control = undefined;
    } else {
      curve(control.x, control.y, (control.x + point.x) / 2, (control.y + point.y) / 2);
      control = point;
    }
  }
  return out.subarray(0, length);
}
