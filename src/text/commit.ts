/** Commit: a broken line's gaps get their final widths, and its glyphs their places. Integers throughout. */
import type { Len } from "../base/length.js";
import type { Face } from "../font/face.js";
import { Kind } from "./classes.js";
import { SHRINK_TIERS } from "./gaps.js";
import { trimmedEnd } from "./measure.js";
import type { Line, LineRule, LineRun, Prepared, SetLine } from "./model.js";

/** Sets a line. Justified lines, the last apart, come out exactly as wide as their measure. */
export function commitLine(p: Prepared, line: Line, align: "justify" | "start" | "center" | "end"): SetLine {
  const end = trimmedEnd(p, line.start, line.end);
  const gaps = Array.from({ length: Math.max(0, end - line.start - 1) }, (_, i) => p.gaps[line.start + 1 + i] ?? 0);
  const room = line.measure - line.indent;
  const short = room - line.natural;
  if (short < 0) shrinkGaps(p, line.start, gaps, -short);
  else if (short > 0 && align === "justify" && !line.last) stretchGaps(p, line.start, gaps, short);
  const width = naturalSum(p, line.start, end, gaps);
  const free = room - width;
  const shift = align === "center" ? Math.round(free / 2) : align === "end" ? free : 0;
  const rules: LineRule[] = [];
  const runs = runsOf(p, line, gaps, line.indent + shift, rules);
  return { runs, rules, width: line.indent + shift + width };
}

function naturalSum(p: Prepared, start: number, end: number, gaps: readonly Len[]): Len {
  let width = 0;
  for (let i = start; i < end; i += 1) width += p.boxes[i] ?? 0;
  return gaps.reduce((sum, gap) => sum + gap, width);
}

/** Takes `amount` out of the gaps, tier by tier; whole marks first, from the line's end, then the rest evenly. */
function shrinkGaps(p: Prepared, start: number, gaps: Len[], amount: Len): void {
  let rest = amount;
  for (let tier = 1; tier <= SHRINK_TIERS && rest > 0; tier += 1) {
    const members: number[] = [];
    gaps.forEach((_, i) => {
      if (p.shrinkTier[start + 1 + i] === tier && (p.shrink[start + 1 + i] ?? 0) > 0) members.push(i);
    });
    const left: number[] = [];
    for (const i of members.toReversed()) {
      const most = p.shrink[start + 1 + i] ?? 0;
      if (most <= rest) {
        gaps[i] = (gaps[i] ?? 0) - most;
        rest -= most;
      } else left.push(i);
    }
    left.forEach((i, k) => {
      const share = Math.min(p.shrink[start + 1 + i] ?? 0, Math.ceil(rest / (left.length - k)));
      gaps[i] = (gaps[i] ?? 0) - share;
      rest -= share;
    });
  }
}

function stretchGaps(p: Prepared, start: number, gaps: Len[], amount: Len): void {
  let rest = amount;
  for (let tier = 1; tier <= 2 && rest > 0; tier += 1) {
    const members = gaps.map((_, i) => i).filter((i) => p.stretchTier[start + 1 + i] === tier);
    const room = members.reduce((sum, i) => sum + (p.stretch[start + 1 + i] ?? 0), 0);
    const give = Math.min(rest, room);
    let given = 0;
    let passed = 0;
    for (const i of members) {
      passed += p.stretch[start + 1 + i] ?? 0;
      const upTo = room === 0 ? 0 : Math.round((give * passed) / room);
      gaps[i] = (gaps[i] ?? 0) + upTo - given;
      given = upTo;
    }
    rest -= give;
  }
  const open = gaps.map((_, i) => i).filter((i) => p.stretchTier[start + 1 + i] === 3);
  // A line of Latin alone has only its word spaces to give; a line of one word stays as it is.
  const members = open.length > 0 ? open : gaps.map((_, i) => i).filter((i) => p.stretchTier[start + 1 + i] === 1);
  members.forEach((i, k) => {
    const share = Math.round(rest / (members.length - k));
    gaps[i] = (gaps[i] ?? 0) + share;
    rest -= share;
  });
}

interface DraftRun {
  readonly face: Face;
  readonly span: number;
  readonly from: number;
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
  const scaled = (value: number): Len => Math.round((value * span.size) / face.unitsPerEm);
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

function runsOf(p: Prepared, line: Line, gaps: readonly Len[], shift: Len, rules: LineRule[]): readonly LineRun[] {
  const drafts: DraftRun[] = [];
  let x = shift;
  for (let i = line.start; i < line.end; i += 1) {
    if (i > line.start) x += gaps[i - line.start - 1] ?? 0;
    const face = p.faces[i];
    const span = p.spanOf[i] ?? 0;
    if (face === undefined) continue;
    let run = drafts.at(-1);
    if (run === undefined || run.face !== face || run.span !== span) {
      run = { face, span, from: p.starts[i] ?? 0, to: 0, gids: [], offsets: [], texts: [] };
      drafts.push(run);
    }
    const text = p.text.slice(p.starts[i], p.starts[i + 1]);
    const first = p.glyphFrom[i] ?? 0;
    const shared = p.kinds[i] === Kind.Dash && text.length === 2;
    const joint = shared ? bridge(p, i, x, face) : undefined;
    if (joint !== undefined) rules.push(joint);
    for (let g = first; g < (p.glyphFrom[i + 1] ?? first); g += 1) {
      run.gids.push(p.gids[g] ?? 0);
      run.offsets.push(x + (p.glyphOffsets[g] ?? 0));
      run.texts.push(shared ? (text[g - first] ?? "") : g === first ? text : "");
    }
    run.to = p.starts[i + 1] ?? 0;
    x += p.boxes[i] ?? 0;
  }
  return drafts.map((draft) => finish(p, draft));
}

function finish(p: Prepared, draft: DraftRun): LineRun {
  const span = p.spans[draft.span];
  if (span === undefined) throw new Error("a cluster without a span");
  const before = p.spans.slice(0, draft.span).reduce((sum, s) => sum + s.text.length, 0);
  const start = span.source.start + draft.from - before;
  return {
    face: draft.face,
    size: span.size,
    colour: span.colour,
    role: span.role,
    source: { ...span.source, start, end: start + draft.to - draft.from },
    gids: draft.gids,
    offsets: draft.offsets,
    texts: draft.texts,
  };
}
