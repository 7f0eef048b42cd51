/** From the checked value to the model: defaults filled in, every text with its pointer. */
import { parseLength } from "../base/length.js";
import type { RawFixedArea } from "./ad-schema.js";
import { type AdSize, lengthOf, parseAdSize } from "./ad-size.js";
import { type JoinedEdition, USUAL_LANGUAGE } from "./joined.js";
import type {
  Article,
  Block,
  Continuation,
  Credit,
  Edition,
  HeadWish,
  FixedArea,
  ImprintKey,
  Inline,
  JumpReference,
  Language,
  MakeupHints,
  PageInput,
  Photo,
  ShownPicture,
  Placement,
  Publication,
  ReferInput,
  Table,
} from "./model.js";
import { DEFAULT_MARKER, IMPRINT_KEYS } from "./model.js";
import { type RawBlock, type RawEntry, type RawPieces, type RawTable, spanOfCell } from "./body-schema.js";
import { readingsOf } from "./readings.js";
import { placeCells, turned } from "./table-grid.js";
import { wordsOf } from "./words.js";
import type { RawArticle, RawEdition, RawPage, RawPhoto, RawPlacement, RawRelated } from "./schema.js";

/** A story without `priority` is neither the lead nor a filler, which matters least. */
const DEFAULT_PRIORITY = 3;
const FILLER_PRIORITY = 99;
/** White between the run-in head of a brief and its text, em. */
const BRIEF_SPACE = 1;
/** What ends a line, in any program's way, and the text's end. */
const LINE_END = /\r\n?|[\n\v\f\u0085\u2028\u2029]|$/gu;
const CENTRE: readonly [number, number] = [0.5, 0.5];

export function buildEdition(joined: JoinedEdition, file: string, placeOf: Edition["placeOf"]): Edition {
  const { raw, assigned, places } = joined;
  const taken = new Set<string>();
  for (const article of raw.articles) collectIds(article, taken);
  const jumps = jumpsByPage(raw);
  const fillers = new Fillers(raw);
  return {
    file,
    publication: buildPublication(raw.publication ?? {}),
    ...present("date", raw.date),
    language: raw.language ?? USUAL_LANGUAGE,
    ...present("template", raw.template),
    pages: raw.pages.map((page, index) =>
      buildPage(page, { index, place: places[index] ?? index }, raw, { jumps, fillers }, assigned.get(index) ?? []),
    ),
    articles: raw.articles.map((article, index) => buildArticle(article, `/articles/${index}`, article.id, taken)),
    placeOf,
  };
}

/** Stories that are set only where a page has white (补白), of pages that name them, and of all pages where none does. */
class Fillers {
  private readonly ids: ReadonlySet<string>;
  private readonly unnamed: readonly string[];

  constructor({ articles, pages }: Pick<RawEdition, "articles" | "pages">) {
    this.ids = new Set(articles.flatMap(({ id, filler }) => (filler === true ? [id] : [])));
    const named = new Set(pages.flatMap((page) => [...(page.articles ?? []), ...placedIn(page)]));
    this.unnamed = [...this.ids].filter((id) => !named.has(id));
  }

  /** The stories that a page holds in any case: those that are no fillers, and fillers that its `layout` places. */
  kept(raw: RawPage, named: readonly string[]): readonly string[] {
    const placed = placedIn(raw).filter((id) => this.ids.has(id));
    return [...named.filter((id) => !this.ids.has(id)), ...placed];
  }

  of(raw: RawPage): readonly string[] | undefined {
    const placed = placedIn(raw);
    const named = (raw.articles ?? []).filter((id) => this.ids.has(id) && !placed.includes(id));
    const all = [...named, ...this.unnamed];
    return all.length === 0 ? undefined : all;
  }
}

/** Stories that the editor, or a make-up of before, gave a place on a page. */
function placedIn({ layout = [] }: RawPage): readonly string[] {
  return layout.flatMap(({ article, lock }) => (lock === false ? [] : [article]));
}

/** Page number → ids of the stories that say they run through it. */
type Jumps = ReadonlyMap<number, readonly string[]>;

function jumpsByPage(raw: RawEdition): Jumps {
  const jumps = new Map<number, string[]>();
  for (const { id, pages } of raw.articles) {
    for (const page of new Set(pages)) {
      const onPage = jumps.get(page);
      if (onPage === undefined) jumps.set(page, [id]);
      else onPage.push(id);
    }
  }
  return jumps;
}

