/**
 * Holding the last make-up (`--hold`): stories stand where they stood. Where something has changed (a story that no longer fits its
 * place, one that is new or gone, an advertisement), the page is made up again there alone: the stories in question, and up to two
 * of their neighbours, in the places that they leave. Of all these ways the cheapest is taken, in which a story that moves has its
 * price; the page as it is held is one of them, so that none is worse than it.
 *
 * The places alone are held: heads, pictures and text are set anew in them, so that a change that its own story can take up moves
 * nothing.
 */
import { cellsContain, cellsTouch, commonCells, hullOfCells, sameCells, sharedCells } from "../layout/cells.js";
import type { Cells } from "../layout/grid.js";
import { cellsOverlap } from "../layout/region.js";
import { withGaps } from "../layout/free.js";
import type { HeldMove } from "../scene/list.js";
import { cutBack } from "./cut-back.js";
import { slotBounds, TOO_WHITE } from "./arrange.js";
import type { SetStory } from "./best-makeup.js";
import { cellsTaken } from "./placement.js";
import { OVERSET_TROUBLE, type StoryPlan, UNPLACED_TROUBLE, WHITE_TROUBLE } from "./story.js";

/** A story of a page in its place; `left` where the page has no room for it. */
export interface PageStory extends SetStory {
  readonly left: boolean;
}

/** A page of which some stories are to stay. */
export interface HoldTask {
  /** Stories that had a place, each in it, without those that the editor has placed elsewhere. */
  readonly held: readonly (SetStory & { readonly isChanged: boolean })[];
  /** Stories that had none: on the page they are new, or it had no room for them before. */
  readonly fresh: readonly { readonly plan: StoryPlan; readonly isNew: boolean }[];
  /** Places of stories and advertisements that are gone. */
  readonly gone: readonly Cells[];
  /** What else stands on the page, advertisements and stories that the editor placed; and what of it is new. */
  readonly fixed: readonly Cells[];
  readonly added: readonly Cells[];
  readonly area: Cells;
  readonly gapRows: number;
  /** Rows of one column that the template lets stay white together. */
  readonly whiteRows: number;
  /** Ways to make stories up in what of a rectangle others leave. */
  readonly makeUps: (
    free: readonly StoryPlan[],
    others: readonly PageStory[],
    hull: Cells,
  ) => readonly (readonly PageStory[])[];
  readonly judge: (stories: readonly PageStory[]) => JudgedPage;
}

/** A page with all of its stories, and what it comes to. */
export interface JudgedPage {
  readonly stories: readonly PageStory[];
  readonly cost: number;
  /** Rows of columns in which nothing stands, gaps among them. */
  readonly free: number;
  /** By story: text without room, white, lone lines. */
  readonly troubles: ReadonlyMap<string, number>;
  /** Stories that do not stand as their `makeup` asks. */
  readonly unmet: ReadonlySet<string>;
}

export interface Held {
  readonly stories: readonly PageStory[];
  /** How many stand where they stood. */
  readonly kept: number;
  readonly moved: readonly HeldMove[];
  /** Stories that are new on the page. */
  readonly added: readonly string[];
}

/** Neighbours that are made up with a story: more is another page. */
const MOST_BESIDE = 2;
/** Groups of neighbours that are tried, those first whose room is nearest to what their stories need. */
const MOST_TRIED = 8;
/** Rows of text over that a desk cuts, rather than that another story moves; twice as many for two. */
const MOST_CUT = 12;
/** Rows of columns more that may stay white where neighbours move: more are out of the question in any make-up. */
const MOST_WHITE = TOO_WHITE;

/** What has to be made up again, and why. */
interface Unrest {
  readonly stories: readonly StoryPlan[];
  /** Places that they leave, or that were left. */
  readonly from: readonly Cells[];
  /** Something of the page has changed; otherwise nothing moves unless all of its text has room then. */
  readonly isChange: boolean;
}

