/**
 * The head block of a story: label (栏目题), kicker (引题), headline (主题), deck (副题) and byline as one object. The
 * headline picks its size from the template's ladder by priority and span; kicker and deck follow it in proportion.
 */
import { type Len, toPt } from "../base/length.js";
import type { Article, Inline } from "../edition/model.js";
import { type Arranged, arrange, type Flex, type FlexBox, type FlexGroup } from "../layout/stack.js";
import type { StyleName, TextStyle } from "../template/resolved.js";
import { type HeadlineCache, headlineCache, type HeadlinePlan, planHeadline } from "../text/headline.js";
import { type WidthCache, widthOnOneLine } from "../text/head-lines.js";
import { rowInset } from "../layout/grid.js";
import { trimmedToInk } from "../text/ink.js";
import type { Role, SceneItem } from "../scene/list.js";
import type { HeadSetting } from "../scene/setting.js";
import { bodyInlines } from "../edition/blocks.js";
import { fitText, type FittedText, type Unfit, unfitOf } from "./fit-text.js";
import { headSizes, sizeLists } from "./head-sizes.js";
import { joinText } from "./leftover.js";
import { ground, PAPER } from "./sheet.js";
import {
  drawBlock,
  headSetter,
  inkTopOf,
  resized,
  spanOf,
  type SpanOptions,
  styledLine,
  styleOf,
  type TextBlock,
  type Typesetter,
} from "./typeset.js";

/** Places are whole EMU, a few to each part of a head. */
const ROUNDING: Len = 100;
/** White between the parts of a head, in em of the part above. */
const PART_GAP = 0.28;
/** A label's ground reaches this far over its text, in em. */
const LABEL_PADDING = 0.45;
/** Lines of a label that is too long for one. */
const LABEL_LINES = 2;
/** A label is no larger than this part of the headline, and stands so far over it, in parts of its padding. */
const LABEL_SIZE = 0.75;
const LABEL_GAP = 0.65;
/**
 * White to spare in a head's rows goes over and under it; less of it between its parts, which belong together, and least
 * between the lines of its headline.
 */
const PARTS_SHARE = 0.5;
const LINES_SHARE = 0.25;
/** Kicker and deck never fall under this multiple of the body size, unless they would come near the headline's. */
const SMALLEST_PART = 1.15;
const LARGEST_PART = 0.6;

interface LabelPart {
  readonly kind: "label";
  /** White over its ground, or over the em of its first line. */
  readonly white: Len;
  readonly block: () => TextBlock;
  readonly padding: Len;
  readonly unfit: readonly Unfit[];
}

interface TextPart {
  readonly kind: "text";
  readonly white: Len;
  readonly block: () => TextBlock;
}

/** Lines that are known by their size, and set when the head is drawn. */
interface Measured {
  readonly width: Len;
  readonly height: Len;
  /** Over the em of the first. */
  readonly white: Len;
  readonly block: () => TextBlock;
}

type Part = LabelPart | TextPart;

export interface HeadBlock {
  readonly width: Len;
  readonly height: Len;
  /** What of it stays white beside its lines, from 0 to 1. */
  readonly white: number;
  /** Size and lines of the headline; 0 without one. */
  readonly size: Len;
  readonly lines: number;
  /** How badly the ends of its lines read, in the currency of phrases.ts. */
  readonly partingCost: number;
  /** The headline is too long for its width in every size allowed. */
  readonly forced: boolean;
  /** How the headline came out; undefined without one. */
  readonly setting: () => HeadSetting | undefined;
  /** White over its first ink that it would have by itself, from the line on which text begins in its first row. */
  readonly whiteIn: (room: HeadSpace) => Len;
  readonly draw: (x: Len, y: Len, room?: HeadSpace) => DrawnHead;
}

export interface HeadSpace {
  /** White more than the head is high: it is shared out over, between and under its lines. */
  readonly spare?: Len;
  /** White stands over the head already: none of the head's goes there. */
  readonly isUnderWhite?: boolean;
  /** What of its white goes over it, where heads beside it have less (`head-level.ts`): what is left goes under it. */
  readonly white?: Len | undefined;
  /** Where the head's place ends, from its top; lines that reach further are not set. */
  readonly height?: Len;
}