/** `{ key: value }`, or nothing when there is no value: optional properties are absent, never undefined. */
function present<Key extends string, T>(key: Key, value: T | undefined): { readonly [K in Key]?: NonNullable<T> } {
  const holder: { [K in Key]?: NonNullable<T> } = {};
  if (value !== undefined && value !== null) holder[key] = value;
  return holder;
}

/** A text without characters is no text. */
function inline(text: string | undefined, pointer: string): Inline | undefined {
  return text === undefined || text === "" ? undefined : { text, pointer, offset: 0 };
}

/** One inline a line; each knows where its line begins in the value. Empty lines are dropped. */
function lines(text: string, pointer: string): Inline[] {
  const found: Inline[] = [];
  let offset = 0;
  for (const { 0: end, index } of text.matchAll(LINE_END)) {
    if (index > offset) found.push({ text: text.slice(offset, index), pointer, offset });
    offset = index + end.length;
  }
  return found;
}

function buildPublication(raw: NonNullable<RawEdition["publication"]>): Publication {
  return {
    ...present("name", inline(raw.name, "/publication/name")),
    ...present("edition", inline(raw.edition, "/publication/edition")),
    ...present("issue", raw.issue === undefined || raw.issue === "" ? undefined : String(raw.issue)),
    ...present("serial", inline(raw.serial, "/publication/serial")),
    ...present("pageCount", raw.pageCount),
    ...present("special", raw.special),
    ...present("imprint", raw.imprint === undefined ? undefined : buildImprint(raw.imprint)),
  };
}

function buildImprint(raw: Readonly<Partial<Record<ImprintKey, string | undefined>>>): Publication["imprint"] {
  const parts = IMPRINT_KEYS.map((key) => present(key, inline(raw[key], `/publication/imprint/${key}`)));
  return Object.assign({}, ...parts);
}

function buildPage(
  raw: RawPage,
  { index, place }: { readonly index: number; readonly place: number },
  whole: Pick<RawEdition, "date" | "language">,
  { jumps, fillers }: { readonly jumps: Jumps; readonly fillers: Fillers },
  assigned: readonly string[],
): PageInput {
  const pointer = `/pages/${index}`;
  const language = whole.language ?? USUAL_LANGUAGE;
  const number = raw.number ?? place + 1;
  const named = raw.articles ?? assigned;
  const already = new Set(named);
  const jumping = (jumps.get(number) ?? []).filter((id) => !already.has(id));
  return {
    pointer,
    ...present("number", raw.number),
    ...(place === index ? {} : { place }),
    ...present("section", inline(raw.section, `${pointer}/section`)),
    ...present("banner", inline(raw.banner, `${pointer}/banner`)),
    ...present("date", raw.date ?? whole.date),
    ...present("template", raw.template),
    credits: (raw.credits ?? []).map((credit, at) => buildCredit(credit, `${pointer}/credits/${at}`)),
    articles: fillers.kept(raw, [...named, ...jumping]),
    ...present("fillers", fillers.of(raw)),
    fixed: [
      ...(raw.ads ?? []).map((ad, at) => buildFixed("ad", ad, `${pointer}/ads/${at}`, language)),
      ...(raw.notices ?? []).map((notice, at) => buildFixed("notice", notice, `${pointer}/notices/${at}`, language)),
    ],
    ...present("refers", buildRefers(raw.refers, `${pointer}/refers`)),
    ...present("rows", raw.rows),
    ...present(
      "layout",
      raw.layout?.map((entry, at) => buildPlacement(entry, `${pointer}/layout/${at}`)),
    ),
  };
}

function buildRefers(raw: RawPage["refers"], pointer: string): PageInput["refers"] {
  if (raw === undefined || typeof raw === "string") return raw;
  return raw.flatMap((refer, index): readonly ReferInput[] => {
    if (typeof refer === "string") return [{ article: refer }];
    const text = inline(refer.text, `${pointer}/${index}/text`);
    if (refer.article !== undefined) return [{ article: refer.article, ...present("text", text) }];
    return refer.page === undefined || text === undefined ? [] : [{ page: refer.page, text }];
  });
}

