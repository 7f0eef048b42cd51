import { beforeAll, describe, expect, it } from "vitest";
import { checkLayout } from "../../src/edition/layout-check.js";
import { readEdition } from "../../src/edition/read.js";
import { createLibrary, type FontLibrary } from "../../src/font/library.js";
import { bundledFonts } from "../../src/host/fonts.js";
import { loadTemplate } from "../../src/host/templates.js";
import { furnitureMistakes } from "../../src/page/page-leading.js";
import { compose } from "../../src/pipeline.js";
import type { LightGrid, Scene, SceneImage } from "../../src/scene/list.js";
import type { Template } from "../../src/template/resolved.js";
import { pictureOf } from "./one-story.js";

let template: Template;
let fonts: FontLibrary;

beforeAll(async () => {
  template = await loadTemplate("tabloid-inside");
  fonts = createLibrary(bundledFonts());
});

const credits = [{ role: "责编", names: ["安然"] }];
const BODY = Array.from({ length: 12 }, (_, i) => `第${i + 1}盏渔灯沿着堤岸亮起来，照见归来的船。`);
const cells = (first: number, last: number, top: number, foot: number) => ({
  columns: [first, last],
  rows: [top, foot],
});

function edition(keys: object, placement: object, page: object = {}) {
  const layout = [{ article: "灯", ...placement }];
  const articles = [{ id: "灯", headline: "渔灯亮了", body: BODY, ...keys }];
  const source = JSON.stringify({ pages: [{ credits, articles: ["灯"], layout, ...page }], articles });
  const read = readEdition(source, "e.json");
  if (!read.ok) throw new Error(JSON.stringify(read.diagnostics));
  return read.value;
}

function set(keys: object, placement: object, light?: LightGrid): Scene {
  const image = { ...pictureOf("p.jpg", 900, 600), ...(light === undefined ? {} : { light }) };
  return compose({ ...edition(keys, placement), images: new Map([[image.id, image]]) }, template, fonts);
}

/** Columns and rows of each area, from 1. */
function areas(scene: Scene, kind: string): readonly string[] {
  const [page] = scene.pages;
  if (page === undefined) return [];
  const { grid } = page;
  return page.areas
    .filter((area) => area.kind === kind)
    .map(({ rect }) => {
      const column = grid.columns.findIndex(({ x }) => x === rect.x) + 1;
      const row = (rect.y - grid.top) / grid.leading + 1;
      return `${column} ${row}–${row + rect.height / grid.leading - 1}`;
    });
}

const codes = (scene: Scene): readonly string[] => scene.findings.map(({ code }) => code);

