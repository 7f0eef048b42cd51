/** One candidate line: its natural width, what it costs to bring it to its measure, and how it looks then. */
import type { Len } from "../base/length.js";
import { LETTERS, lettersOpen, SHRINK_TIERS, WHOLE_MARK_TIERS, WORD } from "./gaps.js";
import { type BreakOptions, type ComposeConfig, GAP_GOALS, type Prepared, type Room } from "./model.js";

// What an adjustment costs, per em moved. Cheap tiers come first in CLREQ's order; 。？！ are the last to lose their space.
// Letters of a word move where the line would be seen to gape: a tenth of an em costs as much as gaps of 0.08 em.
const LETTERS_COST = 60_000;
// The last quarter em before a name goes before the name parts, and after all that is not seen.
const TITLE_COST = 400_000;
const SHRINK_COST = [0, 8, 8, 10, 14, 24, 40, LETTERS_COST, TITLE_COST];
const STRETCH_COST = [0, 10, 16];
/** Leaving the em grid at all: Han characters of neighbouring lines and columns no longer stand under one another. */
const OFF_GRID = 14;
/** The Han–Han gap, in em, squared: 0.04 costs 13, 0.06 costs 29. */
const OPEN_GAP = 8_000;
/**
 * Beyond this gap, what one em makes of a line of sixteen, the eye sees the line. The excess, squared: 0.1 costs 25 000, 0.2
 * costs 360 000, so that several middling gaps are taken before one big one.
 */
const WIDE_GAP = 0.065;
const WIDE_GAP_COST = 20_000_000;
/** Fewer gaps than this are fewer holes: beside long Latin words, one gap of a quarter em hurts less than ten. */
const FEW_GAPS = 6;
/** Each gap that exceeds the goal of its column: what counts is how many a page has. As much as gaps of 0.11 em in a line of ten. */
const OVER_GOAL = 40_000;
/** A mark that hangs out only to the rescue of a line: taken before the line gapes, and before a number parts from its unit. */
const RESCUED_BY_HANGING = 900_000;
/** A line that gapes: dearer than a few numbers that part from their units (places.ts). The excess is squared. */
const GAPING = 5_000_000;
const GAPING_GAP_COST = 200_000_000;
/** The space of a full-width mark, in em. */
const HALF = 0.5;
/** Gaps that are rounded up to whole units are no wider than their goal. */
const TOLERANCE = 1e-6;
/**
 * A line without any gap that may stretch stands ragged: the em that it falls short, squared below one em. A part of a long number
 * is hardly ever as wide as its column, and a third of an em at its end is seen less than gaps of a quarter em in the line before.
 */
const RIGID_LINE = 20_000_000;

/** How a set line looks beside its neighbours. */
export const enum Fitness {
  Even,
  Loose,
  Tight,
}
export const FITNESSES = 3;
/** A Han–Han gap from which a line looks looser than one on the grid. */
const LOOSE_GAP = 0.04;
/** Marks squeezed by more than this many em in all make a line look tighter: one mark alone is not seen. */
const TIGHT_SQUEEZE = 0.5;
/** A loose line over a tight one, or under it: each makes the other look worse. As much as half an em of squeezing. */
const CONTRAST = 12;
/** Two loose lines in a row are a grey patch, three a hole; even gaps are dear already, so this only decides ties. */
const LOOSE_PAIR = 3;

/** How much room line `index` has. */
export function roomOf({ config }: Prepared, options: BreakOptions, index: number): Room {
  const measure = options.measureOf(index);
  return { width: measure - (index === 0 ? options.indent : 0), wide: goalOf(config, measure) };
}

/** The Han–Han gap, in em, that a line in a column of that measure is not to exceed. */
export function goalOf({ gaps = GAP_GOALS, em }: ComposeConfig, measure: Len): number {
  return measure > gaps.narrowEms * em ? gaps.wide : gaps.narrow;
}

/**
 * What the space at marks takes of a stretched line, `space` in all, before the other gaps do: nothing while all of them, `open`,
 * can grow alike within the goal, which is CLREQ's third step; beyond it as much as keeps the others there, within bounds.
 */
