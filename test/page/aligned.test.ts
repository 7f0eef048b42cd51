/** Paragraphs with `align`: the sender of a notice flush right, its number in the middle. */
import { describe, expect, it } from "vitest";
import { readEdition } from "../../src/edition/read.js";
import { firstParagraph, textsOf } from "../../src/edition/blocks.js";
import { readCopy } from "../../src/edition/copy.js";
import { restOf } from "../../src/page/jump.js";
import { editionOf, endOf, flat, rowOf, runsOf, setStory, startOf, template, textOf } from "./one-story.js";

const { em, left, columnWidth, gutter } = template.grid;
const LONG = "自下周一起，临浦渡口早班船提前一刻钟开航，请各位乘客留意码头的时刻牌。".repeat(3);
const columnAt = (index: number): number => left + index * (columnWidth + gutter);

/** White at both sides of each body line in the first column, in em. */
function whiteOf(body: readonly unknown[]): readonly (readonly [number, number])[] {
  return runsOf(setStory(body), "body").map((run) => [
    (startOf(run) - columnAt(0)) / em,
    (columnAt(0) + columnWidth - endOf(run)) / em,
  ]);
}

describe("a paragraph with align", () => {
  it("stands flush at its column's end, in its middle, or at its beginning without an indent", () => {
    const columnEms = Math.round(columnWidth / em);
    const [[endLeft, endRight] = [], [midLeft = 0, midRight = 0] = [], [startLeft] = []] = whiteOf([
      { text: "临浦区水务所", align: "end" },
      { text: "浦水〔2026〕15号", align: "center" },
      { text: "各位乘客：", align: "start" },
    ]);
    expect([endLeft, endRight]).toEqual([columnEms - 6, 0]);
    expect(midLeft).toBeCloseTo(midRight, 1);
    expect(midLeft).toBeGreaterThan(0);
    expect(startLeft).toBe(0);
  });

  it("stands so in every line, and sets none wider than its words", () => {
    const lines = whiteOf([{ text: LONG, align: "end" }]);
    expect(lines.length).toBeGreaterThan(3);
    // A mark at a line's end stands out by its empty half.
    for (const [, right] of lines) expect([0, -0.5]).toContain(right);
    expect(lines.at(-1)?.[0]).toBeGreaterThan(0);
  });

  it("takes every line end for one", () => {
    const edition = editionOf([{ text: "临浦区水务所\n2026年11月24日", align: "end" }]);
    const [block] = readCopy(edition).articles[0]?.body ?? [];
    expect(block).toMatchObject({ kind: "paragraph", align: "end" });
    expect(block && textsOf(block)[0]?.map(({ text }) => text)).toEqual(["临浦区水务所", "\n", "2026年11月24日"]);
  });

  it("stays together", () => {
    const sender = { text: ["临浦区水务所", { break: true }, "2026年11月24日"], align: "end" };
    // One row is left in the first leg: the sender goes to the next one as a whole.
    const rows = runsOf(setStory([LONG], { legs: [60] }), "body").length;
    const parted = runsOf(setStory([LONG, sender], { legs: [rows + 1, 9] }), "body");
    const tail = parted.slice(-2);
    expect(tail.map((run) => flat(textOf(run)))).toEqual(["临浦区水务所", "2026年11月24日"]);
    expect(tail.every((run) => startOf(run) >= columnAt(1))).toBe(true);
  });

  it("keeps its place where it divides between two pages", () => {
    const [article] = editionOf([{ text: LONG, align: "end" }]).articles;
    if (article === undefined) throw new Error("no article");
    const rest = restOf(article, article, { block: 0, offset: 20 }, 1, 2);
    expect(rest.body[0]).toMatchObject({ kind: "paragraph", align: "end", continued: true });
  });

  it("is not where a dateline or a drop cap begins", () => {
    const number = { text: "浦水〔2026〕15号", align: "center" };
    const scene = setStory([number, LONG], { article: { dateline: "本报讯（记者 安然）" } });
    const dateline = runsOf(scene, "dateline")[0];
    expect(dateline && rowOf(dateline)).toBe(1 + Math.min(...runsOf(scene, "body").map(rowOf)));
    const cap = runsOf(setStory([number, LONG], { article: { dropCap: 2 } }), "body").find(({ size }) => size > em);
    expect(cap && textOf(cap)).toBe("自");
    const body = editionOf([number]).articles[0]?.body ?? [];
    expect(firstParagraph(body)).toBe(0);
    const alone = setStory([number], { article: { dropCap: 2 } });
    expect(runsOf(alone, "body").every(({ size }) => size === em)).toBe(true);
    expect(alone.findings.map(({ code }) => code)).toContain("drop-cap-not-set");
  });

  it("is refused beside a drop cap of its own, and where it is no way to stand", () => {
    const told = (block: object): readonly string[] => {
      const articles = [{ id: "a", body: [block] }];
      const read = readEdition(JSON.stringify({ pages: [{ articles: ["a"] }], articles }), "e.json");
      return read.diagnostics
        .filter(({ severity }) => severity === "error")
        .map(({ code, message }) => `${code}: ${message}`);
    };
    expect(told({ text: "甲", align: "end", dropCap: 2 })).toEqual([
      "align-and-drop-cap: `body[0]` has both `align` and `dropCap`",
    ]);
    expect(told({ text: "甲", align: "end", dropCap: 0 })).toEqual([]);
    expect(told({ text: "甲", align: "right" })).toHaveLength(1);
  });
});
