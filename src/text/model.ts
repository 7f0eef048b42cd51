/**
 * Types of the paragraph engine. A paragraph is prepared once (shaped, classified), broken as often as wanted (arithmetic
 * only) and committed once. The inline axis is the direction of the line; nothing here knows whether it is horizontal.
 */
import type { Len } from "../base/length.js";
import type { Shift } from "../base/shifts.js";
import type { Face, FaceChain } from "../font/face.js";
import type { Colour, Role, Source } from "../scene/list.js";
import type { GapGoals } from "../template/resolved.js";

/** A stretch of text in one style, ready for composition. */
export interface TextSpan {
  readonly text: string;
  readonly chain: FaceChain;
  readonly size: Len;
  readonly colour: Colour;
  readonly tracking: number;
  readonly role: Role;
  /** `start` is the offset of `text` within the source value. */
  readonly source: Source;
  /** Where `text` is not the source's own: how far its characters stand from those of the source. */
  readonly shifts?: readonly Shift[];
  /** Up from the baseline (superscripts), or down from it when negative. */
  readonly rise?: Len;
  /** It belongs to what it follows, without gap or line end between them: a superscript. */
  readonly attached?: boolean;
  /** Tangent of the angle by which glyphs lean to the right. */
  readonly slant?: number;
  /** OpenType features of its Western words, by tag. */
  readonly features?: readonly string[];
  /** Digits all of one width, so that figures stand under one another. */
  readonly tabular?: boolean;
  readonly ruby?: SpanRuby;
  readonly mark?: SpanMark;
  /** How high a frame reaches over the baseline, where it has to stay under readings. */
  readonly markTop?: Len;
  /** No line ends within the span. */
  readonly noBreak?: boolean;
  /** The span is one space of just this width. */
  readonly space?: Len;
  /** Text before and after the paragraph that it was parted from: the lines of a head. */
  readonly around?: readonly [before: string, after: string];
}

/** Readings over a span (注音, ルビ). */
export interface SpanRuby {
  /** One a character of the span (mono), or one for all of it (group). */
  readonly readings: readonly string[];
  readonly chain: FaceChain;
  readonly size: Len;
  /** From the base's baseline up to the reading's. */
  readonly rise: Len;
  readonly source: Source;
}

/**
 * Marks that belong to a span: emphasis dots under or over each character (着重号), the straight line under a name (专名号),
 * the wavy one under a title (书名号甲式), a frame around it.
 */
export type SpanMark = "dots-under" | "dots-over" | "name" | "title" | "box";

/** Style resolved into plain numbers before the algorithm starts. Gaps and widths in em of the cluster's own size. */
export interface ComposeConfig {
  readonly language: "zh-Hans" | "zh-Hant" | "ja" | "ko" | "en";
  readonly kinsoku: "none" | "basic" | "gb" | "strict";
  readonly mode: "total-fit" | "greedy";
  readonly autospace: number;
  readonly adjacentMarks: 1 | 1.5 | 2;
  /** The em of the grid: body size. */
  readonly em: Len;
  /**
   * Whether English words part at their syllables; `rescue`: where a line would have holes otherwise. At soft hyphens they do
   * without.
   * Off when absent.
   */
  readonly hyphenation?: "off" | "rescue" | "on";
  /** How wide Han–Han gaps may be; GAP_GOALS when absent. */
  readonly gaps?: GapGoals;
  /** A space between Han phrases, in em; half an em when absent. */
  readonly hanSpace?: number;
  /** Whether spaces between words are as wide as their face draws them; a third of an em otherwise. */
  readonly ownSpaces?: boolean;
  /** Whether lines end inside Chinese words as the last resort alone: in quotes, which are read as heads are. */
  readonly wholeWords?: boolean;
  /** How wide marks are; `fitted` when absent. */
  readonly marks?: MarkStyle;
  /**
   * Whether a line's last mark may hang out of its measure (行尾悬挂): `on`, wherever that leaves it evener; `rescue`, where the
   * line would gape otherwise. Off when absent.
   */
  readonly hanging?: "off" | "rescue" | "on";
  /** ASCII digits and letters that are set an em wide each; none when absent. */
  readonly fullWidth?: "digits" | "letters" | "all";
}

/** One em more in a full line of fifteen is 0.071 a gap, in one of eleven 0.1. */
export const GAP_GOALS: GapGoals = {
  wide: 0.07,
  narrow: 0.1,
  narrowEms: 13,
  most: 0.2,
  marks: 0.25,
  letters: 0.05,
  words: true,
};

/**
 * Widths of marks. `fitted` (行末半角): an em each, squeezed where their line needs it. `full` (全角): an em each, never squeezed.
 * `kaiming` (开明): what ends a sentence an em, the others half. `half` (半角): half an em each. `brackets`: quotation marks,
 * brackets and interpuncts half an em, the others an em, as heads are set. At a line's end all are half an em
 * wide (GB/T 15834 5.1.10), and neighbours are close to each other in every style (CLREQ, "Adjustment of adjacent marks").
 */
