/**
 * A boxed story (加框文, 链接稿): label, head and text in legs of its own inside a frame, on the page's baseline grid.
 * Its legs are narrower than the page's columns by the box's padding, and again whole 字 wide.
 */
import type { Len } from "../base/length.js";
import type { Article } from "../edition/model.js";
import { flow } from "../layout/float.js";
import type { Flow } from "../layout/flow.js";
import { type Cells, cellsRect, columnX, type PageGrid, rowsFor, rowY, spanWidth } from "../layout/grid.js";
import type { Area, SceneItem, StoryFit } from "../scene/list.js";
import type { StorySetting } from "../scene/setting.js";
import { columnsInBox } from "./asked-columns.js";
import { boxGrid, frameItems } from "./box-frame.js";
import { settingOf } from "./explain.js";
import { composeHead, type DrawnHead, type HeadBlock, type HeadSpace, type HeadTop } from "./head.js";
import { prepareText, type StoryText } from "./story-text.js";
import { unfitNotes } from "./fit-text.js";
import { captionText, headBeyond, headText, joinText, type Note } from "./leftover.js";
import { counted } from "./levers.js";
import {
  holdsNames,
  holdsTables,
  holdsTablesAt,
  inLegs,
  MOST_ROWS_AT_HEAD,
  type PanelLegs,
  panelLegs,
} from "./panel-legs.js";
import { TABLE_BROKEN } from "./table.js";
import type { PanelRoom } from "./vertical-place.js";
import { inBox, type Typesetter } from "./typeset.js";

/** A row or two of white under a box are seen by those who look for them; more by every reader. */
const SLIGHT_ROWS = 2;

/** What stands in a story's region as one thing beside its text: a box, a vertical head, a wide table. */
export interface PanelPlan {
  readonly article: Article;
  /** Rows it takes over `columns` columns, where `free` rows are free for it, in a story of that `room`. */
  rowsAt(columns: number, free?: number, room?: PanelRoom): number;
  /** The fewest columns of the page that hold its tables; 1 where that makes no difference. */
  leastColumns(): number;
  /** Columns that it should take where the story has so many, for its pictures and tables; 1 where absent. */
  readonly wishedColumns?: number;
  /** Names in its tables part in fewer columns than these. */
  readonly isNarrowed?: true;
  /** Rows of columns that stay white within it; 0 where absent. */
  whiteAt?(columns: number): number;
  place(cells: Cells, options?: PlaceOptions): PanelPlacement;
  /** All of its text, for a panel that finds no place. */
  wholeText(): string;
  /** A table of the story itself. */
  readonly isTable?: true;
  /** Where it is in the edition; the story where absent. */
  readonly pointer?: string;
}

/** What is known of a place beside its cells. */
export interface PlaceOptions {
  /** The story that it is in. */
  readonly panel?: PanelRoom;
  /** The white over a box's head, where other heads say so (`levelHeads`). */
  readonly headWhite?: Len | undefined;
}

export interface BoxPlan extends PanelPlan {
  /** Rows that hold its head and a line of text. */
  leastRowsAt(columns: number): number;
  /** Whether the box's headline fits so many columns in no size. */
  headForcedAt(columns: number): boolean;
  /** What its tables lose by so many columns, in rows of a column; Infinity where others hold them and these do not. */
  lossAt(columns: number): number;
  /** Where its head begins there; undefined without one. */
  headTop(cells: Cells): HeadTop | undefined;
  /** How its text comes out there, without drawing it. */
  fitIn(cells: Cells): PanelFit;
}

export interface PanelFit {
  readonly oversetText: string;
  /** Rows of the box, and those under it that stay white. */
  readonly rows: number;
  readonly spare: number;
}

export interface PanelPlacement {
  readonly items: readonly SceneItem[];
  readonly areas: readonly Area[];
  /** Absent when the text is counted with the story. */
  readonly fit?: Omit<StoryFit, "page">;
  /** Text that found no room and is counted with the story. */
  readonly left?: string;
  readonly notes: readonly Note[];
  /** How its lines were fitted; absent without text. */
  readonly settings?: () => readonly Omit<StorySetting, "page">[];
}