function buildFixed(kind: FixedArea["kind"], raw: RawFixedArea, pointer: string, language: Language): FixedArea {
  const { columns, rows, src, label, mark, alt } = raw;
  const area = columns === undefined || rows === undefined ? undefined : { columns, rows };
  const usual: Inline = { text: wordsOf(language).marks[kind], pointer: "", offset: 0 };
  return {
    kind,
    pointer,
    ...present("area", area),
    ...present("size", raw.size === undefined ? undefined : buildSize(raw.size)),
    ...present("position", raw.position),
    ...present("src", src),
    ...present("label", inline(label, `${pointer}/label`)),
    ...present(
      "items",
      raw.items?.map((item, index) => {
        const at = `${pointer}/items/${index}`;
        return buildArticle(item, at, nameOf(at), new Set());
      }),
    ),
    ...present("mark", mark === undefined ? usual : inline(mark, `${pointer}/mark`)),
    alt: alt ?? label ?? "",
  };
}

/** What a report calls a notice, which has no id: `pages[0].notices[0].items[2]`. */
function nameOf(pointer: string): string {
  return pointer
    .slice(1)
    .replaceAll(/\/(\d+)/gu, "[$1]")
    .replaceAll("/", ".");
}

function buildSize(raw: NonNullable<RawFixedArea["size"]>): AdSize | undefined {
  if (typeof raw === "string") {
    const parsed = parseAdSize(raw);
    return parsed.ok ? parsed.value : undefined;
  }
  const [width, height] = [raw.width, raw.height].map((side) => (side === undefined ? undefined : lengthOf(side)));
  if (raw.columns !== undefined) return { kind: "columns", columns: raw.columns, ...present("height", height) };
  return width === undefined || height === undefined ? undefined : { kind: "measured", width, height };
}

function buildMakeup(raw: RawArticle["makeup"], pointer: string): MakeupHints | undefined {
  if (raw === undefined) return undefined;
  const { columns, side, near, setIn } = raw;
  const range = typeof columns === "number" ? ([columns, columns] as const) : columns;
  return {
    pointer,
    ...present("columns", range),
    sides: typeof side === "string" ? [side] : (side ?? []),
    ...present("near", near),
    ...present("setIn", setIn),
  };
}

function buildHead(raw: NonNullable<RawArticle["head"]>, pointer: string): HeadWish {
  const { size, step, lines: count, columns, side } = raw;
  const parsed = size === undefined ? undefined : parseLength(size);
  return {
    pointer,
    ...present("size", parsed?.ok === true ? parsed.value : undefined),
    ...present("step", step === 0 ? undefined : step),
    ...present("lines", count),
    ...present("columns", columns),
    ...present("side", side),
  };
}

function buildCredit(raw: NonNullable<RawPage["credits"]>[number], pointer: string): Credit {
  return {
    role: { text: raw.role, pointer: `${pointer}/role`, offset: 0 },
    names: raw.names.flatMap((name, index) => inline(name, `${pointer}/names/${index}`) ?? []),
  };
}

function buildPlacement(raw: RawPlacement, pointer: string): Placement {
  const { columns, rows, legs } = raw;
  const area = columns !== undefined && rows !== undefined && legs === undefined ? { columns, rows } : undefined;
  return {
    article: raw.article,
    pointer,
    ...present("area", area),
    ...present("without", raw.without),
    ...present("legs", legs),
    ...present("head", raw.head),
    ...present("photos", raw.photos),
    ...present("setIn", raw.setIn),
    ...present("free", raw.lock === false ? true : undefined),
  };
}

function collectIds(raw: RawArticle | RawRelated, taken: Set<string>): void {
  if (raw.id !== undefined) taken.add(raw.id);
  for (const box of raw.related ?? []) collectIds(box, taken);
}

function freeId(wanted: string, taken: Set<string>): string {
  let id = wanted;
  for (let attempt = 2; taken.has(id); attempt += 1) id = `${wanted}-${attempt}`;
  taken.add(id);
  return id;
}

