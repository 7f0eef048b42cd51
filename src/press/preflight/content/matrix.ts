/** Affine maps as PDF writes them: x' = a·x + c·y + e, y' = b·x + d·y + f. Points, y upwards. */
export type Matrix = readonly [a: number, b: number, c: number, d: number, e: number, f: number];

export const IDENTITY: Matrix = [1, 0, 0, 1, 0, 0];

/** First `m`, then `n`. */
export function multiply(m: Matrix, n: Matrix): Matrix {
  return [
    m[0] * n[0] + m[1] * n[2],
    m[0] * n[1] + m[1] * n[3],
    m[2] * n[0] + m[3] * n[2],
    m[2] * n[1] + m[3] * n[3],
    m[4] * n[0] + m[5] * n[2] + n[4],
    m[4] * n[1] + m[5] * n[3] + n[5],
  ];
}

export function apply(m: Matrix, x: number, y: number): readonly [x: number, y: number] {
  return [m[0] * x + m[2] * y + m[4], m[1] * x + m[3] * y + m[5]];
}

export function matrixOf(values: readonly number[] | undefined): Matrix | undefined {
  if (values === undefined || values.length < 6 || !values.every(Number.isFinite)) return undefined;
  const [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0] = values;
  return [a, b, c, d, e, f];
}

/** How long the image of the unit vector along x (or y) is. */
export function scaleX(m: Matrix): number {
  return Math.hypot(m[0], m[1]);
}

export function scaleY(m: Matrix): number {
  return Math.hypot(m[2], m[3]);
}

/** What the map does to a line that runs in the worst direction: its smallest singular value. */
export function leastScale(m: Matrix): number {
  const [a, b, c, d] = m;
  const sum = (a * a + b * b + c * c + d * d) / 2;
  const determinant = a * d - b * c;
  return Math.sqrt(Math.max(0, sum - Math.sqrt(Math.max(0, sum * sum - determinant * determinant))));
}

/** A box in points, from its lower left corner; y upwards. */
export interface Box {
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
  readonly top: number;
}

/** Around polygons of x, y, x, y, …; empty where there are none. */
export function boxOfPolygons(polygons: Iterable<ArrayLike<number>>): Box {
  let [left, bottom, right, top] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const polygon of polygons) {
    for (let i = 0; i + 1 < polygon.length; i += 2) {
      const [x, y] = [polygon[i] ?? 0, polygon[i + 1] ?? 0];
      left = Math.min(left, x);
      right = Math.max(right, x);
      bottom = Math.min(bottom, y);
      top = Math.max(top, y);
    }
  }
  return { left, bottom, right, top };
}

/** The box that the unit square (an image's place) comes to fill. */
export function boxOfSquare([a, b, c, d, e, f]: Matrix): Box {
  return {
    left: e + Math.min(0, a) + Math.min(0, c),
    bottom: f + Math.min(0, b) + Math.min(0, d),
    right: e + Math.max(0, a) + Math.max(0, c),
    top: f + Math.max(0, b) + Math.max(0, d),
  };
}

export function intersect(a: Box, b: Box): Box {
  return {
    left: Math.max(a.left, b.left),
    bottom: Math.max(a.bottom, b.bottom),
    right: Math.min(a.right, b.right),
    top: Math.min(a.top, b.top),
  };
}

export function isEmpty(box: Box): boolean {
  return !(box.right > box.left && box.top > box.bottom);
}

export function union(a: Box, b: Box): Box {
  return {
    left: Math.min(a.left, b.left),
    bottom: Math.min(a.bottom, b.bottom),
    right: Math.max(a.right, b.right),
    top: Math.max(a.top, b.top),
  };
}
