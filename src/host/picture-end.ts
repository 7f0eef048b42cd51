/** Where a picture ends in its file. Programs append things (a phone's film, a virus, a copy): no page carries them. */

const END_OF_IMAGE = 0xd9;
const START_OF_SCAN = 0xda;

/** The same bytes where no end is found: the reader of the header says what is wrong. */
export function withoutTail(bytes: Uint8Array, format: string): Uint8Array {
  const end = format === "png" ? pngEnd(bytes) : format === "jpeg" ? jpegEnd(bytes) : undefined;
  return end === undefined || end >= bytes.length ? bytes : bytes.subarray(0, end);
}

/** After the checksum of IEND. */
function pngEnd(bytes: Uint8Array): number | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = 8; at + 12 <= bytes.length;) {
    const isLast = view.getUint32(at + 4) === 0x49454e44;
    at += view.getUint32(at) + 12;
    if (isLast) return at;
  }
  return undefined;
}

/** After the first end marker that stands in no segment: a thumbnail has one of its own. */
function jpegEnd(bytes: Uint8Array): number | undefined {
  let at = 2;
  while (at + 2 <= bytes.length) {
    const marker = bytes[at + 1] ?? 0;
    if (bytes[at] !== 0xff || marker === 0xff || marker === 0) at += 1;
    else if (marker === END_OF_IMAGE) return at + 2;
    else if (marker === 0x01 || (marker >= 0xd0 && marker <= 0xd8)) at += 2;
    else {
      at += 2 + (((bytes[at + 2] ?? 0) << 8) | (bytes[at + 3] ?? 0));
      if (marker === START_OF_SCAN) at = afterScan(bytes, at);
    }
  }
  return undefined;
}

/** Compressed data: every 0xFF in it is followed by 0 or is a restart marker. */
function afterScan(bytes: Uint8Array, from: number): number {
  for (let at = bytes.indexOf(0xff, from); at >= 0; at = bytes.indexOf(0xff, at + 1)) {
    const marker = bytes[at + 1] ?? 0;
    if (marker !== 0 && marker !== 0xff && (marker < 0xd0 || marker > 0xd7)) return at;
  }
  return bytes.length;
}
