import { beforeAll, describe, expect, it } from "vitest";
import { readEdition } from "../../src/edition/read.js";
import type { Template } from "../../src/template/resolved.js";
import { loadTemplate } from "../../src/host/templates.js";
import { compose } from "../../src/pipeline.js";
import type { Scene } from "../../src/scene/list.js";
import { templateFrom } from "./own-template.js";

let template: Template;

beforeAll(async () => {
  template = await loadTemplate("broadsheet");
});

const CREDITS = [{ role: "责编", names: ["安然"] }];

function setEdition(page: object, articles: readonly object[]): Scene {
  const pages = [{ number: 3, credits: CREDITS, ...page }];
  const read = readEdition(JSON.stringify({ pages, articles }), "edition.json");
  if (!read.ok) throw new Error(JSON.stringify(read.diagnostics));
  return compose({ ...read.value, images: new Map() }, template);
}

const count = (text: string): Map<string, number> => {
  const counts = new Map<string, number>();
  for (const character of text.replaceAll(/\s/gu, "")) counts.set(character, (counts.get(character) ?? 0) + 1);
  return counts;
};

/** Characters of the stories that are neither painted nor named as overset. */
function lost(scene: Scene, texts: readonly string[]): string[] {
  const painted = scene.pages.flatMap((page) =>
    page.items.flatMap((item) => (item.kind === "glyphs" ? item.texts : [])),
  );
  const have = count([...painted, ...scene.fits.map((fit) => fit.oversetText)].join(""));
  return [...count(texts.join(""))]
    .filter(([character, n]) => (have.get(character) ?? 0) < n)
    .map(([character]) => character);
}

const paragraph = "甲乙丙丁戊己庚辛壬癸，子丑寅卯辰巳午未申酉戌亥。";
const story = (id: string, paragraphs: number) => ({
  id,
  headline: `${id}之江水东流`,
  deck: "副题云山苍茫",
  body: Array.from({ length: paragraphs }, () => paragraph),
});

