/** UAX #14 by Unicode's own test, by the package that knows the older rules, and by its classes around ideographs. */
import { readFileSync } from "node:fs";
import fc from "fast-check";
import LineBreaker from "linebreak";
import { describe, expect, it } from "vitest";
import { EAST_ASIAN, LineClass, lineClassOf } from "../../src/text/line-break-class.js";
import { lineBreakOpportunities } from "../../src/text/opportunities.js";

/** Rows of LineBreakTest.txt: `× 0041 ÷ 4E00 ÷`. */
function rowsOf(file: string | URL): { text: string; breaks: number[]; row: string }[] {
  return readFileSync(file, "utf8")
    .split("\n")
    .map((line) => line.replace(/#.*/u, "").trim())
    .filter((row) => row !== "")
    .map((row) => {
      let text = "";
      const breaks: number[] = [];
      for (const part of row.split(/\s+/u)) {
        if (part === "÷") breaks.push(text.length);
        else if (part !== "×") text += String.fromCodePoint(Number.parseInt(part, 16));
      }
      return { text, breaks, row };
    });
}

const uax14 = (text: string): number[] => lineBreakOpportunities(text, { language: "en", rule: "uax14" });

describe("UAX #14", () => {
  it("breaks Unicode's test rows as they say", () => {
    const rows = rowsOf(new URL("./fixtures/line-break-test.txt", import.meta.url));
    expect(rows.length).toBeGreaterThan(1500);
    const wrong = rows.filter(({ text, breaks }) => uax14(text).join() !== breaks.join());
    expect(wrong.map(({ row }) => row)).toEqual([]);
  });

  it("agrees with the older package where no rule has changed since", () => {
    const character = fc.constantFrom(..."abcXYZ一二漢字アあ각간012 ，。（）()!?；\u00a0\u2060\u200b");
    const old = (text: string): number[] => {
      const breaker = new LineBreaker(text);
      const found: number[] = [];
      for (let step = breaker.nextBreak(); step !== null; step = breaker.nextBreak()) found.push(step.position);
      return found;
    };
    fc.assert(
      fc.property(fc.string({ unit: character, minLength: 1, maxLength: 12 }), (text) => {
        // LB30 lets ideographs part from (; older versions bound digits to full-width brackets too.
        fc.pre(!/[0-9a-zA-Z][（）]|[（）][0-9a-zA-Z]|\d[()]|[()]\d/u.test(text));
        expect(uax14(text)).toEqual(old(text));
      }),
      { numRuns: 2000, seed: 17 },
    );
  });

  it("ends with the text, and breaks nothing that is empty", () => {
    expect(uax14("")).toEqual([]);
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", minLength: 1 }), (text) => {
        const breaks = uax14(text);
        expect(breaks.at(-1)).toBe(text.length);
        expect(breaks.every((offset, i) => offset > (breaks[i - 1] ?? 0))).toBe(true);
      }),
    );
  });
});

/** Every assigned code point of a class, the supplementary planes included. */
function membersOf(...classes: readonly LineClass[]): string[] {
  const found: string[] = [];
  for (let cp = 0x21; cp < 0x20000; cp += 1) {
    if (classes.includes(lineClassOf(cp) & ~EAST_ASIAN)) found.push(String.fromCodePoint(cp));
  }
  return found;
}

const OPENING = membersOf(LineClass.OP);
const CLOSING = membersOf(LineClass.CL, LineClass.CP);
const NONSTARTERS = membersOf(LineClass.NS);

describe.each(["uax14", "css-strict", "basic", "gb", "strict"] as const)("%s between ideographs", (rule) => {
  const breaks = (text: string): ReadonlySet<number> =>
    new Set(lineBreakOpportunities(text, { language: "zh-Hans", rule }));

  it("ends no line with an opening mark, and begins one with it", () => {
    expect(OPENING.length).toBeGreaterThan(90);
    expect(OPENING.filter((mark) => breaks(`中中${mark}文`).has(2 + mark.length))).toEqual([]);
    expect(OPENING.filter((mark) => !breaks(`中中${mark}文`).has(2))).toEqual([]);
  });

  it("begins no line with a closing mark or a nonstarter, and ends one with it", () => {
    expect(CLOSING.length).toBeGreaterThan(95);
    expect(NONSTARTERS.length).toBeGreaterThan(35);
    const marks = [...CLOSING, ...NONSTARTERS];
    expect(marks.filter((mark) => breaks(`中中${mark}文`).has(2))).toEqual([]);
    expect(marks.filter((mark) => !breaks(`中中${mark}文`).has(2 + mark.length))).toEqual([]);
  });
});
