/**
 * How a story stands whose editor fixed its head, its photos or its legs. These stand where they are fixed. What is not fixed takes cells
 * that the story has and that nothing else takes: the head over the first text, then boxes, then photos; text has the rest.
 * A box that has no room anywhere has no place; a head that has none stands in what there is, and is cut there.
 */
import { cellsContain, sharedCells } from "../layout/cells.js";
import type { Cells } from "../layout/grid.js";
import { type BesideStrip, cellsOverlap, type FreeRows, freeRows, type LegCells } from "../layout/region.js";
import { LEAST_OVER_TABLES } from "./foot-tables.js";
import type { PhotoCells, Side } from "./photo.js";

/** What the editor fixed within the story's region. */
export interface Pins {
  /** Cells at the foot of the region that other stories take: the legs beside them run further down (穿插). */
  readonly without?: readonly Cells[];
  readonly head?: Cells;
  readonly photos?: readonly Cells[];
  readonly legs?: readonly Cells[];
}

export interface PinnedStory {
  /** Its region, or the hull of its pins. */
  readonly cells: Cells;
  readonly pins: Pins;
  /** Rows of a head over so many columns; 0 without one. */
  readonly headRowsAt: (columns: number) => number;
  /** Related boxes, and before them a vertical head; rows of each over so many columns where so many rows are free. */
  readonly panels: readonly {
    readonly columns: number;
    readonly rowsIn: (room: number, columns: number) => number;
    /** A table, before which text is read. */
    readonly isAtFoot: boolean;
  }[];
  /** Whether the first of them is a vertical head. */
  readonly isVertical: boolean;
  /** The strip of lines beside a vertical head; `clear` is what it keeps others out of. */
  readonly besideHead: (place: Cells, clear: Cells) => BesideStrip | undefined;
  /** Columns in which a vertical head of so many may begin, the best first. */
  readonly headColumns: (columns: number) => readonly number[];
  /** Photos that are not pinned, in so many rows. */
  readonly photos: readonly { readonly columns: number; readonly rows: number; readonly side: Side | undefined }[];
  /** The side of its cells at which a pinned photo stands. */
  readonly sideOf: (index: number, cells: Cells) => Side;
  /** The strip beside a photo that takes a part of a column. */
  readonly stripOf: (index: number, photo: PhotoCells, clear: Cells) => BesideStrip | undefined;
}

export interface PinnedPlaces extends FreeRows {
  readonly head: Cells | undefined;
  readonly photos: readonly PhotoCells[];
  /** In the order of the story's; undefined for a box without a place. */
  readonly panels: readonly (Cells | undefined)[];
  readonly obstacles: readonly Cells[];
}

/** A column that the head does not span is as bad as so many cells of white over it. */
const NARROW_HEAD = 10;

/** Undefined where a photo that is not pinned has no place. */
export function placePinned(story: PinnedStory): PinnedPlaces | undefined {
  return new PinnedRegion(story).places();
}

class PinnedRegion {
  private readonly taken: Cells[] = [];
  private readonly strips: BesideStrip[] = [];

  constructor(private readonly story: PinnedStory) {
    this.taken.push(...(story.pins.without ?? []));
  }

  places(): PinnedPlaces | undefined {
    const { pins, isVertical } = this.story;
    const pinned = this.pinnedPhotos();
    const head = this.head();
    if (isVertical && pins.head !== undefined) this.taken.push(pins.head);
    const panels = this.story.panels.map((panel, index) => {
      if (!isVertical || index > 0) return this.atFoot(panel) ?? this.panel(panel);
      const place = pins.head ?? this.panel(panel, this.story.headColumns(panel.columns)) ?? this.verticalHead(panel);
      const clear = place === undefined ? undefined : this.taken.findLast((one) => cellsOverlap(one, place));
      const strip = place === undefined || clear === undefined ? undefined : this.story.besideHead(place, clear);
      if (strip !== undefined) this.strips.push(strip);
      return place;
    });
    const photos = pins.photos === undefined ? this.photos() : pinned;
    return photos === undefined ? undefined : { head, photos, panels, obstacles: this.taken, ...this.legs() };
  }

  private get foot(): number {
    return this.story.cells.row + this.story.cells.rows;
  }

  private pinnedPhotos(): readonly PhotoCells[] {
    return (this.story.pins.photos ?? []).map((cells, index) => {
      const photo = { ...cells, side: this.story.sideOf(index, cells) };
      this.takePhoto(index, photo, withRowUnder(cells, this.foot));
      return photo;
    });
  }

