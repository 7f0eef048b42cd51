/**
 * Ways to part a head into lines: in which of the sizes allowed it has how many lines, and where these end. What a way costs is
 * what its breaks cost (phrases.ts, part-head.ts), and what its size and its number of lines do.
 */
import type { Len } from "../base/length.js";
import { naturalWidth } from "./measure.js";
import type { ComposeConfig, Prepared, TextSpan } from "./model.js";
import { offsetsInNames } from "./names.js";
import { partInto, type Past, type Places, placesOf } from "./part-head.js";
import { IN_WORD, markBreaks, phraseBreaks, type PhraseBreak } from "./phrases.js";
import { prepareParagraph } from "./prepare.js";
import { sliceSpan } from "./span-source.js";

/** Size at which texts are measured for all others, EMU: so large that rounding each glyph is not seen. */
export const REFERENCE: Len = 10_000_000;
// What makes one way to part a head worse than another, in the currency of phrases.ts.
/** A size smaller, and type set as tight as the template allows. */
const SIZE_STEP = 1.5;
const TIGHTENED = 0.75;
/** A line more than the fewest that the text needs. */
const FURTHER_LINE = 6;
/** So cheap a way is not bettered by any that the dictionary knows of: a break between words costs more. */
const GOOD_ENOUGH = 1.5;
/** A line more than the most is taken to part a head at the spaces between its phrases, and to part no name. */
const ONE_MORE = 1;
const READS_AS_PARTED = 14;
/** Even lines that cost as much are given up for uneven ones, and these for lines of any length, which cost so much more. */
const READS_BADLY = 6;
const UNEVEN = { even: 0, uneven: 1.5, any: 8 } as const;
/** Lines that a head may take when no size fits; a longer one is set as running text is, which takes no more time than its length. */
const MOST_LINES = 12;
/** Characters of a text that is parted into lines of any length: no head of three lines is longer. */
export const LONGEST_PARTED = 300;

export interface PartingRoom {
  readonly measure: Len;
  /** Bounds of tracking in em. */
  readonly tracking: { readonly min: number; readonly max: number };
  readonly maxLines: number;
  readonly config: ComposeConfig;
  /** Running text that uses the head's words: what it keeps together is not parted. */
  readonly usage?: () => string;
  /** What was found for the same texts in other measures. */
  readonly cache?: PartingCache;
}

/** Kept between calls that try the same headline in several measures and sizes. */
export interface PartingCache {
  readonly widths: WidthCache;
  readonly texts: Map<string, HeadText>;
}

/** A text on one line at the reference size. */
interface OneLine {
  readonly width: Len;
  /** Tracking is added after each: fewer than characters where —— or a ligature is one. */
  readonly clusters: number;
}

/** The texts of one head, by role and text. */
export type WidthCache = Map<string, OneLine>;

/** A line of a head as it was given: shaped at the reference size, with the places at which it may part. */
export interface HeadText {
  readonly prepared: Prepared;
  /** At spaces and marks alone; between words too; and everywhere. */
  readonly atMarks: Places;
  readonly atWords: () => Places;
  readonly all: () => Places;
}

export interface Fit {
  readonly size: Len;
  readonly tracking: number;
  /** Width of each line without tracking, in em. */
  readonly ems: readonly number[];
  /** What the way to part it costs; absent where it was not parted. */
  readonly cost?: number;
}

function widthAt(span: TextSpan, size: Len, options: PartingRoom): number {
  return widthOnOneLine(span, size, options.config, options.cache?.widths);
}

/** Width of a span on one line at a size, in EMU and parts of it: shaped once, whatever sizes are asked for. */
export function widthOnOneLine(span: TextSpan, size: Len, config: ComposeConfig, cache?: WidthCache): number {
  return (onOneLine(span, config, cache).width * size) / REFERENCE;
}

export function onOneLine(span: TextSpan, config: ComposeConfig, cache?: WidthCache): OneLine {
  const key = `${span.role} ${span.text}`;
  const known = cache?.get(key);
  if (known !== undefined) return known;
  const prepared = prepareParagraph([{ ...span, size: REFERENCE }], config);
  const fresh = { width: naturalWidth(prepared, 0, prepared.length), clusters: prepared.length };
  cache?.set(key, fresh);
  return fresh;
}

