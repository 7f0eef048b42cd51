/**
 * Copy as it comes from content systems, word processors and mail, read as what it means: markup undone, characters in one
 * form, line ends and typed spaces as paragraphs and white, blank texts dropped; then house style. Everything that changes is
 * listed with its place in the file.
 */
import { originalOffset } from "../base/shifts.js";
import { type BreakKind, breakEdits } from "./copy-breaks.js";
import { characterFindings, type CharacterRemark, composedText, LINE, OPAQUE, PARAGRAPH } from "./copy-characters.js";
import { joinerEdits } from "./copy-joiners.js";
import { leftovers, listOfTags, tableOfTags } from "./copy-leftovers.js";
import { markupIn, mayHoldMarkup } from "./copy-markup.js";
import { splitAt, styledPieces } from "./copy-pieces.js";
import { type SpaceWish, spaceEdits } from "./copy-spaces.js";
import { damagedText } from "./damaged-text.js";
import { fullWidthEdits } from "./full-width-words.js";
import { editInlines } from "./inline.js";
import { isBlank, mapTexts, type TextRole, TextVisitor } from "./map-texts.js";
import type { Article, Edition, Inline, Language, PageInput } from "./model.js";
import { changeOf, normalise } from "./normalise.js";
import { typedLists } from "./typed-lists.js";
import type { TextChange, TextEdit, TextRemark } from "./text-edit.js";

/** What the template of a page asks for. */
export interface CopyWish {
  readonly houseStyle: boolean;
  /** Paragraphs, indents, typed spaces and blank texts as what they mean; otherwise they stay as they were typed. */
  readonly clean: boolean;
  /** Whether it sets a gap between Han and Latin. */
  readonly autospace: boolean;
  /** Whether it sets letters or figures an em wide (全角): those that were typed so stay. */
  readonly fullWidth?: boolean;
}

const USUAL: CopyWish = { houseStyle: true, clean: true, autospace: true };

/**
 * Reads the copy of an edition. A story follows the page on which it begins, what stands on no page the first one of those
 * that are known.
 */
export function readCopy(edition: Edition, wishes: ReadonlyMap<PageInput, CopyWish> = new Map()): Edition {
  const [first = USUAL] = wishes.values();
  const wishOf = (page: PageInput | undefined): CopyWish => (page === undefined ? first : (wishes.get(page) ?? first));
  const changes: TextChange[] = [];
  const remarks: TextRemark[] = [];
  const readers = new Map<CopyWish, Reader>();
  const plain = mapTexts(edition, (page) => {
    const wish = wishOf(page);
    const known = readers.get(wish) ?? new Reader(edition.language, wish, { changes, remarks });
    readers.set(wish, known);
    return known;
  });
  const before = new Map(plain.pages.map((page, i) => [page, edition.pages[i]]));
  const styled = normalise(plain, { applies: (page) => wishOf(before.get(page)).houseStyle });
  const isStyled = wishes.size === 0 || [...wishes.values()].some(({ houseStyle }) => houseStyle);
  const result = isStyled ? styled : { edition: plain, changes: [], remarks: [] };
  const empty = result.edition.articles.filter(isBlank).map(blankStory);
  const notices = result.edition.pages.flatMap(({ fixed }) => fixed.flatMap(({ items = [] }) => items));
  const lists = [...result.edition.articles, ...notices].flatMap(typedLists);
  return {
    ...result.edition,
    copy: { changes: [...changes, ...result.changes], remarks: [...remarks, ...result.remarks, ...empty, ...lists] },
  };
}

/** A box without anything in it is a frame that a reader sees. */
function blankStory({ id, pointer, box }: Article): TextRemark {
  return {
    severity: box ? "error" : "warning",
    code: "blank-story",
    pointer,
    offset: 0,
    article: id,
    message: "the story has no text and no picture; its place stays empty",
    hint: "write it, or take it out of `articles`",
  };
}

/** Reads the texts of pages with one wish. */
class Reader extends TextVisitor {
  readonly #language: Language;
  readonly #wish: CopyWish;
  readonly #told: { readonly changes: TextChange[]; readonly remarks: TextRemark[] };

  constructor(language: Language, wish: CopyWish, told: { changes: TextChange[]; remarks: TextRemark[] }) {
    super();
    this.#language = language;
    this.#wish = wish;
    this.#told = told;
  }

  line(inline: Inline): Inline | undefined {
    const plain = this.#plain([inline], false);
    const broken = this.#edited(plain, (text) => breakEdits(text, "none", this.#language, this.#wish.clean));
    return this.#spaced(broken, { isHead: HEAD_FIELDS.test(inline.pointer), isLine: true })[0];
  }

