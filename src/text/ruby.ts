/**
 * Ruby: readings over their base (注音, ルビ). A reading wider than its base spreads the base; it may hang over the white and
 * the kana beside it, never over another Han character (JIS X 4051 and JLREQ 3.3, in their simple form: at most half a
 * reading's em). At a line's edge nothing hangs out, because what hangs is a gap, and gaps end with the line.
 */
import { facesFor } from "./marked-cluster.js";
import type { Len } from "../base/length.js";
import { units } from "../font/units.js";
import type { Face } from "../font/face.js";
import { isExtender, Kind, kindOf } from "./classes.js";
import type { PreparedRuby, SpanRuby, TextSpan } from "./model.js";

/** A reading may hang over its neighbour by this many of its own em. */
const OVERHANG = 0.5;
/** White that keeps two readings of Latin letters (pinyin) apart, in their em; kana need none. */
const SYLLABLE_GAP = 0.25;

/** Clusters of a paragraph as far as readings change them. */
export interface RubyBase {
  readonly starts: readonly number[];
  readonly spanOf: readonly number[];
  readonly kinds: readonly number[];
  readonly first: readonly number[];
  readonly boxes: Len[];
  /** First glyph of each cluster. */
  readonly glyphFrom: readonly number[];
  readonly glyphOffsets: Len[];
}

export interface PlacedRubies {
  readonly rubies: readonly PreparedRuby[];
  /** Clusters that no line may begin with: the inside of group readings. */
  readonly joined: ReadonlySet<number>;
  /** By gap index: how far a reading hangs into it. */
  readonly overhangs: ReadonlyMap<number, Len>;
}

interface Reading {
  readonly glyphs: readonly {
    readonly face: Face;
    readonly gid: number;
    readonly offset: Len;
    readonly text: string;
  }[];
  readonly width: Len;
}

/** Widens the clusters under wide readings and puts every reading over its own. */
export function placeRubies(base: RubyBase, spans: readonly TextSpan[]): PlacedRubies {
  const rubies: PreparedRuby[] = [];
  const joined = new Set<number>();
  const overhangs = new Map<number, Len>();
  const groups = groupsOf(base, spans);
  const under = new Set(groups.flatMap(({ from, to }) => range(from, to)));
  for (const { from, to, text, span, ruby } of groups) {
    for (let i = from + 1; i < to; i += 1) joined.add(i);
    const reading = shapeReading(ruby, text, span);
    const width = range(from, to).reduce((sum, i) => sum + (base.boxes[i] ?? 0), 0);
    const extra = Math.max(0, reading.width - width);
    if (extra > 0) {
      spread(base, from, to, extra);
      const most = Math.round(OVERHANG * ruby.size);
      const before = Math.min(most, extra / 2);
      if (from > 0 && !under.has(from - 1) && yields(base, spans, from - 1, "before"))
        overhangs.set(from, Math.floor(before));
      if (to < base.starts.length && !under.has(to) && yields(base, spans, to, "after"))
        overhangs.set(to, Math.floor(before));
    }
    rubies.push({
      from,
      to,
      size: ruby.size,
      rise: ruby.rise,
      colour: span.colour,
      source: ruby.source,
      glyphs: spaced(reading, width + extra),
    });
  }
  return { rubies, joined, overhangs };
}

interface Group {
  readonly from: number;
  readonly to: number;
  readonly text: string;
  readonly span: TextSpan;
  readonly ruby: SpanRuby;
}

/** One reading over the whole of a span, or one over each of its characters. */
function groupsOf(base: RubyBase, spans: readonly TextSpan[]): readonly Group[] {
  let [from, offset] = [0, 0];
  return spans.flatMap((span, index): readonly Group[] => {
    const [first, start] = [from, offset];
    while (base.spanOf[from] === index) from += 1;
    offset += span.text.length;
    const { ruby } = span;
    if (ruby === undefined || from === first) return [];
    const { readings } = ruby;
    if (readings.length !== Array.from(span.text).length)
      return [{ from: first, to: from, text: readings.join(""), span, ruby }];
    return [...byCluster(base, span.text, readings, { first, to: from, start })]
      .filter(([, text]) => text !== "")
      .map(([cluster, text]) => ({ from: cluster, to: cluster + 1, text, span, ruby }));
  });
}

/**
 * What is read over each cluster of a span, which begins at `start` of the text. A cluster may hold several characters: two
 * dashes, a letter and its marks, a Han character and its selector.
 */
function byCluster(
  base: RubyBase,
  text: string,
  readings: readonly string[],
  { first, to, start }: { readonly first: number; readonly to: number; readonly start: number },
): ReadonlyMap<number, string> {
  const read = new Map<number, string>();
  let cluster = first;
  let offset = start;
  Array.from(text).forEach((character, k) => {
    while (cluster + 1 < to && (base.starts[cluster + 1] ?? 0) <= offset) cluster += 1;
    read.set(cluster, (read.get(cluster) ?? "") + (readings[k] ?? ""));
    offset += character.length;
  });
  return read;
}

