/**
 * Trying numbers upwards when each try takes long: single ones at first, then further and further apart. Whoever finds that
 * one holds looks at those that were passed over before it.
 */

/** After so many numbers in vain the next ones are further apart. */
const TRIES_A_STEP = 6;

/** Ranges of whole numbers from `from` on, ends included, without end: the highest of each is the next to try. */
export function* widening(from: number): Generator<{ readonly low: number; readonly high: number }> {
  let low = from;
  for (let tries = 0; ; tries += 1) {
    const high = low + Math.floor(tries / TRIES_A_STEP);
    yield { low, high };
    low = high + 1;
  }
}
