/** Where a picture's pixels go: crop and EXIF orientation as one affine map, shared by the renderers. */
import { toPt } from "../base/length.js";
import type { Picture } from "../scene/list.js";

/** x' = a·x + c·y + e, y' = b·x + d·y + f; points on the page, y downwards. */
export interface Affine {
  readonly a: number;
  readonly b: number;
  readonly c: number;
  readonly d: number;
  readonly e: number;
  readonly f: number;
}

const IDENTITY: Affine = { a: 1, b: 0, c: 0, d: 1, e: 0, f: 0 };

/** Upright coordinates (U, V) of a stored picture's unit square (u to the right, v down), by EXIF orientation. */
const UPRIGHT: Readonly<Record<number, Affine>> = {
  1: IDENTITY,
  2: { a: -1, b: 0, c: 0, d: 1, e: 1, f: 0 },
  3: { a: -1, b: 0, c: 0, d: -1, e: 1, f: 1 },
  4: { a: 1, b: 0, c: 0, d: -1, e: 0, f: 1 },
  5: { a: 0, b: 1, c: 1, d: 0, e: 0, f: 0 },
  6: { a: 0, b: 1, c: -1, d: 0, e: 1, f: 0 },
  7: { a: 0, b: -1, c: -1, d: 0, e: 1, f: 1 },
  8: { a: 0, b: -1, c: 1, d: 0, e: 0, f: 1 },
};

/** Turns the stored picture's unit square upright. */
export function orientationMatrix(orientation: number): Affine {
  return UPRIGHT[orientation] ?? IDENTITY;
}

/** Maps the stored picture's unit square (origin top left) to the page, so that `crop` fills `rect`. */
export function placePicture(picture: Picture, orientation: number): Affine {
  const { rect, crop } = picture;
  const upright = orientationMatrix(orientation);
  const width = toPt(rect.width) / crop.width;
  const height = toPt(rect.height) / crop.height;
  const left = toPt(rect.x) - crop.x * width;
  const top = toPt(rect.y) - crop.y * height;
  return {
    a: upright.a * width,
    b: upright.b * height,
    c: upright.c * width,
    d: upright.d * height,
    e: left + upright.e * width,
    f: top + upright.f * height,
  };
}

/** Whether part of the picture falls outside its rectangle. */
export function isCropped({ crop }: Picture): boolean {
  return crop.x !== 0 || crop.y !== 0 || crop.width !== 1 || crop.height !== 1;
}
