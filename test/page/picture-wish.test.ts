/** A picture's wish for columns gives way before text is left over, and before the lead gives up its place; and that is told. */
import { describe, expect, it } from "vitest";
import { readEdition } from "../../src/edition/read.js";
import { loadTemplate } from "../../src/host/templates.js";
import { compose } from "../../src/pipeline.js";
import type { Scene } from "../../src/scene/list.js";
import { fonts, pictureOf } from "./one-story.js";

const inside = await loadTemplate("tabloid-inside");
const PICTURE = pictureOf("crane.jpg", 1200, 800);

function sentences(count: number, from = 1): string {
  return Array.from({ length: count }, (_, i) => `第${from + i}只鹤落在盐田边上，把一条腿收进翅膀底下。`).join("");
}

function set(articles: readonly { readonly id: string }[], page: object = {}): Scene {
  const pages = [
    { number: 2, credits: [{ role: "责编", names: ["芦笛"] }], articles: articles.map(({ id }) => id), ...page },
  ];
  const read = readEdition(JSON.stringify({ pages, articles }), "e.json");
  if (!read.ok) throw new Error(JSON.stringify(read.diagnostics));
  return compose({ ...read.value, images: new Map([[PICTURE.id, PICTURE]]) }, inside, fonts);
}

const codesOf = ({ findings }: Scene): readonly string[] => findings.map(({ code }) => code);
const widthOf = ({ pages }: Scene): number =>
  (pages[0]?.areas.find(({ kind }) => kind === "photo")?.rect.width ?? 0) / inside.grid.columnWidth;

describe("a picture that is wished over more columns than the text leaves it", () => {
  const story = (count: number) => ({
    id: "鹤",
    priority: 1,
    headline: "盐田来鹤",
    body: [sentences(count)],
    photos: [{ src: PICTURE.id, caption: "清晨的盐田。", columns: 3 }],
  });
  const layout = [{ article: "鹤", columns: [1, 4], rows: [1, 40] }];

  it("stands as wished where there is room", () => {
    const scene = set([story(22)], { layout });
    expect(codesOf(scene)).not.toContain("overset-text");
    expect(widthOf(scene)).toBeGreaterThan(3);
  });

  it("stands over fewer, and is told, where its story's text would find no room", () => {
    const scene = set([story(54)], { layout });
    expect(codesOf(scene)).not.toContain("overset-text");
    expect(codesOf(scene)).toContain("photo-narrower");
    expect(widthOf(scene)).toBeLessThan(3);
  });
});
