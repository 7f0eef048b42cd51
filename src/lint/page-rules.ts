/** Rules about the page as a whole: seams, gutters, shapes, holes, pictures. */
import { cellsInWords, freeRectangles } from "../base/free-rectangles.js";
import type { Fault } from "./fault.js";
import {
  footOf,
  inColumn,
  type LaidCells,
  type LaidPage,
  type LaidStory,
  piecesOf,
  reachIn,
  rightOf,
} from "./laid-page.js";

/** White lower than this between two stories is their seam, and within one a picture's margin. */
const LEAST_HOLE_ROWS = 4;
/** Rectangles of one hole that a message names. */
const NAMED_RECTANGLES = 4;
/** The dominant picture is larger than the next by this much. */
const DOMINANT = 1.4;

type Reach = NonNullable<ReturnType<typeof reachIn>>;

function reaches(page: LaidPage): readonly (readonly Reach[])[] {
  return Array.from({ length: page.columns }, (_, column) =>
    page.stories.map((story) => reachIn(story, column)).filter((reach) => reach !== undefined),
  );
}

/** 断版, 腹切り: a seam from side to side that no story crosses. */
export function pageCut(page: LaidPage): readonly Fault[] {
  const all = reaches(page).flat();
  const crossed = new Uint8Array(page.rows + 1);
  // An advertisement over the whole width is the foot of the stories' page, one over a part of it interrupts a seam.
  const across = [...all, ...page.fixed.map((cells) => ({ from: cells.row, to: footOf(cells) }))];
  for (const { from, to } of across) crossed.fill(1, from + 1, to);
  // Something stands over the seam, and something under it.
  const first = Math.max(1, Math.min(...all.map(({ to }) => to)));
  const last = Math.min(page.rows - 1, Math.max(...all.map(({ from }) => from)));
  const free: number[] = [];
  for (let row = first; row <= last; row += 1) if (crossed[row] === 0) free.push(row);
  return runsOf(free).map(({ from, to }) => ({
    stories: [],
    cells: [{ column: 0, columns: page.columns, row: from - 1, rows: to - from + 2 }],
    message: `a seam at row ${from + 1} cuts the page from side to side`,
  }));
}

/** 通缝: a gutter from the head of the page to its foot that no story crosses. */
export function gapThrough(page: LaidPage): readonly Fault[] {
  const faults: Fault[] = [];
  for (let column = 1; column < page.columns; column += 1) {
    const crossed =
      page.stories.some((story) => reachIn(story, column - 1) !== undefined && reachIn(story, column) !== undefined) ||
      page.fixed.some((cells) => inColumn(cells, column - 1) && inColumn(cells, column));
    if (crossed || page.stories.length < 2) continue;
    faults.push({
      stories: [],
      cells: [{ column: column - 1, columns: 2, row: 0, rows: page.rows }],
      message: `the gutter after column ${column} runs through the whole page`,
    });
  }
  return faults;
}

/** A story that another reaches into: not a rectangle. */
export function notRectangle(page: LaidPage): readonly Fault[] {
  return page.stories.flatMap((story) => {
    const inside = page.stories.filter(
      (other) => other !== story && piecesOf(other).some((cells) => overlap(cells, story.hull)),
    );
    if (inside.length === 0) return [];
    return [
      {
        stories: [...inside.map(({ id }) => id), story.id],
        cells: [story.hull],
        message: `${story.id} is no rectangle: ${inside.map(({ id }) => id).join(", ")} reaches into it`,
      },
    ];
  });
}

function overlap(a: LaidCells, b: LaidCells): boolean {
  return a.column < b.column + b.columns && b.column < a.column + a.columns && a.row < footOf(b) && b.row < footOf(a);
}

