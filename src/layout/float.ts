/**
 * Tables that a leg has no room for leave white behind them, or a subhead alone at its foot. Rather than that, the text runs on past
 * them: a table may stand a few paragraphs later than it was written, where that costs less.
 */
import { type Flow, flow as flowInOrder, type FlowItem, type FlowOptions, type Leg } from "./flow.js";

/** White rows that are let stand, as elsewhere in a flow. */
const LEAST_WHITE = 3;
/** Paragraphs that a table may be passed by, and what each of them costs: white at the text's end is better by that much. */
const FURTHEST = 3;
const PASSED = 1_000;

/** Sets `items` into `legs` as `flow` does; indices in the result are those of `items`. */
export function flow(items: readonly FlowItem[], legs: readonly Leg[], options: FlowOptions = {}): Flow {
  let order: readonly number[] = items.map((_, index) => index);
  let best = flowInOrder(items, legs, options);
  for (const [first, item] of items.entries()) {
    if (best.blankRows <= LEAST_WHITE && best.torn === 0) break;
    if (item.kind !== "block" || item.floats === undefined) continue;
    const at = order.indexOf(first);
    const own = order.slice(at, at + item.floats);
    const behind = order.slice(at + item.floats);
    let { cost } = best;
    for (let passed = 1; passed <= FURTHEST; passed += 1) {
      const over = items[behind[passed - 1] ?? -1];
      if (over?.kind !== "paragraph") break;
      const moved = [...order.slice(0, at), ...behind.slice(0, passed), ...own, ...behind.slice(passed)];
      const set = flowInOrder(
        moved.flatMap((index) => items[index] ?? []),
        legs,
        options,
      );
      // What is left over is cut off where it begins: it must be the end of the text as it was written.
      if (set.overset.length > 0 || set.cost + passed * PASSED >= cost) continue;
      cost = set.cost + passed * PASSED;
      best = { ...set, cost, placed: set.placed.map((placed) => ({ ...placed, item: moved[placed.item] ?? 0 })) };
      order = moved;
      break;
    }
  }
  return best;
}
