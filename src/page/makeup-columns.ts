/**
 * Pages of many small stories put together without a search: the lead over some columns of others, which stand one under the other in
 * columns of about one height. Of twenty stories no search sees enough groupings to find such a page; small changes make it better
 * (`makeup-improve.ts`).
 */
import { besideAll, leaf, stackAll, type Topology, type Tree } from "./makeup-moves.js";
import { leafIn, type SearchedPage } from "./makeup-leaf.js";
import type { Budget } from "./makeup-search.js";
import { Tables } from "./makeup-tables.js";
import type { Makeup } from "./makeup.js";

/** Widths of the lead that are tried, and heights of it in each. */
const MOST_WIDTHS = 3;
const MOST_HEIGHTS = 3;
/** Exchanges of stories that even out the columns, at most. */
const MOST_EXCHANGES = 200;
/** Looking at a pair of stories, in steps of search. */
const PAIR_STEPS = 2;

/** Make-ups of this kind, the cheapest first: those that cost less than `limit`. None where stories need more than a column, or blocks stand at the head. */
export function columnMakeUps(page: SearchedPage, budget: Budget, limit: number): readonly Makeup[] {
  const { area, search, stories } = page;
  const least = search.lead?.columns;
  if (least === undefined || stories.length < 3 || least >= area.columns) return [];
  const others = stories.flatMap((_, story) => (story === 0 ? [] : [{ story, rows: cheapestRows(page, story, 1)[0] }]));
  if (!others.every((one): one is Piece => one.rows !== undefined)) return [];
  const tables = new Tables(page, budget, limit);
  const found: Makeup[] = [];
  for (let width = least; width < Math.min(area.columns, least + MOST_WIDTHS); width += 1) {
    for (const over of cheapestRows(page, 0, width)) {
      for (const from of [0, area.columns - width]) {
        const topology = columnsUnder(page, others, { from, width, over }, budget);
        const made = topology === undefined ? undefined : tables.best(topology, limit);
        if (made !== undefined) found.push(made);
      }
    }
  }
  return found.toSorted((a, b) => a.cost - b.cost);
}

/** A story and the rows of a column that it takes. */
interface Piece {
  readonly story: number;
  readonly rows: number;
}

interface Column {
  readonly room: number;
  readonly pieces: Piece[];
  /** The block at its foot, by its number among the page's stories and blocks. */
  readonly block?: number;
}

/** Rows in which a story is cheap in a width, the cheapest first; none where it has no room. */
function cheapestRows(page: SearchedPage, story: number, width: number): readonly number[] {
  const { from, to, layers } = leafIn(page, story, width);
  const [{ cost }] = layers;
  const all = Array.from({ length: Math.max(0, to - from + 1) }, (_, at) => from + at).filter((rows) =>
    Number.isFinite(cost[rows]),
  );
  return all.toSorted((a, b) => (cost[a] ?? 0) - (cost[b] ?? 0)).slice(0, MOST_HEIGHTS);
}

/** Where the lead stands: its first column, its columns and rows. */
interface LeadPart {
  readonly from: number;
  readonly width: number;
  readonly over: number;
}

/** The lead over columns at a side of the page; undefined where a column stays empty, or a block reaches beyond one of the two parts. */
function columnsUnder(
  page: SearchedPage,
  others: readonly Piece[],
  lead: LeadPart,
  budget: Budget,
): Topology | undefined {
  const columns = roomsUnder(page, lead);
  if (columns === undefined) return undefined;
  const { gapRows } = page.search;
  const left = ({ room, pieces }: Column): number => pieces.reduce((rest, { rows }) => rest - rows - gapRows, room);
  for (const piece of others.toSorted((a, b) => b.rows - a.rows)) {
    const roomiest = columns.reduce((most, column) => (left(column) > left(most) ? column : most));
    roomiest.pieces.push(piece);
  }
  for (let count = 0; count < MOST_EXCHANGES; count += 1) {
    budget.left -= PAIR_STEPS * others.length;
    if (!evenedOut(columns, left)) break;
  }
  if (columns.some(({ pieces }) => pieces.length === 0)) return undefined;
  const { from, width } = lead;
  const under = besideAll(partsOf(columns.slice(from, from + width)));
  const main = stackAll([leaf(0), under].filter(isTree));
  const [before, after] = [columns.slice(0, from), columns.slice(from + width)].map(partsOf);
  const tree = besideAll([...(before ?? []), main, ...(after ?? [])].filter(isTree));
  return tree === undefined ? undefined : { kind: "sliced", trees: [tree] };
}

