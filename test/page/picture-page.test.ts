/** Pages of pictures: a story of more photos than corners, whose photos and text are cells of one field without holes. */
import { describe, expect, it } from "vitest";
import { readEdition } from "../../src/edition/read.js";
import type { Cells } from "../../src/layout/grid.js";
import { cellsOverlap } from "../../src/layout/region.js";
import { arrangements, type StoryParts } from "../../src/page/arrange.js";
import { leastCosts } from "../../src/page/story-cost.js";
import { compose } from "../../src/pipeline.js";
import { report } from "../../src/proof/report.js";
import type { Area } from "../../src/scene/list.js";
import { makeupWeights } from "../../src/template/makeup.js";
import { fonts, pictureOf, template } from "./one-story.js";

const TEXT = ["晒网的人把竹竿架在墙头，影子落了一地。", "钟楼的指针停在四点，鸽子还是照常回来。"];
const SHAPES = [
  [1500, 1000],
  [1000, 1500],
  [1600, 900],
  [1200, 1200],
  [1500, 1000],
  [900, 1350],
  [1500, 1050],
  [1800, 800],
  [1000, 1400],
] as const;

interface PicturePageOf {
  readonly photos: number;
  readonly sentences?: number;
  readonly wishes?: readonly number[];
}

function pageOf({ photos: count, sentences = 8, wishes = [] }: PicturePageOf) {
  const photos = Array.from({ length: count }, (_, index) => ({
    src: `${index}.jpg`,
    caption: "石阶与缆绳",
    ...(wishes[index] === undefined ? {} : { columns: wishes[index] }),
  }));
  const body = Array.from({ length: sentences }, (_, index) => TEXT[index % TEXT.length]);
  const articles = [{ id: "a", headline: "墙头的影子", body, photos }];
  const pages = [{ number: 2, credits: [{ role: "责编", names: ["安然"] }], articles: ["a"] }];
  const read = readEdition(JSON.stringify({ pages, articles }), "e.json");
  if (!read.ok) throw new Error(JSON.stringify(read.diagnostics));
  const images = new Map(
    photos.map(({ src }, index) => {
      const [width, height] = SHAPES[index % SHAPES.length] ?? [1500, 1000];
      return [src, pictureOf(src, width, height)] as const;
    }),
  );
  const scene = compose({ ...read.value, images }, template, fonts);
  const [page] = scene.pages;
  if (page === undefined) throw new Error("no page");
  return {
    areas: page.areas,
    photos: page.areas.filter(({ kind }) => kind === "photo"),
    codes: report(scene).pages.flatMap(({ issues }) => issues.map(({ code }) => code)),
    overset: scene.fits.map(({ oversetText }) => oversetText).join(""),
  };
}

const sizeOf = ({ rect }: Area): number => rect.width * rect.height;

function overlap({ rect: a }: Area, { rect: b }: Area): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

describe("a page of pictures", () => {
  it("has six photos of usual shapes without a hole, with little text or with none", () => {
    for (const sentences of [0, 8, 30]) {
      const { photos, codes, overset } = pageOf({ photos: 6, sentences });
      expect(photos).toHaveLength(6);
      expect(codes).not.toContain("white-hole");
      expect(codes).not.toContain("white-page");
      expect(overset).toBe("");
    }
  });

  it("keeps photos and text apart", () => {
    for (const photos of [5, 7, 9]) {
      const { areas } = pageOf({ photos });
      const cells = areas.filter(({ kind }) => kind === "photo" || kind === "leg" || kind === "head");
      const pairs = cells.flatMap((a, index) => cells.slice(index + 1).map((b) => [a, b] as const));
      expect(pairs.filter(([a, b]) => overlap(a, b))).toEqual([]);
    }
  });

  it("makes the first picture the largest", () => {
    for (const photos of [5, 6, 7, 8]) {
      const [first = 0, ...others] = pageOf({ photos }).photos.map(sizeOf);
      expect(first / Math.max(...others), `${photos} photos`).toBeGreaterThan(1);
    }
  });

  it("gives pictures the columns that they are wished to have, or nearly", () => {
    const wishes = [4, 2, 2, 3, 2, 1];
    const { photos, codes } = pageOf({ photos: 6, wishes });
    const column = template.grid.columnWidth + template.grid.gutter;
    const columns = photos.map(({ rect }) => Math.round((rect.width + template.grid.gutter) / column));
    expect(columns[0]).toBe(4);
    for (const [index, wish] of wishes.entries()) expect(Math.abs((columns[index] ?? 0) - wish)).toBeLessThan(2);
    expect(codes).not.toContain("white-page");
  });

  it("sets twelve photos", () => {
    expect(pageOf({ photos: 12 }).photos).toHaveLength(12);
  });
});

