/** Which stories a page may hold. */
import type { PageInput } from "./model.js";

/** Ids of the stories that a page holds, and of the fillers that it may take in. */
export function storiesFor({ articles, fillers = [] }: Pick<PageInput, "articles" | "fillers">): readonly string[] {
  return [...articles, ...fillers];
}
