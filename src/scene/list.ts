/**
 * The scene: everything that stands on the finished pages, positioned, and nothing else. It is the only thing renderers,
 * overlays, dumps and preflight know. The union of items is closed. All lengths are integers (see base/length), measured
 * from the trim's top left corner, y downwards.
 *
 * Items stand in reading order: text extracted from a rendered page follows the order of this list.
 */
import type { SourcePlace } from "../base/diagnostic.js";
import type { Rect } from "../base/geometry.js";
import type { Len } from "../base/length.js";
import type { StorySetting } from "./setting.js";

export type Colour =
  | { readonly space: "cmyk"; readonly c: number; readonly m: number; readonly y: number; readonly k: number }
  | { readonly space: "rgb"; readonly r: number; readonly g: number; readonly b: number }
  | { readonly space: "gray"; readonly gray: number }
  | { readonly space: "spot"; readonly name: string; readonly tint: number; readonly alternate: Cmyk };
/** Components from 0 to 1. For `gray`, 0 is black. */
export interface Cmyk {
  readonly c: number;
  readonly m: number;
  readonly y: number;
  readonly k: number;
}

/** What an item is on the page; stable names that overlays, e-paper and preflight select by. */
export type Role =
  | "body"
  | "dateline"
  | "subhead"
  | "quote"
  | "label"
  | "kicker"
  | "headline"
  | "deck"
  | "byline"
  | "continuation"
  | "ruby"
  | "mark"
  | "list"
  | "verse"
  | "note"
  | "table"
  | "caption"
  | "photo-credit"
  | "photo-number"
  | "photo"
  | "banner"
  | "folio"
  | "masthead"
  | "credits"
  | "rule"
  | "box"
  | "background"
  | "advertisement"
  | "refer"
  | "overlay";

/** Where an item comes from: the article and the JSON value whose text (UTF-16 offsets) it shows. */
export interface Source {
  readonly article?: string;
  /** JSON pointer into the edition file, such as `/articles/0/body/3`. Empty for what the template adds. */
  readonly pointer: string;
  readonly start: number;
  readonly end: number;
}

/**
 * Glyphs on one baseline in one face, size and colour. Parallel arrays: `gids[i]` stands at `offsets[i]` along the
 * inline axis from `x`,`y` and shows `texts[i]` (several characters for a ligature; the empty string for a further
 * glyph of the same cluster). Horizontal text runs along x; vertical text runs down, with `x` the line's centre.
 */
export interface GlyphRun {
  readonly kind: "glyphs";
  readonly role: Role;
  readonly source: Source;
  readonly direction: "horizontal" | "vertical";
  readonly face: string;
  readonly size: Len;
  readonly colour: Colour;
  readonly x: Len;
  readonly y: Len;
  readonly gids: readonly number[];
  readonly offsets: readonly Len[];
  readonly texts: readonly string[];
  /** Readings and the like beside the text: readers that extract the page's text pass over it. */
  readonly annotation?: true;
  /** A horizontal run turned clockwise by a quarter around `x`,`y`: Latin words in vertical lines. */
  readonly turned?: true;
  /** A horizontal run that stands upright in a vertical line: a letter, or figures side by side. */
  readonly abreast?: true;
  /** The face is not of the style's own: it has characters that those lack. */
  readonly standsIn?: true;
  /** How far glyphs lean to the right, as the tangent of the angle; upright when absent. */
  readonly slant?: number;
  /** White that the style adds after each character, as in the offsets; none when absent. */
  readonly tracking?: Len;
}

/** A filled rectangle: rules (whatever their thickness), tints, box grounds. */
export interface Fill {
  readonly kind: "fill";
  readonly role: Role;
  readonly rect: Rect;
  readonly colour: Colour;
  /** The template's key that asks for it, of a rule. */
  readonly key?: string;
}

/** The outline of a rectangle, drawn inside its edge. */
export interface Frame {
  readonly kind: "frame";
  readonly role: Role;
  readonly rect: Rect;
  readonly thickness: Len;
  readonly colour: Colour;
  /** The template's key that asks for it. */
  readonly key?: string;
}

