/**
 * Head composition: a headline takes the largest size at which it fits, with tracking inside bounds; what is too long for
 * one line breaks into balanced lines at phrase boundaries, and never leaves one character alone.
 */
import type { Len } from "../base/length.js";
import { breakParagraph } from "./break.js";
import { commitLine } from "./commit.js";
import { trimmedToInk } from "./ink.js";
import { naturalWidth } from "./measure.js";
import type { ComposeConfig, LineFault, Prepared, SetLine, TextSpan } from "./model.js";
import { partInto, type PartingLimits, type Places, placesOf } from "./part-head.js";
import { IN_WORD, markBreaks, phraseBreaks, type PhraseBreak } from "./phrases.js";
import { offsetsInNames } from "./names.js";
import { prepareParagraph } from "./prepare.js";
import type { Role } from "../scene/list.js";
import { sliceSpan } from "./span-source.js";

/** The space between the phrases of a Chinese head, in em, where the style does not say. */
const PHRASE_SPACE = 1;
/** Size at which texts are measured for all others, EMU: so large that rounding each glyph is not seen. */
const REFERENCE: Len = 10_000_000;
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
/** Even lines that cost as much are given up for uneven ones, which cost so much more. */
const READS_BADLY = 6;
const UNEVEN = 1.5;
/** Lines that a head may take when no size fits; a longer one is set as running text is, which takes no more time than its length. */
const MOST_LINES = 12;
/** Characters of a text that is parted into lines of any length: no head of three lines is longer. */
const LONGEST_PARTED = 300;
/** Type is opened where it fills less than this part of its measure. */
const OPENED_BELOW = 0.6;

export interface HeadlineOptions {
  readonly measure: Len;
  /** Sizes allowed, largest first. */
  readonly sizes: readonly Len[];
  /** Further lists of them: the first is taken in which the headline fits. */
  readonly otherwise?: readonly (readonly Len[])[];
  readonly maxLines: number;
  /** So many lines, or the most under these, where some size holds the headline in them. */
  readonly lines?: number;
  /** Bounds of tracking in em. */
  readonly tracking: { readonly min: number; readonly max: number };
  readonly config: ComposeConfig;
  /** Running text that uses the head's words: what it keeps together is not parted. */
  readonly usage?: () => string;
  /** What was found for the same texts in other measures. */
  readonly cache?: HeadlineCache;
}

/** Kept between calls that try the same headline in several measures and sizes. */
export interface HeadlineCache {
  readonly widths: WidthCache;
  readonly texts: Map<string, HeadText>;
}

