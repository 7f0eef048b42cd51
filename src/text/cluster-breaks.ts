/** Where lines of prepared clusters may begin, and which marks may hang out at a line's end. */
import type { Len } from "../base/length.js";
import { units } from "../font/units.js";
import type { Face } from "../font/face.js";
import type { Role } from "../scene/list.js";
import { Kind } from "./classes.js";
import { forcedHyphens, type HyphenKind, hyphensIn } from "./hyphens.js";
import { Break, type ComposeConfig, type TextSpan } from "./model.js";
import { offsetsInNames, strandingOffsets } from "./names.js";
import { breakTable } from "./opportunities.js";
import { IN_WORD, phraseBreaks } from "./phrases.js";
import type { PlacedRubies } from "./ruby.js";
import { type Parted, reluctantBreaks } from "./unbroken.js";

/** HYPHEN-MINUS: every face has it. */
const HYPHEN = 0x2d;
/**
 * What may hang: 、，。 and in Simplified Chinese the other pause marks too (CLREQ, "Hanging of punctuation marks at line end");
 * JLREQ has 、。，． (cl-06, cl-07). Horizontal Traditional Chinese hangs none.
 */
const HANGING: Readonly<Record<ComposeConfig["language"], string>> = {
  "zh-Hans": "、，。．；：",
  "zh-Hant": "",
  ja: "、，。．",
  ko: "",
  en: "",
};

const RESCUING: Readonly<Record<Exclude<HyphenKind, "typed" | "bare">, Break>> = {
  word: Break.Rescue,
  name: Break.LastResort,
};

const PARTED: Readonly<Record<Parted, Break>> = {
  "measure word": Break.Counted,
  other: Break.Reluctant,
  pair: Break.Reluctant,
  date: Break.Counted,
  syllable: Break.Rescue,
  address: Break.LastResort,
  unit: Break.LastResort,
  group: Break.Group,
  digit: Break.Digit,
};

/** Texts of names whose lines no style justifies. */
const RAGGED: ReadonlySet<Role> = new Set(["byline", "credits"]);

/** The clusters of a paragraph, as far as breaks depend on them. */
interface Clusters {
  readonly starts: readonly number[];
  readonly spanOf: readonly number[];
  readonly faces: readonly Face[];
  readonly kinds: readonly number[];
  /** Embedding levels by UTF-16 offset, where some of the text runs from right to left. */
  readonly levels: Uint8Array | undefined;
}

/** 1 before each cluster that stands after a mark which may hang: one mark, never the last of several. */
export function hangingMarks(
  { starts, kinds }: Clusters,
  text: string,
  { language, hanging }: ComposeConfig,
): Uint8Array | undefined {
  if ((hanging ?? "off") === "off") return undefined;
  const hangs = new Uint8Array(starts.length + 1);
  for (let i = 1; i < starts.length; i += 1) {
    const mark = text[starts[i] ?? 0] ?? "";
    if (HANGING[language].includes(mark) && !isMark(kinds[i - 1] as Kind)) hangs[i + 1] = 1;
  }
  return hangs;
}

function isMark(kind: Kind): boolean {
  return kind !== Kind.Han && kind !== Kind.Western;
}

/**
 * Lines of names alone end inside one only where it is longer than its line; justified text also before a line gapes, but not so that
 * one character of a name stands alone.
 */
export function keepNames(
  breakBefore: Uint8Array,
  starts: Int32Array,
  spanOf: readonly number[],
  spans: readonly TextSpan[],
): void {
  let base = 0;
  const inside = new Set<number>();
  const stranding = new Set<number>();
  for (const { text, role } of spans) {
    for (const offset of offsetsInNames(text, role)) inside.add(base + offset);
    for (const offset of strandingOffsets(text, role)) stranding.add(base + offset);
    base += text.length;
  }
  if (inside.size === 0) return;
  for (let i = 1; i < spanOf.length; i += 1) {
    if (breakBefore[i] !== Break.Allowed || !inside.has(starts[i] ?? 0)) continue;
    const isWhole = RAGGED.has(spans[spanOf[i] ?? 0]?.role ?? "body") || stranding.has(starts[i] ?? 0);
    breakBefore[i] = isWhole ? Break.No : Break.LastResort;
  }
}

/** No line ends inside a group reading, a frame or a span that asks for it, nor before or inside a superscript or subscript. */
export function keepTogether(
  breakBefore: Uint8Array,
  spanOf: readonly number[],
  spans: readonly TextSpan[],
  placed: PlacedRubies,
): void {
  for (let i = 1; i < spanOf.length; i += 1) {
    const span = spans[spanOf[i] ?? 0];
    const inside = spanOf[i] === spanOf[i - 1];
    if (placed.joined.has(i) || span?.attached === true || (inside && (span?.noBreak === true || span?.mark === "box")))
      breakBefore[i] = Break.No;
  }
}

