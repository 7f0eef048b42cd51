import fc from "fast-check";
import { paintedScene } from "../../src/audit/from-scene.js";
import { textOutOfPlace } from "../../src/audit/own-place.js";
import { sightsOf } from "../fuzz/reader.js";
import { describe, expect, it } from "vitest";
import { textsOf } from "../../src/edition/blocks.js";
import type { Block } from "../../src/edition/model.js";
import { restOf } from "../../src/page/jump.js";
import { markerOf } from "../../src/page/list-marker.js";
import { renderPdf } from "../../src/render/pdf.js";
import { hasTool, pdfText } from "../tools.js";
import { editionOf, fillsOf, flat, rowOf, runsOf, setStory, startOf, template, textOf } from "./one-story.js";

const { em, leading, left, columnWidth, gutter } = template.grid;
const FILL = "江城的早晨从一碗热汤面开始，渡口的汽笛响过三遍，人们便各自出门去了。";
const LONG = FILL.repeat(3);
const columnAt = (index: number): number => left + index * (columnWidth + gutter);

describe("a drop cap", () => {
  it.each([2, 3])("of %i rows has its lines beside it, and the next one under it", (rows) => {
    const [cap, ...lines] = runsOf(setStory([{ text: LONG, dropCap: rows }]), "body");
    const notch = Math.ceil(((cap?.size ?? 0) + 0.15 * em) / em) * em;
    expect(cap && textOf(cap)).toBe("江");
    expect(cap?.size).toBe((rows - 1) * leading + em);
    const starts = lines.map((run) => startOf(run) - columnAt(0));
    expect(starts.slice(0, rows)).toEqual(Array.from({ length: rows }, () => notch));
    expect(new Set(starts.slice(rows))).toEqual(new Set([0]));
    // From the top of the first row's em box to the foot of the last one's.
    const top = (cap?.y ?? 0) - 0.88 * (cap?.size ?? 0);
    expect(top).toBeCloseTo((lines[0]?.y ?? 0) - 0.88 * em, -2);
  });

  it("is the template's or the story's wish for the first paragraph alone, and gives way to a dateline", () => {
    const caps = (article: object, own = template): number =>
      runsOf(setStory([LONG, LONG], { article, template: own }), "body").filter((run) => run.size > em).length;
    const wish = { ...template, story: { ...template.story, dropCap: 2 } };
    expect([caps({}), caps({ dropCap: 2 }), caps({}, wish), caps({ dropCap: 0 }, wish)]).toEqual([0, 1, 1, 0]);
    expect(caps({ dropCap: 2, dateline: "本报讯" })).toBe(0);
  });

  it("takes an opening mark and a whole number with it", () => {
    const cap = (text: string): string => textOf(runsOf(setStory([{ text, dropCap: 2 }]), "body")[0] as never);
    expect([cap(`“${LONG}”`), cap(`12${LONG}`), cap(`A${LONG}`)]).toEqual(["“江", "12", "A"]);
    expect([cap(`“江”${LONG}`), cap(`是，${LONG}`), cap(`7%${LONG}`), cap(`5G${LONG}`)]).toEqual([
      "“江”",
      "是，",
      "7%",
      "5G",
    ]);
  });

  it("parts no figure and no word: it is none then, and that is told", () => {
    const texts = ["20261124", "2026.11", "12,345", "Linda", "２０２６１"];
    for (const start of [...texts, ["20", { text: "261124", style: "strong" }], [{ text: "江", ruby: "jiāng" }]]) {
      const text = [...(typeof start === "string" ? [start] : start), LONG];
      const scene = setStory([{ text, dropCap: 2 }]);
      expect(runsOf(scene, "body").filter((run) => run.size > em)).toEqual([]);
      const told = scene.findings.filter(({ code }) => code === "drop-cap-not-set");
      expect(told.map(({ severity }) => severity)).toEqual(["warning"]);
    }
  });

  it.each(["——", "……", "“——", "—", "·", "※"])("enlarges no mark, and tells so: %s", (start) => {
    const scene = setStory([{ text: start + LONG, dropCap: 3 }]);
    expect(runsOf(scene, "body").filter((run) => run.size > em)).toEqual([]);
    const told = scene.findings.find(({ code }) => code === "drop-cap-not-set");
    expect(told?.message).toContain(`begins with the mark “${start.replace("“", "")}”`);
  });

  it("stands at no dateline, and tells so where the edition asks for it", () => {
    const toldOf = (body: readonly unknown[], article: object, own?: typeof template): readonly string[] => {
      const scene = setStory(body, { article, ...(own === undefined ? {} : { template: own }) });
      expect(runsOf(scene, "body").filter((run) => run.size > em)).toEqual([]);
      return scene.findings
        .filter(({ code }) => code === "drop-cap-not-set")
        .map(({ severity, pointer }) => `${severity} ${pointer}`);
    };
    const dateline = "本报讯（记者 安然）";
    const paragraph = "warning /articles/0/body/0";
    expect(toldOf([LONG, LONG], { dateline, dropCap: 3 })).toEqual([paragraph]);
    expect(toldOf([{ text: LONG, dropCap: 3 }, LONG], { dateline })).toEqual([`${paragraph}/text`]);
    expect(toldOf([{ text: LONG, dropCap: 0 }, LONG], { dateline, dropCap: 3 })).toEqual([]);
    expect(toldOf([{ verse: ["江上一灯"] }], { dropCap: 3 })).toEqual(["warning /articles/0/dropCap"]);
    const capped = { ...template, story: { ...template.story, dropCap: 3 } };
    expect(toldOf([LONG, LONG], { dateline }, capped)).toEqual([]);
  });

  it("keeps a figure's sign", () => {
    const cap = (text: string): string => textOf(runsOf(setStory([{ text, dropCap: 2 }]), "body")[0] as never);
    expect([cap(`-3℃${LONG}`), cap(`￥5元${LONG}`)]).toEqual(["-3℃", "￥5"]);
  });

  it("may come from two pieces", () => {
    const scene = setStory([{ text: ["2", { text: "6", style: "strong" }, LONG], dropCap: 2 }]);
    expect(
      runsOf(scene, "body")
        .filter((run) => run.size > em)
        .map(textOf)
        .join(""),
    ).toBe("26");
  });

  it("is the first letter of English text", () => {
    const text = "Ferries return to the old pier this week. ".repeat(4);
    const [cap] = runsOf(setStory([{ text, dropCap: 2 }], { language: "en" }), "body");
    expect(cap && textOf(cap)).toBe("F");
  });

  it("stays in one leg with the lines beside it", () => {
    // Two rows are left under the first paragraph: the cap's three go to the next column.
    const scene = setStory(["短句一行。", { text: LONG, dropCap: 3 }], { legs: [3, 40] });
    const cap = runsOf(scene, "body").find((run) => run.size > em);
    expect(cap && startOf(cap)).toBeGreaterThanOrEqual(columnAt(1));
  });

  it("keeps its rows when the text beside it is shorter", () => {
    const lines = runsOf(setStory([{ text: "短句。", dropCap: 3 }, "下一段。"]), "body");
    const [cap, rest, next] = lines;
    expect([cap, rest, next].map((run) => run && textOf(run))).toEqual(["短", "句。", "下一段。"]);
    expect(rowOf(next as never) - rowOf(rest as never)).toBe(3);
  });

  it("is an ordinary character in a leg too narrow for it", () => {
    const scene = setStory([{ text: LONG, dropCap: 5 }]);
    expect(runsOf(scene, "body").filter((run) => run.size > em)).toEqual([]);
    expect(scene.findings.map(({ code }) => code)).toContain("drop-cap-not-set");
  });

  it.each(["g", "j", "Q", "J", "Å", "f", "渡"])("keeps all of a letter's ink within its rows: %s", (letter) => {
    const body = [{ text: `${letter}${LONG}`, dropCap: 4 }, LONG];
    expect(sightsOf(setStory(body, { legs: [40], article: { byline: "本报记者 安然", headline: "" } }))).toEqual([]);
  });

  it("is no higher than the rows that its leg has", () => {
    const scene = setStory([{ text: LONG, dropCap: 3 }], { legs: [2, 40] });
    const short = setStory([{ text: "江水。", dropCap: 3 }], { legs: [30, 30, 30] });
    for (const { pages } of [scene, short])
      expect(pages.flatMap((page) => textOutOfPlace(paintedScene(page), page))).toEqual([]);
  });
});

