/**
 * A box that holds pictures or boxes of its own: a story like any other, set in the styles of boxes on a grid of its own
 * inside the frame. Plain boxes are simpler (`boxed-story.ts`).
 */
import { leastHolding } from "../base/widening.js";
import type { Article } from "../edition/model.js";
import { type Cells, cellsRect, columnsOf, type PageGrid } from "../layout/grid.js";
import type { Area } from "../scene/list.js";
import { columnsInBox } from "./asked-columns.js";
import { boxedParts, boxGrid, boxShape, frameItems, unmetPins } from "./box-frame.js";
import { type Note, unmetWishes } from "./leftover.js";
import type { ImageSize } from "./image-size.js";
import { photoNarrower } from "./photo.js";
import { type ColumnsPlan, planInColumns, type StoryPlan } from "./story.js";
import { type StoryMaterial, storyText } from "./story-parts.js";
import { inBox, type Typesetter } from "./typeset.js";

/** Rows beyond what its parts take by arithmetic, in which a box surely holds its story: legs and pictures part unevenly. */
const MORE_ROWS = 60;
/** A box that takes so many times the rows of its page is not tried row by row. */
const HOPELESS = 2;
/** Rows of text in each column that a box should hold at least, whose story runs on to another page. */
const LEAST_PART_ROWS = 12;

export interface FramedPlan extends StoryPlan {
  /** Rows of columns that stay white within its frame, over so many columns of the page. */
  whiteAt(columns: number): number;
}

interface FramedMaterial {
  readonly images: ReadonlyMap<string, ImageSize>;
  /** The story's own boxes; none where absent. */
  readonly boxes?: StoryMaterial["boxes"];
  /** The page on which the text goes on, if it does not end here. */
  readonly runsOn?: number | undefined;
}

export function planFramed(
  plain: Typesetter,
  grid: PageGrid,
  article: Article,
  { images, boxes = () => [], runsOn }: FramedMaterial,
): FramedPlan {
  const setter = inBox(plain);
  const { paddingRows } = setter.template.box;
  // Boxes have no vertical heads.
  const text = storyText(setter, grid, { ...article, headlineDirection: "horizontal" });
  const plans = new Map<string, Inside>();
  const insideAt = (column: number, columns: number): Inside => {
    const key = `${column} ${columns}`;
    const known = plans.get(key);
    if (known !== undefined) return known;
    const asked = columnsInBox(setter, grid, article, columns);
    const own =
      asked.count === undefined
        ? innerGrid(setter, grid, { column, columns })
        : boxGrid(setter, grid, { column, columns }, asked.count);
    const breadth = columns / own.columns;
    const material = { article: insideOf(article, own.columns), images, boxes, runsOn, text, breadth };
    const unmet = asked.unmet === undefined ? [] : [asked.unmet];
    const fresh = { grid: own, columns: own.columns, plan: planInColumns(setter, own, material), unmet };
    plans.set(key, fresh);
    return fresh;
  };
  const innerCells = ({ columns }: Inside, { row, rows }: Cells): Cells => ({
    column: 0,
    columns,
    row: row + paddingRows,
    rows: Math.max(0, rows - 2 * paddingRows),
  });
  const known = new Map<number, number>();
  const rowsAt = (columns: number): number => {
    const rows =
      known.get(columns) ?? leastRows(insideAt(0, columns), grid.rows, runsOn !== undefined) + 2 * paddingRows;
    known.set(columns, rows);
    return rows;
  };
  const { parts } = insideAt(0, 1).plan;
  return {
    article,
    parts: boxedParts(setter, article, {
      headForcedAt: (columns) => insideAt(0, columns).plan.parts.headForcedAt(insideAt(0, columns).columns),
      textRows: { ...parts.textRows, natural: 0, least: 0, most: 0 },
      boxRowsAt: rowsAt,
    }),
    shapeIn: boxShape,
    whiteAt(columns) {
      const inside = insideAt(0, columns);
      const cells = innerCells(inside, { column: 0, columns, row: 0, rows: rowsAt(columns) });
      const legs = inside.plan.shapeIn(cells, {})?.legs ?? [];
      const rows = legs.reduce((sum, leg) => sum + leg.columns * leg.rows, 0);
      return Math.max(0, rows - inside.plan.parts.textRows.natural);
    },
    troubleIn(cells) {
      const inside = insideAt(cells.column, cells.columns);
      return inside.plan.troubleIn(innerCells(inside, cells));
    },
    headTop(cells) {
      const inside = insideAt(cells.column, cells.columns);
      return inside.plan.headTop(innerCells(inside, cells));
    },
    place(cells, wishes = {}, beside = {}) {
      const inside = insideAt(cells.column, cells.columns);
      const own = inside.plan.place(innerCells(inside, cells), {}, beside);
      const vertical = unmetWishes({ ...article, photos: [] }, 0);
      // On the grid inside, a picture is as wide as its editor wishes once the box is.
      const tooWide = article.photos.filter(({ columns = 1 }) => columns > cells.columns);
      const narrower = tooWide.map((photo) => photoNarrower(photo, cells.columns));
      const placed = { ...own, notes: [...own.notes, ...inside.unmet, ...vertical, ...narrower, ...unmetPins(wishes)] };
      // A story that found no place has no frame either.
      if (own.areas.length === 0) return placed;
      const rect = cellsRect(grid, cells);
      const frame: readonly Area[] = [
        { kind: "story", article: article.id, rect },
        { kind: "box", article: article.id, rect, columns: columnsOf(inside.grid) },
      ];
      return {
        ...placed,
        items: [...frameItems(setter, rect), ...own.items],
        areas: [...frame, ...own.areas.filter(({ kind }) => kind !== "story")],
      };
    },
  };
}

