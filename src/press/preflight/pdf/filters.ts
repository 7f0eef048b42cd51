/** The stream filters that carry data (ISO 32000-1, 7.4), each with a bound on what it may unpack to. */
import { inflateRawSync, inflateSync } from "node:zlib";
import { type PdfDict, PdfFault } from "./object.js";

/** What `number` says of a decoding parameter when it is not given. */
export interface Parameters {
  number(key: string, otherwise: number): number;
}

export function inflate(bytes: Uint8Array, limit: number): Uint8Array {
  // Z_SYNC_FLUSH lets a stream that was cut short give what it has, as viewers do.
  const options = { maxOutputLength: limit, finishFlush: 2 };
  try {
    return inflateSync(bytes, options);
  } catch (error) {
    if (isTooLarge(error)) throw tooLarge(limit);
    try {
      // Some writers leave the two bytes of zlib's header wrong.
      return inflateRawSync(bytes.subarray(2), options);
    } catch (again) {
      if (isTooLarge(again)) throw tooLarge(limit);
      throw new PdfFault("damaged", "a compressed stream cannot be unpacked");
    }
  }
}

function isTooLarge(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "ERR_BUFFER_TOO_LARGE";
}

function tooLarge(limit: number): PdfFault {
  return new PdfFault("too-large", `a stream unpacks to more than ${Math.round(limit / 1e6)} MB`);
}

/** Bytes that are appended to, never beyond `limit`. */
class Growing {
  #bytes = new Uint8Array(4096);
  length = 0;
  readonly #limit: number;

  constructor(limit: number) {
    this.#limit = limit;
  }

  push(byte: number): void {
    this.#room(1);
    this.#bytes[this.length++] = byte;
  }

  append(part: Uint8Array): void {
    this.#room(part.length);
    this.#bytes.set(part, this.length);
    this.length += part.length;
  }

