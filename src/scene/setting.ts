/**
 * How the lines of a story were fitted to their measures: by how much, in which order of gaps, at what cost, and which rule
 * decided. Made for the stories that somebody asks about. Lengths in em of the body type (字).
 */

/** Gaps of one tier that were narrowed or widened. */
export interface Adjustment {
  readonly what: string;
  /** In all; negative where space was taken. */
  readonly total: number;
  readonly gaps: number;
}

/** A part of what a line costs, by the rule that asks for it. */
export interface Penalty {
  readonly rule: string;
  readonly cost: number;
}

export interface LineSetting {
  readonly text: string;
  /** From 1, among the story's legs. */
  readonly leg: number;
  /** From 1, among the page's rows for stories, as `layout` counts them. */
  readonly row: number;
  /** White at the line's start. */
  readonly indent: number;
  /** Width with every gap as it is by itself. */
  readonly natural: number;
  /** Width that the line has to fill. */
  readonly measure: number;
  readonly adjustments: readonly Adjustment[];
  readonly fitness: "even" | "loose" | "tight";
  /** Sum of `penalties`. */
  readonly cost: number;
  readonly penalties: readonly Penalty[];
  /** What decided where the line ends, in words. */
  readonly notes: readonly string[];
}

export interface ParagraphSetting {
  readonly kind: "paragraph";
  /** What it is: body, list, verse, note. */
  readonly what: string;
  /** The text, in the edition file. */
  readonly pointer: string;
  /** Lines by which it differs from its best breaking, so that the story fits. */
  readonly looseness: number;
  readonly cost: number;
  readonly lines: readonly LineSetting[];
  readonly notes: readonly string[];
}

/** What takes whole rows at once: a subhead, a quote, a part of a table. */
export interface RowsSetting {
  readonly kind: "rows";
  readonly what: string;
  readonly text: string;
  readonly leg: number;
  readonly row: number;
  readonly rows: number;
  /** Rows that the template asks for. */
  readonly asked: number;
}

export type BlockSetting = ParagraphSetting | RowsSetting;

/** How a headline came out. */
export interface HeadSetting {
  /** Its size, and the largest and the smallest that the template allows there, in points. */
  readonly size: number;
  readonly largest: number;
  readonly smallest: number;
  /** Each line, and what part of the head's width its ink fills. */
  readonly lines: readonly { readonly text: string; readonly fills: number }[];
  /** No size was small enough for as many lines as a head should have. */
  readonly forced: boolean;
}

export interface StorySetting {
  readonly page: number;
  readonly article: string;
  /** Absent where the story has no headline, or a vertical one. */
  readonly head?: HeadSetting;
  readonly legs: readonly { readonly measure: number; readonly row: number; readonly rows: number }[];
  readonly blocks: readonly BlockSetting[];
  /** Rows of text that found no room. */
  readonly oversetRows: number;
}
