/**
 * How full a page's copy is, as a make-up editor casts it off before a page is made up: lines of every paragraph at the page's
 * measure, heads by rank and likely width, pictures at their own proportions. It shares no code with the make-up, which is
 * held against it.
 */
import type { Template } from "../../src/template/resolved.js";
import { emsOf } from "./grammar.js";
import type { Block, NewsArticle, NewsPage, NewsPhoto, Size } from "./edition-types.js";

/** Text rows over one column that a story has a further column for: columns grow as the root of the story's size. */
const ROWS_A_COLUMN = 9.5;
/** A row of display type, against its size. */
const HEAD_LEADING = 1.2;
/** Rows of a caption, and of the white over a picture and under it. */
const CAPTION_ROWS = 2.6;
/** Columns of a picture for which the editor asks nothing. */
const USUAL_PHOTO = 2;
/** Em of running text that a line loses at marks which may not begin it, and to words that stay whole. */
const LOST_AT_LINE_ENDS = 0.25;
const NAMEPLATE_GAP = 1;

/** Rows of one column that a page has for its stories. */
export function roomOf({ grid, masthead, banner }: Template, page: NewsPage): number {
  const over =
    (masthead === undefined ? 0 : masthead.rows + NAMEPLATE_GAP) + (page.banner === undefined ? 0 : banner.rows);
  const taken = [...(page.ads ?? []), ...(page.notices ?? [])].reduce(
    (sum, { columns: [from, to], rows: [first, last] }) => sum + (to - from + 1) * (last - first + 1 + 1),
    0,
  );
  return grid.columns * (grid.rows - over) - taken;
}

/** Rows of one column that a story takes. */
export function castOff(article: NewsArticle, template: Template, sizes: ReadonlyMap<string, Size>): number {
  const { grid } = template;
  const ems = grid.columnEms;
  const text = article.body.reduce((sum, block) => sum + blockRows(block, ems, template), 0);
  const byline = article.byline === undefined ? 0 : 1.5;
  const related = (article.related ?? []).reduce((sum, box) => sum + castOff(box, template, sizes) + 2, 0);
  const pictures = (article.photos ?? []).reduce((sum, photo) => sum + photoRows(photo, template, sizes), 0);
  const rows = text + byline + related + pictures;
  const span = spanOf(rows, article.priority, template);
  const boxed = article.box === true ? 2 * span + 0.1 * rows : 0;
  return rows + boxed + span * (headRows(article, span, template) + template.story.gapRows);
}

function spanOf(rows: number, priority: number, { grid }: Template): number {
  const least = priority === 1 ? Math.ceil(0.4 * grid.columns) : 1;
  return Math.min(grid.columns, Math.max(least, Math.round(Math.sqrt(rows / ROWS_A_COLUMN))));
}

function headRows(article: NewsArticle, span: number, { grid, ladder }: Template): number {
  const lines = typeof article.headline === "string" ? [article.headline] : article.headline;
  if (lines.join("") === "") return 0;
  const width = span * grid.columnWidth + (span - 1) * grid.gutter;
  const step = ladder.find((one) => article.priority <= one.priority && span >= one.span);
  const size = step?.size ?? grid.em * 2;
  const least = step?.min ?? size;
  const widest = Math.max(...lines.map(emsOf));
  const own = Math.min(size, Math.max(least, width / widest));
  const set = lines.reduce((sum, line) => sum + Math.ceil((emsOf(line) * own) / width - 0.02), 0);
  const beside = (article.kicker === undefined ? 0 : 0.5) + (article.deck === undefined ? 0 : 0.45);
  const label = article.label === undefined ? 0 : 2;
  return Math.ceil(((set + beside) * own * HEAD_LEADING) / grid.leading) + 1 + label;
}

function blockRows(block: Block, ems: number, { story, composition }: Template): number {
  const lines = (text: string, measure = ems): number => {
    const indent = ems <= composition.narrowEms ? composition.narrowIndent : composition.indent;
    return Math.max(1, Math.ceil((emsOf(text) + indent) / (measure - LOST_AT_LINE_ENDS)));
  };
  if (typeof block === "string") return lines(block);
  if ("subhead" in block) return block.subhead.includes("\n") || emsOf(block.subhead) > ems ? 3 : 2;
  if ("quote" in block) return 1.4 * lines(block.quote, ems / 1.35) + 2;
  if ("note" in block) return lines(block.note) + 1;
  if ("list" in block) return block.list.reduce((sum, item) => sum + lines(item, ems - 1), 0);
  if ("verse" in block) return block.verse.reduce((sum, line) => sum + lines(line, ems - 1), 0);
  const { rows, title } = block.table;
  return rows.length * 1.1 + (title === undefined ? 0 : 1) + 1 + story.gapRows / 2;
}

function photoRows(photo: NewsPhoto, { grid }: Template, sizes: ReadonlyMap<string, Size>): number {
  const columns = photo.columns ?? USUAL_PHOTO;
  const { width, height } = sizes.get(photo.src) ?? { width: 3, height: 2 };
  const wide = columns * grid.columnWidth + (columns - 1) * grid.gutter;
  return columns * ((wide * height) / width / grid.leading + CAPTION_ROWS);
}
