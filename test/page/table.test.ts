import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readEdition } from "../../src/edition/read.js";
import { placeCells } from "../../src/edition/table-grid.js";
import { compose } from "../../src/pipeline.js";
import { renderPdf } from "../../src/render/pdf.js";
import type { GlyphRun } from "../../src/scene/list.js";
import { hasTool, pdfText } from "../tools.js";
import { endOf, fillsOf, flat, fonts, rowOf, runsOf, setStory, startOf, template, textOf } from "./one-story.js";

const { em, leading, top, left, columnWidth, gutter } = template.grid;
const FILL = "江城的早晨从一碗热汤面开始，渡口的汽笛响过三遍，人们便各自出门去了。";
const TIMES = {
  title: "渡口班次",
  rows: [
    ["航线", "首班", "票价"],
    ["临浦", "5:40", "2元"],
    ["白鹭洲", "6:10", "3.5元"],
    ["青屏", "7:00", "11元"],
  ],
};
const cells = (table: object, place: object = {}) => runsOf(setStory([FILL, { table }, FILL], place), "table");
const column = (run: GlyphRun): number => Math.floor((startOf(run) - left) / (columnWidth + gutter));

describe("placeCells", () => {
  it("fills rows past cells that reach down into them", () => {
    const rows = [
      [{ rows: 2 }, { columns: 2 }],
      [{}, {}],
      [{}, {}, {}],
    ];
    const grid = placeCells(rows, (cell) => cell, undefined);
    expect(grid.problems).toEqual([]);
    expect(grid.cells.map(({ row, column: at }) => [row, at])).toEqual([
      [0, 0],
      [0, 1],
      [1, 1],
      [1, 2],
      [2, 0],
      [2, 1],
      [2, 2],
    ]);
  });

  it.each([
    [
      "too many cells",
      [
        [{}, {}],
        [{}, {}, {}],
      ],
      [1, "more cells"],
    ],
    ["too few", [[{}, {}], [{}]], [1, "fills 1 of the table's 2"]],
    [
      "a span over a cell from above",
      [
        [{}, { rows: 2 }, {}],
        [{}, { columns: 2 }],
      ],
      [1, "more cells"],
    ],
    ["a cell below the last row", [[{ rows: 3 }], []], [0, "below the last row"]],
  ])("names %s", (_name, rows, [row, message]) => {
    const [problem] = placeCells(
      rows as readonly { columns?: number; rows?: number }[][],
      (cell) => cell,
      undefined,
    ).problems;
    expect(problem?.row).toBe(row);
    expect(problem?.message).toContain(message);
  });
});

describe("a table in an edition", () => {
  it("that does not add up is pointed at, to the row", () => {
    const text = `{"pages":[{"articles":["a"]}],"articles":[{"id":"a","body":[{"table":{"rows":[["一","二"],\n["三"]]}}]}]}`;
    const { diagnostics } = readEdition(text, "e.json");
    const found = diagnostics.find(({ code }) => code === "table-row");
    expect([found?.at?.line, found?.at?.column, found?.severity]).toEqual([2, 1, "error"]);
    expect(found?.message).toBe("`rows[1]` fills 1 of the table's 2 columns");
    expect(found?.hints[0]).toContain("as many cells");
  });

  it("with an unknown key gets a hint", () => {
    const text = `{"pages":[{"articles":["a"]}],"articles":[{"id":"a","body":[{"table":{"rowz":[["一"]]}}]}]}`;
    const found = readEdition(text, "e.json").diagnostics.map(({ code, hints }) => [code, hints[0]]);
    expect(found).toContainEqual(["unknown-key", "did you mean `rows`?"]);
  });
});

