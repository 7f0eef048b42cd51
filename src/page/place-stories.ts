/** Where the stories of a page stand, and what they put there. */
import type { Len } from "../base/length.js";
import type { PageInput, PlacedFixed, Placement } from "../edition/model.js";
import { type Cells, cellsRect, type PageGrid } from "../layout/grid.js";
import { cellsContain } from "../layout/cells.js";
import { cellsOverlap } from "../layout/region.js";
import type { HeldScene } from "../scene/list.js";
import type { SetStory } from "./best-makeup.js";
import { fitFindings } from "./fit-findings.js";
import { fixedCells } from "./fixed.js";
import type { HeldPage } from "./held-page.js";
import { contrastedHeads } from "./head-contrast.js";
import type { BesideHeads } from "./head-beside.js";
import { levelHeads } from "./head-level.js";
import { hintFindings, type StandingStory } from "./hint-findings.js";
import { holdStories, type PageStory } from "./hold.js";
import { holdTask, type PageTask, storiesIn } from "./hold-places.js";
import { hardFindings, pageMakeups, type PageMakeup } from "./made-up.js";
import { overfullFinding } from "./overfull.js";
import { inRank, leadStoryOf } from "./page-order.js";
import { waysToPart } from "./part-page.js";
import { type Room, roomHint } from "./no-room.js";
import type { Pins } from "./pinned.js";
import { cellsHeld, isHeld, partsOf, regionOf, wishesOf } from "./placement.js";
import { headsInRank, risingFindings } from "./rank-heads.js";
import type { Sheet } from "./sheet.js";
import { OVERSET_TROUBLE, type StoryPlacement, type StoryPlan } from "./story.js";
import { leadFindings } from "./makeup-lead.js";
import { rulesBetween } from "./story-rules.js";
import type { Typesetter } from "./typeset.js";

/** One of several make-ups of a page. */
export interface MakeupChoice {
  /** From 1, the best. A page that has fewer is set by its best one. */
  readonly rank: number;
  /** How many are looked for. */
  readonly of: number;
  /** The page's make-ups when they are known from setting it before. */
  readonly known?: KnownMakeups;
}

/** What was found of a page when it was set before, whatever make-up it was set by. */
export interface KnownMakeups {
  readonly makeups: readonly PageMakeup[];
  /** The largest headline that other stories may have, where the lead's came out small. */
  readonly mostHead?: Len;
}

export interface PlacedStory {
  readonly article: string;
  readonly cells: Cells;
  /** What of it other stories take. */
  readonly without?: readonly Cells[];
  /** Its parts, where these alone were fixed: others may stand between them. */
  readonly parts?: readonly Cells[];
  /** Columns that its text is set in, where these are not the page's. */
  readonly setIn?: number;
  /** What an editor fixed within it, where its place is held from a layout of his. */
  readonly pins?: Pick<Pins, "legs" | "head" | "photos">;
}

export interface PlacedAll {
  readonly placed: readonly PlacedStory[];
  readonly makeups: readonly PageMakeup[];
  readonly score: PageMakeup["score"];
  readonly held?: HeldScene;
}

interface RankedPlans {
  readonly plans: readonly StoryPlan[];
  /** Ids, the most important story first. */
  readonly order: readonly string[];
  readonly lead: StoryPlan | undefined;
}

interface PlaceChoice {
  readonly choice?: MakeupChoice;
  readonly held?: HeldPage;
}

