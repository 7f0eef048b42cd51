/**
 * How well pages are made up: `node --import … bench/makeup.bench.ts [COUNT] [FIRST]` is run by `npm run bench -- makeup`.
 * Prints a table over generated editions: what is lost, overset or white, which make-up faults are left, how long it took.
 */
import { performance } from "node:perf_hooks";
import { readEdition } from "../src/edition/read.js";
import { createLibrary } from "../src/font/library.js";
import { bundledFonts } from "../src/host/fonts.js";
import { loadTemplate } from "../src/host/templates.js";
import { composeJob, type Job } from "../src/pipeline.js";
import type { SceneImage } from "../src/scene/list.js";
import { generateEdition } from "./generated-edition.js";
import { measurePage, type PageFigures } from "./page-figures.js";

const count = Number(process.argv[2] ?? 200);
const first = Number(process.argv[3] ?? 1);
const verbose = process.argv.includes("-v");

interface Row extends PageFigures {
  readonly seed: number;
  readonly copy: number;
  readonly stories: number;
  readonly time: number;
}

const fonts = createLibrary(bundledFonts());
const template = await loadTemplate("broadsheet");

function run(seed: number): Row {
  const made = generateEdition(seed);
  const read = readEdition(JSON.stringify(made.edition), "generated.json");
  if (!read.ok) throw new Error(JSON.stringify(read.diagnostics));
  const images = new Map<string, SceneImage>();
  for (const [src, size] of made.photos)
    images.set(src, { id: src, format: "jpeg", bytes: new Uint8Array(), orientation: 1, ...size });
  const job: Job = {
    edition: read.value,
    pages: read.value.pages.map((page) => ({ page, number: page.number ?? 1, template })),
    earlier: [],
    fonts,
    images,
    verdicts: Promise.resolve([]),
    houseStyleChanges: [],
    watchPaths: [],
  };
  const started = performance.now();
  const composed = composeJob(job);
  const time = performance.now() - started;
  const figures = measurePage(composed, read.value, template);
  return { seed, copy: made.copy, stories: made.edition.articles.length, time, ...figures };
}

function percentile(values: readonly number[], part: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0;
}

const rows: Row[] = [];
run(first);
for (let seed = first; seed < first + count; seed += 1) {
  const row = run(seed);
  rows.push(row);
  if (verbose)
    console.log(
      [
        `seed ${row.seed}`,
        `copy ${(row.copy * 100).toFixed(1)}`,
        `stories ${row.stories}`,
        `white ${row.white.toFixed(2)}%`,
        `overset ${row.overset}`,
        `lost ${row.lost}`,
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
const names = [...new Set(rows.flatMap(({ faults }) => Object.keys(faults)))];
for (const name of names)
  console.log(`${name.padEnd(33)} ${share(rows, ({ faults }) => (faults[name] ?? 0) > 0)} of pages`);
console.log(
  `time                              ${percentile(times, 0.5).toFixed(0)} ms median, ${percentile(times, 0.95).toFixed(0)} ms p95`,
);