  head(lines: readonly Inline[]): readonly Inline[] {
    const read = lines.flatMap((line) => {
      const parts = this.#broken(this.#plain([line], false), "all");
      return splitAt(parts, LINE).flatMap((part) => this.#spaced(part, { isHead: true }));
    });
    const [first] = lines;
    if (read.length === 0 && first !== undefined && /\/headline(?:\/\d+)?$/u.test(first.pointer))
      this.#blankHead(first);
    return read;
  }

  paragraph(inlines: readonly Inline[]): readonly (readonly Inline[])[] {
    const parts = this.#broken(this.#plain(inlines, true), "paragraphs");
    return splitAt(parts, PARAGRAPH)
      .map((part) => hardBreaks(this.#spaced(part, {})))
      .filter((part) => part.length > 0);
  }

  text(inlines: readonly Inline[], role: TextRole): readonly Inline[] {
    const parts = this.#broken(this.#plain(inlines, true), BREAKS[role]);
    return hardBreaks(this.#spaced(parts, role === "cell" ? { keeps: "wide" } : {}));
  }

  verse(lines: readonly (readonly Inline[])[]): readonly (readonly Inline[])[] {
    return lines.flatMap((line) => {
      const parts = this.#broken(this.#plain(line, true), "verse");
      return splitAt(parts, LINE).map((part) => this.#spaced(part, { keeps: "all" }));
    });
  }

  /** What is told of its texts goes with it. */
  override dropsBlank(what: string, pointer: string): boolean {
    if (!this.#wish.clean) return false;
    const { changes, remarks } = this.#told;
    const others = remarks.filter((remark) => !remark.pointer.startsWith(`${pointer}/`));
    remarks.splice(0, remarks.length, ...others);
    const owner = this.article === undefined ? {} : { article: this.article };
    changes.push({ pointer, offset: 0, before: "", after: "", rule: "blank", what, ...owner });
    return true;
  }

  /** Without markup, in characters as texts should hold them. */
  #plain(inlines: readonly Inline[], styles: boolean): readonly Inline[] {
    // Bytes of a wrong encoding may be control characters, which go with the next step.
    this.#tell(inlines, damagedText(textOf(inlines)));
    const read = this.#characters(inlines);
    const bare = this.#markup(read, styles);
    const plain = bare === read ? read : this.#characters(bare);
    this.#tell(plain, leftovers(textOf(plain)));
    const parted = this.#wish.clean ? this.#edited(plain, joinerEdits) : plain;
    return this.#halved(parted).map((inline) => this.#withReadings(inline));
  }

  #halved(inlines: readonly Inline[]): readonly Inline[] {
    const { houseStyle, fullWidth } = this.#wish;
    if (!houseStyle || fullWidth === true) return inlines;
    return this.#edited(inlines, (text) => fullWidthEdits(text, this.#language));
  }

  /** Readings are read as a text of one line is; those that stand for no character stay empty. */
  #withReadings(inline: Inline): Inline {
    if (inline.ruby === undefined) return inline;
    const pointer = inline.pointer.replace(/\/text$/u, "/ruby");
    const ruby = inline.ruby.map((text) => {
      if (!this.#wish.clean && !mayHoldMarkup(text)) return text;
      return text === "" ? "" : (this.line({ text, pointer, offset: 0 })?.text ?? "");
    });
    return ruby.every((text, i) => text === inline.ruby?.[i]) ? inline : { ...inline, ruby };
  }

  #tell(inlines: readonly Inline[], remarks: readonly CharacterRemark[]): void {
    for (const { offset, code, message, hint, severity } of gathered(remarks)) {
      this.#remark(inlines, offset, code, message, hint, severity);
    }
  }

  /** Undone where the page has a house style, told where it has none. Markup that was escaped twice is undone twice. */
  #markup(inlines: readonly Inline[], styles: boolean): readonly Inline[] {
    let current = inlines;
    for (let pass = 0; pass < MOST_ESCAPES; pass += 1) {
      const text = textOf(current);
      if (!mayHoldMarkup(text)) return current;
      const { edits, lost, tables, lists } = markupIn(text, styles);
      const [first] = edits;
      if (first === undefined) return current;
      if (!this.#wish.houseStyle) {
        const words = `the text holds ${first.rule === "html" ? "HTML" : "Markdown"}, printed as it is: ${quoted(edits)}`;
        this.#remark(current, first.offset, "markup-in-text", words, "take it out, or set the page in house style");
        return current;
      }
      for (const { offset, tag } of lost) {
        const words = `<${tag}> was left out: what it shows is not in the text`;
        this.#remark(current, offset, "markup-lost", words, "give pictures as `photos`, tables as `table`");
      }
      this.#tell(current, [...tables.map(tableOfTags), ...lists.map(listOfTags)]);
      current = styledPieces(this.#edited(current, () => edits));
    }
    return current;
  }

  #characters(inlines: readonly Inline[]): readonly Inline[] {
    const text = textOf(inlines);
    const { edits, remarks } = characterFindings(text);
    this.#tell(inlines, remarks);
    return this.#edited(inlines, () => edits).map(withComposedReadings);
  }

  #broken(inlines: readonly Inline[], kind: BreakKind): readonly Inline[] {
    return this.#edited(inlines, (text) => breakEdits(text, kind, this.#language, this.#wish.clean));
  }

  /** Without what is blank; nothing where all of it is. */
  #spaced(inlines: readonly Inline[], wish: Omit<SpaceWish, "autospace" | "language">): readonly Inline[] {
    if (!this.#wish.clean) return inlines.filter(({ text }) => text !== "");
    const { autospace } = this.#wish;
    const all = { ...wish, autospace, language: this.#language };
    const left = this.#edited(inlines, (text) => spaceEdits(text, all)).filter(({ text }) => text !== "");
    if (left.length === 0 || left.some(isVisible)) return left;
    this.#edited(left, (text) => [{ offset: 0, before: text, after: "", rule: "blank" }]);
    return [];
  }

  /** The inlines with edits of their joint text; every change but silent ones is told. */
  #edited(inlines: readonly Inline[], find: (text: string) => readonly TextEdit[]): readonly Inline[] {
    const edits = find(textOf(inlines));
    return editInlines(inlines, "", edits, (inline, edit) => {
      if (edit.silent !== true) this.#told.changes.push(changeOf(inline, edit, this.article));
    });
  }

  #remark(
    inlines: readonly Inline[],
    offset: number,
    code: string,
    message: string,
    hint: string,
    severity: TextRemark["severity"] = "warning",
  ): void {
    let start = 0;
    for (const inline of inlines) {
      if (offset < start + inline.text.length) {
        const at = inline.offset + originalOffset(inline.shifts, offset - start);
        const owner = this.article === undefined ? {} : { article: this.article };
        this.#told.remarks.push({ severity, code, pointer: inline.pointer, offset: at, message, hint, ...owner });
        return;
      }
      start += inline.text.length;
    }
  }

