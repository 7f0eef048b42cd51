/** Stories that stand on several pages: which pages they need, and what they leave from one to the next. */
import type { Article, AwayPage, Edition, PageInput } from "../edition/model.js";
import { storiesFor } from "../edition/page-stories.js";
import { numbered, type NumberedPage } from "../edition/page-number.js";
import type { PageMaterial } from "./page.js";

/** What stories that stand on several pages leave from one to the next. */
export class JumpRuns {
  readonly #numbered: readonly NumberedPage[];
  readonly #away: readonly AwayPage[];
  readonly #rests = new Map<string, Article | undefined>();

  constructor(edition: Edition) {
    this.#numbered = numbered(edition);
    this.#away = (edition.away ?? []).toSorted((a, b) => a.number - b.number);
  }

  before(page: PageInput): Required<Pick<PageMaterial, "rests" | "later">> {
    const from = this.#numbered.findIndex((entry) => entry.page === page);
    const following = this.#numbered.slice(from + 1);
    const own = this.#numbered[from]?.number ?? 0;
    // A page that is not set takes its part of the story all the same, once its file is mended.
    const away = this.#away.filter(({ number }) => number > own);
    const later = page.articles.map((id): [string, readonly number[]] => [
      id,
      [
        ...following.filter((entry) => entry.page.articles.includes(id)).map(({ number }) => number),
        ...away.filter(({ articles }) => articles.includes(id)).map(({ number }) => number),
      ],
    ]);
    return { rests: new Map(this.#rests), later: new Map(later.filter(([, numbers]) => numbers.length > 0)) };
  }

  after(rests: ReadonlyMap<string, Article | undefined>): void {
    for (const [id, rest] of rests) this.#rests.set(id, rest);
  }
}

/** The pages wanted, and those before them on which their stories begin, in the edition's order. */
export function withEarlier(edition: Edition, wanted: readonly NumberedPage[]): readonly NumberedPage[] {
  const all = numbered(edition);
  const needed = new Set(wanted.map(({ page }) => page));
  const ids = new Set<string>();
  // From the last to the first: an earlier page may itself need one before it.
  for (const { page } of all.toReversed()) {
    const own = storiesFor(page);
    if (own.some((id) => ids.has(id))) needed.add(page);
    if (needed.has(page)) own.forEach((id) => ids.add(id));
  }
  return all.filter(({ page }) => needed.has(page));
}
