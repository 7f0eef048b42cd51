import { test } from "vitest";
import { writeFileSync } from "node:fs";
import sharp from "sharp";
import { mm, pt } from "../../src/base/length.js";
import { renderPdf } from "../../src/render/pdf.js";
import { renderPng } from "../../src/render/png.js";
import { renderSvg } from "../../src/render/svg.js";
import type { Colour, SceneImage, SceneItem } from "../../src/scene/list.js";
import { line, page, scene, bundledFace } from "./scenes.js";
test("pics", async () => {
  const base = sharp(Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" width="120" height="80"><rect width="120" height="80" fill="#ddd"/><rect width="60" height="40" fill="#c00"/><rect x="60" width="60" height="40" fill="#0a0"/><rect y="40" width="60" height="40" fill="#00c"/><text x="20" y="60" font-size="40">R</text></svg>`));
  const up = await base.png().toBuffer();
  const images: SceneImage[] = [];
  // stored = inverse orientation transforms
  const inv: Record<number, (s: sharp.Sharp) => sharp.Sharp> = { 1: (s) => s, 2: (s) => s.flop(), 3: (s) => s.rotate(180), 4: (s) => s.flip(), 5: (s) => s.rotate(90).flop(), 6: (s) => s.rotate(270), 7: (s) => s.rotate(270).flop(), 8: (s) => s.rotate(90) };
  for (let o = 1; o <= 8; o++) { const bytes = await inv[o]!(sharp(up)).jpeg().withMetadata({ orientation: o }).toBuffer(); images.push({ id: `o${o}`, format: "jpeg", bytes, width: 120, height: 80, orientation: o }); }
  images.push({ id: "cmyk", format: "jpeg", bytes: await sharp(up).toColourspace("cmyk").jpeg().toBuffer(), width: 120, height: 80, orientation: 1 });
  images.push({ id: "alpha", format: "png", bytes: await sharp(await sharp(up).removeAlpha().toBuffer()).ensureAlpha(0.4).png().toBuffer(), width: 120, height: 80, orientation: 1 });
  images.push({ id: "pal", format: "png", bytes: await sharp(up).png({ palette: true }).toBuffer(), width: 120, height: 80, orientation: 1 });
  images.push({ id: "rgb", format: "png", bytes: await sharp(up).flatten().png().toBuffer(), width: 120, height: 80, orientation: 1 });
  images.push({ id: "gray", format: "png", bytes: await sharp(up).flatten().grayscale().png().toBuffer(), width: 120, height: 80, orientation: 1 });
  images.push({ id: "inter", format: "png", bytes: await sharp(up).flatten().png({ progressive: true }).toBuffer(), width: 120, height: 80, orientation: 1 });
  const items: SceneItem[] = [];
  items.push({ kind: "fill", role: "background", rect: { x: mm(5), y: mm(5), width: mm(190), height: mm(3) }, colour: { space: "cmyk", c: 1, m: 0, y: 0, k: 0 } });
  const cols: Colour[] = [{ space: "cmyk", c: 0, m: 1, y: 1, k: 0 }, { space: "cmyk", c: 0, m: 0, y: 0, k: .3 }, { space: "rgb", r: .2, g: .5, b: .9 }, { space: "gray", gray: .5 }, { space: "spot", name: "专色 PANTONE 186 C", tint: .6, alternate: { c: 0, m: 1, y: .81, k: .04 } }, { space: "cmyk", c: 1, m: 1, y: 0, k: 0 }];
  cols.forEach((c, i) => items.push({ kind: "fill", role: "box", rect: { x: mm(5 + i * 20), y: mm(10), width: mm(15), height: mm(8) }, colour: c }));
  items.push({ kind: "frame", role: "box", rect: { x: mm(130), y: mm(10), width: mm(30), height: mm(10) }, thickness: pt(2), colour: cols[0]! });
  images.forEach((im, i) => { const x = mm(5 + (i % 7) * 27), y = mm(25 + Math.floor(i / 7) * 25);
    items.push({ kind: "picture", role: "photo", source: { article: "a", pointer: "/articles/0/photos/0", start: 0, end: 0 }, image: im.id, rect: { x, y, width: mm(24), height: mm(16) }, crop: { x: 0, y: 0, width: 1, height: 1 }, alt: "图" });
    items.push({ kind: "picture", role: "photo", source: { article: "a", pointer: "/articles/0/photos/1", start: 0, end: 0 }, image: im.id, rect: { x, y: y + mm(52), width: mm(20), height: mm(20) }, crop: { x: 0.25, y: 0, width: 0.5, height: 0.75 }, alt: "" }); });
  items.push(line("竖排，文字——行", mm(190), mm(25), { direction: "vertical" }));
  items.push(line("横排红字", mm(165), mm(18), { colour: cols[0]!, face: bundledFace("Noto Serif SC", 900), size: pt(24) }));
  const s = scene([page(items, { bookmarks: [{ title: "头条：新闻", y: mm(25) }] }), page([line("二", mm(20), mm(20))], { number: 2 })], [bundledFace("Noto Serif SC"), bundledFace("Noto Serif SC", 900)], images);
  writeFileSync("/tmp/fr/p.pdf", await renderPdf(s)); writeFileSync("/tmp/fr/p.svg", renderSvg(s, 1)); writeFileSync("/tmp/fr/pp.png", await renderPng(s, 1, { dpi: 120 }));
  writeFileSync("/tmp/fr/pr.png", await sharp(Buffer.from(renderSvg(s, 1, { pixelsPerPoint: 120 / 72 })), { unlimited: true }).png().toBuffer());
});
