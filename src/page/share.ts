/**
 * Which stories go into which of a page's free rectangles, before each rectangle is made up: by what they need and what
 * there is, the most important ones at the top. Arithmetic on prepared parts; the same input gives the same shares.
 */
import type { Cells } from "../layout/grid.js";
import { photoSpansOf } from "./photo-columns.js";
import { SMALLER_HEAD_ROWS, slotBounds, type StoryParts } from "./arrange.js";

/** Ways of sharing that are weighed; beyond them stories go where the most room is left. */
const MOST_WAYS = 20_000;
/** Ways that are made up, one after the other, until all stories find a place. */
const MOST_SHARES = 4;
/** Of these, one in which more than this part of the room is missing will not hold all stories. */
const MOST_OVER = 1 / 16;
/** A column row that is missing counts for so many that stay white. */
const OVER = 4;
/** A step down the page for a story that matters more than one above it, in column rows. */
const OUT_OF_ORDER = 30;

/** The page's lead elsewhere than at its head, or in a rectangle that is too narrow for it. */
const LEAD_AWAY = 10_000;
/**
 * Ways to share stories out, the one that seems best first: for each rectangle the indices of its stories, in their order. After the
 * first only those that seem to hold all text. `leadColumns`: the fewest columns of the first story, where it is the page's lead and
 * belongs at the head of the page.
 */
export function sharesOf(
  stories: readonly StoryParts[],
  rectangles: readonly Cells[],
  leadColumns?: number,
): readonly (readonly (readonly number[])[])[] {
  const places = rectangles.length;
  if (places === 0) return [[]];
  const needs = rectangles.map(({ columns }) => stories.map((story) => needOf(story, columns)));
  const rooms = rectangles.map(({ columns, rows }) => columns * rows);
  const head = Math.min(...rectangles.map(({ row }) => row));
  const isAway = rectangles.map(
    ({ row, columns }) => leadColumns !== undefined && (row > head || columns < leadColumns),
  );
  // Where no rectangle will do, none is better than another.
  const away = isAway.includes(false) ? isAway : isAway.map(() => false);
  const chosen =
    places ** stories.length <= MOST_WAYS
      ? weighed(stories.length, needs, rooms, { rectangles, away })
      : [inTurn(stories.length, needs, rooms, away)];
  return chosen.map((way) =>
    rectangles.map((_, place) => stories.flatMap((_story, index) => (way[index] === place ? [index] : []))),
  );
}

/** Rows of columns that a story takes, about: its text, head and boxes, and pictures a little smaller than they might be. */
function needOf(story: StoryParts, columns: number): number {
  const { least, most } = slotBounds(story, columns);
  const { natural, least: shortest } = story.textRows;
  const [spans = []] = photoSpansOf(story, columns);
  const pictures = spans.reduce((sum, span, index) => {
    const photo = story.photoAt(index, span);
    return photo === undefined ? sum : sum + span * ((photo.least + photo.natural) / 2 + photo.captionRows + 1);
  }, 0);
  // Of a head the fewest rows leave out what a smaller one saves.
  const head = Math.min(SMALLER_HEAD_ROWS, story.headRowsAt(columns, 0)) * columns;
  return Math.min(most, least - shortest + natural + head + pictures);
}

interface Page {
  readonly rectangles: readonly Cells[];
  /** Of each of them, whether the lead does not belong there. */
  readonly away: readonly boolean[];
}

function weighed(
  count: number,
  needs: readonly (readonly number[])[],
  rooms: readonly number[],
  page: Page,
): readonly (readonly number[])[] {
  const best: { readonly way: readonly number[]; readonly cost: number; readonly over: number }[] = [];
  const way = Array.from({ length: count }, () => 0);
  for (let code = 0; code < rooms.length ** count; code += 1) {
    let rest = code;
    for (let index = 0; index < count; index += 1) {
      way[index] = rest % rooms.length;
      rest = Math.floor(rest / rooms.length);
    }
    const { cost, over } = costOf(way, needs, rooms, page);
    if (best.length === MOST_SHARES && cost >= (best.at(-1)?.cost ?? 0)) continue;
    best.push({ way: [...way], cost, over });
    best.sort((a, b) => a.cost - b.cost);
    best.length = Math.min(best.length, MOST_SHARES);
  }
  const room = rooms.reduce((sum, one) => sum + one, 0);
  return best.filter(({ over }, index) => index === 0 || over <= MOST_OVER * room).map((one) => one.way);
}

function costOf(
  way: readonly number[],
  needs: readonly (readonly number[])[],
  rooms: readonly number[],
  { rectangles, away }: Page,
): { readonly cost: number; readonly over: number } {
  const left = [...rooms];
  let cost = away[way[0] ?? 0] === true ? LEAD_AWAY : 0;
  let row = 0;
  way.forEach((place, index) => {
    left[place] = (left[place] ?? 0) - (needs[place]?.[index] ?? 0);
    const top = rectangles[place]?.row ?? 0;
    if (top < row) cost += OUT_OF_ORDER;
    row = Math.max(row, top);
  });
  const over = left.reduce((sum, free) => sum + Math.max(0, -free), 0);
  return { cost: cost + left.reduce((sum, free) => sum + Math.max(0, free), OVER * over), over };
}

/** Large stories first, each where the most room is left. */
function inTurn(
  count: number,
  needs: readonly (readonly number[])[],
  rooms: readonly number[],
  away: readonly boolean[],
): readonly number[] {
  const left = [...rooms];
  const chosen = Array.from({ length: count }, () => 0);
  const bySize = chosen.map((_, index) => index).toSorted((a, b) => (needs[0]?.[b] ?? 0) - (needs[0]?.[a] ?? 0));
  const [lead] = chosen.keys();
  const inOrder = away.includes(true) && lead !== undefined ? [lead, ...bySize.filter((one) => one !== lead)] : bySize;
  for (const index of inOrder) {
    const own = left.map((free, at) => (index === 0 && away[at] === true ? Number.NEGATIVE_INFINITY : free));
    const place = own.indexOf(Math.max(...own));
    chosen[index] = place;
    left[place] = (left[place] ?? 0) - (needs[place]?.[index] ?? 0);
  }
  return chosen;
}
