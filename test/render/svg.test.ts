import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import sharp from "sharp";
import { describe, expect, it } from "vitest";
import { mm, pt } from "../../src/base/length.js";
import { renderPng } from "../../src/render/png.js";
import { screenColour } from "../../src/render/screen-colour.js";
import { renderSvg } from "../../src/render/svg.js";
import { dumpScene } from "../../src/scene/dump.js";
import type { SceneItem } from "../../src/scene/list.js";
import { BLACK, bundledFace, line, lines, page, scene } from "./scenes.js";

describe("renderSvg", () => {
  it("draws each outline once and uses it where it stands", () => {
    const svg = renderSvg(lines(["一二一", "二一"]), 1);
    expect(svg.match(/<path id=/gu)).toHaveLength(2);
    expect(svg.match(/<use /gu)).toHaveLength(5);
    expect(svg).toContain('<use href="#f0g8719" x="2000"/>');
    expect(svg).toContain('transform="translate(42.52 62.52)scale(0.012)"');
  });

  it("says what each group is and where it comes from", () => {
    const svg = renderSvg(lines(["字"]), 1);
    expect(svg).toContain('<g data-role="body" data-article="a" data-pointer="/articles/0/body/0">');
    expect(svg).toContain('data-start="0" data-end="1"');
    expect(svg).toMatch(/<svg [^>]*width="566.929pt" height="425.197pt" viewBox="0 0 566.929 425.197" lang="zh-Hans"/u);
  });

  it("is the same every time, and its ids can be told apart from another page's", () => {
    const shown = lines(["同样"]);
    expect(renderSvg(shown, 1)).toBe(renderSvg(shown, 1));
    expect(renderSvg(shown, 1, { idPrefix: "p4-" })).toContain('href="#p4-f0g');
  });

  it("draws rules and frames", () => {
    const rect = { x: pt(10), y: pt(20), width: pt(30), height: pt(40) };
    const items: SceneItem[] = [
      { kind: "fill", role: "rule", rect, colour: BLACK },
      { kind: "frame", role: "box", rect, thickness: pt(2), colour: BLACK },
    ];
    const svg = renderSvg(scene([page(items)]), 1);
    expect(svg).toContain('<rect x="10" y="20" width="30" height="40" fill="#1d1d1b"/>');
    expect(svg).toContain('d="M10 20h30v40h-30zM12 22h26v36h-26z"');
  });

  it("stands vertical text on the line's centre", () => {
    const svg = renderSvg(lines(["一二"], { direction: "vertical" }), 1);
    expect(svg).toContain('x="-500" y="880"/>');
    expect(svg).toContain('x="-500" y="1880"/>');
  });

  it("escapes what people wrote", () => {
    const shown = lines(["字"]);
    const svg = renderSvg({ ...shown, meta: { ...shown.meta, title: '<b> & "c"' } }, 1);
    expect(svg).toContain("<title>&lt;b&gt; &amp; &quot;c&quot;</title>");
  });

  it("knows the pages there are", () => {
    expect(() => renderSvg(lines(["字"]), 2)).toThrow("the scene has no page 2");
  });

  it("runs without node: nothing it imports, however far, is a node module", () => {
    const source = join(import.meta.dirname, "../../src");
    const seen = new Set<string>();
    const follow = (path: string): void => {
      if (seen.has(path)) return;
      seen.add(path);
      for (const [, from = ""] of readFileSync(path, "utf8").matchAll(/from "([^"]+)"/gu)) {
        expect(from).not.toMatch(/^node:/u);
        if (from.startsWith(".")) follow(join(path, "..", from).replace(/\.js$/u, ".ts"));
      }
    };
    follow(join(source, "render/svg.ts"));
    follow(join(source, "font/library.ts"));
    expect(seen.size).toBeGreaterThan(8);
    expect(readdirSync(source)).toContain("render");
  });
});

