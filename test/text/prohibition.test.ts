/**
 * CLREQ's tables of marks that may not begin or end a line, level by level, between Han characters.
 * Source: https://www.w3.org/TR/clreq/#prohibition_rules_for_line_start_end
 */
import { describe, expect, it } from "vitest";
import type { KinsokuLevel } from "../../src/text/line-break-rule.js";
import { lineBreakOpportunities } from "../../src/text/opportunities.js";

const LEVELS: readonly KinsokuLevel[] = ["none", "basic", "gb", "strict"];
const NOT_AT_START = "、，；：。！？．”’）》〉」』】〗〕］｝～-–—·・‧/／";
const NOT_AT_END = "“‘（《〈「『【〖〔［｛";
const UNITS = ["——", "……", "⸺", "⋯⋯"];

const breaks = (text: string, rule: KinsokuLevel): ReadonlySet<number> =>
  new Set(lineBreakOpportunities(text, { language: "zh-Hans", rule }));

describe.each(LEVELS)("the level %s", (level) => {
  it.each([...NOT_AT_START])("%s at a line's start", (mark) => {
    expect(breaks(`中文${mark}排版`, level).has(2)).toBe(level === "none");
  });

  it.each([...NOT_AT_END])("%s at a line's end", (mark) => {
    expect(breaks(`中文${mark}排版`, level).has(3)).toBe(level === "none");
    expect(breaks(`中文${mark}排版`, level).has(2)).toBe(true);
  });

  it.each(["/", "／"])("%s at a line's end", (mark) => {
    expect(breaks(`中文${mark}排版`, level).has(3)).toBe(level === "none" || level === "basic");
  });

  it.each(UNITS)("%s whole, and at a line's start below the strict level only", (unit) => {
    const found = breaks(`中文${unit}排版`, level);
    expect(found.has(2)).toBe(level !== "strict");
    expect(found.has(1 + unit.length) && unit.length > 1).toBe(false);
    expect(found.has(2 + unit.length)).toBe(true);
  });

  it.each(["1111.1亿", "70%", "5G+", "GLP-1R", "2025-12-16", "37℃", "12.5‰", "￥100", "1—2款"])(
    "%s whole",
    (number) => {
      const found = breaks(`约${number}起`, level);
      const digits = /[0-9A-Za-z.,%+\-℃‰￥—]+/u.exec(number)?.[0] ?? "";
      for (let i = 1; i < digits.length; i += 1) expect(found.has(1 + i)).toBe(false);
    },
  );
});
