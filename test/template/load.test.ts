import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { mm, pt } from "../../src/base/length.js";
import { bundledTemplates, loadTemplateFile } from "../../src/host/templates.js";
import { closingGrids } from "../../src/layout/grid-solver.js";
import { parseTemplate } from "../../src/template/load.js";

const read = (name: string) => ({
  text: readFileSync(new URL(`../../templates/${name}.yaml`, import.meta.url), "utf8"),
  file: `${name}.yaml`,
});
const bases = new Set(["base", "broadsheet", "tabloid"]);
const parse = (text: string) => parseTemplate(text, "own.yaml", (name) => (bases.has(name) ? read(name) : undefined));
const own = (lines: string) => parse(`name: own\nextends: broadsheet\n${lines}`);

function firstError(lines: string): string {
  const outcome = own(lines);
  const found = outcome.diagnostics.find(({ severity }) => severity === "error");
  return found === undefined ? "" : `${found.code} ${found.at?.file}:${found.at?.line}:${found.at?.column}`;
}

describe("bundled templates", () => {
  it.each(bundledTemplates())(
    "%s resolves without a remark, and its grid fills the type area exactly",
    async (name) => {
      const outcome = await loadTemplateFile(name, { baseDir: ".", allowOutside: false });
      expect(outcome.diagnostics).toEqual([]);
      if (!outcome.ok) return;
      const { grid, page, folio } = outcome.value.template;
      const width = grid.columns * grid.columnWidth + (grid.columns - 1) * grid.gutter;
      expect(width).toBe(folio.rect.width);
      expect(grid.columnWidth % grid.em).toBe(0);
      expect(grid.left * 2 + width).toBeLessThanOrEqual(page.width + 1);
      expect(grid.top + grid.rows * grid.leading).toBeLessThan(page.height);
    },
  );

  it("lists every page, not what they share", () => {
    expect(bundledTemplates()).toEqual([
      "berliner",
      "berliner-front",
      "broadsheet",
      "broadsheet-front",
      "broadsheet-spread",
      "tabloid",
      "tabloid-inside",
    ]);
  });
});

describe("a template of one's own", () => {
  it("takes over everything it does not say", () => {
    const outcome = own("styles:\n  headline: { font: hei }\n");
    if (!outcome.ok) throw new Error(JSON.stringify(outcome.diagnostics));
    const { headline, deck } = outcome.value.styles;
    expect(headline.families[0]).toBe("Noto Sans SC");
    expect(headline.weight).toBe(900);
    expect(deck.families[0]).toBe("LXGW WenKai");
    expect(outcome.value.page.width).toBe(mm(390));
  });

  it("reads every unit", () => {
    const outcome = own(
      "styles:\n  deck: { size: 小四, leading: 1.5em }\n  kicker: { size: 2字, leading: 2行 }\n  label: { size: 60Q }\n",
    );
    if (!outcome.ok) throw new Error(JSON.stringify(outcome.diagnostics));
    const { deck, kicker, label } = outcome.value.styles;
    expect([deck.size, deck.leading]).toEqual([pt(12), pt(18)]);
    expect([kicker.size, kicker.leading]).toEqual([pt(18), pt(25.2)]);
    expect(label.size).toBe(mm(15));
  });

  it("reads every colour space", () => {
    const outcome = own(
      'colours:\n  a: { rgb: "#ff0000" }\n  b: { gray: 0.5 }\n  c: { spot: 金, cmyk: [0, 20, 60, 20] }\n  red: { rgb: "#00ff00" }\n',
    );
    if (!outcome.ok) throw new Error(JSON.stringify(outcome.diagnostics));
    const { colours } = outcome.value;
    expect(colours.get("a")).toEqual({ space: "rgb", r: 1, g: 0, b: 0 });
    expect(colours.get("b")).toEqual({ space: "gray", gray: 0.5 });
    expect(colours.get("c")).toMatchObject({ space: "spot", name: "金", tint: 1 });
    // A colour replaces the one it extends; its spaces never mix.
    expect(colours.get("red")).toEqual({ space: "rgb", r: 0, g: 1, b: 0 });
  });

  it.each([
    ["a bad length", "styles:\n  deck: { size: 12 parsecs }\n", "bad-length own.yaml:4:17"],
    ["a length without a unit", 'page:\n  width: "390"\n', "bad-length own.yaml:4:10"],
    ["an unknown colour", "styles:\n  deck: { colour: mauve }\n", "unknown-colour own.yaml:4:19"],
    ["an unknown key", "stories: {}\n", "unknown-key own.yaml:3:1"],
    ["a wrong type", "grid:\n  columns: many\n", "template-value own.yaml:4:12"],
    ["a grid that is too wide", "grid:\n  columns: 12\n", "grid-too-wide own.yaml:4:12"],
    ["a grid that is too tall", "grid:\n  rows: 200\n", "grid-too-tall own.yaml:4:9"],
    [
      "styles that are like each other",
      "styles:\n  strong: { like: kai }\n  kai: { like: strong }\n",
      "style-cycle own.yaml:4:19",
    ],
    ["a key twice", "banner: { rows: 4 }\nbanner: { rows: 5 }\n", "yaml own.yaml:4:1"],
    ["broken YAML", "styles: { deck: [\n", "yaml own.yaml:4:1"],
  ])("%s is an error at its place", (_what, lines, expected) => {
    expect(firstError(lines)).toBe(expected);
    for (const found of own(lines).diagnostics) expect(found.hints.length).toBeGreaterThan(0);
  });

  it("refuses unknown bases, circles and what is no map", () => {
    expect(parse("name: own\nextends: berlin\n").diagnostics[0]?.code).toBe("unknown-template");
    expect(parse("").diagnostics[0]?.code).toBe("not-a-template");
    const circle = parseTemplate("extends: a\n", "a.yaml", () => ({ text: "extends: a\n", file: "a.yaml" }));
    expect(circle.diagnostics[0]?.code).toBe("template-cycle");
  });
});

describe("closingGrids", () => {
  it("finds the classic grids of a 350 × 490 mm type area", () => {
    const grids = closingGrids({ width: mm(390), height: mm(550), body: pt(9), leading: pt(12.6) });
    const has = (columns: number, ems: number, gutter: number) =>
      grids.find((g) => g.columns === columns && g.columnEms === ems && g.gutterEms === gutter);
    expect(has(8, 13, 1)?.widthMm).toBeCloseTo(352.4, 1);
    expect(has(8, 12, 2)?.widthMm).toBeCloseTo(349.25, 2);
    expect(has(7, 14, 2)?.rows).toBe(110);
    const misses = grids.map((grid) => Math.abs(grid.missMm));
    expect(misses).toEqual(misses.toSorted((a, b) => a - b));
  });
});
