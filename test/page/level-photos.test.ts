/** Pictures of one width side by side have one height. */
import { describe, expect, it } from "vitest";
import { readEdition } from "../../src/edition/read.js";
import { levelled } from "../../src/page/level-photos.js";
import type { PhotoBlock } from "../../src/page/photo.js";
import { compose } from "../../src/pipeline.js";
import { fonts, pictureOf, template } from "./one-story.js";

const TEXT = "摆渡的人把缆绳绕在石桩上，回头看了一眼对岸的灯。";

function heights(sentences: number): readonly number[] {
  const photos = [6, 3, 3].map((columns, i) => ({ src: `${i}.jpg`, columns, caption: "缆桩与对岸" }));
  const articles = [{ id: "a", headline: "对岸的灯", body: [TEXT.repeat(sentences)], photos }];
  const pages = [{ number: 2, credits: [{ role: "责编", names: ["安然"] }], articles: ["a"] }];
  const layout = [{ article: "a", columns: [1, 6], rows: [1, 60] }];
  const read = readEdition(JSON.stringify({ pages: [{ ...pages[0], layout }], articles }), "e.json");
  if (!read.ok) throw new Error(JSON.stringify(read.diagnostics));
  const sizes = [
    [1800, 600],
    [1200, 800],
    [1200, 800],
  ] as const;
  const images = new Map(sizes.map(([width, height], i) => [`${i}.jpg`, pictureOf(`${i}.jpg`, width, height)]));
  const { pages: made } = compose({ ...read.value, images }, template, fonts);
  const areas = made.flatMap((page) => page.areas.filter(({ kind }) => kind === "photo"));
  return areas.slice(-2).map(({ rect }) => rect.height);
}

describe("two pictures side by side", () => {
  it("have tops on one row, whatever the text leaves", () => {
    const seen = Array.from({ length: 24 }, (_, i) => heights(14 + i));
    expect(seen.map(([a = 0, b = 1]) => a - b)).toEqual(seen.map(() => 0));
  });
});

describe("levelled", () => {
  const block = { captionRows: 1, least: 10, most: 14 } as PhotoBlock;
  const photo = (rows: number, span = 2, own = block) => ({ block: own, span, rows });

  it("takes the height that fits the text better", () => {
    expect(levelled([photo(12), photo(13)], 2)).toEqual([13, 13]);
    expect(levelled([photo(12), photo(13)], -2)).toEqual([12, 12]);
  });

  it("leaves other widths, larger steps and the bounds of crops", () => {
    expect(levelled([photo(12), photo(13, 3)], 0)).toEqual([12, 13]);
    expect(levelled([photo(11), photo(14)], 0)).toEqual([11, 14]);
    expect(levelled([photo(12, 2, { ...block, most: 11 }), photo(13)], 2)).toEqual([12, 12]);
    expect(levelled([photo(12, 2, { ...block, most: 11 }), photo(13, 2, { ...block, least: 12 })], 2)).toEqual([
      12, 13,
    ]);
  });
});
