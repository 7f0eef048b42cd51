/** Lines as a reader sees them: what is told of them, how severely, once. */
import { describe, expect, it } from "vitest";
import { readCopy } from "../../src/edition/copy.js";
import { compose } from "../../src/pipeline.js";
import type { Finding } from "../../src/scene/list.js";
import { GAP_GOALS } from "../../src/text/model.js";
import { editionOf, fonts, type Place, setStory, template } from "../page/one-story.js";

const FILL = "渡口的灯亮了一夜，船工们轮流守着水位，天亮时雾散了，第一班船准时离岸。";

function told(body: readonly unknown[], place: Place, codes: readonly string[]): readonly Finding[] {
  return setStory(body, place).findings.filter(({ code }) => codes.includes(code));
}

describe("a line of one character in a head", () => {
  const lone = ["lone-in-head", "lone-character"];

  it.each([
    ["lines of their own", ["渡口的灯亮了一夜", "亮"]],
    ["a line end", "渡口的灯亮了一夜\n亮"],
    ["vertical", ["渡口的灯亮了一夜", "亮"], "vertical"],
  ])("is the editor's where he typed it so, and told: %s", (_, headline, headlineDirection = "horizontal") => {
    const found = told([FILL], { article: { headline, headlineDirection } }, lone);
    expect(found.map(({ severity, code, message }) => [severity, code, message])).toEqual([
      ["warning", "lone-in-head", "“亮” is typed as a line of its own in the headline"],
    ]);
  });

  it("is named after the head in which it stands", () => {
    const found = told([FILL, { subhead: "渡口的灯\n亮" }, FILL.repeat(3)], {}, lone);
    expect(found.map(({ severity, message }) => [severity, message])).toEqual([
      ["warning", "“亮” is typed as a line of its own in the subhead"],
    ]);
  });
});

describe("a line of one character in running text", () => {
  const BREAK = { break: true };
  it.each([
    ["<br>", ["灯<br>亮了一夜，船工们说水位还要涨一些。"]],
    ["U+2028", ["灯\u2028亮了一夜，船工们说水位还要涨一些。"]],
    ["a line end of its own", [{ text: ["灯", BREAK, "亮了一夜，船工们说水位还要涨一些。"] }]],
    ["one after another", [{ text: ["渡口的", BREAK, "灯", BREAK, "亮了一夜，船工们说水位还要涨一些。"] }]],
    ["lines with an alignment", [{ text: ["灯", BREAK, "渡口通告"], align: "center" }]],
    ["an item of a list", [{ list: ["灯<br>亮了一夜", "渡口"] }]],
    ["a note", [{ note: "灯\u2028亮了一夜，船工们说水位还要涨一些。" }]],
  ])("is the editor's where he typed it so, and told: %s", (_, body) => {
    const edition = readCopy(editionOf([...body, FILL]));
    const { findings } = compose({ ...edition, images: new Map() }, template, fonts);
    const lone = findings.filter(({ code }) => code === "lone-character");
    expect(lone.map(({ severity, message }) => [severity, message])).toEqual([
      ["warning", expect.stringMatching(/^“●?灯” is typed as a line of its own$/u)],
    ]);
  });
});

describe("paragraphs of one character", () => {
  it("from one text do not stand alone within a paragraph", () => {
    for (const list of ["<ul><li>一</li><li>二</li></ul>", "- 一\n- 二"]) {
      const edition = readCopy(editionOf([list, FILL]));
      const { findings } = compose({ ...edition, images: new Map() }, template, fonts);
      expect(findings.map(({ code }) => code)).not.toContain("lone-character");
    }
  });
});

describe("a dateline", () => {
  it("counts with the characters after it on its line, marks that meet included", () => {
    // Some of these leave room for one character on the line.
    for (let names = 2; names <= 9; names += 1) {
      for (const opening of ["“渡", "《渡", "渡"]) {
        const dateline = `本报讯（记者 ${"安".repeat(names)}）`;
        const text = `${opening}口的灯亮了一夜，船工们说水位还要涨一些。`;
        expect(told([text, FILL], { article: { dateline } }, ["lone-character"])).toEqual([]);
      }
    }
  });
});

describe("a name in a dateline", () => {
  const parted = (dateline: string) => told([FILL], { article: { dateline } }, ["name-parted", "loose-line"]);

  it("stays whole where the space before it may close", () => {
    for (const dateline of [
      "本报讯（记者 慕容晓舟）",
      "本报讯（记者 慕容晓舟 通讯员 石敬之）",
      "本报讯（记者 温小岚）",
    ])
      expect(parted(dateline)).toEqual([]);
  });

  it("is told once where no line holds it", () => {
    const [found, ...others] = parted("本报讯（首席记者 慕容晓舟）");
    expect(found).toMatchObject({ severity: "warning", code: "name-parted" });
    expect(found?.message).toContain('慕容" of');
    expect(others).toEqual([]);
  });
});

