/** Where lines of a prepared paragraph may end, emergencies included, and what that costs. */
import type { Len } from "../base/length.js";
import { isInNumber } from "./in-number.js";
import { naturalWidth, roomOf } from "./measure.js";
import { Break, type BreakOptions, type Prepared } from "./model.js";
import type { BreakPlaces } from "./search.js";

/** A break inside what is wider than a line. As bad as a line over its goal: it fills lines, it saves no gap. */
const FORCED_BREAK = 360_000;
/** A hyphen: worse than gaps of 0.065 em, better than any that are seen. */
const HYPHEN = 70;
/** A number without the Han character after it: taken before gaps that are seen. */
const RELUCTANT = 50;
/** A parted address, or a word with a hyphen that the template would rather not have: taken before two gaps exceed their goal. */
const RESCUE = 60_000;
/** A figure without its measure word or the unit of its date or time: taken where four gaps of a line exceed their goal, and for nothing less. */
const COUNTED = 180_000;
/** A number without its unit, a name with a hyphen: taken before a line gapes, and not for less. */
const LAST_RESORT = 1_000_000;
/** Inside a word that no line holds, where no syllable ends: half an em of white at the end of a syllable is seen less. */
const NO_SYLLABLE = 6_000_000;
/** There, behind the first letter or before the last two, where no hyphen may stand. */
const NO_HYPHEN = 12_000_000;
const LATIN = /^\p{Script=Latin}/u;
/** A long number, by its groups of four and within them: taken before a line gapes, after all else. */
const GROUP = 2_000_000;
const DIGIT = 4_000_000;

/**
 * All places, as cluster indices. What is wider than the narrowest line and does not break by rule (long words, addresses)
 * may be broken between any two clusters, as the last resort: see forcedBreaks.
 */
export function breakPlaces(p: Prepared, options: BreakOptions): BreakPlaces {
  let own = known.get(p);
  if (own === undefined) known.set(p, (own = piecesOf(p)));
  const narrowest = narrowestRoom(p, options);
  // What begins the paragraph has no other line to go to.
  const first = Math.min(narrowest, roomOf(p, options, 0).width);
  if (own.widest <= narrowest && own.first <= first) return own.places;
  return placesOf(p, forcedBreaks(p, narrowest, first));
}

/** A prepared paragraph is broken again and again, and hardly ever by force. */
const known = new WeakMap<Prepared, Pieces>();

interface Pieces {
  /** Those by rule. */
  readonly places: BreakPlaces;
  /** Width of the first and of the widest piece between two of them. */
  readonly first: Len;
  readonly widest: Len;
}

function piecesOf(p: Prepared): Pieces {
  const places = placesOf(p, undefined);
  let [first, widest] = [0, 0];
  for (let k = 1; k < places.at.length; k += 1) {
    const width = naturalWidth(p, places.at[k - 1] as number, places.at[k] as number);
    if (k === 1) first = width;
    widest = Math.max(widest, width);
  }
  return { places, first, widest };
}

function placesOf(p: Prepared, forced: Uint8Array | undefined): BreakPlaces {
  const at: number[] = [0];
  for (let b = 1; b <= p.length; b += 1) if (p.breakBefore[b] !== Break.No || forced?.[b] === 1) at.push(b);
  const costs = new Float64Array(at.length);
  for (let k = 1; k < at.length; k += 1) costs[k] = breakCost(p, at[k] as number);
  return { at: Int32Array.from(at), costs };
}

/** What ending a line before cluster `b` costs by itself. */
export function breakCost(p: Prepared, b: number): number {
  switch (p.breakBefore[b] as Break) {
    case Break.Allowed:
      return 0;
    case Break.Hyphen:
      return HYPHEN;
    case Break.Reluctant:
      return RELUCTANT;
    case Break.Counted:
      return COUNTED;
    case Break.Rescue:
      return RESCUE;
    case Break.LastResort:
      return LAST_RESORT;
    case Break.Group:
      return GROUP;
    case Break.Digit:
      return DIGIT;
    case Break.No:
      return forcedCost(p, b);
  }
}

/** Words part at their syllables first, with a hyphen where one may stand, and never behind one or two letters while they can. */
function forcedCost(p: Prepared, b: number): number {
  const offset = p.starts[b] ?? 0;
  if (isInNumber(p.text, offset)) return DIGIT;
  if (p.syllables.has(b)) return FORCED_BREAK;
  if (p.hyphens.has(b)) return NO_SYLLABLE;
  return isInWord(p.text, offset) ? NO_HYPHEN : FORCED_BREAK;
}

/** Whether a line that ends at this offset of the text ends between two Latin letters. */
export function isInWord(text: string, offset: number): boolean {
  return (
    /[\p{Script=Latin}\p{M}]$/u.test(text.slice(Math.max(0, offset - 2), offset)) &&
    LATIN.test(text.slice(offset, offset + 2))
  );
}

/**
 * Between all clusters of what is wider than its line, but inside a number only where the number alone is: a line that gapes
 * before one is told, a parted number is misread.
 */
function forcedBreaks(p: Prepared, narrowest: Len, first: Len): Uint8Array {
  const forced = new Uint8Array(p.length + 1);
  const isTooWide = (from: number, to: number): boolean => naturalWidth(p, from, to) > (from === 0 ? first : narrowest);
  let start = 0;
  for (let b = 1; b <= p.length; b += 1) {
    if (p.breakBefore[b] === Break.No) continue;
    if (isTooWide(start, b)) {
      let from = start;
      for (let inside = start + 1; inside <= b; inside += 1) {
        if (inside < b && isInNumber(p.text, p.starts[inside] ?? 0)) continue;
        if (inside < b) forced[inside] = 1;
        if (isTooWide(from, inside)) forced.fill(1, from + 1, inside);
        from = inside;
      }
    }
    start = b;
  }
  return forced;
}

/** Of all the lines that the paragraph may reach. */
function narrowestRoom(p: Prepared, options: BreakOptions): Len {
  if (options.uniform) return options.measureOf(1);
  let narrowest = Number.POSITIVE_INFINITY;
  // Lines may be set looser than they are: twice the text's own width is more than any breaking takes.
  let rest = 2 * naturalWidth(p, 0, p.length);
  for (let line = 0; line <= p.length && rest > 0; line += 1) {
    const measure = options.measureOf(line);
    narrowest = Math.min(narrowest, measure);
    rest -= Math.max(measure, 1);
  }
  return narrowest;
}