describe("a story with pinned parts", () => {
  it("puts a head that is not pinned over its first legs, and the text under it", () => {
    const scene = set({}, { legs: [cells(2, 2, 1, 30), cells(3, 3, 1, 30)] });
    expect(areas(scene, "head")[0]).toMatch(/^2 1–/u);
    for (const leg of areas(scene, "leg")) expect(Number(/ (\d+)/u.exec(leg)?.[1])).toBeGreaterThan(3);
  });

  it.each([3, 8, 12])("begins a text of %i paragraphs under its head, in its first leg", (paragraphs) => {
    const legs = [cells(3, 3, 20, 40), cells(1, 1, 5, 40)];
    const scene = set({ byline: "岸芷", deck: "堤上三百盏", body: BODY.slice(0, paragraphs) }, { legs });
    expect(areas(scene, "head")[0]).toMatch(/^3 20–/u);
    expect(areas(scene, "leg")[0]).toMatch(/^3 /u);
    const [page] = scene.pages;
    const x = page?.grid.columns[2]?.x ?? 0;
    const own = page?.items.flatMap((item) => (item.kind === "glyphs" && item.source.article === "灯" ? [item] : []));
    for (const role of ["byline", "body"]) expect(own?.find((item) => item.role === role)?.x).toBeGreaterThanOrEqual(x);
  });

  it("begins a short text under a head over one of the columns", () => {
    const scene = set({ body: BODY.slice(0, 6) }, { ...cells(1, 3, 1, 30), head: cells(1, 1, 1, 14) });
    expect(areas(scene, "leg")[0]).toMatch(/^1 /u);
  });

  it.each([1, 2, 4])("keeps a vertical head in column %i", (column) => {
    const head = cells(column, column, 1, 18);
    const scene = set({ headlineDirection: "vertical" }, { ...cells(1, 4, 1, 40), head });
    expect(areas(scene, "head")).toEqual([`${column} 1–18`]);
    expect(codes(scene)).not.toContain("head-too-tall");
  });

  it("gives a vertical head of many lines the columns that it needs", () => {
    const scene = set({ headline: [..."渔灯点到天明才熄"], headlineDirection: "vertical" }, cells(1, 2, 1, 40));
    expect(areas(scene, "head")[0]).toMatch(/^1 1–/u);
    expect(codes(scene)).not.toContain("head-too-tall");
  });

  it("takes the size of the ladder that the head's place holds", () => {
    const sizes = [20, 5].map((foot) => {
      const scene = set({ priority: 1 }, { ...cells(1, 6, 1, 60), head: cells(1, 6, 1, foot) });
      expect(codes(scene)).not.toContain("head-too-tall");
      return scene.pages[0]?.items.flatMap((item) =>
        item.kind === "glyphs" && item.role === "headline" ? [item.size] : [],
      )[0];
    });
    expect(sizes[1]).toBeLessThan(sizes[0] ?? 0);
  });

  it("names what of a head its place does not hold, and paints nothing under it", () => {
    const scene = set({ deck: "副题在下" }, { ...cells(1, 4, 1, 40), head: cells(1, 4, 1, 2) });
    expect(scene.findings.find(({ code }) => code === "head-too-tall")?.message).toContain("副题在下");
    expect(scene.fits[0]?.oversetText).toContain("副题在下");
    expect(codes(scene)).not.toContain("overset-text");
  });

  it("prints a head that is pinned on its photo after the picture, and says so", () => {
    const photos = [{ src: "p.jpg", caption: "渔灯" }];
    const scene = set({ photos }, { ...cells(1, 6, 1, 70), photos: [cells(1, 6, 1, 40)], head: cells(1, 6, 20, 30) });
    const items = scene.pages[0]?.items ?? [];
    const at = (role: string) => items.findIndex((item) => item.role === role);
    expect(at("photo")).toBeLessThan(at("headline"));
    expect(codes(scene)).toContain("head-over-photo");
  });

  it("holds a head on a photo against the pixels under it", () => {
    const told = (light: LightGrid): readonly string[] => {
      const placement = { ...cells(1, 6, 1, 70), photos: [cells(1, 6, 1, 40)], head: cells(1, 6, 20, 30) };
      return set({ photos: [{ src: "p.jpg" }] }, placement, light)
        .findings.filter(({ code }) => ["head-over-photo", "low-contrast"].includes(code))
        .map(({ severity, code, hint }) => `${severity} ${code} ${hint.includes("`head`")}`);
    };
    const plain = (value: number): LightGrid => ({ columns: 2, rows: 2, values: [value, value, value, value] });
    expect(told(plain(0.02))).toEqual(["error low-contrast true"]);
    expect(told(plain(0.08))).toEqual(["warning low-contrast true"]);
    expect(told(plain(0.9))).toEqual([]);
    // The head stands over the middle of the picture's height.
    const rows = Array.from({ length: 20 }, (_, row) => (row >= 8 && row < 16 ? 0.9 : 0));
    expect(told({ columns: 1, rows: 20, values: rows })).toEqual([]);
    expect(told({ columns: 1, rows: 20, values: rows.map((value) => 0.9 - value) })).toEqual([
      "error low-contrast true",
    ]);
  });

  it("tells of a head that stands half on a picture, and of letters that are lost there", () => {
    const told = (light: LightGrid): readonly string[] => {
      const placement = { ...cells(1, 6, 1, 70), photos: [cells(1, 6, 11, 45)], head: cells(1, 6, 8, 15) };
      return set({ photos: [{ src: "p.jpg" }] }, placement, light)
        .findings.filter(({ code }) => ["head-across-picture", "low-contrast"].includes(code))
        .map(({ severity, code }) => `${severity} ${code}`);
    };
    const plain = (value: number): LightGrid => ({ columns: 2, rows: 2, values: [value, value, value, value] });
    expect(told(plain(0.9))).toEqual(["warning head-across-picture"]);
    expect(told(plain(0.02))).toContain("warning head-across-picture");
    expect(told(plain(0.02)).some((one) => one.endsWith("low-contrast"))).toBe(true);
  });

  it("tells of a line of a head that stands on a picture and goes on beside it, and of no line clear of it", () => {
    const told = (place: object, photo: object, more: object = {}): readonly string[] =>
      set({ photos: [{ src: "p.jpg" }], headline: "渡口的早市在江边开了张", ...more }, { ...place, photos: [photo] })
        .findings.filter(({ code }) => code === "head-across-picture")
        .map(({ message }) => message);
    const place = { ...cells(1, 6, 1, 70), head: cells(1, 6, 20, 30) };
    const seen = [3, 4].flatMap((first) => told(place, cells(first, 6, 1, 50)));
    expect(seen.map((message) => /stands? beside a picture/u.test(message))).toEqual([true, true]);
    expect(told(place, cells(1, 6, 1, 50))).toEqual([]);
    // Two lines, the upper one over the picture and the lower one on it.
    const two = { headline: ["渡口早市", "江边开张"] };
    const clear = Array.from({ length: 12 }, (_, row) => told(place, cells(1, 6, 20 + row, 60), two).join(" "));
    expect(clear.some((message) => message.includes("others of the line"))).toBe(false);
    // A line downwards whose end the picture does not reach.
    const down = { ...cells(1, 6, 1, 70), head: cells(3, 3, 10, 60) };
    const deep = [20, 24, 28].flatMap((last) => told(down, cells(1, 6, 1, last), { headlineDirection: "vertical" }));
    expect(deep).toHaveLength(3);
  });

  it("keeps a picture whose rows its caption would take, and names the caption", () => {
    const photos = [{ src: "p.jpg", caption: "打更的伙计见着早行的客，一冬不下三百人。".repeat(3) }];
    const scene = set({ photos }, { ...cells(2, 3, 5, 40), photos: [cells(2, 2, 5, 6)] });
    const picture = scene.pages[0]?.items.find((item) => item.kind === "picture");
    expect(picture?.kind === "picture" ? picture.rect.height : 0).toBeGreaterThan(0);
    expect(codes(scene)).toContain("photo-too-low");
    expect(areas(scene, "head")[0]).not.toMatch(/^2 5–/u);
  });

  it("tells of a picture that its place crops to a sliver, or makes too small, and of nothing less", () => {
    const told = (photo: object, place: object): readonly string[] =>
      codes(set({ photos: [{ src: "p.jpg", ...photo }] }, { ...cells(1, 4, 1, 60), photos: [place] })).filter((code) =>
        ["cropped-away", "picture-too-small", "photo-too-low"].includes(code),
      );
    expect(told({}, cells(1, 4, 20, 22))).toEqual(["cropped-away"]);
    expect(told({}, cells(1, 1, 20, 20))).toEqual(["cropped-away"]);
    expect(told({}, cells(1, 1, 10, 55))).toEqual(["cropped-away"]);
    expect(told({ crop: "never" }, cells(1, 2, 20, 21))).toEqual(["picture-too-small"]);
    expect(told({ crop: "never" }, cells(1, 2, 20, 40))).toEqual([]);
    expect(told({}, cells(1, 2, 20, 34))).toEqual([]);
    expect(told({ caption: "江边。" }, cells(1, 2, 20, 21))).toEqual(["photo-too-low"]);
  });

  it("says what a place too low for a caption has and needs", () => {
    const photos = [{ src: "p.jpg", caption: "江边。" }];
    const scene = set({ photos }, { ...cells(1, 4, 1, 60), photos: [cells(1, 2, 20, 22)] });
    const told = scene.findings.find(({ code }) => code === "photo-too-low");
    const [has, picture, needs, under, wants] = (told?.message.match(/\d+/gu) ?? []).map(Number) as number[];
    expect(has).toBe(3);
    expect((picture ?? 0) + (under ?? 0)).toBe(has);
    expect(under).toBeLessThan(wants ?? 0);
    const rows = Number(told?.hint.match(/\d+/u)?.[0]);
    expect(rows).toBe((needs ?? 0) + (wants ?? 0));
    const mended = set({ photos }, { ...cells(1, 4, 1, 60), photos: [cells(1, 2, 20, 19 + rows)] });
    expect(codes(mended)).not.toContain("photo-too-low");
    expect(codes(mended)).not.toContain("cropped-away");
  });

  it("gives a caption of many lines what its picture does not need", () => {
    const photos = [{ src: "p.jpg", caption: "打更的伙计见着早行的客，一冬不下三百人。".repeat(14), columns: 1 }];
    expect(codes(set({ photos }, cells(1, 2, 1, 60)))).not.toContain("photo-too-low");
  });

  it("stands a caption under its picture where that is narrower than its place", () => {
    const photos = [{ src: "p.jpg", caption: "江边的灯。", credit: "安然 摄", crop: "never" }];
    for (const rows of [4, 8, 12]) {
      const scene = set({ photos }, { ...cells(1, 5, 1, 60), photos: [cells(2, 5, 20, 19 + rows)] });
      const items = scene.pages[0]?.items ?? [];
      const picture = items.find((item) => item.kind === "picture");
      const [from, to] = picture?.kind === "picture" ? [picture.rect.x, picture.rect.x + picture.rect.width] : [0, 0];
      const em = template.styles.caption.size;
      const far = items.flatMap((item) => {
        if (item.kind !== "glyphs" || (item.role !== "caption" && item.role !== "photo-credit")) return [];
        return [Math.max(from - item.x, item.x + (item.offsets.at(-1) ?? 0) + item.size - to)];
      });
      expect(far.length).toBeGreaterThan(0);
      // Lines of eight em may stand out of a picture that is narrower.
      expect(Math.max(...far)).toBeLessThan(Math.max(em / 2, 4.5 * em - (to - from) / 2));
    }
  });

  it("names a box for which its legs have no room, once", () => {
    const related = [{ id: "盒", headline: "盒题", body: BODY }];
    const scene = set({ related }, { legs: [cells(1, 1, 1, 12)], head: cells(2, 2, 1, 8) });
    expect(codes(scene)).toContain("box-not-set");
    expect(scene.findings.filter(({ article }) => article === "盒")).toEqual([]);
    expect(scene.fits.find(({ article }) => article === "盒")?.oversetText).toContain("盒题");
  });
});

