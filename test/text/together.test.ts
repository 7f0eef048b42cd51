/** What stays on one line: spaced numbers and names, figures with their units, dashes; and how long numbers part. */
import { describe, expect, it } from "vitest";
import { breakParagraph } from "../../src/text/break.js";
import { commitLine } from "../../src/text/commit.js";
import { Kind } from "../../src/text/classes.js";
import { latinMarks } from "../../src/text/latin-marks.js";
import { naturalWidth } from "../../src/text/measure.js";
import type { ComposeConfig, Prepared } from "../../src/text/model.js";
import { lineBreakOpportunities } from "../../src/text/opportunities.js";
import { prepareParagraph } from "../../src/text/prepare.js";
import { reluctantBreaks } from "../../src/text/unbroken.js";
import { BODY, EM, span } from "./fake-face.js";

const parts = (text: string): string => {
  const breaks = new Set(lineBreakOpportunities(text, { language: "zh-Hans", rule: "basic" }));
  return Array.from(text, (character, i) => (i > 0 && breaks.has(i) ? `|${character}` : character)).join("");
};
const reluctant = (text: string): string => {
  const offsets = reluctantBreaks(text);
  return Array.from(text, (character, i) => (offsets.has(i) ? `|${character}` : character)).join("");
};
const prepare = (text: string, config: Partial<ComposeConfig> = {}): Prepared =>
  prepareParagraph([span(text)], { ...BODY, ...config });
const linesOf = (text: string, ems: number): string[] => {
  const p = prepare(text);
  const broken = breakParagraph(p, { indent: 0, measureOf: () => ems * EM, uniform: true, looseness: 0 });
  return (broken?.lines ?? []).map((line) => text.slice(p.starts[line.start], p.starts[line.end]));
};

describe("an English quotation in Chinese text", () => {
  it("parts from the Latin word that is set on to it", () => {
    expect(parts("她写道：“Rivers do not wait.”Sandström答")).toContain("wait.”|Sandström|答");
    expect(parts("Sandström“Rivers do not wait.”答")).toContain("Sandström|“Rivers");
    expect(parts("Xi’an的15”screen")).not.toContain("”|");
  });
});

describe("what is typed with spaces", () => {
  it.each([
    "100 公里",
    "1 000 000 元",
    "12 500 人",
    "第 61 分钟",
    "48 MHz",
    "55 nm",
    "60 km/h",
    "1000 万元",
    "27 日",
    "11月27日",
    "11 月 27 日",
    "27分58秒",
    "第61分钟",
  ])("%s stays whole", (group) => {
    expect(parts(`河，${group}，河`)).toBe(`河，|${group}，|河`);
  });

  it.each(["记者王　明说", "（王　明）", "讣　告", "作者李 红摄"])("%s keeps its name", (text) => {
    expect(parts(text)).not.toMatch(/[　 ]\|/u);
  });

  it("parts phrases and lists of whole names", () => {
    expect(parts("长江起雾　渡口停航")).toContain("　|渡");
    expect(parts("令狐嘉　东郭先　上官云")).toBe("令|狐|嘉　|东|郭|先　|上|官|云");
    expect(parts("买了 100 苹果树")).toContain("100 |苹");
  });

  it.each(["48 |MHz", "11|月|27|日", "第61|分钟", "1000 |万|元", "12 500 |人"])(
    "gives way as the last resort: %s",
    (marked) => {
      expect(reluctant(marked.replaceAll("|", ""))).toBe(marked);
    },
  );
});

describe("a sign before a figure", () => {
  it.each([..."＞＜＝≥≤≦≧≈≠±＋－～×÷<>=~√"])("stays with it: %s", (sign) => {
    for (const number of ["5", "５", "5.2%", "－5", "￥5"]) {
      expect(parts(`潮位${sign}${number}，低`)).not.toContain(`${sign}|`);
    }
  });

  it.each([
    ["风力≥六级", "风|力|≥六|级"],
    ["渡A＋B线", "渡|A＋B|线"],
    ["合5＋3＝8艘", "合|5＋3＝8艘"],
    ["甲＝乙", "甲|＝|乙"],
    ["夜班＋早班", "夜|班|＋|早|班"],
  ])("is one with it as typed in ASCII: %s", (text, expected) => {
    expect(parts(text)).toBe(expected);
  });

  it("is told where no line holds both", () => {
    const p = prepare("潮位＞123456岸");
    const lines = breakParagraph(p, { indent: 0, measureOf: () => 2 * EM, uniform: true, looseness: 0 })?.lines ?? [];
    const told = lines.flatMap((line) => commitLine(p, line, "start").faults ?? []);
    expect(told.map(({ kind }) => kind)).toContain("number");
  });
});

