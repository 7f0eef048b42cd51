/** What ends at the trim runs on into the bleed, so that a cut a little outside shows no paper. */
import type { Rect } from "../base/geometry.js";
import type { Len } from "../base/length.js";
import type { Picture, SceneItem, ScenePage } from "../scene/list.js";

/** The item as far as it can be run out; pictures only as far as they have been cropped. */
export function intoBleed(item: SceneItem, page: ScenePage, bleed: Len): SceneItem {
  if (bleed === 0 || (item.kind !== "fill" && item.kind !== "picture")) return item;
  const rect = grown(item.rect, page, bleed);
  if (rect === item.rect) return item;
  return item.kind === "fill" ? { ...item, rect } : grownPicture(item, rect);
}

function grown(rect: Rect, page: ScenePage, bleed: Len): Rect {
  const [right, bottom] = [rect.x + rect.width, rect.y + rect.height];
  const left = rect.x <= 0 && rect.x > -bleed ? -bleed : rect.x;
  const top = rect.y <= 0 && rect.y > -bleed ? -bleed : rect.y;
  const newRight = right >= page.width && right < page.width + bleed ? page.width + bleed : right;
  const newBottom = bottom >= page.height && bottom < page.height + bleed ? page.height + bleed : bottom;
  if (left === rect.x && top === rect.y && newRight === right && newBottom === bottom) return rect;
  return { x: left, y: top, width: newRight - left, height: newBottom - top };
}

/** The crop grows with the rectangle at the same scale, as far as the picture reaches. */
function grownPicture(picture: Picture, wanted: Rect): Picture {
  const { rect, crop } = picture;
  const across = crop.width / rect.width;
  const down = crop.height / rect.height;
  const left = Math.min(rect.x - wanted.x, Math.floor(crop.x / across));
  const top = Math.min(rect.y - wanted.y, Math.floor(crop.y / down));
  const right = Math.min(wanted.x + wanted.width - rect.x - rect.width, Math.floor((1 - crop.x - crop.width) / across));
  const bottom = Math.min(
    wanted.y + wanted.height - rect.y - rect.height,
    Math.floor((1 - crop.y - crop.height) / down),
  );
  return {
    ...picture,
    rect: { x: rect.x - left, y: rect.y - top, width: rect.width + left + right, height: rect.height + top + bottom },
    crop: {
      x: crop.x - left * across,
      y: crop.y - top * down,
      width: crop.width + (left + right) * across,
      height: crop.height + (top + bottom) * down,
    },
  };
}
