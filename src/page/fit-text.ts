/**
 * Furniture in its room: labels, credits, refers, the fields of lines around the stories. A text that is too long for its
 * room takes several lines, where the room holds them, then smaller type, down to the template's least, and then lines that part
 * words. What is too long even so is set as far as it goes: nothing leaves its room, and the rest is named (`Unfit`).
 */
import { quotable } from "../base/quote.js";
import { type Len, pt, roundedPt } from "../base/length.js";
import { changedOffset } from "../base/shifts.js";
import { sliceInline } from "../edition/inline.js";
import type { Inline } from "../edition/model.js";
import { type HeadlineCache, type HeadlinePlan, planHeadline } from "../text/headline.js";
import { type WidthCache, widthOnOneLine } from "../text/head-lines.js";
import type { TextStyle } from "../template/resolved.js";
import { unitsWithin } from "./beyond.js";
import type { Note } from "./leftover.js";
import { resized, setBlock, spanOf, type SpanOptions, styledLine, type TextBlock, type Typesetter } from "./typeset.js";

/** Sizes between a style's own and the least one lie so far apart. */
export const SIZE_STEP = pt(0.5);
/** A space between two phrases of a text that is parted, in em: what a typed space is in running text. */
const PHRASE_SPACE = 0.5;

export interface Room {
  readonly width: Len;
  /** Lines that it holds at most; 1 when absent. */
  readonly lines?: number;
  /** Its height; any when absent. */
  readonly height?: Len;
}

/** What was measured for the same text in other rooms. */
export interface FitCache {
  readonly phrases: HeadlineCache;
  readonly widths: WidthCache;
}

export interface FittedText {
  readonly width: Len;
  readonly height: Len;
  readonly size: Len;
  readonly block: () => TextBlock;
  /** The end of the text that found no room; empty where all of it did. */
  readonly left: string;
}

/** A text, or the end of one, that found no room in any size allowed. */
export interface Unfit {
  /** The element, as a message names it. */
  readonly what: string;
  readonly inline: Inline;
  readonly left: string;
  /** What gives it room, beside a shorter text; nothing where absent. */
  readonly mend?: string;
}

/** A text in its room. */
export function fitText(
  setter: Typesetter,
  inline: Inline,
  options: SpanOptions,
  room: Room,
  cache?: FitCache,
): FittedText {
  const measured = measuredPart(setter, inline, options.style, room);
  if (measured !== inline) {
    const fitted = fitText(setter, measured, options, room, cache);
    return { ...fitted, left: fitted.left + inline.text.slice(measured.text.length) };
  }
  const style = within(options.style, room.height);
  const text = new TextInRoom(setter, inline, { ...options, style }, room, cache);
  const largest = Math.min(style.size, room.height ?? style.size);
  const least = Math.min(style.size, setter.template.furniture.least);
  if (largest < least) return text.nothing();
  return text.onOneLine(largest) ?? text.inWords(largest) ?? text.smaller(largest, least) ?? text.cut(least);
}

/** So many times what its room holds in the least size, and a text is measured no further. */
const TIMES_ITS_ROOM = 2;
/** At least so many em are measured. */
const LEAST_MEASURED = 200;

/** As much of a text as is surely too long for its room in any type that it may have: its end need not be measured. */
export function measuredPart(setter: Typesetter, inline: Inline, style: TextStyle, room: Room): Inline {
  const most = mostEms(setter, style, room);
  if (inline.text.length <= most) return inline;
  const units = unitsWithin([inline], { left: most, line: 0 });
  return units === undefined ? inline : sliceInline(inline, 0, units);
}

function mostEms({ template }: Typesetter, { size }: TextStyle, { width, lines = 1 }: Room): number {
  const least = Math.max(1, Math.min(size, template.furniture.least));
  return LEAST_MEASURED + (TIMES_ITS_ROOM * lines * Math.max(0, width)) / least;
}

