/**
 * The make-up that a page had before (`--hold`): where its stories stood, and what of the page has changed since. It is read from
 * an edition with a `layout`, as `--write-layout` writes it; stories are compared as they are written there and now.
 */
import { type Article, type Edition, isPlaced, type PageInput } from "../edition/model.js";
import { numbered } from "../edition/page-number.js";
import type { Cells } from "../layout/grid.js";
import type { StoryWishes } from "./arrange.js";
import { fixedCells } from "./fixed.js";
import { cellsHeld, isHeld, regionOf, wishesOf } from "./placement.js";

/** An edition whose `layout` is to be held. */
export interface LastMakeup {
  readonly edition: Edition;
  /** Its pictures, where they are known: one that has another size since is another. */
  readonly images?: Sizes;
  /** The file that a path in either edition leads to; the paths themselves are compared where it is absent. */
  readonly pathOf?: (edition: Edition, src: string) => string;
}

type Sizes = ReadonlyMap<string, { readonly width: number; readonly height: number }>;

/** Where a story stood. */
export interface HeldPlace {
  readonly article: string;
  readonly cells: Cells;
  /** What of these it really took. */
  readonly taken: readonly Cells[];
  readonly wishes: StoryWishes;
}

/** The make-up of a page that is to be held. */
export interface HeldPage {
  readonly places: readonly HeldPlace[];
  /** Where advertisements and notices stood. */
  readonly fixed: readonly Cells[];
  /** Ids of the stories that were on it, with a place or without. */
  readonly stories: ReadonlySet<string>;
  /** Ids of stories that are not as they were. */
  readonly changed: ReadonlySet<string>;
  /** Rows of the type area, where they were not the template's. */
  readonly rows?: number;
  /** Why nothing of it can be held, where that is so. */
  readonly anew?: string;
}

/** What is held of each page, by its number. */
export function heldPages(edition: Edition, last: LastMakeup): ReadonlyMap<number, HeldPage> {
  const changed = changedStories(edition, last);
  const before = numbered(last.edition);
  return new Map(
    numbered(edition).map(({ page, number }): [number, HeldPage] => {
      const was = before.find((entry) => entry.number === number)?.page;
      if (was === undefined) return [number, { ...NOTHING, anew: "the make-up that is held has no such page" }];
      const held = (was.layout ?? []).filter(isHeld);
      const anew = whyAnew(leadOn(edition, page), leadOn(last.edition, was), held.length);
      const free = new Set((page.layout ?? []).flatMap((entry) => (entry.free === true ? [entry.article] : [])));
      return [
        number,
        {
          places: held
            .filter(({ article }) => !free.has(article))
            .map((placement) => ({
              article: placement.article,
              cells: regionOf(placement),
              taken: cellsHeld(placement),
              wishes: wishesOf(placement),
            })),
          fixed: was.fixed.filter(isPlaced).map(fixedCells),
          stories: new Set(was.articles),
          changed,
          ...(was.rows === undefined ? {} : { rows: was.rows }),
          ...(anew === undefined ? {} : { anew }),
        },
      ];
    }),
  );
}

/** Another lead makes another page. */
function whyAnew(lead: string | undefined, was: string | undefined, held: number): string | undefined {
  if (held === 0) return "the make-up that is held has no `layout` for it";
  return lead === was ? undefined : `it is led by ${lead ?? "no story of its own"} now`;
}

const NOTHING: HeldPage = { places: [], fixed: [], stories: new Set(), changed: new Set() };

/** The same once pictures are read: a story whose picture has another size has changed. */
export function withPictures(
  held: ReadonlyMap<number, HeldPage>,
  { articles }: Edition,
  images: Sizes,
  last: LastMakeup,
): ReadonlyMap<number, HeldPage> {
  const before = new Map(last.edition.articles.map((article) => [article.id, picturesOf(article)]));
  const isOther = (src: string, was: string | undefined): boolean => {
    const [then, now] = [last.images?.get(was ?? ""), images.get(src)];
    return then !== undefined && now !== undefined && (then.width !== now.width || then.height !== now.height);
  };
  const others = articles.filter((article) =>
    picturesOf(article).some((src, index) => isOther(src, before.get(article.id)?.[index])),
  );
  if (others.length === 0) return held;
  const ids = others.map(({ id }) => id);
  return new Map([...held].map(([number, page]) => [number, { ...page, changed: new Set([...page.changed, ...ids]) }]));
}

/** The most important story that begins on the page. */
function leadOn(edition: Edition, page: PageInput): string | undefined {
  const before = edition.pages.slice(0, edition.pages.indexOf(page));
  const own = page.articles
    .filter((id) => !before.some(({ articles }) => articles.includes(id)))
    .flatMap((id) => edition.articles.filter((article) => article.id === id && article.continuesFrom === undefined));
  return own.toSorted((a, b) => a.priority - b.priority)[0]?.id;
}

/** Stories that are new, or that do not say or ask for what they did. */
function changedStories(edition: Edition, { edition: was, pathOf }: LastMakeup): ReadonlySet<string> {
  const contentOf = (article: Article, of: Edition): string =>
    JSON.stringify(article, (key, value: unknown) => {
      if (PLACES.has(key)) return undefined;
      return key === "src" && typeof value === "string" ? (pathOf?.(of, value) ?? value) : value;
    });
  const before = new Map(was.articles.map((article) => [article.id, contentOf(article, was)]));
  const others = edition.articles.filter((article) => before.get(article.id) !== contentOf(article, edition));
  return new Set(others.map(({ id }) => id));
}

/** Where a text stands in its file is no part of what it says. */
const PLACES: ReadonlySet<string> = new Set(["pointer", "offset", "shifts"]);

function picturesOf(article: Article): readonly string[] {
  return [...article.photos.map(({ src }) => src), ...article.related.flatMap(picturesOf)];
}
