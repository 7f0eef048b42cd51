/**
 * The best way to part a head into a given number of lines that fit: dynamic programming over (lines, places). What a way
 * costs is what its breaks cost (phrases.ts), and how much its lines differ in length.
 */
import { naturalWidth } from "./measure.js";
import type { Prepared } from "./model.js";
import { AT_SPACE, type PhraseBreak } from "./phrases.js";

/** Fewer characters than this never stand on a line of their own. */
const LEAST_CHARACTERS = 2;
/** A longer first line reads as a step down, a longer last one as a stumble: per em, and line that it stands lower. */
const STUMBLE = 0.02;
/** A space between two phrases inside a line that parts one of them, where it may: the white says that the line ends there, and it does not. */
const SPACE_INSIDE = 5;
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
  /** By place: whether it stands after a typed space; and whether such spaces part the text into phrases. */
  readonly afterSpace: readonly boolean[];
  readonly hasPhrases: boolean;
  readonly known: Map<string, Parting | undefined>;
}

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
  /** Whether a line that parts a phrase may hold the space before the next one. */
  readonly spaces: "at ends" | "anywhere";
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
  const afterSpace = at.map((i) => /\s/u.test(p.text[(p.starts[i] ?? 0) - 1] ?? ""));
  const hasPhrases = costs.slice(1, -1).includes(AT_SPACE);
  return { at, costs, ems, afterSpace, hasPhrases, known: new Map() };
}

/** The cheapest parting within the limits; undefined where there is none. */
export function partInto(places: Places, limits: PartingLimits): Parting | undefined {
  const key = `${limits.lines} ${limits.em} ${limits.perCluster} ${limits.evenness} ${limits.spaces}`;
  if (places.known.has(key)) return places.known.get(key);
  const found = search(places, limits);
  places.known.set(key, found);
  return found;
}

function search(places: Places, limits: PartingLimits): Parting | undefined {
  const { at, costs, ems, afterSpace } = places;
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
  const isWhole = (i: number): boolean => i === 0 || i === last || afterSpace[i] === true;
  const spaces: number[] = [0];
  for (let i = 1; i < n; i += 1) spaces.push((spaces[i - 1] ?? 0) + (i < last && costs[i] === AT_SPACE ? 1 : 0));
  for (let line = 1; line <= lines; line += 1) {
    const row = line * n;
    for (let j = line === lines ? last : 1; j <= last; j += 1) {
      for (let i = j - 1; i >= 0; i -= 1) {
        const own = ems[i * n + j] as number;
        // Who begins earlier is longer still.
        if (own + ((at[j] as number) - (at[i] as number)) * perCluster > em) break;
        const before = best[row - n + i] as number;
        if (own === 0 || own < least || own > most || before === Number.POSITIVE_INFINITY) continue;
        const parts = lines > 1 && (spaces[j - 1] ?? 0) > (spaces[i] ?? 0) && !(isWhole(i) && isWhole(j));
        if (parts && limits.spaces === "at ends") continue;
        const cost =
          before + (costs[j] as number) + (own - mean) ** 2 / mean + STUMBLE * line * own + (parts ? SPACE_INSIDE : 0);
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
