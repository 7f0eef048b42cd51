/**
 * The head block of a story: label (栏目题), kicker (引题), headline (主题), deck (副题) and byline as one object. The
 * headline picks its size from the template's ladder by priority and span; kicker and deck follow it in proportion.
 */
import type { Len } from "../base/length.js";
import type { Article, Inline } from "../edition/model.js";
import { arrange, type Flex, type FlexGroup } from "../layout/stack.js";
import type { SceneItem } from "../scene/list.js";
import type { HeadlineStep, StyleName, TextStyle } from "../template/resolved.js";
import { composeHeadline } from "../text/headline.js";
import type { Role } from "../scene/list.js";
import { ground } from "./sheet.js";
import { drawBlock, resized, setBlock, spanOf, styledLine, styleOf, type TextBlock, type Typesetter } from "./typeset.js";

/** White between the parts of a head, in em of the part above. */
const PART_GAP = 0.28;
/** A label's ground reaches this far over its text, in em. */
const LABEL_PADDING = 0.45;
/** Kicker and deck never fall under this multiple of the body size. */
const SMALLEST_PART = 1.15;

interface LabelPart {
  readonly kind: "label";
  readonly block: TextBlock;
  readonly padding: Len;
}

interface TextPart {
  readonly kind: "text";
  readonly block: TextBlock;
}

type Part = LabelPart | TextPart;

export interface HeadBlock {
  readonly width: Len;
  readonly height: Len;
  /** Size of the headline; 0 for a head without one. */
  readonly size: Len;
  readonly items: (x: Len, y: Len) => readonly SceneItem[];
}

export interface HeadRoom {
  readonly width: Len;
  /** Columns the head spans. */
  readonly columns: number;
  /** Takes the headline this many steps of the size scale down or up from the ladder's. */
  readonly step?: number;
  /** What was measured for the same story in other widths. */
  readonly cache?: HeadCache;
}

export interface HeadCache {
  readonly widths: Map<string, Len>;
  readonly lines: Map<string, TextBlock>;
}

export function headCache(): HeadCache {
  return { widths: new Map(), lines: new Map() };
}

/** The head of a story in a given width; undefined when the story has no head at all. */
export function composeHead(setter: Typesetter, article: Article, room: HeadRoom): HeadBlock | undefined {
  const title = headline(setter, article, room);
  const size = title?.size ?? 0;
  const { kickerRatio, deckRatio } = setter.template.story;
  const align = alignOf(styleOf(setter, "headline"));
  const column: Flex<Part>[] = [];
  const add = (part: Flex<Part> | undefined): void => {
    if (part !== undefined) column.push(part);
  };
  add(side(setter, article, article.kicker, "kicker", "kicker", Math.round(size * kickerRatio), room));
  title?.lines.forEach((line) => add(textBox(line)));
  add(side(setter, article, article.deck, "deck", "deck", Math.round(size * deckRatio), room));
  add(byline(setter, article, room.width));
  const label = labelBox(setter, article);
  if (column.length === 0 && label === undefined) return undefined;
  const gap = Math.round(Math.max(size, setter.template.grid.em) * 0.5 * PART_GAP);
  const stack: FlexGroup<Part> = {
    kind: "group",
    direction: "column",
    gap,
    justify: "start",
    align,
    width: room.width,
    children: label === undefined ? column : withLabel(label, column, title, room.width, gap),
  };
  const arranged = arrange<Part>(stack);
  return {
    width: room.width,
    height: arranged.height,
    size,
    items: (x, y) => arranged.boxes.flatMap((box) => drawPart(setter, box.content, x + box.x, y + box.y)),
  };
}

/** The label stands left of the headline where both have room in one line, else over it. */
function withLabel(
  label: Flex<Part>,
  column: readonly Flex<Part>[],
  title: Headline | undefined,
  width: Len,
  gap: Len,
): readonly Flex<Part>[] {
  const widest = title?.lines.reduce((w, line) => Math.max(w, line.width), 0) ?? width;
  const labelWidth = label.width ?? 0;
  const beside = title !== undefined && title.lines.length === 1 && labelWidth + title.size * 0.5 + widest <= width;
  if (!beside) return [label, ...column];
  return column.map((part) =>
    part.kind === "box" && part.content.kind === "text" && part.content.block === title.lines[0]
      ? {
          kind: "group" as const,
          direction: "row" as const,
          gap: Math.max(gap, Math.round(title.size * 0.4)),
          justify: "start" as const,
          align: "center" as const,
          children: [label, part],
        }
      : part,
  );
}

interface Headline {
  readonly size: Len;
  readonly lines: readonly TextBlock[];
}

