/** Where lines of a prepared paragraph may end, emergencies included. */
import type { Len } from "../base/length.js";
import { naturalWidth } from "./measure.js";
import type { BreakOptions, Prepared } from "./model.js";
import { type BreakPlaces, roomOf } from "./search.js";

/**
 * All places, as cluster indices. What is wider than the narrowest line and does not break by rule (long words, addresses)
 * may be broken between any two clusters, as the last resort.
 */
export function breakPlaces(p: Prepared, options: BreakOptions): BreakPlaces {
  const forced = forcedBreaks(p, options);
  const at: number[] = [0];
  for (let b = 1; b <= p.length; b += 1) if (p.breakBefore[b] === 1 || forced?.[b] === 1) at.push(b);
  return { at: Int32Array.from(at), forced };
}

function forcedBreaks(p: Prepared, options: BreakOptions): Uint8Array | undefined {
  const narrowest = narrowestRoom(p, options);
  let forced: Uint8Array | undefined;
  let start = 0;
  for (let b = 1; b <= p.length; b += 1) {
    if (p.breakBefore[b] !== 1) continue;
    // What begins the paragraph has no other line to go to.
    const room = start === 0 ? Math.min(narrowest, roomOf(options, 0)) : narrowest;
    if (naturalWidth(p, start, b) > room) {
      forced ??= new Uint8Array(p.length + 1);
      forced.fill(1, start + 1, b);
    }
    start = b;
  }
  return forced;
}

/** Of all the lines that the paragraph may reach. */
function narrowestRoom(p: Prepared, options: BreakOptions): Len {
  if (options.uniform) return options.measureOf(1);
  let narrowest = Number.POSITIVE_INFINITY;
  // Lines may be set looser than they are: twice the text's own width is more than any breaking takes.
  let rest = 2 * naturalWidth(p, 0, p.length);
  for (let line = 0; line <= p.length && rest > 0; line += 1) {
    const measure = options.measureOf(line);
    narrowest = Math.min(narrowest, measure);
    rest -= Math.max(measure, 1);
  }
  return narrowest;
}
