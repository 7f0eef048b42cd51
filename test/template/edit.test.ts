import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { InputError } from "../../src/base/diagnostic.js";
import { editTemplate, type EditPath, type EditValue } from "../../src/template/edit.js";
import { parseTemplate } from "../../src/template/load.js";

const file = (name: string): string => readFileSync(new URL(`../../templates/${name}.yaml`, import.meta.url), "utf8");

const OWN = `# our paper
name: evening   # in short
extends: broadsheet

styles:
  # the loud ones
  headline: { font: hei, weight: 900 } # 主题
  deck:
    size: "14pt"     # a little smaller
    leading: 18pt

headlines:
  sizes: [60pt, 40pt] # two will do
  ladder:
    # only one
    - { priority: 99, span: 1, size: 60pt, min: 40pt }
# the end
`;

/** Lines that differ, as \`-old\` and \`+new\`. */
function changes(before: string, after: string): string[] {
  const old = before.split("\n");
  const now = after.split("\n");
  let head = 0;
  while (head < old.length && old[head] === now[head]) head += 1;
  let tail = 0;
  while (tail < old.length - head && tail < now.length - head && old.at(-1 - tail) === now.at(-1 - tail)) tail += 1;
  return [
    ...old.slice(head, old.length - tail).map((line) => `-${line}`),
    ...now.slice(head, now.length - tail).map((line) => `+${line}`),
  ];
}

