/** Prepare: shape and classify a paragraph once. Everything after this is arithmetic. */
import type { Len } from "../base/length.js";
import { units } from "../font/units.js";
import type { Face, ShapedGlyph } from "../font/face.js";
import { isExtender, isIgnorable, isMark, Kind, kindOf } from "./classes.js";
import { bidiLevels, mirrored } from "./bidi.js";
import {
  addForcedHyphens,
  clusterBreaks,
  findHyphens,
  hangingMarks,
  keepNames,
  keepTogether,
} from "./cluster-breaks.js";
import { drawnKind, FULL_WIDTH } from "./drawn-kind.js";
import { clusterGap, OPEN_GAP, WORD_SPACE } from "./gaps.js";
import { latinMarks } from "./latin-marks.js";
import { clusterEnd, faceOfCluster, facesFor, hasMarks } from "./marked-cluster.js";
import { Break, type ComposeConfig, type Prepared, type TextSpan } from "./model.js";
import { type PlacedRubies, placeRubies } from "./ruby.js";
import { prefixSums } from "./sums.js";
import { spacesLatin } from "./typed-spaces.js";

/** White between a framed word (边框字) and its neighbours, the frame's own white included, in em. */
const BOX_PADDING = 0.22;
const NO_FEATURES: readonly string[] = [];
const SPACE = 0x20;

/** Parallel arrays while they grow. */
interface Draft {
  readonly starts: number[];
  readonly spanOf: number[];
  readonly faces: Face[];
  readonly glyphFrom: number[];
  readonly gids: number[];
  readonly glyphOffsets: Len[];
  /** By glyph: how far it stands over the baseline, where it does. */
  readonly glyphRises: Map<number, Len>;
  readonly boxes: Len[];
  readonly kinds: number[];
  /** First and last character of each cluster: what gaps look at. */
  readonly first: number[];
  /** Embedding levels of the text, where some of it runs from right to left. */
  readonly levels: Uint8Array | undefined;
  /** Offsets of the quotation marks and apostrophes that are Latin. */
  readonly latin: ReadonlySet<number>;
}

/** Shapes and classifies the spans of one paragraph. Characters without a glyph are set as the face's own box. */
export function prepareParagraph(spans: readonly TextSpan[], config: ComposeConfig): Prepared {
  const text = spans.map((span) => span.text).join("");
  const draft: Draft = {
    starts: [],
    spanOf: [],
    faces: [],
    glyphFrom: [],
    gids: [],
    glyphOffsets: [],
    glyphRises: new Map(),
    boxes: [],
    kinds: [],
    first: [],
    levels: bidiLevels(text),
    latin: latinIn(text, spans, config),
  };
  let base = 0;
  spans.forEach((span, index) => {
    const first = draft.starts.length;
    shapeSpan(draft, span, index, base, text, config.fullWidth);
    if (span.mark === "box") padBox(draft, first, Math.round(BOX_PADDING * span.size));
    base += span.text.length;
  });
  return finish(draft, spans, config, text);
}

/** Room for the frame around clusters from `first` on. */
function padBox(draft: Draft, first: number, padding: Len): void {
  const last = draft.starts.length - 1;
  if (last < first) return;
  for (let g = draft.glyphFrom[first] ?? 0; g < (draft.glyphFrom[first + 1] ?? draft.gids.length); g += 1) {
    draft.glyphOffsets[g] = (draft.glyphOffsets[g] ?? 0) + padding;
  }
  draft.boxes[first] = (draft.boxes[first] ?? 0) + padding;
  draft.boxes[last] = (draft.boxes[last] ?? 0) + padding;
}

function shapeSpan(
  draft: Draft,
  span: TextSpan,
  index: number,
  base: number,
  text: string,
  fullWidth: ComposeConfig["fullWidth"],
): void {
  const source = span.text;
  let offset = 0;
  while (offset < source.length) {
    const cp = source.codePointAt(offset) ?? 0;
    const length = cp > 0xffff ? 2 : 1;
    if ((isExtender(cp) || isIgnorable(cp)) && draft.starts.length > 0 && offset > 0) {
      // It belongs to the cluster before it, which already spans it: clusters end where the next one starts.
      offset += length;
      continue;
    }
    const kind = contextKind(draft, cp, base + offset);
    if (isDoubleDash(source, offset)) {
      addDoubleDash(draft, span, index, base + offset);
      offset += 2;
      continue;
    }
    if (isFullWidth(cp, fullWidth) && addFullWidth(draft, span, index, base + offset, cp)) {
      offset += length;
      continue;
    }
    if (kind === Kind.Western) {
      offset = shapeWestern(draft, span, index, base, offset, text);
      continue;
    }
    addSingle(draft, span, index, base + offset, cp, kind);
    if (isExtender(source.codePointAt(offset + length) ?? 0))
      addMarks(draft, span, source.slice(offset, clusterEnd(source, offset)));
    offset += length;
  }
}

