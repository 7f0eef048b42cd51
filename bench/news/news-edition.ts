/**
 * Editions as a newsroom makes them, from a seed: a page of a kind (front, news, briefs, with a table, a feature page …) on one of
 * six bundled templates, with copy for a given part of it; some fronts with a lead that runs on to an inside page.
 *
 * A page is planned (page-plan.ts), written (writer.ts), cast off (cast-off.ts), and planned anew with more or less until
 * its copy is as full as drawn.
 */
import { Random } from "../../test/fuzz/random.js";
import type { Template } from "../../src/template/resolved.js";
import { castOff, roomOf } from "./cast-off.js";
import type { NewsArticle, NewsEdition, NewsPage, Size } from "./edition-types.js";
import { person, placeStem } from "./names.js";
import { type PageKind, planPage, type StoryPlan } from "./page-plan.js";
import { type Desk, writeStory } from "./story.js";
import { type Topic, TOPICS } from "./topics.js";

export const NEWS_TEMPLATES = [
  "broadsheet",
  "broadsheet-front",
  "berliner",
  "berliner-front",
  "tabloid",
  "tabloid-inside",
] as const;
export type NewsTemplate = (typeof NEWS_TEMPLATES)[number];

export interface MadePage {
  readonly number: number;
  readonly template: NewsTemplate;
  readonly kind: PageKind;
  /** Its copy as a part of the page, cast off. */
  readonly copy: number;
}

export interface MadeEdition {
  readonly seed: number;
  readonly edition: NewsEdition;
  /** Pixels of its pictures. */
  readonly pictures: ReadonlyMap<string, Size>;
  readonly pages: readonly MadePage[];
}

/** The inside page of each front, and the fronts among the templates. */
const INSIDE_OF: Readonly<Partial<Record<NewsTemplate, NewsTemplate>>> = {
  "broadsheet-front": "broadsheet",
  "berliner-front": "berliner",
  tabloid: "tabloid-inside",
};
/** A page's copy is written anew until it comes so close to what was drawn. */
const CLOSE = 0.008;
const REWRITES = 14;
/** Stories grow and shrink by no larger part at once: then there is one more, or one less. */
const LENGTHENED = 0.3;
const MOST_STORIES = 18;
const MOST_BRIEFS = 26;
const FEWEST_STORIES = 2;
/** Characters of running text for which a story's head, gap and text together make room. */
const CHARACTERS_A_STORY = 400;
/** What of a story that jumps stands on the front. */
const ON_FRONT = 0.45;

/** How full the copy of a page is: of ten pages seven are cast off at 95–103 %, the others at 85–115 %. */
function drawnCopy(random: Random): number {
  const roll = random.below(100);
  if (roll < 70) return 0.95 + random.below(81) / 1000;
  return roll < 85 ? 0.85 + random.below(100) / 1000 : 1.031 + random.below(120) / 1000;
}

export function generateNews(seed: number, templates: ReadonlyMap<string, Template>): MadeEdition {
  const random = new Random(seed * 31 + 7);
  const name = NEWS_TEMPLATES[seed % NEWS_TEMPLATES.length] ?? "broadsheet";
  const inside = INSIDE_OF[name];
  const jumps = inside !== undefined && random.below(100) < 30;
  const pictures = new Map<string, Size>();
  const desk = { random, written: new Set<string>(), pictures };
  const sections = random.list(4, () => random.pick(TOPICS));
  const first = pageOf(
    desk,
    { name, number: inside === undefined ? 2 + random.below(14) : 1, sections, jumps },
    templates,
  );
  const made = [first];
  if (jumps) {
    const number = 3 + random.below(4);
    const second = pageOf(desk, { name: inside, number, sections: sections.toReversed(), runsOn: first }, templates);
    made.push(second);
  }
  const last = made.at(-1);
  const articles = made.flatMap((page) => page.articles);
  const runs = (article: NewsArticle): NewsArticle =>
    jumps && article === first.articles[0] && last !== undefined
      ? { ...article, pages: [first.page.number, last.page.number] }
      : article;
  return {
    seed,
    pictures: usedOf(pictures, articles),
    pages: made.map(({ page, kind, copy }) => ({
      number: page.number,
      template: page.template as NewsTemplate,
      kind,
      copy,
    })),
    edition: {
      publication: {
        name: `${placeStem(random)}日报`,
        issue: 1000 + random.below(20_000),
        serial: "CN 00-0000",
        pageCount: 8,
        imprint: {
          sponsor: `${placeStem(random)}日报社`,
          printer: `${placeStem(random)}印务有限公司`,
          price: "1.50元",
        },
      },
      date: `2026-${String(1 + random.below(12)).padStart(2, "0")}-${String(1 + random.below(28)).padStart(2, "0")}`,
      pages: made.map(({ page }) =>
        jumps && page === first.page && hasRoomForRefers(page, templates) ? { ...page, refers: "auto" as const } : page,
      ),
      articles: articles.map(runs),
    },
  };
}

interface Wanted {
  readonly name: NewsTemplate;
  readonly number: number;
  readonly sections: readonly Topic[];
  /** Its lead runs on to another page. */
  readonly jumps?: boolean;
  /** The front whose lead goes on here. */
  readonly runsOn?: WrittenPage;
}

