/** Text printed where a picture or an advertisement stands that does not belong to it. */
import { areaOf, isWithin, sharedArea, type Rect } from "../base/geometry.js";
import type { ScenePage } from "../scene/list.js";
import { isBlank } from "./letters.js";
import type { Fault, PaintedPage, PaintedText } from "./painted.js";
import { SeenGlyphs } from "./seen.js";

/** A glyph of which more than this lies over a picture is printed on it. */
const OVER = 0.5;
/** A glyph of a head of which more than this lies on a picture, and more than this beside it, stands across its edge. */
const ACROSS = 0.12;
/** Runs of one line stand at one baseline, or around one middle where it runs downwards, to this part of their size. */
const LEVEL = 0.4;
/** An editor may pin a head over a picture of its own story. */
const ON_PICTURES: ReadonlySet<string> = new Set(["label", "kicker", "headline", "deck", "byline", "overlay"]);
const OF_ADVERTISEMENTS: ReadonlySet<string> = new Set(["advertisement", "overlay"]);

export function textOverPictures({ paints }: PaintedPage, { fixed }: ScenePage): readonly Fault[] {
  const seen = { picture: new SeenGlyphs(), advertisement: new SeenGlyphs() };
  const pictures = paints.flatMap((paint, order) => (paint.kind === "picture" ? [{ ...paint, order }] : []));
  paints.forEach((text, painted) => {
    if (text.kind !== "text") return;
    for (const { rect, article, order } of pictures) {
      if (sharedArea(text.hull, rect) === 0 || hasGround(text, paints.slice(order + 1, painted))) continue;
      if (!isOnOwn(text, article)) gather(text, rect, seen.picture);
    }
    if (OF_ADVERTISEMENTS.has(text.role)) return;
    for (const rect of fixed) if (sharedArea(text.hull, rect) > 0) gather(text, rect, seen.advertisement);
  });
  const tell = (over: string) => () => ({
    severity: "error" as const,
    code: "text-over-picture",
    says: `are printed over ${over}`,
    hint: "give one of the two another place in `layout`",
  });
  return [
    ...headsAcross(paints),
    ...seen.picture.faults(tell("a picture")),
    ...seen.advertisement.faults(tell("an advertisement")),
  ];
}

/** Whether a text stands on a ground of its own, as an advertisement's mark does: one of what is painted before it and after the picture. */
function hasGround({ hull }: PaintedText, between: PaintedPage["paints"]): boolean {
  return between.some((paint) => paint.kind === "fill" && paint.veil !== true && isWithin(hull, paint.rect, 0));
}

/** Glyphs that are printed on a rectangle. */
function gather(text: PaintedText, rect: Rect, seen: SeenGlyphs): void {
  for (const { glyph, ink, part } of glyphsOn(text, rect)) if (part > OVER) seen.add(text, glyph, ink);
}

/** The visible glyphs of a text, and how much of each lies on a rectangle. */
function glyphsOn(text: PaintedText, rect: Rect) {
  return text
    .inks()
    .map((ink, glyph) => ({ text, glyph, ink, part: sharedArea(ink, rect) / Math.max(1, areaOf(ink)) }))
    .filter(({ glyph }) => !isBlank(text.texts[glyph]));
}

function isOnOwn({ role, article }: PaintedText, own: string | undefined): boolean {
  return ON_PICTURES.has(role) && article === own;
}

/** One line of a head, with its glyphs on and beside a picture. */
interface HeadLine {
  readonly key: string;
  /** Its baseline, or its middle where it runs downwards. */
  readonly level: number;
  readonly glyphs: ReturnType<typeof glyphsOn>;
}

/** Heads on pictures of their own story that stand across an edge: within a glyph, or between two glyphs of a line. */
function headsAcross(paints: PaintedPage["paints"]): readonly Fault[] {
  const [within, between] = [new SeenGlyphs(), new SeenGlyphs()];
  paints.forEach((picture, order) => {
    if (picture.kind !== "picture") return;
    const lines: HeadLine[] = [];
    paints.forEach((text, painted) => {
      if (text.kind !== "text" || !isOnOwn(text, picture.article)) return;
      if (hasGround(text, paints.slice(order + 1, painted))) return;
      lineOf(text, lines).push(...glyphsOn(text, picture.rect));
    });
    for (const { glyphs } of lines) {
      const halved = glyphs.filter(({ part }) => part > ACROSS && part <= 1 - ACROSS);
      const beside = glyphs.filter(({ part }) => part <= ACROSS);
      for (const { text, glyph, ink } of halved) within.add(text, glyph, ink);
      if (halved.length > 0 || beside.length === glyphs.length) continue;
      for (const { text, glyph, ink } of beside) between.add(text, glyph, ink);
    }
  });
  const tell = (says: string) => () => ({
    severity: "warning" as const,
    code: "head-across-picture",
    says,
    hint: "move `head` or the photo in `layout`, so that the head stands on the picture or clear of it",
  });
  return [
    ...within.faults(tell("stand half on a picture and half beside it")),
    ...between.faults(tell("stand beside a picture, and the others of the line on it")),
  ];
}

/** The glyphs of the line of which a text is a part. */
function lineOf(text: PaintedText, lines: HeadLine[]): HeadLine["glyphs"] {
  const { hull, down, size } = text;
  const key = `${text.role} ${text.pointer} ${down === true}`;
  const level = down === true ? hull.x + hull.width / 2 : hull.y + hull.height;
  const known = lines.find((line) => line.key === key && Math.abs(line.level - level) < LEVEL * size);
  if (known !== undefined) return known.glyphs;
  const line: HeadLine = { key, level, glyphs: [] };
  lines.push(line);
  return line.glyphs;
}
