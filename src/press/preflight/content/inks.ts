/** What a colour puts on the plates. */

/** The four process plates, as a Separation space names them. */
export const PROCESS = ["Cyan", "Magenta", "Yellow", "Black"] as const;
/** A Separation of this name paints every plate there is (8.6.6.4): registration marks. */
export const ALL = "All";

/** Process plates first, spot colours in the order given. */
export function inPrintingOrder(plates: Iterable<string>): string[] {
  const all = new Set(plates);
  const spots = [...all].filter((name) => !PROCESS.some((plate) => plate === name));
  return [...PROCESS.filter((name) => all.has(name)), ...spots];
}

/** Shares of a solid, 0 to 1, by the plate's name. Plates that are not named stay without ink. */
export type Inks = ReadonlyMap<string, number>;

export function process(c: number, m: number, y: number, k: number): Inks {
  return new Map([
    ["Cyan", unit(c)],
    ["Magenta", unit(m)],
    ["Yellow", unit(y)],
    ["Black", unit(k)],
  ]);
}

/** Of all inks together: 4 is 400 %. */
export function totalInk(inks: Inks): number {
  let sum = 0;
  for (const value of inks.values()) sum += value;
  return sum;
}

/** How many plates carry more than a trace. */
export function platesUsed(inks: Inks, trace = 0.02): number {
  let count = 0;
  for (const value of inks.values()) if (value > trace) count += 1;
  return count;
}

export function unit(value: number): number {
  return Number.isFinite(value) ? Math.min(1, Math.max(0, value)) : 0;
}

/**
 * Colours that should not be there are still measured, as a careless conversion would print them: full exchange of grey
 * for black.
 */
export function fromRgb(r: number, g: number, b: number): Inks {
  const k = 1 - Math.max(unit(r), unit(g), unit(b));
  const of = (value: number): number => (k >= 1 ? 0 : (1 - unit(value) - k) / (1 - k));
  return process(of(r), of(g), of(b), k);
}
