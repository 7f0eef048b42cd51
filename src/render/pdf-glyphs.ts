/**
 * Glyph runs as PDF text. One CID for each pair of glyph and text, so that every character extracts as itself although the
 * face draws several alike (一 U+4E00 and ⼀ U+2F00). Glyphs are placed by the scene; nothing is measured here.
 */
import { deflate } from "node:zlib";
import { promisify } from "node:util";
import { type Len, toPt } from "../base/length.js";
import { readNames } from "../font/names.js";
import { encodeCff } from "../font/shape.js";
import { emBox } from "../font/sfnt.js";
import type { GlyphRun, SceneFace, SceneItem } from "../scene/list.js";
import { pdfText, type PdfFile, type PdfRef, type PdfValue } from "./pdf-kit.js";
import { num } from "./pdf-number.js";
import { extraction, hexCid, NO_SPANS, toUnicode, utf16Hex } from "./pdf-unicode.js";
import { openSubsetSource, subsetTrueType, type SubsetSource } from "./subset.js";

const deflateAsync = promisify(deflate);

/**
 * Measured on 1 098 glyphs of Noto Serif SC, 540 kB: level 1 takes 9 ms to 373 kB, 4 takes 11 ms to 361 kB, 6 takes 13 ms
 * to 356 kB, 9 takes 15 ms to 355 kB; and all that on another thread.
 */
const FONT_DEFLATE_LEVEL = 6;

/** TJ moves finer than this many thousandths of an em are left out; they are made good by the next one. */
const TJ_STEP = 0.1;

/**
 * A full-width glyph that is set closer or wider than its em gets a CID of its own with that width. Otherwise boxes overlap
 * or gape, and text extraction breaks the line at 」， or puts spaces into a justified line: pdftotext -raw does so from
 * 0.1 em of overlap and 0.15 em of gap. Widths go in steps, for few CIDs; TJ makes good what is left.
 */
const FITTED_STEP = 50;
const FITTED_FROM = 100;
const NARROWEST = 250;
const WIDEST = 1500;
const FULL_WIDTH = 1000;

/** Of CIDs that the font dictionary does not list: most are an em wide. */
const DEFAULT_WIDTH = 1000;

interface Alias {
  readonly text: string;
  readonly width: number;
  readonly cid: number;
}

/** One face in one PDF. */
export class GlyphPen {
  readonly name: string;
  readonly font: PdfRef;
  readonly #face: SceneFace;
  readonly #source: SubsetSource;
  readonly #perMille: number;
  readonly #ascent: number;
  /** By CID. */
  readonly #gids: number[] = [0];
  readonly #texts: string[] = [""];
  /** Thousandths of an em. */
  readonly #cidWidths: number[];
  readonly #byGid = new Map<number, Alias[]>();

  /** `name` is the font's name in page resources; `source` the face read before, if it was. */
  constructor(file: PdfFile, face: SceneFace, name: string, source: SubsetSource = openSubsetSource(face.bytes)) {
    this.name = name;
    this.font = file.ref();
    this.#face = face;
    this.#source = source;
    this.#perMille = 1000 / source.metrics.unitsPerEm;
    this.#ascent = emBox(source.metrics).ascent / source.metrics.unitsPerEm;
    this.#cidWidths = [this.#width(0)];
  }

  /**
   * Operators that show the run, between BT and ET. The fill colour is the caller's. `next` is what is painted after it: where
   * the line goes on in another face, the last glyph fits it.
   */
  show(run: GlyphRun, next?: SceneItem): string {
    const shown =
      run.direction === "vertical" ? this.#showVertical(run) : this.#showHorizontal(run, followingOffset(run, next));
    // Readers would take each upright glyph for a line of its own.
    if (run.direction === "vertical" && run.annotation !== true) {
      return `/Span <</ActualText <feff${utf16Hex(run.texts.join(""))}>>> BDC ${shown} EMC`;
    }
    // Text that is replaced by nothing: readers that know ActualText extract the base text as if the reading were not there.
    return run.annotation === true ? `/Span <</ActualText <feff>>> BDC ${shown} EMC` : shown;
  }

