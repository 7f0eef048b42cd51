/**
 * Where advertisements stand that are given by the size in which they were sold: the size in whole columns and rows of the page,
 * and a place for it among what is fixed already. What finds none is told with what it lacks.
 */
import type { Diagnostic } from "../base/diagnostic.js";
import { type Edition, type FixedArea, isPlaced, type PageInput, type PlacedFixed } from "../edition/model.js";
import { sharesColumn } from "../layout/cells.js";
import { withGaps } from "../layout/free.js";
import { type Cells, type PageGrid, pageGrid } from "../layout/grid.js";
import type { Template } from "../template/resolved.js";
import { type PackedPage, packAds, type WantedAd } from "./ad-packing.js";
import { cellsOfSize, columnsSold, rowsSold, type SoldPage } from "./ad-cells.js";
import { fixedCells } from "./fixed.js";
import { folioRows } from "./folio.js";
import type { Note } from "./leftover.js";
import { counted } from "./levers.js";
import { areaOf, cellsHeld, isHeld } from "./placement.js";

/** So many are packed on a page, in part of a second; no page has room for more. */
const MOST_SOLD = 400;

export interface AdPlaces {
  /** Those that have a place, in the order of the file. */
  readonly placed: readonly PlacedFixed[];
  readonly without: readonly FixedArea[];
  /** Why, for those that have none. */
  readonly notes: readonly Note[];
}

/** What the page gives its advertisements. */
export interface AdPage extends SoldPage {
  readonly gapRows: number;
  readonly number: number;
}

/** `rows`: those that the page has for stories and advertisements. */
export function adPage(template: Template, rows: number, number: number): AdPage {
  const { head, foot } = template.masthead === undefined ? folioRows(template) : { head: 0, foot: 0 };
  return {
    grid: pageGrid({ ...template.grid, rows }, 0),
    wholeRows: template.grid.rows - head - foot,
    gapRows: template.story.gapRows,
    number,
  };
}

/** Advertisements whose size has no room, as mistakes of the file. */
export function adMistakes(edition: Edition, page: PageInput, own: AdPage): readonly Diagnostic[] {
  return placeAds(page, own).notes.map(({ severity, code, message, hint, pointer }) => {
    return { severity, code, message, at: edition.placeOf(pointer ?? page.pointer), hints: [hint] };
  });
}

/**
 * `rowsIn`: rows that a field of notices needs over so many columns. Before type is set nobody knows: fields without a height are left
 * out where it is absent.
 */
export function placeAds(
  page: Pick<PageInput, "fixed" | "layout">,
  own: AdPage,
  rowsIn?: (field: FixedArea, columns: number) => number,
): AdPlaces {
  const { grid, gapRows } = own;
  const whole: Cells = { column: 0, columns: grid.columns, row: 0, rows: grid.rows };
  const given = page.fixed.filter(isPlaced);
  const pins = (page.layout ?? []).filter(isHeld).flatMap(cellsHeld);
  const taken = [...given.map(fixedCells), ...pins.map((cells) => withGaps(cells, whole, gapRows))];
  const sold = page.fixed.filter((fixed) => !isPlaced(fixed));
  const isOpen = ({ size }: FixedArea): boolean => size?.kind === "columns" && size.height === undefined;
  const found = put(own, taken, rowsIn === undefined ? sold.filter((fixed) => !isOpen(fixed)) : sold, rowsIn);
  const standing = [...taken, ...found.flatMap(({ cells }) => cells ?? [])];
  return {
    placed: page.fixed.flatMap((fixed): readonly PlacedFixed[] => {
      if (isPlaced(fixed)) return [fixed];
      const cells = found.find((one) => one.fixed === fixed)?.cells;
      return cells === undefined ? [] : [{ ...fixed, area: areaOf(cells) }];
    }),
    without: found.flatMap(({ fixed, cells }) => (cells === undefined ? [fixed] : [])),
    notes: found.flatMap(({ fixed, wanted, cells }) =>
      cells === undefined ? [noRoom(fixed, wanted, own, standing)] : [],
    ),
  };
}

interface Put {
  readonly fixed: FixedArea;
  readonly wanted: WantedAd;
  readonly cells: Cells | undefined;
}

function put(
  own: AdPage,
  taken: readonly Cells[],
  sold: readonly FixedArea[],
  rowsIn?: (field: FixedArea, columns: number) => number,
): readonly Put[] {
  const page: PackedPage = {
    columns: own.grid.columns,
    rows: own.grid.rows,
    taken,
    // Odd pages are right-hand pages.
    isOuterRight: own.number % 2 === 1,
  };
  const wanted = sold.map((fixed): WantedAd => {
    const { columns, rows } = cellsOfSize(fixed.size, own);
    return { columns, rows: rows ?? rowsIn?.(fixed, columns) ?? 1, position: fixed.position ?? "foot" };
  });
  const places = packAds(page, wanted.slice(0, MOST_SOLD));
  return sold.flatMap((fixed, index) => {
    const size = wanted[index];
    return size === undefined ? [] : [{ fixed, wanted: size, cells: places[index] }];
  });
}

function noRoom(fixed: FixedArea, wanted: WantedAd, { grid, wholeRows }: AdPage, taken: readonly Cells[]): Note {
  const { kind, pointer, size } = fixed;
  const what = `this ${kind === "ad" ? "advertisement" : kind} of ${counted(wanted.columns, "column")} × ${counted(wanted.rows, "row")}`;
  const told = (message: string, hint: string): Note => {
    return { severity: "error", code: "ad-no-room", message, hint, pointer: `${pointer}/size` };
  };
  const swapped =
    size?.kind === "measured" &&
    columnsSold(grid, size.height) <= grid.columns &&
    rowsSold(grid, size.width) <= grid.rows
      ? "; sizes are width × height"
      : "";
  if (wanted.columns > grid.columns) {
    const lacking = counted(wanted.columns - grid.columns, "column");
    return told(`${what} is ${lacking} wider than the page, which has ${grid.columns}`, `make it narrower${swapped}`);
  }
  const free = mostRows(grid, taken, wanted.columns);
  const lacking = counted(wanted.rows - free, "row");
  const isAlone = free === grid.rows;
  const why = isAlone
    ? `${what} is ${lacking} higher than the ${grid.rows} that the page has for it`
    : `${what} has no room beside what else stands on the page: ${lacking} are lacking`;
  const banner = isAlone && wanted.rows <= wholeRows ? "take the page's nameplate, banner or refers out, or " : "";
  return told(why, `${banner}make it or the others smaller, or put one on another page${swapped}`);
}

/** The most rows that are free over so many columns. */
function mostRows(grid: PageGrid, taken: readonly Cells[], columns: number): number {
  let most = 0;
  for (let column = 0; column + columns <= grid.columns; column += 1) {
    const there = taken.filter((cells) => sharesColumn(cells, { column, columns })).toSorted((a, b) => a.row - b.row);
    let from = 0;
    for (const { row, rows } of [...there, { row: grid.rows, rows: 0 }]) {
      most = Math.max(most, row - from);
      from = Math.max(from, row + rows);
    }
  }
  return most;
}
