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

/** Sums that are kept as numbers of 64 bits: all of them stand in one buffer, which is made at once. */
const SERIES = SHRINK_TIERS + 1 + STRETCH_TIERS + 7;

/** `hyphens`: the width of the hyphen of a line that ends before a cluster. */
export function prefixSums({ boxes, kinds }: Clusters, hyphens: ReadonlyMap<number, number>, g: Gaps): PrefixSums {
  const n = boxes.length;
  const size = n + 2;
  const buffer = new ArrayBuffer(SERIES * size * Float64Array.BYTES_PER_ELEMENT);
  let taken = 0;
  const series = (): Float64Array => {
    taken += 1;
    return new Float64Array(buffer, (taken - 1) * size * Float64Array.BYTES_PER_ELEMENT, size);
  };
  const sums = {
    boxes: series(),
    gaps: series(),
    shrink: Array.from({ length: SHRINK_TIERS + 1 }, series),
    shrinkAll: series(),
    // No gap is of tier 0: both lists begin with the same empty sums.
    stretch: [] as Float64Array[],
    open: series(),
    letters: series(),
    trimmed: new Int32Array(size),
    lineStart: series(),
    lineEnd: series(),
  };
  sums.stretch.push(sums.shrink[0] as Float64Array);
  for (let tier = 1; tier <= STRETCH_TIERS; tier += 1) sums.stretch.push(series());
  addGaps(sums, g, n);
  addClusters(sums, boxes, kinds);
  for (const [i, width] of hyphens) sums.lineEnd[i] = (sums.lineEnd[i] as number) + width;
  return sums;
}

/** Sums up to a gap, the gap itself left out: entry i + 1 is entry i and what gap i gives. */
function addGaps(sums: PrefixSums, { gaps, shrink, shrinkTier, stretch, stretchTier }: Gaps, n: number): void {
  let [natural, all, open] = [0, 0, 0];
  const shrunk = new Float64Array(SHRINK_TIERS + 1);
  const stretched = new Float64Array(STRETCH_TIERS + 1);
  for (let i = 0; i <= n; i += 1) {
    natural += gaps[i] as number;
    sums.gaps[i + 1] = natural;
    const give = shrink[i] as number;
    const tier = shrinkTier[i] as number;
    all += give;
    sums.shrinkAll[i + 1] = all;
    if (tier > 0) shrunk[tier] = (shrunk[tier] as number) + give;
    for (let t = 1; t <= SHRINK_TIERS; t += 1) (sums.shrink[t] as Float64Array)[i + 1] = shrunk[t] as number;
    const wide = stretchTier[i] as number;
    if (wide === OPEN_TIER) open += 1;
    else if (wide > 0) stretched[wide] = (stretched[wide] as number) + (stretch[i] as number);
    sums.open[i + 1] = open;
    for (let t = 1; t <= STRETCH_TIERS; t += 1) (sums.stretch[t] as Float64Array)[i + 1] = stretched[t] as number;
  }
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
