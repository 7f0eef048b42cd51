/** Commit: the glyphs of a broken line get their places. Integers throughout. */
import type { Len } from "../base/length.js";
import { units } from "../font/units.js";
import type { Face } from "../font/face.js";
import { type VisualOrder, visualOrder } from "./bidi.js";
import { Kind } from "./classes.js";
import { type Align, finalGaps } from "./final-gaps.js";
import { lineFaults, readingFaults } from "./line-faults.js";
import { readingsOf, withinMeasure } from "./line-readings.js";
import { trimmedEnd } from "./measure.js";
import { spanSource } from "./span-source.js";
import type { Line, LineMark, LineRule, LineRun, Prepared, SetLine } from "./model.js";

const HYPHEN = 0x2d;
/** What a hyphen at a line's end is read back as: no character of the text. */
const SOFT_HYPHEN = "\u00ad";

/** Sets a line. Justified lines, the last apart, come out exactly as wide as their measure; a mark that hangs out is no part of it. */
export function commitLine(p: Prepared, line: Line, align: Align): SetLine {
  const end = trimmedEnd(p, line.start, line.edge ?? line.end);
  const gaps = finalGaps(p, line, align);
  const room = line.measure - line.indent;
  const width = naturalSum(p, line.start, end, gaps) + (p.hyphens.get(line.end) ?? 0);
  const free = room - width;
  const shift = align === "center" ? Math.round(free / 2) : align === "end" ? free : 0;
  const rules: LineRule[] = [];
  const starts: Len[] = [];
  const runs = runsOf(p, line, gaps, line.indent + shift, rules, starts);
  const readings = readingsOf(p, line, starts);
  const faults = [...lineFaults(p, line, gaps, align, width), ...readingFaults(readings, line.measure)];
  return {
    ...(faults.length === 0 ? {} : { faults }),
    runs: [...runs, ...withinMeasure(readings, line.measure)],
    rules,
    marks: marksOf(p, line, end, starts),
    width: line.indent + shift + width,
  };
}

function naturalSum(p: Prepared, start: number, end: number, gaps: readonly Len[]): Len {
  let width = 0;
  for (let i = start; i < end; i += 1) width += p.boxes[i] ?? 0;
  return gaps.reduce((sum, gap) => sum + gap, width);
}

interface DraftRun {
  readonly face: Face;
  readonly span: number;
  /** Over the baseline, by what shaping says of a mark. */
  readonly rise: Len;
  from: number;
  to: number;
  readonly gids: number[];
  readonly offsets: Len[];
  readonly texts: string[];
}

/**
 * The two dashes of —— have white at their ends; a rule of their own thickness over both of them joins them. It runs over
 * their whole length, so that it looks the same everywhere on a coarse screen.
 */
function bridge(p: Prepared, cluster: number, x: Len, face: Face): LineRule | undefined {
  const first = p.glyphFrom[cluster] ?? 0;
  const span = p.spans[p.spanOf[cluster] ?? 0];
  if (span === undefined) return undefined;
  const ink = face.inkOf(p.gids[first] ?? 0);
  const scaled = (value: number): Len => units(face, value, span.size);
  const from = x + (p.glyphOffsets[first] ?? 0) + scaled(ink.minX);
  const to = x + (p.glyphOffsets[first + 1] ?? 0) + scaled(ink.maxX);
  if (to - from <= 2 * scaled(ink.maxX - ink.minX)) return undefined;
  return {
    offset: from,
    width: to - from,
    rise: scaled(ink.maxY),
    thickness: scaled(ink.maxY) - scaled(ink.minY),
    colour: span.colour,
    role: span.role,
  };
}

/** How the line is drawn where some of it runs from right to left. */
function orderOf(p: Prepared, line: Line, gaps: readonly Len[]): VisualOrder | undefined {
  const { levels } = p;
  if (levels === undefined) return undefined;
  const end = trimmedEnd(p, line.start, line.edge ?? line.end);
  return visualOrder(
    Array.from({ length: line.end - line.start }, (_, k) => (line.start + k < end ? (levels[line.start + k] ?? 0) : 0)),
    gaps,
  );
}

