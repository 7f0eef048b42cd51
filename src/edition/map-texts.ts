/** A walk over every text of an edition, each in the way in which its field is read. */
import type {
  Article,
  Block,
  Credit,
  Edition,
  FixedArea,
  Inline,
  JumpReference,
  PageInput,
  Photo,
  Publication,
  ReferInput,
  Table,
} from "./model.js";
import { DEFAULT_MARKER, IMPRINT_KEYS } from "./model.js";

/** What running text that is no paragraph stands in. */
export type TextRole = "quote" | "note" | "item" | "cell" | "caption" | "aligned";

const BLANK_BOX = "a box without text or picture";
const BLANK_TABLE = "a table of blank cells";

/** What becomes of the texts. One that comes back empty is dropped with its field. */
export abstract class TextVisitor {
  /** Whose text is visited; undefined for the texts of pages and of the paper. */
  protected article: string | undefined;

  /** The texts that `work` visits belong to an article. */
  within<T>(article: string, work: () => T): T {
    const outer = this.article;
    this.article = article;
    const result = work();
    this.article = outer;
    return result;
  }

  /** A field that is one text: a kicker, a name. */
  abstract line(inline: Inline): Inline | undefined;
  /** The lines of a headline or subhead. */
  abstract head(lines: readonly Inline[]): readonly Inline[];
  /** A paragraph; it may fall into several. */
  abstract paragraph(inlines: readonly Inline[]): readonly (readonly Inline[])[];
  abstract text(inlines: readonly Inline[], role: TextRole): readonly Inline[];
  /** Lines of verse; one without inlines parts two stanzas. */
  abstract verse(lines: readonly (readonly Inline[])[]): readonly (readonly Inline[])[];

  /** Whether something goes in which no text is left: `what` is its name, `pointer` its place. */
  dropsBlank(_what: string, _pointer: string): boolean {
    return false;
  }
}

/**
 * The edition with its texts as the visitors leave them. `visitorOf` gives the visitor of a page's own texts and of the
 * stories that begin on it, or of what belongs to no page; undefined leaves them alone.
 */
export function mapTexts(
  edition: Edition,
  visitorOf: (page: PageInput | undefined) => TextVisitor | undefined,
): Edition {
  // A story that runs over several pages is one text, whichever of them are set: the first one decides.
  const begins = new Map<string, PageInput>();
  for (const page of edition.pages.toReversed()) for (const id of page.articles) begins.set(id, page);
  const ownerless = visitorOf(undefined);
  return {
    ...edition,
    publication: ownerless === undefined ? edition.publication : mapPublication(edition.publication, ownerless),
    pages: edition.pages.map((page) => {
      const visitor = visitorOf(page);
      return visitor === undefined ? page : mapPage(page, visitor);
    }),
    articles: edition.articles.map((article) => {
      const visitor = visitorOf(begins.get(article.id));
      return visitor === undefined ? article : mapArticle(article, visitor);
    }),
  };
}

/** The object with one of its texts visited; without the key where nothing is left of it. */
function mapKey<Key extends string, T extends { readonly [K in Key]?: Inline }>(
  holder: T,
  key: Key,
  visitor: TextVisitor,
): T {
  const { [key]: inline, ...rest } = holder;
  if (inline === undefined) return holder;
  const visited = visitor.line(inline);
  // The rest of an object and the key that was taken from it: what it was.
  return { ...rest, ...(visited === undefined ? {} : { [key]: visited }) } as unknown as T;
}

function mapKeys<Key extends string, T extends { readonly [K in Key]?: Inline }>(
  holder: T,
  keys: readonly Key[],
  visitor: TextVisitor,
): T {
  return keys.reduce((done, key) => mapKey(done, key, visitor), holder);
}

/** A text that the model keeps without its place, visited; undefined where nothing is left of it. */
function mapText(text: string, pointer: string, visitor: TextVisitor): string | undefined {
  return visitor.line({ text, pointer, offset: 0 })?.text;
}

function mapPublication(publication: Publication, visitor: TextVisitor): Publication {
  const { imprint, issue: typed, ...rest } = publication;
  const issue = typed === undefined ? undefined : mapText(typed, "/publication/issue", visitor);
  return {
    ...mapKeys(rest, ["name", "edition", "serial"], visitor),
    ...(issue === undefined ? {} : { issue }),
    ...(imprint === undefined ? {} : { imprint: mapKeys(imprint, IMPRINT_KEYS, visitor) }),
  };
}

function mapPage(page: PageInput, visitor: TextVisitor): PageInput {
  return {
    ...mapKeys(page, ["section", "banner"], visitor),
    ...(Array.isArray(page.refers) ? { refers: page.refers.flatMap((refer) => mapRefer(refer, visitor)) } : {}),
    credits: page.credits.map((credit): Credit => ({
      role: visitor.line(credit.role) ?? { ...credit.role, text: "" },
      names: credit.names.flatMap((name) => visitor.line(name) ?? []),
    })),
    fixed: page.fixed.map((area): FixedArea => {
      // The usual word of an advertisement stands in no file.
      const usual = area.mark?.pointer === "";
      const mapped = mapKeys(area, usual ? ["label"] : ["label", "mark"], visitor);
      // Where the editor gave no words for those who cannot see the picture, the label's are used.
      const alt =
        area.alt === area.label?.text ? mapped.label?.text : mapText(area.alt, `${area.pointer}/alt`, visitor);
      const items = area.items?.map((item) => mapArticle(item, visitor)).filter((item) => !isDropped(item, visitor));
      return { ...mapped, ...(items === undefined ? {} : { items }), alt: alt ?? "" };
    }),
  };
}

