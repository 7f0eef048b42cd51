/** How evenly running text is set, from 10 to 22 characters a line: figures that a change of costs must not worsen. */
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { breakParagraph } from "../../src/text/break.js";
import { finalGaps } from "../../src/text/final-gaps.js";
import { naturalWidth } from "../../src/text/measure.js";
import { Break, type BreakOptions, type ComposeConfig, GAP_GOALS, type Prepared } from "../../src/text/model.js";
import { prepareParagraph } from "../../src/text/prepare.js";
import { reluctantBreaks } from "../../src/text/unbroken.js";
import { BODY, EM, span } from "./fake-face.js";
import { gapFigures, paragraphsOf, prepareAll } from "./gap-figures.js";

const ROOT = join(import.meta.dirname, "../..");
/** At each number of characters a line, its indent and the widest Han–Han gap that one in a hundred may exceed. */
const MEASURES: readonly (readonly [ems: number, indent: number, wide: number])[] = [
  [11, 1, 0.1],
  [12, 2, 0.1],
  [13, 2, 0.1],
  [14, 2, 0.07],
  [15, 2, 0.07],
  [16, 2, 0.07],
  [17, 2, 0.07],
  [18, 2, 0.07],
  [19, 2, 0.07],
  [20, 2, 0.07],
  [21, 2, 0.07],
  [22, 2, 0.07],
];
/** Figures come from whole units: a gap of 0.07 em may be a unit wider. */
const ROUNDING = 0.0005;

describe.each([
  "samples/broadsheet/edition.json",
  "samples/feature/edition.json",
  "samples/front/edition.json",
  "samples/tabloid/edition.json",
  "samples/richness/edition.json",
])("%s", (file) => {
  const paragraphs = prepareAll(paragraphsOf(join(ROOT, file)));

  it.each(MEASURES)("at %i characters a line, indented by %i", (ems, indent, wide) => {
    const figures = gapFigures(paragraphs, ems, indent);
    expect(figures.p99).toBeLessThanOrEqual(wide + ROUNDING);
    expect(figures.max).toBeLessThanOrEqual(0.2 + ROUNDING);
    // Dates and figures with their measure words keep together where gaps allow it: in narrow columns, that is one line in twenty.
    const leastOnGrid = file.includes("tabloid") ? 0.73 : ems < 13 ? 0.83 : 0.85;
    expect(figures.onGrid).toBeGreaterThanOrEqual(leastOnGrid);
    expect(figures.hanLatin[0]).toBeGreaterThanOrEqual(0.1249);
    expect(figures.hanLatin[1]).toBeLessThanOrEqual(0.5);
  });
});

const prepare = (text: string): Prepared => prepareParagraph([span(text)], BODY);
const at = (ems: number): BreakOptions => ({ indent: 0, measureOf: () => ems * EM, uniform: true, looseness: 0 });
const lines = (text: string, ems: number): string[] => {
  const p = prepare(text);
  return (breakParagraph(p, at(ems))?.lines ?? []).map((line) => text.slice(p.starts[line.start], p.starts[line.end]));
};

