/**
 * Shaping by fontkit, for the few texts that need it: Latin words, and the dashes of Chinese. This is the only file that
 * touches fontkit's inside.
 *
 * `font.layout` itself will not do: it hands out one cached Glyph object per glyph id whose `codePoints` are those of
 * whoever asked first, so a cluster's characters are lost as soon as two characters share a glyph. The layout engine
 * underneath keeps the characters of each glyph apart; it is called here directly.
 */
import * as fontkit from "fontkit";
import { FontError } from "./error.js";
import type { InkBox, ShapedGlyph } from "./face.js";
import { decomposed } from "./decompose.js";
import { joinedInk, placeOfMark } from "./mark-place.js";
import { type LookupProcessor, ShapingBudget } from "./shaping-budget.js";

interface EngineGlyph {
  readonly id: number;
  readonly codePoints: readonly number[];
}

interface EnginePosition {
  xAdvance: number;
  yAdvance: number;
  xOffset: number;
  yOffset: number;
}

interface EngineRun {
  readonly glyphs: readonly EngineGlyph[];
  positions: EnginePosition[];
  readonly script: string;
  readonly language: string | null;
  readonly direction: "ltr" | "rtl";
  readonly features: Record<string, boolean>;
}

/** fontkit's OTLayoutEngine, as far as it is used. `test/font/fontkit.test.ts` pins it. */
interface LayoutEngine {
  readonly GSUBProcessor: LookupProcessor | null;
  readonly GPOSProcessor: LookupProcessor | null;
  glyphInfos: readonly EngineGlyph[] | null;
  setup(run: EngineRun): void;
  substitute(run: EngineRun): void;
  position(run: EngineRun): unknown;
  cleanup(): void;
}

interface OutlineBox {
  readonly minX: number;
  readonly minY: number;
  readonly maxX: number;
  readonly maxY: number;
}

/** fontkit's subset of a CFF font: glyphs by their index in the subset, equal ones allowed. */
interface SubsetEncoder {
  readonly glyphs: number[];
  encode(): Uint8Array;
}

interface FontkitGlyph {
  readonly cbox: OutlineBox;
  readonly path: { readonly commands: readonly { readonly command: string; readonly args: readonly number[] }[] };
}

/** A font as fontkit sees it, narrowed once. */
export interface FontkitFont {
  readonly directory: { readonly tables: Record<string, unknown> };
  readonly _layoutEngine: { readonly engine?: LayoutEngine | null };
  getGlyph(gid: number, codePoints?: number[]): FontkitGlyph | null;
  createSubset(): SubsetEncoder;
}

export function openFontkit(bytes: Uint8Array): FontkitFont {
  let font: unknown;
  try {
    // fontkit's typings ask for a Buffer; its reader uses nothing but Uint8Array.
    font = fontkit.create(bytes as Buffer);
  } catch (error) {
    throw new FontError("corrupt", "the font's tables cannot be read", "", { cause: error });
  }
  if (!isFontkitFont(font)) throw new FontError("unsupported", "the file is not a single font");
  // With a morx table (LXGW WenKai 1.3) fontkit takes its AAT road and ignores GSUB; without it GSUB is used.
  delete font.directory.tables["morx"];
  return font;
}

function isFontkitFont(font: unknown): font is FontkitFont {
  return (
    typeof font === "object" && font !== null && "directory" in font && "getGlyph" in font && "createSubset" in font
  );
}

export interface ShapeRequest {
  readonly script: string;
  readonly language: string | null;
  /** Beyond the default ones. */
  readonly features?: Readonly<Record<string, boolean>>;
}

export interface ShapeMetrics {
  glyphFor(codePoint: number): number;
  advanceOf(gid: number): number;
  inkOf(gid: number): InkBox;
  readonly unitsPerEm: number;
}

/** Shapes one run, in the direction of its script and the order of its text, with the default features (ccmp, locl, liga, calt, kern, mark). */
export function shapeRun(
  font: FontkitFont,
  metrics: ShapeMetrics,
  text: string,
  request: ShapeRequest,
): readonly ShapedGlyph[] {
  const parts = decomposed(text, (codePoint) => metrics.glyphFor(codePoint));
  if (parts === undefined) return shapeWhole(font, metrics, text, request);
  const at = (offset: number): number => parts.offsets[offset] ?? text.length;
  return shapeWhole(font, metrics, parts.text, request).map((shaped): ShapedGlyph => ({
    ...shaped,
    start: at(shaped.start),
    end: at(shaped.end),
  }));
}