/** Rows of columns that hold nothing: between stories, at the foot of the page, at the end of a story's text; one fault a hole. */
export function holes(page: LaidPage): readonly Fault[] {
  const first = Math.min(page.rows, ...page.stories.map(({ hull }) => hull.row));
  const white = Array.from({ length: page.columns }, (_, column) => column).flatMap((column): LaidCells[] => {
    const taken = takenRows(page, column);
    const free = Array.from({ length: page.rows }, (_row, row) => row).filter((row) => row >= first && !taken.has(row));
    return runsOf(free)
      .map(({ from, to }) => ({ column, columns: 1, row: from, rows: to - from + 1 }))
      .filter(({ rows }) => rows >= LEAST_HOLE_ROWS);
  });
  return inOneHole(white).map((cells) => {
    const free = Array.from({ length: page.columns }, () => new Array<boolean>(page.rows).fill(false));
    for (const { column, row, rows } of cells) free[column]?.fill(true, row, row + rows);
    const named = freeRectangles(free, { least: LEAST_HOLE_ROWS, most: NAMED_RECTANGLES });
    return {
      stories: page.stories.filter((story) => cells.some((one) => overlap(one, story.hull))).map(({ id }) => id),
      cells,
      message: `${named.map(cellsInWords).join(" and ")} are white`,
    };
  });
}

/** White rows of neighbouring columns are one hole where they lie side by side for half of the shorter ones. */
function inOneHole(white: readonly LaidCells[]): readonly (readonly LaidCells[])[] {
  const found: LaidCells[][] = [];
  for (const cells of white) {
    const beside = found.find((hole) =>
      hole.some((other) => {
        const shared = Math.min(footOf(cells), footOf(other)) - Math.max(cells.row, other.row);
        return rightOf(other) === cells.column && 2 * shared >= Math.min(cells.rows, other.rows);
      }),
    );
    if (beside === undefined) found.push([cells]);
    else beside.push(cells);
  }
  return found;
}

/** Rows with something in them; of a leg, those down to its last line, and those between lines. */
function takenRows(page: LaidPage, column: number): ReadonlySet<number> {
  const taken = new Set<number>();
  const add = (from: number, to: number): void => {
    for (let row = from; row < to; row += 1) taken.add(row);
  };
  for (const cells of page.fixed) if (inColumn(cells, column)) add(cells.row, footOf(cells));
  for (const { head, photos, boxes, legs } of page.stories) {
    for (const cells of [...(head === undefined ? [] : [head]), ...photos, ...boxes]) {
      if (inColumn(cells, column)) add(cells.row, footOf(cells));
    }
    for (const leg of legs) {
      const [top, last] = [leg.lines[0], leg.lines.at(-1)];
      if (inColumn(leg, column) && top !== undefined && last !== undefined) add(top.row, last.row + 1);
    }
  }
  return taken;
}

/** Neighbouring numbers of a rising list, as ranges; ends are inclusive. */
function runsOf(numbers: readonly number[]): readonly Reach[] {
  const runs: { from: number; to: number }[] = [];
  for (const n of numbers) {
    const last = runs.at(-1);
    if (last !== undefined && last.to === n - 1) last.to = n;
    else runs.push({ from: n, to: n });
  }
  return runs;
}

/** Of several pictures one is clearly the largest. */
export function dominantPicture(page: LaidPage): readonly Fault[] {
  const pictures = page.stories
    .flatMap((story) => story.photos.map((cells) => ({ id: story.id, cells, area: cells.columns * cells.rows })))
    .toSorted((a, b) => b.area - a.area);
  const [first, second] = pictures;
  if (first === undefined || second === undefined || first.area >= DOMINANT * second.area) return [];
  return [
    {
      stories: [first.id, second.id],
      cells: [first.cells, second.cells],
      message: `no picture is dominant: those of ${first.id} and ${second.id} are of about one size`,
    },
  ];
}

/** A picture with text of its story over it in its own columns: at the middle or the foot of a leg. */
export function pictureInLeg(page: LaidPage): readonly Fault[] {
  return page.stories.flatMap((story) =>
    story.photos
      .filter((photo) => hasTextOver(story, photo))
      .map((photo): Fault => ({
        stories: [story.id],
        cells: [photo],
        message: `a picture of ${story.id} stands in the middle or at the foot of its columns`,
      })),
  );
}

function hasTextOver({ legs }: LaidStory, photo: LaidCells): boolean {
  return legs.some((leg) => inColumn(photo, leg.column) && footOf(leg) <= photo.row);
}
