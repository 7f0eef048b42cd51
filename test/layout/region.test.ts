import { describe, expect, it } from "vitest";
import { freeRows, linesOf, slotsOf } from "../../src/layout/region.js";

const AREA = { column: 2, columns: 3, row: 10, rows: 30 };

describe("what obstacles leave of an area", () => {
  it("runs up to the top in the columns that a head leaves free", () => {
    const { legs, lost } = freeRows(AREA, [{ column: 2, columns: 2, row: 10, rows: 8 }]);
    expect(legs).toEqual([
      { column: 2, columns: 1, row: 18, rows: 22 },
      { column: 3, columns: 1, row: 18, rows: 22 },
      { column: 4, columns: 1, row: 10, rows: 30 },
    ]);
    expect(lost).toBe(0);
  });

  it("loses rows that are too low for a leg", () => {
    const { legs, lost } = freeRows(AREA, [{ column: 2, columns: 1, row: 11, rows: 28 }]);
    expect(legs.map(({ column }) => column)).toEqual([3, 4]);
    expect(lost).toBe(2);
  });

  it("sets lines beside a picture once, where the row under what stands over it reaches into the row over it", () => {
    const photo = { column: 2, columns: 1, row: 4, rows: 6 };
    const over = { column: 2, columns: 1, row: 0, rows: 5 };
    const strip = { ...photo, start: 0, measure: 6, share: 0.5 };
    const legs = freeRows({ column: 2, columns: 1, row: 0, rows: 20 }, [over, photo], [strip]).legs;
    expect(legs.map(({ row, rows }) => [row, rows])).toEqual([
      [5, 5],
      [10, 10],
    ]);
  });

  it("keeps shorter lines beside a picture that takes a part of a column", () => {
    const photo = { column: 3, columns: 2, row: 20, rows: 10 };
    const strip = { ...photo, columns: 1, start: 0, measure: 6, share: 0.5 };
    const { legs } = freeRows(AREA, [photo], [strip]);
    expect(legs).toEqual([
      { column: 2, columns: 1, row: 10, rows: 30 },
      { column: 3, columns: 1, row: 10, rows: 10 },
      { ...strip, under: true },
      { column: 3, columns: 1, row: 30, rows: 10, under: true },
      { column: 4, columns: 1, row: 10, rows: 10 },
      { column: 4, columns: 1, row: 30, rows: 10 },
    ]);
    expect([linesOf(legs), slotsOf(legs)]).toEqual([80, 75]);
  });

  it("begins with them where the picture stands at the area's head", () => {
    const photo = { column: 2, columns: 1, row: 10, rows: 12 };
    const { legs } = freeRows(AREA, [photo], [{ ...photo, start: 7, measure: 6, share: 0.5 }]);
    expect(legs.slice(0, 2)).toEqual([
      { ...photo, start: 7, measure: 6, share: 0.5 },
      { column: 2, columns: 1, row: 22, rows: 18, under: true },
    ]);
  });
});
