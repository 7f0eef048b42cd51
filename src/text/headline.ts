/**
 * Head composition: a headline takes the largest size at which it fits, with tracking inside bounds; what is too long for
 * one line breaks into balanced lines at phrase boundaries, and never leaves one character alone.
 */
import type { Len } from "../base/length.js";
import { breakParagraph } from "./break.js";
import { commitLine } from "./commit.js";
import { naturalWidth } from "./measure.js";
import type { ComposeConfig, SetLine, TextSpan } from "./model.js";
import { lineBreakOpportunities } from "./opportunities.js";
import { prepareParagraph } from "./prepare.js";
import type { Source } from "../scene/list.js";

/** The space between the phrases of a Chinese head, in em, where the style does not say. */
const PHRASE_SPACE = 0.75;
/** What a break costs beside uneven lines, in em: inside a word, and at a word's end without a space. */
const WORD_BREAK = 14;
const PLAIN_BREAK = 6;
/** Size at which texts are measured for all others, EMU: so large that rounding each glyph is not seen. */
const REFERENCE: Len = 10_000_000;
/** Fewer characters than this never stand on a line of their own. */
const LEAST_CHARACTERS = 2;

export interface HeadlineOptions {
  readonly measure: Len;
  /** Sizes allowed, largest first. */
  readonly sizes: readonly Len[];
  readonly maxLines: number;
  /** Bounds of tracking in em. */
  readonly tracking: { readonly min: number; readonly max: number };
  readonly config: ComposeConfig;
  /** What was found for the same texts in other measures. */
  readonly cache?: HeadlineCache;
}

/** Kept between calls that try the same headline in several measures and sizes. */
export interface HeadlineCache {
  readonly widths: WidthCache;
  /** Where a text parts into so many lines; undefined where it can't. */
  readonly cuts: Map<string, readonly number[] | undefined>;
  /** Where the words of a text end. */
  readonly words: Map<string, ReadonlySet<number>>;
}

/** Widths of the texts of one head at the reference size, by role and text. */
export type WidthCache = Map<string, Len>;

export interface ComposedHeadline {
  readonly size: Len;
  readonly lines: readonly SetLine[];
  readonly missing: readonly { readonly codePoint: number; readonly source: Source }[];
}

/** What a headline will look like, from its widths alone: nothing is set yet. */
export interface HeadlinePlan {
  readonly size: Len;
  /** How many lines it has, the width of each and of the widest. */
  readonly lines: number;
  readonly widths: readonly Len[];
  readonly width: Len;
  /** True when no size fits and lines had to be broken where they came. */
  readonly forced: boolean;
  set(): ComposedHeadline;
}

/** Composes a headline given as the lines that the editor fixed. */
export function composeHeadline(given: readonly TextSpan[], options: HeadlineOptions): ComposedHeadline {
  return planHeadline(given, options).set();
}

/** Chooses size and lines: as given where a size fits, else balanced over more lines, else the smallest size, broken. */
export function planHeadline(given: readonly TextSpan[], wanted: HeadlineOptions): HeadlinePlan {
  const options = { ...wanted, config: headConfig(wanted.config) };
  const sizes = options.sizes.length > 0 ? options.sizes : [given[0]?.size ?? 0];
  const single = fitAsGiven(given, sizes, options);
  if (single !== undefined) return plan(given, single, options);
  if (given.length === 1 && given[0] !== undefined) {
    for (let count = 2; count <= options.maxLines; count += 1) {
      const parts = balanced(given[0], count, options);
      const fit = parts === undefined ? undefined : fitAsGiven(parts, sizes, options);
      if (parts !== undefined && fit !== undefined) return plan(parts, fit, options);
    }
  }
  const size = sizes.at(-1) ?? 0;
  const set = setBroken(given, size, options);
  return {
    size,
    lines: set.lines.length,
    widths: set.lines.map(({ width }) => width),
    width: options.measure,
    forced: true,
    set: () => set,
  };
}

function plan(
  spans: readonly TextSpan[],
  fit: { size: Len; tracking: number },
  options: HeadlineOptions,
): HeadlinePlan {
  const widths = spans.map((span) => Math.ceil(widthAt(span, fit.size, options)));
  return {
    size: fit.size,
    lines: spans.length,
    widths,
    width: Math.max(...widths),
    forced: false,
    set: () => setAll(spans, fit.size, fit.tracking, options),
  };
}

function fitAsGiven(
  spans: readonly TextSpan[],
  sizes: readonly Len[],
  options: HeadlineOptions,
): { size: Len; tracking: number } | undefined {
  const widths = spans.map((span) => ({ em: widthAt(span, 1, options), count: [...span.text].length }));
  for (const size of sizes) {
    // Rounding of each glyph may add a unit: a little room is kept for it.
    const needs = (tracking: number): boolean =>
      widths.every(({ em, count }) => em * size + count * tracking * size + count <= options.measure);
    if (needs(0)) return { size, tracking: 0 };
    if (options.tracking.min < 0 && needs(options.tracking.min)) return { size, tracking: options.tracking.min };
  }
  return undefined;
}

function widthAt(span: TextSpan, size: Len, options: HeadlineOptions): number {
  return widthOnOneLine(span, size, options.config, options.cache?.widths);
}

