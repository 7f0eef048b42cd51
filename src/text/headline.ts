/**
 * Head composition: a headline takes the largest size at which it fits, with tracking inside bounds; what is too long for
 * one line breaks into balanced lines at phrase boundaries, and never leaves one character alone.
 */
import type { Len } from "../base/length.js";
import { breakParagraph } from "./break.js";
import { commitLine } from "./commit.js";
import { headFaults } from "./head-faults.js";
import {
  balanced,
  bestAtEnds,
  brokenFurther,
  type Fit,
  headText,
  holds,
  LONGEST_PARTED,
  onOneLine,
  type Parted,
  type PartingCache,
  type PartingRoom,
  REFERENCE,
  slice,
  slices,
} from "./head-lines.js";
import { trimmedToInk } from "./ink.js";
import type { ComposeConfig, SetLine, TextSpan } from "./model.js";
import { prepareParagraph } from "./prepare.js";

/** The space between the phrases of a Chinese head, in em, where the style does not say. */
const PHRASE_SPACE = 1;
/** Type is opened where it fills less than this part of its measure. */
const OPENED_BELOW = 0.6;

export interface HeadlineOptions extends PartingRoom {
  /** Sizes allowed, largest first. */
  readonly sizes: readonly Len[];
  /** Further lists of them: the first is taken in which the headline fits. */
  readonly otherwise?: readonly (readonly Len[])[];
  /** So many lines, or the most under these, where some size holds the headline in them. */
  readonly lines?: number;
}

export type HeadlineCache = PartingCache;

export function headlineCache(): HeadlineCache {
  return { widths: new Map(), texts: new Map() };
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
  /** How badly the ends of its lines read (phrases.ts); 0 for lines that were given. */
  readonly partingCost: number;
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
  const lines = given.flatMap((span) =>
    fitAsGiven([span], [size], options) === undefined ? brokenFurther(span, size, options) : [span],
  );
  const fit = fitAsGiven(lines, [size], options);
  if (fit !== undefined) return { ...plan(lines, fit, options), width: options.measure, forced: true };
  const set = setAll(lines, size, 0, options);
  return {
    size,
    lines: set.lines.length,
    widths: set.lines.map(({ width }) => width),
    width: options.measure,
    forced: true,
    partingCost: 0,
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
  const best = bestAtEnds(text, count, sizes, options);
  return best === undefined ? undefined : { ...best, lines: slices(only, text.prepared, best.ends) };
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
    partingCost: fit.cost ?? 0,
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