function headline(setter: Typesetter, article: Article, room: HeadRoom): Headline | undefined {
  if (article.headline.length === 0) return undefined;
  const style = styleOf(setter, "headline");
  const sizes = sizesFor(setter, article, room);
  const composed = composeHeadline(
    article.headline.map((inline) => spanOf(setter, inline, { style, role: "headline", article: article.id })),
    { measure: room.width, sizes, maxLines: 3, tracking: setter.template.story.headlineTracking, config: setter.config, ...(room.cache === undefined ? {} : { widths: room.cache.widths }) },
  );
  const leading = Math.round((composed.size * style.leading) / style.size);
  setter.missing.push(...composed.missing);
  return {
    size: composed.size,
    lines: composed.lines.map((line) => ({
      lines: [line],
      size: composed.size,
      leading,
      width: line.width,
      height: leading,
    })),
  };
}

/** Sizes the headline may take, largest first: the ladder's step for its priority and span, and the scale below it. */
export function sizesFor(setter: Typesetter, article: Article, room: HeadRoom): readonly Len[] {
  const { ladder, headlineSizes, grid } = setter.template;
  const step = ladderStep(ladder, article.priority, room.columns);
  const largest = step?.size ?? grid.em * 2;
  const least = step?.min ?? grid.em * 1.5;
  const sizes = headlineSizes.filter((size) => size <= largest && size >= least);
  const usable = sizes.length > 0 ? sizes : [largest];
  const from = Math.min(Math.max(0, room.step ?? 0), usable.length - 1);
  return usable.slice(from);
}

/** The step with the nearest priority that covers the story's, and of those the widest span that it reaches. */
export function ladderStep(ladder: readonly HeadlineStep[], priority: number, columns: number): HeadlineStep | undefined {
  const reached = ladder.filter((step) => step.span <= columns);
  const covering = reached.filter((step) => step.priority >= priority);
  const pool = covering.length > 0 ? covering : reached;
  return [...pool].sort((a, b) => a.priority - b.priority || b.span - a.span)[0];
}

/** Kicker or deck: in proportion to the headline, smaller where it would not fit in one line, else in several. */
function side(
  setter: Typesetter,
  article: Article,
  inline: Inline | undefined,
  styleName: StyleName,
  role: Role,
  wanted: Len,
  room: HeadRoom,
): Flex<Part> | undefined {
  if (inline === undefined) return undefined;
  const { width } = room;
  const style = styleOf(setter, styleName);
  const least = Math.round(setter.template.grid.em * SMALLEST_PART);
  const size = Math.max(least, wanted === 0 ? style.size : wanted);
  const at = (s: Len): TextBlock => {
    const key = `${role} ${s}`;
    const known = room.cache?.lines.get(key);
    if (known !== undefined) return known;
    const line = styledLine(setter, [inline], { style: resized(style, s), role, article: article.id });
    room.cache?.lines.set(key, line);
    return line;
  };
  const full = at(size);
  if (full.width <= width) return textBox(full);
  const shrunk = Math.floor((size * width) / full.width);
  if (shrunk >= least) return textBox(at(shrunk));
  const small = resized(style, least);
  const span = spanOf(setter, inline, { style: small, role, article: article.id });
  return textBox(setBlock(setter, [span], { measure: width, size: least, leading: small.leading, align: "start" }));
}

function byline(setter: Typesetter, article: Article, width: Len): Flex<Part> | undefined {
  if (article.byline === undefined) return undefined;
  const style = styleOf(setter, "byline");
  const options = { style, role: "byline" as const, article: article.id };
  const line = styledLine(setter, [article.byline], options);
  if (line.width <= width) return textBox(line);
  const span = spanOf(setter, article.byline, options);
  return textBox(setBlock(setter, [span], { measure: width, size: style.size, leading: style.leading, align: "start" }));
}

function labelBox(setter: Typesetter, article: Article): (Flex<Part> & { width: Len }) | undefined {
  if (article.label === undefined) return undefined;
  const style = styleOf(setter, "label");
  const block = styledLine(setter, [article.label], { style, role: "label", article: article.id });
  const padding = Math.round(style.size * LABEL_PADDING);
  const content: LabelPart = { kind: "label", block, padding };
  return { kind: "box", content, width: block.width + 2 * padding, height: block.height };
}

function textBox(block: TextBlock): Flex<Part> {
  return { kind: "box", content: { kind: "text", block }, width: block.width, height: block.height };
}

function drawPart(setter: Typesetter, part: Part, x: Len, y: Len): readonly SceneItem[] {
  if (part.kind === "text") return drawBlock(setter, part.block, x, y);
  const { block, padding } = part;
  const tint = block.lines[0]?.runs[0];
  const rect = { x, y, width: block.width + 2 * padding, height: block.height };
  // The label is reversed out of a ground in its own colour.
  const paper = { space: "cmyk", c: 0, m: 0, y: 0, k: 0 } as const;
  const text = drawBlock(setter, block, x + padding, y).map((run) => ({ ...run, colour: paper }));
  return tint === undefined ? text : [ground(rect, tint.colour, "label"), ...text];
}

function alignOf(style: TextStyle): "start" | "center" | "end" {
  return style.align === "justify" ? "start" : style.align;
}
