/** What leaves the trimmed page, and what has no area at all. */
import { isWithin, type Rect } from "../base/geometry.js";
import { isBlank } from "./letters.js";
import type { Fault, PaintedCover, PaintedPage } from "./painted.js";
import { SeenGlyphs } from "./seen.js";

/** Rounding, and rules that straddle the page's edge: half a point. */
const SLACK = 6350;

export function beyondTrim({ paints, width, height }: PaintedPage): readonly Fault[] {
  const sheet: Rect = { x: 0, y: 0, width, height };
  const seen = new SeenGlyphs();
  const faults: Fault[] = [];
  for (const paint of paints) {
    if (paint.kind !== "text") {
      faults.push(...coverFaults(paint, sheet));
      continue;
    }
    if (isWithin(paint.hull, sheet, SLACK)) continue;
    paint.inks().forEach((ink, glyph) => {
      if (!isBlank(paint.texts[glyph]) && !isWithin(ink, sheet, SLACK)) seen.add(paint, glyph, ink);
    });
  }
  return [
    ...faults,
    ...seen.faults(() => ({
      severity: "error",
      code: "text-off-page",
      says: "run off the page",
      hint: "shorten the text, or give it more room",
    })),
  ];
}

function coverFaults({ kind, role, rect, article, pointer }: PaintedCover, sheet: Rect): readonly Fault[] {
  const what = kind === "picture" ? "a picture" : `a coloured area (${role})`;
  const place = { box: rect, article, pointer: pointer === "" ? undefined : pointer };
  if (!(rect.width > 0 && rect.height > 0)) {
    const message = `${what} has no area: its place is too small for it`;
    return [{ severity: "error", code: "no-area", message, hint: "give it more room in `layout`", ...place }];
  }
  if (isWithin(rect, sheet, SLACK)) return [];
  const message = `${what} runs off the page`;
  return [{ severity: "error", code: "off-page", message, hint: "give it a place within the page", ...place }];
}
