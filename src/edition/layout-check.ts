/** The editor's own make-up against the template's grid: areas that leave it, and areas that two stories claim. */
import type { Diagnostic } from "../base/diagnostic.js";
import { type CellArea, type Edition, isPlaced, type PageInput, type PlacedFixed, type Placement } from "./model.js";

export interface GridSize {
  readonly columns: number;
  readonly rows: number;
}

interface NamedArea extends CellArea {
  readonly pointer: string;
  readonly part: "area" | "leg" | "head" | "photo";
}

/**
 * Checks every layout entry of a page: each area inside the grid, no cell claimed by two stories, and no leg or photo
 * over another of the same story. (A head or a photo may lie over its own story's area: that is what makes its legs.)
 */
export function checkLayout(edition: Edition, page: PageInput, grid: GridSize): Diagnostic[] {
  const held = (page.layout ?? []).filter(({ free }) => free !== true);
  const stories = held.map((placement) => ({ placement, areas: areasOf(placement) }));
  const found = stories.flatMap(({ placement, areas }) => [
    ...areas.flatMap((area) => outOfGrid(edition, placement, area, grid)),
    ...inOwnColumns(edition, placement, grid),
    ...boxInParts(edition, placement),
    ...overLeftOut(edition, placement),
    ...overlapWithin(edition, placement, areas),
  ]);
  stories.forEach((later, index) => {
    for (const earlier of stories.slice(0, index)) found.push(...overlapBetween(edition, earlier, later));
  });
  const given = page.fixed.filter(isPlaced);
  found.push(...given.flatMap((fixed) => fixedOutOfGrid(edition, fixed, grid)));
  given.forEach((fixed, index) => {
    const taken = [
      ...stories.flatMap(({ placement, areas }) =>
        areas.map((area) => ({ ...area, owner: `story "${placement.article}"` })),
      ),
      ...given.slice(0, index).map(({ area, kind, pointer }) => ({ ...area, pointer, owner: `the other ${kind}` })),
    ];
    found.push(...overlapWithFixed(edition, fixed, taken));
  });
  return found;
}

function fixedOutOfGrid(edition: Edition, { kind, area, pointer }: PlacedFixed, grid: GridSize): Diagnostic[] {
  return (["columns", "rows"] as const).flatMap((axis) => {
    if (area[axis][1] <= grid[axis]) return [];
    return [
      {
        severity: "error" as const,
        code: "out-of-grid",
        message: `this ${kind} reaches ${axis.slice(0, -1)} ${area[axis][1]}, but the page has ${grid[axis]} ${axis}`,
        at: edition.placeOf(`${pointer}/${axis}/1`),
        hints: [`use ${axis} 1 to ${grid[axis]}, or a template with a larger grid`],
      },
    ];
  });
}

function overlapWithFixed(
  edition: Edition,
  { kind, area, pointer }: PlacedFixed,
  taken: readonly (CellArea & { readonly pointer: string; readonly owner: string })[],
): Diagnostic[] {
  for (const other of taken) {
    const cells = shared(area, other);
    if (cells === undefined) continue;
    return [
      {
        severity: "error",
        code: "layout-overlap",
        message: `this ${kind} and ${other.owner} share ${describe(cells)}`,
        at: edition.placeOf(pointer),
        hints: [`${other.owner} is placed at line ${edition.placeOf(other.pointer).line}; move one of them`],
      },
    ];
  }
  return [];
}

/** A boxed story stands in one rectangle, its head and text inside its frame. */
function boxInParts(edition: Edition, placement: Placement): Diagnostic[] {
  const { article, pointer } = placement;
  const story = edition.articles.find(({ id }) => id === article);
  if (story?.box !== true) return [];
  return (["legs", "head", "without", "setIn"] as const)
    .filter((key) => placement[key] !== undefined)
    .map((key) => ({
      severity: "error" as const,
      code: "box-in-parts",
      message: `story "${article}" is a box: \`${key}\` cannot be met`,
      at: edition.placeOf(`${pointer}/${key}`),
      hints: [
        key === "setIn"
          ? "write `setIn` into the `makeup` of the story instead"
          : "give it `columns` and `rows` alone, or take `box` out of the story",
      ],
    }));
}