describe("no text is dropped silently", () => {
  it("when there is far too much copy", () => {
    const articles = [story("天", 900), story("地", 40), story("玄", 40)];
    const scene = setEdition({ articles: ["天", "地", "玄"] }, articles);
    const texts = articles.flatMap(({ id, body }) => [`${id}之江水东流`, "副题云山苍茫", ...body]);
    expect(lost(scene, texts)).toEqual([]);
    expect(scene.findings.some(({ code }) => code === "overset-text")).toBe(true);
  });

  it("and a long story loses a part of its text rather than its place", () => {
    const photos = [{ src: "a.jpg", caption: "图说山河", credit: "甲摄" }];
    const articles = [{ ...story("天", 2), photos }, story("地", 186)];
    const scene = setEdition({ articles: ["天", "地"] }, articles);
    expect(scene.fits.map(({ article, linesSet }) => [article, linesSet > 0])).toEqual([
      ["天", true],
      ["地", true],
    ]);
    const texts = articles.flatMap(({ id, body }) => [`${id}之江水东流`, "副题云山苍茫", ...body]);
    expect(lost(scene, texts)).toEqual([]);
  });

  it("and a picture that fits nowhere keeps no other story off the page", () => {
    const photos = [{ src: "a.jpg", caption: "图说山河", credit: "甲摄", columns: 8 }];
    const articles = [{ ...story("天", 12), photos }, story("地", 12)];
    const ads = [{ columns: [1, 8], rows: [31, 110] }];
    const scene = setEdition({ articles: ["天", "地"], ads }, articles);
    expect(scene.fits.find(({ article }) => article === "地")).toMatchObject({ oversetText: "" });
    const texts = articles.flatMap(({ id, body }) => [`${id}之江水东流`, "副题云山苍茫", ...body]);
    expect(lost(scene, texts)).toEqual([]);
  });

  it("and a picture too wide to stand beside its story's box stands under it", () => {
    const photos = [{ src: "a.jpg", caption: "图说山河", credit: "甲摄", columns: 2 }];
    const related = [{ id: "盒", headline: "盒题", body: [paragraph] }];
    const articles = [{ ...story("天", 20), photos, related }];
    const layout = [{ article: "天", columns: [1, 2], rows: [1, 80] }];
    const [page] = setEdition({ articles: ["天"], layout }, articles).pages;
    const area = (kind: string) => page?.areas.find((one) => one.kind === kind)?.rect;
    const [whole, photo, box] = [area("story"), area("photo"), area("box")];
    expect(photo?.x).toBe(whole?.x);
    expect(photo?.y).toBeGreaterThan((box?.y ?? 0) + (box?.height ?? 0));
    expect((photo?.x ?? 0) + (photo?.width ?? 0)).toBeLessThanOrEqual((whole?.x ?? 0) + (whole?.width ?? 0));
  });

  it("and a box with room to spare holds its quotes, and tells that it is short", () => {
    const body = [paragraph, { quote: "山高月小水落石出" }, paragraph, { quote: "天地玄黄宇宙洪荒" }, paragraph];
    const articles = [{ id: "盒", headline: "盒题", body, box: true }];
    const layout = [{ article: "盒", columns: [1, 3], rows: [1, 60] }];
    const { fits, findings } = setEdition({ articles: ["盒"], layout }, articles);
    expect(fits[0]?.oversetText).toBe("");
    expect(findings).toContainEqual(expect.objectContaining({ severity: "error", code: "box-white" }));
  });

  it("and nothing of a story is painted that finds no place", () => {
    const articles = ["天", "地", "玄", "黄", "宇", "宙", "洪", "荒"].map((id) => story(id, 150));
    articles.push({ ...story("盒", 20), box: true } as (typeof articles)[number]);
    const scene = setEdition({ articles: articles.map(({ id }) => id) }, articles);
    const without = scene.fits.filter(({ linesAvailable }) => linesAvailable === 0).map(({ article }) => article);
    expect(without.length).toBeGreaterThan(1);
    const [page] = scene.pages;
    const painted = (page?.items ?? []).filter(
      (item) => "source" in item && item.source.article !== undefined && without.includes(item.source.article),
    );
    expect(painted).toEqual([]);
    const texts = articles.flatMap(({ id, body }) => [`${id}之江水东流`, "副题云山苍茫", ...body]);
    expect(lost(scene, texts)).toEqual([]);
    expect(page?.areas.filter(({ article }) => article !== undefined && without.includes(article))).toEqual([]);
  });

  it("and no head is painted over what stands under its place", () => {
    const articles = [story("天", 8), { ...story("盒", 8), box: true }, story("地", 3)];
    const layout = [
      { article: "天", columns: [1, 4], rows: [1, 3] },
      { article: "盒", columns: [5, 8], rows: [1, 2] },
      { article: "地", columns: [1, 8], rows: [4, 40] },
    ];
    const scene = setEdition({ articles: ["天", "盒", "地"], layout }, articles);
    const [page] = scene.pages;
    const of = (id: string) =>
      (page?.items ?? []).filter((item) => "source" in item && item.source.article === id).length;
    expect([of("天"), of("盒")]).toEqual([0, 0]);
    expect(of("地")).toBeGreaterThan(0);
    const texts = articles.flatMap(({ id, body }) => [`${id}之江水东流`, "副题云山苍茫", ...body]);
    expect(lost(scene, texts)).toEqual([]);
  });

  it("and a head keeps its place beside a label that is taller than it", () => {
    const own = templateFrom("styles: { label: { leading: 60pt } }", "broadsheet");
    const articles = ["天", "地", "玄"].map((id) => ({ ...story(id, 8), label: "栏目" }));
    const input = { pages: [{ number: 3, credits: CREDITS, articles: articles.map(({ id }) => id) }], articles };
    const read = readEdition(JSON.stringify(input), "edition.json");
    if (!read.ok) throw new Error(JSON.stringify(read.diagnostics));
    const { fits } = compose({ ...read.value, images: new Map() }, own);
    expect(fits.map(({ oversetText }) => oversetText)).toEqual(["", "", ""]);
  });

  it("when a layout has no place for a story, or one too small for its head", () => {
    const articles = [story("天", 8), story("地", 3)];
    const layout = [{ article: "天", columns: [1, 1], rows: [1, 3] }];
    const ads = [{ columns: [1, 8], rows: [4, 110] }];
    const scene = setEdition({ articles: ["天", "地"], layout, ads }, articles);
    expect(
      lost(
        scene,
        articles.flatMap(({ id, body }) => [`${id}之江水东流`, "副题云山苍茫", ...body]),
      ),
    ).toEqual([]);
    expect(scene.findings.map(({ code }) => code)).toContain("not-in-layout");
  });

  it("when a story has more photos than places, boxes in boxes, and ruby", () => {
    const photos = Array.from("一二三四五六七八九十天地玄黄", (n) => ({
      src: `${n}.jpg`,
      caption: `图说${n}`,
      credit: `${n}摄`,
    }));
    const related = [
      {
        id: "盒",
        headline: "盒题",
        body: [paragraph],
        related: [{ id: "盒中盒", headline: "深盒", body: [paragraph] }],
      },
    ];
    const body = [...story("天", 30).body, { text: [{ text: "漢字", ruby: "かんじ" }] }];
    const scene = setEdition({ articles: ["天"] }, [{ ...story("天", 0), body, photos, related }]);
    const texts = [
      ...photos.flatMap(({ caption, credit }) => [caption, credit]),
      "盒题",
      "深盒",
      paragraph,
      paragraph,
      "漢字かんじ",
    ];
    expect(lost(scene, texts)).toEqual([]);
    expect(scene.findings.map(({ code }) => code)).toContain("photo-not-set");
  });

  it("and once: captions fall with their pictures", () => {
    const photos = Array.from({ length: 40 }, (_, i) => ({ src: `p${i}.jpg`, caption: `图说${i}`, credit: "沙鸥 摄" }));
    const layout = [{ article: "天", columns: [1, 2], rows: [1, 30] }];
    const scene = setEdition({ articles: ["天"], layout }, [{ ...story("天", 1), photos }]);
    const told = scene.findings.filter(({ code }) => code === "photo-not-set" || code === "overset-text");
    expect(told.map(({ code }) => code)).toEqual(["photo-not-set"]);
    expect(told[0]?.message).toContain("captions and credits: “");
    expect(scene.fits[0]?.oversetText).toContain("图说39");
  });

  it("with sixty small stories, more than a page is searched with", () => {
    const articles = Array.from({ length: 60 }, (_, i) => story(`第${i}号`, 1));
    const scene = setEdition({ articles: articles.map(({ id }) => id) }, articles);
    expect(
      lost(
        scene,
        articles.flatMap(({ id, body }) => [`${id}之江水东流`, "副题云山苍茫", ...body]),
      ),
    ).toEqual([]);
  }, 240_000);
});
