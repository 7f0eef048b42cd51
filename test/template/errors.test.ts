import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { formatDiagnostic } from "../../src/base/diagnostic.js";
import { parseTemplate } from "../../src/template/load.js";

const BUNDLED = new Map(
  ["base", "broadsheet", "tabloid"].map((name) => [
    name,
    { text: readFileSync(new URL(`../../templates/${name}.yaml`, import.meta.url), "utf8"), file: `${name}.yaml` },
  ]),
);

function found(text: string): readonly string[] {
  return parseTemplate(text, "own.yaml", (name) => BUNDLED.get(name)).diagnostics.map(formatDiagnostic);
}
/** Below two lines that make it a whole template: what is said begins on line 3. */
const own = (lines: string): readonly string[] => found(`name: own\nextends: broadsheet\n${lines}`);

describe("a mistake is told at its place, with what to do", () => {
  it.each<[string, string, RegExp]>([
    [
      "a key that is nearly right",
      "styles:\n  headlin: { size: 30pt }\n",
      /^own.yaml:4:3: error: `headlin` .*\n.*`headline`/u,
    ],
    ["a section that is nearly right", "grids: {}\n", /^own.yaml:3:1: error: `grids` .* the template\n.*`grid`/u],
    [
      "a key inside a style",
      "styles:\n  deck: { wieght: 400 }\n",
      /^own.yaml:4:11: error: .*`styles.deck`\n.*`weight`/u,
    ],
    [
      "a key in the ladder",
      "headlines: { ladder: [{ priority: 1, spam: 1 }] }\n",
      /own.yaml:3:38: error: `spam`.*\n.*`span`/u,
    ],
    ["a merge key", "styles:\n  <<: { deck: {} }\n", /^own.yaml:4:3: error: `<<`.*\n.*`like`/u],
    ["__proto__", "__proto__: { page: 1 }\n", /^own.yaml:3:1: error: `__proto__` is not a key/u],
    ["a length without unit, as number", "grid: { top: 33 }\n", /^own.yaml:3:14: error: .*text.* 33\n.*33pt/u],
    ["a length without unit, as text", 'grid: { top: "33" }\n', /^own.yaml:3:14: error: .*no unit\n.*33pt/u],
    ["an unknown unit", "grid: { top: 3 ells }\n", /^own.yaml:3:14: error: .*not a length/u],
    ["a negative length", "grid: { top: -3mm }\n", /^own.yaml:3:14: error: .*-3mm/u],
    ["a size of nothing", "styles: { deck: { size: 0pt } }\n", /^own.yaml:3:25: error: .*0pt.*\n.*above 0/u],
    ["a length of miles", "styles: { deck: { size: 99999字 } }\n", /^own.yaml:3:25: error: .*10 m/u],
    [
      "type larger than its row",
      "styles: { verse: { size: 19pt } }\n",
      /^own.yaml:3:18: error: `verse` is larger than a row/u,
    ],
    ["a body in its own unit", "grid: { body: 2字 }\n", /^own.yaml:3:15: error: .*字 has no meaning/u],
    ["an unknown colour", "styles: { deck: { colour: rde } }\n", /^own.yaml:3:27: error: .*"rde"\n.*`red`/u],
    ["an unknown colour of a rule", "box: { frame: { colour: rde } }\n", /^own.yaml:3:25: error: .*"rde"/u],
    ["an unknown ground", "box: { ground: mauve }\n", /^own.yaml:3:16: error: .*"mauve"\n.*black, grey/u],
    ["a weight of make-up with no name", "makeup: { whit: 60 }\n", /^own.yaml:3:11: error: `whit`.*\n.*`white`/u],
    ["a weight below nothing", "makeup: { white: 0 }\n", /^own.yaml:3:18: error: .*cannot be 0: 1 or more/u],
    [
      "a weight that is a word",
      "makeup: { leap: hard }\n",
      /^own.yaml:3:17: error: .*must be a number, but it is "hard"/u,
    ],
    ["a word for no weight", "makeup: { order: firm }\n", /^own.yaml:3:18: error: .*"firm"\n.*hard, soft, off/u],
    [
      "a rule that no page in the making can be judged by",
      "makeup:\n  rules: { hole: hard }\n",
      /^own.yaml:4:12: error: `hole` is not a key of `makeup.rules`/u,
    ],
    [
      "columns upside down",
      "makeup: { columnRows: [48, 7] }\n",
      /^own.yaml:3:23: error: .*more than 7.*\n.*\[7, 48\]/u,
    ],
    ["columns without their most rows", "makeup: { columnRows: [7] }\n", /^own.yaml:3:23: error: /u],
    [
      "a colour with three components",
      'colours:\n  red: "0 100 90"\n',
      /^own.yaml:4:8: error: `colours.red`: cmyk needs four/u,
    ],
    [
      "a colour with an empty component",
      'colours:\n  red: "0,,0,0,0"\n',
      /^own.yaml:4:8: error: `colours.red`: cmyk needs four/u,
    ],
    [
      "a page too narrow for the grid it takes over",
      "page: { width: 100mm }\n",
      /^own.yaml:3:16: error: the columns are .* wide, and the page is 283/u,
    ],
    [
      "a page too low for the grid it takes over",
      "page: { height: 100mm }\n",
      /^own.yaml:3:17: error: 110 rows from `top` reach over the page's foot/u,
    ],
    ["a colour over 100 %", "colours:\n  red: { cmyk: [0, 120, 0, 0] }\n", /^own.yaml:4:8: error: .*0 to 100/u],
    [
      "a colour lost to a comment",
      "colours:\n  red: { rgb: \n #c8102e\n  }\n",
      /own.yaml:4:8: error: .*empty\n.*quotation marks/u,
    ],
    ["a colour without a name", "colours:\n  red: crimson\n", /^own.yaml:4:8: error: .*cmyk needs four/u],
    ["a spot colour without cmyk", "colours:\n  red: { spot: 金 }\n", /^own.yaml:4:8: error: .*stand in/u],
    ["two forms of one colour", "colours:\n  red: { gray: 0, rgb: x }\n", /^own.yaml:4:8: error: .*one way/u],
    ["an unknown role", "styles: { deck: { font: kia } }\n", /^own.yaml:3:25: error: there is no role "kia"\n.*`kai`/u],
    [
      "a family as role",
      "styles: { deck: { font: Noto Serif SC } }\n",
      /^own.yaml:3:25: error: .*role.*\n.*song, hei/u,
    ],
    [
      "an unknown style in like",
      "styles: { deck: { like: kiker } }\n",
      /^own.yaml:3:25: error: there is no style "kiker"\n.*`kicker`/u,
    ],
    [
      "a weight of 1000",
      "styles: { deck: { weight: 1000 } }\n",
      /^own.yaml:3:27: error: .*900 or less\n.*400 is regular/u,
    ],
    [
      "a weight in words",
      "styles: { deck: { weight: bold } }\n",
      /^own.yaml:3:27: error: .*a number, but it is "bold"/u,
    ],
    ["a rule of composition", "composition: { kinsoku: bg }\n", /^own.yaml:3:25: error: .*"bg"\n.*`gb`/u],
    ["marks of another width", "composition: { adjacentMarks: 3 }\n", /^own.yaml:3:31: error: .*\n.*1, 1.5, 2/u],
    [
      "a family that is no list",
      "fonts: { kai: LXGW WenKai }\n",
      /^own.yaml:3:15: error: .*a list.*\n.*\["LXGW WenKai"\]/u,
    ],
    ["a kicker larger than it may be", "story: { kickerRatio: 0.9 }\n", /^own.yaml:3:23: error: .*0.6 or less/u],
    ["a section that is empty", "page:\n", /^own.yaml:3:1: error: the template has nothing for `page`/u],
    ["a value that is empty", "page: { width: }\n", /^own.yaml:3:9: error: `page` has nothing for `width`/u],
    [
      "columns wider than the page",
      "grid: { columns: 12 }\n",
      /^own.yaml:3:18: error: the columns are 1552.5pt wide.*\n.*banxin grid/u,
    ],
    [
      "a page narrower than the columns",
      "page: { width: 200mm }\n",
      /^own.yaml:3:16: error: the columns are 1030.5pt wide/u,
    ],
    ["colours that are a list", "colours: []\n", /^own.yaml:3:10: error: /u],
    ["a colour with a hole", 'colours: { red: "0,,0,0,0" }\n', /^own.yaml:3:17: error: .*cmyk needs four/u],
    ["a left edge too far right", "grid: { left: 200mm }\n", /^own.yaml:3:15: error: the columns/u],
    ["rows over the foot", "grid: { rows: 200 }\n", /^own.yaml:3:15: error: 200 rows.*\n.*at most 115 rows/u],
    ["a leading under the body", "grid: { leading: 8pt }\n", /^own.yaml:3:18: error: the leading is smaller/u],
    [
      "a folio line in the text",
      "folio: { height: 90pt }\n",
      /^own.yaml:3:18: warning: the folio line reaches.*\n.*broadsheet.yaml:\d+:\d+/u,
    ],
    ["a folio line under the page", "folio: { top: 600mm }\n", /^own.yaml:3:15: error: the folio line is below/u],
    [
      "a nameplate wider than the page",
      "masthead: { rows: 8, columns: 9 }\n",
      /^own.yaml:3:31: error: the nameplate takes 9 columns/u,
    ],
    [
      "a body off the grid",
      "styles: { body: { size: 10pt } }\n",
      /^own.yaml:3:17: warning: the body type is not the grid's/u,
    ],
    [
      "a ladder without one column",
      "headlines: { ladder: [{ priority: 9, span: 2, size: 30pt, min: 30pt }] }\n",
      /^own.yaml:3:22: error: .*one column/u,
    ],
    [
      "a ladder upside down",
      "headlines: { ladder: [{ priority: 9, span: 1, size: 30pt, min: 36pt }] }\n",
      /^own.yaml:3:64: error: `min` is larger/u,
    ],
    [
      "a step twice",
      "headlines: { ladder: [{ priority: 9, span: 1, size: 30pt, min: 30pt }, { priority: 9, span: 1, size: 30pt, min: 30pt }] }\n",
      /^own.yaml:3:72: warning: .*twice/u,
    ],
    [
      "type under 5 pt",
      "styles: { caption: { size: 4.9pt } }\n",
      /^own.yaml:3:28: warning: caption is smaller than 5 pt/u,
    ],
    [
      "a circle of styles",
      "styles:\n  strong: { like: kai }\n  kai: { like: strong }\n",
      /own.yaml:4:19: error: .*strong → kai → strong/u,
    ],
  ])("%s", (_what, lines, expected) => {
    const messages = own(lines);
    expect(messages.join("\n")).toMatch(expected);
    for (const message of messages) expect(message).toMatch(/\n {2}hint: \S/u);
  });

  it.each<[string, string, RegExp]>([
    [
      "a colour with commas in braces",
      "colours: { a: cmyk(80,0,0,0) }\n",
      /^own.yaml:1:\d+: error: .*\n.*quotation marks: "cmyk\(0,100,80,0\)"/u,
    ],
    ["a key twice", "name: a\nname: b\n", /^own.yaml:2:1: error: `name` is written twice/u],
    ["a bracket left open", "name: a\nfonts: { kai: [\n", /^own.yaml:3:1: error: /u],
    ["a quotation mark left open", 'name: "a\n', /^own.yaml:\d:\d+: error: .*quote/u],
    ["a tab", "page:\n\twidth: 1mm\n", /^own.yaml:\d:\d: error: tabs.*\n.*spaces/u],
    ["a full-width colon", "name：a\ngrid：\n  rows: 3\n", /^own.yaml:1:1: error: .*\n.*colon.*full-width.*ASCII/u],
    ["one line with a full-width colon", "name：a\n", /^own.yaml:1:1: error: .*\n.*colon.*full-width.*ASCII/u],
    ["two documents", "name: a\n---\nname: b\n", /^own.yaml:\d:\d: error: .*second document/u],
    ["an unknown tag", "name: !!js/function x\nextends: broadsheet\n", /^own.yaml:1:7: warning: .*tag/u],
    ["an empty file", "", /^own.yaml:1:1: error: the template is empty\n.*extends/u],
    ["a file of comments", "# nothing\n", /^own.yaml:1:1: error: the template is empty/u],
    ["a list", "- a\n- b\n", /^own.yaml:1:1: error: .*map of sections/u],
    ["a key that is a list", "? [a]\n: b\n", /^own.yaml:1:3: error: this key is not a word/u],
    ["an alias to nothing", "name: *nobody\n", /^own.yaml:1:7: error: .*&nobody/u],
    ["an alias within itself", "name: &a [*a]\n", /^own.yaml:1:11: error: .*within what it repeats/u],
    ["no base of that name", "extends: berliner\n", /^own.yaml:1:10: error: there is no template "berliner"/u],
    ["a base that is no name", "extends: [a]\n", /^own.yaml:1:10: error: /u],
    ["nothing but a name", "name: a\n", /^own.yaml:1:1: error: the template has no `page`, `grid`.*\n.*extends/u],
    [
      "a colour that is a comment",
      "extends: broadsheet\ncolours:\n  red: #c00000\n",
      /^own.yaml:3:8: error: `colours.red`: .*empty\n.*quotation marks/u,
    ],
    [
      "a colour whose comment swallows a brace",
      "colours: { red: { rgb: #c00000 } }\nname: a\n",
      /^own.yaml:2:1: error: .*\n.*quotation marks/u,
    ],
  ])("%s", (_what, text, expected) => {
    const messages = found(text);
    expect(messages.join("\n")).toMatch(expected);
    for (const message of messages) expect(message).toMatch(/\n {2}hint: \S/u);
  });
});