export interface Parted extends Fit {
  readonly lines: readonly TextSpan[];
}

/**
 * The fewest lines that some size holds, parted where they read best, or one more where that reads much better. Undefined
 * where words would have to be parted.
 */
export function balanced(span: TextSpan, sizes: readonly Len[], options: PartingRoom): Parted | undefined {
  const least = sizes.at(-1) ?? 0;
  if (!holds(options.maxLines + ONE_MORE, span, least, options)) return undefined;
  const text = headText(span, options);
  const best = firstGood(text, (past) => {
    const most = options.maxLines + (past === "anything" ? 0 : ONE_MORE);
    return holds(most, span, least, options) ? inFewest(text, most, sizes, { ...options, past }) : undefined;
  });
  return best === undefined ? undefined : { ...best, lines: slices(span, text.prepared, best.ends) };
}

function inFewest(text: HeadText, most: number, sizes: readonly Len[], options: PartingOptions): Way | undefined {
  let kept: Way | undefined;
  const isBetter = (way: Way | undefined): way is Way =>
    way !== undefined && (kept === undefined || way.cost + FURTHER_LINE < kept.cost);
  for (let count = 2; count <= most && (kept === undefined || kept.cost > FURTHER_LINE); count += 1) {
    const way = bestIn(text, count, sizes, options);
    if (isBetter(way)) kept = way;
  }
  if (kept === undefined || kept.cost < READS_AS_PARTED) return kept;
  const further = bestIn(text, Math.max(kept.ends.length, options.maxLines) + ONE_MORE, sizes, options);
  return isBetter(further) ? further : kept;
}

/** Whether so many lines can hold the text at all: looking for places to part it takes time that grows with its square. */
export function holds(lines: number, span: TextSpan, size: Len, options: PartingRoom): boolean {
  return widthAt(span, size, options) * (1 + Math.min(0, options.tracking.min)) <= lines * options.measure;
}

interface Way extends Fit {
  readonly cost: number;
  readonly ends: readonly number[];
}

/**
 * A text parted into so many lines of any length, where it reads best; undefined where that parts words or, `inWords`, where it
 * parts Latin words or figures.
 */
export function phraseLines(
  span: TextSpan,
  lines: number,
  given: Pick<PartingRoom, "config" | "usage" | "cache">,
  inWords = false,
): readonly TextSpan[] | undefined {
  if (span.text.length > LONGEST_PARTED) return undefined;
  const sizes = [span.size];
  const tracking = { min: 0, max: 0 };
  const options = { ...given, measure: Number.POSITIVE_INFINITY, sizes, maxLines: lines, tracking };
  const text = headText(span, options);
  const best = inWords
    ? bestAt(text.all(), lines, sizes, { ...options, past: "anything" })
    : bestAtEnds(text, lines, sizes, options);
  return best === undefined ? undefined : slices(span, text.prepared, best.ends);
}

/**
 * Lines end where phrases and clauses do; a line that parts one goes past the end of another where no size allows else, or where
 * that alone saves a word that readers take for one.
 */
function firstGood({ atMarks: { kinds } }: HeadText, wayPast: (past: Past) => Way | undefined): Way | undefined {
  const allowed: readonly Past[] = [
    ...(kinds.has("clause") ? (["nothing"] as const) : []),
    ...(kinds.has("phrase") ? (["clauses"] as const) : []),
    "anything",
  ];
  let best: Way | undefined;
  for (const past of allowed) {
    const way = wayPast(past);
    if (way !== undefined && (best === undefined || way.cost < best.cost)) best = way;
    if (best !== undefined && best.cost < READS_AS_PARTED) return best;
  }
  return best;
}

export function bestAtEnds(
  text: HeadText,
  count: number,
  sizes: readonly Len[],
  options: PartingRoom,
): Way | undefined {
  return firstGood(text, (past) => bestIn(text, count, sizes, { ...options, past }));
}

