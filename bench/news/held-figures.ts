/** What a late change did to a page whose make-up was held, told from the two pages alone. */
import type { ComposedJob } from "../../src/compose.js";
import { sameCells } from "../../src/layout/cells.js";
import { withGaps } from "../../src/layout/free.js";
import type { Cells } from "../../src/layout/grid.js";
import { cellsOverlap } from "../../src/layout/region.js";
import type { PlacedStory } from "../../src/page/place-stories.js";
import type { LateChange, PageSize } from "./late-change.js";
import { overlaps } from "./news-figures.js";

export interface HeldFigures {
  /** Stories that moved beside the one that changed and those that an advertisement stands on now. */
  readonly others: number;
  readonly moved: readonly string[];
  readonly overset: number;
  readonly oversetBefore: number;
  /** White rows of columns within stories and where none stands. */
  readonly white: number;
  readonly whiteBefore: number;
  readonly overlaps: number;
}

export function heldFigures(
  was: ComposedJob,
  now: ComposedJob,
  page: number,
  { article, taken }: LateChange,
  { gapRows, ...size }: PageSize & { readonly gapRows: number },
): HeldFigures {
  const before = was.placed.get(page) ?? [];
  const after = now.placed.get(page) ?? [];
  const area = { column: 0, row: 0, ...size };
  const ad = taken === undefined ? undefined : withGaps(taken, area, gapRows);
  const moved = before.filter((story) => {
    const same = after.find((one) => one.article === story.article);
    return same === undefined || !isSame(story, same);
  });
  const others = moved.filter(
    (story) => story.article !== article && !(ad !== undefined && cellsOverlap(story.cells, ad)),
  );
  const scene = now.scene.pages.find(({ number }) => number === page);
  return {
    others: others.length,
    moved: moved.map((story) => story.article),
    overset: oversetIn(now, page),
    oversetBefore: oversetIn(was, page),
    white: whiteIn(now, page, size, taken),
    whiteBefore: whiteIn(was, page, size, undefined),
    overlaps: scene === undefined ? 0 : overlaps(scene),
  };
}

function isSame(a: PlacedStory, b: PlacedStory): boolean {
  const [cutsA, cutsB] = [a.without ?? [], b.without ?? []];
  return (
    sameCells(a.cells, b.cells) &&
    cutsA.length === cutsB.length &&
    cutsA.every((cut) => cutsB.some((other) => sameCells(cut, other)))
  );
}

function oversetIn({ scene }: ComposedJob, page: number): number {
  const fits = scene.fits.filter((fit) => fit.page === page);
  return fits.reduce((sum, { oversetText }) => sum + oversetText.replaceAll(/\s/gu, "").length, 0);
}

function whiteIn(
  { scene, placed }: ComposedJob,
  page: number,
  { columns, rows }: PageSize,
  ad: Cells | undefined,
): number {
  const short = scene.fits.filter((fit) => fit.page === page).reduce((sum, { shortLines }) => sum + shortLines, 0);
  const fixed = ad === undefined ? [] : [ad];
  const stories = placed.get(page) ?? [];
  let empty = 0;
  for (let column = 0; column < columns; column += 1) {
    for (let row = 0; row < rows; row += 1) {
      const cell = { column, columns: 1, row, rows: 1 };
      if (![...stories.map(({ cells }) => cells), ...fixed].some((cells) => cellsOverlap(cells, cell))) empty += 1;
    }
  }
  return short + empty;
}
