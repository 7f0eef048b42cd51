/** A finished file held against the edition that it is of: each fault under its code. */
import { describe, expect, it } from "vitest";
import { parseNamePattern } from "../../src/press/delivery/name-pattern.js";
import {
  checkAgainstEdition,
  type ExpectedEdition,
  type ExpectedPage,
} from "../../src/press/preflight/checks/against-edition.js";

const page = (number: number, more: Partial<ExpectedPage> = {}): ExpectedPage => ({
  number,
  date: "2026-11-24",
  numberText: `0${number}版`,
  dateText: "2026年11月24日 星期二",
  credits: ["责编", "甲乙"],
  headlines: [`第${number}版的标题`, "两版都有的标题"],
  ...more,
});
const parsed = parseNamePattern("{date}-{edition}{page:2}.pdf");
if (!parsed.ok) throw new Error("the pattern is sound");
const EDITION: ExpectedEdition = { pages: [page(4), page(5)], edition: "A", pattern: parsed.value };
const TEXT = "澜江日报 04 版 2026 年 11 月 24 日星期二责编 甲乙 第4版的标题 两版都有的标题 正文。";
const NAME = "20261124-A04.pdf";

const codes = (text: string, name: string, edition = EDITION): string[] =>
  checkAgainstEdition(text, name, edition).map(({ severity, code }) => `${severity} ${code}`);

describe("a file held against its edition", () => {
  it("is well when it is what its name says", () => {
    expect(codes(TEXT, NAME)).toEqual([]);
  });

  it.each([
    ["a name of another make", TEXT, "page 4 final.pdf", ["error file-name"]],
    ["the name of another page", TEXT, "20261124-A05.pdf", ["error file-name"]],
    ["the name of another day", TEXT, "20261123-A04.pdf", ["error file-name"]],
    ["the name of another part", TEXT, "20261124-B04.pdf", ["error file-name"]],
    ["another page's number", TEXT.replace("04 版", "05 版"), NAME, ["error page-number"]],
    ["yesterday's date", TEXT.replace("24 日星期二", "23 日星期一"), NAME, ["error page-date"]],
    ["no credits on the page", TEXT.replace("甲乙", ""), NAME, ["error missing-credits"]],
    ["another edition altogether", "一版别的报纸", NAME, ["error wrong-page"]],
  ])("%s is told", (_, text, name, expected) => {
    expect(codes(text, name)).toEqual(expected);
  });

  it("credits that the edition does not give are told, too", () => {
    expect(codes(TEXT, NAME, { ...EDITION, pages: [page(4, { credits: [] })] })).toEqual(["warning missing-credits"]);
  });

  it("a double truck is named by its first and last page; a year may be left out", () => {
    const spread = parseNamePattern("{date:MMdd}-{page:2}-{last:2}.pdf");
    if (!spread.ok) throw new Error("the pattern is sound");
    expect(codes(TEXT, "1124-04-05.pdf", { ...EDITION, pattern: spread.value })).toEqual([]);
    expect(codes(TEXT, "1125-06-07.pdf", { ...EDITION, pattern: spread.value })).toEqual([
      "error file-name",
      "error file-name",
    ]);
  });

  it("without a pattern any name will do", () => {
    const { pattern: _pattern, ...free } = EDITION;
    expect(codes(TEXT, "whatever.pdf", free)).toEqual([]);
  });
});
