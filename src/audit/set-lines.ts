/** The lines of a page as a reader sees them: glyph runs that stand one after the other at one height, or one under the other. */
import { around, type Rect } from "../base/geometry.js";
import type { Len } from "../base/length.js";
import type { GlyphRun, Role } from "../scene/list.js";

/** Runs of one line have no more than this many em between them: less than a gutter and the white of a ragged line. */
const MOST_BETWEEN = 1.4;
/**
 * Ends are reckoned as of Han characters: what follows a slender one, as the stroke of a fraction, lies up to an em before them,
 * and an opening mark that meets a closing one begins half an em before that (）“); the rest is rounding.
 */
const MOST_OVER = 1.55;
/** A letter this many times as large as its neighbours is a drop cap. */
export const DROP_CAP = 1.8;
const TEXT: ReadonlySet<Role> = new Set(["body", "dateline", "list", "note", "caption", "quote", "verse"]);
export const HEADS: ReadonlySet<Role> = new Set(["headline", "deck", "kicker", "subhead", "label"]);

/** One line of one text: its runs from left to right. */
export interface Line {
  readonly role: Role;
  readonly article: string | undefined;
  /** Of its first and its last run. */
  readonly pointer: string;
  readonly lastPointer: string;
  readonly size: Len;
  readonly runs: readonly GlyphRun[];
  readonly text: string;
}

export function linesOf(runs: readonly GlyphRun[]): readonly Line[] {
  const lines: GlyphRun[][] = [];
  for (const run of runs) {
    if (run.annotation === true || run.gids.length === 0 || isOfVerticalLine(run)) continue;
    if (!TEXT.has(run.role) && !HEADS.has(run.role) && run.role !== "table") continue;
    const open = lines.at(-1);
    const last = open?.at(-1);
    if (open !== undefined && last !== undefined && goesOn(last, run)) open.push(run);
    else lines.push([run]);
  }
  return lines.flatMap(lineOf);
}

function lineOf(runs: readonly GlyphRun[]): readonly Line[] {
  const [first] = runs;
  if (first === undefined) return [];
  const { role, source, size } = first;
  const text = runs.map(({ texts }) => texts.join("")).join("");
  const lastPointer = runs.at(-1)?.source.pointer ?? "";
  return [{ role, article: source.article, pointer: source.pointer, lastPointer, size, runs, text }];
}

function isOfVerticalLine({ direction, turned, abreast }: GlyphRun): boolean {
  return direction === "vertical" || turned === true || abreast === true;
}

/** Whether a run stands on the line of the run before: a dateline and the text after it, pieces in other styles. */
function goesOn(last: GlyphRun, run: GlyphRun): boolean {
  if (last.source.article !== run.source.article || !isLevel(last, run)) return false;
  const between = startOf(run) - endOf(last);
  return between > -MOST_OVER * Math.max(last.size, run.size) && between < MOST_BETWEEN * run.size;
}

/** Superscripts stand off the baseline by less than their line; a drop cap is of another line. */
function isLevel(a: GlyphRun, b: GlyphRun): boolean {
  const [small, large] = a.size < b.size ? [a, b] : [b, a];
  return Math.abs(a.y - b.y) < large.size / 2 && large.size < DROP_CAP * small.size;
}

export function startOf(run: GlyphRun): Len {
  return run.x + (run.offsets[0] ?? 0);
}

export function endOf(run: GlyphRun): Len {
  return run.x + (run.offsets.at(-1) ?? 0) + run.size + (run.tracking ?? 0);
}

export function lineRect(runs: readonly GlyphRun[]): Rect {
  const rects = runs.map((run): Rect => {
    const x = startOf(run);
    return { x, y: run.y - run.size, width: endOf(run) - x, height: Math.round(run.size * 1.2) };
  });
  return around(rects) ?? { x: 0, y: 0, width: 0, height: 0 };
}

/** Lines of vertical heads, each its runs from top to foot: upright ones, and letters and figures that are turned or stand abreast. */
export function verticalHeadLines(runs: readonly GlyphRun[]): readonly Line[] {
  const lines: GlyphRun[][] = [];
  for (const run of runs) {
    if (run.annotation === true || run.gids.length === 0 || !isOfVerticalLine(run) || !HEADS.has(run.role)) continue;
    const last = lines.at(-1)?.at(-1);
    const isOfLine = last?.role === run.role && last.source.article === run.source.article && isInOneColumn(last, run);
    if (isOfLine) lines.at(-1)?.push(run);
    else lines.push([run]);
  }
  return lines.flatMap(lineOf);
}

/** Lines of a vertical head stand more than an em apart, and what is turned or abreast within half an em of its line's middle. */
function isInOneColumn(a: GlyphRun, b: GlyphRun): boolean {
  return Math.abs(middleOf(a) - middleOf(b)) < Math.max(a.size, b.size) / 2;
}

function middleOf(run: GlyphRun): Len {
  if (run.direction === "vertical") return run.x;
  if (run.turned === true) return run.x + run.size / 3;
  return (startOf(run) + endOf(run)) / 2 - run.size / 4;
}
