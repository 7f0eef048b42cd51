/** A page with white and text without room at once wants a better make-up, not more text. */
import { expect, it } from "vitest";
import { readEdition } from "../../src/edition/read.js";
import { compose } from "../../src/pipeline.js";
import type { Finding } from "../../src/scene/list.js";
import { fonts, template } from "../page/one-story.js";

function findingsOf(layout: readonly object[], articles: readonly object[]): readonly Finding[] {
  const ids = layout.map((own) => (own as { article: string }).article);
  const pages = [{ number: 2, credits: [{ role: "责编", names: ["安然"] }], articles: ids, layout }];
  const read = readEdition(JSON.stringify({ pages, articles }), "e.json");
  if (!read.ok) throw new Error(JSON.stringify(read.diagnostics));
  return compose({ ...read.value, images: new Map() }, template, fonts).findings;
}

function hintOf(more: object, sentences: number): string {
  const body = ["渡船停在上游的石阶边，等雾散了再走。".repeat(sentences)];
  const layout = [{ article: "a", columns: [1, 2], rows: [1, 14] }];
  const pages = [{ number: 2, credits: [{ role: "责编", names: ["安然"] }], articles: ["a"], layout, ...more }];
  const read = readEdition(JSON.stringify({ pages, articles: [{ id: "a", headline: "雾渡", body }] }), "e.json");
  if (!read.ok) throw new Error(JSON.stringify(read.diagnostics));
  const { findings } = compose({ ...read.value, images: new Map() }, template, fonts);
  return findings.find(({ code }) => code === "white-page")?.hint ?? "";
}

it("asks for more text only where all of it stands", () => {
  expect(hintOf({}, 8)).toContain("characters more");
  expect(hintOf({}, 60)).toMatch(/^\d+ characters find no room on this page all the same: place stories/u);
  const ads = [{ columns: [4, 4], rows: [20, 30], label: "石阶茶社" }];
  expect(hintOf({ ads }, 60)).toContain("move the advertisements");
});

it("names the story whose text would fill a hole", () => {
  const text = (sentences: number) => ["渡船停在上游的石阶边，等雾散了再走。".repeat(sentences)];
  const rows = 72;
  const layout = [
    { article: "fog", columns: [1, 4], rows: [1, 40] },
    { article: "pier", columns: [5, 6], rows: [1, rows] },
    { article: "weir", columns: [1, 4], rows: [42, rows] },
  ];
  const full = (id: string, sentences: number) => ({ id, headline: "雾渡", body: text(sentences) });
  const told = findingsOf(layout, [full("fog", 70), full("pier", 86), full("weir", 74)]);
  const hints = told.filter(({ code }) => code === "white-hole").map(({ hint }) => hint);
  expect(hints.length).toBeGreaterThan(0);
  expect(hints.join("\n")).toContain("add text to fog");
});

it("says of a story without a place that nothing of it stands there", () => {
  const story = { id: "a", headline: "雾渡", body: ["渡船停在上游的石阶边。"] };
  const layout = [{ article: "a", columns: [1, 1], rows: [1, 1] }];
  const told = findingsOf(layout, [story]).find(({ code }) => code === "overset-text");
  expect(told?.message).toMatch(/^nothing of it stands on the page: all \d+ characters/u);
});