describe("an advertisement", () => {
  const told = (ad: object): readonly unknown[] => {
    const read = edition({}, cells(1, 3, 1, 30), { ads: [{ columns: [5, 6], rows: [10, 20], ...ad }] });
    const image = { id: "p.jpg", format: "jpeg", bytes: new Uint8Array(), width: 900, height: 600, orientation: 1 };
    const scene = compose({ ...read, images: new Map([["p.jpg", image as SceneImage]]) }, template, fonts);
    return scene.findings
      .filter(({ code }) => ["empty-area", "ad-proportions", "word-parted"].includes(code))
      .map(({ code, pointer, hint }) => [code, pointer, hint.includes("headline")]);
  };

  it("without picture and label is named at its own place", () => {
    expect(told({})).toEqual([["empty-area", "/pages/0/ads/0", false]]);
    expect(told({ label: "　" })).toEqual([["empty-area", "/pages/0/ads/0", false]]);
    expect(told({ label: "船厂" })).toEqual([]);
  });

  it("that has not come in says on proofs what is booked", () => {
    const read = edition({}, cells(1, 3, 1, 30), { ads: [{ columns: [5, 6], rows: [10, 20] }] });
    const { pages } = compose({ ...read, images: new Map() }, template, fonts);
    const texts = pages.flatMap(({ items }) =>
      items.flatMap((item) => (item.kind === "glyphs" && item.annotation === true ? [item.texts.join("")] : [])),
    );
    expect(texts.join("")).toMatch(/^广告 ?\d+ ?× ?\d+ ?毫米，未到稿$/u);
  });

  it("of other proportions than its picture is named at its own place, its label with a cure of its own", () => {
    expect(told({ src: "p.jpg", columns: [6, 6] })).toEqual([["ad-proportions", "/pages/0/ads/0", false]]);
    const [parted] = told({ label: "FERRYTERMINAL".repeat(6) });
    expect(parted).toEqual(["word-parted", "/pages/0/ads/0/label", false]);
  });
});

