/** From a job to its scene. Pure: the same job gives the same scene, and nothing here reads a file. */
import { bounded } from "./base/quote.js";
import { auditScene } from "./audit/audit.js";
import { pageWhite } from "./audit/white.js";
import type { Diagnostic } from "./base/diagnostic.js";
import type { Article, Edition, PageFile, PageInput, PlacedFixed } from "./edition/model.js";
import { numbered, type NumberedPage } from "./edition/page-number.js";
import type { FontLibrary } from "./font/library.js";
import { copyFindings } from "./page/copy-findings.js";
import { placedFinding } from "./page/finding-place.js";
import { composeGalley, type Galley, usualMeasure } from "./page/galley.js";
import { JumpRuns } from "./page/jump-runs.js";
import { relatedStories } from "./page/leftover.js";
import { createLettering } from "./page/lettering.js";
import type { HeldPage, LastMakeup } from "./page/held-page.js";
import type { PageMaterial } from "./page/page.js";
import { layoutOf } from "./page/last-layout.js";
import { composeFilled } from "./page/fillers.js";
import type { KnownMakeups, PlacedStory } from "./page/place-stories.js";
import type { Lettering } from "./proof/overlay.js";
import type { Finding, Scene, SceneFace, SceneImage, ScenePage, StoryFit } from "./scene/list.js";
import type { StorySetting } from "./scene/setting.js";
import type { Template } from "./template/resolved.js";

export interface JobPage extends NumberedPage {
  readonly template: Template;
}

/** Everything one run needs, as plain data. */
export interface Job {
  readonly edition: Edition;
  /** The same before its copy was read by house style: what a later edition is compared with. */
  readonly source: Edition;
  readonly pages: readonly JobPage[];
  /** Pages nobody asked for, but on which stories begin that run on to those asked for. */
  readonly earlier: readonly JobPage[];
  readonly fonts: FontLibrary;
  readonly images: ReadonlyMap<string, SceneImage>;
  /** Settles when every picture has really been decoded; mistakes found then are reported like any other. */
  readonly verdicts: Promise<readonly Diagnostic[]>;
  /** Files whose change calls for setting the pages again. */
  readonly watchPaths: readonly string[];
  /** Page files with mistakes, which the edition is set without: their pages are missing. */
  readonly leftOut: readonly PageFile[];
  /** Stories and boxes of which the scene tells how their lines were fitted. */
  readonly explain: ReadonlySet<string>;
  /** The make-up that is held, by page number; absent where none is. */
  readonly held?: ReadonlyMap<number, HeldPage>;
}

/** What sets the words of overlays, in the type of the job's first page. */
export function lettering({ pages, fonts, edition }: Job): Lettering | undefined {
  const [first] = pages;
  return first === undefined ? undefined : createLettering(first.template, fonts, edition.language);
}

export interface ComposedJob {
  readonly scene: Scene;
  /** Where each story stands, by page number. */
  readonly placed: ReadonlyMap<number, readonly PlacedStory[]>;
  /** Advertisements and notices with their places, by page number. */
  readonly ads: ReadonlyMap<number, readonly PlacedFixed[]>;
  /** How many make-ups that differ each page has, of those that were looked for, by page number. */
  readonly makeups: ReadonlyMap<number, number>;
  /** Rows of pages that are set in others than their template's, by page number. */
  readonly easedRows: ReadonlyMap<number, number>;
}

/** Which of several make-ups every page is set by. */
export interface MakeupRank {
  /** From 1, the best; a page that has fewer is set by its best one. */
  readonly rank: number;
  /** How many are looked for. */
  readonly of: number;
  /** Make-ups found by earlier runs of the same job; this run adds its own. */
  readonly known: Map<PageInput, KnownMakeups>;
}

