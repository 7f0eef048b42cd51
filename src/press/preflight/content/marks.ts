/** What a page paints, in the order in which it is painted. Lengths in points, y upwards, in the page's own space. */
import type { PdfStream } from "../pdf/object.js";
import type { ColourSpace } from "./colour-space.js";
import type { PdfFont } from "./font.js";
import type { Inks } from "./inks.js";
import type { Box, Matrix } from "./matrix.js";

/** A colour and how it meets what is already there. */
export interface Paint {
  readonly space: ColourSpace;
  readonly components: readonly number[];
  readonly inks: Inks;
  readonly overprint: boolean;
  /** OPM: 1 leaves alone the process plates whose component is 0. */
  readonly overprintMode: number;
  readonly alpha: number;
  readonly blend: string;
  readonly softMask: boolean;
  /** A pattern instead of a colour. */
  readonly pattern: "none" | "tiling" | "shading";
}

/** Whether what lies under it shows through. */
export function isGlass({ alpha, blend, softMask }: Pick<Paint, "alpha" | "blend" | "softMask">): boolean {
  return alpha < 1 || softMask || (blend !== "Normal" && blend !== "Compatible");
}

interface Placed {
  /** What is seen of it: cut by the clipping path's box. */
  readonly box: Box;
  /** The box of the clipping path. */
  readonly clip: Box;
  /** Less of it is seen than its box holds: something else than a rectangle clips it. */
  readonly cropped: boolean;
  /** It is a part of something that is laid on the page as glass. */
  readonly glazed: boolean;
  /** It lies on a layer that is off. */
  readonly off: boolean;
}

/** x' = a·x + c·y, y' = b·x + d·y. */
export type EmMap = readonly [a: number, b: number, c: number, d: number];

export interface TextGlyph {
  readonly code: number;
  /** Ems along the writing direction. */
  readonly advance: number;
  /** Where its origin stands on the page. */
  readonly x: number;
  readonly y: number;
}

export interface TextMark extends Placed {
  readonly kind: "text";
  readonly font: PdfFont;
  /** As it stands on the page, points. */
  readonly size: number;
  /** Characters, where the font says which; the empty string otherwise. */
  readonly text: string;
  readonly fill: Paint | undefined;
  readonly stroke: Paint | undefined;
  /** Of stroked letters, as it stands on the page. */
  readonly strokeWidth: number;
  /** How an em (1 unit) of its glyphs is turned and sized on the page; where it stands, each glyph says. */
  readonly em: EmMap;
  /** It stands for no text of its own (an empty ActualText): a reading beside a line. */
  readonly annotation: boolean;
  readonly glyphs: readonly TextGlyph[];
}

/** Straight pieces: x, y, x, y, … one array a subpath. Curves are flattened. */
export type Polygon = readonly number[];

export interface PathMark extends Placed {
  readonly kind: "path";
  readonly polygons: readonly Polygon[];
  readonly closed: readonly boolean[];
  readonly fill: Paint | undefined;
  readonly evenOdd: boolean;
  readonly stroke: Paint | undefined;
  /** As it stands on the page where it is thinnest; 0 is a device's thinnest line. */
  readonly strokeWidth: number;
}

export interface ImageMark extends Placed {
  readonly kind: "image";
  readonly name: string;
  readonly stream: PdfStream;
  readonly width: number;
  readonly height: number;
  readonly bits: number;
  /** Undefined for a stencil mask, which is painted with `paint`, and for JPEG 2000, which says its own. */
  readonly space: ColourSpace | undefined;
  readonly stencil: boolean;
  readonly masked: boolean;
  /** Maps the unit square to the page. */
  readonly matrix: Matrix;
  /** Pixels an inch at the placed size: the lower of the two directions. */
  readonly ppi: number;
  readonly paint: Paint;
}

export interface ShadingMark extends Placed {
  readonly kind: "shading";
  readonly space: ColourSpace;
  readonly paint: Paint;
}

export type Mark = TextMark | PathMark | ImageMark | ShadingMark;
