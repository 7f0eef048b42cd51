/** One story on the tabloid template, in columns and rows of the test's choice, and what became of it. */
import { readEdition } from "../../src/edition/read.js";
import type { Edition } from "../../src/edition/model.js";
import type { Face } from "../../src/font/face.js";
import { createLibrary } from "../../src/font/library.js";
import { bundledFonts } from "../../src/host/fonts.js";
import { loadTemplate } from "../../src/host/templates.js";
import { compose } from "../../src/pipeline.js";
import type { Fill, GlyphRun, Scene, SceneImage, StoryFit } from "../../src/scene/list.js";
import type { Template } from "../../src/template/resolved.js";

export const fonts = createLibrary(bundledFonts());
export const template: Template = await loadTemplate("tabloid");

/** A picture of so many pixels of which nobody needs to see any. */
export function pictureOf(id: string, width: number, height: number): SceneImage {
  return { id, format: "jpeg", bytes: new Uint8Array(), width, height, orientation: 1 };
}

export interface Place {
  readonly language?: string;
  readonly template?: Template;
  /** Rows of each leg, one a column from the first on; one tall leg unless given. */
  readonly legs?: readonly number[];
  /** Keys of the article beside its body. */
  readonly article?: object;
}

export function editionOf(
  body: readonly unknown[],
  { language = "zh-Hans", legs = [60], article = {} }: Place = {},
): Edition {
  const credits = [{ role: "责编", names: ["安然"] }];
  const cells = legs.map((rows, i) => ({ columns: [i + 1, i + 1], rows: [1, rows] }));
  const layout = [{ article: "a", legs: cells }];
  const articles = [{ id: "a", body, ...article }];
  const read = readEdition(
    JSON.stringify({ language, pages: [{ number: 2, credits, articles: ["a"], layout }], articles }),
    "e.json",
  );
  if (!read.ok) throw new Error(JSON.stringify(read.diagnostics));
  return read.value;
}

export function setStory(body: readonly unknown[], place: Place = {}): Scene {
  return compose({ ...editionOf(body, place), images: new Map() }, place.template ?? template, fonts);
}

export function runsOf(scene: Scene, role?: GlyphRun["role"]): readonly GlyphRun[] {
  return scene.pages.flatMap((page) =>
    page.items.flatMap((item) => (item.kind === "glyphs" && (role === undefined || item.role === role) ? [item] : [])),
  );
}

export function fillsOf(scene: Scene, role: Fill["role"]): readonly Fill[] {
  return scene.pages.flatMap((page) =>
    page.items.flatMap((item) => (item.kind === "fill" && item.role === role ? [item] : [])),
  );
}

export function fitsOf(scene: Scene): readonly StoryFit[] {
  return scene.fits;
}

export const textOf = (run: GlyphRun): string => run.texts.join("");
/** Text without white, for comparing. */
export const flat = (text: string): string => text.replaceAll(/\s/gu, "");
/** Where a run's first glyph stands. */
export const startOf = (run: GlyphRun): number => run.x + (run.offsets[0] ?? 0);
/** The row of the page's grid that a run stands in. */
export function rowOf(run: GlyphRun): number {
  const { top, leading } = template.grid;
  return Math.floor((run.y - top) / leading);
}

const faces = new Map<string, Face>();

function faceOf(id: string): Face | undefined {
  if (faces.size === 0) {
    const weights = [300, 400, 500, 600, 700, 900];
    const all = weights.flatMap((weight) => fonts.families.map((family) => fonts.face(family, weight)));
    for (const face of all) if (face !== undefined) faces.set(face.id, face);
  }
  return faces.get(id);
}

/** Where the run's last glyph ends. */
export function endOf(run: GlyphRun): number {
  const face = faceOf(run.face);
  const advance = face?.advanceOf(run.gids.at(-1) ?? 0) ?? 0;
  return run.x + (run.offsets.at(-1) ?? 0) + (advance * run.size) / (face?.unitsPerEm ?? 1);
}

/** Where the run's ink begins, from the page's top; Infinity for one without ink. */
export function inkTopOf(run: GlyphRun): number {
  const face = faceOf(run.face);
  const tops = run.gids.map((gid) => {
    const { minY = 0, maxY = 0 } = face?.inkOf(gid) ?? {};
    return maxY > minY ? run.y - (maxY * run.size) / (face?.unitsPerEm ?? 1) : Number.POSITIVE_INFINITY;
  });
  return Math.min(...tops);
}
