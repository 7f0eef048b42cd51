/**
 * Flow: a story's paragraphs and subheads through its legs, onto whole rows. Every paragraph may be set a line shorter or
 * longer, every subhead a row taller, and the best combination is found by dynamic programming over (item, row): the
 * story ends on its last row when the bounds allow it (copy-fit), no leg begins with a paragraph's last line (孤行), no
 * subhead ends a leg.
 */
import type { Len } from "../base/length.js";
import type { Broken, Line } from "../text/model.js";
import type {
  Flow,
  FlowBlock,
  FlowItem,
  FlowParagraph,
  Leg,
  LineMeasures,
  PlacedItem,
  PlacedLine,
} from "./flow-items.js";
import { isParted, isTorn } from "./flow-seams.js";

export type { Flow, FlowBlock, FlowItem, FlowParagraph, Leg, PlacedItem, PlacedLine } from "./flow-items.js";

// Costs, in one currency. A row of white is worth more than any number of changed paragraphs a story can hold, overset
// more than any white. A widow is worth three rows of white, a subhead without text under it a dozen.
const OVERSET_ROW = 1e7;
export const SHORT_ROW = 4_000;
const BLANK_ROW = 5_000;
export const WIDOW = 18_000;
const BLOCK_AT_FOOT = 60_000;
/** A table that two legs share: dearer than oversetting all of it. */
const TABLE_PARTED = 1e9;
/** A leg's last row holding only the first line of a paragraph: allowed, not liked. */
const LONE_FIRST_LINE = 40;
/** Rows that must stand together apart, as a note's rule and its first lines: dearer than oversetting all of them. */
const PARTED = 1e9;
const LOOSENESS = 120;
/**
 * What a paragraph of another length loses in looks, by the breaker's own measure: it chooses between paragraphs, and never
 * leaves a row white.
 */
const LOOKS = 0.03;
const WORST_LOOKS = 3_000;
const BLOCK_STEP = 200;
/** Rows that may stay white at a leg's foot to keep a rule. */
const MOST_BLANK = 3;

interface Choice {
  readonly from: number;
  readonly cost: number;
  readonly start: number;
  readonly next: number;
  readonly looseness: number;
  readonly rows: number;
  /** Rows left white at the foot of the leg in which the item begins, so that more of it goes over. */
  readonly hold: number;
}

interface Track {
  /** First slot of each leg, and the total last. */
  readonly starts: readonly number[];
  readonly total: number;
  /** What a row of text without room costs. */
  readonly oversetRow: number;
  /** First slots of legs that go on right under others. */
  readonly unders: ReadonlySet<number>;
  /** By slot: its leg, the rows left in it, and those down to the foot of the column. */
  readonly legOf: Int32Array;
  readonly left: Int32Array;
  readonly down: Int32Array;
  /** Whether all legs have one measure. */
  readonly isUniform: boolean;
  /** Rows of the tallest leg. */
  readonly tallest: number;
}

/** How text is set that is longer than its legs. */
export interface FlowOptions {
  /** It goes on elsewhere: that no text is left over is no reason to set it tighter. */
  readonly goesOn?: boolean;
}

/** Where an item may begin. */
interface Step {
  readonly position: number;
  readonly cost: number;
  /** What it costs to begin in the next leg instead: a subhead before it would stay behind. */
  readonly leaving: number;
}

/** Sets `items` into `legs`. Always returns a flow: what has no room is named in `overset`. */
export function flow(items: readonly FlowItem[], legs: readonly Leg[], { goesOn = false }: FlowOptions = {}): Flow {
  const track = trackOf(legs, goesOn ? 0 : OVERSET_ROW);
  let states = new Map<number, Choice>([[0, { from: -1, cost: 0, start: 0, next: 0, looseness: 0, rows: 0, hold: 0 }]]);
  const history: Map<number, Choice>[] = [];
  items.forEach((item, index) => {
    const reached = new Map<number, Choice>();
    const before = items[index - 1];
    const isKept = before?.kind === "block" && before.keepNext > 0;
    const block = item.kind === "block" ? blockIn(item, items[index + 1], legs, track) : undefined;
    for (const [position, state] of states) {
      const step: Step = { position, cost: state.cost, leaving: isKept ? footCost(before.keepNext) : 0 };
      if (item.kind === "paragraph") stepParagraph(item, step, legs, track, reached);
      else if (block !== undefined) stepBlock(block, step, track, reached);
    }
    states = cheapestBeyond(reached, track.total);
    history.push(states);
  });
  return collect(items, legs, track, history, bestEnd(states, track));
}

