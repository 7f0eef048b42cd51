/** Random mixtures of scripts, marks, surrogates, emoji, combining marks and words from right to left. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { breakParagraph } from "../../src/text/break.js";
import { Kind } from "../../src/text/classes.js";
import { commitLine } from "../../src/text/commit.js";
import { LETTERS } from "../../src/text/gaps.js";
import type { ComposeConfig, Line, Prepared, SetLine } from "../../src/text/model.js";
import { prepareParagraph } from "../../src/text/prepare.js";
import { BODY, EM, inTextOrder, span } from "./fake-face.js";

const PIECES = [
  ..."山河湖海日月星云かなカナ한글",
  ..."，。、：；！？“”‘’（）《》「」·",
  ..."0a-/%+&$ ",
  "——",
  "……",
  "GLP-1R",
  "7.12亿美元",
  "2025年",
  "word ",
  "café",
  "e\u0301",
  "か\u3099",
  "x\u0323\u0301",
  "𠮷",
  "𰻞",
  "🙂",
  "👩🏽‍🚀",
  "🇨🇳",
  "❤\ufe0f",
  "葛\u{e0100}",
  "שלום",
  "שָׁלוֹם",
  "مرحبا",
  "٣٤٥",
  "\u200b",
  "\u2060",
  "\u00ad",
  "\u3000",
];
const mixture = fc
  .array(
    fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...PIECES) }, fc.string({ unit: "grapheme", maxLength: 2 })),
    {
      minLength: 1,
      maxLength: 50,
    },
  )
  .map((pieces) =>
    pieces.join("").replaceAll(/[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, ""),
  );
const config: fc.Arbitrary<ComposeConfig> = fc.record({
  language: fc.constantFrom("zh-Hans", "zh-Hant", "ja", "ko"),
  kinsoku: fc.constantFrom("none", "basic", "gb", "strict"),
  mode: fc.constantFrom("total-fit", "greedy"),
  autospace: fc.constantFrom(0, 0.25),
  adjacentMarks: fc.constantFrom(1, 1.5, 2),
  marks: fc.constantFrom("fitted", "full", "kaiming", "half"),
  hanging: fc.constantFrom("off" as const, "rescue" as const, "on" as const),
  em: fc.constant(EM),
});

interface Set {
  readonly p: Prepared;
  readonly lines: readonly Line[];
  readonly painted: readonly SetLine[];
}

function set(text: string, ems: number, settings: ComposeConfig): Set {
  const p = prepareParagraph([span(text)], { ...BODY, ...settings });
  const options = { indent: 0, measureOf: () => ems * EM, uniform: true, looseness: 0 };
  const lines = breakParagraph(p, options)?.lines ?? [];
  return { p, lines, painted: lines.map((line) => commitLine(p, line, "justify")) };
}

/**
 * Where the boxes of a line's clusters stand, from the places of their first glyphs; those of letters without what the next one
 * may close up by.
 */
function boxesOf(p: Prepared, { runs }: SetLine): readonly { readonly from: number; readonly to: number }[] {
  const clusterAt = new Map(Array.from(p.starts.slice(0, p.length), (start, i) => [start, i]));
  return runs.flatMap(({ texts, offsets, source }) => {
    const own = p.text.slice(source.start, source.end);
    const leftwards = texts.join("") !== own;
    let offset = leftwards ? source.end : source.start;
    let passed = 0;
    return texts.flatMap((text, g) => {
      if (text === "") return [];
      if (leftwards) offset -= text.length;
      const i = clusterAt.get(offset) ?? -1;
      if (!leftwards) offset += text.length;
      // The second of two dashes belongs to the first one's box; from right to left, it comes before the first.
      if (i < 0) {
        passed += 1;
        return [];
      }
      const from = (offsets[g] ?? 0) - (p.glyphOffsets[(p.glyphFrom[i] ?? 0) + (leftwards ? passed : 0)] ?? 0);
      passed = 0;
      const closing = p.shrinkTier[i + 1] === LETTERS ? (p.shrink[i + 1] ?? 0) : 0;
      return [{ from, to: from + (p.boxes[i] ?? 0) - closing }];
    });
  });
}

describe("a mixture of everything", () => {
  it("has a dash of two characters inside words from right to left", () => {
    const { p, painted } = set("שלום——0", 12, BODY);
    const boxes = painted.flatMap((line) => boxesOf(p, line)).toSorted((a, b) => a.from - b.from);
    boxes.slice(1).forEach(({ from }, k) => expect(from).toBeGreaterThanOrEqual(boxes[k]?.to ?? 0));
    expect(boxes.length).toBe(6);
  });

  it("is painted whole and in order", () => {
    fc.assert(
      fc.property(mixture, fc.integer({ min: 4, max: 22 }), config, (text, ems, settings) => {
        const { painted } = set(text, ems, settings);
        expect(
          inTextOrder(
            painted.flatMap((line) => line.runs),
            text,
          ),
        ).toBe(text);
      }),
      { numRuns: 300 },
    );
  });

  it("overlaps nowhere", () => {
    fc.assert(
      fc.property(mixture, fc.integer({ min: 8, max: 22 }), config, (text, ems, settings) => {
        const { p, painted } = set(text, ems, settings);
        for (const line of painted) {
          const boxes = boxesOf(p, line).filter(({ from, to }) => to > from);
          const sorted = boxes.toSorted((a, b) => a.from - b.from);
          sorted.slice(1).forEach(({ from }, k) => expect(from).toBeGreaterThanOrEqual(sorted[k]?.to ?? 0));
        }
      }),
      { numRuns: 300 },
    );
  });

  it("fills every line that can stretch to exactly its measure, and lets none stand out that fits", () => {
    fc.assert(
      fc.property(mixture, fc.integer({ min: 8, max: 22 }), config, (text, ems, settings) => {
        const { p, lines, painted } = set(text, ems, settings);
        const wrong = lines.filter((line, k) => {
          const width = painted[k]?.width ?? 0;
          const edge = p.sums.trimmed[line.edge ?? line.end] ?? 0;
          const stretches = p.stretchTier.slice(line.start + 1, edge).some((tier) => tier === 1 || tier === 3);
          if (line.cost >= 1_000_000_000) return false;
          return width > ems * EM || (!line.last && stretches && width !== ems * EM);
        });
        expect(wrong.map((line) => p.text.slice(p.starts[line.start], p.starts[line.end]))).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  it("is cut nowhere inside a character as readers see it", () => {
    fc.assert(
      fc.property(mixture, fc.integer({ min: 4, max: 12 }), config, (text, ems, settings) => {
        const { p, lines } = set(text, ems, settings);
        for (const line of lines.slice(1)) {
          const at = p.starts[line.start] ?? 0;
          expect(text.slice(at)).not.toMatch(/^(?:\p{M}|[\ufe00-\ufe0f\u200d]|[\u{1f3fb}-\u{1f3ff}]|[\udc00-\udfff])/u);
          expect(text.slice(0, at)).not.toMatch(/\u200d$/u);
        }
        expect([...p.kinds].every((kind) => kind <= Kind.Centred)).toBe(true);
      }),
      { numRuns: 200 },
    );
  });
});
