/** What holding a make-up asks of a page: ways to make some of its stories up again, and what a page with them comes to. */
import { commonCells, sameCells } from "../layout/cells.js";
import type { Cells } from "../layout/grid.js";
import { STORY_WEIGHTS } from "../template/makeup.js";
import type { StoryWishes } from "./arrange.js";
import { type SetStory, troublePerPoint } from "./best-makeup.js";
import type { HeldPage } from "./held-page.js";
import { hintFindings } from "./hint-findings.js";
import { type HoldTask, isSamePlace, type JudgedPage, type PageStory } from "./hold.js";
import { type AreaRules, pageMakeups, type StoryGroup, type StoryPlace } from "./made-up.js";
import { faultsOf } from "./makeup-faults.js";
import { leadWidthCost } from "./makeup-lead.js";
import { costOf } from "./makeup-score.js";
import { waysToPart } from "./part-page.js";
import { cellsTaken } from "./placement.js";
import { headsInRank } from "./rank-heads.js";
import { type StoryPlan, UNPLACED_TROUBLE, WHITE_TROUBLE } from "./story.js";

/** What a page is made up from. */
export interface PageTask {
  /** All rows and columns that the page has for stories. */
  readonly area: Cells;
  readonly rules: AreaRules;
  /** Stories that the engine places, the most important first. */
  readonly loose: readonly StoryPlan[];
  /** Stories that the editor placed. */
  readonly pinned: readonly PageStory[];
  /** What these and the advertisements take. */
  readonly taken: readonly Cells[];
}

/** A story that moves for less than ten white rows of a column is moved for nothing. */
const MOVED = (10 * WHITE_TROUBLE) / troublePerPoint(STORY_WEIGHTS);
/** A picture without a place is as bad as text that no desk would cut, and better than a story without one. */
const LEFT_OUT = UNPLACED_TROUBLE / 2;
/** A hint that is not followed. The search, which has the whole page to choose from, takes more for it. */
const UNMET = 600;
/** A part of a page is searched for as long as it is of the page: of a dozen ways none may take more than this part of all steps. */
const STEPS = 1 / 8;

export function holdTask(task: PageTask, held: HeldPage, whiteRows: number): HoldTask {
  const { area, rules, loose, pinned, taken } = task;
  const places = new Map(held.places.map((place) => [place.article, place]));
  const isHere = ({ article }: HeldPage["places"][number]): boolean =>
    loose.some((plan) => plan.article.id === article);
  const isPinned = (id: string): boolean => pinned.some(({ plan }) => plan.article.id === id);
  const known = (cells: Cells, all: readonly Cells[]): boolean => all.some((other) => sameCells(cells, other));
  const goneStories = held.places.filter((place) => !isHere(place)).flatMap((place) => place.taken);
  const added = taken.filter((cells) => !known(cells, held.fixed) && !known(cells, goneStories));
  return {
    area,
    gapRows: rules.gapRows,
    whiteRows,
    fixed: taken,
    added,
    held: loose.flatMap((plan) => {
      const place = places.get(plan.article.id);
      const isChanged = held.changed.has(plan.article.id);
      return place === undefined ? [] : [{ plan, cells: place.cells, wishes: place.wishes, isChanged }];
    }),
    fresh: loose.flatMap((plan) => {
      const { id } = plan.article;
      return places.has(id) ? [] : [{ plan, isNew: !held.stories.has(id) }];
    }),
    // Where a story is pinned now that was held before, its old place is free.
    gone: [
      ...held.places
        .filter((place) => !isHere(place))
        .flatMap((place) =>
          isPinned(place.article) ? place.taken.filter((cells) => !known(cells, taken)) : place.taken,
        ),
      ...held.fixed.filter((cells) => !known(cells, taken)),
    ],
    makeUps: (free, others, hull) => makeUpsIn(task, free, others, hull),
    judge: (stories) => judged(task, held, stories),
  };
}

const nothing = (): readonly StoryGroup[] => [];

