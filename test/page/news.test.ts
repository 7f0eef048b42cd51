/** The bench's editions of real shapes: what its figures rest on. Figures are in bench/news.bench.ts. */
import { beforeAll, describe, expect, it } from "vitest";
import type { Block, NewsArticle } from "../../bench/news/edition-types.js";
import { generateNews, NEWS_TEMPLATES } from "../../bench/news/news-edition.js";
import { lostCharacters, newsFigures } from "../../bench/news/news-figures.js";
import { newsJob } from "../../bench/news/news-job.js";
import { sentencesOf } from "../../bench/news/writer.js";
import { composeJob } from "../../src/compose.js";
import { createLibrary } from "../../src/font/library.js";
import { bundledFonts } from "../../src/host/fonts.js";
import { loadTemplate } from "../../src/host/templates.js";
import type { Template } from "../../src/template/resolved.js";

const SEEDS = Array.from({ length: 60 }, (_, at) => at + 1);
const templates = new Map<string, Template>();

beforeAll(async () => {
  for (const name of NEWS_TEMPLATES) templates.set(name, await loadTemplate(name));
});

function writtenIn({ body, related = [] }: NewsArticle): readonly string[] {
  const texts = body.flatMap((block: Block) => (typeof block === "string" ? [block] : []));
  return [...texts.flatMap((text) => sentencesOf(text)), ...related.flatMap(writtenIn)];
}

describe("an edition of real shape", () => {
  it("is the same for the same seed", () => {
    expect(generateNews(9, templates)).toEqual(generateNews(9, templates));
  });

  it("has copy as full as most pages have it, on all templates", () => {
    const pages = SEEDS.flatMap((seed) => generateNews(seed, templates).pages);
    expect(new Set(pages.map(({ template }) => template))).toEqual(new Set(NEWS_TEMPLATES));
    for (const { copy } of pages) {
      expect(copy).toBeGreaterThan(0.8);
      expect(copy).toBeLessThan(1.2);
    }
    const full = pages.filter(({ copy }) => copy >= 0.95 && copy <= 1.03);
    expect(full.length).toBeGreaterThan(pages.length / 2);
  });

  it("repeats no sentence, and has them long and short", () => {
    const sentences = SEEDS.slice(0, 12).map((seed) =>
      generateNews(seed, templates).edition.articles.flatMap(writtenIn),
    );
    for (const own of sentences) expect(new Set(own).size).toBe(own.length);
    const lengths = sentences.flat().map(({ length }) => length);
    expect(lengths.filter((length) => length < 16).length).toBeGreaterThan(lengths.length / 20);
    expect(lengths.filter((length) => length > 44).length).toBeGreaterThan(lengths.length / 20);
  });

  it("keeps every character of a front whose lead runs on inside", () => {
    const made = generateNews(9, templates);
    expect(made.pages.map(({ template }) => template)).toEqual(["berliner-front", "berliner"]);
    const composed = composeJob(newsJob(made.edition, made.pictures, templates, createLibrary(bundledFonts())));
    expect(lostCharacters(composed, made.edition)).toBe(0);
    const overlaps = made.pages.flatMap(({ number, template }) => {
      const own = templates.get(template);
      return own === undefined ? [] : [newsFigures(composed, number, own, made.edition).overlaps];
    });
    expect(overlaps).toEqual([0, 0]);
  });
});
