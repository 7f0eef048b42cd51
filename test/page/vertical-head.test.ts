import { beforeAll, describe, expect, it } from "vitest";
import { readEdition } from "../../src/edition/read.js";
import { loadTemplate } from "../../src/host/templates.js";
import { compose } from "../../src/pipeline.js";
import { renderPdf } from "../../src/render/pdf.js";
import { renderSvg } from "../../src/render/svg.js";
import type { GlyphRun, Scene } from "../../src/scene/list.js";
import type { Template } from "../../src/template/resolved.js";
import { hasTool, pdfText } from "../tools.js";

let template: Template;
beforeAll(async () => {
  template = await loadTemplate("tabloid");
});

const BODY = Array.from({ length: 40 }, (_, i) => `第${i + 1}盏渔灯沿着堤岸亮起来，照见归来的船和等船的人。`);

function set(keys: object): Scene {
  const articles = [{ id: "灯", headline: "渔灯", headlineDirection: "vertical", body: BODY, ...keys }];
  const credits = [{ role: "责编", names: ["苇岸"] }];
  const layout = [{ article: "灯", columns: [1, 3], rows: [1, 40] }];
  const read = readEdition(JSON.stringify({ pages: [{ credits, articles: ["灯"], layout }], articles }), "e.json");
  if (!read.ok) throw new Error(JSON.stringify(read.diagnostics));
  return compose({ ...read.value, images: new Map() }, template);
}

function runs(scene: Scene, role: string): readonly GlyphRun[] {
  return (scene.pages[0]?.items ?? []).flatMap((item) =>
    item.kind === "glyphs" && item.role === role && item.source.article === "灯" ? [item] : [],
  );
}

describe("a vertical head", () => {
  it("runs down beside the text, kicker at its right and deck at its left", () => {
    const scene = set({ kicker: "引题在右", headline: "沿江渔灯次第亮", deck: "副题在左" });
    const [kicker, headline, deck] = ["kicker", "headline", "deck"].map((role) => runs(scene, role)[0]);
    expect([kicker, headline, deck].map((run) => run?.direction)).toEqual(["vertical", "vertical", "vertical"]);
    expect(kicker?.x).toBeGreaterThan(headline?.x ?? 0);
    expect(headline?.x).toBeGreaterThan(deck?.x ?? 0);
    expect(headline?.texts.join("")).toBe("沿江渔灯次第亮");
    // Text stands beside it, from the first row on.
    const head = scene.pages[0]?.areas.find(({ kind }) => kind === "head");
    const legs = scene.pages[0]?.areas.filter(({ kind }) => kind === "leg") ?? [];
    expect(legs.some(({ rect }) => rect.y === head?.rect.y)).toBe(true);
    expect(scene.findings.map(({ code }) => code)).not.toContain("vertical-head");
  });

  it("sets short numbers abreast, turns words and long numbers, and takes vertical marks", () => {
    const scene = set({ headline: "24盏“渔灯”（LED）亮2026夜" });
    const found = runs(scene, "headline");
    expect(found.map(({ texts }) => texts.join(""))).toEqual(["24", "盏“渔灯”（", "LED", "）亮", "2026", "夜"]);
    expect(found.map(({ direction, turned }) => (turned === true ? "turned" : direction))).toEqual([
      "horizontal",
      "vertical",
      "turned",
      "vertical",
      "turned",
      "vertical",
    ]);
    const [abreast] = found;
    expect(abreast?.x).toBeLessThan(found[1]?.x ?? 0);
    // Quotation marks are shown by the glyphs of their vertical forms.
    const horizontal = runs(set({ headline: "盏“渔灯”（", headlineDirection: "horizontal" }), "headline")[0];
    const upright = found[1];
    const gid = (run: GlyphRun | undefined, text: string) => run?.gids[run.texts.indexOf(text)];
    for (const mark of ["“", "（"]) expect(gid(upright, mark)).not.toBe(gid(horizontal, mark));
    expect(gid(upright, "渔")).toBe(gid(horizontal, "渔"));
  });

  it("takes smaller type rather than leave its column, and loses nothing", () => {
    const scene = set({
      label: "江边",
      kicker: "引题",
      headline: ["很长很长的一行竖排标题在这里", "第二行"],
      deck: "副题",
      byline: "■ 记者 岸芷",
    });
    for (const role of ["label", "kicker", "headline", "deck", "byline"]) expect(runs(scene, role)).not.toEqual([]);
    expect(
      runs(scene, "headline")
        .map(({ texts }) => texts.join(""))
        .join(""),
    ).toBe("很长很长的一行竖排标题在这里第二行");
    const head = scene.pages[0]?.areas.find(({ kind }) => kind === "head")?.rect;
    for (const run of runs(scene, "label")) expect(run.x).toBeLessThanOrEqual((head?.x ?? 0) + (head?.width ?? 0));
    for (const run of runs(scene, "byline")) expect(run.x).toBeGreaterThanOrEqual(head?.x ?? 0);
  });

  it.skipIf(!hasTool("pdftotext"))("is read back whole, before its story", async () => {
    const scene = set({ headline: "沿江“渔灯”次第亮" });
    const text = pdfText(await renderPdf(scene), "-raw");
    expect(text).toContain("沿江“渔灯”次第亮");
    expect(text.replaceAll(" ", "")).toMatch(/沿江“渔灯”次第亮[^]*第1盏/u);
    expect(renderSvg(set({ headline: "LED灯" }), 1)).toContain("rotate(90)");
  });
});
