import { beforeAll, describe, expect, it } from "vitest";
import { paintedScene } from "../../src/audit/from-scene.js";
import { paintedFaults } from "../../src/audit/geometry.js";
import { pt } from "../../src/base/length.js";
import { readCopy } from "../../src/edition/copy.js";
import { readEdition } from "../../src/edition/read.js";
import { createLibrary, type FontLibrary } from "../../src/font/library.js";
import { bundledFonts } from "../../src/host/fonts.js";
import { loadTemplate } from "../../src/host/templates.js";
import { compose } from "../../src/pipeline.js";
import type { GlyphRun, Scene, SceneImage, ScenePage } from "../../src/scene/list.js";
import type { Template } from "../../src/template/resolved.js";
import { templateFrom } from "./own-template.js";

const NAMES = ["tabloid", "tabloid-inside", "broadsheet", "broadsheet-front", "berliner", "berliner-front"];
const templates = new Map<string, Template>();
let fonts: FontLibrary;

beforeAll(async () => {
  fonts = createLibrary(bundledFonts());
  for (const name of NAMES) templates.set(name, await loadTemplate(name));
});

const credits = [{ role: "责编", names: ["安然"] }];
const story = { id: "a", headline: "渡口", body: ["石桥的灯点到天明。", "溪水沿山脚流下去，打更的人见着早行的客。"] };
/** Every character another one, so that what is missing is known. */
const text = (length: number, from = 0x4e00): string =>
  Array.from({ length }, (_, index) => String.fromCodePoint(from + 7 * index)).join("");

interface Input {
  readonly publication?: object;
  readonly page?: object;
  readonly pages?: readonly object[];
  readonly articles?: readonly object[];
}

function set(name: string, { publication = {}, page = {}, pages = [], articles = [story] }: Input): Scene {
  const source = {
    publication: { name: "澜江日报", ...publication },
    date: "2026-11-24",
    pages: [{ number: 1, credits, articles: ["a"], ...page }, ...pages],
    articles,
  };
  const read = readEdition(JSON.stringify(source), "e.json");
  const template = templates.get(name);
  if (!read.ok || template === undefined) throw new Error(JSON.stringify(read.diagnostics));
  const image = { id: "p.jpg", format: "jpeg", bytes: new Uint8Array(), width: 900, height: 600, orientation: 1 };
  return compose({ ...read.value, images: new Map([["p.jpg", image as SceneImage]]) }, template, fonts);
}

function runs(scene: Scene, role: string): readonly GlyphRun[] {
  return (scene.pages[0]?.items ?? []).flatMap((item) => (item.kind === "glyphs" && item.role === role ? [item] : []));
}

function faults(scene: Scene): readonly string[] {
  return scene.pages.flatMap((page) =>
    paintedFaults(paintedScene(page), pt(5.9))
      .filter(({ severity }) => severity === "error")
      .map(({ message }) => message),
  );
}

/** A message with its quotes of a text as they were before they lost their middle. */
function wholeOf(message: string, wanted: string): string {
  return message.replaceAll(/"([^"…]+)…([^"…]+)"/gu, (quote, start: string, end: string) => {
    const [from, to] = [wanted.indexOf(start), wanted.lastIndexOf(end)];
    return from < 0 || to < from ? quote : wanted.slice(from, to + end.length);
  });
}

/** Characters that are neither on the page nor overset nor named. */
function lost(scene: Scene, wanted: string): string {
  const painted = scene.pages.flatMap(({ items }) =>
    items.flatMap((item) => (item.kind === "glyphs" ? item.texts : [])),
  );
  const told = scene.findings.filter(({ severity }) => severity === "error").map(({ message }) => message);
  const named = told.map((message) => wholeOf(message, wanted));
  const all = new Set([...painted, ...scene.fits.map(({ oversetText }) => oversetText), ...named].join(""));
  return [...wanted].filter((character) => !all.has(character)).join("");
}

