/**
 * Break: total-fit line breaking. One search gives the best breaking for every number of lines near the best (copy-fit
 * asks for a line more or fewer), whatever the lines' measures; see search.ts for how, measure.ts for what lines cost.
 */
import { firstFit } from "./greedy.js";
import { edgeOf, naturalWidth, roomOf } from "./measure.js";
import type { BreakOptions, Broken, Line, Prepared } from "./model.js";
import { breakPlaces } from "./places.js";
import { search, type Way } from "./search.js";

/**
 * What each line of a paragraph may cost more, on an average, so that it ends a line sooner or later, and what one line may
 * cost: gaps of 0.09 and of 0.11 em, and none over the goal of its column.
 */
const DEAREST_VARIANT = 8_000;
const DEAREST_LINE = 34_000;
/**
 * Lines filled by less than this are looked at only where some line gapes without them, or parts what keeps together: at five
 * sixths, Han–Han gaps are a fifth of an em.
 */
const GAPING = 0.83;
const BAD_LINE = 1_000_000;

/** Best breaking with `looseness` lines more or fewer than the optimum; null when that many lines are not possible. */
export function breakParagraph(p: Prepared, options: BreakOptions): Broken | null {
  const ways = waysThrough(p, options, options.looseness !== 0 || !options.uniform);
  const [best] = ways;
  if (best === undefined) return options.looseness === 0 ? { lines: [], cost: 0 } : null;
  const wanted = ways.find((way) => way.ends.length === best.ends.length + options.looseness);
  return wanted === undefined ? null : brokenBy(p, options, wanted);
}

/** The best breaking for each looseness in [-bound, bound] that is possible, from one pass. */
export function breakVariants(p: Prepared, options: BreakOptions, bound: number): ReadonlyMap<number, Broken> {
  const ways = waysThrough(p, options, true);
  const [best] = ways;
  const variants = new Map<number, Broken>();
  if (best === undefined) {
    variants.set(0, { lines: [], cost: 0 });
    return variants;
  }
  for (const way of ways) {
    const looseness = way.ends.length - best.ends.length;
    if (Math.abs(looseness) > bound) continue;
    // A variant with a lone character or with holes is no cure for a story's end.
    if (looseness !== 0 && isTooDear(way, best)) continue;
    variants.set(looseness, brokenBy(p, options, way));
  }
  return variants;
}

/** The cheapest first. */
function waysThrough(p: Prepared, options: BreakOptions, counts: boolean): readonly Way[] {
  if (p.length === 0) return [];
  const places = breakPlaces(p, options);
  if (p.config.mode === "greedy") return [firstFit(p, places, options)];
  const filled = search(p, { places, options, fill: GAPING, counts });
  const [best] = filled;
  return best !== undefined && dearestLine(best) < BAD_LINE ? filled : search(p, { places, options, fill: 0, counts });
}

function isTooDear(way: Way, best: Way): boolean {
  return (
    costOf(way) - costOf(best) > DEAREST_VARIANT * way.ends.length ||
    dearestLine(way) > Math.max(DEAREST_LINE, dearestLine(best))
  );
}

function dearestLine({ costs }: Way): number {
  return costs.reduce((dearest, cost, i) => Math.max(dearest, cost - (costs[i - 1] ?? 0)), 0);
}

function costOf(way: Way): number {
  return way.costs.at(-1) ?? 0;
}

function brokenBy(p: Prepared, options: BreakOptions, way: Way): Broken {
  const lines = way.ends.map((end, index): Line => {
    const start = way.ends[index - 1] ?? 0;
    const edge = edgeOf(p, start, end, naturalWidth(p, start, end), roomOf(p, options, index));
    return {
      start,
      end,
      ...(edge === end ? {} : { edge }),
      indent: index === 0 ? options.indent : 0,
      measure: options.measureOf(index),
      natural: naturalWidth(p, start, edge),
      cost: (way.costs[index] ?? 0) - (way.costs[index - 1] ?? 0),
      last: end === p.length,
    };
  });
  return { lines, cost: costOf(way) };
}
