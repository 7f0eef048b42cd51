/** Advertisements given by the size in which they were sold: whole columns and rows, and a place without holes. */
import { beforeAll, describe, expect, it } from "vitest";
import type { Rect } from "../../src/base/geometry.js";
import { overlaps } from "./rects.js";
import { parseAdSize } from "../../src/edition/ad-size.js";
import { readEdition } from "../../src/edition/read.js";
import { createLibrary, type FontLibrary } from "../../src/font/library.js";
import { bundledFonts } from "../../src/host/fonts.js";
import { loadTemplate } from "../../src/host/templates.js";
import { type Cells, spanWidth } from "../../src/layout/grid.js";
import { adMistakes, adPage, placeAds } from "../../src/page/ad-places.js";
import { packAds, type WantedAd } from "../../src/page/ad-packing.js";
import { fixedCells } from "../../src/page/fixed.js";
import { composePage, type ComposedPage, storyRows } from "../../src/page/page.js";
import type { Template } from "../../src/template/resolved.js";

const PAGE = { columns: 8, rows: 100, taken: [], isOuterRight: true };
const ad = (columns: number, rows: number, position: WantedAd["position"] = "foot"): WantedAd => ({
  columns,
  rows,
  position,
});
const at = (column: number, columns: number, row: number, rows: number): Cells => ({ column, columns, row, rows });

/** Pairs that share room. */
function meeting(rects: readonly Rect[]): readonly unknown[] {
  return rects.flatMap((a, index) => rects.slice(0, index).filter((b) => overlaps(a, b)));
}

describe("sizes as they are sold", () => {
  it.each([
    ["半版", { kind: "part", width: 1, height: { part: 0.5 } }],
    ["half-strip", { kind: "part", width: 0.5 }],
    ["12 x 8 cm", { kind: "measured", width: 4_320_000, height: 2_880_000 }],
    ["120×80mm", { kind: "measured", width: 4_320_000, height: 2_880_000 }],
    ["12cm*80mm", { kind: "measured", width: 4_320_000, height: 2_880_000 }],
    ["3栏 x 8cm", { kind: "columns", columns: 3, height: 2_880_000 }],
    ["1 column x 8 cm", { kind: "columns", columns: 1, height: 2_880_000 }],
  ])("are read: %s", (text, size) => {
    const parsed = parseAdSize(text);
    expect(parsed.ok && parsed.value).toMatchObject(size);
  });

  it.each(["", "大", "12 x 8", "0 x 8 cm", "12 x 8 pt", "0栏 x 8cm", "x".repeat(100_000)])(
    "are refused: %s",
    (text) => {
      const parsed = parseAdSize(text);
      expect(parsed.ok).toBe(false);
      expect(!parsed.ok && parsed.why.message.length).toBeLessThan(100);
    },
  );

  it("have no gutter between two pages, and say what to write instead", () => {
    const parsed = parseAdSize("中缝");
    expect(!parsed.ok && parsed.why).toMatchObject({ code: "ad-in-gutter", hint: expect.stringContaining('"inside"') });
  });
});

