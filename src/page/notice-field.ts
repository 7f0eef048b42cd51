/**
 * A field of notices or classified advertisements: small frames in the page's columns, under the field's name and its mark. Items of
 * one label stand together under it; each is whole in one column, and the columns are as even as can be: labels change places, and
 * frames are drawn out.
 * Frames that stand on one another share an edge, so that no rule is seen twice.
 */
import type { Len } from "../base/length.js";
import type { FixedArea, PlacedFixed } from "../edition/model.js";
import { type Cells, cellsRect, columnX, type PageGrid, rowInset, rowY, spanWidth } from "../layout/grid.js";
import type { SceneItem, StoryFit } from "../scene/list.js";
import { bookedNotes } from "./ad-cells.js";
import { boxGrid } from "./box-frame.js";
import { columnRows, evenColumns, leastRows, orderOfKinds, sharedRows } from "./field-columns.js";
import { fitText, unfitNotes, unfitOf } from "./fit-text.js";
import { fixedCells } from "./fixed.js";
import type { Note } from "./leftover.js";
import { counted } from "./levers.js";
import { type NoticeFrame, noticeFrames, noticeSetter } from "./notice-frame.js";
import { type Drawn, horizontalRule } from "./sheet.js";
import { drawBlock, styleOf, type Typesetter } from "./typeset.js";

/** Rows that a notice may have beside its own, so that its column is full: more would look as if words were missing. */
const MOST_SPARE = 2;
/** The same where its column ends over the longest. */
const MOST_EVENED = 6;
/** White rows at the foot of a column that nobody needs to be told of. */
const LEAST_TOLD = 3;
/** Rows of the field's name with the white under it, and of a mark without a name. */
const NAME_ROWS = 2;
const MARK_ROWS = 1;
/** White between the name and the mark beside it, in em of the page. */
const NAME_GAP = 1;
/** The name's size, of the smallest headline that the template has: it is bold, and leads no story. */
const NAME_PART = 0.9;

export interface DrawnField extends Drawn {
  readonly fits: readonly Omit<StoryFit, "page">[];
}

export interface NoticeField {
  /** Rows that it needs over so many columns. */
  rowsAt(columns: number): number;
  draw(place: PlacedFixed): DrawnField;
  /** All of its texts, for a field that has no place. */
  fits(): readonly Omit<StoryFit, "page">[];
}

export function planField(plain: Typesetter, grid: PageGrid, field: FixedArea): NoticeField {
  const setter = noticeSetter(plain);
  const inner = boxGrid(setter, grid, { column: 0, columns: 1 }, 1);
  const notes: Note[] = [];
  const kinds = noticeFrames(setter, { ...inner, left: 0 }, field.items ?? [], notes);
  const frames = kinds.flat();
  const heightsOf = (of: readonly NoticeFrame[]): readonly number[] => of.map(({ rows }) => rows);
  const orders = new Map<number, readonly NoticeFrame[]>();
  const orderedIn = (columns: number): readonly NoticeFrame[] => {
    const order = (): readonly number[] => orderOfKinds(kinds.map(heightsOf), columns, MOST_EVENED);
    const known = orders.get(columns) ?? order().flatMap((index) => kinds[index] ?? []);
    orders.set(columns, known);
    return known;
  };
  const neededIn = (columns: number): number => headRows + leastRows(heightsOf(orderedIn(columns)), columns);
  const headRows = field.label !== undefined ? NAME_ROWS : field.mark !== undefined ? MARK_ROWS : 0;
  return {
    rowsAt: neededIn,
    fits: () => frames.map(({ left }) => left()),
    draw(place) {
      const cells = fixedCells(place);
      const rows = Math.max(0, cells.rows - headRows);
      const { standing, left } = within(orderedIn(cells.columns), cells.columns, rows);
      const own = standing.map((frame) => frame.rows);
      const counts = evenColumns(own, cells.columns, Math.min(rows, leastRows(own, cells.columns)));
      const columns = parted(standing, counts);
      const full = commonRows(columns, rows);
      const items: SceneItem[] = [];
      let white = 0;
      columns.forEach((column, index) => {
        const spare = sharedRows(column.length, full - rowsOf(column), MOST_EVENED);
        white += rows - rowsOf(column) - spare.reduce((sum, more) => sum + more, 0);
        const top = { column: cells.column + index, columns: 1, row: cells.row + headRows, rows };
        items.push(...drawColumn(setter, grid, inner.left - columnX(grid, 0), top, column, spare));
      });
      const name = drawName(setter, grid, field, { ...cells, rows: headRows });
      return {
        items: [...name.items, ...items],
        notes: [
          ...bookedNotes(grid, place),
          ...notes,
          ...name.notes,
          ...fieldNotes(place, setter.template.audit.whiteRows, {
            left: left.length,
            white,
            needed: neededIn(cells.columns),
            empty: cells.columns - columns.filter(({ length }) => length > 0).length,
          }),
        ],
        fits: frames.map((frame) => (left.includes(frame) ? frame.left() : frame.fit)),
      };
    },
  };
}

