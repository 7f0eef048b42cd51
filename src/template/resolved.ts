/**
 * A template after `extends`, defaults and units: plain numbers that page building reads. Nothing here knows a font file
 * or a word of any paper.
 */
import type { SourcePlace } from "../base/diagnostic.js";
import type { Rect } from "../base/geometry.js";
import type { Len } from "../base/length.js";
import type { Colour, PageBounds, Role } from "../scene/list.js";
import type { MakeupWeights } from "./makeup.js";

/** Text of stories: in boxes it has styles of its own. */
const STORY_STYLES = [
  "body",
  "strong",
  "kai",
  "italic",
  "briefHead",
  "ruby",
  "dateline",
  "dropCap",
  "listMarker",
  "verse",
  "note",
  "tableTitle",
  "tableHead",
  "tableCell",
  "subhead",
  "quote",
  "byline",
  "label",
  "kicker",
  "headline",
  "deck",
  "continuation",
  "caption",
  "photoCredit",
] as const;
/** Text of pages, and what the place on the page makes of a headline. */
const PAGE_STYLES = [
  "headlineBeside",
  "banner",
  "folioName",
  "folioText",
  "folioSection",
  "folioNumber",
  "creditRole",
  "creditName",
  "mastheadName",
  "mastheadText",
] as const;
export type StoryStyle = (typeof STORY_STYLES)[number];
export type BoxStyleName = `related${Capitalize<StoryStyle>}`;
export type StyleName = StoryStyle | BoxStyleName | (typeof PAGE_STYLES)[number];

/** The style of an element in boxes: `relatedHeadline` for `headline`. */
function inBoxes(name: StoryStyle): BoxStyleName {
  return `related${name.charAt(0).toUpperCase()}${name.slice(1)}` as BoxStyleName;
}

/** The styles of boxes, each with the one that it is like where the template does not say otherwise. */
export const BOX_STYLES: ReadonlyMap<StyleName, StoryStyle> = new Map(
  STORY_STYLES.map((name): [StyleName, StoryStyle] => [inBoxes(name), name]),
);

/** The style that another is like where the template does not say otherwise. */
export const USUAL_LIKE: ReadonlyMap<StyleName, StyleName> = new Map<StyleName, StyleName>([
  ...BOX_STYLES,
  ["headlineBeside", "headline"],
]);

/** Every element of a page that holds text. */
export const STYLE_NAMES: readonly StyleName[] = [...STORY_STYLES, ...BOX_STYLES.keys(), ...PAGE_STYLES];

export interface TextStyle {
  /** Families in order of fallback, already resolved from the role. */
  readonly families: readonly string[];
  /** How many of the families are the role's own; those after them stand in for missing characters. */
  readonly ownFamilies: number;
  /** All of them, in the order in which they stand in for letters of alphabets. */
  readonly alphabetic: readonly string[];
  readonly weight: number;
  readonly size: Len;
  readonly leading: Len;
  readonly colour: Colour;
  /** Added after every character, in em (字距). */
  readonly tracking: number;
  readonly align: "start" | "center" | "end" | "justify";
  /** How far glyphs lean to the right: the tangent of the angle. */
  readonly slant: number;
  /** Digits all of one width. */
  readonly tabular: boolean;
  /** The template line that set the style's size, for designers' tools. */
  readonly origin?: SourcePlace;
}

export interface Grid {
  readonly columns: number;
  /** Characters a column (字). */
  readonly columnEms: number;
  readonly rows: number;
  /** The fewest and the most rows that one page may have instead, in the same height: copy-fit by leading. */
  readonly rowsBounds: readonly [number, number];
  /** The body size: one 字. */
  readonly em: Len;
  readonly leading: Len;
  readonly gutter: Len;
  readonly columnWidth: Len;
  /** The type area (版心), which the grid fills exactly in width. */
  readonly left: Len;
  readonly top: Len;
  /** The template line that gives its rows. */
  readonly rowsAt?: SourcePlace;
}

/** One step of the headline ladder: the largest size a head of this priority and span may take. */
export interface HeadlineStep {
  /** Applies to priorities up to this one. */
  readonly priority: number;
  /** Applies to heads at least this many columns wide. */
  readonly span: number;
  readonly size: Len;
  /** The smallest size before the head breaks into a further line. */
  readonly min: Len;
}

export interface RuleStyle {
  readonly thickness: Len;
  readonly colour: Colour;
  /** The key that asks for it, such as `story.columnRule`. */
  readonly key: string;
}

/** Han–Han gaps, in em, of lines that are stretched. What exceeds a goal costs more than many gaps below it. */
export interface GapGoals {
  /** What few gaps are to exceed, in columns of more than `narrowEms` characters and in others. */
  readonly wide: number;
  readonly narrow: number;
  readonly narrowEms: number;
  /** What none is to exceed: numbers part from their units, and words where they can, before a line gapes so. */
  readonly most: number;
  /** How much more than Han–Han gaps the half em of space at a mark may grow, so that these stay within their goal. */
  readonly marks: number;
  /** How far letters of a Latin word may then move apart, each from the next, and together where a line is too long. */
  readonly letters: number;
  /** Whether a few gaps between words may then exceed the goal, up to `most`, so that all others keep to it. */
  readonly words: boolean;
}

