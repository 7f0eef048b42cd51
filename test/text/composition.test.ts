import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { breakParagraph, breakVariants } from "../../src/text/break.js";
import { commitLine } from "../../src/text/commit.js";
import { composeHeadline } from "../../src/text/headline.js";
import { naturalWidth } from "../../src/text/measure.js";
import type { BreakOptions, Broken, ComposeConfig, Prepared } from "../../src/text/model.js";
import { prepareParagraph } from "../../src/text/prepare.js";
import { leastCosts } from "./brute-force.js";
import { BODY, EM, inTextOrder, span } from "./fake-face.js";

const prepare = (text: string, config: ComposeConfig = BODY): Prepared => prepareParagraph([span(text)], config);
const at = (ems: number, looseness = 0): BreakOptions => ({
  indent: 0,
  measureOf: () => ems * EM,
  uniform: true,
  looseness,
});

function texts(p: Prepared, broken: Broken | null): string[] {
  return (broken?.lines ?? []).map((line) => p.text.slice(p.starts[line.start], p.starts[line.end]));
}

describe("a paragraph of Han characters", () => {
  it("stands on the em grid without any adjustment", () => {
    const p = prepare("江水东流天地宽阔云山苍茫");
    expect(texts(p, breakParagraph(p, at(4)))).toEqual(["江水东流", "天地宽阔", "云山苍茫"]);
  });

  it("does not leave one character alone on its last line", () => {
    const p = prepare("江水东流天地宽阔云");
    const lines = texts(p, breakParagraph(p, at(4)));
    expect(lines.at(-1)?.length).toBeGreaterThan(1);
    expect(lines.join("")).toBe("江水东流天地宽阔云");
  });

  it("gives a mark at the line's end half an em", () => {
    const p = prepare("江水东流，天地宽阔。");
    const broken = breakParagraph(p, at(4.5));
    expect(texts(p, broken)[0]).toBe("江水东流，");
    const [first] = broken?.lines ?? [];
    expect(first?.natural).toBe(4.5 * EM);
  });

  it("never begins a line with a closing mark or ends it with an opening one", () => {
    const p = prepare("他说：“江水东流，天地宽。”（完）又说：《云山》苍茫。");
    for (const ems of [5, 6, 7, 8]) {
      const lines = texts(p, breakParagraph(p, at(ems)));
      for (const line of lines.slice(1)) expect("，。”）：》").not.toContain(line[0]);
      for (const line of lines.slice(0, -1)) expect("“（《").not.toContain(line.at(-1));
    }
  });

  it("squeezes two neighbouring marks to an em and a half", () => {
    const p = prepare("江”，水");
    expect(naturalWidth(p, 0, p.length)).toBe(3.5 * EM);
  });

  it("sets a dash of exactly two em that can be read back as two characters", () => {
    const p = prepare("江——水");
    const [line] = breakParagraph(p, at(10))?.lines ?? [];
    expect(line?.natural).toBe(4 * EM);
    const set = line === undefined ? undefined : commitLine(p, line, "start");
    expect(set?.runs.flatMap((run) => run.texts)).toEqual(["江", "—", "—", "水"]);
  });

  it("puts a quarter of an em between Han and Latin, and none beside marks", () => {
    expect(naturalWidth(prepare("江5水"), 0, 3)).toBe(2.5 * EM + 2 * 0.25 * EM);
    expect(naturalWidth(prepare("，5，"), 0, 3)).toBe(0.5 * EM + 0.5 * EM + 0.5 * EM + 0.5 * EM);
  });
});

