/**
 * Cells of a table, prepared in one size: where their lines may end, how wide they are, and where their figures line up.
 */
import type { Len } from "../base/length.js";
import { plainText } from "../edition/inline.js";
import type { Table, TableCell } from "../edition/model.js";
import { Break, type Line, type Prepared } from "../text/model.js";
import { breakParagraph } from "../text/break.js";
import { naturalWidth } from "../text/measure.js";
import { partInto, type Places, placesOf } from "../text/part-head.js";
import { IN_WORD, type PhraseBreak, phraseBreaks } from "../text/phrases.js";
import { anchorAmongFigures, areFigures, hoursOfDays, wholeStretches } from "./table-figures.js";

/** Cells of so many em are parted as heads are, at their phrases; longer ones are text. */
export const SHORT_TEXT = 24;
/** Characters that can be so short: Latin letters are a quarter of an em at least. */
const LONGEST_SHORT = 4 * SHORT_TEXT;
/** Lines more than the fewest that are tried, so that no character stands alone. */
const MORE_LINES = 1;

/** Shorter text in one line of its own is a name: in two, it is read twice. */
export const NAME_EMS = 6;
/** White more between figures that stand flush right and the text that begins right of them, in em. */
const BESIDE_TEXT = 0.5;
/** A name in so many lines, shorter than so many em, is read letter by letter. */
const MANY_LINES = 4;
const SHORT_LINE = 4;

type Align = NonNullable<TableCell["align"]>;

/** How a column is set where its cells do not say. */
export interface ColumnKind {
  /** As the editor says, or flush for figures; undefined where the style decides. */
  readonly align: Align | undefined;
  /** Its figures line up at their points and signs. */
  readonly linesUp: boolean;
}

export interface PreparedCell {
  readonly cell: TableCell;
  readonly align: Align;
  /** White right of it beside the padding, where it stands flush right and what follows flush left. */
  readonly after: Len;
  /** Its text between hard breaks. */
  readonly parts: readonly Prepared[];
  /** Width of its longest part on one line, and of its longest stretch that does not break. */
  readonly natural: Len;
  readonly piece: Len;
  /** Width of its longest word; of text that is too long to be parted at its phrases, that of its longest stretch. */
  readonly word: Len;
  /** Width of its longest stretch between typed spaces, and days and hours; and the width in which short text stands in few lines, between its words. */
  readonly spaced: Len;
  readonly inLines: Len;
  /** Characters of its longest part that are neither marks nor spaces. */
  readonly letters: number;
  /** Width of its figure up to the place where it lines up, and from there on. */
  readonly figure?: { readonly before: Len; readonly after: Len };
}

export interface CellLine {
  readonly part: Prepared;
  readonly line: Line;
}

export function columnKinds(table: Table): readonly ColumnKind[] {
  if (table.turned === true) return turnedKinds(table);
  return table.columns.map(({ align }, column) => {
    const body = table.cells.filter((cell) => cell.row >= table.head && cell.column === column && cell.columns === 1);
    const isFigures = areFigures(body.map(textOf));
    // An editor who wants cells flush gets them flush.
    return { align: align ?? (isFigures ? "end" : undefined), linesUp: isFigures && (align ?? "center") === "center" };
  });
}

/**
 * The rows of a turned table are what its columns were: its columns hold figures of several kinds, which line up with none over
 * them, and are aligned one way.
 */
function turnedKinds(table: Table): readonly ColumnKind[] {
  const rows = Array.from({ length: table.rows - table.head }, (_, i) => table.head + i);
  const isFigures = rows.every((row) =>
    areFigures(table.cells.filter((cell) => cell.row === row && cell.column > 0 && cell.columns === 1).map(textOf)),
  );
  return table.columns.map(({ align }, column) => ({
    align: align ?? (isFigures && column > 0 ? "end" : undefined),
    linesUp: false,
  }));
}

/** `parts`: its text between hard breaks, as it was shaped; `usual`: as its style is aligned; `em`: that of their type. */
export function prepareCell(
  table: Table,
  cell: TableCell,
  kinds: readonly ColumnKind[],
  parts: readonly Prepared[],
  { usual, em }: { readonly usual: Align; readonly em: Len },
): PreparedCell {
  const whole = parts.map(keptWhole);
  whole.forEach((part, index) => placeOf.set(part, { cell, index }));
  const kind = kinds[cell.column];
  const over = cell.columns > 1 && table.columns.length > 1;
  const [only] = whole;
  const isFigure = kind?.linesUp === true && !over && cell.align === undefined && cell.row >= table.head;
  const align = cell.align ?? (over ? "center" : (kind?.align ?? usual));
  const next = kinds[cell.column + cell.columns];
  const meets = align === "end" && next !== undefined && ["start", "justify"].includes(next.align ?? usual);
  const figure = isFigure && whole.length === 1 && only !== undefined ? partsOfFigure(only) : undefined;
  return {
    cell,
    // A cell over several columns stands in the middle of them.
    align,
    after: meets ? Math.round(BESIDE_TEXT * em) : 0,
    parts: whole,
    natural: Math.max(0, ...whole.map((part) => naturalWidth(part, 0, part.length))),
    piece: Math.max(0, ...whole.map((part) => longestPiece(part))),
    word: Math.max(0, ...whole.map((part) => longestWord(part, em))),
    spaced: Math.max(0, ...whole.map((part) => longestSpaced(part))),
    inLines: Math.max(0, ...whole.map((part) => widthInLines(part, em))),
    letters: Math.max(0, ...whole.map((part) => lettersIn(part, 0, part.length))),
    ...(figure === undefined ? {} : { figure }),
  };
}

