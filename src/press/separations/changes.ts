/** Which plates must be made again: two states of a page, plate by plate. */
import type { PlaceBox } from "../preflight/finding.js";
import type { Separation } from "./separate.js";

export interface PlateChange {
  readonly plate: string;
  readonly changed: boolean;
  /** Share of the page's pixels that differ, in per cent. */
  readonly area: number;
  /** Where, points from the trim's top left corner; undefined where nothing differs. */
  readonly place: PlaceBox | undefined;
}

/** A level more or less is rounding; it takes three of 255 to be a change. */
const SAME = 2;

/** Both must have been separated at the same resolution. Pages of different size are changed on every plate. */
export function plateChanges(before: Separation, after: Separation): readonly PlateChange[] {
  const names = [...new Set([...after.plates.names, ...before.plates.names])];
  const { width, height } = after.plates;
  if (before.plates.width !== width || before.plates.height !== height || before.dpi !== after.dpi) {
    const perPixel = 72 / after.dpi;
    const place = { x: 0, y: 0, width: width * perPixel, height: height * perPixel };
    return names.map((plate) => ({ plate, changed: true, area: 100, place }));
  }
  return names.map((plate) => compare(plate, before.plates.plate(plate), after.plates.plate(plate), width, after.dpi));
}

function compare(plate: string, before: Uint8Array, after: Uint8Array, width: number, dpi: number): PlateChange {
  let count = 0;
  let [left, top, right, bottom] = [Infinity, Infinity, -1, -1];
  for (let i = 0; i < after.length; i++) {
    if (Math.abs((after[i] ?? 0) - (before[i] ?? 0)) <= SAME) continue;
    count += 1;
    const x = i % width;
    const y = (i - x) / width;
    if (x < left) left = x;
    if (x > right) right = x;
    if (y < top) top = y;
    if (y > bottom) bottom = y;
  }
  const points = (pixels: number): number => Math.round(((pixels * 72) / dpi) * 100) / 100;
  const place =
    count === 0
      ? undefined
      : { x: points(left), y: points(top), width: points(right + 1 - left), height: points(bottom + 1 - top) };
  return { plate, changed: count > 0, area: Math.round((count / Math.max(1, after.length)) * 1e6) / 1e4, place };
}
