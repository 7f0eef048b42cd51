/**
 * White beside a vertical head (竖题): in the columns that it stands in, as far as it reaches down, nothing stands over a breadth
 * in which lines of text would have room.
 */
import { around, sharedArea, type Rect } from "../base/geometry.js";
import type { Area, ScenePage } from "../scene/list.js";
import type { Fault, PaintedPage } from "./painted.js";
import { HEAD_ROLES } from "./white-rows.js";

/** Breadth that holds a readable line of eight or nine characters and air on both of its sides, in em of the text. */
const ROOM_FOR_LINES = 10;

/** What of a story the editor fixed in `layout`. */
export interface PinnedParts {
  /** Columns of its head. */
  readonly headColumns: number | undefined;
  readonly hasLegs: boolean;
}

export function whiteBesideHeads(
  painted: PaintedPage,
  page: ScenePage,
  whiteRows: number,
  pinned: ReadonlyMap<string, PinnedParts>,
): readonly Fault[] {
  return page.areas.flatMap((head): readonly Fault[] => {
    const ink = head.kind === "head" ? inkOf(painted, head) : undefined;
    if (ink === undefined) return [];
    const rows = whiteRowsBeside(painted, page, head, ink);
    if (rows <= whiteRows) return [];
    return [
      {
        severity: "error",
        code: "white-beside-head",
        message: `${rows} rows beside its vertical head are white: it fills little of the columns that it stands in, and no text stands beside it`,
        hint: cureOf(page, head, pinned.get(head.article)),
        box: { ...placeOf(page, head.rect), y: ink.y, height: ink.height },
        article: head.article,
        pointer: undefined,
      },
    ];
  });
}

/** Around the lines of a vertical head; undefined for others. */
function inkOf({ paints }: PaintedPage, { article, rect }: Area): Rect | undefined {
  const lines = paints.flatMap((paint) =>
    paint.kind === "text" && paint.article === article && HEAD_ROLES.has(paint.role) && sharedArea(paint.hull, rect) > 0
      ? [paint]
      : [],
  );
  return lines.some(({ down, role }) => down === true && role === "headline")
    ? around(lines.map(({ hull }) => hull))
    : undefined;
}

/** The page's columns in which a head stands. */
function placeOf({ grid }: ScenePage, rect: Rect): Rect {
  const own = grid.columns.filter(({ x, width }) => x < rect.x + rect.width && rect.x < x + width);
  return around(own.map(({ x, width }) => ({ ...rect, x, width }))) ?? rect;
}

/** The most rows one under the other in which nothing stands beside the lines of a head. */
function whiteRowsBeside({ paints }: PaintedPage, page: ScenePage, head: Area, ink: Rect): number {
  const { grid } = page;
  const place = placeOf(page, head.rect);
  const covers = [ink, ...paints.map((paint) => (paint.kind === "text" ? paint.hull : paint.rect))];
  let most = 0;
  let run = 0;
  for (let y = ink.y; y + grid.leading <= ink.y + ink.height; y += grid.leading) {
    const row = { ...place, y, height: grid.leading };
    run = freeBreadth(row, covers) >= ROOM_FOR_LINES * grid.em ? run + 1 : 0;
    most = Math.max(most, run);
  }
  return most;
}

/** What of a row's breadth nothing covers. */
function freeBreadth(row: Rect, covers: readonly Rect[]): number {
  const spans = covers
    .filter((rect) => sharedArea(rect, row) > 0)
    .map(({ x, width }) => [Math.max(x, row.x), Math.min(x + width, row.x + row.width)] as const)
    .toSorted((a, b) => a[0] - b[0]);
  let free = 0;
  let at = row.x;
  for (const [from, to] of spans) {
    free += Math.max(0, from - at);
    at = Math.max(at, to);
  }
  return free + row.x + row.width - at;
}

function cureOf({ areas }: ScenePage, { article }: Area, pinned: PinnedParts | undefined): string {
  const orFlat = "or set its `headlineDirection` to `horizontal`";
  if (pinned?.hasLegs === true)
    return `write \`columns\` and \`rows\` for its place in \`layout\`, not \`legs\`, so that text runs beside the head, ${orFlat}`;
  if ((pinned?.headColumns ?? 1) > 1)
    return `give \`head\` fewer columns in \`layout\`, so that text runs beside it, ${orFlat}`;
  const hasText = areas.some((area) => area.kind === "leg" && area.article === article);
  return hasText ? `add text to the story, ${orFlat}` : "set its `headlineDirection` to `horizontal`";
}
