/**
 * What a full broadsheet page costs to render: 7 000 glyphs in four faces, 1 100 of them distinct in the body face. Run with
 * `npx vitest bench --run bench/render.bench.ts`.
 */
import { readFileSync } from "node:fs";
import { deflateSync } from "node:zlib";
import { bench, describe } from "vitest";
import { mm, pt } from "../src/base/length.js";
import { openFace } from "../src/font/open.js";
import { renderPdf } from "../src/render/pdf.js";
import { renderPng } from "../src/render/png.js";
import { openSubsetSource, subsetTrueType } from "../src/render/subset.js";
import { renderSvg } from "../src/render/svg.js";
import type { GlyphRun } from "../src/scene/list.js";
import { bundledFace, line, page, scene } from "../test/render/scenes.js";

const DISTINCT = 1100;
const song = bundledFace("Noto Serif SC");
const black = bundledFace("Noto Serif SC", 900);
const hei = bundledFace("Noto Sans SC", 700);
const kai = bundledFace("LXGW WenKai");

/** The same text every time: a linear congruence picks characters, common ones more often. */
function broadsheet(): GlyphRun[] {
  let seed = 7;
  const random = (): number => (seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31) / 2 ** 31;
  const pool = Array.from({ length: DISTINCT }, (_, i) => String.fromCodePoint(0x4e00 + i * 19));
  const text = (length: number): string =>
    Array.from({ length }, () => (random() < 0.1 ? "，" : (pool[Math.floor(random() ** 2 * DISTINCT)] ?? ""))).join("");
  const runs: GlyphRun[] = [];
  for (let column = 0; column < 6; column++) {
    for (let row = 0; row < 77; row++) {
      runs.push(line(text(13), mm(18 + column * 46), mm(40) + row * pt(12.6), { face: song, size: pt(9) }));
    }
  }
  runs.push(line(pool.join(""), mm(18), mm(32), { face: song, size: pt(0.9) }));
  for (let i = 0; i < 8; i++) {
    const y = mm(390 + i * 18);
    runs.push(line(text(12), mm(20), y, { face: i % 2 === 0 ? black : hei, size: pt(36) }));
    runs.push(line(text(15), mm(200), y, { face: kai, size: pt(12) }));
  }
  return runs;
}

const runs = broadsheet();
const shown = scene([page(runs, { width: mm(390), height: mm(545) })], [song, black, hei, kai]);
const bodyGids = [0, ...new Set(runs.filter((run) => run.face === song.id).flatMap((run) => [...run.gids]))];
const source = openSubsetSource(song.bytes);
const subset = subsetTrueType(source, bodyGids);
const path = bundledPath();

function bundledPath(): string {
  return new URL("../fonts/LXGWWenKai-Regular.ttf", import.meta.url).pathname;
}

describe("fonts", () => {
  bench("read a 16 MB font file", () => void readFileSync(path));
  const bytes = readFileSync(path);
  bench("open a face", () => void openFace(bytes, { family: "K", weight: 400, id: "k" }));
  bench("subset 1 100 glyphs", () => void subsetTrueType(source, bodyGids));
  for (const level of [1, 4, 6, 9]) bench(`deflate level ${level}`, () => void deflateSync(subset, { level }));
});

describe("a page", () => {
  bench("PDF", async () => void (await renderPdf(shown)));
  bench("SVG", () => void renderSvg(shown, 1));
  bench("PNG at 72 dpi", async () => void (await renderPng(shown, 1, { dpi: 72 })), { iterations: 3, time: 0 });
  bench("PNG at 150 dpi", async () => void (await renderPng(shown, 1, { dpi: 150 })), { iterations: 3, time: 0 });
});