/** One step of an outline; coordinates on the page. */
export type PathStep =
  | { readonly to: "move" | "line"; readonly x: Len; readonly y: Len }
  | {
      readonly to: "curve";
      readonly x1: Len;
      readonly y1: Len;
      readonly x2: Len;
      readonly y2: Len;
      readonly x: Len;
      readonly y: Len;
    }
  | { readonly to: "close" };

/** A filled outline (non-zero winding): what no rectangle draws, such as emphasis dots and wavy underlines. */
export interface Shape {
  readonly kind: "shape";
  readonly role: Role;
  readonly path: readonly PathStep[];
  readonly colour: Colour;
}

/** A picture, cropped: `crop` is the part shown, in fractions of the upright picture. */
export interface Picture {
  readonly kind: "picture";
  readonly role: Role;
  readonly source: Source;
  readonly image: string;
  readonly rect: Rect;
  readonly crop: { readonly x: number; readonly y: number; readonly width: number; readonly height: number };
  readonly alt: string;
  /** The point that cropping must keep, as fractions of the upright picture, where the editor names one. */
  readonly focus?: readonly [number, number];
}

export type SceneItem = GlyphRun | Fill | Frame | Shape | Picture;

/** A region of the page with its story, for overlays, links, e-paper and article threads; in reading order. */
export interface Area {
  readonly kind: "story" | "head" | "leg" | "photo" | "box" | "overset";
  readonly article: string;
  readonly rect: Rect;
  /** What of a story's rectangle others take. */
  readonly without?: readonly Rect[];
  /** A leg that goes on right under the one before, in shorter or longer lines: no column ends there. */
  readonly under?: true;
  /** Columns in which a box or a story stands, where they are not the page's. */
  readonly columns?: readonly Column[];
}

/** A column of text by its left edge and its width. */
export interface Column {
  readonly x: Len;
  readonly width: Len;
}

export interface Bookmark {
  readonly title: string;
  readonly y: Len;
}

/** One dot of the baseline grid and its columns, so that an overlay can draw it. */
export interface SceneGrid {
  readonly columns: readonly Column[];
  readonly em: Len;
  readonly top: Len;
  readonly leading: Len;
  readonly rows: number;
}

/** What counts against a page's make-up, in points: the fewer the better. */
export interface PageScore {
  readonly cost: number;
  /** What it is made of, the dearest first. */
  readonly terms: readonly { readonly term: string; readonly cost: number }[];
}

/** What became of a make-up that a page was to hold. */
export interface HeldScene {
  /** How many stories stand where they stood. */
  readonly kept: number;
  readonly moved: readonly HeldMove[];
  /** Ids of stories that are new on the page. */
  readonly added: readonly string[];
  /** Why the page was made up as if nothing were held, where it was. */
  readonly anew?: string;
}

/** A story that stands in another place than before. */
export interface HeldMove {
  readonly article: string;
  /** In words. */
  readonly why: string;
}

/** What the template asks of a finished page; the audit holds the page against it. */
export interface PageBounds {
  /** The smallest type, readings apart. */
  readonly leastType: Len;
  /** The smallest reading (注音). */
  readonly leastReading: Len;
  /** The widest gap between two Han characters of a line, em. */
  readonly mostGap: number;
  /** Rows of one column that may stay white together. */
  readonly whiteRows: number;
  /** What part of the page may stay white, from 0 to 1, rules and gaps between stories apart. */
  readonly whitePart: number;
  /** The shorter side of the smallest photo. */
  readonly leastPicture: Len;
}

export interface ScenePage {
  readonly number: number;
  /** Ids of its stories, the most important first. */
  readonly order: readonly string[];
  /** Ids of those whose headline has a size that the editor gave it; absent where there are none. */
  readonly sized?: readonly string[];
  readonly bounds: PageBounds;
  readonly width: Len;
  readonly height: Len;
  readonly grid: SceneGrid;
  readonly items: readonly SceneItem[];
  readonly areas: readonly Area[];
  /** Advertisements and notices: places that stories keep out of. */
  readonly fixed: readonly Rect[];
  readonly bookmarks: readonly Bookmark[];
  /** Of pages, or parts of pages, that the engine made up. */
  readonly score?: PageScore;
  /** Of pages that were to hold an earlier make-up. */
  readonly held?: HeldScene;
}

