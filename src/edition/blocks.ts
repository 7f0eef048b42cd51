/** Walking an article's body, whatever its blocks are. */
import type { Article, Block, Inline } from "./model.js";

/** Every piece of text of a block, in reading order. */
function inlinesOf(block: Block): readonly Inline[] {
  switch (block.kind) {
    case "subhead":
      return block.lines;
    case "paragraph":
    case "quote":
      return block.inlines;
  }
}

/** Every piece of an article's body and of the bodies of its boxes. */
export function bodyInlines(article: Article): readonly Inline[] {
  return [...article.body.flatMap(inlinesOf), ...article.related.flatMap(bodyInlines)];
}
