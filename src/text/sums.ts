/** Running totals over a paragraph, so that any stretch of it costs a subtraction. */
import { Kind } from "./classes.js";
import { growsAtMark, OPEN_TIER, SHRINK_TIERS } from "./gaps.js";
import type { PrefixSums } from "./model.js";

const STRETCH_TIERS = 2;

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

/** Series that every paragraph has; the tiers that none of its gaps belongs to share one of zeros. */
const SERIES = 7;
/** Sums of nothing, as long as the longest paragraph so far. Never written to. */
let zeros = new Float64Array(1_024);

/** `hyphens`: the width of the hyphen of a line that ends before a cluster. */
export function prefixSums({ boxes, kinds }: Clusters, hyphens: ReadonlyMap<number, number>, g: Gaps): PrefixSums {
  const size = boxes.length + 2;
  if (zeros.length < size) zeros = new Float64Array(2 * size);
  const shrinking = tiersIn(g.shrinkTier, SHRINK_TIERS);
  const stretching = tiersIn(g.stretchTier, STRETCH_TIERS);
  const own = { shrinkTier: g.shrinkTier, kinds };
  const isGrowing = (gap: number): boolean => growsAtMark(own, gap);
  let growing = false;
  for (let i = 1; i < kinds.length && !growing; i += 1) growing = isGrowing(i);
  const count = SERIES + (growing ? 1 : 0) + shrinking.filter(Boolean).length + stretching.filter(Boolean).length;
  // A page has hundreds of paragraphs: the sums of one stand in one piece of memory, which is made at once.
  const buffer = new ArrayBuffer(count * size * Float64Array.BYTES_PER_ELEMENT);
  let taken = 0;
  const series = (): Float64Array => {
    taken += 1;
    return new Float64Array(buffer, (taken - 1) * size * Float64Array.BYTES_PER_ELEMENT, size);
  };
  const sums = {
    boxes: series(),
    gaps: series(),
    shrink: shrinking.map((has, tier) => (has ? tierSums(series(), g.shrink, g.shrinkTier, tier) : zeros)),
    shrinkAll: series(),
    stretch: stretching.map((has, tier) => (has ? tierSums(series(), g.stretch, g.stretchTier, tier) : zeros)),
    open: series(),
    growing: growing ? sumOf(series(), isGrowing, g) : zeros,
    letters: series(),
    trimmed: new Int32Array(size),
    lineStart: series(),
    lineEnd: series(),
  };
  addGaps(sums, g);
  addClusters(sums, boxes, kinds);
  for (const [i, width] of hyphens) sums.lineEnd[i] = (sums.lineEnd[i] as number) + width;
  return sums;
}

/** By tier, up to the last that is kept, whether any gap belongs to it. Tier 0 gives nothing. */
function tiersIn(tiers: Uint8Array, last: number): readonly boolean[] {
  let found = 0;
  for (let i = 0; i < tiers.length; i += 1) found |= 1 << (tiers[i] as number);
  return Array.from({ length: last + 1 }, (_, tier) => tier > 0 && (found & (1 << tier)) !== 0);
}

/**
 * Sums up to a gap, the gap itself left out: entry i + 1 is entry i and what gap i gives. One series after the other: short
 * loops over flat arrays take a fraction of what one loop over all series takes.
 */
function addGaps(sums: PrefixSums, { gaps, shrink, stretchTier }: Gaps): void {
  let [natural, all, open] = [0, 0, 0];
  for (let i = 0; i < gaps.length; i += 1) {
    natural += gaps[i] as number;
    sums.gaps[i + 1] = natural;
    all += shrink[i] as number;
    sums.shrinkAll[i + 1] = all;
    if (stretchTier[i] === OPEN_TIER) open += 1;
    sums.open[i + 1] = open;
  }
}

/** What those gaps may shrink that are asked for. */
function sumOf(sums: Float64Array, isAsked: (i: number) => boolean, { shrink }: Gaps): Float64Array {
  let sum = 0;
  for (let i = 0; i < shrink.length; i += 1) {
    if (shrink[i] !== 0 && isAsked(i)) sum += shrink[i] as number;
    sums[i + 1] = sum;
  }
  return sums;
}

function tierSums(sums: Float64Array, amounts: Int32Array, tiers: Uint8Array, tier: number): Float64Array {
  let sum = 0;
  for (let i = 0; i < tiers.length; i += 1) {
    if (tiers[i] === tier) sum += amounts[i] as number;
    sums[i + 1] = sum;
  }
  return sums;
}

function addClusters(sums: PrefixSums, boxes: readonly number[], kinds: readonly number[]): void {
  const n = boxes.length;
  let [width, letters] = [0, 0];
  for (let i = 0; i <= n; i += 1) {
    sums.boxes[i] = width;
    sums.letters[i] = letters;
    const end = i > 0 && isSpace(kinds[i - 1] as Kind) ? (sums.trimmed[i - 1] as number) : i;
    sums.trimmed[i] = end;
    sums.lineEnd[i] = (sums.boxes[end] as number) + (sums.gaps[end] as number);
    sums.lineStart[i] = width + (sums.gaps[i + 1] as number);
    if (i === n) break;
    width += boxes[i] as number;
    if (isLetter(kinds[i] as Kind)) letters += 1;
  }
  sums.boxes[n + 1] = width;
  sums.letters[n + 1] = letters;
}

function isSpace(kind: Kind): boolean {
  return kind === Kind.Space || kind === Kind.WideSpace;
}

/** Han, kana, Latin letters and digits: what a last line must have two of. */
function isLetter(kind: Kind): boolean {
  return kind === Kind.Han || kind === Kind.Western;
}
