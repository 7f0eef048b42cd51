/**
 * A vertical head (竖题) beside its text: one column wide or as few as hold it, lines from right to left: label, kicker, headline, deck, byline.
 * In its story it is an obstacle like a box; text runs beside it and, where it ends higher, under it.
 */
import { quotable } from "../base/quote.js";
import type { Rect } from "../base/geometry.js";
import type { Len } from "../base/length.js";
import { sliceInline } from "../edition/inline.js";
import type { Article, Inline } from "../edition/model.js";
import { type Cells, cellsRect, type PageGrid, rowsFor, spanWidth } from "../layout/grid.js";
import type { Role, SceneItem } from "../scene/list.js";
import type { StyleName } from "../template/resolved.js";
import { headFaults } from "../text/head-faults.js";
import { phraseLines } from "../text/head-lines.js";
import { clusterEnd } from "../text/marked-cluster.js";
import { leastPart, usageOf } from "./head.js";
import { headText, joinText, type Note } from "./leftover.js";
import { counted } from "./levers.js";
import { verticalFault } from "./line-remarks.js";
import type { PanelPlan, PlaceOptions } from "./panel.js";
import { headSetter, spanOf, styleOf, type Typesetter } from "./typeset.js";
import {
  depthOf,
  isAsDeep,
  linesBeside,
  type LinesBeside,
  type PanelRoom,
  standsRight,
  type VerticalFit,
} from "./vertical-place.js";
import { type Ladder, ladderOf } from "./vertical-ladder.js";
import { LYING } from "./vertical-figures.js";
import { heightOf, openedHeight, openedIn } from "./vertical-opened.js";
import type { VerticalText } from "./vertical-glyphs.js";
import { formOfFigures, verticalLine, type VerticalLine } from "./vertical-line.js";

/** Where nobody says how wide its story is, the head is sized as over so many columns. */
const AS_WIDE_AS = 2;
/** White between two lines, in em of the smaller. */
const LINE_GAP = 0.45;
/** A head as deep as this takes a smaller size, down to the ladder's least. */
const DEEPEST_ROWS = 36;
/** Lines that a headline given as one may part into. */
const MOST_LINES = 3;
/** Lines in which a text whose words have to part is still parted where that reads best. */
const MOST_CUT = 12;
/** Lines that a kicker or a deck parts into, its words whole. */
const MOST_BESIDE = 8;
/** A head that fills less of its place's width over more rows, and has no lines beside it, has one line more where its words allow it. */
const LEAST_FILL = 0.45;
const SHORT_ROWS = 7;
const FIGURE = /[0-9]/u;
/** More rows than any page has. */
const NEVER = 10_000;

interface VerticalHead {
  readonly lines: readonly HeadLine[];
  readonly width: Len;
  readonly height: Len;
  /** Its height with the characters of its headline as far apart as they may stand. */
  readonly opened: Len;
}

interface SizedHead extends VerticalHead {
  readonly size: Len;
}

interface FittedHead extends SizedHead {
  /** Larger sizes that its ladder has. */
  readonly steps: number;
  /** It is as large as a head over its story's columns should be at least. */
  readonly isInRank: boolean;
}

interface HeadLine extends VerticalLine {
  readonly text: string;
  readonly role: Role;
}

/** A head with what was set of it: the search asks for it in hundreds of places, and in each in every size. */
interface Head {
  readonly setter: Typesetter;
  readonly article: Article;
  readonly lines: Map<string, HeadLine>;
  readonly figures: Map<string, ReturnType<typeof formOfFigures>>;
  readonly parts: Map<string, readonly Inline[] | undefined>;
  /** Figures lie that could stand: they are less deep so. */
  readonly lie?: true;
}

/** A place for the head. */
interface HeadRoom {
  readonly width: Len;
  readonly height: Len;
  /** Whether a head leaves no more of the place white than it should. */
  readonly isFilledBy: (head: VerticalHead) => boolean;
}

export interface VerticalPlan extends PanelPlan {
  /** How it comes out over so many columns in so many rows; undefined where no size holds it. */
  fitIn(columns: number, rows: number, room: PanelRoom): VerticalFit | undefined;
}