/** Widths of marks that a template may ask for. */
export const MARK_STYLES = ["fitted", "full", "kaiming", "half", "brackets"] as const;
type TemplateMarks = (typeof MARK_STYLES)[number];

export interface Composition {
  readonly kinsoku: "none" | "basic" | "gb" | "strict";
  readonly mode: "total-fit" | "greedy";
  /** Paragraph indent in em. */
  readonly indent: number;
  /** Paragraph indent in columns of at most `narrowEms` characters. */
  readonly narrowIndent: number;
  readonly narrowEms: number;
  /** Natural Han–Latin gap in em. */
  readonly autospace: number;
  /** Width of two adjacent marks: 1.5 em (开明/GB), or 1 em, or 2 em (全角). */
  readonly adjacentMarks: 1 | 1.5 | 2;
  /** Widths of marks: squeezed where their line needs it (行末半角), 全角, 开明, 半角; brackets and quotation marks alone half. */
  readonly marks?: TemplateMarks | undefined;
  /** The same in heads, refers and banners: `brackets` when absent. */
  readonly headMarks?: TemplateMarks | undefined;
  /** 行尾悬挂: whether a mark may hang out at a line's end. */
  readonly hanging?: "off" | "rescue" | "on" | undefined;
  /** ASCII digits and letters that are set an em wide each (全角). */
  readonly fullWidth?: "none" | "digits" | "letters" | "all" | undefined;
  /**
   * Whether Latin words part at their syllables, with a hyphen; `rescue`: where a line would gape otherwise. Soft hyphens count
   * anyway.
   */
  readonly hyphenation?: "off" | "rescue" | "on" | undefined;
  readonly gaps?: GapGoals | undefined;
  readonly houseStyle: boolean;
  /** Line ends, indents and typed spaces of the copy as what they mean. */
  readonly cleanCopy?: boolean | undefined;
}

export interface StoryRules {
  /** Rows a subhead of one line and of two lines takes (占行). */
  readonly subheadRows: readonly [number, number];
  /** Body lines that must follow a subhead in its column. */
  readonly linesAfterSubhead: number;
  /** Empty rows between stories that stand one over the other; a rule is drawn in them. */
  readonly gapRows: number;
  /** Empty rows between a story's head block and its text. */
  readonly headGapRows: number;
  /** Where bylines (署名) stand: at the end of the head, or at the head of the first column. */
  readonly byline: "head" | "column";
  readonly columnRule: RuleStyle | undefined;
  readonly storyRule: RuleStyle | undefined;
  /** Lines by which a paragraph may be made shorter or longer to fit (copy-fit). */
  readonly looseness: number;
  /** Part of a photo's height that cropping may take, and by which it may grow. */
  readonly photoCrop: number;
  /** Fewest and most 字 of a column of another width than the page's (破栏). */
  readonly brokenEms: readonly [number, number];
  /** Fewest 字 of a line beside a picture that takes a part of a column (串文); 0: pictures take whole columns. */
  readonly besidePhotoEms: number;
  /** How far a picture may reach out of the type area at a side of the page (出格): to the trim, or so far; absent: not. */
  readonly photoOutset: Len | "trim" | undefined;
  readonly kickerRatio: number;
  readonly deckRatio: number;
  /** A space between two phrases of a head, in em. */
  readonly phraseSpace: number;
  readonly headlineTracking: { readonly min: number; readonly max: number };
  /** Baselines between caption and photo, in body rows, are whole; this is the inset of the caption at both ends. */
  readonly captionInset: Len;
  /** Rows of a drop cap (首字下沉) where the editor does not say; 0 for none. */
  readonly dropCap: number;
}

export interface TableStyle {
  /** Over and under the table. */
  readonly rule: RuleStyle | undefined;
  /** Between its rows and columns. */
  readonly inner: RuleStyle | undefined;
  /** Under the head's rows. */
  readonly ground: Colour | undefined;
  readonly rules: "all" | "rows" | "head" | "none";
  /** The smallest size of its type. */
  readonly min: Len;
}

/** The look of editor's notes (编者按). */
export interface NoteStyle {
  readonly frame: RuleStyle | undefined;
  /** Over and under the note, where it has no frame. */
  readonly rule: RuleStyle | undefined;
  readonly ground: Colour | undefined;
  /** White at both sides of its text; room for its frame where that is thick. */
  readonly inset: Len;
  /** Rows over and under its text, for its frame or its rules. */
  readonly paddingRows: number;
}

export interface BoxStyle {
  readonly frame: RuleStyle | undefined;
  readonly ground: Colour | undefined;
  /** From the outer edge of the frame to text, at both sides: more than the template says where the frame would fill it. */
  readonly paddingInline: Len;
  /** Rows of the grid above and below the box's text, from the outer edge of the frame. */
  readonly paddingRows: number;
}