/** The story on the grid inside of its frame. */
interface Inside {
  readonly grid: PageGrid;
  readonly columns: number;
  readonly plan: ColumnsPlan;
  /** What its editor asks of the columns and does not get. */
  readonly unmet: readonly Note[];
}

/** As many columns as the page has there, so that pictures keep theirs; one fewer where lines would be too short. */
function innerGrid(setter: Typesetter, grid: PageGrid, place: Pick<Cells, "column" | "columns">): PageGrid {
  const [least] = setter.template.story.brokenEms;
  const own = boxGrid(setter, grid, place, place.columns);
  const isNarrow = place.columns > 1 && own.columnWidth < least * grid.em;
  return isNarrow ? boxGrid(setter, grid, place, place.columns - 1) : own;
}

/** A step less important than it is by itself, as in other boxes. */
function insideOf(article: Article, columns: number): Article {
  // Without text beside them, pictures fill their box.
  const wish = article.body.length === 0 ? columns : undefined;
  const photos = article.photos.map((photo) => {
    const wished = photo.columns ?? wish;
    return wished === undefined ? photo : { ...photo, columns: Math.min(wished, columns) };
  });
  return { ...article, priority: article.priority + 1, headlineDirection: "horizontal", box: false, photos };
}

/** The fewest rows in which the whole story finds room, its pictures too. */
function leastRows({ columns, plan }: Inside, pageRows: number, runsOn: boolean): number {
  const { parts } = plan;
  const text = runsOn ? Math.min(parts.textRows.natural, LEAST_PART_ROWS * columns) : parts.textRows.natural;
  const pictures = Array.from({ length: parts.photos }, (_, index) => {
    const wide = Math.min(columns, Math.ceil(parts.article.photos[index]?.columns ?? 1));
    const photo = parts.photoAt(index, wide);
    return photo === undefined ? 0 : (photo.natural + photo.captionRows) * wide;
  });
  const boxes = parts.panels.map((rowsOf) => rowsOf(1));
  const area = [text, ...pictures, ...boxes].reduce((sum, rows) => sum + rows, 0);
  const reckoned = parts.headRowsAt(columns, 0) + Math.ceil(area / columns);
  // Where no page holds it, how many rows it needs precisely is nobody's concern.
  if (runsOn || reckoned > HOPELESS * pageRows) return reckoned;
  let isOver = false;
  const lackAt = (rows: number): number => {
    const cells = { column: 0, columns, row: 0, rows };
    const hasPhotos = (plan.shapeIn(cells, {})?.photos.length ?? 0) === parts.photos;
    const lacking = hasPhotos ? plan.lackIn(cells) : 0;
    isOver = lacking > 0;
    if (!hasPhotos) return 1;
    // Each further row of the box is one more in each of its columns.
    return isOver ? Math.max(1, Math.ceil(lacking / columns)) : 0;
  };
  const most = Math.min(reckoned + MORE_ROWS, Math.max(reckoned, pageRows));
  const found = leastHolding(Math.max(1, Math.floor(reckoned * 0.9)), most, lackAt);
  // What is higher than its page is so by whatever it is.
  return found ?? (isOver ? Math.max(reckoned, most + 1) : reckoned);
}
