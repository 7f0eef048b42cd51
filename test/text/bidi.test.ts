/** Words that run from right to left in Chinese text: UAX #9 for the order, the face's own forms for Arabic. */
import { existsSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { openFace } from "../../src/font/open.js";
import { mm, pt } from "../../src/base/length.js";
import { renderPdf } from "../../src/render/pdf.js";
import { bidiLevels, visualOrder } from "../../src/text/bidi.js";
import { breakParagraph } from "../../src/text/break.js";
import { commitLine } from "../../src/text/commit.js";
import type { Prepared, SetLine } from "../../src/text/model.js";
import { prepareParagraph } from "../../src/text/prepare.js";
import { bundledFace, page, scene } from "../render/scenes.js";
import { hasTool, pdfText } from "../tools.js";
import { BODY, EM, span } from "./fake-face.js";

const prepare = (text: string): Prepared => prepareParagraph([span(text)], BODY);
const at = (ems: number, em = EM) => ({ indent: 0, measureOf: () => ems * em, uniform: true, looseness: 0 });
const linesOf = (text: string, ems: number): SetLine[] => {
  const p = prepare(text);
  return (breakParagraph(p, at(ems))?.lines ?? []).map((line) => commitLine(p, line, "justify"));
};
/** What a line shows, from left to right, without its spaces: they have no width of their own. */
const shown = (line: SetLine | undefined): string =>
  (line?.runs ?? [])
    .flatMap((run) => run.texts.map((text, i) => ({ text, x: run.offsets[i] ?? 0 })))
    .toSorted((a, b) => a.x - b.x)
    .map(({ text }) => text.trim())
    .join("");
const turned = (text: string): string => [...text].toReversed().join("");

describe("the order of a line", () => {
  it.each([
    ["a word", "他说שלום吧", `他说${turned("שלום")}吧`],
    ["two words and the space between them", "他说שלום עולם吧", `他说${turned("שלום עולם")}吧`],
    ["a number among them", "说שלום 25 עולם吧", `说${turned("עולם")} 25 ${turned("שלום")}吧`],
    ["Latin beside it", "用iPad写שלום", `用iPad写${turned("שלום")}`],
    ["quotation marks around it", "“שלום”，他说", `“${turned("שלום")}”，他说`],
    ["Arabic", "写مرحبا吧", `写${turned("مرحبا")}吧`],
  ])("%s", (_name, text, visual) => {
    expect(shown(linesOf(text, 30)[0])).toBe(visual.replaceAll(" ", ""));
  });

  it("mirrors brackets between words that run from right to left", () => {
    const p = prepare("说שלום (עולם) אבג吧");
    const [line] = (breakParagraph(p, at(30))?.lines ?? []).map((broken) => commitLine(p, broken, "start"));
    const glyphs = (line?.runs ?? [])
      .flatMap((run) => run.gids.map((gid, i) => ({ gid, x: run.offsets[i] ?? 0 })))
      .toSorted((a, b) => a.x - b.x)
      .map(({ gid }) => String.fromCodePoint(gid).trim())
      .join("");
    expect(glyphs).toContain(`(${turned("עולם")})`);
  });

  it("mirrors full-width brackets, and keeps their white outside", () => {
    const p = prepare("写مرحبا（123）吧");
    const [line] = (breakParagraph(p, at(30))?.lines ?? []).map((broken) => commitLine(p, broken, "start"));
    const marks = (line?.runs ?? []).flatMap((run) =>
      run.gids.flatMap((gid, i) =>
        "（）".includes(String.fromCodePoint(gid)) ? [{ gid, x: run.offsets[i] ?? 0 }] : [],
      ),
    );
    const visual = marks.toSorted((a, b) => a.x - b.x).map(({ gid }) => String.fromCodePoint(gid));
    expect(visual.join("")).toBe("（）");
  });

  it("continues a broken word on the next line with the letters that are left", () => {
    const lines = linesOf("山河湖海日月星云 שלום עולם 山河湖海日月", 11);
    expect(lines.map(shown).join("")).toContain(turned("שלום"));
    expect(lines.map(shown).join("")).toContain(turned("עולם"));
  });

  it("parts words from spaces at a line's end, wide ones too", () => {
    const p = prepareParagraph([span("山שלום　0")], { ...BODY, mode: "greedy" });
    const options = { indent: 0, measureOf: () => 4 * EM, uniform: true, looseness: 0 };
    const [first] = breakParagraph(p, options)?.lines ?? [];
    if (first === undefined) throw new Error("no line");
    expect(commitLine(p, first, "justify").runs.map(({ texts }) => texts.join(""))).toEqual([
      "山",
      turned("שלום"),
      "　",
    ]);
  });

  it("keeps the width of the line, whatever is turned round", () => {
    const levels = fc.array(fc.integer({ min: 0, max: 3 }), { maxLength: 14 });
    fc.assert(
      fc.property(
        levels,
        fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 14, maxLength: 14 }),
        (ofLine, gaps) => {
          const { order, gaps: between } = visualOrder(ofLine, gaps);
          expect(order.toSorted((a, b) => a - b)).toEqual(ofLine.map((_, i) => i));
          const used = gaps.slice(0, Math.max(0, ofLine.length - 1));
          expect(between.toSorted((a, b) => a - b)).toEqual(used.toSorted((a, b) => a - b));
        },
      ),
    );
  });

  it("costs texts without such words nothing", () => {
    expect(bidiLevels("山河word，2026年（完）")).toBeUndefined();
    expect(prepare("山河word").levels).toBeUndefined();
  });
});