export function holdStories(task: HoldTask): Held {
  const { standing, displaced } = sorted(task);
  const why = new Map<string, string>(displaced.map(({ plan, why: own }) => [plan.article.id, own]));
  const homeless = [...displaced, ...task.fresh].map(({ plan }) => plan);
  let page = task.judge([
    ...standing.map((story) => ({ ...story, left: false })),
    ...homeless.map((plan) => ({ plan, cells: { ...task.area, rows: 0 }, wishes: {}, left: true })),
  ]);
  let mostBeside = MOST_BESIDE;
  const settle = (unrest: Unrest): boolean => {
    const { best, beside } = settled(task, page, unrest, mostBeside);
    const names = unrest.stories.map(({ article }) => article.id).join(", ");
    for (const { plan } of beside)
      why.set(plan.article.id, names === "" ? "it takes room that came free" : `it makes room for ${names}`);
    mostBeside -= beside.length;
    const isBetter = best !== page;
    page = best;
    return isBetter;
  };
  if (homeless.length + task.gone.length > 0) {
    const from = [...displaced.flatMap(cellsTaken), ...task.gone];
    const isChange = displaced.length + task.gone.length > 0 || task.fresh.some(({ isNew }) => isNew);
    settle({ stories: homeless, from, isChange });
  }
  const first = page;
  // Text without room goes before white: what one story lacks, another may have to spare.
  for (const { plan, isChanged } of standing.toSorted((a, b) => troubleOf(first, b) - troubleOf(first, a))) {
    const story = inPage(page, plan);
    if (story === undefined || isTolerable(task, page, story) || !(isChanged || isOver(page, story))) continue;
    const isBetter = settle({ stories: [plan], from: cellsTaken(story), isChange: isChanged });
    if (isBetter)
      why.set(plan.article.id, isChanged ? "it changed, and no longer suits its place" : "its text had no room");
  }
  return told(task, page, why);
}

/** Which stories can stay, and which can't: a place that is out of the page, or taken. */
function sorted({ held, fixed, added, area, gapRows }: HoldTask): {
  readonly standing: HoldTask["held"];
  readonly displaced: readonly (SetStory & { readonly why: string })[];
} {
  const apart = added.map((cells) => withGaps(cells, area, gapRows));
  const standing: HoldTask["held"][number][] = [];
  const displaced: (SetStory & { readonly why: string })[] = [];
  for (const story of held) {
    const own = cellsTaken(story);
    const overlaps = (all: readonly Cells[]): boolean =>
      all.some((other) => own.some((cells) => cellsOverlap(cells, other)));
    const why = !cellsContain(area, story.cells)
      ? "the page has fewer rows now"
      : overlaps([...apart, ...fixed])
        ? "what is placed on the page takes its room"
        : overlaps(standing.flatMap(cellsTaken))
          ? "another story is held there"
          : undefined;
    if (why === undefined) standing.push(story);
    else displaced.push({ ...story, why });
  }
  return { standing, displaced };
}

/**
 * The cheapest page in which the stories of an unrest, alone or with neighbours, are made up again, and the neighbours that moved
 * for them; the page itself where none is better.
 */
function settled(
  task: HoldTask,
  page: JudgedPage,
  unrest: Unrest,
  mostBeside: number,
): { readonly best: JudgedPage; readonly beside: readonly PageStory[] } {
  const stands = page.stories.filter(({ plan, left }) => !left && !unrest.stories.includes(plan));
  // Where stories have no place, theirs is white.
  const white =
    whiteIn(page) - (unrest.stories.some((plan) => inPage(page, plan)?.left === true) ? roomOf(task, unrest.from) : 0);
  let best = page;
  for (let count = hasOtherRoom(task, page, unrest) ? 0 : 1; count <= mostBeside; count += 1) {
    const before = best;
    for (const group of mostHopeful(task, page, unrest, groupsOf(stands, unrest.from, count, task.gapRows))) {
      const free = [...unrest.stories, ...group.map(({ plan }) => plan)];
      const others = page.stories.filter(({ plan }) => !free.includes(plan));
      const inPlace = count === 0 ? [inTheirPlaces(task, unrest.stories)] : [];
      for (const made of [...inPlace, ...task.makeUps(free, others, hullOf(task, unrest, group))]) {
        const next = task.judge([...others, ...made]);
        if (next.cost < best.cost && isWorthIt(task, before, next, { unrest, free, isAlone: count === 0 })) best = next;
      }
    }
    const isSettled = unrest.stories.every((plan) =>
      isTolerable(task, best, inPage(best, plan), (count + 1) * MOST_CUT + rowsTaken(task, plan)),
    );
    if (best !== page && isSettled && whiteIn(best) - white <= MOST_WHITE) break;
  }
  const beside = stands.filter((story) => {
    const now = inPage(best, story.plan);
    return now === undefined || now.left || !isSamePlace(story, now);
  });
  return { best, beside };
}

