/** Pictures: cropped past the point that the editor wants kept. */
import type { Picture, ScenePage } from "../scene/list.js";
import type { Fault } from "./painted.js";

/** Rounding of fractions of a picture. */
const SLACK = 0.002;

export function pictureFaults({ items }: ScenePage): readonly Fault[] {
  return items.flatMap((item) => (item.kind === "picture" && losesFocus(item) ? [focusFault(item)] : []));
}

function losesFocus({ crop, focus }: Picture): boolean {
  if (focus === undefined) return false;
  const [x, y] = focus;
  const inside = (at: number, from: number, length: number): boolean =>
    at >= from - SLACK && at <= from + length + SLACK;
  return !(inside(x, crop.x, crop.width) && inside(y, crop.y, crop.height));
}

function focusFault({ image, rect, source: { article, pointer } }: Picture): Fault {
  return {
    severity: "error",
    code: "crop-past-focus",
    message: `${image} is cropped past its focus`,
    hint: "give it another place or proportion in `layout`, or another `focus`",
    box: rect,
    article,
    pointer,
  };
}
