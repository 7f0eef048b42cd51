/**
 * A story as make-up sees it: what it costs to stand in so many columns and rows, and, once its place is known, everything
 * it puts there. Head, photos and related boxes are obstacles in its region; text runs through the legs that are left.
 */
import type { Article } from "../edition/model.js";
import { flow } from "../layout/float.js";
import { type Flow, type Leg, WIDOW } from "../layout/flow.js";
import { type Cells, cellsRect, type PageGrid, rowY } from "../layout/grid.js";
import { legMeasure, legRect, legX, type LegCells, linesOf } from "../layout/region.js";
import type { Area, Bookmark, FitCure, SceneItem, StoryFit } from "../scene/list.js";
import type { StorySetting } from "../scene/setting.js";
import { type Arrangement, arrangements, type StoryParts, type StoryShape, type StoryWishes } from "./arrange.js";
import { settingOf } from "./explain.js";
import { type Cut, jumpTo } from "./jump.js";
import { type Fitted, leversOf } from "./levers.js";
import { captionText, headText, joinText, type Note, tightHead, unmetWishes } from "./leftover.js";
import type { PanelPlan } from "./panel.js";
import { drawPhoto, photoNotes, photoRect } from "./photo.js";
import { columnRules } from "./story-rules.js";
import { pointerLine } from "./row-block.js";
import { bookmarkOf, type Prepared, prepareStory, type StoryMaterial, storyText, unset } from "./story-parts.js";
import type { StoryText } from "./story-text.js";
import { wideTables } from "./table-panel.js";
import type { Typesetter } from "./typeset.js";

/** What makes one make-up worse than another once they are set: a lone line counts as five rows of white. */
export const OVERSET_TROUBLE = 1e7;
export const UNPLACED_TROUBLE = 1e9;
export const WHITE_TROUBLE = WIDOW / 5;
/** Arrangements whose text is really set, the cheapest by estimate first, until one fits exactly. */
const TRIES = 12;

export interface StoryPlan {
  readonly article: Article;
  readonly parts: StoryParts;
  /**
   * What is wrong with how the text comes out there: overset, white, lone lines; 0 where it is as it should be. Sets the
   * text without drawing it; the same size again costs nothing.
   */
  troubleIn(cells: Cells, wishes?: StoryWishes): number;
  /** How its parts will stand there, nearly: what the rules of make-up judge before anything is set. */
  shapeIn(cells: Cells, wishes: StoryWishes): StoryShape | undefined;
  place(cells: Cells, wishes?: StoryWishes): StoryPlacement;
}

export interface StoryPlacement {
  readonly items: readonly SceneItem[];
  readonly areas: readonly Area[];
  readonly fits: readonly Omit<StoryFit, "page">[];
  readonly bookmark: Bookmark | undefined;
  /** What a person should know beside how the text fits. */
  readonly notes: readonly Note[];
  /** What would mend a story that is over or short; nothing of one that found no place. Reckoned when asked for. */
  readonly cures?: () => readonly FitCure[];
  /** How the lines of its text and of its boxes were fitted. Reckoned when asked for. */
  readonly settings?: () => readonly Omit<StorySetting, "page">[];
  /** Where the text goes on, on the page that the story runs on to; undefined when all of it stands here. */
  readonly cut?: Cut | "all";
  /** Columns that its text is set in, where these are not the page's. */
  readonly setIn?: number;
}

