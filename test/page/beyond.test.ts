/** Stories that are longer than their page could ever hold: set as any other, told to the character, and bounded in their cost. */
import { describe, expect, it } from "vitest";
import type { Face } from "../../src/font/face.js";
import { createLibrary, type FontLibrary } from "../../src/font/library.js";
import { bundledFonts } from "../../src/host/fonts.js";
import { readEdition } from "../../src/edition/read.js";
import { compose } from "../../src/pipeline.js";
import { report } from "../../src/proof/report.js";
import type { Scene } from "../../src/scene/list.js";
import { templateFrom } from "./own-template.js";

/** A small page: it holds about 1 200 characters. */
const template = templateFrom(
  [
    "page: { width: 150mm, height: 215mm }",
    "grid: { columns: 3, rows: 40 }",
    "masthead: { columns: 3 }",
    "headlines: { ladder: [{ priority: 99, span: 1, size: 23pt, min: 17pt }] }",
  ].join("\n"),
  "tabloid",
);
const fonts = createLibrary(bundledFonts());

/** A library that counts the characters whose glyphs are looked up. */
function counting(): { readonly library: FontLibrary; readonly lookups: () => number } {
  let count = 0;
  const kept = new Map<Face, Face>();
  const counted = (face: Face): Face => {
    const known = kept.get(face);
    if (known !== undefined) return known;
    const own = new Proxy(face, {
      get(target, key) {
        if (key === "hanGlyphFor" || key === "glyphFor") count += 1;
        const value: unknown = Reflect.get(target, key, target);
        return typeof value === "function" ? value.bind(target) : value;
      },
    });
    kept.set(face, own);
    return own;
  };
  return {
    library: {
      families: fonts.families,
      face(family, weight) {
        const face = fonts.face(family, weight);
        return face === undefined ? undefined : counted(face);
      },
    },
    lookups: () => count,
  };
}

interface Texts {
  readonly page?: object;
  readonly article?: object;
  readonly pages?: number;
}

function setEdition(body: readonly unknown[], { page = {}, article = {}, pages = 1 }: Texts, library = fonts): Scene {
  const credits = [{ role: "责编", names: ["安然"] }];
  const read = readEdition(
    JSON.stringify({
      pages: Array.from({ length: pages }, (_, i) => ({ number: i + 2, credits, articles: ["a"], ...page })),
      articles: [{ id: "a", headline: "江水东流", body, ...article }],
    }),
    "e.json",
  );
  if (!read.ok) throw new Error(JSON.stringify(read.diagnostics));
  return compose({ ...read.value, images: new Map() }, template, library);
}

function lookups(body: readonly unknown[], texts: Texts = {}): number {
  const { library, lookups: count } = counting();
  setEdition(body, texts, library);
  return count();
}

const HAN = "甲乙丙丁戊己庚辛壬癸，子丑寅卯辰巳午未申酉戌亥。";
const LATIN = "Rivers run east. ";
const long = (characters: number, text = HAN): string =>
  text.repeat(Math.ceil(characters / text.length)).slice(0, characters);
const times = <T>(count: number, make: (index: number) => T): T[] => Array.from({ length: count }, (_, i) => make(i));

/** What stands on the pages once: the head of a table is painted again over each of its parts. */
function painted(scene: Scene): string {
  const items = scene.pages.flatMap((one) => one.items);
  return items.flatMap((item) => (item.kind === "glyphs" && item.annotation !== true ? item.texts : [])).join("");
}

/** All texts in a value of an edition file. */
function textsIn(value: unknown): string {
  if (typeof value === "string") return value;
  return typeof value === "object" && value !== null ? Object.values(value).map(textsIn).join("") : "";
}

function lettersOf(text: string): number {
  return text.replaceAll(/[^\p{Script=Han}A-Za-z]/gu, "").length;
}

/** Characters: ten times what the page holds. */
const MANY = 8_000;

const BODIES: Readonly<Record<string, (characters: number) => unknown[]>> = {
  "one paragraph": (n) => [long(n)],
  "one paragraph of Latin words": (n) => [long(2 * n, LATIN)],
  "many paragraphs": (n) => times(n / 100, () => long(100)),
  "short paragraphs": (n) => times(n / 10, () => long(10)),
  "paragraphs and subheads": (n) => times(n / 50, (i) => (i % 3 === 0 ? { subhead: long(8) } : long(70))),
  "one paragraph with hard breaks": (n) => [{ text: times(n / 10, (i) => (i % 2 === 0 ? long(20) : { break: true })) }],
  quotes: (n) => times(n / 40, () => ({ quote: long(40) })),
  "one quote": (n) => [long(200), { quote: long(n) }],
  "one subhead": (n) => [long(200), { subhead: long(n) }],
  "a list": (n) => [{ list: times(n / 30, () => long(30)) }],
  "a list of one item": (n) => [{ list: [long(20), long(n)] }],
  verse: (n) => [{ verse: times(n / 10, () => long(10)) }],
  "a note": (n) => [{ note: long(n) }],
  tables: (n) => times(n / 1_200, () => ({ table: { rows: times(20, () => times(3, () => long(20))) } })),
  "a table of one row": (n) => [
    {
      table: {
        rows: [
          ["甲", "乙"],
          [long(n), long(n / 10)],
        ],
      },
    },
  ],
};

