/** A page with white and text without room at once wants a better make-up, not more text. */
import { expect, it } from "vitest";
import { readEdition } from "../../src/edition/read.js";
import { compose } from "../../src/pipeline.js";
import { fonts, template } from "../page/one-story.js";

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
