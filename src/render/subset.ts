/**
 * A TrueType font of just the glyphs a PDF shows, in the order of its CIDs. Outlines are copied as bytes: a newspaper page
 * needs over a thousand glyphs a face, and decoding and encoding each (as fontkit's subset does) costs more than the whole
 * of composition.
 */
import { buildSfnt, type TableData } from "../font/build.js";
import { FontError } from "../font/error.js";
import {
  parseSfnt,
  readAdvances,
  readChecked,
  readLocations,
  readMetrics,
  table,
  viewOf,
  type FaceMetrics,
  type Sfnt,
} from "../font/sfnt.js";

/** Composite glyph flags (OpenType, `glyf`). */
const ARGS_ARE_WORDS = 0x0001;
const HAS_SCALE = 0x0008;
const MORE_COMPONENTS = 0x0020;
const HAS_XY_SCALE = 0x0040;
const HAS_2X2 = 0x0080;

/** Hinting: programs and their constants go along unchanged, or the instructions in the outlines would misfire. */
const HINTING_TABLES = ["cvt ", "fpgm", "prep"];

const MOST_GLYPHS = 0xffff;

/** A face read once; subsets are cut from it as often as wanted. */
export interface SubsetSource {
  readonly sfnt: Sfnt;
  readonly metrics: FaceMetrics;
  readonly advances: Uint16Array;
  readonly locations: Uint32Array;
}

export function openSubsetSource(bytes: Uint8Array): SubsetSource {
  const sfnt = parseSfnt(bytes);
  const metrics = readMetrics(sfnt);
  const locations = sfnt.outlines === "truetype" ? readLocations(sfnt, metrics) : new Uint32Array();
  return { sfnt, metrics, advances: readAdvances(sfnt, metrics), locations };
}

/**
 * `gids[i]` becomes glyph i of the subset; the first must be 0 (.notdef). The same glyph may stand several times: later ones
 * are composites of the first. Parts of composite glyphs that are not listed follow after the listed ones. `advances[i]`,
 * in font units, replaces a glyph's own advance.
 */
export function subsetTrueType(
  source: SubsetSource,
  gids: readonly number[],
  advances: readonly number[] = [],
): Uint8Array {
  return readChecked(() => {
    const order = withComponents(source, gids);
    const { glyf, loca } = copyOutlines(source, order.glyphs, order.places);
    const tables: TableData[] = [
      { tag: "head", bytes: patched(source, "head", (view) => view.setInt16(50, 1)) },
      { tag: "hhea", bytes: patched(source, "hhea", (view) => view.setUint16(34, order.glyphs.length)) },
      { tag: "maxp", bytes: patched(source, "maxp", (view) => patchLimits(view, order.glyphs.length)) },
      { tag: "hmtx", bytes: copyMetrics(source, order.glyphs, advances) },
      { tag: "loca", bytes: loca },
      { tag: "glyf", bytes: glyf },
    ];
    for (const tag of HINTING_TABLES) {
      if (source.sfnt.tables.has(tag)) tables.push({ tag, bytes: raw(source, tag) });
    }
    return buildSfnt(0x00010000, tables);
  }, "outlines");
}

function raw({ sfnt }: SubsetSource, tag: string): Uint8Array {
  const { offset, length } = table(sfnt, tag);
  return sfnt.bytes.subarray(offset, offset + length);
}

function patched(source: SubsetSource, tag: string, patch: (view: DataView) => void): Uint8Array {
  const copy = Uint8Array.from(raw(source, tag));
  patch(viewOf(copy));
  return copy;
}

/** What interpreters reserve room for; the composites made for repeated glyphs may be the font's first. */
function patchLimits(view: DataView, glyphCount: number): void {
  view.setUint16(4, glyphCount);
  if (view.byteLength < 32) return;
  const atLeast = (at: number, least: number): void => view.setUint16(at, Math.max(view.getUint16(at), least));
  const [maxPoints, maxContours] = [view.getUint16(6), view.getUint16(8)];
  atLeast(10, maxPoints);
  atLeast(12, maxContours);
  atLeast(28, 1);
  view.setUint16(30, view.getUint16(30) + 1);
}

interface GlyphOrder {
  readonly glyphs: readonly number[];
  /** The first place of each glyph, for composites to refer to. */
  readonly places: ReadonlyMap<number, number>;
}

