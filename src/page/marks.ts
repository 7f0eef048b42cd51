/**
 * What marks of a span look like: emphasis dots (着重号), lines under names and titles (专名号, 书名号甲式), frames around words.
 * Measures are of the span's em. All of it stays in the white between two lines of usual leading (1.4): marks under the
 * line end 0.27 em under the baseline, and the next line's ink begins 0.55 em under it.
 */
import type { Len } from "../base/length.js";
import type { PathStep, SceneItem } from "../scene/list.js";
import type { LineMark } from "../text/model.js";

/** CJK type's em box over and under the baseline. */
const ASCENT = 0.88;
const DESCENT = 0.12;

const DOT_RADIUS = 0.065;
const DOT_DEPTH = 0.2;
const SESAME_HEIGHT = 1.02;
/** Lines under names and titles: their depth under the baseline, and how far they stop short at both ends, so that the lines of
 * two neighbouring names stay apart. */
const LINE_DEPTH = 0.155;
const LINE_INSET = 0.07;
const LINE_THICKNESS = 0.045;
const WAVE_DEPTH = 0.19;
const WAVE_HEIGHT = 0.05;
const WAVE_LENGTH = 0.5;
const BOX_INSET = 0.07;
const BOX_AIR = 0.05;
/** A frame under readings stands on the word's ink, in a line as thin as newsprint holds at 9 pt. */
const LOW_FRAME_THICKNESS = 0.03;
/** A quarter circle as a cubic curve. */
const ROUND = 0.5523;

/** The items of a mark on a line that begins at `x`. */
export function markItems(mark: LineMark, x: Len, baseline: Len): readonly SceneItem[] {
  const { em, colour } = mark;
  const part = (ems: number): Len => Math.round(ems * em);
  const from = x + mark.from;
  const to = x + mark.to;
  // Under a tab, a space or what else has next to no width nothing is to be marked.
  if (to - from <= 2 * part(LINE_INSET)) return [];
  switch (mark.kind) {
    case "dots-under":
    case "dots-over": {
      if (mark.centres.length === 0) return [];
      const path = mark.centres.flatMap((centre) =>
        mark.kind === "dots-under"
          ? disc(x + centre, baseline + part(DOT_DEPTH), part(DOT_RADIUS))
          : sesame(x + centre, baseline - part(SESAME_HEIGHT), em),
      );
      return [{ kind: "shape", role: "mark", path, colour }];
    }
    case "name": {
      const rect = {
        x: from + part(LINE_INSET),
        y: baseline + part(LINE_DEPTH),
        width: to - from - 2 * part(LINE_INSET),
        height: part(LINE_THICKNESS),
      };
      return [{ kind: "fill", role: "mark", rect, colour }];
    }
    case "title": {
      const path = wave(from + part(LINE_INSET), to - part(LINE_INSET), baseline + part(WAVE_DEPTH), em);
      return [{ kind: "shape", role: "mark", path, colour }];
    }
    case "box": {
      const top = mark.top ?? part(ASCENT + BOX_AIR);
      const thickness = part(mark.top === undefined ? LINE_THICKNESS : LOW_FRAME_THICKNESS);
      const rect = {
        x: from + part(BOX_INSET),
        y: baseline - top,
        width: to - from - 2 * part(BOX_INSET),
        height: top + part(DESCENT + BOX_AIR),
      };
      return [{ kind: "frame", role: "mark", rect, thickness, colour }];
    }
  }
}

/** Top of the frame around a word under readings, in em, by how high the word's ink reaches. */
export function lowFrame(inkTop: number): number {
  return inkTop + LOW_FRAME_THICKNESS;
}

function disc(x: Len, y: Len, radius: Len): readonly PathStep[] {
  const arm = Math.round(radius * ROUND);
  const curve = (x1: Len, y1: Len, x2: Len, y2: Len, toX: Len, toY: Len): PathStep => ({
    to: "curve",
    x1: x + x1,
    y1: y + y1,
    x2: x + x2,
    y2: y + y2,
    x: x + toX,
    y: y + toY,
  });
  return [
    { to: "move", x: x + radius, y },
    curve(radius, arm, arm, radius, 0, radius),
    curve(-arm, radius, -radius, arm, -radius, 0),
    curve(-radius, -arm, -arm, -radius, 0, -radius),
    curve(arm, -radius, radius, -arm, radius, 0),
    { to: "close" },
  ];
}

/** The Japanese dot (ゴマ点): a drop that leans to the right, as ﹅ is drawn. */
function sesame(x: Len, y: Len, em: Len): readonly PathStep[] {
  const at = (ems: number): Len => Math.round(ems * em);
  const curve = (
    ...[x1, y1, x2, y2, toX, toY]: readonly [number, number, number, number, number, number]
  ): PathStep => ({
    to: "curve",
    x1: x + at(x1),
    y1: y + at(y1),
    x2: x + at(x2),
    y2: y + at(y2),
    x: x + at(toX),
    y: y + at(toY),
  });
  return [
    { to: "move", x: x + at(-0.08), y: y + at(-0.08) },
    curve(0.01, -0.08, 0.09, -0.02, 0.09, 0.05),
    curve(0.09, 0.09, 0.04, 0.1, 0.01, 0.07),
    curve(-0.05, 0.02, -0.08, -0.04, -0.08, -0.08),
    { to: "close" },
  ];
}

/** A wavy line of whole waves from one end to the other, along its upper edge and back along its lower one. */
function wave(from: Len, to: Len, y: Len, em: Len): readonly PathStep[] {
  const halves = Math.max(2, 2 * Math.round((to - from) / (WAVE_LENGTH * em)));
  const height = Math.round(WAVE_HEIGHT * em);
  const thickness = Math.round(LINE_THICKNESS * em);
  const at = (i: number): Len => from + Math.round(((to - from) * i) / halves);
  // One half of a sine in one curve: handles at about a third of its length, twice its height.
  const half = (i: number, next: number, level: Len): PathStep => {
    const crest = level + (Math.min(i, next) % 2 === 0 ? -1 : 1) * 2 * height;
    const third = Math.round((at(next) - at(i)) * 0.36);
    return { to: "curve", x1: at(i) + third, y1: crest, x2: at(next) - third, y2: crest, x: at(next), y: level };
  };
  const steps: PathStep[] = [{ to: "move", x: from, y: y - Math.floor(thickness / 2) }];
  const upper = y - Math.floor(thickness / 2);
  for (let i = 0; i < halves; i += 1) steps.push(half(i, i + 1, upper));
  steps.push({ to: "line", x: to, y: upper + thickness });
  for (let i = halves; i > 0; i -= 1) steps.push(half(i, i - 1, upper + thickness));
  return [...steps, { to: "close" }];
}
