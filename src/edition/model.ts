/**
 * What the editors gave, after reading, checking and house style: complete, with defaults filled in, every text with the
 * JSON pointer it came from. Later stages never see raw JSON.
 */
import type { Diagnostic, SourcePlace } from "../base/diagnostic.js";
import type { Len } from "../base/length.js";
import type { Shift } from "../base/shifts.js";
import type { AdPosition, AdSize } from "./ad-size.js";
import type { TextChange, TextRemark } from "./text-edit.js";

export type Language = "zh-Hans" | "zh-Hant" | "ja" | "ko" | "en";

/** A stretch of text in one style. */
export interface Inline {
  readonly text: string;
  /** JSON pointer of the value that holds this text. */
  readonly pointer: string;
  /** UTF-16 offset of `text` within the value at `pointer` (a headline that was split at its newlines). */
  readonly offset: number;
  /** Where `text` is not the value's own: from which places on its characters stand further on, or back, in the value. */
  readonly shifts?: readonly Shift[];
  /** A character style of the template, such as `strong` or `kai`. */
  readonly style?: string;
  /** A colour of the template. */
  readonly colour?: string;
  /** Readings: one for the whole text, or one a character. */
  readonly ruby?: readonly string[];
  /** 着重号, 专名号, 书名号甲式, 边框字. */
  readonly mark?: "dots" | "name" | "title" | "box";
  readonly script?: "super" | "sub";
  readonly figures?: "tabular" | "fraction";
  /** No line ends within it. */
  readonly noBreak?: boolean;
  /** The text is one space of this many em. */
  readonly space?: number;
  /** The text is a newline: a line ends here. */
  readonly hardBreak?: boolean;
}

/** Where a line that does not fill its measure stands. */
export type TextAlign = "start" | "center" | "end";

export type Block =
  | {
      readonly kind: "paragraph";
      readonly inlines: readonly Inline[];
      readonly pointer: string;
      /** The rest of a paragraph that began on another page: it has no indent. */
      readonly continued?: true;
      /** Rows of its drop cap, if the editor says: 0 for none. */
      readonly dropCap?: number;
      /** Where its lines stand, if the editor says (落款, 文号): they are not justified then, and the first has no indent. */
      readonly align?: TextAlign;
    }
  | { readonly kind: "subhead"; readonly lines: readonly Inline[]; readonly pointer: string }
  | { readonly kind: "quote"; readonly inlines: readonly Inline[]; readonly pointer: string }
  | {
      readonly kind: "note";
      readonly inlines: readonly Inline[];
      readonly pointer: string;
      /** The rest of a note that began on another page. */
      readonly continued?: true;
    }
  | {
      readonly kind: "list";
      readonly items: readonly (readonly Inline[])[];
      /** What stands before the items, with the first number to count from, if it counts. */
      readonly marker: string;
      readonly pointer: string;
      /** Items that stand on another page, before these; the first of these may have begun there. */
      readonly passed?: number;
      readonly continued?: true;
    }
  | {
      readonly kind: "table";
      readonly table: Table;
      readonly pointer: string;
    }
  | {
      readonly kind: "verse";
      /** A line without pieces parts two stanzas. */
      readonly lines: readonly (readonly Inline[])[];
      readonly pointer: string;
    };

/** What stands before the items of a list that names no marker. */
export const DEFAULT_MARKER = "●";

/** A cell of a table; rows and columns count from 0. */
export interface TableCell {
  readonly inlines: readonly Inline[];
  readonly row: number;
  readonly column: number;
  readonly rows: number;
  readonly columns: number;
  readonly align?: TextAlign;
}

export interface Table {
  readonly title?: Inline;
  readonly columns: readonly { readonly width?: number; readonly align?: TextAlign }[];
  /** Rows that are its head. */
  readonly head: number;
  readonly rows: number;
  /** In reading order: row by row. */
  readonly cells: readonly TableCell[];
  readonly rules?: "all" | "rows" | "head" | "none";
  /** Its rows were typed as columns. */
  readonly turned?: true;
}

/** How a picture may be cropped. */
export type Crop = "never" | "fit";

/** One picture file as it is to be shown. */
export interface ShownPicture {
  readonly src: string;
  /** Of the object that holds `src`, or of a path that stands alone in a group. */
  readonly pointer: string;
  /** Of the path itself. */
  readonly srcPointer: string;
  /** The point that cropping must keep, as fractions of the upright picture. */
  readonly focus: readonly [number, number];
  /** never: shown whole wherever it stands, as QR codes, charts and maps need it; fit: cropped to its place, whatever it shows. */
  readonly crop?: Crop;
  readonly alt: string;
}