describe("all mistakes at once", () => {
  it("in the order of their lines, whatever finds them", () => {
    const messages = own(
      [
        "grid: { rows: 200 }",
        "folio: { gap: wide }",
        "colours: { red: [1] }",
        "styles:",
        "  deck: { colour: mauve, wieght: 3 }",
        "  kicker: { size: 3pt, colour: red }",
        "  label: { like: deckk }",
        "extra: 1",
      ].join("\n"),
    );
    expect(messages.map((message) => /^own.yaml:(\d+):\d+: \w+/u.exec(message)?.[0])).toEqual([
      "own.yaml:3:15: error",
      "own.yaml:4:15: error",
      "own.yaml:5:17: error",
      "own.yaml:7:19: error",
      "own.yaml:7:26: error",
      "own.yaml:8:19: warning",
      "own.yaml:9:18: error",
      "own.yaml:10:1: error",
    ]);
  });

  it("in a template that extends nothing", () => {
    const text = ["base", "broadsheet"].map((name) => BUNDLED.get(name)?.text ?? "").join("\n");
    const whole = text
      .replace(/^name: broadsheet$/mu, "")
      .replace(/^title: 对开.*$/mu, "")
      .replace(/^extends: .*$/mu, "");
    expect(found(whole)).toEqual([]);
    const broken = whole
      .replace("columns: 8", "columns: 30")
      .replace("kai: { like", "kai: { lik")
      .replace("18pt", "4pt");
    expect(found(broken).length).toBe(3);
  });

  it("in the file that holds the value, and not what follows from a broken base", () => {
    const bases = new Map([
      ["mid", { text: "extends: broadsheet\nstyles: { deck: { size: 3 } }\n", file: "mid.yaml" }],
    ]);
    const source = (name: string) => bases.get(name) ?? BUNDLED.get(name);
    const outcome = parseTemplate("extends: mid\nstyles: { deck: { weight: 1 } }\n", "own.yaml", source);
    expect(outcome.diagnostics.map(({ at }) => `${at?.file}:${at?.line}`)).toEqual(["own.yaml:2", "mid.yaml:2"]);
    const lost = parseTemplate("extends: gone\nstyles: { deck: { colour: red, weight: 1 } }\n", "own.yaml", source);
    expect(lost.diagnostics.map(({ code }) => code)).toEqual(["unknown-template", "template-value"]);
    bases.set("torn", { text: "a: [", file: "torn.yaml" });
    const torn = parseTemplate("extends: torn\nwidth: 1\n", "own.yaml", source);
    expect(torn.diagnostics.map(({ at }) => at?.file)).toEqual(["own.yaml", "torn.yaml"]);
  });
});

