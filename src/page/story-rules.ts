/**
 * Rules between stories, from where these stand: a rule in the empty rows between one story and the next under it, a rule
 * in the gutter between two side by side. The same for a make-up that was found and one that was given. And the hairlines
 * between the legs of one story.
 */
import { type Cells, columnX, type PageGrid, rowY, spanWidth } from "../layout/grid.js";
import type { SceneItem } from "../scene/list.js";
import { horizontalRule, verticalRule } from "./sheet.js";
import type { Typesetter } from "./typeset.js";

/** Where a story stands: its region, what of it others take, and what of it the editor fixed part by part. */
export interface Standing {
  readonly cells: Cells;
  readonly without?: readonly Cells[];
  readonly parts?: readonly Cells[];
  /** It has a frame, which parts it from others that have one. */
  readonly isFramed?: boolean;
}

/** More empty rows than this part stories by themselves. */
const WIDEST_GAP = 3;
const NOBODY = -1;

export function rulesBetween(setter: Typesetter, grid: PageGrid, stories: readonly Standing[]): readonly SceneItem[] {
  const owners = ownersOf(grid, stories);
  const seams = seamsOf(grid, owners);
  const bothFramed = (a: number, b: number): boolean => stories[a]?.isFramed === true && stories[b]?.isFramed === true;
  const ruled = seams.filter(({ over, under }) => !bothFramed(over, under));
  return [
    ...ruled.flatMap(({ column, columns, row, rows }) => storyRule(setter, grid, column, columns, row, rows)),
    ...guttersOf(grid, owners, seams, bothFramed).flatMap(({ column, row, rows }) =>
      gutterRule(setter, grid, column, row, rows),
    ),
  ];
}

/** The story in each cell, column by column. Between the parts of a story that was fixed part by part, others may stand. */
function ownersOf(grid: PageGrid, stories: readonly Standing[]): readonly Int32Array[] {
  const owners = Array.from({ length: grid.columns }, () => new Int32Array(grid.rows).fill(NOBODY));
  stories.forEach(({ cells, without, parts }, index) => {
    for (const part of parts ?? [cells]) fill(owners, part, index);
    for (const cut of without ?? []) fill(owners, cut, NOBODY, index);
  });
  stories.forEach(({ cells, parts }, index) => {
    if (parts !== undefined) fill(owners, cells, index);
  });
  return owners;
}

function fill(
  owners: readonly Int32Array[],
  { column, columns, row, rows }: Cells,
  value: number,
  over?: number,
): void {
  for (const cells of owners.slice(column, column + columns)) {
    for (let r = row; r < Math.min(row + rows, cells.length); r += 1) {
      if (over === undefined ? cells[r] === NOBODY : cells[r] === over) cells[r] = value;
    }
  }
}

interface Seam extends Cells {
  readonly over: number;
  readonly under: number;
}

/** Empty rows between two stories; those of neighbouring columns are one where the story over or under them is one. */
function seamsOf(grid: PageGrid, owners: readonly Int32Array[]): readonly Seam[] {
  const seams: Seam[] = [];
  for (let column = 0; column < grid.columns; column += 1) {
    for (const gap of gapsOf(owners[column] ?? new Int32Array(0))) {
      const beside = seams.findIndex(
        (seam) =>
          seam.column + seam.columns === column &&
          seam.row === gap.row &&
          seam.rows === gap.rows &&
          (seam.over === gap.over || seam.under === gap.under),
      );
      const known = seams[beside];
      if (known === undefined) seams.push({ ...gap, column, columns: 1 });
      else seams[beside] = { ...known, columns: known.columns + 1, over: gap.over, under: gap.under };
    }
  }
  return seams;
}

function gapsOf(column: Int32Array): readonly Omit<Seam, "column" | "columns">[] {
  const gaps: Omit<Seam, "column" | "columns">[] = [];
  let over = NOBODY;
  let row = 0;
  column.forEach((owner, r) => {
    if (owner === NOBODY) return;
    const rows = r - row;
    if (over !== NOBODY && owner !== over && rows > 0 && rows <= WIDEST_GAP)
      gaps.push({ row, rows, over, under: owner });
    over = owner;
    row = r + 1;
  });
  return gaps;
}

/** Rows over which different stories stand at both sides of a gutter; a seam that ends there does not interrupt it. */
function guttersOf(
  grid: PageGrid,
  owners: readonly Int32Array[],
  seams: readonly Seam[],
  bothFramed: (a: number, b: number) => boolean,
): readonly Cells[] {
  const gutters: Cells[] = [];
  for (let column = 1; column < grid.columns; column += 1) {
    const left = owners[column - 1] ?? new Int32Array(0);
    const right = owners[column] ?? new Int32Array(0);
    const crossed = (r: number): boolean =>
      seams.some((s) => s.column < column && column < s.column + s.columns && s.row <= r && r < s.row + s.rows);
    let from: number | undefined;
    let to = 0;
    for (let r = 0; r <= grid.rows; r += 1) {
      const [a, b] = [left[r] ?? NOBODY, right[r] ?? NOBODY];
      if (a !== NOBODY && b !== NOBODY && a !== b && !bothFramed(a, b)) {
        from ??= r;
        to = r + 1;
        continue;
      }
      const open = r < grid.rows && (a === NOBODY || b === NOBODY) && r - to < WIDEST_GAP && !crossed(r);
      if (open || from === undefined) continue;
      gutters.push({ column, columns: 0, row: from, rows: to - from });
      from = undefined;
    }
  }
  return gutters;
}

/** The rule in the empty rows between two stories. */
function storyRule(
  setter: Typesetter,
  grid: PageGrid,
  column: number,
  columns: number,
  row: number,
  rows: number,
): readonly SceneItem[] {
  const rule = setter.template.story.storyRule;
  if (rule === undefined) return [];
  const y = rowY(grid, row) + Math.round((rows * grid.leading) / 2);
  return [horizontalRule(columnX(grid, column), y, spanWidth(grid, columns), rule)];
}

/** The rule in the gutter between two stories. */
function gutterRule(
  setter: Typesetter,
  grid: PageGrid,
  column: number,
  row: number,
  rows: number,
): readonly SceneItem[] {
  const rule = setter.template.story.storyRule;
  if (rule === undefined) return [];
  const x = columnX(grid, column) - Math.round(grid.gutter / 2);
  return [verticalRule(x, rowY(grid, row), rows * grid.leading, rule)];
}

/** Hairlines in the gutters between legs that stand side by side. */
export function columnRules(setter: Typesetter, grid: PageGrid, legs: readonly Cells[]): readonly SceneItem[] {
  const rule = setter.template.story.columnRule;
  if (rule === undefined) return [];
  const items: SceneItem[] = [];
  for (const leg of legs) {
    for (const next of legs.filter((other) => other.column === leg.column + leg.columns)) {
      const from = Math.max(leg.row, next.row);
      const to = Math.min(leg.row + leg.rows, next.row + next.rows);
      if (to <= from) continue;
      const x = columnX(grid, next.column) - Math.round(grid.gutter / 2);
      items.push(verticalRule(x, rowY(grid, from), (to - from) * grid.leading, rule));
    }
  }
  return items;
}
