/** Pictures: cropped past the point that the editor wants kept or to a sliver, or too small to be of use. */
import { type Len, toMm } from "../base/length.js";
import type { Picture, ScenePage } from "../scene/list.js";
import type { Fault } from "./painted.js";

/** Rounding of fractions of a picture. */
const SLACK = 0.002;

/** Of a picture of which less is shown no reader sees what it was; what a template may crop at most leaves this much. */
const LEAST_SHOWN = 0.4;

/** `leastPicture`: the shorter side of the smallest photo that may stand on the page. */
export function pictureFaults({ items, bounds }: ScenePage): readonly Fault[] {
  return items.flatMap((item) => {
    if (item.kind !== "picture") return [];
    const focus = losesFocus(item) ? [focusFault(item)] : [];
    if (item.role !== "photo") return focus;
    if (shownOf(item) < LEAST_SHOWN - SLACK) return [...focus, sliver(item)];
    return [...focus, ...(isTooSmall(item, bounds.leastPicture) ? [tooSmall(item, bounds.leastPicture)] : [])];
  });
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
    severity: "warning",
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
