/**
 * Optical alignment: a line of display type stands by its ink, not by the boxes of its first and last characters. Opening
 * marks hang their white over the left edge, closing ones over the right, and a centred line is centred as it is seen.
 */
import type { Len } from "../base/length.js";
import { units } from "../font/units.js";
import type { LineRun, SetLine } from "./model.js";

/** The same line from its first ink to its last; its text is whole. A line without ink stays as it is. */
export function trimmedToInk(line: SetLine): SetLine {
  const runs = line.runs.filter(({ annotation }) => !annotation);
  const left = edge(runs, "start");
  const right = edge(runs.toReversed(), "end");
  if (left === undefined || right === undefined) return line;
  const moved = (offset: Len): Len => offset - left;
  return {
    ...line,
    runs: line.runs.map((run) => ({ ...run, offsets: run.offsets.map(moved) })),
    rules: line.rules.map((rule) => ({ ...rule, offset: moved(rule.offset) })),
    marks: line.marks.map((mark) => ({
      ...mark,
      from: moved(mark.from),
      to: moved(mark.to),
      centres: mark.centres.map(moved),
    })),
    width: right - left,
  };
}

/** Where the first glyph with ink begins, or the last one ends. */
function edge(runs: readonly LineRun[], side: "start" | "end"): Len | undefined {
  for (const { face, gids, offsets, size } of runs) {
    const order = gids.map((_, index) => index);
    for (const index of side === "start" ? order : order.toReversed()) {
      const { minX, maxX } = face.inkOf(gids[index] ?? 0);
      if (maxX <= minX) continue;
      return (offsets[index] ?? 0) + units(face, side === "start" ? minX : maxX, size);
    }
  }
  return undefined;
}

/** How far a line's ink reaches over its baseline; undefined for a line without ink. */
export function inkAbove(line: SetLine): Len | undefined {
  const tops = inkHeights(line).map(({ above }) => above);
  return tops.length === 0 ? undefined : Math.max(...tops);
}

/** How far a line's ink reaches under its baseline: negative where it all stands over it, undefined without ink. */
export function inkBelow(line: SetLine): Len | undefined {
  const feet = inkHeights(line).map(({ below }) => below);
  return feet.length === 0 ? undefined : Math.max(...feet);
}

function inkHeights({ runs }: SetLine): readonly { readonly above: Len; readonly below: Len }[] {
  return runs.flatMap(({ face, gids, size, rise }) =>
    gids.flatMap((gid) => {
      const { minY, maxY } = face.inkOf(gid);
      return maxY > minY ? [{ above: rise + units(face, maxY, size), below: -rise - units(face, minY, size) }] : [];
    }),
  );
}