describe("a figure that a line of twelve characters has no room for", () => {
  it("leaves its 万 or its unit to the next line rather than gape, and that is told once", () => {
    const texts = ["全镇春茶产量达", "春茶产量共达", "春茶总产量约", "采摘量"].map(
      (start) => `${start}53.8万吨，比去年又多了0.6万吨，是近几年里最好的一年。`,
    );
    const found = told(texts, { legs: [60] }, ["loose-line", "number-parted", "parted-figure"]);
    expect(found.length).toBeGreaterThan(0);
    expect(new Set(found.map(({ code, severity }) => `${code} ${severity}`))).toEqual(
      new Set(["number-parted warning"]),
    );
    expect(new Set(found.map(({ message }) => message)).size).toBe(found.length);
  });
});

describe("white that the style adds after each character", () => {
  const { body } = template.styles;
  const tracked = { ...template, styles: { ...template.styles, body: { ...body, tracking: 0.3 } } };

  it("is no gap of a line", () => {
    expect(told([FILL.repeat(6)], { template: tracked }, ["loose-line"])).toEqual([]);
  });
});

describe("one fault", () => {
  it("of a number and its unit is told once", () => {
    // Units that stand at the line's beginning in some measure or other.
    const texts = Array.from({ length: 13 }, (_, i) => `${"江".repeat(i)}时速120 km/h，频率168 MHz。${FILL}`);
    const found = told(texts, { legs: [70, 70, 70] }, ["number-parted", "parted-figure"]);
    const places = found.map(({ box, pointer }) => `${pointer ?? ""} ${Math.round((box?.y ?? 0) / 100_000)}`);
    expect(new Set(places).size).toBe(places.length);
  });

  it("of a piece that goes over several lines is told once", () => {
    const text = ["前文", { text: "不许断开的一段很长的文字".repeat(5), noBreak: true }, "后文。"];
    expect(told([{ text }, FILL], {}, ["piece-parted"])).toHaveLength(1);
  });
});

describe("a gap over the template's bound", () => {
  it("is an error where readers see a hole, from a quarter em, and a warning under that", () => {
    const composition = { ...template.composition, gaps: { ...GAP_GOALS, most: 0.12 } };
    const texts = Array.from(
      { length: 24 },
      (_, i) => `${"江".repeat(i % 12)}票价2499.00元${"，航班3499班".repeat(3)}，${FILL}`,
    );
    const found = told(texts, { legs: [74, 74, 74, 74], template: { ...template, composition } }, ["loose-line"]);
    const judged = found.flatMap(({ severity, message }) => {
      const gap = /(?:gaps|a gap) of ([\d.]+) em/u.exec(message)?.[1];
      return gap === undefined ? [] : [{ severity, gap: Number(gap) }];
    });
    expect(new Set(judged.map(({ severity }) => severity))).toEqual(new Set(["error", "warning"]));
    for (const { severity, gap } of judged) expect(gap > 0.25 ? "error" : "warning").toBe(severity);
  });
});

describe("a word of 20 000 letters in a cell", () => {
  it("is told in the time of its length, though every line of it gapes", { timeout: 20_000 }, () => {
    const cell = "a".repeat(20_000);
    const found = told([{ table: { rows: [["站名", cell]] } }, FILL], {}, ["loose-line", "word-parted", "table-tight"]);
    for (const { message, hint } of found) expect(message.length + hint.length).toBeLessThan(2_000);
  });
});

describe("the hint of a line that gapes", () => {
  const hintsOf = (text: string): readonly string[] => {
    // Some of these leave too little room at a line's end for what is to follow.
    const texts = Array.from({ length: 12 }, (_, i) => `${"江".repeat(i)}${text}，${FILL}`);
    return told(texts, { legs: [74, 74, 74] }, ["loose-line", "number-parted"]).map(({ hint }) => hint);
  };

  it.each([
    ["a range", "票价￥2,499.00～￥3,499.00", "“￥2,499.00～￥3,499.00”", "soft hyphen"],
    ["a figure", "全年HK$12,345,678.90", "“HK$12,345,678.90”", "soft hyphen"],
    ["a word that has a soft hyphen", "他说Strengthsandth\u00adroughs", "“Strengthsandthroughs”", "soft hyphen"],
    ["a word", "他说Strzyzowskiskrzy", "soft hyphen", "layout"],
    ["an address", "见https://ferrycrossings.example/", "leave out https://", "soft hyphen"],
  ])("speaks of what stands there: %s", (_, text, has, lacks) => {
    const hints = hintsOf(text);
    expect(hints.some((hint) => hint.includes(has))).toBe(true);
    for (const hint of hints) expect(hint).not.toContain(lacks);
  });

  it("comes once for one piece of text, however many lines it troubles", () => {
    const texts = Array.from({ length: 12 }, (_, i) => `${"江".repeat(i)}票价￥2,499.00～￥3,499.00元，${FILL}`);
    const found = told(texts, { legs: [74, 74, 74] }, ["loose-line", "number-parted", "parted-figure"]);
    const ranges = found.filter(({ hint }) => hint.includes("￥2,499.00～￥3,499.00"));
    expect(ranges.length).toBeGreaterThan(0);
    expect(new Set(ranges.map(({ pointer }) => pointer)).size).toBe(ranges.length);
  });
});
