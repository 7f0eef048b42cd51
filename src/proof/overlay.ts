/**
 * Overlays of a proof: the grid that the page stands on, the frames of its stories, and where text found no place. They
 * are items of the scene like all others, so every renderer draws them.
 */
import { bottom, right, type Rect } from "../base/geometry.js";
import { pt, type Len } from "../base/length.js";
import type {
  Area,
  Colour,
  Fill,
  Frame,
  Scene,
  SceneGrid,
  SceneItem,
  ScenePage,
  StoryFit,
  PageScore,
} from "../scene/list.js";

export const OVERLAY_KINDS = ["grid", "frames", "overset", "makeup"] as const;
export type OverlayKind = (typeof OVERLAY_KINDS)[number];

const HAIRLINE: Len = pt(0.2);
const FRAME_LINE: Len = pt(0.75);
const OVERSET_LINE: Len = pt(2);
const REGION_LINE: Len = pt(1.5);
const STRIP: Colour = { space: "cmyk", c: 0, m: 0, y: 0.6, k: 0 };
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

/** Sets words on the page; overlays themselves know no fonts. */
export interface Lettering {
  /** One line with its top left corner at (x, y), no wider than `width`. */
  draw(text: string, x: Len, y: Len, width: Len): readonly SceneItem[];
  /** The faces of all that was drawn so far, by id. */
  readonly faces: Scene["faces"];
  /** What counts against a make-up, in words. */
  readonly tell?: (score: PageScore) => string;
}

/** The scene with the overlays added: tints under everything, lines over everything. Words need `lettering`. */
export function withOverlay(scene: Scene, kinds: readonly OverlayKind[], lettering?: Lettering): Scene {
  if (kinds.length === 0) return scene;
  const wanted = new Set(kinds);
  const pages = scene.pages.map((page) => drawOn(page, scene, wanted, lettering));
  return { ...scene, pages, faces: new Map([...(lettering?.faces ?? []), ...scene.faces]) };
}

function drawOn(
  page: ScenePage,
  scene: Scene,
  kinds: ReadonlySet<OverlayKind>,
  lettering: Lettering | undefined,
): ScenePage {
  const under: SceneItem[] = [];
  const over: SceneItem[] = [];
  if (kinds.has("grid")) over.push(...gridLines(page.grid));
  if (kinds.has("frames")) over.push(...areaFrames(page.areas));
  if (kinds.has("makeup")) over.push(...storyRegions(page, scene, lettering));
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

/** Every story's outline, and on a strip over it its name, its rows and how they were filled; the page's score at its foot. */
function storyRegions(page: ScenePage, scene: Scene, lettering: Lettering | undefined): SceneItem[] {
  const { leading } = page.grid;
  const stories = page.areas.filter(({ kind }) => kind === "story");
  const regions = stories.flatMap(({ article, rect, without }): SceneItem[] => {
    // In the empty rows over a story, so that nothing of it is covered.
    const strip = { ...rect, y: rect.y - leading, height: leading };
    const fit = scene.fits.find((one) => one.page === page.number && one.article === article);
    const rows = Math.round(rect.height / leading);
    const text = fit === undefined ? `${article}: ${rows} rows` : `${article}: ${rows} rows, ${slackOf(fit)}`;
    return [
      ...outlineOf(rect, without ?? []),
      fill(strip, STRIP),
      ...(lettering?.draw(text, rect.x + REGION_LINE, strip.y, rect.width - 2 * REGION_LINE) ?? []),
    ];
  });
  return [...regions, ...scoreLine(page, lettering)];
}

function scoreLine({ grid, score }: ScenePage, lettering: Lettering | undefined): readonly SceneItem[] {
  const [first, last] = [grid.columns[0], grid.columns.at(-1)];
  if (score === undefined || lettering?.tell === undefined || first === undefined || last === undefined) return [];
  const { leading } = grid;
  // Under the credits that may stand at the foot.
  const y = grid.top + (grid.rows + 2) * leading;
  const width = last.x + last.width - first.x;
  const strip = fill({ x: first.x, y, width, height: leading }, STRIP);
  return [strip, ...lettering.draw(lettering.tell(score), first.x + REGION_LINE, y, width - 2 * REGION_LINE)];
}

/** Lines around what is left of a rectangle. */
function outlineOf(rect: Rect, without: readonly Rect[]): SceneItem[] {
  if (without.length === 0) return [frame(rect, REGION_LINE, FRAME_COLOURS.story)];
  const all = [rect, ...without.map((cut) => within(cut, rect))];
  const xs = stops(all.flatMap((one) => [one.x, right(one)]));
  const ys = stops(all.flatMap((one) => [one.y, bottom(one)]));
  const isIn = (i: number, j: number): boolean => {
    const [x, y] = [xs[i], ys[j]];
    if (x === undefined || y === undefined || i >= xs.length - 1 || j >= ys.length - 1) return false;
    return !all.slice(1).some((cut) => cut.x <= x && x < right(cut) && cut.y <= y && y < bottom(cut));
  };
  const line = (x: Len, y: Len, width: Len, height: Len): SceneItem =>
    fill({ x, y, width, height }, FRAME_COLOURS.story);
  return xs.flatMap((x, i) =>
    ys.flatMap((y, j) => [
      ...(isIn(i, j) === isIn(i - 1, j) ? [] : [line(x, y, REGION_LINE, (ys[j + 1] ?? y) - y)]),
      ...(isIn(i, j) === isIn(i, j - 1) ? [] : [line(x, y, (xs[i + 1] ?? x) - x, REGION_LINE)]),
    ]),
  );
}

function stops(values: readonly Len[]): readonly Len[] {
  return [...new Set(values)].toSorted((a, b) => a - b);
}

function within(cut: Rect, rect: Rect): Rect {
  const [x, y] = [Math.max(cut.x, rect.x), Math.max(cut.y, rect.y)];
  return { x, y, width: Math.min(right(cut), right(rect)) - x, height: Math.min(bottom(cut), bottom(rect)) - y };
}

function slackOf({ linesSet, linesAvailable, shortLines, oversetLines = 0, levers = [] }: StoryFit): string {
  const slack = oversetLines > 0 ? `, ${oversetLines} over` : shortLines > 0 ? `, ${shortLines} short` : "";
  return [`${linesSet}/${linesAvailable} lines${slack}`, ...levers.map(({ says }) => says)].join("; ");
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
