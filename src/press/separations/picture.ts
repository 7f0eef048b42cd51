/** Pictures of a PDF as ink: unpacked, made smaller, and turned into one byte a plate and pixel. */
import type { ColourSpace } from "../preflight/content/colour-space.js";
import { type Inks, unit } from "../preflight/content/inks.js";
import type { ImageMark } from "../preflight/content/marks.js";
import type { PdfDocument } from "../preflight/pdf/file.js";
import { PdfFault, type PdfStream } from "../preflight/pdf/object.js";

export interface InkPicture {
  readonly width: number;
  readonly height: number;
  readonly names: readonly string[];
  /** One byte a plate of `names`, pixel by pixel. */
  readonly inks: Uint8Array;
  /** Of a soft mask or a stencil; undefined where every pixel covers. */
  readonly alpha: Uint8Array | undefined;
}

/** Samples as they stand in the file, 0 to 2^bits − 1 scaled to 0…255, but for palette indices, which keep their value. */
interface Samples {
  readonly width: number;
  readonly height: number;
  readonly components: number;
  readonly data: Uint8Array;
}

/** In each direction within one pixel of the result: sixteen samples tell a mean to a few per cent. */
const SAMPLES_ACROSS = 4;
const MOST_PIXELS = 400_000_000;

/**
 * The picture at about `width` × `height` pixels, never enlarged. Undefined where its coding cannot be read here (JPEG
 * 2000, fax, JBIG2). Throws a `PdfFault` where the data are damaged.
 */
export async function readPicture(
  file: PdfDocument,
  mark: ImageMark,
  width: number,
  height: number,
): Promise<InkPicture | undefined> {
  if (mark.width * mark.height > MOST_PIXELS) throw new PdfFault("too-large", "a picture has more than 400 megapixels");
  const target = {
    width: Math.max(1, Math.min(mark.width, Math.ceil(width))),
    height: Math.max(1, Math.min(mark.height, Math.ceil(height))),
  };
  const decode = file.numbers(mark.stream.dict.raw("Decode"));
  if (mark.stencil) return stencil(file, mark, decode, target);
  if (mark.space === undefined) return undefined;
  const samples = await readSamples(file, mark.stream, mark, target);
  if (samples === undefined) return undefined;
  const picture = toInks(samples, mark.space, mark.bits, decode, target);
  return { ...picture, alpha: await softMask(file, mark, picture) };
}

interface Size {
  readonly width: number;
  readonly height: number;
}

async function readSamples(
  file: PdfDocument,
  stream: PdfStream,
  image: {
    readonly width: number;
    readonly height: number;
    readonly bits: number;
    readonly space: ColourSpace | undefined;
  },
  target: Size,
): Promise<Samples | undefined> {
  const { bytes, coding } = file.decode(stream);
  if (coding === "DCTDecode") return readJpeg(bytes, target);
  if (coding !== undefined) return undefined;
  const components = image.space?.components ?? 1;
  const indexed = image.space?.family === "Indexed";
  return unpackSamples(bytes, image.width, image.height, components, image.bits, indexed);
}

async function readJpeg(bytes: Uint8Array, target: Size): Promise<Samples> {
  const { default: sharp } = await import("sharp");
  try {
    // Without its profile and its orientation, which PDF does not know; and in its own space.
    const image = sharp(bytes, { ignoreIcc: true, limitInputPixels: MOST_PIXELS, failOn: "error" });
    const { channels } = await image.metadata();
    const space = channels === 4 ? "cmyk" : channels === 1 ? "b-w" : "srgb";
    const { data, info } = await image
      .pipelineColourspace(space)
      .resize({ ...target, fit: "fill", kernel: "mitchell", fastShrinkOnLoad: true })
      .toColourspace(space)
      .raw()
      .toBuffer({ resolveWithObject: true });
    // libvips gives the inks of a four-colour JPEG; PDF's Decode speaks of the samples of the file.
    const inverted = channels === 4 && hasAdobeMarker(bytes);
    if (inverted) for (let i = 0; i < data.length; i++) data[i] = 255 - (data[i] ?? 0);
    return { width: info.width, height: info.height, components: info.channels, data };
  } catch {
    throw new PdfFault("damaged", "a JPEG picture cannot be unpacked");
  }
}