/** For each of `n` clusters, and the end after them, whether a line may begin there by the rules. */
export function clusterBreaks(starts: Int32Array, text: string, config: ComposeConfig, n: number): Uint8Array {
  const breaks = breakTable(text, config.language, config.kinsoku);
  const result = new Uint8Array(n + 1);
  for (let cluster = 0; cluster < n; cluster += 1) {
    const start = starts[cluster] as number;
    if (start > 0 && breaks[start] === 1) result[cluster] = kindOfBreak(text, start, config);
  }
  let cluster = 0;
  for (const [offset, kind] of config.language === "en" ? [] : reluctantBreaks(text)) {
    while (cluster < n && (starts[cluster] ?? 0) < offset) cluster += 1;
    if ((starts[cluster] ?? 0) !== offset || result[cluster] !== Break.No) continue;
    result[cluster] = PARTED[kind];
  }
  if (config.wholeWords === true) keepWords(starts, text, config, result);
  result[n] = Break.Allowed;
  return result;
}

function keepWords(starts: Int32Array, text: string, { language }: ComposeConfig, breaks: Uint8Array): void {
  const inWords = new Set(
    phraseBreaks(text, language, "").flatMap(({ offset, cost }) => (cost >= IN_WORD ? [offset] : [])),
  );
  for (let i = 1; i < breaks.length - 1; i += 1)
    if (breaks[i] === Break.Allowed && inWords.has(starts[i] ?? 0)) breaks[i] = Break.LastResort;
}

/** The only letter or digit before or after a hyphen: RISC-V, X-ray, e-mail. */
const LONE_BEFORE = /(?<![A-Za-z0-9])[A-Za-z0-9]-$/u;
const LONE_AFTER = /^[A-Za-z0-9](?![A-Za-z0-9])/u;

/**
 * A line ends after a hyphen that one letter stands beside only to its rescue, and at these levels after the solidus of an
 * address, which GB/T 15834 keeps from a line's end, as the last resort.
 */
function kindOfBreak(text: string, offset: number, { kinsoku }: ComposeConfig): Break {
  switch (text[offset - 1]) {
    case "/":
      return kinsoku === "gb" || kinsoku === "strict" ? Break.LastResort : Break.Allowed;
    case "-": {
      const lone =
        LONE_BEFORE.test(text.slice(Math.max(0, offset - 3), offset)) ||
        LONE_AFTER.test(text.slice(offset, offset + 2));
      return lone ? Break.Rescue : Break.Allowed;
    }
    default:
      return Break.Allowed;
  }
}

/** Marks where Latin words may be hyphenated, and says how wide their hyphens are. */
export function findHyphens(
  draft: Clusters,
  starts: Int32Array,
  breakBefore: Uint8Array,
  spans: readonly TextSpan[],
  { config, text }: { readonly config: ComposeConfig; readonly text: string },
): Map<number, Len> {
  const widths = new Map<number, Len>();
  const points = hyphensIn(text, (config.hyphenation ?? "off") !== "off");
  if (points.size === 0) return widths;
  for (let i = 1; i < draft.starts.length; i += 1) {
    const kind = points.get(starts[i] ?? 0);
    if (kind === undefined || draft.kinds[i - 1] !== Kind.Western || draft.kinds[i] !== Kind.Western) continue;
    // Hebrew and Arabic part no words.
    if ((draft.levels?.[(starts[i] ?? 0) - 1] ?? 0) % 2 === 1) continue;
    if (kind === "bare") {
      breakBefore[i] = Break.Allowed;
      continue;
    }
    const width = hyphenBefore(draft, i, spans);
    if (width === undefined) continue;
    breakBefore[i] = kind === "typed" || config.hyphenation === "on" ? Break.Hyphen : RESCUING[kind];
    widths.set(i, width);
  }
  return widths;
}

/** How wide the hyphen of a line that ends before a cluster is; undefined where its face has none. */
function hyphenBefore(draft: Clusters, i: number, spans: readonly TextSpan[]): Len | undefined {
  const face = draft.faces[i - 1];
  const size = spans[draft.spanOf[i - 1] ?? 0]?.size;
  const gid = face?.glyphFor(HYPHEN) ?? 0;
  return face === undefined || size === undefined || gid === 0 ? undefined : units(face, face.advanceOf(gid), size);
}

/**
 * Adds the hyphens of words that a line may have to part though no line ends there by rule, once all rules have been asked. Gives
 * those of them at which a syllable ends.
 */
export function addForcedHyphens(
  draft: Clusters,
  starts: Int32Array,
  breakBefore: Uint8Array,
  spans: readonly TextSpan[],
  text: string,
  hyphens: Map<number, Len>,
): ReadonlySet<number> {
  const syllables = new Set<number>();
  const points = forcedHyphens(text);
  if (points.size === 0) return syllables;
  for (let i = 1; i < draft.starts.length; i += 1) {
    const isSyllable = points.get(starts[i] ?? 0);
    if (isSyllable === undefined || breakBefore[i] !== Break.No) continue;
    const { noBreak, mark, ruby } = spans[draft.spanOf[i] ?? 0] ?? {};
    if (noBreak === true || mark === "box" || ruby !== undefined) continue;
    if (draft.kinds[i - 1] !== Kind.Western || draft.kinds[i] !== Kind.Western) continue;
    const width = hyphenBefore(draft, i, spans);
    if (width === undefined) continue;
    hyphens.set(i, width);
    if (isSyllable) syllables.add(i);
  }
  return syllables;
}