describe("a number at a line's end", () => {
  const parts = (text: string): string => {
    const offsets = reluctantBreaks(text);
    return Array.from(text, (character, i) => (offsets.has(i) ? `|${character}` : character)).join("");
  };

  it.each([
    "2025|年",
    "12|月|15|日",
    "56|个",
    "14|座",
    "3000|余万|支",
    "30余|座",
    "1100多|立|方|米",
    "1.36|万|人|次",
    "90|后",
    "渡|①，",
    "。①|渡",
    "：（2）|渡",
    "：（二）|渡",
    "；2.|渡",
    "3.5|渡",
    "2、3、4",
    "7.12|亿|美|元",
    "1111.1|亿|美|元",
    "第3次",
    "1—|2|款",
    "3000|万|元",
    "1088|米",
    "120|公|里",
    "100|美|元",
    "35|平|方|公|里",
    "20|余万",
    "168|MHz",
    "3.6|MB",
    "5.8|Gbps",
    "3D打",
    "GLP-1R",
    "37℃",
    "70%",
    "5G网",
    "GR1803项",
  ])("%s", (marked) => {
    expect(parts(marked.replaceAll("|", ""))).toBe(marked);
  });

  it("stays with its measure word while the line can do without", () => {
    expect(lines("山河湖海日月星云2025年山河湖海，日月星云。", 12)[0]).toBe("山河湖海日月星云2025年");
    expect(lines("山河湖海日月2025年山河湖海，日月星云山河。", 8)[0]).not.toMatch(/2025$/u);
  });

  it("stays with the common ones where gaps may exceed their goal a little, and with other characters where they may not", () => {
    const filled = (word: string): string =>
      `山河湖海日月，星云14${word}山河湖海日月星云山河湖海日月星云山河湖海日月。`;
    for (const word of ["座", "件", "辆"]) expect(lines(filled(word), 11)[0]).toMatch(new RegExp(`14${word}$`, "u"));
    expect(lines(filled("后"), 11)[0]).toMatch(/14$/u);
  });

  it("leaves it before the line has holes", () => {
    expect(lines("山河湖海日月星云山2025年山河湖海日月星云山河湖海日月星云。", 12)[0]).toBe("山河湖海日月星云山2025");
  });

  it("leaves 亿 and the unit only where gaps would exceed a fifth of an em", () => {
    const text = "山河湖海日月星云山河7.12亿美元山河湖海日月星云山河湖海日月星云。";
    expect(lines(text, 14)[0]).toBe("山河湖海日月星云山河7.12亿");
    expect(lines(text, 13)[0]).toBe("山河湖海日月星云山河7.12");
  });
});

