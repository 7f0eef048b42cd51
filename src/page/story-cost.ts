/**
 * What a story costs in a size, by arithmetic alone: the cost of its cheapest arrangement without making any. Make-up asks
 * for thousands of sizes; `arrangements` has the same costs, and tests hold the two together.
 */
import type { Photo } from "../edition/model.js";
import type { Cells } from "../layout/grid.js";
import { inBrokenColumns } from "../layout/broken-columns.js";
import { SHORTEST_LEG_ROWS } from "../layout/region.js";
import {
  arrangements,
  goodEnough,
  pictureLed,
  sizePhotos,
  TOO_WHITE,
  type BrokenColumns,
  type Shape,
  type StoryParts,
  type StoryWishes,
} from "./arrange.js";
import { cutTableCost, fitCost, leastLeg, legRowsCost, OVERSET_SLOT, photoCost } from "./place-cost.js";
import { type PhotoWays, photoWaysOf } from "./photo-columns.js";
import { boxWhiteCost } from "./box-white.js";
import { panelSpansAt, tightPanels } from "./panel-columns.js";
import { headRooms } from "./head-rooms.js";
import { freeSteps } from "./head-steps.js";
import { leadOver, type Step } from "./makeup-tree.js";
import { hasNarrowHead } from "./narrow-head.js";

/** The cost of the cheapest arrangement: arithmetic on the height of the legs, for all but the rarest stories. */
export function leastCost(parts: StoryParts, columns: number, rows: number): number {
  return leastCosts(parts, columns)(rows);
}

/** The same for one width and any rows: what the head is in that width is asked for once. */
export function leastCosts(parts: StoryParts, columns: number): (rows: number) => number {
  const own = ownCosts(parts, columns);
  const broken = parts.brokenAt?.(columns);
  if (broken === undefined) return own;
  const inner = leastCosts(broken.parts, broken.columns);
  return broken.isAsked ? inner : (rows) => Math.min(own(rows), inner(rows) + broken.cost);
}

/**
 * The columns of its own in which a story is cheapest in a place, or has to stand; undefined for the page's. What other
 * stories take of the place must end with these columns, or the page's are used.
 */
export function cheapestColumns(parts: StoryParts, cells: Cells, wishes: StoryWishes): BrokenColumns | undefined {
  const broken = parts.brokenAt?.(cells.columns);
  if (broken === undefined) return undefined;
  if (broken.isAsked) return broken;
  if (wishes.without !== undefined) return undefined;
  const inner = leastCost(broken.parts, broken.columns, cells.rows) + broken.cost;
  return inner < ownCosts(parts, cells.columns)(cells.rows) ? broken : undefined;
}

function ownCosts(parts: StoryParts, columns: number): (rows: number) => number {
  const { boxRowsAt } = parts;
  if (boxRowsAt !== undefined) {
    const least = boxRowsAt(columns);
    const forced = parts.headForcedAt(columns) ? parts.weights.brokenHead : 0;
    const own = forced + parts.weights.white * (parts.boxLossAt?.(columns) ?? 0);
    return (rows) =>
      rows < least ? Number.POSITIVE_INFINITY : own + boxWhiteCost(parts.weights, rows - least, columns);
  }
  const isRare = parts.photos + parts.panels.length > 1 || parts.article.photos.some(hasPartOfColumn);
  if (isRare || parts.verticalHead !== undefined || hasNarrowHead(parts, columns)) {
    return (rows) => arrangements(parts, { column: 0, columns, row: 0, rows })[0]?.cost ?? Number.POSITIVE_INFINITY;
  }
  const photoWays = parts.photos === 1 ? photoWaysOf(parts, columns) : [];
  const enough = goodEnough(parts, columns);
  const steps = freeSteps(parts.article);
  const heads: (readonly { readonly rows: number; readonly cost: number }[])[] = [];
  const headsAt = (step: number): (typeof heads)[number] => {
    const known = heads[step];
    if (known !== undefined) return known;
    const head = parts.headRowsAt(columns, step);
    const isSame = step > 0 && head === parts.headRowsAt(columns, step - 1);
    const rooms = isSame ? [] : headRooms(parts, columns, step);
    return (heads[step] = rooms.map(({ extra, cost }) => ({ rows: head + extra, cost })));
  };
  const bodies = bodyCosts(parts, columns);
  const bodyAt = (depth: number): number => {
    if (depth < 0) return Number.POSITIVE_INFINITY;
    return (bodies[depth] ??= bodyCost(parts, columns, depth, photoWays));
  };
  return (rows) => {
    let best = Number.POSITIVE_INFINITY;
    for (const step of steps) {
      if (best <= enough) break;
      for (const head of headsAt(step)) {
        if (head.cost >= best) break;
        best = Math.min(best, head.cost + bodyAt(rows - head.rows));
      }
    }
    return best;
  };
}

