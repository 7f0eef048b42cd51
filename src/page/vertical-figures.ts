/**
 * Figures in vertical lines. All figures of a text (a headline in all its lines, a deck …) have one form and one size, so that a score
 * reads as one. They stand where each number has up to four figures between its marks: two side by side in one em (纵中横), three where
 * nothing longer stands beside them and they stay large enough to read, others one under the other; a decimal point or a colon stands
 * in the middle between them (98∶102, 5.8, 25%). Where the text has a number that is longer, or has other signs at it (12345, 1,480,
 * ≥3, √2, $5, 30°), or one that stands deeper than its place, all of its figures lie, turned clockwise (GB/T 15835-2011 on vertical texts).
 */
import type { Len } from "../base/length.js";
import type { Piece } from "./vertical-pieces.js";

export interface FigureForm {
  readonly lie: boolean;
  /** Figures that stand side by side at most. */
  readonly most: number;
  /** Their size, as a part of the line's. */
  readonly scale: number;
}

/** Figures side by side may reach over the em of their line by so much, half of it at each side (JLREQ, 縦中横, has no bound). */
const WIDEST = 1.1;
/** Smaller than this part of the line's size, figures look like those of another text: they stand one under the other. */
const LEAST_SCALE = 2 / 3;
const MOST_ABREAST = 3;
/** A year has four; what is longer is not read one under the other. */
const STANDS = /^[0-9]{1,4}(?:\.[0-9]{1,4}|(?:[:∶：][0-9]{1,4})+)?%?$/u;
const PARTS = /[0-9]+|[.:∶：%]/gu;
const FIGURES = /^[0-9]/u;

/** All figures turned clockwise. */
export const LYING: FigureForm = { lie: true, most: 0, scale: 1 };

/**
 * The form of all figures of a text. `width`: of figures side by side in the line's size. `least`: the smallest type there is.
 */
export function figureForm(
  pieces: readonly Piece[],
  size: Len,
  { width, least }: { readonly width: (figures: string) => Len; readonly least: Len },
): FigureForm {
  const numbers = pieces.filter(({ kind }) => kind === "number").map(({ text }) => text);
  if (!numbers.every((number) => STANDS.test(number))) return LYING;
  const hasLonger = numbers.some((number) => !fits(number, MOST_ABREAST));
  for (let most = hasLonger ? MOST_ABREAST - 1 : MOST_ABREAST; most > 1; most -= 1) {
    const groups = numbers.filter((number) => fits(number, most)).flatMap(groupsOf);
    const widest = Math.max(0, ...groups.map(width));
    const scale = Math.min(1, (WIDEST * size) / Math.max(1, widest));
    if (scale >= LEAST_SCALE && scale * size >= Math.min(size, least)) return { lie: false, most, scale };
  }
  return { lie: false, most: 1, scale: 1 };
}

/** The pieces with those of their numbers. */
export function withFigures(pieces: readonly Piece[], form: FigureForm): readonly Piece[] {
  return pieces.flatMap((piece) => (piece.kind === "number" ? figuresOf(piece, form) : [piece]));
}

function figuresOf({ text, start }: Piece, { lie, most, scale }: FigureForm): readonly Piece[] {
  if (lie) return [{ text, start, kind: "turned" }];
  const isAbreast = fits(text, most);
  return [...text.matchAll(PARTS)].flatMap(({ 0: part, index }): readonly Piece[] => {
    const at = start + index;
    if (part === "%") return [{ text: part, start: at, kind: "abreast", scale }];
    if (!FIGURES.test(part)) return [{ text: part, start: at, kind: "point", scale }];
    const own = isAbreast ? [part] : [...part];
    return own.map((figures, k) => ({ text: figures, start: isAbreast ? at : at + k, kind: "abreast", scale }));
  });
}

/** Whether the figures between a number's marks may stand side by side; of a decimal each stands by itself. */
function fits(number: string, most: number): boolean {
  return !number.includes(".") && groupsOf(number).every(({ length }) => length <= most);
}

function groupsOf(number: string): readonly string[] {
  return number.match(/[0-9]+/gu) ?? [];
}
