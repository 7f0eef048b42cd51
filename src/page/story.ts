/**
 * A story as make-up sees it: what it costs to stand in so many columns and rows, and, once its place is known, everything
 * it puts there. Head, photos and related boxes are obstacles in its region; text runs through the legs that are left.
 */
import type { Article } from "../edition/model.js";
import { flow } from "../layout/float.js";
import { WIDOW } from "../layout/flow.js";
import { type Cells, cellsRect, type PageGrid, rowY } from "../layout/grid.js";
import type { Len } from "../base/length.js";
import { cellsOverlap, legMeasure, legRect, legX } from "../layout/region.js";
import type { Area, Bookmark, FitCure, SceneItem, StoryFit } from "../scene/list.js";
import type { StorySetting } from "../scene/setting.js";
import { arrangements, type StoryParts, type StoryShape, type StoryWishes } from "./arrange.js";
import { settingOf } from "./explain.js";
import { knownShapes } from "./known-shapes.js";
import type { Cut } from "./jump.js";
import { endedWell } from "./jump-end.js";
import { type Fitted, leversOf } from "./levers.js";
import {
  captionText,
  headBeyond,
  headOverPhoto,
  headText,
  headWithoutPlace,
  joinText,
  type Note,
  tightHead,
  unmetWishes,
  tableWithoutPlace,
  unplacedBoxes,
} from "./leftover.js";
import { CUT_TABLE_ROWS } from "./place-cost.js";
import { panelSpansAt } from "./panel-columns.js";
import type { PanelPlan } from "./panel.js";
import { unfitNotes } from "./fit-text.js";
import type { HeadBlock, HeadTop } from "./head.js";
import type { BesideHeads } from "./head-beside.js";
import { tooLongLines } from "./asked-columns.js";
import { type DrawnPhoto, drawPhoto, type PhotoBlock, type PhotoCells, photoNotes, photoPlace } from "./photo.js";
import { columnRules } from "./story-rules.js";
import { fitStory, jumpLine } from "./fit-story.js";
import { type Fit, shortOf } from "./story-fit.js";
import { bookmarkOf, type Prepared, prepareStory, type StoryMaterial, storyText, unset } from "./story-parts.js";
import type { LegPlace } from "./text-item.js";
import { isHeadPanel } from "./vertical-place.js";
import { type WideTable, wideTables } from "./table-panel.js";
import type { Typesetter } from "./typeset.js";

/** What makes one make-up worse than another once they are set: a lone line counts as five rows of white. */
export const OVERSET_TROUBLE = 1e7;
export const UNPLACED_TROUBLE = 1e9;
export const WHITE_TROUBLE = WIDOW / 5;
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
  /** Where its head begins there; undefined without one. */
  headTop(cells: Cells, wishes?: StoryWishes): HeadTop | undefined;
  place(cells: Cells, wishes?: StoryWishes, beside?: BesideHeads): StoryPlacement;
}