/** Where a head begins: the top of its first row, and the white that it would have over its first line by itself. */
export interface HeadTop {
  readonly y: Len;
  readonly white: Len;
}

export interface DrawnHead {
  readonly items: readonly SceneItem[];
  /** What of its text found no room. */
  readonly left: string;
  readonly unfit: readonly Unfit[];
}

export interface HeadRoom {
  readonly width: Len;
  /** Columns the head spans. */
  readonly columns: number;
  /** Takes the headline this many steps of the size scale down or up from the ladder's. */
  readonly step?: number;
  /** What was measured for the same story in other widths. */
  readonly cache?: HeadCache;
  /** Lines of the headline, where not its own number of them. */
  readonly lines?: number;
}

interface OwnRoom extends HeadRoom {
  /** Text that uses the words of the head. */
  readonly usage: () => string;
}

export interface HeadCache {
  readonly headline: HeadlineCache;
  /** The same for kickers, decks and bylines of several lines. */
  readonly phrases: HeadlineCache;
  readonly widths: WidthCache;
}

export function headCache(): HeadCache {
  return { headline: headlineCache(), phrases: headlineCache(), widths: new Map() };
}

/**
 * The head of a story in a given width; undefined when the story has no head at all. Its height is known at once; lines
 * are set and arranged when it is drawn.
 */
export function composeHead(plain: Typesetter, article: Article, given: HeadRoom): HeadBlock | undefined {
  const setter = headSetter(plain);
  const room: OwnRoom = { ...given, usage: () => usageOf(article) };
  const title = titleOf(setter, article, room);
  const size = title?.plan.size ?? 0;
  const { kickerRatio, deckRatio } = setter.template.story;
  const over = side(setter, article, article.kicker, "kicker", "kicker", { headline: size, ratio: kickerRatio }, room);
  const under = [
    side(setter, article, article.deck, "deck", "deck", { headline: size, ratio: deckRatio }, room),
    byline(plain, article, room),
  ].filter((part) => part !== undefined);
  const label = labelBox(setter, article, room, size);
  const headStyle = styleOf(setter, "headline");
  if (title === undefined && over === undefined && under.length === 0 && label === undefined) return undefined;
  const gap = Math.round(Math.max(size, setter.template.grid.em) * 0.5 * PART_GAP);
  const beside = label !== undefined && title !== undefined && fitsBeside(label.width, title, room.width);
  const stacked =
    label === undefined || beside
      ? undefined
      : { ...label, height: label.height + Math.round(label.content.padding * LABEL_GAP) };
  const heights = [
    ...(stacked === undefined ? [] : [stacked.height]),
    ...(over === undefined ? [] : [over.height]),
    // A label beside the headline's only line may be taller than it.
    ...Array.from({ length: title?.plan.lines ?? 0 }, () => Math.max(title?.leading ?? 0, beside ? label.height : 0)),
    ...under.map((part) => part.height),
  ];
  const stack = heights.reduce((sum, one) => sum + one, 0) + gap * Math.max(0, heights.length - 1);
  // The first line begins where a line of text would, whatever white its own leading has over it.
  const inset = rowInset(setter.template.grid);
  const first = over ?? (title === undefined ? under[0] : undefined);
  const raise =
    (stacked === undefined ? (first?.content.white ?? titleWhite(title, beside ? label : undefined)) : 0) - inset;
  const height = stack - raise;
  const laidIn = ({ spare = 0, isUnderWhite = false }: HeadSpace): LaidHead => {
    const lines = title === undefined ? [] : titleLines(title).map(textBox).map(byInk);
    const [line, ...rest] = lines;
    const headed: readonly Flex<Part>[] =
      beside && line !== undefined ? [besideLabel(label, line, size, gap), ...rest] : lines;
    const column = { kind: "group", direction: "column", justify: "start", align: alignOf(headStyle) } as const;
    const parts = (inside: Flex<Part>): readonly Flex<Part>[] => [
      ...(stacked === undefined ? [] : [stacked]),
      ...(over === undefined ? [] : [byInk(over)]),
      ...(lines.length === 0 ? [] : [inside]),
      ...under.map(byInk),
    ];
    const count = heights.length - Math.max(0, lines.length - 1);
    const shares = (isUnderWhite ? 1 : 2) + PARTS_SHARE * (count - 1) + LINES_SHARE * Math.max(0, lines.length - 1);
    const arrangedIn = (share: Len): readonly Arranged<Part>[] =>
      arrange<Part>({
        ...column,
        gap: gap + Math.round(share * PARTS_SHARE),
        width: room.width,
        children: parts({ ...column, gap: gap + Math.round(share * LINES_SHARE), children: headed }),
      }).boxes;
    const down = inset - inkTop(arrangedIn(0));
    const share = Math.max(0, (spare - raise - down) / shares);
    return { boxes: arrangedIn(share), down, white: isUnderWhite ? 0 : Math.round(share) };
  };
  return {
    width: room.width,
    white: 1 - inkOf(title, room.width, [over, ...under, label]) / (room.width * Math.max(1, height)),
    size,
    lines: title?.plan.lines ?? 0,
    partingCost: title?.plan.partingCost ?? 0,
    height,
    forced: title?.plan.forced ?? false,
    setting: () =>
      title === undefined ? undefined : headSetting(title, headSizes(setter, article, room.columns), room.width),
    whiteIn: (space) => laidIn(space).white,
    draw: (x, y, space = {}) => {
      const { height: most = Number.POSITIVE_INFINITY, white } = space;
      const laid = laidIn(space);
      const { boxes } = laid;
      const down = laid.down + Math.min(laid.white, white ?? laid.white);
      const unfit = label?.content.unfit ?? [];
      const cut = boxes.findIndex((box) => down + box.y + box.height > most + ROUNDING);
      const shown = cut < 0 ? boxes : boxes.slice(0, cut);
      const left = boxes.slice(shown.length).map((box) => textOf(box.content.block()));
      return {
        items: shown.flatMap((box) => drawPart(setter, box.content, x + box.x, y + down + box.y)),
        left: joinText(...left, ...unfit.map((one) => one.left)),
        unfit,
      };
    },
  };
}

