import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { mm, pt } from "../../src/base/length.js";
import { closingGrids, type GridChoice } from "../../src/layout/grid-solver.js";

function grids(width: number, height: number, body: number, leading: number): readonly GridChoice[] {
  const area = { width: mm(width), height: mm(height) };
  return closingGrids({ width: mm(width + 40), height: mm(height + 60), body: pt(body), leading: pt(leading), area });
}

/** 8x13+1 */
const name = ({ columns, columnEms, gutterEms }: GridChoice): string => `${columns}x${columnEms}+${gutterEms}`;

describe("closingGrids", () => {
  // Type areas of Chinese papers with the grids that papers use on them.
  it.each<[number, number, number, number, number, Readonly<Record<string, number>>]>([
    [350, 490, 9, 12.6, 110, { "8x13+1": 352.4, "8x12+2": 349.2, "7x14+2": 349.2 }],
    [350, 490, 9.5, 13.5, 103, { "7x14+1": 348.5, "6x16+1.5": 346.9, "5x20+1": 348.5 }],
    [350, 490, 10, 14, 99, { "5x19+1": 349.2, "7x13+1.5": 352.8, "8x11+1.5": 347.5 }],
    [350, 490, 10.5, 15, 92, { "6x15+1": 351.9, "5x18+1": 348.2 }],
    [330, 470, 9, 12.6, 106, { "7x14+1": 330.2, "5x20+1": 330.2 }],
    [245, 350, 9, 12.6, 79, { "6x12+1": 244.5, "5x14+2": 247.6 }],
    [245, 350, 10, 14, 71, { "5x13+1": 243.4 }],
  ])("%d × %d mm at %d on %d pt", (width, height, body, leading, rows, known) => {
    const found = grids(width, height, body, leading);
    const sizes = new Map(found.map((grid) => [name(grid), grid.widthMm]));
    for (const [grid, size] of Object.entries(known))
      expect(Math.abs((sizes.get(grid) ?? 0) - size)).toBeLessThan(0.06);
    expect(new Set(found.map((grid) => grid.rows))).toEqual(new Set([rows]));
  });

  it("takes usual margins off a sheet", () => {
    const query = { width: mm(390), height: mm(550), body: pt(9), leading: pt(12.6) };
    expect(closingGrids(query)).toEqual(grids(350, 490, 9, 12.6));
  });

  it("tries only what it is asked for", () => {
    const query = { width: mm(390), height: mm(550), body: pt(9), leading: pt(12.6) };
    const found = closingGrids({
      ...query,
      columns: { min: 8, max: 8 },
      columnEms: { min: 10, max: 14 },
      gutters: [1],
    });
    expect(found.map(name)).toEqual(["8x13+1"]);
    expect(closingGrids({ ...query, tolerance: mm(0.1) }).every(({ missMm }) => Math.abs(missMm) <= 0.1)).toBe(true);
  });

  it("finds nothing where there is no room", () => {
    expect(grids(350, 2, 9, 12.6)).toEqual([]);
    expect(closingGrids({ width: mm(30), height: mm(50), body: pt(9), leading: pt(12) })).toEqual([]);
    expect(closingGrids({ width: mm(390), height: mm(550), body: 0, leading: 0 })).toEqual([]);
  });

  it("closes exactly, the nearest first, on any sheet", () => {
    const sheet = fc.record({
      width: fc.integer({ min: 200, max: 500 }),
      height: fc.integer({ min: 250, max: 600 }),
      body: fc.integer({ min: 70, max: 130 }),
      leading: fc.integer({ min: 0, max: 60 }),
    });
    fc.assert(
      fc.property(sheet, ({ width, height, body: tenths, leading: more }) => {
        const body = pt(tenths / 10);
        const leading = pt((tenths + more) / 10);
        const found = closingGrids({ width: mm(width), height: mm(height), body, leading });
        let last = 0;
        for (const grid of found) {
          const gutter = Math.round(grid.gutterEms * body);
          expect(grid.width).toBe(grid.columns * grid.columnEms * body + (grid.columns - 1) * gutter);
          expect(grid.height).toBe((grid.rows - 1) * leading + body);
          expect(grid.height).toBeLessThanOrEqual(mm(height - 60));
          expect(grid.height + leading).toBeGreaterThan(mm(height - 60));
          expect(grid.capacity).toBe(grid.columns * grid.columnEms * grid.rows);
          expect(Math.abs(grid.missMm)).toBeGreaterThanOrEqual(last);
          last = Math.abs(grid.missMm);
        }
      }),
      { seed: 3, numRuns: 200 },
    );
  });
});
