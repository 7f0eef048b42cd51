/**
 * A story's running text as flow items: paragraphs with their run-in dateline, subheads that take whole rows (占行),
 * quotes, and the lines that point to another page (上接, 下转). Prepared once; set at any measure.
 */
import type { Len } from "../base/length.js";
import { firstParagraph } from "../edition/blocks.js";
import { inlinesUpTo, plainText } from "../edition/inline.js";
import type { Article, Block } from "../edition/model.js";
import type { PageGrid } from "../layout/grid.js";
import type { Flow, FlowItem } from "../layout/flow.js";
import type { FitCure, SceneItem } from "../scene/list.js";
import type { BlockSetting } from "../scene/setting.js";
import { reckonedRows } from "./beyond.js";
import { curesOf } from "./cures.js";
import type { Cut } from "./jump.js";
import type { Fitted } from "./levers.js";
import { list } from "./list.js";
import { note } from "./note.js";
import { rowsSetting } from "./explain.js";
import { type BodyContext, paragraph, type ParagraphOptions } from "./paragraph.js";
import { bylineBlock, pointerLine, quote, subhead } from "./row-block.js";
import type { Remark } from "./remark.js";
import { type PreparedTable, prepareTable, type TablePlace } from "./table.js";
import type { LegPlace, TextItem } from "./text-item.js";
import type { Typesetter } from "./typeset.js";
import { verse } from "./verse.js";

/** Rows that text takes: as it is, and with every paragraph at its shortest and longest. */
export interface TextRows {
  readonly natural: number;
  readonly least: number;
  readonly most: number;
}

export interface StoryText {
  readonly items: readonly FlowItem[];
  /** Rows the text takes at a measure. */
  rowsAt(measure: Len): TextRows;
  draw(flow: Flow, legs: readonly LegPlace[], measures: readonly Len[]): readonly SceneItem[];
  /** How each line of it was fitted, in the order in which it stands. */
  explain(flow: Flow, legs: readonly LegPlace[], measures: readonly Len[]): readonly BlockSetting[];
  oversetText(flow: Flow): string;
  /** Rows, reckoned, of text that is more than the page could hold, and stands in no flow; 0 where there is none. */
  beyondRows(measure: Len): number;
  /** What would mend text that is so many lines over (above 0) or short (below 0) in columns of `measure`. */
  cures(fitted: Fitted, measure: Len, lines: number): readonly FitCure[];
  /** Its tables, by the block of the body that each is. */
  readonly tables: ReadonlyMap<number, PreparedTable>;
  /** Where the text that stands elsewhere begins: what found no room, or follows the end of a part. */
  cutOf(flow: Flow): Cut | undefined;
  /** The texts of its items. */
  readonly pieces: readonly TextPiece[];
  /** Where the text of a flow that lacks room ends. */
  endOf(flow: Flow): TextPlace;
  /** The part of it up to there. */
  upTo(end: TextPlace): StoryText;
}

/** A place in the text of an item. */
export interface TextPlace {
  readonly item: number;
  /** UTF-16 units of the item's text before it. */
  readonly offset: number;
}

export interface TextPiece {
  /** What it is, in a word: a kind of block, or `byline`, or `continuation`. */
  readonly what: string;
  readonly text: string;
  /** Units at its head that belong to no sentence: a dateline. */
  readonly from: number;
}

export interface StoryTextOptions {
  /** The byline opens the text instead of ending the head. */
  readonly byline?: boolean;
  /** Blocks of the body that stand beside the text, not in it. */
  readonly apart?: ReadonlySet<number>;
}

/** `grid` gives the rows that lines and blocks stand on. */
export function prepareText(
  setter: Typesetter,
  grid: PageGrid,
  article: Article,
  { byline = false, apart = new Set() }: StoryTextOptions = {},
): StoryText {
  const { continuesFrom, continuesTo } = article;
  const context: BodyContext = { setter, grid, article };
  const tables = preparedTables(context);
  // The jump lines belong to what is next to them.
  const before = continuesFrom?.text;
  const after = continuesTo?.text;
  const pieces: readonly BodyItem[] = [
    ...(before === undefined
      ? []
      : [{ item: pointerLine(setter, grid, article, before, "start"), what: "continuation", block: 0, offset: 0 }]),
    ...(byline && article.byline !== undefined
      ? [{ item: bylineBlock(setter, grid, article, article.byline), what: "byline", block: 0, offset: 0 }]
      : []),
    ...bodyItems(context, tables, apart),
    ...(after === undefined
      ? []
      : [
          {
            item: pointerLine(setter, grid, article, after, "end"),
            what: "continuation",
            block: article.body.length,
            offset: 0,
          },
        ]),
  ];
  return textOf({ context, tables, lastOwn: pieces.length - (after === undefined ? 1 : 2) }, pieces);
}