describe("what a file cannot do", () => {
  const hostile: [string, string][] = [
    ["brackets", "[".repeat(100_000)],
    ["braces", `a: ${"{a: ".repeat(20_000)}`],
    ["dashes", "- ".repeat(100_000)],
    ["question marks", "? ".repeat(50_000)],
    ["steps", Array.from({ length: 900 }, (_, i) => `${" ".repeat(i)}a:`).join("\n")],
    ["many keys", Array.from({ length: 60_000 }, (_, i) => `k${i}: 1`).join("\n")],
    [
      "bombs",
      `a: &a [1,1,1,1,1,1,1,1,1]\n${"bcdefgh".replace(/./gu, (c) => `${c}: &${c} [${`*${String.fromCodePoint((c.codePointAt(0) ?? 0) - 1)},`.repeat(9)}]\n`)}`,
    ],
    ["marks", "!&*|>%@`".repeat(5_000)],
    ["zeros", "\0".repeat(10_000)],
  ];
  it.each(hostile)("%s end in a message, soon", (_what, text) => {
    const start = performance.now();
    const outcome = parseTemplate(text, "own.yaml", () => undefined);
    expect(outcome.ok).toBe(false);
    expect(outcome.diagnostics.length).toBeGreaterThan(0);
    expect(outcome.diagnostics.length).toBeLessThanOrEqual(200);
    expect(performance.now() - start).toBeLessThan(5_000);
  });

  it("go on for ever by extending", () => {
    let count = 0;
    const outcome = parseTemplate("extends: next\n", "0.yaml", () => ({
      text: "extends: next\n",
      file: `${(count += 1)}.yaml`,
    }));
    expect(outcome.diagnostics.map(({ code }) => code)).toEqual(["template-depth"]);
    const two = new Map([
      ["a", { text: "extends: b\n", file: "a.yaml" }],
      ["b", { text: "extends: a\n", file: "b.yaml" }],
    ]);
    const circle = parseTemplate("extends: b\n", "a.yaml", (name) => two.get(name));
    expect(circle.diagnostics.map(formatDiagnostic)).toEqual([
      expect.stringMatching(/^b.yaml:1:10: error: .*a.yaml → b.yaml → a.yaml/u),
    ]);
  });
});

it("says once that colours are no list, and nothing of the colours that are missing because of it", () => {
  expect(own("colours: []\n")).toHaveLength(1);
});
