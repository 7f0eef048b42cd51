/** Pages of generated editions: what must hold of every page, whatever is on it. Figures are in bench/makeup.bench.ts. */
import { beforeAll, describe, expect, it } from "vitest";
import { generateEdition } from "../../bench/generated-edition.js";
import { measurePage } from "../../bench/page-figures.js";
import { withExplicitLayout } from "../../src/cli/write-layout.js";
import { readEdition } from "../../src/edition/read.js";
import { createLibrary } from "../../src/font/library.js";
import { bundledFonts } from "../../src/host/fonts.js";
import { loadTemplate } from "../../src/host/templates.js";
import { composeJob, type ComposedJob } from "../../src/pipeline.js";
import type { SceneImage } from "../../src/scene/list.js";
import type { Template } from "../../src/template/resolved.js";

const SEEDS = [2, 3, 6, 11, 18, 27, 46, 71, 104, 130, 150];
const fonts = createLibrary(bundledFonts());
let template: Template;

beforeAll(async () => {
  template = await loadTemplate("broadsheet");
});

function read(text: string) {
  const outcome = readEdition(text, "generated.json");
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.diagnostics));
  return outcome.value;
}

function set(text: string, photos: ReadonlyMap<string, { width: number; height: number }>): ComposedJob {
  const edition = read(text);
  const images = new Map<string, SceneImage>();
  for (const [src, size] of photos)
    images.set(src, { id: src, format: "jpeg", bytes: new Uint8Array(), orientation: 1, ...size });
  return composeJob({
    edition,
    pages: edition.pages.map((page) => ({ page, number: page.number ?? 1, template })),
    earlier: [],
    fonts,
    images,
    verdicts: Promise.resolve([]),
    houseStyleChanges: [],
    watchPaths: [],
  });
}

describe("a page that the engine makes up", () => {
  it.each(SEEDS)(
    "loses nothing, lets nothing overlap and sets the same again from its own layout (seed %i)",
    (seed) => {
      const { edition, photos } = generateEdition(seed);
      const text = JSON.stringify(edition);
      const composed = set(text, photos);
      const figures = measurePage(composed, read(text), template);
      expect({ lost: figures.lost, overlaps: figures.overlaps }).toEqual({ lost: 0, overlaps: 0 });
      // 92 to 104 % of copy: what is left white is less than a head takes.
      expect(figures.white).toBeLessThan(5);
      const pinned = set(withExplicitLayout(text, read(text), composed.placed), photos);
      expect(pinned.scene.pages[0]?.items).toEqual(composed.scene.pages[0]?.items);
    },
  );
});
