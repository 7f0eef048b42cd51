/** Late changes of pages of real shapes: what a held make-up keeps. Figures over 200 of them are in bench/hold.bench.ts. */
import { beforeAll, describe, expect, it } from "vitest";
import { type HeldFigures, heldFigures } from "../../bench/news/held-figures.js";
import { type Edit, EDITS, type LateChange, lateChange } from "../../bench/news/late-change.js";
import { generateNews, NEWS_TEMPLATES } from "../../bench/news/news-edition.js";
import { lostCharacters } from "../../bench/news/news-figures.js";
import { newsJob } from "../../bench/news/news-job.js";
import { type ComposedJob, composeJob, type Job, makeupOf } from "../../src/compose.js";
import { createLibrary } from "../../src/font/library.js";
import { bundledFonts } from "../../src/host/fonts.js";
import { loadTemplate } from "../../src/host/templates.js";
import { storyRows } from "../../src/page/page.js";
import type { Template } from "../../src/template/resolved.js";

/** One of each template, and one whose lead runs on to a second page. */
const SEEDS = [3, 9, 14, 22, 29, 85];
const templates = new Map<string, Template>();
const fonts = createLibrary(bundledFonts());

interface Held {
  readonly seed: number;
  readonly change: LateChange;
  readonly lost: number;
  readonly figures: HeldFigures;
  /** Characters over where the editor would have fixed all places. */
  readonly oversetFixed: number;
}

let all: readonly Held[] = [];
let unchanged: readonly (readonly [ComposedJob, ComposedJob])[] = [];

beforeAll(async () => {
  for (const name of NEWS_TEMPLATES) templates.set(name, await loadTemplate(name));
  const pages = SEEDS.map((seed) => ({ seed, ...setPage(seed) }));
  unchanged = pages.map(({ made, job, was }) => [was, composeJob(holding(made.edition, made.pictures, job, was))]);
  all = pages.flatMap((page) => EDITS.flatMap((edit) => held(page, edit) ?? []));
});

function setPage(seed: number) {
  const made = generateNews(seed, templates);
  const job = newsJob(made.edition, made.pictures, templates, fonts);
  return { made, job, was: composeJob(job) };
}

function holding(edition: LateChange["edition"], pictures: LateChange["pictures"], job: Job, was: ComposedJob): Job {
  return newsJob(edition, pictures, templates, fonts, { ...makeupOf(job, was).edition, images: job.images });
}

function held({ seed, made, job, was }: ReturnType<typeof setPage> & { seed: number }, edit: Edit): Held | undefined {
  const [page] = made.edition.pages;
  const [first] = job.pages;
  if (page === undefined || first === undefined) throw new Error("the edition has no page");
  const { grid, story } = first.template;
  const size = {
    columns: grid.columns,
    rows: storyRows(first.template, job.edition, first.page),
    gapRows: story.gapRows,
  };
  const change = lateChange(made, page, edit, seed, size, generateNews(seed + 50_000, templates).edition);
  if (change === undefined) return undefined;
  const now = composeJob(holding(change.edition, change.pictures, job, was));
  const figures = heldFigures(was, now, page.number, change, size);
  const pinned = edit === "advertisement" ? undefined : composeJob(fixed(change, job, was));
  const fits = (pinned?.scene.fits ?? []).filter((fit) => fit.page === page.number);
  return {
    seed,
    change,
    lost: lostCharacters(now, change.edition),
    figures,
    oversetFixed: fits.reduce((sum, { oversetText }) => sum + oversetText.replaceAll(/\s/gu, "").length, 0),
  };
}

/** The changed edition with every story pinned where it stood. */
function fixed({ edition, pictures }: LateChange, job: Job, was: ComposedJob): Job {
  const late = newsJob(edition, pictures, templates, fonts);
  const layouts = makeupOf(job, was).edition.pages;
  const pages = late.pages.map((own, index) => {
    const { layout } = layouts[index] ?? {};
    return layout === undefined ? own : { ...own, page: { ...own.page, layout } };
  });
  return { ...late, pages, edition: { ...late.edition, pages: pages.map(({ page }) => page) } };
}

describe("a make-up that is held", () => {
  it("gives the same page again where nothing has changed, jumps and their rests too", () => {
    for (const [was, now] of unchanged) {
      expect(now.placed).toEqual(was.placed);
      expect(now.scene.pages.map(({ items }) => items)).toEqual(was.scene.pages.map(({ items }) => items));
      expect(now.scene.pages.every((page) => page.held?.moved.length === 0)).toBe(true);
    }
  });

  it("moves no other story for most small edits, and never more than two", () => {
    expect(all.length).toBeGreaterThan(24);
    const others = all.map(({ figures }) => figures.others);
    expect(Math.max(...others)).toBeLessThanOrEqual(2);
    expect(others.filter((count) => count > 0).length).toBeLessThanOrEqual(3);
  });

  it("loses no text, and lets nothing overlap", () => {
    for (const { seed, change, lost, figures } of all)
      expect({ seed, edit: change.edit, lost, overlaps: figures.overlaps }).toEqual({
        seed,
        edit: change.edit,
        lost: 0,
        overlaps: 0,
      });
  });

  it("has no more text over than where every story is pinned", () => {
    const worse = all
      .filter(({ change }) => change.edit !== "advertisement")
      .filter(({ figures, oversetFixed }) => figures.overset > oversetFixed);
    expect(worse.map(({ seed, change }) => [seed, change.edit])).toEqual([]);
  });
});