/** The columns of a page, empty, with what the lead and blocks at the foot leave them; undefined where they are in the way of one another. */
function roomsUnder(
  { area, search, stories }: SearchedPage,
  { from, width, over }: LeadPart,
): readonly Column[] | undefined {
  const { blocks, gapRows } = search;
  const isUnder = (at: number): boolean => at >= from && at < from + width;
  const isApart = blocks.every(({ cells, atHead }) => {
    const first = cells.column - area.column;
    return !atHead && isUnder(first) === isUnder(first + cells.columns - 1);
  });
  if (!isApart) return undefined;
  return Array.from({ length: area.columns }, (_, at): Column => {
    const block = blocks.findIndex(({ cells: { column, columns } }) => {
      return column - area.column <= at && at < column - area.column + columns;
    });
    const taken =
      (isUnder(at) ? over + gapRows : 0) + (blocks[block] === undefined ? 0 : blocks[block].cells.rows + gapRows);
    // Every story but the first of a column has a gap over it.
    return { room: area.rows + gapRows - taken, pieces: [], ...(block < 0 ? {} : { block: stories.length + block }) };
  });
}

/** Columns as parts of the page: those over one block as one, the others each, the most important ones first where no block keeps them in their place. */
function partsOf(columns: readonly Column[]): readonly Tree[] {
  const parts: { readonly tree: Tree | undefined; readonly isFree: boolean }[] = [];
  for (let at = 0; at < columns.length;) {
    const block = columns[at]?.block;
    const end = block === undefined ? at + 1 : columns.findLastIndex((column) => column.block === block) + 1;
    const trees = columns.slice(at, end).map(({ pieces }) => {
      return stackAll(
        pieces
          .map(({ story }) => story)
          .toSorted((a, b) => a - b)
          .map(leaf),
      );
    });
    const over = besideAll(trees.filter(isTree));
    parts.push({
      tree: block === undefined ? over : stackAll([over, leaf(block)].filter(isTree)),
      isFree: block === undefined,
    });
    at = end;
  }
  const inOrder = parts.flatMap(({ tree, isFree }) => (isFree && tree !== undefined ? [tree] : []));
  const free = inOrder.toSorted((a, b) => a.first - b.first);
  return parts.flatMap(({ tree, isFree }) => (isFree ? (free.shift() ?? []) : (tree ?? [])));
}

function isTree(tree: Tree | undefined): tree is Tree {
  return tree !== undefined;
}

/** Exchanges two stories of the fullest and another column, or moves one, where that brings the two nearer to their rooms. */
function evenedOut(columns: readonly Column[], left: (column: Column) => number): boolean {
  const byRoom = columns.toSorted((a, b) => left(a) - left(b));
  const [full] = byRoom;
  if (full === undefined) return false;
  let best: { readonly gain: number; readonly change: () => void } | undefined;
  for (const other of byRoom.slice(1)) {
    const [a, b] = [left(full), left(other)];
    const now = Math.abs(a) + Math.abs(b);
    for (const mine of full.pieces) {
      for (const theirs of other.pieces) {
        const more = mine.rows - theirs.rows;
        const gain = now - Math.abs(a + more) - Math.abs(b - more);
        if (gain <= (best?.gain ?? 0)) continue;
        const change = (): void => {
          full.pieces.splice(full.pieces.indexOf(mine), 1, theirs);
          other.pieces.splice(other.pieces.indexOf(theirs), 1, mine);
        };
        best = { gain, change };
      }
    }
  }
  best?.change();
  return best !== undefined;
}
