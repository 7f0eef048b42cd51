import sharp, { type Sharp } from "sharp";
import { describe, expect, it } from "vitest";
import { mm } from "../../src/base/length.js";
import { readJpegHeader } from "../../src/render/jpeg.js";
import { renderPdf } from "../../src/render/pdf.js";
import { renderPng } from "../../src/render/png.js";
import { renderSvg } from "../../src/render/svg.js";
import type { Picture, Scene, SceneImage } from "../../src/scene/list.js";
import { hasTool, runTool } from "../tools.js";
import { page, scene } from "./scenes.js";

const WIDTH = 96;
const HEIGHT = 64;

/** Red, green, blue, grey quarters: upright it reads red at the top left, green at the top right. */
async function quarters(): Promise<Buffer> {
  const pixels = Buffer.alloc(WIDTH * HEIGHT * 3);
  for (let y = 0; y < HEIGHT; y++) {
    for (let x = 0; x < WIDTH; x++) {
      const colour = COLOURS[(y < HEIGHT / 2 ? 0 : 2) + (x < WIDTH / 2 ? 0 : 1)] ?? [0, 0, 0];
      pixels.set(colour, (y * WIDTH + x) * 3);
    }
  }
  return sharp(pixels, { raw: { width: WIDTH, height: HEIGHT, channels: 3 } })
    .png()
    .toBuffer();
}
const COLOURS: readonly (readonly [number, number, number])[] = [
  [200, 0, 0],
  [0, 160, 0],
  [0, 0, 200],
  [220, 220, 220],
];

/** How the camera would have stored the upright picture. */
const STORED: Readonly<Record<number, (upright: Sharp) => Sharp>> = {
  1: (image) => image,
  2: (image) => image.flop(),
  3: (image) => image.rotate(180),
  4: (image) => image.flip(),
  5: (image) => image.rotate(270).flop(),
  6: (image) => image.rotate(270),
  7: (image) => image.rotate(90).flop(),
  8: (image) => image.rotate(90),
};

async function jpeg(orientation: number): Promise<SceneImage> {
  const turn = STORED[orientation] ?? ((image: Sharp) => image);
  // Flop comes before rotate in sharp's own order; two steps keep them apart.
  const stored = await turn(sharp(await quarters()))
    .png()
    .toBuffer();
  const bytes = await sharp(stored).jpeg({ quality: 95 }).withMetadata({ orientation }).toBuffer();
  return { id: "photo.jpg", format: "jpeg", bytes, width: WIDTH, height: HEIGHT, orientation };
}

const FULL = { x: 0, y: 0, width: 1, height: 1 };

function showing(image: SceneImage, crop: Picture["crop"] = FULL, times = 1): Scene {
  const picture: Picture = {
    kind: "picture",
    role: "photo",
    source: { article: "a", pointer: "/articles/0/photos/0", start: 0, end: 0 },
    image: image.id,
    rect: { x: mm(30), y: mm(30), width: mm(90), height: mm(60) },
    crop,
    alt: 'a "b" <c>',
  };
  return scene([page(Array.from({ length: times }, () => picture))], [], [image]);
}

/** The four quarters of the picture's place, and a point beside it, as rasterised at 72 dpi. */
async function look(png: Uint8Array): Promise<string[]> {
  const { data, info } = await sharp(png).removeAlpha().raw().toBuffer({ resolveWithObject: true });
  const at = (x: number, y: number): string => {
    const i = (Math.round((y / 25.4) * 72) * info.width + Math.round((x / 25.4) * 72)) * info.channels;
    const distance = (colour: readonly number[]): number =>
      colour.reduce((sum, value, k) => sum + Math.abs(value - (data[i + k] ?? 0)), 0);
    const names = ["red", "green", "blue", "grey", "white"];
    const all = [...COLOURS, [255, 255, 255]];
    const nearest = all.map(distance);
    return names[nearest.indexOf(Math.min(...nearest))] ?? "";
  };
  return [at(50, 40), at(100, 40), at(50, 80), at(100, 80), at(20, 40), at(125, 40)];
}

const UPRIGHT = ["red", "green", "blue", "grey", "white", "white"];

/** The same in the PDF, rasterised by mutool; on machines without it, what was hoped for. */
async function lookInPdf(shown: Scene, hoped: readonly string[]): Promise<readonly string[]> {
  const pdf = await renderPdf(shown);
  if (!hasTool("mutool")) return hoped;
  return look(runTool("mutool", ["draw", "-q", "-F", "png", "-r", "72", "-o", "{out}", "{in}"], pdf).out);
}

