/** Advertisements and notices: fixed areas with a finished picture or a name, a frame, and the word that tells what they are. */
import type { Rect } from "../base/geometry.js";
import type { FixedArea } from "../edition/model.js";
import { type Cells, cellsRect, inkRect, type PageGrid } from "../layout/grid.js";
import type { Finding, SceneItem } from "../scene/list.js";
import type { ImageSize } from "./photo.js";
import { ground } from "./sheet.js";
import { drawBlock, fittedLine, resized, styledLine, styleOf, type Typesetter } from "./typeset.js";

/** A name without a picture takes this part of its area's width and height at most. */
const LABEL_FILL = 0.8;
const LABEL_HEIGHT = 0.3;
/** White around the mark, of its size. */
const MARK_PADDING = 0.25;
/** A picture whose proportions differ by more leaves white that was not meant. */
const PROPORTIONS = 0.03;

const PAPER = { space: "cmyk", c: 0, m: 0, y: 0, k: 0 } as const;

export interface DrawnFixed {
  /** The area itself, in whole columns and rows. */
  readonly rect: Rect;
  readonly items: readonly SceneItem[];
  readonly notes: readonly Pick<Finding, "severity" | "code" | "message" | "hint">[];
}

export function fixedCells({ area }: FixedArea): Cells {
  const [firstColumn, lastColumn] = area.columns;
  const [firstRow, lastRow] = area.rows;
  return {
    column: firstColumn - 1,
    columns: lastColumn - firstColumn + 1,
    row: firstRow - 1,
    rows: lastRow - firstRow + 1,
  };
}

export function drawFixed(
  setter: Typesetter,
  grid: PageGrid,
  fixed: FixedArea,
  images: ReadonlyMap<string, ImageSize>,
): DrawnFixed {
  const rect = inkRect(grid, fixedCells(fixed));
  const items: SceneItem[] = [];
  const notes: DrawnFixed["notes"][number][] = [];
  const image = fixed.src === undefined ? undefined : images.get(fixed.src);
  if (image !== undefined) {
    // A finished advertisement is never cropped.
    const factor = Math.min(rect.width / image.width, rect.height / image.height);
    const [width, height] = [Math.round(image.width * factor), Math.round(image.height * factor)];
    const off = Math.max(1 - width / rect.width, 1 - height / rect.height);
    if (off > PROPORTIONS) notes.push(proportions(fixed, image, rect.width / rect.height));
    items.push({
      kind: "picture",
      role: "advertisement",
      source: { pointer: fixed.pointer, start: 0, end: 0 },
      image: image.id,
      rect: {
        x: rect.x + Math.round((rect.width - width) / 2),
        y: rect.y + Math.round((rect.height - height) / 2),
        width,
        height,
      },
      crop: { x: 0, y: 0, width: 1, height: 1 },
      alt: fixed.alt,
    });
  } else if (fixed.label !== undefined) {
    const style = styleOf(setter, "subhead");
    const size = Math.max(style.size, Math.round(rect.height * LABEL_HEIGHT));
    const options = { style: resized(style, size), role: "advertisement" } as const;
    const line = fittedLine(setter, fixed.label, options, Math.round(rect.width * LABEL_FILL));
    const x = rect.x + Math.round((rect.width - line.width) / 2);
    items.push(...drawBlock(setter, line, x, rect.y + Math.round((rect.height - line.height) / 2)));
  }
  const { frame } = setter.template.box;
  if (frame !== undefined) {
    items.push({ kind: "frame", role: "advertisement", rect, thickness: frame.thickness, colour: frame.colour });
  }
  if (fixed.mark !== undefined) {
    const style = styleOf(setter, "photoCredit");
    const line = styledLine(setter, [fixed.mark], { style, role: "advertisement" });
    const padding = Math.round(style.size * MARK_PADDING);
    const width = line.width + 2 * padding;
    const corner = { x: rect.x + rect.width - width, y: rect.y, width, height: line.height };
    items.push(ground(corner, PAPER, "advertisement"), ...drawBlock(setter, line, corner.x + padding, corner.y));
    if (frame !== undefined) {
      items.push({
        kind: "frame",
        role: "advertisement",
        rect: corner,
        thickness: frame.thickness,
        colour: frame.colour,
      });
    }
  }
  return { rect: cellsRect(grid, fixedCells(fixed)), items, notes };
}

function proportions({ kind, src }: FixedArea, image: ImageSize, wanted: number): DrawnFixed["notes"][number] {
  return {
    severity: "warning",
    code: "ad-proportions",
    message: `${src ?? kind}: ${round(image.width / image.height)} wide to high, and its area is ${round(wanted)}`,
    hint: "change `columns` or `rows`, or ask for the picture in this size",
  };
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
