/** Pages made up around advertisements and pins in their corners. */
import { beforeAll, describe, expect, it } from "vitest";
import fc from "fast-check";
import { overlaps } from "./rects.js";
import { readEdition } from "../../src/edition/read.js";
import { createLibrary, type FontLibrary } from "../../src/font/library.js";
import { bundledFonts } from "../../src/host/fonts.js";
import { loadTemplate } from "../../src/host/templates.js";
import type { Cells } from "../../src/layout/grid.js";
import { lintPage } from "../../src/lint/lint.js";
import { PROFILES } from "../../src/lint/rules.js";
import { blockedArea } from "../../src/page/blocks.js";
import { composePage, type ComposedPage } from "../../src/page/page.js";
import type { Template } from "../../src/template/resolved.js";

const WHOLE: Cells = { column: 0, columns: 6, row: 0, rows: 80 };

describe("the area around what is taken", () => {
  it("is cut by what runs from side to side at its head and foot", () => {
    const strip = { column: 0, columns: 6, row: 70, rows: 10 };
    const corner = { column: 4, columns: 2, row: 50, rows: 18 };
    const found = blockedArea(WHOLE, [corner, strip], 2);
    expect(found?.area).toEqual({ ...WHOLE, rows: 68 });
    expect(found?.blocks).toEqual([{ cells: corner, atHead: false, atFoot: true, atLeft: false, atRight: true }]);
  });

  it("begins under the longest of the strips at its head and ends over the highest at its foot", () => {
    const [region, head] = [30, 7].map((rows) => ({ column: 0, columns: 6, row: 0, rows })) as [Cells, Cells];
    const [foot, photo] = [60, 70].map((row) => ({ column: 0, columns: 6, row, rows: 80 - row })) as [Cells, Cells];
    expect(blockedArea(WHOLE, [region, head, foot, photo], 2)?.area).toEqual({ ...WHOLE, row: 32, rows: 26 });
  });

  it("takes the rows that a block leaves at the edge for the block's", () => {
    const found = blockedArea(WHOLE, [{ column: 0, columns: 1, row: 1, rows: 20 }], 2);
    expect(found?.blocks[0]?.cells).toEqual({ column: 0, columns: 1, row: 0, rows: 21 });
  });

  it("takes neighbours that make up a rectangle for one block", () => {
    const foot = { row: 60, rows: 20 };
    const [first, second] = [0, 2].map((column) => ({ ...foot, column, columns: 2 })) as [Cells, Cells];
    expect(blockedArea(WHOLE, [first, second], 2)?.blocks.map(({ cells }) => cells)).toEqual([
      { ...foot, column: 0, columns: 4 },
    ]);
    const over = { ...first, row: 38 };
    expect(blockedArea(WHOLE, [first, over], 2)?.blocks.map(({ cells }) => cells)).toEqual([
      { column: 0, columns: 2, row: 38, rows: 42 },
    ]);
    expect(blockedArea(WHOLE, [first, { ...second, row: 50, rows: 30 }], 2)).toBeUndefined();
  });

  it("is none where something stands in its midst", () => {
    expect(blockedArea(WHOLE, [{ column: 2, columns: 2, row: 60, rows: 20 }], 2)).toBeUndefined();
    expect(blockedArea(WHOLE, [{ column: 0, columns: 2, row: 30, rows: 20 }], 2)).toBeUndefined();
    expect(blockedArea(WHOLE, [{ column: 0, columns: 6, row: 30, rows: 20 }], 2)).toBeUndefined();
  });
});

describe("a page with something in its corners", () => {
  let template: Template;
  let fonts: FontLibrary;
  beforeAll(async () => {
    template = await loadTemplate("tabloid-inside");
    fonts = createLibrary(bundledFonts());
  });

  const text = (from: number, count: number) =>
    Array.from({ length: count }, (_, i) => `第${from + i}座灯塔在傍晚点亮，守塔人数着归来的船。`).join("");
  const IDS = ["甲", "乙", "丙", "丁"];
  const LENGTHS = [26, 12, 10, 8];

  function set(page: object, scale = 1): ComposedPage {
    const articles = IDS.map((id, index) => ({
      id,
      priority: index + 1,
      headline: `${id}灯塔记事`,
      body: [1, 40, 80].map((from) => text(from, Math.round((LENGTHS[index] ?? 0) * scale))),
    }));
    const credits = [{ role: "责编", names: ["芦笛"] }];
    const read = readEdition(JSON.stringify({ pages: [{ credits, articles: IDS, ...page }], articles }), "e.json");
    if (!read.ok) throw new Error(JSON.stringify(read.diagnostics));
    const [first] = read.value.pages;
    if (first === undefined) throw new Error("no page");
    return composePage({
      edition: read.value,
      page: first,
      number: 1,
      template,
      fonts,
      images: new Map(),
      explain: new Set(),
    });
  }

  it("is made up around an advertisement in one piece: no gutter runs through it from head to foot", () => {
    const { columns, rows } = template.grid;
    const page = set({ ads: [{ columns: [columns - 1, columns], rows: [rows - 24, rows], label: "澜江航运" }] });
    const faults = lintPage(page.page, PROFILES["zh-modular"], IDS);
    expect(faults.filter(({ code }) => code === "gap-through")).toEqual([]);
    expect(page.placed).toHaveLength(IDS.length);
  });

  it("keeps stories apart around a notice in its midst, with a rule in each gap", () => {
    const notices = [{ columns: [3, 4], rows: [40, 60], label: "声明公告" }];
    const { page, placed } = set({ notices });
    const { gapRows } = template.story;
    const pairs = placed.flatMap(({ cells: above }) =>
      placed.flatMap(({ cells: below }) => {
        const isUnder = below.row >= above.row + above.rows;
        const sharesColumn = above.column < below.column + below.columns && below.column < above.column + above.columns;
        return isUnder && sharesColumn ? [{ above, below }] : [];
      }),
    );
    expect(pairs.length).toBeGreaterThan(0);
    for (const { above, below } of pairs) expect(below.row - above.row - above.rows).toBeGreaterThanOrEqual(gapRows);
    const lines = page.items.filter(({ kind, role }) => kind === "fill" && role === "rule");
    expect(lines.length).toBeGreaterThan(0);
  });

  it("loses nothing and lets nothing reach into a corner, whichever it is", () => {
    const { columns, rows } = template.grid;
    const corner = fc.record({
      width: fc.integer({ min: 1, max: columns - 1 }),
      height: fc.integer({ min: 8, max: 50 }),
      right: fc.boolean(),
      foot: fc.boolean(),
      scale: fc.double({ min: 0.3, max: 1.2, noNaN: true }),
    });
    fc.assert(
      fc.property(corner, ({ width, height, right, foot, scale }) => {
        const area = {
          columns: right ? [columns - width + 1, columns] : [1, width],
          rows: foot ? [rows - height + 1, rows] : [1, height],
        };
        const page = set({ ads: [{ ...area, label: "澜江航运" }] }, scale);
        const [taken] = page.page.fixed;
        if (taken === undefined) throw new Error("no advertisement");
        const parts = page.page.areas.filter(({ kind }) => kind !== "story");
        expect(parts.filter(({ rect }) => overlaps(rect, taken))).toEqual([]);
        const told = new Set(page.fits.map(({ article }) => article));
        expect([...told].toSorted()).toEqual(IDS.toSorted());
      }),
      { numRuns: 12, seed: 7 },
    );
  });
});
