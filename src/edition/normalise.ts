/**
 * House style: the edition with its marks as the paper prints them, and a list of every change, so that nobody has to
 * wonder why the page differs from the file. The caller may leave the step out, or single rules.
 */
import { houseStyleEdits, type HouseStyleRule, type TextEdit } from "./house-style.js";
import type {
  Article,
  Block,
  Credit,
  Edition,
  Inline,
  JumpReference,
  PageInput,
  Photo,
  Publication,
  Table,
} from "./model.js";
import { IMPRINT_KEYS } from "./model.js";

export type { HouseStyleRule } from "./house-style.js";

export interface HouseStyleChange {
  /** JSON pointer of the value, and the UTF-16 offset in the value as the editor wrote it. */
  readonly pointer: string;
  readonly offset: number;
  readonly before: string;
  readonly after: string;
  readonly rule: HouseStyleRule;
  readonly article?: string;
}

const HOUSE_STYLE_RULES: readonly HouseStyleRule[] = ["width", "quotes", "dash", "ellipsis", "radicals"];

export interface HouseStyleOptions {
  /** The rules to apply; all of them when left out. */
  readonly rules?: readonly HouseStyleRule[];
  /** Whether a page is set in a house style; all are when left out. A story follows the page on which it begins. */
  readonly applies?: (page: PageInput) => boolean;
}

export interface NormalisedEdition {
  readonly edition: Edition;
  readonly changes: readonly HouseStyleChange[];
}

export function normalise(edition: Edition, options: HouseStyleOptions = {}): NormalisedEdition {
  const pass = new Pass(edition, new Set(options.rules ?? HOUSE_STYLE_RULES));
  const { publication } = edition;
  const applies = options.applies ?? (() => true);
  // A story that runs over several pages is one text, whichever of them are set: the first one decides.
  const begins = new Map<string, PageInput>();
  for (const page of edition.pages.toReversed()) for (const id of page.articles) begins.set(id, page);
  const untouched = new Set([...begins].flatMap(([id, page]) => (applies(page) ? [] : [id])));
  const changed: Edition = {
    ...edition,
    publication: {
      ...publication,
      ...pass.optional("name", publication.name),
      ...pass.optional("edition", publication.edition),
      ...pass.optional("serial", publication.serial),
      ...imprintOf(publication, pass),
    },
    pages: edition.pages.map((page) => (applies(page) ? normalisePage(page, pass) : page)),
    articles: edition.articles.map((article) =>
      untouched.has(article.id) ? article : normaliseArticle(article, pass),
    ),
  };
  return { edition: changed, changes: pass.changes };
}

/** One run over an edition: collects the changes, and knows whose text it is looking at. */
class Pass {
  readonly changes: HouseStyleChange[] = [];
  readonly #edition: Edition;
  readonly #rules: ReadonlySet<HouseStyleRule>;
  #article: string | undefined;

  constructor(edition: Edition, rules: ReadonlySet<HouseStyleRule>) {
    this.#edition = edition;
    this.#rules = rules;
  }

  within<T>(article: string, work: () => T): T {
    const outer = this.#article;
    this.#article = article;
    const result = work();
    this.#article = outer;
    return result;
  }

  one(inline: Inline): Inline {
    return this.all([inline], "")[0] ?? inline;
  }

  /** `{ key: inline }`, or nothing when there is none. */
  optional<Key extends string>(key: Key, inline: Inline | undefined): { readonly [K in Key]?: Inline } {
    const holder: { [K in Key]?: Inline } = {};
    if (inline !== undefined) holder[key] = this.one(inline);
    return holder;
  }

