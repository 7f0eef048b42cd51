/** A photo with its caption and credit, on whole columns and rows. */
import { quotable } from "../base/quote.js";
import type { Rect } from "../base/geometry.js";
import type { Len } from "../base/length.js";
import type { Photo } from "../edition/model.js";
import { cellsRect, type Cells, inkRect, type PageGrid, rowsFor, rowInset, spanWidth } from "../layout/grid.js";
import { type BesideStrip, cellsOverlap } from "../layout/region.js";
import { photoName } from "../edition/pictures.js";
import type { SceneItem } from "../scene/list.js";
import { inlineSpans } from "./inline.js";
import { fitText, type Unfit, unfitNotes, unfitOf } from "./fit-text.js";
import { joinText, type Note } from "./leftover.js";
import { splitAtBreaks } from "./paragraph.js";
import type { ImageSize } from "./image-size.js";
import { pictureItems, type Shape, shapeOf } from "./photo-group.js";
import { drawBlock, setBlock, styleOf, type TextBlock, type Typesetter } from "./typeset.js";

/** White between picture and caption, of the caption's size. */
const CAPTION_GAP = 0.35;

/** Lines of a credit that is too long for one. */
const CREDIT_LINES = 4;
/** A picture that the editor gave too few rows for its caption keeps so many of them, or half of them. */
const LEAST_PICTURE_ROWS = 2;
/** A picture that is shown whole in a wider place has its caption under itself, in lines of so many em at least. */
const LEAST_CAPTION_EMS = 8;

/** A very tall picture may be cropped beyond the template's bound, to this part of the page's height. */
const TALLEST = 0.6;

export interface PhotoBlock {
  readonly photo: Photo;
  /** Its picture, or the pictures of its group; undefined where one could not be read. */
  readonly shape: Shape | undefined;
  /** Columns in which it stands; it may take a part only of one of them. */
  readonly columns: number;
  readonly width: Len;
  /** Measure of the lines beside it in the column that it takes a part of (串文); absent when it takes whole columns. */
  readonly beside?: Len;
  readonly columnWidth: Len;
  /** Rows of the picture at its own proportions, and the least and most that cropping allows. */
  readonly natural: number;
  readonly least: number;
  readonly most: number;
  /** Rows of caption and credit under it. */
  readonly captionRows: number;
  readonly texts: readonly PlacedText[];
  readonly unfit: readonly Unfit[];
}

/** A block of text from the picture's lower left corner. */
interface PlacedText {
  readonly block: TextBlock;
  readonly x: Len;
  readonly y: Len;
}

/** Measures a photo in so many `columns`: at their width, or narrower where the editor wishes a part of a column. */
export function preparePhoto(
  setter: Typesetter,
  grid: PageGrid,
  article: string,
  photo: Photo,
  images: ReadonlyMap<string, ImageSize>,
  columns: number,
): PhotoBlock {
  const photoCrop = cropShare(setter, photo);
  const beside = besideMeasure(setter, grid, photo, columns);
  const width = spanWidth(grid, columns) - (beside === undefined ? 0 : beside + grid.gutter);
  // One that is to reach out of the type area is hoped to stand at its edge.
  const whole = width + (photo.breakOut ? (grid.outside?.[photo.side ?? "right"] ?? 0) : 0);
  const shape = shapeOf(grid, photo, images, whole);
  const height = shape === undefined ? (whole * 2) / 3 : (whole * shape.height) / shape.width;
  // What is shown whole needs all of its height.
  const natural = Math.max(
    1,
    photo.crop === "never" ? rowsFor(grid, height + 2 * rowInset(grid)) : Math.round(height / grid.leading),
  );
  const captions = captionBlocks(setter, article, photo, width);
  const tallest = Math.max(1, Math.floor(grid.rows * TALLEST));
  const captionRows = captionRowsOf(setter, grid, captions.height);
  return {
    photo,
    shape,
    columns,
    width,
    columnWidth: grid.columnWidth,
    ...(beside === undefined ? {} : { beside }),
    natural,
    ...(photo.crop === "never"
      ? { least: natural, most: natural }
      : {
          // Of a low picture no number of rows may lie within the bounds: it has the nearest.
          least: Math.min(natural, tallest, Math.ceil((height * (1 - photoCrop)) / grid.leading)),
          most: Math.max(natural, Math.floor((height * (1 + photoCrop)) / grid.leading)),
        }),
    captionRows,
    texts: underPicture(setter, captions),
    unfit: captions.unfit,
  };
}

/** The part of a picture that its place may take off. */
function cropShare({ template }: Typesetter, { crop }: Photo): number {
  return crop === "never" ? 0 : template.story.photoCrop;
}

