/**
 * Widths of marks by style and place: CLREQ "Adjustment of adjacent punctuation marks", "Compression of punctuation marks at
 * line start and line end", "Hanging of punctuation marks at line end"; GB/T 15834 5.1.10.
 */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { breakParagraph } from "../../src/text/break.js";
import { commitLine } from "../../src/text/commit.js";
import { naturalWidth } from "../../src/text/measure.js";
import type { BreakOptions, ComposeConfig, MarkStyle, Prepared } from "../../src/text/model.js";
import { prepareParagraph } from "../../src/text/prepare.js";
import { leastCosts } from "./brute-force.js";
import { BODY, CENTRED_CHAIN, EM, span } from "./fake-face.js";

const STYLES: readonly MarkStyle[] = ["fitted", "full", "kaiming", "half", "brackets"];
const prepare = (text: string, config: Partial<ComposeConfig> = {}, chain = span("").chain): Prepared =>
  prepareParagraph([span(text, { chain })], { ...BODY, ...config });
const at = (ems: number): BreakOptions => ({ indent: 0, measureOf: () => ems * EM, uniform: true, looseness: 0 });
/** What the marks between two Han characters add, in em. */
const added = (marks: string, config: Partial<ComposeConfig>, chain = span("").chain): number => {
  const p = prepare(`山${marks}河`, config, chain);
  return naturalWidth(p, 0, p.length) / EM - 2;
};
const painted = (p: Prepared, ems: number): { text: string; width: number }[] =>
  (breakParagraph(p, at(ems))?.lines ?? []).map((line) => {
    const set = commitLine(p, line, "justify");
    return { text: set.runs.flatMap((run) => run.texts).join(""), width: set.width / EM };
  });

describe("marks between Han characters", () => {
  /** fitted, full, kaiming, half, brackets */
  const TABLE: readonly (readonly [marks: string, ...widths: number[]])[] = [
    ["，", 1, 1, 0.5, 0.5, 1],
    ["、", 1, 1, 0.5, 0.5, 1],
    ["；", 1, 1, 0.5, 0.5, 1],
    ["：", 1, 1, 0.5, 0.5, 1],
    ["。", 1, 1, 1, 0.5, 1],
    ["？", 1, 1, 1, 0.5, 1],
    ["！", 1, 1, 1, 0.5, 1],
    ["“", 1, 1, 0.5, 0.5, 0.5],
    ["）", 1, 1, 0.5, 0.5, 0.5],
    ["·", 1, 1, 0.5, 0.5, 0.5],
    ["：“", 1.5, 1.5, 1, 1, 1.5],
    ["。”", 1.5, 1.5, 1, 1, 1],
    ["”，", 1.5, 1.5, 1, 1, 1.5],
    ["”。", 1.5, 1.5, 1.5, 1, 1.5],
    ["。“", 1.5, 1.5, 1.5, 1, 1.5],
    ["》（", 1.5, 1.5, 1, 1, 1.25],
    ["（《", 1.5, 1.5, 1, 1, 1],
    ["》）", 1.5, 1.5, 1, 1, 1],
    ["？！", 1.5, 1.5, 1.5, 1, 1.5],
    ["——", 2, 2, 2, 2, 2],
    ["……", 2, 2, 2, 2, 2],
  ];

  it.each(TABLE.map(([marks, ...widths]) => ({ marks, widths })))("$marks", ({ marks, widths }) => {
    expect(STYLES.map((style) => added(marks, { marks: style }))).toEqual(widths);
  });

  it("touch, or take two em, where the template says so", () => {
    expect(added("：“", { adjacentMarks: 1 })).toBe(1);
    expect(added("：“", { adjacentMarks: 2 })).toBe(2);
    expect(added("》（", { adjacentMarks: 2, marks: "full" })).toBe(2);
  });

  it("take half an em at a line's end and at its start in every style", () => {
    for (const marks of STYLES) {
      for (const text of ["山河。", "山河，", "山河）", "“山河", "《山河"]) {
        const p = prepare(text, { marks });
        expect(naturalWidth(p, 0, p.length)).toBe(2.5 * EM);
      }
    }
  });

  it("are squeezed in the fitted style alone", () => {
    const text = "山河，湖海日月，星云山河。";
    const first = STYLES.map((marks) => painted(prepare(text, { marks }), 7)[0]?.text);
    expect(first).toEqual(["山河，湖海日月，", "山河，湖海日", "山河，湖海日月，", "山河，湖海日月，", "山河，湖海日"]);
    expect(prepare(text, { marks: "full" }).shrink.every((room) => room === 0)).toBe(true);
  });
});

