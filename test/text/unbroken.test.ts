/** Numbers with their units, designations and addresses: what a line never parts, and where it may. */
import { describe, expect, it } from "vitest";
import { lineBreakOpportunities } from "../../src/text/opportunities.js";

const LEVELS = ["none", "basic", "gb", "strict"] as const;

/** What a line's end may stand after, marked with a bar. */
const parts = (text: string, rule: (typeof LEVELS)[number] = "gb"): string => {
  const breaks = new Set(lineBreakOpportunities(text, { language: "zh-Hans", rule }));
  return Array.from(text, (character, i) => (i > 0 && breaks.has(i) ? `|${character}` : character)).join("");
};

describe.each(LEVELS)("at the level %s", (level) => {
  it.each([
    "1111.1亿",
    "7.12亿美元",
    "3000万元",
    "70%",
    "12.5‰",
    "37℃",
    "90°",
    "+5",
    "−3℃",
    "±2",
    "￥100",
    "¥100",
    "$1,234.50",
    "€20",
    "100₫",
    "№5",
    "5G+",
    "GLP-1R",
    "GR1803",
    "COVID-19",
    "2025-12-16",
    "2025/12/16",
    "08:30",
    "3:2",
    "1—2款",
    "10～15",
    "10~15",
    "1–2",
    "3.14",
    "1,000",
    "１２．５",
    "70％",
    "3%—5%",
    "2025年",
    "第3次",
    "120公里",
    "35平方公里",
    "20余万",
    "1/3",
    "12°30′",
  ])("%s stays whole", (group) => {
    for (const [before, after] of [
      ["约", "起"],
      ["（", "）"],
      ["，", "，"],
    ] as const) {
      const found = lineBreakOpportunities(`文${before}${group}${after}文`, { language: "zh-Hans", rule: level });
      const inside = found.filter((offset) => offset > 2 && offset < 2 + group.length);
      expect(inside).toEqual([]);
    }
  });
});

describe("what is no number", () => {
  it("parts from the Han after it", () => {
    expect(parts("用5G网")).toBe("用|5G|网");
    expect(parts("是GR1803项")).toBe("是|GR1803|项");
    expect(parts("有100。好")).toBe("有|100。|好");
  });
});

describe("a currency's sign", () => {
  it("goes with Han numerals", () => {
    for (const sign of "￥¥$＄£€№") {
      expect(parts(`约${sign}百万元`)).toBe(`约|${sign}百|万|元`);
      expect(parts(`约${sign}百万元`, "none")).toBe(`约|${sign}|百|万|元`);
    }
  });
});

describe("addresses", () => {
  it("break after their marks", () => {
    expect(parts("见https://www.example.com/news/2025/a-b.html。")).toBe(
      "见|https://|www.|example.|com/|news/|2025/|a-|b.|html。",
    );
    expect(parts("寄zhang.san@mail.example.cn处")).toBe("寄|zhang.|san@|mail.|example.|cn|处");
    expect(parts("登录ferry.lanjiang.example查")).toBe("登|录|ferry.|lanjiang.|example|查");
    expect(parts("见www.example处")).toBe("见|www.|example|处");
  });

  it("are no versions, numbers or names with one dot", () => {
    expect(parts("用Node.js与v1.2.3版")).toBe("用|Node.js|与|v1.2.3|版");
  });

  it("are not made of units and pairs of words", () => {
    expect(parts("每km/h与TCP/IP")).toBe("每|km/h|与|TCP/IP");
    expect(parts("约1.5/2.5比")).toBe("约|1.5/2.5比");
  });
});
