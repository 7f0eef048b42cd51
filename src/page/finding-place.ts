/** Where in the edition file a finding belongs: at the value it names, else at its story, else at its page. */
import type { Article, Edition } from "../edition/model.js";
import { numbered } from "../edition/page-number.js";
import type { Finding } from "../scene/list.js";
import { relatedStories } from "./leftover.js";

/** The finding with its file, line and column. */
export function placedFinding(finding: Finding, edition: Edition): Finding {
  if (finding.at !== undefined) return finding;
  return { ...finding, at: edition.placeOf(finding.pointer ?? ownPointer(finding, edition)) };
}

function ownPointer({ article, page }: Finding, edition: Edition): string {
  const stories = edition.articles.flatMap((story): readonly Article[] => [story, ...relatedStories(story)]);
  const notices = edition.pages.flatMap(({ fixed }) => fixed.flatMap(({ items = [] }) => items));
  const story = [...stories, ...notices].find(({ id }) => id === article);
  return story?.pointer ?? numbered(edition).find(({ number }) => number === page)?.page.pointer ?? "";
}