  /** Legs that the editor fixed clear of a photo keep the distance that he gave them. */
  private takePhoto(index: number, photo: PhotoCells, clear: Cells): void {
    const { pins, stripOf } = this.story;
    const isClear = pins.photos !== undefined && pins.legs?.every((leg) => !cellsOverlap(leg, photo)) === true;
    this.taken.push(isClear ? photo : clear);
    const strip = stripOf(index, photo, clear);
    if (strip !== undefined) this.strips.push(strip);
  }

  private head(): Cells | undefined {
    const { pins, headRowsAt } = this.story;
    if (headRowsAt(1) === 0) return undefined;
    const head = pins.head ?? this.headPlace();
    if (head === undefined) return undefined;
    this.taken.push(head);
    // Nothing is read before the head.
    if (pins.head === undefined && pins.legs === undefined) {
      const { cells } = this.story;
      if (head.row > cells.row) this.taken.push({ ...cells, rows: head.row - cells.row });
    }
    return head;
  }

  private headPlace(): Cells | undefined {
    const [first] = this.story.pins.legs ?? [];
    return first === undefined ? this.headInArea() : this.headOverLeg(first);
  }

  /** Over the first leg and as many of those beside it as it can span. */
  private headOverLeg(leg: Cells): Cells | undefined {
    const wide = Math.max(1, this.runFrom(leg.column, leg.row));
    for (let columns = wide; columns > 0; columns -= 1) {
      const rows = this.story.headRowsAt(columns);
      const place = { column: leg.column, columns, row: leg.row, rows };
      if (this.isFree(place)) return place;
    }
    return this.asFree({ ...leg, columns: wide });
  }

  /** Free columns side by side in a row, from one of them on. */
  private runFrom(column: number, row: number): number {
    let columns = 0;
    while (this.isFree({ column: column + columns, columns: 1, row, rows: 1 })) columns += 1;
    return columns;
  }

  private headInArea(): Cells | undefined {
    const { cells } = this.story;
    let best: { readonly place: Cells; readonly cost: number } | undefined;
    let over = 0;
    for (let row = cells.row; row < this.foot && (best === undefined || over < best.cost); row += 1) {
      for (const { column, columns: run } of this.runs(row)) {
        for (let columns = run; columns > 0; columns -= 1) {
          const place = { column, columns, row, rows: this.story.headRowsAt(columns) };
          const cost = over + NARROW_HEAD * (cells.columns - columns);
          if (!this.isFree(place)) continue;
          if (best === undefined || cost < best.cost) best = { place, cost };
          break;
        }
      }
      over += this.runs(row).reduce((sum, run) => sum + run.columns, 0);
    }
    return best?.place ?? this.widestRun();
  }

  private runs(row: number): readonly { readonly column: number; readonly columns: number }[] {
    const { cells } = this.story;
    const runs: { column: number; columns: number }[] = [];
    for (let column = cells.column; column < cells.column + cells.columns; column += 1) {
      const columns = Math.min(this.runFrom(column, row), cells.column + cells.columns - column);
      if (columns > 0) runs.push({ column, columns });
      column += columns;
    }
    return runs;
  }

  /** The rows that are free under the widest run of the first free row. */
  private widestRun(): Cells | undefined {
    for (let { row } = this.story.cells; row < this.foot; row += 1) {
      const [widest] = this.runs(row).toSorted((a, b) => b.columns - a.columns);
      if (widest !== undefined) return this.asFree({ ...widest, row, rows: this.foot - row });
    }
    return undefined;
  }

  /** As many rows of a place as are free, from its first. */
  private asFree(place: Cells): Cells | undefined {
    let rows = 0;
    while (rows < place.rows && this.isFree({ ...place, row: place.row + rows, rows: 1 })) rows += 1;
    return rows === 0 ? undefined : { ...place, rows };
  }

  /** A table as low as can be, from the right, with text over it. */
  private atFoot({ columns, rowsIn, isAtFoot }: PinnedStory["panels"][number]): Cells | undefined {
    const { cells } = this.story;
    const rows = rowsIn(cells.rows, columns);
    const column = cells.column + cells.columns - columns;
    const place = { column, columns, row: this.foot - rows, rows };
    const over = LEAST_OVER_TABLES + 1;
    if (!isAtFoot || !this.isFree({ ...place, row: place.row - over, rows: rows + over })) return undefined;
    this.taken.push({ ...place, row: place.row - 1, rows: rows + 1 });
    return place;
  }