describe("pictures", () => {
  it.each([1, 2, 3, 4, 5, 6, 7, 8])("stand upright, EXIF orientation %i", async (orientation) => {
    const shown = showing(await jpeg(orientation));
    expect(await look(await renderPng(shown, 1, { dpi: 72 }))).toEqual(UPRIGHT);
    const svg = renderSvg(shown, 1, { pixelsPerPoint: 1 });
    expect(await look(await sharp(Buffer.from(svg)).flatten({ background: "#fff" }).png().toBuffer())).toEqual(UPRIGHT);
    expect(await lookInPdf(shown, UPRIGHT)).toEqual(UPRIGHT);
  });

  it.each([1, 6])("are cropped to their rectangle, orientation %i", async (orientation) => {
    const shown = showing(await jpeg(orientation), { x: 0.5, y: 0, width: 0.5, height: 1 });
    const right = ["green", "green", "grey", "grey", "white", "white"];
    expect(await look(await renderPng(shown, 1, { dpi: 72 }))).toEqual(right);
    expect(await lookInPdf(shown, right)).toEqual(right);
  });

  it("are embedded untouched, and once however often they are shown", async () => {
    const image = await jpeg(6);
    const pdf = Buffer.from(await renderPdf(showing(image, FULL, 3)));
    const at = pdf.indexOf(Buffer.from(image.bytes));
    expect(at).toBeGreaterThan(0);
    expect(pdf.indexOf(Buffer.from(image.bytes), at + 1)).toBe(-1);
    expect(pdf.toString("latin1").match(/\/Subtype \/Image/gu)).toHaveLength(1);
  });

  it("keep their CMYK numbers; Adobe's inverted ones are said to be inverted", async () => {
    const bytes = await sharp(await quarters())
      .toColourspace("cmyk")
      .jpeg()
      .toBuffer();
    const { components, adobe } = readJpegHeader(bytes);
    expect([components, adobe]).toEqual([4, true]);
    const image: SceneImage = { id: "c.jpg", format: "jpeg", bytes, width: WIDTH, height: HEIGHT, orientation: 1 };
    const text = Buffer.from(await renderPdf(showing(image))).toString("latin1");
    expect(text).toContain("/ColorSpace /DeviceCMYK");
    expect(text).toContain("/Decode [1 0 1 0 1 0 1 0]");
    expect((await look(await renderPng(showing(image), 1, { dpi: 72 }))).slice(3)).toEqual(UPRIGHT.slice(3));
  });

  it.each([
    ["plain", (image: Sharp) => image.png()],
    ["palette", (image: Sharp) => image.png({ palette: true, colours: 8 })],
    ["interlaced", (image: Sharp) => image.png({ progressive: true })],
    ["opaque alpha", (image: Sharp) => image.ensureAlpha(1).png()],
    ["16 bits", (image: Sharp) => image.toColourspace("rgb16").png()],
  ])("may be PNG: %s", async (_kind, encode) => {
    const bytes = await encode(sharp(await quarters())).toBuffer();
    const image: SceneImage = { id: "p.png", format: "png", bytes, width: WIDTH, height: HEIGHT, orientation: 1 };
    expect(await lookInPdf(showing(image), UPRIGHT)).toEqual(UPRIGHT);
    expect(await look(await renderPng(showing(image), 1, { dpi: 72 }))).toEqual(UPRIGHT);
  });

  it("let the paper through where they are transparent", async () => {
    const bytes = await sharp(await quarters())
      .ensureAlpha(0)
      .png()
      .toBuffer();
    const image: SceneImage = { id: "p.png", format: "png", bytes, width: WIDTH, height: HEIGHT, orientation: 1 };
    const white = Array<string>(6).fill("white");
    expect(Buffer.from(await renderPdf(showing(image))).toString("latin1")).toContain("/SMask");
    expect(await lookInPdf(showing(image), white)).toEqual(white);
    expect(await look(await renderPng(showing(image), 1, { dpi: 72 }))).toEqual(white);
  });

  it("that are damaged are named in the error", async () => {
    const image = await jpeg(1);
    const broken = { ...image, bytes: image.bytes.subarray(0, 20) };
    await expect(renderPdf(showing(broken))).rejects.toThrow("photo.jpg: the JPEG file has no picture in it");
    const other = { ...image, format: "png" as const };
    await expect(renderPdf(showing(other))).rejects.toThrow("photo.jpg: the picture is not a PNG file");
  });
});