/**
 * The states of an item without all but the cheapest of those beyond the last row. What follows costs the same from each of
 * them, so only the cheapest can win; without this, text far longer than its legs would take time by the square of its length.
 */
function cheapestBeyond(reached: Map<number, Choice>, total: number): Map<number, Choice> {
  let best: Choice | undefined;
  let beyond = 0;
  for (const [position, choice] of reached) {
    if (position <= total) continue;
    beyond += 1;
    if (best === undefined || choice.cost < best.cost) best = choice;
  }
  if (best === undefined || beyond === 1) return reached;
  const kept = new Map<number, Choice>();
  let isIn = false;
  // It takes the place of the first of them: blocks that no leg holds look at the order of states.
  for (const [position, choice] of reached) {
    if (position <= total) kept.set(position, choice);
    else if (!isIn) {
      kept.set(best.next, best);
      isIn = true;
    }
  }
  return kept;
}

function trackOf(legs: readonly Leg[], oversetRow: number): Track {
  const starts: number[] = [];
  const unders = new Set<number>();
  let total = 0;
  for (const leg of legs) {
    if (leg.under === true) unders.add(total);
    starts.push(total);
    total += leg.rows;
  }
  starts.push(total);
  const [legOf, left, down] = [new Int32Array(total), new Int32Array(total), new Int32Array(total)];
  for (let leg = legs.length - 1; leg >= 0; leg -= 1) {
    const end = starts[leg + 1] as number;
    const below = end < total && unders.has(end) ? (down[end] as number) : 0;
    for (let slot = starts[leg] as number; slot < end; slot += 1) {
      legOf[slot] = leg;
      left[slot] = end - slot;
      down[slot] = end - slot + below;
    }
  }
  const isUniform = legs.every(({ measure }) => measure === legs[0]?.measure);
  const tallest = Math.max(0, ...legs.map((leg) => leg.rows));
  return { starts, total, oversetRow, unders, legOf, left, down, isUniform, tallest };
}

/** The leg a slot lies in; slots past the end lie in an endless leg of the last measure. */
function legAt(track: Track, slot: number): number {
  return slot < track.total ? (track.legOf[slot] as number) : track.starts.length - 1;
}

function measureAt(legs: readonly Leg[], leg: number): Len {
  return (legs[Math.min(leg, legs.length - 1)] as Leg | undefined)?.measure ?? 0;
}

function rowsLeft(track: Track, slot: number): number {
  return slot < track.total ? (track.left[slot] as number) : Number.POSITIVE_INFINITY;
}

/** The same down to the foot of the column: legs that go on right under others are one column with them. */
function rowsDown(track: Track, slot: number): number {
  return slot < track.total ? (track.down[slot] as number) : Number.POSITIVE_INFINITY;
}

/** Whether a way to a row is cheaper than those found: asked before it is written down, for most are not. */
function isCheaper(reached: Map<number, Choice>, next: number, cost: number): boolean {
  const known = reached.get(next);
  return known === undefined || cost < known.cost;
}

function oversetCost(track: Track, from: number, to: number): number {
  return track.oversetRow * Math.max(0, to - Math.max(from, track.total));
}