describe("a list", () => {
  it("hangs its items beside their marks", () => {
    const scene = setStory([{ list: [FILL, FILL] }]);
    expect(runsOf(scene, "list").map((run) => [textOf(run), startOf(run)])).toEqual([
      ["●", columnAt(0)],
      ["●", columnAt(0)],
    ]);
    expect(new Set(runsOf(scene, "body").map((run) => startOf(run) - columnAt(0)))).toEqual(new Set([2 * em]));
  });

  it.each([
    ["1.", ["1.", "2.", "3."]],
    ["8、", ["8、", "9、", "10、"]],
    ["（一）", ["（一）", "（二）", "（三）"]],
    ["九、", ["九、", "十、", "十一、"]],
    ["九十九、", ["九十九、", "一百、", "一百零一、"]],
    ["（一百零九）", ["（一百零九）", "（一百一十）", "（一百一十一）"]],
    ["一千零九", ["一千零九", "一千零一十", "一千零一十一"]],
    ["九千九百九十九、", ["九千九百九十九、", "10000、"]],
    ["一〇九", ["一〇九", "一一〇"]],
    ["第十章", ["第十章", "第十一章"]],
    ["壹、", ["壹、", "贰、", "叁、"]],
    ["百千", ["百千", "百千"]],
    ["１．", ["１．", "２．"]],
    ["08.", ["08.", "09.", "10."]],
    ["1.9", ["1.9", "1.10"]],
    ["⑲", ["⑲", "⑳", "㉑"]],
    ["㉟", ["㉟", "㊱"]],
    ["㊿", ["㊿", "51"]],
    ["⒇", ["⒇", "(21)"]],
    ["⒛", ["⒛", "21."]],
    ["❿", ["❿", "⓫"]],
    ["㈩", ["㈩", "（十一）"]],
    ["a)", ["a)", "b)", "c)"]],
    ["y)", ["y)", "z)", "aa)", "ab)"]],
    ["Z.", ["Z.", "AA."]],
    ["az)", ["az)", "ba)"]],
    ["i.", ["i.", "ii.", "iii.", "iv."]],
    ["iv.", ["iv.", "v.", "vi."]],
    ["（VIII）", ["（VIII）", "（IX）"]],
    ["Ⅻ", ["Ⅻ", "XIII"]],
    ["甲、", ["甲、", "乙、"]],
    ["癸、", ["癸、", "11、"]],
    ["甲方", ["甲方", "甲方"]],
    ["NEW", ["NEW", "NEW"]],
    ["■", ["■", "■", "■"]],
  ])("counts from %s", (marker, wanted) => {
    expect(wanted.map((_, index) => markerOf(marker, index))).toEqual(wanted);
  });

  it("counts Han numerals as Japanese does on Japanese pages", () => {
    expect([0, 1, 2, 11].map((index) => markerOf("九十九", index, "ja"))).toEqual(["九十九", "百", "百一", "百十"]);
  });

  it("never writes a number twice", () => {
    for (const marker of ["一、", "①", "a)", "i.", "1.", "㈠", "壹", "ア", "Ⅰ", "A."]) {
      const all = Array.from({ length: 4000 }, (_, index) => markerOf(marker, index));
      expect(new Set(all).size).toBe(all.length);
      expect(all.every((written) => written !== "" && !written.includes("undefined"))).toBe(true);
    }
  });
});

