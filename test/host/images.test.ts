import { mkdtemp, open, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { packageRoot } from "../../src/host/fonts.js";
import { cmykTiff } from "../../src/press/tiff.js";
import { closeImageDecoder, loadImage, openImage } from "../../src/host/images.js";

let folder = "";

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "banxin-images-"));
});

afterAll(async () => {
  await closeImageDecoder();
  await rm(folder, { recursive: true, force: true });
});

/** A picture with some detail, 90 × 60. */
function picture() {
  const pixels = Buffer.from(Array.from({ length: 90 * 60 * 3 }, (_, index) => (index * 7919) % 251));
  return sharp(pixels, { raw: { width: 90, height: 60, channels: 3 } });
}

async function file(name: string, content: Uint8Array | string): Promise<string> {
  await writeFile(join(folder, name), content);
  return join(folder, name);
}

async function load(name: string, content: Uint8Array | string) {
  const outcome = await loadImage(await file(name, content), "i");
  if (!outcome.ok) return outcome.diagnostics.map(({ code }) => code).join();
  const { format, width, height, orientation } = outcome.value;
  return { format, width, height, orientation };
}

const UPRIGHT = { width: 90, height: 60, orientation: 1 };

describe("loadImage takes", () => {
  it("JPEG as it is: baseline, progressive, grey, CMYK", async () => {
    const jpeg = { format: "jpeg", ...UPRIGHT };
    expect(await load("a.jpg", await picture().jpeg().toBuffer())).toEqual(jpeg);
    expect(await load("p.jpg", await picture().jpeg({ progressive: true }).toBuffer())).toEqual(jpeg);
    expect(await load("g.jpg", await picture().greyscale().jpeg().toBuffer())).toEqual(jpeg);
    expect(await load("c.jpg", await picture().toColourspace("cmyk").jpeg().toBuffer())).toEqual(jpeg);
  });

  it("how light its upright parts are, where that is asked for", async () => {
    const half = (value: number) => Buffer.alloc(90 * 30 * 3, value);
    const raw = { raw: { width: 90, height: 60, channels: 3 } } as const;
    // Black over white; turned by a quarter, black lies at the right.
    const halves = () => sharp(Buffer.concat([half(0), half(255)]), raw);
    const corners = async (name: string, bytes: Buffer) => {
      const opened = await openImage(await file(name, bytes), "i", undefined, { light: true });
      const light = opened.ok ? opened.value.image.light : undefined;
      const { columns = 0, rows = 0, values = [] } = light ?? {};
      expect(values).toHaveLength(columns * rows);
      return [0, columns - 1, columns * (rows - 1), columns * rows - 1].map((at) => Math.round(values[at] ?? -1));
    };
    expect(await corners("l.png", await halves().png().toBuffer())).toEqual([0, 0, 1, 1]);
    expect(await corners("l.webp", await halves().webp({ lossless: true }).toBuffer())).toEqual([0, 0, 1, 1]);
    expect(await corners("l.jpg", await halves().toColourspace("cmyk").jpeg().toBuffer())).toEqual([0, 0, 1, 1]);
    const turned = await halves().withMetadata({ orientation: 6 }).jpeg().toBuffer();
    expect(await corners("t.jpg", turned)).toEqual([1, 0, 1, 0]);
    const plain = await openImage(await file("n.png", await halves().png().toBuffer()), "i");
    expect(plain.ok && plain.value.image.light).toBeUndefined();
  });

  it("its bytes untouched", async () => {
    const bytes = await picture().jpeg().toBuffer();
    const outcome = await loadImage(await file("same.jpg", bytes), "i");
    expect(outcome.ok && Buffer.compare(outcome.value.bytes, bytes)).toBe(0);
  });

  it.each(["jpeg", "png"] as const)("no bytes that follow the end of a %s", async (format) => {
    for (const options of [{}, { progressive: true }]) {
      const bytes = format === "jpeg" ? await picture().jpeg(options).toBuffer() : await picture().png().toBuffer();
      const tail = Buffer.concat([Buffer.alloc(5_000, 0x41), Buffer.from([0xff, 0xd9]), Buffer.alloc(90, 0xff)]);
      const outcome = await loadImage(await file(`tail.${format}`, Buffer.concat([bytes, tail])), "i");
      expect(outcome.ok && Buffer.compare(outcome.value.bytes, bytes)).toBe(0);
    }
  });

  it.each([1, 2, 3, 4, 5, 6, 7, 8])("EXIF orientation %i, with the upright size", async (orientation) => {
    const bytes = await picture().withMetadata({ orientation }).jpeg().toBuffer();
    const [width, height] = orientation >= 5 ? [60, 90] : [90, 60];
    expect(await load("o.jpg", bytes)).toEqual({ format: "jpeg", width, height, orientation });
  });

  it("PNG: colour, palette, transparent", async () => {
    const png = { format: "png", ...UPRIGHT };
    expect(await load("a.png", await picture().png().toBuffer())).toEqual(png);
    expect(await load("p.png", await picture().png({ palette: true }).toBuffer())).toEqual(png);
    expect(await load("t.png", await picture().ensureAlpha(0.5).png().toBuffer())).toEqual(png);
  });

  it("other formats and unusual PNG, as plain PNG, whatever they are called", async () => {
    const png = { format: "png", ...UPRIGHT };
    expect(await load("w.jpg", await picture().webp().toBuffer())).toEqual(png);
    expect(await load("t.tif", await picture().tiff().toBuffer())).toEqual(png);
    expect(await load("g.gif", await picture().gif().toBuffer())).toEqual(png);
    const deep = await loadImage(await file("d.png", await picture().toColourspace("rgb16").png().toBuffer()), "i");
    expect(deep.ok && (await sharp(deep.value.bytes).metadata()).depth).toBe("uchar");
    const turned = await picture().withMetadata({ orientation: 6 }).webp().toBuffer();
    expect(await load("o.webp", turned)).toEqual({ format: "png", width: 60, height: 90, orientation: 1 });
  });

  it("a TIFF in CMYK with its own inks, and its profile", async () => {
    const pixels = Buffer.alloc(64 * 64 * 4);
    for (let i = 0; i < pixels.length; i += 4) pixels.set([200, 20, 0, 30], i);
    const profile = await readFile(`${packageRoot()}/conditions/FOGRA39L_coated.icc`);
    for (const icc of [undefined, profile]) {
      const outcome = await loadImage(await file("inks.tif", cmykTiff(pixels, 64, 64, icc)), "i");
      if (!outcome.ok) throw new Error("it is not taken");
      const { format, bytes } = outcome.value;
      const meta = await sharp(bytes).metadata();
      expect([format, meta.space, meta.icc?.length]).toEqual(["jpeg", "cmyk", icc?.length]);
      const inks = await sharp(bytes).pipelineColourspace("cmyk").toColourspace("cmyk").raw().toBuffer();
      for (const [i, ink] of [200, 20, 0, 30].entries()) expect(Math.abs((inks[i] ?? 0) - ink)).toBeLessThanOrEqual(3);
    }
  });

  it("stray bytes between the segments of a JPEG", async () => {
    const bytes = await picture().jpeg().toBuffer();
    const table = bytes.indexOf(Buffer.from([0xff, 0xc4]));
    const stray = Buffer.concat([bytes.subarray(0, table), Buffer.alloc(3), bytes.subarray(table)]);
    expect(await load("stray.jpg", stray)).toEqual({ format: "jpeg", ...UPRIGHT });
  });

  it("bytes after the end of a JPEG", async () => {
    const bytes = await picture().jpeg().toBuffer();
    expect(await load("tail.jpg", Buffer.concat([bytes, Buffer.alloc(500, 0x20)]))).toMatchObject({ format: "jpeg" });
  });
});

