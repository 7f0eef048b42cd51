/**
 * What of a story its page could never hold. A page has room for a bounded number of characters; text beyond twice that is told
 * as overset without being shaped, broken or made up, so that time and memory are bounded by the page, not by the story.
 *
 * The bound is on the safe side: characters count with the least width that they can have, and each line of text with the
 * shortest line of the template. What is kept of a story is therefore always more than its page holds.
 */
import { firstParagraph, rowsOfTable, tableText, textsOf } from "../edition/blocks.js";
import { inlinesUpTo, plainText, sliceInline } from "../edition/inline.js";
import type { Article, Beyond, Block, Inline, Photo, Table, TableCell } from "../edition/model.js";
import { type PageGrid, spanWidth } from "../layout/grid.js";
import { BOX_STYLES, type Template } from "../template/resolved.js";
import { isExtender, isIgnorable, Kind, kindOf } from "../text/classes.js";

/** Text of so many pages is kept. */
const PAGES_KEPT = 2;
/** Heads and captions of so many pages are kept: they are told as overset as a whole. */
const HEAD_PAGES_KEPT = 1.5;
/** A page is taken to hold so many em at least: one without rows for stories has text all the same. */
const LEAST_PAGE = 1_000;
/** The least widths of characters, in em: marks are squeezed to half an em, an i is a quarter. */
const MARK = 0.5;
const LETTER = 0.25;
const SPACE = 0.05;
/** Combining marks and characters that show nothing have no width; a letter has few of them. */
const UNSEEN = 1 / 16;
/** Cells share their row, and their type may be smaller than the text's: what they hold counts by so much. */
const CELL_SHARE = 0.4;
/** More of them on one character are no letter's marks, and count as letters. */
const MOST_MARKS = 8;
/** What characters take on the average: of it the lines are reckoned that text would take. */
const USUAL_LETTER = 0.5;
const USUAL_SPACE = 0.3;

/** How much text a page holds at most, in em. */
export interface PageRoom {
  readonly body: number;
  /** The shortest line. */
  readonly line: number;
  readonly headline: number;
  readonly caption: number;
  /** Kickers, decks and bylines. */
  readonly head: number;
}

/** `grid` is what of the page's grid stories may use. */
export function pageRoom({ styles, story, ladder }: Template, grid: PageGrid): PageRoom {
  const page = Math.max(LEAST_PAGE, (spanWidth(grid, grid.columns) / grid.em) * Math.max(0, grid.rows));
  const inType = (size: number): number => page * Math.max(1, grid.em / size) ** 2;
  // Boxes have a body type of their own.
  const bodies = [...BOX_STYLES].flatMap(([own, name]) => (name === "body" ? [styles[own].size] : []));
  const sizes = [styles.body.size, ...bodies];
  const beside = story.besidePhotoEms > 0 ? story.besidePhotoEms : Number.POSITIVE_INFINITY;
  const least = Math.min(styles.headline.size, ...ladder.map(({ min }) => min));
  return {
    body: PAGES_KEPT * page * Math.max(1, grid.em / Math.min(...sizes)),
    line: Math.max(1, Math.min(grid.columnWidth / grid.em, story.brokenEms[0], beside)),
    headline: (HEAD_PAGES_KEPT * page) / Math.max(1, least / grid.em) ** 2,
    caption: HEAD_PAGES_KEPT * inType(styles.caption.size),
    head: HEAD_PAGES_KEPT * inType(Math.min(styles.kicker.size, styles.deck.size, styles.byline.size, grid.em)),
  };
}

/** The story with as much of its texts as may stand on the page, the rest as `beyond`; the story itself where that is all. */
export function withinPage(article: Article, room: PageRoom): Article {
  const heads: string[] = [];
  const clipped = clippedHead(article, room, heads);
  const related = article.related.map((box) => withinPage(box, room));
  const isWhole = related.every((box, index) => box === article.related[index]);
  const whole = isWhole ? clipped : { ...clipped, related };
  const cut = isOrdinary(article, room) ? undefined : cutBody(article, room);
  if (cut === undefined && heads.length === 0) return whole;
  return {
    ...whole,
    ...(cut === undefined ? {} : { body: cut.body, ...(cut.dateline === undefined ? {} : { dateline: cut.dateline }) }),
    beyond: { heads: heads.join("\n"), ...(cut === undefined ? {} : { body: cut.beyond }) },
  };
}