/** Draws the marks of the cluster that was begun last, in one face with its first character where a face has all of it. */
function addMarks(draft: Draft, span: TextSpan, cluster: string): void {
  const last = draft.starts.length - 1;
  if (!hasMarks(cluster)) return;
  const face = faceOfCluster(span.chain, cluster) ?? draft.faces[last] ?? firstFace(span);
  const first = draft.glyphFrom[last] ?? 0;
  // A mark on punctuation keeps the place that its own half em gives it.
  const origin = draft.glyphOffsets[first] ?? 0;
  draft.faces[last] = face;
  draft.gids.length = first;
  draft.glyphOffsets.length = first;
  let pen = origin;
  for (const shaped of face.shapeWord(cluster)) {
    glyph(draft, shaped.gid, pen + units(face, shaped.offsetX, span.size));
    raise(draft, shaped, face, span);
    pen += units(face, shaped.advance, span.size);
  }
}

/** The glyph that was put last stands over the baseline where shaping says so. */
function raise(draft: Draft, { offsetY }: ShapedGlyph, face: Face, span: TextSpan): void {
  if (offsetY !== 0) draft.glyphRises.set(draft.gids.length - 1, units(face, offsetY, span.size));
}

/** What is typed for the Chinese dash, two of the same: EM DASH, HORIZONTAL BAR, BOX DRAWINGS, FULLWIDTH HYPHEN-MINUS. */
const DASHES = "—―─－";

function isDoubleDash(source: string, offset: number): boolean {
  const dash = source[offset] ?? "";
  return dash === source[offset + 1] && DASHES.includes(dash);
}

/** Whether the template sets this ASCII character an em wide (全角). */
function isFullWidth(cp: number, wanted: ComposeConfig["fullWidth"]): boolean {
  if (wanted === undefined || cp > 0x7a) return false;
  const digit = cp >= 0x30 && cp <= 0x39;
  const letter = (cp >= 0x41 && cp <= 0x5a) || (cp >= 0x61 && cp <= 0x7a);
  return (digit && wanted !== "letters") || (letter && wanted !== "digits");
}

/** The face's full-width glyph, which still stands for the ASCII character; false when no face has one. */
function addFullWidth(draft: Draft, span: TextSpan, index: number, start: number, cp: number): boolean {
  const found = faceFor(span, cp - 0x21 + 0xff01);
  if (found === undefined) return false;
  const advance = units(found.face, found.face.advanceOf(found.gid), span.size);
  begin(draft, index, start, found.face, Kind.Han, cp, advance + tracked(span));
  glyph(draft, found.gid, 0);
  return true;
}

/** As the whole text has them that these spans are a part of. */
function latinIn(text: string, spans: readonly TextSpan[], { language }: ComposeConfig): ReadonlySet<number> {
  const before = spans[0]?.around?.[0] ?? "";
  const after = spans.at(-1)?.around?.[1] ?? "";
  if (before === "" && after === "") return latinMarks(text, language);
  const found = latinMarks(before + text + after, language);
  return new Set([...found].map((offset) => offset - before.length));
}

/** Quotation marks and apostrophes of Latin text are Latin; everything else is its class. */
function contextKind(draft: Draft, cp: number, offset: number): Kind {
  return draft.latin.size > 0 && draft.latin.has(offset) ? Kind.Western : kindOf(cp);
}

/** Whether the text at this offset runs from right to left. */
function isLeftwards(draft: Draft, offset: number): boolean {
  return (draft.levels?.[offset] ?? 0) % 2 === 1;
}

function begin(draft: Draft, span: number, start: number, face: Face, kind: Kind, cp: number, box: Len): void {
  draft.starts.push(start);
  draft.spanOf.push(span);
  draft.faces.push(face);
  draft.glyphFrom.push(draft.gids.length);
  draft.kinds.push(kind);
  draft.first.push(cp);
  draft.boxes.push(box);
}

function glyph(draft: Draft, gid: number, offset: Len): void {
  draft.gids.push(gid);
  draft.glyphOffsets.push(offset);
}

function tracked(span: TextSpan): Len {
  return Math.round(span.tracking * span.size);
}