/** `breadth`: how many of the page's columns one of the grid's is. */
export function planVerticalHead(setter: Typesetter, grid: PageGrid, article: Article, breadth = 1): VerticalPlan {
  const whole: Head = { setter, article, lines: new Map(), figures: new Map(), parts: new Map() };
  const kept = new Map<string, FittedHead | undefined>();
  const sizes = new Map<string, Ladder>();
  const ladderIn = ({ columns, mostHead = Number.POSITIVE_INFINITY }: PanelRoom): Ladder => {
    const key = `${columns} ${mostHead}`;
    const known = sizes.get(key) ?? ladderOf(setter, article, Math.max(1, Math.round(columns * breadth)), mostHead);
    sizes.set(key, known);
    return known;
  };
  const headIn = (columns: number, rows: number, room: PanelRoom): FittedHead | undefined => {
    const depth = room.isFixed === true ? rows : Math.min(rows, DEEPEST_ROWS);
    const key = `${columns} ${depth} ${room.columns} ${room.mostHead} ${room.hasOwnLegs}`;
    if (!kept.has(key)) kept.set(key, inAnyForm(whole, roomOf(grid, columns, depth, room), ladderIn(room)));
    return kept.get(key);
  };
  const besideIn = (columns: number, head: VerticalHead, room: PanelRoom): LinesBeside | undefined =>
    room.hasOwnLegs === true ? undefined : linesBeside(head.width, spanWidth(grid, columns), grid);
  const rowsAt = (columns: number, free = DEEPEST_ROWS, room: PanelRoom = { columns: AS_WIDE_AS }): number => {
    if (free < 1) return NEVER;
    // In more columns than it needs it would stand in white.
    if (columns > 1 && headIn(columns - 1, free, room)?.isInRank === true) return NEVER;
    const head = headIn(columns, free, room);
    if (head === undefined) return NEVER;
    const hasLines = besideIn(columns, head, room) !== undefined;
    const [needed, opened] = [rowsFor(grid, head.height), rowsFor(grid, head.opened)];
    return depthOf({ needed, opened }, free, columns, { columns: room.columns, hasLines });
  };
  return {
    article,
    rowsAt,
    leastColumns: () => 1,
    wholeText: () => headText(article),
    fitIn(columns, rows, room) {
      const head = headIn(columns, rows, room);
      if (head === undefined) return undefined;
      const ink = head.lines.reduce((sum, { size, length }) => sum + size * length, 0);
      const beside = besideIn(columns, head, room);
      const text = beside === undefined ? 0 : (rows * beside.measure) / grid.columnWidth;
      const white = columns * rows - text - ink / (grid.columnWidth * grid.leading);
      return { size: head.size, steps: head.steps, white: Math.max(0, white), beside };
    },
    place(cells, { panel = { columns: AS_WIDE_AS } }: PlaceOptions = {}) {
      const fitted = headIn(cells.columns, cells.rows, panel);
      const beside = fitted === undefined ? undefined : besideIn(cells.columns, fitted, panel);
      const rect = headRect(article, cellsRect(grid, cells), beside === undefined ? undefined : fitted);
      const head = fitted ?? cutVertical(whole, rect, ladderIn(panel));
      const over = firstOver(head.lines, rect);
      const lines = head.lines.slice(0, over);
      const left = joinText(...head.lines.slice(over).map(({ text }) => text));
      return {
        items: drawVertical(lines, rect, grid.leading),
        areas: [{ kind: "head", article: article.id, rect }],
        left,
        notes: left === "" ? partingNotes(whole, lines) : [tooLarge(article, cells, left)],
      };
    },
  };
}

/** What a reader sees of how texts were parted into these lines. Words that part in several lines of a text have one cure. */
function partingNotes({ setter, article }: Head, lines: readonly HeadLine[]): readonly Note[] {
  const { label, kicker, headline, deck, byline } = article;
  const options = { config: headSetter(setter).config, usage: () => usageOf(article) };
  const rest = [...lines];
  const texts = [label, kicker, ...headline, deck, byline].filter((inline) => inline !== undefined);
  return texts.flatMap((inline): readonly Note[] => {
    const notes = new Map<string, Note>();
    let at = 0;
    while (at < inline.text.length) {
      const line = rest.shift();
      if (line === undefined) break;
      const { text, role } = line;
      const around = [inline.text.slice(0, at), inline.text.slice(at + text.length)] as const;
      for (const fault of headFaults({ text, around, role }, options)) {
        if (!notes.has(fault.kind)) notes.set(fault.kind, verticalFault(fault, role, inline.pointer));
      }
      at += Math.max(1, text.length);
    }
    return [...notes.values()];
  });
}

