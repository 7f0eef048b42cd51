/** White that a reader sees on a page, reckoned from its scene: type, rules and pictures as boxes of ink. */
import type { Rect } from "../src/base/geometry.js";
import type { SceneItem, ScenePage } from "../src/scene/list.js";
import { type Raster, whiteOf } from "../test/run/raster-white.js";

/** Pixels for the width of a page's type area: fine enough for holes a ninth of it wide. */
const PIXELS = 360;
/** Ink of a character over and under its baseline, in em. */
const ASCENT = 0.86;
const DESCENT = 0.1;
/** A hole is at least a ninth of the type area wide and four rows tall. */
const WIDTH_PART = 1 / 9;
const ROWS = 4;

/** Parts of the type area, from 0 to 1: of all holes together, and of the largest. */
export function seenWhite({ grid, items, fixed }: ScenePage): { readonly total: number; readonly largest: number } {
  const [first, last] = [grid.columns[0], grid.columns.at(-1)];
  const left = first?.x ?? 0;
  const wide = (last?.x ?? 0) + (last?.width ?? 0) - left;
  const scale = PIXELS / wide;
  const width = PIXELS;
  const height = Math.round(grid.rows * grid.leading * scale);
  const raster: Raster = { width, height, grey: new Uint8Array(width * height).fill(255) };
  const clamp = (value: number, most: number): number => Math.min(most, Math.max(0, value));
  // An advertisement is no hole, whatever its file shows.
  for (const rect of [...items.flatMap(inkOf), ...fixed]) {
    const [x0, x1] = [Math.floor((rect.x - left) * scale), Math.ceil((rect.x + rect.width - left) * scale)];
    const [y0, y1] = [Math.floor((rect.y - grid.top) * scale), Math.ceil((rect.y + rect.height - grid.top) * scale)];
    for (let y = clamp(y0, height); y < clamp(y1, height); y += 1)
      raster.grey.fill(0, y * width + clamp(x0, width), y * width + clamp(x1, width));
  }
  const least = { width: Math.ceil(width * WIDTH_PART), height: Math.ceil(ROWS * grid.leading * scale) };
  const { total, holes } = whiteOf(raster, least);
  return { total, largest: holes[0]?.part ?? 0 };
}

function inkOf(item: SceneItem): readonly Rect[] {
  switch (item.kind) {
    case "glyphs": {
      const { x, y, size, offsets, direction } = item;
      const [from, to] = [offsets[0] ?? 0, offsets.at(-1) ?? 0];
      const [over, under] = [Math.round(ASCENT * size), Math.round(DESCENT * size)];
      return direction === "vertical"
        ? [{ x: x - Math.round(size / 2), y: y + from - over, width: size, height: to - from + over + under }]
        : [{ x: x + from, y: y - over, width: to - from + size, height: over + under }];
    }
    case "fill":
    case "picture":
      return [item.rect];
    case "frame": {
      const { rect, thickness } = item;
      const [right, foot] = [rect.x + rect.width - thickness, rect.y + rect.height - thickness];
      return [
        { ...rect, height: thickness },
        { ...rect, y: foot, height: thickness },
        { ...rect, width: thickness },
        { ...rect, x: right, width: thickness },
      ];
    }
    default:
      return [];
  }
}
