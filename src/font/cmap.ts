/** Characters to glyphs: the cmap as one flat array, so that a page of Chinese text costs an index per character. */
import { FontError } from "./error.js";
import { readChecked, table, type Sfnt } from "./sfnt.js";

/** Planes 0–3 hold all Han there is; what lies above (tags, variation selectors, private use) has no glyph of its own. */
const LAST_CODE_POINT = 0x3ffff;

/** Segments of a map name each character once; a damaged one could name all of them, thousands of times. */
const MOST_NAMED = 4 * (LAST_CODE_POINT + 1);

/** Best first: full Unicode, then the basic plane. */
const PREFERENCE: readonly (readonly [platform: number, encoding: number])[] = [
  [3, 10],
  [0, 6],
  [0, 4],
  [3, 1],
  [0, 3],
  [0, 2],
  [0, 1],
  [0, 0],
  [3, 0],
];

/** `map[codePoint]` is the glyph, 0 or undefined when there is none. */
export function readCharacterMap(sfnt: Sfnt): Uint16Array {
  return readChecked(() => {
    const { view } = sfnt;
    const base = table(sfnt, "cmap").offset;
    const found = new Map<string, number>();
    const count = view.getUint16(base + 2);
    for (let i = 0; i < count; i++) {
      const record = base + 4 + i * 8;
      found.set(`${view.getUint16(record)},${view.getUint16(record + 2)}`, base + view.getUint32(record + 4));
    }
    for (const [platform, encoding] of PREFERENCE) {
      const at = found.get(`${platform},${encoding}`);
      const map = at === undefined ? undefined : readSubtable(view, at);
      if (map !== undefined) return platform === 3 && encoding === 0 ? withoutSymbolOffset(map) : map;
    }
    throw new FontError("unsupported", "the font has no Unicode character map");
  }, "character map");
}

function readSubtable(view: DataView, at: number): Uint16Array | undefined {
  switch (view.getUint16(at)) {
    case 4:
      return readFormat4(view, at);
    case 6:
      return readFormat6(view, at);
    case 12:
      return readFormat12(view, at);
    default:
      return undefined;
  }
}

function readFormat4(view: DataView, at: number): Uint16Array {
  const map = new Uint16Array(0x10000);
  const doubled = view.getUint16(at + 6);
  const ends = at + 14;
  const starts = ends + doubled + 2;
  const deltas = starts + doubled;
  const ranges = deltas + doubled;
  let named = 0;
  for (let i = 0; i < doubled; i += 2) {
    const end = view.getUint16(ends + i);
    const start = view.getUint16(starts + i);
    const delta = view.getUint16(deltas + i);
    const range = view.getUint16(ranges + i);
    named = countNamed(named, start, end);
    for (let code = start; code <= end && code < 0xffff; code++) {
      if (range === 0) {
        map[code] = code + delta;
        continue;
      }
      const slot = ranges + i + range + (code - start) * 2;
      const gid = slot + 1 < view.byteLength ? view.getUint16(slot) : 0;
      if (gid !== 0) map[code] = gid + delta;
    }
  }
  return map;
}

function readFormat6(view: DataView, at: number): Uint16Array {
  const map = new Uint16Array(0x10000);
  const first = view.getUint16(at + 6);
  const count = view.getUint16(at + 8);
  for (let i = 0; i < count; i++) map[first + i] = view.getUint16(at + 10 + i * 2);
  return map;
}

function readFormat12(view: DataView, at: number): Uint16Array {
  const groups = view.getUint32(at + 12);
  if (at + 16 + groups * 12 > view.byteLength) throw new FontError("corrupt", "the font's character map is cut short");
  let last = 0;
  for (let i = 0; i < groups; i++) {
    const end = view.getUint32(at + 16 + i * 12 + 4);
    if (end > last && end <= LAST_CODE_POINT) last = end;
  }
  const map = new Uint16Array(last + 1);
  let named = 0;
  for (let i = 0; i < groups; i++) {
    const group = at + 16 + i * 12;
    const start = view.getUint32(group);
    const end = Math.min(view.getUint32(group + 4), last);
    const gid = view.getUint32(group + 8);
    named = countNamed(named, start, end);
    for (let code = start; code <= end; code++) map[code] = gid + code - start;
  }
  return map;
}

function countNamed(before: number, start: number, end: number): number {
  const named = before + Math.max(0, end - start + 1);
  if (named > MOST_NAMED) {
    throw new FontError(
      "corrupt",
      'the font\'s "cmap" table is damaged: its segments name the same characters over and over',
    );
  }
  return named;
}

/** Old symbol fonts keep their characters at U+F000 and up. */
function withoutSymbolOffset(map: Uint16Array): Uint16Array {
  for (let code = 0x20; code < 0x100; code++) map[code] ||= map[0xf000 + code] ?? 0;
  return map;
}