/** `starts` receives where each cluster of the line begins. */
function runsOf(
  p: Prepared,
  line: Line,
  gaps: readonly Len[],
  shift: Len,
  rules: LineRule[],
  starts: Len[],
): readonly LineRun[] {
  const drafts: DraftRun[] = [];
  const visual = orderOf(p, line, gaps);
  let x = shift;
  for (let k = 0; k < line.end - line.start; k += 1) {
    const i = line.start + (visual?.order[k] ?? k);
    if (k > 0) x += (visual?.gaps ?? gaps)[k - 1] ?? 0;
    starts[i - line.start] = x;
    const face = p.faces[i];
    const span = p.spanOf[i] ?? 0;
    if (face === undefined) continue;
    const parted = visual !== undefined && k > 0 && isParted(p, i, line.start + (visual.order[k - 1] ?? 0));
    const text = p.text.slice(p.starts[i], p.starts[i + 1]);
    const first = p.glyphFrom[i] ?? 0;
    const shared = p.kinds[i] === Kind.Dash && text.length === 2;
    const joint = shared ? bridge(p, i, x, face) : undefined;
    if (joint !== undefined) rules.push(joint);
    for (let g = first; g < (p.glyphFrom[i + 1] ?? first); g += 1) {
      const rise = p.glyphRises.get(g) ?? 0;
      let run = drafts.at(-1);
      const begins = parted && g === first;
      if (run === undefined || run.face !== face || run.span !== span || run.rise !== rise || begins) {
        run = { face, span, rise, from: p.starts[i] ?? 0, to: 0, gids: [], offsets: [], texts: [] };
        drafts.push(run);
      }
      run.from = Math.min(run.from, p.starts[i] ?? 0);
      run.to = Math.max(run.to, p.starts[i + 1] ?? 0);
      run.gids.push(p.gids[g] ?? 0);
      run.offsets.push(x + (p.glyphOffsets[g] ?? 0));
      run.texts.push(shared ? (text[g - first] ?? "") : g === first ? text : "");
    }
    x += p.boxes[i] ?? 0;
  }
  const last = drafts.findLast(({ rise }) => rise === 0);
  if (last !== undefined && p.hyphens.has(line.end)) {
    // Where the text has a soft hyphen, this is it.
    const end = last.texts.findLastIndex((text) => text !== "");
    if (end >= 0) last.texts[end] = (last.texts[end] as string).replace(/\u00ad$/u, "");
    last.gids.push(last.face.glyphFor(HYPHEN));
    last.offsets.push(x);
    last.texts.push(SOFT_HYPHEN);
  }
  // Readers of the page turn letters round by themselves, but take words as they come.
  if (visual !== undefined) drafts.sort((a, b) => a.from - b.from);
  return drafts.map((draft) => finish(p, draft));
}

/** Whether two clusters that are drawn side by side belong to different words, or run in different directions. */
function isParted(p: Prepared, a: number, b: number): boolean {
  const isSpace = (cluster: number): boolean => p.kinds[cluster] === Kind.Space || p.kinds[cluster] === Kind.WideSpace;
  return p.levels?.[a] !== p.levels?.[b] || isSpace(a) || isSpace(b);
}

function finish(p: Prepared, draft: DraftRun): LineRun {
  const span = p.spans[draft.span];
  if (span === undefined) throw new Error("a cluster without a span");
  const before = p.spans.slice(0, draft.span).reduce((sum, s) => sum + s.text.length, 0);
  return {
    face: draft.face,
    size: span.size,
    colour: span.colour,
    role: span.role,
    source: spanSource(span, draft.from - before, draft.to - before),
    gids: draft.gids,
    offsets: draft.offsets,
    texts: draft.texts,
    rise: (span.rise ?? 0) + draft.rise,
    slant: span.slant ?? 0,
    tracking: Math.round(span.tracking * span.size),
    standsIn: span.chain.faces.indexOf(draft.face) >= (span.chain.own ?? Infinity),
    // The letter shows the text of both: readers pass over a mark that stands in a run of its own.
    annotation: draft.rise !== 0 && draft.texts.every((text) => text === ""),
  };
}

/** A mark for each stretch of the line in one marked span. Names and titles that touch keep marks of their own. */
function marksOf(p: Prepared, line: Line, end: number, starts: readonly Len[]): readonly LineMark[] {
  const marks: LineMark[] = [];
  for (let i = line.start; i < end;) {
    const index = p.spanOf[i] ?? 0;
    let to = i + 1;
    while (to < end && p.spanOf[to] === index) to += 1;
    const span = p.spans[index];
    if (span?.mark !== undefined) {
      const at = (k: number): Len => starts[k - line.start] ?? 0;
      const middle = (k: number): Len => at(k) + Math.round((p.boxes[k] ?? 0) / 2);
      const dotted = Array.from({ length: to - i }, (_, k) => i + k).filter((k) => takesDot(p.kinds[k] as Kind));
      marks.push({
        kind: span.mark,
        from: Math.min(at(i), at(to - 1)),
        to: Math.max(at(i) + (p.boxes[i] ?? 0), at(to - 1) + (p.boxes[to - 1] ?? 0)),
        centres: dotted.map(middle),
        ...(span.markTop === undefined ? {} : { top: span.markTop }),
        em: span.size,
        colour: span.colour,
      });
    }
    i = to;
  }
  return marks;
}

/** Marks and spaces take no emphasis dot. */
function takesDot(kind: Kind): boolean {
  return kind === Kind.Han || kind === Kind.Western;
}