/**
 * Neighbours move only where that does it: a page that still wants a person's work keeps its places, unless a story that is new on
 * it has none, or the neighbours have changed too.
 */
function isWorthIt(
  task: HoldTask,
  before: JudgedPage,
  next: JudgedPage,
  {
    unrest,
    free,
    isAlone,
  }: { readonly unrest: Unrest; readonly free: readonly StoryPlan[]; readonly isAlone: boolean },
): boolean {
  if (!unrest.isChange) return [...next.troubles.values()].every((trouble) => trouble < OVERSET_TROUBLE);
  if (isAlone) return true;
  const isNew = task.fresh.some(
    (story) => story.isNew && before.troubles.get(story.plan.article.id) === UNPLACED_TROUBLE,
  );
  if (isNew && unplaced(next) < unplaced(before)) return true;
  const white = whiteIn(next) - whiteIn(before);
  const changed = new Set(task.held.filter(({ isChanged }) => isChanged).map(({ plan }) => plan));
  const areChanged = free.every((plan) => unrest.stories.includes(plan) || changed.has(plan));
  const isWell = free.every((plan) => isTolerable(task, next, inPage(next, plan), areChanged ? MOST_CUT : 0));
  return isWell && white <= MOST_WHITE;
}

/** Rows of columns that these places have, less what stands there now. */
function roomOf({ fixed }: HoldTask, from: readonly Cells[]): number {
  const taken = from.flatMap((cells) => fixed.map((other) => sharedCells(cells, other)));
  return from.reduce((sum, { columns, rows }) => sum + columns * rows, 0) - taken.reduce((sum, one) => sum + one, 0);
}

function inPage({ stories }: JudgedPage, plan: StoryPlan): PageStory | undefined {
  return stories.find((story) => story.plan === plan);
}

function troubleOf({ troubles }: JudgedPage, story: SetStory | undefined): number {
  return troubles.get(story?.plan.article.id ?? "") ?? 0;
}

function unplaced({ troubles }: JudgedPage): number {
  return [...troubles.values()].filter((trouble) => trouble >= UNPLACED_TROUBLE).length;
}

function isOver(page: JudgedPage, story: PageStory | undefined): boolean {
  return troubleOf(page, story) >= OVERSET_TROUBLE;
}

/** White rows of columns, within stories and where none stands. */
function whiteIn({ troubles, free }: JudgedPage): number {
  return [...troubles.values()].reduce((sum, trouble) => sum + (trouble % OVERSET_TROUBLE) / WHITE_TROUBLE, free);
}

/** What is wrong with a story where it stands is less than what would be wrong with moving others. `mostCut`: rows of its text. */
function isTolerable(
  { whiteRows }: HoldTask,
  page: JudgedPage,
  story: PageStory | undefined,
  mostCut = MOST_CUT,
): boolean {
  if (story === undefined || story.left || page.unmet.has(story.plan.article.id)) return false;
  const trouble = troubleOf(page, story);
  if (trouble >= OVERSET_TROUBLE) return trouble < (mostCut + 1) * OVERSET_TROUBLE;
  return trouble <= whiteRows * story.cells.columns * WHITE_TROUBLE;
}

/** Stories in what is left of the places that they had. */
function inTheirPlaces(
  { held, fixed, added, area, gapRows }: HoldTask,
  plans: readonly StoryPlan[],
): readonly PageStory[] {
  const taken = [...added.map((cells) => withGaps(cells, area, gapRows)), ...fixed];
  return plans.map((plan): PageStory => {
    const was = held.find((story) => story.plan === plan);
    const now = was === undefined || !cellsContain(area, was.cells) ? undefined : cutBack(was, taken);
    return now === undefined
      ? { plan, cells: { ...area, rows: 0 }, wishes: {}, left: true }
      : { plan, cells: now.cells, wishes: now.wishes, left: false };
  });
}

/** Rows of columns that what is new on the page takes of a story: so much of its text is cut before another story moves. */
function rowsTaken({ held, added, area, gapRows }: HoldTask, plan: StoryPlan): number {
  const own = held.filter((story) => story.plan === plan).flatMap(cellsTaken);
  const taken = added.map((cells) => withGaps(cells, area, gapRows));
  return own.flatMap((cells) => taken.map((other) => sharedCells(cells, other))).reduce((sum, rows) => sum + rows, 0);
}

