/** A property of characters as runs of code points, decoded from `unicode-data.ts` and looked up by halving. */

export interface Run {
  /** The code point after the run's last. */
  readonly end: number;
  readonly value: string;
}

/** From lengths in base 36 (none for one) and values of one capital letter each. */
export function decodeRuns(packed: string): readonly Run[] {
  let end = 0;
  return Array.from(packed.matchAll(/([0-9a-z]*)([A-Z])/gu), ([, length, value]) => {
    end += length === "" ? 1 : Number.parseInt(length ?? "", 36);
    return { end, value: value ?? "" };
  });
}

/** The value of a code point; undefined beyond the last run. */
export function valueIn(runs: readonly Run[], codePoint: number): string | undefined {
  let low = 0;
  let high = runs.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((runs[middle]?.end ?? 0) > codePoint) high = middle;
    else low = middle + 1;
  }
  return runs[low]?.value;
}
