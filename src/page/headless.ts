/** Stories that nobody gave a headline: text between two rules, which a reader takes for a part of the story over it. */
import type { Article } from "../edition/model.js";
import type { Finding } from "../scene/list.js";

/** `articles`: the stories of a page. A part that goes on from another page has the head that the engine gives it. */
export function headlessFindings(articles: readonly Article[]): readonly Omit<Finding, "page">[] {
  return articles.filter(isHeadless).map(({ id, pointer, kicker, deck }) => ({
    severity: "warning" as const,
    code: "no-headline",
    article: id,
    message:
      kicker === undefined && deck === undefined
        ? "it has no `headline`: readers take its text for a part of the story over it"
        : "it has no `headline`, only a kicker or a deck",
    hint: "give it a `headline`, or a `label` where it has none on purpose; a short notice belongs in the `items` of a notice",
    pointer,
  }));
}

/** What has a label, a frame, or a picture with no more than a paragraph under it needs no headline; nor do notes, verse or tables alone. */
function isHeadless({ headline, label, box, isFiller, continuesFrom, photos, body }: Article): boolean {
  if (headline.length > 0 || label !== undefined || box || isFiller === true || continuesFrom !== undefined)
    return false;
  const paragraphs = body.filter(({ kind }) => kind === "paragraph").length;
  return paragraphs > (photos.length > 0 ? 1 : 0);
}
