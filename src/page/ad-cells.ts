/** What sizes in which advertisements are sold come to in whole columns and rows, and how far a place is from what was booked. */
import { type Len, toMm } from "../base/length.js";
import type { AdSize } from "../edition/ad-size.js";
import type { PlacedFixed } from "../edition/model.js";
import { type PageGrid, rowInset, spanWidth } from "../layout/grid.js";
import type { Note } from "./leftover.js";
import { counted } from "./levers.js";

/** Booked size and place differ by more than this part of the size: the customer sees it. */
const DIFFERENCE = 0.05;

export interface SoldPage {
  readonly grid: PageGrid;
  /** Rows of a page without nameplate and banner: what a whole page is sold as. */
  readonly wholeRows: number;
}

/** A size in whole columns and rows; without rows where it has no height. */
export function cellsOfSize(
  size: AdSize | undefined,
  own: SoldPage,
): { readonly columns: number; readonly rows?: number } {
  const { grid, wholeRows } = own;
  if (size === undefined) return { columns: 1, rows: 1 };
  if (size.kind === "part") {
    const columns = Math.max(1, Math.round(size.width * grid.columns));
    const rows = "part" in size.height ? Math.floor(size.height.part * wholeRows) : rowsSold(grid, size.height.length);
    return { columns, rows };
  }
  if (size.kind === "measured") return { columns: columnsSold(grid, size.width), rows: rowsSold(grid, size.height) };
  return { columns: size.columns, ...(size.height === undefined ? {} : { rows: rowsSold(grid, size.height) }) };
}

export function columnsSold({ columnWidth, gutter }: PageGrid, width: Len): number {
  return Math.max(1, Math.round((width + gutter) / (columnWidth + gutter)));
}

/** An area ends with the em boxes of its first and last row. */
export function rowsSold(grid: PageGrid, height: Len): number {
  return Math.max(1, Math.round((height + 2 * rowInset(grid)) / grid.leading));
}

/** What is told where a place is not as large as what was booked. */
export function bookedNotes(grid: PageGrid, { size, kind, pointer, area }: PlacedFixed): readonly Note[] {
  if (size === undefined) return [];
  const place = { columns: area.columns[1] - area.columns[0] + 1, rows: area.rows[1] - area.rows[0] + 1 };
  const booked = bookedSize(grid, size);
  const width = spanWidth(grid, place.columns);
  const height = place.rows * grid.leading - 2 * rowInset(grid);
  const isOff = (own: Len | undefined, given: Len): boolean =>
    own !== undefined && Math.abs(given - own) > DIFFERENCE * own;
  if (!isOff(booked.width, width) && !isOff(booked.height, height)) return [];
  const columns = counted(place.columns, "column");
  return [
    {
      severity: "warning",
      code: "ad-size",
      message: `the ${kind === "ad" ? "advertisement" : kind} is booked as ${inCm(booked.width ?? width)} × ${inCm(booked.height ?? height)} cm, and its place of ${columns} is ${inCm(width)} × ${inCm(height)} cm`,
      hint: `sell it as { "columns": ${place.columns}, "height": "${inCm(height)}cm" }, or tell the customer`,
      pointer: `${pointer}/size`,
    },
  ];
}

/** Of a part of the page, the rows are what they are. */
function bookedSize(grid: PageGrid, size: AdSize): { readonly width?: Len; readonly height?: Len } {
  if (size.kind === "measured") return size;
  if (size.kind === "columns") return size.height === undefined ? {} : { height: size.height };
  const whole = spanWidth(grid, grid.columns);
  const width = size.width * (whole + grid.gutter) - grid.gutter;
  return { width, ...("length" in size.height ? { height: size.height.length } : {}) };
}

function inCm(length: Len): number {
  return Math.round(toMm(length)) / 10;
}
