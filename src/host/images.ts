/**
 * Picture files in. The header is read here, at once, so that pages can be composed; whether the whole file really
 * decodes is found out meanwhile by sharp in a worker thread, whose start costs longer (80 ms) than most of the rest.
 * Nothing may be written before that verdict is in.
 */
import { createRequire } from "node:module";
import { Worker } from "node:worker_threads";
import type { Diagnostic, Outcome, SourcePlace } from "../base/diagnostic.js";
import type { LightGrid, SceneImage } from "../scene/list.js";
import { checkDrawing } from "./drawing.js";
import { readBytes } from "./files.js";
import { type GreyPixels, isLineArt, mayBeLineArt } from "./line-art.js";
import { withoutTail } from "./picture-end.js";
import { readRights } from "./rights.js";

/** Larger than any camera's file; a picture page of a broadsheet at 300 dpi has 30 megapixels. */
const MAX_IMAGE_BYTES = 200 * 1024 * 1024;
const MAX_IMAGE_PIXELS = 150_000_000;
/** The longer side of a drawing: 230 dpi across a broadsheet page. */
const DRAWING_PIXELS = 3_600;
/** Pixels of a picture that is looked at before composition, which waits for that: 20 ms, and 60 ms where it may be line art. */
const LOOKED_AT_PIXELS = 4_000_000;
/** A code or chart takes little of a file: with at least so many pixels to a byte, larger pictures are looked at too. */
const PLAIN_PIXELS = 16_000_000;
const PLAIN_PIXELS_TO_BYTE = 8;
/** The longer side of the small copy at which most photographs are told from line art; 40 modules of a code have six pixels each. */
const SMALL_PIXELS = 256;

export interface PendingImage {
  /** What composition needs: the size is known, the pixels are not yet proven. */
  readonly image: SceneImage;
  /** Settles when the file was decoded: empty if all is well. Never rejects. */
  readonly verdict: Promise<readonly Diagnostic[]>;
  /** Whether it was found to be a code, chart or other line drawing. */
  readonly isLineArt: boolean;
}

/** What is to be found out of a picture before composition, which then waits for its pixels. */
interface Wanted {
  /** Text is to stand on it. */
  readonly light?: boolean;
  /** It may be cropped. */
  readonly kind?: boolean;
}

/** Reads a picture and proves that it decodes. `at` is the place in the edition that names it. */
export async function loadImage(path: string, id: string, at?: SourcePlace): Promise<Outcome<SceneImage>> {
  const opened = await openImage(path, id, at);
  if (!opened.ok) return opened;
  const diagnostics = await opened.value.verdict;
  return diagnostics.length === 0 ? { ok: true, value: opened.value.image, diagnostics } : { ok: false, diagnostics };
}

