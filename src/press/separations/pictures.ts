/** Pictures of plates: each one in grey, all together as they will look, and the heat map of the total ink. */
import { screenRgb } from "../../render/screen-colour.js";
import type { Plates } from "./plates.js";

/** A plate as its film would look: black where it prints. */
export async function platePng(plates: Plates, name: string): Promise<Uint8Array> {
  const { default: sharp } = await import("sharp");
  const pixels = Uint8Array.from(plates.plate(name), (value) => 255 - value);
  return sharp(pixels, { raw: { width: plates.width, height: plates.height, channels: 1 } })
    .toColourspace("b-w")
    .png({ compressionLevel: 6 })
    .toBuffer();
}

/** Upper bounds of total ink, in per cent, and the colours of the heat map; above the limit it is red. */
const STEPS: readonly (readonly [share: number, colour: readonly [number, number, number]])[] = [
  [0.02, [255, 255, 255]],
  [0.25, [214, 230, 244]],
  [0.5, [158, 202, 225]],
  [0.75, [90, 170, 160]],
  [0.9, [190, 205, 90]],
  [1, [250, 200, 60]],
  [1.1, [240, 110, 40]],
];
const OVER: readonly [number, number, number] = [200, 0, 30];

/** `limit`: of the printing condition, 2.2 for 220 %. */
export async function heatMapPng(plates: Plates, limit: number): Promise<Uint8Array> {
  const totals = plates.totals();
  const rgb = new Uint8Array(totals.length * 3);
  for (let i = 0; i < totals.length; i++) {
    const share = (totals[i] ?? 0) / (limit * 100);
    rgb.set(STEPS.find(([most]) => share <= most)?.[1] ?? OVER, i * 3);
  }
  return rgbPng(rgb, plates);
}

/** All plates on white paper. Spot plates are shown in grey. */
export function compositeRgb(plates: Plates): Uint8Array {
  const [cyan, magenta, yellow, black] = ["Cyan", "Magenta", "Yellow", "Black"].map((name) => plates.plate(name));
  const spots = plates.names.slice(4).map((name) => plates.plate(name));
  const count = plates.width * plates.height;
  const rgb = new Uint8Array(count * 3);
  const known = new Map<number, readonly [number, number, number]>();
  for (let i = 0; i < count; i++) {
    // Six bits a plate are what an eye can tell here.
    const [c, m, y, k] = [cyan?.[i] ?? 0, magenta?.[i] ?? 0, yellow?.[i] ?? 0, black?.[i] ?? 0].map(
      (value) => value >> 2,
    );
    const key = ((c ?? 0) << 18) | ((m ?? 0) << 12) | ((y ?? 0) << 6) | (k ?? 0);
    let colour = known.get(key);
    if (colour === undefined) {
      const mixed = screenRgb({ c: (c ?? 0) / 63, m: (m ?? 0) / 63, y: (y ?? 0) / 63, k: (k ?? 0) / 63 });
      known.set(key, (colour = [mixed[0], mixed[1], mixed[2]]));
    }
    const spot = spots.reduce((light, plate) => light * (1 - ((plate[i] ?? 0) / 255) * 0.7), 1);
    rgb[i * 3] = colour[0] * spot;
    rgb[i * 3 + 1] = colour[1] * spot;
    rgb[i * 3 + 2] = colour[2] * spot;
  }
  return rgb;
}

async function rgbPng(rgb: Uint8Array, { width, height }: Pick<Plates, "width" | "height">): Promise<Uint8Array> {
  const { default: sharp } = await import("sharp");
  return sharp(rgb, { raw: { width, height, channels: 3 } })
    .png({ compressionLevel: 6 })
    .toBuffer();
}
