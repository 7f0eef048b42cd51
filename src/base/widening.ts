/**
 * Trying numbers upwards when each try takes long: single ones at first, then further and further apart. Once one holds, those that
 * were passed over right before it are tried.
 */

/** After so many numbers in vain the next ones are further apart. */
const TRIES_A_STEP = 6;

/**
 * The least number from `from` to `most` that holds, as far as that is found; undefined where none does. `lackAt` is 0 for a number that
 * holds, else how far off the next one is that may.
 */
export function leastHolding(from: number, most: number, lackAt: (tried: number) => number): number | undefined {
  let low = from;
  for (let tries = 0; low <= most; tries += 1) {
    const high = Math.min(most, low + Math.floor(tries / TRIES_A_STEP));
    const lack = lackAt(high);
    if (lack > 0) {
      low = high + lack;
      continue;
    }
    for (let passed = low; passed < high; passed += 1) if (lackAt(passed) === 0) return passed;
    return high;
  }
  return undefined;
}
