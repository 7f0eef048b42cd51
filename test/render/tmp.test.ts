import { test } from "vitest";
import { writeFileSync } from "node:fs";
import { deflateSync } from "node:zlib";
import { mm, pt } from "../../src/base/length.js";
import { renderPdf } from "../../src/render/pdf.js";
import { openSubsetSource, subsetTrueType } from "../../src/render/subset.js";
import { bundledFace, line, page, scene } from "./scenes.js";
export function broadsheet() {
  const face = bundledFace("Noto Serif SC"), head = bundledFace("Noto Serif SC", 900), hei = bundledFace("Noto Sans SC", 700), kai = bundledFace("LXGW WenKai");
  let seed = 7; const rnd = () => (seed = (seed * 1103515245 + 12345) & 0x7fffffff) / 0x7fffffff;
  const pool = Array.from({ length: 1100 }, (_, i) => String.fromCodePoint(0x4e00 + i * 19));
  const text = (n: number) => Array.from({ length: n }, (_, i) => i < 1 ? "，" : rnd() < .08 ? "。" : pool[Math.floor(rnd() ** 2 * 1100)]).join("");
  const items = [];
  for (let c = 0; c < 6; c++) for (let l = 0; l < 77; l++) items.push(line(text(13), mm(18) + c * mm(46), mm(40) + l * pt(12.6), { face, size: pt(9) }));
  items.push(line(pool.slice(0, 500).join("").slice(0, 200), mm(18), mm(30), { face, size: pt(1) }));
  items.push(line(pool.slice(500, 1100).join(""), mm(18), mm(32), { face, size: pt(1) }));
  for (let i = 0; i < 8; i++) items.push(line(text(12), mm(20), mm(380) + i * mm(18), { face: i % 2 ? head : hei, size: pt(36) }));
  for (let i = 0; i < 8; i++) items.push(line(text(15), mm(200), mm(380) + i * mm(18), { face: kai, size: pt(12) }));
  return scene([page(items, { width: mm(390), height: mm(545) })], [face, head, hei, kai]);
}

import { renderSvg } from "../../src/render/svg.js";
import { renderPng } from "../../src/render/png.js";
import { dumpScene } from "../../src/scene/dump.js";
test("svg", async () => {
  const s = broadsheet();
  for (let i = 0; i < 4; i++) { const t = performance.now(); const svg = renderSvg(s, 1); console.log("svg", (performance.now() - t).toFixed(1), svg.length); if (!i) writeFileSync("/tmp/fr/b.svg", svg); }
  for (const dpi of [72, 72, 110, 150]) { const t = performance.now(); const png = await renderPng(s, 1, { dpi }); console.log("png", dpi, (performance.now() - t).toFixed(0), png.length);  writeFileSync(`/tmp/fr/s${dpi}.png`, png); }
  writeFileSync("/tmp/fr/dump.txt", dumpScene(s));
}, 60000);
import sharp from "sharp";
test("raw", async () => {
  const s = broadsheet();
  const sc = 1;
  const A = renderSvg(s, 1, { pixelsPerPoint: sc });
  const defs = new Map([...A.matchAll(/<path id="([^"]+)" d="([^"]*)"\/>/g)].map((m) => [m[1], m[2]]));
  const B = A.replace(/<use href="#([^"]+)"(?: x="([^"]+)")?\/>/g, (_, id, x) => `<path transform="translate(${x ?? 0})" d="${defs.get(id)}"/>`).replace(/<defs>[^]*<\/defs>/, "");
  const C = A.replace(/(<use [^>]*>)+/g, (m) => { let d = ""; for (const u of m.matchAll(/<use href="#([^"]+)"(?: x="([^"]+)")?\/>/g)) d += `M${u[2] ?? 0} 0${defs.get(u[1])}`; return `<path d="${d}"/>`; }).replace(/<defs>[^]*<\/defs>/, "");
  const D = A.replace(/<use [^>]*>/g, "");
  for (const [n, x] of [["use", A], ["path", B], ["merged", C], ["none", D]] as const) for (let i = 0; i < 2; i++) {
    const t = performance.now(); await sharp(Buffer.from(x), { unlimited: true, limitInputPixels: false }).flatten({ background: "#fff" }).raw().toBuffer({ resolveWithObject: true }); console.log("svg raw", n, x.length, performance.now() - t);
  }
}, 60000);
