/** Stories in columns of their own (破栏), pictures that take a part of a column (串文) or reach into the margin (出格). */
import { beforeAll, describe, expect, it } from "vitest";
import { withExplicitLayout } from "../../src/cli/write-layout.js";
import { checkLayout } from "../../src/edition/layout-check.js";
import { readEdition } from "../../src/edition/read.js";
import { createLibrary, type FontLibrary } from "../../src/font/library.js";
import { bundledFonts } from "../../src/host/fonts.js";
import { loadTemplate } from "../../src/host/templates.js";
import { faultsOf } from "../../src/lint/lint.js";
import { composePage, type ComposedPage } from "../../src/page/page.js";
import { makeupWeights } from "../../src/template/makeup.js";
import type { GlyphRun, Picture } from "../../src/scene/list.js";
import type { Template } from "../../src/template/resolved.js";
import { overlaps } from "./rects.js";

let template: Template;
let fonts: FontLibrary;

beforeAll(async () => {
  template = await loadTemplate("broadsheet");
  fonts = createLibrary(bundledFonts());
});

const credits = [{ role: "责编", names: ["芦笛"] }];
const text = (from: number, count: number) =>
  Array.from({ length: count }, (_, i) => `第${from + i}座灯塔在傍晚点亮，守塔人数着归来的船。`).join("");
/** Three sentences each. */
const paragraphs = (from: number, count: number) =>
  Array.from({ length: Math.ceil(count / 3) }, (_, i) => text(from + 3 * i, Math.min(3, count - 3 * i)));
const story = (id: string, sentences: number, keys: object = {}) => ({
  id,
  headline: `${id}灯塔记事`,
  body: [...paragraphs(1, 2 * sentences), { subhead: "潮水退去之后" }, ...paragraphs(200, sentences)],
  ...keys,
});
const PHOTO = { src: "a.jpg", caption: "守塔人在塔顶", credit: "芦笛 摄" };
const IMAGES = new Map([["a.jpg", { id: "a.jpg", width: 1_500, height: 1_000 }]]);
const OTHERS = [story("甲", 38, { priority: 1 }), story("乙", 26), story("丙", 18)];

function read(articles: readonly object[], page: object = {}) {
  const ids = articles.map((article) => ("id" in article ? article.id : ""));
  const source = JSON.stringify({ pages: [{ credits, articles: ids, ...page }], articles });
  const result = readEdition(source, "e.json");
  if (!result.ok) throw new Error(JSON.stringify(result.diagnostics));
  return { source, edition: result.value };
}

function set(articles: readonly object[], page: object = {}, own: Template = template): ComposedPage {
  const { edition } = read(articles, page);
  const [first] = edition.pages;
  if (first === undefined) throw new Error("no page");
  return composePage({ edition, page: first, number: 1, template: own, fonts, images: IMAGES });
}

function legsOf({ page }: ComposedPage, id: string) {
  return page.areas.filter(({ kind, article }) => kind === "leg" && article === id);
}

function bodyRuns({ page }: ComposedPage, id: string): readonly GlyphRun[] {
  return page.items.flatMap((item) =>
    item.kind === "glyphs" && item.role === "body" && item.source.article === id ? [item] : [],
  );
}

function pictureOf({ page }: ComposedPage): Picture {
  const found = page.items.find((item) => item.kind === "picture");
  if (found?.kind !== "picture") throw new Error("there is no picture");
  return found;
}

/** Every line stands within its leg, on the page's baselines. */
function expectInLegs(made: ComposedPage, id: string): void {
  const { em, leading, top } = template.grid;
  const legs = legsOf(made, id).map(({ rect }) => rect);
  for (const run of bodyRuns(made, id)) {
    expect((run.y - top) % leading).toBe(Math.round((leading - em) / 2 + em * 0.88));
    const [x, y] = [run.x + (run.offsets[0] ?? 0) + em / 2, run.y - em / 2];
    expect(legs.some((leg) => leg.x <= x && x <= leg.x + leg.width && leg.y <= y && y <= leg.y + leg.height)).toBe(
      true,
    );
  }
}

