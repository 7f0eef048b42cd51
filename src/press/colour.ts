/**
 * The colours of a page as inks. Text and rules in black are set in black ink alone: four inks never meet exactly, and small
 * type would blur. Black in several inks stays only where the template names it.
 */
import { pt, type Len } from "../base/length.js";
import type { Cmyk, Colour, SceneItem } from "../scene/list.js";
import { limitInk, totalInk } from "./ink.js";
import type { Separation } from "./separation.js";
import type { PressSettings } from "./settings.js";

/** Bars thinner than this are rules. */
const THICKEST_RULE: Len = pt(3);
/** A colour with this much black, or this much of all three others, is black to the eye. */
const BLACK = 0.9;
const DARK = 0.6;
const CAST = 0.25;
/** Greys of templates written as RGB: components that differ by less are neutral. */
const NEUTRAL = 0.02;

export interface InkPolicy {
  /** Most ink, as a sum of 0 to 1 each. */
  readonly limit: number;
  readonly richBlack: readonly Colour[];
  /** Absent where no colour of the page needs it. */
  readonly separation: Separation | undefined;
}

export type InkColour = Extract<Colour, { space: "cmyk" | "spot" }>;

export interface Inked {
  readonly colour: InkColour;
  /** What was done to it, for the report. */
  readonly changes: readonly InkChange[];
}
export type InkChange = "rgb-converted" | "rich-black-removed" | "ink-limited";

export function inked(colour: Colour, policy: InkPolicy): Inked {
  if (colour.space === "spot") {
    const alternate = limitInk(colour.alternate, policy.limit);
    return { colour: { ...colour, alternate }, changes: [] };
  }
  const changes: InkChange[] = [];
  let inks = processInks(colour, policy, changes);
  if (isRichBlack(inks) && !policy.richBlack.some((named) => isSame(named, colour))) {
    inks = { c: 0, m: 0, y: 0, k: inks.k >= BLACK ? inks.k : 1 };
    changes.push("rich-black-removed");
  }
  if (totalInk(inks) > policy.limit + 1e-6) {
    inks = limitInk(inks, policy.limit);
    changes.push("ink-limited");
  }
  return { colour: { space: "cmyk", ...inks }, changes };
}

/** Whether a colour can be told in inks only by the profile. */
export function needsProfile(colour: Colour): boolean {
  return colour.space === "rgb" && !isNeutral(colour);
}

function processInks(colour: Exclude<Colour, { space: "spot" }>, policy: InkPolicy, changes: InkChange[]): Cmyk {
  if (colour.space === "cmyk") return { c: colour.c, m: colour.m, y: colour.y, k: colour.k };
  if (colour.space === "gray") return { c: 0, m: 0, y: 0, k: 1 - colour.gray };
  changes.push("rgb-converted");
  const { r, g, b } = colour;
  if (isNeutral(colour)) return { c: 0, m: 0, y: 0, k: 1 - (r + g + b) / 3 };
  if (policy.separation === undefined) throw new Error("an RGB colour needs the output profile");
  return policy.separation.colour(r, g, b);
}

function isNeutral({ r, g, b }: { readonly r: number; readonly g: number; readonly b: number }): boolean {
  return Math.max(r, g, b) - Math.min(r, g, b) <= NEUTRAL;
}

function isRichBlack({ c, m, y, k }: Cmyk): boolean {
  if (Math.max(c, m, y) === 0) return false;
  const least = Math.min(c, m, y);
  return k >= BLACK || (least >= DARK && Math.max(c, m, y) - least <= CAST);
}

function isSame(a: Colour, b: Colour): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

function isBlackOnly(colour: Colour): boolean {
  return colour.space === "cmyk" && colour.c === 0 && colour.m === 0 && colour.y === 0 && colour.k === 1;
}

/**
 * Black text below a size, and black rules, are printed over what is beneath: no white shows where plates shift. Items that
 * were asked to knock out do so.
 */
export function overprints(
  item: SceneItem,
  { overprintBelow: below, knockout }: Pick<PressSettings, "overprintBelow" | "knockout">,
): boolean {
  if (item.kind === "picture" || !isBlackOnly(item.colour) || knockout.includes(item.role)) return false;
  switch (item.kind) {
    case "glyphs":
      return item.size < below;
    case "fill":
      return Math.min(item.rect.width, item.rect.height) < THICKEST_RULE;
    case "frame":
      return item.thickness < THICKEST_RULE;
    case "shape":
      return false;
  }
}