function stepParagraph(
  item: FlowParagraph,
  { position, cost, leaving }: Step,
  legs: readonly Leg[],
  track: Track,
  reached: Map<number, Choice>,
): void {
  for (const skip of skipsFrom(item, position, track)) {
    const start = position + skip;
    const room = rowsDown(track, start);
    for (let looseness = -item.looseness; looseness <= item.looseness; looseness += 1) {
      for (let hold = 0; hold < (item.keepLast ?? 1); hold += 1) {
        if (hold > 0 && room <= hold) break;
        const broken = breakFrom(item, start, looseness, hold, legs, track);
        if (broken === null) break;
        const rows = broken.lines.length;
        // White is held back only from a leg that the item leaves.
        if (hold > 0 && rows <= room - hold) break;
        const next = start + rows + hold;
        const total =
          cost +
          (skip + hold) * BLANK_ROW +
          (skip > 0 ? leaving : 0) +
          LOOSENESS * looseness * looseness +
          (looseness === 0 ? 0 : looksOf(item, broken, looseness, measureAt(legs, legAt(track, start)))) +
          (rows > room - hold ? splitCost(item, track, start, rows, hold) : 0) +
          oversetCost(track, start, next);
        if (isCheaper(reached, next, total))
          reached.set(next, { from: position, cost: total, start, next, looseness, rows, hold });
      }
    }
  }
}

/**
 * Rows that may stay white before an item. One that keeps rows together leaves so many that none of its shapes parts them, and
 * passes over legs that are too short for it.
 */
function skipsFrom({ keepFirst = 0, keepLast = 1 }: FlowParagraph, position: number, track: Track): readonly number[] {
  const most = Math.max(MOST_BLANK, keepFirst + keepLast - 2);
  const skips = [0];
  for (let at = position; ;) {
    const left = rowsDown(track, at);
    if (left > most) return skips;
    at += left;
    skips.push(at - position);
    if (keepFirst === 0) return skips;
  }
}

/** The slot of a line of a paragraph that begins at `start`, with `hold` rows left white at the foot of that leg. */
function slotOf(track: Track, start: number, hold: number, line: number): number {
  const slot = start + line;
  return hold > 0 && line >= rowsDown(track, start) - hold ? slot + hold : slot;
}

/** How much worse than its best breaking a paragraph in one measure looks. */
function looksOf(item: FlowParagraph, broken: Broken, looseness: number, measure: Len): number {
  if (item.broken(measure, looseness) !== broken) return 0;
  const best = item.broken(measure, 0)?.cost ?? broken.cost;
  return Math.min(WORST_LOOKS, LOOKS * Math.max(0, broken.cost - best));
}

/** What it costs to split a paragraph of `rows` lines over leg ends. */
function splitCost(item: FlowParagraph, track: Track, start: number, rows: number, hold: number): number {
  if (rows < 2 || start >= track.total) return 0;
  let cost = 0;
  for (const boundary of track.starts) {
    if (boundary <= start || boundary >= start + rows + hold || track.unders.has(boundary)) continue;
    const before = boundary - start - hold;
    const after = rows - before;
    if (before < (item.keepFirst ?? 1) || after < (item.keepLast ?? 1)) cost += PARTED;
    // What follows the last leg has no room, or goes on elsewhere in lines of its own.
    if (boundary >= track.total) continue;
    if (after === 1) cost += WIDOW;
    if (before === 1) cost += LONE_FIRST_LINE;
  }
  return cost;
}

function breakFrom(
  item: FlowParagraph,
  start: number,
  looseness: number,
  hold: number,
  legs: readonly Leg[],
  track: Track,
): Broken | null {
  const leg = legAt(track, start);
  const measure = measureAt(legs, leg);
  const broken = item.broken(measure, looseness);
  if (track.isUniform) return broken;
  const rows = broken === null ? (item.broken(measure, 0)?.lines.length ?? 0) : broken.lines.length;
  const lastLeg = legAt(track, start + hold + Math.max(0, rows - 1));
  for (let crossed = leg + 1; crossed <= lastLeg; crossed += 1) {
    if (measureAt(legs, crossed) !== measure) {
      const measureOf = (line: number): Len => measureAt(legs, legAt(track, slotOf(track, start, hold, line)));
      return item.brokenAcross(measureOf, looseness, measuresFrom(legs, track, start, hold, rows));
    }
  }
  return broken;
}

/** Lines of another measure may come out a little longer or shorter altogether. */
const MARGIN = 1.3;
const MARGIN_LINES = 3;

