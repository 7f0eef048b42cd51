/** A page of a scene as the geometric rules see it. */
import { around, type Rect } from "../base/geometry.js";
import type { Len } from "../base/length.js";
import type { Fill, Frame, GlyphRun, Picture, Scene, SceneItem, ScenePage } from "../scene/list.js";
import { letterReach } from "./letter-reach.js";
import { isWide } from "./letters.js";
import { luminanceOf } from "./luminance.js";
import type { Painted, PaintedCover, PaintedPage, PaintedText } from "./painted.js";
import { lightUnder } from "./picture-light.js";
import { raisedRuns } from "./raised.js";

/** Ink of a letter over and under its baseline, in em: less than any Han character or capital has, so that what meets meets. */
const RISE = 0.7;
const SINK = -0.04;
/** The same over the baseline of small letters that no stroke of rises: as large initials they stand near what is over them. */
const LOW_RISE = 0.45;
const LOW_LETTER = /^[acegmnopqrsuvwxyz]$/u;
/** White that even broad Han characters (街, 断) have at both sides, in em. */
const WIDE_BESIDE = 0.04;
/** White at both sides of a glyph, as a part of its advance. */
const BESIDE = 0.15;
/** Full-width marks have no ink before their middle, or a little behind it, since some languages set 。 in the middle. */
const OPENING = /^[“‘「『《〈（【〔]$/u;
const OPENING_FROM = 0.5;
const CLOSING = /^[”’」』》〉）】〕，。、．]$/u;
const CLOSING_TO = 0.6;
/** A quotation mark is full-width where it takes more than this of an em, or stands so far before its line. */
const FULL = 0.8;
const HUNG = -0.4;
/** Advance of a run's last glyph, in em, where it is a narrow one: about the mean of Latin letters. */
const NARROW = 0.5;
/** The same of the slenderest letters, which are about 0.25 to 0.35 em wide. */
const SLENDER = 0.3;
/** Marks that leave the second half of their em white: at a line's end they may hang into it. */
const CLOSING_MARK = /^[、。，．；：”’）〕］｝〉》」』】]/u;
const SLENDER_LETTER = /^[fIijlrt]/u;

type Images = Scene["images"];

/** `images`: the scene's, as far as their light is known. */
export function paintedScene(page: ScenePage, images: Images = new Map()): PaintedPage {
  const raised = raisedRuns(page.items);
  return {
    number: page.number,
    width: page.width,
    height: page.height,
    paints: page.items.flatMap((item) => paintedItem(item, images, raised)),
  };
}

function paintedItem(item: SceneItem, images: Images, raised: ReadonlySet<GlyphRun>): readonly Painted[] {
  switch (item.kind) {
    case "glyphs":
      return item.gids.length === 0
        ? []
        : [raised.has(item) ? { ...paintedRun(item), raised: true } : paintedRun(item)];
    case "fill":
      return [fillOf(item, item.rect)];
    case "frame":
      return sidesOf(item).map((rect) => fillOf(item, rect));
    case "picture":
      return [paintedPicture(item, images)];
    // Emphasis dots and wavy lines stand beside glyphs.
    case "shape":
      return [];
  }
}

function paintedPicture(item: Picture, images: Images): PaintedCover {
  const { article, pointer } = item.source;
  const light = images.get(item.image)?.light;
  return {
    ...cover("picture", item.role, item.rect, undefined),
    article,
    pointer,
    ...(light === undefined ? {} : { lightUnder: (rect: Rect) => lightUnder(item, light, rect) }),
  };
}

function fillOf({ role, colour, key }: Fill | Frame, rect: Rect): PaintedCover {
  return { ...cover("fill", role, rect, luminanceOf(colour)), ...(key === undefined ? {} : { key }) };
}

function cover(kind: "fill" | "picture", role: string, rect: Rect, luminance: number | undefined): PaintedCover {
  return { kind, role, rect, luminance, article: undefined, pointer: "" };
}

