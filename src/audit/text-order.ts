/**
 * Running text that leaves its order: within one leg, a later line stands lower than an earlier one. A line that was placed over
 * white of its own story is hidden by nothing and hides nothing; only its order tells that it is in the wrong place.
 */
import { isBlank } from "./letters.js";
import type { Area, GlyphRun, Role, ScenePage } from "../scene/list.js";
import { quote } from "./lines.js";
import { DROP_CAP } from "./set-lines.js";
import type { Fault } from "./painted.js";

/** Text that flows through the legs line by line, from left to right. */
const FLOWING: ReadonlySet<Role> = new Set(["body", "dateline", "list", "verse", "subhead"]);
/** Runs whose baselines differ by less than this part of the type's size stand on one line: superscripts, mixed sizes. */
const LEVEL = 0.6;
/** What is far narrower than an em, unlike Han characters and full-width marks. */
const NARROW = /^[\p{Script=Latin}\p{M}\p{N}\s]/u;

export function textOrderFaults({ items, areas }: ScenePage): readonly Fault[] {
  const legs = areas.filter(({ kind }) => kind === "leg");
  const lasts = new Map<Area, GlyphRun>();
  const told = new Set<string>();
  const faults: Fault[] = [];
  for (const item of items) {
    if (item.kind !== "glyphs" || !isFlowing(item)) continue;
    const leg = legOf(
      legs.filter(({ article }) => article === item.source.article),
      item,
    );
    if (leg === undefined) continue;
    const last = lasts.get(leg);
    const key = `${item.source.article ?? ""} ${item.source.pointer}`;
    if (last !== undefined && standsBefore(item, last) && !told.has(key)) {
      faults.push(faultOf(item, last));
      told.add(key);
    }
    if (last === undefined || item.size < DROP_CAP * last.size) lasts.set(leg, item);
  }
  return faults;
}

function isFlowing(run: GlyphRun): boolean {
  const isLevel = run.direction === "horizontal" && run.turned !== true && run.annotation !== true;
  return isLevel && FLOWING.has(run.role) && run.source.article !== undefined && !run.texts.every(isBlank);
}

/** The leg that a run stands in: its baseline lies within, and its middle, or nearest to it; marks at its ends may hang out. */
function legOf(legs: readonly Area[], run: GlyphRun): Area | undefined {
  // A mark over or under a letter may be a glyph of its own without text.
  const last = NARROW.test(run.texts.findLast((text) => text !== "") ?? "") ? 0 : run.size;
  const middle = run.x + Math.round(((run.offsets[0] ?? 0) + (run.offsets.at(-1) ?? 0) + last) / 2);
  let nearest: Area | undefined;
  let least = run.size;
  for (const leg of legs) {
    const { x, y, width, height } = leg.rect;
    const off = Math.max(0, x - middle, middle - x - width);
    if (off > least || run.y < y || run.y - run.size / 2 > y + height) continue;
    if (nearest === undefined || off < least) [nearest, least] = [leg, off];
  }
  return nearest;
}

/** Whether a run stands over the run that it follows, or left of it on its line. The baseline of a drop cap is that of a later line. */
function standsBefore(run: GlyphRun, before: GlyphRun): boolean {
  const size = Math.min(run.size, before.size);
  if (before.size >= DROP_CAP * run.size) return false;
  if (run.y < before.y - LEVEL * size) return true;
  return run.y < before.y + LEVEL * size && run.x < before.x;
}

function faultOf(run: GlyphRun, before: GlyphRun): Fault {
  const { article, pointer } = run.source;
  const height = Math.round(run.size * 1.2);
  const from = run.x + (run.offsets[0] ?? 0);
  return {
    severity: "error",
    code: "text-out-of-order",
    message: `the line “${quote(textOf(run))}” stands over “${quote(textOf(before))}”, which it follows`,
    hint: "pin the story's `legs` in `layout`, one under the other",
    box: { x: from, y: run.y - run.size, width: (run.offsets.at(-1) ?? 0) + run.size, height },
    article,
    pointer: pointer === "" ? undefined : pointer,
  };
}

function textOf({ texts }: GlyphRun): string {
  return texts.join("");
}