/** Plans a story in columns of `grid`: the page's own, or broader and narrower ones over them (破栏). */
export function planInColumns(setter: Typesetter, grid: PageGrid, material: StoryMaterial): StoryPlan {
  const inColumns = prepareStory(setter, grid, material);
  const apart = material.runsOn === undefined ? wideTables(grid, material.text) : new Map<number, number>();
  const beside = apart.size === 0 ? inColumns : prepareStory(setter, grid, withApart(setter, grid, material, apart));
  // Where the place has too few columns for a table, or the legs are the editor's, it stands in its column all the same.
  const storyIn = ({ columns }: Cells, { legs }: StoryWishes): Prepared =>
    legs !== undefined || Math.max(0, ...apart.values()) > columns ? inColumns : beside;
  const { article, parts } = beside;
  const fits = new Map<string, Fit | undefined>();
  const troubles = new Map<string, number>();
  const shapes = new Map<string, StoryShape | undefined>();
  const fitIn = (cells: Cells, wishes: StoryWishes): Fit | undefined => {
    const key = JSON.stringify([cells, wishes]);
    if (!fits.has(key)) fits.set(key, fitStory(grid, storyIn(cells, wishes), cells, wishes));
    return fits.get(key);
  };
  return {
    article,
    parts,
    troubleIn(cells, wishes = {}) {
      const key = JSON.stringify(sizeOf(cells, wishes));
      const known = troubles.get(key);
      if (known !== undefined) return known;
      const trouble = troubleOf(fitIn(cells, wishes));
      troubles.set(key, trouble);
      return trouble;
    },
    shapeIn(cells, wishes) {
      const key = JSON.stringify([cells, wishes]);
      if (!shapes.has(key)) shapes.set(key, shapeOf(storyIn(cells, wishes).parts, cells, wishes));
      return shapes.get(key);
    },
    place: (cells, wishes = {}) => placeStory(setter, grid, storyIn(cells, wishes), cells, fitIn(cells, wishes)),
  };
}

function withApart(
  setter: Typesetter,
  grid: PageGrid,
  material: StoryMaterial,
  apart: ReadonlyMap<number, number>,
): StoryMaterial {
  return { ...material, apart, text: storyText(setter, grid, material.article, new Set(apart.keys())) };
}

/** The cheapest arrangement in a place. */
function shapeOf(parts: StoryParts, cells: Cells, wishes: StoryWishes): StoryShape | undefined {
  const [best] = arrangements(parts, cells, wishes);
  if (best === undefined) return undefined;
  const { head, headStep, photos, panels, legs } = best;
  const headSize = head === undefined ? 0 : parts.headSizeAt(head.columns, headStep);
  return { head, headSize, legs, photos, boxes: panels };
}

/** What decides how text comes out in a place: its size, wherever it stands. */
function sizeOf({ column, columns, row, rows }: Cells, wishes: StoryWishes): readonly unknown[] {
  const moved = (cells: Cells): Cells => ({ ...cells, column: cells.column - column, row: cells.row - row });
  return [columns, rows, [wishes.without, wishes.legs, wishes.photos].map((all) => all?.map(moved)), wishes.head];
}

/** The arrangement in which the text comes out best, with the text set; undefined when the place is too small for any. */
function fitStory(grid: PageGrid, story: Prepared, cells: Cells, wishes: StoryWishes): Fit | undefined {
  let best: Fit | undefined;
  const options = arrangements(story.parts, cells, wishes, true);
  for (const arrangement of options.slice(0, TRIES)) {
    const { legs } = arrangement;
    const set = flow(story.text.items, measured(grid, legs));
    const cost = set.cost + arrangement.cost;
    if (best === undefined || cost < best.set.cost + best.arrangement.cost) {
      best = { arrangement, available: linesOf(legs), legs, set };
    }
    if (set.overset.length === 0 && set.shortRows + set.blankRows === 0 && set.cost < WIDOW) break;
  }
  if (best === undefined) return undefined;
  return story.runsOn !== undefined && best.set.overset.length > 0
    ? cutShort(grid, story.text, best)
    : balanced(grid, story.text, cells, best);
}

function placeStory(
  setter: Typesetter,
  grid: PageGrid,
  story: Prepared,
  cells: Cells,
  fit: Fit | undefined,
): StoryPlacement {
  if (fit === undefined || cells.rows === 0) return unplaced(story);
  // Not a line of it stands here: all of it does on the next page.
  return fit.jump !== undefined && fit.set.placed.length === 0
    ? { ...unplaced(story), fits: [], cut: "all" }
    : draw(setter, grid, story, cells, fit);
}

