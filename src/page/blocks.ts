/**
 * Places at the corners of a page that stories keep out of: advertisements, notices, pinned stories. The search takes them
 * for stories of one size that stand in their corner, so that a page is made up around them in one piece.
 */
import { LOWEST } from "../layout/free.js";
import type { Cells } from "../layout/grid.js";

/** A place in a corner of an area. One as wide as the area is at both sides, one as high at head and foot. */
export interface Block {
  readonly cells: Cells;
  readonly atHead: boolean;
  readonly atFoot: boolean;
  readonly atLeft: boolean;
  readonly atRight: boolean;
}

/** An area to make up and the blocks in its corners. */
export interface BlockedArea {
  readonly area: Cells;
  readonly blocks: readonly Block[];
}

/**
 * The area that is left when what runs from side to side at its head and foot is cut off, with all else that is taken as
 * blocks in its corners; undefined when something stands elsewhere.
 */
export function blockedArea(whole: Cells, taken: readonly Cells[], gapRows: number): BlockedArea | undefined {
  const { area, inside } = withoutStrips(whole, joined(taken, gapRows), gapRows);
  const blocks = inside.map((cells) => blockIn(area, cells, gapRows));
  return blocks.every((block) => block !== undefined) && area.rows >= LOWEST ? { area, blocks } : undefined;
}

/**
 * Neighbours that make up a rectangle together, but for the gap between them and rows that no story could use, as that rectangle: two
 * advertisements side by side at the foot are one block in the corner.
 */
function joined(taken: readonly Cells[], gapRows: number): readonly Cells[] {
  for (const [at, a] of taken.entries()) {
    for (const b of taken.slice(at + 1)) {
      const both = besideIn(a, b, gapRows) ?? overIn(a, b, gapRows);
      if (both !== undefined) return joined([both, ...taken.filter((one) => one !== a && one !== b)], gapRows);
    }
  }
  return taken;
}

function besideIn(a: Cells, b: Cells, gapRows: number): Cells | undefined {
  const areNeighbours = a.column + a.columns === b.column || b.column + b.columns === a.column;
  const row = Math.min(a.row, b.row);
  const end = Math.max(a.row + a.rows, b.row + b.rows);
  const isLevel = [a, b].every((one) => one.row - row <= gapRows && end - one.row - one.rows <= gapRows);
  if (!areNeighbours || !isLevel) return undefined;
  return { column: Math.min(a.column, b.column), columns: a.columns + b.columns, row, rows: end - row };
}

function overIn(a: Cells, b: Cells, gapRows: number): Cells | undefined {
  const [upper, lower] = a.row <= b.row ? [a, b] : [b, a];
  const between = lower.row - upper.row - upper.rows;
  if (a.column !== b.column || a.columns !== b.columns || between < 0 || between > gapRows) return undefined;
  return { ...upper, rows: lower.row + lower.rows - upper.row };
}

function withoutStrips(
  whole: Cells,
  taken: readonly Cells[],
  gapRows: number,
): { readonly area: Cells; readonly inside: readonly Cells[] } {
  let from = whole.row;
  let to = whole.row + whole.rows;
  let inside = taken;
  for (;;) {
    const strip = inside.find(
      ({ columns, row, rows }) => columns === whole.columns && (row <= from + gapRows || row + rows >= to - gapRows),
    );
    if (strip === undefined) break;
    // One strip may lie within another: a pinned head in its story's region.
    if (strip.row <= from + gapRows) from = Math.max(from, strip.row + strip.rows + gapRows);
    else to = Math.min(to, strip.row - gapRows);
    inside = inside.filter((cells) => cells !== strip);
  }
  return { area: { ...whole, row: from, rows: to - from }, inside };
}

/** A block reaches to the area's edges: a gap between them would hold nothing. */
function blockIn(area: Cells, cells: Cells, gapRows: number): Block | undefined {
  const foot = area.row + area.rows;
  const row = cells.row - area.row <= gapRows ? area.row : cells.row;
  const end = foot - cells.row - cells.rows <= gapRows ? foot : cells.row + cells.rows;
  const atLeft = cells.column === area.column;
  const atRight = cells.column + cells.columns === area.column + area.columns;
  const block = {
    cells: { ...cells, row, rows: end - row },
    atHead: row === area.row,
    atFoot: end === foot,
    atLeft,
    atRight,
  };
  return (block.atHead || block.atFoot) && (atLeft || atRight) ? block : undefined;
}

/**
 * Whether blocks stay in their corners where an area is parted in two, one over the other or left of it. `isInFirst`, `isInSecond`:
 * whether the block of that number stands in the part.
 */
export function keepsCorners(
  blocks: readonly Block[],
  kind: "stack" | "side",
  isInFirst: (block: number) => boolean,
  isInSecond: (block: number) => boolean,
): boolean {
  return blocks.every(({ atHead, atFoot, atLeft, atRight }, block) => {
    const [first, last] = kind === "stack" ? [atHead, atFoot] : [atLeft, atRight];
    return (first || !isInFirst(block)) && (last || !isInSecond(block));
  });
}

/** Sides of an area at which a block may stand. */
export type Corner = readonly ["atHead" | "atFoot", "atLeft" | "atRight"];

/** The corners in which the outer four parts of a wheel stand (`Five`). */
export function wheelCorners(isMirrored: boolean): readonly [Corner, Corner, Corner, Corner] {
  const [own, other] = isMirrored ? (["atRight", "atLeft"] as const) : (["atLeft", "atRight"] as const);
  return [
    ["atHead", own],
    ["atHead", other],
    ["atFoot", other],
    ["atFoot", own],
  ];
}

export function standsIn(block: Block, [end, side]: Corner): boolean {
  return block[end] && block[side];
}
