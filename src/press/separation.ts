/**
 * From sRGB to the inks of an output condition. The profile is asked once, for a lattice of colours; nodes that take too
 * much ink are replaced by the nearest-looking inks under the limit, by the profile's own word on how inks look. Between
 * nodes colours are interpolated in tetrahedra, which keeps greys on the line of greys, and no sum of inks between nodes
 * exceeds those of the nodes.
 */
import type { Cmyk } from "../scene/list.js";
import type { OutputCondition } from "./condition.js";
import { cmykTiff } from "./tiff.js";

/** Nodes along each axis: 33 is what device links use; 8-bit values then stand 8 apart. */
const NODES = 33;
const STEP = 255 / (NODES - 1);
/** The coding of pictures (JPEG) moves inks a little; nodes stay this much under the limit, as a sum of 8-bit inks. */
const HEADROOM = 8;
/** Amounts of black that are tried for a colour with too much ink. */
const TRIES = 16;
/** A cast is seen before a difference of lightness is. */
const CAST = 2;

export class Separation {
  /** NODES³ × 4, blue fastest. */
  readonly #inks: Uint8Array;

  private constructor(inks: Uint8Array) {
    this.#inks = inks;
  }

  /** Rejects when the colour engine does not take the profile. */
  static async of(condition: OutputCondition): Promise<Separation> {
    const inks = await latticeInks(condition);
    await limitLattice(inks, condition);
    return new Separation(inks);
  }

  /** 8-bit sRGB, three bytes a pixel, to 8-bit inks, four bytes a pixel. */
  convert(rgb: Uint8Array): Uint8Array {
    const count = Math.floor(rgb.length / 3);
    const out = new Uint8Array(count * 4);
    const inks = this.#inks;
    for (let i = 0, from = 0; i < count; i++, from += 3) {
      const r = rgb[from] ?? 0;
      const g = rgb[from + 1] ?? 0;
      const b = rgb[from + 2] ?? 0;
      const fr = FRACTION[r] ?? 0;
      const fg = FRACTION[g] ?? 0;
      const fb = FRACTION[b] ?? 0;
      const base = (NODE[r] ?? 0) * RED + (NODE[g] ?? 0) * GREEN + (NODE[b] ?? 0) * BLUE;
      // The tetrahedron: from the dark corner along the axes in the order of their fractions, to the light corner.
      let first = RED;
      let second = RED + GREEN;
      let high = fr;
      let middle = fg;
      let low = fb;
      if (fr >= fg) {
        if (fg < fb) {
          second = RED + BLUE;
          low = fg;
          if (fr >= fb) middle = fb;
          else {
            first = BLUE;
            high = fb;
            middle = fr;
          }
        }
      } else if (fr >= fb) {
        first = GREEN;
        high = fg;
        middle = fr;
      } else {
        second = GREEN + BLUE;
        low = fr;
        first = fg >= fb ? GREEN : BLUE;
        high = fg >= fb ? fg : fb;
        middle = fg >= fb ? fb : fg;
      }
      const w0 = 255 - high;
      const w1 = high - middle;
      const w2 = middle - low;
      for (let ink = 0; ink < 4; ink++) {
        const at = base + ink;
        const mixed =
          (inks[at] ?? 0) * w0 +
          (inks[at + first] ?? 0) * w1 +
          (inks[at + second] ?? 0) * w2 +
          (inks[at + RED + GREEN + BLUE] ?? 0) * low;
        // Divided by 255, and rounded, exactly.
        out[i * 4 + ink] = ((mixed + 127) * 257 + 257) >>> 16;
      }
    }
    return out;
  }

  colour(r: number, g: number, b: number): Cmyk {
    const bytes = Uint8Array.from([r, g, b], (value) => Math.round(Math.min(1, Math.max(0, value)) * 255));
    const [c = 0, m = 0, y = 0, k = 0] = [...this.convert(bytes)].map((ink) => Math.round((ink / 255) * 1000) / 1000);
    return { c, m, y, k };
  }
}

/** The node below an 8-bit value, and how far it is from there to the next one, in 255ths. */
const NODE = Uint8Array.from({ length: 256 }, (_, value) => Math.min(NODES - 2, Math.floor(value / STEP)));
const FRACTION = Uint8Array.from(NODE, (node, value) => value * (NODES - 1) - node * 255);

const BLUE = 4;
const GREEN = NODES * 4;
const RED = NODES * NODES * 4;

