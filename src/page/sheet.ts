/** A page while it is built: items in reading order, areas, findings. Elements add to it; nobody takes away. */
import type { Rect } from "../base/geometry.js";
import type { Area, Bookmark, Colour, Finding, Role, SceneItem, StoryFit } from "../scene/list.js";
import type { StorySetting } from "../scene/setting.js";
import type { Cut } from "./jump.js";
import type { Note } from "./leftover.js";
import type { RuleStyle } from "../template/resolved.js";

export interface Sheet {
  readonly number: number;
  readonly items: SceneItem[];
  readonly areas: Area[];
  readonly bookmarks: Bookmark[];
  readonly findings: Finding[];
  readonly fits: StoryFit[];
  /** Where stories go on that run on to a later page; "all" of a story that found no place here. */
  readonly cuts: Map<string, Cut | "all">;
  /** Stories and boxes of which somebody asks how their lines were fitted, and the answers. */
  readonly explained: ReadonlySet<string>;
  readonly settings: StorySetting[];
}

/** What an element puts on the page, and what a person should know of it. */
export interface Drawn {
  readonly items: readonly SceneItem[];
  readonly notes: readonly Note[];
}

export function draw(sheet: Sheet, { items, notes }: Drawn): void {
  sheet.items.push(...items);
  sheet.findings.push(...notes.map((note) => ({ ...note, page: sheet.number })));
}

export function createSheet(number: number, explained: ReadonlySet<string> = new Set()): Sheet {
  return {
    number,
    explained,
    items: [],
    areas: [],
    bookmarks: [],
    findings: [],
    fits: [],
    cuts: new Map(),
    settings: [],
  };
}

export function horizontalRule(x: number, y: number, width: number, style: RuleStyle, role: Role = "rule"): SceneItem {
  const top = y - Math.floor(style.thickness / 2);
  return {
    kind: "fill",
    role,
    rect: { x, y: top, width, height: style.thickness },
    colour: style.colour,
    key: style.key,
  };
}

export function verticalRule(x: number, y: number, height: number, style: RuleStyle, role: Role = "rule"): SceneItem {
  const left = x - Math.floor(style.thickness / 2);
  return {
    kind: "fill",
    role,
    rect: { x: left, y, width: style.thickness, height },
    colour: style.colour,
    key: style.key,
  };
}

/** Where nothing is printed: the colour of type reversed out of a ground, and of tabs on pictures. */
export const PAPER: Colour = { space: "cmyk", c: 0, m: 0, y: 0, k: 0 };

export function ground(rect: Rect, colour: Colour, role: Role): SceneItem {
  return { kind: "fill", role, rect, colour };
}