/** The measures of as many lines from a slot on as text of `rows` lines of the first measure may take. */
function measuresFrom(legs: readonly Leg[], track: Track, start: number, hold: number, rows: number): LineMeasures {
  const foot = rowsDown(track, start) - hold;
  let left = rows * measureAt(legs, legAt(track, start)) * MARGIN;
  let [name, lines] = ["", 0];
  while (left > 0 || lines === 0) {
    const slot = slotOf(track, start, hold, lines);
    const leg = legAt(track, slot);
    const measure = measureAt(legs, leg);
    const wanted = Math.ceil(left / Math.max(1, measure)) + MARGIN_LINES;
    // White that is held back at the foot of the column ends its last leg.
    const room = Math.min(
      (track.starts[leg + 1] ?? Number.POSITIVE_INFINITY) - slot,
      lines < foot ? foot - lines : Number.POSITIVE_INFINITY,
    );
    const own = Math.min(room, wanted);
    name += `${measure}*${own} `;
    lines += own;
    left -= (own - (own < wanted ? 0 : MARGIN_LINES)) * measure;
    if (own === wanted) break;
  }
  return { name, lines };
}

/** What a block takes in lines of one measure. */
interface BlockFigures {
  readonly rows: readonly number[];
  readonly again: number;
  readonly burden: number;
  readonly together: number;
}

/** A block that all states step through: what it takes is asked once a measure. */
interface BlockIn {
  readonly item: FlowBlock;
  /** Lines of what follows that must stand in its leg. */
  readonly keep: number;
  /** Whether it may pass over legs. */
  readonly roams: boolean;
  readonly figuresAt: (leg: number) => BlockFigures;
  /** By leg: the cheapest way so far to come from before it, without the white between. */
  readonly cheapest: Float64Array;
}

function blockIn(item: FlowBlock, follower: FlowItem | undefined, legs: readonly Leg[], track: Track): BlockIn {
  const known = new Map<Len, BlockFigures>();
  return {
    item,
    keep: follower === undefined ? 0 : item.keepNext,
    // A table goes to the first leg that holds it; a head goes with the table or quote under it.
    roams: item.together !== undefined || (item.isHead === true && follower?.kind === "block"),
    figuresAt(leg) {
      const measure = measureAt(legs, leg);
      let figures = known.get(measure);
      if (figures === undefined) {
        figures = {
          rows: item.rows(measure),
          again: item.again?.(measure) ?? 0,
          burden: item.burden?.(measure) ?? 0,
          together: item.together?.(measure) ?? 0,
        };
        known.set(measure, figures);
      }
      return figures;
    },
    cheapest: new Float64Array(track.starts.length).fill(Number.POSITIVE_INFINITY),
  };
}

function stepBlock(block: BlockIn, step: Step, track: Track, reached: Map<number, Choice>): void {
  const { position, cost } = step;
  placeBlock(block, step, position, track, reached);
  const left = rowsLeft(track, position);
  if (!block.roams) {
    if (left !== Number.POSITIVE_INFINITY) placeBlock(block, step, position + left, track, reached);
  } else {
    // From here on ways differ by what they cost before and by the white between alone: a dearer one is none of the cheapest.
    const before = cost - position * BLANK_ROW;
    for (const [leg, start] of track.starts.entries()) {
      if (start <= position || before >= (block.cheapest[leg] as number)) continue;
      block.cheapest[leg] = before;
      placeBlock(block, step, start, track, reached);
    }
  }
  if (reached.size === 0) {
    // No leg is tall enough for the block: it goes to the overset text rather than nowhere.
    const rows = block.figuresAt(track.starts.length - 1).rows[0] ?? 1;
    const start = Math.max(position, track.total);
    const end = start + rows;
    const total = cost + track.oversetRow * rows;
    reached.set(end, { from: position, cost: total, start, next: end, looseness: 0, rows, hold: 0 });
  }
}

