/** The lead leads beside whatever else stands on the page, and where it does not, that is told. */
import { beforeAll, describe, expect, it } from "vitest";
import { readEdition } from "../../src/edition/read.js";
import { loadTemplate } from "../../src/host/templates.js";
import { compose } from "../../src/pipeline.js";
import { besideCost } from "../../src/page/makeup-lead.js";
import type { Scene } from "../../src/scene/list.js";
import { HARD, makeupWeights } from "../../src/template/makeup.js";
import type { Template } from "../../src/template/resolved.js";
import { fonts } from "./one-story.js";

let template: Template;
beforeAll(async () => {
  template = await loadTemplate("tabloid-inside");
});

const IDS = ["甲", "乙", "丙", "丁", "戊"];
const LENGTHS = [34, 24, 18, 12, 8];

function set(page: object, change: Readonly<Record<string, object>> = {}): Scene {
  const text = (count: number) =>
    Array.from({ length: count }, (_, i) => `第${i}只雁从芦苇荡里飞起来，绕着水塔转了一圈。`);
  const articles = IDS.map((id, i) => ({
    id,
    priority: i + 1,
    headline: `${id}雁南飞`,
    body: [text(LENGTHS[i] ?? 1).join("")],
    ...change[id],
  }));
  const pages = [{ number: 2, credits: [{ role: "责编", names: ["芦笛"] }], articles: IDS, ...page }];
  const read = readEdition(JSON.stringify({ pages, articles }), "e.json");
  if (!read.ok) throw new Error(JSON.stringify(read.diagnostics));
  return compose({ ...read.value, images: new Map() }, template, fonts);
}

const told = ({ findings }: Scene) =>
  findings.filter(({ code }) => code.startsWith("lead-")).map(({ code, severity }) => `${severity} ${code}`);

function headOf({ pages }: Scene, id: string): { readonly top: number; readonly width: number } {
  const [page] = pages;
  const head = page?.areas.find(({ kind, article }) => kind === "head" && article === id)?.rect;
  return { top: (head?.y ?? 0) - (page?.grid.top ?? 0), width: head?.width ?? 0 };
}

describe("a story left of a more important one", () => {
  const weights = makeupWeights();

  it("costs more left of the lead, whose place is the upper left, than of any other", () => {
    expect([0, 1, 4].map((second) => besideCost(second, weights))).toEqual([120, 40, 40]);
    expect(besideCost(0, weights)).toBeLessThan(weights.order);
  });

  it("costs nothing where the template makes nothing of the order, and is hard where that is hard", () => {
    expect(besideCost(0, makeupWeights({ order: "off" }))).toBe(0);
    expect(besideCost(0, makeupWeights({ order: "hard" }))).toBe(HARD);
  });
});

describe("the lead", () => {
  it.each([
    ["an advertisement in the middle", [3, 4], [30, 48]],
    ["one at a side", [1, 2], [30, 50]],
    ["one across the middle", [1, 6], [40, 52]],
  ])("begins at the head of the page, over two fifths of it, beside %s", (_what, columns, rows) => {
    const scene = set({ ads: [{ columns, rows, label: "雁湖客栈" }] });
    const { columnWidth, leading } = template.grid;
    expect(headOf(scene, "甲").top).toBeLessThan(2 * leading);
    expect(headOf(scene, "甲").width).toBeGreaterThan(2.5 * columnWidth);
    expect(told(scene)).toEqual([]);
  });

  it("is told to be low or narrow where the place leaves it no other way", () => {
    const ads = [{ columns: [1, 4], rows: [1, template.grid.rows - 2], label: "雁湖客栈" }];
    expect(told(set({ ads })).length).toBeGreaterThan(0);
    expect(told(set({ ads })).every((one) => one.startsWith("error "))).toBe(true);
  });

  it("under a story that asks for the head of the page is a warning at most", () => {
    const scene = set({}, { 乙: { makeup: { side: "top", columns: 6 } } });
    expect(told(scene).filter((one) => one.startsWith("error"))).toEqual([]);
  });

  it("that is wanted at the foot is not told", () => {
    expect(told(set({}, { 甲: { makeup: { side: "bottom" } } }))).toEqual([]);
  });
});