/** Reads a picture's header; the proof that it decodes is under way when this returns. */
export async function openImage(
  path: string,
  id: string,
  at?: SourcePlace,
  { light = false, kind = false }: Wanted = {},
): Promise<Outcome<PendingImage>> {
  const problem = (code: string, message: string, hint: string): Diagnostic => ({
    severity: "error",
    code,
    message: `picture "${path}" ${message}`,
    at: at ?? { file: path, line: 1, column: 1 },
    hints: [hint],
  });
  const fail = (...args: Parameters<typeof problem>): Outcome<PendingImage> => ({
    ok: false,
    diagnostics: [problem(...args)],
  });
  const read = await readBytes(path, MAX_IMAGE_BYTES);
  if (!read.ok) {
    const [first] = read.diagnostics;
    return first?.code === "too-large"
      ? fail("picture-too-large", `is larger than ${MAX_IMAGE_BYTES / 1024 / 1024} MB`, "save it as JPEG")
      : fail(
          `picture-${first?.code ?? "unreadable"}`,
          `cannot be read: ${first?.message ?? ""}`,
          first?.hints[0] ?? "",
        );
  }
  const format = sniff(read.value);
  const bytes = withoutTail(read.value, format);
  if (bytes.length === 0) return fail("picture-corrupt", "is empty", "save it again");
  if (format === "unknown") {
    return fail("picture-unsupported", "is not a picture that banxin knows", "save it as JPEG or PNG");
  }
  const header = format === "jpeg" ? readJpegHeader(bytes) : format === "png" ? readPngHeader(bytes) : "convert";
  if (header === "truncated") {
    return fail("picture-corrupt", "breaks off before its end", "the file was not copied whole: copy it again");
  }
  if (header === "corrupt") return fail("picture-corrupt", "has a broken header", "save it again");
  const tooMany = (width: number, height: number) =>
    fail("picture-too-large", `has ${width} × ${height} pixels`, `the limit is ${MAX_IMAGE_PIXELS / 1e6} megapixels`);
  if (header !== "convert") {
    if (header.width * header.height > MAX_IMAGE_PIXELS) return tooMany(header.width, header.height);
    if (header.plain && (format === "jpeg" || format === "png")) {
      const isDrawn = kind && (await looksDrawn(bytes, header));
      const answered = decoder.run({ bytes, convert: false, light });
      const verdict = answered.then((answer) =>
        answer.ok
          ? []
          : [
              problem(
                "picture-corrupt",
                `cannot be decoded: ${answer.problem}`,
                "open it in a picture program and save it again",
              ),
            ],
      );
      const image = { ...upright(id, format, bytes, header), ...(light ? lightOf(await answered) : {}) };
      return { ok: true, value: { image, verdict, isLineArt: isDrawn }, diagnostics: [] };
    }
  }
  const drawing = format === "svg" ? checkDrawing(bytes) : undefined;
  if (drawing?.ok === false) return fail("picture-unsafe", drawing.problem, drawing.hint);
  const answer = await decoder.run({
    bytes: drawing?.bytes ?? bytes,
    convert: true,
    light,
    ...(drawing === undefined ? {} : { longest: DRAWING_PIXELS }),
  });
  if (!answer.ok) {
    return answer.problem.includes("pixel limit")
      ? fail("picture-too-large", "has too many pixels", `the limit is ${MAX_IMAGE_PIXELS / 1e6} megapixels`)
      : fail("picture-corrupt", `cannot be decoded: ${answer.problem}`, "save it as JPEG or PNG");
  }
  const { width, height, format: newFormat, made } = answer;
  const image: SceneImage = { id, format: newFormat, bytes: made, width, height, orientation: 1, ...lightOf(answer) };
  const value = { image, verdict: Promise.resolve([]), isLineArt: kind && (await looksDrawn(made, image)) };
  return { ok: true, value, diagnostics: [] };
}

/** Stops the decoding thread; for programs that run on and load no more pictures. */
export async function closeImageDecoder(): Promise<void> {
  await decoder.close();
}

function lightOf(answer: Answer): { readonly light?: LightGrid } {
  return answer.ok && answer.light !== undefined ? { light: answer.light } : {};
}

function isLookedAt({ width, height }: Pick<Header, "width" | "height">, { length }: Uint8Array): boolean {
  const pixels = width * height;
  return pixels <= LOOKED_AT_PIXELS || (pixels <= PLAIN_PIXELS && pixels >= PLAIN_PIXELS_TO_BYTE * length);
}

/** Whether a picture is line art, as far as it is looked at. One that does not decode is none. */
async function looksDrawn(bytes: Uint8Array, size: Pick<Header, "width" | "height">): Promise<boolean> {
  if (!isLookedAt(size, bytes)) return false;
  const small = await decoder.run({ bytes, grey: SMALL_PIXELS });
  if (!small.ok || small.grey === undefined || !mayBeLineArt(small.grey)) return false;
  const whole = await decoder.run({ bytes, grey: Math.max(size.width, size.height) });
  return whole.ok && whole.grey !== undefined && isLineArt(whole.grey);
}

interface Header {
  readonly width: number;
  readonly height: number;
  readonly orientation: number;
  /** Whether PDF and SVG can take the file as it is. */
  readonly plain: boolean;
}

function upright(id: string, format: "jpeg" | "png", bytes: Uint8Array, header: Header): SceneImage {
  const { width, height, orientation } = header;
  // Orientations 5 to 8 turn the picture by a quarter.
  const turned = orientation >= 5;
  const rights = readRights(bytes, format);
  return {
    ...(rights === undefined ? {} : { rights }),
    id,
    format,
    bytes,
    width: turned ? height : width,
    height: turned ? width : height,
    orientation,
  };
}