/**
 * The half of a column that a picture of so many and a half columns leaves: whole 字, a gutter from the picture. Undefined
 * where that is less than the template wants of a line (`story.besidePhotoEms`).
 */
function besideMeasure(setter: Typesetter, grid: PageGrid, photo: Photo, columns: number): Len | undefined {
  const wish = photo.columns ?? columns;
  if (Number.isInteger(wish) || Math.ceil(wish) !== columns) return undefined;
  const ems = Math.round((grid.columnWidth - grid.gutter) / 2 / grid.em);
  const { besidePhotoEms } = setter.template.story;
  return besidePhotoEms > 0 && ems >= besidePhotoEms ? ems * grid.em : undefined;
}

/** The columns that the editor wishes for a picture, or as many as do not make it too tall for a page, however it is cropped. */
export function wishedColumns(
  setter: Typesetter,
  grid: PageGrid,
  photo: Photo,
  images: ReadonlyMap<string, ImageSize>,
): number | undefined {
  const { columns } = photo;
  if (columns === undefined) return columns;
  const tallest = (grid.rows * TALLEST * grid.leading) / (1 - cropShare(setter, photo));
  const isTooTall = (wish: number): boolean => {
    const width = spanWidth(grid, wish);
    const shape = shapeOf(grid, photo, images, width);
    return shape !== undefined && (width * shape.height) / shape.width > tallest;
  };
  if (!isTooTall(Math.ceil(columns))) return columns;
  let fewer = Math.max(1, Math.ceil(columns) - 1);
  while (fewer > 1 && isTooTall(fewer)) fewer -= 1;
  return fewer;
}

/** Where the lines beside a picture stand: `clear` are the columns and rows that it keeps others out of. */
export function stripBeside({ beside, columnWidth }: PhotoBlock, clear: Cells, side: Side): BesideStrip | undefined {
  if (beside === undefined) return undefined;
  const column = side === "right" ? clear.column : clear.column + clear.columns - 1;
  const start = side === "right" ? 0 : columnWidth - beside;
  const { row, rows } = clear;
  return { column, columns: 1, row, rows, start, measure: beside, share: beside / columnWidth };
}

/** The picture and its caption, at that side of their columns. */
function photoRect(grid: PageGrid, { width }: PhotoBlock, cells: PhotoCells): Rect {
  const rect = cellsRect(grid, cells);
  return { ...rect, width, x: cells.side === "right" ? rect.x + rect.width - width : rect.x };
}

/** The same with what the picture reaches out of the type area: the place that the photo has on the page. */
export function photoPlace(grid: PageGrid, block: PhotoBlock, cells: PhotoCells): Rect {
  const rect = photoRect(grid, block, cells);
  const out = outsetOf(grid, block, cells);
  return { ...rect, x: block.photo.side === "left" ? rect.x - out : rect.x, width: rect.width + out };
}

interface CaptionTexts {
  readonly texts: readonly PlacedText[];
  readonly height: Len;
  readonly unfit: readonly Unfit[];
}

/** Caption first, the credit after it: on the caption's last line where it fits, else flush right on lines of its own. */
function captionBlocks(setter: Typesetter, article: string, photo: Photo, width: Len): CaptionTexts {
  const inset = setter.template.story.captionInset;
  const measure = width - 2 * inset;
  const texts: PlacedText[] = [];
  let unfit: readonly Unfit[] = [];
  let height = 0;
  let lastWidth = 0;
  for (const part of splitAtBreaks(photo.caption ?? [])) {
    if (part.every(({ text }) => text.trim() === "")) continue;
    const style = styleOf(setter, "caption");
    const spans = inlineSpans(setter, part, { style, role: "caption", article });
    const block = setBlock(setter, spans, { measure, size: style.size, leading: style.leading, align: style.align });
    texts.push({ block, x: inset, y: height });
    height += block.height;
    lastWidth = block.lines.at(-1)?.width ?? 0;
  }
  if (photo.credit !== undefined && photo.credit.text.trim() !== "") {
    const style = styleOf(setter, "photoCredit");
    const options = { style: { ...style, align: "end" }, role: "photo-credit", article } as const;
    const fitted = fitText(setter, photo.credit, options, { width: measure, lines: CREDIT_LINES });
    unfit = unfitOf("the photo's credit", photo.credit, fitted, "give the photo more columns");
    const block = fitted.block();
    const fits = block.lines.length === 1 && height > 0 && lastWidth + style.size + block.width <= measure;
    const y = fits ? Math.max(0, height - block.leading) : height;
    texts.push({ block, x: width - inset - block.width, y });
    height = Math.max(height, y + block.height);
  }
  return { texts, height, unfit };
}

function captionGap(setter: Typesetter): Len {
  return Math.round(styleOf(setter, "caption").size * CAPTION_GAP);
}

