import { describe, expect, it } from "vitest";
import fc from "fast-check";
import { breakParagraph, breakVariants } from "../../src/text/break.js";
import { commitLine } from "../../src/text/commit.js";
import { composeHeadline } from "../../src/text/headline.js";
import type { BreakOptions, ComposeConfig, Prepared, SetLine } from "../../src/text/model.js";
import { prepareParagraph } from "../../src/text/prepare.js";
import { leastCosts } from "./brute-force.js";
import { BODY, EM, inTextOrder, span } from "./fake-face.js";

const prepare = (text: string, config: ComposeConfig = BODY): Prepared => prepareParagraph([span(text)], config);
const options = (ems: number, indent = 0): BreakOptions => ({
  indent,
  measureOf: () => ems * EM,
  uniform: true,
  looseness: 0,
});
const textOf = (line: SetLine): string => line.runs.map((run) => run.texts.join("")).join("");
const setAll = (p: Prepared, o: BreakOptions): SetLine[] =>
  (breakParagraph(p, o)?.lines ?? []).map((line) => commitLine(p, line, "justify"));

const PIECES = [
  ..."天地玄黄宇宙洪荒日月",
  ..."，。、：；！？“”（）《》·",
  "——",
  "……",
  "word ",
  "GLP-1R",
  "70%",
  "2025",
  " ",
  "𠮷",
  "🙂",
  "e\u0301",
  "שלום",
];
const mixed = fc.array(fc.constantFrom(...PIECES), { minLength: 1, maxLength: 60 }).map((pieces) => pieces.join(""));
/** Ordinary text: Han phrases, each ended by one mark, some quoted. */
const phrase = fc.string({ unit: fc.constantFrom(..."天地玄黄宇宙洪荒日月"), minLength: 2, maxLength: 9 });
const ordinary = fc
  .array(fc.tuple(phrase, fc.constantFrom("，", "。", "、", "；"), fc.boolean()), { minLength: 1, maxLength: 12 })
  .map((phrases) => phrases.map(([han, mark, quoted]) => (quoted ? `“${han}”${mark}` : `${han}${mark}`)).join(""));

describe("breakParagraph", () => {
  it("finds the least cost that trying every breaking finds", () => {
    fc.assert(
      fc.property(ordinary, fc.integer({ min: 7, max: 11 }), (text, ems) => {
        const p = prepare(text.slice(0, 34));
        const broken = breakParagraph(p, options(ems));
        const least = leastCosts(p, options(ems));
        expect(broken?.cost).toBeCloseTo(Math.min(...least.values()), 4);
        for (const variant of breakVariants(p, options(ems), 2).values()) {
          expect(variant.cost).toBeCloseTo(least.get(variant.lines.length) ?? Number.NaN, 4);
        }
      }),
      { numRuns: 150 },
    );
  });

  it("is never dearer than first fit", () => {
    fc.assert(
      fc.property(ordinary, fc.integer({ min: 7, max: 20 }), (text, ems) => {
        const total = breakParagraph(prepare(text), options(ems));
        const first = breakParagraph(prepare(text, { ...BODY, mode: "greedy" }), options(ems));
        expect(total?.cost).toBeLessThanOrEqual((first?.cost ?? 0) + 1e-6);
      }),
    );
  });

  it("leaves no forbidden mark at a line's edge", () => {
    fc.assert(
      fc.property(ordinary, fc.integer({ min: 8, max: 20 }), (text, ems) => {
        for (const line of setAll(prepare(text), options(ems))) {
          expect(textOf(line)).not.toMatch(/^[，。、；：！？”）》]/u);
          expect(textOf(line)).not.toMatch(/[“（《]$/u);
        }
      }),
    );
  });

  it("ends with no lone character when that can be helped", () => {
    for (let count = 15; count < 60; count += 1) {
      const lines = setAll(prepare(`${"天".repeat(7)}，${"地".repeat(count)}。`), options(13));
      expect([...textOf(lines.at(-1) as SetLine)].filter((character) => character === "地").length).toBeGreaterThan(1);
    }
  });

  it("sets nothing as no lines", () => {
    expect(breakParagraph(prepare(""), options(10))?.lines).toEqual([]);
  });
});

describe("commitLine", () => {
  it("sets justified lines to exactly their measure", () => {
    fc.assert(
      fc.property(ordinary, fc.integer({ min: 8, max: 20 }), fc.constantFrom(0, 2 * EM), (text, ems, indent) => {
        const lines = setAll(prepare(text), options(ems, indent));
        for (const line of lines.slice(0, -1)) expect(line.width).toBe(ems * EM);
        expect(lines.at(-1)?.width).toBeLessThanOrEqual(ems * EM);
      }),
    );
  });

  it("paints every cluster once and in order", () => {
    fc.assert(
      fc.property(mixed, fc.integer({ min: 6, max: 20 }), (text, ems) => {
        const runs = setAll(prepare(text), options(ems)).flatMap((line) => line.runs);
        expect(inTextOrder(runs, text)).toBe(text);
      }),
      { numRuns: 400 },
    );
  });

  it("gives —— two em", () => {
    const p = prepare("文——字");
    expect(p.length).toBe(3);
    expect(p.boxes[1]).toBe(2 * EM);
    const [line] = setAll(p, options(10));
    expect(line?.width).toBe(4 * EM);
  });
});

describe("composeHeadline", () => {
  const heads = (text: string, ems: number, sizes: readonly number[], maxLines: number) =>
    composeHeadline([{ ...span(text), role: "headline" }], {
      measure: ems * EM,
      sizes: sizes.map((size) => size * EM),
      maxLines,
      tracking: { min: -0.02, max: 0.1 },
      config: BODY,
    });

  it("takes the largest size that fits", () => {
    expect(heads("科技创新引领发展", 41, [5, 4, 3], 1).size).toBe(5 * EM);
    expect(heads("科技创新引领发展", 34, [5, 4, 3], 1).size).toBe(4 * EM);
    expect(heads("科技创新引领发展", 25, [5, 4, 3], 1).size).toBe(3 * EM);
  });

  it("breaks at the space between phrases", () => {
    const { lines } = heads("江城科技创新 引领产业高质量", 28, [4], 2);
    expect(lines.map((line) => textOf(line).trim())).toEqual(["江城科技创新", "引领产业高质量"]);
  });

  it("leaves no character alone on a line and none wider than the measure", () => {
    for (let count = 5; count < 24; count += 1) {
      const { lines } = heads("城".repeat(count), 17, [4, 3, 2], 3);
      for (const line of lines) {
        expect([...textOf(line)].length).toBeGreaterThan(1);
        expect(line.width).toBeLessThanOrEqual(17 * EM);
      }
    }
  });
});
