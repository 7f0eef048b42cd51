/** Templates of one's own that extend one another, and what a template names beside itself. */
import { mkdirSync, mkdtempSync, realpathSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { formatDiagnostic } from "../../src/base/diagnostic.js";
import { toMm } from "../../src/base/length.js";
import { bundledTemplates, loadTemplateFile, templateText } from "../../src/host/templates.js";
import { parseTemplate } from "../../src/template/load.js";

function folderWith(files: Readonly<Record<string, string>>): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "banxin-templates-")));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  return folder;
}

async function load(files: Readonly<Record<string, string>>, name: string, allowOutside = false) {
  const folder = folderWith(files);
  const outcome = await loadTemplateFile(name, { baseDir: join(folder, "paper"), allowOutside });
  const messages = outcome.diagnostics.map(formatDiagnostic).join("\n").replaceAll(`${folder}/`, "");
  return { outcome, messages, folder };
}

const HOUSE = 'name: house\nextends: broadsheet\ncolours:\n  red: "0 80 60 10"\nstory: { gapRows: 3 }\n';

describe("a template extends one of one's own", () => {
  it("over several files, each path from the file that names it", async () => {
    const { outcome, messages, folder } = await load(
      {
        "paper/house.yaml": HOUSE,
        "paper/looks/inside.yaml": "name: inside\nextends: ../house.yaml\nstory: { headGapRows: 2 }\n",
        "paper/looks/feature.yaml": "name: feature\nextends: ./inside.yaml\npage: { height: 560mm }\n",
      },
      "looks/feature.yaml",
    );
    expect(messages).toBe("");
    if (!outcome.ok) return;
    const { template, paths } = outcome.value;
    expect([template.story.gapRows, template.story.headGapRows, toMm(template.page.height)]).toEqual([3, 2, 560]);
    // A preview that watches these sees a change to any of them.
    const own = ["looks/feature.yaml", "looks/inside.yaml", "house.yaml"].map((file) => join(folder, "paper", file));
    expect(paths.slice(0, 3)).toEqual(own);
    expect(paths.slice(3).every((path) => path.includes("templates"))).toBe(true);
  });

  it("tells a mistake in the file that holds it", async () => {
    const { messages } = await load(
      {
        "paper/house.yaml": "name: house\nextends: broadsheet\nstory: { gaprows: 3 }\n",
        "paper/front.yaml": "name: front\nextends: ./house.yaml\nstyles: { dekc: { weight: 300 } }\n",
      },
      "front.yaml",
    );
    expect(messages).toMatch(
      /^paper\/front.yaml:3:11: error: `dekc`[\s\S]*\npaper\/house.yaml:3:10: error: `gaprows`/u,
    );
  });

  it("blames the nearest file for values that do not go together", async () => {
    const { messages } = await load(
      {
        "paper/house.yaml": "name: house\nextends: tabloid\ngrid: { columns: 5 }\n",
        "paper/front.yaml": "name: front\nextends: ./house.yaml\nstory: { gapRows: 1 }\n",
      },
      "front.yaml",
    );
    expect(messages).toMatch(/^paper\/house.yaml:3:18: error: the nameplate takes 6 columns/u);
  });

  it.each<[string, Record<string, string>, RegExp]>([
    [
      "a file that is not there",
      { "paper/front.yaml": "name: front\nextends: ./gone.yaml\n" },
      /^paper\/front.yaml:2:10: error: `extends`: .*there is no such file/u,
    ],
    [
      "a bundled one with its ending",
      { "paper/front.yaml": "name: front\nextends: broadsheet.yaml\n" },
      /hint: did you mean the bundled `broadsheet`/u,
    ],
    [
      "a file outside of the folder",
      { "house.yaml": HOUSE, "paper/front.yaml": "name: front\nextends: ../house.yaml\n" },
      /^paper\/front.yaml:2:10: error: `extends`: .*leaves the edition's folder/u,
    ],
    [
      "a circle",
      {
        "paper/front.yaml": "name: front\nextends: ./a.yaml\n",
        "paper/a.yaml": "name: a\nextends: ./front.yaml\n",
      },
      /^paper\/a.yaml:2:10: error: .*paper\/front.yaml → paper\/a.yaml → paper\/front.yaml/u,
    ],
    [
      "itself",
      { "paper/front.yaml": "name: front\nextends: ./front.yaml\n" },
      /^paper\/front.yaml:2:10: error: .*circle/u,
    ],
    [
      "a chain without end",
      {
        "paper/front.yaml": "extends: ./1.yaml\n",
        ...Object.fromEntries(
          Array.from({ length: 20 }, (_, i) => [`paper/${i + 1}.yaml`, `extends: ./${i + 2}.yaml\n`]),
        ),
      },
      /^paper\/7.yaml:1:10: error: 8 templates extend one another: paper\/front.yaml → paper\/1.yaml/u,
    ],
    ["a folder", { "paper/front.yaml": "name: front\nextends: ./\n" }, /^paper\/front.yaml:2:10: error: .*folder/u],
    [
      "a file that is no template",
      { "paper/front.yaml": "name: front\nextends: ./a.yaml\n", "paper/a.yaml": "- 1\n" },
      /^paper\/a.yaml:1:1: error: /u,
    ],
  ])("%s is refused at its place", async (_what, files, expected) => {
    expect((await load(files, "front.yaml")).messages).toMatch(expected);
  });

  it("outside of the folder where that is allowed", async () => {
    const files = { "house.yaml": HOUSE, "paper/front.yaml": "name: front\nextends: ../house.yaml\n" };
    expect((await load(files, "front.yaml", true)).messages).toBe("");
  });
});

describe("a template that nobody has", () => {
  it.each([
    ["Berliner", "berliner"],
    ["broadsheet_front", "broadsheet-front"],
  ])("%s: did you mean %s", async (name, near) => {
    expect((await load({ "paper/x": "" }, name)).messages).toContain(`did you mean \`${near}\`?`);
  });
});

describe("files for the press are looked for when the template is loaded", () => {
  it.each<[string, RegExp]>([
    ["{ condition: rgb }", /^paper\/front.yaml:3:21: error: there is no output condition "rgb"\n.*newsprint/u],
    ["{ condition: newsprnt }", /did you mean `newsprint`/u],
    ["{ condition: ./ours.json }", /^paper\/front.yaml:3:21: error: .*no such file/u],
    ["{ icc: nope.icc }", /^paper\/front.yaml:3:15: error: .*no such file/u],
  ])("%s", async (press, expected) => {
    const files = { "paper/front.yaml": `name: front\nextends: broadsheet\npress: ${press}\n` };
    expect((await load(files, "front.yaml")).messages).toMatch(expected);
  });
});

describe("a template with all that it extends", () => {
  it.each(bundledTemplates())("%s says the same", async (name) => {
    const merged = await templateText(name, { baseDir: ".", allowOutside: false }, true);
    const plain = await loadTemplateFile(name, { baseDir: ".", allowOutside: false });
    if (!merged.ok || !plain.ok) throw new Error("not read");
    const again = parseTemplate(merged.value, "merged.yaml", () => undefined);
    expect(again.diagnostics.map(formatDiagnostic)).toEqual([]);
    if (!again.ok) return;
    const bare = (value: unknown): string =>
      JSON.stringify(value, (key, own: unknown) =>
        ["origin", "conditionAt", "file", "at", "rowsAt"].includes(key) ? undefined : own,
      );
    expect(bare(again.value)).toBe(bare(plain.value.template));
    expect(merged.value).toMatch(/^ {2}gapRows: 2 +# base.yaml:\d+$/mu);
  });
});
