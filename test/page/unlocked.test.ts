/** Stories that the editor sets free (`lock: false`): to free them costs no text. */
import { describe, expect, it } from "vitest";
import { readEdition } from "../../src/edition/read.js";
import { compose } from "../../src/pipeline.js";
import { oversetLength } from "../../src/scene/overset-length.js";
import { fonts, template } from "./one-story.js";

const BODY = "船工们轮流守着水位，天亮时雾散了，第一班船准时离岸，岸上的人挥手。";
const PLACES = [
  { columns: [1, 6], rows: [1, 30], without: [{ columns: [1, 2], rows: [14, 30] }] },
  { columns: [1, 2], rows: [16, 35] },
  { columns: [1, 2], rows: [38, 55] },
  { columns: [3, 6], rows: [33, 52] },
  { columns: [3, 5], rows: [55, 68] },
  { columns: [6, 6], rows: [55, 68] },
  { columns: [1, 2], rows: [58, 68] },
];
/** Paragraphs of the stories: about as much as their places hold, or a little more. */
const COPY = [
  [30, 9, 7, 20, 9, 3, 4],
  [30, 9, 7, 20, 11, 3, 4],
  [30, 9, 7, 18, 9, 4, 4],
];

function overset(paragraphs: readonly number[], freed: readonly number[]): number {
  const articles = paragraphs.map((count, index) => ({
    id: `s${index}`,
    priority: index + 1,
    headline: "首班渡船清晨复航",
    body: [BODY.repeat(Math.ceil(count / 2)), BODY.repeat(Math.floor(count / 2))],
  }));
  const layout = PLACES.map((place, index) => ({
    article: `s${index}`,
    ...place,
    ...(freed.includes(index) ? { lock: false } : {}),
  }));
  const pages = [
    { number: 2, credits: [{ role: "责编", names: ["安然"] }], articles: articles.map(({ id }) => id), layout },
  ];
  const read = readEdition(JSON.stringify({ pages, articles }), "e.json");
  if (!read.ok) throw new Error(JSON.stringify(read.diagnostics));
  const { fits } = compose({ ...read.value, images: new Map() }, template, fonts);
  return fits.reduce((sum, { oversetText }) => sum + oversetLength(oversetText), 0);
}

describe("a story set free", () => {
  it.each([[[3, 4, 5, 6]], [[4, 5]], [[3, 6]]])("leaves no more text over than before: %j", (freed) => {
    for (const paragraphs of COPY) expect(overset(paragraphs, freed)).toBeLessThanOrEqual(overset(paragraphs, []));
  });
});
