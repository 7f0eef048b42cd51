import { beforeAll, describe, expect, it } from "vitest";
import fc from "fast-check";
import { checkLayout } from "../../src/edition/layout-check.js";
import { readEdition } from "../../src/edition/read.js";
import { createLibrary, type FontLibrary } from "../../src/font/library.js";
import { bundledFonts } from "../../src/host/fonts.js";
import { loadTemplate } from "../../src/host/templates.js";
import { freeRectangles, keptApart, withGaps } from "../../src/layout/free.js";
import { overlaps } from "./rects.js";
import type { Cells } from "../../src/layout/grid.js";
import { cellsOverlap } from "../../src/layout/region.js";
import { composePage, type ComposedPage } from "../../src/page/page.js";
import { withExplicitLayout } from "../../src/cli/write-layout.js";
import type { Template } from "../../src/template/resolved.js";

let template: Template;
let fonts: FontLibrary;

beforeAll(async () => {
  template = await loadTemplate("tabloid");
  fonts = createLibrary(bundledFonts());
});

const credits = [{ role: "责编", names: ["芦笛"] }];
const text = (from: number, count: number) =>
  Array.from({ length: count }, (_, i) => `第${from + i}座灯塔在傍晚点亮，守塔人数着归来的船。`).join("");
const story = (id: string, sentences: number, keys: object = {}) => ({
  id,
  headline: `${id}灯塔记事`,
  body: [text(1, sentences), text(40, sentences), text(80, sentences)],
  ...keys,
});
const STORIES = [story("甲", 14, { priority: 1 }), story("乙", 9), story("丙", 9), story("丁", 7)];
const IDS = ["甲", "乙", "丙", "丁"];

function parse(page: object, articles: readonly object[] = STORIES) {
  const source = JSON.stringify({ pages: [{ credits, articles: IDS, ...page }], articles });
  return { source, read: readEdition(source, "e.json") };
}

function set(page: object, articles: readonly object[] = STORIES): ComposedPage {
  const { read } = parse(page, articles);
  if (!read.ok) throw new Error(JSON.stringify(read.diagnostics));
  const [first] = read.value.pages;
  if (first === undefined) throw new Error("no page");
  return composePage({ edition: read.value, page: first, number: 1, template, fonts, images: new Map() });
}

function sharedOf(a: Cells, b: Cells): Cells {
  const [column, row] = [Math.max(a.column, b.column), Math.max(a.row, b.row)];
  const columns = Math.min(a.column + a.columns, b.column + b.columns) - column;
  return { column, columns, row, rows: Math.min(a.row + a.rows, b.row + b.rows) - row };
}

function isWithin(a: Cells, b: Cells): boolean {
  const [columns, rows] = [a.column >= b.column, a.row >= b.row];
  return columns && rows && a.column + a.columns <= b.column + b.columns && a.row + a.rows <= b.row + b.rows;
}

function cellsOf(page: ComposedPage, article: string) {
  const found = page.placed.find((entry) => entry.article === article)?.cells;
  if (found === undefined) throw new Error(`${article} has no place`);
  return found;
}