/** Stories that the editor placed stand there; all others are made up in what is left of the page, or held where they stood. */
export function placeAll(
  setter: Typesetter,
  grid: PageGrid,
  { plans, order, lead }: RankedPlans,
  page: PageInput & { readonly fixed: readonly PlacedFixed[] },
  sheet: Sheet,
  { choice = { rank: 1, of: 1 }, held }: PlaceChoice,
): PlacedAll {
  const whole = wholeOf(grid);
  const pins = (page.layout ?? []).filter((placement) => isHeld(placement));
  const isPinned = ({ article }: StoryPlan): boolean => pins.some((placement) => placement.article === article.id);
  const pinned = byHand(plans.filter(isPinned), pins).map((one) => ({ ...one, left: false }));
  const loose = inRank(plans, order).filter((plan) => !isPinned(plan));
  const { gapRows } = setter.template.story;
  const weights = setter.template.makeup;
  const leading = lead === undefined ? undefined : leadStoryOf(lead, plans, grid.columns, weights);
  const leadStory = lead === undefined || isPinned(lead) ? undefined : leading;
  const rules = { gapRows, weights, ...(leadStory === undefined ? {} : { leadStory }) };
  const fixed = page.fixed.map(fixedCells);
  const taken = [...pins.flatMap(cellsHeld), ...fixed];
  const task = { area: whole, rules, loose, pinned, taken };
  const anew = held === undefined ? madeUp(task, choice) : heldUp(task, held, choice, setter.template.audit.whiteRows);
  const made = choice.rank === 1 ? orAsBefore(anew, task, page.layout ?? []) : anew;
  // By their places alone, so that a page set again from its written places has the same heads.
  const capped = headsInRank([...pinned, ...made.stories], whole);
  const whites = levelHeads(capped);
  const contrasted = contrastedHeads(capped, whole);
  const roomOf = ({ plan }: SetStory): StoryRoom => ({ isPinned: isPinned(plan), hasOthers: plans.length > 1 });
  const put = capped.map((one, index) => ({
    ...one,
    story: putStory(grid, one, { white: whites[index], isContrasted: contrasted.has(one) }, sheet, roomOf(one)),
  }));
  const standingStories = put.filter(({ left }) => !left);
  sheet.findings.push(...risingFindings(standingStories).map((one) => ({ ...one, page: sheet.number })));
  const ours = standingStories.filter(({ plan }) => !isPinned(plan)).map(({ story }) => story);
  sheet.findings.push(...hardFindings(made, sheet.number, weights));
  const placed = standingStories.map(({ story }) => story);
  const all = standing(plans, placed);
  if (leading !== undefined) {
    const placedBefore = {
      stories: pins.map(({ article }) => article),
      hasFixed: fixed.some(({ row }) => row < grid.rows / 2),
    };
    const told = leadFindings(leading.id, leading.place, all, weights, placedBefore);
    sheet.findings.push(...told.map((one) => ({ ...one, page: sheet.number })));
  }
  const fits = sheet.fits.filter((fit) => fit.page === sheet.number);
  const overfull = overfullFinding(all, fits, order, Math.round(grid.columnWidth / grid.em));
  if (overfull !== undefined) sheet.findings.push({ ...overfull, page: sheet.number, pointer: page.pointer });
  if (made.stories.length === 0) withoutPlace(grid, loose, sheet, plans.length > 1);
  const unmet = hintFindings(standing(plans, ours), all, whole, gapRows);
  const orAnew = made.held === undefined ? "" : "; without the make-up that is held, the page is made up anew";
  sheet.findings.push(...unmet.map((one) => ({ ...one, hint: `${one.hint}${orAnew}`, page: sheet.number })));
  const hasFrame = setter.template.box.frame !== undefined;
  const isFramed = (id: string): boolean => hasFrame && plans.some(({ article }) => article.id === id && article.box);
  const framed = placed.map((story) => ({ ...story, isFramed: isFramed(story.article) }));
  sheet.items.push(...rulesBetween(setter, grid, framed));
  const inOrder = plans.flatMap(({ article }) => placed.filter((story) => story.article === article.id));
  return {
    placed: inOrder,
    makeups: made.makeups,
    score: loose.length === 0 ? undefined : made.score,
    ...(made.held === undefined ? {} : { held: made.held }),
  };
}

/** Where the stories stand that the editor did not place. */
interface Made {
  readonly stories: readonly PageStory[];
  readonly makeups: readonly PageMakeup[];
  readonly score: PageMakeup["score"];
  readonly held?: HeldScene;
}

/** The fewest columns of the first story, where it is the page's lead. */
function leadColumnsOf({ leadStory }: PageTask["rules"], [first]: readonly StoryPlan[]): number | undefined {
  return leadStory !== undefined && first?.article.id === leadStory.id ? leadStory.place.columns : undefined;
}

function madeUp({ area, rules, loose, taken }: PageTask, choice: MakeupChoice): Made {
  const makeups =
    choice.known?.makeups ??
    pageMakeups(waysToPart(rules.gapRows, area, loose, taken, leadColumnsOf(rules, loose)), rules, choice.of);
  const { groups, score } = makeups[choice.rank - 1] ?? makeups[0] ?? { groups: [], score: undefined };
  return { stories: storiesIn(groups, loose), makeups, score };
}

/**
 * Stories that the editor set free (`lock: false`) stand where they stood where a new make-up leaves text over and those places
 * leave less: to free a story costs no text.
 */
function orAsBefore(made: Made, { loose, taken }: PageTask, layout: readonly Placement[]): Made {
  const before = byHand(
    loose,
    layout.filter((entry) => entry.free === true && entry.area !== undefined),
  );
  if (before.length === 0 || before.length < loose.length || !isApart(before, taken)) return made;
  const lack = (stories: readonly SetStory[]): number =>
    stories.reduce((sum, { plan, cells, wishes }) => sum + plan.troubleIn(cells, wishes), 0);
  const now = made.stories.some(({ left }) => left) ? Infinity : lack(made.stories);
  if (now < OVERSET_TROUBLE || lack(before) >= now) return made;
  return { ...made, stories: before.map((one) => ({ ...one, left: false })) };
}

