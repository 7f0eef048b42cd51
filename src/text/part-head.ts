/**
 * The best way to part a head into a given number of lines that fit: dynamic programming over (lines, places). What a way
 * costs is what its breaks cost (phrases.ts), and how much its lines differ in length.
 */
import { naturalWidth } from "./measure.js";
import type { Prepared } from "./model.js";
import type { PhraseBreak, PhraseEnd } from "./phrases.js";

/** Fewer characters than this never stand on a line of their own. */
const LEAST_CHARACTERS = 2;
/** A longer first line reads as a step down, a longer last one as a stumble: per em, and line that it stands lower. */
const STUMBLE = 0.02;
/** The end of a phrase or a clause inside a line that parts one of them, where it may: the reader stops there, and the line goes on. */
const END_INSIDE = 5;
/** Lines are at least, and at most, this part of their mean: even ones, ones of a short line, and any. */
const LENGTHS = {
  even: [0.55, 1.45],
  uneven: [0.5, 1.6],
  any: [0, Number.POSITIVE_INFINITY],
} as const;
export type Evenness = keyof typeof LENGTHS;

/** Where a line may begin: 0 first and the text's length last, in clusters, with what each costs and what lies between. */
export interface Places {
  readonly at: readonly number[];
  readonly costs: readonly number[];
  /** Em from place i to place j at `i * at.length + j`; 0 where too little stands between them to be a line. */
  readonly ems: Float64Array;
  /** What ends at each place, and by which ends the text can be parted. */
  readonly ends: readonly (PhraseEnd | undefined)[];
  readonly kinds: ReadonlySet<PhraseEnd>;
  readonly known: Map<string, Parting | undefined>;
}

/** A line that begins or ends inside a phrase holds no end of one; nor one of a clause; or it holds both, at a price. */
export type Past = "nothing" | "clauses" | "anything";

export interface Parting {
  readonly cost: number;
  /** Clusters at which lines end, and how long each is, in em. */
  readonly ends: readonly number[];
  readonly ems: readonly number[];
}

export interface PartingLimits {
  readonly lines: number;
  /** The longest line, in em, and what each cluster takes of it beside its own width: tracking, and room for rounding. */
  readonly em: number;
  readonly perCluster: number;
  /** How like one another the lines must be in length. */
  readonly evenness: Evenness;
  /** What a line that parts a phrase or a clause may not go past; `anything` where it may. */
  readonly past: Past;
}

/** `em` is the size at which the text was prepared. */
export function placesOf(p: Prepared, breaks: readonly PhraseBreak[], em: number): Places {
  const costOf = new Map(breaks.map(({ offset, cost }) => [offset, cost]));
  const at = Array.from({ length: p.length + 1 }, (_, i) => i).filter(
    (i) => i === 0 || i === p.length || costOf.has(p.starts[i] ?? 0),
  );
  const ems = new Float64Array(at.length * at.length);
  at.forEach((start, i) => {
    for (let j = i + 1; j < at.length; j += 1) {
      const end = at[j] ?? 0;
      const letters = (p.sums.letters[end] ?? 0) - (p.sums.letters[start] ?? 0);
      if (letters >= LEAST_CHARACTERS) ems[i * at.length + j] = naturalWidth(p, start, end) / em;
    }
  });
  const costs = at.map((i) => costOf.get(p.starts[i] ?? 0) ?? 0);
  const endOf = new Map(breaks.map(({ offset, ends }) => [offset, ends]));
  const ends = at.map((i) => endOf.get(p.starts[i] ?? 0));
  const kinds = new Set(ends.filter((end) => end !== undefined));
  return { at, costs, ems, ends, kinds, known: new Map() };
}

/** The cheapest parting within the limits; undefined where there is none. */
export function partInto(places: Places, limits: PartingLimits): Parting | undefined {
  const key = `${limits.lines} ${limits.em} ${limits.perCluster} ${limits.evenness} ${limits.past}`;
  if (places.known.has(key)) return places.known.get(key);
  const found = search(places, limits);
  places.known.set(key, found);
  return found;
}

function search(places: Places, limits: PartingLimits): Parting | undefined {
  const { at, costs, ems } = places;
  const { lines, em, perCluster, evenness } = limits;
  const n = at.length;
  const last = n - 1;
  const total = ems[last] as number;
  const mean = total / lines;
  const [shortest, longest] = LENGTHS[evenness];
  const [least, most] = [shortest * mean, longest * mean];
  const best = new Float64Array((lines + 1) * n).fill(Number.POSITIVE_INFINITY);
  const from = new Int32Array((lines + 1) * n).fill(-1);
  best[0] = 0;
  const partsPhrase = partsOf(places, ["phrase"], ["phrase"]);
  const partsClause = partsOf(places, ["phrase", "clause"], ["phrase", "clause", "item"]);
  const partsItem = partsOf(places, ["phrase", "clause", "item"], ["phrase", "clause", "item"]);
  for (let line = 1; line <= lines; line += 1) {
    const row = line * n;
    for (let j = line === lines ? last : 1; j <= last; j += 1) {
      for (let i = j - 1; i >= 0; i -= 1) {
        const own = ems[i * n + j] as number;
        // Who begins earlier is longer still.
        if (own + ((at[j] as number) - (at[i] as number)) * perCluster > em) break;
        const before = best[row - n + i] as number;
        if (own === 0 || own < least || own > most || before === Number.POSITIVE_INFINITY) continue;
        const inPhrase = lines > 1 && partsPhrase(i, j);
        const inClause = lines > 1 && partsClause(i, j);
        if ((inPhrase && limits.past !== "anything") || (inClause && limits.past === "nothing")) continue;
        const inside = inPhrase || inClause || (lines > 1 && partsItem(i, j)) ? END_INSIDE : 0;
        const cost = before + (costs[j] as number) + (own - mean) ** 2 / mean + STUMBLE * line * own + inside;
        if (cost >= (best[row + j] as number)) continue;
        best[row + j] = cost;
        from[row + j] = i;
      }
    }
  }
  const cost = best[lines * n + last] as number;
  if (cost === Number.POSITIVE_INFINITY) return undefined;
  const ends: number[] = [];
  const lengths: number[] = [];
  for (let line = lines, j = last; line > 0; line -= 1) {
    const i = from[line * n + j] as number;
    ends.unshift(at[j] as number);
    lengths.unshift(ems[i * n + j] as number);
    j = i;
  }
  // What every way pays: the words of a head lie lower in more lines.
  return { cost: cost - STUMBLE * total * ((lines + 1) / 2), ends, ems: lengths };
}

/** Whether a line between two places holds an end of some kinds, and does not itself begin and end at `whole` ones. */
function partsOf(
  { ends }: Places,
  held: readonly PhraseEnd[],
  whole: readonly PhraseEnd[],
): (i: number, j: number) => boolean {
  const last = ends.length - 1;
  const isOf = (kinds: readonly PhraseEnd[]) => (end: PhraseEnd | undefined, i: number) =>
    i > 0 && i < last && end !== undefined && kinds.includes(end);
  const isEnd = ends.map(isOf(held));
  const isWholeEnd = ends.map(isOf(whole));
  const isWhole = (i: number): boolean => i === 0 || i === last || isWholeEnd[i] === true;
  const before = [0];
  for (let i = 1; i <= last; i += 1) before.push((before[i - 1] ?? 0) + (isEnd[i] === true ? 1 : 0));
  return (i, j) => (before[j - 1] ?? 0) > (before[i] ?? 0) && !(isWhole(i) && isWhole(j));
}