/** APP14 "Adobe" before the picture's data begins. */
function hasAdobeMarker(bytes: Uint8Array): boolean {
  for (let at = 2; at + 4 < bytes.length && bytes[at] === 0xff;) {
    const marker = bytes[at + 1] ?? 0;
    if (marker === 0xda) return false;
    if (marker === 0xee) return Buffer.from(bytes.subarray(at + 4, at + 9)).toString("latin1") === "Adobe";
    at += 2 + (((bytes[at + 2] ?? 0) << 8) | (bytes[at + 3] ?? 0));
  }
  return false;
}

function unpackSamples(
  bytes: Uint8Array,
  width: number,
  height: number,
  components: number,
  bits: number,
  indexed: boolean,
): Samples {
  const row = Math.ceil((width * components * bits) / 8);
  if (bytes.length < row * height) throw new PdfFault("damaged", "a picture has fewer data than its size asks for");
  if (bits === 8) return { width, height, components, data: bytes };
  if (![1, 2, 4, 16].includes(bits)) throw new PdfFault("damaged", `a picture has ${bits} bits a sample`);
  const data = new Uint8Array(width * height * components);
  const perRow = width * components;
  const most = 2 ** bits - 1;
  for (let y = 0; y < height; y++) {
    for (let i = 0; i < perRow; i++) {
      if (bits === 16) {
        data[y * perRow + i] = bytes[y * row + i * 2] ?? 0;
        continue;
      }
      const byte = bytes[y * row + ((i * bits) >> 3)] ?? 0;
      const value = (byte >> (8 - bits - ((i * bits) & 7))) & most;
      data[y * perRow + i] = indexed ? value : (value * 255) / most;
    }
  }
  return { width, height, components, data };
}

function toInks(
  samples: Samples,
  space: ColourSpace,
  bits: number,
  decode: readonly number[] | undefined,
  target: Size,
): InkPicture {
  const { components } = samples;
  const tables = Array.from({ length: components }, (_, i) => decodeTable(space, i, bits, decode));
  const direct = directInks(samples, space, tables, target);
  if (direct !== undefined) return direct;
  const convert = cached((values) => space.inks(values.map((value, i) => tables[i]?.[value] ?? 0)));
  const size = { width: Math.min(target.width, samples.width), height: Math.min(target.height, samples.height) };
  const names = [...space.inks(space.initial).keys()];
  const inks = new Uint8Array(size.width * size.height * names.length);
  const sums = new Float64Array(names.length);
  const colour = new Array<number>(components).fill(0);
  for (let y = 0; y < size.height; y++) {
    const rows = sampled(y, size.height, samples.height);
    for (let x = 0; x < size.width; x++) {
      const columns = sampled(x, size.width, samples.width);
      sums.fill(0);
      for (const sourceY of rows) {
        for (const sourceX of columns) {
          const at = (sourceY * samples.width + sourceX) * components;
          for (let i = 0; i < components; i++) colour[i] = samples.data[at + i] ?? 0;
          const mix = convert(colour);
          for (let i = 0; i < sums.length; i++) sums[i] = (sums[i] ?? 0) + (mix[i] ?? 0);
        }
      }
      const count = rows.length * columns.length;
      const to = (y * size.width + x) * names.length;
      for (let i = 0; i < names.length; i++) inks[to + i] = Math.round(((sums[i] ?? 0) / count) * 255);
    }
  }
  return { ...size, names, inks, alpha: undefined };
}