function addSingle(draft: Draft, span: TextSpan, index: number, start: number, cp: number, kind: Kind): void {
  const em = span.size;
  const drawn = isLeftwards(draft, start) ? (mirrored(String.fromCodePoint(cp)).codePointAt(0) ?? cp) : cp;
  const found = isMark(kind) ? markFace(span, drawn) : faceFor(span, drawn);
  const face = found?.face ?? firstFace(span);
  const gid = found?.gid ?? 0;
  if (isIgnorable(cp)) {
    // At the very start there is no cluster to belong to: it gets one of its own, without width.
    begin(draft, index, start, face, kind, cp, 0);
    glyph(draft, face.glyphFor(0x20), 0);
    return;
  }
  const advance = units(face, face.advanceOf(gid), em);
  const half = Math.round(em / 2);
  switch (drawnKind(drawn === cp ? kind : kindOf(drawn), cp, face, gid)) {
    case Kind.Space:
      // Its width is a gap, so that it weighs nothing at a line's end; the glyph is painted for text extraction.
      begin(draft, index, start, face, kind, cp, 0);
      glyph(draft, gid === 0 ? face.glyphFor(0x20) : gid, 0);
      return;
    case Kind.Open:
      begin(draft, index, start, face, kind, cp, half + tracked(span));
      glyph(draft, gid, advance > FULL_WIDTH * em ? half - advance : centred(face, gid, half, em));
      return;
    case Kind.Close:
    case Kind.Pause:
    case Kind.Stop:
      begin(draft, index, start, face, kind, cp, half + tracked(span));
      glyph(draft, gid, advance > FULL_WIDTH * em ? 0 : centred(face, gid, half, em));
      return;
    case Kind.Middle:
      begin(draft, index, start, face, Kind.Middle, cp, half + tracked(span));
      glyph(draft, gid, Math.round((half - advance) / 2));
      return;
    case Kind.Centred:
      begin(draft, index, start, face, Kind.Centred, cp, advance + tracked(span));
      glyph(draft, gid, 0);
      return;
    default: {
      const wide = kind === Kind.WideSpace ? em : found === undefined ? em : advance;
      begin(draft, index, start, face, kind, cp, wide + tracked(span));
      glyph(draft, gid, 0);
    }
  }
}

/** Where a narrow glyph stands so that its ink is in the middle of a mark's half em: Latin quotation marks in Chinese text. */
function centred(face: Face, gid: number, half: Len, em: Len): Len {
  const { minX, maxX } = face.inkOf(gid);
  return Math.round((half - units(face, maxX > minX ? minX + maxX : face.advanceOf(gid), em)) / 2);
}

/**
 * —— is one cluster of exactly 2 em, and what the style adds after each. Two dashes stand for its two characters, because programs that read the page's text
 * drop one of two characters in one glyph; the gap between their inks is bridged when the line is set.
 */
function addDoubleDash(draft: Draft, span: TextSpan, index: number, start: number): void {
  const em = span.size;
  const found = faceFor(span, 0x2014);
  const face = found?.face ?? firstFace(span);
  const gid = found?.gid ?? 0;
  const inset = Math.round((em - units(face, face.advanceOf(gid), em)) / 2);
  begin(draft, index, start, face, Kind.Dash, 0x2014, 2 * em + tracked(span));
  glyph(draft, gid, inset);
  glyph(draft, gid, em + inset);
}

