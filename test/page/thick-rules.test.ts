/** Rules of a template that run over its text: one finding for each rule and kind of text, with the key that mends it. */
import { describe, expect, it } from "vitest";
import { readEdition } from "../../src/edition/read.js";
import { createLibrary } from "../../src/font/library.js";
import { bundledFonts } from "../../src/host/fonts.js";
import { compose } from "../../src/pipeline.js";
import type { Finding } from "../../src/scene/list.js";
import { templateFrom } from "./own-template.js";

const fonts = createLibrary(bundledFonts());
const BODY = "缆车六点开出，赶早市的人把竹筐放在脚边；雾从谷底慢慢升上来。".repeat(8);

function errorsOf(template: string): readonly Finding[] {
  const pages = [
    {
      number: 2,
      section: "民生",
      credits: [{ role: "责编", names: ["安然"] }],
      articles: ["a", "b"],
      layout: [
        { article: "a", columns: [1, 6], rows: [1, 16] },
        { article: "b", columns: [1, 6], rows: [19, 40] },
      ],
    },
  ];
  const articles = ["a", "b"].map((id) => ({ id, headline: "山城缆车", body: [BODY, BODY, BODY] }));
  const read = readEdition(JSON.stringify({ publication: { name: "山城晚报" }, pages, articles }), "e.json");
  if (!read.ok) throw new Error(JSON.stringify(read.diagnostics));
  const scene = compose({ ...read.value, images: new Map() }, templateFrom(template, "tabloid-inside"), fonts);
  return scene.findings.filter(({ code }) => code === "hidden-text" || code === "struck-text");
}

describe("a rule that is too thick", () => {
  it.each([
    ["story.columnRule", "story: { columnRule: { thickness: 22pt, colour: red } }"],
    ["story.storyRule", "story: { storyRule: { thickness: 60pt, colour: blue } }"],
    ["folio.rule", "folio: { rule: { thickness: 12pt, colour: red } }"],
    [
      "story.columnRule",
      "composition: { hanging: on, marks: half }\ngrid: { gutterEms: 0.5 }\nstory: { columnRule: { thickness: 1pt, colour: black } }",
    ],
  ])("is named by its key: %s", (key, template) => {
    const found = errorsOf(template);
    expect(found.length).toBeGreaterThan(0);
    // What is told in two ways are two kinds of text.
    const kinds = found.map(({ code, message }) => `${code} ${/of the [a-z-]+/u.exec(message)?.[0] ?? ""}`);
    expect(new Set(kinds).size).toBe(kinds.length);
    for (const { message, hint } of found) {
      expect(message).toContain(`the template's \`${key}\``);
      expect(hint).toContain(key);
      expect(hint).not.toContain("layout");
    }
  });
});
