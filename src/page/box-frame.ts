/** What all boxes have: a ground and a frame, a grid of their own inside, and how make-up sees them. */
import type { Rect } from "../base/geometry.js";
import type { Article } from "../edition/model.js";
import { type Cells, columnX, emsOfColumns, type PageGrid, spanWidth } from "../layout/grid.js";
import type { SceneItem } from "../scene/list.js";
import type { Note } from "./leftover.js";
import type { StoryParts, StoryShape, StoryWishes } from "./arrange.js";
import { ground } from "./sheet.js";
import type { Typesetter } from "./typeset.js";

export function frameItems({ template }: Typesetter, rect: Rect): readonly SceneItem[] {
  const { ground: colour, frame } = template.box;
  return [
    ...(colour === undefined ? [] : [ground(rect, colour, "box")]),
    ...(frame === undefined ? [] : [{ kind: "frame", role: "box", rect, ...frame } as const]),
  ];
}

/** A frame keeps its head and its pictures apart from others: make-up sees the box. */
export function boxedParts(
  { template }: Typesetter,
  article: Article,
  own: Pick<StoryParts, "headForcedAt" | "textRows" | "boxRowsAt" | "boxLossAt">,
): StoryParts {
  return {
    article,
    weights: template.makeup,
    photos: 0,
    headRowsAt: () => 0,
    headSizeAt: () => 0,
    headWhiteAt: () => 0,
    photoAt: () => undefined,
    panels: [],
    ...own,
  };
}

export function boxShape(cells: Cells): StoryShape {
  return { head: undefined, headSize: 0, legs: [], photos: [], boxes: [cells] };
}

/** `count` columns of whole 字 inside a box over `columns` of the page's; what is left over widens the padding evenly. */
export function boxGrid(
  { template }: Typesetter,
  grid: PageGrid,
  { column, columns }: Pick<Cells, "column" | "columns">,
  count: number,
): PageGrid {
  const width = spanWidth(grid, columns);
  const ems = emsOfColumns(grid, width - 2 * template.box.paddingInline, count);
  const used = count * ems * grid.em + (count - 1) * grid.gutter;
  const { outside: _outside, ...rest } = grid;
  const left = columnX(grid, column) + Math.round((width - used) / 2);
  return { ...rest, columns: count, columnWidth: ems * grid.em, left };
}

/** Places inside a box that the editor fixed: a box sets itself. */
export function unmetPins({ head, photos, legs }: StoryWishes): readonly Note[] {
  const pins = Object.entries({ head, photos, legs }).flatMap(([key, own]) =>
    own === undefined ? [] : [`\`${key}\``],
  );
  if (pins.length === 0) return [];
  return [
    {
      severity: "error",
      code: "box-not-pinned",
      message: `a boxed story sets itself within its frame: ${pins.join(", ")} of its place are not obeyed`,
      hint: "give its place as `columns` and `rows`, or take `box` out of the story",
    },
  ];
}