/** The rectangles that a frame fills. */
export function sidesOf({ rect: { x, y, width, height }, thickness }: Frame): readonly Rect[] {
  return [
    { x, y, width, height: thickness },
    { x, y: y + height - thickness, width, height: thickness },
    { x, y, width: thickness, height },
    { x: x + width - thickness, y, width: thickness, height },
  ];
}

/** A run as the geometric rules see it. */
export function paintedRun(run: GlyphRun): PaintedText {
  const { article, pointer } = run.source;
  return {
    kind: "text",
    role: run.role,
    article,
    pointer,
    size: run.size,
    luminance: luminanceOf(run.colour),
    annotation: run.annotation === true,
    ...(run.direction === "vertical" || run.turned === true || run.abreast === true ? { down: true } : {}),
    texts: run.texts,
    missing: run.gids.flatMap((gid, index) => (gid === 0 ? [index] : [])),
    hull: hullOf(run),
    inks: () => run.gids.map((_, index) => inkOf(run, index)),
    reaches: () =>
      run.gids.map((_, index) => letterReach(run, index, isWide(run.texts[index]) ? WIDE_BESIDE : undefined)),
  };
}

/** What holds all inks of a run: glyphs between the first and the last may be higher than these. */
function hullOf(run: GlyphRun): Rect {
  let [first, last] = [0, 0];
  run.offsets.forEach((offset, index) => {
    if (offset < (run.offsets[first] ?? 0)) first = index;
    if (offset > (run.offsets[last] ?? 0)) last = index;
  });
  const from = inkOf(run, first, RISE);
  return around([from, inkOf(run, last, RISE)]) ?? from;
}

/** The middle of a glyph, where its ink surely is. */
function inkOf(run: GlyphRun, index: number, rise = riseOf(run.texts[index])): Rect {
  const { x, y, size } = run;
  const offset = run.offsets[index] ?? 0;
  const advance = advanceOf(run, index);
  const [inset, along] = acrossOf(run, index, advance);
  const across = (rise + SINK) * size;
  if (run.direction === "vertical")
    return { x: x - 0.35 * size, y: y + offset + inset, width: 0.7 * size, height: along };
  // Turned clockwise, what stood over the baseline lies right of it.
  if (run.turned === true) return { x: x - SINK * size, y: y + offset + inset, width: across, height: along };
  return { x: x + offset + inset, y: y - rise * size, width: along, height: across };
}

/** Where ink begins in a glyph's advance, and how far it reaches. */
function acrossOf({ offsets, texts, size }: GlyphRun, index: number, advance: Len): readonly [Len, Len] {
  const text = texts[index] ?? "";
  const here = offsets[index] ?? 0;
  const isFull = isWide(text) || (offsets[index + 1] ?? here) - here >= FULL * size || here <= HUNG * size;
  const inset = advance * BESIDE;
  if (isFull && OPENING.test(text)) return [OPENING_FROM * size, (1 - OPENING_FROM - BESIDE) * size];
  const end = isFull && CLOSING.test(text) ? Math.min(advance, CLOSING_TO * size) : advance;
  return [inset, Math.max(0, end - 2 * inset)];
}

function riseOf(text: string | undefined): number {
  return LOW_LETTER.test(text ?? "") ? LOW_RISE : RISE;
}

/** A glyph is as wide as the way to the next, and no wider than an em. */
function advanceOf({ offsets, texts, size }: GlyphRun, index: number): Len {
  const here = offsets[index] ?? 0;
  const next = offsets[index + 1];
  const own = ownAdvance(texts[index]) * size;
  if (next === undefined || next <= here) return own;
  return Math.min(next - here, Math.max(own, isWide(texts[index]) ? size : 0.8 * size));
}

function ownAdvance(text: string | undefined): number {
  if (isClosingMark(text)) return 0.5;
  if (isWide(text)) return 1;
  return SLENDER_LETTER.test(text ?? "") ? SLENDER : NARROW;
}

export function isClosingMark(text: string | undefined): boolean {
  return CLOSING_MARK.test(text ?? "");
}
