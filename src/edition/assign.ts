/**
 * Which page a story goes to that no page names: pages without `articles` take the stories of their section, and share those
 * of no such section, the most important first, each where there is least text so far.
 */
import type { RawArticle, RawEdition } from "./schema.js";

const USUAL_PRIORITY = 3;
/** A picture takes the room of so many characters. */
const PICTURE = 400;

/** Ids for each page by its place in the file, in order of importance; pages that list their stories have none. */
export function assignStories({
  pages,
  articles,
  named: namedBy,
}: Pick<RawEdition, "pages" | "articles"> & {
  /** Stories that a page names. */
  readonly named: readonly string[];
}): ReadonlyMap<number, readonly string[]> {
  const open = pages.flatMap(({ articles: named, section }, index) =>
    named === undefined ? [{ index, section, stories: [] as string[], characters: 0 }] : [],
  );
  if (open.length === 0) return new Map();
  const named = new Set(namedBy);
  const homeless = articles.filter(
    ({ id, pages: own, filler }) => !named.has(id) && (own ?? []).length === 0 && filler !== true,
  );
  const inOrder = homeless.toSorted((a, b) => (a.priority ?? USUAL_PRIORITY) - (b.priority ?? USUAL_PRIORITY));
  // Stories with a section first: what is left over is shared out around them.
  for (const story of [...inOrder.filter(hasPage), ...inOrder.filter((one) => !hasPage(one))]) {
    const own = open.filter(({ section }) => section !== undefined && section === story.section);
    const [first, ...others] = own.length > 0 ? own : open;
    const page = others.reduce(
      (least, other) => (least === undefined || other.characters < least.characters ? other : least),
      first,
    );
    page?.stories.push(story.id);
    if (page !== undefined) page.characters += lengthOf(story);
  }
  const rank = new Map(inOrder.map(({ id }, index) => [id, index]));
  return new Map(
    open.map(({ index, stories }) => [index, stories.toSorted((a, b) => (rank.get(a) ?? 0) - (rank.get(b) ?? 0))]),
  );

  function hasPage({ section }: RawArticle): boolean {
    return open.some((page) => page.section !== undefined && page.section === section);
  }
}

/** Characters as they are written, which is near enough for weighing pages. */
function lengthOf({ body, related, photos }: RawArticle): number {
  return JSON.stringify(body ?? []).length + JSON.stringify(related ?? []).length + PICTURE * (photos ?? []).length;
}
