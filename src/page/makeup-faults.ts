/** What the rules of make-up cost a page that is only thought of: the same predicates as `banxin lint` has. */
import type { Fault } from "../lint/fault.js";
import { type RuleId, RULES } from "../lint/rules.js";
import type { Cells } from "../layout/grid.js";
import { laidStories, type ShapedStory, within } from "./laid-stories.js";
import { risingHeads } from "./rank-heads.js";
import { CROSSED_PART, type MakeupRules } from "./makeup-search.js";

/** Faults of a page that is only thought of. */
export interface Faults {
  /** What they cost, by rule. */
  readonly terms: ReadonlyMap<RuleId, number>;
  /** Ids of the stories that have them; undefined when one of them is nobody's in particular. */
  readonly stories: ReadonlySet<string> | undefined;
}

/** All faults of stories in `area`, the most important first. */
export function faultsOf(stories: readonly ShapedStory[], area: Cells, rules: MakeupRules): Faults {
  const { weights, blocks, crossed = new Set<number>() } = rules;
  const laid = laidStories(stories, area);
  const fixed = blocks.map(({ cells }) => within(cells, area));
  const page = { columns: area.columns, rows: area.rows, leading: 0, stories: laid, fixed };
  const terms = new Map<RuleId, number>();
  const touched = new Set<string>();
  let isNobodys = false;
  for (const [rule, price] of weights.rules) {
    const faults = RULES[rule].check(page);
    const isCrossed = ({ cells: [gutter] }: Fault): boolean =>
      rule === "gap-through" && gutter !== undefined && crossed.has(gutter.column + 1);
    const count = faults.reduce((sum, fault) => sum + (isCrossed(fault) ? CROSSED_PART : 1), 0);
    if (count > 0) terms.set(rule, price * count);
    for (const fault of faults) {
      isNobodys ||= fault.stories.length === 0;
      for (const id of fault.stories) touched.add(id);
    }
  }
  const [, price] = weights.rules.find(([rule]) => rule === "head-order") ?? ["head-order", 0];
  const rising = price === 0 ? [] : risingHeads(stories);
  if (rising.length > 0) terms.set("head-order", (terms.get("head-order") ?? 0) + price * rising.length);
  for (const { id, over } of rising) touched.add(id).add(over);
  return { terms, stories: isNobodys ? undefined : touched };
}
