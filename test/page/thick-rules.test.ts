/** Rules of a template that run over its text: one finding for each rule and kind of text, with the key that mends it. */
import { describe, expect, it } from "vitest";
import { readEdition } from "../../src/edition/read.js";
import { createLibrary } from "../../src/font/library.js";
import { bundledFonts } from "../../src/host/fonts.js";
import { compose } from "../../src/pipeline.js";
import type { Finding } from "../../src/scene/list.js";
import { templateFrom } from "./own-template.js";

const fonts = createLibrary(bundledFonts());
const TABLE = {
  table: {
    title: "缆车时刻",
    rows: [
      ["首班", "末班"],
      ["6点", "9点"],
    ],
  },
};
const BODY = "缆车六点开出，赶早市的人把竹筐放在脚边；雾从谷底慢慢升上来。".repeat(8);

const STRUCK = ["hidden-text", "struck-text"];

function errorsOf(template: string, codes: readonly string[] = STRUCK, box = false): readonly Finding[] {
  const pages = [
    {
      number: 3,
      section: "民生",
      banner: "山城一日",
      credits: [
        { role: "责编", names: ["安然"] },
        { role: "版式", names: ["何石", "柳知秋"] },
      ],
      articles: ["a", "b"],
      layout: [
        { article: "a", columns: [1, 6], rows: [1, 16] },
        { article: "b", columns: [1, 6], rows: [19, 40] },
      ],
    },
  ];
  const articles = ["a", "b"].map((id) => ({ id, headline: "山城缆车", box, body: [TABLE, BODY, BODY, BODY] }));
  const read = readEdition(JSON.stringify({ publication: { name: "山城晚报" }, pages, articles }), "e.json");
  if (!read.ok) throw new Error(JSON.stringify(read.diagnostics));
  const scene = compose({ ...read.value, images: new Map() }, templateFrom(template, "tabloid-inside"), fonts);
  return scene.findings.filter(({ code }) => codes.includes(code));
}

describe("a rule that is too thick", () => {
  it.each([
    ["story.columnRule", "story: { columnRule: { thickness: 22pt, colour: red } }"],
    ["story.storyRule", "story: { storyRule: { thickness: 60pt, colour: blue } }"],
    ["folio.rule", "folio: { rule: { thickness: 28pt, colour: red } }"],
    ["folio.rule", "folio: { top: 368mm, height: 30pt, credits: foot }"],
    ["story.columnRule", "story: { columnRule: { thickness: 7pt, colour: blue } }\ngrid: { gutterEms: 0.5 }"],
    ["banner.rule", "banner: { rows: 2, rule: { thickness: 16pt, colour: red } }"],
    ["table.rule", "table: { rule: { thickness: 9pt, colour: black } }"],
    ["table.inner", "table: { inner: { thickness: 8pt, colour: black }, rules: all }"],
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
      expect(hint).toMatch(new RegExp(`${key}|\`credits\``, "u"));
      expect(hint).not.toContain("layout");
    }
  });

  it("is named beside others that run over the same text", () => {
    const found = errorsOf(
      "story: { columnRule: { thickness: 6pt, colour: black }, storyRule: { thickness: 40pt, colour: black } }\ngrid: { gutterEms: 0.5 }",
    );
    const keys = found.flatMap(({ message }) => /`(.*?)`/u.exec(message)?.[1] ?? []);
    expect(new Set(keys)).toEqual(new Set(["story.columnRule", "story.storyRule"]));
  });

  it("is told with all letters that it cuts", () => {
    const [found] = errorsOf("table: { rule: { thickness: 12pt, colour: black } }");
    // Of two tables; a row between the first and the last would have none.
    expect(found?.message).toMatch(/^24 characters of the table/u);
  });

  it("is no fault where it runs beside its text", () => {
    expect(errorsOf("story: { columnRule: { thickness: 3pt, colour: blue } }")).toEqual([]);
  });
});

describe("one cause on the page", () => {
  it("is one finding: the credits over the folio line, with the folio's keys", () => {
    const found = errorsOf("folio: { top: 373mm, height: 18pt, credits: foot }", ["overprinted-text"]);
    expect(found.map(({ message }) => message)).toHaveLength(1);
    expect(found[0]?.hint).toContain("`folio`");
    expect(found[0]?.hint).not.toContain("layout");
  });

  it("is one finding: the ground of a box that its text has no contrast to", () => {
    const found = errorsOf("box: { ground: black }", ["low-contrast"], true);
    const boxes = found.map(({ message }) => /of the [a-z]+/u.exec(message)?.[0]);
    // Two stories in boxes, and the head of a table on a ground of its own in each.
    expect(boxes.filter((of) => of === "of the box")).toHaveLength(2);
    for (const { hint } of found) expect(hint).toMatch(/`(?:box|table)` another `ground`/u);
  });

  it("is one finding: a style that is too pale for the paper", () => {
    const found = errorsOf('colours: { pale: "0 0 0 5" }\nstyles: { body: { colour: pale } }', ["low-contrast"]);
    expect(found.map(({ message }) => /of the [a-z]+/u.exec(message)?.[0])).toEqual(["of the body"]);
  });
});
