/** A paragraph of a story, with its run-in dateline (电头) or its drop cap (首字下沉). */
import { quotable } from "../base/quote.js";
import { type Len, scale } from "../base/length.js";
import type { Article, Block, Inline } from "../edition/model.js";
import type { PageGrid } from "../layout/grid.js";
import type { TextSpan } from "../text/model.js";
import { type DropCap, takeDropCap } from "./drop-cap.js";
import { inlineSpans } from "./inline.js";
import { runningText, type TextShape } from "./running-text.js";
import type { TextItem } from "./text-item.js";
import { prepare, spanOf, styleOf, type Typesetter } from "./typeset.js";

/** What all blocks of one body share. `grid` gives the rows that lines and blocks stand on. */
export interface BodyContext {
  readonly setter: Typesetter;
  readonly grid: PageGrid;
  readonly article: Article;
}

export interface ParagraphOptions {
  readonly dateline?: Inline | undefined;
  /** Rows of the drop cap where the paragraph itself does not say; 0 for none. */
  readonly dropCap: number;
}

const OTHER_WORDS = "begin it with other words, or write `dropCap` with fewer rows, or 0 for none";
const NO_ALIGN = "take the `align` or the `dropCap` out";
const NO_DATELINE = "take the `dateline` or the `dropCap` out, or give the cap to a later paragraph";

/** Lines of an aligned paragraph that stay together: a notice's sender, its seal and its date. */
const KEPT = 4;

type Paragraph = Pick<Extract<Block, { kind: "paragraph" }>, "inlines" | "continued" | "dropCap" | "align">;

export function paragraph(context: BodyContext, block: Paragraph, options: ParagraphOptions): TextItem {
  const { setter, grid, article } = context;
  const plain = plainParagraph(context, block, options.dateline);
  const rows = block.dropCap ?? options.dropCap;
  if (rows < 2 || block.continued === true) return plain;
  const isAsked = block.dropCap !== undefined || article.dropCap !== undefined;
  const tell = (why: string, hint = OTHER_WORDS): void => {
    setter.remarks.push({
      severity: isAsked ? "warning" : "info",
      code: "drop-cap-not-set",
      article: article.id,
      ...(block.inlines[0] === undefined ? {} : { pointer: block.inlines[0].pointer }),
      message: `the paragraph has no drop cap: ${why}`,
      hint,
    });
  };
  if (options.dateline !== undefined) {
    // Templates ask for caps where no dateline stands.
    if (isAsked) tell(`it begins with the dateline “${quotable(options.dateline.text)}”`, NO_DATELINE);
    return plain;
  }
  if (block.align !== undefined) {
    // It opens the body, as no running text does.
    if (isAsked) tell("its `align` sets it apart from running text", NO_ALIGN);
    return plain;
  }
  const cap = takeDropCap(setter, grid, article, block.inlines, rows);
  if (typeof cap === "string") {
    tell(cap);
    return plain;
  }
  return choose(
    capParagraph(context, cap),
    plain,
    (measure) => cap.fits(measure),
    () => tell(`“${quotable(cap.text)}” would leave the lines beside it less than half of their column`),
  );
}

function plainParagraph(context: BodyContext, block: Paragraph, dateline: Inline | undefined): TextItem {
  const { setter, article } = context;
  const body = styleOf(setter, "body");
  const pieces = piecesOf(context, block.inlines);
  if (dateline !== undefined) {
    const style = { ...styleOf(setter, "dateline"), size: body.size };
    const span = spanOf(setter, dateline, { style, role: "dateline", article: article.id });
    pieces[0] = [span, ...(pieces[0] ?? [])];
  }
  const { align } = block;
  if (align !== undefined) {
    const kept = Math.min(KEPT, pieces.length);
    return setPieces(context, pieces, { align, looseness: 0, keepFirst: kept, keepLast: kept });
  }
  const { indent, narrowIndent, narrowEms } = setter.template.composition;
  const indentAt = (measure: Len): Len => scale(body.size, measure <= narrowEms * body.size ? narrowIndent : indent);
  return setPieces(context, pieces, block.continued === true ? {} : { indentAt });
}

function capParagraph(context: BodyContext, cap: DropCap): TextItem {
  const pieces = piecesOf(context, cap.rest);
  return setPieces(
    context,
    pieces,
    {
      keepFirst: cap.rows,
      notch: { lines: cap.rows, width: cap.notch },
      beside: (x, baseline, rows) => cap.items(x, baseline, rows),
    },
    cap.text,
  );
}

function piecesOf({ setter, article }: BodyContext, inlines: readonly Inline[]): TextSpan[][] {
  const style = styleOf(setter, "body");
  return splitAtBreaks(inlines).map((part) => inlineSpans(setter, part, { style, role: "body", article: article.id }));
}

function setPieces(
  { setter, grid }: BodyContext,
  pieces: readonly (readonly TextSpan[])[],
  shape: Partial<TextShape>,
  before = "",
): TextItem {
  const parts = pieces.map((spans) => prepare(setter, spans));
  const text = before + parts.map((part) => part.text).join("\n");
  const { looseness } = setter.template.story;
  return runningText(setter, grid, parts, { align: styleOf(setter, "body").align, looseness, ...shape }, text);
}

/** One way of setting in legs that are wide enough for it, another in the others. */
function choose(wide: TextItem, narrow: TextItem, fits: (measure: Len) => boolean, tell: () => void): TextItem {
  const [a, b] = [wide.flow, narrow.flow];
  if (a.kind !== "paragraph" || b.kind !== "paragraph") return narrow;
  return {
    text: narrow.text,
    flow: {
      ...a,
      broken: (measure, looseness) => (fits(measure) ? a : b).broken(measure, looseness),
      brokenAcross: (measureOf, looseness, key) => (fits(measureOf(0)) ? a : b).brokenAcross(measureOf, looseness, key),
    },
    textFrom: (line) => wide.textFrom?.(line) || (narrow.textFrom?.(line) ?? ""),
    explain: (placed, legs) => {
      const told = wide.explain?.(placed, legs);
      return told !== undefined && told.lines.length > 0 ? told : narrow.explain?.(placed, legs);
    },
    draw(placed, legs, measures) {
      const first = placed.kind === "paragraph" ? (placed.lines[0]?.leg ?? 0) : placed.leg;
      const isWide = fits(measures[first] ?? 0);
      if (!isWide) tell();
      return (isWide ? wide : narrow).draw(placed, legs, measures);
    },
  };
}

/** The parts of a text between its hard breaks. */
export function splitAtBreaks(inlines: readonly Inline[]): readonly (readonly Inline[])[] {
  const parts: Inline[][] = [[]];
  for (const inline of inlines) {
    if (inline.hardBreak === true) parts.push([]);
    else parts.at(-1)?.push(inline);
  }
  return parts;
}