describe("verse", () => {
  const poem = { verse: ["江水不问归期", "只把灯火摇成两行", "", "你来时是冬天"] };

  it("stands as a block in the middle, a row of white between stanzas", () => {
    const lines = runsOf(setStory([poem]), "verse");
    const shift = (columnWidth - 8 * em) / 2;
    expect(lines.map((run) => startOf(run) - columnAt(0))).toEqual([shift, shift, shift]);
    expect(lines.map((run) => rowOf(run) - rowOf(lines[0] as never))).toEqual([0, 1, 3]);
  });

  it("goes on further in where a line is too long", () => {
    const lines = runsOf(setStory([{ verse: ["一".repeat(15), "二三四五"] }]), "verse");
    expect(lines.map((run) => (startOf(run) - columnAt(0)) / em)).toEqual([0, 2, 0]);
  });

  it("leaves no single line behind at a leg's end", () => {
    const five = { verse: ["天地玄黄", "宇宙洪荒", "日月盈昃", "辰宿列张", "寒来暑往"] };
    for (const first of [1, 4]) {
      const columns = runsOf(setStory([five], { legs: [first, 20] }), "verse").map(
        (run) => startOf(run) >= columnAt(1),
      );
      const before = columns.filter((second) => !second).length;
      expect([0, 2, 3]).toContain(before);
    }
  });
});