describe("a page of which the editor fixes a part", () => {
  it("draws no rule through a story that stands between the parts of another", () => {
    const parts = { head: { columns: [1, 1], rows: [1, 8] }, legs: [{ columns: [3, 3], rows: [51, 70] }] };
    const layout = [
      { article: "甲", ...parts },
      { article: "乙", columns: [2, 4], rows: [11, 40], setIn: 2 },
    ];
    const page = set({ articles: ["甲", "乙"], layout }, STORIES.slice(0, 2));
    const legs = page.page.areas.filter(({ kind, article }) => kind === "leg" && article === "乙");
    const rules = page.page.items.flatMap((item) => (item.kind === "fill" && item.role === "rule" ? [item.rect] : []));
    expect(legs).toHaveLength(2);
    for (const { rect } of legs) expect(rules.filter((rule) => overlaps(rule, rect))).toEqual([]);
  });

  it("keeps the pins to the row and makes up every other story around them", () => {
    const page = set({ layout: [{ article: "丙", columns: [1, 2], rows: [41, 70] }] });
    expect(cellsOf(page, "丙")).toEqual({ column: 0, columns: 2, row: 40, rows: 30 });
    expect(page.placed.map(({ article }) => article)).toEqual(IDS);
    for (const a of page.placed) {
      expect(a.cells.rows).toBeGreaterThan(4);
      for (const b of page.placed) {
        // A story that interlocks leaves a corner of its cells to others.
        const shared = sharedOf(a.cells, b.cells);
        const isInCorner = [...(a.without ?? []), ...(b.without ?? [])].some((cut) => isWithin(shared, cut));
        expect(a !== b && !isInCorner && cellsOverlap(a.cells, b.cells)).toBe(false);
      }
    }
    expect(page.findings.filter(({ code }) => code === "not-in-layout")).toEqual([]);
    const missing = page.fits.filter(({ linesSet }) => linesSet === 0);
    expect(missing).toEqual([]);
  });

  it("makes a story up again whose place is not locked, and one that is only named", () => {
    const layout = [{ article: "丙", columns: [1, 2], rows: [41, 70], lock: false }, { article: "丁" }];
    expect(set({ layout }).placed).toEqual(set({}).placed);
  });

  it("writes the whole make-up back, which gives the same page", () => {
    const { source, read } = parse({ layout: [{ article: "丙", columns: [1, 2], rows: [41, 70] }] });
    if (!read.ok) throw new Error("unreadable");
    const [page] = read.value.pages;
    if (page === undefined) throw new Error("no page");
    const made = set({ layout: [{ article: "丙", columns: [1, 2], rows: [41, 70] }] });
    const written: { pages: [{ layout: object[] }] } = JSON.parse(
      withExplicitLayout(source, read.value, new Map([[1, made.placed]])),
    );
    expect(written.pages[0].layout).toHaveLength(4);
    expect(written.pages[0].layout[0]).toEqual({ article: "丙", columns: [1, 2], rows: [41, 70] });
    expect(set({ layout: written.pages[0].layout }).placed).toEqual(made.placed);
  });

  it("names the stories for which nothing is left", () => {
    const page = set({ layout: [{ article: "甲", columns: [1, 6], rows: [1, 70] }] });
    const codes = page.findings.filter(({ code }) => code === "not-in-layout");
    expect(codes).toHaveLength(3);
    expect(page.fits.filter(({ oversetText }) => oversetText !== "").map(({ article }) => article)).toEqual(
      expect.arrayContaining(["乙", "丙", "丁"]),
    );
  });
});

describe("hints for the make-up", () => {
  it.each([
    ["top", (row: number, foot: number) => row < 5 && foot < 70],
    ["bottom", (_row: number, foot: number) => foot > 62],
  ] as const)("a story that is wanted at the %s stands there", (side, right) => {
    const page = set({}, [story("甲", 14), story("乙", 9), story("丙", 9), story("丁", 9, { makeup: { side } })]);
    const { row, rows } = cellsOf(page, "丁");
    expect(right(row, row + rows)).toBe(true);
  });

  it.each([2, 3])("a story stands in the %i columns it is wanted in", (columns) => {
    const full = [story("甲", 24), story("乙", 15, { makeup: { columns } }), story("丙", 15), story("丁", 12)];
    expect(cellsOf(set({}, full), "乙").columns).toBe(columns);
  });

  it.each([
    [{ side: ["top", "bottom"] }, /both at the top and at the bottom/u],
    [{ near: "甲" }, /near itself/u],
    [{ near: "戊" }, /no story has the id "戊"/u],
    [{ side: "middle" }, /cannot be "middle"/u],
  ])("%j is refused", (makeup, reason) => {
    const { read } = parse({}, [story("甲", 3, { makeup }), ...STORIES.slice(1)]);
    expect(read.ok).toBe(false);
    expect(read.diagnostics.map(({ message }) => message).join("\n")).toMatch(reason);
  });
});

