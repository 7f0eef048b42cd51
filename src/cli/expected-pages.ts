/** What the files of an edition are to show, for checks of finished files. */
import type { Article } from "../edition/model.js";
import { folioLabels } from "../page/folio.js";
import type { Job, JobPage } from "../compose.js";
import type { ExpectedPage } from "../press/preflight/checks/against-edition.js";

export function expectedPage({ edition }: Pick<Job, "edition">, { page, number, template }: JobPage): ExpectedPage {
  const labels = folioLabels(template, edition, page, number);
  const plate = template.masthead !== undefined;
  const credits = template.folio.credits === "none" && !plate ? [] : page.credits;
  return {
    number,
    ...(page.date === undefined ? {} : { date: page.date }),
    ...(labels.number === undefined || plate ? {} : { numberText: labels.number }),
    ...(labels.date === undefined ? {} : { dateText: labels.date }),
    credits: credits.flatMap(({ role, names }) => [role.text, ...names.map(({ text }) => text)]),
    headlines: page.articles.flatMap((id) => headlineOf(edition.articles.find((article) => article.id === id))),
  };
}

/** One text: what stands in several lines is drawn line by line. */
function headlineOf(article: Article | undefined): readonly string[] {
  const text = (article?.headline ?? []).map((line) => line.text).join("");
  return text === "" ? [] : [text];
}