describe("a brief", () => {
  const BRIEFS = [
    { brief: "渡口复航", text: FILL },
    { brief: "夜校开班", text: ["木工班", { text: "本月", style: "kai" }, "开课。"] },
  ];

  it("begins with its head on the line of its text, an em apart, in a style of its own", () => {
    const lines = runsOf(setStory(BRIEFS), "body");
    const heads = lines.filter((run) => run.face !== lines.at(-1)?.face && textOf(run).length === 4);
    expect(heads.map(textOf)).toEqual(["渡口复航", "夜校开班"]);
    for (const head of heads) {
      const line = lines.filter((run) => run !== head && Math.abs(run.y - head.y) < em / 2);
      const letters = line.flatMap((run) =>
        run.texts.flatMap((text, i) => (text.trim() === "" ? [] : [run.x + (run.offsets[i] ?? 0)])),
      );
      const apart = Math.min(...letters) - startOf(head) - 4 * em;
      expect(apart / em).toBeCloseTo(1, 1);
    }
  });

  it("has no drop cap, and goes on to another page like a paragraph", () => {
    const wish = { ...template, story: { ...template.story, dropCap: 2 } };
    expect(runsOf(setStory(BRIEFS, { template: wish }), "body").filter((run) => run.size > em)).toEqual([]);
    const { articles } = editionOf(BRIEFS);
    const [own] = articles;
    if (own === undefined) throw new Error("no story");
    const [first] = restOf(own, own, { block: 0, offset: 9 }, 1, 2).body;
    expect(
      textsOf(first as Block)[0]
        ?.map(({ text }) => text)
        .join(""),
    ).toBe(FILL.slice(4));
  });
});