function fitOf({ fits }: ComposedPage, id: string) {
  const fit = fits.find(({ article }) => article === id);
  return { overset: fit?.oversetText, short: fit?.shortLines };
}

describe("a story in columns of its own", () => {
  const wish = { makeup: { columns: 3, setIn: 2 } };

  it("stands in two columns of whole characters over three of the page's, and fills them", () => {
    const made = set([...OTHERS, story("丁", 30, wish)]);
    const cells = made.placed.find(({ article }) => article === "丁");
    expect(cells).toMatchObject({ cells: { columns: 3 }, setIn: 2 });
    const legs = legsOf(made, "丁");
    expect(legs.map(({ rect }) => rect.width / template.grid.em)).toEqual([20, 20]);
    const { overset, short } = fitOf(made, "丁");
    expect(overset).toBe("");
    expect(short).toBeLessThanOrEqual(1);
    expectInLegs(made, "丁");
    expect(faultsOf(made.page, "hole")).toEqual([]);
    expect(faultsOf(made.page, "leap")).toEqual([]);
  });

  it("is written back so that the same page comes out", () => {
    const { source, edition } = read([...OTHERS, story("丁", 30, wish)]);
    const made = set([...OTHERS, story("丁", 30, wish)]);
    const written: { pages: [{ layout: object[] }] } = JSON.parse(
      withExplicitLayout(source, edition, new Map([[1, made.placed]])),
    );
    const { layout } = written.pages[0];
    expect(layout.find((entry) => "article" in entry && entry.article === "丁")).toMatchObject({ setIn: 2 });
    expect(set([...OTHERS, story("丁", 30, wish)], { layout }).page.items).toEqual(made.page.items);
  });

  it("obeys a layout, with head and photos counted in its own columns", () => {
    const place = { article: "丁", columns: [2, 6], rows: [1, 60], setIn: 3 };
    const own = { head: { columns: [1, 2], rows: [1, 8] }, photos: [{ columns: [3, 3], rows: [1, 18] }] };
    const made = set([story("丁", 60, { photos: [PHOTO] })], { layout: [{ ...place, ...own }] });
    const [first, second, third] = legsOf(made, "丁").map(({ rect }) => rect);
    const { em, left, columnWidth, gutter, top, leading } = template.grid;
    expect(first?.x).toBe(left + columnWidth + gutter);
    expect([first, second, third].map((rect) => (rect?.width ?? 0) / em)).toEqual([22, 22, 22]);
    expect([first, third].map((rect) => ((rect?.y ?? 0) - top) / leading)).toEqual([8, 19]);
    expect(pictureOf(made).rect.width).toBe(22 * em);
    expectInLegs(made, "丁");
  });

  it("may be the lead over two parts only where columns of both end", () => {
    const stories = [
      story("甲", 46, { priority: 1, makeup: { columns: 8, setIn: 4 } }),
      ...OTHERS.slice(1),
      story("丁", 30),
    ];
    const made = set(stories);
    expect(legsOf(made, "甲").every(({ rect }) => rect.width === 27 * template.grid.em)).toBe(false);
    const wide = { ...template, story: { ...template.story, brokenEms: [8, 30] as const } };
    const own = set(stories, {}, wide);
    expect(legsOf(own, "甲").every(({ rect }) => rect.width === 27 * template.grid.em)).toBe(true);
    const cut = own.placed.find(({ article }) => article === "甲")?.without ?? [];
    for (const { column, columns } of cut) expect([column % 2, columns % 2]).toEqual([0, 0]);
    expect(faultsOf(own.page, "hole")).toEqual([]);
  });

  it("is set so unasked where the template lets the make-up choose", () => {
    const free = { ...template, makeup: makeupWeights({ brokenColumns: 0 }) };
    const stories = [...OTHERS, story("丁", 14), story("戊", 12)];
    const made = set(stories, {}, free);
    expect(set(stories).placed.every(({ setIn }) => setIn === undefined)).toBe(true);
    expect(made.placed.some(({ setIn }) => setIn !== undefined)).toBe(true);
    expect(made.fits.every(({ oversetText, shortLines }) => oversetText === "" && shortLines <= 1)).toBe(true);
    const layout = made.placed.map(({ article, cells, without, setIn }) => ({
      article,
      columns: [cells.column + 1, cells.column + cells.columns],
      rows: [cells.row + 1, cells.row + cells.rows],
      ...(setIn === undefined ? {} : { setIn }),
      ...(without === undefined
        ? {}
        : {
            without: without.map((cut) => ({
              columns: [cut.column + 1, cut.column + cut.columns],
              rows: [cut.row + 1, cut.row + cut.rows],
            })),
          }),
    }));
    expect(set(stories, { layout }, free).page.items).toEqual(made.page.items);
  });

  it("tells when the template has no such columns", () => {
    const layout = [{ article: "丁", columns: [1, 4], rows: [1, 60], setIn: 2 }];
    const made = set([story("丁", 30)], { layout });
    expect(made.findings.map(({ code, severity }) => [code, severity])).toContainEqual(["columns-not-set", "error"]);
    expect(legsOf(made, "丁")).toHaveLength(4);
  });

  it("is refused where its places cannot be", () => {
    const codesOf = (entry: object) => {
      const { edition } = read([story("丁", 30, { photos: [PHOTO] })], { layout: [{ article: "丁", ...entry }] });
      const [page] = edition.pages;
      if (page === undefined) throw new Error("no page");
      return checkLayout(edition, page, { columns: 8, rows: 110 }).map(({ code }) => code);
    };
    const region = { columns: [1, 3], rows: [1, 60], setIn: 2 };
    expect(codesOf(region)).toEqual([]);
    expect(codesOf({ ...region, photos: [{ columns: [2, 2], rows: [1, 20] }] })).toEqual([]);
    expect(codesOf({ ...region, photos: [{ columns: [3, 3], rows: [1, 20] }] })).toEqual(["out-of-grid"]);
    expect(codesOf({ ...region, without: [{ columns: [3, 3], rows: [50, 60] }] })).toEqual(["own-columns"]);
    expect(codesOf({ legs: [{ columns: [1, 1], rows: [1, 60] }], setIn: 2 })).toEqual(["own-columns"]);
  });
});