describe("advertisements on a page", () => {
  it("stand at its foot, the largest outside", () => {
    expect(packAds(PAGE, [ad(2, 15), ad(3, 20)])).toEqual([at(3, 2, 85, 15), at(5, 3, 80, 20)]);
    expect(packAds({ ...PAGE, isOuterRight: false }, [ad(3, 20)])).toEqual([at(0, 3, 80, 20)]);
  });

  it("stand on one another in a pyramid where the foot is full", () => {
    expect(packAds(PAGE, [ad(3, 30), ad(8, 18), ad(2, 12)])).toEqual([
      at(5, 3, 52, 30),
      at(0, 8, 82, 18),
      at(3, 2, 70, 12),
    ]);
  });

  it("fill a strip together where they can", () => {
    const places = packAds(PAGE, [ad(4, 20), ad(2, 20), ad(2, 10), ad(2, 10)]);
    expect(places.every((cells) => cells !== undefined && cells.row >= 80)).toBe(true);
    expect(places.reduce((sum, cells) => sum + (cells?.columns ?? 0) * (cells?.rows ?? 0), 0)).toBe(160);
  });

  it("stand at the edge that is asked for, or at the head", () => {
    expect(packAds(PAGE, [ad(2, 20, "inside"), ad(2, 10, "inside")])).toEqual([at(0, 2, 80, 20), at(0, 2, 70, 10)]);
    expect(packAds(PAGE, [ad(2, 20, "outside"), ad(2, 10, "outside")])).toEqual([at(6, 2, 80, 20), at(6, 2, 70, 10)]);
    expect(packAds(PAGE, [ad(8, 20, "head")])).toEqual([at(0, 8, 0, 20)]);
  });

  it("keep clear of what is taken, and leave out what has no room", () => {
    const taken = [at(6, 2, 0, 100)];
    expect(packAds({ ...PAGE, taken }, [ad(3, 20)])).toEqual([at(3, 3, 80, 20)]);
    expect(packAds({ ...PAGE, taken }, [ad(7, 20)])).toEqual([undefined]);
    expect(packAds(PAGE, [ad(8, 60), ad(8, 50)])).toEqual([at(0, 8, 40, 60), undefined]);
  });

  it("take no time, however many they are", () => {
    const start = performance.now();
    const places = packAds(
      PAGE,
      Array.from({ length: 400 }, (_, index) => ad(1 + (index % 3), 1 + (index % 7))),
    );
    const rects = places.flatMap((cells): Rect[] =>
      cells === undefined ? [] : [{ x: cells.column, y: cells.row, width: cells.columns, height: cells.rows }],
    );
    expect(rects.length).toBeGreaterThan(30);
    expect(meeting(rects)).toEqual([]);
    expect(performance.now() - start).toBeLessThan(3_000);
  });
});