describe("a stretched line", () => {
  const gapsOf = (text: string, ems: number, config: Partial<ComposeConfig> = {}): number[] => {
    const p = prepareParagraph([span(text)], { ...BODY, ...config });
    const line = { start: 0, end: p.length, indent: 0, measure: ems * EM, cost: 0, last: false };
    return finalGaps(p, { ...line, natural: naturalWidth(p, 0, p.length) }, "justify").map((gap) => gap / EM);
  };
  const han = "山舟竹海灯月桑云";
  /** They make no words of two. Characters that stand together once alone: what is repeated is taken for a name, and gets no white. */
  const others = "风桥霜碗春泥";

  it("opens all gaps alike while they keep to the goal of its column", () => {
    const gaps = gapsOf(`${han}，${others}`, 15.5);
    gaps.forEach((gap, i) => expect(gap).toBeCloseTo((i === 8 ? 0.5 : 0) + 0.5 / 14, 2));
  });

  it("opens the space at marks further before the others exceed it, and no further than it may", () => {
    const [over, far] = [gapsOf(`${han}，${others}`, 16), gapsOf(`${han}，${others}`, 17)];
    expect(over.filter((_, i) => i !== 8).every((gap) => Math.abs(gap - 0.07) < 0.001)).toBe(true);
    expect(over[8]).toBeCloseTo(0.5 + 1 - 13 * 0.07, 2);
    expect(far[8]).toBeCloseTo(0.75 + 0.07, 2);
  });

  it("keeps neighbouring marks together", () => {
    const gaps = gapsOf(`${han}，“${others}`, 16.5);
    expect(gaps[8]).toBeLessThan(0.5 + 0.071);
  });

  const alike = { ...GAP_GOALS, marks: 0, letters: 0, words: false };

  it("keeps all gaps alike where a template wants that, or gives marks no space", () => {
    expect(gapsOf(`${han}，${others}`, 16, { gaps: alike })[8]).toBeCloseTo(0.5 + 1 / 14, 2);
    expect(gapsOf(`${han}，${others}`, 16, { gaps: { ...alike, words: true }, marks: "half" })[8]).toBeCloseTo(0.07, 2);
  });

  it("has another goal in narrow columns", () => {
    expect(gapsOf(`${han}，${han.slice(0, 3)}`, 13)[0]).toBeCloseTo(1 / 11, 2);
    expect(gapsOf(`${han}，${han.slice(0, 4)}`, 14)[0]).toBeCloseTo(0.07, 2);
  });

  it("parts its words where all gaps alike would exceed their goal, and keeps the others to it", () => {
    const sentence = "老街的茶馆昨天重新开门";
    const gaps = gapsOf(sentence, 12.1);
    const wide = gaps.flatMap((gap, i) => (gap > 0.1 + ROUNDING ? [sentence.slice(i + 1)] : []));
    expect(wide).toEqual(["茶馆昨天重新开门"]);
    expect(Math.max(...gaps)).toBeLessThanOrEqual(0.2 + ROUNDING);
    expect(gaps.reduce((sum, gap) => sum + gap, 0)).toBeCloseTo(1.1, 6);
    expect(gapsOf(sentence, 12.1, { gaps: alike }).every((gap) => Math.abs(gap - 0.11) < 0.001)).toBe(true);
  });

  it.each(["钟离昧文", "欧阳修平", "王建国", "夏侯渊", "石敬波"])("parts no name to do so: %s", (name) => {
    for (const [before, after] of [
      ["茶馆", "昨天说明"],
      ["老街茶馆的", "昨天来了"],
      ["", "昨天在老街开门"],
    ] as const) {
      const sentence = `${before}${name}${after}`;
      const ems = sentence.length;
      for (const over of [0.8, 1, 1.1, 1.3]) {
        const gaps = gapsOf(sentence, ems + over);
        const [from, to] = [before.length, before.length + name.length - 1];
        expect(Math.max(...gaps.slice(from, to))).toBeLessThanOrEqual(Math.min(...gaps) + 2 * ROUNDING);
      }
    }
  });

  it("opens all gaps alike where hardly any would keep to the goal", () => {
    const gaps = gapsOf("老街的茶馆昨天重新开门", 12.8);
    expect(Math.max(...gaps) - Math.min(...gaps)).toBeLessThan(0.001);
  });

  it("parts and closes letters of words a little before Han characters gape, digits never", () => {
    for (const [ems, sign] of [
      [13, 1],
      [0, -1],
    ] as const) {
      const western = gapsOf("山河湖海Lanjiang2035", ems).slice(4);
      expect(western.slice(0, 7).every((gap) => Math.abs(gap - sign * GAP_GOALS.letters) < 0.001)).toBe(true);
      expect(western.slice(7)).toEqual([0, 0, 0, 0]);
    }
  });
});

describe("a line of English", () => {
  const gapsOf = (text: string, ems: number): readonly number[] => {
    const p = prepareParagraph([span(text)], { ...BODY, language: "en" });
    const line = { start: 0, end: p.length, indent: 0, measure: ems * EM, cost: 0, last: false };
    return finalGaps(p, { ...line, natural: naturalWidth(p, 0, p.length) }, "justify").map((gap) => gap / EM);
  };

  it("keeps quotation marks close to their words, and opens its word spaces", () => {
    const text = "“Your team answered” me";
    const gaps = gapsOf(text, 14);
    expect(gaps[0]).toBe(0);
    expect(gaps[text.indexOf("”") - 1]).toBe(0);
    expect(gaps[text.indexOf(" ")]).toBeGreaterThan(0.5);
  });

  it("moves letters apart further than together", () => {
    expect(gapsOf("answered", 8)[0]).toBeCloseTo(GAP_GOALS.letters, 2);
    expect(gapsOf("answered", 0)[0]).toBeCloseTo(-GAP_GOALS.letters / 2, 2);
  });
});

