/**
 * Which codes of a font paint its .notdef, the glyph for what the font has not got. Only what is sure is told: where the font
 * program cannot be read, where a code may be found in a way that is not known here, and where .notdef paints nothing, no code is.
 */
import { Outlines } from "../../../font/outline.js";
import { parseSfnt, table } from "../../../font/sfnt.js";
import type { PdfDocument } from "../pdf/file.js";
import type { PdfDict } from "../pdf/object.js";
import { readCff, type CffGlyphs } from "./cff.js";
import type { Encoding } from "./encoding.js";
import { glyphFinder } from "./simple-cmap.js";

export type IsMissing = (code: number) => boolean;

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
      if (isEmptyNotdef(outlines)) return never;
      const map = file.stream(descendant?.raw("CIDToGIDMap") ?? null);
      const gids = map === undefined ? undefined : file.decode(map).bytes;
      const glyphOf = (cid: number): number =>
        gids === undefined ? cid : ((gids[cid * 2] ?? 0) << 8) | (gids[cid * 2 + 1] ?? 0);
      return (cid) => isNotdef(outlines, glyphOf(cid));
    }
    const cff = cffOf(programOf(file, descriptor, "FontFile3"));
    if (cff === undefined || cff.emptyNotdef) return never;
    const { cids } = cff;
    return (cid) => cff.isNotdef(cids === undefined ? cid : (cids.get(cid) ?? 0));
  });
}

export function missingInSimple(file: PdfDocument, descriptor: PdfDict | undefined, encoding: Encoding): IsMissing {
  return lazily(() => {
    const trueType = programOf(file, descriptor, "FontFile2");
    if (trueType !== undefined) {
      if (isEmptyNotdef(new Outlines(trueType))) return never;
      const find = glyphFinder(trueType);
      if (find === undefined) return never;
      return (code) => encoding.characterOf(code)?.trim() !== "" && !find(code, encoding.characterOf(code));
    }
    const cff = cffOf(programOf(file, descriptor, "FontFile3"));
    if (cff === undefined || cff.emptyNotdef) return never;
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

function isEmptyNotdef(outlines: Outlines): boolean {
  return outlines.pointsOf(0)?.flags.length === 0;
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
