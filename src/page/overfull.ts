/**
 * A page with more copy than it holds: by how much, and which stories would free the room if they were held over for another day.
 * What each story lacks is told with it; this adds up the page.
 */
import type { Finding, StoryFit } from "../scene/list.js";
import { oversetLength } from "../scene/overset-length.js";
import type { StandingStory } from "./hint-findings.js";
import { counted } from "./levers.js";

/** Fewer lines are cut sooner than a story is held over. */
const LEAST_LINES = 12;
/** So many stories to hold over are named at most. */
const MOST_NAMED = 3;
/** Rows of white that a story more to hold over, and the most important one instead of the least, is worth. */
const EACH = 20;
const IMPORTANCE = 80;
/** Rows of the head of a story that stands nowhere. */
const HEAD_ROWS = 12;
/** The part of the page that other stories take for heads of their full size once there is room. */
const HEADS_GROW = 1 / 8;

/** What a story takes of the page, and what of it finds no room, in rows of columns. */
interface Load {
  readonly id: string;
  readonly rows: number;
  readonly over: number;
}

/** `order`: ids, the most important story first; the first is never held over. `perLine`: characters a line. */
export function overfullFinding(
  stories: readonly StandingStory[],
  fits: readonly Omit<StoryFit, "page">[],
  order: readonly string[],
  perLine: number,
): Omit<Finding, "page"> | undefined {
  const lines = (fit: Omit<StoryFit, "page">): number =>
    fit.oversetLines ?? Math.ceil((oversetLength(fit.oversetText) - oversetLength(fit.namedText ?? "")) / perLine);
  const loads = order.map((id): Load => {
    const own = stories.find(({ article }) => article.id === id);
    const over = fits.filter(({ article }) => article === id).reduce((sum, fit) => sum + lines(fit), 0);
    return {
      id,
      over: own === undefined && over > 0 ? over + HEAD_ROWS : over,
      rows: own === undefined ? 0 : own.cells.columns * own.cells.rows,
    };
  });
  const total = loads.reduce((sum, { over }) => sum + over, 0);
  if (total < LEAST_LINES || loads.length < 2) return undefined;
  const held = heldOver(loads.slice(1).toReversed(), total + HEADS_GROW * pageRows(stories));
  if (held.length === 0) return undefined;
  const names = held.map(({ id }) => id).join(" and ");
  return {
    severity: "warning",
    code: "page-overfull",
    message: `the page has ${counted(total, "line")} of text more than it holds, about ${total * perLine} characters`,
    hint: `hold over ${names}, which ${held.length === 1 ? "frees" : "free"} about ${counted(freed(held), "line")}, or cut the stories by what each of them lacks`,
  };
}

/** Of up to three stories that free enough together, those that leave the least white and matter least; none where more are needed. */
function heldOver(candidates: readonly Load[], wanted: number): readonly Load[] {
  let best: { readonly held: readonly Load[]; readonly cost: number } | undefined;
  const weigh = (held: readonly Load[], from: number): void => {
    const left = freed(held) - wanted;
    if (held.length > 0 && left >= 0) {
      const importance = held.reduce((sum, one) => sum + candidates.indexOf(one) / candidates.length, 0);
      const cost = left + EACH * held.length + IMPORTANCE * importance;
      if (best === undefined || cost < best.cost) best = { held, cost };
      return;
    }
    if (held.length === MOST_NAMED) return;
    for (const [at, one] of candidates.entries()) if (at >= from && one.rows > 0) weigh([...held, one], at + 1);
  };
  weigh([], 0);
  return best?.held ?? [];
}

function pageRows(stories: readonly StandingStory[]): number {
  return stories.reduce((sum, { cells }) => sum + cells.columns * cells.rows, 0);
}

/** What a page no longer lacks without some stories: their places, and what of them found no room. */
function freed(held: readonly Load[]): number {
  return held.reduce((sum, { rows, over }) => sum + rows + over, 0);
}
