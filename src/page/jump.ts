/**
 * Jumps (转版): a story that several pages name is one text. It runs on from page to page; 下转N版 stands under a part that
 * goes on elsewhere, 上接N版 over one that comes from another page, and the headline is repeated there.
 */
import { firstParagraph } from "../edition/blocks.js";
import { inlinesFrom, sliceInline } from "../edition/inline.js";
import type { Article, Block, Inline, JumpReference, Language, Table } from "../edition/model.js";
import { wordsOf } from "../edition/words.js";
import { oneLine } from "./one-line.js";
import { templateText } from "./typeset.js";

/** Where a story's text was cut at the end of a page: everything from here on stands elsewhere. */
export interface Cut {
  /** Index in the article's body; its length when nothing but the dateline is left. */
  readonly block: number;
  /** UTF-16 units of the block, the run-in dateline included, that stand before the cut. */
  readonly offset: number;
}

/** The article with both its jump lines written: the editor's own words, or the engine's. */
export function jumpLines(article: Article, language: Language): Article {
  const words = wordsOf(language);
  const { continuesFrom, continuesTo } = article;
  return {
    ...article,
    ...(continuesFrom === undefined ? {} : { continuesFrom: written(continuesFrom, words.from) }),
    ...(continuesTo === undefined ? {} : { continuesTo: written(continuesTo, words.to) }),
  };
}

/** The line 下转N版 for a story whose text goes on there: the editor's own words when they are about that page. */
export function jumpTo(article: Article, page: number, language: Language): Inline {
  const own = article.continuesTo;
  return (own?.page === page ? own.text : undefined) ?? templateText(wordsOf(language).to(page));
}

/**
 * A story as it begins: what the editor wrote about where it comes from holds for the part on the later page when it names
 * an earlier page of this very story.
 */
export function firstPart(article: Article, later: readonly number[], own: number): Article {
  const { continuesFrom, ...rest } = article;
  return later.length > 0 && continuesFrom?.page === own ? rest : article;
}

/**
 * The part of a story that is left after a page. Its head is the headline alone, in the editor's words for it (`continuation`)
 * if there are any, a step less important; pictures, boxes, byline and dateline stand where the story began.
 */
export function restOf(whole: Article, part: Article, cut: Cut, from: number, to: number): Article {
  const { id, pointer, priority, headline, continuesTo } = part;
  const dateline = datelineLeft(part, cut);
  const own = whole.continuesFrom;
  const { headline: words = [], head, makeup } = whole.continuation ?? {};
  const title = words.length > 0 ? words : [oneLine(headline) ?? []].flat();
  return {
    id,
    pointer,
    priority: part.continuesFrom?.page === undefined ? priority + 1 : priority,
    headline: title,
    ...(head === undefined ? {} : { head }),
    ...(makeup === undefined ? {} : { makeup }),
    ...(dateline === undefined ? {} : { dateline }),
    body: [...bodyLeft(part, cut)],
    dropCap: 0,
    photos: [],
    related: [],
    box: false,
    headlineDirection: "horizontal",
    continuesFrom: own?.page === from ? own : { page: from },
    // 下转 to the page that this part stands on has been written on the page before.
    ...(continuesTo === undefined || continuesTo.page === to ? {} : { continuesTo }),
  };
}

/** Stories of a page, each that goes on from another asked to stand by the one before it (转版), if it asks for no other. */
export function standingTogether<T extends { readonly part: Article }>(parts: readonly T[]): readonly T[] {
  let before: string | undefined;
  return parts.map((own): T => {
    const { part } = own;
    if (part.continuesFrom === undefined) return own;
    const near = before;
    before = part.id;
    if (near === undefined) return own;
    const { sides = [], ...makeup } = part.makeup ?? {};
    return { ...own, part: { ...part, makeup: { near, ...makeup, sides } } };
  });
}

/** A story of which nothing found room on the page where it was to begin: it begins on the next one, with all its words. */
export function allOf(whole: Article, part: Article): Article {
  const { continuesFrom } = whole;
  return part.continuesFrom === undefined && continuesFrom !== undefined ? { ...part, continuesFrom } : part;
}

