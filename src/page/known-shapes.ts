/** How a story's parts stand in a place, reckoned once for each size: the search of a page asks thousands of times. */
import type { Cells } from "../layout/grid.js";
import type { StoryShape, StoryWishes } from "./arrange.js";

type ShapeIn = (cells: Cells, wishes: StoryWishes) => StoryShape | undefined;

/** More than any number of rows. */
const ROWS = 2 ** 16;

/** The same shapes, those of one size and one largest head reckoned once wherever they stand. */
export function knownShapes(shapeIn: ShapeIn): ShapeIn {
  const bySize = new Map<number, Map<number, StoryShape | undefined>>();
  const byWishes = new Map<string, StoryShape | undefined>();
  return (cells, wishes) => {
    const { mostHead = 0, ...others } = wishes;
    for (const wish in others) {
      if (others[wish as keyof typeof others] === undefined) continue;
      // With places of its own, on the page.
      const key = JSON.stringify([cells, wishes]);
      if (!byWishes.has(key)) byWishes.set(key, shapeIn(cells, wishes));
      return byWishes.get(key);
    }
    let sizes = bySize.get(mostHead);
    if (sizes === undefined) bySize.set(mostHead, (sizes = new Map<number, StoryShape | undefined>()));
    const size = cells.columns * ROWS + cells.rows;
    let shape = sizes.get(size);
    if (shape === undefined && !sizes.has(size)) {
      shape = shapeIn({ ...cells, column: 0, row: 0 }, wishes);
      sizes.set(size, shape);
    }
    return shape === undefined ? undefined : moved(shape, cells.column, cells.row);
  };
}

function moved({ head, headSize, legs, photos, boxes }: StoryShape, column: number, row: number): StoryShape {
  const shift = (one: Cells): Cells => ({
    column: one.column + column,
    columns: one.columns,
    row: one.row + row,
    rows: one.rows,
  });
  return {
    head: head === undefined ? undefined : shift(head),
    headSize,
    legs: legs.map(shift),
    photos: photos.map(shift),
    boxes: boxes.map(shift),
  };
}