/** A run of Western characters that one face has, shaped as a word: kerning and ligatures. */
function shapeWestern(draft: Draft, span: TextSpan, index: number, base: number, from: number, text: string): number {
  const source = span.text;
  const face = westernFace(span, source, from);
  if (face === undefined || isIgnorable(source.codePointAt(from) ?? 0)) {
    const cp = source.codePointAt(from) ?? 0;
    addSingle(draft, span, index, base + from, cp, Kind.Western);
    return from + (cp > 0xffff ? 2 : 1);
  }
  const level = draft.levels?.[base + from] ?? 0;
  const leftwards = isLeftwards(draft, base + from);
  let to = from;
  while (to < source.length) {
    const cp = source.codePointAt(to) ?? 0;
    // A selector between a letter and its mark is part of their cluster: 1️⃣.
    if (isIgnorable(cp) && !isExtender(cp)) break;
    // What runs the other way is a word of its own.
    if (level !== (draft.levels?.[base + to] ?? 0)) break;
    const inWord = contextKind(draft, cp, base + to) === Kind.Western || (isExtender(cp) && to > from);
    if (!inWord || (!isExtender(cp) && westernFace(span, source, to) !== face)) break;
    to += cp > 0xffff ? 2 : 1;
  }
  const word = source.slice(from, to);
  const digit = span.tabular === true ? widestDigit(face, span.features ?? NO_FEATURES) : 0;
  for (const shaped of face.shapeWord(leftwards ? mirrored(word) : word, span.features ?? NO_FEATURES)) {
    const tabular = digit > 0 && /^\d$/u.test(word.slice(shaped.start, shaped.end));
    const advance = units(face, tabular ? digit : shaped.advance, span.size);
    const shift = units(face, shaped.offsetX + (tabular ? (digit - shaped.advance) / 2 : 0), span.size);
    if (shaped.end > shaped.start || draft.starts.length === 0) {
      const start = base + from + shaped.start;
      begin(draft, index, start, face, Kind.Western, text.codePointAt(start) ?? 0, advance + tracked(span));
      glyph(draft, shaped.gid, shift);
      raise(draft, shaped, face, span);
    } else {
      const last = draft.boxes.length - 1;
      const first = draft.glyphFrom[last] ?? 0;
      // From right to left, a mark stands before its letter.
      if (leftwards)
        for (let g = first; g < draft.gids.length; g += 1)
          draft.glyphOffsets[g] = (draft.glyphOffsets[g] ?? 0) + advance;
      glyph(draft, shaped.gid, (leftwards ? 0 : (draft.boxes[last] ?? 0) - tracked(span)) + shift);
      raise(draft, shaped, face, span);
      draft.boxes[last] = (draft.boxes[last] ?? 0) + advance;
    }
  }
  return to;
}

/** The face of a letter with its marks: the first that has all of them, else the first that has the letter. */
function westernFace(span: TextSpan, source: string, offset: number): Face | undefined {
  const cp = source.codePointAt(offset) ?? 0;
  // Every face has the letters of ASCII, or none.
  const isMarked = cp >= 0x80 || isExtender(source.codePointAt(offset + 1) ?? 0);
  const whole = isMarked ? faceOfCluster(span.chain, source.slice(offset, clusterEnd(source, offset))) : undefined;
  return whole ?? faceFor(span, cp)?.face;
}

/** The box that every digit gets in tabular figures, font units: some faces have no `tnum`, and a narrow 1. */
function widestDigit(face: Face, features: readonly string[]): number {
  return Math.max(...[..."0123456789"].map((digit) => face.shapeWord(digit, features)[0]?.advance ?? 0));
}

function faceFor(span: TextSpan, cp: number): { face: Face; gid: number } | undefined {
  for (const face of facesFor(span.chain, String.fromCodePoint(cp))) {
    const gid = cp < 0x2000 ? face.glyphFor(cp) : face.hanGlyphFor(cp);
    if (gid !== 0) return { face, gid };
  }
  return undefined;
}

/** Some faces have Latin quotation marks only; Chinese text takes full-width ones, if need be from the next face. */
function markFace(span: TextSpan, cp: number): { face: Face; gid: number } | undefined {
  for (const face of span.chain.faces) {
    const gid = face.hanGlyphFor(cp);
    if (gid !== 0 && face.advanceOf(gid) > FULL_WIDTH * face.unitsPerEm) return { face, gid };
  }
  return faceFor(span, cp);
}

function firstFace(span: TextSpan): Face {
  const [face] = span.chain.faces;
  if (face === undefined) throw new Error("a style without a face: loading should have refused it");
  return face;
}

