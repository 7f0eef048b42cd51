/** Text and pictures of a story outside the places that the story has on the page. */
import { isWithin, type Rect } from "../base/geometry.js";
import type { Area, ScenePage } from "../scene/list.js";
import { isBlank, isLetter } from "./letters.js";
import type { Fault, PaintedPage } from "./painted.js";
import { SeenGlyphs } from "./seen.js";

/** A mark that hangs out, or a letter that is wider than its estimate, in parts of the type's size. */
const SLACK = 0.5;
/** A mark may hang out of its line whole (行尾悬挂). */
const MARK_SLACK = 1;
/** Rounding: half a point. */
const PICTURE_SLACK = 6350;
/** Readings and emphasis stand beside their lines, and beside a column's last one. */
const BESIDE_LINES: ReadonlySet<string> = new Set(["ruby", "mark"]);

/** A picture of a story outside the places of its pictures; one of an advertisement outside those of advertisements. */
export function picturesOutOfPlace({ paints }: PaintedPage, { areas, fixed }: ScenePage): readonly Fault[] {
  const places = placesOf(areas.filter(({ kind }) => kind === "photo"));
  return paints.flatMap((paint): readonly Fault[] => {
    if (paint.kind !== "picture") return [];
    const { rect, article, pointer } = paint;
    const own = article === undefined ? fixed : (places.get(article) ?? []);
    if (own.some((place) => isWithin(rect, place, PICTURE_SLACK))) return [];
    return [
      {
        severity: "error",
        code: "picture-out-of-place",
        message: `a picture is larger than the place it has on the page`,
        hint: "give it more room in `layout`",
        box: rect,
        article,
        pointer,
      },
    ];
  });
}

/** The kinds of places that a text may stand in, by its role: running text in legs, heads in heads, captions with pictures. */
const KINDS: Readonly<Record<string, readonly Area["kind"][]>> = {
  ...Object.fromEntries(["label", "kicker", "headline", "deck"].map((role) => [role, ["head", "box"]])),
  ...Object.fromEntries(["caption", "photo-credit"].map((role) => [role, ["photo", "box"]])),
  byline: ["head", "leg", "box"],
  // A jump line (下转) takes the row under the last leg.
  continuation: ["story"],
};
const RUNNING_TEXT: readonly Area["kind"][] = ["leg", "box"];

export function textOutOfPlace({ paints }: PaintedPage, { areas }: ScenePage): readonly Fault[] {
  const seen = new SeenGlyphs();
  const places = new Map<string, readonly Rect[]>();
  const placesFor = (article: string, role: string): readonly Rect[] => {
    const kinds = KINDS[role] ?? RUNNING_TEXT;
    const key = `${kinds.join()} ${article}`;
    let own = places.get(key);
    if (own === undefined) {
      own = areas.filter((area) => area.article === article && kinds.includes(area.kind)).map(({ rect }) => rect);
      places.set(key, own);
    }
    return own;
  };
  for (const text of paints) {
    if (text.kind !== "text" || text.article === undefined || BESIDE_LINES.has(text.role)) continue;
    const own = placesFor(text.article, text.role);
    const slack = SLACK * text.size;
    if (own.some((place) => isWithin(text.hull, place, slack))) continue;
    text.inks().forEach((ink, glyph) => {
      const most = isLetter(text.texts[glyph]) ? slack : MARK_SLACK * text.size;
      if (isBlank(text.texts[glyph]) || own.some((place) => isWithin(ink, place, most))) return;
      seen.add(text, glyph, ink);
    });
  }
  return seen.faults((text) => ({
    severity: "error",
    code: "text-out-of-place",
    says: `stand outside the place of ${text.article ?? "their story"}`,
    hint: "shorten the text, or give it more room in `layout`",
  }));
}

/** The places of each story. */
function placesOf(areas: readonly Area[]): ReadonlyMap<string, readonly Rect[]> {
  const places = new Map<string, Rect[]>();
  for (const { article, rect } of areas) {
    const own = places.get(article);
    if (own === undefined) places.set(article, [rect]);
    else own.push(rect);
  }
  return places;
}
