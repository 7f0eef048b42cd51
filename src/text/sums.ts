/** Running totals over a paragraph, so that any stretch of it costs a subtraction. */
import { Kind } from "./classes.js";
import { SHRINK_TIERS } from "./gaps.js";
import type { PrefixSums } from "./model.js";

const STRETCH_TIERS = 2;
/** The stretch tier that has no bound. */
const OPEN_TIER = 3;

interface Clusters {
  readonly boxes: readonly number[];
  readonly kinds: readonly number[];
}

interface Gaps {
  readonly gaps: Int32Array;
  readonly shrink: Int32Array;
  readonly shrinkTier: Uint8Array;
  readonly stretch: Int32Array;
  readonly stretchTier: Uint8Array;
}

/** `hyphens`: the width of the hyphen of a line that ends before a cluster. */
export function prefixSums({ boxes, kinds }: Clusters, hyphens: ReadonlyMap<number, number>, g: Gaps): PrefixSums {
  const size = g.gaps.length + 1;
  const n = boxes.length;
  const sums = {
    boxes: new Float64Array(size),
    gaps: new Float64Array(size),
    shrink: Array.from({ length: SHRINK_TIERS + 1 }, () => new Float64Array(size)),
    shrinkAll: new Float64Array(size),
    stretch: Array.from({ length: STRETCH_TIERS + 1 }, () => new Float64Array(size)),
    open: new Float64Array(size),
    letters: new Float64Array(size),
    trimmed: new Int32Array(size),
    lineStart: new Float64Array(size),
    lineEnd: new Float64Array(size),
  };
  running(sums.boxes, n, (i) => boxes[i] as number);
  running(sums.gaps, size - 1, (i) => g.gaps[i] as number);
  running(sums.shrinkAll, size - 1, (i) => g.shrink[i] as number);
  running(sums.open, size - 1, (i) => (g.stretchTier[i] === OPEN_TIER ? 1 : 0));
  running(sums.letters, n, (i) => (isLetter(kinds[i] as Kind) ? 1 : 0));
  for (let tier = 1; tier <= SHRINK_TIERS; tier += 1) {
    running(sums.shrink[tier] as Float64Array, size - 1, (i) =>
      g.shrinkTier[i] === tier ? (g.shrink[i] as number) : 0,
    );
  }
  for (let tier = 1; tier <= STRETCH_TIERS; tier += 1) {
    running(sums.stretch[tier] as Float64Array, size - 1, (i) =>
      g.stretchTier[i] === tier ? (g.stretch[i] as number) : 0,
    );
  }
  for (let i = 0; i <= n; i += 1) {
    const spaceBefore = i > 0 && isSpace(kinds[i - 1] as Kind);
    const end = spaceBefore ? (sums.trimmed[i - 1] as number) : i;
    sums.trimmed[i] = end;
    sums.lineEnd[i] = (sums.boxes[end] as number) + (sums.gaps[end] as number);
    sums.lineStart[i] = (sums.boxes[i] as number) + (sums.gaps[Math.min(i + 1, size - 1)] as number);
  }
  for (const [i, width] of hyphens) sums.lineEnd[i] = (sums.lineEnd[i] as number) + width;
  return sums;
}

function running(into: Float64Array, length: number, valueAt: (index: number) => number): void {
  let total = 0;
  for (let i = 0; i < length; i += 1) {
    total += valueAt(i);
    into[i + 1] = total;
  }
  into.fill(total, length + 1);
}

function isSpace(kind: Kind): boolean {
  return kind === Kind.Space || kind === Kind.WideSpace;
}

/** Han, kana, Latin letters and digits: what a last line must have two of. */
function isLetter(kind: Kind): boolean {
  return kind === Kind.Han || kind === Kind.Western;
}
