import { describe, expect, it } from "vitest";
import { anchorAmongFigures, areFigures, figureAnchor, wholeStretches } from "../../src/page/table-figures.js";

describe("a figure in a cell", () => {
  it.each([
    ["12", "12|"],
    ["1.20", "1|.20"],
    ["1 234.50", "1 234|.50"],
    ["1,234", "1,234|"],
    ["1,234.5", "1,234|.5"],
    ["3,5", "3|,5"],
    ["1.234.567", "1.234.567|"],
    ["5.60％", "5|.60％"],
    ["−2.06%", "−2|.06%"],
    ["±0", "±0|"],
    ["↑0.3", "↑0|.3"],
    ["3.5▼", "3|.5▼"],
    ["＋10.75", "＋10|.75"],
    ["3∶1", "3|∶1"],
    ["12/20", "12|/20"],
    ["19:35", "19|:35"],
    ["1:02:23.4", "1:02|:23.4"],
    ["5分32秒", "5|分32秒"],
    ["11月27日", "11|月27日"],
    ["−12～−3℃", "−12|～−3℃"],
    ["3—4级", "3|—4级"],
    ["$9 846/t", "$9 846|/t"],
    ["US$ 71.35", "US$ 71|.35"],
    ["¥938.6/g", "¥938|.6/g"],
    ["HK$1.5亿", "HK$1|.5亿"],
    ["CNY 7.04", "CNY 7|.04"],
    ["25 km/h", "25| km/h"],
    ["60㎡", "60|㎡"],
    ["12（点球）", "12|（点球）"],
  ])("%s lines up at %s", (text, marked) => {
    const at = figureAnchor(text);
    expect(at).toBeDefined();
    expect(`${text.slice(0, at)}|${text.slice(at)}`).toBe(marked);
  });

  it.each(["", "—", "临浦", "A股", "第3名", "2号楼东侧的旧仓库", "v1.2beta", "一百二十"])("is not %j", (text) => {
    expect(figureAnchor(text)).toBeUndefined();
  });
});

describe("a column of figures", () => {
  it.each([
    [["1.20", "—", "12.00"], true],
    [["", "5", "／"], true],
    [["3∶1", "0∶12", "推迟"], true],
    [["停牌", "休市", "12"], false],
    [["—", "", "……"], false],
    [["12", "临浦镇政府大院", "13", "14"], false],
    [["2,468", "357", "61", "共2,886"], true],
    [["共12", "约30", "近50"], false],
    [["北风5—6级", "3—4级", "微风"], false],
    [["3月9日", "3月10日", "3月11日（星期五）"], false],
    [["2031年", "2032年"], false],
    [["38元", "6.5元"], true],
    [["5日均价38元", "6日均价40元"], false],
    [["7:05", "18:40", "停航"], true],
    [["5分32秒", "6分08秒"], true],
    [["5分32秒", "58秒", "1时2分"], false],
    [["3号楼", "12号楼"], false],
    [["2路", "18路", "夜5路"], false],
    [["第1名", "第2名"], false],
  ])("%j: %s", (texts, is) => {
    expect(areFigures(texts)).toBe(is);
  });
});

describe("a figure after a word", () => {
  it.each([
    ["共2,886", "共2,886|"],
    ["约−3.5℃", "约−3|.5℃"],
    ["合计：12.5", "合计：12|.5"],
  ])("lines up with those of its column: %s", (text, marked) => {
    const at = anchorAmongFigures(text) ?? -1;
    expect(`${text.slice(0, at)}|${text.slice(at)}`).toBe(marked);
  });

  it.each(["第3名", "临浦", "甲乙丙丁戊5"])("is not %s", (text) => {
    expect(anchorAmongFigures(text)).toBeUndefined();
  });
});

describe("what no line ends inside", () => {
  it("parts between a day and its hour, and nowhere else in them", () => {
    const text = "11月27日9:00—11:30";
    expect(wholeStretches(text).map(([from, to]) => text.slice(from, to))).toEqual(["11月27日", "9:00—11:30"]);
  });

  it("is a cell that is a figure, whole", () => {
    expect(wholeStretches("2 918.44")).toEqual([[0, 8]]);
  });

  it("is each figure and code of a text", () => {
    const text = "收于7.0412，USD/CNY跌0.3%";
    expect(wholeStretches(text).map(([from, to]) => text.slice(from, to))).toEqual(["7.0412", "0.3%", "USD/CNY"]);
  });
});
