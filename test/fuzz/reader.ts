/**
 * A finished page as a reader sees it: real ink of every glyph against everything else on the sheet. Slow and simple; it
 * shares no code with the audit, which it is held against.
 */
import type { GlyphRun, Scene, SceneItem, ScenePage } from "../../src/scene/list.js";
import { inkFont } from "./glyph-ink.js";

interface Box {
  readonly x0: number;
  readonly y0: number;
  readonly x1: number;
  readonly y1: number;
}

interface Ink extends Box {
  readonly order: number;
  readonly run: GlyphRun;
  readonly text: string;
}

interface Cover extends Box {
  readonly order: number;
  readonly item: SceneItem;
}

/** What a reader would see go wrong. */
export interface Sight {
  readonly page: number;
  readonly kind:
    | "off-page"
    | "hidden"
    | "over-picture"
    | "overprinted"
    | "struck"
    | "no-area"
    | "notdef"
    | "pictures-meet"
    | "over-advertisement";
  readonly article: string | undefined;
  readonly role: string;
  readonly text: string;
}

const POINT = 12_700;
/** Of a glyph's ink, in each case; faults are surely seen from there. */
const COVERED = 0.6;
const SHARED = 0.5;
/** What is thicker hides, what is thinner strikes. */
const RULE = 3 * POINT;
const HEADS = new Set(["label", "kicker", "headline", "deck", "byline"]);
/** Marks over, under and beside letters, and what stands around them. */
const BESIDE = new Set(["mark", "ruby"]);
const LETTER = /[\p{L}\p{N}]/u;

export function sightsOf(scene: Scene): readonly Sight[] {
  return scene.pages.flatMap((page) => pageSights(page, scene));
}

function pageSights(page: ScenePage, scene: Scene): readonly Sight[] {
  const inks = page.items.flatMap((item, order) => (item.kind === "glyphs" ? inksOf(item, order, scene) : []));
  const covers = page.items.flatMap(coversOf);
  const sights: Sight[] = [];
  const tell = (kind: Sight["kind"], ink: Ink): void => {
    const { role, source } = ink.run;
    sights.push({ page: page.number, kind, article: source.article, role, text: ink.text });
  };
  const ads: readonly Box[] = page.fixed.map(({ x, y, width, height }) => ({
    x0: x,
    y0: y,
    x1: x + width,
    y1: y + height,
  }));
  for (const ink of inks) {
    if (ink.x0 < -POINT || ink.y0 < -POINT || ink.x1 > page.width + POINT || ink.y1 > page.height + POINT)
      tell("off-page", ink);
    for (const cover of covers) if (meet(ink, cover)) judgeCover(ink, cover, tell);
    if (ink.run.role !== "advertisement" && ads.some((ad) => part(ink, ad) > COVERED)) tell("over-advertisement", ink);
  }
  for (const [one, other] of neighbours(inks)) {
    if (one.run !== other.run && LETTER.test(one.text) && LETTER.test(other.text) && sharedPart(one, other) > SHARED)
      tell("overprinted", one);
  }
  for (const item of page.items) {
    if (item.kind === "glyphs" && item.gids.includes(0))
      sights.push({
        page: page.number,
        kind: "notdef",
        article: item.source.article,
        role: item.role,
        text: item.texts[item.gids.indexOf(0)] ?? "",
      });
  }
  return [...sights, ...shapeSights(page, covers)];
}

function judgeCover(ink: Ink, { order, item, ...box }: Cover, tell: (kind: Sight["kind"], ink: Ink) => void): void {
  const isRule = item.kind !== "picture" && Math.min(box.x1 - box.x0, box.y1 - box.y0) < RULE;
  if (isRule) {
    if (!BESIDE.has(item.role) && !BESIDE.has(ink.run.role) && LETTER.test(ink.text) && strikes(box, ink))
      tell("struck", ink);
    return;
  }
  if (part(ink, box) <= COVERED || isOwnStroke(ink, item)) return;
  if (order > ink.order) tell("hidden", ink);
  else if (item.kind === "picture" && !ownsPicture(ink.run, item.role, item.source.article)) tell("over-picture", ink);
}

/** —— is joined by a stroke in the colour of its dashes. */
function isOwnStroke({ text, run }: Ink, item: SceneItem): boolean {
  return text === "—" && item.kind === "fill" && item.role === run.role && isSame(item.colour, run.colour);
}

function isSame(a: object, b: object): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

/** A headline may stand on a picture of its story, the mark of an advertisement on that of the advertisement. */
function ownsPicture({ role, source }: GlyphRun, pictureRole: string, article: string | undefined): boolean {
  if (role === "advertisement") return pictureRole === role;
  return HEADS.has(role) && article === source.article;
}

