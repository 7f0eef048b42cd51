/** Text printed where a picture or an advertisement stands that does not belong to it. */
import { areaOf, isWithin, sharedArea, type Rect } from "../base/geometry.js";
import type { ScenePage } from "../scene/list.js";
import { isBlank } from "./covered.js";
import type { Fault, PaintedCover, PaintedPage, PaintedText } from "./painted.js";
import { SeenGlyphs } from "./seen.js";

/** A glyph of which more than this lies over a picture is printed on it. */
const OVER = 0.5;
/** An editor may pin a head over a picture of its own story. */
const ON_PICTURES: ReadonlySet<string> = new Set(["label", "kicker", "headline", "deck", "byline", "overlay"]);
const OF_ADVERTISEMENTS: ReadonlySet<string> = new Set(["advertisement", "overlay"]);

export function textOverPictures({ paints }: PaintedPage, { fixed }: ScenePage): readonly Fault[] {
  const seen = { picture: new SeenGlyphs(), advertisement: new SeenGlyphs() };
  const pictures = paints.filter((paint): paint is PaintedCover => paint.kind === "picture");
  for (const text of paints) {
    if (text.kind !== "text") continue;
    for (const picture of pictures) {
      const { rect, article } = picture;
      const isOwn = ON_PICTURES.has(text.role) && text.article === article;
      if (!isOwn && !hasGround(text, picture, paints)) gather(text, rect, seen.picture);
    }
    if (OF_ADVERTISEMENTS.has(text.role)) continue;
    for (const rect of fixed) gather(text, rect, seen.advertisement);
  }
  const tell = (over: string) => () => ({
    severity: "error" as const,
    code: "text-over-picture",
    says: `are printed over ${over}`,
    hint: "give one of the two another place in `layout`",
  });
  return [...seen.picture.faults(tell("a picture")), ...seen.advertisement.faults(tell("an advertisement"))];
}

/** Whether a text stands on a ground of its own, as an advertisement's mark does, that lies between it and the picture. */
function hasGround(text: PaintedText, picture: PaintedCover, paints: PaintedPage["paints"]): boolean {
  if (sharedArea(text.hull, picture.rect) === 0) return false;
  const [over, under] = [paints.indexOf(text), paints.indexOf(picture)];
  return paints
    .slice(under + 1, Math.max(under + 1, over))
    .some((paint) => paint.kind === "fill" && paint.veil !== true && isWithin(text.hull, paint.rect, 0));
}

function gather(text: PaintedText, rect: Rect, seen: SeenGlyphs): void {
  if (sharedArea(text.hull, rect) === 0) return;
  text.inks().forEach((ink, glyph) => {
    if (!isBlank(text.texts[glyph]) && sharedArea(ink, rect) > OVER * areaOf(ink)) seen.add(text, glyph, ink);
  });
}
