/**
 * A proof that cannot be taken for the page itself: words stand large and pale under the page, and once across every picture.
 * The text of the page stays as it is, and can be read.
 */
import { mm, pt, type Len } from "../base/length.js";
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
/** Lines that long words may be set in, and the white between two of them, in em. */
const MOST_LINES = 5;
const LINE_GAP = 0.25;
/** Words of this size need no further line. */
const LARGE = pt(20);
/** Longer words could not be read on a narrow picture. */
export const LONGEST_WATERMARK = 80;
/** Of an em, from the baseline up: the middle of a Chinese letter stands half of it under its top. */
const ASCENT = 0.88;

/** The scene with the words on every page. Words that no face has glyphs for leave the scene as it is. */
export function withWatermark(scene: Scene, text: string, lettering: Lettering): Scene {
  const ways = Array.from({ length: MOST_LINES }, (_, i) => linesOf(text.trim(), i + 1)).map((lines) =>
    lines.flatMap(
      (line) => wordOf(lettering.draw(line, 0, 0, mm(1000)).filter((item) => item.kind === "glyphs")) ?? [],
    ),
  );
  if (ways.some((words) => words.length === 0)) return scene;
  const pages = scene.pages.map((page) => marked(page, ways));
  return { ...scene, pages, faces: new Map([...lettering.faces, ...scene.faces]) };
}

/** The words in so many lines of about one length, parted at spaces where there are some near by. */
function linesOf(text: string, count: number): readonly string[] {
  const lines: string[] = [];
  let rest = Array.from(text);
  for (let left = count; left > 1 && rest.length > 1; left -= 1) {
    const even = Math.ceil(rest.length / left);
    const space = [...rest.keys()]
      .filter((at) => at > 0 && rest[at] === " ")
      .toSorted((a, b) => Math.abs(a - even) - Math.abs(b - even))[0];
    const at = space !== undefined && Math.abs(space - even) <= even / 2 ? space : even;
    lines.push(rest.slice(0, at).join("").trim());
    rest = Array.from(rest.slice(at).join("").trim());
  }
  return [...lines, rest.join("")].filter((line) => line !== "");
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

type Words = readonly Word[];

function marked(page: ScenePage, ways: readonly Words[]): ScenePage {
  const { width, height } = page;
  const under = PLACES.flatMap((part) => {
    const place = { x: 0, y: Math.round(height * part - height / 12), width, height: Math.round(height / 6) };
    return set(ways, place, PALE, place.height);
  });
  const over = page.items.flatMap((item) => (item.kind === "picture" ? set(ways, item.rect, ACROSS, TALLEST) : []));
  return { ...page, items: [...under, ...page.items, ...over] };
}

/** The words in the middle of a rectangle: in one line while they can be read well, else in the lines in which they are largest. */
function set(ways: readonly Words[], rect: Rect, colour: Colour, tallest: Len): SceneItem[] {
  const scaleOf = (words: Words): number => {
    const width = Math.max(...words.map((word) => word.width));
    const size = Math.max(...words.map((word) => word.size));
    const height = size * (words.length + LINE_GAP * (words.length - 1));
    return Math.min((rect.width * SHARE) / width, (rect.height * SHARE) / height, tallest / size);
  };
  const sizeOf = (words: Words): number => scaleOf(words) * Math.max(...words.map(({ size }) => size));
  const large = ways.find((words) => sizeOf(words) >= LARGE);
  const best = large ?? ways.reduce((largest, words) => (scaleOf(words) > scaleOf(largest) ? words : largest));
  const scale = scaleOf(best);
  const step = (1 + LINE_GAP) * Math.max(...best.map(({ size }) => size)) * scale;
  const middle = rect.y + rect.height / 2 - ((best.length - 1) * step) / 2;
  return best.flatMap((word, line) => setLine(word, scale, rect, middle + line * step, colour));
}

/** One line of the words, its middle at a height. */
function setLine({ runs, width, size }: Word, scale: number, rect: Rect, middle: number, colour: Colour): SceneItem[] {
  const at = (length: Len): Len => Math.round(length * scale);
  const left = rect.x + Math.round((rect.width - width * scale) / 2);
  const baseline = Math.round(middle + (ASCENT - 0.5) * size * scale);
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
