import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { breakParagraph } from "../../src/text/break.js";
import { commitLine } from "../../src/text/commit.js";
import type { ComposeConfig, LineRun, Prepared, SetLine, TextSpan } from "../../src/text/model.js";
import { prepareParagraph } from "../../src/text/prepare.js";
import { BODY, CHAIN, EM, span } from "./fake-face.js";

/** Readings are half as large as their base: an em of kana is half an em, a Latin letter a quarter. */
const read = (text: string, ...readings: readonly string[]): TextSpan =>
  span(text, {
    ruby: { readings, chain: CHAIN, size: EM / 2, rise: EM, source: { pointer: "/ruby", start: 0, end: 0 } },
  });
const prepare = (spans: readonly TextSpan[], config: ComposeConfig = BODY): Prepared => prepareParagraph(spans, config);
const setLines = (p: Prepared, ems: number): readonly SetLine[] =>
  (breakParagraph(p, { indent: 0, measureOf: () => ems * EM, uniform: true, looseness: 0 })?.lines ?? []).map((line) =>
    commitLine(p, line, "justify"),
  );
const base = (line: SetLine): readonly LineRun[] => line.runs.filter((run) => !run.annotation);
const textOf = (line: SetLine): string =>
  base(line)
    .map((run) => run.texts.join(""))
    .join("");
const readings = (line: SetLine): readonly LineRun[] => line.runs.filter((run) => run.annotation);
/** From the first glyph's start to the last one's end. */
function extent(run: LineRun): readonly [number, number] {
  const last = run.gids.at(-1) ?? 0;
  return [run.offsets[0] ?? 0, (run.offsets.at(-1) ?? 0) + (run.face.advanceOf(last) * run.size) / EM];
}