/** Samples that are inks already, at the size that is wanted: what a press's own JPEG pictures are. */
function directInks(
  { width, height, components, data }: Samples,
  space: ColourSpace,
  tables: readonly Float64Array[],
  target: Size,
): InkPicture | undefined {
  const family = space.base !== undefined && space.family === "ICCBased" ? space.base.family : space.family;
  if (width > target.width || height > target.height || (family !== "DeviceCMYK" && family !== "DeviceGray"))
    return undefined;
  const names = [...space.inks(space.initial).keys()];
  const inks = new Uint8Array(width * height * names.length);
  const bytes = tables.map((table) => Uint8Array.from(table, (value) => Math.round(unit(value) * 255)));
  if (components === 4) {
    for (let i = 0; i < inks.length; i++) inks[i] = bytes[i & 3]?.[data[i] ?? 0] ?? 0;
  } else {
    const [gray] = bytes;
    for (let i = 0; i < width * height; i++) inks[i * 4 + 3] = 255 - (gray?.[data[i] ?? 0] ?? 0);
  }
  return { width, height, names, inks, alpha: undefined };
}

/** Which of `of` source samples stand for number `index` of `count`. */
function sampled(index: number, count: number, of: number): readonly number[] {
  const from = Math.floor((index * of) / count);
  const to = Math.max(from + 1, Math.floor(((index + 1) * of) / count));
  const step = Math.max(1, Math.floor((to - from) / SAMPLES_ACROSS));
  const picked: number[] = [];
  for (let i = from; i < to; i += step) picked.push(i);
  return picked;
}

/** What each byte of a component means in its colour space (8.9.5.2). */
function decodeTable(
  space: ColourSpace,
  component: number,
  bits: number,
  decode: readonly number[] | undefined,
): Float64Array {
  const [low, high] = space.decodeRange(component, bits);
  const from = decode?.[component * 2] ?? low;
  const to = decode?.[component * 2 + 1] ?? high;
  const most = space.family === "Indexed" ? Math.min(255, 2 ** bits - 1) : 255;
  return Float64Array.from({ length: 256 }, (_, value) => from + (Math.min(value, most) / most) * (to - from));
}

/** Neighbouring pixels are often alike, and a mix of inks is a map: it is made once a colour. */
function cached(inks: (values: readonly number[]) => Inks): (values: readonly number[]) => readonly number[] {
  const known = new Map<number, readonly number[]>();
  return (values) => {
    let key = 0;
    for (const value of values) key = key * 256 + value;
    let mix = values.length > 6 ? undefined : known.get(key);
    if (mix === undefined) {
      mix = [...inks(values).values()];
      if (known.size < 1 << 18) known.set(key, mix);
    }
    return mix;
  };
}

async function softMask(file: PdfDocument, mark: ImageMark, size: Size): Promise<Uint8Array | undefined> {
  const stream = file.stream(mark.stream.dict.raw("SMask"));
  if (stream === undefined) return undefined;
  const image = {
    width: file.number(stream.dict.raw("Width")) ?? 0,
    height: file.number(stream.dict.raw("Height")) ?? 0,
    bits: file.number(stream.dict.raw("BitsPerComponent")) ?? 8,
    space: undefined,
  };
  const samples = await readSamples(file, stream, image, size);
  if (samples === undefined) return undefined;
  return reduced(samples, size, (value) => value);
}

function stencil(
  file: PdfDocument,
  mark: ImageMark,
  decode: readonly number[] | undefined,
  size: Size,
): InkPicture | undefined {
  const { bytes, coding } = file.decode(mark.stream);
  if (coding !== undefined) return undefined;
  const samples = unpackSamples(bytes, mark.width, mark.height, 1, 1, false);
  // A stencil paints where its sample is 0, unless Decode turns it round.
  const paints = decode?.[0] === 1 ? 255 : 0;
  const alpha = reduced(samples, size, (value) => (value === paints ? 255 : 0));
  return { ...size, names: [], inks: new Uint8Array(), alpha };
}

function reduced(samples: Samples, size: Size, of: (value: number) => number): Uint8Array {
  const out = new Uint8Array(size.width * size.height);
  for (let y = 0; y < size.height; y++) {
    const rows = sampled(y, size.height, samples.height);
    for (let x = 0; x < size.width; x++) {
      const columns = sampled(x, size.width, samples.width);
      let sum = 0;
      for (const row of rows) for (const column of columns) sum += of(samples.data[row * samples.width + column] ?? 0);
      out[y * size.width + x] = Math.round(sum / (rows.length * columns.length));
    }
  }
  return out;
}
