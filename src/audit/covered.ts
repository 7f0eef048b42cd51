/** Text that something covers: a picture or a fill painted later, a rule through it, or other text. */
import type { Rect } from "../base/geometry.js";
import type { Fault, PaintedCover, PaintedPage, PaintedText } from "./painted.js";
import { areaOf, sharedArea } from "./rectangles.js";
import { SeenGlyphs } from "./seen.js";

/** A glyph of which more than this is covered can't be read. */
const HIDDEN = 0.5;
/** Two glyphs that share more than this of the smaller one disturb each other. */
const OVERPRINTED = 0.3;
/** Rules are thinner than this, in EMU: 3 pt. What is thicker covers. */
const THICKEST_RULE = 38_100;
/** How deep a rule cuts into the middle of a glyph, as a part of its height or width, when it strikes it. */
const STRUCK = 0.2;
/** Underlines, frames and grounds of emphasis belong to their text. */
const OF_TEXT: ReadonlySet<string> = new Set(["mark"]);

export function coveredText({ paints }: PaintedPage): readonly Fault[] {
  return [...hiddenText(paints), ...struckText(paints), ...overprintedText(paints)];
}

function hiddenText(paints: PaintedPage["paints"]): readonly Fault[] {
  const seen = { picture: new SeenGlyphs(), fill: new SeenGlyphs() };
  paints.forEach((cover, order) => {
    if (cover.kind === "text" || isRule(cover)) return;
    for (let index = 0; index < order; index += 1) {
      const text = paints[index];
      if (text?.kind !== "text" || sharedArea(text.hull, cover.rect) === 0) continue;
      text.inks().forEach((ink, glyph) => {
        if (isBlank(text.texts[glyph])) return;
        if (sharedArea(ink, cover.rect) > HIDDEN * areaOf(ink)) seen[cover.kind].add(text, glyph, ink);
      });
    }
  });
  const tell = (under: string) => () => ({
    severity: "error" as const,
    code: "hidden-text",
    says: `lie under a ${under}`,
    hint: "give one of the two another place in `layout`, or take the pin out",
  });
  return [...seen.picture.faults(tell("picture")), ...seen.fill.faults(tell("coloured ground"))];
}

function struckText(paints: PaintedPage["paints"]): readonly Fault[] {
  const seen = new SeenGlyphs();
  const rules = paints.filter(
    (paint): paint is PaintedCover => paint.kind === "fill" && isRule(paint) && !OF_TEXT.has(paint.role),
  );
  for (const text of paints) {
    if (text.kind !== "text") continue;
    const near = rules.filter(({ rect }) => crosses(rect, text.hull));
    if (near.length === 0) continue;
    text.inks().forEach((ink, glyph) => {
      if (isLetter(text.texts[glyph]) && near.some(({ rect }) => strikes(rect, ink))) seen.add(text, glyph, ink);
    });
  }
  return seen.faults(() => ({
    severity: "error",
    code: "struck-text",
    says: "are struck through by a rule or a frame",
    hint: "shorten the text, or give it more room in `layout`",
  }));
}

function isRule({ kind, rect }: PaintedCover): boolean {
  return kind === "fill" && Math.min(rect.width, rect.height) < THICKEST_RULE;
}

function crosses(rule: Rect, hull: Rect): boolean {
  return (
    rule.x < hull.x + hull.width &&
    hull.x < rule.x + rule.width &&
    rule.y < hull.y + hull.height &&
    hull.y < rule.y + rule.height
  );
}

/** Whether a rule runs through the middle of a glyph, not along its edge. */
function strikes(rule: Rect, ink: Rect): boolean {
  if (!crosses(rule, ink)) return false;
  if (rule.width >= rule.height) {
    const depth = Math.min(rule.y + rule.height - ink.y, ink.y + ink.height - rule.y);
    return depth > STRUCK * ink.height;
  }
  return Math.min(rule.x + rule.width - ink.x, ink.x + ink.width - rule.x) > STRUCK * ink.width;
}

function overprintedText(paints: PaintedPage["paints"]): readonly Fault[] {
  const seen = new SeenGlyphs();
  const texts = paints.filter((paint): paint is PaintedText => paint.kind === "text");
  const byTop = texts.toSorted((a, b) => a.hull.y - b.hull.y);
  byTop.forEach((upper, index) => {
    const foot = upper.hull.y + upper.hull.height;
    for (let next = index + 1; next < byTop.length; next += 1) {
      const lower = byTop[next];
      if (lower === undefined || lower.hull.y >= foot) break;
      if (sharedArea(upper.hull, lower.hull) > 0) meet(upper, lower, seen);
    }
  });
  return seen.faults(() => ({
    severity: "error",
    code: "overprinted-text",
    says: "are printed over other text",
    hint: "shorten the text, or give the two more room in `layout`",
  }));
}

function meet(a: PaintedText, b: PaintedText, seen: SeenGlyphs): void {
  const [first, second] = [a.inks(), b.inks()];
  first.forEach((ink, glyph) => {
    if (!isLetter(a.texts[glyph])) return;
    const hit = second.some((other, index) => {
      const shared = sharedArea(ink, other);
      return shared > OVERPRINTED * Math.min(areaOf(ink), areaOf(other)) && isLetter(b.texts[index]);
    });
    if (hit) seen.add(a, glyph, ink);
  });
}

const LETTER = /[\p{L}\p{N}]/u;
const BLANK = /^[\s\p{Cf}]*$/u;

/** Marks leave half of their em white: only letters, digits and Han characters surely meet. */
export function isLetter(text: string | undefined): boolean {
  return text !== undefined && LETTER.test(text);
}

export function isBlank(text: string | undefined): boolean {
  return text === undefined || BLANK.test(text);
}
