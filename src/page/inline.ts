/**
 * From pieces of an article's text to spans that the paragraph engine sets: character styles, colours, readings, marks,
 * superscripts. Everything is resolved into numbers here; the engine knows no names.
 */
import { quotable } from "../base/quote.js";
import { type Len, scale } from "../base/length.js";
import { sliceInline } from "../edition/inline.js";
import type { Inline } from "../edition/model.js";
import type { Face, FaceChain } from "../font/face.js";
import type { Role } from "../scene/list.js";
import { STYLE_NAMES, type TextStyle } from "../template/resolved.js";
import type { SpanMark, SpanRuby, TextSpan } from "../text/model.js";
import { lowFrame } from "./marks.js";
import { spanOf, styleOf, type Typesetter } from "./typeset.js";

/** Superscripts and subscripts of faces that have none of their own: their size, and how far they are raised or lowered, in em. */
const SCRIPT_SIZE = 0.6;
const SUPERSCRIPT_RISE = 0.35;
const SUBSCRIPT_DROP = 0.14;
/** Numerators stand as high as figures: their tops are level. */
const NUMERATOR_RISE = 0.29;

/**
 * Ink of CJK faces reaches this far under the baseline, in em (measured on Noto Serif SC, Noto Sans SC and LXGW WenKai: 0.08
 * to 0.10; the tails of commas, which are thin, hang to 0.19). Between it and the base under it is the room for readings.
 */
const INK_FOOT = 0.1;
/** White that must stay over and under a reading, in em of the base. */
const RUBY_AIR = 0.015;

export interface InlineContext {
  readonly style: TextStyle;
  readonly role: Role;
  readonly article: string;
}

/** Spans of pieces that stand in one line of type of `style`. */
export function inlineSpans(setter: Typesetter, inlines: readonly Inline[], context: InlineContext): TextSpan[] {
  const ruby = inlines.some((inline) => inline.ruby !== undefined) ? rubyMetrics(setter, inlines, context) : undefined;
  return inlines.flatMap((inline): TextSpan[] => {
    const { style, features, rise } = inlineStyle(setter, inline, context.style);
    const fraction = inline.figures === "fraction" ? builtFraction(setter, inline, style, context) : [];
    if (fraction.length > 0) return fraction;
    const span = spanOf(setter, inline, { style, role: context.role, article: context.article });
    const mark = markOf(setter, inline);
    const framed = mark === "box" && inline.ruby !== undefined;
    const markTop = framed ? Math.round(baseTop(setter, inline, context.style) * style.size) : undefined;
    const set = {
      ...span,
      ...(features.length === 0 ? {} : { features: [...(span.features ?? []), ...features] }),
      ...(rise === 0 ? {} : { rise }),
      ...(inline.script === undefined ? {} : { attached: true }),
      ...(mark === undefined ? {} : { mark }),
      ...(markTop === undefined ? {} : { markTop }),
      ...(inline.noBreak === true ? { noBreak: true } : {}),
      ...(inline.space === undefined ? {} : { space: scale(style.size, inline.space) }),
      ...(inline.ruby === undefined || ruby === undefined
        ? {}
        : { ruby: spanRuby(inline, seenReadings(setter, inline, context), ruby, span.source) }),
    };
    return [set];
  });
}

/** A fraction in a face without forms for it: small figures around the stroke. None for anything but n/m. */
function builtFraction(setter: Typesetter, inline: Inline, style: TextStyle, context: InlineContext): TextSpan[] {
  const parts = /^(\d+)([/⁄])(\d+)$/u.exec(inline.text)?.slice(1) ?? [];
  if (parts.length === 0 || shapesOtherwise(setter.chain(style), inline.text, "frac")) return [];
  const small = { ...style, size: scale(style.size, SCRIPT_SIZE) };
  let from = 0;
  return parts.map((text, index) => {
    const own = { style: index === 1 ? style : small, role: context.role, article: context.article };
    const span = spanOf(setter, sliceInline(inline, from, from + text.length), own);
    from += text.length;
    return index === 0 ? { ...span, rise: scale(style.size, NUMERATOR_RISE) } : span;
  });
}

interface ResolvedInline {
  readonly style: TextStyle;
  readonly features: readonly string[];
  readonly rise: Len;
}

/** A character style keeps the size and line of the text around it; its face, weight, slant and colour are its own. */
function inlineStyle(setter: Typesetter, inline: Inline, base: TextStyle): ResolvedInline {
  const name = STYLE_NAMES.find((known) => known === inline.style);
  const own = name === undefined || name === "body" ? base : styleOf(setter, name);
  const { families, ownFamilies, alphabetic, weight, colour, slant } = own;
  const tabular = own.tabular || inline.figures === "tabular";
  const named = inline.colour === undefined ? undefined : setter.template.colours.get(inline.colour);
  const style = { ...base, families, ownFamilies, alphabetic, weight, slant, tabular, colour: named ?? colour };
  const figures = inline.figures === "fraction" ? ["frac"] : [];
  if (inline.script === undefined) return { style, features: figures, rise: 0 };
  const feature = inline.script === "super" ? "sups" : "subs";
  if (hasFeature(setter.chain(style), inline.text, feature)) return { style, features: [...figures, feature], rise: 0 };
  return {
    style: { ...style, size: scale(style.size, SCRIPT_SIZE) },
    features: figures,
    rise: scale(style.size, inline.script === "super" ? SUPERSCRIPT_RISE : -SUBSCRIPT_DROP),
  };
}