/** Each way to part the rectangle, with its best make-up. */
function makeUpsIn(
  { rules, loose, taken }: PageTask,
  free: readonly StoryPlan[],
  others: readonly PageStory[],
  hull: Cells,
): readonly (readonly PageStory[])[] {
  const ranked = loose.filter((plan) => free.includes(plan));
  if (ranked.length === 0) return [];
  const standing = others.filter(({ left }) => !left).flatMap(cellsTaken);
  const inside = [...standing, ...taken].flatMap((cells) => commonCells(cells, hull) ?? []);
  const weights = { ...rules.weights, steps: Math.round(rules.weights.steps * STEPS) };
  const ways = waysToPart(rules.gapRows, hull, ranked, inside);
  return ways.flatMap((way, index) => {
    // Around blocks all stories find a place, or none: only the last way may leave some out.
    const alone = index === ways.length - 1 ? [way] : [way, nothing];
    const [made] = pageMakeups(alone, { ...rules, weights }, 1);
    const stories = made === undefined ? [] : storiesIn(made.groups, loose);
    return stories.length === ranked.length ? [stories] : [];
  });
}

function judged({ area, rules, pinned, taken }: PageTask, held: HeldPage, stories: readonly PageStory[]): JudgedPage {
  const { weights, gapRows, leadStory } = rules;
  const all = headsInRank([...pinned, ...stories], area);
  const standing = all.filter(({ left }) => !left);
  const troubles = new Map(
    all.map(({ plan, cells, wishes, left }) => [
      plan.article.id,
      left ? UNPLACED_TROUBLE : plan.troubleIn(cells, wishes) + LEFT_OUT * leftOut({ plan, cells, wishes }),
    ]),
  );
  const blocks = taken.map((cells) => ({ cells, atHead: false, atFoot: false, atLeft: false, atRight: false }));
  const faults = costOf(faultsOf(standing, area, { weights, gapRows, blocks }).terms);
  const shown = standing.map(({ plan, cells }) => ({ article: plan.article, cells }));
  const unmet = hintFindings(shown, shown, area, gapRows).map(({ article = "" }) => article);
  const lead = standing.find(({ plan }) => plan.article.id === leadStory?.id);
  const leadCost =
    leadStory === undefined || lead === undefined
      ? 0
      : leadWidthCost(leadStory.place, lead.cells.columns, weights) +
        (lead.cells.row > area.row ? leadStory.place.underCost : 0);
  const moved = held.places.filter((place) => {
    const now = stories.find(({ plan }) => plan.article.id === place.article);
    return now !== undefined && (now.left || !isSamePlace({ plan: now.plan, ...place }, now));
  });
  const free = freeCells(area, [...standing.flatMap(cellsTaken), ...taken]);
  const perPoint = troublePerPoint(weights);
  const cost =
    sum([...troubles.values()]) / perPoint +
    (WHITE_TROUBLE / perPoint) * free +
    faults +
    leadCost +
    UNMET * unmet.length +
    MOVED * moved.length;
  return { stories, cost, free, troubles, unmet: new Set(unmet) };
}

/** Pictures and boxes of a story that find no place in its own. */
function leftOut({ plan, cells, wishes }: SetStory): number {
  const shape = plan.shapeIn(cells, wishes);
  const { photos, panels } = plan.parts;
  return shape === undefined ? 0 : Math.max(0, photos + panels.length - shape.photos.length - shape.boxes.length);
}

/** Cells of the area in which nothing stands. */
function freeCells(area: Cells, taken: readonly Cells[]): number {
  const free = new Uint8Array(area.columns * area.rows).fill(1);
  for (const cells of taken) {
    const own = commonCells(area, cells);
    if (own === undefined) continue;
    for (let column = own.column - area.column; column < own.column - area.column + own.columns; column += 1) {
      const from = column * area.rows + own.row - area.row;
      free.fill(0, from, from + own.rows);
    }
  }
  return free.reduce((total, one) => total + one, 0);
}

/** The stories of a make-up in their places. */
export function storiesIn(
  groups: readonly (readonly StoryPlace[])[],
  loose: readonly StoryPlan[],
): readonly PageStory[] {
  return groups.flat().flatMap(({ article, cells, wishes, left }) => {
    const plan = loose.find((one) => one.article.id === article);
    return plan === undefined ? [] : [{ plan, cells, wishes: withoutCap(wishes), left: left === true }];
  });
}

/** The largest head that a story may have depends on those beside it: it is found anew. */
function withoutCap(wishes: StoryWishes): StoryWishes {
  const { mostHead, ...rest } = wishes;
  return mostHead === undefined ? wishes : rest;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0);
}