/** A story in columns of one grid. */
export interface ColumnsPlan extends StoryPlan {
  /** Rows that its text lacks there, less those that stay white; 1 at least where some of it finds no room, or a picture is narrowed, else 0. */
  lackIn(cells: Cells): number;
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
export function planInColumns(setter: Typesetter, grid: PageGrid, material: StoryMaterial): ColumnsPlan {
  const inColumns = prepareStory(setter, grid, material);
  const apart = material.runsOn === undefined ? wideTables(grid, material.text) : new Map<number, WideTable>();
  const beside = apart.size === 0 ? inColumns : prepareStory(setter, grid, withApart(setter, grid, material, apart));
  // Where the place has too few columns for a table, or the legs are the editor's, it stands in its column all the same.
  const isNeeded = [...apart.values()].some(({ least }) => least > 1);
  const storyIn = ({ columns, rows }: Cells, { legs }: StoryWishes): Prepared => {
    if (legs !== undefined || [...apart.values()].some(({ from }) => from > columns)) return inColumns;
    return isNeeded || holdsTables(beside, columns, rows) ? beside : inColumns;
  };
  const { article, parts } = beside;
  const fits = new Map<string, Fit | undefined>();
  const troubles = new Map<string, number>();
  const fitIn = (cells: Cells, wishes: StoryWishes): Fit | undefined => {
    const key = JSON.stringify([cells, wishes]);
    if (!fits.has(key)) fits.set(key, fitStory(setter, grid, storyIn(cells, wishes), cells, wishes));
    return fits.get(key);
  };
  return {
    article,
    parts,
    troubleIn(cells, wishes = {}) {
      const key = JSON.stringify(sizeOf(cells, wishes));
      const known = troubles.get(key);
      if (known !== undefined) return known;
      const trouble = troubleOf(fitIn(cells, wishes), storyIn(cells, wishes).parts);
      troubles.set(key, trouble);
      return trouble;
    },
    lackIn(cells) {
      const fit = fitIn(cells, {});
      if (fit === undefined) return 1;
      const { oversetRows, blankRows } = fit.set;
      // A place that is not fixed grows by what its pictures want.
      if (oversetRows === 0) return fit.arrangement.isNarrowed === true ? 1 : 0;
      return Math.max(1, oversetRows - blankRows - shortOf(fit));
    },
    shapeIn: knownShapes((cells, wishes) => shapeOf(storyIn(cells, wishes).parts, cells, wishes)),
    headTop(cells, wishes = {}) {
      const fit = fitIn(cells, wishes);
      return fit === undefined || cells.rows === 0
        ? undefined
        : headTopOf({ setter, grid, story: storyIn(cells, wishes), fit });
    },
    place: (cells, wishes = {}, heads = {}) =>
      placeStory({ setter, grid, story: storyIn(cells, wishes), beside: heads }, cells, fitIn(cells, wishes)),
  };
}

/** Whether its wide tables, boxes and head have room one under the other: tables that may stand in a column stand there else. */
function holdsTables({ parts, panels }: Prepared, columns: number, rows: number): boolean {
  const rowsOf = (index: number): number =>
    (parts.panels[index]?.(panelSpansAt(parts, index, columns)[0] ?? 1) ?? 0) + 1;
  const under = panels.map((_, index) => (isHeadPanel(parts.article, index) ? 0 : rowsOf(index)));
  const tall = under.reduce((sum, own) => sum + own, parts.headRowsAt(columns, 0));
  return tall <= rows + 1;
}

function withApart(
  setter: Typesetter,
  grid: PageGrid,
  material: StoryMaterial,
  apart: ReadonlyMap<number, WideTable>,
): StoryMaterial {
  return { ...material, apart, text: storyText(setter, grid, material.article, new Set(apart.keys())) };
}

/** The cheapest arrangement in a place. */
function shapeOf(parts: StoryParts, cells: Cells, wishes: StoryWishes): StoryShape | undefined {
  const [best] = arrangements(parts, cells, wishes);
  if (best === undefined) return undefined;
  const { head, headStep, photos, panels, legs, room } = best;
  const [upright] = panels;
  const headSize =
    head !== undefined
      ? headSizeIn(parts, head, headStep, wishes.mostHead)
      : upright === undefined
        ? 0
        : (parts.verticalHead?.(upright.columns, upright.rows, room)?.size ?? 0);
  return { head, headSize, legs, photos, boxes: panels.filter((panel) => panel !== undefined) };
}

/** The size of a headline in its place: larger in a further line where the rows are. */
function headSizeIn(parts: StoryParts, { columns, rows }: Cells, step: number, most?: Len): Len {
  const taller = parts.tallerAt?.(columns, step, most);
  const isTall = taller !== undefined && rows >= parts.headRowsAt(columns, step) + taller.rows;
  return isTall ? taller.size : parts.headSizeAt(columns, step);
}

/** What decides how text comes out in a place: its size, wherever it stands. */
function sizeOf({ column, columns, row, rows }: Cells, wishes: StoryWishes): readonly unknown[] {
  const moved = (cells: Cells): Cells => ({ ...cells, column: cells.column - column, row: cells.row - row });
  return [
    columns,
    rows,
    [wishes.without, wishes.legs, wishes.photos].map((all) => all?.map(moved)),
    wishes.head,
    wishes.mostHead,
  ];
}

function placeStory(made: Omit<Standing, "fit">, cells: Cells, fit: Fit | undefined): StoryPlacement {
  const { setter, grid, story } = made;
  if (fit === undefined || cells.rows === 0) return unplaced(story);
  const { runsOn, article, text } = story;
  if (fit.jump === undefined || runsOn === undefined) return draw({ ...made, fit }, cells);
  // Not a line of it stands here: all of it does on the next page.
  if (fit.set.placed.length === 0) return { ...unplaced(story), fits: [], cut: "all" };
  const line = jumpLine(setter, grid, article, runsOn);
  const ended = endedWell({ setter, grid, text, fit, line, foot: cells.row + cells.rows, page: runsOn });
  const placement = draw({ ...made, story: { ...story, text: ended.text }, fit: ended.fit }, cells);
  return { ...placement, notes: [...placement.notes, ...ended.notes] };
}

/** A region too small for anything: the whole story is overset, and named so. */
function unplaced(story: Prepared): StoryPlacement {
  const { article, headed, text, panels } = story;
  const tables = panels.filter((panel) => panel.isTable === true).map((panel) => panel.wholeText());
  const body = joinText(text.oversetText(flow(text.items, [])), ...tables);
  const captions = captionText(article.photos);
  return {
    items: [],
    areas: [],
    bookmark: undefined,
    notes: unmetWishes(article, 0),
    fits: [
      {
        ...unset(article, joinText(headText(headed), body, captions, headBeyond(article))),
        ...(captions === "" ? {} : { namedText: captions }),
      },
      // A vertical head is a panel of the story itself.
      ...panels.filter((panel) => panel.article !== article).map((panel) => unset(panel.article, panel.wholeText())),
    ],
  };
}

/** What stands of a story in its place, as it is put there part by part, in reading order. */
interface Painted {
  readonly items: SceneItem[];
  readonly areas: Area[];
  /** Of its boxes. */
  readonly fits: Omit<StoryFit, "page">[];
  readonly settings: (() => readonly Omit<StorySetting, "page">[])[];
  readonly notes: Note[];
  /** Text that found no room and that a note names. */
  readonly left: string[];
}

/** A story in a place: what its parts need to be drawn. */
interface Standing {
  readonly setter: Typesetter;
  readonly grid: PageGrid;
  readonly story: Prepared;
  readonly fit: Fit;
  readonly beside?: BesideHeads;
}

function draw(standing: Standing, cells: Cells): StoryPlacement {
  const { setter, grid, story, fit: best } = standing;
  const { article } = story;
  const { arrangement, legs, set } = best;
  const painted: Painted = { items: [], areas: [], fits: [], settings: [], notes: [], left: [] };
  painted.areas.push({ kind: "story", article: article.id, rect: cellsRect(grid, cells) });
  const heads = headCells(standing);
  const photos = photosOf(standing, heads);
  // What a head stands on is painted before it.
  const [under, others] = [photos.filter(isUnder(heads, true)), photos.filter(isUnder(heads, false))];
  const unknown = under.filter(({ photo }) => photo.shape?.images.every(({ light }) => light !== undefined) !== true);
  painted.items.push(...under.flatMap(({ drawn }) => drawn.picture));
  const head = drawHead(standing, painted);
  // A vertical head is read before the text, a related box after it.
  drawPanels(standing, painted, (panel) => panel.article === article);
  const { places, measures } = drawText(standing, painted);
  painted.items.push(...columnRules(setter, grid, legs));
  painted.items.push(...under.flatMap(({ drawn }) => drawn.texts));
  painted.items.push(...others.flatMap(({ drawn }) => [...drawn.picture, ...drawn.texts]));
  for (const { photo, photoCells, drawn } of photos) {
    painted.areas.push({ kind: "photo", article: article.id, rect: photoPlace(grid, photo, photoCells) });
    painted.notes.push(...drawn.notes);
    painted.left.push(drawn.left);
  }
  drawPanels(standing, painted, (panel) => panel.article !== article);
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
  const cut = best.jump === undefined ? undefined : story.text.cutOf(set);
  return {
    items: painted.items,
    areas: painted.areas,
    fits: [storyFit(standing, painted, fitted), ...painted.fits],
    settings: () => [
      settingOf(grid, article.id, story.text, set, { places, measures, head: head?.setting() }),
      ...painted.settings.flatMap((own) => own()),
    ],
    cures: () => story.text.cures(fitted, grid.columnWidth, over > 0 ? over : -shortOf(best)),
    notes: [
      ...unmetWishes(article, arrangement.photos.length),
      ...photoNotes(grid, photos),
      ...longLines(standing),
      ...headOverPhoto(
        heads,
        unknown.map(({ photoCells }) => photoCells),
      ),
      ...painted.notes,
    ],
    bookmark: bookmarkOf(article, rowY(grid, cells.row)),
    ...(cut === undefined ? {} : { cut }),
  };
}

interface PlacedPhoto {
  readonly photo: PhotoBlock;
  readonly photoCells: PhotoCells;
  readonly drawn: DrawnPhoto;
}

function photosOf({ setter, grid, story, fit }: Standing, head: Cells | undefined): readonly PlacedPhoto[] {
  return fit.arrangement.photos.flatMap((photoCells, index) => {
    const photo = story.photoAt(index, photoCells.columns);
    if (photo === undefined) return [];
    return [{ photo, photoCells, drawn: drawPhoto(setter, grid, story.article.id, photo, photoCells, head) }];
  });
}

/** Where the story's own head stands, horizontal or vertical. */
function headCells({ story, fit }: Standing): Cells | undefined {
  const { head, panels } = fit.arrangement;
  return head ?? panels.find((_, index) => isOwnHead(story, story.panels[index]));
}

function isOwnHead({ article }: Prepared, panel: PanelPlan | undefined): boolean {
  return panel?.article === article && panel.isTable !== true;
}

function isUnder(head: Cells | undefined, wanted: boolean): (photo: PlacedPhoto) => boolean {
  return ({ photoCells }) => (head !== undefined && cellsOverlap(photoCells, head)) === wanted;
}

/** The head of a story, where it stands, and what room it has there. */
function headIn({ setter, grid, story, fit }: Standing) {
  const { head: cells, headStep, photos } = fit.arrangement;
  const head = cells === undefined ? undefined : story.headIn(cells, headStep, fit.arrangement.room.mostHead);
  if (cells === undefined || head === undefined) return undefined;
  const rect = cellsRect(grid, cells);
  const room = rect.height - setter.template.story.headGapRows * grid.leading;
  // A picture over the head leaves a row of white under itself.
  const isUnderWhite = photos.some((photo) => photo.row + photo.rows === cells.row - 1);
  return { head, cells, rect, space: { spare: room - head.height, isUnderWhite, height: rect.height } };
}

function headTopOf(standing: Standing): HeadTop | undefined {
  const own = headIn(standing);
  if (own !== undefined) return { y: own.rect.y, white: own.head.whiteIn(own.space) };
  const upright = headCells(standing);
  return upright === undefined ? undefined : { y: rowY(standing.grid, upright.row), white: 0 };
}

function drawHead(standing: Standing, painted: Painted): HeadBlock | undefined {
  const { setter, grid, story, fit, beside = {} } = standing;
  const { article, headed } = story;
  if (fit.arrangement.head === undefined) {
    if (story.parts.headRowsAt(1, 0) === 0) return undefined;
    painted.notes.push(headWithoutPlace());
    painted.left.push(headText(headed));
    return undefined;
  }
  const own = headIn(standing);
  if (own === undefined) return undefined;
  const { cells, rect, space } = own;
  const other =
    beside.isContrasted === true
      ? story.besideIn(cells, fit.arrangement.headStep, fit.arrangement.room.mostHead)
      : undefined;
  const head = other ?? own.head;
  const drawn = head.draw(rect.x, rect.y, { ...space, white: beside.white });
  painted.items.push(...drawn.items);
  painted.areas.push({ kind: "head", article: article.id, rect });
  painted.left.push(drawn.left);
  painted.notes.push(...tightHead(head, cells.rows, grid, drawn.left), ...unfitNotes(setter, drawn.unfit));
  return head;
}

function drawPanels({ story, fit }: Standing, painted: Painted, wanted: (panel: PanelPlan) => boolean): void {
  fit.arrangement.panels.forEach((cells, index) => {
    const panel = story.panels[index];
    if (panel === undefined || !wanted(panel)) return;
    if (cells === undefined && panel.article === story.article) {
      // Counted with the story, whose head or table it is.
      painted.left.push(panel.wholeText());
      painted.notes.push(panel.isTable === true ? tableWithoutPlace(panel.pointer) : headWithoutPlace());
      return;
    }
    if (cells === undefined) {
      const text = panel.wholeText();
      painted.fits.push({ ...unset(panel.article, text), namedText: text });
      painted.notes.push(...unplacedBoxes([panel.article]));
      return;
    }
    const placement = panel.place(cells, { panel: fit.arrangement.room });
    painted.items.push(...placement.items);
    painted.areas.push(...placement.areas);
    painted.notes.push(...placement.notes);
    painted.left.push(placement.left ?? "");
    if (placement.fit !== undefined) painted.fits.push(placement.fit);
    if (placement.settings !== undefined) painted.settings.push(placement.settings);
  });
}

function drawText(
  { setter, grid, story, fit }: Standing,
  painted: Painted,
): { readonly places: readonly LegPlace[]; readonly measures: readonly Len[] } {
  const { legs, set, jump } = fit;
  const { article, runsOn, text } = story;
  const measures = legs.map((leg) => legMeasure(grid, leg));
  const places = legs.map((leg) => ({ x: legX(grid, leg), row: leg.row }));
  painted.items.push(...text.draw(set, places, measures));
  if (jump !== undefined && runsOn !== undefined) {
    const line = jumpLine(setter, grid, article, runsOn);
    painted.items.push(...line.draw({ kind: "block", item: -1, ...jump }, places, measures));
  }
  for (const leg of legs) {
    const under = leg.under === undefined ? {} : { under: leg.under };
    painted.areas.push({ kind: "leg", article: article.id, rect: legRect(grid, leg), ...under });
  }
  return { places, measures };
}

/** Legs that the editor gave several columns are one column of text. */
function longLines({ setter, grid, fit }: Standing): readonly Note[] {
  const { brokenEms } = setter.template.story;
  const wide = fit.legs.filter(({ columns }) => columns > 1).map((leg) => Math.round(legMeasure(grid, leg) / grid.em));
  const longest = Math.max(0, ...wide);
  return longest > brokenEms[1] ? [tooLongLines(longest, brokenEms)] : [];
}

function storyFit({ grid, story, fit }: Standing, painted: Painted, fitted: Fitted): Omit<StoryFit, "page"> {
  const { article, text } = story;
  const { arrangement, available: all, jump, set } = fit;
  const available = all - (jump?.rows ?? 0);
  const short = shortOf(fit);
  const beyond = jump === undefined ? text.beyondRows(fitted.measures.at(-1) ?? grid.columnWidth) : 0;
  const over = jump === undefined ? set.oversetRows + beyond : 0;
  const levers = leversOf(fitted);
  const named = joinText(...painted.left, captionText(article.photos.slice(arrangement.photos.length)));
  return {
    article: article.id,
    linesSet: available - short,
    linesAvailable: available,
    oversetText: joinText(named, jump === undefined ? text.oversetText(set) : "", headBeyond(article)),
    ...(named === "" ? {} : { namedText: named }),
    shortLines: short,
    ...(over === 0 ? {} : { oversetLines: over }),
    ...(beyond === 0 ? {} : { areLinesReckoned: true as const }),
    ...(levers.length === 0 ? {} : { levers }),
  };
}

/** The flow's own cost without what easing paragraphs costs, which is no trouble. */
function troubleOf(fit: Fit | undefined, { tableRows }: StoryParts): number {
  if (fit === undefined) return UNPLACED_TROUBLE;
  const { set, jump } = fit;
  if (jump !== undefined) return set.placed.length === 0 ? UNPLACED_TROUBLE : 0;
  const white = shortOf(fit) + set.blankRows;
  const cut = set.partings > 0 && tableRows !== undefined ? CUT_TABLE_ROWS : 0;
  return set.oversetRows * OVERSET_TROUBLE + (white + cut) * WHITE_TROUBLE + (set.cost >= WIDOW ? WIDOW : 0);
}
