/** A story whose region lacks a corner of its first rows: its head stands over the columns that are left. */
import { describe, expect, it } from "vitest";
import { cellsOverlap } from "../../src/layout/region.js";
import { readEdition } from "../../src/edition/read.js";
import { compose } from "../../src/pipeline.js";
import type { Scene } from "../../src/scene/list.js";
import { fonts, template } from "./one-story.js";

const BODY = "船工们轮流守着水位，天亮时雾散了，第一班船准时离岸，岸上的人挥手。".repeat(5);

function set(without: readonly object[]): Scene {
  const articles = [{ id: "a", headline: "首班渡船清晨复航", body: Array.from({ length: 5 }, () => BODY) }];
  const layout = [{ article: "a", columns: [1, 6], rows: [1, 50], without }];
  const pages = [{ number: 2, credits: [{ role: "责编", names: ["安然"] }], articles: ["a"], layout }];
  const read = readEdition(JSON.stringify({ pages, articles }), "e.json");
  if (!read.ok) throw new Error(JSON.stringify(read.diagnostics));
  return compose({ ...read.value, images: new Map() }, template, fonts);
}

/** Columns and rows of the head, from 0. */
function headOf({ pages }: Scene) {
  const [page] = pages;
  const rect = page?.areas.find(({ kind }) => kind === "head")?.rect;
  if (page === undefined || rect === undefined) return undefined;
  const { grid } = page;
  const inside = grid.columns.flatMap(({ x }, index) => (x >= rect.x - 1 && x < rect.x + rect.width ? [index] : []));
  const row = Math.round((rect.y - grid.top) / grid.leading);
  return { column: inside[0] ?? 0, columns: inside.length, row, rows: Math.ceil(rect.height / grid.leading) };
}

describe("a region without", () => {
  it.each([
    ["its upper left corner", { columns: [1, 1], rows: [1, 10] }, 1, 5],
    ["its upper right corner", { columns: [5, 6], rows: [1, 20] }, 0, 4],
    ["a column in its middle", { columns: [3, 3], rows: [1, 12] }, 3, 3],
    ["a corner under its first row", { columns: [6, 6], rows: [3, 12] }, 0, 5],
  ])("%s holds its story", (_what, cut, column, columns) => {
    const scene = set([cut]);
    expect(scene.findings.filter(({ code }) => code === "overset-text" || code.endsWith("-not-set"))).toEqual([]);
    const head = headOf(scene);
    expect([head?.column, head?.columns, head?.row]).toEqual([column, columns, 0]);
    const [from = 0, to = 0] = cut.columns;
    const [top = 0, foot = 0] = cut.rows;
    const area = { column: from - 1, columns: to - from + 1, row: top - 1, rows: foot - top + 1 };
    expect(head !== undefined && cellsOverlap(area, head)).toBe(false);
  });
});
