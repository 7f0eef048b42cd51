/** A photo with its caption and credit, on whole columns and rows. */
import type { Rect } from "../base/geometry.js";
import type { Len } from "../base/length.js";
import type { Photo } from "../edition/model.js";
import { cellsRect, type Cells, inkRect, type PageGrid, rowsFor, rowInset, spanWidth } from "../layout/grid.js";
import type { SceneItem } from "../scene/list.js";
import { drawBlock, setBlock, spanOf, styledLine, styleOf, type TextBlock, type Typesetter } from "./typeset.js";

/** Upright pixels of a picture file. */
export interface ImageSize {
  readonly id: string;
  readonly width: number;
  readonly height: number;
}

/** White between picture and caption, of the caption's size. */
const CAPTION_GAP = 0.35;

export interface PhotoBlock {
  readonly photo: Photo;
  readonly image: ImageSize | undefined;
  readonly columns: number;
  /** Rows of the picture at its own proportions, and the least and most that cropping allows. */
  readonly natural: number;
  readonly least: number;
  readonly most: number;
  /** Rows of caption and credit under it. */
  readonly captionRows: number;
  readonly texts: readonly { readonly block: TextBlock; readonly x: Len; readonly y: Len }[];
}

/** Measures a photo at a width of `columns`. */
export function preparePhoto(
  setter: Typesetter,
  grid: PageGrid,
  article: string,
  photo: Photo,
  image: ImageSize | undefined,
  columns: number,
): PhotoBlock {
  const width = spanWidth(grid, columns);
  const { photoCrop } = setter.template.story;
  const height = image === undefined ? (width * 2) / 3 : (width * image.height) / image.width;
  const natural = Math.max(1, Math.round(height / grid.leading));
  const captions = captionBlocks(setter, article, photo, width);
  const gap = Math.round(styleOf(setter, "caption").size * CAPTION_GAP);
  const captionRows = captions.height === 0 ? 0 : rowsFor(grid, captions.height + gap - rowInset(grid));
  return {
    photo,
    image,
    columns,
    natural,
    least: Math.max(1, Math.ceil((height * (1 - photoCrop)) / grid.leading)),
    most: Math.max(1, Math.floor((height * (1 + photoCrop)) / grid.leading)),
    captionRows,
    texts: captions.texts.map((text) => ({ ...text, y: text.y + gap })),
  };
}

/** Caption first, the credit after it: on the caption's last line where it fits, else flush right on its own. */
function captionBlocks(
  setter: Typesetter,
  article: string,
  photo: Photo,
  width: Len,
): { texts: { block: TextBlock; x: Len; y: Len }[]; height: Len } {
  const inset = setter.template.story.captionInset;
  const measure = width - 2 * inset;
  const texts: { block: TextBlock; x: Len; y: Len }[] = [];
  let height = 0;
  let lastWidth = 0;
  if (photo.caption !== undefined && photo.caption.text.trim() !== "") {
    const style = styleOf(setter, "caption");
    const span = spanOf(setter, photo.caption, { style, role: "caption", article });
    const block = setBlock(setter, [span], { measure, size: style.size, leading: style.leading, align: style.align });
    texts.push({ block, x: inset, y: 0 });
    height = block.height;
    lastWidth = block.lines.at(-1)?.width ?? 0;
  }
  if (photo.credit !== undefined && photo.credit.text.trim() !== "") {
    const style = styleOf(setter, "photoCredit");
    const block = styledLine(setter, [photo.credit], { style, role: "photo-credit", article });
    const fits = height > 0 && lastWidth + style.size + block.width <= measure;
    const y = fits ? height - block.leading : height;
    texts.push({ block, x: width - inset - block.width, y });
    height = Math.max(height, y + block.height);
  }
  return { texts, height };
}

/** The picture over `rows` rows at `cells`, its caption in the rows below. */
export function drawPhoto(
  setter: Typesetter,
  grid: PageGrid,
  article: string,
  block: PhotoBlock,
  cells: Cells,
): readonly SceneItem[] {
  const rows = cells.rows - block.captionRows;
  const rect = inkRect(grid, { ...cells, rows });
  const items: SceneItem[] = [];
  if (block.image !== undefined) {
    const { pointer, focus, alt } = block.photo;
    items.push({
      kind: "picture",
      role: "photo",
      source: { article, pointer, start: 0, end: 0 },
      image: block.image.id,
      rect,
      crop: cropOf(block.image, rect, focus),
      alt,
    });
  }
  const foot = rect.y + rect.height;
  const { x } = cellsRect(grid, cells);
  for (const text of block.texts) items.push(...drawBlock(setter, text.block, x + text.x, foot + text.y));
  return items;
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
