/**
 * How little late changes move: `npm run bench:hold -- [EDITS] [FIRST]` makes pages of real shapes up (bench/news/), changes one thing on
 * each, sets it again with its make-up held, and prints a table in Markdown. `-v` names every edit; `--seeds=2,6` takes those editions
 * alone; `--dump SEED EDIT FOLDER` writes an edition before and after for the command.
 */
import { composeJob, makeupOf } from "../src/compose.js";
import { createLibrary } from "../src/font/library.js";
import { bundledFonts } from "../src/host/fonts.js";
import { loadTemplate } from "../src/host/templates.js";
import { storyRows } from "../src/page/page.js";
import type { Template } from "../src/template/resolved.js";
import { type Edit, EDITS, lateChange } from "./news/late-change.js";
import { type HeldFigures, heldFigures } from "./news/held-figures.js";
import { generateNews, NEWS_TEMPLATES } from "./news/news-edition.js";
import { lostCharacters } from "./news/news-figures.js";
import { dumpNews, newsJob } from "./news/news-job.js";

interface Row extends HeldFigures {
  readonly seed: number;
  readonly page: number;
  readonly edit: Edit;
  readonly article: string;
  /** Characters of the whole edition. */
  readonly lost: number;
  /** Processor time, ms: of the page as it was made up, and as it was held. */
  readonly before: number;
  readonly time: number;
}

const args = process.argv.slice(2);
const templates = new Map<string, Template>();
for (const name of NEWS_TEMPLATES) templates.set(name, await loadTemplate(name));
const fonts = createLibrary(bundledFonts());
/** A quarter of the edits each: text, pictures, headlines, advertisements. */
const KINDS: readonly Edit[] = [
  "longer",
  "picture",
  "headline",
  "advertisement",
  "shorter",
  "picture",
  "headline",
  "advertisement",
];
/** Copy that is added comes from editions of other seeds. */
const WORDS = 50_000;

const dump = args.indexOf("--dump");
if (dump >= 0) {
  const [seed = "1", edit = "longer", folder = `hold-${seed}`] = args.slice(dump + 1);
  const made = generateNews(Number(seed), templates);
  const changed = changeOf(Number(seed), EDITS.find((one) => one === edit) ?? "longer");
  await dumpNews(made, `${folder}/before`);
  if (changed === undefined) console.log("the page has nothing of the kind");
  else
    await dumpNews({ ...made, edition: changed.change.edition, pictures: changed.change.pictures }, `${folder}/after`);
} else {
  const [count = 200, first = 1] = args.filter((one) => !one.startsWith("-")).map(Number);
  const seeds = args
    .find((one) => one.startsWith("--seeds="))
    ?.slice("--seeds=".length)
    .split(",")
    .map(Number);
  const rows: Row[] = [];
  for (let at = 0; rows.length < count && at < (seeds?.length ?? Infinity); at += 1) {
    const seed = seeds?.[at] ?? first + at;
    for (const edit of seeds === undefined ? [KINDS[seed % KINDS.length] ?? "longer"] : EDITS) {
      const row = rowOf(seed, edit);
      if (row === undefined) continue;
      rows.push(row);
      if (args.includes("-v")) console.log(JSON.stringify(row));
    }
  }
  console.log(table(rows));
}

function changeOf(seed: number, edit: Edit) {
  const made = generateNews(seed, templates);
  const [page] = made.edition.pages;
  const template = templates.get(page?.template ?? "");
  if (page === undefined || template === undefined) return undefined;
  const job = newsJob(made.edition, made.pictures, templates, fonts);
  const [first] = job.pages;
  if (first === undefined) return undefined;
  const { gapRows } = template.story;
  const size = { gapRows, columns: template.grid.columns, rows: storyRows(template, job.edition, first.page) };
  const change = lateChange(made, page, edit, seed, size, generateNews(seed + WORDS, templates).edition);
  return change === undefined ? undefined : { job, page, size, change };
}

function rowOf(seed: number, edit: Edit): Row | undefined {
  const changed = changeOf(seed, edit);
  if (changed === undefined) return undefined;
  const { job, page, size, change } = changed;
  const started = cpu();
  const was = composeJob(job);
  const before = cpu() - started;
  const { edition } = makeupOf(job, was);
  const late = newsJob(change.edition, change.pictures, templates, fonts, { ...edition, images: job.images });
  const again = cpu();
  const now = composeJob(late);
  const time = cpu() - again;
  const figures = heldFigures(was, now, page.number, change, size);
  const { held } = now.scene.pages.find(({ number }) => number === page.number) ?? {};
  if (args.includes("-v")) console.log(JSON.stringify(held?.moved));
  return {
    seed,
    page: page.number,
    edit,
    article: change.article ?? "",
    lost: lostCharacters(now, change.edition),
    ...figures,
    before,
    time,
  };
}

function cpu(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
}

function table(rows: readonly Row[]): string {
  const groups = [rows, ...EDITS.map((edit) => rows.filter((row) => row.edit === edit))];
  const part = (of: readonly Row[], test: (row: Row) => boolean): string =>
    of.length === 0 ? "–" : `${((100 * of.filter(test).length) / of.length).toFixed(1)} %`;
  const median = (of: readonly Row[], value: (row: Row) => number): string =>
    (of.map(value).toSorted((a, b) => a - b)[Math.floor(of.length / 2)] ?? 0).toFixed(0);
  const lines: readonly (readonly [string, (of: readonly Row[]) => string])[] = [
    ["edits", (of) => String(of.length)],
    ["no other story moves", (of) => part(of, ({ others }) => others === 0)],
    ["at most two move", (of) => part(of, ({ others }) => others <= 2)],
    ["more overset than before", (of) => part(of, ({ overset, oversetBefore }) => overset > oversetBefore)],
    ["no text lost, no overlap", (of) => part(of, ({ overlaps, lost }) => overlaps + lost === 0)],
    [
      "white rows of columns, gaps with them, before and after, mean",
      (of) => `${mean(of, (row) => row.whiteBefore)}, ${mean(of, (row) => row.white)}`,
    ],
    ["time, ms, median: made up, held", (of) => `${median(of, (row) => row.before)}, ${median(of, (row) => row.time)}`],
    ["time held, ms, longest", (of) => Math.max(0, ...of.map((row) => row.time)).toFixed(0)],
  ];
  const head = ["", "all", ...EDITS];
  return [
    `| ${head.join(" | ")} |`,
    `| --- |${" ---: |".repeat(head.length - 1)}`,
    ...lines.map(([name, of]) => `| ${[name, ...groups.map(of)].join(" | ")} |`),
  ].join("\n");
}

function mean(rows: readonly Row[], value: (row: Row) => number): string {
  return (rows.reduce((sum, row) => sum + value(row), 0) / Math.max(1, rows.length)).toFixed(1);
}
