/**
 * Total-fit search: the best way to every break, by how many lines lead there and how the last of them looks. Flat arrays,
 * one slot per (break, line count, fitness); a candidate line costs a handful of additions.
 */
import {
  contrastCost,
  edgeOf,
  FITNESSES,
  type Fitness,
  fitCost,
  fitnessOf,
  hangingCost,
  naturalWidth,
  roomOf,
} from "./measure.js";
import type { BreakOptions, Prepared, Room } from "./model.js";

/** A last line of one character (孤字): dearer than any line that can be looked at. */
export const LONE_CHARACTER = 50_000_000;
/** A line that can't shrink to its measure. */
export const OVERFULL = 1_000_000_000;
/** Line counts kept at one break, around the best one: what copy-fit may ask for, two lines more or fewer, and a bit. */
const COUNTS = 7;
/** contrastCost as a table: asked for every candidate line. */
const CONTRAST = Float64Array.from({ length: FITNESSES * FITNESSES }, (_, i) =>
  contrastCost(Math.floor(i / FITNESSES), i % FITNESSES),
);

/** Where the paragraph may break: cluster indices, 0 first and the length last. */
export interface BreakPlaces {
  readonly at: Int32Array;
  /** What ending a line at each of them costs by itself. */
  readonly costs: Float64Array;
}

/** One way through the whole paragraph. */
export interface Way {
  /** Cluster indices at which lines end. */
  readonly ends: readonly number[];
  /** Cost of the way up to each of them. */
  readonly costs: readonly number[];
}

export interface SearchRequest {
  readonly places: BreakPlaces;
  readonly options: BreakOptions;
  /** Lines filled by less than this part of their measure, the last apart, are not looked at. */
  readonly fill: number;
  /** Keep the best way for several line counts; a paragraph in one measure that wants its optimum alone needs one. */
  readonly counts: boolean;
}

/** The best ways for each line count that is kept, the cheapest first; none when some line would have to be overfull. */
export function search(p: Prepared, request: SearchRequest): readonly Way[] {
  const { places, options, fill, counts } = request;
  const { at } = places;
  const { hangs } = p;
  const hanging = hangingCost(p);
  const last = at.length - 1;
  const kept = counts ? COUNTS : 1;
  const width = kept * FITNESSES;
  const { costs, from, base, reached } = slotsFor(last + 1, width);
  costs[0] = 0;
  reached[0] = 1;
  const frame = new Frame(kept, costs, from, base, reached);
  const firstRoom = roomOf(p, options, 0);
  const otherRoom = roomOf(p, options, 1);
  const rooms: Room[] = [firstRoom, otherRoom];
  // Starts from `low` to `high` may be reached; nothing beyond is, so that a line without end costs no more than its length.
  let low = 0;
  let high = 0;
  for (let j = 1; j <= last; j += 1) {
    const end = at[j] as number;
    const isLast = j === last;
    const extra = places.costs[j] as number;
    frame.open(high, low);
    let alive = false;
    const window = low;
    for (let i = low; i <= high; i += 1) {
      if (reached[i] === 0) {
        if (i === low) low += 1;
        continue;
      }
      const start = at[i] as number;
      let natural = naturalWidth(p, start, end);
      let edge = end;
      let surcharge = isLast && i > 0 && isLone(p, start, end) ? extra + LONE_CHARACTER : extra;
      if (options.uniform) {
        const room = i === 0 ? firstRoom : otherRoom;
        const measure = room.width;
        if (hangs !== undefined && natural > measure) {
          edge = edgeOf(p, start, end, natural, room);
          if (edge !== end) {
            natural = naturalWidth(p, start, edge);
            surcharge += hanging;
          }
        }
        if (!isLast && natural < fill * measure) {
          alive = true;
          // Later starts leave even shorter lines.
          if (i > 0) break;
          continue;
        }
        const cost = isLast && natural <= measure ? 0 : fitCost(p, start, edge, natural, room);
        if (cost === Number.POSITIVE_INFINITY) {
          // Whoever is too long for this end is too long for every later one.
          if (i === low) low += 1;
          continue;
        }
        alive = true;
        frame.relaxAll(i, cost + surcharge, fitnessOf(p, start, edge, natural, measure));
        continue;
      }
      let dead = true;
      for (let k = 0; k < (reached[i] as number); k += 1) {
        const line = (base[i] as number) + k;
        const room = (rooms[line] ??= roomOf(p, options, line));
        const to = hangs === undefined ? end : edgeOf(p, start, end, natural, room);
        const set = to === end ? natural : naturalWidth(p, start, to);
        const apart = to === end ? surcharge : surcharge + hanging;
        if (!isLast && set < fill * room.width) {
          dead = false;
          continue;
        }
        const cost = isLast && set <= room.width ? 0 : fitCost(p, start, to, set, room);
        if (cost === Number.POSITIVE_INFINITY) continue;
        dead = false;
        frame.relax(i * width + k * FITNESSES, line + 1, cost + apart, fitnessOf(p, start, to, set, room.width));
      }
      if (!dead) alive = true;
      else if (i === low) low += 1;
    }
    if (!alive) {
      // Nothing fits any more, not even squeezed: the line from the cheapest way so far stands out of its measure.
      if (fill > 0) return [];
      frame.relaxCheapest(window, j, OVERFULL + extra);
      low = j;
    }
    frame.close(j);
    if (reached[j] !== 0) high = j;
  }
  return frame.ways(at, last);
}