export function takenAtMarks(
  { gaps = GAP_GOALS, em }: ComposeConfig,
  rest: Len,
  open: number,
  space: Len,
  wide: number,
): Len {
  return Math.max(0, Math.min(rest - open * wide * em, (space * gaps.marks) / HALF));
}

/** What letters of Latin words take after the marks: what is left over the goal, within bounds. */
export function takenAtLetters(config: ComposeConfig, rest: Len, open: number, space: Len, wide: number): Len {
  return Math.max(0, Math.min(rest - open * wide * config.em, space * lettersOpen(config)));
}

/**
 * How many of the `open` gaps of a stretched line exceed its goal: all others keep to it, and these few, between words, take
 * what is left, up to the most a gap may be. None where all keep to the goal; all of them, alike, where it would be more than
 * every second one, since a line has hardly more words.
 */
export function widenedGaps({ gaps = GAP_GOALS, em }: ComposeConfig, rest: Len, open: number, wide: number): number {
  const over = rest - open * Math.floor(wide * em);
  if (rest <= open * (wide + TOLERANCE) * em) return 0;
  if (!gaps.words) return open;
  const few = Math.ceil(over / (Math.floor(gaps.most * em) - Math.floor(wide * em)));
  return 2 * few > open ? open : few;
}

/** What two neighbouring lines cost together. */
export function contrastCost(before: Fitness, after: Fitness): number {
  if (before === Fitness.Even || after === Fitness.Even) return 0;
  if (before !== after) return CONTRAST;
  return before === Fitness.Loose ? LOOSE_PAIR : 0;
}

/** End of the line's weight: spaces at its end weigh nothing. */
export function trimmedEnd(p: Prepared, start: number, end: number): number {
  return Math.max(p.sums.trimmed[end] as number, Math.min(start + 1, end));
}

/** Width of clusters [start, end) with every gap natural. */
export function naturalWidth(p: Prepared, start: number, end: number): Len {
  const { lineStart, lineEnd, boxes, trimmed } = p.sums;
  if ((trimmed[end] as number) > start) return (lineEnd[end] as number) - (lineStart[start] as number);
  // Nothing but spaces.
  return end > start ? (boxes[start + 1] as number) - (boxes[start] as number) : 0;
}

/** Where the measure of a line of that natural width ends: before its last mark where the line is better with it hung out. */
export function edgeOf(p: Prepared, start: number, end: number, natural: Len, room: Room): number {
  if (natural <= room.width || p.hangs?.[end] !== 1 || end - 1 <= start) return end;
  // A paragraph's end stands out more than a gap does.
  if (end === p.length && p.config.hanging === "rescue") return end;
  const inside = fitCost(p, start, end, natural, room);
  const hung = fitCost(p, start, end - 1, naturalWidth(p, start, end - 1), room) + hangingCost(p);
  return hung < inside ? end - 1 : end;
}

/** What a mark that hangs out costs by itself. */
export function hangingCost({ config }: Prepared): number {
  return config.hanging === "rescue" ? RESCUED_BY_HANGING : 0;
}

/** Cost of setting the line to its room; Infinity when it can't shrink so far. */
export function fitCost(p: Prepared, start: number, end: number, natural: Len, room: Room): number {
  const short = room.width - natural;
  if (short === 0) return 0;
  const e = trimmedEnd(p, start, end);
  return short < 0 ? shrinkCost(p, start, e, -short) : stretchCost(p, start, e, short, room.wide);
}

function shrinkCost(p: Prepared, start: number, e: number, amount: Len): number {
  const { shrink, shrinkAll } = p.sums;
  if (amount > within(shrinkAll, start, e)) return Number.POSITIVE_INFINITY;
  const { em } = p.config;
  let rest: number = amount;
  let cost = 0;
  if (closesOnGrid(p, start, e, amount)) {
    for (const tier of WHOLE_MARK_TIERS) {
      const used = Math.min(rest, within(shrink[tier] as Float64Array, start, e));
      cost += ((SHRINK_COST[tier] as number) * used) / em;
      rest -= used;
    }
    return cost;
  }
  for (let tier = WORD; tier <= SHRINK_TIERS && rest > 0; tier += 1) {
    const used = Math.min(rest, within(shrink[tier] as Float64Array, start, e));
    cost += ((SHRINK_COST[tier] as number) * used) / em;
    rest -= used;
  }
  return cost + OFF_GRID;
}

