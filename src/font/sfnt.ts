/**
 * The sfnt container and the few tables that composition and rendering read all the time, straight from the bytes. fontkit
 * builds an object per glyph and per table entry; a newspaper page asks for thousands of advances, so these are typed
 * arrays and offsets. Every read is bounds-checked by DataView: a corrupt font throws, and openers turn that into FontError.
 */
import { FontError } from "./error.js";

export interface TableRecord {
  readonly offset: number;
  readonly length: number;
}

export interface Sfnt {
  readonly bytes: Uint8Array;
  readonly view: DataView;
  readonly outlines: "truetype" | "cff";
  readonly tables: ReadonlyMap<string, TableRecord>;
}

/** What PDF and layout need to know of a face besides its glyphs. Font units, y upwards. */
export interface FaceMetrics {
  readonly unitsPerEm: number;
  readonly box: readonly [number, number, number, number];
  readonly glyphCount: number;
  readonly longLocations: boolean;
  readonly hheaAscent: number;
  readonly hheaDescent: number;
  /** hmtx holds this many full records; later glyphs share the last advance. */
  readonly advanceCount: number;
  readonly typoAscent: number;
  readonly typoDescent: number;
  readonly capHeight: number;
  readonly xHeight: number;
  readonly weight: number;
  readonly familyClass: number;
  readonly italicAngle: number;
  readonly fixedPitch: boolean;
  /** By `head`, as PDF readers take it. */
  readonly italic: boolean;
  /** Italic or oblique by any table that says so; old fonts set one and forget another. */
  readonly slanted: boolean;
  /** OS/2 ulCodePageRange1; 0 when the font does not say. */
  readonly codePages: number;
  /** OS/2 usWidthClass: 5 is the normal width. */
  readonly widthClass: number;
  /** OS/2 fsType: the licence's embedding bits. */
  readonly embedding: number;
}

const TRUETYPE = 0x00010000;
const TRUE = 0x74727565;
const OTTO = 0x4f54544f;
const TTCF = 0x74746366;
const WOFF = 0x774f4646;
const WOF2 = 0x774f4632;

const WEB_FONT_HINT =
  "decompress it to .ttf or .otf first (for example with fonttools: `fonttools ttLib.woff2 decompress`)";

export function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/** How many faces a file holds: 1, or the members of a collection. */
export function faceCount(bytes: Uint8Array): number {
  if (bytes.length < 12) return 0;
  const view = viewOf(bytes);
  return view.getUint32(0) === TTCF ? view.getUint32(8) : 1;
}

export function parseSfnt(bytes: Uint8Array, index = 0): Sfnt {
  if (bytes.length < 12) throw new FontError("not-a-font", "the file is too short to be a font");
  const view = viewOf(bytes);
  let start = 0;
  if (view.getUint32(0) === TTCF) {
    const count = view.getUint32(8);
    if (index >= count) throw new FontError("corrupt", `the collection has ${count} faces, not ${index + 1}`);
    start = readChecked(() => view.getUint32(12 + index * 4), "collection header");
  }
  const version = readChecked(() => view.getUint32(start), "header");
  if (version === WOFF || version === WOF2) {
    throw new FontError(
      "web-font",
      `a ${version === WOFF ? "WOFF" : "WOFF2"} web font cannot be embedded`,
      WEB_FONT_HINT,
    );
  }
  if (version !== TRUETYPE && version !== TRUE && version !== OTTO) {
    throw new FontError("not-a-font", "the file is not a TrueType or OpenType font");
  }
  return readChecked(() => readDirectory(bytes, view, start), "table directory");
}

function readDirectory(bytes: Uint8Array, view: DataView, start: number): Sfnt {
  const tables = new Map<string, TableRecord>();
  const count = view.getUint16(start + 4);
  for (let i = 0; i < count; i++) {
    const record = start + 12 + i * 16;
    const tag = tagAt(bytes, record);
    const offset = view.getUint32(record + 8);
    const length = view.getUint32(record + 12);
    if (offset + length > bytes.length) {
      throw new FontError(
        "corrupt",
        `table "${tag}" lies beyond the end of the file; the font is cut short or damaged`,
      );
    }
    tables.set(tag, { offset, length });
  }
  const outlines = tables.has("glyf") ? "truetype" : "cff";
  const needed = ["head", "hhea", "hmtx", "maxp", ...(outlines === "truetype" ? ["glyf", "loca"] : ["CFF "])];
  const absent = needed.filter((tag) => !tables.has(tag));
  if (absent.length > 0) {
    const problem = tables.has("CFF2") || tables.has("sbix") || tables.has("CBDT") ? "unsupported" : "corrupt";
    throw new FontError(problem, `the font has no ${absent.map((tag) => `"${tag.trim()}"`).join(", ")} table`);
  }
  return { bytes, view, outlines, tables };
}

function tagAt(bytes: Uint8Array, at: number): string {
  return String.fromCharCode(bytes[at] ?? 0, bytes[at + 1] ?? 0, bytes[at + 2] ?? 0, bytes[at + 3] ?? 0);
}

/** Runs a reader; a read outside the file becomes a FontError that names the part. */
export function readChecked<T>(read: () => T, part: string): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof FontError) throw error;
    throw new FontError("corrupt", `the font's ${part} is damaged`, "", { cause: error });
  }
}

export function table(sfnt: Sfnt, tag: string): TableRecord {
  const record = sfnt.tables.get(tag);
  if (record === undefined) throw new FontError("corrupt", `the font has no "${tag.trim()}" table`);
  return record;
}