/** The line over the type area (报眉) with the paper's name, date, section, page number and the page's credits. */
export interface FolioStyle {
  readonly rect: Rect;
  readonly rule: RuleStyle | undefined;
  /** Date pattern: {yyyy} {M} {MM} {d} {dd} {weekday}; e.g. "{yyyy}年{M}月{d}日 {weekday}". */
  readonly date: string;
  /** Page number pattern: {edition} {number} {number2} (two digits), e.g. "{number2}版". */
  readonly number: string;
  /** Mirror left and right on even pages. */
  readonly mirror: boolean;
  /** Gap between the parts. */
  readonly gap: Len;
  readonly credits: "folio" | "foot" | "none";
}

/** Little texts with a place of their own: labels, credits, refers, the lines around the stories. */
export interface FurnitureStyle {
  /** They are set in smaller type where they are too long for their room, but in none smaller than this. */
  readonly least: Len;
}

export interface BannerStyle {
  /** Rows of the type area that the banner takes, when the page has one. */
  readonly rows: number;
  readonly rule: RuleStyle | undefined;
  readonly ground: Colour | undefined;
}

/** The nameplate (报头) of a front page; absent on inside templates. */
export interface MastheadStyle {
  /** Rows of the type area that it takes. */
  readonly rows: number;
  /** Columns it spans, from the left. */
  readonly columns: number;
  readonly rule: RuleStyle | undefined;
}

export interface Template {
  readonly name: string;
  readonly title: string;
  readonly file: string;
  readonly page: {
    readonly width: Len;
    readonly height: Len;
    /** Two facing pages made up as one (跨版, 通版), the left one with the page's own number. */
    readonly spread: boolean;
  };
  readonly grid: Grid;
  readonly colours: ReadonlyMap<string, Colour>;
  readonly styles: Readonly<Record<StyleName, TextStyle>>;
  /** Every family that the styles may use, at its place below `fonts`. */
  readonly fonts: readonly PlacedValue[];
  readonly ladder: readonly HeadlineStep[];
  /** Sizes a headline may take, descending. */
  readonly headlineSizes: readonly Len[];
  readonly composition: Composition;
  readonly story: StoryRules;
  readonly box: BoxStyle;
  readonly note: NoteStyle;
  readonly table: TableStyle;
  readonly folio: FolioStyle;
  readonly furniture: FurnitureStyle;
  readonly banner: BannerStyle;
  readonly masthead: MastheadStyle | undefined;
  readonly press: PressStyle;
  readonly makeup: MakeupWeights;
  readonly jump: JumpStyle;
  /** What the audit holds finished pages against. */
  readonly audit: PageBounds;
}

/** After what a text may go on to another page. */
export const JUMP_ENDS = ["sentence", "paragraph", "line"] as const;

/** How a story that several pages share ends on all but the last. */
export interface JumpStyle {
  readonly endsAt: (typeof JUMP_ENDS)[number];
  /** Rows that may stay white for that at the foot of each of its columns. */
  readonly whiteRows: number;
  /** Whether stories that go on on one page stand by one another there. */
  readonly together: boolean;
}

/** Items whose black can be asked to knock out. */
export const KNOCKOUT_ROLES = [
  "body",
  "dateline",
  "subhead",
  "quote",
  "label",
  "kicker",
  "headline",
  "deck",
  "byline",
  "continuation",
  "list",
  "verse",
  "note",
  "table",
  "caption",
  "photo-credit",
  "banner",
  "folio",
  "masthead",
  "credits",
  "rule",
  "box",
  "advertisement",
  "refer",
] as const satisfies readonly Role[];

/** 拼版: how pages come onto sheets. */
export const IMPOSITIONS = ["1-up", "2-up"] as const;

/** What the template says about its files for the press. */
export interface PressStyle {
  /** Name of an output condition, or the path of one from the file that names it. */
  readonly condition: string;
  /** Where it is named; undefined where it is the usual one. */
  readonly conditionAt: SourcePlace | undefined;
  readonly bleed: Len;
  readonly marks: boolean;
  /** Black text smaller than this overprints what is beneath. */
  readonly overprintBelow: Len;
  /** Black in several inks that is meant so. */
  readonly richBlack: readonly Colour[];
  /** Items whose black knocks out, whatever its size. */
  readonly knockout: readonly Role[];
  /** `2-up`: two facing pages on one sheet, in one file. */
  readonly imposition: (typeof IMPOSITIONS)[number];
  /** Between the two. */
  readonly gutter: Len;
  /** Whether sheets are written as seen from behind. */
  readonly mirror: boolean;
  /** The press's own output profile, relative to the file that names it. */
  readonly icc: PlacedValue | undefined;
  /** How delivered files are named. */
  readonly name: PlacedValue | undefined;
  /** The paper's code in names. */
  readonly paper: PlacedValue | undefined;
}

/** A value that only its user can judge, with the place where it stands. */
export interface PlacedValue {
  readonly value: string;
  readonly at: SourcePlace;
}