/** The text as far as it goes, with a row kept at the foot for 下转. */
function cutShort(grid: PageGrid, text: StoryText, fit: Fit): Fit {
  const jump = fit.legs.findLastIndex((leg) => leg.rows > 0);
  const legs = fit.legs.map((leg, index) => (index === jump ? { ...leg, rows: leg.rows - 1 } : leg));
  return { ...fit, legs, jump, set: flow(text.items, measured(grid, legs), { goesOn: true }) };
}

/**
 * A story with rows to spare ends all its legs at one height, instead of leaving its last columns empty; what does not
 * divide is missing at the foot of the last leg (CLREQ, multi-column text).
 */
function balanced(grid: PageGrid, text: StoryText, cells: Cells, fit: Fit): Fit {
  const foot = cells.row + cells.rows;
  const atFoot = fit.legs.filter((leg) => leg.row + leg.rows === foot);
  const spare = Math.floor(fit.set.shortRows / Math.max(1, atFoot.length));
  for (let less = spare; less > 0; less -= 1) {
    const legs = fit.legs
      .map((leg) => (leg.row + leg.rows === foot ? { ...leg, rows: Math.max(0, leg.rows - less) } : leg))
      .filter((leg) => leg.rows > 0);
    const set = flow(text.items, measured(grid, legs));
    // Legs of one height are not worth a table that is divided.
    if (set.overset.length === 0 && set.partings <= fit.set.partings) return { ...fit, legs, set };
  }
  return fit;
}

function measured(grid: PageGrid, legs: readonly LegCells[]): readonly Leg[] {
  return legs.map((leg) => ({
    measure: legMeasure(grid, leg),
    rows: leg.rows,
    ...(leg.under === undefined ? {} : { under: leg.under }),
  }));
}

interface Fit {
  readonly arrangement: Arrangement;
  /** Rows of all legs that the region offers, before balancing. */
  readonly available: number;
  readonly legs: readonly LegCells[];
  readonly set: Flow;
  /** The leg under which 下转 stands. */
  readonly jump?: number;
}

/** A region too small for anything: the whole story is overset, and named so. */
function unplaced(story: Prepared): StoryPlacement {
  const { article, headed, text, panels } = story;
  const tables = panels.filter((panel) => panel.isTable === true).map((panel) => panel.wholeText());
  const body = joinText(text.oversetText(flow(text.items, [])), ...tables);
  return {
    items: [],
    areas: [],
    bookmark: undefined,
    notes: unmetWishes(article, 0),
    fits: [
      unset(article, joinText(headText(headed), body, captionText(article.photos))),
      // A vertical head is a panel of the story itself.
      ...panels.filter((panel) => panel.article !== article).map((panel) => unset(panel.article, panel.wholeText())),
    ],
  };
}

