/**
 * White that a reader sees, measured from outside in a page's raster: every rectangle of nothing that is at least so wide and
 * so tall, all of them together, and the largest that hangs together. It knows nothing of stories.
 */

export interface Raster {
  readonly width: number;
  readonly height: number;
  /** One byte a pixel, 255 for white; line by line. */
  readonly grey: Uint8Array;
}

/** In pixels. */
export interface Least {
  readonly width: number;
  readonly height: number;
}

export interface White {
  /** Part of the raster, from 0 to 1. */
  readonly total: number;
  /** What hangs together, the largest first. */
  readonly holes: readonly Hole[];
}

export interface Hole {
  /** Part of the raster, from 0 to 1. */
  readonly part: number;
  /** The rectangle around it. */
  readonly at: { readonly x: number; readonly y: number; readonly width: number; readonly height: number };
}

/** Grey that the eye takes for white: the edge of anti-aliased type is darker. */
const WHITE = 250;

export function whiteOf(raster: Raster, least: Least): White {
  const field = opened(raster, least);
  const pixels = raster.width * raster.height;
  const holes: Hole[] = [];
  for (let start = 0; start < field.length; start += 1) {
    if (field[start] !== 1) continue;
    const { size, at } = takePatch(field, start, raster.width);
    holes.push({ part: size / pixels, at });
  }
  return {
    total: holes.reduce((sum, { part }) => sum + part, 0),
    holes: holes.toSorted((a, b) => b.part - a.part),
  };
}

/** 1 for each pixel that lies in some white rectangle of the least size: erosion and dilation through running sums. */
function opened({ width, height, grey }: Raster, least: Least): Uint8Array {
  const inked = sumsOf(width, height, (x, y) => ((grey[y * width + x] ?? 0) < WHITE ? 1 : 0));
  const fits = new Uint8Array(width * height);
  for (let y = 0; y + least.height <= height; y += 1) {
    for (let x = 0; x + least.width <= width; x += 1) {
      if (within(inked, width, x, y, x + least.width, y + least.height) === 0) fits[y * width + x] = 1;
    }
  }
  const corners = sumsOf(width, height, (x, y) => fits[y * width + x] ?? 0);
  const field = new Uint8Array(width * height);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const [left, top] = [Math.max(0, x - least.width + 1), Math.max(0, y - least.height + 1)];
      if (within(corners, width, left, top, x + 1, y + 1) > 0) field[y * width + x] = 1;
    }
  }
  return field;
}

function sumsOf(width: number, height: number, valueAt: (x: number, y: number) => number): Uint32Array {
  const sums = new Uint32Array((width + 1) * (height + 1));
  for (let y = 0; y < height; y += 1) {
    let line = 0;
    for (let x = 0; x < width; x += 1) {
      line += valueAt(x, y);
      sums[(y + 1) * (width + 1) + x + 1] = (sums[y * (width + 1) + x + 1] ?? 0) + line;
    }
  }
  return sums;
}

function within(sums: Uint32Array, width: number, x0: number, y0: number, x1: number, y1: number): number {
  const at = (x: number, y: number): number => sums[y * (width + 1) + x] ?? 0;
  return at(x1, y1) - at(x0, y1) - at(x1, y0) + at(x0, y0);
}

/** Takes the pixels that hang together with `start` out of the field. */
function takePatch(field: Uint8Array, start: number, width: number): { size: number; at: Hole["at"] } {
  const queue = [start];
  field[start] = 2;
  let [left, right, top, foot] = [width, 0, field.length, 0];
  for (let i = 0; i < queue.length; i += 1) {
    const pixel = queue[i] ?? start;
    const [x, y] = [pixel % width, Math.floor(pixel / width)];
    [left, right, top, foot] = [Math.min(left, x), Math.max(right, x), Math.min(top, y), Math.max(foot, y)];
    const beside = [x > 0 ? pixel - 1 : -1, x < width - 1 ? pixel + 1 : -1, pixel - width, pixel + width];
    for (const next of beside) {
      if (field[next] !== 1) continue;
      field[next] = 2;
      queue.push(next);
    }
  }
  return { size: queue.length, at: { x: left, y: top, width: right - left + 1, height: foot - top + 1 } };
}
