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
/** An editor may pin a head over a picture of its own story. */
const ON_PICTURES: ReadonlySet<string> = new Set(["label", "kicker", "headline", "deck", "byline", "overlay"]);
const OF_ADVERTISEMENTS: ReadonlySet<string> = new Set(["advertisement", "overlay"]);

export function textOverPictures({ paints }: PaintedPage, { fixed }: ScenePage): readonly Fault[] {
  const seen = { picture: new SeenGlyphs(), advertisement: new SeenGlyphs(), edge: new SeenGlyphs() };
  const pictures = paints.flatMap((paint, order) => (paint.kind === "picture" ? [{ ...paint, order }] : []));
  paints.forEach((text, painted) => {
    if (text.kind !== "text") return;
    for (const { rect, article, order } of pictures) {
      if (sharedArea(text.hull, rect) === 0 || hasGround(text, paints.slice(order + 1, painted))) continue;
      const isOwn = ON_PICTURES.has(text.role) && text.article === article;
      if (isOwn) gather(text, rect, seen.edge, [ACROSS, 1 - ACROSS]);
      else gather(text, rect, seen.picture);
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
  const across = seen.edge.faults(() => ({
    severity: "warning" as const,
    code: "head-across-picture",
    says: "stand half on a picture and half beside it",
    hint: "move `head` or the photo in `layout`, so that the head stands on the picture or clear of it",
  }));
  return [...across, ...seen.picture.faults(tell("a picture")), ...seen.advertisement.faults(tell("an advertisement"))];
}

/** Whether a text stands on a ground of its own, as an advertisement's mark does: one of what is painted before it and after the picture. */
function hasGround({ hull }: PaintedText, between: PaintedPage["paints"]): boolean {
  return between.some((paint) => paint.kind === "fill" && paint.veil !== true && isWithin(hull, paint.rect, 0));
}

/** Glyphs of which a part between two bounds lies over a rectangle. */
function gather(
  text: PaintedText,
  rect: Rect,
  seen: SeenGlyphs,
  [least, most]: readonly [number, number] = [OVER, Number.POSITIVE_INFINITY],
): void {
  text.inks().forEach((ink, glyph) => {
    const part = sharedArea(ink, rect) / Math.max(1, areaOf(ink));
    if (!isBlank(text.texts[glyph]) && part > least && part <= most) seen.add(text, glyph, ink);
  });
}