/** `head` macStyle, and OS/2 fsSelection. */
const MAC_ITALIC = 1 << 1;
const ITALIC = 1 << 0;
const OBLIQUE = 1 << 9;
const NORMAL_WIDTH = 5;

export function readMetrics(sfnt: Sfnt): FaceMetrics {
  return readChecked(() => {
    const { view, tables } = sfnt;
    const head = table(sfnt, "head").offset;
    const hhea = table(sfnt, "hhea").offset;
    const maxp = table(sfnt, "maxp").offset;
    const post = tables.get("post");
    const os2 = tables.get("OS/2");
    const unitsPerEm = view.getUint16(head + 18);
    if (unitsPerEm < 16 || unitsPerEm > 16384)
      throw new FontError("corrupt", `${unitsPerEm} units per em make no sense`);
    const hheaAscent = view.getInt16(hhea + 4);
    const hheaDescent = view.getInt16(hhea + 6);
    const version = os2 === undefined ? -1 : view.getUint16(os2.offset);
    const typo = os2 !== undefined && os2.length >= 72 ? os2.offset : undefined;
    const heights = os2 !== undefined && version >= 2 && os2.length >= 90 ? os2.offset : undefined;
    const glyphCount = view.getUint16(maxp + 4);
    const advanceCount = view.getUint16(hhea + 34);
    if (advanceCount === 0 || advanceCount > glyphCount || table(sfnt, "hmtx").length < advanceCount * 4) {
      throw new FontError("corrupt", "the font's advance widths are damaged");
    }
    const italicAngle = post === undefined ? 0 : view.getInt32(post.offset + 4) / 65536;
    const macItalic = (view.getUint16(head + 44) & MAC_ITALIC) !== 0;
    const selection = os2 === undefined || os2.length < 64 ? 0 : view.getUint16(os2.offset + 62);
    const widthClass = os2 === undefined ? NORMAL_WIDTH : view.getUint16(os2.offset + 6);
    return {
      unitsPerEm,
      box: [view.getInt16(head + 36), view.getInt16(head + 38), view.getInt16(head + 40), view.getInt16(head + 42)],
      glyphCount,
      longLocations: view.getInt16(head + 50) !== 0,
      hheaAscent,
      hheaDescent,
      advanceCount,
      typoAscent: typo === undefined ? hheaAscent : view.getInt16(typo + 68),
      typoDescent: typo === undefined ? -hheaDescent : -view.getInt16(typo + 70),
      capHeight: heights === undefined ? Math.round(unitsPerEm * 0.73) : view.getInt16(heights + 88),
      xHeight: heights === undefined ? Math.round(unitsPerEm * 0.5) : view.getInt16(heights + 86),
      weight: os2 === undefined ? 400 : view.getUint16(os2.offset + 4),
      familyClass: os2 === undefined ? 0 : view.getInt16(os2.offset + 30) >> 8,
      italicAngle,
      fixedPitch: post !== undefined && view.getUint32(post.offset + 12) !== 0,
      italic: macItalic,
      slanted: macItalic || (selection & (ITALIC | OBLIQUE)) !== 0 || italicAngle !== 0,
      codePages: os2 !== undefined && version >= 1 && os2.length >= 86 ? view.getUint32(os2.offset + 78) : 0,
      widthClass: widthClass >= 1 && widthClass <= 9 ? widthClass : NORMAL_WIDTH,
      embedding: os2 === undefined ? 0 : view.getUint16(os2.offset + 8),
    };
  }, "header tables");
}

/** CJK faces say their em box in OS/2; a face whose typo metrics are not one em gets the usual Chinese division. */
const USUAL_ASCENT = 0.88;

/** The em box over and under the baseline, font units, both positive; together one em. */
export function emBox(metrics: FaceMetrics): { readonly ascent: number; readonly descent: number } {
  const { unitsPerEm, typoAscent, typoDescent } = metrics;
  const isEm = Math.abs(typoAscent + typoDescent - unitsPerEm) <= unitsPerEm / 100;
  const ascent = isEm ? typoAscent : Math.round(unitsPerEm * USUAL_ASCENT);
  return { ascent, descent: unitsPerEm - ascent };
}

/** Advances in font units, one a glyph. */
export function readAdvances(sfnt: Sfnt, metrics: FaceMetrics): Uint16Array {
  return readChecked(() => {
    const hmtx = table(sfnt, "hmtx").offset;
    const advances = new Uint16Array(metrics.glyphCount);
    for (let gid = 0; gid < metrics.advanceCount; gid++) advances[gid] = sfnt.view.getUint16(hmtx + gid * 4);
    return advances.fill(advances[metrics.advanceCount - 1] ?? 0, metrics.advanceCount);
  }, "advance widths");
}

/** Where each glyph's outline begins in `glyf`: one entry more than there are glyphs. */
export function readLocations(sfnt: Sfnt, metrics: FaceMetrics): Uint32Array {
  return readChecked(() => {
    const loca = table(sfnt, "loca").offset;
    const limit = table(sfnt, "glyf").length;
    const locations = new Uint32Array(metrics.glyphCount + 1);
    for (let gid = 0; gid <= metrics.glyphCount; gid++) {
      const at = metrics.longLocations ? sfnt.view.getUint32(loca + gid * 4) : sfnt.view.getUint16(loca + gid * 2) * 2;
      if (at > limit || (gid > 0 && at < (locations[gid - 1] ?? 0))) {
        throw new FontError("corrupt", `the font's "loca" table is damaged: the outline of glyph ${gid} is misplaced`);
      }
      locations[gid] = at;
    }
    return locations;
  }, "glyph locations");
}
