/** Stories in places of the editor's, with boxes, photos, tables, vertical heads and quotes: what fits stands, and what does not is told. */
import { describe, expect, it } from "vitest";
import { readEdition } from "../../src/edition/read.js";
import { compose } from "../../src/pipeline.js";
import type { Scene } from "../../src/scene/list.js";
import { fonts, pictureOf, template } from "./one-story.js";

const IMAGES = new Map([pictureOf("boat.jpg", 1_800, 1_200)].map((image) => [image.id, image]));
const SENTENCE = "渡船停在上游的石阶边，等雾散了再走；船工坐在舱里补网。";

function set(story: object, rows: number, columns: readonly [number, number] = [1, 2], pages: object = {}): Scene {
  const layout = [{ article: "a", columns, rows: [1, rows] }];
  const page = { number: 2, credits: [{ role: "责编", names: ["安然"] }], articles: ["a"], layout, ...pages };
  const articles = [{ id: "a", headline: "雾渡", body: [SENTENCE.repeat(4), SENTENCE.repeat(4)], ...story }];
  const read = readEdition(JSON.stringify({ pages: [page], articles }), "e.json");
  if (!read.ok) throw new Error(JSON.stringify(read.diagnostics));
  return compose({ ...read.value, images: IMAGES }, template, fonts);
}

const photo = { src: "boat.jpg", caption: "渡船" };
const codes = ({ findings }: Scene): readonly string[] => findings.map(({ code }) => code);

describe("a box with a picture and little text", () => {
  const related = [{ headline: "船", body: [SENTENCE], photos: [photo] }];

  it("takes the rows that it needs, so that its story stands where it has room", () => {
    for (const rows of [36, 44, 52, 60, 70]) {
      const { fits } = set({ related }, rows);
      expect([rows, fits.map(({ oversetText }) => oversetText)]).toEqual([rows, ["", ""]]);
    }
  });

  it("is no taller than one with more text", () => {
    const rowsOf = (sentences: number): number => {
      const box = { ...related[0], body: [SENTENCE.repeat(sentences)] };
      const boxes = set({ related: [box] }, 76).pages.flatMap(({ areas }) =>
        areas.filter(({ kind }) => kind === "box"),
      );
      return Math.round((boxes[0]?.rect.height ?? 0) / template.grid.leading);
    };
    expect(rowsOf(1)).toBeGreaterThan(10);
    expect(rowsOf(1)).toBeLessThanOrEqual(rowsOf(3));
  });
});

describe("a story of which nothing stands", () => {
  const hintOf = ({ findings }: Scene): string =>
    findings.find(({ code, article }) => code === "overset-text" && article === "a")?.hint ?? "";

  it("is to have a larger place in `layout` where it has one there, and then stands", () => {
    const related = [{ headline: "船", body: [SENTENCE.repeat(14)] }];
    const low = hintOf(set({ related }, 12));
    expect(low).toContain("give it more rows or columns in `layout`");
    expect(low).toContain("shorten its boxes");
    expect(codes(set({ related }, 70, [1, 3]))).not.toContain("overset-text");
  });

  it("names a head that is too long for the page, with its characters", () => {
    const told = hintOf(set({ headline: "雾".repeat(1_500) }, 70, [1, 6], { layout: [] }));
    expect(told).toMatch(/^shorten its `headline` of 1500 characters: the head takes \d+ rows over \d columns/u);
    expect(told).not.toContain("layout");
    const deck = hintOf(set({ deck: "雾".repeat(900) }, 12));
    expect(deck).toContain("`deck` of 900 characters");
  });
});