  /**
   * Inlines that are read as one text, so that a quotation may begin in one and end in another. `joint` stands between
   * them: nothing inside a paragraph, a newline between the lines of a head.
   */
  all(inlines: readonly Inline[], joint: string): readonly Inline[] {
    const text = inlines.map((inline) => inline.text).join(joint);
    const edits = houseStyleEdits(text, this.#edition.language, this.#rules);
    if (edits.length === 0) return inlines;
    let start = 0;
    const changed = inlines.map((inline) => {
      const end = start + inline.text.length;
      const own = edits.flatMap((edit) => clip(edit, start, end));
      start = end + joint.length;
      for (const edit of own) this.#record(inline, edit);
      return own.length === 0 ? inline : { ...inline, text: apply(inline.text, own) };
    });
    return changed.filter(({ text: left }) => left !== "");
  }

  #record(inline: Inline, { offset, before, after, rule }: TextEdit): void {
    this.changes.push({
      pointer: inline.pointer,
      offset: inline.offset + offset,
      before,
      after,
      rule,
      ...(this.#article === undefined ? {} : { article: this.#article }),
    });
  }
}

/**
 * The part of an edit that falls into the inline from `start` to `end`. An ellipsis or dash typed half in one style and
 * half in another becomes one mark in the inline where it begins; the rest of it goes.
 */
function clip(edit: TextEdit, start: number, end: number): TextEdit[] {
  const from = Math.max(edit.offset, start);
  const to = Math.min(edit.offset + edit.before.length, end);
  if (from >= to) return [];
  const before = edit.before.slice(from - edit.offset, to - edit.offset);
  return [{ offset: from - start, before, after: from === edit.offset ? edit.after : "", rule: edit.rule }];
}

function apply(text: string, edits: readonly TextEdit[]): string {
  let result = "";
  let done = 0;
  for (const { offset, before, after } of edits) {
    result += text.slice(done, offset) + after;
    done = offset + before.length;
  }
  return result + text.slice(done);
}

function imprintOf({ imprint }: Publication, pass: Pass): Pick<Publication, "imprint"> {
  if (imprint === undefined) return {};
  return { imprint: Object.assign({}, ...IMPRINT_KEYS.map((key) => pass.optional(key, imprint[key]))) };
}

function normalisePage(page: PageInput, pass: Pass): PageInput {
  return {
    ...page,
    ...pass.optional("section", page.section),
    ...pass.optional("banner", page.banner),
    credits: page.credits.map((credit): Credit => ({
      role: pass.one(credit.role),
      names: credit.names.map((name) => pass.one(name)),
    })),
  };
}

function normaliseArticle(article: Article, pass: Pass): Article {
  return pass.within(article.id, () => ({
    ...article,
    ...pass.optional("label", article.label),
    ...pass.optional("kicker", article.kicker),
    headline: pass.all(article.headline, "\n"),
    ...pass.optional("deck", article.deck),
    ...pass.optional("byline", article.byline),
    ...pass.optional("dateline", article.dateline),
    body: article.body.map((block) => normaliseBlock(block, pass)),
    photos: article.photos.map((photo) => normalisePhoto(photo, pass)),
    related: article.related.map((box) => normaliseArticle(box, pass)),
    ...normaliseJump("continuesFrom", article.continuesFrom, pass),
    ...normaliseJump("continuesTo", article.continuesTo, pass),
  }));
}

function normaliseBlock(block: Block, pass: Pass): Block {
  switch (block.kind) {
    case "subhead":
      return { ...block, lines: pass.all(block.lines, "\n") };
    case "list":
      return { ...block, items: block.items.map((item) => pass.all(item, "")) };
    case "table":
      return { ...block, table: normaliseTable(block.table, pass) };
    case "verse":
      return { ...block, lines: block.lines.map((line) => pass.all(line, "")) };
    default:
      return { ...block, inlines: pass.all(block.inlines, "") };
  }
}

function normaliseTable(table: Table, pass: Pass): Table {
  return {
    ...table,
    ...pass.optional("title", table.title),
    cells: table.cells.map((cell) => ({ ...cell, inlines: pass.all(cell.inlines, "") })),
  };
}

function normalisePhoto(photo: Photo, pass: Pass): Photo {
  const caption = photo.caption === undefined ? {} : { caption: pass.all(photo.caption, "") };
  return { ...photo, ...caption, ...pass.optional("credit", photo.credit) };
}

function normaliseJump<Key extends "continuesFrom" | "continuesTo">(
  key: Key,
  jump: JumpReference | undefined,
  pass: Pass,
): { readonly [K in Key]?: JumpReference } {
  const holder: { [K in Key]?: JumpReference } = {};
  if (jump !== undefined) holder[key] = { ...jump, ...pass.optional("text", jump.text) };
  return holder;
}