/** Width of a span on one line at a size, in EMU and parts of it: shaped once, whatever sizes are asked for. */
export function widthOnOneLine(span: TextSpan, size: Len, config: ComposeConfig, cache?: WidthCache): number {
  const key = `${span.role} ${span.text}`;
  const known = cache?.get(key);
  const width = known ?? referenceWidth(span, config);
  if (known === undefined) cache?.set(key, width);
  return (width * size) / REFERENCE;
}

function referenceWidth(span: TextSpan, config: ComposeConfig): Len {
  const prepared = prepareParagraph([{ ...span, size: REFERENCE }], config);
  return naturalWidth(prepared, 0, prepared.length);
}

function headConfig(config: ComposeConfig): ComposeConfig {
  return { ...config, hanSpace: config.hanSpace ?? PHRASE_SPACE, adjacentMarks: 1.5 };
}

/** Parts a headline into `count` lines as even as phrases allow. */
function balanced(span: TextSpan, count: number, options: HeadlineOptions): readonly TextSpan[] | undefined {
  const key = `${count} ${span.text}`;
  const cache = options.cache?.cuts;
  const cuts = cache?.has(key) === true ? cache.get(key) : balancedCuts(span.text, count, options);
  cache?.set(key, cuts);
  if (cuts === undefined) return undefined;
  const ends = [...cuts, span.text.length];
  return ends.map((end, i) => slice(span, i === 0 ? 0 : (ends[i - 1] ?? 0), end));
}

function balancedCuts(text: string, count: number, options: HeadlineOptions): readonly number[] | undefined {
  const words = options.cache?.words.get(text) ?? wordEnds(text, options.config.language);
  options.cache?.words.set(text, words);
  const places = lineBreakOpportunities(text, { language: options.config.language, rule: "strict" })
    .filter((offset) => offset < text.length)
    .map((offset) => ({ offset, cost: breakCost(text, offset, words) }));
  const em = (from: number, to: number): number => widthOf(text.slice(from, to));
  let best: { cost: number; cuts: readonly number[] } | undefined;
  const visit = (from: number, cuts: readonly number[], cost: number): void => {
    if (cuts.length === count - 1) {
      const ends = [...cuts, text.length];
      const widths = ends.map((end, i) => em(i === 0 ? 0 : (ends[i - 1] ?? 0), end));
      if (widths.some((width) => width < LEAST_CHARACTERS)) return;
      const spread = Math.max(...widths) - Math.min(...widths);
      // A longer first line reads as a step down, a longer last one as a stumble.
      const total = cost + spread + ((widths.at(-1) ?? 0) > (widths[0] ?? 0) ? 0.25 : 0);
      if (best === undefined || total < best.cost) best = { cost: total, cuts };
      return;
    }
    for (const place of places)
      if (place.offset > from) visit(place.offset, [...cuts, place.offset], cost + place.cost);
  };
  visit(0, [], 0);
  return best?.cuts;
}

function breakCost(text: string, offset: number, words: ReadonlySet<number>): number {
  if (/\s/u.test(text[offset - 1] ?? "")) return 0;
  if ("，、；：。！？”》）".includes(text[offset - 1] ?? "")) return PLAIN_BREAK / 2;
  return words.has(offset) ? PLAIN_BREAK : WORD_BREAK;
}

/** Opening a segmenter loads its dictionary; it holds no state of ours. */
const segmenters = new Map<string, Intl.Segmenter>();

function wordEnds(text: string, language: string): ReadonlySet<number> {
  let segmenter = segmenters.get(language);
  if (segmenter === undefined) {
    segmenter = new Intl.Segmenter(language, { granularity: "word" });
    segmenters.set(language, segmenter);
  }
  return new Set([...segmenter.segment(text)].map(({ index, segment }) => index + segment.length));
}

/** Em of a stretch of head text, near enough to compare lines. */
function widthOf(text: string): number {
  return [...text.trim()].reduce((sum, character) => sum + ((character.codePointAt(0) ?? 0) < 0x2000 ? 0.55 : 1), 0);
}

function slice(span: TextSpan, from: number, to: number): TextSpan {
  const start = span.source.start + from;
  return { ...span, text: span.text.slice(from, to), source: { ...span.source, start, end: start + to - from } };
}

function setAll(spans: readonly TextSpan[], size: Len, tracking: number, options: HeadlineOptions): ComposedHeadline {
  return setBroken(
    spans.map((span) => ({ ...span, tracking: span.tracking + tracking })),
    size,
    options,
  );
}

function setBroken(spans: readonly TextSpan[], size: Len, options: HeadlineOptions): ComposedHeadline {
  const missing: { codePoint: number; source: Source }[] = [];
  const lines = spans.flatMap((span) => {
    const prepared = prepareParagraph([{ ...span, size }], options.config);
    for (const { codePoint, offset } of prepared.missing) {
      const start = span.source.start + offset;
      missing.push({ codePoint, source: { ...span.source, start, end: start + 1 } });
    }
    const measureOf = (): Len => options.measure;
    const broken = breakParagraph(prepared, { indent: 0, measureOf, uniform: true, looseness: 0 });
    return (broken?.lines ?? []).map((line) => commitLine(prepared, line, "start"));
  });
  return { size, lines, missing };
}