/** What is known of each break. */
interface Slots {
  readonly costs: Float64Array;
  readonly from: Int32Array;
  /** Line count of a break's first slot; without counts, always 0. */
  readonly base: Int32Array;
  /** How many line counts are known at a break: 0 where no line ends. */
  readonly reached: Uint8Array;
}

function newSlots(breaks: number, width: number): Slots {
  return {
    costs: new Float64Array(breaks * width),
    from: new Int32Array(breaks * width),
    base: new Int32Array(breaks),
    reached: new Uint8Array(breaks),
  };
}

/** Breaks of most paragraphs. A page is broken hundreds of times, one paragraph after the other: all in the same slots. */
const SHARED_BREAKS = 2_048;
let shared: Slots | undefined;

/** Slots that nothing has reached yet. They are read out before the next search begins. */
function slotsFor(breaks: number, width: number): Slots {
  if (breaks > SHARED_BREAKS) {
    const slots = newSlots(breaks, width);
    slots.costs.fill(Number.POSITIVE_INFINITY);
    return slots;
  }
  shared ??= newSlots(SHARED_BREAKS, COUNTS * FITNESSES);
  shared.costs.fill(Number.POSITIVE_INFINITY, 0, breaks * width);
  shared.base.fill(0, 0, breaks);
  shared.reached.fill(0, 0, breaks);
  return shared;
}

/** The slots of one break while it is being reached, and the ways back from the last. */
class Frame {
  readonly #kept: number;
  readonly #width: number;
  readonly #costs: Float64Array;
  readonly #from: Int32Array;
  readonly #base: Int32Array;
  readonly #reached: Uint8Array;
  /** Slots by line count, wider than what is kept in the end. */
  readonly #open: Float64Array;
  readonly #openFrom: Int32Array;
  readonly #span: number;
  #first = 0;
  /** The line counts that any way has reached since the break was opened. */
  #low = 0;
  #high = -1;

  constructor(kept: number, costs: Float64Array, from: Int32Array, base: Int32Array, reached: Uint8Array) {
    this.#kept = kept;
    this.#width = kept * FITNESSES;
    this.#costs = costs;
    this.#from = from;
    this.#base = base;
    this.#reached = reached;
    this.#span = kept === 1 ? 1 : kept * 3;
    this.#open = new Float64Array(this.#span * FITNESSES).fill(Number.POSITIVE_INFINITY);
    this.#openFrom = new Int32Array(this.#span * FITNESSES);
  }

