/** Text of a PDF as the audit sees it. */
import { isBlank } from "../../../audit/letters.js";
import type { PaintedText } from "../../../audit/painted.js";
import { areaOf, around, sharedArea, sharedRect, type Rect } from "../../../base/geometry.js";
import { pt } from "../../../base/length.js";
import { glyphBox } from "../../separations/glyph-pen.js";
import type { PdfFont } from "../content/font.js";
import type { EmMap, TextMark } from "../content/marks.js";
import { type Box, boxOfSquare, IDENTITY, intersect, isEmpty, type Matrix } from "../content/matrix.js";
import { isNothing, luminanceOfPaint } from "./colour.js";
import { rectOf } from "./place.js";

/** The middle of a glyph, in em over the baseline: where its ink surely is, as in a scene. */
const RISE = 0.7;
const SINK = 0.04;
/** White at both sides, as a part of its advance. */
const BESIDE = 0.15;
/** A line this far from level, as a tangent, is still level. */
const LEVEL = 0.01;
/** Letters lean by no more than this, as a tangent. */
const LEAN = 0.6;
/** A glyph of which the clipping path leaves less than this is cut away. */
const SEEN = 0.5;
/** A character that nobody knows. */
const UNKNOWN = "\ufffd";
const ROLE = "text";
/** Signs that look like a .notdef, and are meant. */
const BOXES: ReadonlySet<string> = new Set("□▯▭☐⬜◻◽⍰");

export interface TextOnPage {
  readonly text: PaintedText;
  /** Level or upright, and measured: it is known which rectangles its glyphs take. */
  readonly straight: boolean;
  /** Nothing of it stands on the page: it is the printer's, or nobody's, unless a line of the page runs on in it. */
  readonly outside: boolean;
  /** What its clipping path cuts away: characters, and where they would stand. */
  readonly cut: readonly { readonly character: string; readonly rect: Rect }[];
  /** Its clipping path leaves nothing of it. */
  readonly cutAway: boolean;
}

/** Makes texts of marks; what it has read of fonts is kept. */
export class TextReader {
  readonly #page: Box;
  readonly #inks = new Map<PdfFont, Map<number, Box | undefined>>();
  readonly #characters = new Map<PdfFont, Map<number, string>>();

  /** `page`: the trim. */
  constructor(page: Box) {
    this.#page = page;
  }