/** Whether the face that sets the text has forms of its own for all of it. */
function hasFeature(chain: FaceChain, text: string, feature: string): boolean {
  if (!/^[\u0021-\u007e]+$/u.test(text)) return false;
  const face = chain.faces.find((one) => one.glyphFor(text.codePointAt(0) ?? 0) !== 0);
  if (face === undefined) return false;
  const plain = face.shapeWord(text);
  const shaped = face.shapeWord(text, [feature]);
  return shaped.length === plain.length && shaped.every(({ gid }, i) => gid !== plain[i]?.gid);
}

function shapesOtherwise(chain: FaceChain, text: string, feature: string): boolean {
  const face = chain.faces.find((one) => one.glyphFor(text.codePointAt(0) ?? 0) !== 0);
  const gids = (features: readonly string[]): string =>
    face
      ?.shapeWord(text, features)
      .map(({ gid }) => gid)
      .join(" ") ?? "";
  return gids([]) !== gids([feature]);
}

/** Emphasis dots stand under Chinese text and over Japanese (CLREQ 3.4.3, JLREQ 3.3.9); under it where readings stand over it. */
function markOf(setter: Typesetter, inline: Inline): SpanMark | undefined {
  if (inline.mark !== "dots") return inline.mark;
  return setter.language.startsWith("zh") || inline.ruby !== undefined ? "dots-under" : "dots-over";
}

const HAN = /\p{sc=Han}/u;
/** A character whose ink fills its em, and a letter as tall as any. */
const FULL_HAN = "国";
const CAPITAL = "H";

interface RubyMetrics {
  readonly chain: FaceChain;
  readonly size: Len;
  readonly rise: Len;
}

/**
 * One size for all readings of a paragraph: the template's, or what the white between two lines holds. The largest reading
 * decides, so that no reading touches the line over it.
 */
function rubyMetrics(setter: Typesetter, inlines: readonly Inline[], { style, article }: InlineContext): RubyMetrics {
  const wanted = styleOf(setter, "ruby");
  const chain = setter.chain(wanted);
  const readings = inlines.flatMap(({ ruby }) => ruby ?? []).join("");
  const ink = inkOf(chain, readings);
  const read = inlines.filter((inline) => inline.ruby !== undefined);
  const base = Math.max(...read.map((inline) => baseTop(setter, inline, style)));
  const room = style.leading - Math.round((base + INK_FOOT + 2 * RUBY_AIR) * style.size);
  const fitting = Math.floor(room / Math.max(0.1, ink.top + ink.depth));
  const least = Math.min(wanted.size, setter.template.audit.leastReading);
  const size = Math.max(least, Math.min(wanted.size, fitting));
  if (fitting < least) {
    const [first] = read;
    setter.remarks.push({
      severity: "warning",
      code: "ruby-tight",
      article,
      message: `readings at ${first?.pointer ?? ""} touch the line over them: the leading leaves no room`,
      hint: "give the style more leading, or put the reading in brackets after the word",
    });
  }
  const rise = Math.round((base + RUBY_AIR) * style.size + ink.depth * size);
  return { chain, size, rise };
}

/** How high the ink of a piece under readings reaches, or the frame around it, in em. */
function baseTop(setter: Typesetter, inline: Inline, style: TextStyle): number {
  // Readings of one line stand level, also over a low character such as 一 between taller ones.
  const full = HAN.test(inline.text) ? FULL_HAN : CAPITAL;
  const { top } = inkOf(setter.chain(inlineStyle(setter, inline, style).style), inline.text + full);
  return inline.mark === "box" ? lowFrame(top) : top;
}

/** How far the ink of a text reaches over and under its baseline, in em of its type. */
function inkOf(chain: FaceChain, text: string): { top: number; depth: number } {
  let top = 0;
  let depth = 0;
  for (const character of text) {
    const cp = character.codePointAt(0) ?? 0;
    const face: Face | undefined = chain.faces.find((one) => one.glyphFor(cp) !== 0);
    if (face === undefined) continue;
    const ink = face.inkOf(face.glyphFor(cp));
    top = Math.max(top, ink.maxY / face.unitsPerEm);
    depth = Math.max(depth, -ink.minY / face.unitsPerEm);
  }
  return { top, depth };
}

/** What no line shows: spaces, and characters that show nothing. */
const UNSEEN = /^[\s\p{Default_Ignorable_Code_Point}]*$/u;

/** Readings over what no line shows are left out and told: at a line's end they would hang out of it. */
function seenReadings(
  setter: Typesetter,
  { text, ruby = [], pointer }: Inline,
  { article }: InlineContext,
): readonly string[] {
  const bases = ruby.length < 2 ? [text] : Array.from(text);
  const isUnseen = (index: number): boolean => ruby[index] !== "" && UNSEEN.test(bases[index] ?? " ");
  const unseen = ruby.filter((_, index) => isUnseen(index));
  if (unseen.length === 0) return ruby;
  setter.remarks.push({
    severity: "warning",
    code: "ruby-over-space",
    article,
    message: `a reading over a space, or over a character that shows nothing, is not printed: “${quotable(unseen.join("”, “"))}”`,
    hint: 'write "" for each of them in the list of readings',
    pointer: pointer.replace(/\/text$/u, "/ruby"),
  });
  return ruby.map((reading, index) => (isUnseen(index) ? "" : reading));
}

function spanRuby(inline: Inline, ruby: readonly string[], metrics: RubyMetrics, base: TextSpan["source"]): SpanRuby {
  const pointer = inline.pointer.replace(/\/text$/u, "/ruby");
  return { ...metrics, readings: ruby, source: { ...base, pointer, start: 0, end: ruby.join("").length } };
}
