/** What a flow parted over two legs that belongs in one. */
import type { FlowItem, PlacedItem } from "./flow-items.js";

/** First slots of legs, and those of them that go on right under others: nothing is parted there. */
interface Columns {
  readonly starts: readonly number[];
  readonly unders: ReadonlySet<number>;
}

/** Whether a head stands apart from what follows it; what has no room at all leaves no head alone. */
function isAlone(
  items: readonly FlowItem[],
  own: PlacedItem,
  next: PlacedItem | undefined,
  { starts, unders }: Columns,
): boolean {
  const item = items[own.item];
  if (own.kind !== "block" || item?.kind !== "block" || item.isHead !== true) return false;
  if (next === undefined) return false;
  const leg = next.kind === "block" ? next.leg : (next.lines[0]?.leg ?? own.leg);
  return leg > own.leg && !unders.has(starts[leg] ?? -1);
}

export function isParted(items: readonly FlowItem[], own: PlacedItem, before: PlacedItem | undefined): boolean {
  const item = items[own.item];
  if (own.kind !== "block" || item?.kind !== "block" || item.again === undefined) return false;
  return before?.kind === "block" && before.leg !== own.leg;
}

export function isTorn(
  items: readonly FlowItem[],
  own: PlacedItem,
  next: PlacedItem | undefined,
  columns: Columns,
): boolean {
  const item = items[own.item];
  if (own.kind !== "paragraph" || item?.kind !== "paragraph") return isAlone(items, own, next, columns);
  const [first, last] = [own.lines.slice(0, item.keepFirst ?? 1), own.lines.slice(-(item.keepLast ?? 1))];
  return [first, last].some((kept) => {
    const column = kept[0]?.leg;
    return kept.some(({ leg }) => leg !== column && !columns.unders.has(columns.starts[leg] as number));
  });
}
