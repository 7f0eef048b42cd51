/**
 * A made-up page as it was parted: a tree of stories over and beside one another, the lead over two such parts, or five of them in
 * a wheel.
 */
import type { Cells } from "../layout/grid.js";

/** A story's place: an index into the stories of the page, the most important first. */
export interface Placed {
  readonly index: number;
  readonly cells: Cells;
  readonly without?: readonly Cells[];
}

export type MadePart =
  | { readonly kind: "leaf"; readonly index: number; readonly cells: Cells }
  | MadeAround
  | MadeStep
  | { readonly kind: "stack" | "side"; readonly cells: Cells; readonly a: MadePart; readonly b: MadePart };

/** A story round a block in a lower corner of its place. `without`: the block and the gap over it. */
export interface MadeAround {
  readonly kind: "around";
  readonly index: number;
  readonly block: number;
  readonly cells: Cells;
  readonly without: Cells;
}

/** A story over two parts side by side, its legs ending at two heights. `over`: its own cells, `without`: what one of the parts takes of them. */
export interface MadeStep {
  readonly kind: "step";
  readonly index: number;
  readonly cells: Cells;
  readonly over: Cells;
  readonly without: Cells;
  readonly a: MadePart;
  readonly b: MadePart;
}

export type Made =
  | MadePart
  /** The lead over two parts, its legs ending at two heights. */
  | { readonly kind: "interlock"; readonly lead: Placed; readonly a: MadePart; readonly b: MadePart }
  | { readonly kind: "wheel"; readonly parts: Five<MadePart>; readonly isMirrored: boolean };

/** In the order upper left, upper right, lower right, lower left, middle; left and right exchanged where a wheel is mirrored. */
export type Five<T> = readonly [T, T, T, T, T];

/** Where the stories stand, in the order of the tree. */
export function placesOf(made: Made): readonly Placed[] {
  if (made.kind === "leaf") return [{ index: made.index, cells: made.cells }];
  if (made.kind === "around") {
    const { index, block, cells, without } = made;
    return [
      { index, cells, without: [without] },
      { index: block, cells: without },
    ];
  }
  if (made.kind === "wheel") return made.parts.flatMap(placesOf);
  if (made.kind === "step") {
    const { index, over, without, a, b } = made;
    return [{ index, cells: over, without: [without] }, ...placesOf(a), ...placesOf(b)];
  }
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

/** Any story over two parts, which fill the rest of `area`. */
export function stepped(
  area: Cells,
  index: number,
  step: Step,
  gapRows: number,
  [a, b]: readonly [(cells: Cells) => MadePart, (cells: Cells) => MadePart],
): MadeStep {
  const [left, right] = underLead(area, step, gapRows);
  const { cells: over, without } = leadOver(area, step);
  return { kind: "step", index, cells: area, over, without, a: a(left), b: b(right) };
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

/**
 * Where a wheel's parts meet, counted from the area's upper left corner: the first part spans columns up to `right` and rows
 * up to `upper`, the second the columns beside it and rows up to `lower`, the third stands under that from column `left`, the
 * fourth under the first. So each of the four reaches across a seam or a gutter between two others.
 */
export interface WheelStep {
  readonly left: number;
  readonly right: number;
  readonly upper: number;
  readonly lower: number;
}

/** Five parts in a wheel, each of which is told its place. */
export function wheel(
  area: Cells,
  { left, right, upper, lower }: WheelStep,
  gapRows: number,
  isMirrored: boolean,
  parts: Five<(cells: Cells) => MadePart>,
): Made {
  const cellsOf = (from: number, to: number, row: number, end: number): Cells => ({
    column: area.column + (isMirrored ? area.columns - to : from),
    columns: to - from,
    row: area.row + row,
    rows: end - row,
  });
  const [a, b, c, d, e] = parts;
  const { columns, rows } = area;
  return {
    kind: "wheel",
    isMirrored,
    parts: [
      a(cellsOf(0, right, 0, upper)),
      b(cellsOf(right, columns, 0, lower)),
      c(cellsOf(left, columns, lower + gapRows, rows)),
      d(cellsOf(0, left, upper + gapRows, rows)),
      e(cellsOf(left, right, upper + gapRows, lower)),
    ],
  };
}