function finish(draft: Draft, spans: readonly TextSpan[], config: ComposeConfig, text: string): Prepared {
  const n = draft.starts.length;
  const placed = spans.some((span) => span.ruby !== undefined) ? placeRubies(draft, spans) : NO_RUBIES;
  const starts = ended(draft.starts, text.length);
  const gaps = new Int32Array(n + 1);
  const shrink = new Int32Array(n + 1);
  const shrinkTier = new Uint8Array(n + 1);
  const stretch = new Int32Array(n + 1);
  const stretchTier = new Uint8Array(n + 1);
  const { levels } = draft;
  const hangs = hangingMarks(draft, text, config);
  const breakBefore = clusterBreaks(starts, text, config, n);
  const hyphens = findHyphens(draft, starts, breakBefore, spans, { config, text });
  keepNames(breakBefore, starts, draft.spanOf, spans);
  keepTogether(breakBefore, draft.spanOf, spans, placed);
  for (const i of hyphens.keys()) if (breakBefore[i] === Break.No) hyphens.delete(i);
  const syllables = addForcedHyphens(draft, starts, breakBefore, spans, text, hyphens);
  // Without readings and superscripts, nothing but its own neighbours has a say in a gap.
  const phrases = config.hanSpace !== undefined && partsPhrases(text, spans);
  const plain = placed === NO_RUBIES && spans.every(({ attached }) => attached !== true);
  for (let i = 1; i < n; i += 1) {
    const before = draft.kinds[i - 1] ?? Kind.Han;
    const after = draft.kinds[i] ?? Kind.Han;
    if (plain && before === Kind.Han && after === Kind.Han) {
      stretchTier[i] = OPEN_GAP.stretchTier;
      continue;
    }
    const size = spans[draft.spanOf[i] ?? 0]?.size ?? config.em;
    const gap = clusterGap(
      {
        before,
        after,
        beforeBefore: i > 1 ? (draft.kinds[i - 2] ?? Kind.Han) : undefined,
        lastCharacter: lastShown(text, starts[i - 1] ?? 0, starts[i] ?? 0),
        firstCharacter: draft.first[i] ?? 0,
        mayBreak: breakBefore[i] === Break.Allowed,
        ...(phrases ? { partsPhrases: true } : {}),
        ...(after === Kind.Space && spans[draft.spanOf[i] ?? 0]?.role === "dateline" ? { isDateline: true } : {}),
        ...(before === Kind.Space && config.ownSpaces === true ? { ownSpace: ownSpace(draft, i - 1) } : {}),
      },
      config,
      size,
    );
    const left = spans[draft.spanOf[i - 1] ?? 0];
    const right = spans[draft.spanOf[i] ?? 0];
    if (before === Kind.Space && left?.space !== undefined) {
      gaps[i] = left.space;
      continue;
    }
    // Readings keep their places over a group, and a superscript stands close to what it belongs to.
    if (placed.joined.has(i)) {
      gaps[i] = gap.natural;
      continue;
    }
    if (left?.attached !== right?.attached) continue;
    gaps[i] = gap.natural - (placed.overhangs.get(i) ?? 0);
    shrink[i] = gap.shrink;
    shrinkTier[i] = gap.shrinkTier;
    stretch[i] = gap.stretch;
    stretchTier[i] = gap.stretchTier;
  }
  return {
    length: n,
    config,
    spans,
    text,
    starts,
    spanOf: new Int32Array(draft.spanOf),
    faces: draft.faces,
    glyphFrom: ended(draft.glyphFrom, draft.gids.length),
    gids: draft.gids,
    glyphOffsets: draft.glyphOffsets,
    glyphRises: draft.glyphRises,
    boxes: new Int32Array(draft.boxes),
    kinds: new Uint8Array(draft.kinds),
    gaps,
    shrink,
    shrinkTier,
    stretch,
    stretchTier,
    breakBefore,
    hyphens,
    syllables,
    ...(hangs === undefined ? {} : { hangs }),
    ...(levels === undefined ? {} : { levels: Uint8Array.from(draft.starts, (start) => levels[start] ?? 0) }),
    sums: prefixSums(draft, hyphens, { gaps, shrink, shrinkTier, stretch, stretchTier }),
    rubies: placed.rubies,
  };
}

/** The values, and one more: where the last of them ends. */
function ended(values: readonly number[], end: number): Int32Array {
  const all = new Int32Array(values.length + 1);
  for (let i = 0; i < values.length; i += 1) all[i] = values[i] as number;
  all[values.length] = end;
  return all;
}

const NO_RUBIES: PlacedRubies = { rubies: [], joined: new Set(), overhangs: new Map() };

/** Whether a space of a head beside Latin parts two phrases, by the use of the whole head. */
function partsPhrases(text: string, spans: readonly TextSpan[]): boolean {
  return text.includes(" ") && !spacesLatin((spans[0]?.around?.[0] ?? "") + text + (spans.at(-1)?.around?.[1] ?? ""));
}

/** How wide the face of the word before a space draws spaces, in em. */
function ownSpace(draft: Draft, cluster: number): number {
  const face = draft.faces[cluster - 1] ?? draft.faces[cluster];
  const gid = face?.glyphFor(SPACE) ?? 0;
  return face === undefined || gid === 0 ? WORD_SPACE : face.advanceOf(gid) / face.unitsPerEm;
}

/** The last character of a cluster that shows something of its own: what a gap after it looks at. */
function lastShown(text: string, start: number, end: number): number {
  for (let at = end; at > start;) {
    const low = text.charCodeAt(at - 1);
    at -= low >= 0xdc00 && low <= 0xdfff ? 2 : 1;
    const cp = text.codePointAt(at) ?? 0;
    if (!isIgnorable(cp) && !isExtender(cp)) return cp;
  }
  return text.codePointAt(start) ?? 0;
}