type Sniffed = "jpeg" | "png" | "other" | "svg" | "unknown";

/** By content: the name of a file says little about it. */
function sniff(bytes: Uint8Array): Sniffed {
  const ascii = (from: number, to: number) => String.fromCharCode(...bytes.subarray(from, to));
  if (bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff) return "jpeg";
  if (ascii(0, 8) === "\x89PNG\r\n\x1a\n") return "png";
  if (ascii(0, 4) === "RIFF" && ascii(8, 12) === "WEBP") return "other";
  if (/^GIF8[79]a$/u.test(ascii(0, 6))) return "other";
  if (/^(?:II\*\0|MM\0\*|II\+\0|MM\0\+)$/u.test(ascii(0, 4))) return "other";
  if (/^ftyp(?:avif|avis)$/u.test(ascii(4, 12))) return "other";
  if (/^(?:\xEF\xBB\xBF)?\s*<(?:\?xml|!--|!DOCTYPE svg|svg)/iu.test(ascii(0, 256))) return "svg";
  return "unknown";
}

function readPngHeader(bytes: Uint8Array): Header | "corrupt" | "truncated" {
  const view = viewOf(bytes);
  if (bytes.length < 33 || view.getUint32(12) !== 0x49484452) return "corrupt";
  const [width, height, depth] = [view.getUint32(16), view.getUint32(20), view.getUint8(24)];
  if (width === 0 || height === 0) return "corrupt";
  let at = 8;
  let ended = false;
  while (at + 12 <= bytes.length && !ended) {
    ended = view.getUint32(at + 4) === 0x49454e44;
    at += view.getUint32(at) + 12;
  }
  if (!ended) return "truncated";
  // 16 bits a channel are halved and interlacing is undone: no page needs them, and not every reader takes them.
  return { width, height, orientation: 1, plain: depth <= 8 && view.getUint8(28) === 0 };
}

function readJpegHeader(bytes: Uint8Array): Header | "corrupt" | "truncated" {
  const view = viewOf(bytes);
  let orientation = 1;
  let frame: { readonly width: number; readonly height: number; readonly plain: boolean } | undefined;
  let at = 2;
  while (at + 4 <= bytes.length) {
    const marker = bytes[at + 1] ?? 0;
    // Every decoder skips fill bytes and stray ones between segments, and some cameras write them.
    if (bytes[at] !== 0xff || marker === 0xff || marker === 0) {
      at += 1;
      continue;
    }
    if (marker === 0xd9) return "corrupt";
    if (marker === 0x01 || (marker >= 0xd0 && marker <= 0xd8)) {
      at += 2;
      continue;
    }
    const length = view.getUint16(at + 2);
    if (length < 2) return "corrupt";
    if (at + 2 + length > bytes.length) return "truncated";
    const segment = bytes.subarray(at + 4, at + 2 + length);
    if (marker === 0xe1) orientation = readOrientation(segment) ?? orientation;
    if (marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)) frame = readFrame(marker, segment);
    if (marker === 0xda) {
      if (frame === undefined) return "corrupt";
      return hasEnd(bytes, at) ? { ...frame, orientation } : "truncated";
    }
    at += 2 + length;
  }
  return "truncated";
}

function readFrame(marker: number, segment: Uint8Array) {
  if (segment.length < 6) return undefined;
  const view = viewOf(segment);
  const [height, width, components] = [view.getUint16(1), view.getUint16(3), view.getUint8(5)];
  if (width === 0 || height === 0) return undefined;
  // Baseline, extended and progressive with 8 bits, in grey, colour or CMYK: what every PDF reader decodes.
  const plain = marker <= 0xc2 && view.getUint8(0) === 8 && [1, 3, 4].includes(components);
  return { width, height, plain };
}

/** What follows the end marker is cut off already where the scan could be followed; it is looked for from the back. */
function hasEnd(bytes: Uint8Array, from: number): boolean {
  for (let at = bytes.length - 2; at > from; at -= 1) {
    if (bytes[at] === 0xff && bytes[at + 1] === 0xd9) return true;
  }
  return false;
}

