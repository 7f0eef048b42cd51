/** What flows through the legs of a story, and how it came to stand there. */
import type { Len } from "../base/length.js";
import type { Broken, Line } from "../text/model.js";

/** A stretch of rows of one measure. */
export interface Leg {
  readonly measure: Len;
  readonly rows: number;
  /** It goes on right under the leg before it, in other lines: nothing is parted there. */
  readonly under?: true;
}

/** The measures of a paragraph's first lines, in a word: the same word stands for the same measures. */
export interface LineMeasures {
  readonly name: string;
  readonly lines: number;
}

/** Sets a paragraph from a given row on; `looseness` lines more or fewer. Null when that is not possible. */
export interface FlowParagraph {
  readonly kind: "paragraph";
  /** All rows of one measure: the usual case, kept by measure and looseness. */
  broken(measure: Len, looseness: number): Broken | null;
  /** Rows of several measures; `measures` tells the same, so that what was broken before is known again. */
  brokenAcross(measureOf: (line: number) => Len, looseness: number, measures: LineMeasures): Broken | null;
  /** Bounds of looseness worth trying. */
  readonly looseness: number;
  /** Rows at its beginning and at its end that stand in one leg: a drop cap's, a note's with its rule. */
  readonly keepFirst?: number;
  readonly keepLast?: number;
}

/** Something that takes whole rows at once: a subhead, a quote. */
export interface FlowBlock {
  readonly kind: "block";
  /** Rows it takes, by preference; the first is what the template asks for. */
  readonly rows: (measure: Len) => readonly number[];
  /** Lines of the next paragraph that must stand in the same leg. */
  readonly keepNext: number;
  /** It is the head of what follows: alone at the foot of a column it is a fault (背题). */
  readonly isHead?: true;
  /** Of its rows, the white ones at its beginning, which fall away at a leg's head. */
  readonly lead?: number;
  /**
   * Rows of the items after it that must stand in its leg, wherever any leg holds them all: the further rows of a table.
   */
  readonly together?: (measure: Len) => number;
  /**
   * It goes on with the item before it, as a table's further rows do: rows more that it takes at the head of a leg, where the
   * table's head stands again.
   */
  readonly again?: (measure: Len) => number;
  /** What it costs to stand in lines of a measure, beside all else. */
  readonly burden?: (measure: Len) => number;
  /** It is the first of so many items that may stand later than they were written: see float.ts. */
  readonly floats?: number;
}

export type FlowItem = FlowParagraph | FlowBlock;

export interface PlacedLine {
  readonly line: Line;
  readonly leg: number;
  readonly row: number;
}

export type PlacedItem =
  | {
      readonly kind: "paragraph";
      readonly item: number;
      readonly lines: readonly PlacedLine[];
      readonly looseness: number;
    }
  | {
      readonly kind: "block";
      readonly item: number;
      readonly leg: number;
      readonly row: number;
      readonly rows: number;
    };

export interface Flow {
  readonly placed: readonly PlacedItem[];
  /** Items, and the first line of them, that found no room; everything after them found none either. */
  readonly overset: readonly { readonly item: number; readonly fromLine: number; readonly lines: readonly Line[] }[];
  readonly oversetRows: number;
  /** Rows left white at the end of the last leg. */
  readonly shortRows: number;
  /** Rows left white within, to keep a rule. */
  readonly blankRows: number;
  /** Places at which a table goes on in another leg. */
  readonly partings: number;
  /** Heads at the foot of a column, what follows them in the next; paragraphs whose first or last rows part. */
  readonly torn: number;
  readonly cost: number;
}