function captionRowsOf(setter: Typesetter, grid: PageGrid, height: Len): number {
  return height === 0 ? 0 : rowsFor(grid, height + captionGap(setter) - rowInset(grid));
}

function underPicture(setter: Typesetter, { texts }: CaptionTexts): readonly PlacedText[] {
  return texts.map((text) => ({ ...text, y: text.y + captionGap(setter) }));
}

/** A photo's columns and rows, and the side of them at which it stands if it does not fill them. */
export interface PhotoCells extends Cells {
  readonly side: Side;
}

export type Side = "left" | "right";

/** How far the picture reaches out of the type area, where the editor wants that and it stands at the edge (出格). */
function outsetOf(grid: PageGrid, { photo, beside }: PhotoBlock, { column, columns, side }: PhotoCells): Len {
  const edge = photo.side ?? "right";
  const isThere = edge === "left" ? column === 0 : column + columns === grid.columns;
  return photo.breakOut && isThere && (beside === undefined || side === edge) ? (grid.outside?.[edge] ?? 0) : 0;
}

export interface DrawnPhoto {
  readonly picture: readonly SceneItem[];
  readonly texts: readonly SceneItem[];
  /** The end of caption and credit that found no room. */
  readonly left: string;
  readonly notes: readonly Note[];
}

/**
 * The picture over the rows at `cells` that its caption leaves, which stands under it as far as there is room: not at all where the
 * editor's place for the head, `head`, covers it.
 */
export function drawPhoto(
  setter: Typesetter,
  grid: PageGrid,
  article: string,
  block: PhotoBlock,
  cells: PhotoCells,
  head?: Cells,
): DrawnPhoto {
  const { photo, shape } = block;
  const { rows, rect, x, texts, unfit, captionRows } = standing(setter, grid, article, block, cells);
  const under = { ...cells, row: cells.row + rows, rows: cells.rows - rows };
  const isCovered = head !== undefined && cellsOverlap(under, head);
  const room = isCovered ? 0 : under.rows * grid.leading + rowInset(grid);
  const shown = texts.map((text) => linesWithin(text, room));
  const foot = rect.y + rect.height;
  const left = joinText(...shown.map((text) => text.left), ...unfit.map((one) => one.left));
  return {
    picture: shape === undefined ? [] : pictureItems(setter, article, photo, shape, rect),
    texts: shown.flatMap((text) => drawBlock(setter, text.block, x + text.x, foot + text.y)),
    left,
    notes: [
      ...unfitNotes(setter, unfit),
      ...(shown.some((text) => text.left !== "")
        ? [isCovered ? covered(block, left) : tooLow({ ...block, captionRows }, cells.rows, rows, left)]
        : []),
    ],
  };
}

/** A picture in its place: its rows, and its texts from its lower left corner at `x`. */
interface Standing extends Pick<PhotoBlock, "texts" | "unfit" | "captionRows"> {
  readonly rows: number;
  readonly rect: Rect;
  readonly x: Len;
}

function standing(setter: Typesetter, grid: PageGrid, article: string, block: PhotoBlock, cells: PhotoCells): Standing {
  const { photo, shape, texts, unfit, captionRows } = block;
  const { x } = photoRect(grid, block, cells);
  const whole = photoPlace(grid, block, cells);
  const inRows = (rows: number): Rect => ({ ...inkRect(grid, { ...cells, rows }), x: whole.x, width: whole.width });
  const rows = pictureRows(block, cells.rows);
  const place = inRows(rows);
  if (photo.crop !== "never" || shape === undefined) return { rows, rect: place, x, texts, unfit, captionRows };
  const rect = wholeIn(place, shape);
  if (rect.width > place.width - grid.em) return { rows, rect, x, texts, unfit, captionRows };
  return besideWhite(setter, grid, article, block, cells.rows, (own) => ({ place: inRows(own), shape }));
}

/** A picture that does not fill its columns: its caption is as wide as it is, and takes rows from it where that is more. */
function besideWhite(
  setter: Typesetter,
  grid: PageGrid,
  article: string,
  block: PhotoBlock,
  rowsThere: number,
  inRows: (rows: number) => { readonly place: Rect; readonly shape: Shape },
): Standing {
  const least = LEAST_CAPTION_EMS * styleOf(setter, "caption").size + 2 * setter.template.story.captionInset;
  let { captionRows } = block;
  for (;;) {
    const rows = pictureRows({ ...block, captionRows }, rowsThere);
    const { place, shape } = inRows(rows);
    const rect = wholeIn(place, shape);
    const width = Math.min(place.width, Math.max(rect.width, least));
    const captions = captionBlocks(setter, article, block.photo, width);
    const needed = captionRowsOf(setter, grid, captions.height);
    const x = rect.x - Math.round((width - rect.width) / 2);
    if (needed <= captionRows || rows === pictureRows({ ...block, captionRows: needed }, rowsThere))
      return { rows, rect, x, texts: underPicture(setter, captions), unfit: captions.unfit, captionRows: needed };
    captionRows = needed;
  }
}

