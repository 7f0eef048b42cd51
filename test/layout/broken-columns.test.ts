import { describe, expect, it } from "vitest";
import fc from "fast-check";
import { brokenEms, brokenGrid, inBrokenColumns } from "../../src/layout/broken-columns.js";
import { columnX, type PageGrid, spanWidth } from "../../src/layout/grid.js";

/** Eight columns of 13 字 with gutters of one and a half, in tenths of a 字. */
const GRID: PageGrid = {
  columns: 8,
  rows: 110,
  em: 10,
  leading: 14,
  gutter: 15,
  columnWidth: 130,
  left: 200,
  top: 100,
  outside: { left: 60, right: 60 },
};

describe("columns of another width over the page's", () => {
  it("are of whole characters, with what is left over in the gutters", () => {
    expect(brokenEms(GRID, 3, 2)).toBe(20);
    expect(brokenGrid(GRID, 2, 3, 2)).toMatchObject({ columns: 2, columnWidth: 200, gutter: 20, left: 490 });
    expect(brokenGrid(GRID, 0, 5, 3)).toMatchObject({ columnWidth: 220, gutter: 25, left: 200 });
    expect(brokenGrid(GRID, 0, 2, 3)).toMatchObject({ columnWidth: 80, gutter: 17 });
    expect(brokenGrid(GRID, 6, 2, 1)).toMatchObject({ columnWidth: 270, left: columnX(GRID, 6) });
  });

  it("stand on the page's own rows and end flush with its columns, whatever the grid", () => {
    const grids = fc.record({
      em: fc.integer({ min: 80_000, max: 150_000 }),
      ems: fc.integer({ min: 8, max: 20 }),
      gutter: fc.integer({ min: 1, max: 3 }),
      columns: fc.integer({ min: 2, max: 8 }),
      count: fc.integer({ min: 2, max: 8 }),
    });
    fc.assert(
      fc.property(grids, ({ em, ems, gutter, columns, count }) => {
        const page = { ...GRID, em, columnWidth: ems * em, gutter: gutter * em };
        fc.pre(brokenEms(page, columns, count) >= 4);
        const own = brokenGrid(page, 0, columns, count);
        expect(own.columnWidth % em).toBe(0);
        expect(own.gutter).toBeGreaterThanOrEqual(page.gutter);
        const short = spanWidth(page, columns) - spanWidth(own, count);
        expect(short).toBeGreaterThanOrEqual(0);
        expect(short).toBeLessThan(count);
        expect([own.top, own.leading, own.rows]).toEqual([page.top, page.leading, page.rows]);
      }),
    );
  });

  it("reach out of the type area only where they stand at its edge", () => {
    expect(brokenGrid(GRID, 0, 3, 2).outside).toEqual({ left: 60, right: 0 });
    expect(brokenGrid(GRID, 5, 3, 2).outside).toEqual({ left: 0, right: 60 });
    expect(brokenGrid(GRID, 0, 8, 5).outside).toEqual({ left: 60, right: 60 });
  });

  it("give up to others what ends where both have an edge", () => {
    const region = { column: 2, columns: 6, row: 0, rows: 40 };
    const cut = { column: 4, columns: 4, row: 30, rows: 10 };
    expect(inBrokenColumns(cut, region, 3)).toEqual({ column: 1, columns: 2, row: 30, rows: 10 });
    expect(inBrokenColumns(cut, region, 4)).toBeUndefined();
  });
});
