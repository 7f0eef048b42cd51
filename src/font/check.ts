/**
 * A font before it is registered: every table that composition and the renderers read is looked through once, so that a
 * damaged file is refused with the table and the reason, and no page ends in the middle.
 */
import { readCharacterMap } from "./cmap.js";
import { checkLayoutTables } from "./layout-check.js";
import { readAdvances, readLocations, readMetrics, type FaceMetrics, type Sfnt } from "./sfnt.js";
import { TableReader } from "./table-reader.js";

/** Least lengths by the OpenType specification; `maxp` of TrueType outlines holds limits besides the count. */
const LEAST_LENGTHS: readonly (readonly [tag: string, length: number])[] = [
  ["head", 54],
  ["hhea", 36],
  ["maxp", 6],
];
const HEAD_MAGIC = 0x5f0f3cf5;
/** Composites of composites go two or three deep, and no outline has a million points: more is a bomb. */
const DEEPEST = 8;
const MOST_POINTS = 1_000_000;

/** From, to, step: digits, Latin, Greek, Cyrillic, kana, Han, Hangul. */
const LETTERS: readonly (readonly [from: number, to: number, step: number])[] = [
  [0x30, 0x39, 1],
  [0x41, 0x5a, 1],
  [0x61, 0x7a, 1],
  [0x3b1, 0x3c1, 1],
  [0x430, 0x44f, 1],
  [0x3042, 0x3092, 8],
  [0x4e00, 0x9fa5, 331],
  [0xac00, 0xd7a3, 331],
];
const FEW_LETTERS = 8;

/** Composite glyph flags (OpenType, `glyf`). */
const ARGS_ARE_WORDS = 0x0001;
const HAS_SCALE = 0x0008;
const MORE_COMPONENTS = 0x0020;
const HAS_XY_SCALE = 0x0040;
const HAS_2X2 = 0x0080;

/** Throws a FontError that names what is damaged. */
export function checkFont(sfnt: Sfnt): void {
  for (const [tag, least] of LEAST_LENGTHS) new TableReader(sfnt, tag).within(0, least, "it");
  const head = new TableReader(sfnt, "head");
  if (head.u32(12, "it") !== HEAD_MAGIC) head.fail("its magic number is wrong");
  const metrics = readMetrics(sfnt);
  const advances = readAdvances(sfnt, metrics);
  const letters = lettersOf(checkCharacters(sfnt, metrics));
  if (mostly(letters, (gid) => advances[gid] === 0)) new TableReader(sfnt, "hmtx").fail("its letters have no width");
  if (sfnt.outlines === "truetype") checkOutlines(sfnt, metrics, letters);
  else checkCff(sfnt, metrics);
  checkLayoutTables(sfnt, metrics.glyphCount);
}

/** Glyphs of letters and digits that print in any face that has them: Latin, and some of each other script of newspapers. */
function lettersOf(characters: Uint16Array): readonly number[] {
  const found = LETTERS.flatMap(([from, to, step]) =>
    Array.from({ length: Math.floor((to - from) / step) + 1 }, (_, i) => characters[from + i * step] ?? 0),
  );
  return found.filter((gid) => gid > 0);
}

/** Whether most of the letters are so; of a few nothing can be said. */
function mostly(letters: readonly number[], is: (gid: number) => boolean): boolean {
  return letters.length >= FEW_LETTERS && letters.filter(is).length * 2 > letters.length;
}

function checkCharacters(sfnt: Sfnt, { glyphCount }: FaceMetrics): Uint16Array {
  const reader = new TableReader(sfnt, "cmap");
  const count = reader.u16(2, "the header");
  reader.records(4, count, 8, "the header");
  for (let i = 0; i < count; i += 1) reader.within(reader.u32(8 + i * 8, "the header"), 6, "a character map");
  const characters = readCharacterMap(sfnt);
  let any = false;
  for (const [codePoint, gid] of characters.entries()) {
    if (gid === 0) continue;
    any = true;
    if (gid >= glyphCount) {
      const name = codePoint.toString(16).toUpperCase().padStart(4, "0");
      reader.fail(`U+${name} is glyph ${gid} of ${glyphCount}`);
    }
  }
  if (!any) reader.fail("it has no character");
  return characters;
}

