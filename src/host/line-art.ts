/**
 * Tells codes, charts and other line drawings from photographs, by their pixels.
 *
 * A line drawing has two tones: paper, and one ink. Nearly every pixel is one or the other, they change many times along a row
 * or a column, and hardly any pixel of a tone between them lies where they change. A photograph of high contrast (branches on
 * the sky, lamps at night) has two tones as well, but lens and noise soften its edges.
 */

/** Grey pixels, row by row, from 0 for black to 255. */
export interface GreyPixels {
  readonly data: Uint8Array;
  readonly width: number;
  readonly height: number;
  /** Bytes to a pixel; the first is its grey. */
  readonly channels: number;
}

/** How far a pixel may lie from its tone: what JPEG at quality 60 does to flat areas beside edges. */
const BAND = 24;
/** Width of the peak by which a tone is found. */
const PEAK = 8;
/** Paper is at least so light: a scan's grey paper is, the sky of most photographs is not. */
const LEAST_PAPER = 216;
/** Between paper and ink: the green of a messenger's code has 95. */
const LEAST_CONTRAST = 80;
/** Part of the pixels that have one of the two tones; a coloured logo in the midst of a code takes up to a tenth. */
const LEAST_TWO_TONED = 0.85;
/** Changes of tone along a row or column, on average: a chart of one line and its axes has four, a code ten and more. */
const LEAST_EDGES = 2.5;
/** Part of the changes with one pixel between the tones, or none: 0.87 in a thin slanting line, 0.73 in a steel lattice's photograph. */
const LEAST_SHARP = 0.82;

/** Of a small copy, in which edges and thin lines are grey. */
const LEAST_TWO_TONED_SMALL = 0.5;

/** 1 is ink, 2 is paper. */
type Tone = 0 | 1 | 2;

interface Tones {
  readonly of: readonly Tone[];
  /** Part of the pixels that have one. */
  readonly share: number;
}

/** Whether the picture of which this is a small copy is worth a closer look. */
export function mayBeLineArt(small: GreyPixels): boolean {
  return tonesOf(small).share >= LEAST_TWO_TONED_SMALL;
}

/** Whether the picture is a line drawing and no photograph. */
export function isLineArt(pixels: GreyPixels): boolean {
  const { data, width, height, channels } = pixels;
  const tones = tonesOf(pixels);
  if (tones.share < LEAST_TWO_TONED) return false;
  const edges = { sharp: 0, soft: 0 };
  const [across, down] = [channels, width * channels];
  for (let row = 0; row < height; row += 1)
    countEdges(data, tones.of, { from: row * down, step: across, length: width }, edges);
  for (let column = 0; column < width; column += 1)
    countEdges(data, tones.of, { from: column * across, step: down, length: height }, edges);
  return edges.sharp >= LEAST_EDGES * (width + height) && edges.sharp >= LEAST_SHARP * (edges.sharp + edges.soft);
}

function tonesOf({ data, width, height, channels }: GreyPixels): Tones {
  const counts = new Uint32Array(256);
  for (let at = 0; at < data.length; at += channels) counts[data[at] ?? 0] = (counts[data[at] ?? 0] ?? 0) + 1;
  const paper = peakOf(counts, LEAST_PAPER, 255);
  const ink = peakOf(counts, 0, paper - LEAST_CONTRAST);
  const of = Array.from({ length: 256 }, (_, value): Tone => {
    if (Math.abs(value - ink) <= BAND) return 1;
    return Math.abs(value - paper) <= BAND ? 2 : 0;
  });
  const toned = of.reduce((sum: number, tone, value) => sum + (tone === 0 ? 0 : (counts[value] ?? 0)), 0);
  return { of, share: toned / (width * height) };
}

/** The value around which most pixels lie. */
function peakOf(counts: Uint32Array, from: number, to: number): number {
  let found = from;
  let most = -1;
  for (let value = from; value <= to; value += 1) {
    let sum = 0;
    for (let near = Math.max(0, value - PEAK); near <= Math.min(255, value + PEAK); near += 1) sum += counts[near] ?? 0;
    if (sum <= most) continue;
    most = sum;
    found = value;
  }
  return found;
}

/** Counts the changes of tone along one line of pixels. */
function countEdges(
  data: Uint8Array,
  tones: readonly Tone[],
  { from, step, length }: { readonly from: number; readonly step: number; readonly length: number },
  edges: { sharp: number; soft: number },
): void {
  let last: Tone = 0;
  let between = 0;
  for (let index = 0, at = from; index < length; index += 1, at += step) {
    const tone = tones[data[at] ?? 0] ?? 0;
    if (tone === 0) {
      between += 1;
      continue;
    }
    if (last !== 0 && tone !== last) {
      if (between <= 1) edges.sharp += 1;
      else edges.soft += 1;
    }
    last = tone;
    between = 0;
  }
}
