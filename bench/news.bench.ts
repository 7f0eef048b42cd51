/**
 * How well pages of real shapes are made up: `npm run bench:news -- [PAGES] [FIRST]` sets pages of editions as newsrooms have them
 * (bench/news/), and prints a table in Markdown. `-v` names every page with its faults; `--seeds=2,6` sets those editions alone,
 * `--template=NAME` those pages; `--steps=N` gives pages other steps of search than their templates. `--search` looks whether
 * the lead could have led where it does not. `--dump SEED FOLDER` writes an edition with its pictures, for the command.
 */
import { composeJob } from "../src/compose.js";
import { createLibrary } from "../src/font/library.js";
import { bundledFonts } from "../src/host/fonts.js";
import { loadTemplate } from "../src/host/templates.js";
import type { Template } from "../src/template/resolved.js";
import { leadCouldLead } from "./news/lead-search.js";
import { generateNews, type MadePage, NEWS_TEMPLATES } from "./news/news-edition.js";
import { lostCharacters, type NewsFigures, newsFigures } from "./news/news-figures.js";
import { dumpNews, newsJob } from "./news/news-job.js";
import { table } from "./news/news-table.js";

export interface Row extends NewsFigures, MadePage {
  readonly seed: number;
  readonly stories: number;
  /** Of the whole edition. */
  readonly lost: number;
  /** Processor time, ms, of the edition by its pages. */
  readonly time: number;
  /** How the lead could have led, where it does not: undefined where nobody looked. */
  readonly possible?: string;
}

let library: ReturnType<typeof createLibrary> | undefined;
const args = process.argv.slice(2);
const templates = new Map<string, Template>();
const steps = option("steps");
for (const name of NEWS_TEMPLATES) {
  const loaded = await loadTemplate(name);
  const makeup = { ...loaded.makeup, ...(steps === undefined ? {} : { steps: Number(steps) }) };
  templates.set(name, { ...loaded, makeup });
}

const dump = args.indexOf("--dump");
if (dump >= 0) {
  const [seed = "1", folder = `news-${seed}`] = args.slice(dump + 1);
  await dumpNews(generateNews(Number(seed), templates), folder);
  console.log(folder);
} else {
  const [count = 300, first = 1] = args.filter((one) => !one.startsWith("-")).map(Number);
  const only = option("template");
  const seeds = option("seeds")?.split(",").map(Number);
  const rows: Row[] = [];
  const add = (seed: number): void => {
    const found = rowsOf(seed).filter(({ template }) => only === undefined || template === only);
    rows.push(...found);
    if (args.includes("-v")) for (const row of found) console.log(lineOf(row));
  };
  if (seeds === undefined) for (let seed = first; rows.length < count; seed += 1) add(seed);
  else for (const seed of seeds) add(seed);
  console.log(table(rows.slice(0, count)));
}

function option(name: string): string | undefined {
  return args.find((one) => one.startsWith(`--${name}=`))?.split("=")[1];
}

function rowsOf(seed: number): readonly Row[] {
  const made = generateNews(seed, templates);
  const fonts = (library ??= createLibrary(bundledFonts()));
  const job = newsJob(made.edition, made.pictures, templates, fonts);
  const started = process.cpuUsage();
  const composed = composeJob(job);
  const { user, system } = process.cpuUsage(started);
  const time = (user + system) / 1_000 / made.pages.length;
  const lost = lostCharacters(composed, made.edition);
  return made.pages.map((page) => {
    const template = templates.get(page.template);
    if (template === undefined) throw new Error(`there is no template ${page.template}`);
    const figures = newsFigures(composed, page.number, template, made.edition);
    const stories = made.edition.pages.find(({ number }) => number === page.number)?.articles.length ?? 0;
    const row = { seed, ...page, ...figures, stories, lost, time };
    if (figures.leads || !args.includes("--search")) return row;
    const asked = { edition: made.edition, pictures: made.pictures, number: page.number, templates, fonts };
    return { ...row, possible: leadCouldLead(asked, figures) ?? "no" };
  });
}

function lineOf(row: Row): string {
  const { lead, faults } = row;
  const counted = (codes: readonly string[]): string =>
    [...new Set(codes)].map((code) => `${code}×${codes.filter((one) => one === code).length}`).join(",");
  return [
    `seed ${row.seed} page ${row.number}`,
    row.template,
    row.kind,
    `copy ${(100 * row.copy).toFixed(1)}`,
    `stories ${row.stories}`,
    `white ${row.white.toFixed(2)}% (${row.longest} rows)`,
    `holes ${row.seen.toFixed(1)}% (${row.hole.toFixed(1)}%)`,
    `overset ${row.overset}`,
    ...(row.lost > 0 ? [`LOST ${row.lost}`] : []),
    ...(row.overlaps > 0 ? [`OVERLAPS ${row.overlaps}`] : []),
    row.leads
      ? "leads"
      : `NO LEAD${lead.largest ? "" : " smaller"}${lead.atHead ? "" : " low"}${lead.wide ? "" : " narrow"}`,
    ...(row.possible === undefined ? [] : [`possible: ${row.possible}`]),
    ...(row.rising > 0 ? [`rising ${row.rising}`] : []),
    [...faults]
      .filter(([, n]) => n > 0)
      .map(([rule, n]) => `${rule}×${n}`)
      .join(","),
    `errors ${counted(row.errors)}`,
    `warnings ${counted(row.warnings)}`,
    `${row.time.toFixed(0)} ms`,
  ].join("  ");
}
