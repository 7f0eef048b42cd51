import { toPt } from "../base/length.js";
import type { Picture, SceneImage } from "./list.js";

/** Pixels an inch of a picture at its size on the page, the fewer of both directions. */
export function resolutionOf({ rect, crop }: Picture, image: Pick<SceneImage, "width" | "height">): number {
  const across = (image.width * crop.width * 72) / toPt(rect.width);
  const down = (image.height * crop.height * 72) / toPt(rect.height);
  return Math.min(across, down);
}