/** A head in its place: its parts, and how far they go down so that the first ink stands on its line; white over that. */
interface LaidHead {
  readonly boxes: readonly Arranged<Part>[];
  readonly down: Len;
  readonly white: Len;
}

/** Where the ink of a head begins, from its top: that of the highest of its first line, or the ground of a label. */
function inkTop(boxes: readonly Arranged<Part>[]): Len {
  return Math.min(...boxes.map(({ y, content }) => y + (content.kind === "label" ? 0 : inkTopOf(content.block()))));
}

function textOf({ lines }: TextBlock): string {
  return lines.flatMap(({ runs }) => runs.flatMap(({ texts }) => texts)).join("");
}

/** The box of what is really set: its lines stand by their ink. */
function byInk(box: FlexBox<Part>): FlexBox<Part> {
  const block = box.content.block();
  return { ...box, width: block.width, content: { ...box.content, block: () => block } };
}

/** White over the em of type in a line of its leading. */
function halfLeading(size: Len, leading: Len): Len {
  return (leading - size) / 2;
}

/** White over the headline's first line, and over the label beside it, in the place that holds both. */
function titleWhite(title: Title | undefined, label: { readonly height: Len } | undefined): Len {
  if (title === undefined) return 0;
  const { leading, plan } = title;
  const height = Math.max(leading, label?.height ?? 0);
  const own = (height - leading) / 2 + halfLeading(plan.size, leading);
  return label === undefined ? own : Math.min(own, (height - label.height) / 2);
}

