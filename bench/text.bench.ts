/**
 * What composing a page's running text costs: 6 000 characters in 57 paragraphs, and one paragraph that grows. Run with
 * `npx vitest bench --run bench/text.bench.ts`.
 */
import { bench, describe } from "vitest";
import { pt } from "../src/base/length.js";
import { breakParagraph, breakVariants } from "../src/text/break.js";
import { commitLine } from "../src/text/commit.js";
import type { BreakOptions, ComposeConfig, Prepared } from "../src/text/model.js";
import { prepareParagraph } from "../src/text/prepare.js";
import { bundledFace } from "../test/render/scenes.js";

const EM = pt(9);
const CONFIG: ComposeConfig = {
  language: "zh-Hans",
  kinsoku: "gb",
  mode: "total-fit",
  autospace: 0.25,
  adjacentMarks: 1.5,
  em: EM,
};
const chain = { faces: [bundledFace("Noto Serif SC")] };
const PARAGRAPHS = 57;
const PARAGRAPH_LENGTH = 105;
const GROWTH = [6_000, 60_000, 600_000];

/** The same text every time: phrases of two to nine Han, a mark after each, a quotation, a number or a word at times. */
function writer(seed: number): (length: number) => string {
  let state = seed;
  const below = (limit: number): number => {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
    return Math.floor((state / 2 ** 31) * limit);
  };
  const han = (count: number): string =>
    Array.from({ length: count }, () => String.fromCodePoint(0x4e00 + below(800) * 19)).join("");
  const pick = (from: readonly string[]): string => from[below(from.length)] ?? "";
  return (length) => {
    let text = "";
    while (text.length < length) {
      const phrase = han(2 + below(8));
      const dressed =
        below(6) === 0 ? `“${phrase}”` : below(9) === 0 ? `${phrase}${pick(["2026", "5G+", "70%", "Park"])}` : phrase;
      text += dressed + pick(["，", "，", "，", "、", "。", "。", "；", ""]);
    }
    return `${text.slice(0, length - 3)}${han(2)}。`;
  };
}

const prepare = (text: string, mode: ComposeConfig["mode"] = "total-fit"): Prepared =>
  prepareParagraph(
    [
      {
        text,
        chain,
        size: EM,
        colour: { space: "gray", gray: 0 },
        tracking: 0,
        role: "body",
        source: { pointer: "/body/0", start: 0, end: text.length },
      },
    ],
    { ...CONFIG, mode },
  );
const inColumn = (ems: number): BreakOptions => ({
  indent: 2 * EM,
  measureOf: () => ems * EM,
  uniform: true,
  looseness: 0,
});

const write = writer(7);
const texts = Array.from({ length: PARAGRAPHS }, () => write(PARAGRAPH_LENGTH));
const prepared = texts.map((text) => prepare(text));
const greedy = texts.map((text) => prepare(text, "greedy"));
const broken = prepared.map((p) => breakParagraph(p, inColumn(13)));

describe("6 000 characters in 57 paragraphs", () => {
  bench("prepare", () => void texts.map((text) => prepare(text)));
  bench("prepare and break, 13 characters a line", () => {
    for (const text of texts) breakParagraph(prepare(text), inColumn(13));
  });
  for (const ems of [13, 20]) {
    bench(`break, ${ems} characters a line`, () => {
      for (const p of prepared) breakParagraph(p, inColumn(ems));
    });
    bench(`break with line counts either way, ${ems} characters a line`, () => {
      for (const p of prepared) breakVariants(p, inColumn(ems), 2);
    });
    bench(`first fit, ${ems} characters a line`, () => {
      for (const p of greedy) breakParagraph(p, inColumn(ems));
    });
  }
  bench("commit", () => {
    for (const [i, p] of prepared.entries()) for (const line of broken[i]?.lines ?? []) commitLine(p, line, "justify");
  });
});

describe("one paragraph", () => {
  for (const length of GROWTH) {
    const p = prepare(write(length));
    bench(`break ${length} characters`, () => void breakParagraph(p, inColumn(13)), { iterations: 5, time: 100 });
  }
});
