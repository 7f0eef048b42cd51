/**
 * Break: total-fit line breaking by dynamic programming over (break, line number), so that one pass gives the best
 * breaking for every possible number of lines (copy-fit asks for a line more or fewer), whatever the lines' measures.
 */
import type { Len } from "../base/length.js";
import { fitCost, naturalWidth } from "./measure.js";
import type { BreakOptions, Broken, Line, Prepared } from "./model.js";

/** A last line of one Han character (孤字): only when nothing else is possible. */
const LONE_CHARACTER = 20_000;
/** A break inside a word or number that is longer than its line. */
const FORCED_BREAK = 50_000;
const OVERFULL = 1_000_000;
/** What each line of a paragraph may cost more so that it ends a line sooner or later: gaps of up to a tenth of an em. */
const DEAREST_VARIANT = 60;
const GAPING = 0.8;
/** Line counts kept at one break: the best few are enough for copy-fit. */
const MOST_COUNTS = 7;

interface Node {
  readonly at: number;
  readonly lines: number;
  readonly cost: number;
  readonly from: Node | undefined;
}

/** Best breaking with `looseness` lines more or fewer than the optimum; null when that many lines are not possible. */
export function breakParagraph(p: Prepared, options: BreakOptions): Broken | null {
  const ends = p.config.mode === "greedy" ? greedy(p, options) : totalFit(p, options);
  const best = cheapest(ends);
  if (best === undefined) return options.looseness === 0 ? { lines: [], cost: 0 } : null;
  const wanted = ends.find((node) => node.lines === best.lines + options.looseness);
  return wanted === undefined ? null : { lines: linesOf(p, options, wanted), cost: wanted.cost };
}

/** The best breaking for each looseness in [-bound, bound] that is possible, from one pass. */
export function breakVariants(p: Prepared, options: BreakOptions, bound: number): ReadonlyMap<number, Broken> {
  const ends = p.config.mode === "greedy" ? greedy(p, options) : totalFit(p, options);
  const best = cheapest(ends);
  const variants = new Map<number, Broken>();
  if (best === undefined) {
    variants.set(0, { lines: [], cost: 0 });
    return variants;
  }
  for (const node of ends) {
    const looseness = node.lines - best.lines;
    if (Math.abs(looseness) > bound) continue;
    // A variant with a lone character or with holes is no cure for a story's end.
    if (looseness !== 0 && node.cost - best.cost > DEAREST_VARIANT * node.lines) continue;
    variants.set(looseness, { lines: linesOf(p, options, node), cost: node.cost });
  }
  return variants;
}

function cheapest(nodes: readonly Node[]): Node | undefined {
  return nodes.reduce<Node | undefined>(
    (best, node) => (best === undefined || node.cost < best.cost ? node : best),
    undefined,
  );
}

function linesOf(p: Prepared, options: BreakOptions, end: Node): readonly Line[] {
  const lines: Line[] = [];
  for (let node = end; node.from !== undefined; node = node.from) {
    const { at: start, lines: index, cost } = node.from;
    lines.push({
      start,
      end: node.at,
      indent: index === 0 ? options.indent : 0,
      measure: options.measureOf(index),
      natural: naturalWidth(p, start, node.at),
      cost: node.cost - cost,
      last: node.at === p.length,
    });
  }
  return lines.toReversed();
}

function totalFit(p: Prepared, options: BreakOptions): readonly Node[] {
  if (p.length === 0) return [];
  const forced = forcedBreaks(p, options.measureOf(0));
  // Nearly always some breaking without gaping lines exists; only when none does are they let in.
  const tight = search(p, options, forced, GAPING);
  const best = cheapest(tight);
  return best !== undefined && best.cost < LONE_CHARACTER ? tight : search(p, options, forced, 0);
}

