/** The lead leads: no head of the page is larger than its own. */
import { layPage } from "../lint/laid-page.js";
import { toPt } from "../base/length.js";
import type { ScenePage } from "../scene/list.js";
import type { Fault } from "./painted.js";

/** Sizes that differ by less look the same at arm's length. */
const LARGER = 1.04;

/** `order`: ids of the page's stories, the most important first. */
export function leadFaults(page: ScenePage, order: readonly string[]): readonly Fault[] {
  const laid = layPage(page, order);
  const [lead, ...others] = laid.stories;
  if (lead === undefined || lead.id !== order[0] || lead.headSize === 0) return [];
  const larger = others
    .filter(({ headSize }) => headSize > LARGER * lead.headSize)
    .toSorted((a, b) => b.headSize - a.headSize);
  const [largest] = larger;
  if (largest === undefined) return [];
  const named = larger.map(({ id, headSize }) => `${id} (${points(headSize)} pt)`).join(", ");
  return [
    {
      severity: "error",
      code: "head-over-lead",
      message: `the lead's head, ${points(lead.headSize)} pt, is smaller than that of ${named}`,
      hint: "give the lead more columns in `layout`, or another order in `articles`",
      box: lead.head === undefined ? undefined : laid.rectOf(lead.head),
      article: lead.id,
      pointer: undefined,
    },
  ];
}

function points(size: number): number {
  return Math.round(toPt(size) * 10) / 10;
}
