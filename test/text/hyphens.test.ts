/** Hyphens in Latin words: where they may stand, what they cost, and that they are no character of the text. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { breakParagraph } from "../../src/text/break.js";
import { commitLine } from "../../src/text/commit.js";
import { hyphenationOf } from "../../src/text/hyphenate.js";
import type { BreakOptions, Broken, ComposeConfig, Prepared } from "../../src/text/model.js";
import { prepareParagraph } from "../../src/text/prepare.js";
import { leastCosts } from "./brute-force.js";
import { BODY, EM, span } from "./fake-face.js";

const prepare = (text: string, more: Partial<ComposeConfig> = { hyphenation: "on" }): Prepared =>
  prepareParagraph([span(text)], { ...BODY, ...more });
const at = (ems: number): BreakOptions => ({ indent: 0, measureOf: () => ems * EM, uniform: true, looseness: 0 });
const broken = (p: Prepared, ems: number): Broken => breakParagraph(p, at(ems)) ?? { lines: [], cost: 0 };
/** The lines as they are painted, a hyphen at a line's end as `-`. */
const painted = (p: Prepared, ems: number): string[] =>
  broken(p, ems).lines.map((line) =>
    commitLine(p, line, "justify")
      .runs.flatMap((run) => run.gids.map((gid) => String.fromCodePoint(gid)))
      .join(""),
  );

describe("a soft hyphen", () => {
  it("beside a mark is a place for a line's end without a hyphen", () => {
    for (const [text, ems, first] of [
      ["江“trust.”\u00adGreenwood说了又说", 6, "江“trust.”"],
      ["见example.cn/\u00adnews这一页", 8, "见example.cn/"],
      ["江边Green\u00adwood说", 5, "江边Green-"],
    ] as const) {
      const [line] = painted(prepare(text, { hyphenation: "off" }), ems);
      expect(line?.replaceAll("\u00ad", "")).toBe(first);
    }
  });

  it("lets no line begin with a mark that may begin none", () => {
    for (let ems = 5; ems < 9; ems += 1)
      for (const line of painted(prepare("江边“trust.\u00ad”又说trust\u00ad。"), ems))
        expect(line).not.toMatch(/^[”。]/u);
  });
});

describe("a word that no line holds", () => {
  const UNDER = "DONAUDAMPFSCHIFFFAHRTSGESELLSCHAFT";

  it.each([
    ["in capitals", UNDER],
    ["with accents", "straßenbahnhäuschenschlüsselübergäbe"],
    ["without syllables", "brrrrrrrzzzzzzzzzkkkkkkk"],
  ])("parts with a hyphen, and leaves no two letters behind: %s", (_, word) => {
    for (const hyphenation of ["off", "rescue", "on"] as const)
      for (let ems = 4; ems < 10; ems += 0.5) {
        const shown = painted(prepare(`渡口（${word}）开了`, { hyphenation }), ems).map((line) =>
          line.replaceAll(" ", ""),
        );
        const parts = shown.join("|").replaceAll("-|", "|");
        expect(parts.replaceAll("|", "")).toBe(`渡口（${word}）开了`);
        for (const [i, line] of shown.slice(0, -1).entries()) {
          const next = shown[i + 1] ?? "";
          if (!/\p{Script=Latin}-?$/u.test(line) || !/^\p{Script=Latin}/u.test(next)) continue;
          expect(line).toMatch(/(?:\p{Script=Latin}{2,})-$/u);
          expect(next).toMatch(/^\p{Script=Latin}{3}/u);
        }
      }
  });

  it("parts at its syllables where these fill its lines", () => {
    const p = prepare("渡口INTERNATIONALIZATION开了", { hyphenation: "rescue" });
    const lines = broken(p, 6).lines;
    const inside = lines.filter(({ end }) => p.hyphens.has(end));
    expect(inside.length).toBeGreaterThan(0);
    expect(inside.filter(({ end }) => !p.syllables.has(end))).toEqual([]);
    expect(inside.flatMap((line) => commitLine(p, line, "justify").faults ?? []).map(({ kind }) => kind)).not.toContain(
      "letters",
    );
  });

  it("is told where it parts at none", () => {
    const p = prepare("渡口brrrrrrrzzzzzzzzzkkkkkkk开了", {});
    const faults = broken(p, 6).lines.flatMap((line) => commitLine(p, line, "justify").faults ?? []);
    expect(faults.map(({ kind }) => kind)).toContain("letters");
  });

  it("is no address, and no name with digits", () => {
    for (const text of ["见example.cn/verylongnameofapage这一页", "型号ABCDEFGHIJK12345XYZ有了"])
      for (let ems = 5; ems < 9; ems += 1)
        for (const line of painted(prepare(text), ems)) expect(line).not.toMatch(/-$/u);
  });
});