interface PanelShape {
  readonly head: HeadBlock | undefined;
  readonly headRows: number;
  readonly legs: PanelLegs;
  readonly inset: Len;
  /** What its editor asks of the legs and does not get. */
  readonly unmet: readonly Note[];
}

/** Whether a story is a box of text alone: with pictures, or boxes of its own, it is set like other stories inside its frame. */
export function isPlainBox({ box, photos, related }: Article): boolean {
  return box && photos.length === 0 && related.length === 0;
}

export function planPanel(plain: Typesetter, grid: PageGrid, article: Article): BoxPlan {
  const setter = inBox(plain);
  const text = prepareText(setter, grid, article);
  const shapes = new Map<number, PanelShape>();
  const shapeAt = (columns: number): PanelShape => {
    const known = shapes.get(columns);
    if (known !== undefined) return known;
    const fresh = shapeOf({ setter, grid, article, text }, columns);
    shapes.set(columns, fresh);
    return fresh;
  };
  const { paddingRows } = setter.template.box;
  const made: PanelMaterial = { setter, grid, article, text };
  let known: number | undefined;
  const least = (): number => (known ??= leastColumns(made));
  return {
    article,
    rowsAt(columns) {
      const { headRows, legs } = shapeAt(columns);
      return headRows + legs.rows + 2 * paddingRows;
    },
    leastRowsAt: (columns) => shapeAt(columns).headRows + 2 * paddingRows + 1,
    headForcedAt: (columns) => shapeAt(columns).head?.forced ?? false,
    lossAt(columns) {
      const { loss } = shapeAt(columns).legs;
      if (loss < TABLE_BROKEN) return loss;
      return columns < least() ? Number.POSITIVE_INFINITY : 0;
    },
    leastColumns: least,
    ...wishOf(made, least),
    wholeText: () =>
      joinText(
        headText(article),
        text.oversetText(flow(text.items, [])),
        captionText(article.photos),
        headBeyond(article),
      ),
    fitIn(cells) {
      const { set, rows, spare } = setIn(made, shapeAt(cells.columns), cells);
      return { oversetText: oversetOf(made, set), rows, spare };
    },
    headTop(cells) {
      const shape = shapeAt(cells.columns);
      const { head } = shape;
      if (head === undefined) return undefined;
      const { headRows } = setIn(made, shape, cells);
      return { y: rowY(grid, headRow(made, cells)), white: head.whiteIn(headSpace(made, head, headRows)) };
    },
    place: (cells, options) => placePanel(made, shapeAt(cells.columns), cells, options?.headWhite),
  };
}

interface PanelMaterial {
  readonly setter: Typesetter;
  readonly grid: PageGrid;
  readonly article: Article;
  readonly text: StoryText;
}

function shapeOf({ setter, grid, article, text }: PanelMaterial, columns: number): PanelShape {
  const inner = spanWidth(grid, columns) - 2 * setter.template.box.paddingInline;
  const head = composeHead(setter, { ...article, priority: article.priority + 1 }, { width: inner, columns });
  const asked = columnsInBox(setter, grid, article, columns, (measure) => holdsTablesAt(text, measure));
  const legs = panelLegs(text, grid, inner, columns, asked.count);
  return {
    head,
    headRows: head === undefined ? 0 : rowsFor(grid, head.height) + setter.template.story.headGapRows,
    legs,
    inset: boxGrid(setter, grid, { column: 0, columns }, legs.count).left - columnX(grid, 0),
    unmet: asked.unmet === undefined ? [] : [asked.unmet],
  };
}

/** The fewest of the page's columns that hold all tables of a box; 1 where that makes no difference. */
function leastColumns({ setter, grid, text }: PanelMaterial): number {
  if (text.tables.size === 0) return 1;
  const { paddingInline } = setter.template.box;
  for (let columns = 1; columns <= grid.columns; columns += 1) {
    if (holdsTables(text, grid, spanWidth(grid, columns) - 2 * paddingInline, columns)) return columns;
  }
  return 1;
}