describe("loadImage refuses", () => {
  it("what is missing, empty, a folder, or no picture", async () => {
    expect((await loadImage(join(folder, "none.jpg"), "i")).diagnostics[0]?.code).toBe("picture-not-found");
    expect((await loadImage(folder, "i")).diagnostics[0]?.code).toBe("picture-is-directory");
    expect(await load("e.jpg", "")).toBe("picture-corrupt");
    expect(await load("x.jpg", "a letter, not a picture")).toBe("picture-unsupported");
    expect(await load("x.png", "%PDF-1.7")).toBe("picture-unsupported");
  });

  it("JPEG and PNG cut off at any place", async () => {
    const jpeg = await picture().jpeg().toBuffer();
    const png = await picture().png().toBuffer();
    for (const part of [0.05, 0.3, 0.7, 0.99]) {
      expect(await load("cut.jpg", jpeg.subarray(0, jpeg.length * part))).toBe("picture-corrupt");
      expect(await load("cut.png", png.subarray(0, png.length * part))).toBe("picture-corrupt");
    }
  });

  it("a JPEG with its middle lost, although it has a head and an end", async () => {
    const jpeg = await picture().jpeg().toBuffer();
    const holed = Buffer.concat([jpeg.subarray(0, jpeg.length / 2), jpeg.subarray(jpeg.length - 2)]);
    const opened = await openImage(await file("holed.jpg", holed), "i");
    expect(opened.ok && opened.value.image.width).toBe(90);
    const verdict = opened.ok ? await opened.value.verdict : [];
    expect(verdict.map(({ code }) => code)).toEqual(["picture-corrupt"]);
  });

  it("a PNG with damaged pixels", async () => {
    const png = await picture().png().toBuffer();
    png.fill(0x41, png.length / 2, png.length / 2 + 50);
    expect(await load("damaged.png", png)).toBe("picture-corrupt");
  });

  it("more pixels than a page can use, by the header alone", async () => {
    const png = await picture().png().toBuffer();
    png.writeUInt32BE(60_000, 16);
    png.writeUInt32BE(60_000, 20);
    expect(await load("bomb.png", png)).toBe("picture-too-large");
    const jpeg = await picture().jpeg().toBuffer();
    jpeg.writeUInt16BE(65_000, jpeg.indexOf(Buffer.from([0xff, 0xc0])) + 5);
    jpeg.writeUInt16BE(65_000, jpeg.indexOf(Buffer.from([0xff, 0xc0])) + 7);
    expect(await load("bomb.jpg", jpeg)).toBe("picture-too-large");
  });

  it("a file beyond 200 MB without reading it", async () => {
    const path = join(folder, "huge.jpg");
    const handle = await open(path, "w");
    await handle.truncate(201 * 1024 * 1024);
    await handle.close();
    expect((await loadImage(path, "i")).diagnostics[0]?.code).toBe("picture-too-large");
  });

  it("pictures whose bytes are damaged anywhere without ever hanging or throwing", async () => {
    const jpeg = await picture().jpeg().withMetadata({ orientation: 3 }).toBuffer();
    const results = [];
    for (let at = 2; at < Math.min(jpeg.length, 700); at += 7) {
      const bytes = Buffer.from(jpeg);
      bytes[at] = (bytes[at] ?? 0) ^ 0xff;
      results.push(await load("fuzz.jpg", bytes));
    }
    expect(results.every((result) => typeof result === "object" || result.startsWith("picture-"))).toBe(true);
  });
});

describe("the decoder", () => {
  it("answers many pictures at once, and starts again after it was closed", async () => {
    const path = await file("many.jpg", await picture().jpeg().toBuffer());
    const all = await Promise.all(Array.from({ length: 20 }, () => loadImage(path, "i")));
    expect(all.every(({ ok }) => ok)).toBe(true);
    const pending = await openImage(path, "i");
    await closeImageDecoder();
    expect(pending.ok && (await pending.value.verdict).length).toBe(1);
    expect((await loadImage(path, "i")).ok).toBe(true);
    expect((await readFile(path)).length).toBeGreaterThan(0);
  });
});