export function textOf(cell: TableCell): string {
  return plainText(cell.inlines);
}

/** No line ends inside a figure, a code or a word; addresses may be parted. */
function keptWhole(part: Prepared): Prepared {
  const stretches = wholeStretches(part.text);
  const breakBefore = part.breakBefore.map((place, cluster) => {
    if (place !== Break.Allowed && place !== Break.Rescue) return Break.No;
    const at = part.starts[cluster] ?? 0;
    return cluster < part.length && stretches.some(([from, to]) => from < at && at < to) ? Break.No : place;
  });
  return { ...part, breakBefore };
}

function partsOfFigure(part: Prepared): PreparedCell["figure"] {
  const anchor = anchorAmongFigures(part.text);
  if (anchor === undefined) return undefined;
  let at = 0;
  while (at < part.length && (part.starts[at] ?? 0) < anchor) at += 1;
  const before = at === 0 ? 0 : naturalWidth(part, 0, at);
  return { before, after: naturalWidth(part, 0, part.length) - before };
}

function longestWord(part: Prepared, em: Len): Len {
  if (naturalWidth(part, 0, part.length) > SHORT_TEXT * em) return longestPiece(part);
  const ends = new Set(breaksBetweenWords(part).map(({ offset }) => offset));
  return longestPiece(part, (cluster) => ends.has(part.starts[cluster] ?? 0));
}

function longestSpaced(part: Prepared): Len {
  const hours = hoursOfDays(part.text);
  return longestPiece(part, (cluster) => {
    const at = part.starts[cluster] ?? 0;
    return /\s/u.test(part.text[at - 1] ?? "") || hours.includes(at);
  });
}

/** The least width in which short text stands in fewer lines than are too many, each ending with a word. */
function widthInLines(part: Prepared, em: Len): Len {
  if (naturalWidth(part, 0, part.length) > SHORT_TEXT * em) return 0;
  const { at, ems } = phrasesOf(part, em).words;
  const last = at.length - 1;
  // Nothing stands alone on its line.
  const widthOf = (i: number, j: number): Len => (ems[i * at.length + j] || Number.POSITIVE_INFINITY) * em;
  let widest = at.map((_, j) => widthOf(0, j));
  for (let lines = 2; lines < MANY_LINES; lines += 1) {
    const fewer = widest;
    widest = at.map((_, j) => {
      let least = fewer[j] ?? 0;
      for (let i = 1; i < j; i += 1) least = Math.min(least, Math.max(fewer[i] ?? 0, widthOf(i, j)));
      return least;
    });
  }
  const least = widest[last] ?? 0;
  return Number.isFinite(least) ? Math.ceil(least) : 0;
}

/** The widest stretch that does not break, or not where `mayEnd` allows it. */
function longestPiece(part: Prepared, mayEnd: (cluster: number) => boolean = () => true): Len {
  let longest = 0;
  let start = 0;
  for (let end = 1; end <= part.length; end += 1) {
    if (end < part.length && (part.breakBefore[end] === Break.No || !mayEnd(end))) continue;
    longest = Math.max(longest, naturalWidth(part, start, end));
    start = end;
  }
  return longest;
}

/** The lines of a cell's part in a width that holds its longest stretch. */
export function linesOfPart(part: Prepared, width: Len, em: Len): readonly CellLine[] {
  const broken = breakParagraph(part, { indent: 0, measureOf: () => width, uniform: true, looseness: 0 })?.lines ?? [];
  const lines = broken.length > 1 ? (atPhrases(part, width, em, broken.length) ?? broken) : broken;
  return lines.map((line) => ({ part, line }));
}

