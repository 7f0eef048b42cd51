/**
 * Which codes of a font paint its .notdef, the glyph for what the font has not got. Only what is sure is told: where the font
 * program cannot be read, where a code may be found in a way that is not known here, and where .notdef is no box, no code is.
 */
import { Outlines } from "../../../font/outline.js";
import { parseSfnt, table } from "../../../font/sfnt.js";
import type { PdfDocument } from "../pdf/file.js";
import type { PdfDict } from "../pdf/object.js";
import { readCff, type CffGlyphs } from "./cff.js";
import type { Encoding } from "./encoding.js";
import { glyphFinder } from "./simple-cmap.js";

export type IsMissing = (code: number) => boolean;

/** ASCII, which all encodings share, without its space. */
const FIRST_PRINTED = 0x20;
const LAST_PRINTED = 0x7e;

const never: IsMissing = () => false;

/** `encoding`: the name of the font's CMap. */
export function missingInComposite(
  file: PdfDocument,
  descriptor: PdfDict | undefined,
  descendant: PdfDict | undefined,
  encoding: string,
): IsMissing {
  if (!encoding.startsWith("Identity")) return never;
  return lazily(() => {
    const trueType = programOf(file, descriptor, "FontFile2");
    if (trueType !== undefined) {
      const outlines = new Outlines(trueType);
      if (!hasBox(outlines)) return never;
      const map = file.stream(descendant?.raw("CIDToGIDMap") ?? null);
      const gids = map === undefined ? undefined : file.decode(map).bytes;
      const glyphOf = (cid: number): number =>
        gids === undefined ? cid : ((gids[cid * 2] ?? 0) << 8) | (gids[cid * 2 + 1] ?? 0);
      return (cid) => isNotdef(outlines, glyphOf(cid));
    }
    const cff = cffOf(programOf(file, descriptor, "FontFile3"));
    if (cff?.boxNotdef !== true) return never;
    const { cids } = cff;
    return (cid) => cff.isNotdef(cids === undefined ? cid : (cids.get(cid) ?? 0));
  });
}

export function missingInSimple(file: PdfDocument, descriptor: PdfDict | undefined, encoding: Encoding): IsMissing {
  return lazily(() => {
    const trueType = programOf(file, descriptor, "FontFile2");
    if (trueType !== undefined) {
      if (!hasBox(new Outlines(trueType))) return never;
      const find = glyphFinder(trueType);
      if (find === undefined) return never;
      // Signs and accented letters have other codes in other encodings, and readers try more of them than can be told.
      return (code) => code > FIRST_PRINTED && code <= LAST_PRINTED && !find(code, encoding.characterOf(code));
    }
    const cff = cffOf(programOf(file, descriptor, "FontFile3"));
    if (cff?.boxNotdef !== true) return never;
    return (code) => encoding.nameOf(code) === ".notdef";
  });
}

/** Fonts are opened when the first of their letters is asked for; those that cannot be read tell nothing. */
function lazily(open: () => IsMissing): IsMissing {
  let opened: IsMissing | undefined;
  const known = new Map<number, boolean>();
  return (code) => {
    const told = known.get(code);
    if (told !== undefined) return told;
    if (opened === undefined) {
      try {
        opened = open();
      } catch {
        opened = never;
      }
    }
    const missing = isTrue(opened, code);
    known.set(code, missing);
    return missing;
  };
}

function isTrue(isMissing: IsMissing, code: number): boolean {
  try {
    return isMissing(code);
  } catch {
    return false;
  }
}

function programOf(file: PdfDocument, descriptor: PdfDict | undefined, key: string): Uint8Array | undefined {
  const program = file.stream(descriptor?.raw(key) ?? null);
  return program === undefined ? undefined : file.decode(program).bytes;
}

/** Points of a rectangle's outline; some fonts close it by a fifth. */
const CORNERS: ReadonlySet<number> = new Set([4, 5]);

/**
 * Whether glyph 0 is the box that .notdef is drawn as: a rectangle with something cut out of it. Subsets are about that have
 * a letter there.
 */
function hasBox(outlines: Outlines): boolean {
  const points = outlines.pointsOf(0);
  if (points === undefined || points.ends.length < 2) return false;
  const [xs, ys] = [Array.from(points.xs), Array.from(points.ys)];
  const sides = { x: [Math.min(...xs), Math.max(...xs)], y: [Math.min(...ys), Math.max(...ys)] };
  return points.ends.some((end, contour) => {
    const first = contour === 0 ? 0 : (points.ends[contour - 1] ?? 0);
    if (!CORNERS.has(end - first)) return false;
    const corners = xs.slice(first, end).map((x, at) => sides.x.includes(x) && sides.y.includes(ys[first + at] ?? 0));
    return !corners.includes(false);
  });
}

/** Glyph 0, or one that is drawn exactly like it: writers of PDF give one glyph several numbers, a text to each. */
function isNotdef(outlines: Outlines, glyph: number): boolean {
  if (glyph === 0) return true;
  const [own, notdef] = [outlines.pointsOf(glyph), outlines.pointsOf(0)];
  if (own === undefined || notdef === undefined || own.flags.length !== notdef.flags.length) return false;
  for (let i = 0; i < own.flags.length; i++) {
    if (own.xs[i] !== notdef.xs[i] || own.ys[i] !== notdef.ys[i]) return false;
  }
  return true;
}

/** Bare, or in an OpenType font. */
function cffOf(bytes: Uint8Array | undefined): CffGlyphs | undefined {
  if (bytes === undefined) return undefined;
  if (bytes[0] === 1) return readCff(bytes);
  const sfnt = parseSfnt(bytes);
  if (!sfnt.tables.has("CFF ")) return undefined;
  const { offset, length } = table(sfnt, "CFF ");
  return readCff(bytes.subarray(offset, offset + length));
}