type PartingOptions = PartingRoom & { readonly past: Past };

/** Words are left whole. */
function bestIn(text: HeadText, count: number, sizes: readonly Len[], options: PartingOptions): Way | undefined {
  const simple = bestAt(text.atMarks, count, sizes, options);
  if (simple !== undefined && simple.cost <= GOOD_ENOUGH) return simple;
  return bestAt(text.atWords(), count, sizes, options);
}

function bestAt(places: Places, count: number, sizes: readonly Len[], options: PartingOptions): Way | undefined {
  const { measure, tracking: bounds, past } = options;
  let best: Way | undefined;
  // Lines of very different lengths only where no even ones are to be had.
  for (const evenness of ["even", "uneven", "any"] as const) {
    for (const [step, size] of sizes.entries()) {
      for (const tracking of bounds.min < 0 ? [0, bounds.min] : [0]) {
        const own = step * SIZE_STEP + (tracking < 0 ? TIGHTENED : 0) + UNEVEN[evenness];
        if (best !== undefined && own >= best.cost) continue;
        // Rounding of each glyph may add a unit.
        const limits = { lines: count, em: measure / size, perCluster: tracking + 1 / size, evenness, past };
        const found = partInto(places, limits);
        if (found === undefined || (best !== undefined && own + found.cost >= best.cost)) continue;
        best = { cost: own + found.cost, ends: found.ends, ems: found.ems, size, tracking };
      }
    }
    // Even lines that part two words a reader takes for one are worth less than a short line that does not.
    if (best !== undefined && (evenness !== "even" || best.cost < READS_BADLY)) return best;
  }
  return best;
}

/** A line that is too long for its measure in the size that it must take: the fewest lines, evenly, or where they come. */
export function brokenFurther(span: TextSpan, size: Len, options: PartingRoom): readonly TextSpan[] {
  if (!holds(MOST_LINES, span, size, options)) return [span];
  const text = headText(span, options);
  const alone = { ...options, tracking: { min: 0, max: 0 }, past: "anything" } as const;
  let parted: Way | undefined;
  for (let count = 2; count <= MOST_LINES; count += 1) {
    // One more line is taken where it saves a word or a name.
    const whole = bestAtEnds(text, count, [size], alone);
    const isGood = whole !== undefined && whole.cost < READS_AS_PARTED;
    if (isGood || parted !== undefined) return slices(span, text.prepared, (whole ?? parted)?.ends ?? []);
    parted = whole ?? bestAt(text.all(), count, [size], alone);
  }
  return parted === undefined ? [span] : slices(span, text.prepared, parted.ends);
}

export function headText(span: TextSpan, options: PartingRoom): HeadText {
  const key = `${span.role} ${span.text}`;
  const known = options.cache?.texts.get(key);
  if (known !== undefined) return known;
  const { language } = options.config;
  const prepared = prepareParagraph([{ ...span, size: REFERENCE }], options.config);
  const places = (breaks: readonly PhraseBreak[]): Places => placesOf(prepared, breaks, REFERENCE);
  const breaks = once(() =>
    phraseBreaks(span.text, language, options.usage?.() ?? "", offsetsInNames(span.text, span.role)),
  );
  const fresh: HeadText = {
    prepared,
    atMarks: places(markBreaks(span.text, language)),
    atWords: once(() => places(breaks().filter(({ cost }) => cost < IN_WORD))),
    all: once(() => places(breaks())),
  };
  options.cache?.texts.set(key, fresh);
  return fresh;
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}

export function slices(span: TextSpan, p: Prepared, ends: readonly number[]): readonly TextSpan[] {
  return ends.map((end, i) => slice(span, p.starts[i === 0 ? 0 : (ends[i - 1] ?? 0)] ?? 0, p.starts[end] ?? 0));
}

export function slice(span: TextSpan, from: number, to: number): TextSpan {
  const [before, after] = span.around ?? ["", ""];
  return { ...sliceSpan(span, from, to), around: [before + span.text.slice(0, from), span.text.slice(to) + after] };
}