/** The place of a head: all of its columns, or, with lines beside it, what its own lines take of them. */
function headRect(article: Article, cells: Rect, head: VerticalHead | undefined): Rect {
  if (head === undefined) return cells;
  return { ...cells, x: standsRight(article) ? cells.x + cells.width - head.width : cells.x, width: head.width };
}

function roomOf(grid: PageGrid, columns: number, rows: number, { columns: all, hasOwnLegs }: PanelRoom): HeadRoom {
  const width = spanWidth(grid, columns);
  return {
    width,
    height: rows * grid.leading,
    isFilledBy: (head) =>
      head.width >= LEAST_FILL * width ||
      head.height <= SHORT_ROWS * grid.leading ||
      (hasOwnLegs !== true && linesBeside(head.width, width, grid) !== undefined) ||
      isAsDeep(rowsFor(grid, head.opened), rows, all - columns),
  };
}

/** The lines from right to left, in the middle of their place. */
function drawVertical(lines: readonly HeadLine[], rect: Rect, leading: Len): readonly SceneItem[] {
  const opened = openedIn(lines, rect.height, leading);
  let right = rect.x + rect.width - Math.round((rect.width - widthOf(lines)) / 2);
  return lines.flatMap((line, index) => {
    const next = lines[index + 1];
    const centre = right - Math.round(line.size / 2);
    right -= line.size + (next === undefined ? 0 : gapBetween(line, next));
    return line.items(centre, rect.y, line.role === "headline" ? opened : 0);
  });
}

/** The number of lines that a place holds, from the first. */
function firstOver(lines: readonly HeadLine[], room: Pick<Rect, "width" | "height">): number {
  const over = lines.findIndex(
    (line, index) => line.length > room.height || widthOf(lines.slice(0, index + 1)) > room.width,
  );
  return over < 0 ? lines.length : over;
}

function tooLarge({ pointer }: Article, { columns, rows }: Cells, left: string): Note {
  return {
    severity: "error",
    code: "head-too-tall",
    message: `the vertical head has ${counted(columns, "column")} and ${counted(rows, "row")}, which hold it in no size; not set: "${quotable(left)}"`,
    hint: "give it more columns or rows, shorten it, or take `headlineDirection` out",
    pointer,
  };
}

/** With figures that stand; where no size holds them so, with figures that lie. */
function inAnyForm(head: Head, room: HeadRoom, ladder: Ladder): FittedHead | undefined {
  const standing = composeVertical(head, room, ladder);
  if (standing !== undefined || !FIGURE.test(headText(head.article))) return standing;
  return composeVertical({ ...head, lie: true }, room, ladder);
}

/**
 * The largest size in which the lines have room; a headline that is too deep in all of them parts at its phrases, and lines beside it
 * that are too deep part too. Undefined where no size of the ladder does.
 */
function composeVertical(head: Head, room: HeadRoom, { lists, ranked, sizes: all }: Ladder): FittedHead | undefined {
  const { lines: wished } = head.article.head ?? {};
  const anyLines = Array.from({ length: MOST_LINES }, (_, index) => index + 1);
  for (const counts of wished === undefined ? [anyLines] : [[wished], anyLines]) {
    for (const [index, sizes] of lists.entries()) {
      for (const lines of counts) {
        const made = composedAt(head, lines, sizes, room);
        if (made === undefined) continue;
        const filled = wished === undefined ? filledFrom(head, made, lines, room) : made;
        return { ...filled, steps: all.indexOf(made.size), isInRank: index < ranked };
      }
    }
  }
  return undefined;
}

/** A head that would stand in white has more lines, as long as its words are whole in them. */
function filledFrom(head: Head, made: SizedHead, lines: number, room: HeadRoom): SizedHead {
  let best = made;
  for (let count = lines + 1; count <= MOST_LINES && !room.isFilledBy(best); count += 1) {
    best = composedAt(head, count, [made.size], room) ?? best;
  }
  return best;
}

function composedAt(head: Head, lines: number, sizes: readonly Len[], room: HeadRoom): SizedHead | undefined {
  const headline = parted(head, lines);
  if (headline === undefined) return undefined;
  for (const size of sizes) {
    const made = linesAt(head, headline, size, room.height);
    if (made.width <= room.width && made.height <= room.height) return { ...made, size };
  }
  return undefined;
}