async function latticeInks(condition: OutputCondition): Promise<Uint8Array> {
  const darkest = await blackPoint(condition);
  // Black-point compensation (ISO 18619): all luminances are drawn together, so that the screen's darkest black becomes the
  // darkest that the inks reach, and what is nearly black keeps its steps instead of becoming one black.
  const axis = Array.from({ length: NODES }, (_, node) => lifted(Math.round(node * STEP), darkest));
  const rgb = new Uint8Array(NODES ** 3 * 3);
  let at = 0;
  for (const r of axis) for (const g of axis) for (const b of axis) for (const value of [r, g, b]) rgb[at++] = value;
  const inks = await inksOf(rgb, NODES * NODES, NODES, condition);
  // White is paper, whatever rounding makes of it.
  inks.fill(0, inks.length - 4);
  return inks;
}

/** Luminance, 1 for white, of the darkest black that the inks reach under the limit. */
async function blackPoint(condition: OutputCondition): Promise<number> {
  const black = await inksOf(new Uint8Array(3), 1, 1, condition);
  const [nearest] = await nearestUnderLimit([black], condition);
  const lightness = nearest?.lightness ?? 0;
  return lightness > 8 ? ((lightness + 16) / 116) ** 3 : (lightness * 27) / 24389;
}

/** An sRGB value, 0 to 255, with `darkest` for the luminance of black. */
function lifted(value: number, darkest: number): number {
  const linear = linearOf(value) * (1 - darkest) + darkest;
  return Math.round(255 * (linear <= 0.0031308 ? linear * 12.92 : 1.055 * linear ** (1 / 2.4) - 0.055));
}

/** The profile's inks for 8-bit sRGB. */
async function inksOf(
  rgb: Uint8Array,
  width: number,
  height: number,
  { profilePath }: OutputCondition,
): Promise<Uint8Array> {
  const { default: sharp } = await import("sharp");
  const { data, info } = await sharp(rgb, { raw: { width, height, channels: 3 } })
    .toColourspace("cmyk")
    .withIccProfile(profilePath, { attach: false })
    .raw()
    .toBuffer({ resolveWithObject: true });
  if (info.channels !== 4) throw new Error(`the profile ${profilePath} gave ${info.channels} inks`);
  return data;
}

/** CIELAB of inks (8 bits, interleaved) by the condition's profile: three floats a colour. */
async function appearance(inks: Uint8Array, { profile }: OutputCondition): Promise<Float32Array> {
  const { default: sharp } = await import("sharp");
  const count = inks.length / 4;
  // Rows of one length: TIFF readers bound the width of a picture.
  const width = Math.min(count, 4096);
  const height = Math.ceil(count / width);
  const padded = new Uint8Array(width * height * 4);
  padded.set(inks);
  const { data } = await sharp(cmykTiff(padded, width, height, profile.bytes), { limitInputPixels: false })
    .pipelineColourspace("rgb16")
    .toColourspace("lab")
    .raw({ depth: "float" })
    .toBuffer({ resolveWithObject: true });
  return new Float32Array(data.buffer.slice(data.byteOffset, data.byteOffset + count * 12));
}

/**
 * Of nodes with too much ink, every second along each axis is replaced by the profile's word; those between are the mean of
 * the two that their diagonal joins, as for any colour between nodes: what replaces ink changes slowly, and asking for all
 * would take eight times as long.
 */
async function limitLattice(inks: Uint8Array, condition: OutputCondition): Promise<void> {
  const limit = nodeLimit(condition);
  const asked: number[] = [];
  const between: number[] = [];
  for (let r = 0, at = 0; r < NODES; r++) {
    for (let g = 0; g < NODES; g++) {
      for (let b = 0; b < NODES; b++, at += 4) {
        if (sum(inks, at) > limit) (((r | g | b) & 1) === 0 ? asked : between).push(at);
      }
    }
  }
  const nearest = await nearestUnderLimit(
    asked.map((at) => inks.subarray(at, at + 4)),
    condition,
  );
  for (const [i, at] of asked.entries()) inks.set(nearest[i]?.inks ?? [], at);
  for (const at of between) {
    const node = at / 4;
    const [r, g, b] = [Math.floor(node / NODES ** 2), Math.floor(node / NODES) % NODES, node % NODES];
    const way = (r & 1) * RED + (g & 1) * GREEN + (b & 1) * BLUE;
    for (let ink = at; ink < at + 4; ink++) inks[ink] = ((inks[ink - way] ?? 0) + (inks[ink + way] ?? 0) + 1) >> 1;
  }
}

