/** The slips that designers make most: each is told at its place, by its name, with what to write instead. */
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { formatDiagnostic } from "../../src/base/diagnostic.js";
import { parseTemplate } from "../../src/template/load.js";

const BASES = ["base", "broadsheet", "broadsheet-front", "tabloid", "berliner"];
const BUNDLED = new Map(
  BASES.map((name) => [
    name,
    { text: readFileSync(new URL(`../../templates/${name}.yaml`, import.meta.url), "utf8"), file: `${name}.yaml` },
  ]),
);

function found(text: string): readonly string[] {
  return parseTemplate(text, "own.yaml", (name) => BUNDLED.get(name), BASES).diagnostics.map(formatDiagnostic);
}
/** Below two lines that make it a whole template: what is said begins on line 3. */
const own = (lines: string): string => found(`name: own\nextends: broadsheet\n${lines}`).join("\n");

describe("a key without a value is looked at like any other", () => {
  it.each<[string, string, RegExp]>([
    ["a style", "styles:\n  hedline:\n", /^own.yaml:4:3: error: `hedline` .*`styles`\n.*`headline`/u],
    ["a section", "sotry:\n", /^own.yaml:3:1: error: `sotry` .*\n.*`story`/u],
    ["a key of a section", "story:\n  gaprow:\n", /^own.yaml:4:3: error: `gaprow` .*`story`\n.*`gapRows`/u],
    ["a key of a rule", "box: { frame: { thicknes: } }\n", /own.yaml:3:17: error: `thicknes` .*\n.*`thickness`/u],
    ["a key of a step", "headlines: { ladder: [{ spam: }] }\n", /own.yaml:3:25: error: `spam` .*\n.*`span`/u],
    [
      "a value without space",
      "styles:\n  headline: {font:hei}\n",
      /^own.yaml:4:14: error: .*space is missing.*\n.*`font: hei`/u,
    ],
    ["two of them", "box: {paddingRows:1,ground:tint}\n", /`paddingRows: 1`[\s\S]*own.yaml:3:21[\s\S]*`ground: tint`/u],
    ["a section without space", "story: {gapRows:1}\n", /own.yaml:3:9: error: .*space is missing/u],
  ])("%s", (_what, lines, expected) => expect(own(lines)).toMatch(expected));

  it("still takes away what is inherited", () => {
    expect(own("story: { storyRule: }\ngrid: { left: }\nbox: { ground: , frame: }\nnote:\n")).toBe("");
  });
});

describe("a key in another place than its own", () => {
  it.each<[string, string, RegExp]>([
    [
      "styles that are not indented",
      "styles:\nheadline: { font: hei }\nkicker: { font: hei }\n",
      /^own.yaml:4:1: error: .*`headline`.*\n.*indent it.*`styles`\nown.yaml:5:1: [^\n]*\n[^\n]*indent it[^\n]*$/u,
    ],
    ["a section that is not indented", "grid:\ncolumns: 7\n", /^own.yaml:4:1: [^\n]*\n[^\n]*indent it[^\n]*`grid`$/u],
    ["a key of another section", "page: { gapRows: 1 }\n", /own.yaml:3:9: .*\n.*it is a key of `story`/u],
    ["a style among sections", "kicker: { font: hei }\n", /own.yaml:3:1: .*\n.*it is a key of `styles`/u],
  ])("%s", (_what, lines, expected) => expect(own(lines)).toMatch(expected));
});