  #showHorizontal(run: GlyphRun, following: Len | undefined): string {
    const size = toPt(run.size);
    const perEm = 1000 / size;
    const lean = num(run.slant ?? 0);
    // Turned clockwise, the line runs down the page and the top of its glyphs looks to the right.
    const matrix = run.turned === true ? "0 1 1 0" : `1 0 ${lean} -1`;
    const parts = [`BT /${this.name} ${num(size)} Tf ${matrix} ${num(toPt(run.x))} ${num(toPt(run.y))} Tm`];
    let operand = "";
    let hex = "";
    // Thousandths of an em from the run's start.
    let pen = 0;
    const flush = (): void => {
      if (hex !== "") operand += `<${hex}>`;
      if (operand !== "") parts.push(`[${operand}] TJ`);
      operand = hex = "";
    };
    const { texts, spans } = run.annotation === true ? { texts: run.texts, spans: NO_SPANS } : extraction(run.texts);
    let spanEnd = -1;
    for (const [i, gid] of run.gids.entries()) {
      const text = texts[i] ?? "";
      const span = spans.get(i);
      if (span !== undefined) {
        flush();
        spanEnd = span.end;
        parts.push(`/Span <</ActualText <feff${utf16Hex(span.text)}>>> BDC`);
      }
      const width = this.#fittedWidth(run, i, perEm, following);
      const cid = this.#cid(gid, text, width);
      const wanted = toPt(run.offsets[i] ?? 0) * perEm;
      const back = Math.round((pen - wanted) / TJ_STEP) * TJ_STEP;
      if (Math.abs(back) >= TJ_STEP) {
        if (hex !== "") operand += `<${hex}>`;
        hex = "";
        operand += num(back);
        pen -= back;
      }
      hex += hexCid(cid);
      pen += width;
      if (i + 1 === spanEnd) {
        flush();
        parts.push("EMC");
      }
    }
    flush();
    parts.push("ET");
    return parts.join(" ");
  }

  /**
   * Each glyph upright at its own place, centred on the line: right to look at, but extracted one character a line. The
   * proper way (Identity-V with DW2, one font object a writing mode) comes with vertical pages.
   */
  #showVertical(run: GlyphRun): string {
    const size = toPt(run.size);
    const parts = [`BT /${this.name} ${num(size)} Tf`];
    const { texts } = extraction(run.texts);
    for (const [i, gid] of run.gids.entries()) {
      const cid = this.#cid(gid, texts[i] ?? "", this.#width(gid));
      const x = toPt(run.x) - (this.#width(gid) / 2000) * size;
      const y = toPt(run.y) + toPt(run.offsets[i] ?? 0) + this.#ascent * size;
      parts.push(`1 0 0 -1 ${num(x)} ${num(y)} Tm <${hexCid(cid)}> Tj`);
    }
    return `${parts.join(" ")} ET`;
  }

  /** The width to give a glyph, in thousandths of an em: its own, or its pitch where both neighbours are full-width. */
  #fittedWidth(run: GlyphRun, i: number, perEm: number, following: Len | undefined): number {
    const natural = this.#width(run.gids[i] ?? 0);
    const next = run.gids[i + 1];
    const offset = next === undefined ? following : run.offsets[i + 1];
    if (natural !== FULL_WIDTH || offset === undefined) return natural;
    if (next !== undefined && this.#width(next) !== FULL_WIDTH) return natural;
    // A CFF outline says its width itself; it stays as it is.
    if (this.#source.sfnt.outlines === "cff") return natural;
    const pitch = toPt(offset - (run.offsets[i] ?? 0)) * perEm;
    if (Math.abs(pitch - natural) < FITTED_FROM || pitch < NARROWEST || pitch > WIDEST) return natural;
    return Math.round(pitch / FITTED_STEP) * FITTED_STEP;
  }

  #cid(gid: number, text: string, width: number): number {
    let aliases = this.#byGid.get(gid);
    if (aliases === undefined) this.#byGid.set(gid, (aliases = []));
    for (const alias of aliases) if (alias.text === text && alias.width === width) return alias.cid;
    const cid = this.#gids.length;
    this.#gids.push(gid);
    this.#texts.push(text);
    this.#cidWidths.push(width);
    aliases.push({ text, width, cid });
    return cid;
  }

  /** Thousandths of an em. */
  #width(gid: number): number {
    return (this.#source.advances[gid] ?? 0) * this.#perMille;
  }

  /**
   * Packs the font and returns a function that writes it. Packing runs on zlib's own threads, so that faces are packed side
   * by side; writing is the caller's to order, because the file's bytes must not depend on which finished first.
   */
  async finish(file: PdfFile): Promise<() => void> {
    const { sfnt } = this.#source;
    const program =
      sfnt.outlines === "truetype" ? subsetTrueType(this.#source, this.#gids) : encodeCff(this.#face.bytes, this.#gids);
    const unicode = toUnicode(this.#texts);
    const [packed, packedUnicode] = await Promise.all([pack(program), pack(unicode)]);
    return () => this.#write(file, program.length, packed, packedUnicode);
  }

  #write(file: PdfFile, programLength: number, packed: Uint8Array, packedUnicode: Uint8Array): void {
    const { sfnt } = this.#source;
    const isCff = sfnt.outlines === "cff";
    const baseFont = `${subsetTag(this.#face.id, [...this.#gids, ...this.#cidWidths])}+${fontName(this.#face, this.#source)}`;
    const program = file.ref({
      Filter: "FlateDecode",
      ...(isCff ? { Subtype: "CIDFontType0C" } : { Length1: programLength }),
    });
    program.end(packed);
    const unicode = file.ref({ Filter: "FlateDecode" });
    unicode.end(packedUnicode);
    const descriptor = file.ref(this.#descriptor(baseFont, program, isCff));
    descriptor.end();
    const descendant = file.ref({
      Type: "Font",
      Subtype: isCff ? "CIDFontType0" : "CIDFontType2",
      BaseFont: baseFont,
      CIDSystemInfo: { Registry: pdfText("Adobe"), Ordering: pdfText("Identity"), Supplement: 0 },
      FontDescriptor: descriptor,
      DW: DEFAULT_WIDTH,
      W: this.#widths(),
      ...(isCff ? {} : { CIDToGIDMap: "Identity" }),
    });
    descendant.end();
    Object.assign(this.font.data, {
      Type: "Font",
      Subtype: "Type0",
      BaseFont: baseFont,
      Encoding: "Identity-H",
      DescendantFonts: [descendant],
      ToUnicode: unicode,
    });
    this.font.end();
  }

  #descriptor(baseFont: string, program: PdfRef, isCff: boolean): Record<string, PdfValue | undefined> {
    const { metrics } = this.#source;
    const scale = (value: number): number => Math.round(value * this.#perMille);
    const serif = metrics.familyClass >= 1 && metrics.familyClass <= 7;
    const script = metrics.familyClass === 10;
    const em = emBox(metrics);
    return {
      Type: "FontDescriptor",
      FontName: baseFont,
      Flags: (metrics.fixedPitch ? 1 : 0) | (serif ? 2 : 0) | SYMBOLIC | (script ? 8 : 0) | (metrics.italic ? 64 : 0),
      FontBBox: metrics.box.map(scale),
      ItalicAngle: metrics.italicAngle,
      Ascent: scale(em.ascent),
      Descent: -scale(em.descent),
      CapHeight: scale(metrics.capHeight),
      XHeight: scale(metrics.xHeight),
      StemV: stemWidth(metrics.weight),
      [isCff ? "FontFile3" : "FontFile2"]: program,
    };
  }

  /** Only widths that differ from the default, in runs of neighbouring CIDs: most glyphs of a page are an em wide. */
  #widths(): PdfValue[] {
    const out: PdfValue[] = [];
    let run: number[] | undefined;
    for (const [cid, width] of this.#cidWidths.entries()) {
      if (width === DEFAULT_WIDTH) run = undefined;
      else if (run === undefined) out.push(cid, (run = [width]));
      else run.push(width);
    }
    return out;
  }
}

