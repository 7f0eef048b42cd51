/** Every breaking of a short paragraph, whatever its lines' fill: what the search must agree with. */
import {
  contrastCost,
  edgeOf,
  fitCost,
  type Fitness,
  fitnessOf,
  naturalWidth,
  roomOf,
} from "../../src/text/measure.js";
import { Break, type BreakOptions, type Prepared } from "../../src/text/model.js";
import { breakCost } from "../../src/text/places.js";
import { isLone, LONE_CHARACTER } from "../../src/text/search.js";

/**
 * The least cost for each number of lines; breaks at opportunities only. It recurs over all ways from each place, line
 * number and look of the line before, and keeps only what it has already worked out: no bound, no pruning.
 */
export function leastCosts(p: Prepared, options: BreakOptions): ReadonlyMap<number, number> {
  const known = new Map<string, ReadonlyMap<number, number>>();
  const waysFrom = (start: number, lines: number, before: Fitness): ReadonlyMap<number, number> => {
    if (start === p.length) return new Map([[lines, 0]]);
    const key = `${start} ${lines} ${before}`;
    const kept = known.get(key);
    if (kept !== undefined) return kept;
    const best = new Map<number, number>();
    for (let end = start + 1; end <= p.length; end += 1) {
      if (p.breakBefore[end] === Break.No) continue;
      const room = roomOf(p, options, lines);
      const edge = edgeOf(p, start, end, naturalWidth(p, start, end), room);
      const natural = naturalWidth(p, start, edge);
      const last = end === p.length;
      const fit = last && natural <= room.width ? 0 : fitCost(p, start, edge, natural, room);
      if (fit === Number.POSITIVE_INFINITY) continue;
      const lone = last && lines > 0 && isLone(p, start, end) ? LONE_CHARACTER : 0;
      const fitness = fitnessOf(p, start, edge, natural, room.width);
      const price = fit + lone + breakCost(p, end) + contrastCost(before, fitness);
      for (const [count, cost] of waysFrom(end, lines + 1, fitness)) {
        best.set(count, Math.min(best.get(count) ?? Number.POSITIVE_INFINITY, price + cost));
      }
    }
    known.set(key, best);
    return best;
  };
  return waysFrom(0, 0, 0);
}