describe("ruby", () => {
  it("stands in the middle over a wider base, and changes nothing in the line", () => {
    const [line] = setLines(prepare([span("天"), read("地", "ち"), span("玄")]), 10);
    expect(line?.width).toBe(3 * EM);
    const [reading] = readings(line as SetLine);
    expect(reading && extent(reading)).toEqual([1.25 * EM, 1.75 * EM]);
    expect(reading?.rise).toBe(EM);
  });

  it("spreads a base that is narrower, half a share at both ends", () => {
    const p = prepare([span("天"), read("今日", "こんにちは！"), span("玄")]);
    // Six characters of half an em over two em: half an em more for each of the two.
    expect([...p.boxes]).toEqual([EM, 1.5 * EM, 1.5 * EM, EM]);
    const [line] = setLines(p, 10);
    expect(base(line as SetLine).flatMap((run) => run.offsets)).toEqual([0, 1.25 * EM, 2.75 * EM, 4 * EM]);
  });

  it("hangs over kana beside it, not over Han", () => {
    const wide = read("志", "こころざし");
    const overKana = prepare([span("の"), wide, span("を")]);
    const overHan = prepare([span("天"), wide, span("地")]);
    expect([overKana.gaps[1], overKana.gaps[2]]).toEqual([-EM / 4, -EM / 4]);
    expect([overHan.gaps[1], overHan.gaps[2]]).toEqual([0, 0]);
  });

  it("never stands out of its line, nor over another reading", () => {
    const piece = fc.oneof(
      fc
        .string({ unit: fc.constantFrom(..."天地玄のをは，。「」A1"), minLength: 1, maxLength: 6 })
        .map((text) => span(text)),
      fc
        .tuple(
          fc.string({ unit: fc.constantFrom(..."宇宙洪荒"), minLength: 1, maxLength: 3 }),
          fc.string({ unit: fc.constantFrom(..."かなzhuāng"), minLength: 1, maxLength: 9 }),
        )
        .map(([text, reading]) => read(text, reading)),
      fc
        .array(fc.tuple(fc.constantFrom(..."日月盈昃"), fc.constantFrom("", "に", "がつ", "zhuàng")), {
          minLength: 1,
          maxLength: 4,
        })
        .map((pairs) => read(pairs.map(([c]) => c).join(""), ...pairs.map(([, r]) => r))),
    );
    fc.assert(
      fc.property(fc.array(piece, { minLength: 1, maxLength: 12 }), fc.integer({ min: 9, max: 20 }), (spans, ems) => {
        const p = prepare(spans);
        const lines = setLines(p, ems);
        expect(lines.map(textOf).join("")).toBe(p.text);
        lines.forEach((line, index) => {
          // A line of one long reading has no gap that gives, like a line of one long word.
          const gives = base(line).some((run) => /[天地玄のをは]{2}/u.test(run.texts.join("")));
          expect(line.width).toBe(index < lines.length - 1 && gives ? ems * EM : line.width);
          let end = 0;
          for (const run of readings(line)) {
            const [from, to] = extent(run);
            expect(from).toBeGreaterThanOrEqual(end - 2);
            expect(to).toBeLessThanOrEqual(Math.max(line.width, ems * EM) + 2);
            end = to;
          }
        });
      }),
      { seed: 11, numRuns: 400 },
    );
  });

  it("keeps a group on one line, and lets mono readings part", () => {
    const group = prepare([span("天地玄"), read("黄宇宙", "ああああ"), span("洪荒日月")]);
    expect([...group.breakBefore].slice(3, 7)).toEqual([1, 0, 0, 1]);
    const mono = prepare([span("天地玄"), read("黄宇宙", "あ", "い", "う"), span("洪荒日月")]);
    expect([...mono.breakBefore].slice(3, 7)).toEqual([1, 1, 1, 1]);
  });

  it("parts a group that no line holds, with its reading over each part and a word of it", () => {
    const p = prepare([read("天地玄黄宇宙洪荒日月盈昃", "ああああああ")]);
    const lines = setLines(p, 9);
    expect(lines.map((line) => readings(line).flatMap((run) => run.texts).length)).toEqual([4, 2]);
    expect(lines[0]?.faults?.map(({ kind }) => kind)).toEqual(["reading"]);
    for (const line of lines)
      for (const run of readings(line)) {
        const [from, to] = extent(run);
        expect(from).toBeGreaterThanOrEqual(0);
        expect(to).toBeLessThanOrEqual(9 * EM);
      }
  });

  it("keeps what is too long for one character within its line", () => {
    const [line] = setLines(prepare([read("天", "あ".repeat(30))]), 6);
    const [run] = readings(line as SetLine);
    expect(run && extent(run)[1]).toBeLessThanOrEqual(6.5 * EM);
    expect(line?.faults?.map(({ kind }) => kind)).toContain("outside");
  });

  it("leaves the text before a long group on one line", () => {
    const p = prepare([span("风雨兼程"), read("天地玄黄宇宙洪荒日月盈昃", "ああああああ"), span("辰宿列张")]);
    expect(textOf(setLines(p, 13)[0] as SetLine)).toBe("风雨兼程");
  });

  it("reads a list that does not match its base as one", () => {
    const p = prepare([read("天地", "あ", "い", "う")]);
    expect(p.rubies.map(({ from, to }) => [from, to])).toEqual([[0, 2]]);
  });
});

describe("numbers in groups", () => {
  it.each([
    ["ISBN 978-7-302-12345-6，定价", 8],
    ["渡口 0571-88886666-8001，请", 11],
  ])("fill their line before it stays half empty: %s", (text, ems) => {
    const [first] = setLines(prepare([span(text)]), ems);
    expect(textOf(first as SetLine)).toMatch(/-$/u);
    expect(first?.faults?.map(({ kind }) => kind)).not.toContain("short");
  });

  it("tell a figure in 万 that leaves its unit to the next line", () => {
    const p = prepare([span("共500万元")]);
    const line = { start: 0, end: 5, indent: 0, measure: 4 * EM, natural: 4 * EM, cost: 0, last: false };
    expect(commitLine(p, line, "start").faults?.map(({ kind }) => kind)).toEqual(["number"]);
  });

  it("stay whole where the line is full without", () => {
    const lines = setLines(prepare([span("天地玄黄宇宙洪荒0571-88886666起")]), 8);
    expect(textOf(lines[0] as SetLine)).toBe("天地玄黄宇宙洪荒");
  });

  it("tell a justified line that nothing fills", () => {
    const word = span("Llanfairpwllgwyngyll", { noBreak: true });
    const [first] = setLines(prepare([span("ISBN "), word, span("天地")]), 11);
    expect(first?.faults?.map(({ kind }) => kind)).toEqual(["short"]);
  });
});

