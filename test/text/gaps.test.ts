/** How evenly running text is set, from 10 to 22 characters a line: figures that a change of costs must not worsen. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { breakParagraph } from "../../src/text/break.js";
import type { BreakOptions, Prepared } from "../../src/text/model.js";
import { prepareParagraph } from "../../src/text/prepare.js";
import { reluctantBreaks } from "../../src/text/unbroken.js";
import { BODY, EM, span } from "./fake-face.js";
import { gapFigures, paragraphsOf, prepareAll } from "./gap-figures.js";

const ROOT = join(import.meta.dirname, "../..");
const SEED = "../shared/seed/page.json";
/**
 * At each number of characters a line, the widest Han–Han gap that one in a hundred may exceed: on a page of mostly Han, and
 * on pages with more numbers and Latin. One em in a line of thirteen is a gap of 0.083, in its indented first line of 0.1.
 */
const MEASURES: readonly (readonly [ems: number, indent: number, han: number, mixed: number])[] = [
  [11, 1, 0.112, 0.144],
  [12, 2, 0.126, 0.126],
  [13, 2, 0.112, 0.112],
  [14, 2, 0.07, 0.101],
  [15, 2, 0.078, 0.092],
  [16, 2, 0.072, 0.084],
  [17, 2, 0.07, 0.078],
  [18, 2, 0.07, 0.07],
  [20, 2, 0.07, 0.07],
  [22, 2, 0.07, 0.07],
];

describe.each([SEED, "samples/broadsheet/edition.json", "samples/feature/edition.json"])("%s", (file) => {
  const path = join(ROOT, file);
  const paragraphs = existsSync(path) ? prepareAll(paragraphsOf(path)) : [];

  it.skipIf(paragraphs.length === 0).each(MEASURES)(
    "at %i characters a line, indented by %i",
    (ems, indent, han, mixed) => {
      const figures = gapFigures(paragraphs, ems, indent);
      expect(figures.p99).toBeLessThanOrEqual(file === SEED ? han : mixed);
      expect(figures.max).toBeLessThanOrEqual(ems < 13 ? 0.45 : 0.2);
      expect(figures.onGrid).toBeGreaterThanOrEqual(0.85);
      expect(figures.hanLatin[0]).toBeGreaterThanOrEqual(0.1249);
      expect(figures.hanLatin[1]).toBeLessThanOrEqual(0.5);
    },
  );
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
    "12|月15|日",
    "56|个",
    "3000余万|支",
    "7.12亿|美元",
    "1111.1亿|美元",
    "第3次",
    "1—2款",
    "3000万|元",
    "1088|米",
    "120|公里",
    "100|美元",
    "35|平方公里",
    "20余万",
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

  it("leaves it before the line has holes", () => {
    expect(lines("山河湖海日月星云山2025年山河湖海日月星云山河湖海日月星云。", 12)[0]).toBe("山河湖海日月星云山2025");
  });

  it("leaves the unit only where gaps would exceed a fifth of an em", () => {
    const text = "山河湖海日月星云山河7.12亿美元山河湖海日月星云山河湖海日月星云。";
    expect(lines(text, 14)[0]).toBe("山河湖海日月星云山河7.12亿");
    expect(lines(text, 13)[0]).toBe("山河湖海日月星云山河");
  });
});
