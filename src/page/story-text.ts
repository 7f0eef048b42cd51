/**
 * A story's running text as flow items: paragraphs with their run-in dateline, subheads that take whole rows (占行),
 * quotes, and the lines that point to another page (上接, 下转). Prepared once; set at any measure.
 */
import { type Len, scale } from "../base/length.js";
import type { Article, Block, Inline } from "../edition/model.js";
import { baselineIn, baselineOf, type PageGrid, rowY } from "../layout/grid.js";
import type { Flow, FlowBlock, FlowItem, FlowParagraph, PlacedItem } from "../layout/flow.js";
import type { Role, SceneItem } from "../scene/list.js";
import { STYLE_NAMES, type StyleName, type TextStyle } from "../template/resolved.js";
import { breakParagraph, breakVariants } from "../text/break.js";
import { commitLine } from "../text/commit.js";
import { composeHeadline } from "../text/headline.js";
import type { Broken, Prepared, SetLine, TextSpan } from "../text/model.js";
import { drawLine, prepare, setBlock, spanOf, styleOf, type Typesetter } from "./typeset.js";

/** Rows a subhead may take over the template's wish, to fill a story (copy-fit). */
const SUBHEAD_EASE = 1;
/** A quote is set in from both sides of its column by this many body em. */
const QUOTE_INSET = 1;
/** Sizes a subhead may fall to before it breaks, of its own size. */
const SUBHEAD_SIZES = [1, 0.95, 0.9];

/** Where a leg stands on the page. */
export interface LegPlace {
  readonly x: Len;
  readonly row: number;
}

interface TextItem {
  readonly flow: FlowItem;
  readonly text: string;
  readonly draw: (placed: PlacedItem, legs: readonly LegPlace[], measures: readonly Len[]) => readonly SceneItem[];
}

export interface StoryText {
  readonly items: readonly FlowItem[];
  /** Rows the text takes at a measure: as it is, and with every paragraph at its shortest and longest. */
  rowsAt(measure: Len): { readonly natural: number; readonly least: number; readonly most: number };
  draw(flow: Flow, legs: readonly LegPlace[], measures: readonly Len[]): readonly SceneItem[];
  oversetText(flow: Flow): string;
}

export interface StoryTextStyles {
  readonly body: StyleName;
  readonly dateline: StyleName;
}

/** `grid` gives the rows that lines and blocks stand on. */
export function prepareText(setter: Typesetter, grid: PageGrid, article: Article, styles: StoryTextStyles): StoryText {
  const items: TextItem[] = [];
  const { continuesFrom, continuesTo } = article;
  if (continuesFrom?.text !== undefined) items.push(pointerLine(setter, grid, article, continuesFrom.text, "start"));
  let dateline = article.dateline;
  for (const block of article.body) {
    if (block.kind === "paragraph") {
      items.push(paragraph(setter, grid, article, block.inlines, dateline, styles));
      dateline = undefined;
    } else {
      items.push(
        block.kind === "subhead" ? subhead(setter, grid, article, block) : quote(setter, grid, article, block),
      );
    }
  }
  if (dateline !== undefined) items.push(paragraph(setter, grid, article, [], dateline, styles));
  if (continuesTo?.text !== undefined) items.push(pointerLine(setter, grid, article, continuesTo.text, "end"));
  const flows = items.map((item) => item.flow);
  const known = new Map<Len, { natural: number; least: number; most: number }>();
  return {
    items: flows,
    rowsAt(measure) {
      const kept = known.get(measure);
      if (kept !== undefined) return kept;
      const rows = countRows(flows, measure);
      known.set(measure, rows);
      return rows;
    },
    draw: (flow, legs, measures) =>
      flow.placed.flatMap((placed) => items[placed.item]?.draw(placed, legs, measures) ?? []),
    oversetText: (flow) =>
      flow.overset
        .map(({ item, fromLine }) => {
          const { flow: kind, text } = items[item] ?? { flow: undefined, text: "" };
          if (kind?.kind !== "paragraph" || fromLine === 0) return text;
          const first = flow.overset.find((o) => o.item === item)?.lines[0];
          return first === undefined ? "" : tailText(kind, first.start);
        })
        .join("\n"),
  };
}

