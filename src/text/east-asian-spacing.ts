/** Unicode's East_Asian_Spacing (UTR #59): which characters a gap stands between. */
import { EAST_ASIAN_SPACING_RUNS } from "./unicode-data.js";

interface Run {
  /** The code point after the run's last. */
  readonly end: number;
  readonly value: string;
}

let runs: readonly Run[] | undefined;

/** W wide, N narrow, C conditional, O other. */
export function eastAsianSpacingOf(codePoint: number): string {
  runs ??= decode();
  let low = 0;
  let high = runs.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((runs[middle]?.end ?? 0) > codePoint) high = middle;
    else low = middle + 1;
  }
  return runs[low]?.value ?? "O";
}

function decode(): readonly Run[] {
  let end = 0;
  return Array.from(EAST_ASIAN_SPACING_RUNS.matchAll(/([0-9a-z]*)([WNCO])/gu), ([, length, value]) => {
    end += length === "" ? 1 : Number.parseInt(length ?? "", 36);
    return { end, value: value ?? "O" };
  });
}