/** A head or a photo in the cells that its own story leaves to others. */
function overLeftOut(edition: Edition, placement: Placement): Diagnostic[] {
  if (placement.setIn !== undefined) return [];
  return within(placement).flatMap((area) => {
    const cells = (placement.without ?? []).map((cut) => shared(area, cut)).find((cut) => cut !== undefined);
    if (cells === undefined) return [];
    return [
      {
        severity: "error" as const,
        code: "layout-overlap",
        message: `the ${area.part} of story "${placement.article}" stands in ${describe(cells)}, which its \`without\` leaves to others`,
        at: edition.placeOf(area.pointer),
        hints: ["move it, or make `without` smaller"],
      },
    ];
  });
}

function areasOf(placement: Placement): NamedArea[] {
  const { area, without, legs, pointer, setIn } = placement;
  const whole = area === undefined ? [] : cutOut(area, without ?? []);
  const areas = whole.map((part) => ({ ...part, pointer: `${pointer}/columns`, part: "area" as const }));
  // Head and photos of a story in columns of its own stand in these.
  if (setIn !== undefined) return areas;
  return [
    ...areas,
    ...(legs ?? []).map((leg, index) => ({ ...leg, pointer: `${pointer}/legs/${index}`, part: "leg" as const })),
    ...within(placement),
  ];
}

function within({ head, photos, pointer }: Placement): NamedArea[] {
  return [
    ...(head === undefined ? [] : [{ ...head, pointer: `${pointer}/head`, part: "head" as const }]),
    ...(photos ?? []).map((photo, index) => ({
      ...photo,
      pointer: `${pointer}/photos/${index}`,
      part: "photo" as const,
    })),
  ];
}

/** A story that is set in columns of its own over its region (破栏). */
function inOwnColumns(edition: Edition, placement: Placement, grid: GridSize): Diagnostic[] {
  const { area, without, pointer, setIn, article } = placement;
  if (setIn === undefined) return [];
  const wrong = (at: string, message: string, hint: string): Diagnostic => {
    return { severity: "error", code: "own-columns", message, at: edition.placeOf(at), hints: [hint] };
  };
  if (area === undefined) {
    const message = `\`setIn\` of story "${article}" needs its whole region`;
    return [wrong(`${pointer}/setIn`, message, "give the story `columns` and `rows`, and no `legs`")];
  }
  const [first, last] = area.columns;
  const count = last - first + 1;
  const endsInside = (column: number): boolean => ((column - first) * setIn) % count !== 0;
  const cuts = (without ?? []).flatMap(({ columns }, index) => {
    if (!endsInside(columns[0]) && !endsInside(columns[1] + 1)) return [];
    const message = `columns ${columns[0]} to ${columns[1]} end inside a column of story "${article}", which is set in ${setIn} over ${count}`;
    return [wrong(`${pointer}/without/${index}/columns`, message, "cut where a column of both ends, or drop `setIn`")];
  });
  const own = within(placement);
  const outside = own.flatMap((part) =>
    outOfGrid(edition, placement, part, { columns: setIn, rows: grid.rows }, "story"),
  );
  const beyond = own.flatMap((part) => {
    if (part.rows[0] >= area.rows[0] && part.rows[1] <= area.rows[1]) return [];
    const message = `the ${part.part} of story "${article}" stands in ${range("row", part.rows)}, and the story in ${range("row", area.rows)}`;
    return [wrong(`${part.pointer}/rows`, message, "keep it within the story's `rows`")];
  });
  return [...cuts, ...outside, ...beyond, ...overlapWithin(edition, placement, own)];
}

