/** The search in its corners: varying measures, emergencies, several line counts, what squeezing does to the grid. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { breakParagraph, breakVariants } from "../../src/text/break.js";
import { commitLine } from "../../src/text/commit.js";
import { explainLines, loneAvoided } from "../../src/text/explain.js";
import { finalGaps } from "../../src/text/final-gaps.js";
import { LETTERS } from "../../src/text/gaps.js";
import { contrastCost, Fitness, fitnessOf } from "../../src/text/measure.js";
import { type BreakOptions, type Broken, GAP_GOALS, type Line, type Prepared } from "../../src/text/model.js";
import { prepareParagraph } from "../../src/text/prepare.js";
import { isLone } from "../../src/text/search.js";
import { leastCosts } from "./brute-force.js";
import { BODY, EM, span } from "./fake-face.js";

const prepare = (text: string, config = BODY): Prepared => prepareParagraph([span(text)], config);
const at = (ems: number, more: Partial<BreakOptions> = {}): BreakOptions => ({
  indent: 0,
  measureOf: () => ems * EM,
  uniform: true,
  looseness: 0,
  ...more,
});
const legs =
  (...ems: readonly number[]) =>
  (line: number): number =>
    (ems[Math.min(line, ems.length - 1)] ?? 0) * EM;
const texts = (p: Prepared, broken: Broken | null): string[] =>
  (broken?.lines ?? []).map((line) => p.text.slice(p.starts[line.start], p.starts[line.end]));
const only = (p: Prepared, room: number): Line => ({
  start: 0,
  end: p.length,
  indent: 0,
  measure: room * EM,
  natural: (p.sums.lineEnd[p.length] ?? 0) - (p.sums.lineStart[0] ?? 0),
  cost: 0,
  last: false,
});

const phrase = fc.string({ unit: fc.constantFrom(..."山河湖海日月星云"), minLength: 1, maxLength: 7 });
const chunk = fc.oneof(
  { weight: 4, arbitrary: phrase },
  fc.constantFrom("，", "。", "、", "“", "”", "（", "）", "——", "……", "·", " ", "5G+", "37℃", "word ", "GLP-1R"),
);
const mixed = fc.array(chunk, { minLength: 1, maxLength: 12 }).map((parts) => parts.join(""));

describe("the search", () => {
  it("agrees with trying everything on lines of different measures", () => {
    fc.assert(
      fc.property(mixed, fc.array(fc.integer({ min: 8, max: 14 }), { minLength: 1, maxLength: 4 }), (text, ems) => {
        const p = prepare(text.slice(0, 40));
        const options = at(0, { measureOf: legs(...ems), uniform: false, indent: 2 * EM });
        const least = Math.min(...leastCosts(p, options).values());
        fc.pre(least < 50_000);
        expect(breakParagraph(p, options)?.cost).toBeCloseTo(least, 4);
      }),
      { numRuns: 200 },
    );
  });

  it("costs the same however many line counts it keeps", () => {
    fc.assert(
      fc.property(mixed, fc.integer({ min: 6, max: 16 }), (text, ems) => {
        const p = prepare(text);
        const cost = breakParagraph(p, at(ems))?.cost ?? Number.NaN;
        expect(breakVariants(p, at(ems), 2).get(0)?.cost).toBeCloseTo(cost, 4);
        expect(breakParagraph(p, at(ems, { uniform: false }))?.cost).toBeCloseTo(cost, 4);
      }),
      { numRuns: 200 },
    );
  });

  it("gives exactly the lines more or fewer that were asked for, or nothing", () => {
    const p = prepare("山河湖海，日月星云。".repeat(12));
    const base = breakParagraph(p, at(13))?.lines.length ?? 0;
    for (const looseness of [-3, -2, -1, 1, 2, 3]) {
      const lines = breakParagraph(p, at(13, { looseness }))?.lines.length ?? base + looseness;
      expect(lines).toBe(base + looseness);
    }
    expect(breakParagraph(p, at(13, { looseness: 40 }))).toBeNull();
  });

  it("breaks a long word in a later, narrower leg rather than let it stand out", () => {
    const p = prepare("山河湖海日月Abcdefghijklmnop");
    const options = at(0, { measureOf: legs(10, 4), uniform: false });
    const broken = breakParagraph(p, options);
    expect(texts(p, broken).join("")).toBe(p.text);
    for (const line of broken?.lines ?? []) {
      expect(commitLine(p, line, "justify").width).toBeLessThanOrEqual(line.measure);
    }
  });

  it("breaks a word that fits a line but not the indented first one", () => {
    const p = prepare("Abcdefghijklmnopqrst山河");
    const broken = breakParagraph(p, at(10, { indent: 2 * EM }));
    for (const line of broken?.lines ?? []) expect(line.natural).toBeLessThanOrEqual(line.measure - line.indent);
    expect(texts(p, broken).join("")).toBe(p.text);
  });

  it("loses no text where nothing fits", () => {
    for (const ems of [0, 0.25, 0.5, 1]) {
      const p = prepare("山，河“Ab”——湖……");
      expect(texts(p, breakParagraph(p, at(ems))).join("")).toBe(p.text);
      expect(texts(p, breakParagraph(p, at(ems, { uniform: false }))).join("")).toBe(p.text);
    }
  });

  it("takes one letter with any number of marks for a lone one", () => {
    for (const text of ["山。", "山。”）", "“山”……", "5。"])
      expect(isLone(prepare(text), 0, prepare(text).length)).toBe(true);
    for (const text of ["山河", "70%", "山5"]) expect(isLone(prepare(text), 0, prepare(text).length)).toBe(false);
  });

  it("holds a loose line beside a tight one against both", () => {
    expect(contrastCost(Fitness.Loose, Fitness.Tight)).toBeGreaterThan(contrastCost(Fitness.Loose, Fitness.Loose));
    expect(contrastCost(Fitness.Even, Fitness.Tight)).toBe(0);
    const p = prepare("山河湖海日月星云，山，河。");
    expect(fitnessOf(p, 0, 8, 8 * EM, 9 * EM)).toBe(Fitness.Loose);
    expect(fitnessOf(p, 0, 8, 8 * EM, 8 * EM)).toBe(Fitness.Even);
    expect(fitnessOf(p, 0, p.length, 12.5 * EM, 11.5 * EM)).toBe(Fitness.Tight);
  });
});

describe("squeezing", () => {
  it("narrows an interpunct on both sides alike", () => {
    const p = prepare("山·河");
    expect(finalGaps(p, { ...only(p, 2.75), last: true }, "justify")).toEqual([0.125 * EM, 0.125 * EM]);
  });

  it("takes whole marks before anything else where that keeps the line on the grid", () => {
    const p = prepare("山河 湖，海、日");
    // Five Han, a word space of half an em, two marks: half an em too much.
    const line = only(p, 7);
    expect(line.natural).toBe(7.5 * EM);
    const gaps = finalGaps(p, line, "justify");
    expect(gaps.filter((gap) => gap === 0.5 * EM)).toHaveLength(2);
    expect(gaps.reduce((sum, gap) => sum + gap, 0)).toBe(EM);
  });

  it("takes alike from the marks of a tier where the grid is lost anyway", () => {
    const p = prepare("山河，湖，海日");
    expect(finalGaps(p, only(p, 6.6), "justify").filter((gap) => gap > 0)).toEqual([0.3 * EM, 0.3 * EM]);
  });

  it("never narrows a gap below its bound, nor lets clusters overlap", () => {
    fc.assert(
      fc.property(mixed, fc.integer({ min: 5, max: 18 }), (text, ems) => {
        const p = prepare(text);
        for (const line of breakParagraph(p, at(ems))?.lines ?? []) {
          if (line.cost >= 1_000_000) continue;
          finalGaps(p, line, "justify").forEach((gap, i) => {
            const index = line.start + 1 + i;
            expect(gap).toBeGreaterThanOrEqual((p.gaps[index] ?? 0) - (p.shrink[index] ?? 0));
            const least = p.shrinkTier[index] === LETTERS ? -Math.round(GAP_GOALS.letters * EM) : 0;
            expect(gap).toBeGreaterThanOrEqual(least);
          });
        }
      }),
      { numRuns: 300 },
    );
  });
});

describe("explaining", () => {
  it("names the tiers that closed each line and the rules it pays for, and both add up", () => {
    fc.assert(
      fc.property(mixed, fc.integer({ min: 4, max: 16 }), (text, ems) => {
        const p = prepare(text);
        const lines = breakParagraph(p, at(ems))?.lines ?? [];
        explainLines(p, lines).forEach((note, index) => {
          expect(note.penalties.reduce((sum, { cost }) => sum + cost, 0)).toBeCloseTo(lines[index]?.cost ?? 0, 4);
          expect(note.penalties.map(({ rule }) => rule)).not.toContain("other rules");
          if (lines[index]?.last === true || note.cost >= 100_000) return;
          const moved = note.adjustments.reduce((sum, { total }) => sum + total, 0);
          expect(moved).toBeCloseTo(note.measure - note.natural, 6);
          expect(note.adjustments.every(({ what }) => what !== "")).toBe(true);
        });
      }),
    );
  });

  const told = (text: string, ems: number) => {
    const p = prepare(text);
    const lines = breakParagraph(p, at(ems))?.lines ?? [];
    return { notes: explainLines(p, lines).map(({ notes }) => notes), lone: loneAvoided(p, lines) };
  };

  it("tells gaps between words, and space at marks, from those that keep to the goal", () => {
    const adjustments = (text: string, ems: number): unknown => {
      const p = prepare(text);
      const [note] = explainLines(p, [{ ...only(p, ems), last: false }]);
      return note?.adjustments.map(({ what, gaps }) => [what, gaps]);
    };
    expect(adjustments("老街的茶馆昨天重新开门", 12.1)).toEqual([
      ["all gaps", 9],
      ["gaps between words", 1],
    ]);
    expect(adjustments("山河湖海日月星云，山河湖海日月", 16)).toEqual([
      ["all gaps", 13],
      ["space at marks", 1],
    ]);
  });

  it("says what was pushed in or out, and which rule asked for it", () => {
    expect(told("山河，湖海日，月星云山河湖海日月。", 6).notes[0]).toEqual(["挤进 “，”: “，” begins no line (避头)"]);
    expect(told("山河湖海日《月星》云山河湖海日月。", 6).notes[0]?.[0]).toMatch(/《/u);
    expect(told("山河湖海2026年月星云山河湖海日月。", 6).notes[0]).toEqual(["推出 “202”: “2026年” is not parted"]);
    expect(told("山河湖海日月星云", 4).notes).toEqual([[], []]);
  });

  it("names numbers that had to part, and marks that hang out", () => {
    const penalties = (text: string, ems: number): unknown => {
      const p = prepare(text);
      return explainLines(p, breakParagraph(p, at(ems))?.lines ?? [])[0]?.penalties.map(({ rule }) => rule);
    };
    expect(penalties("山河湖海日月星云山2025年山河湖海日月星云山河湖海日月星云。", 12)).toContain(
      "figure parted from its measure word, or the unit of its date or time",
    );
    expect(penalties("山河湖海日月星云山河7.12亿美元山河湖海日月星云山河湖海日月星云。", 14)).toContain(
      "number parted from its unit",
    );
    const p = prepare("山河湖海，日月星云。", { ...BODY, hanging: "on" });
    const [first] = explainLines(p, breakParagraph(p, at(4))?.lines ?? []);
    expect(first?.notes).toEqual(["悬挂 “，”"]);
    expect(first?.penalties).toEqual([]);
    const rescued = prepare("山河湖海日，而月星云", { ...BODY, hanging: "rescue" });
    const [line] = explainLines(rescued, breakParagraph(rescued, at(5))?.lines ?? []);
    expect(line?.penalties.map(({ rule }) => rule)).toEqual(["悬挂"]);
  });

  it("says where whole-paragraph breaking kept a character from standing alone", () => {
    expect(told("山河湖海日月星云山。", 4).lone).toBe("孤字 avoided: line by line, “山。” would stand alone");
    expect(told("山河湖海日月星云山河。", 4).lone).toBeUndefined();
  });
});
