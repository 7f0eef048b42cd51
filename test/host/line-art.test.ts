/** Codes and charts are shown whole though nobody wrote `crop`; photographs are not. */
import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { composeJob } from "../../src/compose.js";
import { packageRoot } from "../../src/host/fonts.js";
import { closeImageDecoder, openImage } from "../../src/host/images.js";
import { loadJob } from "../../src/pipeline.js";

let folder = "";

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "banxin-line-art-"));
});

afterAll(async () => {
  await closeImageDecoder();
  await rm(folder, { recursive: true, force: true });
});

/** The same numbers every time. */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

const MODULES = 25;
const QUIET = 4;

interface Look {
  readonly module?: number;
  readonly ink?: string;
  readonly paper?: string;
  readonly logo?: boolean;
}

/** Looks like a QR code: random modules and three finders in a quiet zone. */
function code({ module = 8, ink = "#000", paper = "#fff", logo = false }: Look = {}) {
  const next = numbers(5);
  const finder = (x: number, y: number): number | undefined => {
    const corners = [x, y].map((at) => Math.min(Math.abs(at - 3), Math.abs(at - MODULES + 4)));
    if (x > MODULES / 2 && y > MODULES / 2) return undefined;
    const away = Math.max(...corners);
    return away > 4 ? undefined : away === 3 || away <= 1 ? 1 : 0;
  };
  const side = (MODULES + 2 * QUIET) * module;
  const squares = Array.from({ length: MODULES * MODULES }, (_, index) => {
    const [x, y] = [index % MODULES, Math.floor(index / MODULES)];
    const isInk = (finder(x, y) ?? Math.round(next())) === 1;
    const at = (cell: number) => (cell + QUIET) * module;
    return isInk ? `<rect x="${at(x)}" y="${at(y)}" width="${module}" height="${module}"/>` : "";
  }).join("");
  const half = side / 2;
  const badge = `<circle cx="${half}" cy="${half}" r="${3.5 * module}" fill="#2a9d5a"/><circle cx="${half}" cy="${half}" r="${2 * module}" fill="#e0762a"/>`;
  return drawn(
    side,
    side,
    `<rect width="100%" height="100%" fill="${paper}"/><g fill="${ink}">${squares}</g>${logo ? badge : ""}`,
  );
}

function drawn(width: number, height: number, content: string) {
  return sharp(
    Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">${content}</svg>`),
  );
}

function chart() {
  const next = numbers(11);
  const points = Array.from({ length: 24 }, (_, index) => `${60 + index * 22},${300 - next() * 240}`).join(" ");
  const lines = `<path d="M60 40V320H600" stroke-width="2"/><polyline points="${points}" stroke-width="3"/>`;
  return drawn(640, 400, `<rect width="640" height="400" fill="#fff"/><g fill="none" stroke="#000">${lines}</g>`);
}

function bars() {
  const next = numbers(3);
  let at = 20;
  let content = `<rect width="400" height="160" fill="#fff"/>`;
  while (at < 380) {
    const width = 2 + 2 * Math.floor(next() * 3);
    content += `<rect x="${at}" y="15" width="${width}" height="120"/>`;
    at += width + 2 + 2 * Math.floor(next() * 3);
  }
  return drawn(400, 160, content);
}

/** Branches on a pale sky, or lamps at night, as a lens sees them: soft edges, and noise in its tones. */
async function contrast(kind: "branches" | "lamps") {
  const next = numbers(17);
  const [sky, thing] = kind === "branches" ? ["#f0f0ec", "#0c0c0c"] : ["#070709", "#fdf6e4"];
  const things = Array.from({ length: 90 }, () => {
    const [x, y, end, size] = [next() * 600, next() * 400, next() * 600, next()];
    return kind === "branches"
      ? `<line x1="${x}" y1="400" x2="${end}" y2="${y}" stroke="${thing}" stroke-width="${1 + size * 7}"/>`
      : `<circle cx="${x}" cy="${y}" r="${1 + size * 4}" fill="${thing}"/>`;
  }).join("");
  const scene = drawn(600, 400, `<rect width="600" height="400" fill="${sky}"/>${things}`);
  const flat = await scene.flatten({ background: "#fff" }).png().toBuffer();
  const { data, info } = await sharp(flat).blur(1.2).raw().toBuffer({ resolveWithObject: true });
  const noisy = data.map((value) => Math.max(0, Math.min(255, value + (next() + next() - 1) * 20)));
  return sharp(noisy, { raw: info }).sharpen();
}

async function isLineArt(name: string, bytes: Buffer): Promise<boolean> {
  await writeFile(join(folder, name), bytes);
  const opened = await openImage(join(folder, name), name, undefined, { kind: true });
  if (!opened.ok) throw new Error(JSON.stringify(opened.diagnostics));
  expect(await opened.value.verdict).toEqual([]);
  return opened.value.isLineArt;
}

