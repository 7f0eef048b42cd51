/** Boxes: their own height, and the legs that their tables need. */
import { describe, expect, it } from "vitest";
import { readEdition } from "../../src/edition/read.js";
import { compose } from "../../src/pipeline.js";
import type { Scene } from "../../src/scene/list.js";
import { fonts, template } from "./one-story.js";

const TABLE = {
  columns: [{}, { width: 2 }, {}, {}],
  rows: [
    ["品种", "单位", "收盘", "涨跌"],
    ...Array.from({ length: 7 }, (_, i) => [`铜材${i}号`, "吨", `${i}2.50`, `+${i}.1%`]),
  ],
};

function boxIn(columns: number, rows: number, body: readonly unknown[] = [{ table: TABLE }]): Scene {
  const layout = [{ article: "a", columns: [1, columns], rows: [1, rows] }];
  const credits = [{ role: "责编", names: ["安然"] }];
  const articles = [{ id: "a", box: true, headline: "行情", body }];
  const read = readEdition(
    JSON.stringify({ pages: [{ number: 2, credits, articles: ["a"], layout }], articles }),
    "e.json",
  );
  if (!read.ok) throw new Error(JSON.stringify(read.diagnostics));
  return compose({ ...read.value, images: new Map() }, template, fonts);
}

const heightOf = (scene: Scene): number =>
  (scene.pages[0]?.areas.find(({ kind }) => kind === "box")?.rect.height ?? 0) / template.grid.leading;
const whiteOf = (scene: Scene): string | undefined => scene.findings.find(({ code }) => code === "box-white")?.severity;

describe("a box", () => {
  it("takes its own height in a place that is taller, and tells the white under it", () => {
    const least = Array.from({ length: 40 }, (_, i) => i + 5).find(
      (rows) => !boxIn(2, rows).findings.some(({ code }) => code === "overset-text"),
    ) as number;
    const told = [0, 3, 4, 5, 6, 20].map((more) => whiteOf(boxIn(2, least + more)));
    expect(told).toEqual([undefined, undefined, "info", "info", "error", "error"]);
    expect(heightOf(boxIn(2, least + 20))).toBe(least + 3);
  });

  it.each([2, 3, 4, 5])("over %i columns keeps its table in one piece", (columns) => {
    const { findings, pages } = boxIn(columns, 30);
    expect(findings.map(({ code }) => code)).not.toContain("table-split");
    const grounds = (pages[0]?.items ?? []).filter((item) => item.kind === "fill" && item.role === "table");
    expect(new Set(grounds.map((item) => (item.kind === "fill" ? item.rect.x : 0))).size).toBeLessThanOrEqual(5);
  });

  it("stands over more columns where its table needs them", () => {
    const wide = {
      rows: [
        ["名次", "球队", "赛", "胜", "平", "负", "得失球", "积分"],
        ["1", "南浦铁匠", "24", "16", "4", "4", "47/21", "52"],
      ],
    };
    const articles = [
      {
        id: "b",
        headline: "渡口停航",
        body: Array.from({ length: 14 }, () => "溪水沿山脚流下去，渡口的汽笛响过三遍，人们便各自出门去了。"),
      },
      { id: "a", box: true, headline: "积分榜", body: [{ table: wide }], makeup: { columns: 1 } },
    ];
    const credits = [{ role: "责编", names: ["安然"] }];
    const read = readEdition(
      JSON.stringify({ pages: [{ number: 2, credits, articles: ["b", "a"] }], articles }),
      "e.json",
    );
    if (!read.ok) throw new Error(JSON.stringify(read.diagnostics));
    const scene = compose({ ...read.value, images: new Map() }, template, fonts);
    expect(scene.findings.map(({ code }) => code)).not.toContain("table-tight");
  });
});