function shapeReading(ruby: SpanRuby, text: string, span: TextSpan): Reading {
  const glyphs: { face: Face; gid: number; offset: Len; text: string }[] = [];
  let width = 0;
  let offset = 0;
  while (offset < text.length) {
    const cp = text.codePointAt(offset) ?? 0;
    const face = faceOf(ruby, cp) ?? ruby.chain.faces[0] ?? span.chain.faces[0];
    if (face === undefined) break;
    let end = offset + (cp > 0xffff ? 2 : 1);
    if (kindOf(cp) === Kind.Western) {
      while (end < text.length && joins(ruby, text.codePointAt(end) ?? 0, face)) {
        end += (text.codePointAt(end) ?? 0) > 0xffff ? 2 : 1;
      }
      for (const shaped of face.shapeWord(text.slice(offset, end))) {
        const at = width + units(face, shaped.offsetX, ruby.size);
        glyphs.push({
          face,
          gid: shaped.gid,
          offset: at,
          text: text.slice(offset + shaped.start, offset + shaped.end),
        });
        width += units(face, shaped.advance, ruby.size);
      }
    } else {
      const gid = cp < 0x2000 ? face.glyphFor(cp) : face.hanGlyphFor(cp);
      glyphs.push({ face, gid, offset: width, text: text.slice(offset, end) });
      width += units(face, face.advanceOf(gid), ruby.size);
    }
    offset = end;
  }
  const latin = [...text].some((character) => kindOf(character.codePointAt(0) ?? 0) === Kind.Western);
  const gap = latin ? Math.round(SYLLABLE_GAP * ruby.size) : 0;
  const half = Math.floor(gap / 2);
  return { glyphs: glyphs.map((glyph) => ({ ...glyph, offset: glyph.offset + half })), width: width + gap };
}

function joins(ruby: SpanRuby, cp: number, face: Face): boolean {
  return isExtender(cp) || (kindOf(cp) === Kind.Western && faceOf(ruby, cp) === face);
}

function faceOf(ruby: SpanRuby, cp: number): Face | undefined {
  return facesFor(ruby.chain, String.fromCodePoint(cp)).find((face) => face.glyphFor(cp) !== 0);
}

/** Whether a reading may hang over this neighbour: kana, and marks with their white towards it, without a frame or dots over them. */
function yields(base: RubyBase, spans: readonly TextSpan[], cluster: number, side: "before" | "after"): boolean {
  const kind = base.kinds[cluster];
  const mark = spans[base.spanOf[cluster] ?? 0]?.mark;
  if (mark === "box" || mark === "dots-over") return false;
  const cp = base.first[cluster] ?? 0;
  if (cp >= 0x3041 && cp <= 0x30fe) return true;
  if (kind === Kind.WideSpace) return true;
  return side === "before" ? kind === Kind.Close || kind === Kind.Pause || kind === Kind.Stop : kind === Kind.Open;
}

/** White around the characters of a narrow base: half a share at both ends, a whole one between (1 : 2 : 1). */
function spread(base: RubyBase, from: number, to: number, extra: Len): void {
  const whole = range(from, to).some((i) => base.kinds[i] === Kind.Western);
  const count = to - from;
  let given = 0;
  for (let i = from; i < to; i += 1) {
    // Words stay whole: their white goes to both ends.
    const share = whole
      ? (i === from ? Math.floor(extra / 2) : 0) + (i === to - 1 ? extra - Math.floor(extra / 2) : 0)
      : Math.round((extra * (i - from + 1)) / count) - given;
    given += share;
    const front = whole ? (i === from ? Math.floor(extra / 2) : 0) : Math.floor(share / 2);
    for (let g = base.glyphFrom[i] ?? 0; g < (base.glyphFrom[i + 1] ?? base.glyphOffsets.length); g += 1) {
      base.glyphOffsets[g] = (base.glyphOffsets[g] ?? 0) + front;
    }
    base.boxes[i] = (base.boxes[i] ?? 0) + share;
  }
}

/** A reading of several full-width characters over a wider base is spread like one (1 : 2 : 1); Latin ones are centred. */
function spaced(reading: Reading, width: Len): PreparedRuby["glyphs"] {
  const free = width - reading.width;
  const { glyphs } = reading;
  const kana = glyphs.every(({ text }) => kindOf(text.codePointAt(0) ?? 0) === Kind.Han);
  if (!kana || glyphs.length < 2)
    return glyphs.map((glyph) => ({ ...glyph, offset: glyph.offset + Math.round(free / 2) }));
  return glyphs.map((glyph, k) => ({
    ...glyph,
    offset: glyph.offset + Math.round((free * (2 * k + 1)) / (2 * glyphs.length)),
  }));
}

function range(from: number, to: number): readonly number[] {
  return Array.from({ length: to - from }, (_, i) => from + i);
}
