/** The gaps of a broken line get their final widths, in integers that add up to its measure. */
import type { Len } from "../base/length.js";
import { growsAtMark, LETTERS, lettersOpen, OPEN_TIER, SHRINK_TIERS, WHOLE_MARK_TIERS, WORD } from "./gaps.js";
import { closesOnGrid, goalOf, takenAtLetters, takenAtMarks, trimmedEnd, widenedGaps } from "./measure.js";
import type { Line, Prepared } from "./model.js";
import { betweenWords } from "./word-gaps.js";

export type Align = "justify" | "start" | "center" | "end";

/** The widths of the gaps inside a set line, from the one after its first cluster on; a mark that hangs out has none before it. */
export function finalGaps(p: Prepared, line: Line, align: Align): readonly Len[] {
  const end = trimmedEnd(p, line.start, line.edge ?? line.end);
  const gaps: Len[] = [];
  for (let i = line.start + 1; i < end; i += 1) gaps.push(p.gaps[i] ?? 0);
  const short = line.measure - line.indent - line.natural;
  if (short < 0) shrinkGaps(p, line.start, end, gaps, -short);
  else if (short > 0 && align === "justify" && !line.last) stretchGaps(p, line, gaps, short);
  return gaps;
}

/** Which of `count` gaps after the cluster `start` are of a tier. */
function membersOf(tiers: Uint8Array, tier: number, start: number, count: number): number[] {
  const members: number[] = [];
  for (let i = 0; i < count; i += 1) if (tiers[start + 1 + i] === tier) members.push(i);
  return members;
}

/**
 * Takes `amount` out of the gaps, tier by tier. Where whole marks close the line, whole marks give, the last ones first, and
 * all else stays on the em grid. Otherwise the members of a tier give alike.
 */
function shrinkGaps(p: Prepared, start: number, trimmed: number, gaps: Len[], amount: Len): void {
  const room = Array.from(gaps, (_, i) => p.shrink[start + 1 + i] ?? 0);
  const members = (tier: number): readonly number[] =>
    membersOf(p.shrinkTier, tier, start, gaps.length).filter((i) => (room[i] ?? 0) > 0);
  const give = (i: number, share: Len): Len => {
    gaps[i] = (gaps[i] ?? 0) - share;
    room[i] = (room[i] ?? 0) - share;
    return share;
  };
  let rest = amount;
  if (closesOnGrid(p, start, trimmed, amount)) {
    for (const tier of WHOLE_MARK_TIERS) {
      for (const i of members(tier).toReversed()) if ((room[i] ?? 0) <= rest) rest -= give(i, room[i] ?? 0);
    }
  }
  for (let tier = WORD; tier <= SHRINK_TIERS && rest > 0; tier += 1) {
    const alike = members(tier);
    const shares = inProportion(
      alike.map((i) => room[i] ?? 0),
      rest,
    );
    for (const [k, i] of alike.entries()) rest -= give(i, shares[k] ?? 0);
  }
}

/** Gives `amount` to the gaps: word spaces, Han–Latin gaps, then all others; see GapGoals for what happens beyond their goal. */
function stretchGaps(p: Prepared, line: Line, gaps: Len[], amount: Len): void {
  const { config } = p;
  const { start, measure } = line;
  let rest = amount;
  const grow = (members: readonly number[], shares: readonly Len[]): void => {
    for (const [k, i] of members.entries()) {
      gaps[i] = (gaps[i] ?? 0) + (shares[k] ?? 0);
      rest -= shares[k] ?? 0;
    }
  };
  const growAlike = (members: readonly number[], each: readonly Len[], wanted: Len): void =>
    grow(members, inProportion(each, Math.round(wanted)));
  for (let tier = 1; tier <= 2; tier += 1) {
    const members = membersOf(p.stretchTier, tier, start, gaps.length);
    growAlike(members, valuesAt(p.stretch, start, members), rest);
  }
  const open = membersOf(p.stretchTier, OPEN_TIER, start, gaps.length);
  const wide = goalOf(config, measure);
  // Most lines keep to their goal.
  if (open.length > 0 && rest <= open.length * wide * config.em) {
    grow(open, inParts(rest, open.length));
    return;
  }
  const marks = open.filter((i) => growsAtMark(p, start + 1 + i));
  const spaces = valuesAt(p.shrink, start, marks);
  growAlike(marks, spaces, takenAtMarks(config, rest, open.length, sumOf(spaces), wide));
  const letters = membersOf(p.shrinkTier, LETTERS, start, gaps.length);
  const together = valuesAt(p.shrink, start, letters);
  const apart = together.map((space) => space * lettersOpen(config));
  growAlike(letters, apart, takenAtLetters(config, rest, open.length, sumOf(together), wide));
  const widened = betweenWords(p, line, open, widenedGaps(config, rest, open.length, wide));
  if (widened.length > 0) {
    const goal = Math.floor(wide * config.em);
    grow(
      open,
      open.map(() => goal),
    );
    grow(widened, inParts(rest, widened.length));
    return;
  }
  // A line of Latin alone has only its word spaces to give; a line of one word stays as it is.
  const members = open.length > 0 ? open : membersOf(p.stretchTier, 1, start, gaps.length);
  grow(members, inParts(rest, members.length));
}

function valuesAt(values: Int32Array, start: number, members: readonly number[]): readonly Len[] {
  return members.map((i) => values[start + 1 + i] ?? 0);
}

function sumOf(amounts: readonly Len[]): Len {
  return amounts.reduce((total, amount) => total + amount, 0);
}

/** Parts that are alike but for a unit, and add up. */
function inParts(amount: Len, count: number): readonly Len[] {
  let rest = amount;
  return Array.from({ length: count }, (_, k) => {
    const share = Math.round(rest / (count - k));
    rest -= share;
    return share;
  });
}

/** Parts of at most `wanted`, in proportion to their bounds and never over them, in integers that add up. */
function inProportion(bounds: readonly Len[], wanted: Len): readonly Len[] {
  const room = sumOf(bounds);
  const total = Math.min(wanted, room);
  let passed = 0;
  let given = 0;
  return bounds.map((bound) => {
    passed += bound;
    const upTo = room === 0 ? 0 : Math.round((total * passed) / room);
    const share = upTo - given;
    given = upTo;
    return share;
  });
}