/** A picture with its caption, or several that stand together under one. */
export interface Photo extends ShownPicture {
  /** 组照: all its pictures in their order; `src` is the first of these then, and `crop` is never where that of any is, and its own where none's is. */
  readonly group?: readonly ShownPicture[];
  /** Each picture of the group has its number in a corner. */
  readonly isNumbered?: true;
  /** In its pieces; absent when there is none. */
  readonly caption?: readonly Inline[];
  readonly credit?: Inline;
  /** Width in columns, if the editor wishes one: so many, or so many and a half. */
  readonly columns?: number;
  /** The side of its story at which it stands, if the editor wishes one. */
  readonly side?: "left" | "right";
  /** Whether it reaches out of the type area at that side (出格), as far as the template lets it. */
  readonly breakOut: boolean;
}

export interface JumpReference {
  readonly page: number;
  /** As written by the editor; otherwise the engine writes 上接/下转 itself. */
  readonly text?: Inline;
}

/** What of a story is more than its page could hold: told as overset, never set. */
export interface Beyond {
  /** Of its head and captions; empty where these are kept whole. */
  readonly heads: string;
  /** Of its body. */
  readonly body?: {
    readonly text: () => string;
    /** It goes on inside the last line of what is kept. */
    readonly isWithin: boolean;
    /** Block of the whole body, and UTF-16 units of it, the run-in dateline included, that are kept. */
    readonly from: { readonly block: number; readonly offset: number };
  };
}

export interface Article {
  readonly id: string;
  readonly pointer: string;
  readonly priority: number;
  readonly label?: Inline;
  readonly kicker?: Inline;
  /** One entry a line that the editor fixed; empty when the story has no headline. */
  readonly headline: readonly Inline[];
  readonly deck?: Inline;
  readonly byline?: Inline;
  readonly dateline?: Inline;
  readonly body: readonly Block[];
  /** Rows of the first paragraph's drop cap, if the editor says: 0 for none. */
  readonly dropCap?: number;
  readonly photos: readonly Photo[];
  readonly related: readonly Article[];
  readonly box: boolean;
  /** 补白: set only where a page has white that it fills. */
  readonly isFiller?: true;
  readonly headlineDirection: "horizontal" | "vertical";
  /** How its headline is set, where the editor says. */
  readonly head?: HeadWish;
  readonly makeup?: MakeupHints;
  readonly continuesFrom?: JumpReference;
  readonly continuesTo?: JumpReference;
  /** How its head stands over the parts that go on from another page, where the editor says. */
  readonly continuation?: Continuation;
  /** Set once a page is composed: the other texts are cut short by it. */
  readonly beyond?: Beyond;
}

/** The head of a part that goes on from another page. */
export interface Continuation {
  /** One entry a line; empty for the story's own, on one line. */
  readonly headline: readonly Inline[];
  readonly head?: HeadWish;
  readonly makeup?: MakeupHints;
}

/** What the editor asks of a headline; the template decides what he leaves open. */
export interface HeadWish {
  readonly pointer: string;
  /** Its size: smaller only where its place holds it in no way. */
  readonly size?: Len;
  /** Sizes of the template's scale by which it is larger than for its rank; smaller where negative. Not with `size`. */
  readonly step?: number;
  readonly lines?: number;
  /** Columns of the page that the head stands over. */
  readonly columns?: number;
  /** Where in its story a vertical head stands; left of its text where absent. */
  readonly side?: HeadSide;
}

export type HeadSide = "left" | "right" | "middle";

export type PageSide = "top" | "bottom" | "left" | "right";

/** What the editor asks of the make-up for a story whose place he does not fix. */
export interface MakeupHints {
  /** Absent where the template asks. */
  readonly pointer?: string;
  /** The fewest and the most columns. */
  readonly columns?: readonly [number, number];
  readonly sides: readonly PageSide[];
  /** Id of the story it should stand by. */
  readonly near?: string;
  /** Columns that its text is set in, over however many of the page's it stands (破栏). */
  readonly setIn?: number;
}

/** Body columns and baseline rows of the type area, 1-based and inclusive. */
export interface CellArea {
  readonly columns: readonly [number, number];
  readonly rows: readonly [number, number];
}

/** The editor's own make-up of one story. */
export interface Placement {
  readonly article: string;
  readonly pointer: string;
  /** The story's whole region; absent when `legs` are given. */
  readonly area?: CellArea;
  /** Parts of the region that other stories take. */
  readonly without?: readonly CellArea[];
  readonly legs?: readonly CellArea[];
  readonly head?: CellArea;
  readonly photos?: readonly CellArea[];
  /** Columns that the text is set in over the region; `head` and `photos` are counted in these. */
  readonly setIn?: number;
  /** The place is not held: the story is made up again. */
  readonly free?: true;
}