function parted(frames: readonly NoticeFrame[], counts: readonly number[]): readonly (readonly NoticeFrame[])[] {
  let at = 0;
  return counts.map((count) => frames.slice(at, (at += count)));
}

function rowsOf(column: readonly NoticeFrame[]): number {
  return columnRows(column.map(({ rows }) => rows));
}

/** Where the columns end together: as low as all of them can be drawn out, and no higher than the longest. */
function commonRows(columns: readonly (readonly NoticeFrame[])[], rows: number): number {
  const filled = columns.filter(({ length }) => length > 0);
  const longest = Math.max(0, ...filled.map(rowsOf));
  const least = Math.min(rows, ...filled.map((column) => rowsOf(column) + column.length * MOST_SPARE));
  return Math.max(longest, least);
}

/** As many of them as have room, in their order; one that is higher than a column has none. */
function within(
  frames: readonly NoticeFrame[],
  columns: number,
  rows: number,
): { readonly standing: readonly NoticeFrame[]; readonly left: readonly NoticeFrame[] } {
  const fitting = frames.filter((frame) => columnRows([frame.rows]) <= rows);
  let low = 0;
  let high = fitting.length;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    const own = fitting.slice(0, middle).map((frame) => frame.rows);
    if (leastRows(own, columns) <= rows) low = middle;
    else high = middle - 1;
  }
  const standing = fitting.slice(0, low);
  return { standing, left: frames.filter((frame) => !standing.includes(frame)) };
}

/** Frames from the column's head on; the row between two holds the edge that they share. */
function drawColumn(
  setter: Typesetter,
  grid: PageGrid,
  inset: Len,
  { column, row }: Cells,
  frames: readonly NoticeFrame[],
  spare: readonly number[],
): readonly SceneItem[] {
  if (frames.length === 0) return [];
  const { frame: line } = setter.template.box;
  const x = columnX(grid, column);
  const half = Math.round(grid.leading / 2);
  const items: SceneItem[] = [];
  const edges: Len[] = [];
  let at = row + 1;
  for (const [index, frame] of frames.entries()) {
    const more = spare[index] ?? 0;
    if (index > 0) edges.push(rowY(grid, at - 1) + half);
    items.push(...frame.draw(x + inset, at + Math.floor(more / 2)));
    at += frame.rows + more + 1;
  }
  if (line === undefined) return items;
  const top = rowY(grid, row) + rowInset(grid);
  const rect = { x, y: top, width: grid.columnWidth, height: rowY(grid, at) - rowInset(grid) - top };
  return [
    ...items,
    { kind: "frame", role: "advertisement", rect, ...line },
    ...edges.map((y) => horizontalRule(x, y, grid.columnWidth, line, "advertisement")),
  ];
}