/** Lines that are further apart than their room is high stand as close as it is, but no closer than their type is large. */
function within(style: TextStyle, height = style.leading): TextStyle {
  return style.leading <= height ? style : { ...style, leading: Math.max(height, style.size) };
}

/** Fitted texts of one element, with what did not fit. */
export function unfitOf(what: string, inline: Inline, { left }: FittedText, mend?: string): readonly Unfit[] {
  return left === "" ? [] : [{ what, inline, left, ...(mend === undefined ? {} : { mend }) }];
}

/** One note for each element: names that a line has no room for at all are one fault, in however many texts they are written. */
export function unfitNotes(setter: Typesetter, unfits: readonly Unfit[]): readonly Note[] {
  const isTold = new Set<Unfit>();
  return unfits.flatMap((first) => {
    if (isTold.has(first)) return [];
    const others = unfits.filter(
      (one) => one !== first && one.what === first.what && isLeftWhole(one) && !isTold.has(one),
    );
    for (const one of others) isTold.add(one);
    return [others.length === 0 ? unfitNote(setter, first) : unfitTexts(setter, [first, ...others])];
  });
}

function isLeftWhole({ inline, left }: Unfit): boolean {
  return left === inline.text;
}

/** Texts that a message names. */
const MOST_NAMED = 12;

function unfitTexts({ template }: Typesetter, unfits: readonly [Unfit, ...Unfit[]]): Note {
  const [{ what, mend, inline }] = unfits;
  const named = unfits.slice(0, MOST_NAMED).map(({ left }) => `"${quotable(left)}"`);
  const more = unfits.length > named.length ? ` and ${unfits.length - named.length} more` : "";
  return {
    severity: "error",
    code: "furniture-too-long",
    message: `${what}: ${unfits.length} texts found no room in ${points(template.furniture.least)} type; not set: ${named.join(", ")}${more}`,
    hint: mended("give it more room", mend),
    ...pointerOf(inline),
  };
}

function unfitNote({ template }: Typesetter, { what, inline, left, mend }: Unfit): Note {
  const all = [...inline.text].length;
  const set = all - [...left].length;
  return {
    severity: "error",
    code: "furniture-too-long",
    message: `${what} has room for ${set} of its ${all} characters in ${points(template.furniture.least)} type; not set: "${quotable(left)}"`,
    hint: mended(set === 0 ? "give it more room" : `shorten it to ${set} characters`, mend),
    ...pointerOf(inline),
  };
}

function mended(first: string, mend: string | undefined): string {
  return [first, ...(mend === undefined ? [] : [mend]), "or make the template's `furniture.least` smaller"].join(", ");
}

function pointerOf({ pointer }: Inline): { readonly pointer?: string } {
  return pointer === "" ? {} : { pointer };
}

function points(length: Len): string {
  return `${roundedPt(length, 2)} pt`;
}

function standOf({ align }: TextStyle): Pick<TextBlock, "stand"> {
  return align === "center" || align === "end" ? { stand: align } : {};
}

class TextInRoom {
  private readonly natural: Len;

  constructor(
    private readonly setter: Typesetter,
    private readonly inline: Inline,
    private readonly options: SpanOptions,
    private readonly room: Room,
    private readonly cache: FitCache | undefined,
  ) {
    const { size } = options.style;
    this.natural = Math.ceil(widthOnOneLine(spanOf(setter, inline, options), size, setter.config, cache?.widths));
  }

  nothing(): FittedText {
    const block = { lines: [], size: 0, leading: 0, width: 0, height: 0 };
    return { ...block, block: () => block, left: this.inline.text };
  }

  onOneLine(size: Len): FittedText | undefined {
    const width = Math.ceil((this.natural * size) / this.options.style.size);
    if (width > this.room.width) return undefined;
    const options = this.optionsAt(size);
    return {
      width,
      height: options.style.leading,
      size,
      block: () => styledLine(this.setter, [this.inline], options),
      left: "",
    };
  }

