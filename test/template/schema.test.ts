/** The JSON Schema that editors check templates by says what the program says. */
import { readdirSync, readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { templateJsonSchema } from "../../src/template/schema.js";

const validate = new Ajv2020({ allErrors: true }).compile(templateJsonSchema());
const FOLDER = new URL("../../templates/", import.meta.url);
/** The templates that the documents show whole. */
const SHOWN = [
  ...readFileSync(new URL("../../docs/templates.md", import.meta.url), "utf8").matchAll(/```yaml\n(.*?)```/gsu),
]
  .map(([, text = ""]) => text)
  .filter((text) => /^extends:/mu.test(text));

function wrongWith(text: string): readonly string[] {
  validate(parse(text));
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message ?? ""}`);
}

describe("the schema takes", () => {
  const partial = (name: string): boolean => name !== "base.yaml";
  it.each(readdirSync(FOLDER).filter(partial))("%s", (name) => {
    expect(wrongWith(readFileSync(new URL(name, FOLDER), "utf8"))).toEqual([]);
  });

  it("what the documents show", () => {
    expect(SHOWN.length).toBeGreaterThan(0);
    for (const text of SHOWN) expect(wrongWith(text)).toEqual([]);
  });

  it.each([
    "story: { storyRule: }",
    "masthead:",
    "grid: { left: }",
    "box: { ground: , frame: }",
    "styles: { deck: { like: kicker, font: , size: } }",
    "x-own: { anything: 1 }",
    "headlines: { ladder: [{ priority: 1, span: 1, size: 30pt, min: 20pt }] }",
  ])("%s", (lines) => expect(wrongWith(`name: own\nextends: broadsheet\n${lines}\n`)).toEqual([]));
});

describe("the schema refuses", () => {
  it.each([
    "sotry: { gapRows: 1 }",
    "styles: { hedline: { font: hei } }",
    "styles: { headline: { weight: bold } }",
    "grid: { columns: }",
    "colours: { red: }",
    "headlines: { ladder: [{ priority: 1, span: 1, size: 30pt, min: }] }",
    "box: { frame: 1pt }",
  ])("%s", (lines) => expect(wrongWith(`name: own\nextends: broadsheet\n${lines}\n`)).not.toEqual([]));
});