  /** From the top, and in a row from the right, or in the order of `from`. */
  private panel(
    { columns, rowsIn }: PinnedStory["panels"][number],
    from: readonly number[] = range(
      this.story.cells.column,
      this.story.cells.column + this.story.cells.columns - columns,
    ).toReversed(),
  ): Cells | undefined {
    const { cells } = this.story;
    for (let { row } = cells; row < this.foot; row += 1) {
      for (const column of from) {
        // Lower in the same free rows there is less room.
        if (row > cells.row && this.isFree({ column, columns, row: row - 1, rows: 1 })) continue;
        const room = this.asFree({ column, columns, row, rows: this.foot - row });
        if (room === undefined) continue;
        const place = { ...room, rows: rowsIn(room.rows, columns) };
        if (place.rows > room.rows) continue;
        this.taken.push(withRowUnder(place, this.foot));
        return place;
      }
    }
    return undefined;
  }

  /** A vertical head that is too large for a box's columns: the fewest that hold it, or the tallest, at which it is cut. */
  private verticalHead({ rowsIn }: PinnedStory["panels"][number]): Cells | undefined {
    const { cells } = this.story;
    for (let columns = 1; columns <= cells.columns; columns += 1) {
      const place = this.panel({ columns, rowsIn, isAtFoot: false }, this.story.headColumns(columns));
      if (place !== undefined) return place;
    }
    let tallest: Cells | undefined;
    for (const column of this.story.headColumns(1)) {
      for (let { row } = cells; row < this.foot; row += 1) {
        const place = this.asFree({ column, columns: 1, row, rows: this.foot - row });
        if (place !== undefined && place.rows > (tallest?.rows ?? 0)) tallest = place;
      }
    }
    if (tallest !== undefined) this.taken.push(withRowUnder(tallest, this.foot));
    return tallest;
  }

  private photos(): readonly PhotoCells[] | undefined {
    const placed: PhotoCells[] = [];
    for (const [index, photo] of this.story.photos.entries()) {
      const place = this.photo(index, photo);
      if (place === undefined) return undefined;
      placed.push(place);
      const { row } = this.story.cells;
      const over = place.row > row ? 1 : 0;
      this.takePhoto(
        index,
        place,
        withRowUnder({ ...place, row: place.row - over, rows: place.rows + over }, this.foot),
      );
    }
    return placed;
  }

  /** The first one from the top and from the right, the second from the foot and from the left, and so on. */
  private photo(index: number, { columns, rows, side }: PinnedStory["photos"][number]): PhotoCells | undefined {
    const { cells } = this.story;
    const last = { column: cells.column + cells.columns - columns, row: this.foot - rows };
    const at = side ?? (index % 2 === 0 ? "right" : "left");
    const rowsDown = range(cells.row, last.row);
    const columnsRight = range(cells.column, last.column);
    for (const row of index % 2 === 0 ? rowsDown : rowsDown.toReversed()) {
      for (const column of at === "left" ? columnsRight : columnsRight.toReversed()) {
        if (this.isFree({ column, columns, row, rows })) return { column, columns, row, rows, side: at };
      }
    }
    return undefined;
  }

  private legs(): FreeRows {
    const { cells, pins } = this.story;
    if (pins.legs === undefined) return freeRows(cells, this.taken, this.strips);
    const parts = pins.legs.map((leg) => legRows(leg, this.taken));
    return { legs: parts.flatMap(({ legs }) => legs), lost: parts.reduce((sum, { lost }) => sum + lost, 0) };
  }

  /** Whether all of a place is the story's and nothing stands there. */
  private isFree(place: Cells): boolean {
    const { pins, cells } = this.story;
    if (this.taken.some((other) => cellsOverlap(place, other))) return false;
    if (pins.legs === undefined) return cellsContain(cells, place);
    const { legs } = pins;
    const free = legs.reduce((sum, leg) => sum + sharedCells(leg, place), 0);
    return free === place.columns * place.rows;
  }
}

/** What obstacles leave of a leg: all of its columns or none of a row. */
function legRows(leg: Cells, obstacles: readonly Cells[]): FreeRows {
  const across = obstacles
    .filter((obstacle) => cellsOverlap(leg, obstacle))
    .map((obstacle) => ({ ...obstacle, column: leg.column, columns: 1 }));
  const { legs, lost } = freeRows({ ...leg, columns: 1 }, across);
  return { legs: legs.map((part): LegCells => ({ ...part, columns: leg.columns })), lost: lost * leg.columns };
}

function withRowUnder(cells: Cells, foot: number): Cells {
  return { ...cells, rows: Math.max(cells.rows, Math.min(foot, cells.row + cells.rows + 1) - cells.row) };
}

function range(from: number, to: number): readonly number[] {
  return Array.from({ length: Math.max(0, to - from + 1) }, (_, index) => from + index);
}
