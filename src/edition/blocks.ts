/** Walking an article's body, whatever its blocks are. */
import { plainText } from "./inline.js";
import type { Article, Block, Inline, Table, TableCell } from "./model.js";

/** The texts of a block that are set one after the other, each in its pieces: one for a paragraph, one an item of a list. */
export function textsOf(block: Block): readonly (readonly Inline[])[] {
  switch (block.kind) {
    case "subhead":
      return [block.lines];
    case "paragraph":
    case "quote":
    case "note":
      return [block.inlines];
    case "list":
      return block.items;
    case "table": {
      const { title, cells } = block.table;
      return [...(title === undefined ? [] : [[title]]), ...cells.map(({ inlines }) => inlines)];
    }
    case "verse":
      return block.lines;
  }
}

/**
 * The paragraph at whose head the dateline and the drop cap stand: the first of running text, as the number of a notice
 * (文号) stands over its text; -1 of a body without paragraphs.
 */
export function firstParagraph(body: readonly Block[]): number {
  const running = body.findIndex((block) => block.kind === "paragraph" && block.align === undefined);
  return running < 0 ? body.findIndex(({ kind }) => kind === "paragraph") : running;
}

/** The cells of a table, by row. */
export function rowsOfTable({ rows: count, cells }: Table): readonly (readonly TableCell[])[] {
  const rows: TableCell[][] = Array.from({ length: count }, () => []);
  for (const cell of cells) rows[cell.row]?.push(cell);
  return rows;
}

/** What a person reads of a table's rows: cells of a row apart, a line a row, the title before the first. */
export function tableText(table: Table, from = 0, to = table.rows): string {
  const lines = rowsOfTable(table)
    .slice(from, to)
    .map((cells) => cells.map(({ inlines }) => plainText(inlines)).join("\t"));
  return [...(from === 0 && table.title !== undefined ? [table.title.text] : []), ...lines].join("\n");
}

/** Every piece of an article, captions and boxes included, that may have a style of its own. */
export function styledInlines(article: Article): readonly Inline[] {
  const captions = [article, ...article.related].flatMap(({ photos }) => photos.flatMap(({ caption = [] }) => caption));
  return [...bodyInlines(article), ...captions];
}

/** Every piece of an article's body and of the bodies of its boxes. */
export function bodyInlines(article: Article): readonly Inline[] {
  return [...article.body.flatMap((block) => textsOf(block).flat()), ...article.related.flatMap(bodyInlines)];
}