describe("renderPng", () => {
  it("has the size of the page at its resolution", async () => {
    for (const dpi of [72, 100, 144]) {
      const { width, height } = await sharp(await renderPng(lines(["字"]), 1, { dpi })).metadata();
      expect([width, height]).toEqual([Math.round((566.929 * dpi) / 72), Math.round((425.197 * dpi) / 72)]);
    }
  });

  it("shows black type on white paper", async () => {
    const png = await renderPng(lines(["国国国国"], { size: pt(40) }), 1, { dpi: 72 });
    const { channels } = await sharp(png).stats();
    expect(channels[0]?.min).toBeLessThan(60);
    expect(channels[0]?.max).toBe(255);
    expect((await sharp(png).metadata()).hasAlpha).toBe(false);
  });

  it("refuses resolutions that make no sense", async () => {
    await expect(renderPng(lines(["字"]), 1, { dpi: 0 })).rejects.toThrow(RangeError);
    await expect(renderPng(lines(["字"]), 1, { dpi: Number.NaN })).rejects.toThrow(RangeError);
  });
});

describe("screenColour", () => {
  it("shows inks as they print, not as a screen could shine", () => {
    expect(screenColour({ space: "cmyk", c: 0, m: 0, y: 0, k: 0 })).toBe("#ffffff");
    expect(screenColour({ space: "cmyk", c: 1, m: 0, y: 0, k: 0 })).toBe("#009fe3");
    expect(screenColour({ space: "cmyk", c: 0, m: 1, y: 1, k: 0 })).toBe("#e30613");
    expect(screenColour(BLACK)).toBe("#1d1d1b");
    expect(screenColour({ space: "gray", gray: 0.5 })).toBe("#808080");
    expect(screenColour({ space: "rgb", r: 1, g: 0.5, b: 2 })).toBe("#ff80ff");
    const alternate = { c: 0, m: 1, y: 1, k: 0 };
    expect(screenColour({ space: "spot", name: "red", tint: 1, alternate })).toBe("#e30613");
    expect(screenColour({ space: "spot", name: "red", tint: 0, alternate })).toBe("#ffffff");
  });
});

describe("dumpScene", () => {
  it("is text that people can review", () => {
    const han = line("你好", pt(10), pt(20), { size: pt(10) });
    const latin = line("A1", pt(30), pt(20), { size: pt(10), face: bundledFace("Noto Sans SC") });
    const items: SceneItem[] = [
      { kind: "fill", role: "rule", rect: { x: 0, y: 0, width: mm(10), height: pt(0.5) }, colour: BLACK },
      han,
      latin,
      line("下行", pt(10), pt(32), {
        size: pt(10),
        colour: { space: "spot", name: "红", tint: 0.5, alternate: { c: 0, m: 1, y: 1, k: 0 } },
      }),
      { ...line("无𠮷", pt(10), pt(44), { size: pt(10) }), source: { pointer: "", start: 0, end: 3 }, role: "folio" },
    ];
    const shown = scene([
      page(items, {
        areas: [{ kind: "story", article: "a", rect: { x: 0, y: 0, width: mm(10), height: mm(10) } }],
        fixed: [],
        bookmarks: [{ title: "头条", y: pt(12) }],
      }),
    ]);
    expect(dumpScene(shown)).toBe(`scene "测试版" zh-Hans 2025-12-16
face noto-serif-sc-400 (NotoSerifSC-Regular)

page 1 566.929×425.197
  grid em 9 top 56.693 leading 12.6 rows 10 columns none
  area story a 0,0 28.346×28.346
  bookmark 12 头条
  rule
    fill 0,0 28.346×0.5 cmyk(0 0 0 100)
  body a /articles/0/body/0
    10,20 noto-serif-sc-400 10 cmyk(0 0 0 100) "你好" @ 10 | 30,20 noto-sans-sc-400 10 cmyk(0 0 0 100) "A1" @ 6.08
    10,32 noto-serif-sc-400 10 spot(红 50) "下行" @ 10
  folio
    10,44 noto-serif-sc-400 10 cmyk(0 0 0 100) MISSING-GLYPH "无𠮷" @ 10
`);
    expect(dumpScene(shown)).toBe(dumpScene(shown));
  });
});
