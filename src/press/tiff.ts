/** Raw CMYK pixels as an uncompressed TIFF (TIFF 6.0 §16, ICC tag 34675): the form in which sharp takes ink values in. */

const LONG = 4;
const SHORT = 3;
const UNDEFINED = 7;
const SEPARATED = 5;

/** `pixels`: 8 bits an ink, interleaved, `width` × `height` × 4 bytes; 255 is full ink. */
export function cmykTiff(pixels: Uint8Array, width: number, height: number, profile?: Uint8Array): Uint8Array {
  const count = profile === undefined ? 10 : 11;
  const bitsAt = 8 + 2 + count * 12 + 4;
  const dataAt = bitsAt + 8;
  const file = new Uint8Array(dataAt + pixels.length + (profile?.length ?? 0));
  const view = new DataView(file.buffer);
  file.set([0x49, 0x49, 42, 0, 8]);
  view.setUint16(8, count, true);
  let at = 10;
  const entry = (tag: number, type: number, values: number, value: number): void => {
    view.setUint16(at, tag, true);
    view.setUint16(at + 2, type, true);
    view.setUint32(at + 4, values, true);
    if (type === SHORT && values === 1) view.setUint16(at + 8, value, true);
    else view.setUint32(at + 8, value, true);
    at += 12;
  };
  entry(256, LONG, 1, width);
  entry(257, LONG, 1, height);
  entry(258, SHORT, 4, bitsAt);
  entry(259, SHORT, 1, 1);
  entry(262, SHORT, 1, SEPARATED);
  entry(273, LONG, 1, dataAt);
  entry(277, SHORT, 1, 4);
  entry(278, LONG, 1, height);
  entry(279, LONG, 1, pixels.length);
  entry(284, SHORT, 1, 1);
  if (profile !== undefined) entry(34675, UNDEFINED, profile.length, dataAt + pixels.length);
  for (let i = 0; i < 4; i++) view.setUint16(bitsAt + 2 * i, 8, true);
  file.set(pixels, dataAt);
  if (profile !== undefined) file.set(profile, dataAt + pixels.length);
  return file;
}
