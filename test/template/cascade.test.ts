import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { mm, pt } from "../../src/base/length.js";
import { describeTemplate } from "../../src/template/describe.js";
import { parseTemplate } from "../../src/template/load.js";
import { STYLE_NAMES, type Template } from "../../src/template/resolved.js";
import { templateJsonSchema } from "../../src/template/schema.js";

const read = (name: string) => ({
  text: readFileSync(new URL(`../../templates/${name}.yaml`, import.meta.url), "utf8"),
  file: `${name}.yaml`,
});

function template(text: string, more: ReadonlyMap<string, { text: string; file: string }> = new Map()): Template {
  const outcome = parseTemplate(text, "own.yaml", (name) => more.get(name) ?? read(name));
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.diagnostics));
  return outcome.value;
}
const own = (lines: string): Template => template(`extends: broadsheet\n${lines}`);

describe("extends", () => {
  it("merges maps key by key, replaces lists and values, over several templates", () => {
    const more = new Map([
      [
        "mid",
        {
          text: "extends: broadsheet\nname: mid\nstory: { gapRows: 3, looseness: 0 }\nheadlines: { sizes: [40pt, 20pt] }\n",
          file: "mid.yaml",
        },
      ],
    ]);
    const made = template("extends: mid\nstory: { gapRows: 4 }\nheadlines: { sizes: [15pt, 50pt] }\n", more);
    expect(made.name).toBe("mid");
    expect([made.story.gapRows, made.story.looseness, made.story.headGapRows]).toEqual([4, 0, 1]);
    expect(made.headlineSizes).toEqual([pt(50), pt(15)]);
    expect(made.ladder.length).toBe(template(read("broadsheet").text).ladder.length);
  });

  it("takes an inherited value away with an empty one", () => {
    const made = own("story: { storyRule: null }\nbox:\n  frame:\n");
    expect([made.story.storyRule, made.box.frame]).toEqual([undefined, undefined]);
    expect(made.box.paddingRows).toBe(1);
  });

  it("ignores keys that begin with x-, wherever they stand", () => {
    expect(own("x-desk: { who: me }\nstyles:\n  deck: { x-note: 1, size: 20pt }\n").styles.deck.size).toBe(pt(20));
  });

  it("follows anchors and aliases", () => {
    const made = own("styles:\n  deck: &side { size: 20pt, font: hei }\n  kicker: *side\n");
    expect(made.styles.kicker).toMatchObject({ size: pt(20), families: made.styles.deck.families });
  });

  it("reads a file with a byte order mark and CRLF", () => {
    expect(template("\uFEFFextends: broadsheet\r\nname: 夕刊\r\n").name).toBe("夕刊");
  });
});

