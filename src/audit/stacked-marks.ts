/** Characters with so many combining marks that these climb out of their line. */
import type { Article, Edition } from "../edition/model.js";
import type { Scene } from "../scene/list.js";
import { type PagedFault, textsOf } from "./conserved.js";

/** No orthography stacks so many marks on one side of a character; Tibetan and Hebrew have four at most. */
const STACK = /.\p{M}{6,}/u;

export function stackedMarks(scene: Scene, edition: Edition): readonly PagedFault[] {
  return scene.pages.flatMap(({ number, order }) =>
    edition.articles
      .filter(({ id }) => order.includes(id))
      .flatMap((article) => marksIn(article).map((fault) => ({ ...fault, page: number }))),
  );
}

function marksIn(article: Article): readonly Omit<PagedFault, "page">[] {
  return textsOf(article).flatMap(({ text, pointer }) => {
    const found = STACK.exec(text)?.[0];
    if (found === undefined) return [];
    const count = [...found].length - 1;
    return [
      {
        severity: "error" as const,
        code: "stacked-marks",
        message: `“${[...found][0]}” carries ${count} combining marks, which run into the lines beside it`,
        hint: "delete the marks; they usually come from decorated text",
        box: undefined,
        article: article.id,
        pointer,
      },
    ];
  });
}
