/** Text that something covers: a picture or a fill painted later, a rule through it, or other text. */
import { areaOf, sharedArea, shareMore, type Rect } from "../base/geometry.js";
import { isRule, type Covers } from "./covers.js";
import { isClosingMark } from "./from-scene.js";
import { TOUCHED } from "./letter-reach.js";
import { isBlank, isLetter } from "./letters.js";
import { contrastWith, INVISIBLE } from "./luminance.js";
import type { Fault, PaintedCover, PaintedPage, PaintedText } from "./painted.js";
import { RectIndex, type Work } from "./rect-index.js";
import { SeenGlyphs } from "./seen.js";
import { drawnBy, FOLIO_MEND, SeenUnder } from "./seen-under.js";

/** A glyph of which more than this is covered can't be read. */
const HIDDEN = 0.5;
/** A glyph that shares more than this of its area with glyphs of another text can't be read. */
const OVERPRINTED = 0.15;
/** A letter that is printed again this near, in parts of its size, makes it bolder or gives it a shadow. No scene does so. */
const DOUBLED = 0.15;
/** The role of texts of which nobody knows who painted them. */
const UNKNOWN = "text";
/** How deep a rule cuts into the middle of a glyph, as a part of its height or width, when it strikes it. */
const STRUCK = 0.2;
/** The part of a glyph that a thick frame takes when it strikes it. */
const CUT = 0.2;
/** Underlines, frames and grounds of emphasis belong to their text; a reading beside it they must not strike. */
const OF_TEXT: ReadonlySet<string> = new Set(["mark"]);
/** What mends page furniture that other text meets, by the role of the upper one; of the others, see FOLIO_MEND. */
const PAGE_MENDS: Readonly<Record<string, string>> = {
  banner: "make the template's `banner.rows` larger, or shorten the banner",
  masthead: "make the template's `masthead.rows` larger, or shorten its texts",
};
/** Up to so many texts are swept from head to foot; more, as of a page made to be slow, are found by their place. */
const SWEPT = 5000;
/** Texts of more pairs of glyphs than this are compared by place. */
const MOST_PAIRS = 4096;

/** Glyphs that nobody sees, by their text: other rules pass them over. */
type Hidden = ReadonlyMap<PaintedText, ReadonlySet<number>>;

export function coveredText(page: PaintedPage, covers: Covers, work: Work): readonly Fault[] {
  const { faults, hidden } = hiddenText(page, covers, work);
  return [
    ...faults,
    ...struckText(page, covers, work),
    ...textUnderRules(page, covers, work),
    ...overprintedText(page, hidden, work),
  ];
}

function hiddenText(
  { paints }: PaintedPage,
  covers: Covers,
  work: Work,
): { readonly faults: readonly Fault[]; readonly hidden: Hidden } {
  const seen = new SeenUnder();
  const hidden = new Map<PaintedText, Set<number>>();
  paints.forEach((text, painted) => {
    if (text.kind !== "text") return;
    const over = covers
      .over(text.hull)
      .filter(({ cover, order }) => order > painted && cover.veil !== true && !isRule(cover));
    if (over.length === 0 || !work.spend(over.length * text.texts.length)) return;
    text.inks().forEach((ink, glyph) => {
      if (isBlank(text.texts[glyph])) return;
      const least = HIDDEN * areaOf(ink);
      const first = over.find(({ cover }) => sharedArea(ink, cover.rect) > least);
      if (first === undefined) return;
      // What a rule of the template hides is told with what it cuts: see textUnderRules.
      if (first.cover.key === undefined) seen.add(first.cover, text, glyph, ink);
      const own = hidden.get(text);
      if (own === undefined) hidden.set(text, new Set([glyph]));
      else own.add(glyph);
    });
  });
  const faults = seen.faults(({ kind }) => ({
    code: "hidden-text",
    says: `lie under ${kind === "picture" ? "a picture" : "a coloured ground"}`,
    hint: "give one of the two another place in `layout`",
  }));
  return { faults, hidden };
}

