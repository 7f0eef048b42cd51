/**
 * Heads as newspapers write them, with the ends of their words marked by hand (`news-heads.txt`): how many lines, in measures of
 * six to fourteen characters, end inside a word.
 */
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { pt } from "../../src/base/length.js";
import { createLibrary } from "../../src/font/library.js";
import { bundledFonts } from "../../src/host/fonts.js";
import { headlineCache, planHeadline } from "../../src/text/headline.js";
import type { TextSpan } from "../../src/text/model.js";
import { BODY } from "./fake-face.js";

const face = createLibrary(bundledFonts()).face("Noto Serif SC", 900);
if (face === undefined) throw new Error("no display face");

/** Between two words; a space between two phrases is another place at which a line may end. */
const WORD_END = "/";
const PHRASE_SPACE = "　";
const SIZES = [pt(20), pt(18), pt(16)];
/** Of a hundred ends of lines; ICU's words alone part five or six. */
const MOST_INSIDE = 1.5;

const HEADS = readFileSync(new URL("fixtures/news-heads.txt", import.meta.url), "utf8")
  .trim()
  .split("\n");

/** Where the lines of a head may end. */
function wordEnds(head: string): ReadonlySet<number> {
  const ends = new Set<number>();
  let at = 0;
  for (const sign of head) {
    if (sign === WORD_END || sign === PHRASE_SPACE) ends.add(at);
    if (sign !== WORD_END) at += sign.length;
  }
  return ends;
}

function spanOf(text: string): TextSpan {
  return {
    text,
    chain: { faces: [face as NonNullable<typeof face>] },
    size: pt(20),
    colour: { space: "gray", gray: 0 },
    tracking: 0,
    role: "headline",
    source: { pointer: "/articles/0/headline", start: 0, end: text.length },
  };
}

describe("heads of news", () => {
  it("end hardly a line inside a word", () => {
    let ends = 0;
    const inside: string[] = [];
    for (const [index, head] of HEADS.entries()) {
      const text = head.replaceAll(WORD_END, "");
      const allowed = wordEnds(head);
      const cache = headlineCache();
      for (let ems = 6 + (index % 2); ems <= 14; ems += 2) {
        const plan = planHeadline([spanOf(text)], {
          measure: pt(20) * ems,
          sizes: SIZES,
          maxLines: 3,
          tracking: { min: 0, max: 0 },
          config: { ...BODY, em: pt(9), hanSpace: 1 },
          usage: () => "",
          cache,
        });
        const lines = plan.set().lines.map(({ runs }) => runs.flatMap((run) => run.texts).join(""));
        let at = 0;
        for (const line of lines.slice(0, -1)) {
          at = text.indexOf(line.trim(), at) + line.trim().length;
          ends += 1;
          if (!allowed.has(at)) inside.push(lines.join(" | "));
        }
      }
    }
    expect(ends).toBeGreaterThan(600);
    expect(inside.slice(Math.floor((MOST_INSIDE * ends) / 100))).toEqual([]);
  });
});