describe("a table on the page", () => {
  it("stands on the rows of the grid, its columns within the measure", () => {
    const runs = cells(TIMES);
    for (const run of runs) {
      expect((run.y - top - Math.round((leading - em) / 2 + 0.88 * em)) % leading).toBe(0);
      expect(startOf(run)).toBeGreaterThanOrEqual(left);
      expect(endOf(run)).toBeLessThanOrEqual(left + columnWidth);
    }
    const rows = runs.map(rowOf);
    expect(rows.filter((row, i) => row !== rows[i - 1]).length).toBe(5);
  });

  it("ends figures flush, and begins words so", () => {
    const runs = cells(TIMES);
    const byText = (text: string): GlyphRun => runs.find((run) => textOf(run).startsWith(text)) as GlyphRun;
    expect(new Set(["5:40", "6:10", "7:00"].map((text) => Math.round(endOf(byText(text)) / 100))).size).toBe(1);
    expect(new Set(["临浦", "白鹭洲", "青屏"].map((text) => startOf(byText(text)))).size).toBe(1);
  });

  const named = (runs: readonly GlyphRun[], text: string): GlyphRun =>
    runs.find((run) => textOf(run).startsWith(text)) as GlyphRun;

  it("begins dates with their head, and ends figures under a word before one of them", () => {
    const rows = [
      ["开渔日", "鱼获"],
      ["3月9日", "2,468"],
      ["11月20日（周六）", "61"],
      ["总计", "共2,529"],
    ];
    const runs = cells({ rows });
    expect(startOf(named(runs, "3月"))).toBe(startOf(named(runs, "开渔日")));
    expect(startOf(named(runs, "11月"))).toBe(startOf(named(runs, "开渔日")));
    const ends = ["2,468", "61", "共"].map((text) =>
      endOf(runs.findLast((run) => textOf(run).startsWith(text)) as GlyphRun),
    );
    expect(Math.max(...ends.slice(0, 2)) - Math.min(...ends.slice(0, 2))).toBeLessThan(100);
  });

  it("has half an em and more between figures and the words right of them", () => {
    const rows = [
      ["渡口", "客流", "天色"],
      ["堤北", "1204", "小雨"],
      ["柳岸", "87", "多云"],
    ];
    const runs = cells({ rows });
    const size = named(runs, "1204").size;
    expect(startOf(named(runs, "小雨")) - endOf(named(runs, "1204"))).toBeGreaterThan(0.9 * size);
    expect(startOf(named(runs, "天色")) - endOf(named(runs, "客流"))).toBeGreaterThan(0.9 * size);
  });

  it("turned, aligns the cells of a row one way", () => {
    const rows = [
      ["渡口", "水深", "开船"],
      ["堤北", "0", "5:40"],
      ["柳岸", "2.5", "5:55"],
      ["乌桕湾", "11.25", "6:10"],
    ];
    const runs = cells({ rows, turn: true });
    const pairs = [
      ["堤北", "0", "5:40"],
      ["柳岸", "2.5", "5:55"],
      ["乌桕湾", "11.25", "6:10"],
    ] as const;
    for (const texts of pairs) {
      const ends = texts.map((text) => endOf(named(runs, text)));
      expect(Math.max(...ends) - Math.min(...ends)).toBeLessThan(0.1 * em);
    }
  });

  it("parts the text of a cell at its phrases", () => {
    const rows = [
      ["号", "事项"],
      ["1", "第一项：校门口的路灯全部换新"],
      ["2", "第二项：老街坊的灯会搬到江滩"],
    ];
    const runs = cells({ rows }).map(textOf);
    expect(runs.filter((text) => /^(?:门口|会搬)/u.test(text))).toEqual([]);
  });

  it("keeps words and figures whole, whatever width a column was given", () => {
    const columns = [{}, { width: 1 }, { width: 1 }];
    const runs = cells({
      columns,
      rows: [
        ["项目", "去年", "今年"],
        ["马拉松", "108123", "210650"],
      ],
    });
    expect(runs.map(textOf)).toEqual(expect.arrayContaining(["108123", "210650"]));
  });

  it("has lines over and under it, under its head, and between its rows", () => {
    const fills = (rules: string) => fillsOf(setStory([{ table: { ...TIMES, rules } }]), "table").length;
    // Ground, upper and lower line; then one under the head, one under each row, and between columns too, by cell.
    expect([fills("none"), fills("head"), fills("rows"), fills("all")]).toEqual([3, 6, 12, 20]);
  });

  it("moves to the next column rather than be divided", () => {
    for (let rows = 3; rows < 12; rows += 1) {
      const used = new Set(cells(TIMES, { legs: [rows, 40] }).map(column));
      expect(used.size).toBe(1);
    }
  });

  it("skips columns that are too short for it", () => {
    const runs = cells(TIMES, { legs: [4, 3, 30] });
    expect(new Set(runs.map(column))).toEqual(new Set([2]));
  });

  it("longer than every column, goes on in the next between two rows, and says so", () => {
    const rows = Array.from({ length: 14 }, (_, i) => [`第${i}站`, `${i}:00`]);
    const scene = setStory([{ table: { head: 0, rows } }, FILL], { legs: [8, 8, 20].map((n) => Math.min(n, 12)) });
    expect(scene.findings.map(({ code }) => code)).toContain("table-split");
    expect(flat(runsOf(scene, "table").map(textOf).join(""))).toBe(rows.flat().join(""));
    expect(scene.fits[0]?.oversetText).toBe("");
  });

  it("cut into pieces of a few rows is an error that names them", () => {
    const rows = Array.from({ length: 6 }, (_, i) => [`第${i}站`, `${i}:00`]);
    const told = (legs: readonly number[]) =>
      setStory([{ table: { head: 0, rows } }, FILL], { legs }).findings.find(({ code }) => code === "table-split");
    expect(told([5, 5, 5])?.severity).toBe("error");
    expect(told([5, 5, 5])?.message).toContain("2 pieces of 4 and 2 rows");
    expect(told([5, 9, 5])).toBeUndefined();
  });

  it("says so when a word is wider than its column can be", () => {
    const wide = { rows: [Array.from({ length: 5 }, () => "123456789")] };
    expect(setStory([{ table: wide }]).findings.map(({ code }) => code)).toContain("table-tight");
    expect(setStory([{ table: TIMES }]).findings.map(({ code }) => code)).not.toContain("table-tight");
  });

  describe("squeezed until words part in its cells", () => {
    const figures = ["1234.5", "−12.0%", "1888.88亿元", "−11.2%", "1999.9亿元", "−13.4%"];
    const head = ["国家", "首季进口", "增速", "首季出口", "增速", "去年全年", "增速", "备注"];
    const rows = [head, ...["乌兹别克斯坦", "哈萨克斯坦"].map((own) => [own, ...figures, "含“飞地”项目及总部经济"])];
    const squeezed = (columns: number) => {
      const layout = [{ article: "a", columns: [1, columns], rows: [1, 60] }];
      const credits = [{ role: "责编", names: ["安然"] }];
      const articles = [{ id: "a", headline: "半年报", body: [{ table: { title: "指标", rows } }, FILL, FILL] }];
      const read = readEdition(
        JSON.stringify({ pages: [{ number: 2, credits, articles: ["a"], layout }], articles }),
        "e.json",
      );
      if (!read.ok) throw new Error(JSON.stringify(read.diagnostics));
      return compose({ ...read.value, images: new Map() }, template, fonts).findings.find(
        ({ code }) => code === "table-scraps" || code === "table-tight",
      );
    };

    it("is told with the columns that it wants", () => {
      const told = [2, 3, 4, 6].map(squeezed);
      const wants = /over (\d) or more/u.exec(told[0]?.hint ?? "")?.[1];
      expect(told[0]).toMatchObject({ severity: "error", code: "table-scraps", pointer: "/articles/0/body/0/table" });
      // In as many it is whole, and takes them where its story has more.
      expect(told.map((own) => own === undefined)).toEqual([2, 3, 4, 6].map((columns) => columns >= Number(wants)));
    });

    it("is no fault of names that part between their words, and of text in many lines", () => {
      const whole = {
        rows: [
          ["渡口名称", "开放时间"],
          ["临江南渡口", `早上。${"江边的人说起旧事。".repeat(6)}`],
        ],
      };
      const told = setStory([{ table: whole }]).findings.map(({ code }) => code);
      expect(told).not.toContain("table-scraps");
    });
  });

  it("loses nothing, and nothing stands over anything, whatever it holds", () => {
    const text = fc.string({ unit: fc.constantFrom(..."天地玄黄，。12.5A%"), maxLength: 14 });
    const grid = fc.tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 6 })).chain(([columns, rows]) =>
      fc.record({
        rows: fc.array(fc.array(text, { minLength: columns, maxLength: columns }), {
          minLength: rows,
          maxLength: rows,
        }),
        head: fc.integer({ min: 0, max: 2 }),
        rules: fc.constantFrom("all", "rows", "head", "none"),
      }),
    );
    fc.assert(
      fc.property(grid, fc.array(fc.integer({ min: 3, max: 20 }), { minLength: 1, maxLength: 4 }), (table, legs) => {
        const scene = setStory([{ table }, "完。"], { legs });
        const drawn = runsOf(scene, "table");
        // A head that stands again is no part of the text.
        const runs = drawn.filter(({ annotation }) => annotation === undefined);
        const sorted = (value: string): string => [...flat(value)].toSorted().join("");
        const all = runs.map(textOf).join("") + (scene.fits[0]?.oversetText ?? "");
        const rest = runsOf(scene, "body").map(textOf).join("");
        expect(sorted(all + rest)).toBe(sorted(`${table.rows.flat().join("")}完。`));
        const lines = new Map<string, GlyphRun[]>();
        for (const run of drawn) {
          const key = `${column(run)} ${run.y}`;
          lines.set(key, [...(lines.get(key) ?? []), run]);
        }
        for (const line of lines.values()) {
          const spans = line.map((run) => [startOf(run), endOf(run)] as const).toSorted((a, b) => a[0] - b[0]);
          spans.slice(1).forEach(([from], i) => expect(from).toBeGreaterThanOrEqual((spans[i]?.[1] ?? 0) - 0.06 * em));
        }
      }),
      { seed: 5, numRuns: 120 },
    );
  });

  it.skipIf(!hasTool("pdftotext"))("is read back row by row", async () => {
    const pdf = await renderPdf(setStory([FILL, { table: TIMES }, FILL]));
    expect(flat(pdfText(pdf, "-raw"))).toContain(flat(`${FILL}${TIMES.title}${TIMES.rows.flat().join("")}${FILL}`));
  });
});