describe("numbers that count nothing", () => {
  it.each(["010-555-0123|问|船|期", "2026-11-24|开|渡", "A-30-5512|靠|岸", "20260000115512|入|账"])(
    "end a line freely before what follows them: %s",
    (marked) => {
      const text = marked.replaceAll("|", "");
      expect(parts(text).replaceAll("-|", "-")).toBe(marked);
      expect([...reluctantBreaks(text).keys()].filter((offset) => /\p{Script=Han}/u.test(text[offset] ?? ""))).toEqual(
        [],
      );
    },
  );

  it("keeps the last number of a range with what it counts, and ends a line before any other word as after every number", () => {
    expect(reluctantBreaks("渡口3-5班").get(5)).toBe("unit");
    expect(reluctantBreaks("渡口3-5又开").get(5)).toBe("other");
  });

  it("tells no parted number where one ends a line", () => {
    const text = "问船期请打010-555-0123问值班员。";
    const p = prepare(text, { wholeWords: true });
    const options = { indent: 0, measureOf: () => 7 * EM, uniform: true, looseness: 0 };
    const lines = breakParagraph(p, options)?.lines ?? [];
    expect(lines.map((line) => text.slice(p.starts[line.start], p.starts[line.end]))).toContain("010-555-0123");
    const told = lines.flatMap((line) => commitLine(p, line, "start").faults ?? []);
    expect(told.filter(({ kind }) => kind === "number")).toEqual([]);
  });
});

describe("a line's start", () => {
  it.each([..."－~•㎡㎞㎏㎝㏄㎎℃℉"])("is never %s", (sign) => {
    expect(parts(`河${sign}河`)).not.toContain(`|${sign}`);
  });

  it("is never inside a dash, whatever it is typed with", () => {
    for (const dash of ["——", "──", "――", "－－"]) {
      expect(parts(`河${dash}河`)).toBe(`河|${dash}|河`);
      const p = prepare(`河${dash}河`);
      expect([p.length, p.kinds[1], p.boxes[1]]).toEqual([3, Kind.Dash, 2 * EM]);
    }
  });
});

describe("a long number", () => {
  it("parts at its groups of four, and anywhere where that is not enough", () => {
    expect(linesOf("捐款账号6210034567890123456，渡口街五号。", 9)[0]).toBe("捐款账号62100345");
    expect(linesOf("账号621003456789012345。", 5).every((line) => line.length > 1)).toBe(true);
    expect(linesOf("码91000102MA0XXXXX7K云山河湖海日月星", 7)[0]).toMatch(/^码9100/u);
  });

  it("stays whole where it has room, and thousands do too", () => {
    expect(linesOf("山河湖海日月6210034567890123456山河湖海", 17)[0]).toMatch(/^山河湖海日月6210034567890123456/u);
    expect(reluctant("1,234,567元").startsWith("1,234,567|")).toBe(true);
  });
});

describe("a range", () => {
  it.each([
    "−4.5℃～|36.2℃",
    "4℃～|−6℃",
    "￥2,499.00～|￥3,499.00",
    "$1,250.5—|$2,360.5",
    "3.2%~|4.8%",
    "+3～|+7",
    "14～|26",
  ])("parts after its connector as the last resort: %s", (marked) => {
    expect(reluctant(marked.replaceAll("|", ""))).toBe(marked);
  });

  it("parts there rather than inside a number, or where its line would gape", () => {
    expect(linesOf("由￥2,499.00～￥3,499.00改为￥2,399.00～￥3,399.00。", 8)).toEqual([
      "由￥2,499.00～",
      "￥3,499.00改",
      "为￥2,399.00～",
      "￥3,399.00。",
    ]);
    expect(linesOf("明天气温−4.5℃～36.2℃，渡口有风。", 10)[0]).toBe("明天气温−4.5℃～");
  });
});