export function composeJob(job: Job, onPage?: (done: number, total: number) => void, ranked?: MakeupRank): ComposedJob {
  const pages: ScenePage[] = [];
  const findings: Finding[] = [];
  const fits: StoryFit[] = [];
  const settings: StorySetting[] = [];
  const faces = new Map<string, SceneFace>();
  const placed = new Map<number, readonly PlacedStory[]>();
  const ads = new Map<number, readonly PlacedFixed[]>();
  const makeups = new Map<number, number>();
  const easedRows = new Map<number, number>();
  const runs = new JumpRuns(job.edition);
  // What a story that moved leaves to the next page is not what it left before.
  const moved = new Set<string>();
  const used = new Set<string>();
  const filledPages = new Map<PageInput, PageInput>();
  const order = job.edition.pages;
  const all = [...job.earlier, ...job.pages].toSorted((a, b) => order.indexOf(a.page) - order.indexOf(b.page));
  for (const [index, { page, number, template }] of all.entries()) {
    const before = runs.before(page);
    // What runs on to a page depends on the make-up of those before it.
    const known = page.articles.some((id) => before.rests.has(id)) ? undefined : ranked?.known.get(page);
    const material: PageMaterial = {
      edition: job.edition,
      page,
      number,
      template,
      fonts: job.fonts,
      images: job.images,
      explain: job.explain,
      ...before,
      ...heldOn(job, number, moved),
      ...(ranked === undefined
        ? {}
        : { choice: { rank: ranked.rank, of: ranked.of, ...(known === undefined ? {} : { known }) } }),
    };
    const free = fillersOf(job.edition, page).filter(({ id }) => !used.has(id));
    const { composed, page: filled } = composeFilled(material, free, pageWhite);
    if (filled !== page) filledPages.set(page, filled);
    for (const { id } of free) if (filled.articles.includes(id)) used.add(id);
    const { makeups: found, mostHead } = composed;
    ranked?.known.set(page, { makeups: found, ...(mostHead === undefined ? {} : { mostHead }) });
    for (const { article } of composed.page.held?.moved ?? []) moved.add(article);
    if (composed.page.held?.anew !== undefined) for (const id of page.articles) moved.add(id);
    runs.after(composed.rests);
    onPage?.(index + 1, all.length);
    // Composed only for what it leaves to the pages that are wanted.
    if (!job.pages.some((wanted) => wanted.page === page)) continue;
    pages.push(composed.page);
    findings.push(...composed.findings);
    fits.push(...composed.fits);
    settings.push(...composed.settings);
    placed.set(number, composed.placed);
    ads.set(number, composed.ads);
    makeups.set(number, composed.makeups.length);
    if (composed.easedRows !== undefined) easedRows.set(number, composed.easedRows);
    for (const [id, face] of composed.faces) faces.set(id, face);
  }
  const scene: Scene = {
    version: 1,
    meta: metaOf(job),
    pages,
    faces,
    images: job.images,
    findings,
    fits,
    ...(job.explain.size === 0 ? {} : { settings }),
  };
  const asSet = { ...job.edition, pages: order.map((page) => filledPages.get(page) ?? page) };
  const told = [...findings, ...auditScene(scene, asSet)];
  return {
    placed,
    ads,
    makeups,
    easedRows,
    scene: {
      ...scene,
      findings: [...told.map((finding) => bounded(placedFinding(finding, job.edition))), ...copyFindings(job, told)],
    },
  };
}

/** The make-up of a job, for a later one to hold. */
export function makeupOf({ source, images }: Job, { placed, ads, easedRows }: ComposedJob): LastMakeup {
  const pages = numbered(source).map(({ page, number }): PageInput => {
    const rows = easedRows.get(number);
    const stories = placed.get(number) ?? [];
    const layout = layoutOf(page, stories);
    const fillers = (page.fillers ?? []).filter((id) => stories.some(({ article }) => article === id));
    const articles = [...page.articles, ...fillers];
    const fixed = page.fixed.map((one) => ads.get(number)?.find(({ pointer }) => pointer === one.pointer) ?? one);
    return {
      ...page,
      articles,
      fixed,
      ...(rows === undefined ? {} : { rows }),
      ...(layout.length === 0 ? {} : { layout }),
    };
  });
  return { edition: { ...source, pages }, images };
}

/** The fillers that a page may have, in its order. */
function fillersOf({ articles }: Edition, { fillers = [] }: PageInput): readonly Article[] {
  return fillers.flatMap((id) => articles.filter((article) => article.id === id));
}

function heldOn({ held }: Job, number: number, moved: ReadonlySet<string>): Pick<PageMaterial, "held"> {
  const page = held?.get(number);
  return page === undefined ? {} : { held: { ...page, changed: new Set([...page.changed, ...moved]) } };
}

function metaOf(job: Job): Scene["meta"] {
  const { publication, date, language } = job.edition;
  const day = date ?? job.pages[0]?.page.date;
  return {
    title: titleOf(job),
    language,
    ...(day === undefined ? {} : { date: day }),
    ...(publication.name === undefined ? {} : { publication: publication.name.text }),
  };
}

export interface StoryGalley {
  readonly scene: Scene;
  readonly galley: Galley;
  readonly title: string;
  /** Characters a line (字). */
  readonly ems: number;
}

/** One story, or box of one, by itself in the measure in which it stands on its first page; undefined when no page holds it. */
export function galleyOf(job: Job, id: string): StoryGalley | undefined {
  const story = job.edition.articles.find((one) => one.id === id || relatedStories(one).some((box) => box.id === id));
  const on = job.pages.find(({ page }) => story !== undefined && page.articles.includes(story.id));
  if (story === undefined || on === undefined) return undefined;
  const article = [story, ...relatedStories(story)].find((one) => one.id === id) ?? story;
  const composed = composeJob({ ...job, pages: [on], earlier: [], explain: new Set([id]) }).scene;
  const { template } = on;
  const measure = usualMeasure(composed.settings ?? [], id, template);
  const { language } = job.edition;
  const isBox = article !== story || article.box;
  const galley = composeGalley({ article, template, fonts: job.fonts, language, measure, isBox });
  const title = article.headline.map(({ text }) => text).join(" ");
  return {
    title,
    galley,
    ems: Math.round((measure / template.grid.em) * 100) / 100,
    scene: { ...composed, pages: galley.pages, faces: galley.faces, findings: [], fits: [] },
  };
}

function titleOf(job: Job): string {
  const { publication, date } = job.edition;
  const numbers = job.pages.map(({ number }) => number).join(", ");
  const words = [publication.name?.text, date ?? job.pages[0]?.page.date, numbers === "" ? undefined : `${numbers}版`];
  return words.filter((word) => word !== undefined).join(" ");
}
