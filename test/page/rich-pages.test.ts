/** Whole pages of stories of every kind, made up by the engine: nothing lost, nothing off the page, all of it read back. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { textsOf } from "../../src/edition/blocks.js";
import { readEdition } from "../../src/edition/read.js";
import { compose } from "../../src/pipeline.js";
import { renderPdf } from "../../src/render/pdf.js";
import { hasTool, pdfText } from "../tools.js";
import { flat, fonts, template, textOf } from "./one-story.js";

const han = (minLength: number, maxLength: number) =>
  fc.string({ unit: fc.constantFrom(..."天地玄黄宇宙洪荒日月盈昃辰宿列张，。、"), minLength, maxLength });
const letters = (length: number) =>
  fc.string({ unit: fc.constantFrom(..."寒来暑往秋收冬藏"), minLength: length, maxLength: length });
const piece: fc.Arbitrary<unknown> = fc.oneof(
  han(1, 30),
  letters(2).map((text) => ({ text, ruby: ["páng", "zhuāng"] })),
  fc.constant({ text: "漢字", ruby: "かんじ" }),
  fc.record({ text: letters(4), mark: fc.constantFrom("dots", "name", "title", "box") }),
  fc.record({ text: fc.constant("2"), script: fc.constantFrom("super", "sub") }),
  fc.constant({ text: "3/4", figures: "fraction" }),
  fc.constant({ text: "2025.11", figures: "tabular", style: "kai" }),
  fc.constant({ text: "Hello world", style: "italic", colour: "red" }),
  fc.constant({ break: true }),
  fc.record({ space: fc.integer({ min: 1, max: 4 }) }),
  letters(6).map((text) => ({ text, noBreak: true, style: "strong" })),
);
const table = fc.tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 8 })).chain(([columns, rows]) =>
  fc.array(fc.array(fc.oneof(han(0, 12), fc.nat(99_999).map(String)), { minLength: columns, maxLength: columns }), {
    minLength: rows,
    maxLength: rows,
  }),
);
const block: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 3, arbitrary: han(10, 160) },
  fc.record({ text: fc.array(piece, { minLength: 1, maxLength: 8 }), dropCap: fc.constantFrom(0, 2, 3) }),
  fc.record({
    list: fc.array(han(4, 24), { minLength: 1, maxLength: 4 }),
    marker: fc.constantFrom("●", "1.", "（一）"),
  }),
  fc.record({ verse: fc.array(han(0, 18), { minLength: 1, maxLength: 9 }) }),
  fc.record({ note: fc.array(piece, { minLength: 1, maxLength: 4 }) }),
  letters(8).map((subhead) => ({ subhead })),
  han(4, 24).map((quote) => ({ quote })),
  table.map((rows) => ({ table: { rows } })),
);
const story = fc.record({
  body: fc.array(block, { minLength: 1, maxLength: 8 }),
  dropCap: fc.constantFrom(0, 2),
  box: fc.boolean(),
});

describe("pages of every kind of text", () => {
  it("lose nothing, and give it back", async () => {
    const page = fc.tuple(fc.array(story, { minLength: 1, maxLength: 4 }), fc.constantFrom("zh-Hans", "ja"));
    await fc.assert(
      fc.asyncProperty(page, async ([stories, language]) => {
        const articles = stories.map((one, i) => ({ id: `s${i}`, headline: `第${i}篇文章的题目`, ...one }));
        const credits = [{ role: "责编", names: ["安然"] }];
        const pages = [{ number: 3, credits, articles: articles.map(({ id }) => id) }];
        const read = readEdition(JSON.stringify({ language, pages, articles }), "e.json");
        if (!read.ok) throw new Error(JSON.stringify(read.diagnostics));
        const scene = compose({ ...read.value, images: new Map() }, template, fonts);
        const runs = scene.pages.flatMap(({ items }) =>
          items.flatMap((item) => (item.kind === "glyphs" ? [item] : [])),
        );
        const own = runs.filter(
          (run) => run.source.article !== undefined && run.annotation === undefined && run.role !== "list",
        );
        const wanted = read.value.articles.flatMap((article) => [
          article.headline.map(({ text }) => text).join(""),
          ...article.body.flatMap((one) => textsOf(one).map((inlines) => inlines.map(({ text }) => text).join(""))),
        ]);
        const overset = scene.fits.map((fit) => fit.oversetText).join("");
        const sorted = (text: string): string => [...flat(text)].toSorted().join("");
        expect(sorted(own.map(textOf).join("") + overset)).toBe(sorted(wanted.join("")));
        for (const run of runs) {
          for (const offset of run.offsets) expect(run.x + offset).toBeLessThan(template.page.width);
        }
        if (overset !== "" || !hasTool("pdftotext")) return;
        const got = flat(pdfText(await renderPdf(scene), "-raw"));
        expect(wanted.filter((text) => !got.includes(flat(text)))).toEqual([]);
      }),
      { seed: 29, numRuns: 30 },
    );
  }, 60_000);
});