/** Of a node's inks, as a sum of 8-bit values. */
function nodeLimit({ inkLimit }: OutputCondition): number {
  return Math.floor(inkLimit * 2.55) - HEADROOM;
}

interface Nearest {
  readonly inks: Uint8Array;
  /** CIELAB L*. */
  readonly lightness: number;
}

/** For each colour the nearest-looking inks under the limit. The profile is asked once: opening it costs most. */
async function nearestUnderLimit(colours: readonly Uint8Array[], condition: OutputCondition): Promise<Nearest[]> {
  if (colours.length === 0) return [];
  const limit = nodeLimit(condition);
  const each = TRIES * 2 + 1;
  const asked = new Uint8Array(colours.length * each * 4);
  let to = 0;
  const ask = (inks: Uint8Array): void => {
    asked.set(inks, to);
    to += 4;
  };
  for (const colour of colours) {
    ask(colour);
    for (let step = 0; step < TRIES; step++) {
      for (const evenly of [true, false]) ask(withBlack(colour, step / (TRIES - 1), evenly, limit));
    }
  }
  const looks = await appearance(asked, condition);
  return colours.map((_, i) => {
    const goal = i * each;
    const distance = (one: number): number => {
      const difference = (axis: number): number => (looks[one * 3 + axis] ?? 0) - (looks[goal * 3 + axis] ?? 0);
      return difference(0) ** 2 + CAST * (difference(1) ** 2 + difference(2) ** 2);
    };
    let [best, least] = [goal + 1, Number.POSITIVE_INFINITY];
    for (let one = goal + 1; one < goal + each; one++) {
      const far = distance(one);
      if (far < least) [best, least] = [one, far];
    }
    return { inks: asked.slice(best * 4, best * 4 + 4), lightness: looks[best * 3] ?? 0 };
  });
}

function sum(inks: Uint8Array, at: number): number {
  return (inks[at] ?? 0) + (inks[at + 1] ?? 0) + (inks[at + 2] ?? 0) + (inks[at + 3] ?? 0);
}

/** The colour with more black (`share` of what is free), its other inks cut to the limit: in proportion, or by one amount. */
function withBlack(inks: Uint8Array, share: number, inProportion: boolean, limit: number): Uint8Array {
  const [c = 0, m = 0, y = 0, k = 0] = inks;
  const black = Math.round(k + (255 - k) * share);
  const room = Math.max(0, limit - black);
  const colours = [c, m, y];
  const total = c + m + y;
  if (total <= room) return Uint8Array.of(c, m, y, black);
  if (inProportion) return Uint8Array.of(...colours.map((ink) => Math.floor((ink * room) / total)), black);
  let cut = (total - room) / 3;
  // An ink that runs out leaves more to the others.
  for (let round = 0; round < 3; round++) {
    const left = colours.filter((ink) => ink > cut);
    cut = (left.reduce((all, ink) => all + ink, 0) - room) / Math.max(1, left.length);
  }
  return Uint8Array.of(...colours.map((ink) => Math.max(0, Math.floor(ink - cut))), black);
}

/**
 * Black ink for each of 256 greys of a photograph, 255 for full ink: paper stays paper, and the darkest grey is full black.
 * Rejects when the colour engine does not take the profile.
 */
export async function blackCurve(condition: OutputCondition): Promise<Uint8Array> {
  const ramp = new Uint8Array(256 * 4);
  for (let k = 0; k < 256; k++) ramp[k * 4 + 3] = k;
  const looks = await appearance(ramp, condition);
  const lightness = (k: number): number => looks[k * 3] ?? 0;
  const [paper, black] = [lightness(0), lightness(255)];
  const curve = new Uint8Array(256);
  let ink = 255;
  for (let grey = 0; grey < 256; grey++) {
    const wanted = black + ((paper - black) * greyLightness(grey)) / 100;
    while (ink > 0 && lightness(ink) < wanted) ink -= 1;
    curve[grey] = ink;
  }
  [curve[0], curve[255]] = [255, 0];
  return curve;
}

/** CIELAB L* of an sRGB grey (IEC 61966-2-1). */
function greyLightness(grey: number): number {
  const linear = linearOf(grey);
  return linear <= 216 / 24389 ? (linear * 24389) / 27 : 116 * Math.cbrt(linear) - 16;
}

/** Luminance of an sRGB value, 0 to 255 (IEC 61966-2-1). */
function linearOf(value: number): number {
  const v = value / 255;
  return v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4;
}