  /** In several lines that leave words whole. */
  inWords(size: Len): FittedText | undefined {
    const lines = this.linesAt(size);
    if (lines < 2 || !this.couldFit(size, lines)) return undefined;
    const plan = this.plan(size, lines);
    return plan.forced ? undefined : this.planned(plan);
  }

  /** The largest size at which it fits, on one line or on several. */
  smaller(largest: Len, least: Len): FittedText | undefined {
    const single = Math.floor((this.options.style.size * this.room.width) / Math.max(1, this.natural));
    for (let size = largest - SIZE_STEP; size > Math.max(single, least); size -= SIZE_STEP) {
      const parted = this.inWords(size);
      if (parted !== undefined) return parted;
    }
    // Rounding of each glyph may add a unit.
    return single < least ? this.inWords(least) : (this.onOneLine(single) ?? this.onOneLine(single - 1));
  }

  /** In the least size, words parted; as much of it as the room holds. */
  cut(size: Len): FittedText {
    const most = this.linesAt(size);
    const plan = most < 2 || !this.couldFit(size, most) ? undefined : this.plan(size, most);
    if (plan !== undefined && plan.lines <= most && Math.max(...plan.widths) <= this.room.width)
      return this.planned(plan);
    const { style, ...rest } = this.optionsAt(size);
    const { leading } = style;
    const span = spanOf(this.setter, this.inline, { ...rest, style });
    const set = setBlock(this.setter, [span], { measure: Math.max(1, this.room.width), size, leading, align: "start" });
    const tooWide = set.lines.findIndex((line) => line.width > this.room.width);
    const lines = set.lines.slice(0, tooWide < 0 ? most : Math.min(most, tooWide));
    const taken = lines.at(-1)?.runs.reduce((end, { source }) => Math.max(end, source.end), 0) ?? this.inline.offset;
    const width = lines.reduce((widest, line) => Math.max(widest, line.width), 0);
    const height = lines.length * leading;
    const block = { lines, size, leading, width, height, ...standOf(style) };
    const { text, offset, shifts } = this.inline;
    const left = text.slice(changedOffset(shifts, taken - offset, text.length));
    return { width, height, size, block: () => block, left };
  }

  private planned(plan: HeadlinePlan): FittedText {
    const { size } = plan;
    const { style } = this.optionsAt(size);
    const { leading } = style;
    const height = plan.lines * leading;
    const width = Math.max(...plan.widths);
    const block = (): TextBlock => {
      const { lines } = plan.set();
      const own = lines.reduce((widest, line) => Math.max(widest, line.width), 0);
      return { lines, size, leading, width: own, height, ...standOf(style) };
    };
    return { width, height, size, block, left: "" };
  }

  private plan(size: Len, maxLines: number): HeadlinePlan {
    const { config } = this.setter;
    return planHeadline([spanOf(this.setter, this.inline, this.optionsAt(size))], {
      measure: this.room.width,
      sizes: [size],
      maxLines,
      tracking: { min: 0, max: 0 },
      config: { ...config, hanSpace: config.hanSpace ?? PHRASE_SPACE },
      ...(this.cache === undefined ? {} : { cache: this.cache.phrases }),
    });
  }

  /** Whether so many full lines are as long as the text. */
  private couldFit(size: Len, lines: number): boolean {
    return (this.natural * size) / this.options.style.size <= lines * this.room.width;
  }

  /** Lines of a size that the room holds. */
  private linesAt(size: Len): number {
    const { lines = 1, height } = this.room;
    const { leading } = this.optionsAt(size).style;
    return height === undefined ? lines : Math.max(0, Math.min(lines, Math.floor(height / leading)));
  }

  private optionsAt(size: Len): SpanOptions {
    const { style } = this.options;
    return size === style.size ? this.options : { ...this.options, style: resized(style, size) };
  }
}