/** Whether the stories of an unrest, alone, could stand otherwise than they do. */
function hasOtherRoom({ gone, gapRows }: HoldTask, page: JudgedPage, { stories, from }: Unrest): boolean {
  if (stories.some((plan) => inPage(page, plan)?.left !== false)) return true;
  return gone.some((cells) => from.some((other) => cellsTouch(cells, other, gapRows)));
}

/** The rectangle in which stories are made up again: round what is free then, or the page where nothing is. */
function hullOf({ area, gone, gapRows }: HoldTask, { from }: Unrest, group: readonly PageStory[]): Cells {
  const own = [...from, ...group.flatMap(cellsTaken)];
  const more = gone.filter((cells) => own.some((other) => cellsTouch(cells, other, gapRows)));
  const hull = hullOfCells([...own, ...more].flatMap((cells) => clipped(area, cells)));
  return hull ?? area;
}

function clipped(area: Cells, cells: Cells): readonly Cells[] {
  const hull = commonCells(area, cells);
  return hull === undefined ? [] : [hull];
}

/** So many stories that stand beside what is free, or beside one another; any where nothing is free. */
function groupsOf(
  stands: readonly PageStory[],
  from: readonly Cells[],
  count: number,
  gapRows: number,
): readonly (readonly PageStory[])[] {
  if (count === 0) return [[]];
  const found = new Map<string, readonly PageStory[]>();
  for (const group of groupsOf(stands, from, count - 1, gapRows)) {
    const free = [...from, ...group.flatMap(cellsTaken)];
    for (const story of stands) {
      if (group.includes(story)) continue;
      const own = cellsTaken(story);
      if (free.length > 0 && !free.some((cells) => own.some((other) => cellsTouch(cells, other, gapRows)))) continue;
      const all = [...group, story].toSorted((a, b) => stands.indexOf(a) - stands.indexOf(b));
      found.set(all.map((one) => stands.indexOf(one)).join(" "), all);
    }
  }
  return [...found.values()];
}

/** The groups whose room is nearest to what the stories need that go into it. */
function mostHopeful(
  task: HoldTask,
  page: JudgedPage,
  unrest: Unrest,
  groups: readonly (readonly PageStory[])[],
): readonly (readonly PageStory[])[] {
  const far = groups.map((group) => {
    const hull = hullOf(task, unrest, group);
    const plans = [...unrest.stories, ...group.map(({ plan }) => plan)];
    const others = page.stories.filter(({ plan, left }) => !left && !plans.includes(plan)).flatMap(cellsTaken);
    const taken = [...others, ...task.fixed].reduce((sum, cells) => sum + sharedCells(cells, hull), 0);
    const room = hull.columns * hull.rows - taken;
    const bounds = plans.map(({ parts }) =>
      slotBounds(parts, Math.min(hull.columns, columnsIn(page, parts.article.id))),
    );
    const least = bounds.reduce((sum, own) => sum + own.least, 0);
    const most = bounds.reduce((sum, own) => sum + own.most, 0);
    return { group, far: Math.max(0, least - room, room - most) };
  });
  return far
    .toSorted((a, b) => a.far - b.far)
    .slice(0, MOST_TRIED)
    .map(({ group }) => group);
}

function columnsIn({ stories }: JudgedPage, id: string): number {
  return stories.find(({ plan }) => plan.article.id === id)?.cells.columns ?? Number.POSITIVE_INFINITY;
}

function told({ held, fresh }: HoldTask, { stories }: JudgedPage, why: ReadonlyMap<string, string>): Held {
  const moved = held.flatMap((was): readonly HeldMove[] => {
    const { id } = was.plan.article;
    const now = stories.find(({ plan }) => plan === was.plan);
    const stays = now !== undefined && !now.left && isSamePlace(was, now);
    return stays ? [] : [{ article: id, why: why.get(id) ?? "" }];
  });
  return {
    stories,
    moved,
    kept: held.length - moved.length,
    added: fresh.filter(({ isNew }) => isNew).map(({ plan }) => plan.article.id),
  };
}

/** Whether a story stands in the very cells in which it stood. */
export function isSamePlace(was: SetStory, now: SetStory): boolean {
  const [a, b] = [was.wishes.without ?? [], now.wishes.without ?? []];
  return (
    sameCells(was.cells, now.cells) &&
    a.length === b.length &&
    a.every((cells) => b.some((other) => sameCells(cells, other)))
  );
}