export type MarkStyle = "fitted" | "full" | "kaiming" | "half" | "brackets";

/** Whether a line may begin at a cluster. */
export const enum Break {
  No,
  Allowed,
  /** Inside a Latin word, with a hyphen at the end of the line before. */
  Hyphen,
  /** Between a number and the Han character after it, or the parts of a date, where every other way is worse. */
  Reluctant,
  /** Between a figure and its measure word or the unit of a date or a time, where gaps of some line would exceed their goal otherwise. */
  Counted,
  /**
   * Inside an address, or a word where the template would rather have no hyphens, or beside the one letter of RISC-V, where some
   * line would have holes otherwise.
   */
  Rescue,
  /** Between a number and its unit, inside a name in pinyin, where some line would gape otherwise. */
  LastResort,
  /** Inside a long number, between two of its groups of four, and between any two of its digits. */
  Group,
  Digit,
}

/**
 * A prepared paragraph: n clusters and n + 1 gaps (gap i stands before cluster i; gap n after the last). Arrays run in
 * parallel. A full-width mark is a box of half an em; its other half is space in the gap before (opening) or after it, so
 * that a line is the sum of its boxes and of the gaps *between* them, and marks at line edges lose their space by
 * themselves (GB/T 15834 5.1.10). Opaque to layout, which only breaks and commits it.
 */
export interface Prepared {
  readonly length: number;
  readonly config: ComposeConfig;
  readonly spans: readonly TextSpan[];
  /** The whole text, spans joined. */
  readonly text: string;
  /** UTF-16 offset of each cluster in `text`, and the text's length last. */
  readonly starts: Int32Array;
  readonly spanOf: Int32Array;
  readonly faces: readonly Face[];
  /** Glyphs of cluster i: those from glyphFrom[i] to glyphFrom[i + 1]. */
  readonly glyphFrom: Int32Array;
  readonly gids: readonly number[];
  /** Draw offset of each glyph from its cluster's start. */
  readonly glyphOffsets: readonly Len[];
  /** By glyph: how far it stands over the baseline, where it does: combining marks. */
  readonly glyphRises: ReadonlyMap<number, Len>;
  /** Box width of each cluster. */
  readonly boxes: Int32Array;
  readonly kinds: Uint8Array;
  /** Natural width of each gap. */
  readonly gaps: Int32Array;
  /** How far a gap may shrink, and in which of CLREQ's tiers (1–6); 0 where it may not. */
  readonly shrink: Int32Array;
  readonly shrinkTier: Uint8Array;
  /** How far a gap may stretch in tiers 1 (word space) and 2 (Han–Latin); tier 3 stretches without bound. */
  readonly stretch: Int32Array;
  readonly stretchTier: Uint8Array;
  /** Whether a line may begin at cluster i: a Break. */
  readonly breakBefore: Uint8Array;
  /** Embedding level of each cluster (UAX #9): odd ones run from right to left. Absent where all are 0. */
  readonly levels?: Uint8Array;
  /** 1 where the last cluster of a line that ends before this one may hang out of it; absent where none may. */
  readonly hangs?: Uint8Array;
  /** Width of the hyphen of a line that ends before a cluster, where it takes one. */
  readonly hyphens: ReadonlyMap<number, Len>;
  /** Of the hyphens in words that are parted by force alone, those at the end of a syllable. */
  readonly syllables: ReadonlySet<number>;
  readonly sums: PrefixSums;
  readonly rubies: readonly PreparedRuby[];
}

/** A reading over clusters [from, to), which keep their distances: glyph offsets from the first one's start. */
export interface PreparedRuby {
  readonly from: number;
  readonly to: number;
  readonly size: Len;
  readonly rise: Len;
  readonly colour: Colour;
  readonly source: Source;
  readonly glyphs: readonly {
    readonly face: Face;
    readonly gid: number;
    readonly offset: Len;
    readonly text: string;
  }[];
}

/** Sums up to, not including, index i: a line costs a few subtractions. */
export interface PrefixSums {
  readonly boxes: Float64Array;
  readonly gaps: Float64Array;
  /** By shrink tier, from 1. */
  readonly shrink: readonly Float64Array[];
  /** Tiers 1 and 2. */
  readonly stretch: readonly Float64Array[];
  /** Gaps of stretch tier 3. */
  readonly open: Float64Array;
  /** The space of marks that may grow more than other gaps: growsAtMark. */
  readonly growing: Float64Array;
  /** Clusters that are neither marks nor spaces. */
  readonly letters: Float64Array;
  /** All shrink tiers together. */
  readonly shrinkAll: Float64Array;
  /** Per cluster index: where a line that ends there ends in weight, spaces at its end left out. */
  readonly trimmed: Int32Array;
  /** Width of a line from s to e, with every gap natural: lineEnd[e] − lineStart[s]; the hyphen at e, if any, included. */
  readonly lineStart: Float64Array;
  readonly lineEnd: Float64Array;
}