function struckText({ paints }: PaintedPage, covers: Covers, work: Work): readonly Fault[] {
  const seen = new SeenUnder();
  paints.forEach((text, painted) => {
    if (text.kind !== "text") return;
    const near = covers
      .over(text.hull)
      .filter(({ cover }) => cover.kind === "fill" && cover.veil !== true && cover.key === undefined)
      .filter(({ cover, order }) =>
        isRule(cover) ? text.annotation || !OF_TEXT.has(cover.role) : order > painted || isAlike(text, cover),
      );
    if (near.length === 0 || !work.spend(near.length * text.texts.length)) return;
    text.inks().forEach((ink, glyph) => {
      if (!isLetter(text.texts[glyph])) return;
      const first = near.find(({ cover }) => (isRule(cover) ? strikes : cutsInto)(cover.rect, ink));
      if (first !== undefined) seen.add(first.cover, text, glyph, ink);
    });
  });
  return seen.faults(() => ({
    code: "struck-text",
    says: "are struck through by a rule or a frame",
    hint: "shorten the text, or give it more room in `layout`",
  }));
}

/**
 * Letters that a rule or frame of the template covers, strikes or cuts, however little: its place and thickness are the template's, so
 * that the fault is in all of its pages.
 */
function textUnderRules({ paints }: PaintedPage, covers: Covers, work: Work): readonly Fault[] {
  const seen = new SeenUnder();
  paints.forEach((text, painted) => {
    if (text.kind !== "text") return;
    const { hull, size } = text;
    const grown = { x: hull.x - size, y: hull.y - size, width: hull.width + 2 * size, height: hull.height + 2 * size };
    const near = covers
      .rulesOver(grown)
      .filter(({ cover, order }) => isRule(cover) || order > painted || isAlike(text, cover));
    if (near.length === 0 || !work.spend(near.length * text.texts.length)) return;
    const inks = text.inks();
    const reaches = text.reaches?.() ?? [];
    inks.forEach((ink, glyph) => {
      const reach = reaches[glyph];
      const isMark = isClosingMark(text.texts[glyph]);
      const isCut = (cover: PaintedCover): boolean => {
        if (reach !== undefined) return shareMore(cover.rect, reach, TOUCHED * size);
        if (!isMark) return false;
        return (
          sharedArea(cover.rect, ink) > HIDDEN * areaOf(ink) || (isRule(cover) ? strikes : cutsInto)(cover.rect, ink)
        );
      };
      const first = near.find(({ cover }) => isCut(cover));
      if (first !== undefined) seen.add(first.cover, text, glyph, reach ?? ink);
    });
  });
  return seen.faults(({ key }) => ({
    code: "struck-text",
    says: `are cut or covered by ${drawnBy(key ?? "")}`,
    hint: "",
  }));
}

/** Whether a glyph is lost where a ground lies under it. */
function isAlike({ luminance }: PaintedText, cover: PaintedCover): boolean {
  return luminance !== undefined && contrastWith(luminance, cover.luminance) < INVISIBLE;
}

/** Whether a thick frame or rule takes a part of a glyph; one that takes most of it hides it. */
function cutsInto(rect: Rect, ink: Rect): boolean {
  const part = sharedArea(rect, ink);
  return part > CUT * areaOf(ink) && part <= HIDDEN * areaOf(ink);
}

/** Whether a rule runs through the middle of a glyph, not along its edge. */
function strikes(rule: Rect, ink: Rect): boolean {
  if (sharedArea(rule, ink) === 0) return false;
  if (rule.width >= rule.height) {
    const depth = Math.min(rule.y + rule.height - ink.y, ink.y + ink.height - rule.y);
    return depth > STRUCK * ink.height;
  }
  return Math.min(rule.x + rule.width - ink.x, ink.x + ink.width - rule.x) > STRUCK * ink.width;
}

function overprintedText({ paints }: PaintedPage, hidden: Hidden, work: Work): readonly Fault[] {
  const seen = new SeenGlyphs();
  const texts = paints.filter((paint): paint is PaintedText => paint.kind === "text");
  const visit = (a: PaintedText, b: PaintedText): void => {
    if (sharedArea(a.hull, b.hull) === 0) return;
    // Of two kinds of page furniture always the same one is told, of other texts the upper one.
    const arePage = isOfPage(a) && isOfPage(b) && a.role !== b.role;
    const isFirst = arePage ? a.role < b.role : a.hull.y <= b.hull.y;
    meet(isFirst ? a : b, isFirst ? b : a, hidden, seen, work);
  };
  if (texts.length <= SWEPT) sweep(texts, visit);
  else visitNear(texts, visit, work);
  return seen.faults((text) => ({
    severity: "error",
    code: "overprinted-text",
    says: "are printed over other text",
    hint: isOfPage(text)
      ? (PAGE_MENDS[text.role] ?? FOLIO_MEND)
      : "shorten the text, or give the two more room in `layout`",
  }));
}

