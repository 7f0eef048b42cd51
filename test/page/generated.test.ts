/** Pages of generated editions: what must hold of every page, whatever is on it. Figures are in bench/makeup.bench.ts. */
import { beforeAll, describe, expect, it } from "vitest";
import { generateEdition, loadGenerated } from "../../bench/generated-edition.js";
import { measurePage } from "../../bench/page-figures.js";
import { withExplicitLayout } from "../../src/cli/write-layout.js";
import { createLibrary } from "../../src/font/library.js";
import { bundledFonts } from "../../src/host/fonts.js";
import { loadTemplate } from "../../src/host/templates.js";
import { composeJob } from "../../src/compose.js";
import { jobOf } from "../../src/pipeline.js";
import type { Template } from "../../src/template/resolved.js";

const SEEDS = [2, 3, 6, 11, 18, 27, 46, 71, 104, 130, 150];
const fonts = createLibrary(bundledFonts());
let template: Template;

beforeAll(async () => {
  template = await loadTemplate("broadsheet");
});

describe("a generated edition", () => {
  it("has 3 to 14 stories of 100 to 3 000 characters and up to 5 pictures, for 92 to 104 % of the page", () => {
    const counts = new Set<number>();
    const pictures = new Set<number>();
    for (let seed = 1; seed <= 200; seed += 1) {
      const { edition, photos, copy } = generateEdition(seed);
      counts.add(edition.articles.length);
      pictures.add(photos.size);
      expect(copy).toBeGreaterThan(0.915);
      expect(copy).toBeLessThan(1.045);
      for (const { body } of edition.articles) {
        const characters = body.reduce((sum, block) => sum + (typeof block === "string" ? block.length : 0), 0);
        // The last paragraph ends with its clause.
        expect(characters).toBeGreaterThanOrEqual(100);
        expect(characters).toBeLessThan(3_040);
      }
    }
    expect([Math.min(...counts), Math.max(...counts)]).toEqual([3, 14]);
    expect([...pictures].toSorted()).toEqual([0, 1, 2, 3, 4, 5]);
  });
});

describe("a page that the engine makes up", () => {
  it.each(SEEDS)(
    "loses nothing, lets nothing overlap and the lead lead, and sets the same again from its own layout (seed %i)",
    (seed) => {
      const { edition, photos } = generateEdition(seed);
      const text = JSON.stringify(edition);
      const loaded = loadGenerated(text, photos);
      const composed = composeJob(jobOf(loaded, template, fonts));
      const figures = measurePage(composed, loaded, template);
      const { lost, overlaps, leads } = figures;
      expect({ lost, overlaps, leads }).toEqual({ lost: 0, overlaps: 0, leads: true });
      // 92 to 104 % of copy: what is left white is less than a head takes.
      expect(figures.white).toBeLessThan(5);
      const again = loadGenerated(withExplicitLayout(text, loaded, composed.placed), photos);
      const pinned = composeJob(jobOf(again, template, fonts));
      expect(pinned.scene.pages[0]?.items).toEqual(composed.scene.pages[0]?.items);
    },
  );
});