interface TextContext {
  readonly context: BodyContext;
  readonly tables: StoryText["tables"];
  /** The last item of the body. */
  readonly lastOwn: number;
}

/** `cut`: where the story goes on when these pieces are the first part of its text. */
function textOf(shared: TextContext, pieces: readonly BodyItem[], cut?: Cut): StoryText {
  const { context, tables, lastOwn } = shared;
  const { article } = context;
  const items = pieces.map(({ item }) => item);
  const flows = items.map((item) => item.flow);
  const known = new Map<Len, TextRows>();
  const beyond = cut === undefined ? article.beyond?.body : undefined;
  const beyondRows = new Map<Len, number>();
  return {
    items: flows,
    tables,
    rowsAt(measure) {
      const kept = known.get(measure);
      if (kept !== undefined) return kept;
      const rows = countRows(flows, measure);
      known.set(measure, rows);
      return rows;
    },
    draw(flow, legs, measures) {
      context.setter.remarks.push(...cutTables(tables, pieces, flow));
      return flow.placed.flatMap((placed) => items[placed.item]?.draw(placed, legs, measures) ?? []);
    },
    explain: (flow, legs, measures) =>
      flow.placed.flatMap((placed): BlockSetting | readonly BlockSetting[] => {
        const piece = pieces[placed.item];
        if (piece === undefined) return [];
        const { item, what } = piece;
        if (placed.kind === "block") return rowsSetting(item, what, placed, legs, measures);
        return item.explain?.(placed, legs) ?? [];
      }),
    oversetText(flow) {
      const left = flow.overset.map((entry) => ({ item: entry.item, text: textLeft(items[entry.item], entry) }));
      if (beyond === undefined) return left.map(({ text }) => text).join("\n");
      const own = left.filter(({ item }) => item <= lastOwn).map(({ text }) => text);
      const line = left.filter(({ item }) => item > lastOwn).map(({ text }) => text);
      const joint = beyond.isWithin || own.length === 0 ? "" : "\n";
      return [`${own.join("\n")}${joint}${beyond.text()}`, ...line].join("\n");
    },
    cures: (fitted, measure, lines) =>
      curesOf(context, fitted, measure, lines, (block) => paragraphOptions(context, block)),
    beyondRows(measure) {
      if (beyond === undefined) return 0;
      const rows = beyondRows.get(measure) ?? reckonedRows(beyond.text(), Math.max(1, measure / context.grid.em));
      beyondRows.set(measure, rows);
      return rows;
    },
    cutOf(flow) {
      if (cut !== undefined) return cut;
      const [first] = flow.overset;
      if (first === undefined) return beyond?.from;
      const piece = pieces[first.item];
      if (piece === undefined) return { block: article.body.length, offset: 0 };
      const { item, block, offset } = piece;
      return { block, offset: offset + item.text.length - textLeft(item, first).length };
    },
    pieces: pieces.slice(0, lastOwn + 1).map(({ item: { text }, what, block, offset }) => {
      const dateline = offset === 0 && what === "paragraph" ? paragraphOptions(context, block).dateline : undefined;
      return { what, text, from: dateline?.text.length ?? 0 };
    }),
    endOf({ overset: [first] }) {
      if (first === undefined) return { item: pieces.length, offset: 0 };
      const item = items[first.item];
      return { item: first.item, offset: (item?.text.length ?? 0) - textLeft(item, first).length };
    },
    upTo: (end) => textUpTo(shared, pieces, end),
  };
}

/** What is told of tables that stand in several legs. */
function cutTables(tables: StoryText["tables"], pieces: readonly BodyItem[], { placed }: Flow): readonly Remark[] {
  return [...tables].flatMap(([block, table]) => {
    const own = placed.filter(
      ({ kind, item }) => kind === "block" && pieces[item]?.what === "table" && pieces[item].block === block,
    );
    return table.toldOf(own.flatMap((one) => (one.kind === "block" ? [one.leg] : [])));
  });
}

/** The pieces up to a place, the last of them cut there; those before it are as they were, with all that was set of them. */
function textUpTo(own: TextContext, pieces: readonly BodyItem[], { item: index, offset }: TextPlace): StoryText {
  const last = pieces[index];
  if (last === undefined) return textOf(own, pieces);
  const { context } = own;
  const { text } = last.item;
  const before = pieces.slice(0, index);
  if (offset >= text.length) {
    const { block, offset: from } = pieces[index + 1] ?? { block: context.article.body.length, offset: 0 };
    return textOf(own, [...before, last], { block, offset: from });
  }
  // A space after a sentence stands on neither page.
  const space = /^\s*/u.exec(text.slice(offset))?.[0].length ?? 0;
  const cut = { block: last.block, offset: last.offset + offset + space };
  return textOf(own, [...before, { ...last, item: itemUpTo(context, last, offset) }], cut);
}

