/** Why a paragraph's lines look as they do: their adjustments by tier, what they cost and by which rule. */
import type { Len } from "../base/length.js";
import type { Adjustment, LineSetting, Penalty } from "../scene/setting.js";
import { breakParagraph } from "./break.js";
import { Kind } from "./classes.js";
import { finalGaps } from "./final-gaps.js";
import { growsAtMark, OPEN_TIER } from "./gaps.js";
import { contrastCost, Fitness, fitCost, fitnessOf, goalOf, hangingCost, naturalWidth, trimmedEnd } from "./measure.js";
import { Break, type Line, type Prepared } from "./model.js";
import { breakCost } from "./places.js";
import { isLone, LONE_CHARACTER, OVERFULL } from "./search.js";

/** What the tiers of gaps.ts are called, by number. */
const SHRINK_NAMES = [
  "",
  "word spaces",
  "interpuncts",
  "brackets",
  "，、；：",
  "Han–Latin gaps",
  "。？！",
  "letters of words",
  "spaces before names",
];
const STRETCH_NAMES = ["letters of words", "word spaces", "Han–Latin gaps", "all gaps"];
const FITNESS_NAMES: Readonly<Record<Fitness, LineSetting["fitness"]>> = {
  [Fitness.Even]: "even",
  [Fitness.Loose]: "loose",
  [Fitness.Tight]: "tight",
};
const BREAK_NAMES: Readonly<Record<Break, string>> = {
  [Break.No]: "break inside a word",
  [Break.Allowed]: "break",
  [Break.Hyphen]: "hyphen",
  [Break.Reluctant]: "number parted from what follows it",
  [Break.Rescue]: "word or address parted before the line has holes",
  [Break.Counted]: "figure parted from its measure word, or the unit of its date or time",
  [Break.LastResort]: "number parted from its unit",
  [Break.Group]: "long number parted between groups of four",
  [Break.Digit]: "long number parted",
};
/** In em: gaps that are opened alike differ by less. */
const ROUNDED = 0.001;
/** Costs are sums of the same terms in another order. */
const ROUNDING = 1e-6;

/** A line as it was fitted, without its place on the page. */
export type LineNote = Omit<LineSetting, "leg" | "row">;

/** Every line of a paragraph, in order. */
export function explainLines(p: Prepared, lines: readonly Line[]): readonly LineNote[] {
  return lines.map((line, index) => explainLine(p, line, lines[index - 1]));
}

function explainLine(p: Prepared, line: Line, before: Line | undefined): LineNote {
  const { em } = p.config;
  return {
    text: p.text.slice(p.starts[line.start], p.starts[line.end]),
    indent: line.indent / em,
    natural: line.natural / em,
    measure: roomOf(line) / em,
    adjustments: adjustmentsOf(p, line),
    fitness: FITNESS_NAMES[looksOf(p, line)],
    cost: line.cost,
    penalties: penaltiesOf(p, line, before),
    notes: movedOver(p, line),
  };
}

function roomOf(line: Line): number {
  return line.measure - line.indent;
}

function looksOf(p: Prepared, line: Line): Fitness {
  return fitnessOf(p, line.start, line.edge ?? line.end, line.natural, roomOf(line));
}

function adjustmentsOf(p: Prepared, line: Line): readonly Adjustment[] {
  const { em } = p.config;
  const totals = new Map<string, { total: number; gaps: number }>();
  const moves = finalGaps(p, line, "justify").map((gap, i) => {
    const index = line.start + 1 + i;
    return { index, moved: gap - (p.gaps[index] ?? 0) };
  });
  const open = moves.filter(({ index }) => p.stretchTier[index] === OPEN_TIER);
  const alike = open.reduce((least, { moved }) => Math.min(least, moved), Number.POSITIVE_INFINITY) + em * ROUNDED;
  for (const { index, moved } of moves) {
    if (moved === 0) continue;
    const what = nameOf(p, index, moved, alike);
    const known = totals.get(what) ?? { total: 0, gaps: 0 };
    totals.set(what, { total: known.total + moved / em, gaps: known.gaps + 1 });
  }
  return [...totals].map(([what, { total, gaps }]) => ({ what, total, gaps }));
}

/** What a gap that moved is called; `alike`: how far those moved at most that keep to the goal of the line. */
function nameOf(p: Prepared, index: number, moved: Len, alike: Len): string {
  if (moved < 0) return SHRINK_NAMES[p.shrinkTier[index] ?? 0] ?? "";
  const tier = p.stretchTier[index] ?? 0;
  if (tier !== OPEN_TIER || moved <= alike) return STRETCH_NAMES[tier] ?? "";
  return growsAtMark(p, index) ? "space at marks" : "gaps between words";
}