describe("an editor's note", () => {
  it("stands between two rules, set in from both sides", () => {
    const scene = setStory([{ note: FILL }, FILL]);
    const [upper, lower] = fillsOf(scene, "note").map(({ rect }) => rect);
    const lines = runsOf(scene, "note");
    expect(upper?.width).toBe(columnWidth);
    expect(Math.min(...lines.map(startOf))).toBe(columnAt(0) + em);
    for (const run of lines) {
      expect(run.y - 0.88 * run.size).toBeGreaterThan(upper?.y ?? 0);
      expect(run.y + 0.12 * run.size).toBeLessThan(lower?.y ?? 0);
    }
  });

  it("has no white beside it where its lines would be too short", () => {
    const wide = { ...template, note: { ...template.note, inset: 4 * em } };
    const starts = new Set(runsOf(setStory([{ note: "注12：" + FILL }], { template: wide }), "note").map(startOf));
    expect(Math.min(...starts)).toBe(columnAt(0));
  });

  it("keeps its rules where the columns of a short story end at one height", () => {
    for (const note of ["编者按。", "编者按：今起选登沿江手记。", "编者按：今起选登沿江手记，请读者来信。"]) {
      for (let before = 1; before < 60; before += 3) {
        const text = FILL.repeat(3).slice(0, before);
        const scene = setStory([text, { note }, FILL], { legs: [30, 30, 30, 30] });
        expect(scene.findings.filter(({ code }) => code === "torn-note")).toEqual([]);
        const columnOf = (x: number): number => [0, 1, 2, 3].findLastIndex((column) => x >= columnAt(column));
        const columns = new Set([
          ...fillsOf(scene, "note").map(({ rect }) => columnOf(rect.x)),
          ...runsOf(scene, "note").map((run) => columnOf(startOf(run))),
        ]);
        expect(columns.size).toBe(1);
      }
    }
  });

  it("goes over to the next leg with its lower rule and two lines", () => {
    for (let first = 4; first < 12; first += 1) {
      const scene = setStory([{ note: LONG }, FILL], { legs: [first, 40] });
      const rules = fillsOf(scene, "note").map(({ rect }) => (rect.x >= columnAt(1) ? 1 : 0));
      const lines = runsOf(scene, "note").map((run) => (startOf(run) >= columnAt(1) ? 1 : 0));
      for (const column of [0, 1]) {
        const here = lines.filter((one) => one === column).length;
        expect(here > 0 && rules.includes(column as 0 | 1) ? here : 2).toBeGreaterThan(1);
      }
      expect(rules.length).toBe(2);
    }
  });
});

describe("a subhead", () => {
  const table = {
    table: { rows: [["航线", "首班"], ...["临浦", "望屏", "望江", "望岳"].map((name) => [name, "5:40"])] },
  };
  const subhead = { subhead: "渡口班次" };

  it.each<[string, unknown, readonly number[]]>([
    ["a table", table, [8, 40]],
    ["a table", table, [9, 40]],
    ["a table in legs to spare", table, [20, 20]],
    ["a table that the next leg does not hold with it", table, [7, 7, 40]],
    ["a quote", { quote: FILL }, [9, 9, 40]],
    ["a quote in legs to spare", { quote: FILL }, [20, 20]],
    ["verse", { verse: ["江水不问归期", "只把灯火摇成", "两行", "你来时是冬天"] }, [20, 20]],
    ["a short paragraph", "短句。", [20, 20]],
    ["another subhead", { subhead: "又一题" }, [20, 20]],
  ])("goes over to the next column with what follows it: %s", (_name, block, legs) => {
    const { findings } = setStory([FILL, FILL, subhead, block, FILL, FILL], { legs });
    expect(findings.map(({ code }) => code)).not.toContain("subhead-alone");
  });
});

describe("a cut at a page's end", () => {
  const body = [
    { note: "编者按：今起选登。" },
    { list: ["读一本书吧", "", "讲一个故事"], marker: "1." },
    { verse: ["江水不问归期", "", "只把灯火摇成两行"] },
    { text: ["第一行", { break: true }, "第二行"] },
  ];
  const article = editionOf(body).articles[0];
  const lines = (blocks: readonly Block[]): string =>
    blocks
      .map((block) =>
        textsOf(block)
          .map((inlines) => inlines.map(({ text }) => text).join(""))
          .join(""),
      )
      .join("");

  it("leaves just the text behind it, whatever the block", () => {
    if (article === undefined) throw new Error("no story");
    article.body.forEach((block, index) => {
      const own = textsOf(block).map((inlines) => inlines.map(({ text }) => text).join(""));
      const joined = own.join("\n");
      for (let offset = 0; offset <= joined.length; offset += 1) {
        const rest = restOf(article, article, { block: index, offset }, 1, 2);
        expect(flat(lines(rest.body))).toBe(flat(joined.slice(offset) + lines(article.body.slice(index + 1))));
      }
    });
  });

  it("leaves the rows of a table that come after it", () => {
    const table = {
      title: "表题",
      rows: [
        ["甲", "乙"],
        ["丙丙", "丁"],
        ["戊", "己"],
      ],
    };
    const [own] = editionOf([{ table }, "完。"]).articles;
    if (own === undefined) throw new Error("no story");
    const behind = (offset: number): string => lines(restOf(own, own, { block: 0, offset }, 1, 2).body);
    // 表题, a newline, 甲, a tab, 乙, a newline.
    expect([behind(0), behind(7), behind(12), behind(16)]).toEqual([
      "表题甲乙丙丙丁戊己完。",
      "丙丙丁戊己完。",
      "戊己完。",
      "完。",
    ]);
  });

  it("counts a list on", () => {
    if (article === undefined) throw new Error("no story");
    const markers = (offset: number) => {
      const [first] = restOf(article, article, { block: 1, offset }, 1, 2).body;
      return first?.kind === "list" ? [first.passed, first.continued] : [];
    };
    expect([markers(3), markers(6)]).toEqual([
      [0, true],
      [1, undefined],
    ]);
  });
});