describe("line art is", () => {
  it.each<[string, () => Promise<Buffer>]>([
    ["png", () => code().png().toBuffer()],
    ["bit.png", () => code().png({ palette: true, colours: 2 }).toBuffer()],
    ["jpg", () => code().jpeg({ quality: 60 }).toBuffer()],
    ["small.jpg", () => code({ module: 4 }).jpeg().toBuffer()],
    ["grey.jpg", () => code().greyscale().jpeg().toBuffer()],
    ["inks.jpg", () => code().toColourspace("cmyk").jpeg().toBuffer()],
    ["logo.png", () => code({ logo: true }).png().toBuffer()],
    ["logo.jpg", () => code({ logo: true }).jpeg().toBuffer()],
    ["green.png", () => code({ ink: "#07c160" }).png().toBuffer()],
    ["negative.png", () => code({ ink: "#fff", paper: "#123" }).png().toBuffer()],
    ["clear.png", () => code({ paper: "none" }).png().toBuffer()],
    ["tif", () => code().tiff().toBuffer()],
    ["webp", () => code().webp().toBuffer()],
    ["large.png", () => code({ module: 70 }).png({ palette: true, colours: 2 }).toBuffer()],
  ])("a code as %s", async (name, bytes) => {
    expect(await isLineArt(`code.${name}`, await bytes())).toBe(true);
  });

  it("a drawing of a code, a bar code, a chart of one line", async () => {
    const squares = Array.from({ length: 9 }, (_, index) => `<rect x="${index * 20}" width="9" height="180"/>`).join(
      "",
    );
    const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 180 180" width="180" height="180">${squares}</svg>`;
    expect(await isLineArt("bars.svg", Buffer.from(svg))).toBe(true);
    expect(await isLineArt("bars.jpg", await bars().jpeg().toBuffer())).toBe(true);
    expect(await isLineArt("chart.png", await chart().png().toBuffer())).toBe(true);
    expect(await isLineArt("chart.jpg", await chart().jpeg().toBuffer())).toBe(true);
  });

  it("no photograph, however high its contrast", async () => {
    expect(await isLineArt("branches.jpg", await (await contrast("branches")).jpeg().toBuffer())).toBe(false);
    expect(await isLineArt("branches.png", await (await contrast("branches")).png().toBuffer())).toBe(false);
    expect(await isLineArt("lamps.jpg", await (await contrast("lamps")).jpeg().toBuffer())).toBe(false);
    expect(await isLineArt("white.png", await drawn(90, 60, "").png().toBuffer())).toBe(false);
  });

  it("none of the photographs of the samples", async () => {
    const samples = join(packageRoot(), "samples");
    const files = (await readdir(samples, { recursive: true })).filter((name) => name.endsWith(".jpg"));
    expect(files.length).toBeGreaterThan(4);
    for (const file of files) {
      const opened = await openImage(join(samples, file), file, undefined, { kind: true });
      expect([file, opened.ok && opened.value.isLineArt]).toEqual([file, false]);
    }
  });
});

describe("a photo without `crop`", () => {
  const BODY = "码头的钟敲过六下，船工解开缆绳，岸上的人挥手。".repeat(9);

  /** How the pictures of a page are cropped, and what loading tells. */
  async function cropped(photos: readonly object[], box?: object) {
    const story = {
      id: "a",
      headline: "扫码看渡口",
      body: [BODY, BODY],
      photos,
      ...(box === undefined ? {} : { related: [box] }),
    };
    const photo = { columns: [1, 2], rows: [10, 16] };
    const page = {
      number: 2,
      credits: [{ role: "责编", names: ["安然"] }],
      articles: ["a"],
      layout: [{ article: "a", columns: [1, 3], rows: [1, 50], photos: [photo] }],
    };
    const file = join(folder, "edition.json");
    await writeFile(file, JSON.stringify({ template: "broadsheet", pages: [page], articles: [story] }));
    const job = await loadJob(file);
    if (!job.ok) throw new Error(JSON.stringify(job.diagnostics));
    const pictures = composeJob(job.value).scene.pages.flatMap(({ items }) =>
      items.flatMap((item) => (item.kind === "picture" ? [item] : [])),
    );
    return {
      isWhole: pictures.map(({ crop }) => crop.width > 0.99 && crop.height > 0.99),
      told: job.diagnostics.filter(({ code: own }) => own === "line-art-whole"),
    };
  }

  beforeAll(async () => {
    await writeFile(join(folder, "qr.png"), await code().png().toBuffer());
    await writeFile(join(folder, "lamps.jpg"), await (await contrast("lamps")).jpeg().toBuffer());
  });

  it("is shown whole where it is a code, and that is told at its place", async () => {
    const { isWhole, told } = await cropped([{ src: "qr.png" }]);
    expect(isWhole).toEqual([true]);
    expect(told).toHaveLength(1);
    expect(told[0]).toMatchObject({ severity: "info", at: { line: 1 } });
    expect(told[0]?.hints.join("")).toContain('`crop: "fit"`');
  });

  it("is shown whole in a group, and in a box", async () => {
    const group = await cropped([{ group: ["lamps.jpg", "qr.png"] }]);
    expect(group.isWhole).toEqual([true, true]);
    expect(group.told.map(({ message }) => message.split(" ")[0])).toEqual(["qr.png"]);
    const box = { headline: "扫码", body: ["看直播。"], photos: [{ src: "qr.png" }] };
    expect((await cropped([{ src: "lamps.jpg" }], box)).told).toHaveLength(1);
  });

  it.each(["never", "fit"] as const)("is left alone where the editor wrote %s", async (crop) => {
    const { isWhole, told } = await cropped([{ src: "qr.png", crop }]);
    expect(isWhole).toEqual([crop === "never"]);
    expect(told).toEqual([]);
  });

  it("is cropped where it is a photograph", async () => {
    expect(await cropped([{ src: "lamps.jpg" }])).toEqual({ isWhole: [false], told: [] });
  });
});
