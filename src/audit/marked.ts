/**
 * Marks of emphasis (dots, lines under names and titles, frames) that meet what they do not belong to: a reading, or the text of a
 * neighbouring line. A mark belongs to the line of text that was painted before it.
 */
import { around, type Rect, sharedArea } from "../base/geometry.js";
import type { GlyphRun, PathStep, SceneItem, ScenePage } from "../scene/list.js";
import type { Fault } from "./painted.js";
import { isLetter } from "./covered.js";
import { isWide, paintedRun, sidesOf } from "./from-scene.js";
import { SeenGlyphs } from "./seen.js";

/** Ink over and under the baseline in em: of letters by their kind, after Noto Serif SC and Noto Sans SC. */
const WIDE_INK = [0.83, 0.08] as const;
const CAPITAL_INK = [0.73, 0] as const;
const SMALL_INK = [0.55, 0] as const;
const TALL = /[bdfhijklt]/u;
const DEEP = /[gjpqyŋ]/u;
const DESCENDER = 0.2;
/** Letters with a tone: their mark reaches so high. */
const TONED = 0.76;
/** White at both sides of a letter, in parts of its advance. */
const BESIDE = 0.08;
/** What a mark may share with a letter's height and width before anybody sees it, in em. */
const TOUCHED = 0.02;
/** Runs that are raised or lowered by less than this, in em, are of one line. */
const ONE_LINE = 0.5;

export function struckByMarks({ items }: ScenePage): readonly Fault[] {
  if (!items.some(({ role }) => role === "mark")) return [];
  const runs = items.filter((item): item is GlyphRun => item.kind === "glyphs" && item.direction === "horizontal");
  const seen = new SeenGlyphs();
  let own: GlyphRun | undefined;
  for (const item of items) {
    if (item.kind === "glyphs" && item.annotation !== true) own = item;
    if (item.role !== "mark" || own === undefined) continue;
    for (const mark of rectsOf(item)) for (const run of runs) strike(mark, run, own, seen);
  }
  return seen.faults((text) => ({
    severity: "error",
    code: "struck-text",
    says: text.annotation ? "are struck by a mark or frame" : "are struck by a mark of the line beside them",
    hint: "take the mark or the reading away, or give the style more `leading`",
  }));
}

function strike(mark: Rect, run: GlyphRun, own: GlyphRun, seen: SeenGlyphs): void {
  const { size } = run;
  if (run.y + size < mark.y || run.y - size > mark.y + mark.height) return;
  if (run.annotation !== true && Math.abs(run.y - own.y) < ONE_LINE * own.size) return;
  const inks = run.gids.map((_, index) => inkOf(run, index));
  inks.forEach((ink, index) => {
    if (ink === undefined || sharedArea(mark, ink) === 0) return;
    const across = Math.min(mark.x + mark.width, ink.x + ink.width) - Math.max(mark.x, ink.x);
    const down = Math.min(mark.y + mark.height, ink.y + ink.height) - Math.max(mark.y, ink.y);
    if (Math.min(across, down) > TOUCHED * size) seen.add(paintedRun(run), index, ink);
  });
}

/** The rectangles that a mark fills; of an outline, those around its parts. */
function rectsOf(item: SceneItem): readonly Rect[] {
  switch (item.kind) {
    case "fill":
      return [item.rect];
    case "frame":
      return sidesOf(item);
    case "shape":
      return partsOf(item.path);
    default:
      return [];
  }
}

function partsOf(path: readonly PathStep[]): readonly Rect[] {
  const parts: Rect[][] = [];
  for (const step of path) {
    if (step.to === "move") parts.push([]);
    if (step.to !== "close") parts.at(-1)?.push({ x: step.x, y: step.y, width: 0, height: 0 });
  }
  return parts.flatMap((points) => around(points) ?? []);
}

/** Where a letter's ink stands; undefined for marks and blanks. */
function inkOf(run: GlyphRun, index: number): Rect | undefined {
  const text = run.texts[index] ?? "";
  if (!isLetter(text)) return undefined;
  const { size } = run;
  const [top, foot] = reachOf(text);
  const offset = run.offsets[index] ?? 0;
  const wide = isWide(text);
  const next = run.offsets[index + 1] ?? offset + (wide ? size : size / 2);
  const advance = Math.min(wide ? size : 0.8 * size, Math.max(1, next - offset));
  return {
    x: run.x + offset + advance * BESIDE,
    y: run.y - top * size,
    width: advance * (1 - 2 * BESIDE),
    height: (top + foot) * size,
  };
}

function reachOf(text: string): readonly [number, number] {
  if (isWide(text)) return WIDE_INK;
  const bare = text.normalize("NFD");
  const foot = DEEP.test(bare) ? DESCENDER : 0;
  if (/\p{M}/u.test(bare)) return [TONED, foot];
  const isSmall = /^\p{Ll}/u.test(bare) && !TALL.test(bare);
  return [(isSmall ? SMALL_INK : CAPITAL_INK)[0], foot];
}
