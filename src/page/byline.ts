/** Where a story's byline (署名) stands: as the last line of its head, or at the head of its first column. */
import type { Article } from "../edition/model.js";
import type { Typesetter } from "./typeset.js";

/** Whether the byline opens the first column. A head without text under it, or beside it, keeps its byline. */
export function bylineInColumn({ template }: Typesetter, article: Article): boolean {
  return (
    template.story.byline === "column" &&
    article.byline !== undefined &&
    article.body.length > 0 &&
    article.headlineDirection !== "vertical"
  );
}

/** The story as its head knows it: without a byline that stands in the text. */
export function asHeaded(setter: Typesetter, article: Article): Article {
  if (!bylineInColumn(setter, article)) return article;
  const { byline: _byline, ...rest } = article;
  return rest;
}
