/** A story in an arrangement, its text set: cut short where it goes on elsewhere, its legs of one height where it is short. */
import { flow } from "../layout/float.js";
import { costOfText, type Flow, type Leg, WIDOW } from "../layout/flow.js";
import type { Cells, PageGrid } from "../layout/grid.js";
import { legMeasure, type LegCells, linesOf } from "../layout/region.js";
import type { Arrangement } from "./arrange.js";
import type { StoryText } from "./story-text.js";
import type { TextItem } from "./text-item.js";

/** The text as far as it goes, with rows kept at the foot for 下转: one, unless its words need more. */
export function cutShort(grid: PageGrid, text: StoryText, fit: Fit, line: TextItem): Fit {
  const { legs, jump } = withJump(grid, fit.legs, line);
  return { ...fit, legs, jump, set: flow(text.items, measured(grid, legs), { goesOn: true }) };
}

/** Legs with room at the foot of the last one that holds it for the line 下转. */
export function withJump(
  grid: PageGrid,
  all: readonly LegCells[],
  line: TextItem,
): { readonly legs: readonly LegCells[]; readonly jump: JumpPlace } {
  const rowsIn = (leg: LegCells): number =>
    line.flow.kind === "block" ? (line.flow.rows(legMeasure(grid, leg))[0] ?? 1) : 1;
  const roomy = all.findLastIndex((leg) => leg.rows >= rowsIn(leg));
  const index = roomy < 0 ? all.findLastIndex((leg) => leg.rows > 0) : roomy;
  const at = all[index];
  const rows = at === undefined ? 1 : Math.min(at.rows, rowsIn(at));
  const legs = all.map((leg, i) => (i === index ? { ...leg, rows: leg.rows - rows } : leg));
  return { legs, jump: { leg: index, row: legs[index]?.rows ?? 0, rows } };
}

/**
 * A story with rows to spare ends all its legs at one height, instead of leaving its last columns empty; what does not
 * divide is missing at the foot of the last leg (CLREQ, multi-column text).
 */
export function balanced(grid: PageGrid, text: StoryText, cells: Cells, fit: Fit): Fit {
  const foot = cells.row + cells.rows;
  const atFoot = fit.legs.filter((leg) => leg.row + leg.rows === foot);
  const spare = Math.floor(fit.set.shortRows / Math.max(1, atFoot.length));
  for (let less = spare; less > 0; less -= 1) {
    const legs = fit.legs
      .map((leg) => (leg.row + leg.rows === foot ? { ...leg, rows: Math.max(0, leg.rows - less) } : leg))
      .filter((leg) => leg.rows > 0);
    const set = flow(text.items, measured(grid, legs));
    // Legs of one height are not worth a table, a note or a drop cap that is divided, or a subhead alone at a column's foot.
    const isWhole = set.partings <= fit.set.partings && set.torn <= fit.set.torn;
    // Text that would all stand beside the leg under its head begins there none the less.
    const begins = isSameTop(firstLeg({ legs, set }), firstLeg(fit));
    const isSound = isWhole && begins && costOfText(set) < costOfText(fit.set) + WIDOW;
    if (set.overset.length === 0 && isSound) return { ...fit, legs, set };
  }
  return fit;
}

/** The leg in which the text begins. */
function firstLeg({ legs, set }: Pick<Fit, "legs" | "set">): LegCells | undefined {
  const [first] = set.placed;
  return first === undefined ? undefined : legs[first.kind === "block" ? first.leg : (first.lines[0]?.leg ?? 0)];
}

function isSameTop(a: LegCells | undefined, b: LegCells | undefined): boolean {
  return a?.column === b?.column && a?.row === b?.row;
}

/** Legs as the flow takes them. Text without any is reckoned in lines of a column: a flow without legs has no measure. */
export function measured(grid: PageGrid, legs: readonly LegCells[]): readonly Leg[] {
  if (legs.length === 0) return [{ measure: grid.columnWidth, rows: 0 }];
  return legs.map((leg) => ({
    measure: legMeasure(grid, leg),
    rows: leg.rows,
    ...(leg.under === undefined ? {} : { under: leg.under }),
  }));
}

export interface Fit {
  readonly arrangement: Arrangement;
  /** Rows of all legs that the region offers, before balancing. */
  readonly available: number;
  readonly legs: readonly LegCells[];
  readonly set: Flow;
  /** Where 下转 stands, if it goes on elsewhere. */
  readonly jump?: JumpPlace;
}

/** Rows of a leg, counted from its first. */
export interface JumpPlace {
  readonly leg: number;
  readonly row: number;
  readonly rows: number;
}

/** Rows of its legs that stay white; those of a jump line are none of them. */
export function shortOf({ available, legs, set, jump }: Fit): number {
  return available - (jump?.rows ?? 0) - linesOf(legs) + set.shortRows;
}
