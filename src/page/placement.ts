/** Places that the editor fixes, from the file's columns and rows (from 1, both ends included) to cells of the grid. */
import type { CellArea, Placement } from "../edition/model.js";
import { hullOfCells } from "../layout/cells.js";
import { freeRectangles } from "../layout/free.js";
import type { Cells } from "../layout/grid.js";
import type { StoryWishes } from "./arrange.js";

/** What a fixed place really takes: not what it leaves to others. */
export function cellsHeld(placement: Placement): readonly Cells[] {
  const { area, legs, head, photos, without, setIn } = placement;
  const whole = area === undefined ? [] : freeRectangles(cellsOf(area), (without ?? []).map(cellsOf), 1);
  // Head and photos of a story in columns of its own are counted in these, and stand in its region.
  const within = setIn !== undefined ? [] : [...(head === undefined ? [] : [head]), ...(photos ?? [])];
  return [...whole, ...[...(legs ?? []), ...within].map(cellsOf)];
}

/** What a story in a place really takes: not what it leaves to others. */
export function cellsTaken({
  cells,
  wishes,
}: {
  readonly cells: Cells;
  readonly wishes: StoryWishes;
}): readonly Cells[] {
  const { legs, without = [] } = wishes;
  return legs === undefined ? freeRectangles(cells, without, 1) : partsOf(wishes);
}

/** Whether an entry of the layout fixes where its story stands. */
export function isHeld({ free, area, legs, head, photos }: Placement): boolean {
  return free !== true && [area, legs, head, photos].some((part) => part !== undefined);
}

function cellsOf(area: { columns: readonly [number, number]; rows: readonly [number, number] }): Cells {
  return {
    column: area.columns[0] - 1,
    columns: area.columns[1] - area.columns[0] + 1,
    row: area.rows[0] - 1,
    rows: area.rows[1] - area.rows[0] + 1,
  };
}

/** The same as a layout and reports write it: from 1, both ends included. */
export function areaOf({ column, columns, row, rows }: Cells): CellArea {
  return { columns: [column + 1, column + columns], rows: [row + 1, row + rows] };
}

/** What the editor fixed within the place. */
export function wishesOf(placement: Placement): StoryWishes {
  return {
    // What the editor placed is not set in other columns than he says.
    setIn: placement.setIn ?? 0,
    ...(placement.without === undefined ? {} : { without: placement.without.map(cellsOf) }),
    ...(placement.head === undefined ? {} : { head: cellsOf(placement.head) }),
    ...(placement.photos === undefined ? {} : { photos: placement.photos.map(cellsOf) }),
    ...(placement.legs === undefined ? {} : { legs: placement.legs.map(cellsOf) }),
  };
}

/** The parts that the editor fixed, in the page's columns: those of a story in columns of its own are counted in these. */
export function partsOf({ legs = [], head, photos = [], setIn = 0 }: StoryWishes): readonly Cells[] {
  return setIn === 0 ? [...legs, ...(head === undefined ? [] : [head]), ...photos] : [];
}

/** The story's whole region: as given, or the hull of what was given. */
export function regionOf(placement: Placement): Cells {
  if (placement.area !== undefined) return cellsOf(placement.area);
  const all = [
    ...(placement.legs ?? []),
    ...(placement.head === undefined ? [] : [placement.head]),
    ...(placement.photos ?? []),
  ].map(cellsOf);
  return hullOfCells(all) ?? { column: 0, columns: 0, row: 0, rows: 0 };
}
