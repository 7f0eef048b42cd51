/** A page of the scene as PNG: its SVG, rasterised by sharp (librsvg). Node only; sharp is loaded when first needed. */
import { toPt } from "../base/length.js";
import type { Picture, Scene, ScenePage } from "../scene/list.js";
import { dataUri, renderSvg, type SvgImage } from "./svg.js";

export interface PngOptions {
  readonly dpi?: number;
}

/** Enough to read body type on a screen, small enough for a broadsheet. */
const DEFAULT_DPI = 110;

const POINTS_PER_INCH = 72;

const SCALED_JPEG_QUALITY = 88;

export async function renderPng(scene: Scene, pageNumber: number, options: PngOptions = {}): Promise<Uint8Array> {
  const dpi = options.dpi ?? DEFAULT_DPI;
  if (!(dpi >= 1 && dpi <= 2400)) throw new RangeError(`${dpi} dpi: choose between 1 and 2400`);
  const page = scene.pages.find(({ number }) => number === pageNumber);
  if (page === undefined) throw new RangeError(`the scene has no page ${pageNumber}`);
  const { default: sharp } = await import("sharp");
  const images = await screenPictures(scene, page, dpi);
  const svg = renderSvg(scene, pageNumber, { images, pixelsPerPoint: dpi / POINTS_PER_INCH });
  // `unlimited` lifts libxml's bound on attributes (pictures) and the count of elements (glyphs).
  const image = sharp(Buffer.from(svg), { unlimited: true, limitInputPixels: false });
  return image.flatten({ background: "#fff" }).png({ compressionLevel: 6 }).toBuffer();
}

/**
 * Pictures as librsvg wants them: upright, in sRGB (it knows no CMYK), and no larger than they are shown. Press photographs
 * have ten times the pixels of a proof.
 */
async function screenPictures(scene: Scene, page: ScenePage, dpi: number): Promise<ReadonlyMap<string, SvgImage>> {
  const shown = new Map<string, number>();
  for (const item of page.items) {
    if (item.kind === "picture") shown.set(item.image, Math.max(shown.get(item.image) ?? 0, fullWidth(item, dpi)));
  }
  const { default: sharp } = await import("sharp");
  const made = [...shown].map(async ([id, width]): Promise<readonly [string, SvgImage]> => {
    const image = scene.images.get(id);
    if (image === undefined) throw new Error(`the scene has no picture "${id}"`);
    const scaled = sharp(image.bytes, { limitInputPixels: false })
      .autoOrient()
      .resize({ width: Math.max(1, Math.ceil(width)), withoutEnlargement: true })
      .toColourspace("srgb");
    const { format } = image;
    const bytes = await (format === "jpeg" ? scaled.jpeg({ quality: SCALED_JPEG_QUALITY }) : scaled.png()).toBuffer();
    return [id, { href: dataUri({ bytes, format }), orientation: 1 }];
  });
  return new Map(await Promise.all(made));
}

/** Pixels across the whole upright picture, cropped parts included. */
function fullWidth({ rect, crop }: Picture, dpi: number): number {
  return ((toPt(rect.width) / crop.width) * dpi) / POINTS_PER_INCH;
}
