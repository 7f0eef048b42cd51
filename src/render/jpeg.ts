/** What a PDF must say of a JPEG that it carries unchanged. */
import { viewOf } from "../font/sfnt.js";

export interface JpegHeader {
  /** As stored, before any EXIF turn. */
  readonly width: number;
  readonly height: number;
  readonly bits: number;
  readonly components: number;
  /** Has Adobe's marker: four-component files with it are stored inverted. */
  readonly adobe: boolean;
}

/** Start-of-frame markers that PDF's DCTDecode knows: baseline, extended and progressive Huffman. */
const DECODABLE = new Set([0xc0, 0xc1, 0xc2]);

export class ImageError extends Error {
  override readonly name = "ImageError";
}

export function readJpegHeader(bytes: Uint8Array): JpegHeader {
  const view = viewOf(bytes);
  if (bytes.length < 4 || view.getUint16(0) !== 0xffd8) throw new ImageError("the picture is not a JPEG file");
  let adobe = false;
  let at = 2;
  while (at + 4 <= bytes.length) {
    if (bytes[at] !== 0xff) throw new ImageError("the JPEG file is damaged");
    const marker = bytes[at + 1] ?? 0;
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    if (marker === 0x01 || (marker >= 0xd0 && marker <= 0xd8)) {
      at += 2;
      continue;
    }
    if (marker === 0xda || marker === 0xd9) break;
    const length = view.getUint16(at + 2);
    if (marker === 0xee && startsWith(bytes, at + 4, "Adobe")) adobe = true;
    const isFrame = marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
    if (isFrame && at + 10 <= bytes.length) {
      if (!DECODABLE.has(marker))
        throw new ImageError("the JPEG file is of a kind that PDF cannot carry (not baseline or progressive)");
      const size = { height: view.getUint16(at + 5), width: view.getUint16(at + 7) };
      return {
        ...size,
        bits: bytes[at + 4] ?? 8,
        components: bytes[at + 9] ?? 3,
        adobe: adobe || adobeFollows(bytes, at + 2 + length),
      };
    }
    at += 2 + length;
  }
  throw new ImageError("the JPEG file has no picture in it");
}

/** The marker may stand after the frame header, though it seldom does. */
function adobeFollows(bytes: Uint8Array, from: number): boolean {
  let at = from;
  while (at + 4 <= bytes.length && bytes[at] === 0xff && bytes[at + 1] !== 0xda) {
    if (bytes[at + 1] === 0xee && startsWith(bytes, at + 4, "Adobe")) return true;
    at += 2 + (((bytes[at + 2] ?? 0) << 8) | (bytes[at + 3] ?? 0));
  }
  return false;
}

function startsWith(bytes: Uint8Array, at: number, text: string): boolean {
  for (let i = 0; i < text.length; i++) if (bytes[at + i] !== text.charCodeAt(i)) return false;
  return true;
}
