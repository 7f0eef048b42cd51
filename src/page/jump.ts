/** Jump lines (转版): 上接N版 over a story that comes from another page, 下转N版 under one that goes on elsewhere. */
import type { Article, JumpReference } from "../edition/model.js";
import { templateText } from "./typeset.js";

/** The article with both its jump lines written: the editor's own words, or the engine's. */
export function jumpLines(article: Article): Article {
  const { continuesFrom, continuesTo } = article;
  return {
    ...article,
    ...(continuesFrom === undefined ? {} : { continuesFrom: written(continuesFrom, "上接") }),
    ...(continuesTo === undefined ? {} : { continuesTo: written(continuesTo, "下转") }),
  };
}

function written(jump: JumpReference, words: string): JumpReference {
  return jump.text === undefined ? { ...jump, text: templateText(`（${words}${jump.page}版）`) } : jump;
}
