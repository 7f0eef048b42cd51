/**
 * Every make-up of a few stories on a small page, priced one by one by the objective that docs/makeup.md describes. Slow,
 * simple, and knowing nothing of the search: what the search is held against.
 */
import { looksAlike } from "../../src/base/type-size.js";
import type { Cells } from "../../src/layout/grid.js";
import { arrangements, type StoryParts } from "../../src/page/arrange.js";

/** Points of the usual objective. */
const ORDER_OVER = 160;
const ORDER_BESIDE = 40;
const LEAD_BESIDE = 120;
const GUTTER = 720;
const SEAM = 720;
const HEADS_ALIKE = 350;
const HEADS_BESIDE = 4;
const HIERARCHY = [400, 260, 130, 60];
const NARROW_LEAD = 9;
const INTERLOCK = 12;
const WHITE = 60;
/** How the lead may interlock: a step of so many rows, and so many rows under its head where it is shortest. */
const LEAST_STEP = 8;
const LEAST_UNDER_HEAD = 8;

export interface Page {
  readonly columns: number;
  readonly rows: number;
  readonly gapRows: number;
}

/** What a part of the page costs, and the sizes of the heads in its upper corners. */
interface Part {
  readonly cost: number;
  readonly left: number;
  readonly right: number;
}

type Fill = (set: readonly number[], columns: number, rows: number) => Iterable<Part>;

/** What it costs that stories stand left of more important ones. */
function besideCost(second: readonly number[]): number {
  return second.includes(0) ? LEAD_BESIDE : ORDER_BESIDE;
}

/** Each way to fill columns by rows with some of the stories, none of them dearer than `ceiling`. */
function fillOf(stories: readonly StoryParts[], page: Page, ceiling: number): Fill {
  const alone = new Map<string, number>();
  const storyCost = (index: number, columns: number, rows: number): number => {
    const key = `${index} ${columns} ${rows}`;
    const known = alone.get(key);
    if (known !== undefined) return known;
    const story = stories[index];
    if (story === undefined) throw new Error("there is no such story");
    const size = story.headSizeAt(columns);
    const presence = size === 0 ? 0 : (HIERARCHY[index] ?? 0) * (1 - size / story.headSizeAt(page.columns));
    const narrow = index === 0 ? NARROW_LEAD * (page.columns - columns) : 0;
    const text = arrangements(story, { column: 0, columns, row: 0, rows }, {}, true)[0]?.cost;
    const cost = (text ?? Number.POSITIVE_INFINITY) + presence + narrow;
    alone.set(key, cost < ceiling ? cost : Number.POSITIVE_INFINITY);
    return alone.get(key) ?? Number.POSITIVE_INFINITY;
  };

  return function* waysToFill(set: readonly number[], columns: number, rows: number): Generator<Part> {
    const [only] = set;
    if (set.length === 1 && only !== undefined) {
      const cost = storyCost(only, columns, rows);
      const size = stories[only]?.headSizeAt(columns) ?? 0;
      if (Number.isFinite(cost)) yield { cost, left: size, right: size };
      return;
    }
    for (const [a, b] of halvesOf(set)) {
      const inOrder = Math.min(...a) < Math.min(...b);
      for (let over = 1; over + page.gapRows < rows; over += 1) {
        const apart = (inOrder ? 0 : ORDER_OVER) + (columns === page.columns ? SEAM : 0);
        for (const top of waysToFill(a, columns, over))
          for (const under of waysToFill(b, columns, rows - over - page.gapRows))
            yield { ...top, cost: top.cost + under.cost + apart };
      }
      for (let width = 1; width < columns; width += 1) {
        const apart = (inOrder ? 0 : besideCost(b)) + (set.length === stories.length ? GUTTER : 0);
        for (const left of waysToFill(a, width, rows))
          for (const right of waysToFill(b, columns - width, rows)) {
            const cost = left.cost + right.cost + apart + headsBeside(left.right, right.left);
            yield { cost, left: left.left, right: right.right };
          }
      }
    }
  };
}

/** The cost of the cheapest make-up with no story dearer than `ceiling`; Infinity when there is none. */
export function cheapestOfAll(stories: readonly StoryParts[], page: Page, ceiling: number): number {
  const all = stories.map((_, index) => index);
  const waysToFill = fillOf(stories, page, ceiling);
  const cheapest = (set: readonly number[], columns: number, rows: number): number =>
    [...waysToFill(set, columns, rows)].reduce((least, { cost }) => Math.min(least, cost), Number.POSITIVE_INFINITY);

  let sliced = Number.POSITIVE_INFINITY;
  for (let rows = page.rows; rows > 0 && sliced === Number.POSITIVE_INFINITY; rows -= 1)
    sliced = cheapest(all, page.columns, rows) + WHITE * page.columns * (page.rows - rows);
  return Math.min(sliced, stories.length < 3 ? Number.POSITIVE_INFINITY : interlocked(stories, page, cheapest));
}