describe("a number", () => {
  // Each alone is shorter than the line, and does not stand where the line could hold it.
  it.each(["￥2,499.00", "1'234'567", "12,345.67%", "−1,234.5℃", "12:30:45", "１２．３４％", "$1,234.56"])(
    "is never parted where a line holds it: %s",
    (number) => {
      for (const ems of [8, 9, 10, 12]) {
        for (let before = 0; before < 12; before += 1) {
          const text = `${"江".repeat(before)}${number}——${number}——${number}，${number}河水。`;
          const ends = linesOf(text, ems).map((line) => line.trim());
          expect(ends.join("").split(number).length).toBe(5);
          for (const line of ends) expect(line.replaceAll(number, "")).not.toMatch(/[0-9０-９]/u);
        }
      }
    },
  );

  it("is told where it is longer than its line", () => {
    const p = prepare("全长约3.14159265358979，止。");
    const broken = breakParagraph(p, { indent: 0, measureOf: () => 5 * EM, uniform: true, looseness: 0 });
    const faults = (broken?.lines ?? []).flatMap((line) => commitLine(p, line, "justify").faults ?? []);
    expect(faults.map(({ kind }) => kind)).toContain("number");
    const beside = prepare("￥1,999.50");
    const line = { start: 0, end: 6, indent: 0, measure: 4 * EM, natural: 3 * EM, cost: 0, last: false };
    for (let end = 2; end < beside.length; end += 1)
      expect((commitLine(beside, { ...line, end }, "start").faults ?? []).map(({ kind }) => kind)).toContain("number");
  });
});

describe("a line that gapes", () => {
  it("is told with the gap between its characters, not with the white after a comma", () => {
    const p = prepare("江边的人，都看见了船，后来的事没有人说。");
    const line = { start: 0, end: 8, indent: 0, measure: 10.2 * EM, natural: 8 * EM, cost: 0, last: false };
    const set = commitLine(p, line, "justify");
    const { offsets = [] } = set.runs[0] ?? {};
    const between = ((offsets[1] ?? 0) - (offsets[0] ?? 0)) / EM - 1;
    const [fault] = set.faults ?? [];
    expect(fault?.kind).toBe("loose");
    expect(fault?.gap).toBeCloseTo(between, 2);
  });

  it("with a hole between its words is held against the widest space", () => {
    const p = prepare("I ferry");
    const line = { start: 0, end: 7, indent: 0, measure: 9 * EM, natural: 4 * EM, cost: 0, last: false };
    const found = commitLine(p, line, "justify").faults?.find(({ kind }) => kind === "loose");
    expect(found?.allowed).toBe(1);
  });
});

describe("names in datelines and bylines", () => {
  const nameLines = (text: string, ems: number, role: "dateline" | "byline" | "body"): string[] => {
    const after = role === "dateline" ? "渡口的灯亮了一夜，水位还要再涨一些。" : "";
    const p = prepareParagraph([span(text, { role }), span(after)], BODY);
    const broken = breakParagraph(p, { indent: 0, measureOf: () => ems * EM, uniform: true, looseness: 0 });
    return (broken?.lines ?? []).map((line) => p.text.slice(p.starts[line.start], p.starts[line.end]));
  };

  it.each([
    ["dateline", "本报讯（记者 柳知秋 安然）", 9],
    ["byline", "■ 本报记者 柳知秋 安然 通讯员 何石", 4],
    ["byline", "柳知秋　安然、何石", 4],
    ["body", "（记者 柳知秋 安然 通讯员 何石）渡口的灯亮了一夜。", 9],
  ] as const)("do not part: %s %s", (role, text, least) => {
    for (let ems = least; ems < 16; ems += 1)
      for (const line of nameLines(text, ems, role)) expect(line).not.toMatch(/(?:柳|柳知|安|何)$/u);
  });

  it("part where their line is shorter", () => {
    expect(nameLines("欧阳知秋 安然", 3, "byline").join("")).toBe("欧阳知秋 安然");
    expect(nameLines("欧阳知秋 安然", 3, "byline").length).toBeGreaterThan(2);
  });
});