describe("all kinds together", () => {
  const text = fc.string({ unit: fc.constantFrom(..."天地玄黄，。宇宙A1"), minLength: 1, maxLength: 50 });
  const block = fc.oneof(
    text,
    fc.record({ text, dropCap: fc.constantFrom(0, 2, 3) }),
    text.map((note) => ({ note })),
    fc.array(text, { minLength: 1, maxLength: 4 }).map((list) => ({ list, marker: "◆" })),
    fc.array(text, { minLength: 1, maxLength: 4 }).map((verse) => ({ verse })),
    text.map((quote) => ({ quote })),
  );
  const content = (value: unknown): string =>
    typeof value === "string"
      ? value
      : Object.entries(value as object)
          .filter(([key]) => key !== "marker" && key !== "dropCap")
          .map(([, part]) => (Array.isArray(part) ? part.join("") : String(part)))
          .join("");

  it("lose no character, whether it fits or not, and share no row", () => {
    fc.assert(
      fc.property(
        fc.array(block, { minLength: 1, maxLength: 6 }),
        fc.array(fc.integer({ min: 2, max: 14 }), { minLength: 1, maxLength: 4 }),
        (body, legs) => {
          const scene = setStory(body, { legs });
          const roles = ["body", "note", "verse", "quote"] as const;
          const painted = runsOf(scene).filter((run) => roles.some((role) => role === run.role));
          const overset = scene.fits[0]?.oversetText ?? "";
          const sorted = (value: string): string => [...flat(value)].toSorted().join("");
          expect(sorted(painted.map(textOf).join("") + overset)).toBe(sorted(body.map(content).join("")));
          const lines = painted
            .filter((run) => run.size === em)
            .map((run) => `${Math.floor((run.x - left) / (columnWidth + gutter))} ${run.y}`);
          const order = lines.filter((line, i) => line !== lines[i - 1]);
          expect(new Set(order).size).toBe(order.length);
        },
      ),
      { seed: 3, numRuns: 120 },
    );
  });

  it.skipIf(!hasTool("pdftotext"))("keep a line whole whose marks are in another face", async () => {
    // Kai has no full-width quotation marks: they come from the body's face, half an em further back.
    const pdf = await renderPdf(setStory([{ note: "今起开设“课”，请来" }]));
    expect(pdfText(pdf, "-raw")).toContain("开设“课”，");
  });

  it.skipIf(!hasTool("pdftotext"))("are read back in their order", async () => {
    const body = [
      { note: "编者按：今起选登几篇手记。" },
      { text: LONG, dropCap: 3 },
      { verse: ["江水不问归期", "只把灯火摇成两行"] },
      { list: ["读一本书", "讲一个故事"], marker: "1." },
      { quote: "书上写的江，是同一条。" },
      FILL,
    ];
    const got = flat(pdfText(await renderPdf(setStory(body)), "-raw"));
    const wanted = `编者按：今起选登几篇手记。${LONG}江水不问归期只把灯火摇成两行1.读一本书2.讲一个故事书上写的江，是同一条。${FILL}`;
    expect(got).toContain(wanted);
  });
});
