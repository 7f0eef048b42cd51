/** Fields of notices and classified advertisements: small frames in columns. */
import { beforeAll, describe, expect, it } from "vitest";
import { inside, overlaps } from "./rects.js";
import type { Rect } from "../../src/base/geometry.js";
import { lostText } from "../../src/audit/conserved.js";
import { readCopy } from "../../src/edition/copy.js";
import { readEdition } from "../../src/edition/read.js";
import { createLibrary, type FontLibrary } from "../../src/font/library.js";
import { bundledFonts } from "../../src/host/fonts.js";
import { loadTemplate } from "../../src/host/templates.js";
import { compose } from "../../src/pipeline.js";
import type { Fill, Frame, GlyphRun, Scene } from "../../src/scene/list.js";
import type { Template } from "../../src/template/resolved.js";

let template: Template;
let fonts: FontLibrary;
beforeAll(async () => {
  template = await loadTemplate("broadsheet");
  fonts = createLibrary(bundledFonts());
});

const lost = (name: string) => ({ label: "遗失声明", body: [`${name}遗失道路运输证一本，声明作废。`] });
const WATER = {
  label: "公告",
  headline: "停水通知",
  body: [
    { text: "浦水〔2026〕15号", align: "center" },
    "因更换阀门，沿江路一线11月26日8时至18时停水，请提前储水。",
    { text: "临浦区水务所\n2026年11月24日", align: "end" },
  ],
};
const NAMES = ["安然", "林小舟", "贺知远", "苏禾", "柳汀", "江南岸建材店", "望屏渡口杂货铺"];
const ITEMS = [...NAMES.slice(0, 3).map(lost), WATER, ...NAMES.slice(3).map(lost)];

function read(field: object, key: "ads" | "notices" = "notices") {
  const credits = [{ role: "责编", names: ["芦笛"] }];
  const pages = [{ number: 4, credits, articles: [], [key]: [field] }];
  return readEdition(JSON.stringify({ pages, articles: [] }), "e.json");
}

function set(field: object, key: "ads" | "notices" = "notices"): Scene {
  const edition = read(field, key);
  if (!edition.ok) throw new Error(JSON.stringify(edition.diagnostics));
  const copy = readCopy(edition.value);
  const scene = compose({ ...copy, images: new Map() }, template, fonts);
  expect(lostText(scene, copy)).toEqual([]);
  return scene;
}

const itemsOf = (scene: Scene) => scene.pages[0]?.items.filter(({ role }) => role === "advertisement") ?? [];
const framesOf = (scene: Scene): readonly Frame[] => itemsOf(scene).filter((item) => item.kind === "frame");
const rulesOf = (scene: Scene): readonly Fill[] => itemsOf(scene).filter((item) => item.kind === "fill");
const runsOf = (scene: Scene): readonly GlyphRun[] => itemsOf(scene).filter((item) => item.kind === "glyphs");
const textOf = (scene: Scene): string =>
  runsOf(scene)
    .map(({ texts }) => texts.join(""))
    .join("");
const codesOf = (scene: Scene) => scene.findings.filter(({ code }) => code !== "copy-cleaned").map(({ code }) => code);
const bottom = ({ y, height }: Rect): number => y + height;