describe("breaking", () => {
  const words = ["江水", "东流，", "天地", "宽阔。", "“云山”", "5G+", "2026年", "苍茫", "BLOCK", "（完）"];

  it("finds the least cost that trying everything finds", () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...words), { minLength: 3, maxLength: 8 }), (parts) => {
        const p = prepare(parts.join(""));
        const broken = breakParagraph(p, at(7));
        expect(broken?.cost).toBeCloseTo(Math.min(...leastCosts(p, at(7)).values()), 4);
      }),
      { seed: 3, numRuns: 120 },
    );
  });

  it("is never worse than first fit", () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...words), { minLength: 3, maxLength: 20 }), (parts) => {
        const text = parts.join("");
        const best = breakParagraph(prepare(text), at(8));
        const greedy = breakParagraph(prepare(text, { ...BODY, mode: "greedy" }), at(8));
        expect(best?.cost ?? 0).toBeLessThanOrEqual((greedy?.cost ?? 0) + 1e-6);
      }),
      { seed: 4, numRuns: 120 },
    );
  });

  it("offers a line more or fewer where the bounds allow it", () => {
    const p = prepare("江水东流，天地宽阔，云山苍茫，风雨同舟，春夏秋冬，四时更替，江水东流，天地宽阔。");
    const variants = breakVariants(p, at(9), 1);
    const base = variants.get(0)?.lines.length ?? 0;
    for (const [looseness, broken] of variants) expect(broken.lines.length).toBe(base + looseness);
  });

  it("breaks lines of different measures", () => {
    const p = prepare("江水东流天地宽阔云山苍茫风雨同舟");
    const measureOf = (line: number): number => (line < 1 ? 4 : 6) * EM;
    const broken = breakParagraph(p, { indent: 0, measureOf, uniform: false, looseness: 0 });
    expect(texts(p, broken)).toEqual(["江水东流", "天地宽阔云山", "苍茫风雨同舟"]);
  });
});

describe("whatever the text", () => {
  const piece = fc.oneof(
    fc.constantFrom(
      "江",
      "水",
      "，",
      "。",
      "“",
      "”",
      "（",
      "）",
      "——",
      "……",
      "·",
      " ",
      "5",
      "5G+",
      "Riverside",
      "1204.5",
      "é",
      "𠮷",
      "😀",
      "אב",
      "\u3000",
    ),
    fc.string({ maxLength: 3 }).map((s) => s.replaceAll(/[\p{C}\p{Zl}\p{Zp}]/gu, "")),
  );

  it("every character is painted once and in order, and full lines are exactly as wide as their measure", () => {
    fc.assert(
      fc.property(fc.array(piece, { minLength: 1, maxLength: 40 }), fc.integer({ min: 3, max: 20 }), (pieces, ems) => {
        const text = pieces.join("");
        const p = prepare(text);
        const broken = breakParagraph(p, at(ems));
        const lines = broken?.lines ?? [];
        const painted = lines.map((line) => commitLine(p, line, "justify"));
        const runs = painted.flatMap((line) => line.runs);
        // A word that no line holds has a hyphen of its own, which is no character of the text.
        expect(inTextOrder(runs, text).replaceAll("\u00ad", "")).toBe(text);
        expect(lines.every((line, i) => line.start === (lines[i - 1]?.end ?? 0))).toBe(true);
        const full = lines.flatMap((line, i) => {
          const stretches = p.stretchTier.slice(line.start + 1, line.end).includes(3);
          return !line.last && stretches && line.cost < 50_000 ? [painted[i]?.width] : [];
        });
        expect(full.every((width) => width === ems * EM)).toBe(true);
      }),
      { seed: 5, numRuns: 400 },
    );
  });
});

describe("composeHeadline", () => {
  const options = {
    measure: 10 * EM,
    sizes: [2 * EM, 1.5 * EM, EM],
    maxLines: 3,
    tracking: { min: 0, max: 0 },
    config: BODY,
  };
  const lineTexts = (text: string) => {
    const composed = composeHeadline([span(text)], options);
    return { size: composed.size, lines: composed.lines.map(({ runs }) => runs.flatMap((run) => run.texts).join("")) };
  };

  it("takes the largest size that fits one line", () => {
    expect(lineTexts("江水东流")).toEqual({ size: 2 * EM, lines: ["江水东流"] });
    expect(lineTexts("江水东流天")).toEqual({ size: 2 * EM - 0.5 * EM, lines: ["江水东流天"] });
  });

  it("breaks at the space between phrases", () => {
    expect(lineTexts("江水东流天地 云山苍茫风雨").lines).toEqual(["江水东流天地 ", "云山苍茫风雨"]);
  });

  it("never leaves one character alone", () => {
    for (const text of ["江水东流天地宽阔云山苍", "江水东流天地宽阔云山苍茫风雨同舟春夏秋冬"]) {
      for (const line of lineTexts(text).lines) expect(line.length).toBeGreaterThan(1);
    }
  });
});
