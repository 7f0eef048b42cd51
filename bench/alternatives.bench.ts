/**
 * Whether alternatives are what they say: `npm run bench:alternatives -- [PAGES] [FIRST]` sets pages of real shapes (bench/news/) with
 * several make-ups to choose from, then each of these alone, and prints a table in Markdown. `-v` names every page that fails.
 */
import { isDeepStrictEqual } from "node:util";
import { composeAlternatives } from "../src/cli/alternatives.js";
import { type ComposedJob, composeJob, type Job } from "../src/compose.js";
import { createLibrary } from "../src/font/library.js";
import { bundledFonts } from "../src/host/fonts.js";
import { loadTemplate } from "../src/host/templates.js";
import type { ScenePage } from "../src/scene/list.js";
import type { Template } from "../src/template/resolved.js";
import type { NewsEdition, Size } from "./news/edition-types.js";
import { generateNews, NEWS_TEMPLATES } from "./news/news-edition.js";
import { newsJob } from "./news/news-job.js";

/** One page of an edition under one of its make-ups beside the best. */
interface Other {
  readonly seed: number;
  readonly page: number;
  readonly rank: number;
  /** Whether it is the same when it is asked for alone. */
  readonly agrees: boolean;
  /** Whether the lead stands in other columns or rows than in the best make-up, and whether pictures do. */
  readonly movesLead: boolean;
  readonly movesPictures: boolean;
}

const WANTED = 4;

const args = process.argv.slice(2);
const [count = 100, first = 1] = args.filter((one) => !one.startsWith("-")).map(Number);
const templates = new Map<string, Template>();
for (const name of NEWS_TEMPLATES) templates.set(name, await loadTemplate(name));
const fonts = createLibrary(bundledFonts());
const others: Other[] = [];
/** Pages whose first make-up is not what is set without the option. */
let unlike = 0;
let pages = 0;
let editions = 0;
for (let seed = first; pages < count; seed += 1) {
  const job = newsJob(...generated(seed), templates, fonts);
  const plain = composeJob(job);
  const [best, ...rest] = composeAlternatives(job, { of: WANTED, all: true, chosen: 1 });
  editions += 1;
  pages += plain.scene.pages.length;
  unlike += plain.scene.pages.filter((page, at) => !isDeepStrictEqual(page, best?.composed.scene.pages[at])).length;
  for (const { rank, composed } of rest) others.push(...othersOf(seed, plain, composed, rank, alone(job, rank)));
}
if (args.includes("-v")) for (const one of others) if (!one.agrees) console.log(JSON.stringify(one));
const share = (is: (one: Other) => boolean): string =>
  `${((100 * others.filter(is).length) / others.length).toFixed(1)} %`;
console.log(
  [
    `| ${pages} pages of ${editions} editions | |`,
    "| --- | --- |",
    `| pages whose first make-up is not that without the option | ${unlike} |`,
    `| make-ups beside the first | ${others.length} |`,
    `| the same when asked for alone | ${share(({ agrees }) => agrees)} |`,
    `| the lead elsewhere, or of another size | ${share(({ movesLead }) => movesLead)} |`,
    `| the lead or pictures elsewhere | ${share(({ movesLead, movesPictures }) => movesLead || movesPictures)} |`,
  ].join("\n"),
);

function generated(seed: number): [NewsEdition, ReadonlyMap<string, Size>] {
  const { edition, pictures } = generateNews(seed, templates);
  return [edition, pictures];
}

function alone(job: Job, rank: number): ComposedJob | undefined {
  return composeAlternatives(job, { of: rank, all: false, chosen: rank })[0]?.composed;
}

function othersOf(
  seed: number,
  plain: ComposedJob,
  composed: ComposedJob,
  rank: number,
  again: ComposedJob | undefined,
): readonly Other[] {
  return composed.scene.pages.flatMap((page, at) => {
    const best = plain.scene.pages[at];
    // A page that has fewer make-ups stands in its best.
    if (best === undefined || rank > (composed.makeups.get(page.number) ?? 1)) return [];
    const [lead] = page.order;
    const placeOf = ({ placed }: ComposedJob) => placed.get(page.number)?.find(({ article }) => article === lead);
    const pictures = ({ areas }: ScenePage) => areas.filter(({ kind }) => kind === "photo").map(({ rect }) => rect);
    return {
      seed,
      page: page.number,
      rank,
      agrees: isDeepStrictEqual(page, again?.scene.pages[at]),
      movesLead: !isDeepStrictEqual(placeOf(composed), placeOf(plain)),
      movesPictures: !isDeepStrictEqual(pictures(page), pictures(best)),
    };
  });
}