function checkOutlines(sfnt: Sfnt, metrics: FaceMetrics, letters: readonly number[]): void {
  const width = metrics.longLocations ? 4 : 2;
  new TableReader(sfnt, "loca").within(0, (metrics.glyphCount + 1) * width, "the list of outlines");
  const locations = readLocations(sfnt, metrics);
  const reader = new TableReader(sfnt, "glyf");
  const parts = new Map<number, readonly number[]>();
  const points = new Uint32Array(metrics.glyphCount);
  for (let gid = 0; gid < metrics.glyphCount; gid += 1) {
    const [start = 0, end = 0] = [locations[gid], locations[gid + 1]];
    if (start === end) continue;
    const what = `the outline of glyph ${gid}`;
    if (end - start < 10) reader.fail(`${what} is cut short`);
    const contours = reader.i16(start, what);
    if (contours >= 0) points[gid] = simplePoints(reader, start + 10, contours, what);
    else parts.set(gid, components(reader, start + 10, metrics.glyphCount, what));
  }
  if (mostly(letters, (gid) => points[gid] === 0 && !parts.has(gid))) reader.fail("its letters have no outlines");
  for (const gid of parts.keys()) total(gid, { parts, points, reader }, 0);
}

/** Points of a simple outline, all of them within the table. */
function simplePoints(reader: TableReader, start: number, contours: number, what: string): number {
  reader.within(start, contours * 2 + 2, what);
  let count = 0;
  for (let i = 0; i < contours; i += 1) {
    const end = reader.u16(start + i * 2, what) + 1;
    if (end < count) reader.fail(`${what} has contours that run back`);
    count = end;
  }
  let at = start + contours * 2 + 2 + reader.u16(start + contours * 2, what);
  let coordinates = 0;
  for (let i = 0; i < count;) {
    const flag = reader.u8(at, what);
    at += 1;
    let times = 1;
    if ((flag & 0x08) !== 0) {
      times += reader.u8(at, what);
      at += 1;
    }
    times = Math.min(times, count - i);
    coordinates += times * (bytesOf(flag & 0x02, flag & 0x10) + bytesOf(flag & 0x04, flag & 0x20));
    i += times;
  }
  reader.within(at, coordinates, what);
  return count;
}

/** A short coordinate takes a byte; a long one takes two, or none where it is the same as before. */
function bytesOf(short: number, same: number): number {
  if (short !== 0) return 1;
  return same === 0 ? 2 : 0;
}

function components(reader: TableReader, start: number, glyphCount: number, what: string): readonly number[] {
  const found: number[] = [];
  for (let at = start; ;) {
    const flags = reader.u16(at, what);
    const gid = reader.u16(at + 2, what);
    reader.below(gid, glyphCount, `a part of ${what}: glyph`);
    found.push(gid);
    const args = (flags & ARGS_ARE_WORDS) === 0 ? 2 : 4;
    const matrix = (flags & HAS_2X2) !== 0 ? 8 : (flags & HAS_XY_SCALE) !== 0 ? 4 : (flags & HAS_SCALE) !== 0 ? 2 : 0;
    at += 4 + args + matrix;
    reader.within(at, 0, what);
    if ((flags & MORE_COMPONENTS) === 0) return found;
  }
}

interface Composites {
  readonly parts: Map<number, readonly number[]>;
  /** Of composites once they are known. */
  readonly points: Uint32Array;
  readonly reader: TableReader;
}

