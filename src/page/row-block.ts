/** Blocks of whole rows in running text: subheads (占行), quotes, the lines that point to another page (上接, 下转). */
import { type Len, scale } from "../base/length.js";
import type { Article, Block, Inline } from "../edition/model.js";
import { baselineIn, type PageGrid, rowY } from "../layout/grid.js";
import type { FlowBlock } from "../layout/flow.js";
import type { Role } from "../scene/list.js";
import type { TextStyle } from "../template/resolved.js";
import { composeHeadline } from "../text/headline.js";
import type { SetLine } from "../text/model.js";
import { inlineSpans } from "./inline.js";
import type { TextItem } from "./text-item.js";
import { drawLine, headSetter, setBlock, spanOf, styleOf, type Typesetter } from "./typeset.js";

/** Rows a subhead may take over the template's wish, to fill a story (copy-fit). */
const SUBHEAD_EASE = 1;
/** A quote is set in from both sides of its column by this many body em. */
const QUOTE_INSET = 1;
/** Sizes a subhead may fall to before it breaks, of its own size. */
const SUBHEAD_SIZES = [1, 0.95, 0.9];

export function subhead(
  plain: Typesetter,
  grid: PageGrid,
  article: Article,
  block: Extract<Block, { kind: "subhead" }>,
): TextItem {
  const setter = headSetter(plain);
  const style = styleOf(setter, "subhead");
  const spans = block.lines.map((inline) => spanOf(setter, inline, { style, role: "subhead", article: article.id }));
  return rowBlock(setter, grid, {
    text: block.lines.map((line) => line.text).join("\n"),
    keepNext: setter.template.story.linesAfterSubhead,
    isHead: true,
    align: style.align,
    ease: SUBHEAD_EASE,
    opensColumns: true,
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

export function quote(
  setter: Typesetter,
  grid: PageGrid,
  article: Article,
  block: Extract<Block, { kind: "quote" }>,
): TextItem {
  const style = styleOf(setter, "quote");
  const spans = inlineSpans(setter, block.inlines, { style, role: "quote", article: article.id });
  const inset = scale(grid.em, QUOTE_INSET);
  return rowBlock(setter, grid, {
    text: block.inlines.map((inline) => inline.text).join(""),
    keepNext: 1,
    align: style.align,
    ease: 1,
    inset,
    opensColumns: true,
    compose: (measure) => {
      const { lines } = setBlock(setter, spans, {
        measure: measure - 2 * inset,
        size: style.size,
        leading: style.leading,
        // The block below aligns whole lines.
        align: style.align === "justify" ? "justify" : "start",
        wholeWords: true,
      });
      return { lines, size: style.size, leading: style.leading };
    },
    rowsFor: (lines) => Math.ceil((lines * style.leading) / grid.leading) + 1,
  });
}

/** （上接1版） over the text, （下转6版） under it: one row each, more in type that is higher than a row. */
export function pointerLine(
  setter: Typesetter,
  grid: PageGrid,
  article: Article,
  inline: Inline,
  align: "start" | "end",
): TextItem {
  const style = styleOf(setter, "continuation");
  const role: Role = "continuation";
  const spans = [spanOf(setter, inline, { style, role, article: article.id })];
  const leading = wholeRows(grid, style);
  return rowBlock(setter, grid, {
    text: inline.text,
    keepNext: align === "start" ? 1 : 0,
    align,
    ease: 0,
    compose: (measure) => {
      const { lines } = setBlock(setter, spans, { measure, size: style.size, leading, align: "start" });
      return { lines, size: style.size, leading };
    },
    rowsFor: (lines) => lines,
  });
}

/** The byline (署名) at the head of the first column: a row's white about it, less or more to fill a story. */
export function bylineBlock(setter: Typesetter, grid: PageGrid, article: Article, byline: Inline): TextItem {
  const style = styleOf(setter, "byline");
  const span = spanOf(setter, byline, { style, role: "byline", article: article.id });
  return rowBlock(setter, grid, {
    text: byline.text,
    keepNext: 1,
    align: style.align,
    ease: 1,
    tighten: 1,
    compose: (measure) => {
      const composed = composeHeadline([span], {
        measure,
        sizes: [style.size],
        maxLines: 4,
        tracking: { min: 0, max: 0 },
        config: setter.config,
      });
      return { lines: composed.lines, size: composed.size, leading: wholeRows(grid, style) };
    },
    rowsFor: (lines) => lines + 1,
  });
}

/** The rows that lines of a style are apart: as many as its type is high. */
function wholeRows({ leading }: PageGrid, { size }: TextStyle): Len {
  return Math.ceil(size / leading) * leading;
}

interface RowBlock {
  readonly text: string;
  readonly keepNext: number;
  readonly isHead?: true;
  readonly align: TextStyle["align"];
  /** Rows it may take more than it asks for. */
  readonly ease: number;
  /** Rows it may take fewer. */
  readonly tighten?: number;
  readonly inset?: Len;
  /** At the head of a column its white stands under it, so that columns begin at one height. */
  readonly opensColumns?: boolean;
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
    ...(block.isHead === undefined ? {} : { isHead: block.isHead }),
    rows: (measure) => {
      const { lines, leading } = composed(measure);
      const least = Math.ceil((lines.length * leading) / grid.leading);
      const rows = Math.max(least, block.rowsFor(lines.length));
      const taller = Array.from({ length: block.ease + 1 }, (_, extra) => rows + extra);
      const lower = Array.from({ length: block.tighten ?? 0 }, (_, less) => rows - less - 1);
      return [...taller, ...lower.filter((fewer) => fewer >= least)];
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
      const atHead = placed.row === 0 && block.opensColumns === true;
      const white = atHead ? grid.leading - leading : placed.rows * grid.leading - lines.length * leading;
      const top = rowY(grid, place.row + placed.row) + Math.max(0, Math.round(white / 2));
      const inset = block.inset ?? 0;
      return lines.flatMap((line, index) => {
        const free = measure - 2 * inset - line.width;
        const shift = block.align === "center" ? Math.round(free / 2) : block.align === "end" ? free : 0;
        return drawLine(setter, line, place.x + inset + shift, top + index * leading + baselineIn(size, leading));
      });
    },
  };
}
