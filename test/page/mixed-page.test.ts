/** A page with 16 % Latin letters and digits, set at 10 to 22 characters a line: nothing lost, every full line flush, read back whole. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readEdition } from "../../src/edition/read.js";
import { createLibrary } from "../../src/font/library.js";
import { bundledFonts } from "../../src/host/fonts.js";
import { loadTemplate } from "../../src/host/templates.js";
import { compose } from "../../src/pipeline.js";
import { renderPdf } from "../../src/render/pdf.js";
import type { Scene } from "../../src/scene/list.js";
import { gapFigures, paragraphsOf, prepareAll } from "../text/gap-figures.js";
import { hasTool, pdfText } from "../tools.js";

const FILE = join(import.meta.dirname, "mixed/edition.json");
const texts = paragraphsOf(FILE);
const paragraphs = prepareAll(texts);
const fonts = createLibrary(bundledFonts());
/** Columns that make up about the same type area at every width. */
const WIDTH = 130;
const GUTTER = 1.5;

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "banxin-test-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function pageAt(ems: number): Promise<Scene> {
  const columns = Math.max(3, Math.round((WIDTH + GUTTER) / (ems + GUTTER)));
  const width = (columns * ems + (columns - 1) * GUTTER) * 9 + 60;
  const file = join(folder, `at${ems}.yaml`);
  const grid = `{ columns: ${columns}, columnEms: ${ems}, gutterEms: ${GUTTER}, body: 9pt, leading: 12.6pt, rows: 92, top: 100pt }`;
  writeFileSync(
    file,
    `name: at${ems}\ntitle: test\nextends: broadsheet\npage: { width: ${width}pt, height: 1375pt }\ngrid: ${grid}\n`,
  );
  const read = readEdition(readFileSync(FILE, "utf8"), FILE);
  if (!read.ok) throw new Error(JSON.stringify(read.diagnostics));
  return compose({ ...read.value, images: new Map() }, await loadTemplate(file), fonts);
}

/** A hyphen at a line's end is read as a soft one, which is no character of the text. */
const bare = (text: string): string => text.replaceAll(/[\s\u00ad]/gu, "");

/** Figures come from whole units. */
const ROUNDING = 0.0005;

describe.each([10, 13, 16, 19, 22])("at %i characters a line", (ems) => {
  it.skipIf(!hasTool("pdftotext"))("can be read back, character by character", async () => {
    const scene = await pageAt(ems);
    expect(scene.fits.map(({ oversetText }) => oversetText).join("")).toBe("");
    const read = bare(pdfText(await renderPdf(scene), "-raw"));
    expect(texts.filter((text) => !read.includes(bare(text)))).toEqual([]);
  });

  it("keeps gaps in their bounds and the grid where it can", () => {
    const figures = gapFigures(paragraphs, ems, ems > 11 ? 2 : 1);
    expect(figures.hanLatin[0]).toBeGreaterThanOrEqual(0.1249);
    expect(figures.hanLatin[1]).toBeLessThanOrEqual(0.5);
    expect(figures.onGrid).toBeGreaterThanOrEqual(0.75);
    // In ten characters, no way to part 隔壁的Northbay Robotics and one more line keeps to the goal.
    expect(figures.p99).toBeLessThanOrEqual((ems > 13 ? 0.07 : ems > 10 ? 0.1 : 0.2) + ROUNDING);
    expect(figures.max).toBeLessThanOrEqual((ems > 10 ? 0.2 : 0.3) + ROUNDING);
  });
});
