/**
 * How well pages are made up: `npm run bench:makeup -- [COUNT] [FIRST] [-v] [--stories=N]` runs this. Prints a table
 * over generated editions (those of N stories): what is lost, overset or white, which faults of make-up are left, how long it
 * took in processor time.
 */
import { createLibrary } from "../src/font/library.js";
import { bundledFonts } from "../src/host/fonts.js";
import { loadTemplate } from "../src/host/templates.js";
import { composeJob } from "../src/compose.js";
import { jobOf } from "../src/pipeline.js";
import { type GeneratedEdition, generateEdition, loadGenerated } from "./generated-edition.js";
import { measurePage, type PageFigures } from "./page-figures.js";

const count = Number(process.argv[2] ?? 200);
const first = Number(process.argv[3] ?? 1);
const verbose = process.argv.includes("-v");
const onlyOf = process.argv.find((argument) => argument.startsWith("--stories="))?.split("=")[1];

interface Row extends PageFigures {
  readonly seed: number;
  readonly copy: number;
  readonly stories: number;
  readonly time: number;
}

const fonts = createLibrary(bundledFonts());
const template = await loadTemplate("broadsheet");

function run(made: GeneratedEdition, seed: number): Row {
  const edition = loadGenerated(JSON.stringify(made.edition), made.photos);
  const job = jobOf(edition, template, fonts);
  const started = process.cpuUsage();
  const composed = composeJob(job);
  const { user, system } = process.cpuUsage(started);
  const time = (user + system) / 1_000;
  const figures = measurePage(composed, edition, template);
  return { seed, copy: made.copy, stories: made.edition.articles.length, time, ...figures };
}

function percentile(values: readonly number[], part: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0;
}

const rows: Row[] = [];
run(generateEdition(first), first);
for (let seed = first; rows.length < count; seed += 1) {
  const made = generateEdition(seed);
  if (onlyOf !== undefined && made.edition.articles.length !== Number(onlyOf)) continue;
  const row = run(made, seed);
  rows.push(row);
  if (verbose)
    console.log(
      [
        `seed ${row.seed}`,
        `copy ${(row.copy * 100).toFixed(1)}`,
        `stories ${row.stories}`,
        `white ${row.white.toFixed(2)}%`,
        `holes ${row.seen.toFixed(1)}% (${row.hole.toFixed(1)}%)`,
        `overset ${row.overset}`,
        `lost ${row.lost}`,
        row.leads ? "leads" : "LEAD",
        `faults ${JSON.stringify(row.faults)}`,
        `${row.time.toFixed(0)} ms`,
      ].join("  "),
    );
}

const share = (list: readonly Row[], test: (row: Row) => boolean): string =>
  list.length === 0 ? "–" : `${((100 * list.filter(test).length) / list.length).toFixed(1)} %`;
const close = rows.filter(({ copy }) => copy >= 0.97 && copy <= 1.01);
const times = rows.map(({ time }) => time);
console.log(`editions                          ${rows.length}`);
console.log(`no text lost                      ${share(rows, ({ lost }) => lost === 0)}`);
console.log(`no overlap                        ${share(rows, ({ overlaps }) => overlaps === 0)}`);
console.log(`nothing overset                   ${share(rows, ({ overset }) => overset === 0)}`);
console.log(`white ≤ 1 %                       ${share(rows, ({ white }) => white <= 1)}`);
console.log(
  `copy 97–101 % (${close.length}): nothing overset ${share(close, ({ overset }) => overset === 0)}, white ≤ 1 % ${share(close, ({ white, overset }) => white <= 1 && overset === 0)}`,
);
console.log(`the lead leads                    ${share(rows, (row) => row.leads)}`);
console.log(
  `heads that rise in rank, a page   ${(rows.reduce((sum, row) => sum + row.rising, 0) / rows.length).toFixed(2)}`,
);
const names = [...new Set(rows.flatMap(({ faults }) => Object.keys(faults)))];
for (const name of names)
  console.log(`${name.padEnd(33)} ${share(rows, ({ faults }) => (faults[name] ?? 0) > 0)} of pages`);
const median = (of: (row: Row) => number): string => percentile(rows.map(of), 0.5).toFixed(1);
console.log(
  `holes seen                        ${median(({ seen }) => seen)} % median (≤ 4 %: ${share(rows, ({ seen }) => seen <= 4)}), ` +
    `largest ${median(({ hole }) => hole)} % median (≤ 1.2 %: ${share(rows, ({ hole }) => hole <= 1.2)})`,
);
console.log(
  `time                              ${percentile(times, 0.5).toFixed(0)} ms median, ${percentile(times, 0.95).toFixed(0)} ms p95`,
);
