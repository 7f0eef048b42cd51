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
import { settingOf } from "./explain.js";
import { composeHead, type DrawnHead, type HeadBlock } from "./head.js";
import { prepareText, type StoryText } from "./story-text.js";
import { unfitNote } from "./fit-text.js";
import { captionText, headText, joinText, type Note } from "./leftover.js";
import { ground } from "./sheet.js";
import { enclosed, type Typesetter } from "./typeset.js";

/** So many rows to spare in a frame look meant around its head. */
const MOST_ROWS_AT_HEAD = 6;
/** What a frame has more than these rows is white that an editor should know of. */
const MEANT_ROWS = 3;

export interface PanelPlan {
  readonly article: Article;
  /** Rows the box takes over `columns` columns, where `room` rows are free for it. */
  rowsAt(columns: number, room?: number): number;
  /** Rows that hold its head and a line of text. */
  leastRowsAt(columns: number): number;
  /** Whether the box's headline fits so many columns in no size. */
  headForcedAt(columns: number): boolean;
  place(cells: Cells): PanelPlacement;
  /** All of its text, for a box that finds no place. */
  wholeText(): string;
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
  readonly setting?: () => Omit<StorySetting, "page">;
}

interface PanelShape {
  readonly head: HeadBlock | undefined;
  readonly headRows: number;
  readonly legs: number;
  readonly measure: Len;
  readonly inset: Len;
}

export function planPanel(setter: Typesetter, grid: PageGrid, article: Article): PanelPlan {
  const text = prepareText(enclosed(setter), grid, article, { body: "relatedBody", dateline: "relatedDateline" });
  const shapes = new Map<number, PanelShape>();
  const shapeAt = (columns: number): PanelShape => {
    const known = shapes.get(columns);
    if (known !== undefined) return known;
    const fresh = shapeOf(setter, grid, article, columns);
    shapes.set(columns, fresh);
    return fresh;
  };
  const { paddingRows } = setter.template.box;
  return {
    article,
    rowsAt(columns) {
      const shape = shapeAt(columns);
      return shape.headRows + Math.ceil(text.rowsAt(shape.measure).natural / shape.legs) + 2 * paddingRows;
    },
    leastRowsAt: (columns) => shapeAt(columns).headRows + 2 * paddingRows + 1,
    headForcedAt: (columns) => shapeAt(columns).head?.forced ?? false,
    wholeText: () => joinText(headText(article), text.oversetText(flow(text.items, [])), captionText(article.photos)),
    place: (cells) => placePanel(setter, grid, article, text, shapeAt(cells.columns), cells),
  };
}

function shapeOf(setter: Typesetter, grid: PageGrid, article: Article, columns: number): PanelShape {
  const { paddingInline } = setter.template.box;
  const width = spanWidth(grid, columns);
  const inner = width - 2 * paddingInline;
  const head = composeHead(setter, { ...article, priority: article.priority + 1 }, { width: inner, columns });
  const gutter = grid.gutter;
  // 破栏: a leg fewer than the columns under it, so that the box reads as a thing of its own. Legs are whole 字; what is
  // left over widens the padding evenly.
  const legs = Math.max(1, columns - 1);
  const ems = Math.floor((inner - (legs - 1) * gutter) / legs / grid.em);
  const measure = ems * grid.em;
  const used = legs * measure + (legs - 1) * gutter;
  return {
    head,
    headRows: head === undefined ? 0 : rowsFor(grid, head.height) + setter.template.story.headGapRows,
    legs,
    measure,
    inset: Math.round((width - used) / 2),
  };
}

function placePanel(
  setter: Typesetter,
  grid: PageGrid,
  article: Article,
  text: StoryText,
  shape: PanelShape,
  cells: Cells,
): PanelPlacement {
  const { box } = setter.template;
  const rect = cellsRect(grid, cells);
  const items: SceneItem[] = [];
  if (box.ground !== undefined) items.push(ground(rect, box.ground, "box"));
  if (box.frame !== undefined) {
    items.push({ kind: "frame", role: "box", rect, thickness: box.frame.thickness, colour: box.frame.colour });
  }
  const areas: Area[] = [{ kind: "box", article: article.id, rect }];
  const left = columnX(grid, cells.column) + shape.inset;
  const top = cells.row + box.paddingRows;
  const count = shape.legs;
  const full = Math.max(0, cells.rows - 2 * box.paddingRows - shape.headRows);
  const { set, rows, legRows } = filled(text, shape.measure, count, full);
  // Rows to spare go over and under the head in equal parts; many of them stay at the foot.
  const spare = full - rows;
  const headRows = shape.headRows + (shape.head === undefined ? 0 : Math.min(spare, MOST_ROWS_AT_HEAD));
  let head: DrawnHead | undefined;
  if (shape.head !== undefined) {
    const room = (headRows - setter.template.story.headGapRows) * grid.leading;
    const shift = Math.round((room - shape.head.height) / 2);
    const centred = left + Math.round((rect.width - 2 * shape.inset - shape.head.width) / 2);
    head = shape.head.draw(centred, rowY(grid, top) + shift);
    items.push(...head.items);
  }
  const places = legRows.map((_, i) => ({ x: left + i * (shape.measure + grid.gutter), row: top + headRows }));
  const legs = legRows.map((leg) => ({ measure: shape.measure, rows: leg }));
  items.push(
    ...text.draw(
      set,
      places,
      legs.map((leg) => leg.measure),
    ),
  );
  const linesAvailable = rows * count;
  const { length } = places;
  return {
    items,
    areas,
    notes: (head?.unfit ?? []).map((unfit) => unfitNote(setter, unfit)),
    setting: () =>
      settingOf(grid, article.id, text, set, {
        places,
        measures: Array.from({ length }, () => shape.measure),
        head: shape.head?.setting(),
      }),
    fit: {
      article: article.id,
      linesSet: linesAvailable - set.shortRows,
      linesAvailable,
      oversetText: joinText(head?.left ?? "", text.oversetText(set), captionText(article.photos)),
      ...(head === undefined || head.left === "" ? {} : { namedText: head.left }),
      shortLines: spare > MEANT_ROWS ? spare * count : 0,
    },
  };
}

interface Filled {
  readonly set: Flow;
  /** Rows of the tallest leg, and of each. */
  readonly rows: number;
  readonly legRows: readonly number[];
}

/**
 * The text in the fewest of `full` rows that hold it. The legs of a box are balanced, the first ones taking the row that does
 * not divide; what does not part so finely (quotes, tables) may need legs that are taller than the rows it counts.
 */
function filled(text: StoryText, measure: Len, count: number, full: number): Filled {
  const natural = Math.max(count, text.rowsAt(measure).natural);
  for (let rows = Math.min(full, Math.ceil(natural / count)); ; rows += 1) {
    const needed = Math.min(rows * count, natural);
    const even = Array.from({ length: count }, (_, i) => Math.min(rows, Math.floor((needed + count - 1 - i) / count)));
    const whole = even.map(() => rows);
    for (const legRows of [even, whole]) {
      const set = flow(
        text.items,
        legRows.map((own) => ({ measure, rows: own })),
      );
      if (set.overset.length === 0 || (rows >= full && legRows === whole)) return { set, rows, legRows };
    }
  }
}
