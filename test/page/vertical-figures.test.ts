import { beforeAll, describe, expect, it } from "vitest";
import { readEdition } from "../../src/edition/read.js";
import { loadTemplate } from "../../src/host/templates.js";
import { compose } from "../../src/pipeline.js";
import type { GlyphRun } from "../../src/scene/list.js";
import type { Template } from "../../src/template/resolved.js";

let template: Template;
beforeAll(async () => {
  template = await loadTemplate("tabloid");
});

const BODY = Array.from({ length: 30 }, () => "苇塘里的灯一盏一盏亮起来，照见归来的船和等船的人。");

function runsOf(keys: object, role: string, own = template, rows = 40): readonly GlyphRun[] {
  const article = { id: "灯", headline: "渔灯", headlineDirection: "vertical", body: BODY, ...keys };
  const layout = [{ article: "灯", columns: [1, 4], rows: [1, rows] }];
  const read = readEdition(JSON.stringify({ pages: [{ articles: ["灯"], layout }], articles: [article] }), "e.json");
  if (!read.ok) throw new Error(JSON.stringify(read.diagnostics));
  const { pages } = compose({ ...read.value, images: new Map() }, own);
  return (pages[0]?.items ?? []).flatMap((item) => (item.kind === "glyphs" && item.role === role ? [item] : []));
}

/** What stands in the line, piece by piece: `>` before what lies, `=` before figures and letters that stand. */
function standing(runs: readonly GlyphRun[]): string {
  const sign = ({ turned, abreast }: GlyphRun): string => (turned === true ? ">" : abreast === true ? "=" : "");
  return runs.map((run) => `${sign(run)}${run.texts.join("")}`).join("|");
}

function figuresOf(runs: readonly GlyphRun[]): readonly GlyphRun[] {
  return runs.filter(({ texts }) => /[0-9]/u.test(texts.join("")));
}

describe("figures in a vertical line", () => {
  it.each(["98∶102", "98:102", "98：102", "21∶19", "3∶2", "88：90", "9∶10"])(
    "stand at both sides of a score in one size, close to its mark: %s",
    (score) => {
      const found = runsOf({ headline: `灯塔队${score}险胜` }, "headline");
      const [before = "", mark = "", after = ""] = score.split(/([:∶：])/u);
      expect(standing(found)).toBe(`灯塔队|=${before}|=${mark}|=${after}|险胜`);
      const [first, second, third] = found.filter(({ abreast }) => abreast === true);
      expect(first?.size).toBe(third?.size);
      const em = first?.size ?? 1;
      expect(((third?.y ?? 0) - (first?.y ?? 0)) / em).toBeGreaterThan(1.4);
      expect(((third?.y ?? 0) - (first?.y ?? 0)) / em).toBeLessThan(1.8);
      expect(second?.y).toBeLessThan(third?.y ?? 0);
    },
  );

  it.each([
    ["第5号12盏148件", "第|=5|号|=12|盏|=148|件"],
    ["12盏5.8元", "=12|盏|=5|=.|=8|元"],
    ["1480米98元148件", "=1|=4|=8|=0|米|=98|元|=1|=4|=8|件"],
    ["98∶102和5.8元", "=9|=8|=∶|=1|=0|=2|和|=5|=.|=8|元"],
    ["25%和3.5%", "=25|=%|和|=3|=.|=5|=%"],
    ["9:00开船", "=9|=:|=00|开船"],
    ["12盏和12345人", ">12|盏和|>12345|人"],
    ["第5期1,480米", "第|>5|期|>1,480|米"],
    ["潮位≥3米和12米", "潮位|>≥3|米和|>12|米"],
    ["√2和5米", ">√2|和|>5|米"],
    ["气温−5℃到3℃", "气温|>−5|℃到|>3|℃"],
    ["3月-5月和11−9", "=3|月-|=5|月和|=11|−|=9"],
    ["12盏Lamp 3", "=12|盏|>Lamp|>3"],
  ])("have one form and one size in one text: %s", (text, expected) => {
    const found = runsOf({ headline: text }, "headline");
    expect(standing(found)).toBe(expected);
    expect(new Set(figuresOf(found).map(({ size }) => size)).size).toBe(1);
  });

  it("stand one under the other where three of their face are too wide for one em", () => {
    // Figures of kai have three fifths of an em each.
    for (const [deck, expected] of [
      ["第5号12盏148件", "第|=5|号|=12|盏|=1|=4|=8|件"],
      ["灯塔队98∶102胜", "灯塔队|=9|=8|=∶|=1|=0|=2|胜"],
    ]) {
      const found = runsOf({ deck }, "deck");
      expect(standing(found)).toBe(expected);
      expect(new Set(figuresOf(found).map(({ size }) => size)).size).toBe(1);
    }
  });

  it("lie in a place that is too low for them to stand", () => {
    const keys = { deck: "灯塔队148∶102险胜", body: BODY.slice(0, 5) };
    expect(standing(runsOf(keys, "deck"))).toBe("灯塔队|=1|=4|=8|=∶|=1|=0|=2|险胜");
    expect(standing(runsOf(keys, "deck", template, 6))).toContain(">148∶102");
  });

  it("lie in a headline that has no other way to stand in its place", () => {
    const keys = { headline: "1480米灯带", body: BODY.slice(0, 5) };
    expect(standing(runsOf(keys, "headline"))).toBe("=1|=4|=8|=0|米灯带");
    expect(standing(runsOf(keys, "headline", template, 5))).toBe(">1480|米|灯带");
  });

  it("have one form in all lines of a headline", () => {
    const found = runsOf({ headline: ["渔灯12盏亮", "共照12345人"] }, "headline");
    expect(standing(found)).toBe("渔灯|>12|盏亮|共照|>12345|人");
  });

  it("stand one under the other, and larger, where side by side they would be too small to read", () => {
    const keys = { deck: "新灯12盏148件" };
    const [deck] = runsOf(keys, "deck");
    const least = Math.round((deck?.size ?? 0) * 0.95);
    const own = { ...template, furniture: { ...template.furniture, least } };
    const found = runsOf(keys, "deck", own);
    expect(standing(found)).toBe("新灯|=1|=2|盏|=1|=4|=8|件");
    for (const { size } of found) expect(size).toBeGreaterThanOrEqual(least);
  });
});
