/** Refers (导读): headlines of stories on other pages with the page to turn to, beside the nameplate or over the stories. */
import type { Rect } from "../base/geometry.js";
import type { Article, Edition, Inline, PageInput, ReferInput } from "../edition/model.js";
import { numbered } from "../edition/page-number.js";
import { wordsOf } from "../edition/words.js";
import type { Len } from "../base/length.js";
import type { SceneItem } from "../scene/list.js";
import type { Template } from "../template/resolved.js";
import { oneLine } from "./one-line.js";
import { fitText, type FittedText, type Unfit, unfitNotes, unfitOf } from "./fit-text.js";
import { type Drawn, ground, horizontalRule, PAPER } from "./sheet.js";
import { displaySetter, drawBlock, styleOf, templateText, type TextBlock, type Typesetter } from "./typeset.js";

/** Refers stand side by side in a strip. */
const STRIP_COLUMNS = 3;
/** A refer's line, of the type it is set in. */
const LINE = 1.55;
/** Lines of a headline that is too long for one. */
const MOST_LINES = 2;
/** White between a headline and its page, and between two columns of refers, in em. */
const GAP = 1;
/** Widths in em by which a strip's rows are reckoned before anything is set: a Han character, and any other at its widest usual. */
const [WIDE, NARROW] = [1, 0.62];
/** Han characters and all that is as wide lie beyond. */
const FIRST_WIDE = 0x2e80;
/** What a refer's page takes of its line, in em of the headline's type, the gap before it counted. */
const PAGE_EMS = 3;
/** The label stands on a ground of this height, of its type. */
const LABEL = 1.6;
/** The ground of the label reaches this far over its text, in em. */
const PADDING = 0.4;

export interface Refer {
  readonly title: Inline;
  readonly page: number;
  /** Its title is of the editor's own words. */
  readonly isOwn: boolean;
}

/** What a page points to, in the order asked for; the engine's own choice is the lead of each other page, in their order. */
export function refersOf(edition: Edition, page: PageInput): readonly Refer[] {
  if (page.refers === undefined) return [];
  const others = numbered(edition).filter((other) => other.page !== page && other.page.pointer !== page.pointer);
  const own = new Set(page.articles);
  const find = (id: string): Article | undefined => edition.articles.find((article) => article.id === id);
  const auto = (): readonly ReferInput[] =>
    others.flatMap((other) => {
      const article = other.page.articles.find((id) => !own.has(id));
      return article === undefined ? [] : [{ article }];
    });
  const told = new Set<string>();
  const number = numbered(edition).find((one) => one.page.pointer === page.pointer)?.number;
  return (page.refers === "auto" ? auto() : page.refers).flatMap((refer): readonly Refer[] => {
    if ("page" in refer) return refer.page === number ? [] : [{ title: refer.text, page: refer.page, isOwn: true }];
    const { article: id, text } = refer;
    const title = text ?? titleOf(find(id));
    const on = others.find((other) => other.page.articles.includes(id));
    if (title === undefined || on === undefined || told.has(id)) return [];
    told.add(id);
    return [{ title, page: on.number, isOwn: text !== undefined }];
  });
}

/** The headline on one line; the kicker or label of a story without one. */
function titleOf(article: Article | undefined): Inline | undefined {
  return oneLine(article?.headline ?? []) ?? article?.kicker ?? article?.label;
}

/**
 * Rows of the type area that a strip of refers takes over the stories, one of them white below it: as many as its lines need.
 * They are reckoned from the headlines' characters, since the stories' rows are known before anything is set.
 */
export function stripRows(template: Template, refers: readonly Refer[]): number {
  const { grid, styles } = template;
  const line = Math.round(styles.subhead.size * LINE);
  const width = grid.columns * grid.columnWidth + (grid.columns - 1) * grid.gutter;
  const label = 3 * styles.label.size;
  const room = columnWidth(width - label, styles.subhead.size) / styles.subhead.size - PAGE_EMS;
  const lines = refers.map(({ title }) => Math.min(MOST_LINES, Math.max(1, Math.ceil(emsIn(title.text) / room))));
  const perColumn = Math.max(1, Math.ceil(lines.length / STRIP_COLUMNS));
  const columns = Array.from({ length: STRIP_COLUMNS }, (_, column) =>
    lines.slice(column * perColumn, (column + 1) * perColumn).reduce((sum, one) => sum + one, 0),
  );
  const height = Math.max(Math.max(...columns) * line, Math.round(styles.label.size * LABEL));
  return Math.ceil(height / grid.leading) + 1;
}

function emsIn(text: string): number {
  return [...text].reduce((sum, one) => sum + ((one.codePointAt(0) ?? 0) >= FIRST_WIDE ? WIDE : NARROW), 0);
}

