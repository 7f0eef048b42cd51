/** Fills, lines and pictures of a PDF as the audit sees them: rectangles that hide what lies under them, rules, and veils. */
import type { PaintedCover } from "../../../audit/painted.js";
import { type ImageMark, isGlass, type Mark, type Paint, type PathMark, type Polygon } from "../content/marks.js";
import { type Box, boxOfPolygons, intersect, isEmpty } from "../content/matrix.js";
import { rectangleOf } from "../content/path.js";
import type { PdfDocument } from "../pdf/file.js";
import { isNothing, luminanceOfPaint } from "./colour.js";
import { rectOf } from "./place.js";

/** Points. A stroke as wide as this is no rule. */
const THICKEST_RULE = 3;
/** A line that is as light as this is hardly seen on paper, and disturbs no letter. */
const LIGHT = 0.85;
/** How far from level or upright a line, or the edge of a picture, may be: points. */
const SLACK = 0.05;
/** Of paths with more pieces than this, only the box is taken. */
const MOST_PIECES = 5_000;

/** Rectangles of one mark, cut to its clipping path and to the trim. */
export function coversOf(mark: Mark, page: Box, file: PdfDocument): readonly PaintedCover[] {
  if (mark.off) return [];
  const parts = partsOf(mark, file);
  const bounds = intersect(mark.clip, page);
  return parts.flatMap(({ box, kind, luminance, veil: glass }): PaintedCover[] => {
    const seen = intersect(box, bounds);
    if (isEmpty(seen)) return [];
    const hidesAll = !glass && !mark.cropped && !mark.glazed;
    return [
      {
        kind,
        role: kind === "picture" ? "picture" : "ground",
        article: undefined,
        pointer: "",
        rect: rectOf(seen, page),
        luminance: hidesAll ? luminance : undefined,
        ...(hidesAll ? {} : { veil: true }),
      },
    ];
  });
}

interface Part {
  readonly box: Box;
  readonly kind: PaintedCover["kind"];
  readonly luminance: number | undefined;
  readonly veil: boolean;
}

function partsOf(mark: Mark, file: PdfDocument): readonly Part[] {
  switch (mark.kind) {
    case "text":
      return [];
    case "shading":
      return isNothing(mark.paint) ? [] : [veil(mark.box)];
    case "image":
      return isNothing(mark.paint) ? [] : [imagePart(mark, file)];
    case "path":
      return [...fillParts(mark), ...strokeParts(mark)];
  }
}

function veil(box: Box): Part {
  return { box, kind: "fill", luminance: undefined, veil: true };
}

function imagePart(mark: ImageMark, file: PdfDocument): Part {
  const [a, b, c, d] = mark.matrix;
  const level = Math.abs(b) < SLACK && Math.abs(c) < SLACK;
  const turned = Math.abs(a) < SLACK && Math.abs(d) < SLACK;
  const opaque = !mark.stencil && !hasMask(mark, file) && !isGlass(mark.paint);
  return { box: mark.box, kind: "picture", luminance: undefined, veil: !(opaque && (level || turned)) };
}

/** A soft mask, a mask of one bit, a colour that is left out, or the alpha channel of a JPEG 2000 picture. */
function hasMask({ stream: { dict }, masked }: ImageMark, file: PdfDocument): boolean {
  return masked || file.resolve(dict.raw("Mask")) !== null || (file.number(dict.raw("SMaskInData")) ?? 0) > 0;
}

function fillParts({ fill, polygons, box }: PathMark): readonly Part[] {
  if (fill === undefined || isNothing(fill)) return [];
  const [first, ...others] = polygons;
  const rectangle = first === undefined ? undefined : rectangleOf(first);
  // Several pieces may cut holes into each other.
  if (rectangle === undefined || others.length > 0) {
    return polygons.length > MOST_PIECES ? [veil(box)] : polygons.map((polygon) => veil(boxOfPolygons([polygon])));
  }
  // An overprinting ground leaves other plates as they are: black text under it is still seen.
  const hides = fill.pattern === "none" && !isGlass(fill) && !fill.overprint && !isLightRule(rectangle, fill);
  return [{ box: rectangle, kind: "fill", luminance: luminanceOfPaint(fill), veil: !hides }];
}

function strokeParts({ stroke, strokeWidth, polygons, closed, box }: PathMark): readonly Part[] {
  if (stroke === undefined || isNothing(stroke)) return [];
  const thick = strokeWidth >= THICKEST_RULE;
  if (polygons.length > MOST_PIECES) return thick ? [veil(box)] : [];
  const shown = isSeenOnPaper(stroke);
  return polygons.flatMap((polygon, index) => {
    const lines = straightLines(polygon, closed[index] === true, strokeWidth / 2);
    if (lines === undefined) return thick ? [veil(boxOfPolygons([polygon]))] : [];
    if (!thick && !shown) return [];
    const hides = !isGlass(stroke) && !stroke.overprint;
    return lines.map((line): Part => ({
      box: line,
      kind: "fill",
      luminance: luminanceOfPaint(stroke),
      veil: thick && !hides,
    }));
  });
}

function isLightRule({ left, bottom, right, top }: Box, fill: Paint): boolean {
  return Math.min(right - left, top - bottom) < THICKEST_RULE && !isSeenOnPaper(fill);
}

function isSeenOnPaper(paint: Paint): boolean {
  const luminance = luminanceOfPaint(paint);
  return luminance !== undefined && luminance < LIGHT;
}

/** A line, or the four sides of a rectangle; undefined for other paths. */
function straightLines(polygon: Polygon, isClosed: boolean, half: number): readonly Box[] | undefined {
  const rectangle = isClosed ? rectangleOf(polygon) : undefined;
  if (rectangle !== undefined) {
    const { left, bottom, right, top } = rectangle;
    return [
      grown({ left, bottom, right, top: bottom }, half),
      grown({ left, bottom: top, right, top }, half),
      grown({ left, bottom, right: left, top }, half),
      grown({ left: right, bottom, right, top }, half),
    ];
  }
  if (polygon.length !== 4) return undefined;
  const box = boxOfPolygons([polygon]);
  if (box.right - box.left > SLACK && box.top - box.bottom > SLACK) return undefined;
  return [box.right - box.left > box.top - box.bottom ? grown(box, 0, half) : grown(box, half, 0)];
}

function grown({ left, bottom, right, top }: Box, across: number, up = across): Box {
  return { left: left - across, bottom: bottom - up, right: right + across, top: top + up };
}
