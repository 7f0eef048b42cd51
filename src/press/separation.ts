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
  /** Black ink for each of 256 greys. */
  readonly #black: Uint8Array;

  private constructor(inks: Uint8Array, black: Uint8Array) {
    this.#inks = inks;
    this.#black = black;
  }

  /** Rejects when the colour engine does not take the profile. */
  static async of(condition: OutputCondition): Promise<Separation> {
    const inks = await latticeInks(condition);
    await limitNodes(inks, condition);
    return new Separation(inks, await blackCurve(condition));
  }

  /** 8-bit sRGB, three bytes a pixel, to 8-bit inks, four bytes a pixel. */
  convert(rgb: Uint8Array): Uint8Array {
    const count = Math.floor(rgb.length / 3);
    const out = new Uint8Array(count * 4);
    const inks = this.#inks;
    for (let i = 0; i < count; i++) {
      const r = (rgb[i * 3] ?? 0) / STEP;
      const g = (rgb[i * 3 + 1] ?? 0) / STEP;
      const b = (rgb[i * 3 + 2] ?? 0) / STEP;
      const r0 = Math.min(NODES - 2, r | 0);
      const g0 = Math.min(NODES - 2, g | 0);
      const b0 = Math.min(NODES - 2, b | 0);
      const [fr, fg, fb] = [r - r0, g - g0, b - b0];
      const base = ((r0 * NODES + g0) * NODES + b0) * 4;
      // The tetrahedron: from the dark corner along the axes in the order of their fractions, to the light corner.
      let first = RED;
      let second = RED + GREEN;
      let [high, middle, low] = [fr, fg, fb];
      if (fr >= fg) {
        if (fg < fb) {
          if (fr >= fb) [second, middle, low] = [RED + BLUE, fb, fg];
          else [first, second, high, middle, low] = [BLUE, RED + BLUE, fb, fr, fg];
        }
      } else if (fr >= fb) [first, high, middle] = [GREEN, fg, fr];
      else if (fg >= fb) [first, second, high, middle, low] = [GREEN, GREEN + BLUE, fg, fb, fr];
      else [first, second, high, middle, low] = [BLUE, GREEN + BLUE, fb, fg, fr];
      const [w0, w1, w2] = [1 - high, high - middle, middle - low];
      const to = i * 4;
      for (let ink = 0; ink < 4; ink++) {
        const at = base + ink;
        out[to + ink] =
          (inks[at] ?? 0) * w0 +
          (inks[at + first] ?? 0) * w1 +
          (inks[at + second] ?? 0) * w2 +
          (inks[at + RED + GREEN + BLUE] ?? 0) * low +
          0.5;
      }
    }
    return out;
  }

  colour(r: number, g: number, b: number): Cmyk {
    const bytes = Uint8Array.from([r, g, b], (value) => Math.round(Math.min(1, Math.max(0, value)) * 255));
    const [c = 0, m = 0, y = 0, k = 0] = [...this.convert(bytes)].map((ink) => Math.round((ink / 255) * 1000) / 1000);
    return { c, m, y, k };
  }

  /** Greys of a photograph as black ink alone, 255 for full ink: paper stays paper, and the darkest grey is full black. */
  black(grey: Uint8Array): Uint8Array {
    return grey.map((value) => this.#black[value] ?? 0);
  }
}

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
  const inks = await inksOf(new Uint8Array(3), 1, 1, condition);
  await limitNodes(inks, condition);
  const [lightness = 0] = await appearance(inks, condition);
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

async function limitNodes(inks: Uint8Array, condition: OutputCondition): Promise<void> {
  const limit = Math.floor(condition.inkLimit * 2.55) - HEADROOM;
  const over: number[] = [];
  for (let at = 0; at < inks.length; at += 4) if (sum(inks, at) > limit) over.push(at);
  if (over.length === 0) return;
  const wanted = new Uint8Array(over.length * 4);
  for (const [i, at] of over.entries()) wanted.set(inks.subarray(at, at + 4), i * 4);
  const tried = new Uint8Array(over.length * TRIES * 2 * 4);
  let to = 0;
  for (const at of over) {
    for (let step = 0; step < TRIES; step++) {
      for (const evenly of [true, false]) {
        tried.set(withBlack(inks.subarray(at, at + 4), step / (TRIES - 1), evenly, limit), to);
        to += 4;
      }
    }
  }
  const goal = await appearance(wanted, condition);
  const got = await appearance(tried, condition);
  for (const [i, at] of over.entries()) {
    let best = Number.POSITIVE_INFINITY;
    for (let one = i * TRIES * 2; one < (i + 1) * TRIES * 2; one++) {
      const difference = (axis: number): number => (got[one * 3 + axis] ?? 0) - (goal[i * 3 + axis] ?? 0);
      const distance = difference(0) ** 2 + CAST * (difference(1) ** 2 + difference(2) ** 2);
      if (distance >= best) continue;
      best = distance;
      inks.set(tried.subarray(one * 4, one * 4 + 4), at);
    }
  }
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

async function blackCurve(condition: OutputCondition): Promise<Uint8Array> {
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
