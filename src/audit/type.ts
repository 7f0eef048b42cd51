/** Type that can't be read: boxes instead of glyphs, letters too small, letters in nearly the colour of their ground. */
import type { Len } from "../base/length.js";
import { toPt } from "../base/length.js";
import { isBlank, isLetter } from "./covered.js";
import { contrastOf } from "./luminance.js";
import type { Fault, Painted, PaintedPage, PaintedText } from "./painted.js";
import { sharedArea } from "./rectangles.js";
import { SeenGlyphs } from "./seen.js";

/** Letters with less contrast than this disappear; with less than that they tire (WCAG 2.2 asks 3 of large type). */
const INVISIBLE = 1.6;
const FAINT = 2.5;
const PAPER = 1;
/** Rounding of sizes that were worked out: a hundredth of a point. */
const SLACK = 127;

/** A .notdef is a visible box, whatever the character. */
export function missingGlyphs({ paints }: PaintedPage): readonly Fault[] {
  const seen = new SeenGlyphs();
  for (const text of paints) {
    if (text.kind !== "text" || text.missing.length === 0) continue;
    const inks = text.inks();
    for (const glyph of text.missing) {
      const ink = inks[glyph];
      if (ink !== undefined) seen.add(text, glyph, ink);
    }
  }
  return seen.faults(() => ({
    severity: "error",
    code: "notdef-glyph",
    says: "are printed as empty boxes: the font has no glyph for them",
    hint: "register a font that has them with --font",
  }));
}

/** `least`: the smallest type that the template allows, readings apart. */
export function smallType({ paints }: PaintedPage, least: Len): readonly Fault[] {
  const seen = new SeenGlyphs();
  const sizes = new Map<string, Len>();
  for (const text of paints) {
    if (text.kind !== "text" || text.annotation || text.size >= least - SLACK) continue;
    const key = keyOf(text);
    sizes.set(key, Math.min(sizes.get(key) ?? text.size, text.size));
    text.inks().forEach((ink, glyph) => {
      if (isLetter(text.texts[glyph])) seen.add(text, glyph, ink);
    });
  }
  return seen.faults((text) => ({
    severity: "error",
    code: "type-too-small",
    says: `are set in ${points(sizes.get(keyOf(text)) ?? text.size)} pt; the template's least size is ${points(least)} pt`,
    hint: "shorten the text, or give it more room",
  }));
}

function keyOf({ article, role, pointer }: PaintedText): string {
  return `${article ?? ""} ${role} ${pointer}`;
}

function points(size: Len): number {
  return Math.round(toPt(size) * 10) / 10;
}

/** Text against the ground under it; over pictures nobody can tell. */
export function faintText({ paints }: PaintedPage): readonly Fault[] {
  const seen = { error: new SeenGlyphs(), warning: new SeenGlyphs() };
  paints.forEach((text, order) => {
    if (text.kind !== "text" || text.luminance === undefined) return;
    const ground = groundUnder(text, order, paints);
    const contrast = ground === undefined ? Infinity : contrastOf(text.luminance, ground);
    if (contrast >= FAINT) return;
    const group = contrast < INVISIBLE ? seen.error : seen.warning;
    text.inks().forEach((ink, glyph) => {
      if (!isBlank(text.texts[glyph])) group.add(text, glyph, ink);
    });
  });
  const tell = (severity: "error" | "warning", says: string) => () => ({
    severity,
    code: "low-contrast",
    says,
    hint: "give the style another `colour`, or the ground under it",
  });
  return [
    ...seen.error.faults(tell("error", "have nearly the colour of their ground and can't be read")),
    ...seen.warning.faults(tell("warning", "have little contrast to their ground")),
  ];
}

/** Luminance of what lies under the middle of a text; undefined over pictures and other grounds of many colours. */
function groundUnder({ hull }: PaintedText, order: number, paints: readonly Painted[]): number | undefined {
  const middle = { x: hull.x + hull.width / 2, y: hull.y + hull.height / 2, width: 1, height: 1 };
  for (let index = order - 1; index >= 0; index -= 1) {
    const under = paints[index];
    if (under !== undefined && under.kind !== "text" && sharedArea(middle, under.rect) > 0) return under.luminance;
  }
  return PAPER;
}