/** Whether a thin rule runs through the middle half of a glyph, from side to side. */
function strikes(rule: Box, ink: Box): boolean {
  const [width, height] = [ink.x1 - ink.x0, ink.y1 - ink.y0];
  // Glyphs as thin as rules themselves, such as 一 and 1, have no middle.
  if (rule.x1 - rule.x0 >= rule.y1 - rule.y0)
    return (
      height > 2 * RULE &&
      rule.y0 > ink.y0 + height / 4 &&
      rule.y1 < ink.y1 - height / 4 &&
      rule.x0 <= ink.x0 &&
      rule.x1 >= ink.x1
    );
  return (
    width > 2 * RULE &&
    rule.x0 > ink.x0 + width / 4 &&
    rule.x1 < ink.x1 - width / 4 &&
    rule.y0 <= ink.y0 &&
    rule.y1 >= ink.y1
  );
}

function shapeSights(page: ScenePage, covers: readonly Cover[]): readonly Sight[] {
  const sights: Sight[] = [];
  const articleOf = (item: SceneItem): string | undefined => ("source" in item ? item.source.article : undefined);
  const tell = (kind: Sight["kind"], item: SceneItem): void => {
    sights.push({ page: page.number, kind, article: articleOf(item), role: item.role, text: "" });
  };
  for (const { item, x0, y0, x1, y1 } of covers) {
    if (x1 <= x0 || y1 <= y0) tell("no-area", item);
    else if (x0 < -POINT || y0 < -POINT || x1 > page.width + POINT || y1 > page.height + POINT) tell("off-page", item);
  }
  const pictures = covers.filter(({ item }) => item.kind === "picture");
  pictures.forEach((one, index) => {
    if (pictures.slice(0, index).some((other) => sharedPart(one, other) > 0.02)) tell("pictures-meet", one.item);
  });
  return sights;
}

function inksOf(run: GlyphRun, order: number, scene: Scene): readonly Ink[] {
  const face = scene.faces.get(run.face);
  if (face === undefined) throw new Error(`the scene has no face ${run.face}`);
  const font = inkFont(face.bytes);
  const inks: Ink[] = [];
  run.gids.forEach((gid, index) => {
    const box = font.boxOf(gid);
    if (box === undefined) return;
    const { size } = run;
    const along = run.offsets[index] ?? 0;
    const place = (x: number, baseline: number): Box => ({
      x0: x + box.left * size,
      x1: x + box.right * size,
      y0: baseline - box.top * size,
      y1: baseline - box.bottom * size,
    });
    const text = run.texts[index] ?? "";
    if (run.direction === "vertical") {
      const baseline = run.y + along + font.ascent * size;
      inks.push({ ...place(run.x - (font.advanceOf(gid) / 2) * size, baseline), order, run, text });
    } else if (run.turned === true) {
      const [x, y] = [run.x, run.y + along];
      inks.push({
        x0: x + box.bottom * size,
        x1: x + box.top * size,
        y0: y + box.left * size,
        y1: y + box.right * size,
        order,
        run,
        text,
      });
    } else inks.push({ ...place(run.x + along, run.y), order, run, text });
  });
  return inks;
}

function coversOf(item: SceneItem, order: number): readonly Cover[] {
  if (item.kind === "glyphs" || item.kind === "shape") return [];
  const { x, y, width, height } = item.rect;
  const whole = { x0: x, y0: y, x1: x + width, y1: y + height };
  if (item.kind !== "frame") return [{ ...whole, order, item }];
  const t = item.thickness;
  return [
    { ...whole, y1: y + t, order, item },
    { ...whole, y0: whole.y1 - t, order, item },
    { ...whole, x1: x + t, order, item },
    { ...whole, x0: whole.x1 - t, order, item },
  ];
}

function meet(a: Box, b: Box): boolean {
  return a.x0 < b.x1 && b.x0 < a.x1 && a.y0 < b.y1 && b.y0 < a.y1;
}

function area({ x0, y0, x1, y1 }: Box): number {
  return Math.max(0, x1 - x0) * Math.max(0, y1 - y0);
}

function shared(a: Box, b: Box): number {
  return area({
    x0: Math.max(a.x0, b.x0),
    y0: Math.max(a.y0, b.y0),
    x1: Math.min(a.x1, b.x1),
    y1: Math.min(a.y1, b.y1),
  });
}

/** What part of `a` lies in `b`. */
function part(a: Box, b: Box): number {
  return shared(a, b) / Math.max(1, area(a));
}

function sharedPart(a: Box, b: Box): number {
  return shared(a, b) / Math.max(1, Math.min(area(a), area(b)));
}

/** Pairs of inks whose boxes meet, each once: a sweep down the page. */
function* neighbours(inks: readonly Ink[]): Generator<readonly [Ink, Ink]> {
  const sorted = inks.toSorted((a, b) => a.y0 - b.y0);
  const open: Ink[] = [];
  for (const ink of sorted) {
    let kept = 0;
    for (const other of open) {
      if (other.y1 <= ink.y0) continue;
      open[kept++] = other;
      if (meet(ink, other)) yield [ink, other];
    }
    open.length = kept;
    open.push(ink);
  }
}
