/**
 * Tables that were typed into running text, in the ways that mail and plain text know: columns parted by tabs or runs of
 * spaces, Markdown's bars, lines of box drawing. Their line ends part rows, whatever stands beside them.
 */

export interface TypedTable {
  readonly kind: "columns" | "bars" | "box";
  /** UTF-16 offsets of its first row's beginning and its last row's end. */
  readonly from: number;
  readonly to: number;
}

const LINE_END = /[\n\u2028\u2029]|$/gu;
/** What parts two cells of a typed row. */
const COLUMN_GAP = /(?:[ \u00a0]*\t[ \t\u00a0]*|[ \u00a0\u2002\u2003\u3000]{2,})/gu;
/** Frames and what joins their lines; the level line alone is a dash (──). */
const BOX = /[\u2502-\u2503\u2506-\u257f]/u;
const BAR_ROW = /^\s*\|.*\|\s*$/u;
/** What parts cells of rows that have no bar at their ends. */
const BAR = /[|\uff5c]/gu;
const BAR_RULE = /^\s*\|?(?:\s*:?-{2,}:?\s*\|)+(?:\s*:?-{2,}:?\s*)?\|?\s*$/u;
/** White after these is that between two sentences. */
const SENTENCE_END = /[。！？!?….：:；;，,][”’"'）)]?$/u;
/** In characters as wide as Han: what is longer is prose with a slip in it. */
const LONGEST_CELL = 16;
/** Two lines with one gap of spaces each may be names under one another; more of them are rows. */
const LEAST_ROWS = 3;

interface Row {
  readonly from: number;
  readonly to: number;
  readonly kind: TypedTable["kind"] | undefined;
  /** Of a row of columns, or of one without bars at its ends; else 0. */
  readonly cells: number;
  readonly tabs: boolean;
}

export function typedTables(text: string): readonly TypedTable[] {
  if (!/[\n\u2028\u2029]/u.test(text) || !/\t|[ \u00a0\u2002\u2003\u3000]{2}|[|\uff5c\u2502-\u257f]/u.test(text))
    return [];
  const tables: TypedTable[] = [];
  let rows: Row[] = [];
  const close = (): void => {
    const [first] = rows;
    const last = rows.at(-1);
    if (first?.kind !== undefined && last !== undefined && isTable(rows, text))
      tables.push({ kind: first.kind, from: first.from, to: last.to });
    rows = [];
  };
  for (const row of rowsOf(text)) {
    // White between two rows is dropped with their line end.
    if (row.from === row.to) continue;
    if (row.kind !== rows[0]?.kind) close();
    if (row.kind !== undefined) rows.push(row);
  }
  close();
  return tables;
}

/** Whether a table that stands in a text reaches over an offset. */
export function tableAt(tables: readonly TypedTable[], offset: number): TypedTable | undefined {
  return tables.find(({ from, to }) => offset >= from && offset < to);
}

function* rowsOf(text: string): Generator<Row> {
  let start = 0;
  for (const { index } of text.matchAll(LINE_END)) {
    const line = text.slice(start, index);
    const from = start + line.length - line.trimStart().length;
    const to = Math.max(from, start + line.trimEnd().length);
    yield { from, to, ...kindOf(text.slice(from, to)) };
    start = index + 1;
  }
}

function kindOf(line: string): Pick<Row, "kind" | "cells" | "tabs"> {
  if (BOX.test(line)) return { kind: "box", cells: 0, tabs: false };
  if (BAR_ROW.test(line) || BAR_RULE.test(line)) return { kind: "bars", cells: 0, tabs: false };
  const barred = line.split(BAR);
  if (barred.length > 1 && barred.every(isCell)) return { kind: "bars", cells: barred.length, tabs: false };
  const cells = line.split(COLUMN_GAP);
  const isRow = cells.length > 1 && cells.every(isCell);
  return { kind: isRow ? "columns" : undefined, cells: cells.length, tabs: line.includes("\t") };
}

function isCell(cell: string, at: number, all: readonly string[]): boolean {
  const narrow = Array.from(cell).filter((character) => character < "\u2000").length;
  return Array.from(cell).length - narrow / 2 <= LONGEST_CELL && (at === all.length - 1 || !SENTENCE_END.test(cell));
}

function isTable(rows: readonly Row[], text: string): boolean {
  const [first] = rows;
  if (first === undefined || rows.length < 2) return false;
  if (first.kind === "bars") return areBarred(rows, text);
  if (first.kind === "box") return true;
  const gaps = rows.reduce((sum, { cells }) => sum + cells - 1, 0);
  return rows.every(({ tabs }) => tabs) || gaps > rows.length || rows.length >= LEAST_ROWS;
}

/** A rule under its head makes a table; without one, three rows do, and two of several bars, if all have as many cells. */
function areBarred(rows: readonly Row[], text: string): boolean {
  if (rows.some(({ from, to }) => BAR_RULE.test(text.slice(from, to)))) return true;
  const [first = 0] = rows.map(({ cells }) => cells);
  return rows.every(({ cells }) => cells === first) && (rows.length >= LEAST_ROWS || first > 2);
}
