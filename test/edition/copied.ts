/** Stories whose copy was read. */
import { textsOf } from "../../src/edition/blocks.js";
import { readCopy, type CopyWish } from "../../src/edition/copy.js";
import type { Article, Edition, Inline, Language } from "../../src/edition/model.js";
import { readEdition } from "../../src/edition/read.js";

const ALL: CopyWish = { houseStyle: true, clean: true, autospace: true };

function given(story: object, language: Language = "zh-Hans"): Edition {
  const credits = [{ role: "责编", names: ["陶一苇"] }];
  const file = { language, pages: [{ articles: ["a"], credits }], articles: [{ id: "a", ...story }] };
  const outcome = readEdition(JSON.stringify(file), "e.json");
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.diagnostics));
  return outcome.value;
}

export function read(story: object, wish: Partial<CopyWish> = {}, language: Language = "zh-Hans"): Edition {
  const edition = given(story, language);
  return readCopy(edition, new Map(edition.pages.map((page) => [page, { ...ALL, ...wish }])));
}

export function storyOf({ articles }: Edition): Article {
  const [article] = articles;
  if (article === undefined) throw new Error("no story");
  return article;
}

export const joined = (inlines: readonly Inline[]): string => inlines.map(({ text }) => text).join("");

/** Paragraphs of a body; a hard break is a newline. */
export function paragraphs(
  body: readonly unknown[],
  wish: Partial<CopyWish> = {},
  language: Language = "zh-Hans",
): string[] {
  return storyOf(read({ body }, wish, language)).body.flatMap((block) => textsOf(block).map(joined));
}

export const changes = (edition: Edition) => edition.copy?.changes ?? [];
export const remarks = (edition: Edition) => (edition.copy?.remarks ?? []).map(({ code }) => code);
