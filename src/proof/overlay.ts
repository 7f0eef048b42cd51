/**
 * Overlays of a proof: the grid that the page stands on, the frames of its stories, and where text found no place. They
 * are items of the scene like all others, so every renderer draws them.
 */
import { bottom, right, type Rect } from "../base/geometry.js";
import { pt, type Len } from "../base/length.js";
import type { Area, Colour, Fill, Frame, Scene, SceneGrid, SceneItem, ScenePage } from "../scene/list.js";

export const OVERLAY_KINDS = ["grid", "frames", "overset"] as const;
export type OverlayKind = (typeof OVERLAY_KINDS)[number];

const HAIRLINE: Len = pt(0.2);
const FRAME_LINE: Len = pt(0.75);
const OVERSET_LINE: Len = pt(2);
/** Within a row of leading, the baseline of body type stands this far down the em box (see layout/grid). */
const ASCENT = 0.88;

const CELLS: Colour = { space: "cmyk", c: 0.2, m: 0, y: 0, k: 0 };
const BASELINES: Colour = { space: "cmyk", c: 0.45, m: 0, y: 0, k: 0 };
const OVERSET: Colour = { space: "cmyk", c: 0, m: 1, y: 1, k: 0 };
/** Light, because it lies under the text. */
const OVERSET_TINT: Colour = { space: "cmyk", c: 0, m: 0.22, y: 0.18, k: 0 };
const FRAME_COLOURS: Readonly<Record<Exclude<Area["kind"], "overset">, Colour>> = {
  story: { space: "cmyk", c: 1, m: 0.5, y: 0, k: 0 },
  head: { space: "cmyk", c: 0, m: 0.9, y: 0, k: 0 },
  leg: { space: "cmyk", c: 0.8, m: 0, y: 0.9, k: 0.1 },
  photo: { space: "cmyk", c: 0, m: 0.55, y: 1, k: 0 },
  box: { space: "cmyk", c: 0.6, m: 0.9, y: 0, k: 0 },
};

/** The scene with the overlays added: tints under everything, lines over everything. */
export function withOverlay(scene: Scene, kinds: readonly OverlayKind[]): Scene {
  if (kinds.length === 0) return scene;
  const wanted = new Set(kinds);
  return { ...scene, pages: scene.pages.map((page) => drawOn(page, scene, wanted)) };
}

function drawOn(page: ScenePage, scene: Scene, kinds: ReadonlySet<OverlayKind>): ScenePage {
  const under: SceneItem[] = [];
  const over: SceneItem[] = [];
  if (kinds.has("grid")) over.push(...gridLines(page.grid));
  if (kinds.has("frames")) over.push(...areaFrames(page.areas));
  if (kinds.has("overset")) {
    for (const rect of oversetRects(page, scene)) {
      under.push(fill(rect, OVERSET_TINT));
      over.push(frame(rect, OVERSET_LINE, OVERSET));
    }
  }
  return { ...page, items: [...under, ...page.items, ...over] };
}

/** The cells of every column, one 字 wide and one 行 high, with the baselines in a stronger colour. */
function gridLines(grid: SceneGrid): SceneItem[] {
  const { columns, em, top, leading, rows } = grid;
  const baseline = Math.round((leading - em) / 2 + em * ASCENT);
  const height = rows * leading;
  const lines: SceneItem[] = [];
  for (const { x, width } of columns) {
    for (let row = 0; row <= rows; row += 1) lines.push(fill(across(x, width, top + row * leading), CELLS));
    // A column's width is a whole number of 字, so that the last line falls on its edge.
    for (let left = x; left <= x + width; left += em) lines.push(fill(down(left, top, height), CELLS));
    for (let row = 0; row < rows; row += 1) {
      lines.push(fill(across(x, width, top + row * leading + baseline), BASELINES));
    }
  }
  return lines;
}

function across(x: Len, width: Len, y: Len): Rect {
  return { x, y: y - HAIRLINE / 2, width, height: HAIRLINE };
}

function down(x: Len, y: Len, height: Len): Rect {
  return { x: x - HAIRLINE / 2, y, width: HAIRLINE, height };
}

function areaFrames(areas: readonly Area[]): SceneItem[] {
  return areas.flatMap((area) =>
    area.kind === "overset" ? [] : [frame(area.rect, FRAME_LINE, FRAME_COLOURS[area.kind])],
  );
}

/** Where the page says so itself, and where a finding says it and no area does. */
function oversetRects(page: ScenePage, scene: Scene): Rect[] {
  const rects = page.areas.filter((area) => area.kind === "overset").map((area) => area.rect);
  for (const { page: number, code, box } of scene.findings) {
    if (number !== page.number || code !== "overset-text" || box === undefined) continue;
    if (!rects.some((rect) => contains(rect, box) || contains(box, rect))) rects.push(box);
  }
  return rects;
}

function contains(outer: Rect, inner: Rect): boolean {
  return outer.x <= inner.x && outer.y <= inner.y && right(outer) >= right(inner) && bottom(outer) >= bottom(inner);
}

function fill(rect: Rect, colour: Colour): Fill {
  return { kind: "fill", role: "overlay", rect, colour };
}

function frame(rect: Rect, thickness: Len, colour: Colour): Frame {
  return { kind: "frame", role: "overlay", rect, thickness, colour };
}
