/** How large the headlines of a finished page are. */
import type { Len } from "../base/length.js";
import type { SceneItem } from "./list.js";

/** By story, the largest type of its headline. */
export function headSizes(items: readonly SceneItem[]): ReadonlyMap<string, Len> {
  const sizes = new Map<string, Len>();
  for (const item of items) {
    if (item.kind !== "glyphs" || item.role !== "headline" || item.source.article === undefined) continue;
    sizes.set(item.source.article, Math.max(sizes.get(item.source.article) ?? 0, item.size));
  }
  return sizes;
}