/** In the smallest size, lines parted wherever the place ends: what it does not hold is left. */
function cutVertical(head: Head, room: Pick<HeadRoom, "height">, { sizes }: Ladder): VerticalHead {
  const { article } = head;
  const size = sizes.at(-1) ?? 0;
  const fitting = Math.max(1, Math.floor(room.height / Math.max(1, size)));
  const kind = { style: "headline", role: "headline" } as const;
  const headline = article.headline.flatMap((inline) => {
    const count = Math.ceil([...inline.text].length / fitting);
    return inWords(
      head,
      inline,
      kind,
      count,
      (own) => lineAt(head, own, kind, { size, height: room.height }).length <= room.height,
    );
  });
  return linesAt(head, headline, size, room.height);
}

/** A text in so many pieces of about one length, no letter without its marks. */
function piecesOf(inline: Inline, count: number): readonly Inline[] {
  const characters = clustersOf(inline.text);
  const pieces = Math.min(characters.length, Math.max(1, count));
  const each = Math.ceil(characters.length / pieces);
  let offset = 0;
  return Array.from({ length: pieces }, (_, index) => {
    const text = characters.slice(index * each, (index + 1) * each).join("");
    const piece = sliceInline(inline, offset, offset + text.length);
    offset += text.length;
    return piece;
  }).filter(({ text }) => text !== "");
}

function clustersOf(text: string): readonly string[] {
  const clusters: string[] = [];
  for (let at = 0, end = 0; at < text.length; at = end) {
    end = clusterEnd(text, at);
    clusters.push(text.slice(at, end));
  }
  return clusters;
}

/** The headline in so many lines; as it was given in one. Lines that the editor parted are not parted further. */
function parted(head: Head, lines: number): readonly Inline[] | undefined {
  const { article } = head;
  const [only] = article.headline;
  if (lines === 1) return article.headline;
  if (only === undefined || article.headline.length > 1) return undefined;
  return partedText(head, only, { style: "headline", role: "headline" }, lines);
}

/** Lines of the same words are lines of their own: each stands for its place in the edition. */
function placeIn({ pointer, offset, text }: Inline): string {
  return `${pointer} ${offset} ${text}`;
}

interface LineKind {
  readonly style: StyleName;
  readonly role: "label" | "kicker" | "headline" | "deck" | "byline";
}

function partedText(
  head: Head,
  inline: Inline,
  { style, role }: LineKind,
  lines: number,
  isCut = false,
): readonly Inline[] | undefined {
  const { setter, article, parts } = head;
  const key = `${role} ${placeIn(inline)} ${lines} ${isCut}`;
  if (!parts.has(key)) parts.set(key, freshParts(setter, article, inline, { style, role }, { lines, isCut }));
  return parts.get(key);
}

/** A text in about so many lines, whose words have to part: in Han words rather than in Latin ones and figures. */
function inWords(
  head: Head,
  inline: Inline,
  kind: LineKind,
  count: number,
  fits: (line: Inline) => boolean,
): readonly Inline[] {
  if (count <= 1) return [inline];
  // No reader follows so many lines, and looking for the best takes time that grows with their number.
  for (const lines of count > MOST_CUT ? [] : [count, count + 1]) {
    const cut = partedText(head, inline, kind, lines, true);
    if (cut?.every(fits) === true) return cut;
  }
  return piecesOf(inline, count + 1);
}

function freshParts(
  setter: Typesetter,
  article: Article,
  inline: Inline,
  { style, role }: LineKind,
  { lines, isCut }: { readonly lines: number; readonly isCut: boolean },
): readonly Inline[] | undefined {
  const span = spanOf(setter, inline, { style: styleOf(setter, style), role, article: article.id });
  const { config } = headSetter(setter);
  return phraseLines(span, lines, { config, usage: () => usageOf(article) }, isCut)?.map(
    ({ text, source, shifts }): Inline => {
      const { shifts: _whole, ...rest } = inline;
      return { ...rest, text, offset: source.start, ...(shifts === undefined ? {} : { shifts }) };
    },
  );
}

function lineAt(
  head: Head,
  inline: Inline,
  { style, role }: LineKind,
  { size, height }: { readonly size: Len; readonly height: Len },
): HeadLine {
  const { setter, article, lines } = head;
  const text = { inline, style: styleOf(setter, style), role, article: article.id };
  const { form, deepest } = figuresAt(head, text, size);
  // A number parts in no place where it has room on its side.
  const figures = deepest <= height && head.lie !== true ? form : LYING;
  const key = `${role} ${placeIn(inline)} ${size}${figures === form ? "" : " lying"}`;
  const known = lines.get(key);
  if (known !== undefined) return known;
  const fresh = { ...verticalLine(setter, text, size, figures), text: inline.text, role };
  lines.set(key, fresh);
  return fresh;
}

