import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { mm, pt } from "../../src/base/length.js";
import type { Face } from "../../src/font/face.js";
import { openFace } from "../../src/font/open.js";
import { renderPdf } from "../../src/render/pdf.js";
import type { Colour, SceneItem } from "../../src/scene/list.js";
import { hasTool, pdfText, runTool } from "../tools.js";
import { bundledFace, line, lines, page, scene } from "./scenes.js";

const NIMBUS = "/usr/share/fonts/opentype/urw-base35/NimbusSans-Regular.otf";
const kai = bundledFace("LXGW WenKai");
const latin1 = (bytes: Uint8Array): string => Buffer.from(bytes).toString("latin1");
/** Content streams unpacked, so that operators can be read. */
const plain = (pdf: Uint8Array): string =>
  latin1(runTool("qpdf", ["--qdf", "--object-streams=disable", "{in}", "{out}"], pdf).out);

describe.skipIf(!hasTool("pdftotext"))("text of the PDF", () => {
  it.each([
    ["radicals and the characters they share glyphs with", ["一⼀工⼯豈目⽬", "⼀一⼯工⽬目"], {}],
    ["dashes, dots and quotes", ["他说——好……“引”·中–文―终", "——"], {}],
    ["signs", ["■▲▶>>>【①】※→"], {}],
    ["ligatures", ["office fi ffi", "——fi"], { shaped: true }],
    ["letters with marks", ["cafe\u0301 ye\u0302"], { shaped: true }],
    ["marks set one by one", ["x\u0301y"], {}],
    ["characters beyond the basic plane", ["𠮷野家", "한글𠮷"], { face: kai }],
    ["parentheses and backslashes", ["(a)\\b<c>"], {}],
  ])("is the input's: %s", async (_name, texts, options) => {
    const pdf = await renderPdf(lines(texts, options));
    const form = (text: string): string => text.normalize("NFD");
    expect(form(pdfText(pdf, "-raw"))).toBe(form(`${texts.join("\n")}\n\f`));
    expect(form(pdfText(pdf)).trim()).toBe(form(texts.join("\n")));
  });

  it("has one glyph for two dashes, and the text of both", async () => {
    const scenes = lines(["——"]);
    const run = scenes.pages[0]?.items[0];
    expect(run?.kind === "glyphs" && run.gids.length).toBe(1);
    expect(pdfText(await renderPdf(scenes), "-raw")).toContain("——");
  });

  it("keeps a cluster together that has more glyphs than characters", async () => {
    const run = line("fab", mm(20), mm(20));
    const doubled = { ...run, texts: ["fi", "", "", ...run.texts.slice(1)], gids: [...run.gids, 70, 71] };
    const pdf = await renderPdf(scene([page([{ ...doubled, offsets: [0, 90_000, 180_000, 270_000, 360_000] }])]));
    expect(pdfText(pdf, "-raw").trim()).toBe("fiab");
  });

  it("follows the scene's order, squeezed marks and all", async () => {
    const run = line("「你好」，他说。", mm(20), mm(20));
    const squeezed = {
      ...run,
      offsets: run.offsets.map((offset, i) => offset - (i > 3 ? pt(6) : 0) - (i > 4 ? pt(3) : 0)),
    };
    const pdf = await renderPdf(scene([page([line("后", mm(20), mm(40)), squeezed])]));
    expect(pdfText(pdf, "-raw")).toBe("后\n「你好」，他说。\n\f");
  });

  it("is not broken by squeezed marks nor spaced by stretched lines", async () => {
    const text = "‘你好’，”（北京）《报》";
    const run = line(text, mm(20), mm(20), { size: pt(10) });
    const loose = run.offsets.map((offset, i) => offset + i * pt(3));
    const tight = run.offsets.map((offset, i) => offset - Math.max(0, i - 3) * pt(5));
    const pdf = await renderPdf(
      scene([
        page([
          { ...run, offsets: loose },
          { ...run, y: mm(40), offsets: tight },
        ]),
      ]),
    );
    expect(pdfText(pdf, "-raw")).toBe(`${text}\n${text}\n\f`);
  });

  it("survives in vertical lines, one character after the other", async () => {
    const pdf = await renderPdf(lines(["竖排标题"], { direction: "vertical" }));
    expect(pdfText(pdf, "-raw").replaceAll(/\s/gu, "")).toBe("竖排标题");
  });

  it.skipIf(!existsSync(NIMBUS))("is right in CFF faces", async () => {
    const pdf = await renderPdf(lines(["Hamburgefonstiv fi", "(aa)"], { face: nimbus(), shaped: true }));
    expect(pdfText(pdf, "-raw")).toBe("Hamburgefonstiv fi\n(aa)\n\f");
    expect(runTool("pdffonts", ["{in}"], pdf).text).toMatch(/CID Type 0C +Identity-H +yes yes yes/u);
  });
});

