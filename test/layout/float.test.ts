import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { flow } from "../../src/layout/float.js";
import { flow as inOrder, type FlowItem, type FlowParagraph } from "../../src/layout/flow.js";
import type { Line } from "../../src/text/model.js";

const MEASURE = 13;
const legs = (...rows: number[]) => rows.map((count) => ({ measure: MEASURE, rows: count }));

function paragraph(rows: number): FlowParagraph {
  const line: Line = { start: 0, end: 1, indent: 0, measure: MEASURE, natural: MEASURE, cost: 0, last: false };
  const broken = { lines: Array.from({ length: rows }, () => ({ ...line })), cost: 0 };
  const only = (looseness: number) => (looseness === 0 ? broken : null);
  return {
    kind: "paragraph",
    looseness: 1,
    broken: (_measure, looseness) => only(looseness),
    brokenAcross: (_measureOf, looseness) => only(looseness),
  };
}

/** A table: rows of these heights that stay together. */
const table = (...heights: number[]): FlowItem[] =>
  heights.map((height, i) => ({
    kind: "block",
    keepNext: 0,
    rows: () => [height],
    ...(i === 0
      ? { floats: heights.length, together: () => heights.slice(1).reduce((sum, rows) => sum + rows, 0) }
      : {}),
  }));
const subhead: FlowItem = { kind: "block", keepNext: 1, rows: () => [2] };
const order = (items: readonly FlowItem[], rows: readonly number[]): readonly number[] =>
  flow(items, legs(...rows)).placed.map(({ item }) => item);

describe("a table", () => {
  it("lets the text past it rather than leave white", () => {
    const items = [paragraph(4), ...table(3, 3), paragraph(8), paragraph(2)];
    expect(inOrder(items, legs(8, 16)).blankRows).toBe(4);
    expect(flow(items, legs(8, 16)).blankRows).toBe(0);
    expect(order(items, [8, 16])).toEqual([0, 3, 1, 2, 4]);
  });

  it("stays where it was written when it fits, or when little white is left", () => {
    const items = [paragraph(4), ...table(3, 3), paragraph(8)];
    expect(order(items, [10, 16])).toEqual([0, 1, 2, 3]);
    expect(order([paragraph(5), ...table(3, 3), paragraph(8)], [8, 16])).toEqual([0, 1, 2, 3]);
  });

  it("lets the text past it rather than leave the subhead over it alone", () => {
    const head: FlowItem = { ...subhead, keepNext: 2, isHead: true };
    const items = [paragraph(10), head, ...table(3, 3), paragraph(6), paragraph(2)];
    expect(inOrder(items, legs(14, 12)).torn).toBe(1);
    expect(flow(items, legs(14, 12)).torn).toBe(0);
    expect(order(items, [14, 12])).toEqual([0, 1, 4, 2, 3, 5]);
  });

  it("never passes a subhead", () => {
    const items = [paragraph(4), ...table(3, 3), subhead, paragraph(8)];
    expect(order(items, [8, 18])).toEqual([0, 1, 2, 3, 4]);
  });

  it("keeps its place in text that goes on elsewhere", () => {
    const items = [paragraph(4), ...table(3, 3), paragraph(8), paragraph(40)];
    const set = flow(items, legs(8, 10));
    expect(set.placed.map(({ item }) => item)).toEqual([0, 1, 2, 3]);
    expect(set.overset[0]?.item).toBe(3);
  });

  it("is placed whole, and everything once", () => {
    const item = fc.oneof(
      fc.integer({ min: 1, max: 9 }).map((rows) => [paragraph(rows)]),
      fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 1, maxLength: 4 }).map((heights) => table(...heights)),
      fc.constant([subhead]),
    );
    fc.assert(
      fc.property(
        fc.array(item, { maxLength: 10 }).map((groups) => groups.flat()),
        fc.array(fc.integer({ min: 2, max: 16 }), { minLength: 1, maxLength: 5 }),
        (items, rows) => {
          const set = flow(items, legs(...rows));
          const all = new Set([...set.placed.map((placed) => placed.item), ...set.overset.map((entry) => entry.item)]);
          expect([...all].toSorted((a, b) => a - b)).toEqual(items.map((_, index) => index));
          expect(set.cost).toBeLessThanOrEqual(inOrder(items, legs(...rows)).cost);
        },
      ),
      { seed: 17, numRuns: 300 },
    );
  });
});