/** Pairs of texts that share some height, from the head of the page down. */
function sweep(texts: readonly PaintedText[], visit: (a: PaintedText, b: PaintedText) => void): void {
  const byTop = texts.toSorted((a, b) => a.hull.y - b.hull.y);
  for (let at = 0; at < byTop.length; at += 1) {
    const upper = byTop[at] as PaintedText;
    const foot = upper.hull.y + upper.hull.height;
    for (let next = at + 1; next < byTop.length; next += 1) {
      const lower = byTop[next] as PaintedText;
      if (lower.hull.y >= foot) break;
      visit(upper, lower);
    }
  }
}

/** Pairs of texts near each other, where a page has too many to be swept. */
function visitNear(texts: readonly PaintedText[], visit: (a: PaintedText, b: PaintedText) => void, work: Work): void {
  const index = new RectIndex(work);
  texts.forEach((text, at) => {
    for (const earlier of index.near(text.hull)) visit(texts[earlier] as PaintedText, text);
    index.add(text.hull, at);
  });
}

function meet(a: PaintedText, b: PaintedText, hidden: Hidden, seen: SeenGlyphs, work: Work): void {
  const [first, second] = [a, b].map((text) => lettersOf(text, hidden.get(text)));
  if (first === undefined || second === undefined || !work.spend(first.length + second.length)) return;
  const near = comparedBy(second, first.length, work);
  const least = a.role === UNKNOWN && b.role === UNKNOWN ? DOUBLED * Math.min(a.size, b.size) : 0;
  // A line that is moved by half a character meets two letters with each of its own: their shares count together.
  const shares = new Map<Letter, number>();
  const hit = new Set<Letter>();
  for (const letter of first) {
    for (const other of near(letter.ink)) {
      const shared = sharedArea(letter.ink, other.ink);
      const isDoubled = a.texts[letter.glyph] === b.texts[other.glyph] && apart(letter.ink, other.ink) < least;
      if (shared === 0 || isDoubled) continue;
      for (const one of [letter, other]) {
        const share = (shares.get(one) ?? 0) + shared / areaOf(one.ink);
        shares.set(one, share);
        if (share > OVERPRINTED) hit.add(letter);
      }
    }
  }
  const as = isOfPage(a) && isOfPage(b) ? `${a.role} ${b.role}` : undefined;
  for (const { glyph, ink } of hit) seen.add(a, glyph, ink, as);
}

/** What the template places on every page: names, credits and the folio line. Of two of these that meet, one is told. */
function isOfPage({ article, role }: PaintedText): boolean {
  return article === undefined && role !== UNKNOWN && role !== "advertisement";
}

interface Letter {
  readonly glyph: number;
  readonly ink: Rect;
}

function lettersOf(text: PaintedText, hidden: ReadonlySet<number> | undefined): readonly Letter[] {
  return text
    .inks()
    .map((ink, glyph) => ({ ink, glyph }))
    .filter(({ glyph }) => isLetter(text.texts[glyph]) && hidden?.has(glyph) !== true);
}

/** All letters where they are few; else those near a place. */
function comparedBy(letters: readonly Letter[], times: number, work: Work): (ink: Rect) => readonly Letter[] {
  if (letters.length * times <= MOST_PAIRS) return () => (work.spend(letters.length) ? letters : []);
  const index = new RectIndex(work);
  letters.forEach(({ ink }, at) => index.add(ink, at));
  return (ink) => index.near(ink).flatMap((at) => letters[at] ?? []);
}

/** How far the middles of two glyphs lie apart. */
function apart(a: Rect, b: Rect): number {
  return Math.hypot(a.x - b.x + (a.width - b.width) / 2, a.y - b.y + (a.height - b.height) / 2);
}