/** What the line costs, by rule; what the rules here do not tell of is named as such, so that the sum is always right. */
function penaltiesOf(p: Prepared, line: Line, before: Line | undefined): readonly Penalty[] {
  const room = roomOf(line);
  const rests = line.last && line.natural <= room;
  const fit = rests
    ? 0
    : fitCost(p, line.start, line.edge ?? line.end, line.natural, {
        width: room,
        wide: goalOf(p.config, line.measure),
      });
  const parts: Penalty[] = [];
  const add = (rule: string, cost: number): void => {
    if (Math.abs(cost) > ROUNDING) parts.push({ rule, cost });
  };
  if (fit === Number.POSITIVE_INFINITY) add("wider than its measure", OVERFULL);
  else add(line.natural > room ? "squeezing" : "stretching", fit);
  add(breakName(p, line.end), breakCost(p, line.end));
  if (line.edge !== undefined) add("悬挂", hangingCost(p));
  if (line.last && line.start > 0 && isLone(p, line.start, line.end)) add("孤字", LONE_CHARACTER);
  if (before !== undefined) add("beside the line over it", contrastCost(looksOf(p, before), looksOf(p, line)));
  add("other rules", line.cost - parts.reduce((sum, { cost }) => sum + cost, 0));
  return parts;
}

function breakName(p: Prepared, cluster: number): string {
  const how = p.breakBefore[cluster] as Break;
  if (how !== Break.LastResort) return BREAK_NAMES[how];
  if (p.hyphens.has(cluster)) return "name parted before the line gapes";
  const before = p.text[(p.starts[cluster] ?? 0) - 1] ?? "";
  if (before === "/") return "address parted after its solidus";
  return /[A-Za-z_]/u.test(before) ? "address parted before the line gapes" : BREAK_NAMES[how];
}

/**
 * Whether the line took in (挤进) more than it holds by itself, or gave over (推出) what it would have held, and which rule
 * asked for it.
 */
function movedOver(p: Prepared, line: Line): readonly string[] {
  if (line.edge !== undefined) return [`悬挂 “${p.text.slice(p.starts[line.edge], p.starts[line.end])}”`];
  if (line.last && line.natural <= roomOf(line)) return [];
  const held = heldBy(p, line);
  const end = trimmedEnd(p, line.start, line.end);
  const text = (from: number, to: number): string => p.text.slice(p.starts[from], p.starts[to]).trim();
  const pushed =
    held < end ? `挤进 “${text(held, end)}”` : held > line.end ? `推出 “${text(line.end, held)}”` : undefined;
  if (pushed === undefined) return [];
  const rule = held === p.length || !isKept(p, held) ? undefined : ruleAt(p, held);
  return [rule === undefined ? pushed : `${pushed}: ${rule}`];
}

/** Where the line would end if it took clusters as they are until it is full. */
function heldBy(p: Prepared, line: Line): number {
  let end = line.start + 1;
  while (end < p.length && naturalWidth(p, line.start, end + 1) <= roomOf(line)) end += 1;
  return end;
}

/** Whether a cluster belongs to the one before it, as far as lines allow. */
function isKept(p: Prepared, cluster: number): boolean {
  const how = p.breakBefore[cluster] as Break;
  return how !== Break.Allowed && how !== Break.Hyphen;
}

/** Why no line begins at a cluster. */
function ruleAt(p: Prepared, cluster: number): string {
  const [before, after] = [p.kinds[cluster - 1] as Kind, p.kinds[cluster] as Kind];
  const mark = (index: number): string => p.text.slice(p.starts[index], p.starts[index + 1]);
  switch (after) {
    case Kind.Close:
    case Kind.Pause:
    case Kind.Stop:
    case Kind.Middle:
      return `“${mark(cluster)}” begins no line (避头)`;
    case Kind.Dash:
    case Kind.Ellipsis:
      return before === after
        ? `${mark(cluster - 1)}${mark(cluster)} stay together`
        : "a mark belongs to the text before it";
    case Kind.Space:
      return "a space begins no line";
    default:
  }
  if (before === Kind.Open) return `“${mark(cluster - 1)}” ends no line (避尾)`;
  let [from, to] = [cluster, cluster];
  while (from > 0 && isKept(p, from)) from -= 1;
  while (to < p.length && isKept(p, to)) to += 1;
  return `“${p.text.slice(p.starts[from], p.starts[to]).trim()}” is not parted`;
}

/**
 * What whole-paragraph breaking kept from happening: line by line (先挤进，后推出), the last line would hold one character
 * alone. `lines` are all lines of the paragraph.
 */
export function loneAvoided(p: Prepared, lines: readonly Line[]): string | undefined {
  const own = lines.at(-1);
  if (p.config.mode === "greedy" || own === undefined || !own.last || isLone(p, own.start, own.end)) return undefined;
  const byLine = breakParagraph(
    { ...p, config: { ...p.config, mode: "greedy" } },
    {
      indent: lines[0]?.indent ?? 0,
      measureOf: (line) => (lines[line] ?? own).measure,
      uniform: false,
      looseness: 0,
    },
  );
  const last = byLine?.lines.at(-1);
  if (last === undefined || last.start === 0 || !isLone(p, last.start, last.end)) return undefined;
  return `孤字 avoided: line by line, “${p.text.slice(p.starts[last.start]).trim()}” would stand alone`;
}
