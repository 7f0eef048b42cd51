/** The last lever of copy-fit: a page in a row or two more or fewer. */
import { beforeAll, describe, expect, it } from "vitest";
import { withExplicitLayout } from "../../src/cli/write-layout.js";
import { readEdition } from "../../src/edition/read.js";
import { createLibrary, type FontLibrary } from "../../src/font/library.js";
import { bundledFonts } from "../../src/host/fonts.js";
import { loadTemplate } from "../../src/host/templates.js";
import { rowsMistakes } from "../../src/page/page-leading.js";
import { composeJob, type ComposedJob } from "../../src/compose.js";
import { jobOf } from "../../src/pipeline.js";
import type { Template } from "../../src/template/resolved.js";

let template: Template;
let eased: Template;
let fonts: FontLibrary;

beforeAll(async () => {
  const tabloid = await loadTemplate("tabloid-inside");
  const grid = { ...tabloid.grid, rows: 30, rowsBounds: [30, 30] as const };
  template = { ...tabloid, grid };
  eased = { ...template, grid: { ...grid, rowsBounds: [grid.rows - 3, grid.rows + 3] } };
  fonts = createLibrary(bundledFonts());
});

const credits = [{ role: "责编", names: ["芦笛"] }];
const sentence = (i: number) => `第${i}座灯塔在傍晚点亮，守塔人数着归来的船，一艘也没有少。`;
/** One story that fills the page; its two paragraphs can give a line each. */
function edition(sentences: number, page: object = {}): string {
  const body = [0, 1].map((half) => {
    return Array.from({ length: Math.ceil((sentences - half) / 2) }, (_, i) => sentence(10 + i)).join("");
  });
  const articles = [{ id: "a", headline: "灯塔记事", body }];
  return JSON.stringify({ pages: [{ number: 2, credits, articles: ["a"], ...page }], articles });
}

function load(source: string) {
  const read = readEdition(source, "e.json");
  if (!read.ok) throw new Error(JSON.stringify(read.diagnostics));
  return { ...read.value, images: new Map() };
}

function set(source: string, own: Template): ComposedJob {
  return composeJob(jobOf(load(source), own, fonts));
}

const overOf = ({ scene }: ComposedJob) => scene.fits[0]?.oversetLines ?? 0;
/** Rows of columns under the story, and in it, that stay white. */
function whiteOf({ scene, placed }: ComposedJob): number {
  const [page] = scene.pages;
  const [place] = placed.get(2) ?? [];
  if (page === undefined || place === undefined) throw new Error("nothing was placed");
  return (scene.fits[0]?.shortLines ?? 0) + page.grid.columns.length * (page.grid.rows - place.cells.rows);
}

/** The fewest sentences that are too many for the page. */
function tooMany(): number {
  const { columns, rows, columnWidth, em } = template.grid;
  const full = (columns * rows * columnWidth) / em / sentence(100).length;
  let [least, most] = [Math.floor(0.8 * full), Math.ceil(1.05 * full)];
  while (most - least > 1) {
    const middle = Math.floor((least + most) / 2);
    if (overOf(set(edition(middle), template)) > 0) most = middle;
    else least = middle;
  }
  return most;
}

describe("a page whose stories do not come out", () => {
  it("takes rows more or fewer in the same height only where the template says so, and tells", () => {
    const many = tooMany();
    const { rows, leading } = template.grid;
    const over = edition(many);
    const mended = set(over, eased);
    expect(overOf(mended)).toBe(0);
    const [page] = mended.scene.pages;
    const set_ = page?.grid ?? { rows: 0, leading: 0 };
    expect(set_.rows).toBeGreaterThan(rows);
    expect(set_.rows * set_.leading).toBeLessThanOrEqual(rows * leading);
    expect(set_.rows * set_.leading).toBeGreaterThan(rows * leading - set_.rows);
    expect(mended.easedRows.get(2)).toBe(set_.rows);
    expect(mended.scene.findings.map(({ code }) => code)).toContain("page-leading");

    const few = edition(many - 14);
    const white = whiteOf(set(few, template));
    expect(white).toBeGreaterThan(1);
    const fuller = set(few, eased);
    expect(fuller.easedRows.get(2)).toBeLessThan(rows);
    expect(whiteOf(fuller)).toBeLessThan(white);

    // What it wrote back is the same page again, and no other template's.
    const written = withExplicitLayout(over, load(over), mended.placed, mended.easedRows);
    expect(set(written, eased).scene.pages[0]?.items).toEqual(mended.scene.pages[0]?.items);
    const again = load(written);
    const [asked] = again.pages;
    expect(asked === undefined ? [] : rowsMistakes(again, asked, eased)).toEqual([]);
    expect(asked === undefined ? [] : rowsMistakes(again, asked, template).map(({ code }) => code)).toEqual([
      "page-rows",
    ]);
  });

  it("keeps its rows where places are given in them", () => {
    const layout = [{ article: "a", columns: [1, 4], rows: [1, 40] }];
    expect(set(edition(300, { layout }), eased).easedRows.size).toBe(0);
    expect(set(edition(300, { notices: [{ columns: [1, 1], rows: [1, 5] }] }), eased).easedRows.size).toBe(0);
  });
});
