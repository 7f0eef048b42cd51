import type { Len } from "./length.js";

/** A rectangle on the page. x grows to the right and y downwards from the trim's top left corner. */
export interface Rect {
  readonly x: Len;
  readonly y: Len;
  readonly width: Len;
  readonly height: Len;
}

export interface Point {
  readonly x: Len;
  readonly y: Len;
}

export function right(rect: Rect): Len {
  return rect.x + rect.width;
}

export function bottom(rect: Rect): Len {
  return rect.y + rect.height;
}

/** True when the two share area; rectangles that only touch do not. */
export function overlaps(a: Rect, b: Rect): boolean {
  return a.x < right(b) && b.x < right(a) && a.y < bottom(b) && b.y < bottom(a);
}