/** What the lines of a head cover of a width, the space between them not counted as theirs. */
function inkOf(title: Title | undefined, width: Len, parts: readonly (FlexBox<Part> | undefined)[]): number {
  const lines = (title?.plan.widths ?? []).map((line) => Math.min(line, width) * (title?.leading ?? 0));
  const others = parts.map((part) => (part === undefined ? 0 : Math.min(part.width, width) * part.height));
  return [...lines, ...others].reduce((sum, ink) => sum + ink, 0);
}

/** The label stands left of a headline of one line where both have room, else over it. */
function fitsBeside(labelWidth: Len, title: Title, width: Len): boolean {
  return title.plan.lines === 1 && labelWidth + title.plan.size * 0.5 + title.plan.width <= width;
}

function besideLabel(label: Flex<Part>, line: Flex<Part>, size: Len, gap: Len): FlexGroup<Part> {
  return {
    kind: "group",
    direction: "row",
    gap: Math.max(gap, Math.round(size * 0.4)),
    justify: "start",
    align: "center",
    children: [label, line],
  };
}

interface Title {
  readonly plan: HeadlinePlan;
  readonly leading: Len;
}

/** What the story itself writes: names and terms that its head must not part stand in it. */
export function usageOf(article: Article): string {
  return bodyInlines(article)
    .map(({ text }) => text)
    .join("\n");
}

function titleOf(setter: Typesetter, article: Article, room: OwnRoom): Title | undefined {
  if (article.headline.length === 0) return undefined;
  const style = styleOf(setter, "headline");
  const lines = room.lines ?? article.head?.lines;
  const [sizes = [], ...otherwise] = sizeLists(setter, article, room.columns, room.step);
  const plan = planHeadline(
    article.headline.map((inline) => spanOf(setter, inline, { style, role: "headline", article: article.id })),
    {
      measure: room.width,
      sizes,
      otherwise,
      ...(lines === undefined ? {} : { lines }),
      maxLines: 3,
      tracking: setter.template.story.headlineTracking,
      config: setter.config,
      usage: room.usage,
      ...(room.cache === undefined ? {} : { cache: room.cache.headline }),
    },
  );
  return { plan, leading: Math.round((plan.size * style.leading) / style.size) };
}

function titleLines(title: Title): readonly Measured[] {
  const { lines, size } = title.plan.set();
  const { leading } = title;
  return lines.map((line) => {
    const block = { lines: [line], size, leading, width: line.width, height: leading };
    return { width: line.width, height: leading, white: halfLeading(size, leading), block: () => block };
  });
}

function headSetting({ plan }: Title, sizes: readonly Len[], width: Len): HeadSetting {
  const { lines } = plan.set();
  return {
    size: toPt(plan.size),
    largest: toPt(sizes[0] ?? plan.size),
    smallest: toPt(sizes.at(-1) ?? plan.size),
    lines: lines.map((line) => ({
      text: line.runs.flatMap(({ texts }) => texts).join(""),
      fills: Math.round((100 * line.width) / width) / 100,
    })),
    forced: plan.forced,
  };
}

/** The smallest kicker or deck of a headline; 0 stands for none. Never smaller than the body. */
export function leastPart({ template }: Typesetter, headline: Len): Len {
  const { em } = template.grid;
  const least = em * SMALLEST_PART;
  return Math.round(headline === 0 ? least : Math.max(em, Math.min(least, headline * LARGEST_PART)));
}

/** Kicker or deck: in proportion to the headline, smaller where it would not fit in one line, else in several. */
function side(
  setter: Typesetter,
  article: Article,
  inline: Inline | undefined,
  styleName: StyleName,
  role: Role,
  { headline, ratio }: { readonly headline: Len; readonly ratio: number },
  room: OwnRoom,
): FlexBox<Part> | undefined {
  if (inline === undefined) return undefined;
  const { width } = room;
  const style = styleOf(setter, styleName);
  const least = leastPart(setter, headline);
  const size = Math.max(least, headline === 0 ? style.size : Math.round(headline * ratio));
  const at = (s: Len): Measured =>
    oneLine(setter, inline, { style: resized(style, s), role, article: article.id }, room);
  const full = at(size);
  if (full.width <= width) return textBox(full);
  const shrunk = Math.floor((size * width) / full.width);
  if (shrunk >= least) return textBox(at(shrunk));
  return textBox(phrases(setter, inline, { style: resized(style, least), role, article: article.id }, room));
}