/** Rows that text beyond the page would take in lines of so many em, reckoned by the usual widths of characters. */
export function reckonedRows(text: string, ems: number): number {
  let rows = 0;
  let width = 0;
  let isEmpty = true;
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    if (unit === NEWLINE) {
      rows += Math.max(1, Math.ceil(width / ems));
      width = 0;
      isEmpty = true;
      continue;
    }
    // The second half of a pair adds nothing.
    if (unit >= 0xdc00 && unit <= 0xdfff) continue;
    width += usualWidth(unit);
    isEmpty = false;
  }
  return isEmpty ? rows : rows + Math.max(1, Math.ceil(width / ems));
}

const NEWLINE = 0x0a;

function usualWidth(unit: number): number {
  if (unit >= 0xd800 && unit <= 0xdbff) return 1;
  if (isExtender(unit) || isIgnorable(unit)) return 0;
  const kind = kindOf(unit);
  return kind === Kind.Western ? USUAL_LETTER : kind === Kind.Space ? USUAL_SPACE : 1;
}

/** Whether a story is surely no longer than its page, by a count of its characters alone. */
function isOrdinary({ body, dateline }: Article, room: PageRoom): boolean {
  let sum = dateline?.text.length ?? 0;
  for (const block of body) {
    for (const line of linesOf(block)) {
      sum += Math.max(room.line, lengthOf(line));
      if (sum > room.body) return false;
    }
  }
  return true;
}

/** The texts of a block that take lines of their own; each piece of one with hard breaks, to be on the safe side. */
function linesOf(block: Block): readonly (readonly Inline[])[] {
  return textsOf(block).flatMap((inlines) =>
    inlines.some(({ hardBreak }) => hardBreak === true) ? inlines.map((inline) => [inline]) : [inlines],
  );
}

function lengthOf(inlines: readonly Inline[]): number {
  return inlines.reduce((sum, { text }) => sum + text.length, 0);
}

function clippedHead(article: Article, room: PageRoom, heads: string[]): Article {
  const { kicker, deck, byline, label, headline, photos, headlineDirection } = article;
  const clip = <T extends Inline | undefined>(inline: T, most: number): T | Inline => {
    if (inline === undefined || inline.text.length <= most) return inline;
    const units = unitsWithin([inline], { left: most, line: 0 });
    if (units === undefined) return inline;
    heads.push(inline.text.slice(units));
    return sliceInline(inline, 0, units);
  };
  const own = {
    kicker: clip(kicker, room.head),
    deck: clip(deck, room.head),
    byline: clip(byline, room.head),
    // Elsewhere it is set as far as its room goes, and its whole text is named.
    label: headlineDirection === "vertical" ? clip(label, room.head) : label,
  };
  const lines = headline.map((line) => clip(line, room.headline));
  const pictures = photos.map((photo) => clippedCaption(photo, room, heads));
  if (heads.length === 0) return article;
  return { ...article, ...present(own), headline: lines, photos: pictures };
}

/** Without the keys that say nothing. */
function present<T extends object>(own: T): Partial<T> {
  return Object.fromEntries(Object.entries(own).filter(([, value]) => value !== undefined)) as Partial<T>;
}

function clippedCaption(photo: Photo, room: PageRoom, heads: string[]): Photo {
  const { caption = [] } = photo;
  if (lengthOf(caption) <= room.caption) return photo;
  const units = unitsWithin(caption, { left: room.caption, line: room.line });
  if (units === undefined) return photo;
  heads.push(plainText(caption).slice(units));
  return { ...photo, caption: inlinesUpTo(caption, units) };
}

/** Room that is left for text. */
export interface Budget {
  left: number;
  /** What a line takes at least. */
  readonly line: number;
}