/** A font file as renderers need it. */
export interface SceneFace {
  readonly id: string;
  readonly family: string;
  readonly weight: number;
  readonly postscriptName: string;
  readonly bytes: Uint8Array;
}

/** A picture file as renderers need it. Width, height: pixels of the upright picture, after its EXIF orientation. */
export interface SceneImage {
  readonly id: string;
  readonly format: "jpeg" | "png";
  readonly bytes: Uint8Array;
  readonly width: number;
  readonly height: number;
  /** EXIF orientation 1–8 that must be applied to `bytes` when drawn. */
  readonly orientation: number;
  /** Whom the file names. */
  readonly rights?: PictureRights;
  /** How light its parts are, where text was to stand on it. */
  readonly light?: LightGrid;
}

/** Relative luminance from 0, black, to 1, white (WCAG 2.2), of the cells of the upright picture, row by row. */
export interface LightGrid {
  readonly columns: number;
  readonly rows: number;
  readonly values: readonly number[];
}

/** What a picture's own metadata tell, each where it is told. */
export interface PictureRights {
  readonly author?: string;
  readonly credit?: string;
  readonly copyright?: string;
}

export interface SceneMeta {
  readonly title: string;
  readonly language: string;
  /** ISO date of the edition, if it has one: the only date written into files. */
  readonly date?: string;
  readonly publication?: string;
}

export interface Scene {
  readonly version: 1;
  readonly meta: SceneMeta;
  readonly pages: readonly ScenePage[];
  readonly faces: ReadonlyMap<string, SceneFace>;
  readonly images: ReadonlyMap<string, SceneImage>;
  /** What was found while composing: per page and article. */
  readonly findings: readonly Finding[];
  readonly fits: readonly StoryFit[];
  /** How lines were fitted, of the stories that were asked about. */
  readonly settings?: readonly StorySetting[];
}

/** Something a person should look at, with its place on the page. */
export interface Finding {
  readonly page: number;
  readonly severity: "error" | "warning" | "info";
  readonly code: string;
  readonly article?: string;
  readonly message: string;
  readonly hint: string;
  readonly box?: Rect;
  /** JSON pointer to the value of the edition file that is at fault; without it, the story or page itself. */
  readonly pointer?: string;
  /** Where that value stands in its file. Set once the page is composed. */
  readonly at?: SourcePlace;
}

/** How a story fits its region. */
export interface StoryFit {
  readonly page: number;
  readonly article: string;
  readonly linesSet: number;
  readonly linesAvailable: number;
  /** Text that found no place, whole, in order; paragraphs joined with newlines. */
  readonly oversetText: string;
  /** What of it findings of their own name: labels, credits, heads too tall for their place. */
  readonly namedText?: string;
  readonly shortLines: number;
  /** Lines of running text that found no room; 0 when absent. */
  readonly oversetLines?: number;
  /** Some of these lines were not set, but reckoned by their characters: the text is more than twice what the page could hold. */
  readonly areLinesReckoned?: true;
  /** What was done so that the text fits. */
  readonly levers?: readonly Lever[];
  /** What would mend a story that is over or short, the least work first. */
  readonly cures?: readonly FitCure[];
}

export interface Lever {
  readonly kind: "paragraph" | "subhead" | "headline" | "photo";
  /** Paragraphs, rows or steps; below 0 for fewer and smaller. */
  readonly by: number;
  readonly says: string;
}

export interface FitCure {
  readonly kind: "cut" | "add" | "photo";
  /** Characters, or rows of a picture. */
  readonly by: number;
  /** Lines that it saves or gains. */
  readonly lines: number;
  /** The text or picture, in the edition file. */
  readonly pointer: string;
  readonly says: string;
}