  #room(more: number): void {
    const needed = this.length + more;
    if (needed > this.#limit) throw tooLarge(this.#limit);
    if (needed <= this.#bytes.length) return;
    const grown = new Uint8Array(Math.max(needed, this.#bytes.length * 2));
    grown.set(this.#bytes.subarray(0, this.length));
    this.#bytes = grown;
  }

  get bytes(): Uint8Array {
    return this.#bytes.subarray(0, this.length);
  }
}

export function unHex(bytes: Uint8Array, limit: number): Uint8Array {
  const out = new Growing(limit);
  let high = -1;
  for (const byte of bytes) {
    if (byte === 0x3e) break;
    const digit = Number.parseInt(String.fromCharCode(byte), 16);
    if (Number.isNaN(digit)) continue;
    if (high < 0) high = digit;
    else {
      out.push(high * 16 + digit);
      high = -1;
    }
  }
  if (high >= 0) out.push(high * 16);
  return out.bytes;
}

export function unAscii85(bytes: Uint8Array, limit: number): Uint8Array {
  const out = new Growing(limit);
  let group: number[] = [];
  const flush = (count: number): void => {
    const padded = [...group, 84, 84, 84, 84].slice(0, 5);
    const value = padded.reduce((sum, digit) => sum * 85 + digit, 0);
    for (let i = 0; i < count; i++) out.push(Math.floor(value / 256 ** (3 - i)) & 0xff);
    group = [];
  };
  for (const byte of bytes) {
    if (byte === 0x7e) break;
    if (byte === 0x7a && group.length === 0) out.append(new Uint8Array(4));
    else if (byte >= 0x21 && byte <= 0x75) {
      group.push(byte - 0x21);
      if (group.length === 5) flush(4);
    }
  }
  if (group.length > 1) flush(group.length - 1);
  return out.bytes;
}

export function unRunLength(bytes: Uint8Array, limit: number): Uint8Array {
  const out = new Growing(limit);
  for (let at = 0; at < bytes.length;) {
    const length = bytes[at++] ?? 128;
    if (length === 128) break;
    if (length < 128) {
      out.append(bytes.subarray(at, at + length + 1));
      at += length + 1;
    } else {
      out.append(new Uint8Array(257 - length).fill(bytes[at] ?? 0));
      at += 1;
    }
  }
  return out.bytes;
}

const CLEAR = 256;
const STOP = 257;

export function unLzw(bytes: Uint8Array, parameters: Parameters, limit: number): Uint8Array {
  const early = parameters.number("EarlyChange", 1);
  const out = new Growing(limit);
  let table: Uint8Array[] = [];
  let width = 9;
  let previous: Uint8Array | undefined;
  let buffer = 0;
  let bits = 0;
  const entry = (code: number): Uint8Array | undefined => (code < 256 ? Uint8Array.of(code) : table[code - 258]);
  for (const byte of bytes) {
    buffer = ((buffer << 8) | byte) & 0xffffff;
    bits += 8;
    if (bits < width) continue;
    bits -= width;
    const code = (buffer >> bits) & ((1 << width) - 1);
    if (code === STOP) break;
    if (code === CLEAR) {
      table = [];
      width = 9;
      previous = undefined;
      continue;
    }
    let current = entry(code);
    if (previous !== undefined) {
      const head = current ?? previous;
      const added = new Uint8Array(previous.length + 1);
      added.set(previous);
      added[previous.length] = head[0] ?? 0;
      if (table.length < 4096 - 258) table.push(added);
      current ??= added;
    }
    if (current === undefined) throw new PdfFault("damaged", "an LZW stream cannot be unpacked");
    out.append(current);
    previous = current;
    const next = table.length + 258 + early;
    width = next >= 2048 ? 12 : next >= 1024 ? 11 : next >= 512 ? 10 : 9;
  }
  return out.bytes;
}

/** Undoes PNG's and TIFF's row predictors (7.4.4.4). */
export function unpredict(bytes: Uint8Array, parameters: Parameters): Uint8Array {
  const predictor = parameters.number("Predictor", 1);
  if (predictor === 1) return bytes;
  const colours = bounded(parameters.number("Colors", 1), 32);
  const bits = bounded(parameters.number("BitsPerComponent", 8), 16);
  const columns = bounded(parameters.number("Columns", 1), 1 << 24);
  const pixel = Math.max(1, (colours * bits) >> 3);
  const row = Math.ceil((colours * bits * columns) / 8);
  return predictor === 2 ? unTiff(bytes, row, colours, bits) : unPng(bytes, row, pixel);
}

function bounded(value: number, most: number): number {
  if (!Number.isInteger(value) || value < 1 || value > most) {
    throw new PdfFault("damaged", "a stream's decoding parameters make no sense");
  }
  return value;
}

function unTiff(bytes: Uint8Array, row: number, colours: number, bits: number): Uint8Array {
  // Other depths are all but unknown with this predictor.
  if (bits !== 8) throw new PdfFault("damaged", `the TIFF predictor with ${bits} bits is not read`);
  const out = Uint8Array.from(bytes);
  for (let start = 0; start < out.length; start += row) {
    const end = Math.min(start + row, out.length);
    for (let i = start + colours; i < end; i++) out[i] = ((out[i] ?? 0) + (out[i - colours] ?? 0)) & 0xff;
  }
  return out;
}

function unPng(bytes: Uint8Array, row: number, pixel: number): Uint8Array {
  const rows = Math.ceil(bytes.length / (row + 1));
  const out = new Uint8Array(rows * row);
  let length = 0;
  for (let y = 0; y < rows; y++) {
    const from = y * (row + 1);
    const kind = bytes[from] ?? 0;
    const line = bytes.subarray(from + 1, from + 1 + row);
    const base = y * row;
    for (let i = 0; i < line.length; i++) {
      const left = i >= pixel ? (out[base + i - pixel] ?? 0) : 0;
      const up = y > 0 ? (out[base + i - row] ?? 0) : 0;
      const corner = y > 0 && i >= pixel ? (out[base + i - row - pixel] ?? 0) : 0;
      out[base + i] = ((line[i] ?? 0) + prediction(kind, left, up, corner)) & 0xff;
    }
    length += line.length;
  }
  return out.subarray(0, length);
}

function prediction(kind: number, left: number, up: number, corner: number): number {
  switch (kind) {
    case 1:
      return left;
    case 2:
      return up;
    case 3:
      return (left + up) >> 1;
    case 4: {
      const guess = left + up - corner;
      const [a, b, c] = [Math.abs(guess - left), Math.abs(guess - up), Math.abs(guess - corner)];
      return a <= b && a <= c ? left : b <= c ? up : corner;
    }
    default:
      return 0;
  }
}

/** The parameters in a dictionary whose values are direct; indirect ones are followed by `resolve`. */
export function parametersOf(dict: PdfDict | undefined, number: (key: string) => number | undefined): Parameters {
  return { number: (key, otherwise) => (dict === undefined ? otherwise : (number(key) ?? otherwise)) };
}
