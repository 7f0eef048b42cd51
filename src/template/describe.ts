/** A template in one line, for lists of templates. */
import { toMm, toPt } from "../base/length.js";
import type { Template } from "./resolved.js";

/** `390 × 545 mm; 8 columns of 13 字, gutters of 1 字, 110 行, body 9 pt on 12.6 pt`. */
export function describeTemplate({ page, grid, masthead }: Template): string {
  const size = `${round(toMm(page.width))} × ${round(toMm(page.height))} mm`;
  const columns = `${grid.columns} columns of ${grid.columnEms} 字`;
  const gutters = `gutters of ${round(grid.gutter / grid.em)} 字`;
  const type = `body ${round(toPt(grid.em))} pt on ${round(toPt(grid.leading))} pt`;
  const plate = masthead === undefined ? "" : "; with a nameplate";
  return `${size}; ${columns}, ${gutters}, ${grid.rows} 行, ${type}${plate}`;
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
