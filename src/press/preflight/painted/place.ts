/** Places on a PDF page, points and y upwards, as the audit measures them: EMU from the trim's top left, y downwards. */
import type { Rect } from "../../../base/geometry.js";
import { pt, toPt } from "../../../base/length.js";
import type { Box } from "../content/matrix.js";

/** Beyond this, in points, lies nothing that anybody means: a kilometre. Numbers of damaged files are kept in bounds. */
const FARTHEST = 3_000_000;

export function rectOf(box: Box, page: Box): Rect {
  const [x, y] = [pt(bounded(box.left - page.left)), pt(bounded(page.top - box.top))];
  return {
    x,
    y,
    width: Math.max(0, pt(bounded(box.right - page.left)) - x),
    height: Math.max(0, pt(bounded(page.top - box.bottom)) - y),
  };
}

export function boxOf({ x, y, width, height }: Rect, page: Box): Box {
  const [left, top] = [page.left + toPt(x), page.top - toPt(y)];
  return { left, bottom: top - toPt(height), right: left + toPt(width), top };
}

function bounded(value: number): number {
  return Number.isFinite(value) ? Math.min(FARTHEST, Math.max(-FARTHEST, value)) : 0;
}
