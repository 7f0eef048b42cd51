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

/** The area that two rectangles share; 0 where they only touch. */
export function sharedArea(a: Rect, b: Rect): number {
  const width = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
  const height = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
  return width > 0 && height > 0 ? width * height : 0;
}

/** The rectangle that two share; without area where they share none. */
export function sharedRect(a: Rect, b: Rect): Rect {
  const [x, y] = [Math.max(a.x, b.x), Math.max(a.y, b.y)];
  return {
    x,
    y,
    width: Math.max(0, Math.min(a.x + a.width, b.x + b.width) - x),
    height: Math.max(0, Math.min(a.y + a.height, b.y + b.height) - y),
  };
}

/** Whether two rectangles share more than so much of their width and of their height. */
export function shareMore(a: Rect, b: Rect, least: Len): boolean {
  const across = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
  const down = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
  return Math.min(across, down) > least;
}

export function areaOf({ width, height }: Rect): number {
  return Math.max(0, width) * Math.max(0, height);
}

/** The smallest rectangle around all of them; undefined for none. */
export function around(rects: readonly Rect[]): Rect | undefined {
  if (rects.length === 0) return undefined;
  let [x0, y0, x1, y1] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const { x, y, width, height } of rects) {
    x0 = Math.min(x0, x);
    y0 = Math.min(y0, y);
    x1 = Math.max(x1, x + width);
    y1 = Math.max(y1, y + height);
  }
  return { x: x0, y: y0, width: x1 - x0, height: y1 - y0 };
}

/** Whether `inner` lies in `outer`, or leaves it by no more than `slack`. */
export function isWithin(inner: Rect, outer: Rect, slack: number): boolean {
  return (
    inner.x >= outer.x - slack &&
    inner.y >= outer.y - slack &&
    inner.x + inner.width <= outer.x + outer.width + slack &&
    inner.y + inner.height <= outer.y + outer.height + slack
  );
}