describe("places that cannot be", () => {
  const GRID = { columns: 6, rows: 70 };
  const refused = (keys: object, placement: object): readonly string[] => {
    const read = edition(keys, placement);
    const [page] = read.pages;
    return page === undefined ? [] : checkLayout(read, page, GRID).map(({ code }) => code);
  };

  it.each([
    [{ box: true }, { legs: [cells(1, 1, 1, 20)] }, "box-in-parts"],
    [{}, { ...cells(1, 4, 1, 40), without: [cells(1, 2, 21, 40)], head: cells(1, 1, 18, 24) }, "layout-overlap"],
    [{}, { ...cells(1, 4, 1, 40), setIn: 3, head: cells(1, 2, 38, 44) }, "own-columns"],
  ])("%j in %j is refused", (keys, placement, code) => {
    expect(refused(keys, placement)).toEqual([code]);
  });

  it("are refused where furniture leaves no rows", () => {
    const low = { ...template, grid: { ...template.grid, rows: 3 } };
    const read = edition({}, {}, { banner: "口号" });
    const [page] = read.pages;
    if (page === undefined) throw new Error("no page");
    const [mistake] = furnitureMistakes(read, page, low);
    expect(mistake).toMatchObject({ code: "no-rows-for-stories", at: template.grid.rowsAt });
    expect(furnitureMistakes(read, page, template)).toEqual([]);
  });
});