const inColumn = { layout: [{ article: "a", columns: [1, 1], rows: [1, 50] }] };
const FRONT = ["tabloid", "broadsheet-front", "berliner-front"];
const INSIDE = ["tabloid-inside", "broadsheet", "berliner"];
const ALL = [...FRONT, ...INSIDE];

const FIELDS: readonly (readonly [string, readonly string[], (text: string) => Input])[] = [
  ["label", ALL, (label) => ({ articles: [{ ...story, label }], page: inColumn })],
  ["byline", ALL, (byline) => ({ articles: [{ ...story, byline, body: [] }], page: inColumn })],
  ["byline over text", ALL, (byline) => ({ articles: [{ ...story, byline }], page: inColumn })],
  [
    "photo credit",
    ALL,
    (credit) => ({ articles: [{ ...story, photos: [{ src: "p.jpg", caption: "灯", credit }] }], page: inColumn }),
  ],
  [
    "box label",
    ALL,
    (label) => ({ articles: [{ ...story, related: [{ ...story, id: "b", label }] }], page: inColumn }),
  ],
  ["section", INSIDE, (section) => ({ page: { section } })],
  ["credits", ALL, (name) => ({ page: { credits: [...credits, { role: "美编", names: [name, "沙鸥"] }] } })],
  ["name", ALL, (name) => ({ publication: { name } })],
  ["issue", FRONT, (issue) => ({ publication: { issue } })],
  ["serial", FRONT, (serial) => ({ publication: { serial } })],
  ["address", FRONT, (address) => ({ publication: { imprint: { address, printer: "澜江印刷厂" } } })],
  ["banner", ALL, (banner) => ({ page: { banner } })],
  ["ad", ALL, (label) => ({ page: { ads: [{ columns: [1, 1], rows: [20, 24], label }] } })],
  ["ad mark", ALL, (mark) => ({ page: { ads: [{ columns: [1, 1], rows: [20, 21], label: "船厂", mark }] } })],
  ["notice", ALL, (label) => ({ page: { notices: [{ columns: [1, 2], rows: [20, 20], label }] } })],
  [
    "continuation",
    ALL,
    (words) => ({ articles: [{ ...story, continues: { to: { page: 6, text: words } } }], page: inColumn }),
  ],
  [
    "list marker",
    ALL,
    (marker) => ({
      articles: [{ ...story, body: [{ list: ["甲乙丙丁", "乙"], marker: marker.slice(0, 6) }, marker] }],
      page: inColumn,
    }),
  ],
];

describe("furniture of any length", () => {
  const cases = FIELDS.flatMap(([what, where, make]) =>
    [8, 24, 60, 240].map((length) => [what, length, where, make] as const),
  );

  it.each(cases)("%s of %i characters stays in its place or is named", (_what, length, where, make) => {
    for (const name of where) {
      const own = text(length);
      const scene = set(name, make(own));
      expect([name, faults(scene)]).toEqual([name, []]);
      expect([name, lost(scene, own)]).toEqual([name, ""]);
    }
  });
});

