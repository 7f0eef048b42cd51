/** Two facing pages on one sheet (双通, 2-up): one page to the press, with one set of boxes and marks. */
import type { Len } from "../base/length.js";
import type { Rect } from "../base/geometry.js";
import type { PathStep, SceneItem, ScenePage } from "../scene/list.js";

/** `left` and `right` beside each other, `gutter` apart; the pages must be of one height. It has the number of the left one. */
export function beside(left: ScenePage, right: ScenePage, gutter: Len): ScenePage {
  if (left.height !== right.height) throw new RangeError("pages of one sheet must be of one height");
  const by = left.width + gutter;
  return {
    ...left,
    width: by + right.width,
    items: [...left.items, ...right.items.map((item) => moved(item, by))],
    areas: [...left.areas, ...right.areas.map((area) => ({ ...area, rect: movedRect(area.rect, by) }))],
    fixed: [...left.fixed, ...right.fixed.map((rect) => movedRect(rect, by))],
  };
}

function moved(item: SceneItem, by: Len): SceneItem {
  if (item.kind === "glyphs") return { ...item, x: item.x + by };
  if (item.kind === "shape") return { ...item, path: item.path.map((step) => movedStep(step, by)) };
  return { ...item, rect: movedRect(item.rect, by) };
}

function movedStep(step: PathStep, by: Len): PathStep {
  if (step.to === "close") return step;
  if (step.to === "curve") return { ...step, x1: step.x1 + by, x2: step.x2 + by, x: step.x + by };
  return { ...step, x: step.x + by };
}

function movedRect(rect: Rect, by: Len): Rect {
  return { ...rect, x: rect.x + by };
}