/** What is left of an area: column by column, the rows that nothing is cut out of. */
function cutOut(area: CellArea, without: readonly CellArea[]): readonly CellArea[] {
  if (without.length === 0) return [area];
  const left: CellArea[] = [];
  for (let column = area.columns[0]; column <= area.columns[1]; column += 1) {
    const cuts = without
      .filter(({ columns }) => columns[0] <= column && column <= columns[1])
      .toSorted((a, b) => a.rows[0] - b.rows[0]);
    let [row] = area.rows;
    for (const { rows } of [...cuts, { rows: [area.rows[1] + 1, area.rows[1] + 1] as const }]) {
      if (rows[0] > row) left.push({ columns: [column, column], rows: [row, Math.min(rows[0] - 1, area.rows[1])] });
      row = Math.max(row, rows[1] + 1);
    }
  }
  return left;
}

function outOfGrid(
  edition: Edition,
  placement: Placement,
  area: NamedArea,
  grid: GridSize,
  of: "page" | "story" = "page",
): Diagnostic[] {
  const found: Diagnostic[] = [];
  for (const axis of ["columns", "rows"] as const) {
    const last = area[axis][1];
    if (last <= grid[axis]) continue;
    const base = area.part === "area" ? placement.pointer : area.pointer;
    found.push({
      severity: "error",
      code: "out-of-grid",
      message: `story "${placement.article}" reaches ${axis.slice(0, -1)} ${last}, but the ${of} has ${grid[axis]} ${axis}`,
      at: edition.placeOf(`${base}/${axis}/1`),
      hints: [
        of === "page"
          ? `use ${axis} 1 to ${grid[axis]}, or a template with a larger grid`
          : `use ${axis} 1 to ${grid[axis]}: head and photos are counted in the columns of \`setIn\``,
      ],
    });
  }
  return found;
}

function overlapWithin(edition: Edition, placement: Placement, areas: readonly NamedArea[]): Diagnostic[] {
  return areas.flatMap((later, index) => {
    const earlier = areas
      .slice(0, index)
      .find(({ part, ...area }) => part === later.part && shared(area, later) !== undefined);
    const cells = earlier && shared(earlier, later);
    if (earlier === undefined || cells === undefined) return [];
    return [
      {
        severity: "error" as const,
        code: "layout-overlap",
        message: `two ${later.part}s of story "${placement.article}" share ${describe(cells)}`,
        at: edition.placeOf(later.pointer),
        hints: [`the other is at line ${edition.placeOf(earlier.pointer).line}`],
      },
    ];
  });
}

interface PlacedStory {
  readonly placement: Placement;
  readonly areas: readonly NamedArea[];
}

/** One diagnostic for two stories, however many of their areas meet. */
function overlapBetween(edition: Edition, earlier: PlacedStory, later: PlacedStory): Diagnostic[] {
  if (earlier.placement.article === later.placement.article) return [];
  for (const area of later.areas) {
    for (const other of earlier.areas) {
      const cells = shared(area, other);
      if (cells === undefined) continue;
      const { line, column } = edition.placeOf(other.pointer);
      return [
        {
          severity: "error",
          code: "layout-overlap",
          message: `stories "${earlier.placement.article}" and "${later.placement.article}" share ${describe(cells)}`,
          at: edition.placeOf(area.pointer),
          hints: [`"${earlier.placement.article}" is placed at line ${line}, column ${column}; move one of them`],
        },
      ];
    }
  }
  return [];
}

function shared(a: CellArea, b: CellArea): CellArea | undefined {
  const columns = [Math.max(a.columns[0], b.columns[0]), Math.min(a.columns[1], b.columns[1])] as const;
  const rows = [Math.max(a.rows[0], b.rows[0]), Math.min(a.rows[1], b.rows[1])] as const;
  return columns[0] <= columns[1] && rows[0] <= rows[1] ? { columns, rows } : undefined;
}

function describe({ columns, rows }: CellArea): string {
  return `${range("column", columns)}, ${range("row", rows)}`;
}

function range(name: string, [first, last]: readonly [number, number]): string {
  return first === last ? `${name} ${first}` : `${name}s ${first}–${last}`;
}
