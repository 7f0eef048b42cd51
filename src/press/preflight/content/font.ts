/** Fonts as the file describes them: are they in it, how wide are their glyphs, what do their codes mean. */
import { type GlyphPoints, Outlines } from "../../../font/outline.js";
import type { PdfDocument } from "../pdf/file.js";
import { isArray, type PdfDict, type PdfObject } from "../pdf/object.js";
import { readEncoding } from "./encoding.js";
import { type IsMissing, missingInComposite, missingInSimple } from "./notdef.js";
import { readToUnicode } from "./to-unicode.js";

export interface Glyph {
  readonly code: number;
  /** Advance, thousandths of an em, along the writing direction. */
  readonly width: number;
  /** A single byte 32, which word spacing widens. */
  readonly isSpace: boolean;
}

export interface GlyphOutline {
  readonly points: GlyphPoints;
  readonly unitsPerEm: number;
}

export interface PdfFont {
  readonly name: string;
  /** `Type1`, `TrueType`, `Type3`, `Type0`, `MMType1`. */
  readonly subtype: string;
  /** Of a Type0 font: `CIDFontType0` or `CIDFontType2`. */
  readonly descendant: string | undefined;
  readonly embedded: boolean;
  /** Named with the tag of a subset. */
  readonly subset: boolean;
  readonly vertical: boolean;
  readonly hasUnicode: boolean;
  /** The file says how wide its glyphs are. */
  readonly measured: boolean;
  glyphs(bytes: Uint8Array): readonly Glyph[];
  textOf(codes: readonly number[]): string;
  /** What a reader sees in one code; undefined where the file does not say it. */
  characterOf(code: number): string | undefined;
  /** Whether the code surely paints a .notdef that is seen. */
  isMissing: IsMissing;
  /** Undefined where the outlines cannot be read. */
  outline(code: number): GlyphOutline | undefined;
}

const DEFAULT_CID_WIDTH = 1000;
const DEFAULT_VERTICAL_ADVANCE = -1000;
/** Of the standard fonts, whose widths a file may leave out: about the mean of Helvetica's letters. */
const DEFAULT_WIDTH = 556;
const LARGEST_CID = 0xffff;
/** Widths that are read of one font: every glyph of the largest, a few times over. */
const MOST_WIDTHS = 1_000_000;

export function readFont(file: PdfDocument, object: PdfObject): PdfFont {
  const dict = file.dict(object);
  const subtype = file.name(dict?.raw("Subtype") ?? null) ?? "";
  const name = file.name(dict?.raw("BaseFont") ?? null) ?? "";
  const codes = readToUnicode(file, dict?.raw("ToUnicode") ?? null);
  const common = {
    name,
    subtype,
    subset: /^[A-Z]{6}\+/u.test(name),
    hasUnicode: codes.size > 0,
    textOf: (all: readonly number[]) => all.map((code) => codes.get(code) ?? "").join(""),
  };
  if (subtype === "Type0") return { ...common, ...composite(file, dict), characterOf: (code) => codes.get(code) };
  const own = simple(file, dict, subtype);
  return { ...common, ...own, characterOf: (code) => codes.get(code) ?? own.characterOf(code) };
}

type Own = Pick<PdfFont, "measured" | "descendant" | "embedded" | "vertical" | "glyphs" | "outline" | "isMissing">;

const PROGRAMS = ["FontFile", "FontFile2", "FontFile3"];

function isEmbedded(file: PdfDocument, descriptor: PdfDict | undefined): boolean {
  return PROGRAMS.some((key) => {
    const program = file.stream(descriptor?.raw(key) ?? null);
    return program !== undefined && program.bytes.length > 0;
  });
}

function simple(file: PdfDocument, dict: PdfDict | undefined, subtype: string): Own & Pick<PdfFont, "characterOf"> {
  const descriptor = file.dict(dict?.raw("FontDescriptor") ?? null);
  const encoding = readEncoding(file, dict?.raw("Encoding") ?? null);
  const first = file.number(dict?.raw("FirstChar") ?? null) ?? 0;
  const widths = file.numbers(dict?.raw("Widths") ?? null) ?? [];
  const otherwise = file.number(descriptor?.raw("MissingWidth") ?? null) ?? (widths.length > 0 ? 0 : DEFAULT_WIDTH);
  // A Type 3 font measures in units of its own.
  const perUnit = subtype === "Type3" ? (file.numbers(dict?.raw("FontMatrix") ?? null)?.[0] ?? 0.001) * 1000 : 1;
  return {
    measured: widths.length > 0,
    descendant: undefined,
    embedded: subtype === "Type3" || isEmbedded(file, descriptor),
    vertical: false,
    characterOf: (code) => encoding.characterOf(code),
    isMissing: subtype === "Type3" ? () => false : missingInSimple(file, descriptor, encoding),
    outline: () => undefined,
    glyphs: (bytes) =>
      Array.from(bytes, (code) => ({
        code,
        width: (widths[code - first] ?? otherwise) * perUnit,
        isSpace: code === 32,
      })),
  };
}