  #blankHead(line: Inline): void {
    const words = "the headline is blank; the story is set without one";
    this.#remark([line], 0, "blank-headline", words, "write a headline, or leave out the key");
  }
}

/** One-line texts in which a space may part two phrases. */
const HEAD_FIELDS = /\/(?:kicker|deck|label|banner|section|title)$/u;
const MOST_ESCAPES = 3;
/** Lines that a text may have beside its pieces' own breaks. */
const BREAKS: Readonly<Record<TextRole, BreakKind>> = {
  quote: "flow",
  note: "lines",
  item: "lines",
  cell: "all",
  caption: "lines",
  aligned: "all",
};

/** The text of inlines that are read as one; a piece that is no text stands for itself. */
function textOf(inlines: readonly Inline[]): string {
  return inlines.map((inline) => (isText(inline) ? inline.text : OPAQUE.repeat(inline.text.length))).join("");
}

function isText({ hardBreak, space }: Inline): boolean {
  return hardBreak !== true && space === undefined;
}

function isVisible(inline: Inline): boolean {
  return !isText(inline) || /[^\p{White_Space}\p{Default_Ignorable_Code_Point}]/u.test(inline.text);
}

/** Line ends inside a text as pieces of their own. */
function hardBreaks(inlines: readonly Inline[]): readonly Inline[] {
  return splitAt(inlines, LINE).flatMap((part, i, all): readonly Inline[] => {
    const next = all[i + 1]?.[0];
    if (next === undefined) return part;
    return [...part, { text: "\n", pointer: next.pointer, offset: next.offset - 1, hardBreak: true }];
  });
}

function withComposedReadings(inline: Inline): Inline {
  return inline.ruby === undefined ? inline : { ...inline, ruby: inline.ruby.map(composedText) };
}

function quoted(edits: readonly TextEdit[]): string {
  const samples = [...new Set(edits.map(({ before }) => before))];
  const shown = samples.slice(0, 3).map((sample) => (sample.length > 24 ? `${sample.slice(0, 24)}…` : sample));
  return `${shown.join(" ")}${samples.length > 3 ? " …" : ""}`;
}

/** One remark of each kind a text, at its first place; how many there are of it. */
function gathered(remarks: readonly CharacterRemark[]): readonly CharacterRemark[] {
  const first = new Map<string, { readonly remark: CharacterRemark; count: number }>();
  for (const remark of remarks) {
    const known = first.get(remark.message);
    if (known === undefined) first.set(remark.message, { remark, count: 1 });
    else known.count += 1;
  }
  return [...first.values()].map(({ remark, count }) =>
    count === 1 ? remark : { ...remark, message: `${remark.message} (${count} times in this text)` },
  );
}