/** The form of figures in all lines of a text: its parts and sizes are many, and ask for it again. */
function figuresAt(
  { setter, article, figures }: Head,
  { inline, role, style }: Pick<VerticalText, "inline" | "style"> & Pick<LineKind, "role">,
  size: Len,
): ReturnType<typeof formOfFigures> {
  const key = `${role} ${size}`;
  const known = figures.get(key);
  if (known !== undefined) return known;
  const lines = role === "headline" ? article.headline : [article[role] ?? inline];
  const texts = lines.map(({ text }) => text);
  const fresh = formOfFigures(setter, { inline, role, style, article: article.id }, texts, size);
  figures.set(key, fresh);
  return fresh;
}

function linesAt(head: Head, headline: readonly Inline[], size: Len, height: Len): VerticalHead {
  const { setter, article } = head;
  const { kickerRatio, deckRatio } = setter.template.story;
  const least = leastPart(setter, size);
  const line = (inline: Inline, kind: LineKind, wanted: Len): HeadLine =>
    lineAt(head, inline, kind, { size: wanted, height });
  /** A line that is too deep in its size is set in the least one, and parted if need be; figures lie before words are parted. */
  const beside = (inline: Inline | undefined, kind: LineKind, wanted: Len): readonly HeadLine[] => {
    if (inline === undefined) return [];
    const inForm = (own: Head): readonly HeadLine[] | undefined =>
      besideWhole(own, inline, kind, { wanted, least, height });
    const whole = inForm(head) ?? (FIGURE.test(inline.text) ? inForm({ ...head, lie: true }) : undefined);
    if (whole !== undefined) return whole;
    const at = { size: least, height };
    const count = Math.ceil(lineAt(head, inline, kind, at).length / Math.max(1, height));
    return inWords(head, inline, kind, count, (own) => lineAt(head, own, kind, at).length <= height).map((own) =>
      lineAt(head, own, kind, at),
    );
  };
  const kicker = Math.max(least, Math.round(size * kickerRatio));
  const lines = [
    ...beside(article.label, { style: "label", role: "label" }, kicker),
    ...beside(article.kicker, { style: "kicker", role: "kicker" }, kicker),
    ...headline.map((inline) => line(inline, { style: "headline", role: "headline" }, size)),
    ...beside(article.deck, { style: "deck", role: "deck" }, Math.max(least, Math.round(size * deckRatio))),
    ...beside(article.byline, { style: "byline", role: "byline" }, least),
  ];
  return { lines, width: widthOf(lines), height: heightOf(lines), opened: openedHeight(lines) };
}

/** A text beside the headline in one line, or in several with its words whole; undefined where these are too deep. */
function besideWhole(
  head: Head,
  inline: Inline,
  kind: LineKind,
  { wanted, least, height }: { readonly wanted: Len; readonly least: Len; readonly height: Len },
): readonly HeadLine[] | undefined {
  const whole = [wanted, least]
    .map((size) => lineAt(head, inline, kind, { size, height }))
    .find(({ length }) => length <= height);
  if (whole !== undefined) return [whole];
  const at = { size: least, height };
  const count = Math.ceil(lineAt(head, inline, kind, at).length / Math.max(1, height));
  // Lines of whole words are uneven: one more may hold them.
  for (const more of count < MOST_BESIDE ? [count, count + 1, count + 2] : []) {
    const phrases = (partedText(head, inline, kind, more) ?? []).map((own) => lineAt(head, own, kind, at));
    if (phrases.length > 0 && phrases.every(({ length }) => length <= height)) return phrases;
  }
  return undefined;
}

function widthOf(lines: readonly Pick<VerticalLine, "size">[]): Len {
  return lines.reduce((sum, line, index) => {
    const next = lines[index + 1];
    return sum + line.size + (next === undefined ? 0 : gapBetween(line, next));
  }, 0);
}

function gapBetween(a: { readonly size: Len }, b: { readonly size: Len }): Len {
  return Math.round(Math.min(a.size, b.size) * LINE_GAP);
}