/** Where the line goes on after the run, from the run's start; undefined where it does not. */
function followingOffset(run: GlyphRun, next: SceneItem | undefined): Len | undefined {
  if (next?.kind !== "glyphs" || next.direction !== "horizontal" || next.y !== run.y) return undefined;
  const [first] = next.offsets;
  return next.size === run.size && first !== undefined ? next.x + first - run.x : undefined;
}

const SYMBOLIC = 4;

/** A usual estimate from the weight class; viewers use it only to choose a substitute for a font that is missing. */
function stemWidth(weight: number): number {
  return Math.round(50 + (weight / 65) ** 2);
}

function fontName(face: SceneFace, source: SubsetSource): string {
  return readNames(source.sfnt).postscript || face.postscriptName.replaceAll(/[^A-Za-z0-9-]/gu, "") || "Font";
}

/** Six capitals that differ between subsets, from what the subset holds: two subsets of a face must not share a name. */
function subsetTag(id: string, contents: readonly number[]): string {
  let hash = 0x811c9dc5;
  const mix = (value: number): void => {
    hash = Math.imul(hash ^ value, 0x01000193) >>> 0;
  };
  for (const character of id) mix(character.codePointAt(0) ?? 0);
  for (const value of contents) mix(Math.round(value));
  let tag = "";
  for (let i = 0; i < 6; i++) {
    tag += String.fromCharCode(65 + (hash % 26));
    hash = Math.floor(hash / 26);
  }
  return tag;
}

async function pack(bytes: Uint8Array): Promise<Uint8Array> {
  return deflateAsync(bytes, { level: FONT_DEFLATE_LEVEL });
}
