/**
 * How few wide Han–Han gaps a paragraph can be set with at all, whatever else that costs: a lower bound for every breaker that
 * keeps the same rules. It tells faults of the weights from what the rules leave no way round.
 */
import type { Len } from "../src/base/length.js";
import { Kind } from "../src/text/classes.js";
import { LETTERS } from "../src/text/gaps.js";
import {
  edgeOf,
  fitCost,
  naturalWidth,
  roomOf,
  takenAtLetters,
  takenAtMarks,
  trimmedEnd,
  widenedGaps,
} from "../src/text/measure.js";
import { Break, type BreakOptions, type Prepared, type Room } from "../src/text/model.js";
import { breakPlaces } from "../src/text/places.js";
import { isLone } from "../src/text/search.js";

const FILLED: Look = { gap: 0, count: 0 };

/** Breaks that a bound may use: those between words alone, those that part a number from its measure word too, or all. */
export type Breaks = "plain" | "reluctant" | "all";

/** Open gaps of one set line. */
export interface Look {
  /** What each of them gets, in em; Infinity where a line that is too short has none. */
  readonly gap: number;
  /** How many of them, between two Han characters, exceed the goal. */
  readonly count: number;
}

/** Clusters [start, end) set to `room`. */
function lookOf(p: Prepared, start: number, end: number, natural: Len, room: Room, pairs: Int32Array): Look {
  const e = trimmedEnd(p, start, end);
  const { stretch, open } = p.sums;
  const within = (sums: Float64Array): number => (e > start ? (sums[e] as number) - (sums[start + 1] as number) : 0);
  const rest = room.width - natural - within(stretch[1] as Float64Array) - within(stretch[2] as Float64Array);
  if (rest <= 0) return { gap: 0, count: 0 };
  const count = e > start ? (pairs[e] as number) - (pairs[start + 1] as number) : 0;
  const gaps = within(open);
  const marks = takenAtMarks(p.config, rest, gaps, within(p.sums.growing), room.wide);
  const space = within(p.sums.shrink[LETTERS] as Float64Array);
  const letters = takenAtLetters(p.config, rest - marks, gaps, space, room.wide);
  const taken = rest - marks - letters;
  return {
    gap: gaps > 0 ? taken / gaps / p.config.em : Number.POSITIVE_INFINITY,
    count: Math.max(1, Math.min(count, widenedGaps(p.config, taken, gaps, room.wide))),
  };
}

/** Running count of gaps between two Han characters, up to a gap. */
function hanPairs(p: Prepared): Int32Array {
  const pairs = new Int32Array(p.length + 2);
  for (let i = 0; i <= p.length; i += 1) {
    const pair = i > 0 && i < p.length && p.kinds[i - 1] === Kind.Han && p.kinds[i] === Kind.Han;
    pairs[i + 1] = (pairs[i] as number) + (pair ? 1 : 0);
  }
  return pairs;
}

/** The least sum of `weight` over the lines of any permitted way to break the paragraph; with its line ends. */
export function leastWeight(
  p: Prepared,
  options: BreakOptions,
  breaks: Breaks,
  weight: (look: Look) => number,
): { readonly least: number; readonly ends: readonly number[] } {
  const { at } = breakPlaces(p, options);
  const pairs = hanPairs(p);
  const last = at.length - 1;
  const best = new Float64Array(last + 1).fill(Number.POSITIVE_INFINITY);
  const from = new Int32Array(last + 1).fill(-1);
  best[0] = 0;
  for (let j = 1; j <= last; j += 1) {
    const end = at[j] as number;
    if (!permits(p.breakBefore[end] as Break, breaks)) continue;
    for (let i = j - 1; i >= 0; i -= 1) {
      const start = at[i] as number;
      if (best[i] === Number.POSITIVE_INFINITY) continue;
      const room = roomOf(p, options, i === 0 ? 0 : 1);
      const edge = edgeOf(p, start, end, naturalWidth(p, start, end), room);
      const natural = naturalWidth(p, start, edge);
      const isLast = j === last;
      if (!(isLast && natural <= room.width) && fitCost(p, start, edge, natural, room) === Number.POSITIVE_INFINITY) {
        if (natural > 2 * room.width) break;
        continue;
      }
      if (isLast && i > 0 && isLone(p, start, end)) continue;
      const look = isLast ? FILLED : lookOf(p, start, edge, natural, room, pairs);
      const cost = (best[i] as number) + weight(look);
      if (cost < (best[j] as number)) {
        best[j] = cost;
        from[j] = i;
      }
    }
  }
  const ends: number[] = [];
  for (let j = last; j > 0; j = from[j] as number) ends.unshift(at[j] as number);
  return { least: best[last] as number, ends };
}

function permits(kind: Break, breaks: Breaks): boolean {
  if (kind === Break.Reluctant || kind === Break.Counted) return breaks !== "plain";
  return breaks === "all" || (kind !== Break.LastResort && kind !== Break.Rescue);
}