function nimbus(): Face {
  return openFace(readFileSync(NIMBUS), { family: "Nimbus Sans", weight: 400, id: "nimbus-sans-400" });
}

describe("the PDF file", () => {
  it("is the same bytes every time, whenever it is made", async () => {
    const first = await renderPdf(lines(["同样的字节"]));
    await new Promise((resolve) => setTimeout(resolve, 1100));
    const second = await renderPdf(lines(["同样的字节"]));
    expect(createHash("sha256").update(second).digest("hex")).toBe(createHash("sha256").update(first).digest("hex"));
  });

  it("is dated by the edition, or by a fixed day", async () => {
    const items = [line("日", mm(20), mm(20))];
    expect(latin1(await renderPdf(scene([page(items)])))).toContain("(D:20251216000000Z)");
    expect(latin1(await renderPdf(scene([page(items)], undefined, [], null)))).toContain("(D:20000101000000Z)");
    expect(latin1(await renderPdf(scene([page(items)], undefined, [], "soon")))).toContain("(D:20000101000000Z)");
  });

  it("says its version, language and maker, and has the page's size", async () => {
    const text = latin1(await renderPdf(lines(["字"])));
    expect(text).toMatch(/^%PDF-1\.7/u);
    expect(text).toContain("/Lang (zh-Hans)");
    expect(text).toContain("(banxin)");
    expect(text).toContain("/MediaBox [0 0 566.929134 425.19685]");
    expect(text).not.toContain("PDFKit");
  });

  it("writes the pages asked for", async () => {
    const pages = [1, 2, 3].map((number) => page([line(`${number}`, mm(20), mm(20))], { number }));
    const pdf = await renderPdf(scene(pages), { pages: [3, 1] });
    expect(latin1(pdf)).toMatch(/\/Count 2\b/u);
    expect(hasTool("pdftotext") ? pdfText(pdf, "-raw") : "1\n\f3\n\f").toBe("1\n\f3\n\f");
    await expect(renderPdf(scene(pages), { pages: [4] })).rejects.toThrow("the scene has no page 4");
    await expect(renderPdf(scene([]))).rejects.toThrow("there is no page to render");
  });

  it("can be a page without anything on it", async () => {
    expect((await renderPdf(scene([page([])]))).length).toBeGreaterThan(500);
  });

  it.skipIf(!hasTool("qpdf"))("is sound", async () => {
    const faces = [bundledFace("Noto Serif SC"), bundledFace("Noto Sans SC", 900), kai];
    const items = faces.map((face, i) => line("一⼀豈目⽬office——", mm(20), mm(20 + 10 * i), { face }));
    const pdf = await renderPdf(scene([page(items)], faces));
    expect(runTool("qpdf", ["--check", "{in}"], pdf).text).toContain("No syntax or stream encoding errors");
    const fonts = runTool("pdffonts", ["{in}"], pdf).text;
    expect(fonts.match(/[A-Z]{6}\+\S+ +CID TrueType +Identity-H +yes yes yes/gu)).toHaveLength(3);
  });

  it.skipIf(!hasTool("qpdf"))("has an outline: pages, and stories beneath them", async () => {
    const bookmarks = [
      { title: "头条", y: mm(20) },
      { title: "二条", y: mm(60) },
    ];
    const pdf = await renderPdf(scene([page([line("字", mm(20), mm(20))], { number: 4, bookmarks })]));
    const text = runTool("qpdf", ["--json=2", "--json-key=outlines", "{in}"], pdf).text;
    const { outlines } = JSON.parse(text) as {
      outlines: { title: string; dest: (string | number)[]; kids: { title: string; dest: (string | number)[] }[] }[];
    };
    expect(outlines.map(({ title }) => title)).toEqual(["第4版"]);
    expect(outlines[0]?.kids.map(({ title }) => title)).toEqual(["头条", "二条"]);
    expect(outlines[0]?.kids[0]?.dest.slice(1)).toEqual(["/XYZ", 0, expect.closeTo(425.197 - 56.693, 2), 0]);
  });
});

