/** Text matrices, and text as it comes to stand on the page (ISO 32000-1, 9.4). */
import { isArray, type PdfObject, PdfString } from "../pdf/object.js";
import type { TextMark } from "./marks.js";
import { apply, boxOfPoints, IDENTITY, intersect, leastScale, type Matrix, multiply, scaleY } from "./matrix.js";
import { paintOf, type State } from "./state.js";

/** The em box of Chinese type over and under its baseline; near enough for Latin letters. */
const ASCENT = 0.88;
const DESCENT = -0.12;

export class TextPen {
  #matrix: Matrix = IDENTITY;
  #line: Matrix = IDENTITY;

  begin(): void {
    this.set(IDENTITY);
  }

  set(matrix: Matrix): void {
    this.#matrix = matrix;
    this.#line = matrix;
  }

  /** To the next line, that far from the start of this one. */
  move(x: number, y: number): void {
    this.set(multiply([1, 0, 0, 1, x, y], this.#line));
  }

  /** Advances over a string, or the strings and moves of TJ; the mark where something is painted. */
  show(state: State, operand: PdfObject | undefined): TextMark | undefined {
    const { font, fontSize, horizontalScale, rise } = state;
    if (font === undefined) return undefined;
    const glyphs: { code: number; advance: number; matrix: Matrix }[] = [];
    const em: Matrix = [fontSize * horizontalScale, 0, 0, fontSize, 0, rise];
    for (const part of isArray(operand) ? operand : [operand ?? null]) {
      if (typeof part === "number") this.#advance(-part / 1000, 0, state);
      if (!(part instanceof PdfString)) continue;
      for (const { code, width, isSpace } of font.glyphs(part.bytes)) {
        const matrix = multiply(multiply(em, this.#matrix), state.ctm);
        // Upright glyphs of a vertical line hang centred from their origin.
        const hung: Matrix = font.vertical ? multiply([1, 0, 0, 1, -0.5, -ASCENT], matrix) : matrix;
        glyphs.push({ code, advance: font.vertical ? 1 : width / 1000, matrix: hung });
        this.#advance(width / 1000, state.characterSpacing + (isSpace ? state.wordSpacing : 0), state);
      }
    }
    // Mode 3 is invisible; 7 only adds to the clipping path.
    const mode = state.renderMode % 4;
    if (glyphs.length === 0 || mode === 3) return undefined;
    const fills = mode === 0 || mode === 2;
    const strokes = mode === 1 || mode === 2;
    const box = boxOfPoints(
      glyphs.flatMap(({ matrix, advance }) => [
        apply(matrix, 0, DESCENT),
        apply(matrix, advance, DESCENT),
        apply(matrix, 0, ASCENT),
        apply(matrix, advance, ASCENT),
      ]),
    );
    return {
      kind: "text",
      font,
      size: Math.abs(fontSize) * scaleY(multiply(this.#matrix, state.ctm)),
      text: font.textOf(glyphs.map(({ code }) => code)),
      box: intersect(box, state.clip),
      clip: state.clip,
      fill: fills ? paintOf(state, "fill") : undefined,
      stroke: strokes ? paintOf(state, "stroke") : undefined,
      strokeWidth: state.lineWidth * leastScale(state.ctm),
      glyphs,
    };
  }

  /** `ems` along the writing direction, and `space` in unscaled text units on top. */
  #advance(ems: number, space: number, { font, fontSize, horizontalScale }: State): void {
    const along = ems * fontSize + space;
    const move: Matrix = font?.vertical === true ? [1, 0, 0, 1, 0, along] : [1, 0, 0, 1, along * horizontalScale, 0];
    this.#matrix = multiply(move, this.#matrix);
  }
}
