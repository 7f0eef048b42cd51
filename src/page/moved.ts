/** A scene item at another place on the page. */
import type { Len } from "../base/length.js";
import type { PathStep, SceneItem } from "../scene/list.js";

export function moved(item: SceneItem, dx: Len, dy: Len): SceneItem {
  if (dx === 0 && dy === 0) return item;
  switch (item.kind) {
    case "glyphs":
      return { ...item, x: item.x + dx, y: item.y + dy };
    case "shape":
      return { ...item, path: item.path.map((step) => movedStep(step, dx, dy)) };
    case "fill":
    case "frame":
    case "picture":
      return { ...item, rect: { ...item.rect, x: item.rect.x + dx, y: item.rect.y + dy } };
  }
}

function movedStep(step: PathStep, dx: Len, dy: Len): PathStep {
  switch (step.to) {
    case "close":
      return step;
    case "curve":
      return {
        to: "curve",
        x1: step.x1 + dx,
        y1: step.y1 + dy,
        x2: step.x2 + dx,
        y2: step.y2 + dy,
        x: step.x + dx,
        y: step.y + dy,
      };
    case "move":
    case "line":
      return { ...step, x: step.x + dx, y: step.y + dy };
  }
}