/** Shorter lines beside a picture are no whole rows of columns. */
function hasPartOfColumn({ columns = 1 }: Photo): boolean {
  return !Number.isInteger(columns);
}

/** By depth, what a story costs under its head in so many columns, as far as it was asked for. */
function bodyCosts(parts: StoryParts, columns: number): (number | undefined)[] {
  const known = parts.bodyCosts?.get(columns);
  if (known !== undefined) return known;
  const costs: (number | undefined)[] = [];
  parts.bodyCosts?.set(columns, costs);
  return costs;
}

/**
 * The cost of the cheapest arrangement of a story over whole columns of two depths: `rows` in the first `columnsA`, and in
 * the others. Without `wishes.without` of its own, as `arrangements` has it; undefined for stories with photos or several boxes.
 */
export function steppedCost(
  parts: StoryParts,
  columns: number,
  columnsA: number,
  [rowsA, rowsB]: readonly [number, number],
): number | undefined {
  if (parts.photos > 0 || parts.panels.length > 1 || parts.verticalHead !== undefined || hasNarrowHead(parts, columns))
    return undefined;
  const [panel] = parts.panels;
  const steps = freeSteps(parts.article);
  const spans = panel === undefined ? [0] : panelSpansAt(parts, 0, columns);
  const tight = tightPanels(parts, columns);
  let best = Number.POSITIVE_INFINITY;
  for (const step of steps) {
    const head = parts.headRowsAt(columns, step);
    if (step > 0 && head === parts.headRowsAt(columns, step - 1)) continue;
    for (const { extra, cost } of headRooms(parts, columns, step)) {
      const depthA = rowsA - head - extra;
      const depthB = rowsB - head - extra;
      const own = cost + tight;
      if (own >= best) break;
      for (const span of spans) {
        const box = panel === undefined ? 0 : panel(span, undefined, { columns });
        best = Math.min(best, own + steppedLegs(parts, { columns, columnsA, depthA, depthB, span, box }));
      }
    }
  }
  return best;
}

/** What the lead costs over a whole area with its legs ending at two heights; its arrangements where arithmetic does not do. */
export function interlockedCost(lead: StoryParts, area: Cells, step: Step): number {
  const broken = lead.brokenAt?.(area.columns);
  if (broken?.isAsked === true) return interlockedInOwn(broken, area, step);
  const known = steppedCost(lead, area.columns, step.widthA, [step.overA, step.overB]);
  if (known !== undefined) return known;
  const { cells, without } = leadOver(area, step);
  return arrangements(lead, cells, { without: [without] })[0]?.cost ?? Number.POSITIVE_INFINITY;
}

/** A lead in its own columns steps only where these end. */
function interlockedInOwn({ parts, columns }: BrokenColumns, area: Cells, step: Step): number {
  const { cells, without } = leadOver(area, step);
  const cut = inBrokenColumns(without, cells, columns);
  if (cut === undefined) return Number.POSITIVE_INFINITY;
  const own = { ...cells, column: 0, columns };
  return arrangements(parts, own, { without: [cut] })[0]?.cost ?? Number.POSITIVE_INFINITY;
}

/** Legs of two depths, the last `span` of which begin under a box of `box` rows. */
interface SteppedLegs {
  readonly columns: number;
  readonly columnsA: number;
  readonly depthA: number;
  readonly depthB: number;
  readonly span: number;
  readonly box: number;
}

