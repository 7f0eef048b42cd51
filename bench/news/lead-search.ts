/**
 * Whether a page on which the lead does not lead could have been made up so that it does: with ten times the steps, then with
 * the lead pinned at the head of the page in every width that it may have and a few depths, the rest made up around it.
 */
import { composeJob, type Job } from "../../src/compose.js";
import type { Template } from "../../src/template/resolved.js";
import { castOff } from "./cast-off.js";
import type { NewsEdition, Size } from "./edition-types.js";
import { type NewsFigures, newsFigures } from "./news-figures.js";
import { newsJob } from "./news-job.js";
import type { FontLibrary } from "../../src/font/library.js";

/** Depths that are tried, against the rows cast off for the lead. */
const DEPTHS = [0.8, 0.88, 0.95, 1.02, 1.1, 1.18, 1.27, 1.37];
/** A page is as good when it is not whiter by more, in percent of the page. */
const WHITER = 1;

export interface Asked {
  readonly edition: NewsEdition;
  readonly pictures: ReadonlyMap<string, Size>;
  readonly number: number;
  readonly templates: ReadonlyMap<string, Template>;
  readonly fonts: FontLibrary;
}

/** How it was found, or undefined. */
export function leadCouldLead(asked: Asked, before: NewsFigures): string | undefined {
  const { edition, pictures, number, templates, fonts } = asked;
  const page = edition.pages.find((one) => one.number === number);
  const template = templates.get(page?.template ?? "");
  const lead = edition.articles.find(({ id }) => id === page?.articles[0]);
  if (page === undefined || template === undefined || lead === undefined) return undefined;
  const holds = (job: Job): boolean => {
    const after = newsFigures(composeJob(job), number, template, edition);
    return after.leads && after.overset <= before.overset && after.white <= before.white + WHITER;
  };
  const patient = new Map(
    [...templates].map(([name, one]): [string, Template] => [
      name,
      { ...one, makeup: { ...one.makeup, steps: 10 * one.makeup.steps } },
    ]),
  );
  if (holds(newsJob(edition, pictures, patient, fonts))) return "with ten times the steps";
  const { columns, rows } = template.grid;
  const size = castOff(lead, template, pictures);
  for (let wide = Math.ceil(template.makeup.leadColumns * columns); wide <= columns; wide += 1) {
    for (const depth of DEPTHS) {
      const deep = Math.round((size / wide) * depth);
      if (deep < 8 || deep > rows - 12) continue;
      for (const first of wide === columns ? [1] : [1, columns - wide + 1]) {
        const layout = [{ article: lead.id, columns: [first, first + wide - 1], rows: [1, deep] }];
        const pinned = { ...edition, pages: edition.pages.map((one) => (one === page ? { ...one, layout } : one)) };
        if (holds(newsJob(pinned, pictures, templates, fonts)))
          return `pinned over columns ${first}–${first + wide - 1}, rows 1–${deep}`;
      }
    }
  }
  return undefined;
}
