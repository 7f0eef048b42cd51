/** Rules about the legs that text runs through. */
import type { Fault } from "./fault.js";
import {
  footOf,
  hullOf,
  inColumn,
  type LaidLeg,
  type LaidLine,
  type LaidPage,
  type LaidStory,
  piecesOf,
  rightOf,
} from "./laid-page.js";

/** Legs shorter than this are not read as columns; legs longer than ten inches tire. */
const SHORTEST_ROWS = 5;
const LONGEST: number = 254 * 36_000;
/** Rows that text may fill over this many neighbouring columns before a head or a picture has to break it. */
const GREY_COLUMNS = 3;
const GREY_ROWS = 45;

/** 飛び越し: text goes on in a column that is not the next, or in the same one under something. */
export function leap(page: LaidPage): readonly Fault[] {
  return page.stories.flatMap(({ id, legs }) =>
    pairs(legs)
      .filter(([leg, next]) => next.column > rightOf(leg) || isUnder(next, leg))
      .map(([leg, next]): Fault => ({
        stories: [id],
        cells: [leg, next],
        message: isUnder(next, leg)
          ? `the text of ${id} leaps over something in column ${leg.column + 1}`
          : `the text of ${id} leaps from column ${leg.column + 1} to column ${next.column + 1}`,
      })),
  );
}

/** In the same column, under something that parts them. */
function isUnder(next: LaidLeg, leg: LaidLeg): boolean {
  return next.column === leg.column && next.row >= footOf(leg);
}

/** 泣き別れ: a column ends with a paragraph, so that the story seems to be over. */
export function cryApart(page: LaidPage): readonly Fault[] {
  return page.stories.flatMap(({ id, legs }) =>
    pairs(legs).flatMap(([leg, next]): Fault[] => {
      const [last, first] = [leg.lines.at(-1), next.lines[0]];
      if (last === undefined || first === undefined || last.pointer === first.pointer) return [];
      return [
        {
          stories: [id],
          cells: [{ column: leg.column, columns: 1, row: last.row, rows: 1 }],
          message: `column ${leg.column + 1} of ${id} ends with a paragraph, though the story goes on`,
        },
      ];
    }),
  );
}

function pairs(legs: readonly LaidLeg[]): readonly (readonly [LaidLeg, LaidLeg])[] {
  const full = legs.filter(({ lines }) => lines.length > 0);
  return full.slice(1).flatMap((next, index) => {
    const leg = full[index];
    return leg === undefined ? [] : [[leg, next] as const];
  });
}

/** Columns of one story that are too short, or too long, are one fault. */
export function legLength(page: LaidPage): readonly Fault[] {
  return page.stories.flatMap(({ id, legs }) => {
    const lines = legs.reduce((sum, leg) => sum + leg.lines.length, 0);
    const least = Math.min(SHORTEST_ROWS, lines);
    return [
      ...lengthFault(
        id,
        legs.filter(({ rows }) => rows < least),
        "short",
      ),
      ...lengthFault(
        id,
        legs.filter(({ rows }) => rows >= least && rows * page.leading > LONGEST),
        "long",
      ),
    ];
  });
}

function lengthFault(id: string, legs: readonly LaidLeg[], word: "short" | "long"): readonly Fault[] {
  if (legs.length === 0) return [];
  const columns = legs.map(({ column }) => column + 1);
  const rows = [...new Set(legs.map((leg) => leg.rows))].toSorted((a, b) => a - b);
  const named =
    columns.length === 1 ? `column ${columns[0]} of ${id} is` : `columns ${columns.join(", ")} of ${id} are`;
  const range = rows.length === 1 ? String(rows[0]) : `${rows[0]} to ${rows.at(-1)}`;
  return [{ stories: [id], cells: legs, message: `${named} ${range} rows ${word}` }];
}

/** 白い: a field of running text with no head, subhead or picture in it. */
export function greyField(page: LaidPage): readonly Fault[] {
  const grey = Array.from({ length: page.columns }, (_, column) => greyRows(page, column));
  const faults: Fault[] = [];
  for (let column = 0; column + GREY_COLUMNS <= page.columns; column += 1) {
    let from: number | undefined;
    for (let row = 0; row <= page.rows; row += 1) {
      const all = grey.slice(column, column + GREY_COLUMNS).every((rows) => rows.has(row));
      if (all) {
        from ??= row;
        continue;
      }
      if (from !== undefined && row - from > GREY_ROWS) {
        const cells = { column, columns: GREY_COLUMNS, row: from, rows: row - from };
        faults.push({
          stories: page.stories.filter((story) => touches(story, column, from ?? row)).map(({ id }) => id),
          cells: [cells],
          message: `${cells.rows} rows of text over ${GREY_COLUMNS} columns from column ${column + 1} have no head, subhead or picture`,
        });
      }
      from = undefined;
    }
  }
  return merged(faults);
}

function touches(story: LaidStory, column: number, row: number): boolean {
  return piecesOf(story).some((cells) => inColumn(cells, column) && cells.row <= row && row < footOf(cells));
}

/** What stands in a leg and breaks its grey. */
const RELIEF: ReadonlySet<LaidLine["role"]> = new Set(["byline", "continuation", "quote", "subhead"]);

function greyRows(page: LaidPage, column: number): ReadonlySet<number> {
  const rows = new Set<number>();
  for (const { legs } of page.stories) {
    for (const leg of legs.filter((one) => inColumn(one, column))) {
      for (const { row, role } of leg.lines) if (!RELIEF.has(role)) rows.add(row);
    }
  }
  return rows;
}

/** Fields that share columns and rows are one. */
function merged(faults: readonly Fault[]): readonly Fault[] {
  const result: Fault[] = [];
  for (const fault of faults) {
    const [cells] = fault.cells;
    const before = result.at(-1);
    const [known] = before?.cells ?? [];
    const sameField =
      known !== undefined &&
      cells !== undefined &&
      before?.stories.join() === fault.stories.join() &&
      cells.column <= known.column + known.columns &&
      cells.row < footOf(known) &&
      known.row < footOf(cells);
    if (sameField) result[result.length - 1] = { ...before, ...fault, cells: [hullOf([known, cells])] };
    else result.push(fault);
  }
  return result;
}