/** One line: clusters [start, end) of a prepared paragraph (spaces at its ends included, but weightless). */
export interface Line {
  readonly start: number;
  readonly end: number;
  /** Where its measure ends: `end`, or the cluster before it where that one hangs out; `end` when absent. */
  readonly edge?: number;
  readonly indent: Len;
  readonly measure: Len;
  /** Width up to the edge with every gap natural. */
  readonly natural: Len;
  /** Cost of the line by the breaker's own measure. */
  readonly cost: number;
  readonly last: boolean;
}

export interface BreakOptions {
  /** First line's indent. */
  readonly indent: Len;
  /** The measure of line i (0-based) of this paragraph. */
  readonly measureOf: (line: number) => Len;
  /** True when `measureOf` is constant; lets the breaker merge states. */
  readonly uniform: boolean;
  /** Lines more (+) or fewer (−) than the optimum. */
  readonly looseness: number;
}

/** What a line is set into. */
export interface Room {
  readonly width: Len;
  /** The Han–Han gap, in em, that it is not to exceed; see GapGoals. */
  readonly wide: number;
}

/** The outcome of breaking: null lines when the wished looseness is not possible within the bounds. */
export interface Broken {
  readonly lines: readonly Line[];
  readonly cost: number;
}

/**
 * Glyphs of one line in one face, size, colour and source, offsets from the line's start. Glyphs of a word stand from left to
 * right as they are drawn, whatever its direction; words stand in the order of the text.
 */
export interface LineRun {
  readonly face: Face;
  readonly size: Len;
  readonly colour: Colour;
  readonly role: Role;
  readonly source: Source;
  readonly gids: readonly number[];
  readonly offsets: readonly Len[];
  readonly texts: readonly string[];
  /** Up from the line's baseline. */
  readonly rise: Len;
  readonly slant: number;
  /** White that the style adds after each character; part of their offsets. */
  readonly tracking: Len;
  /** The face is one that stands in for those of the style. */
  readonly standsIn: boolean;
  /** A reading: no part of the line's own text. */
  readonly annotation: boolean;
}

/** A mark of one span on this line, from its first character's start to its last one's end. */
export interface LineMark {
  readonly kind: SpanMark;
  readonly from: Len;
  readonly to: Len;
  /** The middles of the characters that take a dot. */
  readonly centres: readonly Len[];
  /** How high a frame reaches over the baseline, where it is not as high as usual. */
  readonly top?: Len;
  readonly em: Len;
  readonly colour: Colour;
}

/** A short rule on the line, such as what joins the two halves of ——. */
export interface LineRule {
  readonly offset: Len;
  readonly width: Len;
  /** From the baseline up to the rule's top. */
  readonly rise: Len;
  readonly thickness: Len;
  readonly colour: Colour;
  readonly role: Role;
}

/** A piece of text between two places at which lines end freely. */
export interface RigidPiece {
  readonly text: string;
  /** Its UTF-16 offset in the paragraph: one piece may trouble two lines. */
  readonly start: number;
  /** Whether no line holds it whole. */
  readonly isOverLine: boolean;
}

/** What a reader would see of how a line was broken. */
export interface LineFault {
  /**
   * `loose`: gaps wider than the template's most, `gap` in em; `lone`: one character on a line of its own; `number`: a number that
   * goes on in the next line, or whose unit does; `word`: a word, number or short term of a head that does (`parted`); `outside`: wider than its measure; `kept`: a
   * piece that asks for one line and goes on in the next; `reading`: one with a reading over all of it; `short`: a justified line
   * that nothing fills, `gap` em of it white; `letters`: a Latin word that parts where none of its syllables ends; `name`: a person's name
   * of a dateline that goes on in the next line.
   */
  readonly kind:
    "loose" | "lone" | "number" | "name" | "word" | "outside" | "kept" | "reading" | "short" | "letters" | "address";
  readonly gap?: number;
  /** What the gap may be: that between characters, or that between words. */
  readonly allowed?: number;
  readonly parted?: "word" | "number" | "term";
  /** What the line of a `number` parts: its digits, groups of a long one, or unit and number. */
  readonly apart?: "digits" | "groups" | "unit";
  /** JSON pointer of what it is about, where that is not the line's beginning. */
  readonly pointer?: string;
  /** What makes a line `loose`, `short` or `lone`, or what a `number` line parts. */
  readonly piece?: RigidPiece;
  readonly text: string;
}

export interface SetLine {
  readonly faults?: readonly LineFault[];
  readonly runs: readonly LineRun[];
  readonly rules: readonly LineRule[];
  readonly marks: readonly LineMark[];
  /** Where the ink's last advance ends: equals the measure on justified lines. */
  readonly width: Len;
}
