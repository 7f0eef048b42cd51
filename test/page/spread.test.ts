/** Spreads (跨版): two facing pages made up as one. */
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { mm } from "../../src/base/length.js";
import { composeJob } from "../../src/compose.js";
import { loadJob } from "../../src/pipeline.js";

let folder: string;
let source = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "banxin-spread-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const sentence = "渡口的灯在雾里亮了一夜，摆渡人数着第一班船上的客人。";
const story = (id: string, count: number, priority: number) => ({
  id,
  priority,
  headline: "渡口的灯亮了一夜",
  body: Array.from({ length: count }, () => sentence.repeat(4)),
});
const credits = [{ role: "责编", names: ["芦笛"] }];

async function load(pages: readonly object[]) {
  const file = join(folder, "edition.json");
  const articles = [story("甲", 60, 1), story("乙", 12, 2), story("丙", 12, 3)];
  source = JSON.stringify({ publication: { name: "澜江日报" }, date: "2026-11-25", pages, articles }, null, 1);
  await writeFile(file, source);
  return loadJob(file);
}

const lineOf = (text: string): number => source.slice(0, source.indexOf(text)).split("\n").length;

const spread = { number: 4, template: "broadsheet-spread", section: "纵深", articles: ["甲", "乙"], credits };
const single = { template: "broadsheet", articles: ["丙"], credits };

describe("a spread", () => {
  it("is as wide as two pages and bears both their numbers at its outer edges", async () => {
    const loaded = await load([spread, { ...single, number: 6 }]);
    if (!loaded.ok) throw new Error(JSON.stringify(loaded.diagnostics));
    expect(loaded.diagnostics).toEqual([]);
    const [page] = composeJob(loaded.value).scene.pages;
    if (page === undefined) throw new Error("no page");
    expect(page.width).toBe(mm(780));
    const folio = page.items.flatMap((item) =>
      item.kind === "glyphs" && item.role === "folio" ? [{ text: item.texts.join(""), x: item.x }] : [],
    );
    const middle = page.width / 2;
    const text = (of: typeof folio) =>
      of
        .toSorted((a, b) => a.x - b.x)
        .map((run) => run.text)
        .join("");
    expect(text(folio.filter(({ x }) => x < middle))).toBe("澜江日报04版纵深2026年11月25日 星期三");
    expect(text(folio.filter(({ x }) => x > middle))).toBe("05版澜江日报");
    const columns = page.grid.columns.map(({ x, width }) => [x, x + width] as const);
    expect(columns).toHaveLength(16);
    // The fold runs through no column.
    expect(columns.some(([from, to]) => from < middle && middle < to)).toBe(false);
  });

  it("leaves no other page the number of its right half", async () => {
    const loaded = await load([spread, { ...single, number: 5 }]);
    expect(loaded.ok).toBe(false);
    expect(loaded.diagnostics.map(({ code, at }) => [code, at?.line])).toEqual([
      ["spread-number", lineOf('"number": 5')],
    ]);
  });

  it("should begin on an even page", async () => {
    const loaded = await load([
      { ...spread, number: 3 },
      { ...single, number: 5 },
    ]);
    expect(loaded.ok).toBe(true);
    expect(loaded.diagnostics.map(({ code, severity }) => [code, severity])).toEqual([["spread-odd", "warning"]]);
  });
});