function oneLine(setter: Typesetter, inline: Inline, options: SpanOptions, room: HeadRoom): Measured {
  const { size, leading } = options.style;
  const width = widthOnOneLine(spanOf(setter, inline, options), size, setter.config, room.cache?.widths);
  const white = halfLeading(size, leading);
  return { width: Math.ceil(width), height: leading, white, block: () => inked(styledLine(setter, [inline], options)) };
}

function inked(block: TextBlock): TextBlock {
  const lines = block.lines.map(trimmedToInk);
  return { ...block, lines, width: lines.reduce((widest, { width }) => Math.max(widest, width), 0) };
}

/** Lines parted at phrases, for a kicker, deck or byline that is too long for one. */
function phrases(setter: Typesetter, inline: Inline, options: SpanOptions, room: OwnRoom): Measured {
  const { size, leading, align } = options.style;
  const plan = planHeadline([spanOf(setter, inline, options)], {
    measure: room.width,
    sizes: [size],
    maxLines: 4,
    tracking: { min: 0, max: 0 },
    config: setter.config,
    usage: room.usage,
    ...(room.cache === undefined ? {} : { cache: room.cache.phrases }),
  });
  return {
    width: plan.width,
    height: plan.lines * leading,
    white: halfLeading(size, leading),
    block: () => {
      const { lines } = plan.set();
      const width = lines.reduce((w, line) => Math.max(w, line.width), 0);
      return {
        lines,
        size,
        leading,
        width,
        height: lines.length * leading,
        ...(align === "center" ? { stand: align } : {}),
      };
    },
  };
}

function byline(setter: Typesetter, article: Article, room: OwnRoom): FlexBox<Part> | undefined {
  const { byline: inline } = article;
  if (inline === undefined) return undefined;
  const options = { style: styleOf(setter, "byline"), role: "byline", article: article.id } as const;
  const line = oneLine(setter, inline, options, room);
  return textBox(line.width <= room.width ? line : phrases(setter, inline, options, room));
}

function labelBox(setter: Typesetter, article: Article, room: HeadRoom, headline: Len): FlexBox<LabelPart> | undefined {
  const { label } = article;
  if (label === undefined) return undefined;
  const named = styleOf(setter, "label");
  const most = headline === 0 ? named.size : Math.max(setter.template.grid.em, Math.round(headline * LABEL_SIZE));
  const style = named.size <= most ? named : resized(named, most);
  const padding = Math.round(style.size * LABEL_PADDING);
  const options = { style: { ...style, align: "start" }, role: "label", article: article.id } as const;
  const inner = { width: Math.max(0, room.width - 2 * padding), lines: LABEL_LINES };
  const fitted: FittedText = fitText(setter, label, options, inner, room.cache);
  const { width, height } = fitted;
  const unfit = unfitOf("the label", label, fitted, "give the story more columns");
  const content: LabelPart = { kind: "label", white: 0, block: () => inked(fitted.block()), padding, unfit };
  return { kind: "box", content, width: width + 2 * padding, height };
}

function textBox({ width, height, white, block }: Measured): FlexBox<Part> {
  return { kind: "box", content: { kind: "text", white, block }, width, height };
}

function drawPart(setter: Typesetter, part: Part, x: Len, y: Len): readonly SceneItem[] {
  const block = part.block();
  if (part.kind === "text") return drawBlock(setter, block, x, y);
  const { padding } = part;
  const tint = block.lines[0]?.runs[0];
  const rect = { x, y, width: block.width + 2 * padding, height: block.height };
  // The label is reversed out of a ground in its own colour.
  const text = drawBlock(setter, block, x + padding, y).map((run) => ({ ...run, colour: PAPER }));
  return tint === undefined ? text : [ground(rect, tint.colour, "label"), ...text];
}

function alignOf(style: TextStyle): "start" | "center" | "end" {
  return style.align === "justify" ? "start" : style.align;
}