/** The fewest columns in which no name or word of its tables parts, where there are such. */
function wishOf(
  { setter, grid, text }: PanelMaterial,
  least: () => number,
): Pick<PanelPlan, "wishedColumns" | "isNarrowed"> {
  if (text.tables.size === 0) return {};
  const { paddingInline } = setter.template.box;
  for (let columns = least(); columns <= grid.columns; columns += 1) {
    if (holdsNames(text, grid, spanWidth(grid, columns) - 2 * paddingInline, columns))
      return { wishedColumns: columns, isNarrowed: true };
  }
  return {};
}

interface SetPanel {
  readonly set: Flow;
  readonly legRows: readonly number[];
  /** Rows of the head with the white around it. */
  readonly headRows: number;
  /** Rows of the box, and those under it that stay white. */
  readonly rows: number;
  readonly spare: number;
}

/** A box takes the rows that it needs, and a few more around its head; where it has a place that is taller, it ends higher. */
function setIn({ setter, text }: PanelMaterial, { legs, headRows, head }: PanelShape, cells: Cells): SetPanel {
  const { paddingRows } = setter.template.box;
  const full = Math.max(0, cells.rows - 2 * paddingRows - headRows);
  const { set, rows, legRows } = inLegs(text, legs.measure, legs.count, full);
  const around = head === undefined ? 0 : Math.min(full - rows, MOST_ROWS_AT_HEAD);
  const own = Math.min(cells.rows, headRows + around + rows + 2 * paddingRows);
  return { set, legRows, headRows: headRows + around, rows: own, spare: full - rows - around };
}

function oversetOf({ article, text }: PanelMaterial, set: Flow): string {
  return joinText(text.oversetText(set), captionText(article.photos), headBeyond(article));
}

/** The row in which the head of a box begins. */
function headRow({ setter }: PanelMaterial, cells: Cells): number {
  return cells.row + setter.template.box.paddingRows;
}

function headSpace({ setter, grid }: PanelMaterial, head: HeadBlock, rows: number): HeadSpace {
  return { spare: (rows - setter.template.story.headGapRows) * grid.leading - head.height };
}

function placePanel(made: PanelMaterial, shape: PanelShape, cells: Cells, headWhite?: Len): PanelPlacement {
  const { setter, grid, article, text } = made;
  const { set, legRows, headRows, rows } = setIn(made, shape, cells);
  const rect = cellsRect(grid, { ...cells, rows });
  const items: SceneItem[] = [...frameItems(setter, rect)];
  const left = columnX(grid, cells.column) + shape.inset;
  const top = headRow(made, cells);
  const { count, measure } = shape.legs;
  const columns = Array.from({ length: count }, (_, i) => ({ x: left + i * (measure + grid.gutter), width: measure }));
  const areas: Area[] = [{ kind: "box", article: article.id, rect, columns }];
  let head: DrawnHead | undefined;
  if (shape.head !== undefined) {
    const centred = left + Math.round((rect.width - 2 * shape.inset - shape.head.width) / 2);
    const space = headSpace(made, shape.head, headRows);
    head = shape.head.draw(centred, rowY(grid, top), { ...space, white: headWhite });
    items.push(...head.items);
  }
  const places = legRows.map((_, i) => ({ x: left + i * (measure + grid.gutter), row: top + headRows }));
  const measures = legRows.map(() => measure);
  items.push(...text.draw(set, places, measures));
  const linesAvailable = Math.max(0, ...legRows) * count;
  return {
    items,
    areas,
    notes: [...shape.unmet, ...unfitNotes(setter, head?.unfit ?? [])],
    settings: () => [settingOf(grid, article.id, text, set, { places, measures, head: shape.head?.setting() })],
    fit: {
      article: article.id,
      linesSet: linesAvailable - set.shortRows,
      linesAvailable,
      oversetText: joinText(head?.left ?? "", oversetOf(made, set)),
      ...(head === undefined || head.left === "" ? {} : { namedText: head.left }),
      shortLines: 0,
    },
  };
}

/** White under a box that is lower than its place. */
export function whiteNotes({ spare }: PanelFit): readonly Note[] {
  if (spare === 0) return [];
  return [
    {
      severity: spare > SLIGHT_ROWS ? "error" : "info",
      code: "box-white",
      message: `the box is ${counted(spare, "row")} lower than its place, which stay white under it`,
      hint: `add text to it, or give it a lower place: in \`layout\`, or by other \`columns\` in its \`makeup\``,
    },
  ];
}