function countRows(items: readonly FlowItem[], measure: Len): { natural: number; least: number; most: number } {
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

interface ParagraphFlow extends FlowParagraph {
  readonly prepared: Prepared;
}

function tailText(item: FlowParagraph, cluster: number): string {
  const { prepared } = item as ParagraphFlow;
  return prepared.text.slice(prepared.starts[cluster] ?? 0);
}

function paragraph(
  setter: Typesetter,
  grid: PageGrid,
  article: Article,
  inlines: readonly Inline[],
  dateline: Inline | undefined,
  styles: StoryTextStyles,
): TextItem {
  const body = styleOf(setter, styles.body);
  const spans: TextSpan[] = [];
  if (dateline !== undefined) {
    const style = { ...styleOf(setter, styles.dateline), size: body.size };
    spans.push(spanOf(setter, dateline, { style, role: "dateline", article: article.id }));
  }
  for (const inline of inlines) {
    const style = inlineStyle(setter, inline, body);
    spans.push(spanOf(setter, inline, { style, role: "body", article: article.id }));
    if (inline.ruby !== undefined) {
      const reading = { text: `（${inline.ruby}）`, pointer: `${inline.pointer}/ruby`, offset: 0 };
      spans.push(spanOf(setter, reading, { style, role: "body", article: article.id }));
    }
  }
  const prepared = prepare(setter, spans);
  const { indent, narrowIndent, narrowEms, looseness } = {
    ...setter.template.composition,
    looseness: setter.template.story.looseness,
  };
  const indentAt = (measure: Len): Len => scale(body.size, measure <= narrowEms * body.size ? narrowIndent : indent);
  const kept = new Map<Len, ReadonlyMap<number, Broken>>();
  const flow: ParagraphFlow = {
    kind: "paragraph",
    prepared,
    looseness,
    broken(measure, wanted) {
      const known = kept.get(measure);
      if (known !== undefined) return known.get(wanted) ?? null;
      const options = { indent: indentAt(measure), measureOf: () => measure, uniform: true, looseness: 0 };
      const variants = breakVariants(prepared, options, looseness);
      kept.set(measure, variants);
      return variants.get(wanted) ?? null;
    },
    brokenAcross: (measureOf, wanted) =>
      breakParagraph(prepared, { indent: indentAt(measureOf(0)), measureOf, uniform: false, looseness: wanted }),
  };
  return {
    flow,
    text: prepared.text,
    draw: (placed, legs) =>
      placed.kind !== "paragraph"
        ? []
        : placed.lines.flatMap(({ line, leg, row }) => {
            const place = legs[leg];
            if (place === undefined) return [];
            return drawLine(setter, commitLine(prepared, line, body.align), place.x, baselineOf(grid, place.row + row));
          }),
  };
}

/** A character style keeps the body's size and line; its face, weight and colour are its own. */
function inlineStyle(setter: Typesetter, inline: Inline, body: TextStyle): TextStyle {
  const name = STYLE_NAMES.find((known) => known === inline.style);
  if (name === undefined || name === "body") return body;
  const { families, weight, colour } = styleOf(setter, name);
  return { ...body, families, weight, colour };
}

function subhead(
  setter: Typesetter,
  grid: PageGrid,
  article: Article,
  block: Extract<Block, { kind: "subhead" }>,
): TextItem {
  const style = styleOf(setter, "subhead");
  const spans = block.lines.map((inline) => spanOf(setter, inline, { style, role: "subhead", article: article.id }));
  return rowBlock(setter, grid, {
    text: block.lines.map((line) => line.text).join("\n"),
    keepNext: setter.template.story.linesAfterSubhead,
    align: style.align,
    ease: SUBHEAD_EASE,
    compose: (measure) => {
      const composed = composeHeadline(spans, {
        measure,
        sizes: SUBHEAD_SIZES.map((factor) => scale(style.size, factor)),
        maxLines: 3,
        tracking: { min: 0, max: 0 },
        config: setter.config,
      });
      const leading = scale(style.leading, composed.size / style.size);
      return { lines: composed.lines, size: composed.size, leading };
    },
    rowsFor: (lines) => {
      const [one, two] = setter.template.story.subheadRows;
      return lines <= 1 ? one : two + (lines - 2);
    },
  });
}

function quote(
  setter: Typesetter,
  grid: PageGrid,
  article: Article,
  block: Extract<Block, { kind: "quote" }>,
): TextItem {
  const style = styleOf(setter, "quote");
  const spans = block.inlines.map((inline) => spanOf(setter, inline, { style, role: "quote", article: article.id }));
  const inset = scale(grid.em, QUOTE_INSET);
  return rowBlock(setter, grid, {
    text: block.inlines.map((inline) => inline.text).join(""),
    keepNext: 1,
    align: style.align,
    ease: 1,
    inset,
    compose: (measure) => {
      const { lines } = setBlock(setter, spans, {
        measure: measure - 2 * inset,
        size: style.size,
        leading: style.leading,
        align: style.align,
      });
      return { lines, size: style.size, leading: style.leading };
    },
    rowsFor: (lines) => Math.ceil((lines * style.leading) / grid.leading) + 1,
  });
}

/** （上接1版） over the text, （下转6版） under it: one row each. */
function pointerLine(
  setter: Typesetter,
  grid: PageGrid,
  article: Article,
  inline: Inline,
  align: "start" | "end",
): TextItem {
  const style = styleOf(setter, "continuation");
  const role: Role = "continuation";
  const spans = [spanOf(setter, inline, { style, role, article: article.id })];
  return rowBlock(setter, grid, {
    text: inline.text,
    keepNext: align === "start" ? 1 : 0,
    align,
    ease: 0,
    compose: (measure) => {
      const { lines } = setBlock(setter, spans, { measure, size: style.size, leading: grid.leading, align: "start" });
      return { lines, size: style.size, leading: grid.leading };
    },
    rowsFor: (lines) => lines,
  });
}

interface RowBlock {
  readonly text: string;
  readonly keepNext: number;
  readonly align: TextStyle["align"];
  /** Rows it may take more than it asks for. */
  readonly ease: number;
  readonly inset?: Len;
  readonly compose: (measure: Len) => { lines: readonly SetLine[]; size: Len; leading: Len };
  readonly rowsFor: (lines: number) => number;
}

/** Lines centred in a whole number of rows. */
function rowBlock(setter: Typesetter, grid: PageGrid, block: RowBlock): TextItem {
  const kept = new Map<Len, { lines: readonly SetLine[]; size: Len; leading: Len }>();
  const composed = (measure: Len): { lines: readonly SetLine[]; size: Len; leading: Len } => {
    const known = kept.get(measure);
    if (known !== undefined) return known;
    const fresh = block.compose(measure);
    kept.set(measure, fresh);
    return fresh;
  };
  const flow: FlowBlock = {
    kind: "block",
    keepNext: block.keepNext,
    rows: (measure) => {
      const { lines, leading } = composed(measure);
      const least = Math.ceil((lines.length * leading) / grid.leading);
      const rows = Math.max(least, block.rowsFor(lines.length));
      return Array.from({ length: block.ease + 1 }, (_, extra) => rows + extra);
    },
  };
  return {
    flow,
    text: block.text,
    draw: (placed, legs, measures) => {
      if (placed.kind !== "block") return [];
      const place = legs[placed.leg];
      const measure = measures[placed.leg] ?? 0;
      if (place === undefined) return [];
      const { lines, size, leading } = composed(measure);
      const top =
        rowY(grid, place.row + placed.row) + Math.round((placed.rows * grid.leading - lines.length * leading) / 2);
      const inset = block.inset ?? 0;
      return lines.flatMap((line, index) => {
        const free = measure - 2 * inset - line.width;
        const shift = block.align === "center" ? Math.round(free / 2) : block.align === "end" ? free : 0;
        return drawLine(setter, line, place.x + inset + shift, top + index * leading + baselineIn(size, leading));
      });
    },
  };
}
