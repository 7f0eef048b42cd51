/** The pictures of a photo in its place: one, or a group (组照) with their numbers. */
import type { Rect } from "../base/geometry.js";
import type { Len } from "../base/length.js";
import type { Photo, ShownPicture } from "../edition/model.js";
import { picturesOf } from "../edition/pictures.js";
import type { PageGrid } from "../layout/grid.js";
import type { SceneItem } from "../scene/list.js";
import { levelled, type Mosaic, mosaicCells, mosaicHeight, mosaicOf } from "./mosaic.js";
import type { ImageSize } from "./image-size.js";
import { ground, PAPER } from "./sheet.js";
import { drawBlock, styledLine, styleOf, type Typesetter } from "./typeset.js";

/** White between the pictures of a group, in em of the body: 1.5 mm at 9 pt. */
const GROUP_GAP = 0.5;
/** White around a picture's number, of the caption's size. */
const NUMBER_PADDING = 0.3;

/** The picture files of a photo, and how they stand at one width. */
export interface Shape {
  /** Width and height of the whole, of no unit. */
  readonly width: number;
  readonly height: number;
  readonly images: readonly ImageSize[];
  /** Those of a group as it shows them. */
  readonly sizes: readonly Pick<ImageSize, "width" | "height">[];
  readonly rows: Mosaic;
  readonly gap: Len;
}

/** Undefined where a picture could not be read. `width`: of the place. */
export function shapeOf(
  grid: PageGrid,
  photo: Photo,
  images: ReadonlyMap<string, ImageSize>,
  width: Len,
): Shape | undefined {
  const found = picturesOf(photo).map(({ src }) => images.get(src));
  const known = found.filter((image) => image !== undefined);
  const [only] = known;
  if (only === undefined || known.length < found.length) return undefined;
  if (known.length === 1)
    return { width: only.width, height: only.height, images: known, sizes: known, rows: [[0]], gap: 0 };
  const sizes = photo.crop === "never" ? known : levelled(known);
  const gap = Math.round(GROUP_GAP * grid.em);
  const rows = mosaicOf(sizes, width / grid.columnWidth);
  return { width, height: Math.max(1, mosaicHeight(sizes, rows, width, gap)), images: known, sizes, rows, gap };
}

/** The pictures in the rectangle, each cropped around its focus to its own place. */
export function pictureItems(
  setter: Typesetter,
  article: string,
  photo: Photo,
  { images, sizes, rows, gap }: Shape,
  rect: Rect,
): readonly SceneItem[] {
  const cells = images.length === 1 ? [rect] : mosaicCells(sizes, rows, rect, gap);
  return picturesOf(photo).flatMap((picture, index) => {
    const [image, cell] = [images[index], cells[index]];
    if (image === undefined || cell === undefined) return [];
    const number = photo.isNumbered === true ? numberIn(setter, cell, index + 1) : [];
    return [pictureItem(article, picture, image, cell), ...number];
  });
}

function pictureItem(article: string, picture: ShownPicture, image: ImageSize, rect: Rect): SceneItem {
  const { pointer, focus, alt } = picture;
  return {
    kind: "picture",
    role: "photo",
    source: { article, pointer, start: 0, end: 0 },
    image: image.id,
    rect,
    crop: cropOf(image, rect, focus),
    focus,
    alt,
  };
}

/** The number on a tab of paper in the picture's lower left corner. */
function numberIn(setter: Typesetter, cell: Rect, number: number): readonly SceneItem[] {
  const style = styleOf(setter, "caption");
  const inline = { text: String(number), pointer: "", offset: 0 };
  const line = styledLine(setter, [inline], { style, role: "photo-number" });
  const padding = Math.round(NUMBER_PADDING * style.size);
  const height = Math.min(cell.height, style.size + 2 * padding);
  const width = Math.min(cell.width, Math.max(height, line.width + 2 * padding));
  const y = cell.y + cell.height - height;
  const tab = ground({ x: cell.x, y, width, height }, PAPER, "photo-number");
  const left = cell.x + Math.round((width - line.width) / 2);
  return [tab, ...drawBlock(setter, line, left, y + Math.round((height - line.leading) / 2))];
}

/** The largest part of the picture with the rectangle's proportions, around the focus point. */
function cropOf(
  image: ImageSize,
  rect: Rect,
  focus: readonly [number, number],
): { x: number; y: number; width: number; height: number } {
  const wanted = rect.width / rect.height;
  const given = image.width / image.height;
  const width = Math.min(1, wanted / given);
  const height = Math.min(1, given / wanted);
  return { x: slide(focus[0], width), y: slide(focus[1], height), width, height };
}

function slide(focus: number, part: number): number {
  return Math.min(1 - part, Math.max(0, focus - part / 2));
}
