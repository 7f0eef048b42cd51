/** Quotation marks and brackets in heads: half an em wide, whatever they are in text. */
import { describe, expect, it } from "vitest";
import { toPt } from "../../src/base/length.js";
import { readEdition } from "../../src/edition/read.js";
import { compose } from "../../src/pipeline.js";
import type { Role, Scene } from "../../src/scene/list.js";
import type { Template } from "../../src/template/resolved.js";
import { fonts, runsOf, template } from "./one-story.js";

const TEXT = "桥头的人说：“雾散了就走。”船家数着人，一个一个往下送，谁也不催谁。";
const withMarks = (headMarks: Template["composition"]["headMarks"]): Template => ({
  ...template,
  composition: { ...template.composition, headMarks },
});

function set(keys: object, own = template, page: object = {}): Scene {
  const articles = [{ id: "a", headline: "渡口", body: [TEXT, TEXT, TEXT, TEXT], ...keys }];
  const inner = { id: "b", headline: "一个“渡”字里的《江》《湖》", body: [TEXT] };
  const layout = [{ article: "a", columns: [1, 3], rows: [1, 40] }];
  const credits = [{ role: "责编", names: ["苇岸"] }];
  const pages = [
    { number: 1, credits, articles: ["a"], layout, ...page },
    { number: 2, credits, articles: ["b"] },
  ];
  const read = readEdition(JSON.stringify({ pages, articles: [...articles, inner] }), "e.json");
  if (!read.ok) throw new Error(JSON.stringify(read.diagnostics));
  return compose({ ...read.value, images: new Map() }, own, fonts);
}

/** From the character before a mark to the one after it, in em: 1, and what the marks between them take. Without tracking. */
function around(scene: Scene, role: Role, before: string, after: string): number {
  const glyphs = runsOf(scene, role).flatMap(({ x, y, offsets, size, texts, tracking = 0 }) =>
    texts.map((text, i) => ({ text, at: (x + (offsets[i] ?? 0)) / size, y, tracking: tracking / size })),
  );
  const from = glyphs.findIndex(({ text }) => text === before);
  const to = glyphs.findIndex(({ text, y }, i) => i > from && text === after && y === glyphs[from]?.y);
  const tracked = glyphs.slice(from, to).reduce((sum, { tracking }) => sum + tracking, 0);
  return Number(((glyphs[to]?.at ?? Number.NaN) - (glyphs[from]?.at ?? Number.NaN) - tracked).toFixed(2));
}

describe("marks in heads", () => {
  const marked = "一个“渡”字（新）";

  it.each([["headline"], ["kicker"], ["deck"], ["label"]] as const)("take half an em in the %s", (key) => {
    const scene = set({ [key]: marked });
    expect(around(scene, key, "个", "渡")).toBe(1.5);
    expect(around(scene, key, "渡", "字")).toBe(1.5);
    expect(around(scene, key, "字", "新")).toBe(1.5);
  });

  it("take it in subheads, banners and refers too, and an em in text", () => {
    const scene = set({ body: [TEXT, { subhead: marked }, TEXT, TEXT] }, template, { banner: marked, refers: ["b"] });
    for (const role of ["subhead", "banner", "refer"] as const) expect(around(scene, role, "个", "渡")).toBe(1.5);
    expect(around(scene, "refer", "江", "湖")).toBe(2.25);
    const text = { ...template, composition: { ...template.composition, marks: "full" as const } };
    expect(around(set({}, text), "body", "说", "雾")).toBeGreaterThanOrEqual(2.5);
  });

  it("keep the white after ，：？, which parts what the head says", () => {
    const scene = set({ headline: "修路，通村：谁来" });
    expect(around(scene, "headline", "路", "通")).toBe(2);
    expect(around(scene, "headline", "村", "谁")).toBe(2);
  });

  it("take what the template's `headMarks` says", () => {
    expect(around(set({ headline: marked }, withMarks("fitted")), "headline", "个", "渡")).toBe(2);
    expect(around(set({ headline: "修路，通村" }, withMarks("half")), "headline", "路", "通")).toBe(1.5);
  });

  it("leave their head room for a larger size", () => {
    const headline = "望屏区“慢工程”五年修好一座“老戏台”";
    const [close, wide] = [template, withMarks("fitted")].map((own) => {
      const [run] = runsOf(set({ headline, head: { lines: 1 } }, own), "headline");
      return toPt(run?.size ?? 0);
    });
    expect(close).toBeGreaterThan(wide ?? 0);
  });
});