describe("a text that is too long for one line", () => {
  it("takes two lines in a label, and leaves its words whole", () => {
    const scene = set("tabloid-inside", {
      articles: [{ ...story, label: "渡口记事：守灯人的四十年" }],
      page: inColumn,
    });
    const lines = runs(scene, "label").map(({ texts }) => texts.join(""));
    expect(lines.join("")).toBe("渡口记事：守灯人的四十年");
    expect(new Set(runs(scene, "label").map(({ y }) => y)).size).toBe(2);
    expect(scene.findings.filter(({ code }) => code === "furniture-too-long")).toEqual([]);
  });

  it("stands under the caption in a credit, flush right", () => {
    const photos = [{ src: "p.jpg", caption: "灯", credit: "本报记者 苇岸 沙鸥 通讯员 白帆 石矶 摄" }];
    const scene = set("tabloid-inside", { articles: [{ ...story, photos }], page: inColumn });
    const lines = runs(scene, "photo-credit");
    expect(lines.length).toBeGreaterThan(1);
    expect(lines.every(({ texts }) => texts.length > 1)).toBe(true);
    expect(scene.findings.filter(({ code }) => code === "furniture-too-long")).toEqual([]);
  });

  it("is told once in an imprint, at its key and with a cure of its own", () => {
    const imprint = { supervisor: text(180), address: text(180), price: text(180) };
    const scene = set("tabloid", { publication: { imprint } });
    const told = scene.findings.filter(({ code }) => code === "furniture-too-long");
    expect(told.map(({ pointer }) => pointer)).toEqual(
      ["supervisor", "address", "price"].map((key) => `/publication/imprint/${key}`).slice(-told.length),
    );
    expect(told.length).toBeGreaterThan(1);
    for (const { message, hint } of told) {
      expect(message).toMatch(/of its 180 characters/u);
      expect(hint).not.toContain("credits");
    }
  });

  it("is told once for all names that a line has no room for", () => {
    const names = Array.from({ length: 90 }, (_, i) => `安然${i}`);
    for (const name of INSIDE) {
      const scene = set(name, { page: { credits: [{ role: "责编", names }] } });
      const told = scene.findings.filter(({ code }) => code === "furniture-too-long" || code === "lost-text");
      expect(told.map(({ code }) => code)).toEqual(["furniture-too-long"]);
      expect(told[0]?.message).toMatch(/ texts found no room .*and \d+ more$/u);
    }
  });

  it("falls to the template's least size, and no further", () => {
    const scene = set("tabloid-inside", { page: { section: text(200) } });
    const sizes = runs(scene, "folio").map(({ size }) => size);
    expect(Math.min(...sizes)).toBe(pt(6));
    expect(scene.findings.find(({ code }) => code === "furniture-too-long")).toMatchObject({
      severity: "error",
      pointer: "/pages/0/section",
    });
  });

  it("keeps the nameplate's date and numbers beside a name that has to shrink", () => {
    const front = templates.get("broadsheet-front");
    if (front?.masthead === undefined) throw new Error("no nameplate");
    const large = { ...front.styles.mastheadName, size: pt(150), leading: pt(160) };
    const masthead = { ...front.masthead, columns: 5, rows: 10 };
    templates.set("large", { ...front, masthead, styles: { ...front.styles, mastheadName: large } });
    const other = { ...story, id: "b" };
    const scene = set("large", {
      publication: { issue: "12345", serial: "CN 00-0000" },
      page: { refers: ["b"] },
      pages: [{ number: 2, credits, articles: ["b"] }],
      articles: [story, other],
    });
    expect(faults(scene)).toEqual([]);
    const right = front.grid.left + 5 * front.grid.columnWidth + 4 * front.grid.gutter;
    for (const run of runs(scene, "masthead"))
      expect(run.x + Math.max(...run.offsets) + run.size / 2).toBeLessThanOrEqual(right + pt(1));
  });
});

function footOf(page: ScenePage | undefined): number {
  return page === undefined ? 0 : page.grid.top + page.grid.rows * page.grid.leading;
}

describe("a folio line in a place of the template's own", () => {
  const boxed = { ...story, kicker: "渡口夜话", deck: "灯下见闻", box: true };
  const line = (lines: string): Scene => {
    const own = templateFrom(lines, "berliner");
    templates.set("own", own);
    return set("own", { articles: [boxed], page: { number: 3, section: "副刊" } });
  };

  it.each([
    ["low", "folio: { height: 6pt }"],
    ["lower than the least type", "folio: { height: 2pt }"],
    ["in the first rows of the type area", "grid: { top: 2mm, rows: 90 }"],
    ["in the last rows of the type area", "folio: { top: 440mm }"],
  ])("meets neither its rule nor the stories where it is %s", (_, lines) => {
    expect(faults(line(lines))).toEqual([]);
  });

  it("takes the rows that it stands in", () => {
    const { grid, folio } = templateFrom("grid: { top: 2mm, rows: 90 }", "berliner");
    const page = line("grid: { top: 2mm, rows: 90 }").pages[0];
    expect(page?.grid.top).toBeGreaterThanOrEqual(folio.rect.y + folio.rect.height);
    expect(footOf(page)).toBe(grid.top + 90 * grid.leading);
    expect(footOf(line("folio: { top: 440mm }").pages[0])).toBeLessThanOrEqual(pt(1247.2));
  });
});

