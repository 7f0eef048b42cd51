/** `banxin preflight EDITION --profile cn-form`: the form of a mainland paper (报纸出版形式), before any file is made. */
import type { Diagnostic } from "../base/diagnostic.js";
import { checkForm } from "../form/check.js";
import { formJson, formText } from "../form/report.js";
import type { FormSubject } from "../form/subject.js";
import { folioLabels } from "../page/folio.js";
import { numbersOf } from "../page/spread.js";
import { composeJob, type Job } from "../compose.js";
import { finishImages, loadJob } from "../pipeline.js";
import type { Scene } from "../scene/list.js";
import type { Arguments } from "./arguments.js";
import { EXIT, type Io } from "./io.js";
import { readJobRequest } from "./options.js";
import { checkClashes, planFile, writeOutput } from "./outputs.js";
import { printDiagnostics, visible } from "./print.js";
import { startProgress } from "./progress.js";

export async function checkEdition(given: Arguments, io: Io, problems: Diagnostic[]): Promise<number> {
  const request = readJobRequest(given, io, problems);
  const planned = request.report === undefined ? undefined : await planFile(io.cwd, request.report);
  if (planned?.ok === false) problems.push(...planned.diagnostics);
  if (problems.length > 0) return refuse(io, problems);
  const loaded = await loadJob(request.file, request.options);
  printDiagnostics(io, loaded.diagnostics);
  if (!loaded.ok) return EXIT.input;
  const job = loaded.value;
  const report = planned?.ok === true ? planned.value : undefined;
  const clashes = await checkClashes(report === undefined ? [] : [report], job.watchPaths, io.cwd);
  if (clashes.length > 0) return refuse(io, clashes);
  const subject = subjectOf(job, composed(job, io));
  const broken = (await finishImages(job)).filter(({ severity }) => severity === "error");
  if (broken.length > 0) return refuse(io, broken);
  const findings = checkForm(subject);
  if (report !== undefined) await writeOutput(report, `${JSON.stringify(formJson(subject, findings), null, 2)}\n`);
  io.stdout(visible(formText(subject, findings)));
  return findings.some(({ severity }) => severity === "error") || job.leftOut.length > 0 ? EXIT.attention : EXIT.ok;
}

function composed(job: Job, io: Io): Scene {
  const progress = startProgress(io);
  try {
    return composeJob(job, (done, total) => progress.step(done, total, "composing page")).scene;
  } finally {
    progress.end();
  }
}

function subjectOf(job: Job, scene: Scene): FormSubject {
  const pages = job.pages.flatMap(({ page, number, template }) => {
    const set = scene.pages.find((one) => one.number === number);
    return set === undefined
      ? []
      : [
          {
            page,
            number,
            numbers: numbersOf({ number, template }),
            scene: set,
            labels: folioLabels(template, job.edition, page, number),
          },
        ];
  });
  return { edition: job.edition, pages };
}

function refuse(io: Io, problems: readonly Diagnostic[]): number {
  printDiagnostics(io, problems);
  return EXIT.input;
}
