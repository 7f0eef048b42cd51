/** A page of a PDF as the audit's geometric rules see it. */
import { isRule } from "../../../audit/covers.js";
import { contrastOf } from "../../../audit/luminance.js";
import type { Painted, PaintedCover, PaintedPage, PaintedText } from "../../../audit/painted.js";
import { RectIndex, type Work } from "../../../audit/rect-index.js";
import { sharedArea, type Rect } from "../../../base/geometry.js";
import type { Mark } from "../content/marks.js";
import type { Box } from "../content/matrix.js";
import type { PdfDocument } from "../pdf/file.js";
import { coversOf } from "./cover.js";
import { rectOf } from "./place.js";
import { runningOff } from "./running-off.js";
import { type TextOnPage, TextReader } from "./text.js";

export interface PdfPainting {
  readonly page: PaintedPage;
  /** Texts that lean: only their size and their glyphs can be judged. */
  readonly leaning: PaintedPage;
  /** Letters that a clipping path cuts away, by their text. */
  readonly cut: readonly Pick<TextOnPage, "text" | "cut" | "cutAway">[];
  /** More is painted than was looked at. */
  readonly incomplete: boolean;
}

/** Many times what the densest page of small advertisements has. */
const MOST_PAINTS = 150_000;
/** Text with less contrast to paper than this stands on a ground of its own, if it is seen at all. */
const LIGHT_TEXT = 4.5;
const PAPER = 1;
/** A line through text that begins and ends with letters strikes them on purpose; how near, in parts of their size. */
const AT_LETTER = 0.3;

export function paintedPdf(
  marks: readonly Mark[],
  trim: Box,
  file: PdfDocument,
  number: number,
  work: Work,
): PdfPainting {
  const reader = new TextReader(trim);
  const paints: Painted[] = [];
  const leaning: PaintedText[] = [];
  const [within, outside]: [PaintedText[], PaintedText[]] = [[], []];
  const cut: TextOnPage[] = [];
  let incomplete = false;
  for (const mark of marks) {
    if (paints.length > MOST_PAINTS) {
      incomplete = true;
      break;
    }
    if (mark.kind !== "text") {
      for (const cover of coversOf(mark, trim, file)) paints.push(cover);
      continue;
    }
    const read = reader.read(mark);
    if (read === undefined) continue;
    if (read.cut.length > 0) cut.push(read);
    if (!read.straight) {
      if (!read.outside) leaning.push(read.text);
      continue;
    }
    paints.push(read.text);
    (read.outside ? outside : within).push(read.text);
  }
  const kept = runningOff(within, outside, work);
  const beyond = new Set<Painted>(outside.filter((text) => !kept.has(text)));
  const seen = beyond.size === 0 ? paints : paints.filter((paint) => !beyond.has(paint));
  const { width, height } = rectOf(trim, trim);
  const page = { number, width, height };
  return {
    page: { ...page, paints: withStrikes(onLetters(seen, work), work) },
    leaning: { ...page, paints: leaning },
    cut,
    incomplete,
  };
}

/** Light letters with others under or over them, such as a figure on a disc of a symbol font, or a shadow: their ground is unknown. */
function onLetters(paints: readonly Painted[], work: Work): readonly Painted[] {
  const index = indexOfTexts(paints, work);
  return paints.map((paint, order) => {
    if (paint.kind !== "text" || paint.luminance === undefined) return paint;
    if (contrastOf(paint.luminance, PAPER) >= LIGHT_TEXT) return paint;
    const onText = index.near(paint.hull).some((at) => at !== order && isUnder(paints[at], paint.hull));
    return onText ? { ...paint, luminance: undefined } : paint;
  });
}

function isUnder(paint: Painted | undefined, hull: Rect): boolean {
  return paint?.kind === "text" && sharedArea(paint.hull, hull) > 0;
}

function indexOfTexts(paints: readonly Painted[], work: Work): RectIndex {
  const index = new RectIndex(work);
  paints.forEach((paint, order) => {
    if (paint.kind === "text") index.add(paint.hull, order);
  });
  return index;
}

/** Lines that strike words on purpose are marks of their text. */
function withStrikes(paints: readonly Painted[], work: Work): readonly Painted[] {
  const index = indexOfTexts(paints, work);
  return paints.map((paint) => {
    if (paint.kind === "text" || !isRule(paint)) return paint;
    const texts = index.near(paint.rect).flatMap((at): PaintedText[] => {
      const text = paints[at];
      return text?.kind === "text" && sharedArea(text.hull, paint.rect) > 0 ? [text] : [];
    });
    return isStrike(paint, texts, work) ? { ...paint, role: "mark" } : paint;
  });
}

function isStrike({ rect }: PaintedCover, texts: readonly PaintedText[], work: Work): boolean {
  if (rect.width <= rect.height) return false;
  let begins = false;
  let ends = false;
  for (const { inks, texts: characters, size } of texts) {
    if (!work.spend(characters.length)) return false;
    const near = AT_LETTER * size;
    for (const ink of inks()) {
      begins ||= Math.abs(ink.x - rect.x) < near;
      ends ||= Math.abs(ink.x + ink.width - rect.x - rect.width) < near;
    }
    if (begins && ends) return true;
  }
  return false;
}
