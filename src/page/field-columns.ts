/**
 * Notices in the columns of a field: in their order, each whole in one column, the columns as even as they can be. Heights are in
 * rows; a row stands over, between and under the notices of a column, in whose middle their frames meet.
 */

/** Rows that a column takes: its notices, and the rows around them. */
export function columnRows(heights: readonly number[]): number {
  return heights.length === 0 ? 0 : heights.reduce((sum, rows) => sum + rows + 1, 1);
}

/** The fewest rows in which `count` columns hold all of them. */
export function leastRows(heights: readonly number[], count: number): number {
  let low = Math.max(0, ...heights.map((rows) => columnRows([rows])));
  let high = columnRows(heights);
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (columnsIn(heights, middle) <= count) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** Columns of so many rows that hold them, each filled before the next. */
function columnsIn(heights: readonly number[], rows: number): number {
  let columns = 0;
  let left = 0;
  for (const height of heights) {
    if (left < height + 1) {
      columns += 1;
      left = rows - 1;
    }
    left -= height + 1;
  }
  return columns;
}

/**
 * How many of them stand in each of `count` columns, none higher than `rows`: the way in which the columns differ least (the least
 * sum of squares of what they lack).
 */
export function evenColumns(heights: readonly number[], count: number, rows: number): readonly number[] {
  const total = heights.length;
  const sums = [0];
  for (const height of heights) sums.push((sums.at(-1) ?? 0) + height + 1);
  // costs[k][i]: the first i of them in k columns; from[k][i]: with how many of them before the last of these columns.
  const from: number[][] = [];
  let costs = Array.from({ length: total + 1 }, (_, i) => (i === 0 ? 0 : Number.POSITIVE_INFINITY));
  for (let column = 0; column < count; column += 1) {
    const next = Array.from({ length: total + 1 }, () => Number.POSITIVE_INFINITY);
    const begins = Array.from({ length: total + 1 }, () => 0);
    for (let end = 0; end <= total; end += 1) {
      for (let start = end; start >= 0; start -= 1) {
        const used = start === end ? 0 : (sums[end] ?? 0) - (sums[start] ?? 0) + 1;
        if (used > rows) break;
        const cost = (costs[start] ?? 0) + (rows - used) ** 2;
        if (cost < (next[end] ?? 0)) {
          next[end] = cost;
          begins[end] = start;
        }
      }
    }
    costs = next;
    from.push(begins);
  }
  const counts: number[] = [];
  let end = total;
  for (const begins of from.toReversed()) {
    const start = begins[end] ?? 0;
    counts.unshift(end - start);
    end = start;
  }
  return counts;
}

/** Of so many kinds every order is tried: 120 at most. Of more, that of the file, and the tallest first. */
const MOST_KINDS = 5;

/**
 * An order of the kinds, as indices: that of the file where its columns end together, else the one of the fewest rows, and of these the
 * one in which the columns differ least. `kinds`: heights of each kind's notices, which stay together; `most`: rows by which a notice
 * may be drawn out.
 */
export function orderOfKinds(kinds: readonly (readonly number[])[], count: number, most: number): readonly number[] {
  const file = kinds.map((_, index) => index);
  let best: readonly number[] = file;
  let least = { rows: Number.POSITIVE_INFINITY, uneven: 0 };
  for (const order of ordersOf(kinds, file)) {
    const heights = order.flatMap((index) => kinds[index] ?? []);
    const rows = leastRows(heights, count);
    const lacks = lacksIn(heights, evenColumns(heights, count, rows), rows);
    if (order === file && lacks.every(({ lack, notices }) => lack <= notices * most)) return file;
    const uneven = lacks.reduce((sum, { lack }) => sum + lack ** 2, 0);
    if (rows > least.rows || (rows === least.rows && uneven >= least.uneven)) continue;
    best = order;
    least = { rows, uneven };
  }
  return best;
}

function lacksIn(
  heights: readonly number[],
  counts: readonly number[],
  rows: number,
): readonly { readonly lack: number; readonly notices: number }[] {
  let at = 0;
  return counts.map((notices) => ({ lack: rows - columnRows(heights.slice(at, (at += notices))), notices }));
}

function ordersOf(kinds: readonly (readonly number[])[], file: readonly number[]): readonly (readonly number[])[] {
  if (kinds.length > MOST_KINDS) {
    const rowsOf = (index: number): number => columnRows(kinds[index] ?? []);
    return [file, file.toSorted((a, b) => rowsOf(b) - rowsOf(a))];
  }
  const all = permutations(file);
  return [file, ...all.slice(1)];
}

/** The first is `items` itself. */
function permutations(items: readonly number[]): readonly (readonly number[])[] {
  if (items.length < 2) return [items];
  return items.flatMap((first) =>
    permutations(items.filter((item) => item !== first)).map((others) => [first, ...others]),
  );
}

/** Rows that each notice of a column has beside its own, so that the column is full: as even as can be, up to `most` each. */
export function sharedRows(count: number, spare: number, most: number): readonly number[] {
  const given = Math.min(spare, count * most);
  return Array.from({ length: count }, (_, index) => Math.floor((given + count - 1 - index) / Math.max(1, count)));
}
