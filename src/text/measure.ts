/** One candidate line: its natural width, and what it costs to bring it to its measure. */
import type { Len } from "../base/length.js";
import { Kind } from "./classes.js";
import { SHRINK_TIERS } from "./gaps.js";
import type { Prepared } from "./model.js";

// What an adjustment costs, per em moved. Cheap tiers come first in CLREQ's order; 。？！ are the last to lose their space.
const SHRINK_COST = [0, 8, 8, 10, 14, 24, 40];
const STRETCH_COST = [0, 10, 16];
/** Leaving the em grid at all: Han characters of neighbouring lines and columns no longer stand under one another. */
const OFF_GRID = 14;
/** The Han–Han gap, in em, squared: 0.04 costs 13, 0.1 costs 80. */
const OPEN_GAP = 8_000;
/** Beyond this gap a line has holes. */
const WIDE_GAP = 0.12;
const WIDE_GAP_COST = 9_000;
/** A line without any gap that may stretch. */
const RIGID_LINE = 4_000;

/** End of the line's weight: spaces at its end weigh nothing. */
export function trimmedEnd(p: Prepared, start: number, end: number): number {
  let e = end;
  while (e > start + 1 && (p.kinds[e - 1] === Kind.Space || p.kinds[e - 1] === Kind.WideSpace)) e -= 1;
  return e;
}

/** Width of clusters [start, end) with every gap natural. */
export function naturalWidth(p: Prepared, start: number, end: number): Len {
  const e = trimmedEnd(p, start, end);
  const { boxes, gaps } = p.sums;
  return at(boxes, e) - at(boxes, start) + (e > start ? at(gaps, e) - at(gaps, start + 1) : 0);
}

/** Cost of setting the line to `measure`; Infinity when it can't shrink so far. */
export function fitCost(p: Prepared, start: number, end: number, natural: Len, measure: Len): number {
  const short = measure - natural;
  if (short === 0) return 0;
  const e = trimmedEnd(p, start, end);
  const em = p.config.em;
  if (short < 0) {
    let rest = -short;
    let cost = 0;
    for (let tier = 1; tier <= SHRINK_TIERS && rest > 0; tier += 1) {
      const sums = p.sums.shrink[tier];
      const available = sums === undefined ? 0 : at(sums, e) - at(sums, start + 1);
      const used = Math.min(rest, available);
      cost += ((SHRINK_COST[tier] ?? 0) * used) / em;
      rest -= used;
    }
    if (rest > 0) return Number.POSITIVE_INFINITY;
    // Whole half ems taken from marks leave the rest of the line on the grid.
    const halves = (-short * 2) / em;
    return cost + (Number.isInteger(halves) ? 0 : OFF_GRID);
  }
  let rest: number = short;
  let cost = OFF_GRID;
  for (let tier = 1; tier <= 2 && rest > 0; tier += 1) {
    const sums = p.sums.stretch[tier];
    const available = sums === undefined ? 0 : at(sums, e) - at(sums, start + 1);
    const used = Math.min(rest, available);
    cost += ((STRETCH_COST[tier] ?? 0) * used) / em;
    rest -= used;
  }
  if (rest === 0) return cost;
  const open = at(p.sums.open, e) - at(p.sums.open, start + 1);
  if (open <= 0) return cost + RIGID_LINE + (RIGID_LINE * rest) / em;
  const gap = rest / open / em;
  return cost + OPEN_GAP * gap * gap + (gap > WIDE_GAP ? WIDE_GAP_COST * (gap - WIDE_GAP) : 0);
}

function at(sums: Float64Array, index: number): number {
  return sums[index] as number;
}