function steppedLegs(parts: StoryParts, { columns, columnsA, depthA, depthB, span, box }: SteppedLegs): number {
  if (depthA < 0 || depthB < 0 || (span > 0 && box > (columns - span < columnsA ? Math.min(depthA, depthB) : depthB)))
    return Number.POSITIVE_INFINITY;
  const { weights } = parts;
  const wanted = leastLeg(parts);
  // A box over both depths, and the row under it, ends where the deeper legs end: never where another story begins.
  const gap = box < Math.max(depthA, depthB) ? 1 : 0;
  let slots = 0;
  let cost = 0;
  let last = -1;
  let tallest = 0;
  for (let column = 0; column < columns; column += 1) {
    const depth = column < columnsA ? depthA : depthB;
    const rows = column >= columns - span ? depth - box - gap : depth;
    if (rows < SHORTEST_LEG_ROWS) {
      cost += weights.white * Math.max(0, rows);
      continue;
    }
    slots += rows;
    tallest = Math.max(tallest, rows);
    cost += legRowsCost(weights, rows, wanted) + (last >= 0 && column > last + 1 ? weights.leap : 0);
    last = column;
  }
  return cost + fitCost(parts, slots) + cutTableCost(parts, tallest);
}

function bodyCost(parts: StoryParts, columns: number, depth: number, photoWays: readonly PhotoWays[]): number {
  if (parts.photos !== 1) return panelBodyCost(parts, columns, depth);
  const shape = { headStep: 0, headRows: 0, panelSpans: [] };
  let best = Number.POSITIVE_INFINITY;
  for (const { all, cost } of photoWays) {
    if (cost > 0 && best <= OVERSET_SLOT + cost) break;
    best = Math.min(best, cost + photoBodyCost(parts, columns, depth, shape, all));
  }
  return best;
}

/** A story with one box, or none, under its head: `depth` rows are left for both. */
function panelBodyCost(parts: StoryParts, columns: number, depth: number): number {
  const panel = parts.panels[0];
  if (panel === undefined) return depth < 0 ? Number.POSITIVE_INFINITY : legsCost(parts, columns, 0, depth, 0);
  let best = Number.POSITIVE_INFINITY;
  for (const span of panelSpansAt(parts, 0, columns)) {
    const under = depth - panel(span, undefined, { columns });
    if (under >= 0) best = Math.min(best, legsCost(parts, columns, span, depth, under === 0 ? 0 : under - 1));
  }
  return best + tightPanels(parts, columns);
}

function photoBodyCost(
  parts: StoryParts,
  columns: number,
  rows: number,
  head: Omit<Shape, "photoSpans">,
  spans: readonly (readonly number[])[],
): number {
  const cells = { column: 0, columns, row: 0, rows };
  const depth = rows - head.headRows;
  let best = Number.POSITIVE_INFINITY;
  for (const photoSpans of spans) {
    const [span] = photoSpans;
    if (span === undefined || !photoCanFit(parts, columns * depth, span)) continue;
    const shape = { ...head, photoSpans };
    const size = sizePhotos(parts, cells, shape)?.[0];
    if (size === undefined) continue;
    const photo = photoCost(parts, [{ column: 0, columns: span, row: 0, rows: size }]);
    if (pictureLed(parts, cells, shape)) {
      if (size < depth) best = Math.min(best, photo + legsCost(parts, columns, 0, depth - size - 1, 0, true));
    } else if (size <= depth) {
      best = Math.min(best, photo + legsCost(parts, columns, span, depth, size === depth ? 0 : depth - size - 1));
    }
  }
  return best;
}

/** A quick look at areas: far too little or far too much room for the text and a photo of this width. */
function photoCanFit(parts: StoryParts, slots: number, span: number): boolean {
  const photo = parts.photoAt(0, span);
  if (photo === undefined) return false;
  const { least, most } = parts.textRows;
  const caption = photo.captionRows + 1;
  return (
    slots >= least + span * (photo.least + caption - 2) && slots <= most + span * (photo.most + caption + 2) + TOO_WHITE
  );
}

/** Legs of `depth` rows, of which `span` begin lower and have `under` rows; too short ones hold no text. */
function legsCost(
  parts: StoryParts,
  columns: number,
  span: number,
  depth: number,
  under: number,
  pictureFirst = false,
): number {
  const full = depth >= SHORTEST_LEG_ROWS ? depth : 0;
  const low = under >= SHORTEST_LEG_ROWS ? under : 0;
  const { weights } = parts;
  const wanted = leastLeg(parts, pictureFirst);
  const lost = (depth - full) * (columns - span) + (under - low) * span;
  return (
    weights.white * lost +
    fitCost(parts, full * (columns - span) + low * span) +
    cutTableCost(parts, Math.max(span < columns ? full : 0, span > 0 ? low : 0)) +
    (full > 0 ? legRowsCost(weights, full, wanted) * (columns - span) : 0) +
    (low > 0 ? legRowsCost(weights, low, wanted) * span : 0)
  );
}
