/**
 * Pictures for the press: cropped to what is shown, upright, no finer than the screen can print, in inks under the limit.
 * A CMYK JPEG that already fits goes through byte by byte.
 */
import type { Picture, SceneImage } from "../scene/list.js";
import { resolutionOf } from "../scene/resolution.js";
import { isCropped } from "../render/picture.js";
import type { OutputCondition } from "./condition.js";
import type { PressFinding } from "./finding.js";
import { limitInk } from "./ink.js";
import type { Separation } from "./separation.js";
import { cmykTiff } from "./tiff.js";

/** Of 100; in four-component JPEGs at full chroma this is where differences can no longer be measured on a proof. */
const QUALITY = 95;
const BEST_QUALITY = 98;
/** Coding moves inks; a picture that gets over the limit by this much is coded once more, with less ink there. */
const CODING_TOLERANCE = 0.03;
const MOST_CODINGS = 3;
const MOST_PIXELS = 150_000_000;
/** Channels of a grey photograph in RGB differ by no more than what JPEG adds. */
const GREY_TOLERANCE = 6;
/** A picture is measured for ink at about this many pixels across: the limit holds for areas, not for single dots. */
const MEASURE_WIDTH = 1000;
/** Over the limit by this much, an untouched CMYK picture is left as it is: coding noise. */
const INK_TOLERANCE = 0.02;

export interface PressPicture {
  readonly image: SceneImage;
  readonly picture: Picture;
  /** Whether it prints in black ink alone. */
  readonly grey: boolean;
  readonly findings: readonly PressFinding[];
}

export interface PictureRequest {
  readonly page: number;
  readonly id: string;
  readonly condition: OutputCondition;
  separation(): Promise<Separation>;
  /** Black ink for each of 256 greys. */
  blackCurve(): Promise<Uint8Array>;
}

/** Rejects with a reason where the picture cannot be decoded. */
export async function pressPicture(
  picture: Picture,
  image: SceneImage,
  request: PictureRequest,
): Promise<PressPicture> {
  const { condition } = request;
  const findings = [...resolutionFindings(picture, image, request)];
  const { default: sharp } = await import("sharp");
  const options = { limitInputPixels: MOST_PIXELS, failOn: "error" } as const;
  const meta = await sharp(image.bytes, options).metadata();
  const ppi = resolutionOf(picture, image);
  const inInks = meta.space === "cmyk" && fitsSpace(meta.icc, condition);
  const plain = !isCropped(picture) && image.orientation === 1 && ppi <= condition.resolution.limit;
  if (inInks && plain && (await mostInk(image.bytes)) <= condition.inkLimit / 100 + INK_TOLERANCE) {
    return { image: { ...image, id: request.id }, picture: { ...picture, image: request.id }, grey: false, findings };
  }
  const region = shownRegion(picture, image);
  const scale = Math.min(1, condition.resolution.limit / ppi);
  const size = {
    width: Math.max(1, Math.round(region.width * scale)),
    height: Math.max(1, Math.round(region.height * scale)),
  };
  const open = sharp(image.bytes, options).autoOrient();
  const sized = mayShrinkOnLoad(image, region, scale)
    ? open.resize({ ...scaled(image, scale), fit: "fill" }).extract({ ...placeIn(image, region, scale, size), ...size })
    : scale < 1
      ? open.extract(region).resize({ ...size, fit: "fill" })
      : open.extract(region);
  let bytes: Uint8Array;
  let isGrey = false;
  if (inInks) {
    const { data } = await sized
      .pipelineColourspace("cmyk")
      .toColourspace("cmyk")
      .raw()
      .toBuffer({ resolveWithObject: true });
    bytes = await inkJpeg(data, size, condition);
  } else {
    const { data, info } = await sized
      .flatten({ background: "#fff" })
      .toColourspace("srgb")
      .raw({ depth: "uchar" })
      .toBuffer({ resolveWithObject: true });
    const grey = greyOf(data, info.channels);
    isGrey = grey !== undefined;
    bytes =
      grey === undefined
        ? await inkJpeg((await request.separation()).convert(data), size, condition)
        : await greyJpeg(grey, await request.blackCurve(), size);
  }
  const ready: SceneImage = { id: request.id, format: "jpeg", bytes, ...size, orientation: 1 };
  const whole = { x: 0, y: 0, width: 1, height: 1 };
  return { image: ready, picture: { ...picture, image: request.id, crop: whole }, grey: isGrey, findings };
}