describe("a value of the wrong kind is told with one that is right", () => {
  it.each<[string, string, RegExp]>([
    ["a leading that is a factor", "styles: { deck: { leading: 1.4 } }\n", /did you mean 1\.4em\?/u],
    ["that of the grid", "grid: { leading: 1.4 }\n", /did you mean 1\.4em\?/u],
    ["the same in quotation marks", 'grid: { leading: "1.4" }\n', /1\.4em/u],
    ["a word in a section", "folio: { credits: { at: foot } }\n", /did you mean `credits: foot`\?/u],
    [
      "a section for a word",
      "folio: { credits: { size: 9pt } }\n",
      /`credits: folio`; it is one of: folio, foot, none/u,
    ],
    ["a word in a list", "folio: { credits: [none] }\n", /did you mean `credits: none`\?/u],
    ["a rule that is a length", "box: { frame: 1pt }\n", /\{ thickness: 1pt, colour: black \}.*empty/u],
    ["a rule that is a word", "story:\n  storyRule: none\n", /hint: leave it empty.*`storyRule:`/u],
    ["bounds that are a number", "story: { headlineTracking: 0.1 }\n", /\{ min: -0\.04, max: 0\.1 \}/u],
    ["a list that is a number", "story: { subheadRows: 2 }\n", /hint: .*\[2, 3\]/u],
    ["a list of one", "story: { brokenEms: [8] }\n", /hint: .*\[8, 26\]/u],
    ["a length or a word", "story: { photoOutset: bleed }\n", /hint: .*6mm.*trim/u],
    ["a number or a word", "makeup: { order: firm }\n", /hint: .*number.*hard/u],
    ["a section that is a number", "folio: 3\n", /hint: .*`top`.*`number`/u],
    ["a brace without quotation marks", "folio: { date: {yyyy}年 }\n", /hint: .*begins with \{.*"\{yyyy\}年/u],
    ["the same on a line of its own", "folio:\n  date: {yyyy}年{M}月\n", /hint: .*begins with \{.*"\{yyyy\}年/u],
    ["the same alone", "folio:\n  number: {number}\n", /own.yaml:4:11: error: .*\n.*begins with \{/u],
    ["a leading that is a factor", "styles: { deck: { leading: 1.2 } }\n", /1\.2em/u],
    ["a full-width colon", "styles:\n  headline： { font: hei }\n", /own.yaml:4:3: .*full-width.*\n.*`headline: `/u],
    ["a full-width comma", "styles:\n  headline: { font: hei，weight: 900 }\n", /hint: .*，.*full-width.*`, `/u],
    ["full-width quotation marks", "colours: { red: “0 90 80 0” }\n", /hint: .*full-width.*"/u],
  ])("%s", (_what, lines, expected) => expect(own(lines)).toMatch(expected));

  it.each<[string, RegExp]>([
    ["teal", /"0 100 90 5".*"#rrggbb".*spot/u],
    ["PANTONE 185 C", /\{ spot: "PANTONE 185 C", cmyk: /u],
    ["cmyk(80,0,0,0)", /"80 0 0 0"/u],
    ["rgb(200, 16, 46)", /"#c8102e"/u],
  ])("the colour %s", (colour, expected) =>
    expect(own(`colours:\n  red: ${colour}\n`)).toMatch(
      new RegExp(`own.yaml:4:8.*\\n.*hint: .*${expected.source}`, "u"),
    ),
  );

  it.each<[string, RegExp]>([
    ["extends:berliner\n", /space is missing.*\n.*`extends: berliner`|hint: .*space is missing.*`extends: berliner`/u],
    [
      "name: own\nextends:berliner\ngrid: { rows: 90 }\n",
      /own.yaml:2:1: [^\n]*\n[^\n]*space[^\n]*`extends: berliner`/u,
    ],
  ])("%j", (text, expected) => expect(found(text).join("\n")).toMatch(expected));
});

describe("one mistake is one message", () => {
  it.each([
    ["Name: own\nextends: broadsheet\n", 1],
    ["Name: own\nExtends: broadsheet\n", 2],
    ["name: own\npage: { width: 390mm }\n", 1],
    ["name: own\nextends broadsheet\n", 1],
  ])("%j", (text, count) => expect(found(text)).toHaveLength(count));
});

describe("templates that are extended", () => {
  it.each([
    ["Berliner", "berliner"],
    ["broadsheet_front", "broadsheet-front"],
    ["broadsheet.yaml", "broadsheet"],
  ])("did you mean for %s", (name, near) => {
    expect(found(`extends: ${name}\n`).join("\n")).toContain(`did you mean \`${near}\`?`);
  });
});

describe("a value of mine that does not go with one of theirs is told at mine", () => {
  it.each<[string, RegExp]>([
    [
      "extends: tabloid\ngrid: { columns: 5 }\n",
      /^own.yaml:2:18: error: .*6 columns.*5.*\n.*5 or fewer.*tabloid.yaml:\d+:\d+/u,
    ],
    ["extends: tabloid\ngrid: { columns: 5 }\nmasthead: { columns: 6 }\n", /^own.yaml:3:22: error: .*\n.*5 or fewer/u],
    ["extends: berliner\ngrid: { leading: 13.9pt }\n", /^own.yaml:2:18: error: .*rows.*\n.*berliner.yaml:\d+:\d+/u],
    ["extends: berliner\ngrid: { body: 14pt }\n", /^own.yaml:2:15: error: /u],
    ["extends: broadsheet\nfolio: { height: 90pt }\n", /^own.yaml:2:18: warning: the folio line reaches/u],
    ["extends: broadsheet\ngrid: { rows: 112, top: 24mm }\n", /^own.yaml:2:25: warning: the folio line reaches/u],
    [
      "extends: tabloid\ngrid: { rows: 8 }\nmasthead: { columns: 6 }\n",
      /^own.yaml:2:15: error: the nameplate takes 8 rows/u,
    ],
  ])("%j", (text, expected) => expect(found(`${text}name: own\n`).join("\n")).toMatch(expected));

  it("says nothing of a folio line on pages that have a nameplate instead", () => {
    expect(found("name: own\nextends: broadsheet-front\ngrid: { top: 10mm }\n")).toEqual([]);
  });
});

describe("placeholders of the folio line", () => {
  it.each<[string, RegExp]>([
    [
      'folio: { number: "{editon}{nubmer}版" }\n',
      /own.yaml:3:18: error: .*\{editon\}.*\n.*`\{edition\}`[\s\S]*`\{number\}`/u,
    ],
    ['folio: { date: "{yyy}年" }\n', /own.yaml:3:16: error: .*\{yyy\}.*\n.*`\{yyyy\}`/u],
    ['folio: { date: "{weekady}" }\n', /`\{weekday\}`/u],
    ['folio: { date: "{number}" }\n', /\{yyyy\}.*\{weekday\}/u],
  ])("%j", (lines, expected) => expect(own(lines)).toMatch(expected));

  it("leaves other braces alone", () => {
    expect(own('folio: { date: "{{yyyy}} {…} {}", number: "{ {number2}版" }\n')).toBe("");
  });
});

describe("sizes of the ladder", () => {
  it("need not be in `headlines.sizes`", () => {
    expect(own("headlines: { ladder: [{ priority: 9, span: 1, size: 55pt, min: 41pt }] }\n")).toBe("");
  });
});
