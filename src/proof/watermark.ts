/**
 * A proof that cannot be taken for the page itself: words stand large and pale under the page, and once across every picture.
 * The text of the page stays as it is, and can be read.
 */
import { mm, type Len } from "../base/length.js";
import type { Rect } from "../base/geometry.js";
import type { Colour, GlyphRun, Scene, SceneItem, ScenePage } from "../scene/list.js";
import type { Lettering } from "./overlay.js";

/** Under black type this does not hinder reading. */
const PALE: Colour = { space: "cmyk", c: 0, m: 0, y: 0, k: 0.12 };
/** Seen on dark photographs and on light ones. */
const ACROSS: Colour = { space: "cmyk", c: 0, m: 0.8, y: 0.7, k: 0 };
/** Of the width of the page, and of a picture, that the words take. */
const SHARE = 0.8;
/** Down the page, at these parts of its height. */
const PLACES = [1 / 6, 1 / 2, 5 / 6];
/** Words on a picture of a column are not larger than this. */
const TALLEST = mm(25);
/** Of an em, from the baseline up: the middle of a Chinese letter stands half of it under its top. */
const ASCENT = 0.88;

/** The scene with the words on every page. Words that no face has glyphs for leave the scene as it is. */
export function withWatermark(scene: Scene, text: string, lettering: Lettering): Scene {
  const runs = lettering.draw(text, 0, 0, mm(1000)).filter((item) => item.kind === "glyphs");
  const word = wordOf(runs);
  if (word === undefined) return scene;
  const pages = scene.pages.map((page) => marked(page, word));
  return { ...scene, pages, faces: new Map([...lettering.faces, ...scene.faces]) };
}

/** Runs on one line that begins at 0. */
interface Word {
  readonly runs: readonly GlyphRun[];
  readonly width: Len;
  readonly size: Len;
}

function wordOf(runs: readonly GlyphRun[]): Word | undefined {
  const [first] = runs;
  const last = runs.at(-1);
  if (first === undefined || last === undefined) return undefined;
  const left = first.x;
  const placed = runs.map((run) => ({ ...run, x: run.x - left }));
  // The last glyph is taken to be as wide as it is high.
  return { runs: placed, width: last.x - left + (last.offsets.at(-1) ?? 0) + last.size, size: first.size };
}

function marked(page: ScenePage, word: Word): ScenePage {
  const { width, height } = page;
  const under = PLACES.flatMap((part) => {
    const place = { x: 0, y: Math.round(height * part - height / 12), width, height: Math.round(height / 6) };
    return set(word, place, PALE, place.height);
  });
  const over = page.items.flatMap((item) => (item.kind === "picture" ? set(word, item.rect, ACROSS, TALLEST) : []));
  return { ...page, items: [...under, ...page.items, ...over] };
}

/** The words in the middle of a rectangle, as large as they can be. */
function set({ runs, width, size }: Word, rect: Rect, colour: Colour, tallest: Len): SceneItem[] {
  const scale = Math.min((rect.width * SHARE) / width, Math.min(rect.height * SHARE, tallest) / size);
  const at = (length: Len): Len => Math.round(length * scale);
  const left = rect.x + Math.round((rect.width - width * scale) / 2);
  const baseline = rect.y + Math.round(rect.height / 2 + (ASCENT - 0.5) * size * scale);
  return runs.map((run) => ({
    ...run,
    role: "overlay",
    // Programs that extract the page's text pass over it.
    annotation: true,
    colour,
    size: at(run.size),
    x: left + at(run.x),
    y: baseline,
    offsets: run.offsets.map(at),
  }));
}