describe("styles", () => {
  it("take over what they do not say, and know the line that set their size", () => {
    const { styles } = own(
      "styles:\n  label: { size: 20pt }\n  relatedLabel: { weight: 400 }\n  deck: { like: label }\n",
    );
    expect(styles.relatedLabel).toMatchObject({ size: pt(20), weight: 400, colour: styles.label.colour });
    expect(styles.label.origin).toEqual({ file: "own.yaml", line: 3, column: 18 });
    expect(styles.relatedLabel.origin).toEqual(styles.label.origin);
    // `like` fills in; what broadsheet already says of its decks stays.
    expect(styles.deck.size).toBe(pt(16));
    expect(styles.headline.origin?.file).toBe("base.yaml");
  });

  it("measure em by themselves, 字 and 行 by the grid", () => {
    const { styles } = own(
      "grid: { gutterEms: 1 }\nstyles:\n  deck: { size: 2字, leading: 1.5em }\n  quote: { leading: 2行 }\n",
    );
    expect([styles.deck.size, styles.deck.leading, styles.quote.leading]).toEqual([pt(18), pt(27), pt(25.2)]);
  });

  it("are refused where their own leading prints lines over one another, and keep no other's that would", () => {
    const refused = parseTemplate("extends: broadsheet\nstyles:\n  deck: { leading: 5pt }\n", "own.yaml", read);
    const told = refused.diagnostics.map(({ code, at }) => ({ code, line: at?.line }));
    expect(told).toEqual([{ code: "tight-leading", line: 3 }]);
    const { styles } = own("styles:\n  label: { size: 40pt }\n");
    expect(styles.label.leading).toBeGreaterThan(pt(40));
  });

  it("set the body on the grid when the grid's body changes", () => {
    const outcome = parseTemplate(
      "extends: broadsheet\ngrid: { body: 9.5pt, leading: 13pt, rows: 104, columnEms: 12 }\n",
      "own.yaml",
      read,
    );
    if (!outcome.ok) throw new Error(JSON.stringify(outcome.diagnostics));
    expect(outcome.diagnostics).toEqual([]);
    const { body, dateline, relatedBody, continuation } = outcome.value.styles;
    for (const style of [body, dateline, relatedBody]) {
      expect([style.size, style.leading]).toEqual([pt(9.5), pt(13)]);
    }
    // Its lines stand on the body's rows, whatever its leading.
    expect(continuation.size).toBe(pt(9.5));
  });

  it("fall back from their own role to all others, each family once", () => {
    const { styles } = own("fonts:\n  song: [A, B]\n  hei: [C, A]\n  kai: [D]\n  latin: [B, E]\n  symbol: [S]\n");
    expect(styles.body.families).toEqual(["A", "B", "S", "D", "C", "E"]);
    expect(styles.label.families).toEqual(["C", "A", "S", "B", "D", "E"]);
  });
});

describe("colours", () => {
  it.each<[string, object]>([
    ['"0 100 90 5"', { space: "cmyk", c: 0, m: 1, y: 0.9, k: 0.05 }],
    ["0, 100, 90, 5", { space: "cmyk", c: 0, m: 1, y: 0.9, k: 0.05 }],
    ["{ cmyk: [0, 100, 90, 5] }", { space: "cmyk", c: 0, m: 1, y: 0.9, k: 0.05 }],
    ['{ cmyk: "0 0 0 12.5" }', { space: "cmyk", c: 0, m: 0, y: 0, k: 0.125 }],
    ['"#C80A00"', { space: "rgb", r: 200 / 255, g: 10 / 255, b: 0 }],
    ['{ rgb: "#c80a00" }', { space: "rgb", r: 200 / 255, g: 10 / 255, b: 0 }],
    ["{ gray: 0.4 }", { space: "gray", gray: 0.4 }],
    [
      '{ spot: PANTONE 185 C, tint: 40, cmyk: "0 93 79 0" }',
      { space: "spot", name: "PANTONE 185 C", tint: 0.4, alternate: { c: 0, m: 0.93, y: 0.79, k: 0 } },
    ],
  ])("%s", (text, expected) => {
    const made = own(`colours:\n  house: ${text}\nstyles:\n  deck: { colour: house }\n`);
    expect(made.colours.get("house")).toEqual(expected);
    expect(made.styles.deck.colour).toEqual(expected);
  });
});