describe("a picture of so many and a half columns", () => {
  const half = (columns: number, keys: object = {}) => story("丁", 34, { photos: [{ ...PHOTO, columns, ...keys }] });

  it.each([
    [0.5, "right"],
    [0.5, "left"],
    [1.5, "right"],
    [1.5, "left"],
    [2.5, "left"],
  ])("has lines of whole characters beside it (%f columns, %s)", (columns, side) => {
    const made = set([...OTHERS, half(columns, { side })]);
    const { em, columnWidth, gutter } = template.grid;
    const whole = Math.floor(columns) * (columnWidth + gutter);
    const { rect } = pictureOf(made);
    expect(rect.width).toBe(whole + columnWidth - gutter - 6 * em);
    const legs = legsOf(made, "丁");
    const beside = legs.filter((leg) => leg.rect.width === 6 * em);
    expect(beside).toHaveLength(1);
    for (const leg of legs) expect(overlaps(leg.rect, rect)).toBe(false);
    const [strip] = beside;
    expect(side === "right" ? (strip?.rect.x ?? 0) < rect.x : (strip?.rect.x ?? 0) > rect.x).toBe(true);
    expectInLegs(made, "丁");
    const { overset, short } = fitOf(made, "丁");
    expect(overset).toBe("");
    expect(short).toBeLessThanOrEqual(1);
    expect(faultsOf(made.page, "hole").filter(({ stories }) => stories.includes("丁"))).toEqual([]);
    expect(made.findings.filter(({ code }) => code.startsWith("photo"))).toEqual([]);
  });

  it("reads on through the lines beside it", () => {
    const made = set([...OTHERS, half(1.5)]);
    const starts = bodyRuns(made, "丁").map(({ source }) => [source.pointer, source.start] as const);
    const sorted = starts.toSorted(([a, i], [b, j]) => (a === b ? i - j : a.localeCompare(b, "en", { numeric: true })));
    expect(starts).toEqual(sorted);
    expect(legsOf(made, "丁").some(({ under }) => under === true)).toBe(true);
  });

  it("stands in columns of the editor's, at the side he says", () => {
    const place = { article: "丁", columns: [1, 4], rows: [1, 50], photos: [{ columns: [2, 3], rows: [10, 30] }] };
    const made = set([half(1.5, { side: "left" })], { layout: [place] });
    const { left, columnWidth, gutter } = template.grid;
    expect(pictureOf(made).rect.x).toBe(left + columnWidth + gutter);
    expectInLegs(made, "丁");
  });

  it("takes whole columns where the template wants longer lines, and says so", () => {
    const strict = { ...template, story: { ...template.story, besidePhotoEms: 7 } };
    const made = set([...OTHERS, half(1.5)], {}, strict);
    expect(pictureOf(made).rect.width % template.grid.columnWidth).toBe(template.grid.gutter);
    expect(made.findings.map(({ code }) => code)).toContain("photo-whole-columns");
  });
});

