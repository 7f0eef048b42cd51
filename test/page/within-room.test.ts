/** Pictures and boxes for which a page has no room even alone with their story: the text stands, and they are told. */
import { describe, expect, it } from "vitest";
import { readEdition } from "../../src/edition/read.js";
import { compose } from "../../src/pipeline.js";
import type { Scene } from "../../src/scene/list.js";
import { fonts, pictureOf, template } from "./one-story.js";

const TOWER = pictureOf("tower.jpg", 100, 4_000);
const PHOTO = { src: "tower.jpg", caption: "水塔。", crop: "never" };
const BODY = "水塔修了三个冬天，塔顶的铜铃在西风里响了一夜。".repeat(12);

function set(article: object): Scene {
  const articles = [{ id: "a", headline: "水塔完工", body: [BODY], ...article }];
  const pages = [{ number: 2, credits: [{ role: "责编", names: ["安然"] }], articles: ["a"] }];
  const read = readEdition(JSON.stringify({ pages, articles }), "e.json");
  if (!read.ok) throw new Error(JSON.stringify(read.diagnostics));
  return compose({ ...read.value, images: new Map([["tower.jpg", TOWER]]) }, template, fonts);
}

function textOf({ pages }: Scene): string {
  const items = pages.flatMap((page) => page.items);
  return items.flatMap((item) => (item.kind === "glyphs" && item.role === "body" ? item.texts : [])).join("");
}

const codes = ({ findings }: Scene) => findings.map(({ code }) => code).filter((code) => code !== "white-page");

describe("a story that has no room because of", () => {
  it("a picture stands without it", () => {
    const scene = set({ photos: [PHOTO] });
    expect(textOf(scene)).toBe(BODY);
    expect(codes(scene).filter((code) => code === "photo-not-set")).toEqual(["photo-not-set"]);
    expect(codes(scene)).not.toContain("overset-text");
    expect(scene.fits.map(({ oversetText }) => oversetText)).toEqual(["水塔。"]);
  });

  it("a box that it holds stands without it, and the box is told once", () => {
    const box = { id: "b", headline: "相关", body: ["塔下的茶摊照常开张。"], photos: [PHOTO] };
    const inner = { id: "c", body: ["茶摊主人姓苗。"] };
    const scene = set({ related: [{ ...box, related: [inner] }] });
    expect(textOf(scene).startsWith(BODY)).toBe(true);
    expect(codes(scene)).not.toContain("overset-text");
    const lost = new Map(scene.fits.map(({ article, oversetText }) => [article, oversetText]));
    const told = scene.findings.filter(({ code }) => code === "box-not-set" || code === "photo-not-set");
    expect(told.length).toBeGreaterThan(0);
    expect(lost.get("a")).toBe("");
  });

  it("text that is too long keeps its pictures", () => {
    const scene = set({ body: [BODY.repeat(40)], photos: [{ ...PHOTO, src: "tower.jpg" }] });
    expect(codes(scene)).toContain("overset-text");
  });
});
