/** Text matrices, and text as it comes to stand on the page (ISO 32000-1, 9.4). */
import { isArray, type PdfObject, PdfString } from "../pdf/object.js";
import type { TextGlyph, TextMark } from "./marks.js";
import { apply, type Box, IDENTITY, intersect, leastScale, type Matrix, multiply, scaleY } from "./matrix.js";
import { paintOf, type State } from "./state.js";

/** The em box of Chinese type over and under its baseline; near enough for Latin letters. */
const ASCENT = 0.88;
const DESCENT = -0.12;

/** The interpreter knows on which layer it stands. */
type Unplaced = Omit<TextMark, "cropped" | "glazed" | "off" | "annotation">;

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
  show(state: State, operand: PdfObject | undefined): Unplaced | undefined {
    const { font, fontSize, horizontalScale, rise } = state;
    if (font === undefined) return undefined;
    const glyphs: TextGlyph[] = [];
    // Within one string only the pen moves: the maps are worked out once, the pen counts in unscaled text units.
    const page = multiply(this.#matrix, state.ctm);
    const em = multiply([fontSize * horizontalScale, 0, 0, fontSize, 0, 0], page);
    // Upright glyphs of a vertical line hang centred from their origin.
    const [hungX, hungY] = font.vertical ? apply(em, -0.5, -ASCENT) : [em[4], em[5]];
    let across = 0;
    let down = 0;
    const advance = (ems: number, space: number): void => {
      const along = ems * fontSize + space;
      if (font.vertical) down += along;
      else across += along * horizontalScale;
    };
    for (const part of isArray(operand) ? operand : [operand ?? null]) {
      if (typeof part === "number") advance(-part / 1000, 0);
      if (!(part instanceof PdfString)) continue;
      for (const { code, width, isSpace } of font.glyphs(part.bytes)) {
        const up = down + rise;
        glyphs.push({
          code,
          advance: font.vertical ? 1 : width / 1000,
          x: hungX + across * page[0] + up * page[2],
          y: hungY + across * page[1] + up * page[3],
        });
        advance(width / 1000, state.characterSpacing + (isSpace ? state.wordSpacing : 0));
      }
    }
    this.#matrix = multiply([1, 0, 0, 1, across, down], this.#matrix);
    // Mode 3 is invisible; 7 only adds to the clipping path.
    const mode = state.renderMode % 4;
    if (glyphs.length === 0 || mode === 3) return undefined;
    const fills = mode === 0 || mode === 2;
    const strokes = mode === 1 || mode === 2;
    return {
      kind: "text",
      font,
      size: Math.abs(fontSize) * scaleY(page),
      text: font.textOf(glyphs.map(({ code }) => code)),
      box: intersect(boxOfGlyphs(glyphs, em), state.clip),
      clip: state.clip,
      fill: fills ? paintOf(state, "fill") : undefined,
      stroke: strokes ? paintOf(state, "stroke") : undefined,
      strokeWidth: state.lineWidth * leastScale(state.ctm),
      em: [em[0], em[1], em[2], em[3]],
      glyphs,
    };
  }
}

/** The box around the em boxes of glyphs. */
function boxOfGlyphs(glyphs: readonly TextGlyph[], [a, b, c, d]: Matrix): Box {
  let [left, bottom, right, top] = [Infinity, Infinity, -Infinity, -Infinity];
  const [footX, footY, headX, headY] = [c * DESCENT, d * DESCENT, c * ASCENT, d * ASCENT];
  const [leastX, mostX] = [Math.min(footX, headX), Math.max(footX, headX)];
  const [leastY, mostY] = [Math.min(footY, headY), Math.max(footY, headY)];
  for (const { x, y, advance } of glyphs) {
    const [acrossX, acrossY] = [a * advance, b * advance];
    left = Math.min(left, x + leastX + Math.min(0, acrossX));
    right = Math.max(right, x + mostX + Math.max(0, acrossX));
    bottom = Math.min(bottom, y + leastY + Math.min(0, acrossY));
    top = Math.max(top, y + mostY + Math.max(0, acrossY));
  }
  return { left, bottom, right, top };
}