function shapeWhole(
  font: FontkitFont,
  metrics: ShapeMetrics,
  text: string,
  request: ShapeRequest,
): readonly ShapedGlyph[] {
  const glyphs = initialGlyphs(text, metrics);
  if (glyphs.length === 0) return [];
  const { script, language } = request;
  const run: EngineRun = {
    glyphs,
    positions: [],
    direction: RIGHT_TO_LEFT.has(script) ? "rtl" : "ltr",
    features: { ...request.features },
    script,
    language,
  };
  let shaped: readonly EngineGlyph[] = glyphs;
  const engine = engineOf(font, text);
  if (engine) {
    try {
      budgetOf(engine).begin(glyphs.length);
      engine.setup(run);
      engine.substitute(run);
      shaped = engine.glyphInfos ?? glyphs;
      run.positions = shaped.map((glyph) => plainPosition(metrics.advanceOf(glyph.id)));
      engine.position(run);
      // It turns what it positions round, and not what it shapes.
      if (run.direction === "rtl") run.positions.reverse();
      else placeMarks(shaped, run.positions, metrics);
    } catch (error) {
      throw layoutFault(error, text);
    } finally {
      engine.cleanup();
    }
  } else {
    run.positions = shaped.map((glyph) => plainPosition(metrics.advanceOf(glyph.id)));
    placeMarks(shaped, run.positions, metrics);
  }
  return withRanges(shaped, run.positions, text);
}

/**
 * Marks that the face did not place, for it has no anchors for them, or none on their letter. A mark takes no room of its
 * own; one that the face lacks stands as its box on the letter.
 */
function placeMarks(glyphs: readonly EngineGlyph[], positions: readonly EnginePosition[], metrics: ShapeMetrics): void {
  let letter = 0;
  let letterPen = 0;
  let around: InkBox | undefined;
  let pen = 0;
  for (const [i, { id, codePoints }] of glyphs.entries()) {
    const position = positions[i];
    if (position === undefined) return;
    if (i === 0 || codePoints.length === 0 || !codePoints.every(isExtender)) {
      [letter, letterPen, around] = [i, pen, undefined];
    } else if (!isPlaced(position) || id === 0) {
      position.xAdvance = 0;
      around ??= inkOrBox(metrics, glyphs[letter]?.id ?? 0, positions[letter]?.xAdvance ?? 0);
      const ink = inkOrBox(metrics, id, metrics.advanceOf(id));
      const place = placeOfMark(String.fromCodePoint(...codePoints), ink, around, metrics.unitsPerEm);
      if (place !== undefined) {
        position.xOffset = letterPen + place.x - pen;
        // The box of a missing mark stays on the line of its letter: nobody reads it.
        position.yOffset = id === 0 ? 0 : place.y;
        if (id !== 0) around = joinedInk(around, ink, place.x, place.y);
      }
    }
    pen += position.xAdvance;
  }
}

function isPlaced({ xOffset, yOffset }: EnginePosition): boolean {
  return xOffset !== 0 || yOffset !== 0;
}

/** A glyph without ink is as wide as its advance. */
function inkOrBox(metrics: ShapeMetrics, gid: number, advance: number): InkBox {
  const ink = metrics.inkOf(gid);
  return ink.maxX > ink.minX ? ink : { minX: 0, minY: 0, maxX: advance, maxY: 0 };
}

/** What reads GSUB and GPOS; it reads them when it is first asked for. */
function engineOf(font: FontkitFont, text: string): LayoutEngine | undefined {
  try {
    return font._layoutEngine.engine ?? undefined;
  } catch (error) {
    throw layoutFault(error, text);
  }
}

const budgets = new WeakMap<LayoutEngine, ShapingBudget>();

function budgetOf(engine: LayoutEngine): ShapingBudget {
  const known = budgets.get(engine);
  if (known !== undefined) return known;
  const budget = new ShapingBudget();
  for (const processor of [engine.GSUBProcessor, engine.GPOSProcessor]) if (processor) budget.watch(processor);
  budgets.set(engine, budget);
  return budget;
}

function layoutFault(error: unknown, text: string): FontError {
  const reason = error instanceof FontError ? `: ${error.message}` : "";
  return new FontError(
    "corrupt",
    `the font's layout tables fail on "${[...text].slice(0, 20).join("")}"${reason}`,
    "",
    {
      cause: error,
    },
  );
}

/** A glyph a character; but a letter and its marks start as one when the face has them as one (NFC), as HarfBuzz does. */
function initialGlyphs(text: string, metrics: ShapeMetrics): readonly EngineGlyph[] {
  const glyphs: EngineGlyph[] = [];
  for (const character of text) {
    const codePoint = character.codePointAt(0) ?? 0;
    if (isSelector(codePoint)) continue;
    const before = glyphs.at(-1);
    if (before !== undefined && isExtender(codePoint)) {
      const codePoints = [...before.codePoints, codePoint];
      const composed = [...String.fromCodePoint(...codePoints).normalize("NFC")];
      const id = composed.length === 1 ? metrics.glyphFor(composed[0]?.codePointAt(0) ?? 0) : 0;
      if (id !== 0) {
        glyphs[glyphs.length - 1] = { id, codePoints };
        continue;
      }
    }
    glyphs.push({ id: metrics.glyphFor(isIgnorable(codePoint) ? 0x20 : codePoint), codePoints: [codePoint] });
  }
  return glyphs;
}

