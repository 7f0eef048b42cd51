/**
 * In how many legs the text of a box stands: a leg fewer than the columns under it, so that the box reads as a thing of its
 * own (破栏); fewer still where its tables ask for it, which stand whole wherever they can.
 */
import type { Len } from "../base/length.js";
import { leastHolding } from "../base/widening.js";
import { flow } from "../layout/float.js";
import type { Flow } from "../layout/flow.js";
import { emsOfColumns, type PageGrid } from "../layout/grid.js";
import type { StoryText } from "./story-text.js";
import { TABLE_BROKEN } from "./table.js";

/** Legs of whole 字. */
export interface PanelLegs {
  readonly count: number;
  readonly measure: Len;
  /** Rows of the tallest leg in which all of the text stands. */
  readonly rows: number;
  /** What its tables lose by the width, in rows of a column: 0 of a box without tables, TABLE_BROKEN where one does not fit. */
  readonly loss: number;
}

/** So many rows to spare in a frame look meant around its head. */
export const MOST_ROWS_AT_HEAD = 3;
/** Tables up to so many times as wide as their cells need look as they should; wider ones fall apart. */
const WIDEST = 2;
/** What a row of a table loses by each further width. */
const APART = 0.5;
/** What a cell loses in which a name or word parts, in rows of a column, and what all of them do at most. */
const PARTED_NAME = 1.5;
const MOST_FOR_NAMES = 4;
/** What a table loses that holds its names by small type or little white between its columns alone. */
const STRAINED = 3;
/** Lines of text longer than this many em tire (CLREQ: about 40 字 in books); each em more costs a row so much. */
const LONGEST_EMS = 40;
const TIRING = 0.1;
/** A row of white in the currency of the flow. */
const ROW = 4_000;

/** `asked`: the legs that the editor wants instead. */
export function panelLegs(text: StoryText, grid: PageGrid, inner: Len, columns: number, asked?: number): PanelLegs {
  const most = Math.max(1, columns - 1);
  const counts = text.tables.size === 0 || asked !== undefined ? [asked ?? most] : range(most);
  const widths = counts.map((count): Width => {
    const measure = emsOfColumns(grid, inner, count) * grid.em;
    return { count, measure, loss: tableLoss(text, measure) };
  });
  // A way costs at least what its tables lose: text is set only in those widths that can still be the cheapest.
  const [first, ...others] = widths.toSorted((a, b) => a.loss - b.loss) as [Width, ...Width[]];
  let best = legsOf(text, grid, first);
  for (const width of others) {
    if (width.loss > best.cost) break;
    const way = legsOf(text, grid, width);
    // Of ways that cost the same, that of more legs.
    if (way.cost < best.cost || (way.cost === best.cost && way.count > best.count)) best = way;
  }
  return best;
}

type Width = Pick<PanelLegs, "count" | "measure" | "loss">;

function legsOf(text: StoryText, grid: PageGrid, width: Width): PanelLegs & { readonly cost: number } {
  const { count, measure, loss } = width;
  const natural = rowsOf(text, measure);
  if (text.tables.size === 0) return { ...width, rows: Math.ceil(natural / count), cost: 0 };
  // A box taller than the page is left out whatever its height: no further height is tried.
  const full = Math.max(grid.rows + 1, Math.ceil(natural / count));
  const { rows } = inLegs(text, measure, count, Math.max(1, Math.min(natural, full)));
  const inColumns = measure / grid.columnWidth;
  const white = (rows * count - natural) * inColumns;
  const isRunning = text.items.some(({ kind }) => kind === "paragraph");
  const tiring = isRunning ? TIRING * natural * Math.max(0, measure / grid.em - LONGEST_EMS) : 0;
  return { ...width, rows, cost: loss + white + tiring };
}

/** Whether some number of legs over so many columns holds all tables of a box. */
export function holdsTables(text: StoryText, grid: PageGrid, inner: Len, columns: number): boolean {
  return range(Math.max(1, columns - 1)).some((count) =>
    holdsTablesAt(text, emsOfColumns(grid, inner, count) * grid.em),
  );
}

/** The same, and they suit their measure: no name or word parts in them. */
export function holdsNames(text: StoryText, grid: PageGrid, inner: Len, columns: number): boolean {
  return range(Math.max(1, columns - 1)).some((count) => {
    const measure = emsOfColumns(grid, inner, count) * grid.em;
    return holdsTablesAt(text, measure) && [...text.tables.values()].every((table) => table.suitsAt(measure));
  });
}

export function holdsTablesAt(text: StoryText, measure: Len): boolean {
  return tableLoss(text, measure) < TABLE_BROKEN;
}

/** From `most` down to 1. */
function range(most: number): readonly number[] {
  return Array.from({ length: most }, (_, i) => most - i);
}

function tableLoss(text: StoryText, measure: Len): number {
  let loss = 0;
  for (const table of text.tables.values()) {
    const burden = table.burdenAt(measure);
    if (burden >= TABLE_BROKEN) return TABLE_BROKEN;
    if (!table.suitsAt(measure)) {
      loss += Math.min(MOST_FOR_NAMES, Math.max(STRAINED, PARTED_NAME * table.scrapsAt(measure)));
    }
    loss += burden / ROW + APART * table.rowsAt(measure) * Math.max(0, measure / table.natural() - WIDEST);
  }
  return loss;
}

export interface InLegs {
  readonly set: Flow;
  /** Rows of the tallest leg, and of each. */
  readonly rows: number;
  readonly legRows: readonly number[];
}

/**
 * The text in the fewest of `full` rows that hold it, no table parted where that can be. Legs are balanced, the first ones
 * taking the row that does not divide; what does not part so finely (quotes, tables) may need legs that are taller.
 */
export function inLegs(text: StoryText, measure: Len, count: number, full: number): InLegs {
  const natural = Math.max(count, rowsOf(text, measure));
  const from = Math.min(full, Math.ceil(natural / count));
  const setIn = (rows: number): Tried => {
    const needed = Math.min(rows * count, natural);
    const even = Array.from({ length: count }, (_, i) => Math.min(rows, Math.floor((needed + count - 1 - i) / count)));
    const balanced = inRows(text, measure, even, rows);
    return balanced.isWhole
      ? balanced
      : inRows(
          text,
          measure,
          Array.from({ length: count }, () => rows),
          rows,
        );
  };
  const tried = new Map<number, Tried>();
  const at = (rows: number): Tried => {
    const made = tried.get(rows) ?? setIn(rows);
    tried.set(rows, made);
    return made;
  };
  const least = leastHolding(from, full, (rows) => {
    const { isWhole, set } = at(rows);
    // Each further row is one more in each leg; white within may be filled before.
    return isWhole ? 0 : Math.max(1, Math.ceil((set.oversetRows - set.blankRows - set.shortRows) / count));
  });
  return at(least ?? full);
}

interface Tried extends InLegs {
  readonly isWhole: boolean;
}

function inRows(text: StoryText, measure: Len, legRows: readonly number[], rows: number): Tried {
  const set = flow(
    text.items,
    legRows.map((own) => ({ measure, rows: own })),
  );
  return { set, rows, legRows, isWhole: set.overset.length === 0 && set.partings === 0 && set.torn === 0 };
}

/** White over a first table falls away. */
function rowsOf(text: StoryText, measure: Len): number {
  const [first] = text.items;
  return text.rowsAt(measure).natural - (first?.kind === "block" ? (first.lead ?? 0) : 0);
}
