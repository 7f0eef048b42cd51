/**
 * Page files with mistakes, which an edition is set without: what they may hold, so that what points into them is told as
 * left out rather than as unknown, and is taken off the pages that are set.
 */
import type { Node } from "jsonc-parser";
import type { Diagnostic } from "../base/diagnostic.js";
import type { Article, Edition, MakeupHints, PageFile, PageInput } from "./model.js";
import { ownPages } from "./parts.js";
import { child, integerOf, items, stringOf } from "./tree.js";

/** A page file that the edition is set without. */
export interface LeftOut {
  /** Which of the edition file's `pages` names it. */
  readonly entry: number;
  readonly file: string;
  readonly diagnostics: readonly Diagnostic[];
  /** What could be read of it. */
  readonly root?: Node;
  /** Whether that is all of it. */
  readonly isWhole: boolean;
}

export interface Holder {
  readonly file: string;
  /** Whether it is known to hold it; otherwise not all of the file could be read. */
  readonly isSure: boolean;
}

export class LeftOutFiles {
  readonly files: readonly LeftOut[];
  readonly #stories = new Map<string, string>();
  readonly #numbers = new Map<number, string>();
  readonly #unread: LeftOut | undefined;

  constructor(files: readonly LeftOut[]) {
    this.files = files;
    this.#unread = files.find(({ isWhole }) => !isWhole);
    for (const { file, root } of files) {
      for (const story of items(child(root, "articles"))) {
        const id = stringOf(child(story, "id"));
        if (id !== undefined && !this.#stories.has(id)) this.#stories.set(id, file);
      }
      for (const number of numbersIn(root)) if (!this.#numbers.has(number)) this.#numbers.set(number, file);
    }
  }

  /** The file that holds a story, or may hold it. */
  holderOf(id: string): Holder | undefined {
    return this.#holder(this.#stories.get(id));
  }

  /** The file that holds a page of this number, or may hold it. */
  holderOfPage(number: number): Holder | undefined {
    return this.#holder(this.#numbers.get(number));
  }

  #holder(known: string | undefined): Holder | undefined {
    if (known !== undefined) return { file: known, isSure: true };
    return this.#unread === undefined ? undefined : { file: this.#unread.file, isSure: false };
  }
}

/** Entry → how many pages stand there, which number those after them; a file that cannot be read counts as one. */
export function pageCounts(files: readonly LeftOut[]): ReadonlyMap<number, number> {
  return new Map(
    files.map(({ entry, root }) => [entry, root === undefined ? 1 : Math.max(1, ownPages(root).length)] as const),
  );
}

/** The numbers that a file gives its pages. */
export function numbersIn(root: Node | undefined): readonly number[] {
  return items(child(root, "pages")).flatMap((page) => integerOf(child(page, "number")) ?? []);
}

/** The page files that an edition is set without. */
export function withMistakes({ pageFiles = [] }: Pick<Edition, "pageFiles">): readonly PageFile[] {
  return pageFiles.filter(({ mistakes }) => mistakes !== undefined);
}

/** What is wrong with them. */
export function mistakesIn(edition: Pick<Edition, "pageFiles">): readonly Diagnostic[] {
  return withMistakes(edition).flatMap(({ mistakes }) => mistakes ?? []);
}

/** The edition without what names stories that are left out: the reader has told each of them. */
export function withoutLost(edition: Edition): Edition {
  const known = new Set(edition.articles.map(({ id }) => id));
  return {
    ...edition,
    pages: edition.pages.map((page) => pageWithoutLost(page, known)),
    articles: edition.articles.map((article) => storyWithoutLost(article, known)),
  };
}

function pageWithoutLost(page: PageInput, known: ReadonlySet<string>): PageInput {
  const { refers, layout, ...rest } = page;
  const left = Array.isArray(refers)
    ? refers.filter((refer) => !("article" in refer) || known.has(refer.article))
    : refers;
  return {
    ...rest,
    articles: page.articles.filter((id) => known.has(id)),
    ...(layout === undefined ? {} : { layout: layout.filter(({ article }) => known.has(article)) }),
    ...(left === undefined || left.length === 0 ? {} : { refers: left }),
  };
}

function storyWithoutLost(article: Article, known: ReadonlySet<string>): Article {
  const { makeup, continuation } = article;
  return {
    ...article,
    ...(makeup === undefined ? {} : { makeup: hintsWithoutLost(makeup, known) }),
    ...(continuation?.makeup === undefined
      ? {}
      : { continuation: { ...continuation, makeup: hintsWithoutLost(continuation.makeup, known) } }),
  };
}

function hintsWithoutLost(hints: MakeupHints, known: ReadonlySet<string>): MakeupHints {
  const { near, ...others } = hints;
  return near === undefined || known.has(near) ? hints : others;
}