describe("a picture that reaches out of the type area", () => {
  const layout = (columns: readonly [number, number]) => [{ article: "丁", columns, rows: [1, 60] }];
  const out = (side: string) => [story("丁", 30, { photos: [{ ...PHOTO, columns: 2, side, breakOut: true }] })];

  it.each(["left", "right"])("reaches as far as the template says (%s)", (side) => {
    const made = set(out(side), { layout: layout(side === "left" ? [1, 4] : [5, 8]) });
    const { rect, crop } = pictureOf(made);
    const [{ width = 0 } = {}] = [made.page];
    const { left } = template.grid;
    const reach = 6 * 36_000;
    expect(side === "left" ? rect.x : width - rect.x - rect.width).toBe(left - reach);
    // Undistorted.
    expect((crop.width * 1_500) / rect.width).toBeCloseTo((crop.height * 1_000) / rect.height, 9);
    // Its caption stays within.
    const caption = made.page.items.find((item) => item.kind === "glyphs" && item.role === "caption");
    expect(caption?.kind === "glyphs" && caption.x >= left && caption.x < width - left).toBe(true);
  });

  it("ends at the trim where the template says so, from where the press runs it into the bleed", () => {
    const trimmed = { ...template, story: { ...template.story, photoOutset: "trim" as const } };
    expect(pictureOf(set(out("left"), { layout: layout([1, 4]) }, trimmed)).rect.x).toBe(0);
  });

  it("draws its story to that side of the page", () => {
    const made = set([...OTHERS, ...out("right")]);
    const cells = made.placed.find(({ article }) => article === "丁")?.cells;
    expect((cells?.column ?? 0) + (cells?.columns ?? 0)).toBe(8);
  });

  it("says so where it cannot", () => {
    const there = set(out("left"), { layout: layout([3, 6]) });
    expect(there.findings.map(({ code }) => code)).toContain("photo-not-out");
    const never = { ...template, story: { ...template.story, photoOutset: undefined } };
    const kept = set(out("left"), { layout: layout([1, 4]) }, never);
    expect(kept.findings.map(({ code }) => code)).toContain("photo-not-out");
    expect(pictureOf(kept).rect.x).toBe(template.grid.left);
  });
});