/** The orientation tag of an Exif segment, if it has a sensible one. */
function readOrientation(segment: Uint8Array): number | undefined {
  if (String.fromCharCode(...segment.subarray(0, 6)) !== "Exif\0\0") return undefined;
  const tiff = segment.subarray(6);
  if (tiff.length < 14) return undefined;
  const view = viewOf(tiff);
  const little = view.getUint16(0) === 0x4949;
  const directory = view.getUint32(4, little);
  if (directory + 2 > tiff.length) return undefined;
  const entries = view.getUint16(directory, little);
  for (let entry = 0; entry < entries; entry += 1) {
    const at = directory + 2 + entry * 12;
    if (at + 12 > tiff.length) return undefined;
    if (view.getUint16(at, little) !== 0x0112) continue;
    const value = view.getUint16(at + 8, little);
    return value >= 1 && value <= 8 ? value : undefined;
  }
  return undefined;
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

type Task =
  | {
      readonly bytes: Uint8Array;
      readonly convert: boolean;
      readonly light: boolean;
      /** Of a drawing, which has no pixels of its own: how many its longer side gets. */
      readonly longest?: number;
    }
  /** Asks for grey pixels alone, of a copy whose longer side has at most so many. */
  | { readonly bytes: Uint8Array; readonly grey: number };

type Answer =
  | {
      readonly ok: true;
      readonly width: number;
      readonly height: number;
      readonly format: SceneImage["format"];
      readonly made: Uint8Array;
      readonly light?: LightGrid;
      readonly grey?: GreyPixels;
    }
  | { readonly ok: false; readonly problem: string };

/**
 * The worker, as source: it is a few lines, and a file of its own would have to be found again by every bundler and
 * test runner. One picture after the other, since sharp itself uses all cores and memory is what big pictures lack.
 */
const WORKER_SOURCE = `
const { parentPort, workerData } = require("node:worker_threads");
const sharp = require(workerData.sharp);
sharp.cache(false);
// Of what libjpeg only warns about, this means that pixels are lost; stray bytes and odd profiles do no harm.
const LOST = /premature end|bad Huffman/i;
const open = (bytes, failOn) => sharp(bytes, { failOn, limitInputPixels: workerData.pixels, sequentialRead: true });
const decode = (bytes, failOn) => open(bytes, failOn).resize({ width: 16, height: 16, fit: "inside" }).raw().toBuffer();
// Cells of a picture, along its longer side, that are told light from dark: some to a letter of a head.
const LIGHT_CELLS = 192;
const linear = (value) => value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
// Weights of WCAG 2.2. What is transparent shows white paper.
const lightIn = async (bytes) => {
  const small = open(bytes, "none").autoOrient().toColourspace("srgb").flatten({ background: "#ffffff" })
    .resize({ width: LIGHT_CELLS, height: LIGHT_CELLS, fit: "inside" });
  const { data, info } = await small.raw().toBuffer({ resolveWithObject: true });
  const step = info.channels;
  const values = [];
  for (let at = 0; at < data.length; at += step) {
    const [r, g, b] = [0, 1, 2].map((channel) => linear(data[at + (step < 3 ? 0 : channel)] / 255));
    values.push(0.2126 * r + 0.7152 * g + 0.0722 * b);
  }
  return { columns: info.width, rows: info.height, values };
};
const greyIn = async (bytes, longest) => {
  const { data, info } = await open(bytes, "none").toColourspace("srgb").flatten({ background: "#ffffff" }).greyscale()
    .resize({ width: longest, height: longest, fit: "inside", withoutEnlargement: true })
    .raw().toBuffer({ resolveWithObject: true });
  return { data, width: info.width, height: info.height, channels: info.channels };
};
// No difference can be measured on a proof.
const INK_JPEG = { quality: 98, chromaSubsampling: "4:4:4" };
let last = Promise.resolve();
// The density at which the longer side of a drawing gets as many pixels as are wanted; 72 is a pixel a point.
// Sizes in millimetres and the like grow with it twice: as lengths, and as all that is drawn.
const sideAt = async (bytes, density) => {
  const { width, height } = await sharp(bytes, { density, limitInputPixels: false }).metadata();
  if (!(width > 0 && height > 0)) throw new Error("it has no size");
  return Math.max(width, height);
};
const densityFor = async (bytes, longest) => {
  const within = (density) => Math.min(100000, Math.max(1, density));
  const times = longest / (await sideAt(bytes, 72));
  const linear = within(72 * times);
  const twice = (await sideAt(bytes, linear)) > longest * 1.5 || times < 0.5;
  return twice && Math.abs((await sideAt(bytes, within(72 * Math.sqrt(times)))) / longest - 1) < 0.1
    ? within(72 * Math.sqrt(times))
    : linear;
};
parentPort.on("message", ({ key, bytes, convert, light, longest, grey }) => {
  last = last.then(async () => {
    try {
      if (grey !== undefined) {
        parentPort.postMessage({ key, ok: true, width: 0, height: 0, format: "png", made: new Uint8Array(), grey: await greyIn(bytes, grey) });
      } else if (convert) {
        const image = longest === undefined
          ? open(bytes, "error")
          : sharp(bytes, { density: await densityFor(bytes, longest), limitInputPixels: workerData.pixels });
        // Inks stay inks: a press may print them as they are.
        const inks = longest === undefined && (await image.metadata()).space === "cmyk";
        const made = inks
          ? image.autoOrient().pipelineColourspace("cmyk").toColourspace("cmyk").keepIccProfile().jpeg(INK_JPEG)
          : image.autoOrient().toColourspace("srgb").png();
        const { data, info } = await made.toBuffer({ resolveWithObject: true });
        const told = light ? { light: await lightIn(data).catch(() => undefined) } : {};
        parentPort.postMessage({ key, ok: true, width: info.width, height: info.height, format: inks ? "jpeg" : "png", made: data, ...told });
      } else {
        await decode(bytes, "warning").catch((error) => {
          if (LOST.test(error.message)) throw error;
          return decode(bytes, "error");
        });
        const told = light ? { light: await lightIn(bytes).catch(() => undefined) } : {};
        parentPort.postMessage({ key, ok: true, width: 0, height: 0, format: "png", made: new Uint8Array(), ...told });
      }
    } catch (error) {
      parentPort.postMessage({ key, ok: false, problem: String(error && error.message || error).split("\\n")[0] });
    }
  });
});
`;

/** The decoding thread: started with the first picture, and never a reason for the process to stay alive. */
class Decoder {
  #worker: Worker | undefined;
  #key = 0;
  readonly #waiting = new Map<number, (answer: Answer) => void>();

  run(task: Task): Promise<Answer> {
    const worker = this.#start();
    const key = (this.#key += 1);
    // A thread that somebody waits for does keep the process alive.
    worker.ref();
    return new Promise((resolve) => {
      this.#waiting.set(key, resolve);
      worker.postMessage({ key, ...task });
    });
  }

  async close(): Promise<void> {
    const worker = this.#worker;
    if (worker === undefined) return;
    this.#giveUp(worker, "the decoder was closed");
    await worker.terminate();
  }

  #start(): Worker {
    if (this.#worker !== undefined) return this.#worker;
    const sharp = createRequire(import.meta.url).resolve("sharp");
    const worker = new Worker(WORKER_SOURCE, { eval: true, workerData: { sharp, pixels: MAX_IMAGE_PIXELS } });
    worker.on("message", ({ key, ...answer }: Answer & { readonly key: number }) => {
      this.#waiting.get(key)?.(answer);
      this.#waiting.delete(key);
      if (this.#waiting.size === 0) worker.unref();
    });
    worker.on("error", (error) => this.#giveUp(worker, error instanceof Error ? error.message : String(error)));
    worker.on("exit", () => this.#giveUp(worker, "the decoder stopped"));
    this.#worker = worker;
    return worker;
  }

  /** A crash of the decoder is an answer too: nobody waits for ever, and the next picture gets a new thread. */
  #giveUp(worker: Worker, problem: string): void {
    // Its end is told twice, and by then another may be at work.
    if (this.#worker !== worker) return;
    this.#worker = undefined;
    for (const answer of this.#waiting.values()) answer({ ok: false, problem });
    this.#waiting.clear();
  }
}

const decoder = new Decoder();
