/** Every template, or part of one, that docs/templates.md shows is one that the program takes. */
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { formatDiagnostic } from "../../src/base/diagnostic.js";
import { bundledTemplates } from "../../src/host/templates.js";
import { parseTemplate } from "../../src/template/load.js";
import { shownBlocks, shownExamples } from "../shown.js";

const NAMES = [...bundledTemplates(), "base"];
const BUNDLED = new Map(
  NAMES.map((name) => [
    name,
    { text: readFileSync(new URL(`../../templates/${name}.yaml`, import.meta.url), "utf8"), file: `${name}.yaml` },
  ]),
);

function errorsIn(text: string): readonly string[] {
  const { diagnostics } = parseTemplate(text, "own.yaml", (name) => BUNDLED.get(name), NAMES);
  return diagnostics.filter(({ severity }) => severity === "error").map(formatDiagnostic);
}

/** Sections of the document that are keys of another one. */
const INSIDE: Readonly<Record<string, string>> = { Gaps: "composition: { gaps: %s }" };

describe("docs/templates.md shows", () => {
  const blocks = shownBlocks("templates.md").filter(({ language }) => language === "yaml");
  it.each(blocks)("$text", ({ text }) => {
    expect(errorsIn(/^extends:/mu.test(text) ? text : `name: own\nextends: broadsheet\n${text}`)).toEqual([]);
  });

  const examples = shownExamples("templates.md");
  it("examples of its keys", () => expect(examples.length).toBeGreaterThan(60));
  it.each(examples)("$section: $key: $value", ({ section, key, value }) => {
    const whole = INSIDE[section]?.replace("%s", `{ ${key}: ${value} }`) ?? `${section}:\n  ${key}:\n    ${value}`;
    expect(errorsIn(`name: own\nextends: broadsheet-front\n${whole}\n`)).toEqual([]);
  });
});