describe.skipIf(!hasTool("qpdf"))("paint", () => {
  const rect = { x: mm(10), y: mm(10), width: mm(50), height: pt(1) };
  const fill = (colour: Colour): SceneItem => ({ kind: "fill", role: "rule", rect, colour });

  it("sets colours in their own spaces", async () => {
    const items = [
      fill({ space: "cmyk", c: 0.1, m: 0.2, y: 0.3, k: 0.4 }),
      fill({ space: "rgb", r: 0, g: 0.5, b: 1 }),
      fill({ space: "gray", gray: 0.25 }),
      fill({ space: "spot", name: "专色 1", tint: 0.6, alternate: { c: 0, m: 1, y: 0.8, k: 0 } }),
      fill({ space: "spot", name: "专色 1", tint: 1, alternate: { c: 0, m: 1, y: 0.8, k: 0 } }),
    ];
    const text = plain(await renderPdf(scene([page(items)])));
    for (const operator of ["0.1 0.2 0.3 0.4 k", "0 0.5 1 rg", "0.25 g", "/Spot1 cs 0.6 scn", "/Spot1 cs 1 scn"]) {
      expect(text).toContain(operator);
    }
    expect(text).toMatch(/\/Separation\s+\/#e4#b8#93#e8#89#b2#201\s+\/DeviceCMYK/u);
    expect(text).not.toContain("Spot2");
  });

  it("repeats no colour that is already set, and sets it anew on the next page", async () => {
    const grey: Colour = { space: "gray", gray: 0 };
    const text = plain(await renderPdf(scene([page([fill(grey), fill(grey)]), page([fill(grey)], { number: 2 })])));
    expect(text.match(/^0 g$/gmu)).toHaveLength(2);
  });

  it("draws rules to the micrometre and frames inside their edge", async () => {
    const items: SceneItem[] = [
      fill({ space: "gray", gray: 0 }),
      {
        kind: "frame",
        role: "box",
        rect: { ...rect, height: mm(10) },
        thickness: pt(0.5),
        colour: { space: "gray", gray: 0 },
      },
      { kind: "frame", role: "box", rect, thickness: pt(0.5), colour: { space: "gray", gray: 0 } },
    ];
    const text = plain(await renderPdf(scene([page(items)])));
    expect(text).toContain("28.346 28.346 141.732 1 re f\n");
    expect(text).toContain("28.346 28.346 141.732 28.346 re 28.846 28.846 140.732 27.346 re f*");
    // A frame as thick as its box is a filled box.
    expect(text).toMatch(/f\*\n28\.346 28\.346 141\.732 1 re f\n/u);
  });

  it("places glyphs by the scene, to a ten-thousandth of an em", async () => {
    const run = line("一二三", mm(20), mm(20), { size: pt(10) });
    const pdf = await renderPdf(scene([page([{ ...run, offsets: [0, pt(10.5), pt(20)] }])]));
    expect(plain(pdf)).toContain("1 0 0 -1 56.693 56.693 Tm [<0001>-50<0002>50<0003>] TJ");
  });
});