describe("spans", () => {
  it("raise superscripts, keep them with what they follow, and set no gap before them", () => {
    const p = prepare([span("平方米"), span("2", { size: EM / 2, rise: EM / 3, attached: true }), span("多")]);
    expect(p.breakBefore[3]).toBe(0);
    expect([p.gaps[3], p.gaps[4]]).toEqual([0, 0]);
    const [line] = setLines(p, 10);
    expect(line?.runs.map((run) => run.rise)).toEqual([0, EM / 3, 0]);
  });

  it("hold superscripts of several characters together", () => {
    const p = prepare([span("渡口"), span("注12", { size: EM / 2, rise: EM / 3, attached: true }), span("多")]);
    expect([...p.breakBefore].slice(1, 5)).toEqual([1, 0, 0, 0]);
  });

  it("that are too long for a line part, and say so, but not inside a number", () => {
    const p = prepare([span("天地"), span("玄黄宇宙洪荒2026年日月盈昃", { noBreak: true }), span("辰宿")]);
    const lines = setLines(p, 7);
    expect(lines.flatMap(({ faults = [] }) => faults.map(({ kind, text }) => [kind, text]))).toContainEqual([
      "kept",
      "玄黄宇宙洪荒2026年日月盈昃",
    ]);
    expect(lines.map(textOf).filter((text) => /\d$/u.test(text))).toEqual([]);
  });

  it("do not break where they say so", () => {
    const p = prepare([span("天地"), span("玄黄宇宙", { noBreak: true }), span("洪荒")]);
    expect([...p.breakBefore].slice(1)).toEqual([1, 1, 0, 0, 0, 1, 1, 1]);
  });

  it("have spaces of just the width they ask for, and none at a line's end", () => {
    const p = prepare([span("天"), span(" ", { space: 3 * EM }), span("地")]);
    expect(setLines(p, 10)[0]?.width).toBe(5 * EM);
    expect(setLines(p, 3).map((line) => [textOf(line), line.width])).toEqual([
      ["天 ", EM],
      ["地", EM],
    ]);
  });

  it("mark each name by itself, a part on each line", () => {
    const p = prepare([span("天", { mark: "name" }), span("地玄", { mark: "name" }), span("黄")]);
    const marks = setLines(p, 2).map((line) => line.marks.map(({ from, to }) => [from / EM, to / EM]));
    expect(marks).toEqual([
      [
        [0, 1],
        [1, 2],
      ],
      [[0, 1]],
    ]);
  });

  it("dot letters and characters, not marks", () => {
    const [line] = setLines(prepare([span("天，地。", { mark: "dots-under" })]), 10);
    expect(line?.marks[0]?.centres.map((centre) => centre / EM)).toEqual([0.5, 2.5]);
  });

  it("get room for their frame, and stay whole in it", () => {
    const p = prepare([span("天"), span("通知", { mark: "box" }), span("地")]);
    expect(p.breakBefore[2]).toBe(0);
    expect(setLines(p, 10)[0]?.width).toBeGreaterThan(4.3 * EM);
  });

  it("set digits and letters an em wide where the template asks, as the same characters", () => {
    const p = prepare([span("GDP增2.5")], { ...BODY, fullWidth: "digits" });
    const [line] = setLines(p, 20);
    expect(textOf(line as SetLine)).toBe("GDP增2.5");
    expect(p.gids).toContain("２".codePointAt(0));
    expect(p.gids).not.toContain("Ｇ".codePointAt(0));
  });
});