function plainPosition(xAdvance: number): EnginePosition {
  return { xAdvance, yAdvance: 0, xOffset: 0, yOffset: 0 };
}

/**
 * Gives each glyph its range of the text. The engine keeps characters in order, so counting them is enough: a ligature
 * has several, the further glyphs of a decomposition have none, and a combining mark that stayed a glyph of its own
 * belongs to the cluster before it.
 */
function withRanges(
  glyphs: readonly EngineGlyph[],
  positions: readonly EnginePosition[],
  text: string,
): readonly ShapedGlyph[] {
  const ranges: { start: number; end: number }[] = [];
  let head = 0;
  let offset = 0;
  for (const [i, glyph] of glyphs.entries()) {
    const start = offset;
    for (let n = 0; n < glyph.codePoints.length; n++) offset = afterCharacter(text, offset);
    const joins = i > 0 && glyph.codePoints.length > 0 && glyph.codePoints.every(isExtender);
    if (i > 0 && (joins || glyph.codePoints.length === 0)) {
      const cluster = ranges[head];
      if (cluster !== undefined) cluster.end = offset;
      ranges.push({ start: offset, end: offset });
    } else {
      head = i;
      ranges.push({ start, end: offset });
    }
  }
  const last = ranges[head];
  if (last !== undefined) last.end = text.length;
  return glyphs.map((glyph, i) => {
    const position = positions[i] ?? plainPosition(0);
    const hidden = glyph.codePoints.length === 1 && isIgnorable(glyph.codePoints[0] ?? 0);
    const range = ranges[i] ?? { start: text.length, end: text.length };
    return {
      gid: glyph.id,
      advance: hidden ? 0 : position.xAdvance,
      offsetX: position.xOffset,
      offsetY: position.yOffset,
      start: range.start,
      end: range.end,
    };
  });
}

/** The offset after one character and the variation selectors that follow it. */
function afterCharacter(text: string, offset: number): number {
  let next = offset + ((text.codePointAt(offset) ?? 0) > 0xffff ? 2 : 1);
  for (;;) {
    const codePoint = text.codePointAt(next);
    if (codePoint === undefined || !isSelector(codePoint)) return next;
    next += codePoint > 0xffff ? 2 : 1;
  }
}

function isSelector(codePoint: number): boolean {
  return (codePoint >= 0xfe00 && codePoint <= 0xfe0f) || (codePoint >= 0xe0100 && codePoint <= 0xe01ef);
}

function isIgnorable(codePoint: number): boolean {
  return codePoint >= 0xad && /\p{Default_Ignorable_Code_Point}/u.test(String.fromCodePoint(codePoint));
}

function isExtender(codePoint: number): boolean {
  return codePoint >= 0x300 && /[\p{Mn}\p{Me}]/u.test(String.fromCodePoint(codePoint));
}

/** OpenType script of a word, by its first letter. */
export function scriptOf(text: string): string {
  for (const [tag, pattern] of SCRIPTS) if (pattern.test(text)) return tag;
  return "latn";
}

/** Runs of these are drawn from right to left. The engine leaves them in the text's order; whoever draws them turns them round. */
const RIGHT_TO_LEFT: ReadonlySet<string> = new Set(["hebr", "arab", "syrc", "thaa", "nko "]);

const SCRIPTS: readonly (readonly [string, RegExp])[] = [
  ["hebr", /\p{Script=Hebrew}/u],
  ["arab", /\p{Script=Arabic}/u],
  ["syrc", /\p{Script=Syriac}/u],
  ["thaa", /\p{Script=Thaana}/u],
  ["nko ", /\p{Script=Nko}/u],
  ["latn", /\p{Script=Latin}/u],
  ["cyrl", /\p{Script=Cyrillic}/u],
  ["grek", /\p{Script=Greek}/u],
  ["hang", /\p{Script=Hangul}/u],
  ["kana", /[\p{Script=Hiragana}\p{Script=Katakana}]/u],
  ["hani", /\p{Script=Han}/u],
];

/** The CFF program of these glyphs, in this order; the first must be 0. */
export function encodeCff(bytes: Uint8Array, gids: readonly number[]): Uint8Array {
  const subset = openFontkit(bytes).createSubset();
  subset.glyphs.splice(0, subset.glyphs.length, ...gids);
  try {
    return subset.encode();
  } catch (error) {
    throw new FontError("corrupt", "the font's outlines cannot be read", "", { cause: error });
  }
}