describe("words part", () => {
  it.each(
    (
      "as-so-ciate as-so-ciates dec-li-na-tion oblig-a-tory phil-an-thropic present presents project projects " +
      "reci-procity re-cog-ni-zance ref-or-ma-tion ret-ri-bu-tion ta-ble hy-phen-ation in-ter-na-tional ty-pog-ra-phy"
    ).split(" "),
  )("%s", (marked) => {
    const word = marked.replaceAll("-", "");
    const points = new Set(hyphenationOf(word).points);
    expect(Array.from(word, (letter, i) => (points.has(i) ? `-${letter}` : letter)).join("")).toBe(marked);
  });

  it.each(["Chong-qing", "Shen-zhen", "Xin-jiang", "Lan-jiang", "Su-zhou"])(
    "names in pinyin at their syllables: %s",
    (marked) => {
      expect(hyphenationOf(marked.replace("-", "")).points).toEqual([marked.indexOf("-")]);
    },
  );

  it.each(["Git-Hub", "Lung-View"])("words made of two where these meet: %s", (marked) => {
    expect(hyphenationOf(marked.replace("-", "")).points).toEqual([marked.indexOf("-")]);
  });

  it.each(["INTERNATIONAL", "iPhone", "McDonald", "word"])("but not %s", (name) => {
    expect(hyphenationOf(name).points).toEqual([]);
  });
});

describe("a line's hyphen", () => {
  const text = "山河湖海international日月星云山河湖海日月";

  it("is painted, fills the measure, and reads back as a soft hyphen", () => {
    const p = prepare(text);
    expect(painted(p, 8)).toContainEqual(expect.stringMatching(/[a-z]-$/u));
    const ends = broken(p, 8).lines.filter((line) => p.hyphens.has(line.end));
    expect(ends.length).toBeGreaterThan(0);
    for (const line of ends) {
      const set = commitLine(p, line, "justify");
      expect(set.width).toBe(8 * EM);
      expect(set.runs.at(-1)?.texts.at(-1)).toBe("\u00ad");
      expect(set.runs.at(-1)?.source.end).toBe(p.starts[line.end]);
    }
  });

  it("is not taken where it is not asked for", () => {
    for (const ems of [8, 13]) expect(painted(prepare(text, {}), ems).join("")).not.toContain("-");
  });

  it("is not taken where lines are well set without it", () => {
    expect(painted(prepare("山河湖海日月international星云山河湖海日月"), 20).join("")).not.toContain("-");
  });

  it("stands wherever the text has a soft hyphen, asked for or not, and nowhere else in that word", () => {
    const p = prepare("山河湖海日月inter\u00adnational星云山河湖海", {});
    expect(painted(p, 9.5)[0]).toMatch(/inter-$/u);
    const [first] = broken(p, 9.5).lines;
    const read = first === undefined ? [] : commitLine(p, first, "justify").runs.flatMap((run) => run.texts);
    expect(read.join("")).toBe("山河湖海日月inter\u00ad");
    expect([...prepare("山河inter\u00adnational海").hyphens.keys()]).toHaveLength(1);
    expect(prepare("שלום\u00adword山", {}).hyphens.size).toBe(0);
    // Between Han a soft hyphen shows nothing.
    expect(prepare("山河\u00ad湖海", {}).hyphens.size).toBe(0);
  });

  it("does not stand in what keeps together, in names with digits, or in addresses", () => {
    const kept = prepareParagraph([span("international", { noBreak: true })], { ...BODY, hyphenation: "on" });
    expect(kept.hyphens.size).toBe(0);
    for (const name of ["https://international.example/typography", "international2", "re-international"])
      expect(prepare(name).hyphens.size).toBe(0);
  });

  it("is stepped over by greedy lines that are better without", () => {
    const p = prepare(text, { hyphenation: "on", mode: "greedy" });
    expect(painted(p, 8).join("").replaceAll("-", "")).toBe(text);
    expect(broken(p, 8).cost).toBeGreaterThanOrEqual(broken(prepare(text), 8).cost);
  });

  it("is weighed as trying everything weighs it", () => {
    const word = fc.constantFrom(
      "international",
      "typography ",
      "association",
      "hy\u00adphen",
      "山河",
      "，湖",
      "海。",
      "日",
    );
    fc.assert(
      fc.property(fc.array(word, { minLength: 2, maxLength: 7 }), fc.integer({ min: 8, max: 14 }), (parts, ems) => {
        const p = prepare(parts.join(""));
        const least = Math.min(...leastCosts(p, at(ems)).values());
        fc.pre(least < 50_000);
        expect(broken(p, ems).cost).toBeCloseTo(least, 4);
      }),
      { numRuns: 150, seed: 4 },
    );
  });
});