const DEJAVU = "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf";

describe.skipIf(!existsSync(DEJAVU))("in a face that has them", () => {
  const dejavu = openFace(readFileSync(DEJAVU), { family: "DejaVu Sans", weight: 400, id: "dejavu" });
  const song = bundledFace("Noto Serif SC");
  const em = pt(12);
  const set = (text: string): SetLine[] => {
    const p = prepareParagraph([span(text, { chain: { faces: [song, dejavu] }, size: em })], { ...BODY, em });
    return (breakParagraph(p, at(30, em))?.lines ?? []).map((line) => commitLine(p, line, "start"));
  };

  it("joins Arabic letters", () => {
    const [joined] = set("写مرحبا吧");
    const alone = [..."مرحبا"].map((letter) => dejavu.glyphFor(letter.codePointAt(0) ?? 0));
    const arabic = joined?.runs.find((run) => run.face === dejavu);
    expect(arabic?.gids).toHaveLength(5);
    expect(arabic?.gids.toReversed().filter((gid, i) => gid === alone[i]).length).toBeLessThan(3);
  });

  it("sets vowel points over and under their letters, not beside them", () => {
    const [line] = set("写שָׁלוֹם吧");
    const run = line?.runs.find((found) => found.face === dejavu);
    const letters = run?.texts.map((text, i) => ({ text, x: run.offsets[i] ?? 0 })) ?? [];
    const starts = letters.filter(({ text }) => text !== "").map(({ x }) => x);
    expect(starts).toEqual(starts.toSorted((a, b) => a - b));
  });

  it.skipIf(!hasTool("pdftotext"))("is read back in the order of the text", async () => {
    const text = "他说שלום עולם，又写مرحبا吧";
    const items = set(text).flatMap((line) =>
      line.runs.map((run) => ({
        kind: "glyphs" as const,
        role: run.role,
        source: run.source,
        direction: "horizontal" as const,
        face: run.face.id,
        size: run.size,
        colour: run.colour,
        x: mm(20),
        y: mm(20),
        gids: run.gids,
        offsets: run.offsets,
        texts: run.texts,
      })),
    );
    const read = pdfText(await renderPdf(scene([page(items)], [song, dejavu])), "-raw");
    // Readers mark the change of direction with invisible characters.
    expect(read.replaceAll(/[\u202a-\u202e\s]/gu, "")).toBe(text.replaceAll(" ", ""));
  });
});
