/** What the search of a page keeps of each set of stories in each width: the cheapest way to fill every number of rows. */

/** A way to fill a place: one story, or two parts over or beside one another. */
export type Way =
  | { readonly kind: "leaf"; readonly story: number }
  | { readonly kind: "stack"; readonly a: number; readonly b: number }
  | { readonly kind: "side"; readonly a: number; readonly b: number; readonly widthA: number };

export type Back = Way & { readonly rowsA: number };

/** A set of stories in one width. */
export interface State {
  /** Cost by rows; Infinity where there is no way. */
  readonly cost: Float64Array;
  readonly from: number;
  readonly to: number;
  /** By rows, which of its ways to part the set is the cheapest, and the rows of the upper part; -1 where there is none. */
  readonly way: Int32Array;
  readonly rowsA: Int32Array;
  readonly ways: Way[];
  /** Size of the headline in the top left and right corner; 0 where there is none. */
  readonly left: Float64Array;
  readonly right: Float64Array;
}

/** What stories cost alone in each width and depth, by `stateKey`. */
export type Leaves = Map<number, State>;

/** One number for a set of stories in a width. */
export function stateKey(set: number, width: number): number {
  return set * 64 + width;
}

/** A state while its ways are weighed. */
export type Draft = Omit<State, "from" | "to">;

export function close(draft: Draft): State {
  const { cost } = draft;
  let from = 0;
  while (from < cost.length && cost[from] === Number.POSITIVE_INFINITY) from += 1;
  let to = from < cost.length ? cost.length - 1 : 0;
  while (to > from && cost[to] === Number.POSITIVE_INFINITY) to -= 1;
  return { ...draft, from, to };
}

/** A search makes hundreds of states: the numbers of one stand in one piece of memory. */
export function blank(rows: number): Draft {
  const size = rows + 1;
  const wide = size * Float64Array.BYTES_PER_ELEMENT;
  const buffer = new ArrayBuffer(3 * wide + 2 * size * Int32Array.BYTES_PER_ELEMENT);
  return {
    left: new Float64Array(buffer, 0, size),
    right: new Float64Array(buffer, wide, size),
    cost: new Float64Array(buffer, 2 * wide, size).fill(Number.POSITIVE_INFINITY),
    way: new Int32Array(buffer, 3 * wide, size).fill(-1),
    rowsA: new Int32Array(buffer, 3 * wide + size * Int32Array.BYTES_PER_ELEMENT, size),
    ways: [],
  };
}

/** How a state of so many rows is put together. */
export function backOf({ way, rowsA, ways }: Draft, rows: number): Back | undefined {
  const found = ways[way[rows] ?? -1];
  return found === undefined ? undefined : { ...found, rowsA: rowsA[rows] ?? 0 };
}