describe("a story far longer than its page", () => {
  for (const [what, body] of Object.entries(BODIES)) {
    it(`costs no more the longer it is, and is told to the character: ${what}`, () => {
      const { library, lookups: count } = counting();
      const scene = setEdition(body(MANY), {}, library);
      expect(lookups(body(2 * MANY))).toBeLessThan(1.1 * count());
      const written = lettersOf(textsIn(body(MANY))) + lettersOf("江水东流安然责编");
      expect(lettersOf(painted(scene) + scene.fits.map(({ oversetText }) => oversetText).join(""))).toBe(written);
      expect(scene.findings.map(({ code }) => code)).not.toContain("lost-text");
      expect(scene.findings.some(({ code, severity }) => code === "overset-text" && severity === "error")).toBe(true);
    });
  }

  it("has its lines that are over reckoned, and says so", () => {
    const scene = setEdition(
      times(120, () => long(100)),
      {},
    );
    const lines = scene.fits[0]?.oversetLines ?? 0;
    const [article] = report(scene).pages[0]?.articles ?? [];
    expect(article?.overset.areLinesReckoned).toBe(true);
    expect(article?.overset.lines).toBe(lines);
    // Nine lines a paragraph, most of which are over.
    expect(lines).toBeGreaterThan(800);
    expect(lines).toBeLessThan(1_100);
    const told = scene.findings.find(({ code }) => code === "overset-text")?.message;
    expect(told).toContain(`(about ${lines} lines)`);
  });

  it("is told as the lines that were broken where it is not so long", () => {
    const scene = setEdition(
      times(16, () => long(100)),
      {},
    );
    expect(scene.fits[0]?.oversetLines).toBeGreaterThan(0);
    expect(scene.fits[0]?.areLinesReckoned).toBeUndefined();
  });

  it("keeps its overset text in the order of the story, joined as it was written", () => {
    const blocks = times(200, (i) => `第${i}段${long(90)}`);
    const [fit] = setEdition(blocks, {}).fits;
    const text = fit?.oversetText ?? "";
    expect(blocks.join("\n").endsWith(text)).toBe(true);
    const one = long(MANY);
    expect(one.endsWith(setEdition([one], {}).fits[0]?.oversetText ?? "-")).toBe(true);
  });

  it("looks on its page as one that is a tenth as long", () => {
    const pageOf = (count: number) =>
      setEdition(
        times(count, () => long(100)),
        {},
      ).pages[0]?.items;
    expect(pageOf(400)).toEqual(pageOf(40));
  });

  it("runs on from page to page as one text", () => {
    const blocks = times(160, (i) => `第${i}段${long(60)}`);
    const scene = setEdition(blocks, { pages: 3 });
    const text = scene.pages
      .map(({ items }) =>
        items.flatMap((item) => (item.kind === "glyphs" && item.role === "body" ? item.texts : [])).join(""),
      )
      .join("");
    expect(`${text}${(scene.fits.at(-1)?.oversetText ?? "").replaceAll("\n", "")}`).toBe(blocks.join(""));
    expect(lookups([...blocks, ...blocks], { pages: 3 })).toBeLessThan(1.1 * lookups(blocks, { pages: 3 }));
  });
});

describe("a text of one element far longer than its page", () => {
  const body = [long(500)];
  const ARTICLES: Readonly<Record<string, (text: string) => object>> = {
    headline: (headline) => ({ headline }),
    kicker: (kicker) => ({ kicker }),
    deck: (deck) => ({ deck }),
    byline: (byline) => ({ byline }),
    label: (label) => ({ label }),
    dateline: (dateline) => ({ dateline }),
    "vertical headline": (headline) => ({ headline, headlineDirection: "vertical" }),
    caption: (caption) => ({ photos: [{ src: "a.jpg", caption }] }),
    credit: (credit) => ({ photos: [{ src: "a.jpg", credit }] }),
    "text of a box": (text) => ({ related: [{ id: "b", headline: "相关", body: [text] }] }),
  };
  for (const [what, article] of Object.entries(ARTICLES)) {
    it(`costs no more the longer it is, and is told: ${what}`, () => {
      const cost = (characters: number): number => lookups(body, { article: article(long(characters)) });
      expect(cost(2 * MANY)).toBeLessThan(1.1 * cost(MANY));
      const scene = setEdition(body, { article: article(long(MANY)) });
      expect(scene.findings.map(({ code }) => code)).not.toContain("lost-text");
      const told = scene.fits.map(({ oversetText }) => oversetText).join("");
      expect(told.length).toBeGreaterThan(MANY - 3_000);
    });
  }
});

describe("a table of many cells", () => {
  it("is shaped a few times, however many measures it is asked for", () => {
    const rows = times(60, () => times(12, () => long(30)));
    const characters = 60 * 12 * 30;
    expect(lookups([{ table: { rows } }])).toBeLessThan(60 * characters);
  });
});