describe("a page with sold sizes", () => {
  let template: Template;
  let fonts: FontLibrary;
  beforeAll(async () => {
    template = await loadTemplate("broadsheet");
    fonts = createLibrary(bundledFonts());
  });

  const TEXT = "灯塔在傍晚点亮，守塔人数着归来的船，潮声一层层退到堤外。".repeat(8);
  const IDS = ["甲", "乙", "丙"];

  function read(page: object) {
    const articles = IDS.map((id) => ({ id, headline: `${id}灯塔记事`, body: [TEXT, TEXT, TEXT, TEXT] }));
    const credits = [{ role: "责编", names: ["芦笛"] }];
    return readEdition(JSON.stringify({ pages: [{ number: 3, credits, articles: IDS, ...page }], articles }), "e.json");
  }

  function editionOf(page: object) {
    const edition = read(page);
    if (!edition.ok) throw new Error(JSON.stringify(edition.diagnostics));
    const [first] = edition.value.pages;
    if (first === undefined) throw new Error("no page");
    return { edition: edition.value, page: first };
  }

  function set(page: object): ComposedPage {
    return composePage({ ...editionOf(page), number: 3, template, fonts, images: new Map(), explain: new Set() });
  }

  function placesOf(page: object): readonly Cells[] {
    const { edition, page: own } = editionOf(page);
    const rows = storyRows(template, edition, own);
    return placeAds(own, adPage(template, rows, 3)).placed.map(fixedCells);
  }

  const mistakesOf = (page: object): readonly string[] => {
    const { edition, page: own } = editionOf(page);
    const found = adMistakes(edition, own, adPage(template, storyRows(template, edition, own), 3));
    return found.map(
      ({ code, message, at: place, hints }) => `${place?.line}:${place?.column} ${code}: ${message} | ${hints.join()}`,
    );
  };

  it("gives each whole columns and rows, and no story its place", () => {
    const { columns } = template.grid;
    expect(placesOf({ ads: [{ size: "半版", label: "临浦造船厂" }] })).toEqual([at(0, columns, 55, 55)]);
    expect(placesOf({ ads: [{ size: "通栏", label: "临浦造船厂" }] })).toEqual([at(0, columns, 92, 18)]);
    expect(placesOf({ ads: [{ size: { columns: 3, height: "8cm" }, label: "临浦造船厂" }] })).toEqual([
      at(5, 3, 92, 18),
    ]);
    const made = set({
      ads: [
        { size: "四分之一版", label: "临浦造船厂" },
        { size: "半通栏", label: "望屏渡口" },
      ],
    });
    const rects = made.page.fixed;
    expect(rects).toHaveLength(2);
    const texts = made.page.areas.filter(({ kind }) => kind === "leg" || kind === "head").map(({ rect }) => rect);
    expect(texts.length).toBeGreaterThan(0);
    expect(meeting([...rects, ...texts])).toEqual([]);
    expect(made.findings.filter(({ code }) => code.startsWith("ad-"))).toEqual([]);
  });

  it("tells where the place is not what was booked", () => {
    const made = set({ ads: [{ size: "12 x 8 cm", label: "临浦造船厂" }] });
    const told = made.findings.filter(({ code }) => code === "ad-size");
    const width = Math.round(spanWidth({ ...template.grid, rows: 0 } as never, 3) / 36_000) / 10;
    expect(told.map(({ message, pointer }) => `${pointer} ${message}`)).toEqual([
      `/pages/0/ads/0/size the advertisement is booked as 12 × 8 cm, and its place of 3 columns is ${width} × 7.9 cm`,
    ]);
  });

  it("names what has no room, and how much it lacks", () => {
    expect(mistakesOf({ ads: [{ size: "40 x 8 cm" }] })[0]).toMatch(
      /^1:\d+ ad-no-room: this advertisement of 9 columns × 18 rows is 1 column wider/u,
    );
    expect(mistakesOf({ ads: [{ size: "8 x 35 cm" }] })).toEqual([]);
    expect(mistakesOf({ ads: [{ size: "48 x 35 cm" }] })[0]).toContain("sizes are width × height");
    expect(mistakesOf({ ads: [{ size: "整版" }], banner: "通栏口号" })[0]).toContain("5 rows higher than the 105");
    expect(mistakesOf({ ads: [{ size: "半版" }, { size: "整版" }] })[0]).toMatch(
      /of 8 columns × 55 rows has no room .*: 55 rows are lacking/u,
    );
    const layout = [{ article: "甲", columns: [1, 8], rows: [40, 70] }];
    expect(mistakesOf({ ads: [{ size: "半版" }], layout })[0]).toContain("17 rows are lacking");
  });

  it("keeps clear of pinned stories", () => {
    const layout = [{ article: "甲", columns: [6, 8], rows: [90, 110] }];
    expect(placesOf({ ads: [{ size: "3栏 x 8cm", label: "临浦造船厂" }], layout })).toEqual([at(2, 3, 92, 18)]);
  });

  it("refuses a place without its other half, and a size without a width or height", () => {
    const told = (entry: object): readonly string[] =>
      read({ ads: [entry] }).diagnostics.map(({ code, message }) => `${code}: ${message}`);
    expect(told({ columns: [1, 2] })).toEqual(["missing-key: `ads[0]` has no `rows`"]);
    expect(told({ columns: [1, 2], size: "半版" })).toEqual(["missing-key: `ads[0]` has no `rows`"]);
    expect(told({ label: "甲" })).toEqual(["missing-key: `ads[0]` has no `columns`"]);
    expect(told({ size: { height: "8cm" } })).toEqual(["ad-width: `size` has not one width"]);
    expect(told({ size: { width: "8cm" } })).toEqual(["missing-key: `size` has no `height`"]);
    expect(told({ size: { columns: 2, height: "8" } })).toEqual(['bad-length: `height` cannot be "8"']);
    expect(told({ size: "中缝" })[0]).toContain("ad-in-gutter: `size` cannot be");
    expect(told({ columns: [1, 8], rows: [90, 107], size: "通栏" })).toEqual([]);
  });
});
