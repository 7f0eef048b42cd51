/**
 * Marks of emphasis (dots, lines under names and titles, frames) that meet what they do not belong to: a reading, or the text of a
 * neighbouring line. A mark belongs to the line of text that was painted before it.
 */
import { around, type Rect, shareMore } from "../base/geometry.js";
import type { GlyphRun, PathStep, SceneItem, ScenePage } from "../scene/list.js";
import type { Fault } from "./painted.js";
import { paintedRun, sidesOf } from "./from-scene.js";
import { letterReach, TOUCHED } from "./letter-reach.js";
import { SeenGlyphs } from "./seen.js";

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
  const inks = run.gids.map((_, index) => letterReach(run, index));
  inks.forEach((ink, index) => {
    if (ink !== undefined && shareMore(mark, ink, TOUCHED * size)) seen.add(paintedRun(run), index, ink);
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
