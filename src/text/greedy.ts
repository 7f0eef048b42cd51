/** First fit: each line takes what it can hold, pushing in before pushing out. The fast mode, and the reference for speed. */
import {
  contrastCost,
  edgeOf,
  type Fitness,
  fitCost,
  fitnessOf,
  hangingCost,
  naturalWidth,
  roomOf,
} from "./measure.js";
import { Break, type BreakOptions, type Prepared } from "./model.js";
import { type BreakPlaces, isLone, LONE_CHARACTER, OVERFULL, type Way } from "./search.js";

export function firstFit(p: Prepared, places: BreakPlaces, options: BreakOptions): Way {
  const { at } = places;
  const last = at.length - 1;
  const ends: number[] = [];
  const costs: number[] = [];
  let total = 0;
  let before: Fitness = 0;
  for (let i = 0; i < last;) {
    const start = at[i] as number;
    const room = roomOf(p, options, ends.length);
    // An overfull line to the next break, where nothing fits.
    let found = { to: i + 1, cost: OVERFULL + (places.costs[i + 1] as number), fitness: 0 as Fitness };
    for (let j = i + 1; j <= last; j += 1) {
      const end = at[j] as number;
      const edge = edgeOf(p, start, end, naturalWidth(p, start, end), room);
      const natural = naturalWidth(p, start, edge);
      const fit = j === last && natural <= room.width ? 0 : fitCost(p, start, edge, natural, room);
      if (fit === Number.POSITIVE_INFINITY) break;
      const fitness = fitnessOf(p, start, edge, natural, room.width);
      const lone = j === last && i > 0 && isLone(p, start, end) ? LONE_CHARACTER : 0;
      const hung = edge === end ? 0 : hangingCost(p);
      const cost = fit + lone + hung + (places.costs[j] as number) + contrastCost(before, fitness);
      // A hyphen, a mark hung out or a number parted from what it counts is taken when the line without it is worse.
      if ((p.breakBefore[end] !== Break.Allowed || hung > 0) && cost >= found.cost) continue;
      found = { to: j, cost, fitness };
    }
    total += found.cost;
    ends.push(at[found.to] as number);
    costs.push(total);
    before = found.fitness;
    i = found.to;
  }
  return { ends, costs };
}