/** The block at whose head the dateline runs in: the first paragraph, or one of its own after a body without any. */
function datelineBlock({ body }: Article): number {
  const first = firstParagraph(body);
  return first < 0 ? body.length : first;
}

function datelineLength(article: Article, block: number): number {
  return block === datelineBlock(article) ? (article.dateline?.text.length ?? 0) : 0;
}

function datelineLeft(article: Article, { block, offset }: Cut): Inline | undefined {
  const { dateline } = article;
  if (dateline === undefined) return undefined;
  const at = datelineBlock(article);
  if (block < at) return dateline;
  return block > at || offset >= dateline.text.length ? undefined : sliceInline(dateline, offset);
}

function bodyLeft(article: Article, { block, offset }: Cut): readonly Block[] {
  const [cut, ...later] = article.body.slice(block);
  if (cut === undefined) return [];
  const rest = blockFrom(cut, offset - datelineLength(article, block));
  return rest === undefined ? later : [rest, ...later];
}

/** What is left of a block after so many UTF-16 units of its texts, a line each; undefined when nothing is. */
function blockFrom(block: Block, offset: number): Block | undefined {
  if (offset <= 0) return block;
  switch (block.kind) {
    case "paragraph":
    case "note": {
      const inlines = inlinesFrom(block.inlines, offset);
      return inlines.length === 0 ? undefined : { ...block, inlines, continued: true };
    }
    case "list": {
      const { lines: items, passed, within } = linesFrom(block.items, offset);
      if (items.length === 0) return undefined;
      return { ...block, items, passed: (block.passed ?? 0) + passed, ...(within ? { continued: true as const } : {}) };
    }
    case "table": {
      const rest = tableFrom(block.table, offset);
      return rest === undefined ? undefined : { ...block, table: rest };
    }
    case "verse": {
      const { lines } = linesFrom(block.lines, offset);
      return lines.length === 0 ? undefined : { ...block, lines };
    }
    default:
      return block;
  }
}

/** The rows of a table that are left; its text has a line for the title and one for each row, cells a tab apart. */
function tableFrom(table: Table, offset: number): Table | undefined {
  const { title, ...untitled } = table;
  let before = title === undefined ? 0 : title.text.length + 1;
  let row = 0;
  for (; row < table.rows && before < offset; row += 1) {
    const cells = table.cells.filter((cell) => cell.row === row);
    const length = cells.reduce((sum, { inlines }) => sum + inlines.reduce((own, { text }) => own + text.length, 0), 0);
    before += length + Math.max(0, cells.length - 1) + 1;
  }
  if (row >= table.rows) return undefined;
  const cells = table.cells.filter((cell) => cell.row >= row).map((cell) => ({ ...cell, row: cell.row - row }));
  return { ...untitled, cells, rows: table.rows - row, head: Math.max(0, table.head - row) };
}

interface LinesLeft {
  readonly lines: readonly (readonly Inline[])[];
  /** Lines that are gone as a whole, and whether the first that is left has lost its beginning. */
  readonly passed: number;
  readonly within: boolean;
}

function linesFrom(all: readonly (readonly Inline[])[], offset: number): LinesLeft {
  let before = 0;
  for (const [index, line] of all.entries()) {
    const length = line.reduce((sum, inline) => sum + inline.text.length, 0);
    if (offset < before + length || (offset === before && length === 0)) {
      const rest = all.slice(index + 1);
      return { lines: [inlinesFrom(line, offset - before), ...rest], passed: index, within: offset > before };
    }
    // A newline parts it from the next.
    before += length + 1;
    if (offset < before) return { lines: all.slice(index + 1), passed: index + 1, within: false };
  }
  return { lines: [], passed: all.length, within: false };
}

function written(jump: JumpReference, words: (page: number) => string): JumpReference {
  return jump.text === undefined ? { ...jump, text: templateText(words(jump.page)) } : jump;
}
