/** From the edition file to its scene, with everything said on the way: what `proof` and `check` have in common. */
import type { Diagnostic } from "../base/diagnostic.js";
import type { FontLibrary } from "../font/library.js";
import { composeJob, type ComposedJob, type Job, makeupOf } from "../compose.js";
import { finishImages, loadJob } from "../pipeline.js";
import type { LastMakeup } from "../page/held-page.js";
import { buildReport, needsPerson, type Timings } from "../proof/report.js";
import type { Finding, Scene } from "../scene/list.js";
import {
  composeAlternatives,
  noSuchAlternative,
  reportedAlternatives,
  type Alternative,
  type AlternativesWish,
} from "./alternatives.js";
import { copySummary, findingsToShow, withProposedCredits } from "./findings.js";
import { heldInWords } from "./held.js";
import { EXIT, type Io } from "./io.js";
import type { JobRequest } from "./options.js";
import { checkClashes, planFile, writeOutput, writePage, type Output } from "./outputs.js";
import { printDiagnostics, visible } from "./print.js";
import { startProgress, type Progress } from "./progress.js";

export interface Session {
  readonly job: Job;
  readonly composed: ComposedJob;
  /** All make-ups that were asked for, `composed` among them; empty when the best alone was. */
  readonly alternatives: readonly Alternative[];
  readonly progress: Progress;
  readonly composeTime: number;
}

/** A file that will be written once nothing can go wrong any more but the disk. */
export interface Product {
  readonly output: Output;
  readonly content: Uint8Array | string;
}

/** What a run came to. */
export interface Result {
  readonly code: number;
  /** Files whose change calls for another run; undefined when the edition could not be read so far. */
  readonly watchPaths: readonly string[] | undefined;
  /** Files in which mistakes stand, where the edition could not be read. */
  readonly faulty?: readonly string[];
  /** The fonts it opened, for the next run. */
  readonly fonts?: FontLibrary;
  /** The make-up of its pages, for the next run to hold; undefined where none was set, or several were. */
  readonly made?: LastMakeup | undefined;
}

export interface Work {
  /** Named before anything is composed, so that a bad name costs no time. */
  plan(job: Job): Promise<readonly Output[] | readonly Diagnostic[]>;
  make(session: Session, outputs: readonly Output[]): Promise<readonly Product[]>;
  /** Writes the products, where they belong together; otherwise each is written whole by itself. */
  write?(products: readonly Product[]): Promise<void>;
  /** What making found, beside what composing did. */
  findings?(): readonly Finding[];
  /** More than the best make-up of each page. */
  readonly alternatives?: AlternativesWish | undefined;
}

export async function runJob(request: JobRequest, work: Work, io: Io): Promise<Result> {
  const progress = startProgress(io);
  try {
    const loaded = await loadJob(request.file, request.options);
    printDiagnostics(io, loaded.diagnostics);
    if (!loaded.ok) {
      const faulty = [...new Set(loaded.diagnostics.flatMap(({ at }) => at?.file ?? []))];
      return { code: EXIT.input, watchPaths: undefined, faulty };
    }
    const { fonts, watchPaths } = loaded.value;
    return { ...(await runLoaded(loaded.value, request, work, progress, io)), watchPaths, fonts };
  } finally {
    progress.end();
  }
}

async function runLoaded(
  job: Job,
  request: JobRequest,
  work: Work,
  progress: Progress,
  io: Io,
): Promise<Pick<Result, "code" | "made">> {
  const planned = await work.plan(job);
  const outputs = planned.filter((entry) => "path" in entry);
  const problems: Diagnostic[] = planned.filter((entry) => "severity" in entry);
  const report = request.report === undefined ? undefined : await planFile(io.cwd, request.report);
  if (report?.ok === false) problems.push(...report.diagnostics);
  const reportOutput = report?.ok === true ? [report.value] : [];
  problems.push(...(await checkClashes([...outputs, ...reportOutput], job.watchPaths, io.cwd)));
  if (problems.length > 0) return { code: refuse(io, problems) };

  const started = performance.now();
  const wish = work.alternatives;
  const onPage = (done: number, total: number): void => progress.step(done, total, "composing page");
  const alternatives = wish === undefined ? [] : composeAlternatives(job, wish, onPage);
  const chosen = alternatives.find(({ rank }) => rank === wish?.chosen);
  if (wish !== undefined && chosen === undefined) return { code: refuse(io, [noSuchAlternative(wish.chosen)]) };
  const composed = chosen?.composed ?? composeJob(job, onPage);
  const composeTime = performance.now() - started;
  const rendering = performance.now();
  const products = await work.make({ job, composed, alternatives, progress, composeTime }, outputs);
  const found = work.findings?.() ?? [];
  const { scene: bare } = composed;
  const scene: Scene = found.length === 0 ? bare : { ...bare, findings: [...bare.findings, ...found] };
  const timings = { compose: composeTime, render: performance.now() - rendering };
  progress.end();
  // Pictures are decoded beside the composing; a broken one must stop the run before the first file is touched.
  const verdicts = await finishImages(job);
  if (verdicts.some(({ severity }) => severity === "error")) return { code: refuse(io, verdicts) };

  if (work.write === undefined) for (const { output, content } of products) await writePage(output, content, io);
  else await work.write(products);
  const told = { scene, outputs: products.map(({ output }) => output), timings, alternatives, chosen: chosen?.rank };
  for (const output of reportOutput) await writeOutput(output, reportText(job, told));
  printDiagnostics(io, [...verdicts, ...copySummary(job), ...findingsToShow(scene, job.edition)]);
  io.stderr(visible(heldInWords(scene)));
  const code = needsPerson(scene) || job.leftOut.length > 0 ? EXIT.attention : EXIT.ok;
  return { code, made: wish === undefined ? makeupOf(job, composed) : undefined };
}

function refuse(io: Io, problems: readonly Diagnostic[]): number {
  printDiagnostics(io, problems);
  return EXIT.input;
}

interface Told {
  readonly scene: Scene;
  readonly outputs: readonly Output[];
  readonly timings: Timings;
  readonly alternatives: readonly Alternative[];
  readonly chosen: number | undefined;
}

function reportText(job: Job, { scene, outputs, timings, alternatives, chosen }: Told): string {
  const fileOf = (page: number, rank: number | undefined): string | undefined =>
    outputs.find((output) => output.pages.includes(page) && (output.rank ?? chosen) === rank)?.name;
  const files = new Map(
    scene.pages.flatMap(({ number }) => {
      const name = fileOf(number, chosen);
      return name === undefined ? [] : [[number, name] as const];
    }),
  );
  const others = reportedAlternatives(alternatives, (page, rank) => fileOf(page, rank) ?? null);
  const all = withProposedCredits(scene, job);
  return `${JSON.stringify(buildReport(all, files, timings, others, job.leftOut), null, 2)}\n`;
}
