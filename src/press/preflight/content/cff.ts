/** The little that a preflight needs of a CFF font program (Adobe Technical Note 5176): which glyphs it has, and what .notdef is. */
import { viewOf } from "../../../font/sfnt.js";

export interface CffGlyphs {
  readonly count: number;
  /** Glyphs of a CID-keyed font by CID; undefined for a font whose glyphs have names. */
  readonly cids: ReadonlyMap<number, number> | undefined;
  /** Whether .notdef is surely a box: pieces of straight lines. */
  readonly boxNotdef: boolean;
  /** Whether a glyph is .notdef, or drawn exactly like it. */
  isNotdef(glyph: number): boolean;
}

const CHARSET = 15;
const CHAR_STRINGS = 17;
/** Two-byte operators, from here on: 12 30 is ROS, which a CID-keyed font begins with. */
const ESCAPED = 1000;
const ROS = ESCAPED + 30;
const ENDCHAR = 14;
const FIRST_NUMBER = 28;
/** The charsets 0, 1 and 2 are the standard ones of named glyphs. */
const LAST_STANDARD_CHARSET = 2;

/** Throws a RangeError where the program is damaged. */
export function readCff(bytes: Uint8Array): CffGlyphs {
  const view = viewOf(bytes);
  const names = readIndex(view, view.getUint8(2));
  const tops = readIndex(view, names.end);
  const top = readDict(view, tops.at(0));
  const glyphs = readIndex(view, top.get(CHAR_STRINGS)?.[0] ?? Number.NaN);
  const charset = top.get(CHARSET)?.[0] ?? 0;
  const notdef = bytes.subarray(...glyphs.at(0));
  const keyed = top.has(ROS) && charset > LAST_STANDARD_CHARSET;
  return {
    count: glyphs.count,
    cids: keyed ? readCharset(view, charset, glyphs.count) : undefined,
    boxNotdef: isBox(notdef),
    isNotdef: (glyph) => glyph >= glyphs.count || Buffer.compare(bytes.subarray(...glyphs.at(glyph)), notdef) === 0,
  };
}

interface Index {
  readonly count: number;
  readonly end: number;
  at(index: number): readonly [start: number, end: number];
}

function readIndex(view: DataView, at: number): Index {
  const count = view.getUint16(at);
  if (count === 0) return { count, end: at + 2, at: () => [at, at] };
  const size = view.getUint8(at + 2);
  const data = at + 3 + (count + 1) * size - 1;
  const offset = (index: number): number => {
    let value = 0;
    for (let i = 0; i < size; i++) value = value * 256 + view.getUint8(at + 3 + index * size + i);
    return data + value;
  };
  return { count, end: offset(count), at: (index) => [offset(index), offset(index + 1)] };
}

/** Operands by operator. Real numbers are passed over: no offset is one. */
function readDict(view: DataView, [start, end]: readonly [number, number]): ReadonlyMap<number, readonly number[]> {
  const entries = new Map<number, number[]>();
  let operands: number[] = [];
  let at = start;
  while (at < end) {
    const first = view.getUint8(at);
    at += 1;
    if (first < 22) {
      const operator = first === 12 ? ESCAPED + view.getUint8(at++) : first;
      entries.set(operator, operands);
      operands = [];
    } else if (first === 28) {
      operands.push(view.getInt16(at));
      at += 2;
    } else if (first === 29) {
      operands.push(view.getInt32(at));
      at += 4;
    } else if (first === 30) {
      let pair = 0;
      // A nibble of 15 ends the number.
      do pair = view.getUint8(at++);
      while ((pair & 15) !== 15 && pair >> 4 !== 15);
      operands.push(Number.NaN);
    } else if (first < 247) operands.push(first - 139);
    else if (first < 251) operands.push((first - 247) * 256 + view.getUint8(at++) + 108);
    else operands.push(-(first - 251) * 256 - view.getUint8(at++) - 108);
  }
  return entries;
}

function readCharset(view: DataView, start: number, count: number): ReadonlyMap<number, number> {
  const cids = new Map([[0, 0]]);
  const format = view.getUint8(start);
  let at = start + 1;
  for (let glyph = 1; glyph < count;) {
    const first = view.getUint16(at);
    at += 2;
    let more = 0;
    if (format === 1) more = view.getUint8(at++);
    else if (format === 2) {
      more = view.getUint16(at);
      at += 2;
    }
    for (let i = 0; i <= more; i++) cids.set(first + i, glyph + i);
    glyph += more + 1;
  }
  return cids;
}

/** Operators of a charstring (Adobe Technical Note 5177). */
const MOVES: ReadonlySet<number> = new Set([4, 21, 22]);
const LINES: ReadonlySet<number> = new Set([5, 6, 7]);
const STEMS: ReadonlySet<number> = new Set([1, 3, 18, 23]);

/** At least two outlines, and no curve. A subroutine may hold anything. */
function isBox(bytes: Uint8Array): boolean {
  let outlines = 0;
  for (let at = 0; at < bytes.length;) {
    const first = bytes[at] ?? 0;
    if (first === ENDCHAR) break;
    if (MOVES.has(first)) outlines += 1;
    else if ((first < FIRST_NUMBER || (first > FIRST_NUMBER && first < 32)) && !LINES.has(first) && !STEMS.has(first))
      return false;
    at += first === FIRST_NUMBER ? 3 : first < 247 ? 1 : first < 255 ? 2 : 5;
  }
  return outlines > 1;
}