/** The field's name in its middle, and the mark at its end. */
function drawName(setter: Typesetter, grid: PageGrid, { kind, label, mark }: FixedArea, cells: Cells): Drawn {
  if (cells.rows === 0) return { items: [], notes: [] };
  const rect = cellsRect(grid, cells);
  const width = spanWidth(grid, cells.columns);
  const items: SceneItem[] = [];
  const notes: Note[] = [];
  let taken = 0;
  if (mark !== undefined) {
    const style = styleOf(setter, "photoCredit");
    const fitted = fitText(
      setter,
      mark,
      { style, role: "advertisement" },
      { width: Math.round(width / 2), height: grid.leading },
    );
    notes.push(...unfitNotes(setter, unfitOf(`the ${kind}'s mark`, mark, fitted, `give the ${kind} more columns`)));
    const block = fitted.block();
    items.push(
      ...drawBlock(setter, block, rect.x + width - block.width, rect.y + Math.round((grid.leading - block.height) / 2)),
    );
    taken = block.width + NAME_GAP * grid.em;
  }
  if (label !== undefined) {
    const height = NAME_ROWS * grid.leading - Math.round(grid.leading / 2);
    const style = { ...styleOf(setter, "subhead"), align: "center" } as const;
    const size = Math.max(style.size, Math.round(NAME_PART * leastHead(setter)));
    const large = { ...style, size, leading: Math.round((style.leading * size) / style.size) };
    const room = { width: width - 2 * taken, height, lines: 1 };
    const fitted = fitText(setter, label, { style: large, role: "advertisement" }, room);
    notes.push(...unfitNotes(setter, unfitOf(`the ${kind}'s label`, label, fitted, `give the ${kind} more columns`)));
    const block = fitted.block();
    items.push(
      ...drawBlock(
        setter,
        block,
        rect.x + Math.round((width - block.width) / 2),
        rect.y + Math.round((height - block.height) / 2),
      ),
    );
  }
  return { items, notes };
}

function leastHead({ template: { styles, ladder } }: Typesetter): Len {
  return Math.min(styles.headline.size, ...ladder.map(({ min }) => min));
}

interface FieldState {
  readonly left: number;
  /** Rows of columns. */
  readonly white: number;
  readonly needed: number;
  /** Columns in which nothing stands. */
  readonly empty: number;
}

/** `whiteRows`: white rows of a column that a page may have. */
function fieldNotes(
  { kind, pointer, area }: PlacedFixed,
  whiteRows: number,
  { left, white, needed, empty }: FieldState,
): readonly Note[] {
  const rows = area.rows[1] - area.rows[0] + 1;
  const columns = area.columns[1] - area.columns[0] + 1;
  if (left > 0) {
    return [
      {
        severity: "error",
        code: "notices-overset",
        message: `${counted(left, kind === "ad" ? "advertisement" : "notice")} of the field found no room: it has ${counted(rows, "row")}, and needs ${needed}`,
        hint: 'give it more rows or columns, or a `size` of columns alone, such as { "columns": 4 }: then it takes the rows that it needs',
        pointer,
      },
    ];
  }
  if (empty > 0 && empty < columns) {
    return [
      {
        severity: "error",
        code: "field-white",
        message: `${counted(empty, "column")} of the ${columns} of the field of ${kind}s ${empty === 1 ? "stays" : "stay"} white: it has fewer ${kind}s than columns`,
        hint: "give it fewer columns, or add to it",
        pointer,
      },
    ];
  }
  if (white < LEAST_TOLD) return [];
  return [
    {
      // A hole in a field is one of the page.
      severity: rows - needed > whiteRows || white > whiteRows * columns ? "error" : "info",
      code: "field-white",
      message: `the field of ${kind}s has ${counted(rows, "row")} and needs ${needed}: ${counted(white, "row")} of its columns stay white`,
      hint: 'make it lower, add to it, or give it a `size` of columns alone, such as { "columns": 4 }: then it takes the rows that it needs',
      pointer,
    },
  ];
}
