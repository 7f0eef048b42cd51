/** Opens a face: typed tables for what is asked per character, fontkit (opened when first needed) for shaping. */
import { readCharacterMap } from "./cmap.js";
import { FontError } from "./error.js";
import type { Face, InkBox, ShapedGlyph } from "./face.js";
import { openFontkit, scriptOf, shapeRun, type FontkitFont, type ShapeMetrics, type ShapeRequest } from "./shape.js";
import {
  emBox,
  parseSfnt,
  readAdvances,
  readChecked,
  readLocations,
  readMetrics,
  table,
  type FaceMetrics,
  type Sfnt,
} from "./sfnt.js";
import { readNames } from "./names.js";

export interface FaceInfo {
  readonly family: string;
  readonly weight: number;
  readonly id: string;
  /** OpenType language of the page, `ZHS ` unless told: it chooses among a pan-CJK face's forms, and its figures. */
  readonly language?: string;
  /** Where its file lies, for messages. */
  readonly origin?: string;
}

/** Chinese marks whose default glyph may be a Latin one; the font's locl for simplified Chinese decides. */
const AMBIGUOUS = new Set([
  0x00b7, 0x2013, 0x2014, 0x2015, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2025, 0x2026, 0x2027, 0x2e3a, 0x30fb,
]);

const EM_DASH = 0x2014;
const TWO_EM_DASH = 0x2e3a;
const HAN_SCRIPT = "hani";
const SIMPLIFIED_CHINESE = "ZHS";
const EMPTY_INK: InkBox = { minX: 0, minY: 0, maxX: 0, maxY: 0 };

export function openFace(bytes: Uint8Array, info: FaceInfo): Face {
  return named(info, () => new OpenedFace(bytes, info));
}

/** What is wrong with a font is told with the font's name, whenever it is found out. */
function named<T>({ family, weight, origin }: FaceInfo, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof FontError)) throw error;
    throw new FontError(error.problem, `${origin ?? `${family} ${weight}`}: ${error.message}`, error.hint, {
      cause: error,
    });
  }
}

/** Words of running text repeat; a program that runs on must not keep all it ever shaped. */
const MOST_WORDS = 5_000;

class OpenedFace implements Face {
  readonly id: string;
  readonly family: string;
  readonly weight: number;
  readonly postscriptName: string;
  readonly bytes: Uint8Array;
  readonly unitsPerEm: number;
  readonly ascent: number;
  readonly descent: number;
  readonly codePages: number;

  readonly #info: FaceInfo;
  readonly #sfnt: Sfnt;
  readonly #metrics: FaceMetrics;
  readonly #advances: Uint16Array;
  readonly #characters: Uint16Array;
  readonly #words = new Map<string, readonly ShapedGlyph[]>();
  readonly #hanGlyphs = new Map<number, number>();
  readonly #inks = new Map<number, InkBox>();
  readonly #latinGlyphs = new Map<number, number>();
  readonly #standingGlyphs = new Map<number, number>();
  readonly #language: string;
  #fontkit: FontkitFont | undefined;
  #locations: Uint32Array | undefined;
  #doubleDash: number | undefined;

