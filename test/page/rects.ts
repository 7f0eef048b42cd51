import type { Rect } from "../../src/base/geometry.js";

export function overlaps(a: Rect, b: Rect): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

/** Whether a rectangle lies in another one, but for so much. */
export function inside(a: Rect, b: Rect, tolerance: number): boolean {
  return (
    a.x >= b.x - tolerance &&
    a.x + a.width <= b.x + b.width + tolerance &&
    a.y >= b.y - tolerance &&
    a.y + a.height <= b.y + b.height + tolerance
  );
}
