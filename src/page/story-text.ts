/**
 * A story's running text as flow items: paragraphs with their run-in dateline, subheads that take whole rows (占行),
 * quotes, and the lines that point to another page (上接, 下转). Prepared once; set at any measure.
 */
import { type Len, scale } from "../base/length.js";
import type { Article, Inline } from "../edition/model.js";
import type { PageGrid } from "../layout/grid.js";
import type { Flow, FlowItem } from "../layout/flow.js";
import type { SceneItem } from "../scene/list.js";
import type { StyleName } from "../template/resolved.js";
import { inlineSpans } from "./inline.js";
import type { Cut } from "./jump.js";
import { pointerLine, quote, subhead } from "./row-block.js";
import { runningText } from "./running-text.js";
import type { LegPlace, TextItem } from "./text-item.js";
import { prepare, spanOf, styleOf, type Typesetter } from "./typeset.js";

export interface StoryText {
  readonly items: readonly FlowItem[];
  /** Rows the text takes at a measure: as it is, and with every paragraph at its shortest and longest. */
  rowsAt(measure: Len): { readonly natural: number; readonly least: number; readonly most: number };
  draw(flow: Flow, legs: readonly LegPlace[], measures: readonly Len[]): readonly SceneItem[];
  oversetText(flow: Flow): string;
  /** Where the text that found no room begins; undefined when all of it did. */
  cutOf(flow: Flow): Cut | undefined;
}

export interface StoryTextStyles {
  readonly body: StyleName;
  readonly dateline: StyleName;
}

/** `grid` gives the rows that lines and blocks stand on. */
export function prepareText(setter: Typesetter, grid: PageGrid, article: Article, styles: StoryTextStyles): StoryText {
  const items: TextItem[] = [];
  /** Where in the body each item begins; the jump lines belong to what is next to them. */
  const blocks: number[] = [];
  const { continuesFrom, continuesTo } = article;
  if (continuesFrom?.text !== undefined) items.push(pointerLine(setter, grid, article, continuesFrom.text, "start"));
  if (items.length > 0) blocks.push(0);
  let dateline = article.dateline;
  for (const [index, block] of article.body.entries()) {
    blocks.push(index);
    if (block.kind === "paragraph") {
      items.push(paragraph(setter, grid, article, block, dateline, styles));
      dateline = undefined;
    } else {
      items.push(
        block.kind === "subhead" ? subhead(setter, grid, article, block) : quote(setter, grid, article, block),
      );
    }
  }
  if (dateline !== undefined) {
    blocks.push(article.body.length);
    items.push(paragraph(setter, grid, article, { inlines: [] }, dateline, styles));
  }
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
    oversetText: (flow) => flow.overset.map((entry) => textLeft(items[entry.item], entry)).join("\n"),
    cutOf(flow) {
      const [first] = flow.overset;
      if (first === undefined) return undefined;
      const item = items[first.item];
      return {
        block: blocks[first.item] ?? article.body.length,
        offset: item === undefined ? 0 : item.text.length - textLeft(item, first).length,
      };
    },
  };
}

function textLeft(item: TextItem | undefined, { fromLine, lines }: Flow["overset"][number]): string {
  if (item === undefined) return "";
  const [first] = lines;
  return item.textFrom === undefined || fromLine === 0 || first === undefined ? item.text : item.textFrom(first);
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

function paragraph(
  setter: Typesetter,
  grid: PageGrid,
  article: Article,
  { inlines, continued }: { readonly inlines: readonly Inline[]; readonly continued?: true },
  dateline: Inline | undefined,
  styles: StoryTextStyles,
): TextItem {
  const body = styleOf(setter, styles.body);
  const pieces = splitAtBreaks(inlines).map((part) =>
    inlineSpans(setter, part, { style: body, role: "body", article: article.id }),
  );
  if (dateline !== undefined) {
    const style = { ...styleOf(setter, styles.dateline), size: body.size };
    const span = spanOf(setter, dateline, { style, role: "dateline", article: article.id });
    pieces[0] = [span, ...(pieces[0] ?? [])];
  }
  const { indent, narrowIndent, narrowEms } = setter.template.composition;
  return runningText(
    setter,
    grid,
    pieces.map((spans) => prepare(setter, spans)),
    {
      align: body.align,
      indentAt: (measure) =>
        continued === true ? 0 : scale(body.size, measure <= narrowEms * body.size ? narrowIndent : indent),
      looseness: setter.template.story.looseness,
    },
  );
}

/** The parts of a paragraph between its hard breaks. */
function splitAtBreaks(inlines: readonly Inline[]): readonly (readonly Inline[])[] {
  const parts: Inline[][] = [[]];
  for (const inline of inlines) {
    if (inline.hardBreak === true) parts.push([]);
    else parts.at(-1)?.push(inline);
  }
  return parts;
}
