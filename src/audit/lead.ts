/** The lead leads: no head of the page is larger than its own. */
import { headSizes } from "../scene/head-sizes.js";
import type { ScenePage } from "../scene/list.js";
import type { Fault } from "./painted.js";
import { points } from "./type.js";

/** Sizes that differ by less look the same at arm's length. */
const LARGER = 1.04;

export function leadFaults({ items, areas, order, sized = [] }: ScenePage): readonly Fault[] {
  const [lead, ...others] = order;
  const sizes = headSizes(items);
  const own = sizes.get(lead ?? "");
  if (lead === undefined || own === undefined) return [];
  const larger = others
    .map((id) => ({ id, size: sizes.get(id) ?? 0 }))
    .filter(({ size }) => size > LARGER * own)
    .toSorted((a, b) => b.size - a.size);
  const tell = (heads: typeof larger, rest: Pick<Fault, "severity" | "hint">): readonly Fault[] => {
    if (heads.length === 0) return [];
    const named = heads.map(({ id, size }) => `${id} (${points(size)} pt)`).join(", ");
    return [
      {
        ...rest,
        code: "head-over-lead",
        message: `the head of ${lead}, ${points(own)} pt, the most important story that begins on this page, is smaller than that of ${named}`,
        box: areas.find(({ kind, article }) => kind === "head" && article === lead)?.rect,
        article: lead,
        pointer: undefined,
      },
    ];
  };
  const isAsked = ({ id }: { readonly id: string }): boolean => sized.includes(id);
  return [
    ...tell(
      larger.filter((head) => !isAsked(head)),
      { severity: "error", hint: "give the lead more columns in `layout`, or another order in `articles`" },
    ),
    ...tell(larger.filter(isAsked), { severity: "warning", hint: "give that one a smaller `size` in its `head`" }),
  ];
}
