/** A made-up page as it was parted: a tree of stories over and beside one another, or the lead over two of them. */
import type { Cells } from "../layout/grid.js";

/** A story's place: an index into the stories of the page, the most important first. */
export interface Placed {
  readonly index: number;
  readonly cells: Cells;
  readonly without?: readonly Cells[];
}

export type MadePart =
  | { readonly kind: "leaf"; readonly index: number; readonly cells: Cells }
  | { readonly kind: "stack" | "side"; readonly cells: Cells; readonly a: MadePart; readonly b: MadePart };

export type Made =
  | MadePart
  /** The lead over two parts, its legs ending at two heights. */
  | { readonly kind: "interlock"; readonly lead: Placed; readonly a: MadePart; readonly b: MadePart };

/** Where the stories stand, in the order of the tree. */
export function placesOf(made: Made): readonly Placed[] {
  if (made.kind === "leaf") return [{ index: made.index, cells: made.cells }];
  const own = made.kind === "interlock" ? [made.lead] : [];
  return [...own, ...placesOf(made.a), ...placesOf(made.b)];
}

/** The same in the order of the stories' importance. */
export function placesInOrder(made: Made): readonly Placed[] {
  return placesOf(made).toSorted((a, b) => a.index - b.index);
}

/** The stories of a part, the most important first. */
export function storiesIn(made: Made): readonly number[] {
  return placesOf(made)
    .map(({ index }) => index)
    .toSorted((a, b) => a - b);
}

/** The columns of the lead over the first part, and its rows over each of the two. */
export interface Step {
  readonly widthA: number;
  readonly overA: number;
  readonly overB: number;
}

/** The lead's region, and the corner of it that the part under its shorter legs takes, with the gap over that. */
export function leadOver(
  area: Cells,
  { widthA, overA, overB }: Step,
): { readonly cells: Cells; readonly without: Cells } {
  const rows = Math.max(overA, overB);
  const cut = { row: area.row + Math.min(overA, overB), rows: rows - Math.min(overA, overB) };
  const cells = { ...area, rows };
  return overA < overB
    ? { cells, without: { ...cut, column: area.column, columns: widthA } }
    : { cells, without: { ...cut, column: area.column + widthA, columns: area.columns - widthA } };
}

/** The lead over two parts, each of which is told its place. */
export function interlock(
  area: Cells,
  step: Step,
  gapRows: number,
  [a, b]: readonly [(cells: Cells) => MadePart, (cells: Cells) => MadePart],
): Made {
  const { cells, without } = leadOver(area, step);
  const [left, right] = underLead(area, step, gapRows);
  return { kind: "interlock", lead: { index: 0, cells, without: [without] }, a: a(left), b: b(right) };
}

/** What is left under the lead, left and right. */
function underLead(area: Cells, { widthA, overA, overB }: Step, gapRows: number): readonly [Cells, Cells] {
  const { column, columns, row, rows } = area;
  const under = (from: number, width: number, over: number): Cells => {
    const top = over + gapRows;
    return { column: from, columns: width, row: row + top, rows: rows - top };
  };
  return [under(column, widthA, overA), under(column + widthA, columns - widthA, overB)];
}