/** Rows of the picture: what its caption leaves of the place, but where that is too little half of them at most. */
function pictureRows({ captionRows, least }: PhotoBlock, rows: number): number {
  const half = Math.max(LEAST_PICTURE_ROWS, Math.ceil(rows / 2));
  return Math.max(rows - captionRows, Math.min(rows, least, half));
}

/** The lines of a text that end within a height under the picture, and what the others say. */
function linesWithin({ block, x, y }: PlacedText, room: Len): PlacedText & { readonly left: string } {
  const count = Math.max(0, Math.min(block.lines.length, Math.floor((room - y) / block.leading)));
  if (count === block.lines.length) return { block, x, y, left: "" };
  const left = block.lines.slice(count).flatMap(({ runs }) => runs.flatMap(({ texts }) => texts));
  return { block: { ...block, lines: block.lines.slice(0, count) }, x, y, left: left.join("") };
}

function tooLow({ photo, captionRows, least }: PhotoBlock, rows: number, kept: number, left: string): Note {
  return {
    severity: "error",
    code: "photo-too-low",
    message: `${photoName(photo)} has ${rows} rows: ${kept} for the picture, which needs ${least} or more, and ${rows - kept} for its caption, which needs ${captionRows}; not set: "${quotable(left)}"`,
    hint: `give the photo ${captionRows + least} rows, more columns, or a shorter caption`,
    pointer: photo.pointer,
  };
}

function covered({ photo }: PhotoBlock, left: string): Note {
  return {
    severity: "error",
    code: "head-over-caption",
    message: `the head stands where the caption of ${photoName(photo)} is to stand; not set: "${quotable(left)}"`,
    hint: "move `head` up, off the photo's last rows, or take the caption out",
    pointer: photo.pointer,
  };
}

/** The picture in its own proportions, at the top of the place and in its middle. */
function wholeIn(place: Rect, { width, height }: Shape): Rect {
  const scale = Math.min(place.width / width, place.height / height);
  const own = { width: Math.round(width * scale), height: Math.round(height * scale) };
  return { ...own, x: place.x + Math.round((place.width - own.width) / 2), y: place.y };
}

/** Wishes for pictures that a place does not meet. */
export function photoNotes(
  grid: PageGrid,
  photos: readonly { readonly photo: PhotoBlock; readonly photoCells: PhotoCells }[],
): readonly Note[] {
  return photos.flatMap(({ photo: block, photoCells }): Note[] => {
    const { columns = 1, breakOut, side = "right" } = block.photo;
    const name = photoName(block.photo);
    const notes: Note[] = [];
    const rows = photoCells.rows - block.captionRows;
    if (block.photo.crop === "never" && rows !== block.natural) {
      notes.push({
        severity: "info",
        code: "photo-whole",
        message: `${name} is shown whole in ${rows} rows; over its columns it would take ${block.natural}`,
        hint: 'give it a place of its own proportions, or write `crop: "fit"` to have it cropped',
      });
    }
    if (!Number.isInteger(columns) && block.beside === undefined) {
      notes.push({
        severity: "warning",
        code: "photo-whole-columns",
        message: `${name} takes ${photoCells.columns} whole columns, not ${columns}: the place has no more, or lines beside it would be too short for the template`,
        hint: "write a whole number of `columns`, give the story more, or lower the template's `story.besidePhotoEms`",
      });
    }
    if (Number.isInteger(columns) && photoCells.columns < columns) {
      notes.push(photoNarrower(block.photo, photoCells.columns));
    }
    if (breakOut && outsetOf(grid, block, photoCells) === 0) {
      notes.push({
        severity: "warning",
        code: "photo-not-out",
        message: `${name} does not reach out of the type area: it does not stand at its ${side} edge, or the template does not let it`,
        hint: `place the story at the ${side} edge of the page, or give the template \`story.photoOutset\``,
      });
    }
    return notes;
  });
}

/** A picture over fewer `columns` than its editor wishes. */
export function photoNarrower(photo: Photo, columns: number): Note {
  return {
    severity: "warning",
    code: "photo-narrower",
    message: `${photoName(photo)} stands over ${columns} of the page's columns, not ${photo.columns ?? 1}: the story has no more, it would be too tall, or text would be left over`,
    hint: "give the story more columns, cut its text, or ask for fewer `columns` of the picture",
  };
}