export function headlineCache(): HeadlineCache {
  return { widths: new Map(), texts: new Map() };
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
interface HeadText {
  readonly prepared: Prepared;
  /** At spaces and marks alone; between words too; and everywhere. */
  readonly atMarks: Places;
  readonly atWords: () => Places;
  readonly all: () => Places;
}

export interface ComposedHeadline {
  readonly size: Len;
  /** Each begins and ends with its ink: marks at a line's ends hang their white. */
  readonly lines: readonly SetLine[];
}

/** What a headline will look like, from its widths alone: nothing is set yet. */
export interface HeadlinePlan {
  readonly size: Len;
  /** How many lines it has, the width of each and of the widest. */
  readonly lines: number;
  readonly widths: readonly Len[];
  readonly width: Len;
  /** True when no size fits and lines had to be broken further. */
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
  const first = options.sizes.length > 0 ? options.sizes : [given[0]?.size ?? 0];
  const lists = [first, ...(options.otherwise ?? [])];
  // As many lines as the editor asks for, or nearly as many.
  const asked = Array.from({ length: wanted.lines ?? 0 }, (_, index) => (wanted.lines ?? 0) - index);
  for (const count of [...asked, undefined]) {
    for (const sizes of lists) {
      const parted = count === undefined ? fitting(given, sizes, options) : inLines(given, count, sizes, options);
      if (parted !== undefined) return plan(parted.lines, parted, options);
    }
  }
  const size = lists.at(-1)?.at(-1) ?? 0;
  const lines = given.flatMap((span) => brokenFurther(span, size, options));
  const fit = fitAsGiven(lines, [size], options);
  if (fit !== undefined) return { ...plan(lines, fit, options), width: options.measure, forced: true };
  const set = setAll(lines, size, 0, options);
  return {
    size,
    lines: set.lines.length,
    widths: set.lines.map(({ width }) => width),
    width: options.measure,
    forced: true,
    set: () => set,
  };
}

/** As given where a size fits, else over as few lines as some size needs. */
function fitting(given: readonly TextSpan[], sizes: readonly Len[], options: HeadlineOptions): Parted | undefined {
  const single = fitAsGiven(given, sizes, options);
  if (single !== undefined) return { ...single, lines: given };
  const [only] = given;
  return given.length === 1 && only !== undefined ? balanced(only, sizes, options) : undefined;
}

/** Over just so many lines; those that the editor parted himself stay as they are. */
function inLines(
  given: readonly TextSpan[],
  count: number,
  sizes: readonly Len[],
  options: HeadlineOptions,
): Parted | undefined {
  const [only] = given;
  if (only === undefined || given.length > 1 || count === 1) {
    const single = given.length === count ? fitAsGiven(given, sizes, options) : undefined;
    return single === undefined ? undefined : { ...single, lines: given };
  }
  if (only.text.length > LONGEST_PARTED || !holds(count, only, sizes.at(-1) ?? 0, options)) return undefined;
  const text = headText(only, options);
  const best = bestAtSpaces(text, count, sizes, options);
  return best === undefined ? undefined : { ...best, lines: slices(only, text.prepared, best.ends) };
}

interface Fit {
  readonly size: Len;
  readonly tracking: number;
  /** Width of each line without tracking, in em. */
  readonly ems: readonly number[];
}

function plan(spans: readonly TextSpan[], fit: Fit, options: HeadlineOptions): HeadlinePlan {
  const { size, ems } = fit;
  const counts = spans.map(({ text }) => [...text].length);
  const tracking = fit.tracking === 0 ? opened(spans, fit, Math.max(...counts), options) : fit.tracking;
  const widths = ems.map((em, i) => Math.ceil((em + (counts[i] ?? 0) * Math.max(0, tracking)) * size));
  return {
    size,
    lines: spans.length,
    widths,
    width: Math.max(...widths),
    forced: false,
    set: () => setAll(spans, size, tracking, options),
  };
}

/** Tracking of a head that leaves much of its measure white: Chinese type alone, as Latin words would fall apart. */
function opened(spans: readonly TextSpan[], { size, ems }: Fit, most: number, options: HeadlineOptions): number {
  if (options.tracking.max <= 0 || spans.some(({ text }) => /[\p{Script=Latin}\p{Nd}]/u.test(text))) return 0;
  const room = (OPENED_BELOW * options.measure) / size - Math.max(...ems);
  return room <= 0 ? 0 : Math.min(options.tracking.max, room / Math.max(1, most));
}

function fitAsGiven(spans: readonly TextSpan[], sizes: readonly Len[], options: HeadlineOptions): Fit | undefined {
  const widths = spans.map((span) => {
    const { width, clusters } = onOneLine(span, options.config, options.cache?.widths);
    return { em: width / REFERENCE, count: clusters };
  });
  for (const size of sizes) {
    const tracking = trackingFor((t) => widths.every(({ em, count }) => fits(em, count, size, t, options)), options);
    if (tracking !== undefined) return { size, tracking, ems: widths.map(({ em }) => em) };
  }
  return undefined;
}

/** None where the type fits by itself, else as tight as allowed; undefined where that is not enough. */
function trackingFor(needs: (tracking: number) => boolean, { tracking }: HeadlineOptions): number | undefined {
  if (needs(0)) return 0;
  return tracking.min < 0 && needs(tracking.min) ? tracking.min : undefined;
}

/** Rounding of each glyph may add a unit: a little room is kept for it. */
function fits(em: number, count: number, size: Len, tracking: number, { measure }: HeadlineOptions): boolean {
  return em * size + count * tracking * size + count <= measure;
}

function widthAt(span: TextSpan, size: Len, options: HeadlineOptions): number {
  return widthOnOneLine(span, size, options.config, options.cache?.widths);
}

/** Width of a span on one line at a size, in EMU and parts of it: shaped once, whatever sizes are asked for. */
export function widthOnOneLine(span: TextSpan, size: Len, config: ComposeConfig, cache?: WidthCache): number {
  return (onOneLine(span, config, cache).width * size) / REFERENCE;
}

function onOneLine(span: TextSpan, config: ComposeConfig, cache?: WidthCache): OneLine {
  const key = `${span.role} ${span.text}`;
  const known = cache?.get(key);
  if (known !== undefined) return known;
  const prepared = prepareParagraph([{ ...span, size: REFERENCE }], config);
  const fresh = { width: naturalWidth(prepared, 0, prepared.length), clusters: prepared.length };
  cache?.set(key, fresh);
  return fresh;
}

const headConfigs = new WeakMap<ComposeConfig, ComposeConfig>();

/** Asked for with each size and width of a head: made once. */
function headConfig(config: ComposeConfig): ComposeConfig {
  const known = headConfigs.get(config);
  if (known !== undefined) return known;
  const own: ComposeConfig = {
    ...config,
    hanSpace: config.hanSpace ?? PHRASE_SPACE,
    ownSpaces: true,
    adjacentMarks: 1.5,
  };
  headConfigs.set(config, own);
  return own;
}

interface Parted extends Fit {
  readonly lines: readonly TextSpan[];
}

/**
 * The fewest lines that some size holds, parted where they read best, or one more where that reads much better. Undefined
 * where words would have to be parted.
 */
function balanced(span: TextSpan, sizes: readonly Len[], options: HeadlineOptions): Parted | undefined {
  const least = sizes.at(-1) ?? 0;
  if (!holds(options.maxLines + ONE_MORE, span, least, options)) return undefined;
  const text = headText(span, options);
  for (const spaces of spacesOf(text)) {
    const most = options.maxLines + (spaces === "at ends" ? ONE_MORE : 0);
    const way = holds(most, span, least, options) ? inFewest(text, most, sizes, { ...options, spaces }) : undefined;
    if (way !== undefined) return { ...way, lines: slices(span, text.prepared, way.ends) };
  }
  return undefined;
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
  const further = bestIn(text, Math.max(most, options.maxLines + ONE_MORE), sizes, options);
  return isBetter(further) ? further : kept;
}

/** Whether so many lines can hold the text at all: looking for places to part it takes time that grows with its square. */
function holds(lines: number, span: TextSpan, size: Len, options: HeadlineOptions): boolean {
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
  given: Pick<HeadlineOptions, "config" | "usage" | "cache">,
  inWords = false,
): readonly TextSpan[] | undefined {
  if (span.text.length > LONGEST_PARTED) return undefined;
  const sizes = [span.size];
  const tracking = { min: 0, max: 0 };
  const options = { ...given, measure: Number.POSITIVE_INFINITY, sizes, maxLines: lines, tracking };
  const text = headText(span, options);
  const best = inWords
    ? bestAt(text.all(), lines, sizes, { ...options, spaces: "anywhere" })
    : bestAtSpaces(text, lines, sizes, options);
  return best === undefined ? undefined : slices(span, text.prepared, best.ends);
}

/** Where the editor typed spaces, lines part there; one stays inside a line that parts a phrase where no size allows else. */
function spacesOf({ atMarks }: HeadText): readonly PartingLimits["spaces"][] {
  return atMarks.hasPhrases ? ["at ends", "anywhere"] : ["anywhere"];
}

function bestAtSpaces(text: HeadText, count: number, sizes: readonly Len[], options: HeadlineOptions): Way | undefined {
  for (const spaces of spacesOf(text)) {
    const best = bestIn(text, count, sizes, { ...options, spaces });
    if (best !== undefined) return best;
  }
  return undefined;
}

type PartingOptions = HeadlineOptions & Pick<PartingLimits, "spaces">;

/** Words are left whole. */
function bestIn(text: HeadText, count: number, sizes: readonly Len[], options: PartingOptions): Way | undefined {
  const simple = bestAt(text.atMarks, count, sizes, options);
  if (simple !== undefined && simple.cost <= GOOD_ENOUGH) return simple;
  return bestAt(text.atWords(), count, sizes, options);
}

function bestAt(places: Places, count: number, sizes: readonly Len[], options: PartingOptions): Way | undefined {
  const { measure, tracking: bounds, spaces } = options;
  let best: Way | undefined;
  // Lines of very different lengths only where no even ones are to be had.
  for (const evenness of ["even", "uneven", "any"] as const) {
    for (const [step, size] of sizes.entries()) {
      for (const tracking of bounds.min < 0 ? [0, bounds.min] : [0]) {
        const own = step * SIZE_STEP + (tracking < 0 ? TIGHTENED : 0) + (evenness === "even" ? 0 : UNEVEN);
        if (best !== undefined && own >= best.cost) continue;
        // Rounding of each glyph may add a unit.
        const limits = { lines: count, em: measure / size, perCluster: tracking + 1 / size, evenness, spaces };
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
function brokenFurther(span: TextSpan, size: Len, options: HeadlineOptions): readonly TextSpan[] {
  if (fitAsGiven([span], [size], options) !== undefined) return [span];
  if (!holds(MOST_LINES, span, size, options)) return [span];
  const text = headText(span, options);
  const alone = { ...options, tracking: { min: 0, max: 0 }, spaces: "anywhere" } as const;
  let parted: Way | undefined;
  for (let count = 2; count <= MOST_LINES; count += 1) {
    // One more line is taken where it saves a word or a name.
    const whole = bestAtSpaces(text, count, [size], alone);
    const isGood = whole !== undefined && whole.cost < READS_AS_PARTED;
    if (isGood || parted !== undefined) return slices(span, text.prepared, (whole ?? parted)?.ends ?? []);
    parted = whole ?? bestAt(text.all(), count, [size], alone);
  }
  return parted === undefined ? [span] : slices(span, text.prepared, parted.ends);
}

function headText(span: TextSpan, options: HeadlineOptions): HeadText {
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

function slices(span: TextSpan, p: Prepared, ends: readonly number[]): readonly TextSpan[] {
  return ends.map((end, i) => slice(span, p.starts[i === 0 ? 0 : (ends[i - 1] ?? 0)] ?? 0, p.starts[end] ?? 0));
}

function slice(span: TextSpan, from: number, to: number): TextSpan {
  const [before, after] = span.around ?? ["", ""];
  return { ...sliceSpan(span, from, to), around: [before + span.text.slice(0, from), span.text.slice(to) + after] };
}

function setAll(spans: readonly TextSpan[], size: Len, tracking: number, options: HeadlineOptions): ComposedHeadline {
  const lines = spans.flatMap((span) => {
    const prepared = prepareParagraph([{ ...span, size, tracking: span.tracking + tracking }], options.config);
    const measureOf = (): Len => options.measure;
    const broken = breakParagraph(prepared, { indent: 0, measureOf, uniform: true, looseness: 0 })?.lines ?? [];
    return broken.map((line) => {
      const set = trimmedToInk(commitLine(prepared, line, "start"));
      const [from, to] = [prepared.starts[line.start] ?? 0, prepared.starts[line.end] ?? span.text.length];
      const faults = [...(set.faults ?? []), ...headFaults(slice(span, from, to), options)];
      return faults.length === 0 ? set : { ...set, faults };
    });
  });
  return { size, lines };
}

/** What a reader would see of how a head was parted into this line; the lines that the editor gave are his. */
export function headFaults(
  { text, around, role }: Pick<TextSpan, "text" | "around" | "role">,
  options: Pick<HeadlineOptions, "config" | "usage">,
): readonly LineFault[] {
  const [before, after] = around ?? ["", ""];
  if (before + after === "") return [];
  const shown = text.trim();
  const letters = [...shown].filter((character) => /[\p{L}\p{N}]/u.test(character)).length;
  const lone: readonly LineFault[] = letters <= 1 ? [{ kind: "lone", text: shown }] : [];
  const parted = after === "" ? undefined : partedAt(before + text + after, before.length + text.length, role, options);
  return parted === undefined ? lone : [...lone, { kind: "word", text: shown, parted }];
}

/** What a line that ends here parts, if anything. */
function partedAt(
  whole: string,
  offset: number,
  role: Role,
  { config, usage }: Pick<HeadlineOptions, "config" | "usage">,
): LineFault["parted"] {
  // A word around the place is enough: heads that are too long for their page have no bound.
  const from = Math.max(0, offset - LONGEST_PARTED);
  const near = whole.slice(from, offset + LONGEST_PARTED);
  const names = offsetsInNames(near, role);
  const found = phraseBreaks(near, config.language, usage?.() ?? "", names).find((one) => one.offset === offset - from);
  if (found === undefined) return "word";
  if (found.cost < IN_WORD) return undefined;
  if (found.inside === undefined || found.inside === "name") return "word";
  return found.inside === "term" ? "term" : "number";
}
