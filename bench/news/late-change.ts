/**
 * Small edits of a generated page, as they come in after it was made up: a story up to 200 characters longer or shorter, a picture
 * of another size, an advertisement at the foot, another headline. Each is an edition of its own, one edit away from the first.
 */
import { Random } from "../../test/fuzz/random.js";
import type { Cells } from "../../src/layout/grid.js";
import { cellsOverlap } from "../../src/layout/region.js";
import type { Block, FixedArea, NewsArticle, NewsEdition, NewsPage, Size } from "./edition-types.js";
import type { MadeEdition } from "./news-edition.js";

export const EDITS = ["longer", "shorter", "picture", "headline", "advertisement"] as const;
export type Edit = (typeof EDITS)[number];

export interface LateChange {
  readonly edit: Edit;
  /** The story that changed; undefined for an advertisement. */
  readonly article: string | undefined;
  /** What the advertisement takes. */
  readonly taken: Cells | undefined;
  readonly edition: NewsEdition;
  readonly pictures: ReadonlyMap<string, Size>;
}

/** Rows and columns that a page has for stories. */
export interface PageSize {
  readonly columns: number;
  readonly rows: number;
}

const MOST_CHARACTERS = 200;
/** What a story has left at least. */
const SHORTEST = 60;
/** Advertisements: columns and rows. */
const AD_COLUMNS = [2, 3] as const;
const AD_ROWS = [6, 12] as const;
const SHAPES: readonly (readonly [number, number])[] = [
  [1800, 1200],
  [1600, 1200],
  [1920, 1080],
  [1200, 1600],
  [1400, 1400],
];

/** One edit of a page; undefined where the page has nothing of its kind. `words`: an edition whose copy is used for what is added. */
export function lateChange(
  made: MadeEdition,
  page: NewsPage,
  edit: Edit,
  seed: number,
  size: PageSize,
  words: NewsEdition,
): LateChange | undefined {
  const random = new Random(seed * 97 + 13);
  const stories = made.edition.articles.filter(({ id }) => page.articles.includes(id));
  const change = (to: NewsArticle, pictures = made.pictures): LateChange => ({
    edit,
    article: to.id,
    taken: undefined,
    edition: { ...made.edition, articles: made.edition.articles.map((one) => (one.id === to.id ? to : one)) },
    pictures,
  });
  switch (edit) {
    case "longer":
    case "shorter": {
      const count = random.between(1, MOST_CHARACTERS);
      const open = stories.filter(({ body }) =>
        edit === "longer" ? textOf(body) > 0 : textOf(body) >= count + SHORTEST,
      );
      const story = open[random.below(open.length)];
      if (story === undefined) return undefined;
      const body = edit === "longer" ? longer(random, story.body, count, words) : shorter(story.body, count);
      return change({ ...story, body });
    }
    case "headline": {
      const story = stories[random.below(stories.length)];
      const others = words.articles.filter(({ headline }) => typeof headline === "string");
      const other = others[random.below(others.length)];
      return story === undefined || other === undefined ? undefined : change({ ...story, headline: other.headline });
    }
    case "picture": {
      const own = stories.filter(({ photos = [] }) => photos.length > 0);
      const story = own[random.below(own.length)];
      const [photo, ...rest] = story?.photos ?? [];
      const [width = 1, height = 1] = SHAPES[random.below(SHAPES.length)] ?? [];
      if (story === undefined || photo === undefined) return undefined;
      const src = `late-${photo.src}`;
      const pictures = new Map([...made.pictures, [src, { width, height }]]);
      return change({ ...story, photos: [{ ...photo, src }, ...rest] }, pictures);
    }
    case "advertisement": {
      const columns = Math.min(size.columns, random.between(...AD_COLUMNS));
      const rows = random.between(...AD_ROWS);
      const right = random.once(2);
      const taken = { column: right ? size.columns - columns : 0, columns, row: size.rows - rows, rows };
      const ad: FixedArea = {
        columns: [taken.column + 1, taken.column + columns],
        rows: [taken.row + 1, size.rows],
        label: "广告",
      };
      const fixed = [...(page.ads ?? []), ...(page.notices ?? [])].map(cellsOf);
      if (fixed.some((cells) => cellsOverlap(cells, { ...taken, row: taken.row - 2, rows: rows + 2 })))
        return undefined;
      const pages = made.edition.pages.map((one) => (one === page ? { ...one, ads: [...(one.ads ?? []), ad] } : one));
      return { edit, article: undefined, taken, edition: { ...made.edition, pages }, pictures: made.pictures };
    }
  }
}

function cellsOf({ columns, rows }: FixedArea): Cells {
  return {
    column: columns[0] - 1,
    columns: columns[1] - columns[0] + 1,
    row: rows[0] - 1,
    rows: rows[1] - rows[0] + 1,
  };
}

function textOf(body: readonly Block[]): number {
  return body.reduce((sum, block) => sum + (typeof block === "string" ? block.length : 0), 0);
}

/** So many characters more: at the end of one of its paragraphs. */
function longer(random: Random, body: readonly Block[], count: number, words: NewsEdition): readonly Block[] {
  const all = words.articles.flatMap((article) =>
    article.body.flatMap((block) => (typeof block === "string" ? [block] : [])),
  );
  const copy = all.join("");
  const from = random.below(Math.max(1, copy.length - count));
  const added = `${copy.slice(from, from + count - 1)}。`;
  const texts = body.flatMap((block, index) => (typeof block === "string" ? [index] : []));
  const at = texts[random.below(texts.length)];
  return body.map((block, index) => (index === at && typeof block === "string" ? block + added : block));
}

/** So many characters fewer, from the last paragraph backwards, as a desk cuts. */
function shorter(body: readonly Block[], count: number): readonly Block[] {
  let left = count;
  const cut = body.toReversed().flatMap((block): readonly Block[] => {
    if (typeof block !== "string" || left === 0) return [block];
    const rest = block.slice(0, Math.max(0, block.length - left - 1));
    left = Math.max(0, left - (block.length - rest.length));
    return rest.length < 2 ? [] : [`${rest}。`];
  });
  const first = cut.findIndex((block) => typeof block === "string");
  // A subhead over nothing goes with its text.
  return cut.filter((block, index) => index >= first || typeof block === "string").toReversed();
}