function buildArticle(raw: RawArticle | RawRelated, pointer: string, id: string, taken: Set<string>): Article {
  const boxes = (raw.related ?? []).map((box, index) =>
    buildArticle(box, `${pointer}/related/${index}`, box.id ?? freeId(`${id}-related-${index + 1}`, taken), taken),
  );
  const isFiller = "filler" in raw && raw.filler === true;
  return {
    id,
    pointer,
    priority: raw.priority ?? (isFiller ? FILLER_PRIORITY : DEFAULT_PRIORITY),
    ...present("label", inline(raw.label, `${pointer}/label`)),
    ...present("kicker", inline(raw.kicker, `${pointer}/kicker`)),
    headline: buildHeadline(raw.headline, `${pointer}/headline`),
    ...present("deck", inline(raw.deck, `${pointer}/deck`)),
    ...present("byline", inline(raw.byline, `${pointer}/byline`)),
    ...present("dateline", inline(raw.dateline, `${pointer}/dateline`)),
    body: (raw.body ?? []).flatMap((block, index) => buildBlock(block, `${pointer}/body/${index}`) ?? []),
    ...present("dropCap", raw.dropCap),
    photos: (raw.photos ?? []).map((photo, index) => buildPhoto(photo, `${pointer}/photos/${index}`)),
    related: boxes,
    box: raw.box ?? false,
    ...(isFiller ? { isFiller } : {}),
    headlineDirection: raw.headlineDirection ?? "horizontal",
    ...present("head", raw.head === undefined ? undefined : buildHead(raw.head, `${pointer}/head`)),
    ...present("makeup", buildMakeup(raw.makeup, `${pointer}/makeup`)),
    ...present("continuesFrom", buildJump(raw.continues?.from, `${pointer}/continues/from`)),
    ...present("continuesTo", buildJump(raw.continues?.to, `${pointer}/continues/to`)),
    ...present("continuation", buildContinuation(raw.continuation, `${pointer}/continuation`)),
  };
}

function buildHeadline(raw: RawArticle["headline"], pointer: string): Inline[] {
  if (raw === undefined) return [];
  return typeof raw === "string"
    ? lines(raw, pointer)
    : raw.flatMap((line, index) => lines(line, `${pointer}/${index}`));
}

function buildBlock(raw: RawBlock, pointer: string): Block | undefined {
  if (typeof raw === "string") return paragraph([inline(raw, pointer)], pointer);
  if ("subhead" in raw) {
    const found = lines(raw.subhead, `${pointer}/subhead`);
    return found.length === 0 ? undefined : { kind: "subhead", lines: found, pointer };
  }
  if ("quote" in raw) {
    const inlines = buildPieces(raw.quote, `${pointer}/quote`);
    return inlines.length === 0 ? undefined : { kind: "quote", inlines, pointer };
  }
  if ("brief" in raw) {
    const head = inline(raw.brief, `${pointer}/brief`);
    const inlines = buildPieces(raw.text, `${pointer}/text`);
    // What is told of the space is told of the head.
    const apart = { text: " ", pointer: `${pointer}/brief`, offset: 0, space: BRIEF_SPACE };
    const built = paragraph([head === undefined ? head : { ...head, style: "briefHead" }, apart, ...inlines], pointer);
    return built === undefined ? undefined : { ...built, dropCap: 0 };
  }
  if ("note" in raw) {
    const inlines = buildPieces(raw.note, `${pointer}/note`);
    return inlines.length === 0 ? undefined : { kind: "note", inlines, pointer };
  }
  if ("list" in raw) {
    const items = raw.list.map((item, i) => buildEntry(item, `${pointer}/list/${i}`)).filter((item) => item.length > 0);
    return items.length === 0 ? undefined : { kind: "list", items, marker: raw.marker ?? DEFAULT_MARKER, pointer };
  }
  if ("table" in raw) return { kind: "table", table: buildTable(raw.table, `${pointer}/table`), pointer };
  if ("verse" in raw) {
    const verses = raw.verse.map((line, i) => buildEntry(line, `${pointer}/verse/${i}`));
    return verses.every((line) => line.length === 0) ? undefined : { kind: "verse", lines: verses, pointer };
  }
  const built = paragraph(buildPieces(raw.text, `${pointer}/text`), pointer);
  return built === undefined
    ? undefined
    : { ...built, ...present("dropCap", raw.dropCap), ...present("align", raw.align) };
}

function buildTable(raw: RawTable, pointer: string): Table {
  const numbered = raw.rows.map((cells, row) =>
    cells.map((cell, at) => ({ cell, pointer: `${pointer}/rows/${row}/${at}` })),
  );
  const { columns, cells } = placeCells(numbered, ({ cell }) => spanOfCell(cell), raw.columns?.length);
  const table: Table = {
    ...present("title", inline(raw.title, `${pointer}/title`)),
    columns: Array.from({ length: columns }, (_, i) => {
      const { width, align } = raw.columns?.[i] ?? {};
      return { ...present("width", width), ...present("align", align) };
    }),
    head: Math.min(raw.head ?? 1, raw.rows.length - 1),
    rows: raw.rows.length,
    cells: cells.map(({ cell: { cell, pointer: at }, ...place }) => ({
      ...place,
      inlines: typeof cell === "string" ? buildPieces(cell, at) : buildPieces(cell.text, `${at}/text`),
      ...present("align", typeof cell === "string" ? undefined : cell.align),
    })),
    ...present("rules", raw.rules),
  };
  return raw.turn === true ? turned(table) : table;
}

