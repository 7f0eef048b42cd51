/** Several pictures under one caption (组照), and stories of many pictures. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { pt } from "../../src/base/length.js";
import { readEdition } from "../../src/edition/read.js";
import { mosaicCells, mosaicHeight, mosaicOf } from "../../src/page/mosaic.js";
import { compose } from "../../src/pipeline.js";
import type { Picture, Scene } from "../../src/scene/list.js";
import { fonts, pictureOf, template } from "./one-story.js";

const IMAGES = new Map(
  [
    pictureOf("boat.jpg", 1_800, 1_200),
    pictureOf("tree.jpg", 1_200, 1_500),
    pictureOf("dock.jpg", 1_600, 1_200),
    pictureOf("code.png", 1_000, 1_000),
    pictureOf("hill.jpg", 2_400, 1_000),
    pictureOf("lamp.jpg", 900, 1_200),
    pictureOf("mast.jpg", 800, 2_000),
  ].map((image) => [image.id, image]),
);
const FILES = [...IMAGES.keys()];
const BODY = "早班的渡船六点离岸，船工把缆绳一圈一圈收好，岸上的人挥手。".repeat(6);

function read(photos: readonly object[], paragraphs = 4) {
  const articles = [{ id: "a", headline: "渡口醒来", body: Array.from({ length: paragraphs }, () => BODY), photos }];
  const pages = [{ number: 2, credits: [{ role: "责编", names: ["安然"] }], articles: ["a"] }];
  return readEdition(JSON.stringify({ pages, articles }), "e.json");
}

function set(photos: readonly object[], paragraphs?: number): Scene {
  const edition = read(photos, paragraphs);
  if (!edition.ok) throw new Error(JSON.stringify(edition.diagnostics));
  return compose({ ...edition.value, images: IMAGES }, template, fonts);
}

const picturesIn = ({ pages }: Scene): Picture[] =>
  pages.flatMap(({ items }) => items.filter((item) => item.kind === "picture"));
const textOf = ({ pages }: Scene, role: string): string =>
  pages
    .flatMap(({ items }) => items)
    .flatMap((item) => (item.kind === "glyphs" && item.role === role ? item.texts : []))
    .join("");

const right = ({ rect }: Picture): number => rect.x + rect.width;
const foot = ({ rect }: Picture): number => rect.y + rect.height;

describe("a group of pictures", () => {
  const GROUP = { group: ["boat.jpg", { src: "tree.jpg", alt: "一棵树" }], columns: 3, caption: "渡口两景。" };

  it("stands in one place, in its order, with one caption under it", () => {
    const scene = set([GROUP]);
    const [boat, tree] = picturesIn(scene);
    if (boat === undefined || tree === undefined) throw new Error("two pictures are wanted");
    expect([boat.image, tree.image]).toEqual(["boat.jpg", "tree.jpg"]);
    expect([boat.alt, tree.alt]).toEqual(["渡口两景。", "一棵树"]);
    expect([tree.rect.y, foot(tree)]).toEqual([boat.rect.y, foot(boat)]);
    expect(tree.rect.x - right(boat)).toBeGreaterThan(pt(2));
    expect(textOf(scene, "caption")).toBe("渡口两景。");
    const areas = scene.pages.flatMap((page) => page.areas).filter(({ kind }) => kind === "photo");
    expect(areas.map(({ rect }) => rect.width)).toEqual([right(tree) - boat.rect.x]);
  });

  it("is numbered where the editor asks for it", () => {
    expect(textOf(set([{ ...GROUP, numbers: true }]), "photo-number")).toBe("12");
    expect(textOf(set([GROUP]), "photo-number")).toBe("");
  });

  it("is shown whole where a picture of it must be", () => {
    const scene = set([{ group: ["boat.jpg", { src: "code.png", crop: "never" }], columns: 2 }]);
    for (const { crop } of picturesIn(scene)) {
      expect(crop.width).toBeGreaterThan(0.99);
      expect(crop.height).toBeGreaterThan(0.99);
    }
  });

  it("shows none more than three times as large as another, and most of each", () => {
    for (const group of [
      ["mast.jpg", "boat.jpg"],
      ["boat.jpg", "mast.jpg", "hill.jpg"],
      ["mast.jpg", "dock.jpg", "tree.jpg"],
    ])
      for (const columns of [1, 2, 3]) {
        const pictures = picturesIn(set([{ group, columns }]));
        const areas = pictures.map(({ rect }) => rect.width * rect.height);
        expect(Math.max(...areas) / Math.min(...areas)).toBeLessThan(3);
        for (const { crop } of pictures) expect(crop.width * crop.height).toBeGreaterThan(0.5);
      }
  });

  it("keeps the focus of each of its pictures", () => {
    const group = [{ src: "hill.jpg", focus: [0, 0] }, { src: "lamp.jpg", focus: [1, 1] }, "dock.jpg"];
    const [hill, lamp] = picturesIn(set([{ group, columns: 4 }]));
    expect([hill?.crop.x, hill?.crop.y]).toEqual([0, 0]);
    expect((lamp?.crop.y ?? 0) + (lamp?.crop.height ?? 0)).toBeCloseTo(1, 9);
  });

  it.each<[string, object, string]>([
    ["neither a picture nor a group", { caption: "空" }, "missing-key"],
    ["both", { src: "boat.jpg", group: ["boat.jpg", "tree.jpg"] }, "photo-of-what"],
    ["a group of one", { group: ["boat.jpg"] }, "wrong-length"],
    ["a focus of several pictures", { group: ["boat.jpg", "tree.jpg"], focus: [0.5, 0.5] }, "focus-of-group"],
    ["a number for one picture", { src: "boat.jpg", numbers: true }, "numbers-of-one"],
  ])("refuses %s", (_what, photo, code) => {
    const edition = read([photo]);
    expect(edition.ok).toBe(false);
    expect(edition.diagnostics.map((told) => told.code)).toContain(code);
    for (const { at, hints } of edition.diagnostics) expect([at?.line, hints.length]).toEqual([1, 1]);
  });
});

describe("a story of six pictures", () => {
  it("has a place for each while there is room", () => {
    const scene = set(
      FILES.map((src) => ({ src, caption: "图说一句。" })),
      8,
    );
    expect(picturesIn(scene).map(({ image }) => image)).toEqual(expect.arrayContaining(FILES));
    expect(scene.findings.map(({ code }) => code)).not.toContain("photo-not-set");
    const rects = picturesIn(scene);
    rects.forEach((one, index) => {
      for (const other of rects.slice(index + 1)) {
        const meets = one.rect.x < right(other) && other.rect.x < right(one) && one.rect.y < foot(other);
        expect(meets && other.rect.y < foot(one)).toBe(false);
      }
    });
  });
});

describe("the cells of a group", () => {
  const size = fc.record({ width: fc.integer({ min: 1, max: 5_000 }), height: fc.integer({ min: 1, max: 5_000 }) });
  const sizes = fc.array(size, { minLength: 2, maxLength: 8 });

  it("fill its rectangle in rows, apart by the gap, in the pictures' order", () => {
    fc.assert(
      fc.property(sizes, fc.integer({ min: 1, max: 6 }), fc.integer({ min: 7, max: 13 }), (all, columns, tenths) => {
        const width = pt(110) * columns;
        const gap = pt(4);
        const rows = mosaicOf(all, columns);
        expect(rows.flat()).toEqual(all.map((_, index) => index));
        const height = Math.round((mosaicHeight(all, rows, width, gap) * tenths) / 10);
        const rect = { x: 1_000, y: 2_000, width, height };
        const cells = mosaicCells(all, rows, rect, gap);
        for (const row of rows) {
          const own = row.map((index) => cells[index] ?? rect);
          expect(own[0]?.x).toBe(rect.x);
          const last = own.at(-1) ?? rect;
          expect(Math.abs(last.x + last.width - rect.x - rect.width)).toBeLessThanOrEqual(1);
          expect(new Set(own.map(({ y, height: high }) => `${y} ${high}`)).size).toBe(1);
          own.slice(1).forEach((cell, at) => {
            const before = own[at] ?? rect;
            expect(Math.abs(cell.x - before.x - before.width - gap)).toBeLessThanOrEqual(1);
          });
        }
        const end = cells.at(-1) ?? rect;
        expect(Math.abs(end.y + end.height - rect.y - rect.height)).toBeLessThanOrEqual(1);
      }),
      { numRuns: 300, seed: 4 },
    );
  });

  it("have the pictures' proportions where the rectangle has those of the whole", () => {
    fc.assert(
      fc.property(sizes, fc.integer({ min: 1, max: 6 }), (all, columns) => {
        const width = pt(110) * columns;
        const rows = mosaicOf(all, columns);
        const cells = mosaicCells(all, rows, { x: 0, y: 0, width, height: mosaicHeight(all, rows, width, 0) }, 0);
        cells.forEach((cell, index) => {
          const { width: own = 1, height = 1 } = all[index] ?? {};
          // Thinner than this, edges on whole units say nothing.
          if (cell.width < 1_000 || cell.height < 1_000) return;
          expect((cell.width * height) / (cell.height * own)).toBeCloseTo(1, 2);
        });
      }),
      { numRuns: 200, seed: 9 },
    );
  });
});
