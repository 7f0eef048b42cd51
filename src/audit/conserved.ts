/**
 * Text is never lost: every visible character of a story is painted, or named as overset. Characters are counted, not
 * followed, so that the order of painting and the places of line breaks do not matter.
 */
import { textsOf } from "../edition/blocks.js";
import type { Article, Edition, Inline, PageInput } from "../edition/model.js";
import { numbered } from "../edition/page-number.js";
import type { GlyphRun, Scene, ScenePage } from "../scene/list.js";
import type { Fault } from "./painted.js";

/** Characters of a lost text that a message quotes. */
const QUOTED = 12;
/** White space, and what no reader sees: format characters, variation selectors, unpaired controls. */
const UNSEEN = /[\s\p{Cf}\p{Cc}\u{FE00}-\u{FE0F}\u{E0100}-\u{E01EF}\u115F\u1160\u3164\uFFA0]/gu;

/** A fault with the number of its page. */
export interface PagedFault extends Fault {
  readonly page: number;
}

export function lostText(scene: Scene, edition: Edition): readonly PagedFault[] {
  const painted = paintedTexts(scene);
  const stories = edition.articles.flatMap((article) => {
    const page = lastPageOf(article, scene, edition);
    return page === undefined ? [] : storyFaults(article, page, scene, painted);
  });
  return [...stories, ...scene.pages.flatMap((page) => pageFaults(page, edition, scene, painted))];
}

/** What is painted of the value at each pointer. */
function paintedTexts({ pages }: Scene): ReadonlyMap<string, string> {
  const pieces = new Map<string, string[]>();
  for (const { items } of pages) {
    for (const item of items) {
      if (item.kind !== "glyphs" || item.source.pointer === "") continue;
      const known = pieces.get(item.source.pointer);
      if (known === undefined) pieces.set(item.source.pointer, [textOf(item)]);
      else known.push(textOf(item));
    }
  }
  return new Map([...pieces].map(([pointer, texts]) => [pointer, texts.join("")]));
}

function textOf({ texts }: GlyphRun): string {
  return texts.join("");
}

/** The last page of a story, where the scene has all of them; else some of its text stands elsewhere. */
function lastPageOf({ id }: Article, scene: Scene, edition: Edition): ScenePage | undefined {
  if (edition.away?.some(({ articles }) => articles.includes(id)) === true) return undefined;
  const holding = numbered(edition).flatMap(({ page, number }) => (page.articles.includes(id) ? [number] : []));
  const set = scene.pages.filter(({ number }) => holding.includes(number));
  return set.length === holding.length ? set.at(-1) : undefined;
}

function storyFaults(
  article: Article,
  page: ScenePage,
  scene: Scene,
  painted: ReadonlyMap<string, string>,
): readonly PagedFault[] {
  const missing = missingOf(storyTexts(article), painted);
  if (missing.length === 0) return [];
  const ids = new Set(allIds(article));
  const overset = new Counted(
    scene.fits
      .filter((fit) => ids.has(fit.article))
      .map(({ oversetText }) => oversetText)
      .join(""),
  );
  return missing.flatMap(({ pointer, characters }) => {
    const lost = characters.filter((character) => !overset.take(character));
    return lost.length === 0 ? [] : [fault(lost, pointer, page.number, article.id)];
  });
}

function pageFaults(
  page: ScenePage,
  edition: Edition,
  scene: Scene,
  painted: ReadonlyMap<string, string>,
): readonly PagedFault[] {
  const { findings } = scene;
  const input = numbered(edition).find(({ number }) => number === page.number)?.page;
  if (input === undefined) return [];
  // A template may leave an element out, but sets it whole where it has it.
  const isNamed = (pointer: string): boolean =>
    findings.some((finding) => finding.code === "furniture-too-long" && finding.pointer === pointer);
  const texts = furnitureTexts(input).filter(({ pointer }) => painted.has(pointer) && !isNamed(pointer));
  // The label of several notices stands over the first of them.
  const notices = input.fixed.flatMap(({ items = [] }) => items.map(({ label: _label, ...item }): Article => item));
  return [
    ...missingOf(texts, painted).map(({ pointer, characters }) => fault(characters, pointer, page.number, undefined)),
    ...notices.flatMap((item) => storyFaults(item, page, scene, painted)),
  ];
}

function fault(lost: readonly string[], pointer: string, page: number, article: string | undefined): PagedFault {
  const count = lost.length;
  const quoted = `“${lost.slice(0, QUOTED).join("")}${count > QUOTED ? "…" : ""}”`;
  return {
    page,
    severity: "error",
    code: "lost-text",
    message: `${count} ${count === 1 ? "character" : "characters"} (${quoted}) are neither on the page nor named as overset`,
    hint: "give the text more room; this is a mistake of banxin: please report it",
    box: undefined,
    article,
    pointer,
  };
}

/** Characters of each value that are not painted. */
function missingOf(
  texts: readonly Inline[],
  painted: ReadonlyMap<string, string>,
): readonly { readonly pointer: string; readonly characters: readonly string[] }[] {
  const byPointer = new Map<string, string>();
  for (const { pointer, text } of texts) byPointer.set(pointer, (byPointer.get(pointer) ?? "") + text);
  return [...byPointer].flatMap(([pointer, text]) => {
    const shown = painted.get(pointer) ?? "";
    if (shown.includes(text)) return [];
    const have = new Counted(shown);
    const characters = visible(text).filter((character) => !have.take(character));
    return characters.length === 0 ? [] : [{ pointer, characters }];
  });
}

function visible(text: string): readonly string[] {
  return [...text.normalize("NFC").replace(UNSEEN, "")];
}

/** A bag of characters. */
class Counted {
  readonly #counts = new Map<string, number>();

  constructor(text: string) {
    for (const character of visible(text)) this.#counts.set(character, (this.#counts.get(character) ?? 0) + 1);
  }

  /** Takes one of them out; false where none is left. */
  take(character: string): boolean {
    const count = this.#counts.get(character) ?? 0;
    if (count > 0) this.#counts.set(character, count - 1);
    return count > 0;
  }
}

function allIds({ id, related }: Article): readonly string[] {
  return [id, ...related.flatMap(allIds)];
}

/** All texts of a story and its boxes. */
function storyTexts(article: Article): readonly Inline[] {
  const { label, kicker, headline, deck, byline, dateline, body, photos, related } = article;
  return [
    ...[label, kicker, ...headline, deck, byline, dateline].filter((inline) => inline !== undefined),
    ...body.flatMap((block) => textsOf(block).flat()),
    ...photos.flatMap(({ caption = [], credit }) => [...caption, ...(credit === undefined ? [] : [credit])]),
    ...related.flatMap(storyTexts),
  ];
}

function furnitureTexts({ banner, section, credits, fixed }: PageInput): readonly Inline[] {
  const parts = [
    banner,
    section,
    ...credits.flatMap(({ role, names }) => [role, ...names]),
    ...fixed.flatMap(({ label, mark }) => [label, mark]),
  ];
  return parts.filter((inline) => inline !== undefined);
}
