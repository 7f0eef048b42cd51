/** Why a paragraph's lines look as they do: their adjustments by tier, and what they cost, for a person to read. */
import { finalGaps } from "./commit.js";
import { Fitness, fitnessOf } from "./measure.js";
import type { Broken, Line, Prepared } from "./model.js";

/** What the tiers of gaps.ts are called, by number. */
const SHRINK_NAMES = ["", "word spaces", "interpuncts", "brackets", "，、；：", "Han–Latin gaps", "。？！"];
const STRETCH_NAMES = ["", "word spaces", "Han–Latin gaps", "all gaps"];
const FITNESS_NAMES: Readonly<Record<Fitness, string>> = {
  [Fitness.Even]: "even",
  [Fitness.Loose]: "loose",
  [Fitness.Tight]: "tight",
};

/** Gaps of one tier that were narrowed or widened. */
export interface Adjustment {
  readonly what: string;
  /** In all, in em of the grid; negative where space was taken. */
  readonly total: number;
  readonly gaps: number;
}

export interface LineNote {
  readonly text: string;
  /** What the line lacked (+) or had too much (−) before it was adjusted, in em. */
  readonly short: number;
  readonly adjustments: readonly Adjustment[];
  readonly fitness: string;
  readonly cost: number;
}

export function explainLine(p: Prepared, line: Line): LineNote {
  const { em } = p.config;
  const totals = new Map<string, { total: number; gaps: number }>();
  finalGaps(p, line, "justify").forEach((gap, i) => {
    const index = line.start + 1 + i;
    const moved = gap - (p.gaps[index] ?? 0);
    if (moved === 0) return;
    const names = moved < 0 ? SHRINK_NAMES : STRETCH_NAMES;
    const what = names[(moved < 0 ? p.shrinkTier[index] : p.stretchTier[index]) ?? 0] ?? "";
    const known = totals.get(what) ?? { total: 0, gaps: 0 };
    totals.set(what, { total: known.total + moved / em, gaps: known.gaps + 1 });
  });
  const room = line.measure - line.indent;
  return {
    text: p.text.slice(p.starts[line.start], p.starts[line.end]),
    short: (room - line.natural) / em,
    adjustments: [...totals].map(([what, { total, gaps }]) => ({ what, total, gaps })),
    fitness: FITNESS_NAMES[fitnessOf(p, line.start, line.end, line.natural, room)],
    cost: line.cost,
  };
}

/** One line of report a line of text: number, text, how it was fitted, what it costs. */
export function explainParagraph(p: Prepared, broken: Broken): string {
  const rows = broken.lines.map((line, index) => {
    const note = explainLine(p, line);
    const fitted = note.adjustments.map(
      ({ what, total, gaps }) => `${what} ${signed(total)} em in ${gaps} (${signed(total / gaps)} each)`,
    );
    const how = fitted.length > 0 ? fitted.join(", ") : line.last && note.short > 0 ? "last line" : "as it is";
    return `${String(index + 1).padStart(3)}  ${note.text}\n     ${how}; ${note.fitness}; cost ${note.cost.toFixed(1)}`;
  });
  return [...rows, `${broken.lines.length} lines, cost ${broken.cost.toFixed(1)}`].join("\n");
}

function signed(value: number): string {
  return `${value < 0 ? "−" : "+"}${Math.abs(value).toFixed(3)}`;
}
