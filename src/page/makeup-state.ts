/** What the search of a page keeps of each set of stories in each width: the cheapest ways to fill every number of rows. */

/** A way to fill a place: one story, one round a block, or two parts over or beside one another, each in one of its own layers. */
export type Way =
  | { readonly kind: "leaf"; readonly story: number }
  | { readonly kind: "around"; readonly story: number; readonly block: number }
  | { readonly kind: "stack"; readonly a: number; readonly b: number; readonly layerA: number }
  | {
      readonly kind: "side";
      readonly a: number;
      readonly b: number;
      readonly widthA: number;
      readonly layerA: number;
      readonly layerB: number;
    };

export type Back = Way & { readonly rowsA: number };

/** One way for each number of rows. */
export interface Layer {
  /** Cost by rows; Infinity where there is no way. */
  readonly cost: Float64Array;
  /** By rows, which of the ways to part the set it is, and the rows of the upper part; -1 where there is none. */
  readonly way: Int32Array;
  readonly rowsA: Int32Array;
  /** The headline in the top left and right corner (`headKind`); 0 where there is none. */
  readonly left: Float64Array;
  readonly right: Float64Array;
}

/** A set of stories in one width. */
export interface State {
  /**
   * The cheapest ways first. Others, under other heads in the corners, are kept on small pages: what stands beside a part may
   * butt against the head of its cheapest way.
   */
  readonly layers: readonly [Layer, ...Layer[]];
  readonly from: number;
  readonly to: number;
  readonly ways: Way[];
}

/** What stories cost alone in each width and depth, by `stateKey`. */
export type Leaves = Map<number, State>;

/** One number for a set of stories in a width. */
export function stateKey(set: number, width: number): number {
  return set * 64 + width;
}

/** A state while its ways are weighed. */
export interface Draft {
  readonly layers: readonly [Layer, ...Layer[]];
  readonly ways: Way[];
  /** How much more than the cheapest a way may cost and still be kept. */
  readonly slack: number;
}

export function close({ layers, ways, slack }: Draft): State {
  const [{ cost }] = layers;
  let from = 0;
  while (from < cost.length && cost[from] === Number.POSITIVE_INFINITY) from += 1;
  let to = from < cost.length ? cost.length - 1 : 0;
  while (to > from && cost[to] === Number.POSITIVE_INFINITY) to -= 1;
  if (layers.length === 1) return { layers, ways, from, to };
  for (const layer of layers.slice(1)) {
    for (let rows = from; rows <= to; rows += 1)
      if ((layer.cost[rows] as number) >= (cost[rows] as number) + slack) layer.cost[rows] = Number.POSITIVE_INFINITY;
  }
  const [first, ...others] = layers;
  return { layers: [first, ...others.filter((layer) => layer.cost.some(Number.isFinite))], ways, from, to };
}

/** Whether nothing was kept in a state. */
export function isVoid({ layers: [{ cost }], from }: State): boolean {
  return from >= cost.length;
}

export interface Depth {
  readonly layers: number;
  readonly slack: number;
}

const SHALLOW: Depth = { layers: 1, slack: 0 };

export function blank(rows: number, { layers, slack }: Depth = SHALLOW): Draft {
  const others = Array.from({ length: layers - 1 }, () => blankLayer(rows));
  return { layers: [blankLayer(rows), ...others], ways: [], slack };
}

/** A search makes hundreds of states: the numbers of one layer stand in one piece of memory. */
function blankLayer(rows: number): Layer {
  const size = rows + 1;
  const wide = size * Float64Array.BYTES_PER_ELEMENT;
  const buffer = new ArrayBuffer(3 * wide + 2 * size * Int32Array.BYTES_PER_ELEMENT);
  return {
    left: new Float64Array(buffer, 0, size),
    right: new Float64Array(buffer, wide, size),
    cost: new Float64Array(buffer, 2 * wide, size).fill(Number.POSITIVE_INFINITY),
    way: new Int32Array(buffer, 3 * wide, size).fill(-1),
    rowsA: new Int32Array(buffer, 3 * wide + size * Int32Array.BYTES_PER_ELEMENT, size),
  };
}

/** A draft as if nothing had been offered to it. */
export function clear({ layers, ways }: Draft): void {
  for (const layer of layers) {
    layer.cost.fill(Number.POSITIVE_INFINITY);
    layer.way.fill(-1);
  }
  ways.length = 0;
}

/** What is offered for so many rows. */
export interface Offer {
  readonly cost: number;
  readonly way: number;
  readonly rowsA: number;
  readonly left: number;
  readonly right: number;
}

/** Puts a way in its layer: in place of a dearer one under the same heads, else of the dearest. */
export function keep(draft: Draft, rows: number, offer: Offer): void {
  const { layers } = draft;
  const [first] = layers;
  if (layers.length === 1) {
    put(first, rows, offer);
    return;
  }
  let target = layers.find(
    ({ cost, left, right }) =>
      cost[rows] !== Number.POSITIVE_INFINITY && left[rows] === offer.left && right[rows] === offer.right,
  );
  target ??= layers.reduce((dearest, layer) =>
    (layer.cost[rows] as number) > (dearest.cost[rows] as number) ? layer : dearest,
  );
  if (offer.cost >= (target.cost[rows] as number)) return;
  if (target !== first && offer.cost < (first.cost[rows] as number)) {
    put(target, rows, at(first, rows));
    target = first;
  }
  put(target, rows, offer);
}

function at({ cost, way, rowsA, left, right }: Layer, rows: number): Offer {
  return {
    cost: cost[rows] as number,
    way: way[rows] as number,
    rowsA: rowsA[rows] as number,
    left: left[rows] as number,
    right: right[rows] as number,
  };
}

function put(layer: Layer, rows: number, { cost, way, rowsA, left, right }: Offer): void {
  layer.cost[rows] = cost;
  layer.way[rows] = way;
  layer.rowsA[rows] = rowsA;
  layer.left[rows] = left;
  layer.right[rows] = right;
}

/** How a state of so many rows is put together. */
export function backOf({ layers, ways }: Pick<State, "layers" | "ways">, rows: number, layer = 0): Back | undefined {
  const own = layers[layer];
  const found = ways[own?.way[rows] ?? -1];
  return found === undefined ? undefined : { ...found, rowsA: own?.rowsA[rows] ?? 0 };
}