describe("before a line gapes", () => {
  const rescued = (text: string, ems: number): string[] => {
    const p = prepareParagraph([span(text)], { ...BODY, hyphenation: "rescue" });
    return (breakParagraph(p, at(ems))?.lines ?? []).map((line) =>
      text.slice(p.starts[line.start], p.starts[line.end]),
    );
  };

  it("words part at their syllables, and names in pinyin", () => {
    expect(rescued("山河湖海Chongqing山河湖海日月星云。", 8)[0]).toBe("山河湖海Chong");
    expect(rescued("山河湖海international日月星云山河。", 8)[0]).toBe("山河湖海inter");
    expect(rescued("山河湖海日月international日月星云山河。", 14)[0]).toContain("international");
  });

  it("addresses end lines after a solidus, which GB/T 15834 keeps from there", () => {
    const text = "山河湖海日月https://lanjiang.example，日月星云山河湖海。";
    const kinsoku = (level: ComposeConfig["kinsoku"]): (Break | undefined)[] => {
      const p = prepareParagraph([span(text)], { ...BODY, kinsoku: level });
      return ["https://", "//lanjiang."].map((head) => p.breakBefore[text.indexOf(head) + head.length]);
    };
    expect(kinsoku("gb")).toEqual([Break.LastResort, Break.Allowed]);
    expect(kinsoku("basic")).toEqual([Break.Allowed, Break.Allowed]);
  });

  it("addresses part at the syllables of their words rather than anywhere, and never in their scheme", () => {
    const text = "见https://lanjiang.example/apply处";
    const offsets = reluctantBreaks(text);
    const syllables = [...offsets].flatMap(([offset, kind]) => (kind === "syllable" ? [text.slice(0, offset)] : []));
    expect(syllables.map((head) => head.replace("见https://", ""))).toEqual([
      "lan",
      "lanjiang.ex",
      "lanjiang.exam",
      "lanjiang.example/ap",
    ]);
    expect(Math.min(...offsets.keys())).toBeGreaterThan("见https://".length);
  });

  it("names part at a hyphen with one letter beside it", () => {
    const text = "山河湖海日月RISC-V，日月X-ray与Wi-Fi星云。";
    const p = prepareParagraph([span(text)], BODY);
    const kindAfter = (head: string): Break | undefined => p.breakBefore[text.indexOf(head) + head.length];
    expect(["RISC-", "X-", "Wi-"].map(kindAfter)).toEqual([Break.Rescue, Break.Rescue, Break.Allowed]);
  });

  it("addresses part where they have no mark, and units from their numbers", () => {
    expect(rescued("山河湖海https://lanjiang.example，日月星云山河湖海。", 11)[0]).toMatch(/:\/\/\w{2,}$/u);
    expect(rescued("山河湖海日月128MHz山河湖海日月星云。", 8)[0]).toBe("山河湖海日月128");
  });
});

describe("the line before a number that is longer than its column", () => {
  it("ends at the number, where it would gape without the character before it", () => {
    for (let tenths = 109; tenths < 113; tenths += 1) {
      const [first] = lines("遗失船员服务簿，号码33010219581112104310437788声明作废。", tenths / 10);
      expect([tenths, first]).toEqual([tenths, "遗失船员服务簿，号码"]);
    }
  });
});

describe("a bracket beside Latin", () => {
  it.each(["渡口（夜）CPI涨了", "渡口（夜）5月涨了", "用AI（夜）写", "叫“渡”Go了", "叫Go“渡”了"])(
    "keeps a quarter of an em: %s",
    (text) => {
      const p = prepare(text);
      const beside = [...text.matchAll(/(?<=[）”])(?=[A-Z0-9])|(?<=[A-Za-z0-9])(?=[（“])/gu)].map(({ index }) => index);
      expect(beside.length).toBe(1);
      for (const i of beside) expect([p.gaps[i], (p.gaps[i] ?? 0) - (p.shrink[i] ?? 0)]).toEqual([EM / 2, EM / 4]);
    },
  );
});

describe("an English dash", () => {
  it.each(["she said—“the ferry”", "the lamp—a light", "“Go”—he went", "渡口—the ferry"])(
    "stands close to its words: %s",
    (text) => {
      const p = prepareParagraph([span(text)], { ...BODY, language: "en" });
      const dash = text.indexOf("—");
      for (const i of [dash, dash + 1]) expect([p.gaps[i], p.stretch[i], p.stretchTier[i]]).toEqual([0, 0, 0]);
    },
  );
});