  open(high: number, low: number): void {
    if (this.#high >= 0) this.#open.fill(Number.POSITIVE_INFINITY, this.#low * FITNESSES, (this.#high + 1) * FITNESSES);
    this.#low = this.#span;
    this.#high = -1;
    if (this.#kept === 1) return;
    let least = Number.POSITIVE_INFINITY;
    for (let i = low; i <= high; i += 1) if (this.#reached[i] !== 0) least = Math.min(least, this.#base[i] as number);
    this.#first = least === Number.POSITIVE_INFINITY ? 0 : least + 1;
  }

  relaxAll(i: number, cost: number, fitness: Fitness): void {
    for (let k = 0; k < (this.#reached[i] as number); k += 1) {
      this.relax(i * this.#width + k * FITNESSES, (this.#base[i] as number) + k + 1, cost, fitness);
    }
  }

  /** Offers the line of this cost and look, set after each way that ends in the slots of one line count. */
  relax(slot: number, lines: number, cost: number, fitness: Fitness): void {
    const row = this.#kept === 1 ? 0 : lines - this.#first;
    if (row < 0 || row >= this.#span) return;
    const target = row * FITNESSES + fitness;
    let best = this.#open[target] as number;
    for (let f = 0; f < FITNESSES; f += 1) {
      const total = (this.#costs[slot + f] as number) + cost + (CONTRAST[f * FITNESSES + fitness] as number);
      if (total < best) {
        best = total;
        this.#openFrom[target] = slot + f;
      }
    }
    if (best === Number.POSITIVE_INFINITY) return;
    this.#open[target] = best;
    this.#touch(row);
  }

  relaxCheapest(low: number, j: number, cost: number): void {
    let best = -1;
    for (let slot = low * this.#width; slot < j * this.#width; slot += 1) {
      if ((this.#costs[slot] as number) < (best < 0 ? Number.POSITIVE_INFINITY : (this.#costs[best] as number)))
        best = slot;
    }
    if (best < 0) return;
    const i = Math.floor(best / this.#width);
    const lines = (this.#base[i] as number) + Math.floor((best % this.#width) / FITNESSES) + 1;
    const row = this.#kept === 1 ? 0 : Math.min(this.#span - 1, Math.max(0, lines - this.#first));
    this.#touch(row);
    this.#open[row * FITNESSES] = (this.#costs[best] as number) + cost;
    this.#openFrom[row * FITNESSES] = best;
  }

  #touch(row: number): void {
    if (row < this.#low) this.#low = row;
    if (row > this.#high) this.#high = row;
  }

  /** Keeps the line counts around the best. */
  close(j: number): void {
    const [low, high] = [this.#low, this.#high];
    let best = -1;
    for (let slot = low * FITNESSES; slot < (high + 1) * FITNESSES; slot += 1) {
      if ((this.#open[slot] as number) < (best < 0 ? Number.POSITIVE_INFINITY : (this.#open[best] as number)))
        best = slot;
    }
    if (best < 0) return;
    const kept = this.#kept;
    const centre = Math.floor(best / FITNESSES) - (kept >> 1);
    const start = high - low < kept ? low : Math.min(Math.max(centre, low), high - kept + 1);
    this.#base[j] = kept === 1 ? 0 : this.#first + start;
    const rows = Math.min(kept, high - start + 1);
    this.#reached[j] = rows;
    const to = j * this.#width;
    for (let slot = 0; slot < rows * FITNESSES; slot += 1) {
      this.#costs[to + slot] = this.#open[start * FITNESSES + slot] as number;
      this.#from[to + slot] = this.#openFrom[start * FITNESSES + slot] as number;
    }
  }

  ways(at: Int32Array, last: number): readonly Way[] {
    const ways: Way[] = [];
    for (let k = 0; k < this.#kept; k += 1) {
      let best = -1;
      for (let f = 0; f < FITNESSES; f += 1) {
        const slot = last * this.#width + k * FITNESSES + f;
        const cost = this.#costs[slot] as number;
        if (cost < (best < 0 ? Number.POSITIVE_INFINITY : (this.#costs[best] as number))) best = slot;
      }
      if (best >= 0) ways.push(this.#way(at, best));
    }
    return ways.toSorted((a, b) => (a.costs.at(-1) ?? 0) - (b.costs.at(-1) ?? 0));
  }

  #way(at: Int32Array, end: number): Way {
    const ends: number[] = [];
    const costs: number[] = [];
    for (let slot = end; slot >= this.#width; slot = this.#from[slot] as number) {
      ends.push(at[Math.floor(slot / this.#width)] as number);
      costs.push(this.#costs[slot] as number);
    }
    return { ends: ends.toReversed(), costs: costs.toReversed() };
  }
}

/** Whether the line holds one letter, Han or other, and marks: no last line of a paragraph. */
export function isLone(p: Prepared, start: number, end: number): boolean {
  return (p.sums.letters[end] as number) - (p.sums.letters[start] as number) <= 1;
}
