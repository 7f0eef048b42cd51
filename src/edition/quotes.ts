/**
 * Straight quotation marks as curly ones, by pairs. A straight one closes a curly one that is open, and a curly one closes a
 * straight one; a pair inside curly ones takes those of the other kind (GB/T 15834 4.8). What may be read in two ways, or
 * has no partner, stays and is told.
 */
import type { TextEdit } from "./text-edit.js";
import { DIGIT, LATIN_OR_DIGIT, type TextView } from "./text-view.js";

interface Kind {
  readonly straight: string;
  readonly open: string;
  readonly close: string;
}

const DOUBLE: Kind = { straight: '"', open: "“", close: "”" };
const SINGLE: Kind = { straight: "'", open: "‘", close: "’" };
const LATIN = /^\p{Script=Latin}$/u;
/** ’90s: an apostrophe stands for the century. */
const DECADE = /^['’]\d0s(?![\p{Script=Latin}\p{N}])/u;
/** Between two quotations, not inside one: nothing but a conjunction or a mark. */
const BETWEEN = /^\s*[、，,；;／/]?\s*[与和及或到至对跟同]?\s*$/u;
/** A pair around any of these may as well be the end of one quotation and the beginning of the next. */
const CLAUSE = /[，。！？：；,.!?:;\n]/u;
const WHITE = /^\s?$/u;

interface Quote {
  readonly offset: number;
  readonly mark: "straight" | "open" | "close";
}

export function quoteEdits(view: TextView): {
  readonly edits: readonly TextEdit[];
  readonly doubts: readonly number[];
} {
  const pass = new QuotePass(view);
  pass.read(DOUBLE, SINGLE);
  pass.read(SINGLE, DOUBLE);
  return { edits: pass.edits, doubts: pass.doubts.toSorted((a, b) => a - b) };
}

class QuotePass {
  readonly edits: TextEdit[] = [];
  readonly doubts: number[] = [];
  readonly #view: TextView;
  readonly #found: ReadonlyMap<Kind, readonly Quote[]>;

  constructor(view: TextView) {
    this.#view = view;
    this.#found = new Map([DOUBLE, SINGLE].map((kind) => [kind, this.#quotes(kind)] as const));
  }

  read(kind: Kind, other: Kind): void {
    let curly: number | undefined;
    let straight: number[] = [];
    for (const { offset, mark } of [...(this.#found.get(kind) ?? []), undefined].map((quote) => quote ?? END)) {
      if (mark === "straight") {
        straight.push(offset);
        continue;
      }
      const closed = mark === "close" ? offset : undefined;
      if (curly === undefined) this.#free(kind, straight, closed);
      else if (closed === undefined) this.#closing(kind, straight);
      else this.#inside(kind, other, straight, [curly, closed]);
      curly = mark === "open" && offset >= 0 ? offset : undefined;
      straight = [];
    }
  }

  /** Quotation marks of a kind, without apostrophes and what is no prose. */
  #quotes(kind: Kind): readonly Quote[] {
    const { text } = this.#view;
    const found: Quote[] = [];
    let isOpen = false;
    for (let offset = 0; offset < text.length; offset += 1) {
      const unit = text[offset];
      if (unit !== kind.straight && unit !== kind.open && unit !== kind.close) continue;
      if (this.#view.isProtected(offset) || this.#isApostrophe(kind, offset, isOpen)) continue;
      const mark = unit === kind.straight ? "straight" : unit === kind.open ? "open" : "close";
      // After a figure a straight one means inches or minutes, unless it closes.
      if (mark === "straight" && !isOpen && DIGIT.test(this.#view.before(offset))) continue;
      found.push({ offset, mark });
      isOpen = mark === "open" || (mark === "straight" && !isOpen);
    }
    return found;
  }

  /** don't, 1990's, workers', '90s: an apostrophe, which becomes ’. */
  #isApostrophe(kind: Kind, offset: number, isOpen: boolean): boolean {
    const unit = this.#view.text[offset];
    if (kind !== SINGLE || unit === kind.open) return false;
    const left = this.#view.before(offset);
    const right = this.#view.after(offset + 1);
    const isDecade = !LATIN_OR_DIGIT.test(left) && DECADE.test(this.#view.text.slice(offset, offset + 5));
    if (!isDecade && !(LATIN_OR_DIGIT.test(left) && (LATIN.test(right) || !isOpen))) return false;
    if (unit === kind.straight && (isDecade || LATIN.test(left) || LATIN.test(right))) this.#edit(offset, kind.close);
    return true;
  }

  /** Straight marks outside curly ones; a curly one that closes them, if any. */
  #free(kind: Kind, straight: readonly number[], closed: number | undefined): void {
    const odd = straight.length % 2 === 1;
    if (odd && closed === undefined) this.#doubt(straight);
    else straight.forEach((offset, i) => this.#edit(offset, i % 2 === 0 ? kind.open : kind.close));
  }

  /** Straight marks after a curly one that no curly one closes: the first of them does. */
  #closing(kind: Kind, straight: readonly number[]): void {
    const [first, second] = straight;
    const isClear = second === undefined || BETWEEN.test(this.#between(first ?? 0, second));
    if (straight.length % 2 === 1 && isClear)
      straight.forEach((offset, i) => this.#edit(offset, i % 2 === 0 ? kind.close : kind.open));
    else this.#doubt(straight);
  }

  /** Straight marks between two curly ones: pairs inside the quotation, or the end of one and the beginning of the next. */
  #inside(kind: Kind, other: Kind, straight: readonly number[], around: readonly [number, number]): void {
    const [first, second] = straight;
    if (first === undefined) return;
    if (second !== undefined && straight.length === 2 && this.#parts(first, second)) {
      this.#edit(first, kind.close);
      this.#edit(second, kind.open);
      return;
    }
    const marks = this.#marksInside(kind, other, straight, around);
    if (marks === undefined) this.#doubt(straight);
    else straight.forEach((offset, i) => this.#edit(offset, i % 2 === 0 ? marks.open : marks.close));
  }

  /** Whether two marks inside a quotation end it and begin another. */
  #parts(first: number, second: number): boolean {
    if (BETWEEN.test(this.#between(first, second))) return true;
    const { text } = this.#view;
    return (
      /^\S\s$/u.test(text.slice(first - 1, first) + text.slice(first + 1, first + 2)) &&
      WHITE.test(text.slice(second - 1, second))
    );
  }

  /** The marks that pairs inside a quotation take, where they are pairs for certain. */
  #marksInside(
    kind: Kind,
    other: Kind,
    straight: readonly number[],
    [from, to]: readonly [number, number],
  ): Kind | undefined {
    if (straight.length % 2 === 1) return undefined;
    for (let i = 0; i < straight.length; i += 2) {
      const [first = 0, last = 0] = straight.slice(i, i + 2);
      const touches = first === from + 1 || last === to - 1;
      if (!touches && CLAUSE.test(this.#between(first, last))) return undefined;
      if (BETWEEN.test(this.#between(first, last))) return undefined;
    }
    const within = (this.#found.get(other) ?? []).filter(({ offset }) => offset > from && offset < to);
    if (within.length === 0) return other;
    // “甲‘乙"丙"丁’戊”: quotation marks of a third depth are those of the first.
    const [one, two] = within;
    const isThird =
      within.length === 2 &&
      one?.mark === "open" &&
      two?.mark === "close" &&
      one.offset < (straight[0] ?? 0) &&
      two.offset > (straight.at(-1) ?? 0);
    return isThird ? kind : undefined;
  }

  /** One by one: a text may hold more of them than a call takes. */
  #doubt(straight: readonly number[]): void {
    for (const offset of straight) this.doubts.push(offset);
  }

  #between(first: number, second: number): string {
    return this.#view.text.slice(first + 1, second);
  }

  #edit(offset: number, after: string): void {
    this.edits.push({ offset, before: this.#view.text.slice(offset, offset + 1), after, rule: "quotes" });
  }
}

const END: Quote = { offset: -1, mark: "open" };
