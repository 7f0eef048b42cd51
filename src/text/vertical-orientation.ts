/** Unicode's Vertical_Orientation (UAX #50): what stands upright in a vertical line, and what lies on its side. */
import { VERTICAL_ORIENTATION_RUNS } from "./unicode-data.js";
import { decodeRuns, type Run, valueIn } from "./unicode-runs.js";

let runs: readonly Run[] | undefined;

/** Whether the character is turned clockwise (R). The others stand as they are or in a form of their own (U, Tu, Tr). */
export function isTurned(codePoint: number): boolean {
  runs ??= decodeRuns(VERTICAL_ORIENTATION_RUNS);
  return valueIn(runs, codePoint) !== "U";
}

/** What a regular expression writes in `[…]` for all characters that are not turned. */
export function uprightClass(): string {
  runs ??= decodeRuns(VERTICAL_ORIENTATION_RUNS);
  let start = 0;
  return runs
    .map(({ end, value }) => {
      const own = value === "U" ? `${escaped(start)}-${escaped(end - 1)}` : "";
      start = end;
      return own;
    })
    .join("");
}

function escaped(codePoint: number): string {
  return String.raw`\u{${codePoint.toString(16)}}`;
}