describe("advertisements and notices", () => {
  const ads = [{ columns: [4, 6], rows: [50, 70], label: "临浦造船厂" }];
  const notices = [{ columns: [1, 1], rows: [60, 70], label: "停水通知", mark: "" }];

  it("stand in their areas with their mark, and no story enters them", () => {
    const page = set({ ads, notices });
    const { fixed, grid } = page.page;
    const inRows = fixed.map(({ y, height }) => [(y - grid.top) / grid.leading, height / grid.leading]);
    expect(inRows).toEqual([
      [49, 21],
      [59, 11],
    ]);
    // A story's own area may be larger than what stands of it there: others may take a corner of it.
    const parts = page.page.areas.filter(({ kind }) => kind !== "story");
    for (const { rect } of parts) for (const area of fixed) expect(overlaps(rect, area)).toBe(false);
    const texts = page.page.items.flatMap((item) =>
      item.kind === "glyphs" && item.role === "advertisement" ? [item.texts.join("")] : [],
    );
    expect(texts).toEqual(["临浦造船厂", "广告", "停水通知"]);
  });

  it.each([
    [{ ads: [{ columns: [5, 7], rows: [1, 9] }] }, /this ad reaches column 7, but the page has 6/u],
    [{ ads: [...ads, ...ads] }, /this ad and the other ad share columns 4–6/u],
    [
      { ads, layout: [{ article: "甲", columns: [1, 4], rows: [1, 60] }] },
      /this ad and story "甲" share column 4, rows 50–60/u,
    ],
  ])("%j is refused", (keys, reason) => {
    const { read } = parse(keys);
    if (!read.ok) throw new Error("unreadable");
    const [page] = read.value.pages;
    const found = page === undefined ? [] : checkLayout(read.value, page, { columns: 6, rows: 70 });
    expect(found.map(({ message }) => message).join("\n")).toMatch(reason);
  });
});

describe("what is left of a page", () => {
  it("is covered once, and nothing that is taken", () => {
    const area = { column: 0, columns: 6, row: 0, rows: 60 };
    const cells = fc.record({
      column: fc.integer({ min: 0, max: 5 }),
      columns: fc.integer({ min: 1, max: 3 }),
      row: fc.integer({ min: 0, max: 50 }),
      rows: fc.integer({ min: 4, max: 20 }),
    });
    fc.assert(
      fc.property(fc.array(cells, { maxLength: 5 }), (taken) => {
        const parts = freeRectangles(area, taken);
        for (const [i, part] of parts.entries()) {
          for (const one of taken) expect(cellsOverlap(part, one)).toBe(false);
          for (const other of parts.slice(i + 1)) expect(cellsOverlap(part, other)).toBe(false);
        }
      }),
      { seed: 7, numRuns: 200 },
    );
  });

  it("has a rectangle at the head that is as wide as the page's lead", () => {
    const area = { column: 0, columns: 6, row: 0, rows: 60 };
    const taken = [{ column: 3, columns: 3, row: 40, rows: 20 }];
    expect(freeRectangles(area, taken)).toEqual([
      { column: 0, columns: 3, row: 0, rows: 60 },
      { column: 3, columns: 3, row: 0, rows: 40 },
    ]);
    expect(freeRectangles(area, taken, 4, 4)).toEqual([
      { column: 0, columns: 6, row: 0, rows: 40 },
      { column: 0, columns: 3, row: 40, rows: 20 },
    ]);
  });

  it("keeps rows of white between free rectangles, beside what is taken", () => {
    const area = { column: 0, columns: 4, row: 0, rows: 60 };
    const taken = [{ column: 1, columns: 1, row: 18, rows: 24 }];
    const parts = keptApart(freeRectangles(area, taken), taken, 2);
    expect(parts).toEqual([
      { column: 0, columns: 1, row: 0, rows: 60 },
      { column: 1, columns: 3, row: 0, rows: 18 },
      { column: 2, columns: 2, row: 20, rows: 20 },
      { column: 1, columns: 3, row: 42, rows: 18 },
    ]);
  });

  it("keeps rows of white by what is taken, but not at the page's edge", () => {
    const area = { column: 0, columns: 6, row: 0, rows: 60 };
    expect(withGaps({ column: 1, columns: 2, row: 30, rows: 30 }, area, 2)).toEqual({
      column: 1,
      columns: 2,
      row: 28,
      rows: 32,
    });
    expect(freeRectangles(area, [{ column: 0, columns: 6, row: 40, rows: 20 }])).toEqual([{ ...area, rows: 40 }]);
  });
});