function draw(setter: Typesetter, grid: PageGrid, story: Prepared, cells: Cells, best: Fit): StoryPlacement {
  const { article } = story;
  const { arrangement, legs, set } = best;
  const items: SceneItem[] = [];
  const areas: Area[] = [{ kind: "story", article: article.id, rect: cellsRect(grid, cells) }];
  const fits: Omit<StoryFit, "page">[] = [];
  const head =
    arrangement.head === undefined ? undefined : story.headAt(arrangement.head.columns, arrangement.headStep);
  if (head !== undefined && arrangement.head !== undefined) {
    const rect = cellsRect(grid, arrangement.head);
    const room = rect.height - setter.template.story.headGapRows * grid.leading;
    const { row } = arrangement.head;
    // A picture over the head leaves a row of white under itself.
    const isUnderWhite = arrangement.photos.some((photo) => photo.row + photo.rows === row - 1);
    items.push(...head.items(rect.x, rect.y, room - head.height, isUnderWhite));
    areas.push({ kind: "head", article: article.id, rect });
  }
  const boxed: (() => Omit<StorySetting, "page">)[] = [];
  const drawPanel = (panel: PanelPlan, panelCells: Cells): void => {
    const placement = panel.place(panelCells);
    items.push(...placement.items);
    areas.push(...placement.areas);
    if (placement.fit !== undefined) fits.push(placement.fit);
    if (placement.setting !== undefined) boxed.push(placement.setting);
  };
  const placed = arrangement.panels.flatMap((panelCells, index) => {
    const panel = story.panels[index];
    return panel === undefined ? [] : [{ panel, panelCells }];
  });
  // A vertical head is read before the text, a related box after it.
  for (const { panel, panelCells } of placed) if (panel.article === article) drawPanel(panel, panelCells);
  const measures = legs.map((leg) => legMeasure(grid, leg));
  const places = legs.map((leg) => ({ x: legX(grid, leg), row: leg.row }));
  items.push(...story.text.draw(set, places, measures));
  const cut = best.jump === undefined ? undefined : story.text.cutOf(set);
  if (best.jump !== undefined && story.runsOn !== undefined) {
    const under = { kind: "block", item: -1, leg: best.jump, row: legs[best.jump]?.rows ?? 0, rows: 1 } as const;
    const line = pointerLine(setter, grid, article, jumpTo(article, story.runsOn, setter.language), "end");
    items.push(...line.draw(under, places, measures));
  }
  for (const leg of legs) {
    const under = leg.under === undefined ? {} : { under: leg.under };
    areas.push({ kind: "leg", article: article.id, rect: legRect(grid, leg), ...under });
  }
  items.push(...columnRules(setter, grid, legs));
  const drawn = arrangement.photos.flatMap((photoCells, index) => {
    const photo = story.photoAt(index, photoCells.columns);
    return photo === undefined ? [] : [{ photo, photoCells }];
  });
  for (const { photo, photoCells } of drawn) {
    items.push(...drawPhoto(setter, grid, article.id, photo, photoCells));
    areas.push({ kind: "photo", article: article.id, rect: photoRect(grid, photo, photoCells) });
  }
  for (const { panel, panelCells } of placed) if (panel.article !== article) drawPanel(panel, panelCells);
  const available = best.available - (best.jump === undefined ? 0 : 1);
  const short = shortOf(best);
  const fitted: Fitted = {
    set,
    items: story.text.items,
    measures,
    headStep: arrangement.headStep,
    photos: arrangement.photos.map((own, index) => ({
      cells: own,
      photo: story.photoAt(index, own.columns),
    })),
  };
  const over = best.jump === undefined ? set.oversetRows : 0;
  const levers = leversOf(fitted);
  fits.unshift({
    article: article.id,
    linesSet: available - short,
    linesAvailable: available,
    oversetText: joinText(
      cut === undefined ? story.text.oversetText(set) : "",
      captionText(article.photos.slice(arrangement.photos.length)),
    ),
    shortLines: short,
    ...(over === 0 ? {} : { oversetLines: over }),
    ...(levers.length === 0 ? {} : { levers }),
  });
  return {
    items,
    areas,
    fits,
    settings: () => [
      settingOf(grid, article.id, story.text, set, { places, measures, head: head?.setting() }),
      ...boxed.map((own) => own()),
    ],
    cures: () => story.text.cures(fitted, grid.columnWidth, over > 0 ? over : -short),
    notes: [
      ...unmetWishes(article, arrangement.photos.length),
      ...photoNotes(grid, drawn),
      ...tightHead(head, arrangement.head?.rows ?? 0, grid),
    ],
    bookmark: bookmarkOf(article, rowY(grid, cells.row)),
    ...(cut === undefined ? {} : { cut }),
  };
}

/** The flow's own cost without what easing paragraphs costs, which is no trouble. */
function troubleOf(fit: Fit | undefined): number {
  if (fit === undefined) return UNPLACED_TROUBLE;
  const { set, jump } = fit;
  if (jump !== undefined) return set.placed.length === 0 ? UNPLACED_TROUBLE : 0;
  const white = shortOf(fit) + set.blankRows;
  return set.oversetRows * OVERSET_TROUBLE + white * WHITE_TROUBLE + (set.cost >= WIDOW ? WIDOW : 0);
}

/** Rows of its legs that stay white; the row of a jump line is none of them. */
function shortOf({ available, legs, set, jump }: Fit): number {
  return available - (jump === undefined ? 0 : 1) - linesOf(legs) + set.shortRows;
}
