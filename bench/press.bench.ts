/**
 * What a page with four photographs of 24 megapixels costs as a press file (decoding, cropping, downsampling, separation and
 * coding), and what a page of text costs beside its proof, composing and preflight included. Run with `npx vitest bench --run bench/press.bench.ts`.
 */
import sharp from "sharp";
import { bench, describe } from "vitest";
import { mm, pt } from "../src/base/length.js";
import { packageRoot } from "../src/host/fonts.js";
import { composeJob } from "../src/compose.js";
import { loadJob } from "../src/pipeline.js";
import { preflight } from "../src/press/preflight/preflight.js";
import { NEWSPAPER } from "../src/press/preflight/profile.js";
import { renderPdf } from "../src/render/pdf.js";
import { loadCondition } from "../src/press/condition.js";
import { pressPage } from "../src/press/press.js";
import type { Picture, SceneImage } from "../src/scene/list.js";
import { page, scene } from "../test/render/scenes.js";

const [WIDTH, HEIGHT] = [6000, 4000];
const ACROSS = mm(185);
const DOWN = Math.round((ACROSS * HEIGHT) / WIDTH);

/** Smooth colours, the same every time. Camera files have finer detail, and take somewhat longer to decode and to code. */
async function photograph(seed: number): Promise<SceneImage> {
  const small = new Uint8Array(60 * 40 * 3);
  let state = seed;
  for (let i = 0; i < small.length; i++) {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    small[i] = state >>> 24;
  }
  const bytes = await sharp(small, { raw: { width: 60, height: 40, channels: 3 } })
    .resize(WIDTH, HEIGHT, { kernel: "cubic" })
    .jpeg({ quality: 90 })
    .toBuffer();
  return { id: `photograph-${seed}`, format: "jpeg", bytes, width: WIDTH, height: HEIGHT, orientation: 1 };
}

const photographs = await Promise.all([1, 2, 3, 4].map((seed) => photograph(seed)));
const pictures = photographs.map(({ id }, i): Picture => ({
  kind: "picture",
  role: "photo",
  source: { pointer: "", start: 0, end: 0 },
  image: id,
  rect: { x: mm(5) + (i % 2) * mm(190), y: mm(20) + Math.floor(i / 2) * mm(200), width: ACROSS, height: DOWN },
  crop: { x: 0, y: 0, width: 1, height: 1 },
  alt: "",
}));
const shown = scene([page(pictures, { width: mm(390), height: mm(545) })], undefined, photographs);
const loaded = await loadCondition("newsprint", `${packageRoot()}/conditions`);
if (!loaded.ok) throw new Error(loaded.diagnostics[0]?.message);
const condition = loaded.value;
const settings = { bleed: 0, marks: true, overprintBelow: pt(36), richBlack: [], knockout: [] };

describe("a page for the press", () => {
  for (const profile of ["pdfx1a", "pdfx4"] as const) {
    bench(
      `four photographs of 24 megapixels, ${profile}`,
      async () => void (await pressPage(shown, { page: 1, profile, condition, settings, template: "bench" })),
      { iterations: 3, time: 0, warmupIterations: 0, warmupTime: 0 },
    );
  }
});

const read = await loadJob(`${packageRoot()}/samples/richness/edition.json`);
if (!read.ok) throw new Error(read.diagnostics[0]?.message);
const job = read.value;
const [text] = job.pages;

describe("a page of text", () => {
  const often = { iterations: 10, time: 0, warmupIterations: 2, warmupTime: 0 };
  bench("its proof", async () => void (await renderPdf(composeJob(job).scene)), often);
  bench(
    "its press file, read back",
    async () => {
      const options = { page: text?.number ?? 0, profile: "pdfx1a", condition, settings, template: "bench" } as const;
      const { bytes } = await pressPage(composeJob(job).scene, options);
      await preflight(bytes, NEWSPAPER, "limit");
    },
    often,
  );
});