/** Short text in lines that end with its phrases, none of a lone character; undefined where it does not part so. */
function atPhrases(part: Prepared, width: Len, em: Len, fewest: number): readonly Line[] | undefined {
  if (naturalWidth(part, 0, part.length) > SHORT_TEXT * em) return undefined;
  const { words, all } = phrasesOf(part, em);
  // A line more is the lesser evil.
  for (const places of [words, all]) {
    for (let lines = fewest; lines <= fewest + MORE_LINES; lines += 1) {
      const limits = { lines, em: width / em, perCluster: 0, past: "anything" } as const;
      const found =
        (places === words ? partInto(words, { ...limits, evenness: "even" }) : undefined) ??
        partInto(places, { ...limits, evenness: "any" });
      if (found !== undefined) return linesBetween(part, found.ends, width);
    }
  }
  return undefined;
}

interface Phrases {
  /** Between words, and wherever a line may end. */
  readonly words: Places;
  readonly all: Places;
}

/** A table is shaped at many measures: where its words end is asked once. */
const known = new WeakMap<Prepared, Phrases>();

function phrasesOf(part: Prepared, em: Len): Phrases {
  const told = known.get(part) ?? freshPhrases(part, em);
  known.set(part, told);
  return told;
}

function freshPhrases(part: Prepared, em: Len): Phrases {
  return { words: placesOf(part, breaksBetweenWords(part), em), all: placesOf(part, breaksIn(part), em) };
}

function breaksBetweenWords(part: Prepared): readonly PhraseBreak[] {
  return breaksIn(part).filter(({ cost }) => cost < IN_WORD);
}

/** Where each part of a cell may break: the same in all sizes, and asked of a dictionary when it is needed. */
const breaksByCell = new WeakMap<TableCell, (readonly PhraseBreak[] | undefined)[]>();
const placeOf = new WeakMap<Prepared, { readonly cell: TableCell; readonly index: number }>();

function breaksIn(part: Prepared): readonly PhraseBreak[] {
  const place = placeOf.get(part);
  if (place === undefined) return [];
  const parts = breaksByCell.get(place.cell) ?? [];
  breaksByCell.set(place.cell, parts);
  return (parts[place.index] ??= freshBreaks(part));
}

function freshBreaks(part: Prepared): readonly PhraseBreak[] {
  if (part.text.length > LONGEST_SHORT) return [];
  const open = new Set<number>();
  for (let at = 1; at < part.length; at += 1) if (part.breakBefore[at] !== Break.No) open.add(part.starts[at] ?? 0);
  return phraseBreaks(part.text, part.config.language, "").filter(({ offset }) => open.has(offset));
}

function linesBetween(part: Prepared, ends: readonly number[], measure: Len): readonly Line[] {
  return ends.map((end, index): Line => {
    const start = ends[index - 1] ?? 0;
    const natural = naturalWidth(part, start, end);
    return { start, end, indent: 0, measure, natural, cost: 0, last: index === ends.length - 1 };
  });
}

/**
 * Whether a name under the head of a table stands in several lines, in a column whose width is not the editor's. `textRows`: rows
 * that hold text, which takes many lines anyway.
 */
export function isPartedName(
  table: Table,
  { cell, parts, natural }: PreparedCell,
  lines: readonly CellLine[],
  { em, textRows }: { readonly em: Len; readonly textRows: ReadonlySet<number> },
): boolean {
  if (cell.row < table.head || natural > NAME_EMS * em || lines.length <= parts.length) return false;
  if (textRows.has(cell.row)) return false;
  return table.columns.slice(cell.column, cell.column + cell.columns).every(({ width }) => width === undefined);
}

/** Whether a short text stands in many lines of few characters. */
export function isInManyLines(lines: readonly CellLine[], em: Len): boolean {
  return shortTexts(lines, em).some(
    ({ natural, own }) => own.length >= MANY_LINES && natural < own.length * SHORT_LINE * em,
  );
}

/** Whether a line of a short text ends inside a word. */
export function partsWord(lines: readonly CellLine[], em: Len): boolean {
  return shortTexts(lines, em).some(({ part, own }) => {
    const { at } = phrasesOf(part, em).words;
    return own.some(({ line }) => !at.includes(line.end));
  });
}

interface ShortText {
  readonly part: Prepared;
  readonly natural: Len;
  readonly own: readonly CellLine[];
}

/** Those of a cell's parts that stand in several lines and are no running text. */
function shortTexts(lines: readonly CellLine[], em: Len): readonly ShortText[] {
  return [...new Set(lines.map(({ part }) => part))].flatMap((part) => {
    const own = lines.filter((line) => line.part === part);
    const natural = naturalWidth(part, 0, part.length);
    return own.length < 2 || natural > SHORT_TEXT * em ? [] : [{ part, natural, own }];
  });
}

/** A character alone on a line of text that has more: it reads as a slip. */
export function isLoneLine({ part, line }: CellLine): boolean {
  return lettersIn(part, line.start, line.end) === 1 && lettersIn(part, 0, part.length) > 1;
}

function lettersIn(part: Prepared, start: number, end: number): number {
  return (part.sums.letters[end] ?? 0) - (part.sums.letters[start] ?? 0);
}