function composite(file: PdfDocument, dict: PdfDict | undefined): Own {
  const descendant = file.dict(file.array(dict?.raw("DescendantFonts") ?? null)?.[0] ?? null);
  const descriptor = file.dict(descendant?.raw("FontDescriptor") ?? null);
  const encoding = file.resolve(dict?.raw("Encoding") ?? null);
  const encodingName = file.name(encoding) ?? "";
  const vertical = encodingName.endsWith("-V") || encodingName === "V";
  const widths = cidWidths(file, descendant?.raw("W") ?? null);
  const standard = file.number(descendant?.raw("DW") ?? null) ?? DEFAULT_CID_WIDTH;
  const down = file.numbers(descendant?.raw("DW2") ?? null)?.[1] ?? DEFAULT_VERTICAL_ADVANCE;
  return {
    // Of other CMaps it is not known which widths their codes mean.
    measured: encodingName.startsWith("Identity"),
    descendant: file.name(descendant?.raw("Subtype") ?? null),
    embedded: isEmbedded(file, descriptor),
    vertical,
    outline: outlinesOf(file, descriptor, descendant, encodingName),
    isMissing: missingInComposite(file, descriptor, descendant, encodingName),
    glyphs(bytes) {
      const glyphs: Glyph[] = [];
      // Identity, and nearly every CMap for Chinese that is in use, take two bytes a code.
      for (let i = 0; i + 1 < bytes.length; i += 2) {
        const code = ((bytes[i] ?? 0) << 8) | (bytes[i + 1] ?? 0);
        glyphs.push({ code, width: vertical ? down : (widths.get(code) ?? standard), isSpace: false });
      }
      return glyphs;
    },
  };
}

/** `[ c [w w w] first last w ]` (9.7.4.3). */
function cidWidths(file: PdfDocument, object: PdfObject): ReadonlyMap<number, number> {
  const widths = new Map<number, number>();
  const parts = file.array(object) ?? [];
  let left = MOST_WIDTHS;
  for (let i = 0; i < parts.length && left > 0;) {
    const first = file.number(parts[i] ?? null) ?? 0;
    const second = file.resolve(parts[i + 1] ?? null);
    if (isArray(second)) {
      for (const [j, width] of second.entries()) widths.set(first + j, file.number(width) ?? 0);
      left -= second.length;
      i += 2;
    } else {
      const last = Math.min(LARGEST_CID, typeof second === "number" ? second : first);
      const width = file.number(parts[i + 2] ?? null) ?? 0;
      for (let cid = Math.max(0, first); cid <= last; cid++, left--) widths.set(cid, width);
      i += 3;
    }
  }
  return widths;
}

/** TrueType outlines under Identity codes: what a Chinese newspaper's fonts are. Others are measured by their boxes. */
function outlinesOf(
  file: PdfDocument,
  descriptor: PdfDict | undefined,
  descendant: PdfDict | undefined,
  encoding: string,
): PdfFont["outline"] {
  const program = file.stream(descriptor?.raw("FontFile2") ?? null);
  if (program === undefined || !encoding.startsWith("Identity")) return () => undefined;
  let outlines: Outlines | undefined | "unreadable";
  const map = file.stream(descendant?.raw("CIDToGIDMap") ?? null);
  let gids: Uint8Array | undefined;
  const open = (): Outlines | undefined => {
    if (outlines === undefined) {
      try {
        outlines = new Outlines(file.decode(program).bytes);
        gids = map === undefined ? undefined : file.decode(map).bytes;
      } catch {
        outlines = "unreadable";
      }
    }
    return outlines === "unreadable" ? undefined : outlines;
  };
  return (code) => {
    const opened = open();
    if (opened === undefined) return undefined;
    const gid = gids === undefined ? code : ((gids[code * 2] ?? 0) << 8) | (gids[code * 2 + 1] ?? 0);
    try {
      const points = opened.pointsOf(gid);
      return points === undefined ? undefined : { points, unitsPerEm: opened.unitsPerEm };
    } catch {
      return undefined;
    }
  };
}

/** The name without the tag of a subset. */
export function plainName(font: PdfFont): string {
  return font.name.replace(/^[A-Z]{6}\+/u, "");
}
