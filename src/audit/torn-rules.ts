/** Rules, frames and grounds of editor's notes (编者按) that stand in a column without the note's text. */
import { bottom, right, type Rect } from "../base/geometry.js";
import type { Len } from "../base/length.js";
import type { Fill, Frame, GlyphRun, SceneItem, ScenePage } from "../scene/list.js";
import type { Fault } from "./painted.js";

/** A rule stands from the nearest line of its text by no more than so many em of it, baseline or head. */
const FURTHEST = 3;

export function tornRules({ items }: ScenePage): readonly Fault[] {
  const notes = items.filter(isNote);
  return items.flatMap((item, index): readonly Fault[] => {
    if (!isDecor(item) || notes.some((run) => isBeside(run, item.rect))) return [];
    // What lies under a note is painted before it.
    const own = items.slice(index).find(isNote) ?? notes.at(-1);
    const { article, pointer } = own?.source ?? {};
    return [
      {
        severity: "error",
        code: "torn-note",
        message: "a rule, frame or ground of an editor's note stands without its text",
        hint: "cut or add a line of the text before the note, or give the story's columns more rows",
        box: item.rect,
        article,
        pointer: pointer === "" ? undefined : pointer,
      },
    ];
  });
}

function isNote(item: SceneItem): item is GlyphRun {
  return item.kind === "glyphs" && item.role === "note";
}

function isDecor(item: SceneItem): item is Fill | Frame {
  return (item.kind === "fill" || item.kind === "frame") && item.role === "note";
}

function isBeside({ x, y, size, offsets }: GlyphRun, rect: Rect): boolean {
  const start: Len = x + (offsets[0] ?? 0);
  const far = FURTHEST * size;
  return start >= rect.x - size && start < right(rect) && y > rect.y - far && y - size < bottom(rect) + far;
}
