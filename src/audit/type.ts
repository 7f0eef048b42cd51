/** Type that can't be read: boxes instead of glyphs, letters too small, letters in nearly the colour of their ground. */
import type { Len } from "../base/length.js";
import { pt, roundedPt } from "../base/length.js";
import { areaOf, sharedArea, type Rect } from "../base/geometry.js";
import { isRule, type Covers, type OrderedCover } from "./covers.js";
import { isBlank, isLetter } from "./letters.js";
import { contrastOf, contrastWith, INVISIBLE } from "./luminance.js";
import type { Fault, PaintedPage, PaintedText } from "./painted.js";
import type { Work } from "./rect-index.js";
import { SeenGlyphs } from "./seen.js";

/** Letters with less contrast than this tire. */
const FAINT = 2.5;
const PAPER = 1;
/** Rounding of sizes that were worked out: a hundredth of a point. */
const SLACK = 127;

/** Raised and lowered figures: the least type that print shops take (see the profiles of the preflight). */
const LEAST_RAISED: Len = pt(4);

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

/** `least`: the smallest type that may be, readings and raised figures apart. */
export function smallType(page: PaintedPage, least: Len): readonly Fault[] {
  const raised = Math.min(least, LEAST_RAISED);
  const hint = "set what it stands beside in larger type: a `size` of the style, or more room for the text";
  return [
    ...smaller(
      page,
      least,
      (text) => !text.annotation && text.raised !== true,
      "shorten the text, or give it more room",
    ),
    ...smaller(page, raised, (text) => !text.annotation && text.raised === true, hint),
  ];
}

/** Readings have a least size of their own. */
export function smallReadings(page: PaintedPage, least: Len): readonly Fault[] {
  const hint = "put the reading in brackets after its word, or give the style more `leading`";
  return smaller(page, least, ({ annotation, role }) => annotation && role === "ruby", hint);
}

function smaller(
  { paints }: PaintedPage,
  least: Len,
  isJudged: (text: PaintedText) => boolean,
  hint: string,
): readonly Fault[] {
  const seen = new SeenGlyphs();
  for (const text of paints) {
    if (text.kind !== "text" || !isJudged(text) || text.size >= least - SLACK) continue;
    text.inks().forEach((ink, glyph) => {
      if (isLetter(text.texts[glyph])) seen.add(text, glyph, ink);
    });
  }
  return seen.faults((_text, size) => ({
    severity: "error",
    code: "type-too-small",
    says: `are set in ${points(size)} pt; the least size is ${points(least)} pt`,
    hint,
  }));
}

/** Of a size, to a tenth. */
export function points(size: Len): number {
  return roundedPt(size, 1);
}

/**
 * Of a letter on a picture, the part of its ground that may be too near to its colour: where more is, the letter reads badly, and
 * where still more has nearly its colour, it can't be read.
 */
const FAINT_GROUND = 1 / 6;
const LOST_GROUND = 1 / 3;
/** Paper beside a picture, in times the part of a letter that stands on it: more changes nothing. */
const MOST_PAPER = 10;

