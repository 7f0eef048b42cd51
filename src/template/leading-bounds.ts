/** Leadings with which the lines of a style would be printed over one another. */
import type { Len } from "../base/length.js";
import type { StyleName, Template } from "./resolved.js";

/** Han characters fill nine tenths of their em: lines that stand closer meet. */
export const LEAST_LEADING = 0.9;
/** Styles whose lines stand on the rows of the body, whatever their own leading. */
const ON_ROWS = ["body", "relatedBody", "verse", "relatedVerse", "note", "relatedNote"] as const;

/** A style that is taller than the rows of the body, on which its lines stand. */
export function taller(styles: Template["styles"], row: Len): StyleName | undefined {
  return ON_ROWS.find((name) => styles[name].size > row);
}

export function isTooTight(name: StyleName, size: Len, leading: Len): boolean {
  return leading < LEAST_LEADING * size && !ON_ROWS.some((one) => one === name);
}