function buildEntry(raw: RawEntry, pointer: string): readonly Inline[] {
  return typeof raw === "string" ? buildPieces(raw, pointer) : buildPieces(raw.text, `${pointer}/text`);
}

function buildPieces(raw: RawPieces, pointer: string): readonly Inline[] {
  const pieces =
    typeof raw === "string" ? [inline(raw, pointer)] : raw.map((piece, i) => buildPiece(piece, `${pointer}/${i}`));
  return pieces.filter((piece) => piece !== undefined);
}

function buildPiece(piece: Exclude<RawPieces, string>[number], pointer: string): Inline | undefined {
  if (typeof piece === "string") return inline(piece, pointer);
  if ("break" in piece) return { text: "\n", pointer, offset: 0, hardBreak: true };
  if ("space" in piece) return { text: " ", pointer, offset: 0, space: piece.space };
  const base = inline(piece.text, `${pointer}/text`);
  if (base === undefined) return undefined;
  const { style, colour, ruby, mark, script, figures, noBreak } = piece;
  const readings = typeof ruby === "string" ? [ruby] : readingsOf(piece.text, ruby ?? []);
  return {
    ...base,
    ...present("style", style),
    ...present("colour", colour),
    ...present("ruby", readings.some((reading) => reading !== "") ? readings : undefined),
    ...present("mark", mark),
    ...present("script", script),
    ...present("figures", figures),
    ...present("noBreak", noBreak === true ? true : undefined),
  };
}

function paragraph(
  pieces: readonly (Inline | undefined)[],
  pointer: string,
): Extract<Block, { kind: "paragraph" }> | undefined {
  const inlines = pieces.filter((piece) => piece !== undefined);
  return inlines.length === 0 ? undefined : { kind: "paragraph", inlines, pointer };
}

function buildPhoto(raw: RawPhoto, pointer: string): Photo {
  const caption = buildPieces(raw.caption ?? "", `${pointer}/caption`);
  const alt = raw.alt ?? caption.map(({ text, hardBreak }) => (hardBreak === true ? "" : text)).join("");
  const group = raw.group?.map((one, index): ShownPicture => {
    const own = typeof one === "string" ? { src: one } : one;
    const at = `${pointer}/group/${index}`;
    return { ...buildShown(own, at, own.alt ?? alt), ...(typeof one === "string" ? { srcPointer: at } : {}) };
  });
  const isWhole = raw.crop === "never" || group?.some(({ crop }) => crop === "never") === true;
  return {
    ...buildShown({ ...raw, src: raw.src ?? group?.[0]?.src ?? "" }, pointer, alt),
    ...(isWhole ? { crop: "never" as const } : {}),
    ...present("group", group),
    ...(raw.numbers === true ? { isNumbered: true as const } : {}),
    ...(caption.length === 0 ? {} : { caption }),
    ...present("credit", inline(raw.credit, `${pointer}/credit`)),
    ...present("columns", raw.columns),
    ...present("side", raw.side),
    breakOut: raw.breakOut ?? false,
  };
}

/** `raw`: of a photo, or of a picture in a group. */
function buildShown(
  { src, focus, crop }: Pick<RawPhoto, "focus" | "crop"> & { readonly src: string },
  pointer: string,
  alt: string,
): ShownPicture {
  return { src, pointer, srcPointer: `${pointer}/src`, focus: focus ?? CENTRE, ...present("crop", crop), alt };
}

function buildContinuation(raw: RawArticle["continuation"], pointer: string): Continuation | undefined {
  if (raw === undefined) return undefined;
  return {
    headline: buildHeadline(raw.headline, `${pointer}/headline`),
    ...present("head", raw.head === undefined ? undefined : buildHead(raw.head, `${pointer}/head`)),
    ...present("makeup", buildMakeup(raw.makeup, `${pointer}/makeup`)),
  };
}

function buildJump(raw: { page: number; text?: string | undefined } | undefined, pointer: string) {
  if (raw === undefined) return undefined;
  const jump: JumpReference = { page: raw.page, ...present("text", inline(raw.text, `${pointer}/text`)) };
  return jump;
}
