/** Notices shared out over the columns of their field. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { columnRows, evenColumns, leastRows, orderOfKinds, sharedRows } from "../../src/page/field-columns.js";

describe("notices in columns", () => {
  const heights = fc.array(fc.integer({ min: 1, max: 12 }), { minLength: 1, maxLength: 12 });

  it("stand in the fewest rows, all of them and in their order", () => {
    fc.assert(
      fc.property(heights, fc.integer({ min: 1, max: 5 }), (all, count) => {
        const rows = leastRows(all, count);
        const counts = evenColumns(all, count, rows);
        expect(counts).toHaveLength(count);
        expect(counts.reduce((sum, one) => sum + one, 0)).toBe(all.length);
        let at = 0;
        const columns = counts.map((one) => columnRows(all.slice(at, (at += one))));
        expect(Math.max(...columns)).toBe(rows);
        // In a row less they would need another column.
        const tallest = Math.max(...all.map((one) => columnRows([one])));
        expect(rows === tallest || brute(all, count) === rows).toBe(true);
      }),
    );
  });

  it("keep the order of their kinds unless columns end together by another", () => {
    expect(orderOfKinds([[4], [9], [4]], 2, 4)).toEqual([0, 2, 1]);
    expect(orderOfKinds([[4, 4], [8]], 2, 4)).toEqual([0, 1]);
    const many = Array.from({ length: 40 }, (_, i) => [1 + (i % 9)]);
    expect(orderOfKinds(many, 4, 2).toSorted((a, b) => a - b)).toEqual(many.map((_, i) => i));
  });

  it("are as even as can be", () => {
    expect(evenColumns([4, 4, 4, 4], 2, 12)).toEqual([2, 2]);
    expect(evenColumns([9, 2, 2, 2], 2, 10 + 1)).toEqual([1, 3]);
    expect(evenColumns([5], 3, 7).reduce((sum, one) => sum + one, 0)).toBe(1);
  });

  it("take what is to spare in turn, and no more than is wanted", () => {
    expect(sharedRows(3, 4, 2)).toEqual([2, 1, 1]);
    expect(sharedRows(2, 9, 2)).toEqual([2, 2]);
    expect(sharedRows(0, 5, 2)).toEqual([]);
  });
});

/** The lowest tallest column of all ways to part the list. */
function brute(all: readonly number[], count: number): number {
  if (count === 1) return columnRows(all);
  let least = Number.POSITIVE_INFINITY;
  for (let at = 0; at <= all.length; at += 1) {
    const rows = Math.max(columnRows(all.slice(0, at)), brute(all.slice(at), count - 1));
    least = Math.min(least, rows);
  }
  return least;
}