describe("the grid", () => {
  it("fills the type area exactly, centred, whatever its numbers", () => {
    const numbers = fc.record({
      columns: fc.integer({ min: 1, max: 12 }),
      columnEms: fc.integer({ min: 6, max: 24 }),
      gutterEms: fc.constantFrom(0.5, 1, 1.25, 1.5, 2),
      body: fc.integer({ min: 70, max: 120 }).map((tenths) => tenths / 10),
      rows: fc.integer({ min: 10, max: 110 }),
    });
    fc.assert(
      fc.property(numbers, ({ columns, columnEms, gutterEms, body, rows }) => {
        const text = `extends: broadsheet\ngrid: { columns: ${columns}, columnEms: ${columnEms}, gutterEms: ${gutterEms}, body: ${body}pt, leading: 1.4em, rows: ${rows} }\n`;
        const outcome = parseTemplate(text, "own.yaml", read);
        const points = (columns * columnEms + (columns - 1) * gutterEms) * body;
        const fits = points <= (390 / 25.4) * 72 && rows * body * 1.4 <= ((545 - 33) / 25.4) * 72;
        expect(outcome.ok).toBe(fits);
        if (!outcome.ok) return;
        const { grid, page, folio } = outcome.value;
        const width = grid.columns * grid.columnWidth + (grid.columns - 1) * grid.gutter;
        expect(folio.rect.width).toBe(width);
        expect(grid.columnWidth).toBe(grid.columnEms * grid.em);
        expect(Math.abs(page.width - width - 2 * grid.left)).toBeLessThanOrEqual(1);
        expect(grid.left).toBeGreaterThanOrEqual(0);
        expect(grid.top + grid.rows * grid.leading).toBeLessThanOrEqual(page.height);
        expect([width, grid.left, grid.gutter].every(Number.isSafeInteger)).toBe(true);
      }),
      { seed: 7, numRuns: 150 },
    );
  });
});

describe("bundled looks", () => {
  it.each(["broadsheet", "tabloid"])("%s has a usable ladder, and heads that stand out", (name) => {
    const { ladder, headlineSizes, story, styles, grid } = template(read(name).text);
    for (const step of ladder) {
      expect(step.min).toBeLessThanOrEqual(step.size);
      expect(headlineSizes.some((size) => size <= step.size && size >= step.min)).toBe(true);
      expect(step.span).toBeLessThanOrEqual(grid.columns);
    }
    // More important and at least as wide is never smaller.
    const inverted = ladder.flatMap((a) =>
      ladder.filter((b) => a.priority <= b.priority && a.span >= b.span && a.size < b.size),
    );
    expect(inverted).toEqual([]);
    expect(Math.max(story.kickerRatio, story.deckRatio)).toBeLessThanOrEqual(0.6);
    const bundled = new Set(["Noto Serif SC", "Noto Sans SC", "LXGW WenKai"]);
    for (const style of STYLE_NAMES) expect(styles[style].families.every((family) => bundled.has(family))).toBe(true);
    expect(styles.creditRole.families[0]).not.toBe(styles.creditName.families[0]);
  });

  it("are told in one line", () => {
    expect(describeTemplate(template(read("broadsheet").text))).toMatch(
      /^390 × 545 mm; 8 columns of 13 字, gutters of [\d.]+ 字, 110 行, body 9 pt on 12.6 pt$/u,
    );
    expect(describeTemplate(template(read("tabloid").text))).toContain("nameplate");
  });

  it("keep the folio line over the type area, and room at the foot", () => {
    const { folio, grid, page } = template(read("broadsheet").text);
    expect(folio.rect.y + folio.rect.height).toBeLessThan(grid.top);
    const foot = page.height - grid.top - grid.rows * grid.leading;
    expect(foot).toBeGreaterThan(mm(18));
    expect(foot).toBeLessThan(mm(26));
  });
});

describe("the JSON Schema", () => {
  it("asks for whole templates only where nothing is extended, and lets x- keys be", () => {
    const schema = JSON.parse(JSON.stringify(templateJsonSchema()));
    expect(schema.required).toBeUndefined();
    expect(schema.anyOf[0]).toEqual({ required: ["extends"] });
    expect(schema.anyOf[1].required).toContain("grid");
    expect(schema.anyOf[1].required).not.toContain("masthead");
    expect(schema.patternProperties).toEqual({ "^x-": {} });
    expect(schema.properties.page.required).toBeUndefined();
    expect(schema.properties.headlines.properties.ladder.items.required).toEqual(["priority", "span", "size", "min"]);
    expect(schema.properties.styles.properties.deck.anyOf[0].properties.size.description).toContain("字");
  });
});