function* resolutionFindings(picture: Picture, image: SceneImage, request: PictureRequest): Generator<PressFinding> {
  const ppi = Math.round(resolutionOf(picture, image));
  const { warn, error, name } = { ...request.condition.resolution, name: request.condition.name };
  if (ppi >= warn) return;
  const tooFew = ppi < error;
  yield {
    severity: tooFew ? "error" : "warning",
    code: "image-resolution",
    page: request.page,
    message: `picture "${image.id}" has ${ppi} ppi at its size on the page; ${name} wants ${tooFew ? error : warn}`,
    hint: "use a larger picture, or set it over fewer columns",
    box: picture.rect,
  };
}

/** Whole pixels of the upright picture that cover what is shown. */
function shownRegion(
  { crop }: Picture,
  image: SceneImage,
): { left: number; top: number; width: number; height: number } {
  const left = Math.min(image.width - 1, Math.max(0, Math.round(crop.x * image.width)));
  const top = Math.min(image.height - 1, Math.max(0, Math.round(crop.y * image.height)));
  const width = Math.min(image.width - left, Math.max(1, Math.round(crop.width * image.width)));
  const height = Math.min(image.height - top, Math.max(1, Math.round(crop.height * image.height)));
  return { left, top, width, height };
}

/** JPEG decoders make a picture smaller while they unpack it, by whole steps from two on; but only all of it. */
const LEAST_SHRINK = 1 / 2;
/** A part smaller than this share of its picture is cut out before it is made smaller. */
const LEAST_PART = 1 / 4;

function mayShrinkOnLoad({ format, width, height }: SceneImage, part: Size, scale: number): boolean {
  return format === "jpeg" && scale <= LEAST_SHRINK && part.width * part.height >= width * height * LEAST_PART;
}

function scaled({ width, height }: Size, scale: number): Size {
  return { width: Math.max(1, Math.ceil(width * scale)), height: Math.max(1, Math.ceil(height * scale)) };
}

/** Where a region of the whole picture begins in the smaller one. */
function placeIn(
  image: Size,
  { left, top }: { readonly left: number; readonly top: number },
  scale: number,
  size: Size,
): { left: number; top: number } {
  const whole = scaled(image, scale);
  return {
    left: Math.max(0, Math.min(Math.round(left * scale), whole.width - size.width)),
    top: Math.max(0, Math.min(Math.round(top * scale), whole.height - size.height)),
  };
}

/** CMYK without a profile is taken as made for this press: nothing better is known of it. */
function fitsSpace(icc: Uint8Array | undefined, { profile }: OutputCondition): boolean {
  return icc === undefined || Buffer.compare(icc, profile.bytes) === 0;
}

async function mostInk(bytes: Uint8Array): Promise<number> {
  const { default: sharp } = await import("sharp");
  const image = sharp(bytes, { limitInputPixels: MOST_PIXELS }).resize({
    width: MEASURE_WIDTH,
    withoutEnlargement: true,
  });
  return mostOf(await image.pipelineColourspace("cmyk").toColourspace("cmyk").raw().toBuffer());
}

function mostOf(inks: Uint8Array): number {
  let most = 0;
  for (let at = 0; at + 3 < inks.length; at += 4) {
    const sum = (inks[at] ?? 0) + (inks[at + 1] ?? 0) + (inks[at + 2] ?? 0) + (inks[at + 3] ?? 0);
    if (sum > most) most = sum;
  }
  return most / 255;
}

