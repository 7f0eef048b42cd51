import type { Len } from "./length.js";

/** A rectangle on the page. x grows to the right and y downwards from the trim's top left corner. */
export interface Rect {
  readonly x: Len;
  readonly y: Len;
  readonly width: Len;
  readonly height: Len;
}

export function right(rect: Rect): Len {
  return rect.x + rect.width;
}

export function bottom(rect: Rect): Len {
  return rect.y + rect.height;
}