describe("a field of notices", () => {
  it("takes the rows that its notices need, at the foot of the page", () => {
    const scene = set({ size: { columns: 4 }, label: "分类信息", items: ITEMS });
    const [field] = scene.pages[0]?.fixed ?? [];
    const { grid } = scene.pages[0] ?? {};
    expect(bottom(field as Rect)).toBe((grid?.top ?? 0) + (grid?.rows ?? 0) * (grid?.leading ?? 0));
    expect((field as Rect).height / (grid?.leading ?? 1)).toBeLessThan(25);
    expect(codesOf(scene).filter((code) => code !== "white-page" && code !== "number-parted")).toEqual([]);
    for (const { x, y } of runsOf(scene)) expect(inside({ x, y, width: 0, height: 0 }, field as Rect, 0)).toBe(true);
  });

  it("stands those of one label together under it, in the order of the file", () => {
    const text = textOf(set({ size: { columns: 3 }, items: ITEMS }));
    const order = ["遗失声明", ...NAMES.map((name) => `${name}遗失`), "公告停水通知"].map((words) =>
      text.indexOf(words),
    );
    expect(order.every((at) => at >= 0)).toBe(true);
    expect(order).toEqual(order.toSorted((a, b) => a - b));
    expect(text.match(/遗失声明/gu)).toHaveLength(1);
  });

  it("has one frame a column, and one line between two notices", () => {
    const scene = set({ size: { columns: 3 }, items: ITEMS });
    const frames = framesOf(scene);
    expect(frames).toHaveLength(3);
    const { leading } = template.grid;
    for (const { rect } of frames) {
      const edges = rulesOf(scene)
        .filter((rule) => overlaps(rule.rect, rect))
        .map((rule) => rule.rect.y);
      const all = [rect.y, ...edges, bottom(rect)].toSorted((a, b) => a - b);
      all.slice(1).forEach((y, index) => expect(y - (all[index] ?? 0)).toBeGreaterThan(1.4 * leading));
    }
    expect(frames.some((a) => frames.some((b) => a !== b && overlaps(a.rect, b.rect)))).toBe(false);
  });

  it("has columns that end together where that takes little white", () => {
    const alike = Array.from({ length: 7 }, (_, index) => lost(NAMES[index % 2] ?? ""));
    const frames = framesOf(set({ size: { columns: 3 }, items: alike }));
    const ends = frames.map(({ rect }) => bottom(rect));
    expect(Math.max(...ends) - Math.min(...ends)).toBeLessThanOrEqual(2 * template.grid.leading);
  });

  it("changes the places of its labels where columns end together then", () => {
    const job = { label: "招聘", body: ["望屏渡口招船工两名，月薪面议。"] };
    const scene = set({ size: { columns: 2 }, label: "公告与分类", items: [lost("安然"), WATER, job] });
    const [left, right] = framesOf(scene).map(({ rect }) => bottom(rect));
    expect(Math.abs((left ?? 0) - (right ?? 0))).toBeLessThan(template.grid.leading / 2);
    expect(textOf(scene).indexOf("招聘")).toBeLessThan(textOf(scene).indexOf("停水通知"));
    expect(codesOf(scene)).not.toContain("field-white");
  });

  it("tells a column in which nothing stands", () => {
    const told = (columns: number): readonly string[] =>
      set({ size: { columns }, label: "公告", items: [WATER, lost("安然")] }).findings.flatMap((one) =>
        one.code === "field-white" ? [`${one.severity} ${one.message}`] : [],
      );
    expect(told(2)).toEqual([]);
    expect(told(3)).toEqual([expect.stringMatching(/^error 1 column of the 3 of the field .* white/u)]);
  });

  it("has a name smaller than every headline of the page", () => {
    const scene = set({ size: { columns: 3 }, label: "公告与分类", items: ITEMS });
    const name = runsOf(scene).find(({ texts }) => texts.join("") === "公告与分类");
    expect(name?.size).toBeLessThan(Math.min(...template.ladder.map(({ min }) => min)));
  });

  it("is marked, as an advertisement or a notice", () => {
    expect(textOf(set({ size: { columns: 2 }, items: ITEMS }, "ads"))).toContain("广告");
    expect(textOf(set({ size: { columns: 2 }, items: ITEMS, mark: "" }))).not.toMatch(/^公告/u);
  });

  it("names what has no room, in a place that is too small and on a page that is", () => {
    const small = set({ columns: [1, 1], rows: [90, 110], items: ITEMS });
    expect(small.findings.find(({ code }) => code === "notices-overset")).toMatchObject({
      severity: "error",
      pointer: "/pages/0/notices/0",
      message: expect.stringMatching(/^[1-8] notices of the field found no room: it has 21 rows, and needs \d+$/u),
    });
    expect(small.fits.some(({ oversetText }) => oversetText.includes("停水通知"))).toBe(true);
    const many = Array.from({ length: 60 }, () => WATER);
    const full = set({ size: { columns: 1 }, items: many });
    expect(codesOf(full)).toContain("ad-no-room");
    expect(full.fits.filter(({ oversetText }) => oversetText.includes("停水通知"))).toHaveLength(60);
  });

  it("leaves out one that is too long for any column, and sets the others", () => {
    const long = { label: "公告", body: ["灯塔在傍晚点亮，守塔人数着归来的船。".repeat(2_000)] };
    const scene = set({ columns: [1, 2], rows: [60, 110], items: [lost("安然"), long, lost("苏禾")] });
    expect(textOf(scene)).toContain("苏禾遗失");
    expect(scene.findings.find(({ code }) => code === "notices-overset")?.message).toContain("1 notice of the field");
  });

  it("takes no time, however many they are", () => {
    const start = performance.now();
    set({
      columns: [1, 8],
      rows: [1, 110],
      items: Array.from({ length: 400 }, (_, index) => lost(NAMES[index % 7] ?? "")),
    });
    expect(performance.now() - start).toBeLessThan(20_000);
  });

  it("is refused with a picture, without a notice, or with a key that notices lack", () => {
    const told = (field: object): readonly string[] =>
      read(field).diagnostics.map(({ code, message }) => `${code}: ${message}`);
    const place = { columns: [1, 2], rows: [1, 9] };
    expect(told({ ...place, src: "a.jpg", items: ITEMS })).toEqual([
      "items-and-picture: `notices[0]` has both `src` and `items`",
    ]);
    expect(told({ ...place, items: [] })).toEqual(["wrong-length: `items` must have at least one item"]);
    expect(told({ ...place, items: [{ ...lost("安然"), photos: [] }] })[0]).toContain(
      "unknown-key: unknown key `photos`",
    );
    expect(told({ size: { columns: 2 } })).toEqual(["missing-key: `notices[0]` has a `size` without `height`"]);
  });
});