/** UTF-16 units of a text that there is room for, a line for what hard breaks part; undefined for all of it. */
export function unitsWithin(inlines: readonly Inline[], budget: Budget): number | undefined {
  let units = 0;
  let line = 0;
  let marks = 0;
  const endLine = (): void => {
    budget.left -= Math.max(0, budget.line - line);
    line = 0;
  };
  for (const { text, hardBreak } of inlines) {
    if (hardBreak === true) {
      if (budget.left <= 0) return units;
      endLine();
      units += text.length;
      continue;
    }
    for (let at = 0; at < text.length;) {
      const cp = text.codePointAt(at) ?? 0;
      const own = leastWidth(cp);
      marks = own === UNSEEN ? marks + 1 : 0;
      const width = marks > MOST_MARKS ? 1 : own;
      // A character and its marks stay together.
      if (budget.left <= 0 && width > UNSEEN) return units + at;
      budget.left -= width;
      line += width;
      at += cp > 0xffff ? 2 : 1;
    }
    units += text.length;
  }
  endLine();
  return undefined;
}

function leastWidth(cp: number): number {
  if (isExtender(cp) || isIgnorable(cp)) return UNSEEN;
  const kind = kindOf(cp);
  if (kind === Kind.Han) return 1;
  if (kind === Kind.Western) return LETTER;
  return kind === Kind.Space || kind === Kind.WideSpace ? SPACE : MARK;
}

interface CutBody {
  readonly body: readonly Block[];
  /** Where it is not the story's own. */
  readonly dateline?: Inline;
  readonly beyond: NonNullable<Beyond["body"]>;
}

/** The body as far as there is room for it; undefined where there is for all of it. */
function cutBody({ body, dateline }: Article, room: PageRoom): CutBody | undefined {
  const budget: Budget = { left: room.body, line: room.line };
  const first = firstParagraph(body);
  const runIn = first < 0 ? body.length : first;
  for (let index = 0; index <= body.length; index += 1) {
    const before = index === runIn ? dateline : undefined;
    const block = body[index];
    if (before !== undefined) {
      const units = unitsWithin([before], { left: budget.left, line: 0 });
      if (units !== undefined) {
        const own = block === undefined ? "" : textOfBlock(block);
        return {
          // It runs in at the head of a paragraph.
          body:
            block?.kind === "paragraph" ? [...body.slice(0, index), { ...block, inlines: [] }] : body.slice(0, index),
          dateline: sliceInline(before, 0, units),
          beyond: beyondOf(before.text.slice(units) + own, true, body.slice(index + 1), {
            block: index,
            offset: units,
          }),
        };
      }
      budget.left -= leastOf(before.text);
    }
    if (block === undefined) break;
    const part = partOf(block, budget);
    if (part === undefined) continue;
    const offset = part.offset + (before?.text.length ?? 0);
    return {
      body: [...body.slice(0, index), ...(part.kept === undefined ? [] : [part.kept])],
      beyond: beyondOf(part.rest, part.isWithin, body.slice(index + 1), { block: index, offset }),
    };
  }
  return undefined;
}

function leastOf(text: string): number {
  let width = 0;
  for (const character of text) width += leastWidth(character.codePointAt(0) ?? 0);
  return width;
}

function beyondOf(
  rest: string,
  isWithin: boolean,
  later: readonly Block[],
  from: { readonly block: number; readonly offset: number },
): CutBody["beyond"] {
  let text: string | undefined;
  return { text: () => (text ??= [rest, ...later.map(textOfBlock)].join("\n")), isWithin, from };
}

/** The part of a block that there is room for. */
interface BlockPart {
  /** Undefined where there is room for none. */
  readonly kept: Block | undefined;
  /** UTF-16 units of the block's text that are kept, and what is left of it. */
  readonly offset: number;
  readonly rest: string;
  /** Whether it is cut inside a line. */
  readonly isWithin: boolean;
}

/** Undefined where there is room for all of it. */
function partOf(block: Block, budget: Budget): BlockPart | undefined {
  switch (block.kind) {
    case "paragraph":
    case "quote":
    case "note": {
      const units = unitsWithin(block.inlines, budget);
      if (units === undefined) return undefined;
      return cutAt(block, units, { ...block, inlines: inlinesUpTo(block.inlines, units) });
    }
    case "subhead": {
      const cut = linesWithin(
        block.lines.map((line) => [line]),
        budget,
      );
      return cut === undefined ? undefined : cutAt(block, cut.units, { ...block, lines: cut.lines.flat() });
    }
    case "list": {
      const cut = linesWithin(block.items, budget);
      return cut === undefined ? undefined : cutAt(block, cut.units, { ...block, items: cut.lines }, cut.isWithin);
    }
    case "verse": {
      const cut = linesWithin(block.lines, budget);
      return cut === undefined ? undefined : cutAt(block, cut.units, { ...block, lines: cut.lines }, cut.isWithin);
    }
    case "table":
      return partOfTable(block, budget);
  }
}