/**
 * Whether the line closes by squeezing whole marks, half an em each, which leaves everything else on the em grid. That is
 * done before word spaces and Han–Latin gaps are touched, though CLREQ's order has word spaces first.
 */
export function closesOnGrid(p: Prepared, start: number, trimmed: number, amount: Len): boolean {
  const half = p.config.em / 2;
  if (amount % half !== 0) return false;
  let whole = 0;
  for (const tier of WHOLE_MARK_TIERS) whole += within(p.sums.shrink[tier] as Float64Array, start, trimmed);
  return amount <= whole;
}

function stretchCost(p: Prepared, start: number, e: number, amount: Len, wide: number): number {
  const { em } = p.config;
  let rest: number = amount;
  let cost = OFF_GRID;
  for (let tier = 1; tier <= 2; tier += 1) {
    const used = Math.min(rest, within(p.sums.stretch[tier] as Float64Array, start, e));
    cost += ((STRETCH_COST[tier] as number) * used) / em;
    rest -= used;
  }
  if (rest === 0) return cost;
  const open = within(p.sums.open, start, e);
  if (open > 0 && rest <= (wide + TOLERANCE) * open * em) return cost + holesCost(rest / open / em, open);
  rest -= takenAtMarks(p.config, rest, open, within(p.sums.growing, start, e), wide);
  const letters = takenAtLetters(p.config, rest, open, within(p.sums.shrink[LETTERS] as Float64Array, start, e), wide);
  rest -= letters;
  cost += (LETTERS_COST * letters) / em;
  if (open <= 0) return cost + RIGID_LINE * Math.min(rest / em, (rest / em) ** 2);
  return cost + overGoalCost(p.config, rest, open, wide);
}

function holesCost(gap: number, open: number): number {
  const holes = OPEN_GAP * gap * gap + (gap > WIDE_GAP ? WIDE_GAP_COST * (gap - WIDE_GAP) ** 2 : 0);
  return holes * Math.min(1, open / FEW_GAPS);
}

function overGoalCost(config: ComposeConfig, rest: Len, open: number, wide: number): number {
  const { gaps = GAP_GOALS, em } = config;
  const gap = rest / open / em;
  const holes = holesCost(gap, open);
  if (gap <= wide + TOLERANCE) return holes;
  if (gap <= gaps.most + TOLERANCE) return holes + OVER_GOAL * widenedGaps(config, rest, open, wide);
  const gaping = holes + OVER_GOAL * open + GAPING + GAPING_GAP_COST * (gap - gaps.most) ** 2;
  // A few wide holes are no worse than the same white at the end of each of several shorter lines.
  return Math.min(gaping, GAPING + (RIGID_LINE * rest) / em);
}

/** How the line looks once it is set to its room; a paragraph's last line is never stretched. */
export function fitnessOf(p: Prepared, start: number, end: number, natural: Len, room: Len): Fitness {
  const short = room - natural;
  if (short === 0) return Fitness.Even;
  const { em } = p.config;
  if (short < 0) return -short > TIGHT_SQUEEZE * em ? Fitness.Tight : Fitness.Even;
  if (end === p.length) return Fitness.Even;
  const e = trimmedEnd(p, start, end);
  const { stretch, open } = p.sums;
  const rest = short - within(stretch[1] as Float64Array, start, e) - within(stretch[2] as Float64Array, start, e);
  return rest > LOOSE_GAP * em * within(open, start, e) ? Fitness.Loose : Fitness.Even;
}

/** A sum over the gaps inside the line. */
function within(sums: Float64Array, start: number, trimmed: number): number {
  return trimmed > start ? (sums[trimmed] as number) - (sums[start + 1] as number) : 0;
}