/** Points of a glyph with its parts; a circle, or parts of parts by the thousand, would take for ever to draw. */
function total(gid: number, composites: Composites, depth: number): number {
  const { parts, points, reader } = composites;
  const own = parts.get(gid);
  if (own === undefined || (points[gid] ?? 0) > 0) return points[gid] ?? 0;
  if (depth >= DEEPEST) reader.fail(`glyph ${gid} is a part of itself, or parts stand ${DEEPEST} deep`);
  const sum = own.reduce((all, part) => all + total(part, composites, depth + 1), own.length);
  if (sum > MOST_POINTS) reader.fail(`glyph ${gid} has more than ${MOST_POINTS} points`);
  points[gid] = sum;
  return sum;
}

/** The indexes of a CFF program (Adobe Technical Note 5176); its charstrings are read one by one when they are drawn. */
function checkCff(sfnt: Sfnt, { glyphCount }: FaceMetrics): void {
  const reader: TableReader = new TableReader(sfnt, "CFF ");
  if (reader.u8(0, "the header") !== 1) reader.fail("its version is unknown");
  const names = cffIndex(reader, reader.u8(2, "the header"), "the names");
  const fonts = cffIndex(reader, names.end, "the top dictionaries");
  const strings = cffIndex(reader, fonts.end, "the strings");
  cffIndex(reader, strings.end, "the subroutines");
  if (fonts.count !== 1) reader.fail(`it holds ${fonts.count} fonts`);
  const at = charStrings(reader, fonts.start, fonts.dataEnd);
  if (at === undefined) reader.fail("it has no outlines");
  const { count } = cffIndex(reader, at, "the outlines");
  if (count !== glyphCount) reader.fail(`it has ${count} outlines for ${glyphCount} glyphs`);
}

interface CffIndex {
  readonly count: number;
  readonly start: number;
  readonly dataEnd: number;
  readonly end: number;
}

function cffIndex(reader: TableReader, at: number, what: string): CffIndex {
  const count = reader.u16(at, what);
  if (count === 0) return { count, start: at + 2, dataEnd: at + 2, end: at + 2 };
  const size = reader.u8(at + 2, what);
  if (size < 1 || size > 4) reader.fail(`${what} have offsets of ${size} bytes`);
  reader.records(at + 3, count + 1, size, what);
  const base = at + 2 + (count + 1) * size;
  let before = 1;
  for (let i = 0; i <= count; i += 1) {
    let offset = 0;
    for (let k = 0; k < size; k += 1) offset = offset * 256 + reader.u8(at + 3 + i * size + k, what);
    if (offset < before) reader.fail(`${what} run back`);
    reader.within(base + offset, 0, what);
    before = offset;
  }
  return { count, start: base + 1, dataEnd: base + before, end: base + before };
}

const CHAR_STRINGS = 17;

/** A number in decimal digits, half a byte each, ends with the digit 15. */
function endsNumber(digits: number): boolean {
  return (digits & 0x0f) === 0x0f || digits >>> 4 === 0x0f;
}

/** The operand of the operator CharStrings in a top dictionary. */
function charStrings(reader: TableReader, start: number, end: number): number | undefined {
  let last = 0;
  for (let at = start; at < end;) {
    const byte = reader.u8(at, "the top dictionary");
    at += 1;
    if (byte === CHAR_STRINGS) return last;
    if (byte === 12) at += 1;
    else if (byte === 28) {
      last = reader.u16(at, "the top dictionary");
      at += 2;
    } else if (byte === 29) {
      last = reader.u32(at, "the top dictionary");
      at += 4;
    } else if (byte === 30) {
      for (let digits = 0; !endsNumber(digits); at += 1) digits = reader.u8(at, "the top dictionary");
    } else if (byte >= 32 && byte <= 246) last = byte - 139;
    else if (byte >= 247 && byte <= 254) {
      const next = reader.u8(at, "the top dictionary");
      last = byte < 251 ? (byte - 247) * 256 + next + 108 : -(byte - 251) * 256 - next - 108;
      at += 1;
    }
  }
  return undefined;
}