/** An advertisement or a notice: its area is no story's. */
export interface FixedArea {
  readonly kind: "ad" | "notice";
  readonly pointer: string;
  /** Absent where the engine finds a place for its size. */
  readonly area?: CellArea;
  /** What was booked; absent where the area alone is given. */
  readonly size?: AdSize;
  /** Where it is wanted; at the foot when absent. */
  readonly position?: AdPosition;
  readonly src?: string;
  readonly label?: Inline;
  /** Notices or classified advertisements, each with its label, headline and body, that stand in it in small frames. */
  readonly items?: readonly Article[];
  /** 广告, 公告 or the editor's own word; absent when the editor wants none. */
  readonly mark?: Inline;
  readonly alt: string;
}

/** One with its place. */
export interface PlacedFixed extends FixedArea {
  readonly area: CellArea;
}

export function isPlaced(fixed: FixedArea): fixed is PlacedFixed {
  return fixed.area !== undefined;
}

export interface Credit {
  readonly role: Inline;
  readonly names: readonly Inline[];
}

/** Where a page points readers to. */
export type ReferInput =
  | {
      readonly article: string;
      /** In place of its headline. */
      readonly text?: Inline;
    }
  | { readonly page: number; readonly text: Inline };

export interface PageInput {
  readonly pointer: string;
  /** Absent when the editor gave none: then the page's place in the file. */
  readonly number?: number;
  /** Its place in the edition, from 0, where pages before it are left out. */
  readonly place?: number;
  readonly section?: Inline;
  readonly banner?: Inline;
  /** ISO date, from the page or the edition. */
  readonly date?: string;
  readonly template?: string;
  readonly credits: readonly Credit[];
  readonly articles: readonly string[];
  /** 补白: ids of stories that the page may have beside `articles`, where these leave it white, the first before others. */
  readonly fillers?: readonly string[];
  readonly layout?: readonly Placement[];
  /** Rows of the type area on this page, where they are not the template's. */
  readonly rows?: number;
  readonly fixed: readonly FixedArea[];
  /** 导读: stories of other pages, and other pages, or the engine's own choice. */
  readonly refers?: "auto" | readonly ReferInput[];
}

/** What the imprint tells, in the order in which it is told. */
export const IMPRINT_KEYS = [
  "supervisor",
  "sponsor",
  "publisher",
  "address",
  "printer",
  "distribution",
  "price",
] as const;
export type ImprintKey = (typeof IMPRINT_KEYS)[number];

export interface Publication {
  readonly name?: Inline;
  readonly edition?: Inline;
  readonly issue?: string;
  readonly serial?: Inline;
  /** Pages of the issue (版数): an edition file may hold some of them. */
  readonly pageCount?: number;
  readonly special?: "增期" | "号外";
  readonly imprint?: Readonly<Partial<Record<ImprintKey, Inline>>>;
}

/** A file that holds pages of an edition, and the stories on them. */
export interface PageFile {
  /** Its path, to be read from where the edition file's is read. */
  readonly file: string;
  /** Which of the edition file's `pages` names it, from 0. */
  readonly entry: number;
  /** What is wrong with it, where the edition is set without it. */
  readonly mistakes?: readonly Diagnostic[];
  /** Numbers that it gives its pages, as far as it can be read. */
  readonly numbers: readonly number[];
}

/** A page that is not set, as its page file has mistakes. */
export interface AwayPage {
  readonly number: number;
  readonly articles: readonly string[];
}

export interface Edition {
  /** The file's name as the user wrote it, for diagnostics. */
  readonly file: string;
  readonly publication: Publication;
  readonly date?: string;
  readonly language: Language;
  readonly template?: string;
  readonly pages: readonly PageInput[];
  readonly articles: readonly Article[];
  /** The page files that it was joined from, in their order; absent where the edition file holds all pages. */
  readonly pageFiles?: readonly PageFile[];
  /** Pages that stories run through, but whose page files have mistakes. */
  readonly away?: readonly AwayPage[];
  /** Once the copy was read: what was changed in it, and what a person should look at. */
  readonly copy?: { readonly changes: readonly TextChange[]; readonly remarks: readonly TextRemark[] };
  /**
   * The place of the value at a JSON pointer (or of its nearest ancestor that is known); with an offset, of that UTF-16
   * unit of the text there.
   */
  readonly placeOf: (pointer: string, offset?: number) => SourcePlace;
}