/** Each letter against the ground under it; over pictures whose pixels are not known nobody can tell. */
export function faintText({ paints }: PaintedPage, covers: Covers, work: Work): readonly Fault[] {
  const seen = { error: seenGlyphs(), warning: seenGlyphs() };
  paints.forEach((text, painted) => {
    if (text.kind !== "text" || text.luminance === undefined) return;
    const { luminance } = text;
    const under = covers.over(text.hull).filter(({ cover, order }) => order < painted && !isRule(cover));
    const grounds = [PAPER, ...under.map(({ cover }) => cover.luminance)];
    const isClear = grounds.every((ground) => contrastWith(luminance, ground) >= FAINT);
    if (isClear && under.every(({ cover }) => cover.lightUnder === undefined)) return;
    if (!work.spend(under.length * text.texts.length)) return;
    text.inks().forEach((ink, glyph) => {
      if (isBlank(text.texts[glyph])) return;
      const { contrast, least, on, top } = contrastOn(ink, luminance, under);
      if (least >= FAINT) return;
      const own = seen[contrast < INVISIBLE ? "error" : "warning"];
      // One ground, or one style on paper, is one fault however many texts it has.
      const isGround = on === "colour" && top !== undefined && GROUND_CURES[top.cover.role] !== undefined;
      if (isGround) own.colour.add(text, glyph, ink, `ground ${top.order}`, top.cover.role);
      else own[on].add(text, glyph, ink, top === undefined && text.pointer !== "" ? `paper ${text.role}` : undefined);
    });
  });
  const tell =
    (severity: "error" | "warning", says: string, ground: Ground) => (_: PaintedText, _size: Len, of: string) => ({
      severity,
      code: "low-contrast",
      says,
      hint: (ground === "colour" ? GROUND_CURES[of] : undefined) ?? CURES[ground],
    });
  return GROUNDS.flatMap((ground) => [
    ...seen.error[ground].faults(tell("error", `have nearly the colour of ${NAMES[ground]} and can't be read`, ground)),
    ...seen.warning[ground].faults(tell("warning", `have little contrast to ${NAMES[ground]}`, ground)),
  ]);
}

type Ground = "colour" | "picture";
const GROUNDS: readonly Ground[] = ["colour", "picture"];
const NAMES: Readonly<Record<Ground, string>> = { colour: "their ground", picture: "the picture under them" };
const CURES: Readonly<Record<Ground, string>> = {
  colour: "give the style another `colour`, or the ground under it",
  picture: "give the style another `colour`, or move `head` or the photo in `layout`",
};

/** The same of grounds that the template gives, by their role. */
const GROUND_CURES: Readonly<Record<string, string>> = {
  box: "give the template's `box` another `ground` or `colour`",
  note: "give the template's `note` another `ground`, or its `styles.note` another `colour`",
  table: "give the template's `table` another `ground`, or its `styles.tableHead` another `colour`",
  banner: "give the template's `banner` another `ground`, or its `styles.banner` another `colour`",
};

function seenGlyphs(): Readonly<Record<Ground, SeenGlyphs>> {
  return { colour: new SeenGlyphs(), picture: new SeenGlyphs() };
}

/**
 * Contrast to what lies under the middle of a glyph, or under all of it on a picture, what stands beside the picture counted as paper;
 * infinite where its ground is not known.
 */
function contrastOn(
  ink: Rect,
  luminance: number,
  under: readonly OrderedCover[],
): { readonly contrast: number; readonly least: number; readonly on: Ground; readonly top: OrderedCover | undefined } {
  const middle = { x: ink.x + ink.width / 2, y: ink.y + ink.height / 2, width: 1, height: 1 };
  const top =
    under.findLast(({ cover }) => sharedArea(middle, cover.rect) > 0) ??
    under.findLast(({ cover }) => cover.lightUnder !== undefined && sharedArea(ink, cover.rect) > 0);
  const light = top?.cover.lightUnder?.(ink);
  if (top === undefined || light === undefined) {
    const contrast = contrastWith(luminance, top === undefined ? PAPER : top.cover.luminance);
    return { contrast, least: contrast, on: "colour", top };
  }
  const onPaper = areaOf(ink) / Math.max(1, sharedArea(ink, top.cover.rect)) - 1;
  const paper = Array.from({ length: Math.round(light.length * Math.min(MOST_PAPER, onPaper)) }, () => PAPER);
  const contrasts = [...light, ...paper].map((ground) => contrastOf(luminance, ground)).toSorted((a, b) => a - b);
  const at = (part: number): number => contrasts[Math.floor(contrasts.length * part)] ?? Number.POSITIVE_INFINITY;
  return { contrast: at(LOST_GROUND), least: at(FAINT_GROUND), on: "picture", top };
}