/** The same of means over two by two dots, which are still finer than any screen of a newspaper. */
function mostOfFours(inks: Uint8Array, width: number): number {
  const row = width * 4;
  let most = 0;
  for (let top = 0; top + 2 * row <= inks.length; top += 2 * row) {
    for (let at = top; at + 8 <= top + row; at += 8) {
      let sum = 0;
      for (let i = at; i < at + 8; i++) sum += (inks[i] ?? 0) + (inks[i + row] ?? 0);
      if (sum > most) most = sum;
    }
  }
  return most / 4 / 255;
}

/** A copy where no dot takes more than `limit`, the sum of four inks from 0 to 1. */
function limitPixels(inks: Uint8Array, limit: number): Uint8Array {
  const out = inks.slice();
  const most = limit * 255;
  for (let at = 0; at + 3 < out.length; at += 4) {
    const c = out[at] ?? 0;
    const m = out[at + 1] ?? 0;
    const y = out[at + 2] ?? 0;
    const k = out[at + 3] ?? 0;
    if (c + m + y + k <= most) continue;
    const less = limitInk({ c: c / 255, m: m / 255, y: y / 255, k: k / 255 }, limit);
    out.set([less.c * 255, less.m * 255, less.y * 255, less.k * 255], at);
  }
  return out;
}

/** The greys, where a picture has no other colours: then it needs one plate. */
function greyOf(pixels: Uint8Array, channels: number): Uint8Array | undefined {
  if (channels === 1) return pixels;
  const grey = new Uint8Array(Math.floor(pixels.length / channels));
  for (let i = 0; i < grey.length; i++) {
    const [r, g, b] = [pixels[i * channels] ?? 0, pixels[i * channels + 1] ?? 0, pixels[i * channels + 2] ?? 0];
    if (Math.abs(r - g) > GREY_TOLERANCE || Math.abs(g - b) > GREY_TOLERANCE || Math.abs(r - b) > GREY_TOLERANCE) {
      return undefined;
    }
    grey[i] = g;
  }
  return grey;
}

interface Size {
  readonly width: number;
  readonly height: number;
}

/** Coded until nothing gets over the limit by more than coding always moves it. */
async function inkJpeg(inks: Uint8Array, size: Size, condition: OutputCondition): Promise<Uint8Array> {
  const limit = condition.inkLimit / 100;
  let wanted = limit - INK_TOLERANCE;
  let bytes = await encodeInks(limitPixels(inks, wanted), size, QUALITY);
  for (let coding = 1; coding < MOST_CODINGS; coding++) {
    const excess = mostOfFours(await decodeInks(bytes), size.width) - limit;
    if (excess <= CODING_TOLERANCE) break;
    wanted -= excess;
    bytes = await encodeInks(limitPixels(inks, wanted), size, BEST_QUALITY);
  }
  return bytes;
}

async function encodeInks(inks: Uint8Array, { width, height }: Size, quality: number): Promise<Uint8Array> {
  const { default: sharp } = await import("sharp");
  return sharp(cmykTiff(inks, width, height), { limitInputPixels: MOST_PIXELS })
    .pipelineColourspace("cmyk")
    .toColourspace("cmyk")
    .jpeg({ quality, chromaSubsampling: "4:4:4" })
    .toBuffer();
}

async function decodeInks(jpeg: Uint8Array): Promise<Uint8Array> {
  const { default: sharp } = await import("sharp");
  const image = sharp(jpeg, { limitInputPixels: MOST_PIXELS });
  return image.pipelineColourspace("cmyk").toColourspace("cmyk").raw().toBuffer();
}

/** PDF's DeviceGray is the black plate turned round. */
async function greyJpeg(grey: Uint8Array, curve: Uint8Array, { width, height }: Size): Promise<Uint8Array> {
  const { default: sharp } = await import("sharp");
  const light = grey.map((value) => 255 - (curve[value] ?? 0));
  return sharp(light, { raw: { width, height, channels: 1 } })
    .toColourspace("b-w")
    .jpeg({ quality: QUALITY })
    .toBuffer();
}
