/** Heads that stay side by side in about one size stand in two faces, by the places of their stories alone. */
import { describe, expect, it } from "vitest";
import { readEdition } from "../../src/edition/read.js";
import { lintPage } from "../../src/lint/lint.js";
import { PROFILES } from "../../src/lint/rules.js";
import { loadTemplate } from "../../src/host/templates.js";
import { compose } from "../../src/pipeline.js";
import { headFaces, headSizes } from "../../src/scene/head-sizes.js";
import type { Scene } from "../../src/scene/list.js";
import type { Template } from "../../src/template/resolved.js";
import { fonts } from "./one-story.js";
import { templateFrom } from "./own-template.js";

const berliner = await loadTemplate("berliner");
const IDS = ["甲", "乙", "丙", "丁"];

function set(heads: readonly object[], template: Template = berliner): Scene {
  const articles = heads.map((head, at) => ({
    id: IDS[at],
    priority: 3,
    headline: "青石巷的灯",
    body: [Array.from({ length: 12 }, (_, i) => `第${i + 1}盏灯挂在青石巷口，照着挑水的人。`).join("")],
    ...head,
  }));
  const layout = heads.map((_, at) => ({ article: IDS[at], columns: [at + 1, at + 1], rows: [1, 30] }));
  const pages = [
    { number: 2, credits: [{ role: "责编", names: ["芦笛"] }], articles: articles.map(({ id }) => id), layout },
  ];
  const read = readEdition(JSON.stringify({ pages, articles }), "e.json");
  if (!read.ok) throw new Error(JSON.stringify(read.diagnostics));
  return compose({ ...read.value, images: new Map() }, template, fonts);
}

const facesOf = ({ pages }: Scene): readonly (string | undefined)[] => {
  const faces = headFaces(pages[0]?.items ?? []);
  return IDS.flatMap((id) => faces.get(id) ?? []);
};
const sizesOf = ({ pages }: Scene): readonly number[] => [...headSizes(pages[0]?.items ?? []).values()];
const butting = ({ pages: [page] }: Scene): number =>
  page === undefined
    ? -1
    : lintPage(page, PROFILES["zh-modular"], IDS).filter(({ code }) => code === "heads-butt").length;

/** Nothing smaller than the ladder's one size: only the face is left to tell heads apart. */
const ONE_SIZE = "headlines: { ladder: [{ priority: 99, span: 1, size: 15pt, min: 15pt }] }\n";
const oneSize = templateFrom(ONE_SIZE, "berliner");

describe("heads side by side in about one size", () => {
  it("stand in two faces by turns, with their sizes and places", () => {
    const scene = set([{}, {}, {}, {}], oneSize);
    const [first, second, third, fourth] = facesOf(scene);
    expect(new Set(sizesOf(scene)).size).toBe(1);
    expect([first === third, second === fourth, first === second]).toEqual([true, true, false]);
    expect(butting(scene)).toBe(0);
  });

  it("leave the more important one in the usual face", () => {
    const [usual] = facesOf(set([{}], oneSize));
    const [lesser, greater] = facesOf(set([{ priority: 4 }, { priority: 2 }], oneSize));
    expect(greater).toBe(usual);
    expect(lesser).not.toBe(usual);
  });

  it("stand in one face where a template has one, and are told", () => {
    const plain = templateFrom(`${ONE_SIZE}styles: { headlineBeside: { font: song } }\n`, "berliner");
    const scene = set([{}, {}], plain);
    expect(new Set(facesOf(scene)).size).toBe(1);
    expect(butting(scene)).toBe(1);
  });

  it("keep their face where one of them is clearly larger", () => {
    const scene = set([{ head: { size: "27pt" } }, {}], oneSize);
    expect(new Set(facesOf(scene)).size).toBe(1);
  });
});
