/** Pictures: cropped past the point that the editor wants kept or to a sliver, or too small to be of use. */
import { type Len, toMm } from "../base/length.js";
import type { Picture, Scene, SceneImage, ScenePage } from "../scene/list.js";
import { resolutionOf } from "../scene/resolution.js";
import type { Fault } from "./painted.js";

/** Rounding of fractions of a picture. */
const SLACK = 0.002;

/** Of a picture of which less is shown no reader sees what it was; what a template may crop at most leaves this much. */
const LEAST_SHOWN = 0.4;

/** Below so many pixels an inch a reader sees the pixels: half a millimetre each. Presses want two to four times as many. */
const COARSE = 50;

/** `leastPicture`: the shorter side of the smallest photo that may stand on the page. */
export function pictureFaults({ items, bounds }: ScenePage, images: Scene["images"]): readonly Fault[] {
  return items.flatMap((item) => {
    if (item.kind !== "picture") return [];
    const focus = [...(losesFocus(item) ? [focusFault(item)] : []), ...coarse(item, images.get(item.image))];
    if (item.role !== "photo") return focus;
    if (shownOf(item) < LEAST_SHOWN - SLACK) return [...focus, sliver(item)];
    return [...focus, ...(isTooSmall(item, bounds.leastPicture) ? [tooSmall(item, bounds.leastPicture)] : [])];
  });
}

/** A picture of so few pixels that they are seen. */
function coarse(picture: Picture, image: SceneImage | undefined): readonly Fault[] {
  if (image === undefined) return [];
  const { rect } = picture;
  const ppi = Math.round(resolutionOf(picture, image));
  if (ppi >= COARSE) return [];
  return [
    {
      ...placeOf(picture),
      severity: "error",
      code: "picture-too-coarse",
      message: `${picture.image} has ${ppi} pixels an inch at its size on the page (${millimetres(rect.width)} × ${millimetres(rect.height)}): its pixels are seen`,
      hint: "take a larger file of it, or set it over fewer columns",
    },
  ];
}

function shownOf({ crop }: Picture): number {
  return crop.width * crop.height;
}

function sliver(picture: Picture): Fault {
  const { image, rect, crop } = picture;
  const isLow = crop.height < crop.width;
  const side = isLow
    ? { is: "low", more: "height", whole: `${millimetres(rect.height / crop.height)} high` }
    : { is: "narrow", more: "width", whole: `${millimetres(rect.width / crop.width)} wide` };
  return {
    ...placeOf(picture),
    severity: "error",
    code: "cropped-away",
    message: `only ${Math.round(100 * shownOf(picture))} % of ${image} is shown: its place, ${millimetres(rect.width)} × ${millimetres(rect.height)}, is too ${side.is} for it`,
    hint: `give its place more ${side.more} in \`layout\` (the whole picture is ${side.whole} there), or write \`crop: "never"\` to have it shown whole`,
  };
}

function isTooSmall({ rect: { width, height } }: Picture, least: Len): boolean {
  const shorter = Math.min(width, height);
  return shorter > 0 && shorter < least;
}

function tooSmall(picture: Picture, least: Len): Fault {
  const { image, rect } = picture;
  return {
    ...placeOf(picture),
    // Of a strip under half of that nobody sees anything.
    severity: 2 * Math.min(rect.width, rect.height) < least ? "error" : "warning",
    code: "picture-too-small",
    message: `${image} is printed ${millimetres(rect.width)} × ${millimetres(rect.height)}: under ${millimetres(least)} there is little to be seen, and a code cannot be read`,
    hint: "give it more rows or columns, or the template another `audit.leastPicture`",
  };
}

function millimetres(length: Len): string {
  return `${Math.round(toMm(length))} mm`;
}

function placeOf({ rect, source: { article, pointer } }: Picture): Pick<Fault, "box" | "article" | "pointer"> {
  return { box: rect, article, pointer };
}

function losesFocus({ crop, focus }: Picture): boolean {
  if (focus === undefined) return false;
  const [x, y] = focus;
  const inside = (at: number, from: number, length: number): boolean =>
    at >= from - SLACK && at <= from + length + SLACK;
  return !(inside(x, crop.x, crop.width) && inside(y, crop.y, crop.height));
}

function focusFault(picture: Picture): Fault {
  return {
    ...placeOf(picture),
    severity: "error",
    code: "crop-past-focus",
    message: `${picture.image} is cropped past its focus`,
    hint: "give it another place or proportion in `layout`, or another `focus`",
  };
}