describe("editTemplate changes one value and nothing else", () => {
  it.each<[string, EditPath, EditValue, string[]]>([
    ["a value", ["name"], "夕刊", ["-name: evening   # in short", "+name: 夕刊   # in short"]],
    [
      "a value between braces",
      ["styles", "headline", "weight"],
      700,
      ["-  headline: { font: hei, weight: 900 } # 主题", "+  headline: { font: hei, weight: 700 } # 主题"],
    ],
    [
      "a value in quotation marks",
      ["styles", "deck", "size"],
      "15pt",
      ['-    size: "14pt"     # a little smaller', '+    size: "15pt"     # a little smaller'],
    ],
    [
      "an item of a list",
      ["headlines", "sizes", 1],
      "44pt",
      ["-  sizes: [60pt, 40pt] # two will do", "+  sizes: [60pt, 44pt] # two will do"],
    ],
    [
      "a further item",
      ["headlines", "sizes", 2],
      "30pt",
      ["-  sizes: [60pt, 40pt] # two will do", "+  sizes: [60pt, 40pt, 30pt] # two will do"],
    ],
    [
      "a whole list",
      ["headlines", "sizes"],
      ["50pt"],
      ["-  sizes: [60pt, 40pt] # two will do", "+  sizes: [ 50pt ] # two will do"],
    ],
    [
      "a key of a step",
      ["headlines", "ladder", 0, "min"],
      "30pt",
      [
        "-    - { priority: 99, span: 1, size: 60pt, min: 40pt }",
        "+    - { priority: 99, span: 1, size: 60pt, min: 30pt }",
      ],
    ],
    ["a further step", ["headlines", "ladder", 1], { priority: 2, span: 1 }, ["+    - { priority: 2, span: 1 }"]],
    [
      "a new key between braces",
      ["styles", "headline", "size"],
      "44pt",
      ["-  headline: { font: hei, weight: 900 } # 主题", "+  headline: { font: hei, weight: 900, size: 44pt } # 主题"],
    ],
    ["a new key on a line of its own", ["styles", "deck", "font"], "kai", ["+    font: kai"]],
    ["a new style", ["styles", "label", "size"], "2字", ["+  label: { size: 2字 }"]],
    ["a new section", ["grid", "rows"], 100, ["+grid: { rows: 100 }"]],
    ["a colour that needs quotation marks", ["colours", "red"], "#c80a00", ['+colours: { red: "#c80a00" }']],
    ["a text with a comma", ["title"], "甲, 乙: 丙", ['+title: "甲, 乙: 丙"']],
    [
      "a whole style",
      ["styles", "deck"],
      { size: "16pt" },
      ['-    size: "14pt"     # a little smaller', "-    leading: 18pt", "+    size: 16pt"],
    ],
  ])("%s", (_what, path, value, expected) => {
    const edited = editTemplate(OWN, path, value);
    expect(changes(OWN, edited)).toEqual(expected);
    const held = path.reduce<unknown>(
      (at, step) => (at === null || typeof at !== "object" ? at : Reflect.get(at, step)),
      parse(edited),
    );
    expect(held).toEqual(value);
  });

  it("keeps line ends and a byte order mark", () => {
    const text = "\uFEFFname: a # one\r\nstyles:\r\n  deck:\r\n    size: 9pt\r\n";
    expect(editTemplate(text, ["name"], "b")).toBe(text.replace(": a", ": b"));
    expect(editTemplate(text, ["styles", "deck", "weight"], 700)).toBe(
      `${text}    weight: 700\r\n`.replace("\r\n\r\n", "\r\n"),
    );
  });

  it("fills sections that are named and empty, and files that hold nothing yet", () => {
    expect(editTemplate("masthead:\nname: a\n", ["masthead", "rows"], 8)).toBe("masthead: { rows: 8 }\nname: a\n");
    expect(editTemplate("box: {}\n", ["box", "paddingRows"], 2)).toBe("box: { paddingRows: 2 }\n");
    expect(parse(editTemplate("# nothing yet\n", ["grid", "rows"], 8))).toEqual({ grid: { rows: 8 } });
    expect(editTemplate("# nothing yet\n", ["grid", "rows"], 8)).toContain("# nothing yet");
    expect(parse(editTemplate("name: a", ["title"], "b"))).toEqual({ name: "a", title: "b" });
  });

  it("manages anchors and block texts, with comments", () => {
    const text = "# top\ntitle: |\n  long\n  text\nstyles:\n  deck: &side { size: 9pt } # same\n  kicker: *side\n";
    const one = editTemplate(text, ["title"], "short");
    expect(parse(one).title).toBe("short");
    const two = editTemplate(text, ["styles", "kicker"], { size: "8pt" });
    expect(parse(two).styles).toEqual({ deck: { size: "9pt" }, kicker: { size: "8pt" } });
    for (const edited of [one, two]) expect(edited).toMatch(/# top[\s\S]*# same/u);
  });

  it("keeps the comment of an empty section", () => {
    const text = "name: a\nmasthead: # front\nbox:\n  paddingRows: 1\n";
    expect(editTemplate(text, ["masthead", "rows"], 8)).toBe(
      "name: a\nmasthead: { rows: 8 } # front\nbox:\n  paddingRows: 1\n",
    );
    expect(editTemplate(text, ["masthead"], null)).toBe(text.replace("masthead:", "masthead: null"));
    expect(parse(editTemplate("masthead:\n  # front\nname: a\n", ["masthead", "rows"], 8))).toEqual({
      masthead: { rows: 8 },
      name: "a",
    });
  });

  it("refuses paths through aliases and over anchors that are used elsewhere", () => {
    const text = "styles:\n  deck: &side { size: 9pt }\n  kicker: *side\n";
    expect(() => editTemplate(text, ["styles", "kicker", "size"], "8pt")).toThrow(InputError);
    expect(() => editTemplate(text, ["styles", "deck"], 1)).toThrow(InputError);
    expect(() => editTemplate("a: &x 1\nb: *x\n", ["a"], 2)).toThrow(InputError);
    const many = `a: &x 1\nb: [${Array.from({ length: 300 }, () => "*x").join(", ")}]\nc: 1\n`;
    expect(parse(editTemplate(many, ["c"], 2), { maxAliasCount: -1 }).c).toBe(2);
  });

  it("refuses what cannot be read and paths that lead nowhere", () => {
    const bad: [string, EditPath][] = [
      ["a: [", ["a"]],
      ["a: 1\na: 2\n", ["a"]],
      ["[".repeat(50_000), ["a"]],
      ["a: 1\n", []],
      ["a: 1\n", ["a", "b"]],
      ["a: [1]\n", ["a", 5]],
      ["a: [1]\n", ["a", "b"]],
    ];
    for (const [text, path] of bad) expect(() => editTemplate(text, path, 1)).toThrow(InputError);
  });

  it("changes any scalar of the bundled templates back and forth", () => {
    for (const name of ["base", "broadsheet", "tabloid"]) {
      const text = file(name);
      // Each edit reads the file several times over; a fifth of base.yaml shows as much as all of it.
      const all = leaves(parse(text), []);
      for (const [path, value] of all.filter((_leaf, index) => all.length < 60 || index % 5 === 0)) {
        const other = typeof value === "number" ? value + 1 : "changed";
        const edited = editTemplate(text, path, other);
        expect(changes(text, edited).length).toBe(2);
        expect(editTemplate(edited, path, value)).toBe(text);
      }
    }
  });

  it("writes any text so that it is read again", () => {
    const value = fc.oneof(fc.string(), fc.string({ unit: "binary" }), fc.integer(), fc.boolean(), fc.constant(null));
    const path = fc.constantFrom<EditPath>(["name"], ["styles", "deck", "size"], ["headlines", "sizes", 0], ["x", "y"]);
    fc.assert(
      fc.property(path, value, (at, what) => {
        const edited = editTemplate(OWN, at, what);
        const held = at.reduce<unknown>((node, step) => Reflect.get(Object(node), step), parse(edited));
        expect(held).toEqual(what);
        expect(edited).toMatch(/# our paper[\s\S]*# the loud ones[\s\S]*# two will do[\s\S]*# the end/u);
      }),
      { seed: 11, numRuns: 300 },
    );
  });

  it("moves what a page is made with", () => {
    const edited = editTemplate(file("broadsheet"), ["grid", "rows"], 100);
    const outcome = parseTemplate(edited, "b.yaml", (name) => ({ text: file(name), file: `${name}.yaml` }));
    expect(outcome.ok && outcome.value.grid.rows).toBe(100);
  });
});

function leaves(value: unknown, path: readonly (string | number)[]): [EditPath, string | number | boolean][] {
  if (typeof value === "string" || typeof value === "number" || typeof value === "boolean") return [[path, value]];
  if (Array.isArray(value)) return value.flatMap((item, index) => leaves(item, [...path, index]));
  return Object.entries(value ?? {}).flatMap(([key, item]) => leaves(item, [...path, key]));
}

describe("editTemplate where the text is unusual", () => {
  it("puts a value before the comment of an empty key", () => {
    const edited = editTemplate("name: own\nmasthead: # front pages\nextends: tabloid\n", ["masthead", "rows"], 8);
    expect(parse(edited)).toEqual({ name: "own", masthead: { rows: 8 }, extends: "tabloid" });
    expect(edited).toContain("# front pages");
  });

  it.each<[string, string, EditPath]>([
    ["through an alias", "box: &b { paddingRows: 1 }\nbanner: *b\n", ["banner", "rows"]],
    ["an anchor that others need", "fonts: &f { song: [A] }\nstyles: { body: *f }\n", ["fonts"]],
  ])("changes no more than asked %s, or says that it cannot", (_what, text, path) => {
    const keys = keysAfter(text, path);
    expect(keys === "refused" || keys.join() === Object.keys(parse(text) as object).join()).toBe(true);
  });
});

function keysAfter(text: string, path: EditPath): readonly string[] | "refused" {
  try {
    return Object.keys(parse(editTemplate(text, path, 3)) as object);
  } catch (error) {
    if (error instanceof InputError) return "refused";
    throw error;
  }
}
