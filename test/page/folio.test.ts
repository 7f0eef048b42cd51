import { describe, expect, it } from "vitest";
import { readEdition } from "../../src/edition/read.js";
import { bundledFonts } from "../../src/host/fonts.js";
import { createLibrary } from "../../src/font/library.js";
import { loadTemplate } from "../../src/host/templates.js";
import { compose } from "../../src/pipeline.js";

const fonts = createLibrary(bundledFonts());

async function folio(edition: string, number: string): Promise<string> {
  const read = readEdition(
    JSON.stringify({
      publication: { edition },
      pages: [{ number: 3, articles: ["a"], credits: [{ role: "责编", names: ["安然"] }] }],
      articles: [{ id: "a", headline: "题", body: ["正文。"] }],
    }),
    "edition.json",
  );
  if (!read.ok) throw new Error("unreadable");
  const bundled = await loadTemplate("broadsheet");
  const template = { ...bundled, folio: { ...bundled.folio, number } };
  const scene = compose({ ...read.value, images: new Map() }, template, fonts);
  return (scene.pages[0]?.items ?? [])
    .flatMap((item) => (item.kind === "glyphs" && item.role === "folio" ? item.texts : []))
    .join("");
}

describe("the number in the folio line", () => {
  it("takes the paper's own letters as they are", async () => {
    expect(await folio("$&A", "{edition}{number2}版")).toBe("$&A03版");
  });

  it("may hold a field twice", async () => {
    expect(await folio("A", "{number}版·第{number}页")).toBe("3版·第3页");
  });
});

describe("letters with tails", () => {
  it.each(["tabloid-inside", "berliner", "broadsheet"])(
    "stand clear of the rule under the folio line: %s",
    async (name) => {
      const pages = [{ number: 4, section: "City page", articles: ["a"], credits: [{ role: "责编", names: ["Jay"] }] }];
      const articles = [{ id: "a", headline: "渡口", body: ["渡口的灯亮了一夜。".repeat(40)] }];
      const read = readEdition(JSON.stringify({ publication: { name: "Lanjiang Gypsy" }, pages, articles }), "e.json");
      if (!read.ok) throw new Error("unreadable");
      const scene = compose({ ...read.value, images: new Map() }, await loadTemplate(name), fonts);
      const told = scene.findings.filter(({ code }) => code === "struck-text" || code === "hidden-text");
      expect(told.map(({ message }) => message)).toEqual([]);
      expect(scene.pages[0]?.items.filter(({ role }) => role === "folio").length).toBeGreaterThan(2);
    },
  );
});