  /** Undefined for what nobody sees, and for Type 3 letters, which are drawings of any size and place. */
  read(mark: TextMark): TextOnPage | undefined {
    const paint = mark.fill ?? mark.stroke;
    if (mark.off || mark.font.subtype === "Type3" || paint === undefined || isNothing(paint)) return undefined;
    const { font, glyphs, em } = mark;
    const hull = around(glyphs.map((_, index) => this.#middle(mark, index)));
    if (hull === undefined) return undefined;
    const missing = glyphs.flatMap(({ code }, index) => (font.isMissing(code) ? [index] : []));
    const texts = glyphs.map(({ code }) => this.#characterOf(font, code));
    const trim = rectOf(this.#page, this.#page);
    const seen = this.#seen(mark, hull, texts, trim);
    const text: PaintedText = {
      kind: "text",
      role: ROLE,
      article: undefined,
      pointer: "",
      size: pt(mark.size),
      // Letters with an outline of their own are seen on any ground; a group of glass may be anything.
      luminance: mark.glazed || mark.stroke !== undefined ? undefined : luminanceOfPaint(paint),
      annotation: mark.annotation,
      texts: seen.texts,
      missing: missing.filter((index) => !seen.gone.has(index) && !isBox(texts[index])),
      hull,
      inks: () => glyphs.map((_, index) => this.#ink(mark, index)),
    };
    return {
      text,
      straight: font.measured && isStraight(em),
      outside: sharedArea(hull, trim) === 0,
      cut: seen.cut,
      cutAway: seen.gone.size > 0 && seen.texts.every((character) => isBlank(character)),
    };
  }

  /** Letters that the clipping path takes off the page become blanks; what the edge takes is no matter of the path. */
  #seen(
    mark: TextMark,
    hull: Rect,
    texts: readonly string[],
    trim: Rect,
  ): { texts: readonly string[]; gone: ReadonlySet<number>; cut: TextOnPage["cut"] } {
    const clip = rectOf(mark.clip, this.#page);
    const gone = new Set<number>();
    const cut: { character: string; rect: Rect }[] = [];
    if (!holds(clip, hull)) {
      for (const [index, character] of texts.entries()) {
        const ink = this.#ink(mark, index);
        const onPage = sharedRect(ink, trim);
        if (areaOf(onPage) === 0 || sharedArea(onPage, clip) >= SEEN * areaOf(onPage)) continue;
        gone.add(index);
        if (!isBlank(character)) cut.push({ character, rect: ink });
      }
    }
    return { texts: gone.size === 0 ? texts : texts.map((text, index) => (gone.has(index) ? "" : text)), gone, cut };
  }

  #middle({ glyphs, em }: TextMark, index: number): Rect {
    const glyph = glyphs[index];
    if (glyph === undefined) return EMPTY;
    return rectOf(placed(middleOf(glyph.advance), em, glyph.x, glyph.y), this.#page);
  }

  /** Its middle, and of that no more than what is inked, where the font can be read. */
  #ink({ glyphs, em, font }: TextMark, index: number): Rect {
    const glyph = glyphs[index];
    if (glyph === undefined) return EMPTY;
    const middle = middleOf(glyph.advance);
    const inked = this.#inkOf(font, glyph.code);
    const both = inked === undefined ? middle : intersect(middle, inked);
    return rectOf(placed(isEmpty(both) ? middle : both, em, glyph.x, glyph.y), this.#page);
  }

  /** In em; undefined where it is not known, or there is none. */
  #inkOf(font: PdfFont, code: number): Box | undefined {
    let known = this.#inks.get(font);
    if (known === undefined) this.#inks.set(font, (known = new Map()));
    let ink = known.get(code);
    if (ink === undefined && !known.has(code)) {
      const outline = font.outline(code);
      ink = outline === undefined || outline.points.flags.length === 0 ? undefined : glyphBox(outline, IDENTITY);
      known.set(code, ink);
    }
    return ink;
  }

  /** Blank where nobody knows whether there is any ink. */
  #characterOf(font: PdfFont, code: number): string {
    let known = this.#characters.get(font);
    if (known === undefined) this.#characters.set(font, (known = new Map()));
    let character = known.get(code);
    if (character === undefined) {
      const inked = (font.outline(code)?.points.flags.length ?? 0) > 0;
      character = font.characterOf(code) ?? (inked ? UNKNOWN : "");
      known.set(code, character);
    }
    return character;
  }
}

const EMPTY: Rect = { x: 0, y: 0, width: 0, height: 0 };

function middleOf(advance: number): Box {
  return { left: advance * BESIDE, bottom: SINK, right: advance * (1 - BESIDE), top: RISE };
}

/** The box, in em, of a glyph that stands at x, y. */
function placed({ left, bottom, right, top }: Box, [a, b, c, d]: EmMap, x: number, y: number): Box {
  const [width, height] = [right - left, top - bottom];
  const square: Matrix = [
    a * width,
    b * width,
    c * height,
    d * height,
    x + a * left + c * bottom,
    y + b * left + d * bottom,
  ];
  return boxOfSquare(square);
}

function isStraight([a, b, c, d]: EmMap): boolean {
  const level = Math.abs(b) <= LEVEL * Math.abs(a) && Math.abs(c) <= LEAN * Math.abs(d);
  return level || (Math.abs(a) <= LEVEL * Math.abs(b) && Math.abs(d) <= LEAN * Math.abs(c));
}

function isBox(character: string | undefined): boolean {
  return character !== undefined && BOXES.has(character);
}

function holds(outer: Rect, inner: Rect): boolean {
  return (
    outer.x <= inner.x &&
    outer.y <= inner.y &&
    outer.x + outer.width >= inner.x + inner.width &&
    outer.y + outer.height >= inner.y + inner.height
  );
}
