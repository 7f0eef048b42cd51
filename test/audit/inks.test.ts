/** Where the audit takes the ink of glyphs to be: what it takes for covered is. */
import { expect, it } from "vitest";
import { paintedRun } from "../../src/audit/from-scene.js";
import { runsOf, setStory } from "../page/one-story.js";

const EM = 100;
const [some] = runsOf(setStory(["渡口的灯点到天明。"]), "body");

function inkOf(texts: readonly string[], offsets: readonly number[]) {
  if (some === undefined) throw new Error("no text");
  const run = { ...some, x: 0, y: 0, size: EM, gids: texts.map(() => 1), texts, offsets };
  const [ink] = paintedRun(run).inks();
  if (ink === undefined) throw new Error("no ink");
  return ink;
}

it.each(["“", "《", "（"])("begins behind the white of %s at the start of a line", (mark) => {
  expect(inkOf([mark, "渡"], [-EM / 2, EM / 2]).x).toBeGreaterThanOrEqual(0);
});

it.each(["。", "，", "”"])("ends before the white of %s at the end of a line", (mark) => {
  const { x, width } = inkOf([mark], [0]);
  expect(x + width).toBeLessThanOrEqual(0.6 * EM);
});

it("keeps a quotation mark between Latin letters where it stands", () => {
  expect(inkOf(["“", "W"], [0, 0.45 * EM]).x).toBeLessThan(0.2 * EM);
});

it("is lower in small letters without a stroke that rises", () => {
  expect(inkOf(["y"], [0]).y).toBeGreaterThan(inkOf(["h"], [0]).y + 0.2 * EM);
});
