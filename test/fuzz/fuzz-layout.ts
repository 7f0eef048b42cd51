/** Places on a page: the grid cut into parts by turns, and pins of every form in them; mostly sound ones. */
import type { Random } from "./random.js";

export interface GridSize {
  readonly columns: number;
  readonly rows: number;
}

interface Part {
  readonly columns: readonly [number, number];
  readonly rows: readonly [number, number];
}

/** Rows between stories over one another: the template's gap with its rule. */
const GAP = 2;
const LEAST_ROWS = 6;

/** Cuts the grid into at most so many parts. */
export function partsOf(random: Random, grid: GridSize, count: number): readonly Part[] {
  const parts: Part[] = [{ columns: [1, grid.columns], rows: [1, grid.rows] }];
  for (let tries = 0; parts.length < count && tries < 4 * count; tries += 1) {
    const index = random.below(parts.length);
    const part = parts[index];
    if (part === undefined) break;
    const cut = random.once(2) ? besideCut(random, part) : overCut(random, part);
    if (cut !== undefined) parts.splice(index, 1, ...cut);
  }
  return parts;
}

function besideCut(random: Random, { columns: [first, last], rows }: Part): readonly Part[] | undefined {
  if (last === first) return undefined;
  const at = random.between(first, last - 1);
  return [
    { columns: [first, at], rows },
    { columns: [at + 1, last], rows },
  ];
}

function overCut(random: Random, { columns, rows: [first, last] }: Part): readonly Part[] | undefined {
  const least = random.once(12) ? 1 : LEAST_ROWS;
  if (last - first < 2 * least + GAP) return undefined;
  const at = random.between(first + least - 1, last - least - GAP);
  return [
    { columns, rows: [first, at] },
    { columns, rows: [at + 1 + GAP, last] },
  ];
}

/** What a pin needs to know of its story. */
export interface Pinned {
  readonly id: string;
  readonly photos: number;
  readonly vertical: boolean;
  readonly box: boolean;
}

/** A layout entry for a story in a part of the grid. */
export function pinOf(random: Random, { id, photos, vertical, box }: Pinned, part: Part): object {
  const { columns, rows } = part;
  const entry = { article: id };
  // A box takes no places within it: that is refused, which is tried often enough.
  if (box && !random.once(12)) return { ...entry, columns, rows, ...(random.once(6) ? { lock: false } : {}) };
  switch (random.below(9)) {
    case 0:
      return withLegs(random, entry, part, photos, vertical);
    case 1:
      return { ...entry, columns, rows, head: headIn(random, part, vertical) };
    case 2:
      return { ...entry, columns, rows, ...photosIn(random, part, photos) };
    case 3:
      return { ...entry, columns, rows, head: headIn(random, part, vertical), ...photosIn(random, part, photos) };
    case 4:
      return { ...entry, columns, rows, setIn: random.between(1, columns[1] - columns[0] + 2) };
    case 5:
      return { ...entry, columns, rows, lock: false };
    case 6:
      return { ...entry, columns, rows, without: [inside(random, part, 2)] };
    case 7:
      return random.once(3) ? entry : { ...entry, columns, rows };
    default:
      return { ...entry, columns, rows };
  }
}

/** One leg a column, from the head down, of unlike lengths. */
function withLegs(random: Random, entry: object, part: Part, photos: number, vertical: boolean): object {
  const { columns, rows } = part;
  const head = headIn(random, part, vertical);
  const legs: Part[] = [];
  for (let column = columns[0]; column <= columns[1]; column += 1) {
    const under = column >= head.columns[0] && column <= head.columns[1] ? head.rows[1] + 1 : rows[0];
    const from = Math.min(rows[1], under + (random.once(4) ? random.below(8) : 0));
    legs.push({ columns: [column, column], rows: [from, rows[1]] });
  }
  return {
    ...entry,
    legs: random.once(5) ? legs.slice(0, 1) : legs,
    ...(random.once(5) ? {} : { head }),
    ...(random.once(3) ? photosIn(random, part, photos) : {}),
  };
}

function headIn(random: Random, { columns, rows }: Part, vertical: boolean): Part {
  const height = rows[1] - rows[0] + 1;
  if (vertical) {
    const column = random.once(3) ? columns[1] : random.between(columns[0], columns[1]);
    return {
      columns: [column, Math.min(columns[1], column + random.below(2))],
      rows: [rows[0], random.between(rows[0], rows[1])],
    };
  }
  const deep = Math.min(height, random.once(6) ? random.between(1, height) : random.between(3, 12));
  const last = random.once(4) ? random.between(columns[0], columns[1]) : columns[1];
  return { columns: [columns[0], last], rows: [rows[0], rows[0] + deep - 1] };
}

function photosIn(random: Random, part: Part, photos: number): object {
  if (photos === 0) return {};
  const bands = random.between(1, photos);
  const height = Math.floor((part.rows[1] - part.rows[0] + 1) / bands);
  if (height < 2) return {};
  return {
    photos: random.list(bands, (index) => {
      const from = part.rows[0] + index * height;
      return inside(random, { columns: part.columns, rows: [from, from + height - 1] }, 1);
    }),
  };
}

/** A part of a part. */
function inside(random: Random, { columns, rows }: Part, least: number): Part {
  const first = random.between(columns[0], columns[1]);
  const top = random.between(rows[0], rows[1]);
  return {
    columns: [first, random.between(first, columns[1])],
    rows: [top, Math.min(rows[1], random.between(top + least - 1, rows[1]))],
  };
}

/** Anything at all: mostly refused, with a place. */
export function anyPin(random: Random, { id, photos }: Pinned, grid: GridSize): object {
  const whole: Part = { columns: [1, grid.columns], rows: [1, grid.rows + random.below(3)] };
  return random.some({
    article: id,
    ...(random.once(4)
      ? { legs: random.list(random.between(1, 4), () => inside(random, whole, 1)) }
      : inside(random, whole, 1)),
    head: random.maybe(3, () => inside(random, whole, 1)),
    photos: photos === 0 ? undefined : random.maybe(2, () => [inside(random, whole, 1)]),
  });
}

/** An advertisement or notice. */
const SOLD: readonly [unknown, ...unknown[]] = [
  "半版",
  "通栏",
  "半通栏",
  "四分之一版",
  "12 x 8 cm",
  "1栏 x 3cm",
  { columns: 2, height: "50mm" },
] as const;
const POSITIONS = ["foot", "outside", "inside", "head"] as const;

export function fixedIn(
  random: Random,
  part: Part,
  label: () => string,
  src: () => string,
  body: () => readonly unknown[],
): object {
  const items = random.once(5)
    ? random.list(random.between(1, 9), () => ({
        ...(random.once(2) ? { label: random.pick(["遗失声明", "公告", "招聘"]) } : {}),
        ...(random.once(2) ? { headline: label() } : {}),
        body: body(),
      }))
    : undefined;
  const sold = random.once(5)
    ? {
        size: items !== undefined && random.once(2) ? { columns: random.between(1, 4) } : random.pick(SOLD),
        ...(random.once(3) ? { position: random.pick(POSITIONS) } : {}),
      }
    : {};
  return {
    ...("size" in sold && !random.once(4) ? {} : { columns: part.columns, rows: part.rows }),
    ...sold,
    ...(items === undefined ? (random.once(3) ? { src: src() } : {}) : { items }),
    ...(random.once(2) ? { label: label() } : {}),
    ...(random.once(5) ? { mark: random.pick(["", "公益广告", "广告", "声明公告遗失启事"]) } : {}),
  };
}
