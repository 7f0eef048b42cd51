/** Tables as make-up sees them: tall enough columns, enough columns for their names. */
import { describe, expect, it } from "vitest";
import { readEdition } from "../../src/edition/read.js";
import { compose } from "../../src/pipeline.js";
import type { Finding, GlyphRun, Scene } from "../../src/scene/list.js";
import { fonts, runsOf, template, textOf } from "./one-story.js";

const FILL = "渡口的老钟敲过六下，卖鱼的人把筐挑上岸，茶馆的门板一块一块卸下来。";
const LEAGUE = {
  title: "联赛积分",
  rows: [
    ["名次", "球队", "赛", "胜", "平", "负", "进/失", "积分"],
    ["1", "临浦船厂", "12", "9", "1", "2", "30/10", "28"],
    ["2", "青屏星光", "12", "8", "2", "2", "27/12", "26"],
    ["3", "白鹭大学", "12", "7", "2", "3", "24/15", "23"],
    ["4", "溪口联队", "12", "6", "3", "3", "22/17", "21"],
  ],
};
const NARROW = { rows: LEAGUE.rows.map((row) => row.filter((_, column) => column !== 5)) };
const TRADE = {
  rows: [
    ["国家", "首季进口", "首季出口", "增长"],
    ["乌兹别克斯坦", "286.4亿元", "138.5亿元", "5.8%"],
    ["哈萨克斯坦", "50.2亿元", "61.1亿元", "−1.3%"],
  ],
};
const SCORERS = {
  rows: [
    ["球员", "球队", "进球（点球）"],
    ["阿里木·热合曼", "白鹭大学", "11（3）"],
    ["埃里克·桑德斯", "临浦船厂", "9"],
    ["秦石舟", "青屏星光", "8（1）"],
  ],
};

/** A story in a region of the tabloid page. */
function set(article: object, columns: number, rows = 60, pins: object = {}): Scene {
  const layout = [{ article: "a", columns: [1, columns], rows: [1, rows], ...pins }];
  const credits = [{ role: "责编", names: ["安然"] }];
  const articles = [{ id: "a", headline: "榜上有名", ...article }];
  const read = readEdition(
    JSON.stringify({ pages: [{ number: 2, credits, articles: ["a"], layout }], articles }),
    "e.json",
  );
  if (!read.ok) throw new Error(JSON.stringify(read.diagnostics));
  return compose({ ...read.value, images: new Map() }, template, fonts);
}

const tableTold = (scene: Scene): readonly Finding[] => scene.findings.filter(({ code }) => code.startsWith("table-"));
const cellsOf = (scene: Scene): readonly string[] => runsOf(scene, "table").map((run: GlyphRun) => textOf(run));

describe("names in a table", () => {
  it("stand whole in smaller type rather than part in the one column that there is", () => {
    const scene = set({ body: [FILL, { table: NARROW }, FILL] }, 1);
    expect(cellsOf(scene)).toEqual(expect.arrayContaining(["临浦船厂", "青屏星光", "白鹭大学"]));
    expect(tableTold(scene).map(({ code }) => code)).toEqual(["table-smaller"]);
  });

  it("and words that part even in the least type are an error that names the columns it wants", () => {
    const [told] = tableTold(set({ body: [FILL, { table: TRADE }, FILL] }, 1));
    expect(told).toMatchObject({ severity: "error", code: "table-scraps" });
    expect(told?.message).toMatch(/lines end inside words in \d of its cells/u);
    expect(told?.hint).toContain("`columns` in its story's `makeup`");
  });

  it("stand on one line over more columns where the story has them", () => {
    const scene = set({ body: [FILL, { table: LEAGUE }, FILL, FILL] }, 2);
    expect(cellsOf(scene)).toEqual(expect.arrayContaining(["临浦船厂", "青屏星光", "白鹭大学"]));
    expect(tableTold(scene)).toEqual([]);
  });

  it("stand after the first words of their story, whatever columns they take", () => {
    for (const columns of [2, 3, 4]) {
      const scene = set(
        { byline: "■ 本报记者 温岚", body: [FILL.repeat(4), { table: LEAGUE }, FILL.repeat(6)] },
        columns,
        24,
      );
      const [first] = runsOf(scene, "body");
      for (const { y } of runsOf(scene, "table")) expect(y).toBeGreaterThan(first?.y ?? 0);
      expect(runsOf(scene, "byline").every(({ y }) => y <= (first?.y ?? 0))).toBe(true);
    }
  });

  it("stand so too where the head or a picture is pinned", () => {
    const body = [FILL.repeat(4), { table: LEAGUE }, FILL.repeat(6)];
    const scene = set({ body }, 3, 24, { head: { columns: [1, 3], rows: [1, 4] } });
    const [first] = runsOf(scene, "body");
    for (const { y } of runsOf(scene, "table")) expect(y).toBeGreaterThan(first?.y ?? 0);
    expect(scene.fits.map(({ oversetText }) => oversetText).join("")).toBe("");
  });

  it("make their box wide enough", () => {
    const article = {
      body: Array.from({ length: 8 }, () => FILL),
      related: [{ headline: "射手", body: [{ table: SCORERS }] }],
    };
    const scene = set(article, 2);
    expect(cellsOf(scene)).toEqual(expect.arrayContaining(["阿里木·热合曼", "埃里克·桑德斯", "白鹭大学"]));
    expect(tableTold(scene).filter(({ severity }) => severity !== "info")).toEqual([]);
  });
});

describe("a table that is most of its story", () => {
  const hours = ["5:40", "6:20", "7:15", "8:05", "9:30", "10:45"].map((time, i) => [
    `第${i + 1}班`,
    time,
    "临浦—青屏村",
  ]);
  const table = { rows: [["班次", "开船", "航线"], ...hours] };
  const across = (scene: Scene): number => {
    const xs = runsOf(scene, "table").map((run) => run.x);
    return Math.max(...xs) - Math.min(...xs);
  };

  it("stands over the columns of the story rather than be cut in them", () => {
    const scene = set({ body: [FILL, { table }] }, 2, 16);
    expect(tableTold(scene)).toEqual([]);
    expect(across(scene)).toBeGreaterThan(template.grid.columnWidth);
  });

  it("stands in a column where its story is longer, or has one column", () => {
    expect(across(set({ body: [...Array.from({ length: 6 }, () => FILL), { table }] }, 2, 24))).toBeLessThan(
      template.grid.columnWidth,
    );
    expect(across(set({ body: [FILL, { table }] }, 1, 26))).toBeLessThan(template.grid.columnWidth);
  });
});
