/** Pictures as PDF image objects. A JPEG goes in byte by byte; so does a PNG where PDF can read its stream. */
import { deflateSync } from "node:zlib";
import { viewOf } from "../font/sfnt.js";
import type { SceneImage } from "../scene/list.js";
import { ImageError, readJpegHeader } from "./jpeg.js";
import type { PdfFile, PdfRef, PdfValue } from "./pdf-kit.js";

/** An image made ready outside the file; `write` puts it in. Making takes time and may run side by side. */
export interface PreparedImage {
  write(file: PdfFile): PdfRef;
}

export async function prepareImage(image: SceneImage): Promise<PreparedImage> {
  try {
    return image.format === "jpeg" ? prepareJpeg(image.bytes) : await preparePng(image.bytes);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new ImageError(`${image.id}: ${reason}`, { cause: error });
  }
}

type Dictionary = Record<string, PdfValue | undefined>;

function imageDictionary(width: number, height: number, more: Dictionary): Dictionary {
  return { Type: "XObject", Subtype: "Image", Width: width, Height: height, ...more };
}

const DEVICE_SPACES: Readonly<Record<number, string>> = { 1: "DeviceGray", 3: "DeviceRGB", 4: "DeviceCMYK" };

function prepareJpeg(bytes: Uint8Array): PreparedImage {
  const header = readJpegHeader(bytes);
  const space = DEVICE_SPACES[header.components];
  if (space === undefined) throw new ImageError(`a JPEG of ${header.components} components cannot be shown`);
  const inverted = header.components === 4 && header.adobe;
  const dictionary = imageDictionary(header.width, header.height, {
    ColorSpace: space,
    BitsPerComponent: header.bits,
    Filter: "DCTDecode",
    ...(inverted ? { Decode: [1, 0, 1, 0, 1, 0, 1, 0] } : {}),
  });
  return { write: (file) => written(file, dictionary, bytes) };
}

function written(file: PdfFile, dictionary: Dictionary, stream: Uint8Array): PdfRef {
  const ref = file.ref(dictionary);
  ref.end(stream);
  return ref;
}

interface PngParts {
  readonly width: number;
  readonly height: number;
  readonly bits: number;
  readonly colourType: number;
  readonly interlaced: boolean;
  readonly palette: Uint8Array | undefined;
  readonly transparency: boolean;
  readonly data: readonly Uint8Array[];
}

const PNG_GRAY = 0;
const PNG_RGB = 2;
const PNG_PALETTE = 3;

async function preparePng(bytes: Uint8Array): Promise<PreparedImage> {
  const png = readPng(bytes);
  const plain = png.colourType === PNG_GRAY || png.colourType === PNG_RGB || png.colourType === PNG_PALETTE;
  if (!plain || png.interlaced || png.transparency) return decodedPng(bytes);
  const colours = png.colourType === PNG_RGB ? 3 : 1;
  const dictionary = imageDictionary(png.width, png.height, {
    ColorSpace: pngSpace(png),
    BitsPerComponent: png.bits,
    Filter: "FlateDecode",
    // PNG's row filters are PDF's predictors of the same numbers.
    DecodeParms: { Predictor: 15, Colors: colours, BitsPerComponent: png.bits, Columns: png.width },
  });
  const stream = Buffer.concat(png.data);
  return { write: (file) => written(file, dictionary, stream) };
}

function pngSpace(png: PngParts): PdfValue {
  if (png.colourType === PNG_RGB) return "DeviceRGB";
  if (png.colourType === PNG_GRAY) return "DeviceGray";
  if (png.palette === undefined) throw new ImageError("the PNG file has no palette");
  return ["Indexed", "DeviceRGB", png.palette.length / 3 - 1, png.palette];
}

/** Alpha, interlacing: decoded by sharp, the alpha channel as a soft mask. */
async function decodedPng(bytes: Uint8Array): Promise<PreparedImage> {
  const { default: sharp } = await import("sharp");
  const { data, info } = await sharp(bytes, { limitInputPixels: false })
    .toColourspace("srgb")
    .ensureAlpha()
    .raw({ depth: "uchar" })
    .toBuffer({ resolveWithObject: true });
  const count = info.width * info.height;
  const rgb = new Uint8Array(count * 3);
  const alpha = new Uint8Array(count);
  for (let i = 0; i < count; i++) {
    rgb[i * 3] = data[i * 4] ?? 0;
    rgb[i * 3 + 1] = data[i * 4 + 1] ?? 0;
    rgb[i * 3 + 2] = data[i * 4 + 2] ?? 0;
    alpha[i] = data[i * 4 + 3] ?? 255;
  }
  const common = { BitsPerComponent: 8, Filter: "FlateDecode" };
  const colours = deflateSync(rgb);
  const opaque = alpha.every((value) => value === 255);
  const mask = opaque ? undefined : deflateSync(alpha);
  return {
    write(file) {
      const maskDictionary = imageDictionary(info.width, info.height, { ...common, ColorSpace: "DeviceGray" });
      const softMask = mask === undefined ? {} : { SMask: written(file, maskDictionary, mask) };
      const dictionary = imageDictionary(info.width, info.height, { ...common, ColorSpace: "DeviceRGB", ...softMask });
      return written(file, dictionary, colours);
    },
  };
}

function readPng(bytes: Uint8Array): PngParts {
  const view = viewOf(bytes);
  if (bytes.length < 33 || view.getUint32(0) !== 0x89504e47) throw new ImageError("the picture is not a PNG file");
  const data: Uint8Array[] = [];
  let palette: Uint8Array | undefined;
  let transparency = false;
  for (let at = 8; at + 12 <= bytes.length;) {
    const length = view.getUint32(at);
    const tag = String.fromCharCode(...bytes.subarray(at + 4, at + 8));
    const body = bytes.subarray(at + 8, at + 8 + length);
    if (body.length < length) throw new ImageError("the PNG file is cut short");
    if (tag === "PLTE") palette = body;
    else if (tag === "tRNS") transparency = true;
    else if (tag === "IDAT") data.push(body);
    at += 12 + length;
  }
  if (data.length === 0) throw new ImageError("the PNG file has no picture in it");
  return {
    width: view.getUint32(16),
    height: view.getUint32(20),
    bits: bytes[24] ?? 8,
    colourType: bytes[25] ?? PNG_RGB,
    interlaced: bytes[28] !== 0,
    palette,
    transparency,
    data,
  };
}