  constructor(bytes: Uint8Array, info: FaceInfo) {
    this.#info = info;
    this.id = info.id;
    this.family = info.family;
    this.weight = info.weight;
    this.bytes = bytes;
    this.#language = info.language ?? SIMPLIFIED_CHINESE;
    this.#sfnt = parseSfnt(bytes);
    this.#metrics = readMetrics(this.#sfnt);
    this.#advances = readAdvances(this.#sfnt, this.#metrics);
    this.#characters = readCharacterMap(this.#sfnt);
    this.postscriptName = readNames(this.#sfnt).postscript || info.id.replace(/[^\x21-\x7e]|[[\](){}<>/%]/gu, "");
    this.unitsPerEm = this.#metrics.unitsPerEm;
    this.codePages = this.#metrics.codePages;
    ({ ascent: this.ascent, descent: this.descent } = emBox(this.#metrics));
  }

  glyphFor(codePoint: number): number {
    return this.#characters[codePoint] ?? 0;
  }

  advanceOf(gid: number): number {
    return this.#advances[gid] ?? 0;
  }

  hanGlyphFor(codePoint: number): number {
    const plain = this.glyphFor(codePoint);
    if (plain === 0 || !AMBIGUOUS.has(codePoint)) return plain;
    let gid = this.#hanGlyphs.get(codePoint);
    if (gid === undefined) {
      gid = this.#single(codePoint, { script: HAN_SCRIPT, language: this.#language }) ?? plain;
      this.#hanGlyphs.set(codePoint, gid);
    }
    return gid;
  }

  /** By the Han script: faces offer `vert` to it and not to Latin, as which marks alone would be shaped. */
  standingGlyphFor(codePoint: number): number {
    if (this.glyphFor(codePoint) === 0) return 0;
    let gid = this.#standingGlyphs.get(codePoint);
    if (gid === undefined) {
      const request = { script: HAN_SCRIPT, language: this.#language, features: { vert: true } };
      gid = this.#single(codePoint, request) ?? this.hanGlyphFor(codePoint);
      this.#standingGlyphs.set(codePoint, gid);
    }
    return gid;
  }

  /** Quotes and dots are an em wide by default in Chinese faces; within a Latin word their proportional form is due. */
  #latinGlyphFor(codePoint: number): number {
    const plain = this.glyphFor(codePoint);
    if (plain === 0 || !AMBIGUOUS.has(codePoint)) return plain;
    let gid = this.#latinGlyphs.get(codePoint);
    if (gid === undefined) {
      gid = this.#single(codePoint, { script: "latn", language: null, features: { pwid: true } }) ?? plain;
      this.#latinGlyphs.set(codePoint, gid);
    }
    return gid;
  }

  #single(codePoint: number, request: ShapeRequest): number | undefined {
    const shaped = this.#shape(this, String.fromCodePoint(codePoint), request);
    return shaped.length === 1 ? shaped[0]?.gid : undefined;
  }

  get doubleDash(): number {
    this.#doubleDash ??= this.#findDoubleDash();
    return this.#doubleDash;
  }

  #findDoubleDash(): number {
    const twoEm = this.unitsPerEm * 2;
    if (this.glyphFor(EM_DASH) !== 0) {
      const pair = this.#shape(this, "——", { script: HAN_SCRIPT, language: this.#language });
      const gid = pair.length === 1 ? (pair[0]?.gid ?? 0) : 0;
      if (gid !== 0 && this.advanceOf(gid) === twoEm) return gid;
    }
    // Some faces have U+2E3A at another width, or with side bearings that break the line; only an exact one joins.
    const single = this.glyphFor(TWO_EM_DASH);
    return single !== 0 && this.advanceOf(single) === twoEm ? single : 0;
  }

  shapeWord(text: string, features: readonly string[] = []): readonly ShapedGlyph[] {
    const key = features.length === 0 ? text : `${features.join(" ")}\u0000${text}`;
    let shaped = this.#words.get(key);
    if (shaped === undefined) {
      const script = scriptOf(text);
      const glyphFor = (codePoint: number): number =>
        script === HAN_SCRIPT ? this.hanGlyphFor(codePoint) : this.#latinGlyphFor(codePoint);
      const metrics: ShapeMetrics = {
        glyphFor,
        advanceOf: (gid) => this.advanceOf(gid),
        inkOf: (gid) => this.inkOf(gid),
        unitsPerEm: this.unitsPerEm,
      };
      const wanted = Object.fromEntries(features.map((tag) => [tag, true]));
      shaped = this.#shape(metrics, text, { script, language: this.#language, features: wanted });
      if (this.#words.size >= MOST_WORDS) this.#words.clear();
      this.#words.set(key, shaped);
    }
    return shaped;
  }

  inkOf(gid: number): InkBox {
    let ink = this.#inks.get(gid);
    if (ink === undefined) {
      ink = named(this.#info, () =>
        this.#sfnt.outlines === "truetype" ? this.#outlineHeader(gid) : this.#controlBox(gid),
      );
      this.#inks.set(gid, ink);
    }
    return ink;
  }

  /** A TrueType glyph carries its box in the first ten bytes. */
  #outlineHeader(gid: number): InkBox {
    if (gid < 0 || gid >= this.#metrics.glyphCount) return EMPTY_INK;
    this.#locations ??= readLocations(this.#sfnt, this.#metrics);
    const start = this.#locations[gid] ?? 0;
    if (start === this.#locations[gid + 1]) return EMPTY_INK;
    const { view } = this.#sfnt;
    const at = table(this.#sfnt, "glyf").offset + start;
    return readChecked(
      () => ({
        minX: view.getInt16(at + 2),
        minY: view.getInt16(at + 4),
        maxX: view.getInt16(at + 6),
        maxY: view.getInt16(at + 8),
      }),
      "outlines",
    );
  }

  #controlBox(gid: number): InkBox {
    const box = readChecked(() => this.#shaper().getGlyph(gid)?.cbox, `outline of glyph ${gid}`);
    if (box === undefined || !Number.isFinite(box.minX)) return EMPTY_INK;
    return { minX: box.minX, minY: box.minY, maxX: box.maxX, maxY: box.maxY };
  }

  #shape(metrics: ShapeMetrics, text: string, request: ShapeRequest): readonly ShapedGlyph[] {
    return named(this.#info, () => shapeRun(this.#shaper(), metrics, text, request));
  }

  #shaper(): FontkitFont {
    this.#fontkit ??= openFontkit(this.bytes);
    return this.#fontkit;
  }
}
