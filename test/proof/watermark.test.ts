/** A proof marked as one: the words stand inside page and pictures, the page's own text stays, pictures lose their detail. */
import sharp from "sharp";
import { describe, expect, it } from "vitest";
import { mm, pt } from "../../src/base/length.js";
import { lowResolution } from "../../src/press/low-resolution.js";
import type { Lettering } from "../../src/proof/overlay.js";
import { withWatermark } from "../../src/proof/watermark.js";
import { renderPdf } from "../../src/render/pdf.js";
import type { GlyphRun, Picture, SceneImage } from "../../src/scene/list.js";
import { bundledFace, line, page, scene } from "../render/scenes.js";
import { hasTool, pdfText } from "../tools.js";

const face = bundledFace("Noto Sans SC", 700);
const lettering: Lettering = {
  draw: (text, x, y) => [line(text, x, y + pt(8), { face, size: pt(9), role: "overlay" })],
  faces: new Map([[face.id, face]]),
};
const jpeg = await sharp({ create: { width: 1800, height: 1200, channels: 3, background: "#88aacc" } })
  .jpeg()
  .toBuffer();
const photo: SceneImage = { id: "p", format: "jpeg", bytes: jpeg, width: 1800, height: 1200, orientation: 1 };
const shown: Picture = {
  kind: "picture",
  role: "photo",
  source: { pointer: "", start: 0, end: 0 },
  image: "p",
  rect: { x: mm(20), y: mm(60), width: mm(90), height: mm(60) },
  crop: { x: 0, y: 0, width: 1, height: 1 },
  alt: "",
};
const bare = scene([page([line("澜江的水又清了一层。", mm(20), mm(30)), shown])], undefined, [photo]);

describe("a watermark", () => {
  it.each(["校样", "仅供审阅 不得付印", "PROOF"])("%s stands under the page and across its picture", (text) => {
    const [made] = withWatermark(bare, text, lettering).pages;
    const items = made?.items ?? [];
    const words = items.filter((item): item is GlyphRun => item.kind === "glyphs" && item.role === "overlay");
    expect(words.map(({ texts }) => texts.join(""))).toEqual(Array.from({ length: 4 }, () => text));
    const own = bare.pages[0]?.items ?? [];
    expect(items.slice(3, 5)).toEqual(own);
    const frames = [...Array.from({ length: 3 }, () => ({ x: 0, y: 0, width: mm(200), height: mm(150) })), shown.rect];
    for (const [i, run] of words.entries()) {
      const { x, y, width, height } = frames[i] ?? shown.rect;
      expect(run.x).toBeGreaterThanOrEqual(x);
      expect(run.x + (run.offsets.at(-1) ?? 0) + run.size).toBeLessThanOrEqual(x + width);
      expect(run.y - run.size).toBeGreaterThanOrEqual(y - run.size * 0.12);
      expect(run.y).toBeLessThanOrEqual(y + height);
      expect(run.size).toBeGreaterThan(pt(14));
    }
  });

  it("of many words stands in several lines that can be read", () => {
    const text = "澜江日报夜班编辑部 第三稿 仅供值班总编辑审阅 未经签字不得付印 不得外传 请于二十三时前退还";
    const [made] = withWatermark(bare, text, lettering).pages;
    const words = (made?.items ?? []).filter(
      (item): item is GlyphRun => item.kind === "glyphs" && item.role === "overlay",
    );
    expect(
      words
        .map(({ texts }) => texts.join(""))
        .join("")
        .replaceAll(" ", ""),
    ).toBe(text.replaceAll(" ", "").repeat(4));
    for (const run of words) {
      expect(run.size).toBeGreaterThan(pt(14));
      expect(run.x).toBeGreaterThanOrEqual(0);
      expect(run.x + (run.offsets.at(-1) ?? 0) + run.size).toBeLessThanOrEqual(mm(200));
    }
  });

  it.skipIf(!hasTool("pdftotext"))("is no text of the page", async () => {
    const pdf = await renderPdf(withWatermark(bare, "校样", lettering));
    expect(pdfText(pdf, "-raw").trim()).toBe("澜江的水又清了一层。");
  });
});

describe("a proof of low resolution", () => {
  it("has pictures too coarse to print, in the same places", async () => {
    const coarse = await lowResolution(bare, 100);
    expect(coarse.pages).toEqual(bare.pages);
    const made = coarse.images.get("p");
    expect([made?.width, made?.height]).toEqual([355, 237]);
    expect((await sharp(made?.bytes).metadata()).width).toBe(355);
  });

  it("never makes a picture larger, and keeps transparent parts", async () => {
    const clear = {
      create: { width: 90, height: 60, channels: 4, background: { r: 0, g: 0, b: 0, alpha: 0.5 } },
    } as const;
    const small: SceneImage = {
      ...photo,
      format: "png",
      bytes: await sharp(clear).png().toBuffer(),
      width: 90,
      height: 60,
    };
    const made = (await lowResolution({ ...bare, images: new Map([["p", small]]) }, 100)).images.get("p");
    expect([made?.width, made?.format]).toEqual([90, "png"]);
  });
});
