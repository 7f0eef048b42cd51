/** The lead leads: no head of the page is larger than its own. */
import { headSizes } from "../scene/head-sizes.js";
import type { ScenePage } from "../scene/list.js";
import type { Fault } from "./painted.js";
import { points } from "./type.js";

/** Sizes that differ by less look the same at arm's length. */
const LARGER = 1.04;

/** `order`: ids of the page's stories, the most important first. */
export function leadFaults({ items, areas }: ScenePage, order: readonly string[]): readonly Fault[] {
  const [lead, ...others] = order;
  const sizes = headSizes(items);
  const own = sizes.get(lead ?? "");
  if (lead === undefined || own === undefined) return [];
  const larger = others
    .map((id) => ({ id, size: sizes.get(id) ?? 0 }))
    .filter(({ size }) => size > LARGER * own)
    .toSorted((a, b) => b.size - a.size);
  if (larger.length === 0) return [];
  const named = larger.map(({ id, size }) => `${id} (${points(size)} pt)`).join(", ");
  return [
    {
      severity: "error",
      code: "head-over-lead",
      message: `the head of ${lead}, ${points(own)} pt, the most important story that begins on this page, is smaller than that of ${named}`,
      hint: "give the lead more columns in `layout`, or another order in `articles`",
      box: areas.find(({ kind, article }) => kind === "head" && article === lead)?.rect,
      article: lead,
      pointer: undefined,
    },
  ];
}
