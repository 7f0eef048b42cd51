/** How large the headlines of a finished page are, and in which faces they stand. */
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

/** By story, the face of most of its headline. */
export function headFaces(items: readonly SceneItem[]): ReadonlyMap<string, string> {
  const longest = new Map<string, { readonly face: string; readonly glyphs: number }>();
  for (const item of items) {
    if (item.kind !== "glyphs" || item.role !== "headline" || item.source.article === undefined) continue;
    const { face, gids } = item;
    if (gids.length > (longest.get(item.source.article)?.glyphs ?? 0))
      longest.set(item.source.article, { face, glyphs: gids.length });
  }
  return new Map([...longest].map(([article, { face }]) => [article, face]));
}