/** Whether the places meet neither each other nor what is taken. */
function isApart(stories: readonly SetStory[], taken: readonly Cells[]): boolean {
  return stories.every(({ cells, wishes }, index) => {
    const others = [...taken, ...stories.slice(index + 1).map((one) => one.cells)];
    return others.every(
      (other) => !cellsOverlap(cells, other) || (wishes.without ?? []).some((cut) => cellsContain(cut, other)),
    );
  });
}

function heldUp(task: PageTask, page: HeldPage, choice: MakeupChoice, whiteRows: number): Made {
  const { anew } = page;
  if (anew !== undefined) return { ...madeUp(task, choice), held: { kept: 0, moved: [], added: [], anew } };
  const { stories, ...held } = holdStories(holdTask(task, page, whiteRows));
  return { stories, makeups: [], score: undefined, held };
}

/** All columns and rows that a page has for stories. */
export function wholeOf(grid: PageGrid): Cells {
  return { column: 0, columns: grid.columns, row: 0, rows: grid.rows };
}

function standing(plans: readonly StoryPlan[], placed: readonly PlacedStory[]): readonly StandingStory[] {
  return placed.flatMap(({ article: id, cells }) => {
    const plan = plans.find(({ article }) => article.id === id);
    return plan === undefined ? [] : [{ article: plan.article, cells }];
  });
}

function byHand(plans: readonly StoryPlan[], layout: readonly Placement[]): readonly SetStory[] {
  return plans.flatMap((plan) => {
    const placement = layout.find((entry) => entry.article === plan.article.id);
    return placement === undefined ? [] : [{ plan, cells: regionOf(placement), wishes: wishesOf(placement) }];
  });
}

/** Stories for which pins and fixed areas leave no room at all. */
function withoutPlace(grid: PageGrid, plans: readonly StoryPlan[], sheet: Sheet, hasOthers: boolean): void {
  for (const plan of plans) {
    const nowhere = { plan, cells: { column: 0, columns: 1, row: 0, rows: 0 }, wishes: {} };
    putStory(grid, nowhere, {}, sheet, { isPinned: false, hasOthers });
    sheet.findings.push({
      page: sheet.number,
      severity: "warning",
      code: "not-in-layout",
      message: `the page's layout leaves no place for article "${plan.article.id}"`,
      hint: "give it a place in `layout`, or free some room",
    });
  }
}

/** What is said of a story of which nothing stands depends on that. */
type StoryRoom = Pick<Room, "isPinned" | "hasOthers">;

function putStory(
  grid: PageGrid,
  { plan, cells, wishes }: SetStory,
  beside: BesideHeads,
  sheet: Sheet,
  room: StoryRoom,
): PlacedStory {
  const placement = plan.place(cells, wishes, beside);
  if (placement.cut !== undefined) sheet.cuts.set(plan.article.id, placement.cut);
  sheet.items.push(...placement.items);
  const without = wishes.without?.map((cut) => cellsRect(grid, cut));
  for (const area of placement.areas)
    sheet.areas.push(area.kind === "story" && without !== undefined ? { ...area, without } : area);
  explain(plan, placement, sheet);
  if (placement.bookmark !== undefined) sheet.bookmarks.push(placement.bookmark);
  for (const note of placement.notes) {
    const box = placement.areas[0]?.rect;
    sheet.findings.push({
      ...note,
      page: sheet.number,
      article: plan.article.id,
      ...(box === undefined ? {} : { box }),
    });
  }
  placement.fits.forEach((fit, index) => {
    const own = index === 0 ? (placement.cures?.() ?? []) : [];
    const told = own.length === 0 ? fit : { ...fit, cures: own };
    sheet.fits.push({ ...told, page: sheet.number });
    const box = placement.areas[0]?.rect;
    const place = box === undefined ? { hint: roomHint(plan, { grid, cells, ...room }) } : { box };
    sheet.findings.push(...fitFindings(told, sheet.number, place));
  });
  const { setIn } = placement;
  const parts = partsOf(wishes);
  const { legs, head, photos } = wishes;
  const pins = {
    ...(legs === undefined ? {} : { legs }),
    ...(head === undefined ? {} : { head }),
    ...(photos === undefined ? {} : { photos }),
  };
  return {
    article: plan.article.id,
    cells,
    ...(wishes.without === undefined ? {} : { without: wishes.without }),
    ...(parts.length === 0 ? {} : { parts }),
    ...(setIn === undefined ? {} : { setIn }),
    ...(Object.keys(pins).length === 0 ? {} : { pins }),
  };
}

/** A story is told of with its boxes, a box that was asked about by itself. */
function explain({ article }: StoryPlan, { settings }: StoryPlacement, { explained, ...sheet }: Sheet): void {
  if (explained.size === 0 || settings === undefined) return;
  const told = settings().filter((own) => explained.has(article.id) || explained.has(own.article));
  sheet.settings.push(...told.map((own) => ({ ...own, page: sheet.number })));
}