interface WrittenPage {
  readonly page: NewsPage;
  readonly kind: PageKind;
  readonly copy: number;
  readonly articles: readonly NewsArticle[];
}

function pageOf(
  desk: Desk,
  { name, number, sections, jumps = false, runsOn }: Wanted,
  templates: ReadonlyMap<string, Template>,
): WrittenPage {
  const { random } = desk;
  const template = templates.get(name);
  if (template === undefined) throw new Error(`there is no template ${name}`);
  const plan = planPage(random, template, name in INSIDE_OF);
  const target = drawnCopy(random);
  const [lead] = runsOn?.articles ?? [];
  const runningOn = ({ photos: _photos, ...text }: NewsArticle): number =>
    castOff(text, template, desk.pictures) * (1 - ON_FRONT);
  const page: NewsPage = {
    number,
    template: name,
    section: sections[0]?.name[0] ?? "",
    ...(plan.banner ? { banner: bannerOf(random) } : {}),
    credits: [
      { role: "责编", names: [person(random)] },
      { role: "美编", names: [person(random)] },
    ],
    articles: [],
    ...(plan.ads.length > 0 ? { ads: plan.ads } : {}),
    ...(plan.notices.length > 0 ? { notices: plan.notices } : {}),
  };
  const room = roomOf(template, page);
  let stories = plan.stories;
  let articles: readonly NewsArticle[] = [];
  let copy = 0;
  for (let tries = 0; tries < REWRITES; tries += 1) {
    articles = stories.map((story, at) => writeStory(desk, story, `p${number}s${at + 1}`, sections));
    const [own] = articles;
    const carried = (lead === undefined ? 0 : runningOn(lead)) - (jumps && own !== undefined ? runningOn(own) : 0);
    copy = articles.reduce((sum, article) => sum + castOff(article, template, desk.pictures), carried) / room;
    if (Math.abs(copy - target) < CLOSE) break;
    stories = fitted(random, stories, {
      missing: (target - copy) * room,
      ems: template.grid.columnEms,
      text: textOf(articles),
      kind: plan.kind,
    });
  }
  const order = articles.map(({ id }) => id);
  return {
    page: { ...page, articles: lead === undefined ? order : [...order, lead.id] },
    kind: plan.kind,
    copy,
    articles,
  };
}

/** A strip of refers takes rows from a page whose advertisements are counted without it; beside the nameplate it takes none. */
function hasRoomForRefers({ template, ads, notices }: NewsPage, templates: ReadonlyMap<string, Template>): boolean {
  const own = templates.get(template);
  const hasEar = own?.masthead !== undefined && own.masthead.columns < own.grid.columns;
  return hasEar || (ads === undefined && notices === undefined);
}

function bannerOf(random: Random): string {
  return `${placeStem(random)}这一年 ${random.pick(["看得见的变化", "一件一件办", "走基层、听民声", "好日子在路上"])}`;
}

function textOf(articles: readonly NewsArticle[]): number {
  return articles.reduce(
    (sum, { body }) => sum + body.reduce((all, block) => all + (typeof block === "string" ? block.length : 0), 0),
    0,
  );
}

interface Lack {
  /** Rows of one column, below 0 for too many. */
  readonly missing: number;
  readonly ems: number;
  /** Characters of all stories as they are. */
  readonly text: number;
  readonly kind: PageKind;
}

/** Stories that come closer: longer or shorter by up to a third, then one more, or without the last. */
function fitted(
  random: Random,
  stories: readonly StoryPlan[],
  { missing, ems, text, kind }: Lack,
): readonly StoryPlan[] {
  const characters = missing * (ems - 1.2);
  const most = kind === "briefs" ? MOST_BRIEFS : MOST_STORIES;
  if (characters > LENGTHENED * text && stories.length < most) {
    const count = Math.max(1, Math.round((characters - LENGTHENED * text) / CHARACTERS_A_STORY));
    const added = random.list(Math.min(count, most - stories.length), () => addedStory(random, kind));
    return [...stories, ...added].toSorted((a, b) => a.priority - b.priority);
  }
  if (characters < -LENGTHENED * text && stories.length > FEWEST_STORIES) return stories.slice(0, -1);
  const factor = Math.max(0.7, Math.min(1.35, 1 + characters / Math.max(1, text)));
  return stories.map((story) =>
    story.kind === "poem" || story.kind === "table"
      ? story
      : { ...story, characters: Math.max(50, Math.round(story.characters * factor)) },
  );
}

function addedStory(random: Random, kind: PageKind): StoryPlan {
  const isBrief = kind === "briefs" || random.once(3);
  const priority = isBrief && kind !== "briefs" ? 4 : 3;
  const own = { photos: [], box: false, related: false, vertical: false, priority };
  if (isBrief) return { ...own, kind: "brief", characters: 90 + random.below(90) };
  return { ...own, kind: kind === "feature" ? "essay" : "news", characters: 190 + random.below(380) };
}

function usedOf(pictures: ReadonlyMap<string, Size>, articles: readonly NewsArticle[]): ReadonlyMap<string, Size> {
  const used = new Set(articles.flatMap(({ photos = [] }) => photos.map(({ src }) => src)));
  return new Map([...pictures].filter(([src]) => used.has(src)));
}