function withComponents(source: SubsetSource, gids: readonly number[]): GlyphOrder {
  const glyphs = [...gids];
  const places = new Map<number, number>();
  for (const [place, gid] of glyphs.entries()) if (!places.has(gid)) places.set(gid, place);
  // The list grows while it is walked: parts of composites may be composites themselves.
  for (let i = 0; i < glyphs.length; i++) {
    const gid = glyphs[i] ?? 0;
    if (gid >= source.metrics.glyphCount) throw new FontError("corrupt", `the font has no glyph ${gid}`);
    for (const { gid: part } of components(source, gid)) {
      if (places.has(part)) continue;
      places.set(part, glyphs.length);
      glyphs.push(part);
    }
  }
  if (glyphs.length > MOST_GLYPHS) throw new FontError("unsupported", "more than 65 535 glyphs of one face");
  return { glyphs, places };
}

interface Component {
  readonly gid: number;
  /** Where the glyph id stands, from the glyph's start. */
  readonly at: number;
}

function components(source: SubsetSource, gid: number): readonly Component[] {
  const start = source.locations[gid] ?? 0;
  if (start === source.locations[gid + 1]) return [];
  const { view } = source.sfnt;
  const base = table(source.sfnt, "glyf").offset + start;
  if (view.getInt16(base) >= 0) return [];
  const found: Component[] = [];
  let at = base + 10;
  for (;;) {
    const flags = view.getUint16(at);
    found.push({ gid: view.getUint16(at + 2), at: at + 2 - base });
    if ((flags & MORE_COMPONENTS) === 0) return found;
    const args = (flags & ARGS_ARE_WORDS) === 0 ? 2 : 4;
    const matrix = (flags & HAS_2X2) !== 0 ? 8 : (flags & HAS_XY_SCALE) !== 0 ? 4 : (flags & HAS_SCALE) !== 0 ? 2 : 0;
    at += 4 + args + matrix;
  }
}

function copyOutlines(
  source: SubsetSource,
  glyphs: readonly number[],
  places: ReadonlyMap<number, number>,
): { readonly glyf: Uint8Array; readonly loca: Uint8Array } {
  const { locations } = source;
  const isRepeat = (gid: number, place: number): boolean =>
    places.get(gid) !== place && locations[gid] !== locations[gid + 1];
  const loca = new Uint8Array((glyphs.length + 1) * 4);
  const locaView = viewOf(loca);
  let size = 0;
  for (const [i, gid] of glyphs.entries()) {
    locaView.setUint32(i * 4, size);
    size += isRepeat(gid, i) ? REPEAT_SIZE : ((locations[gid + 1] ?? 0) - (locations[gid] ?? 0) + 3) & ~3;
  }
  locaView.setUint32(glyphs.length * 4, size);
  const glyf = new Uint8Array(size);
  const view = viewOf(glyf);
  const outlines = raw(source, "glyf");
  for (const [i, gid] of glyphs.entries()) {
    const to = locaView.getUint32(i * 4);
    if (isRepeat(gid, i)) {
      writeRepeat(
        view,
        to,
        outlines.subarray((locations[gid] ?? 0) + 2, (locations[gid] ?? 0) + 10),
        places.get(gid) ?? 0,
      );
      continue;
    }
    glyf.set(outlines.subarray(locations[gid], locations[gid + 1]), to);
    for (const { gid: part, at } of components(source, gid)) view.setUint16(to + at, places.get(part) ?? 0);
  }
  return { glyf, loca };
}

/** Composite header and one component: flags, glyph, two offsets of a byte. */
const REPEAT_SIZE = 16;
const OFFSETS_ARE_XY = 0x0002;

function writeRepeat(view: DataView, at: number, box: Uint8Array, place: number): void {
  view.setInt16(at, -1);
  for (const [i, byte] of box.entries()) view.setUint8(at + 2 + i, byte);
  view.setUint16(at + 10, OFFSETS_ARE_XY);
  view.setUint16(at + 12, place);
}

/** A full record for every glyph; the source's later glyphs share the last advance and have a bearing only. */
function copyMetrics(source: SubsetSource, glyphs: readonly number[], advances: readonly number[]): Uint8Array {
  const { view } = source.sfnt;
  const hmtx = table(source.sfnt, "hmtx");
  const full = source.metrics.advanceCount;
  const out = new Uint8Array(glyphs.length * 4);
  const outView = viewOf(out);
  for (const [i, gid] of glyphs.entries()) {
    const bearingAt = gid < full ? gid * 4 + 2 : full * 4 + (gid - full) * 2;
    outView.setUint16(i * 4, advances[i] ?? source.advances[gid] ?? 0);
    outView.setInt16(i * 4 + 2, bearingAt + 2 <= hmtx.length ? view.getInt16(hmtx.offset + bearingAt) : 0);
  }
  return out;
}