/** Lines filled by less than `fill` of their measure, the last apart, are not looked at. */
function search(p: Prepared, options: BreakOptions, forced: Uint8Array | undefined, fill: number): readonly Node[] {
  const n = p.length;
  let active: Node[] = [{ at: 0, lines: 0, cost: 0, from: undefined }];
  for (let b = 1; b <= n; b += 1) {
    const isForced = forced?.[b] === 1;
    if (p.breakBefore[b] !== 1 && !isForced) continue;
    const reached: Node[] = [];
    const alive: Node[] = [];
    for (const node of active) {
      const room = roomOf(options, node.lines);
      const natural = naturalWidth(p, node.at, b);
      if (b < n && natural < fill * room) {
        alive.push(node);
        continue;
      }
      const cost = lineCost(p, node, b, natural, room);
      if (cost === Number.POSITIVE_INFINITY) continue;
      alive.push(node);
      keep(reached, {
        at: b,
        lines: node.lines + 1,
        cost: node.cost + cost + (p.breakBefore[b] === 1 ? 0 : FORCED_BREAK),
        from: node,
      });
    }
    if (reached.length === 0 && alive.length === 0) {
      if (fill > 0) return [];
      // Nothing fits, not even overfull by rule: the shortest line from the best node stands out of its measure.
      const node = cheapest(active);
      if (node !== undefined) keep(reached, overfull(node, b));
    }
    if (b === n) return reached;
    active = [...alive, ...reached];
  }
  return [];
}

function roomOf(options: BreakOptions, line: number): Len {
  return options.measureOf(line) - (line === 0 ? options.indent : 0);
}

/** Infinity when the line can't shrink to its measure: then no longer line from the same start can. */
function lineCost(p: Prepared, node: Node, end: number, natural: Len, room: Len): number {
  const last = end === p.length;
  const cost = last && natural <= room ? 0 : fitCost(p, node.at, end, natural, room);
  return last && node.lines > 0 && isLone(p, node.at, end) ? cost + LONE_CHARACTER : cost;
}

function isLone(p: Prepared, start: number, end: number): boolean {
  const count = (p.sums.ideographs[end] ?? 0) - (p.sums.ideographs[start] ?? 0);
  if (count > 1) return false;
  // One number or word with its mark is a line of its own; one Han character is not.
  return count === 1 ? end - start <= 3 : end - start <= 2;
}

function overfull(node: Node, end: number): Node {
  return { at: end, lines: node.lines + 1, cost: node.cost + OVERFULL, from: node };
}

/** Keeps the cheapest node for each line number. */
function keep(nodes: Node[], node: Node): void {
  const rival = nodes.findIndex((other) => other.lines === node.lines);
  if (rival < 0) {
    nodes.push(node);
    if (nodes.length > MOST_COUNTS) nodes.splice(nodes.indexOf(dearest(nodes)), 1);
  } else if (node.cost < (nodes[rival]?.cost ?? 0)) nodes[rival] = node;
}

function dearest(nodes: readonly Node[]): Node {
  return nodes.reduce((worst, node) => (node.cost > worst.cost ? node : worst));
}

/** Breaks inside chunks that are wider than a line and have no opportunity of their own: long words, addresses. */
function forcedBreaks(p: Prepared, measure: Len): Uint8Array | undefined {
  let forced: Uint8Array | undefined;
  let start = 0;
  for (let b = 1; b <= p.length; b += 1) {
    if (p.breakBefore[b] !== 1) continue;
    if (naturalWidth(p, start, b) > measure) {
      forced ??= new Uint8Array(p.length + 1);
      for (let i = start + 1; i < b; i += 1) forced[i] = 1;
    }
    start = b;
  }
  return forced;
}

/** First fit: each line takes what it can hold, pushing in before pushing out. The reference for speed. */
function greedy(p: Prepared, options: BreakOptions): readonly Node[] {
  if (p.length === 0) return [];
  const forced = forcedBreaks(p, options.measureOf(0));
  let node: Node = { at: 0, lines: 0, cost: 0, from: undefined };
  while (node.at < p.length) {
    let best: Node | undefined;
    let first: Node | undefined;
    for (let b = node.at + 1; b <= p.length; b += 1) {
      if (p.breakBefore[b] !== 1 && forced?.[b] !== 1) continue;
      first ??= overfull(node, b);
      const cost = lineCost(p, node, b, naturalWidth(p, node.at, b), roomOf(options, node.lines));
      if (cost === Number.POSITIVE_INFINITY) break;
      const price = cost + (p.breakBefore[b] === 1 ? 0 : FORCED_BREAK);
      best = { at: b, lines: node.lines + 1, cost: node.cost + price, from: node };
    }
    const next = best ?? first;
    if (next === undefined) break;
    node = next;
  }
  return [node];
}
