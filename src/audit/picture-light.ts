/** How light a picture is under a letter that is printed on it. */
import type { Rect } from "../base/geometry.js";
import type { LightGrid, Picture } from "../scene/list.js";

/** `rect` on the page; luminances of the cells of the picture that it touches, as it is cropped. */
export function lightUnder({ rect: place, crop }: Picture, { columns, rows, values }: LightGrid, rect: Rect): number[] {
  // From a place on the page to one in the upright picture, in cells.
  const column = (x: number): number => columns * (crop.x + (crop.width * (x - place.x)) / place.width);
  const row = (y: number): number => rows * (crop.y + (crop.height * (y - place.y)) / place.height);
  const [left, right] = within(column(rect.x), column(rect.x + rect.width), columns);
  const [top, foot] = within(row(rect.y), row(rect.y + rect.height), rows);
  const found: number[] = [];
  for (let y = top; y <= foot; y += 1) for (let x = left; x <= right; x += 1) found.push(values[y * columns + x] ?? 1);
  return found;
}

/** The first and the last cell that an extent touches. */
function within(from: number, to: number, count: number): readonly [number, number] {
  const inside = (cell: number): number => Math.min(count - 1, Math.max(0, Math.floor(cell)));
  return [inside(from), inside(to)];
}