function cutAt(block: Block, units: number, kept: Block, isWithin = true): BlockPart {
  const isCut = units > 0;
  return {
    kept: isCut ? kept : undefined,
    offset: units,
    rest: textOfBlock(block).slice(isWithin || !isCut ? units : units + 1),
    isWithin: isWithin && isCut,
  };
}

interface CutLines {
  readonly lines: readonly (readonly Inline[])[];
  /** UTF-16 units of all of them, a newline between two. */
  readonly units: number;
  readonly isWithin: boolean;
}

function linesWithin(lines: readonly (readonly Inline[])[], budget: Budget): CutLines | undefined {
  let before = 0;
  for (const [index, line] of lines.entries()) {
    const isFull = budget.left <= 0;
    const units = isFull ? 0 : unitsWithin(line, budget);
    if (units === undefined) {
      before += lengthOf(line) + 1;
      continue;
    }
    const kept = lines.slice(0, index);
    return units === 0
      ? { lines: kept, units: Math.max(0, before - 1), isWithin: false }
      : { lines: [...kept, inlinesUpTo(line, units)], units: before + units, isWithin: true };
  }
  return undefined;
}

/** Whole rows of a table; of a row that is more than a page by itself, as much of each cell as there is room for. */
function partOfTable(block: Extract<Block, { kind: "table" }>, budget: Budget): BlockPart | undefined {
  const { table } = block;
  const rows = rowsOfTable(table);
  let before = table.title === undefined ? 0 : table.title.text.length + 1;
  for (const [row, cells] of rows.entries()) {
    if (budget.left <= 0) {
      return {
        kept: row === 0 ? undefined : { ...block, table: tableUpTo(table, row, []) },
        offset: row === 0 ? 0 : before - 1,
        rest: tableText(table, row),
        isWithin: false,
      };
    }
    const room = { left: budget.left / CELL_SHARE, line: 0 };
    const parts = cells.map((cell) => ({ cell, units: unitsWithin(cell.inlines, room) }));
    budget.left = Math.min(budget.left - budget.line, room.left * CELL_SHARE);
    if (parts.some(({ units }) => units !== undefined)) {
      const clipped = parts.map(({ cell, units }): TableCell =>
        units === undefined ? cell : { ...cell, inlines: inlinesUpTo(cell.inlines, units) },
      );
      const left = parts.flatMap(({ cell, units }) =>
        units === undefined ? [] : [plainText(cell.inlines).slice(units)],
      );
      return {
        kept: { ...block, table: tableUpTo(table, row, clipped) },
        offset: Math.max(0, before - 1),
        rest: [left.join("\t"), ...(row + 1 < table.rows ? [tableText(table, row + 1)] : [])].join("\n"),
        isWithin: false,
      };
    }
    before += cells.reduce((sum, { inlines }) => sum + lengthOf(inlines), 0) + Math.max(0, cells.length - 1) + 1;
  }
  return undefined;
}

/** The table up to a row, and its cells of that row where there are any. */
function tableUpTo(table: Table, row: number, last: readonly TableCell[]): Table {
  const rows = last.length === 0 ? row : row + 1;
  const cells = [...table.cells.filter((cell) => cell.row < row), ...last];
  return {
    ...table,
    rows,
    head: Math.min(table.head, rows),
    cells: cells.map((cell) => (cell.row + cell.rows > rows ? { ...cell, rows: rows - cell.row } : cell)),
  };
}

function textOfBlock(block: Block): string {
  if (block.kind === "table") return tableText(block.table);
  if (block.kind === "subhead") return block.lines.map(({ text }) => text).join("\n");
  return textsOf(block).map(plainText).join("\n");
}