function itemUpTo(context: BodyContext, { item, block: index, offset: from }: BodyItem, offset: number): TextItem {
  const block = context.article.body[index];
  if (block?.kind === "paragraph") {
    const options = paragraphOptions(context, index);
    const inlines = inlinesUpTo(block.inlines, offset - (options.dateline?.text.length ?? 0));
    return paragraph(context, { ...block, inlines }, options);
  }
  if (block?.kind !== "list") return item;
  let start = 0;
  const at = block.items.findIndex((inlines) => {
    const found = start === from;
    start += plainText(inlines).length + 1;
    return found;
  });
  // All items, so that it hangs as far from its marker as the others.
  const items = block.items.map((inlines, i) => (i === at ? inlinesUpTo(inlines, offset) : inlines));
  return list(context, { ...block, items })[at] ?? item;
}

function textLeft(item: TextItem | undefined, { fromLine, lines }: Flow["overset"][number]): string {
  if (item === undefined) return "";
  const [first] = lines;
  return item.textFrom === undefined || fromLine === 0 || first === undefined ? item.text : item.textFrom(first);
}

function countRows(items: readonly FlowItem[], measure: Len): TextRows {
  let natural = 0;
  let least = 0;
  let most = 0;
  for (const item of items) {
    if (item.kind === "block") {
      const rows = item.rows(measure);
      natural += rows[0] ?? 0;
      least += Math.min(...rows);
      most += Math.max(...rows);
      continue;
    }
    const lines = item.broken(measure, 0)?.lines.length ?? 0;
    natural += lines;
    least += item.broken(measure, -1)?.lines.length ?? lines;
    most += item.broken(measure, 1)?.lines.length ?? lines;
  }
  return { natural, least, most };
}

/** An item with the block of the body that it shows, from an offset on in the block's text (its texts a line each). */
interface BodyItem {
  readonly item: TextItem;
  /** What it is, in a word. */
  readonly what: string;
  readonly block: number;
  readonly offset: number;
}

/** The blocks of the body in order, the dateline run in at the head of the first paragraph. */
function bodyItems(context: BodyContext, tables: StoryText["tables"], apart: ReadonlySet<number>): readonly BodyItem[] {
  const { article } = context;
  const { dateline } = article;
  const found = article.body.flatMap((block, index): BodyItem[] => {
    if (apart.has(index)) return [];
    const options = paragraphOptions(context, index);
    let offset = 0;
    return (tables.get(index)?.items ?? blockItems(context, block, options)).map((item) => {
      const own = { item, what: block.kind, block: index, offset };
      offset += item.text.length + 1;
      return own;
    });
  });
  if (firstParagraph(article.body) >= 0) return found;
  if ((article.dropCap ?? 0) > 0) context.setter.remarks.push(capWithoutParagraph(article));
  if (dateline === undefined) return found;
  const alone = paragraph(context, { inlines: [] }, { dateline, dropCap: 0 });
  return [...found, { item: alone, what: "paragraph", block: article.body.length, offset: 0 }];
}

function capWithoutParagraph({ id, pointer }: Article): Remark {
  return {
    severity: "warning",
    code: "drop-cap-not-set",
    article: id,
    pointer: `${pointer}/dropCap`,
    message: "the story has no drop cap: it has no paragraph",
    hint: "write text into `body`, or take `dropCap` out",
  };
}

/** The first paragraph has the dateline and the drop cap. */
function paragraphOptions({ article, setter }: BodyContext, block: number): ParagraphOptions {
  if (block !== firstParagraph(article.body)) return { dateline: undefined, dropCap: 0 };
  return { dateline: article.dateline, dropCap: article.dropCap ?? setter.template.story.dropCap };
}

function blockItems(context: BodyContext, block: Block, options: ParagraphOptions): readonly TextItem[] {
  const { setter, grid, article } = context;
  switch (block.kind) {
    case "paragraph":
      return [paragraph(context, block, options)];
    case "subhead":
      return [subhead(setter, grid, article, block)];
    case "quote":
      return [quote(setter, grid, article, block)];
    case "list":
      return list(context, block);
    case "verse":
      return [verse(context, block.lines)];
    case "note":
      return [note(context, block)];
    case "table":
      // Prepared with all tables of the story.
      return [];
  }
}

function preparedTables(context: BodyContext): StoryText["tables"] {
  const { body, continuesTo } = context.article;
  const placeOf = ({ pointer }: Block, index: number): TablePlace => {
    return { pointer: `${pointer}/table`, isEnd: index === body.length - 1 && continuesTo === undefined };
  };
  return new Map(
    body.flatMap((block, index) =>
      block.kind === "table" ? [[index, prepareTable(context, block.table, placeOf(block, index))] as const] : [],
    ),
  );
}