/** Of the columns of refers in a strip of this width. */
function columnWidth(width: Len, size: Len, columns = STRIP_COLUMNS): Len {
  return Math.floor((width - (columns - 1) * size * GAP * 2) / columns);
}

export interface DrawnRefers extends Drawn {
  /** How many found room. */
  readonly count: number;
}

/** A box of refers beside the nameplate: the label over a list. */
export function refersInEar(setter: Typesetter, refers: readonly Refer[], rect: Rect): DrawnRefers {
  const label = labelItems(setter, rect);
  const top = rect.y + label.height + Math.round(label.height / 3);
  const list = { ...rect, y: top, height: Math.max(0, rect.y + rect.height - top) };
  const drawn = listItems(setter, refers, list, 1);
  return { ...drawn, items: [...label.items, ...drawn.items] };
}

/** A strip of refers across the page, the label at its left. */
export function refersInStrip(setter: Typesetter, refers: readonly Refer[], rect: Rect): DrawnRefers {
  const label = labelItems(setter, rect);
  const x = rect.x + label.width + styleOf(setter, "subhead").size * GAP;
  const drawn = listItems(setter, refers, { ...rect, x, width: rect.x + rect.width - x }, STRIP_COLUMNS);
  const { storyRule } = setter.template.story;
  const rule =
    storyRule === undefined ? [] : [horizontalRule(rect.x, rect.y + rect.height, rect.width, storyRule, "refer")];
  return { ...drawn, items: [...label.items, ...drawn.items, ...rule] };
}

function labelItems(
  setter: Typesetter,
  { x, y, width: most, height }: Rect,
): { readonly items: readonly SceneItem[]; readonly width: number; readonly height: number } {
  const style = styleOf(setter, "label");
  const padding = Math.round(style.size * PADDING);
  const word = templateText(wordsOf(setter.language).refers);
  const block = fitText(setter, word, { style, role: "refer" }, { width: most - 2 * padding, height }).block();
  const width = block.width + 2 * padding;
  const text = drawBlock(setter, block, x + padding, y).map((item) => ({ ...item, colour: PAPER }));
  return {
    items: [ground({ x, y, width, height: block.height }, style.colour, "refer"), ...text],
    width,
    height: block.height,
  };
}

/** A refer's headline and page, in the lines that it takes. */
interface SetRefer {
  readonly title: FittedText;
  readonly page: TextBlock;
  readonly lines: number;
}

function listItems(setter: Typesetter, refers: readonly Refer[], rect: Rect, columns: number): DrawnRefers {
  const style = styleOf(setter, "subhead");
  const line = Math.round(style.size * LINE);
  const lines = Math.floor(rect.height / line);
  const gap = style.size * GAP;
  const width = columnWidth(rect.width, style.size, columns);
  const shown = refers.slice(0, Math.max(0, lines * columns));
  // Few refers spread over the columns instead of filling the first one.
  const perColumn = Math.max(1, Math.ceil(shown.length / columns));
  const unfit: Unfit[] = [];
  const items = Array.from({ length: columns }, (_, column) => {
    const own = shown.slice(column * perColumn, (column + 1) * perColumn);
    let spare = lines - own.length;
    let y = rect.y;
    const x = rect.x + column * (width + gap * 2);
    return own.map((refer) => {
      const most = Math.min(MOST_LINES, 1 + spare);
      const set = setRefer(setter, refer, { width, gap, line, most });
      spare -= set.lines - 1;
      unfit.push(
        ...unfitOf(
          "a refer",
          refer.title,
          set.title,
          refer.isOwn ? "say it in fewer words" : "give it a `text` of its own in `refers`",
        ),
      );
      const middle = (height: number): number => y + Math.round((set.lines * line - height) / 2);
      const drawn = [
        ...drawBlock(setter, set.title.block(), x, middle(set.title.height)),
        ...drawBlock(setter, set.page, x + width - set.page.width, middle(set.page.height)),
      ];
      y += set.lines * line;
      return drawn;
    });
  }).flat(2);
  return { items, notes: unfitNotes(setter, unfit), count: shown.length };
}

function setRefer(
  setter: Typesetter,
  refer: Refer,
  {
    width,
    gap,
    line,
    most,
  }: { readonly width: number; readonly gap: number; readonly line: number; readonly most: number },
): SetRefer {
  const name = templateText(wordsOf(setter.language).page(refer.page));
  const page = fitText(setter, name, { style: styleOf(setter, "folioText"), role: "refer" }, { width }).block();
  const options = { style: styleOf(setter, "subhead"), role: "refer" } as const;
  const room = { width: Math.max(0, width - page.width - gap), lines: MOST_LINES, height: most * line };
  const title = fitText(
    displaySetter(setter),
    refer.title,
    { ...options, style: { ...options.style, align: "start" } },
    room,
  );
  return { title, page, lines: Math.max(1, Math.min(most, Math.ceil(title.height / line))) };
}