describe("type that is higher than its line", () => {
  const large = (base: string, lines: string, input: Input): Scene => {
    templates.set("own", templateFrom(lines, base));
    return set("own", input);
  };

  it.each(["creditRole", "creditName"])("keeps the credits under a front page in their margin: %s", (style) => {
    const scene = large("berliner-front", `styles: { ${style}: { size: 33pt } }\n`, {});
    const [page] = scene.pages;
    const shown = runs(scene, "credits");
    expect(shown.length).toBeGreaterThan(1);
    for (const { y, size } of shown) expect(y + 0.2 * size).toBeLessThan(page?.height ?? 0);
    expect(faults(scene)).toEqual([]);
  });

  it.each([
    ["continuation", { continues: { from: { page: 7 } }, byline: "本报记者 安然" }],
    ["byline", { byline: "本报记者 安然" }],
  ])("takes as many rows as it needs between head and text: %s", (style, keys) => {
    const lines = `styles: { ${style}: { size: 40pt } }\nstory: { byline: column }\n`;
    const scene = large("berliner", lines, { articles: [{ ...story, ...keys }], page: inColumn });
    expect(runs(scene, style).map(({ size }) => size)).toContain(pt(40));
    expect(faults(scene)).toEqual([]);
  });

  it("is a credit on its caption's last line that stays under the photo", () => {
    const photos = [{ src: "p.jpg", caption: "灯", credit: "沙鸥 摄" }];
    const lines = "styles: { photoCredit: { size: 16pt, leading: 32pt } }\n";
    const scene = large("tabloid-inside", lines, { articles: [{ ...story, photos }], page: inColumn });
    const picture = (scene.pages[0]?.items ?? []).find(({ kind }) => kind === "picture");
    const foot = picture?.kind === "picture" ? picture.rect.y + picture.rect.height : Infinity;
    for (const { y, size } of runs(scene, "photo-credit")) expect(y - 0.8 * size).toBeGreaterThan(foot);
    expect(faults(scene)).toEqual([]);
  });
});

describe("a text whose characters were composed", () => {
  it("is cut where its type ends, and what is left is named from there on", () => {
    // Two characters of the file each, of which one is set.
    const section = "か\u3099き\u3099く\u3099".repeat(60);
    const pages = [{ number: 1, credits, articles: ["a"], section }];
    const read = readEdition(JSON.stringify({ date: "2026-11-24", pages, articles: [story] }), "e.json");
    const template = templates.get("tabloid-inside");
    if (!read.ok || template === undefined) throw new Error("not read");
    const scene = compose({ ...readCopy(read.value, new Map()), images: new Map() }, template, fonts);
    const shown = runs(scene, "folio").flatMap(({ source, texts }) =>
      source.pointer.endsWith("/section") ? texts : [],
    );
    const told = scene.findings.find(({ code }) => code === "furniture-too-long")?.message ?? "";
    const left = "がぎぐ".repeat(60).slice(shown.join("").length);
    const [, start = "", end = ""] = /not set: "(.*)…(.*)"/u.exec(told) ?? [];
    expect(start.length).toBeGreaterThan(20);
    expect([left.startsWith(start), left.endsWith(end)]).toEqual([true, true]);
    expect(told).toContain(`room for ${shown.join("").length} of its`);
  });
});