describe("marks that the face draws in the middle of their em", () => {
  const hant = { language: "zh-Hant" } as const;

  it("have space on both sides, half of it at each", () => {
    const p = prepare("山，河", hant, CENTRED_CHAIN);
    expect([...p.gaps].slice(1, 3)).toEqual([EM / 4, EM / 4]);
    expect(p.boxes[1]).toBe(EM / 2);
    // The ink is in the middle of the box.
    expect(p.glyphOffsets[1]).toBe(-EM / 4);
    for (const mark of "，、。；：") expect(added(mark, hant, CENTRED_CHAIN)).toBe(1);
  });

  it("keep an em at ！ and ？, wherever they stand", () => {
    for (const mark of "！？") {
      expect(added(mark, hant, CENTRED_CHAIN)).toBe(1);
      const p = prepare(`山${mark}`, hant, CENTRED_CHAIN);
      expect(naturalWidth(p, 0, 2)).toBe(2 * EM);
      expect([...p.shrink]).toEqual([0, 0, 0]);
    }
    expect(added("！」", hant, CENTRED_CHAIN)).toBe(2);
  });
});

describe("hanging", () => {
  const hanging = { hanging: "on" } as const;

  it("lets a mark stand out of a line that is even without it", () => {
    expect(painted(prepare("山河湖海，日月星云。", hanging), 4)).toEqual([
      { text: "山河湖海，", width: 4 },
      { text: "日月星云。", width: 4 },
    ]);
    expect(painted(prepare("山河湖海，日月星云。"), 4)[0]?.text).not.toBe("山河湖海，");
  });

  it("never lets out brackets, questions, the last of several marks, or any mark of horizontal Traditional Chinese", () => {
    for (const text of ["山河湖海）日月星云", "山河湖海？日月星云", "山河湖”，日月星云"]) {
      expect(prepare(text, hanging).hangs?.includes(1)).toBe(false);
    }
    expect(prepare("山河湖海，日月星云", { ...hanging, language: "zh-Hant" }).hangs?.includes(1)).toBe(false);
    expect([...(prepare("山：河；湖", { ...hanging, language: "ja" }).hangs ?? [])]).toEqual([0, 0, 0, 0, 0, 0]);
    expect([...(prepare("山：河；湖", hanging).hangs ?? [])]).toEqual([0, 0, 1, 0, 1, 0]);
  });

  it("to the rescue of a line alone, and never at a paragraph's end", () => {
    const rescue = { hanging: "rescue" } as const;
    // Without 而, the line would have holes of a fifth of an em and more.
    expect(painted(prepare("山河湖海日，而月星云", rescue), 5)[0]?.text).toBe("山河湖海日，");
    expect(painted(prepare("山河湖海日月星云山河湖，海日月星云", rescue), 13)[0]?.text).not.toMatch(/，$/u);
    expect(painted(prepare("山河湖海日。", rescue), 5)[0]?.text).not.toBe("山河湖海日。");
  });

  const phrase = fc.string({ unit: fc.constantFrom(..."山河湖海日月星云"), minLength: 1, maxLength: 6 });
  const text = fc
    .array(fc.tuple(phrase, fc.constantFrom("，", "。", "、", "”，", "——", "5G+")), { minLength: 1, maxLength: 9 })
    .map((pieces) => pieces.flat().join(""));

  it("finds the least cost, fills each line to its measure, and lets out one mark at most", () => {
    fc.assert(
      fc.property(text, fc.integer({ min: 6, max: 12 }), fc.constantFrom(...STYLES), (words, ems, marks) => {
        const p = prepare(words, { ...hanging, marks });
        const broken = breakParagraph(p, at(ems));
        const least = Math.min(...leastCosts(p, at(ems)).values());
        fc.pre(least < 100_000);
        expect(broken?.cost).toBeCloseTo(least, 4);
        for (const line of broken?.lines ?? []) {
          const set = commitLine(p, line, "justify");
          expect(set.width).toBeLessThanOrEqual(ems * EM);
          expect(line.last || set.width === ems * EM).toBe(true);
          expect(line.end - (line.edge ?? line.end)).toBeLessThanOrEqual(1);
        }
        const lines = painted(p, ems);
        expect(lines.map((line) => line.text).join("")).toBe(words);
        for (const line of lines) expect(line.text).not.toMatch(/^[，。、”]/u);
      }),
      { numRuns: 150 },
    );
  });
});