/** The block from a slot on, in each of its heights. */
function placeBlock(
  { item, keep, figuresAt }: BlockIn,
  { position, cost, leaving }: Step,
  start: number,
  track: Track,
  reached: Map<number, Choice>,
): void {
  const leg = legAt(track, start);
  const { rows: heights, again, burden, together } = figuresAt(leg);
  const opens = start === track.starts[leg];
  const added = (opens ? again : 0) - (opens && !track.unders.has(start) ? (item.lead ?? 0) : 0);
  const room = rowsLeft(track, start);
  const down = rowsDown(track, start);
  for (const [step, height] of heights.entries()) {
    const rows = height + added;
    if (room < rows) continue;
    let price = (start - position) * BLANK_ROW + step * BLOCK_STEP + burden + oversetCost(track, start, start + rows);
    if (start > position) price += leaving;
    if (opens && item.again !== undefined) price += BLOCK_AT_FOOT;
    if (down < rows + keep) price += footCost(keep);
    if (room < rows + together) price += rows + together > track.tallest ? BLOCK_AT_FOOT : TABLE_PARTED;
    const total = cost + price;
    const end = start + rows;
    if (isCheaper(reached, end, total))
      reached.set(end, { from: position, cost: total, start, next: end, looseness: 0, rows, hold: 0 });
  }
}

/** What is amiss in a flow beside the white at its end: to tell flows through longer and shorter legs apart. */
export function costOfText({ cost, shortRows }: Flow): number {
  return cost - SHORT_ROW * shortRows;
}

/** A quote at the foot of a column, which keeps one line, is the lesser fault: a subhead there (背题) keeps two. */
function footCost(keepNext: number): number {
  return keepNext < 2 ? BLOCK_AT_FOOT / 2 : BLOCK_AT_FOOT;
}

function bestEnd(states: Map<number, Choice>, track: Track): { position: number; cost: number } {
  let best = { position: 0, cost: Number.POSITIVE_INFINITY };
  for (const [position, state] of states) {
    const cost = state.cost + SHORT_ROW * Math.max(0, track.total - position);
    if (cost < best.cost) best = { position, cost };
  }
  return best;
}

function collect(
  items: readonly FlowItem[],
  legs: readonly Leg[],
  track: Track,
  history: readonly Map<number, Choice>[],
  end: { position: number; cost: number },
): Flow {
  const placed: PlacedItem[] = [];
  const overset: { item: number; fromLine: number; lines: readonly Line[] }[] = [];
  let position = end.position;
  let blankRows = 0;
  for (let index = items.length - 1; index >= 0; index -= 1) {
    const item = items[index];
    const choice = history[index]?.get(position);
    if (item === undefined || choice === undefined) break;
    if (choice.start < track.total) blankRows += choice.start - choice.from + choice.hold;
    if (item.kind === "block") {
      if (choice.start >= track.total) {
        overset.push({ item: index, fromLine: 0, lines: [] });
      } else {
        const leg = legAt(track, choice.start);
        placed.push({
          kind: "block",
          item: index,
          leg,
          row: choice.start - (track.starts[leg] ?? 0),
          rows: choice.rows,
        });
      }
    } else {
      const { start, hold } = choice;
      const broken = breakFrom(item, start, choice.looseness, hold, legs, track);
      const all = broken?.lines ?? [];
      const fits = all.filter((_, i) => slotOf(track, start, hold, i) < track.total).length;
      const lines = all.slice(0, fits).map((line, i): PlacedLine => {
        const slot = slotOf(track, start, hold, i);
        const leg = legAt(track, slot);
        return { line, leg, row: slot - (track.starts[leg] ?? 0) };
      });
      if (lines.length > 0) placed.push({ kind: "paragraph", item: index, lines, looseness: choice.looseness });
      if (fits < all.length) overset.push({ item: index, fromLine: fits, lines: all.slice(fits) });
    }
    position = choice.from;
  }
  placed.reverse();
  overset.reverse();
  return {
    placed,
    overset,
    oversetRows: Math.max(0, end.position - track.total),
    shortRows: Math.max(0, track.total - end.position),
    blankRows,
    partings: placed.filter((own, i) => isParted(items, own, placed[i - 1])).length,
    torn: placed.filter((own, i) => isTorn(items, own, placed[i + 1], track)).length,
    cost: end.cost,
  };
}