const WEIGHTS = makeupWeights();

/** A story of photos of one row for each of `tall` columns that each is wide, and of `text` rows. */
function story(photos: readonly number[], text: number): StoryParts {
  const photo = { src: "a.jpg", pointer: "", srcPointer: "/src", breakOut: false, alt: "" };
  const all = photos.map(() => ({ ...photo, focus: [0.5, 0.5] as const }));
  return {
    article: {
      id: "a",
      pointer: "",
      priority: 1,
      headline: [{ text: "题", pointer: "", offset: 0 }],
      body: [],
      photos: all,
      related: [],
      box: false,
      headlineDirection: "horizontal",
    },
    weights: WEIGHTS,
    photos: photos.length,
    headRowsAt: () => 3,
    headSizeAt: () => 12,
    headWhiteAt: () => 0,
    headForcedAt: () => false,
    textRows: { natural: text, least: Math.max(0, text - 2), most: text + 2 },
    photoAt: (index, columns) => {
      const own = all[index];
      if (own === undefined) return undefined;
      const natural = columns * (photos[index] ?? 1);
      return {
        photo: own,
        shape: undefined,
        columns,
        width: columns,
        columnWidth: 1,
        natural,
        least: Math.floor(natural * 0.8),
        most: Math.ceil(natural * 1.2),
        captionRows: 1,
        texts: [],
        unfit: [],
      };
    },
    panels: [],
    picturePages: new Map(),
  };
}

describe("arrangements of more photos than corners", () => {
  const cells: Cells = { column: 1, columns: 6, row: 4, rows: 60 };

  it("fill their place with cells that keep apart, within the bounds of crops", () => {
    const parts = story([4, 9, 4, 6, 4, 9], 20);
    const [best] = arrangements(parts, cells);
    if (best === undefined) throw new Error("no arrangement");
    expect(best.lost).toBe(0);
    const all = [...best.photos, ...best.legs, ...(best.head === undefined ? [] : [best.head])];
    for (const [index, a] of all.entries()) {
      expect(all.slice(index + 1).filter((b) => cellsOverlap(a, b))).toEqual([]);
      expect(a.column >= 1 && a.row >= 4 && a.column + a.columns <= 7 && a.row + a.rows <= 64).toBe(true);
    }
    for (const [index, { columns, rows }] of best.photos.entries()) {
      const block = parts.photoAt(index, columns);
      expect(rows - 1).toBeGreaterThanOrEqual(block?.least ?? 0);
      expect(rows - 1).toBeLessThanOrEqual(block?.most ?? 0);
    }
  });

  it("leave out no photo where the least sizes of all fit", () => {
    for (let rows = 24; rows <= 60; rows += 4)
      expect(arrangements(story([4, 6, 4, 6, 4], 12), { ...cells, rows })[0]?.photos).toHaveLength(5);
  });

  it("leave white that no picture takes at the foot", () => {
    const [best] = arrangements(story([1, 1, 1, 1, 1], 0), { ...cells, rows: 60 });
    if (best === undefined) throw new Error("no arrangement");
    const feet = best.photos.map(({ row, rows }) => row + rows);
    const foot = Math.max(...feet);
    const taken = best.photos.reduce((sum, { columns, rows }) => sum + columns * rows, 0);
    expect(taken).toBeGreaterThan(0.8 * 6 * (foot - 4 - 3));
    expect(best.lost).toBeGreaterThanOrEqual(6 * (64 - foot));
  });

  it("cost what the search reckons", () => {
    for (const parts of [story([4, 9, 4, 6, 4], 30), story([4, 9, 4, 6, 4, 9, 4, 4, 6], 8)])
      for (const columns of [3, 6]) {
        const costAt = leastCosts(parts, columns);
        for (let rows = 20; rows <= 70; rows += 5) {
          const [best] = arrangements(parts, { column: 0, columns, row: 0, rows });
          expect(costAt(rows)).toBe(best?.cost ?? Number.POSITIVE_INFINITY);
        }
      }
  });
});