/** A page that nothing is said of is no refer. */
function mapRefer(refer: ReferInput, visitor: TextVisitor): readonly ReferInput[] {
  const { text, ...rest } = refer;
  const mapped = text === undefined ? undefined : visitor.line(text);
  if (mapped !== undefined) return [{ ...refer, text: mapped }];
  return "article" in rest ? [rest] : [];
}

function mapArticle(article: Article, visitor: TextVisitor): Article {
  return visitor.within(article.id, () => {
    const before = mapKeys(article, ["label", "kicker"], visitor);
    const headline = visitor.head(article.headline);
    const after = mapKeys(before, ["deck", "byline", "dateline"], visitor);
    return {
      ...after,
      headline,
      body: article.body.flatMap((block) => mapBlock(block, visitor)),
      photos: article.photos.map((photo) => mapPhoto(photo, visitor)),
      related: article.related.map((box) => mapArticle(box, visitor)).filter((box) => !isDropped(box, visitor)),
      ...mapJump("continuesFrom", article.continuesFrom, visitor),
      ...mapJump("continuesTo", article.continuesTo, visitor),
      ...(article.continuation === undefined
        ? {}
        : { continuation: { ...article.continuation, headline: visitor.head(article.continuation.headline) } }),
    };
  });
}

/** A box or a notice in which nothing is left goes. */
function isDropped(box: Article, visitor: TextVisitor): boolean {
  return isBlank(box) && visitor.within(box.id, () => visitor.dropsBlank(BLANK_BOX, box.pointer));
}

/** Whether a reader would see nothing of a story. */
export function isBlank(article: Article): boolean {
  const { label, kicker, headline, deck, byline, dateline, body, photos, related } = article;
  const fields = [label, kicker, ...headline, deck, byline, dateline].filter((field) => field !== undefined);
  return fields.length + body.length + photos.length + related.length === 0;
}

/** A block of which nothing is left goes. */
function mapBlock(block: Block, visitor: TextVisitor): readonly Block[] {
  switch (block.kind) {
    case "paragraph": {
      const { dropCap, ...rest } = block;
      if (block.align !== undefined) {
        const inlines = visitor.text(block.inlines, "aligned");
        return inlines.length === 0 ? [] : [{ ...block, inlines }];
      }
      return visitor
        .paragraph(block.inlines)
        .map((inlines, i) => ({ ...rest, inlines, ...(i === 0 && dropCap !== undefined ? { dropCap } : {}) }));
    }
    case "subhead": {
      const lines = visitor.head(block.lines);
      return lines.length === 0 ? [] : [{ ...block, lines }];
    }
    case "list": {
      const items = block.items.map((item) => visitor.text(item, "item")).filter((item) => item.length > 0);
      const marker = mapText(block.marker, `${block.pointer}/marker`, visitor) ?? DEFAULT_MARKER;
      return items.length === 0 ? [] : [{ ...block, items, marker }];
    }
    case "table": {
      const table = mapTable(block.table, visitor);
      const isEmpty = table.title === undefined && table.cells.every(({ inlines }) => inlines.length === 0);
      return isEmpty && visitor.dropsBlank(BLANK_TABLE, `${block.pointer}/table`) ? [] : [{ ...block, table }];
    }
    case "verse": {
      const lines = visitor.verse(block.lines);
      return lines.every((line) => line.length === 0) ? [] : [{ ...block, lines }];
    }
    case "quote":
    case "note": {
      const inlines = visitor.text(block.inlines, block.kind);
      return inlines.length === 0 ? [] : [{ ...block, inlines }];
    }
  }
}

function mapTable(table: Table, visitor: TextVisitor): Table {
  return {
    ...mapKeys(table, ["title"], visitor),
    cells: table.cells.map((cell) => ({ ...cell, inlines: visitor.text(cell.inlines, "cell") })),
  };
}

function mapPhoto(photo: Photo, visitor: TextVisitor): Photo {
  const { caption, ...rest } = photo;
  const visited = caption === undefined ? [] : visitor.text(caption, "caption");
  return {
    ...mapKeys(rest, ["credit"], visitor),
    // Where the editor gave no words for those who cannot see the picture, the caption's are used.
    alt:
      caption !== undefined && photo.alt === wordsOf(caption)
        ? wordsOf(visited)
        : (mapText(photo.alt, `${photo.pointer}/alt`, visitor) ?? ""),
    ...(visited.length === 0 ? {} : { caption: visited }),
  };
}

function wordsOf(caption: readonly Inline[]): string {
  return caption.map(({ text, hardBreak }) => (hardBreak === true ? "" : text)).join("");
}

function mapJump<Key extends "continuesFrom" | "continuesTo">(
  key: Key,
  jump: JumpReference | undefined,
  visitor: TextVisitor,
): { readonly [K in Key]?: JumpReference } {
  const holder: { [K in Key]?: JumpReference } = {};
  if (jump !== undefined) holder[key] = mapKeys(jump, ["text"], visitor);
  return holder;
}