describe("gaps beside signs", () => {
  const gapsOf = (text: string, config: Partial<ComposeConfig> = {}): number[] => {
    const p = prepare(text, config);
    return [...p.gaps].slice(1, p.length).map((gap) => gap / EM);
  };

  it.each(["70％", "10～20", "￥100", "11－9", "A＋B", "＃5", "①A", "５5", "ＡB", "5＝5"])("%s has none", (text) => {
    expect(gapsOf(text).every((gap) => gap === 0)).toBe(true);
  });

  it("stand beside letters, digits and their signs", () => {
    for (const text of ["文A", "5文", "70%的", "あB"]) expect(gapsOf(text)).toContain(0.25);
  });

  it("are as wide where a space was typed", () => {
    expect(naturalWidth(prepare("第 15 届"), 0, 6)).toBe(naturalWidth(prepare("第15届"), 0, 4));
    const head = { hanSpace: 1, ownSpaces: true };
    expect(naturalWidth(prepare("第 15 届", head), 0, 6)).toBe(naturalWidth(prepare("第15届", head), 0, 4));
    expect(gapsOf("5吨 7吨", head)).toContain(1);
    expect(gapsOf("渡口 停航", head)).toContain(1);
  });

  it("do not part Korean from digits, and its words stand a word's space apart", () => {
    expect(gapsOf("11월", { language: "ko" })).toEqual([0, 0]);
    expect(Math.max(...gapsOf("강가 마을", { language: "ko", hanSpace: 1, ownSpaces: true }))).toBeLessThan(0.51);
  });
});

describe("signs", () => {
  const gapsOf = (text: string, config: Partial<ComposeConfig> = {}): number[] => {
    const p = prepare(text, config);
    return [...p.gaps].slice(1, p.length).map((gap) => gap / EM);
  };

  it("stand close to what they belong to: @ to the name after it, # to the words between two", () => {
    expect(gapsOf("请@渡口说")[0]).toBeGreaterThan(0);
    expect(gapsOf("@渡口")).toEqual([0, 0]);
    expect(gapsOf("#渡口#")).toEqual([0, 0, 0]);
  });

  it("of a Latin sentence stand close to the quotation mark before them", () => {
    expect(gapsOf("“말했다”.", { language: "ko" }).at(-1)).toBe(0);
    expect(gapsOf("“말했다”.").at(-1)).toBe(0);
  });

  it("have spaces of words beside a dash on English pages", () => {
    const head = { language: "en", hanSpace: 1 } as const;
    expect(Math.max(...gapsOf("90s — workers", head))).toBeLessThan(0.51);
  });
});

describe("quotation marks", () => {
  const marked = (text: string, language: "zh-Hans" | "en" = "zh-Hans"): string => {
    const latin = latinMarks(text, language);
    return Array.from(text, (character, i) => (/[“”‘’…]/u.test(character) ? (latin.has(i) ? "l" : "h") : "")).join("");
  };

  it.each([
    ["He says “he”, no.", "ll"],
    ["It says (“he”) here", "ll"],
    ["The ’90s", "l"],
    ["听，’90s的歌", "l"],
    ["The ‘90s", "l"],
    ["workers’ own", "l"],
    ["rock ’n’ roll", "ll"],
    ["“Go,” he said. “Now.”", "llll"],
    ["“He said ‘go’ now,” she said", "llll"],
    ["他说“Hello”了", "hh"],
    ["“AI+”行动", "hh"],
    ["“AI”", "hh"],
    ["“The ferry waits”", "ll"],
    ["Xi’an的‘云山’", "lhh"],
    ["江水“东”流", "hh"],
    ["苹果iPhone“云”版", "hh"],
    ["江水……", "hh"],
  ])("%s", (text, expected) => {
    expect(marked(text)).toBe(expected);
  });

  it("are Latin throughout on English pages", () => {
    expect(marked("“北京”, he’s", "en")).toBe("lll");
  });

  it("of Latin text are no wider than their glyphs", () => {
    const width = (text: string): number => naturalWidth(prepare(text), 0, prepare(text).length);
    expect(width("go “on” go") - width("go on go")).toBe(EM);
    expect(commitOne("go “on” go")).toBe("go “on” go");
  });

  it("keep the form that the whole head gives them", () => {
    const line = prepareParagraph([span("“The ferry”", { around: ["渡口", "开航"] })], BODY);
    expect([...line.kinds].slice(0, 1)).toEqual([Kind.Open]);
  });
});

function commitOne(text: string): string {
  const p = prepare(text);
  const [line] = breakParagraph(p, { indent: 0, measureOf: () => 99 * EM, uniform: true, looseness: 0 })?.lines ?? [];
  return line === undefined
    ? ""
    : commitLine(p, line, "start")
        .runs.flatMap((run) => run.texts)
        .join("");
}