/** The lead over the whole page, its legs ending at two heights over two parts. */
function interlocked(
  stories: readonly StoryParts[],
  page: Page,
  cheapest: (set: readonly number[], columns: number, rows: number) => number,
): number {
  const [lead] = stories;
  if (lead === undefined) return Number.POSITIVE_INFINITY;
  let best = Number.POSITIVE_INFINITY;
  const depths = Array.from({ length: page.rows }, (_, row) => row + 1);
  for (const [a, b] of halvesOf(stories.slice(1).map((_, index) => index + 1))) {
    for (let width = 1; width < page.columns; width += 1) {
      const left = depths.map((rows) => cheapest(a, width, rows));
      const right = depths.map((rows) => cheapest(b, page.columns - width, rows));
      for (const rowsA of depths) {
        for (const rowsB of depths) {
          const rest = (left[rowsA - 1] ?? 0) + (right[rowsB - 1] ?? 0);
          if (!Number.isFinite(rest)) continue;
          const [overA, overB] = [page.rows - page.gapRows - rowsA, page.rows - page.gapRows - rowsB];
          const least = lead.headRowsAt(page.columns, 0) + LEAST_UNDER_HEAD;
          if (Math.abs(rowsA - rowsB) < LEAST_STEP || Math.min(overA, overB) < least) continue;
          const row = Math.min(overA, overB);
          const rows = Math.max(overA, overB) - row;
          const cut: Cells =
            overA < overB
              ? { column: 0, columns: width, row, rows }
              : { column: width, columns: page.columns - width, row, rows };
          const cells = { column: 0, columns: page.columns, row: 0, rows: row + rows };
          const own = arrangements(lead, cells, { without: [cut] }, true)[0]?.cost ?? Number.POSITIVE_INFINITY;
          best = Math.min(best, INTERLOCK + rest + own);
        }
      }
    }
  }
  return best;
}

/** The cost of the cheapest make-up in five parts that turn like a wheel; Infinity when there is none. */
export function cheapestWheel(stories: readonly StoryParts[], page: Page, ceiling: number): number {
  const fill = fillOf(stories, page, ceiling);
  const { columns, rows, gapRows } = page;
  let best = Number.POSITIVE_INFINITY;
  for (const parts of dealsOf(stories.length)) {
    const [a = [], b = [], c = [], d = [], e = []] = parts;
    const isLate = (one: readonly number[], other: readonly number[]): boolean => Math.min(...other) < Math.min(...one);
    for (const isMirrored of [false, true]) {
      const beside = isMirrored
        ? [
            [b, a],
            [c, d],
          ]
        : [
            [a, b],
            [d, c],
          ];
      const apart =
        ORDER_OVER *
          [
            [a, d],
            [b, c],
            [a, e],
            [e, c],
          ].filter(([one = [], other = []]) => isLate(one, other)).length +
        beside.reduce((sum, [one = [], other = []]) => sum + (isLate(one, other) ? besideCost(other) : 0), 0);
      const heads = (one: Part, other: Part): number =>
        isMirrored ? headsBeside(other.right, one.left) : headsBeside(one.right, other.left);
      for (let right = 2; right < columns; right += 1) {
        for (let left = 1; left < right; left += 1) {
          for (let upper = 1; upper < rows; upper += 1) {
            for (let lower = upper + gapRows + 1; lower < rows - gapRows; lower += 1) {
              const [ways1, ways2] = [[...fill(a, right, upper)], [...fill(b, columns - right, lower)]];
              if (ways1.length === 0 || ways2.length === 0) continue;
              const ways3 = [...fill(c, columns - left, rows - gapRows - lower)];
              const ways4 = [...fill(d, left, rows - gapRows - upper)];
              const ways5 = [...fill(e, right - left, lower - gapRows - upper)];
              const third = Math.min(...ways3.map(({ cost }) => cost));
              for (const one of ways1)
                for (const two of ways2)
                  for (const four of ways4)
                    for (const five of ways5) {
                      const own = one.cost + two.cost + third + four.cost + five.cost;
                      best = Math.min(best, apart + own + heads(one, two) + heads(four, five));
                    }
            }
          }
        }
      }
    }
  }
  return best;
}

/** Every way to deal stories to five parts, none of them empty. */
function dealsOf(count: number): readonly (readonly (readonly number[])[])[] {
  const codes = Array.from({ length: 5 ** count }, (_, code) => code);
  return codes
    .map((code) => {
      const parts: number[][] = [[], [], [], [], []];
      for (let story = 0; story < count; story += 1) parts[Math.floor(code / 5 ** story) % 5]?.push(story);
      return parts;
    })
    .filter((parts) => parts.every((part) => part.length > 0));
}

function headsBeside(a: number, b: number): number {
  if (a === 0 || b === 0) return 0;
  return looksAlike(a, b) ? HEADS_ALIKE : HEADS_BESIDE;
}

/** Every way to part a set in a first and a second part. */
function halvesOf(set: readonly number[]): readonly (readonly [readonly number[], readonly number[]])[] {
  const halves: (readonly [readonly number[], readonly number[]])[] = [];
  for (let code = 1; code < 2 ** set.length - 1; code += 1) {
    const isFirst = (index: number): boolean => Math.floor(code / 2 ** index) % 2 === 1;
    halves.push([set.filter((_, index) => isFirst(index)), set.filter((_, index) => !isFirst(index))]);
  }
  return halves;
}
