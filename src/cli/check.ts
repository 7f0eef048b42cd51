/** `banxin check`: composes and tells, without writing a page. */
import { readFile, realpath } from "node:fs/promises";
import { dirname } from "node:path";
import type { Diagnostic } from "../base/diagnostic.js";
import { storiesFor } from "../edition/page-stories.js";
import { suggestion } from "../edition/suggest.js";
import { relatedStories } from "../page/leftover.js";
import { counted } from "../page/levers.js";
import type { Job } from "../compose.js";
import { explainStory } from "../proof/explain.js";
import type { Scene, StoryFit } from "../scene/list.js";
import { oversetLength } from "../scene/overset-length.js";
import { ALTERNATIVE_OPTIONS, alternativesInWords, readAlternatives, type Alternative } from "./alternatives.js";
import { mistake, type CommandSpec } from "./arguments.js";
import { defineCommand } from "./command.js";
import { HOLD_OPTION } from "./held.js";
import { EXIT } from "./io.js";
import { EDITION_OPERAND, JOB_OPTIONS, readJobRequest } from "./options.js";
import { joinedText } from "./joined-text.js";
import { type Output, planFile } from "./outputs.js";
import { printDiagnostics, visible } from "./print.js";
import { rebased } from "./rebase.js";
import { runJob, type Work } from "./session.js";
import { withExplicitLayout } from "./write-layout.js";

const SPEC: CommandSpec = {
  name: "check",
  summary: "Composes an edition and tells what fits, without writing a page.",
  operands: [EDITION_OPERAND],
  options: {
    explain: { value: "ARTICLE", many: true, help: "tell how each line of a story was fitted, and by which rules" },
    "write-layout": { value: "FILE", help: "write the edition with its make-up as explicit `layout`" },
    ...ALTERNATIVE_OPTIONS,
    ...HOLD_OPTION,
    ...JOB_OPTIONS,
  },
  examples: [
    ["banxin check edition.json", "tells how every story fits"],
    ["banxin check edition.json --report r.json", "the same, for programs"],
    ["banxin check edition.json --explain lead", "every line of the story with its adjustments and their cost"],
    ["banxin check edition.json --write-layout made-up.json", "keeps the make-up that banxin found, to be edited"],
    ["banxin check edition.json --hold made-up.json", "the same pages with late changes: tells which stories moved"],
    ["banxin check edition.json --alternatives 4", "lists four make-ups of each page, with what counts against each"],
    ["banxin check edition.json --alternative 2 --write-layout made-up.json", "keeps the second best of them"],
  ],
};

export const run = defineCommand(SPEC, async (given, io) => {
  const problems: Diagnostic[] = [];
  const request = readJobRequest(given, io, problems);
  const explain = given.values("explain");
  const target = given.value("write-layout");
  const alternatives = readAlternatives(given, problems);
  const layout = target === undefined ? undefined : await planFile(io.cwd, target);
  if (layout?.ok === false) problems.push(...layout.diagnostics);
  if (problems.length > 0) {
    printDiagnostics(io, problems);
    return EXIT.input;
  }
  let scene: Scene | undefined;
  let found: readonly Alternative[] = [];
  const work: Work = {
    plan: async (job) => {
      const unknown = unknownStories(job, explain);
      const clash = layout?.ok === true ? await layoutClash(job, layout.value) : [];
      if (unknown.length > 0 || clash.length > 0) return [...unknown, ...clash];
      return layout?.ok === true ? [{ ...layout.value, mayReplaceInput: true }] : [];
    },
    alternatives,
    async make({ job, composed, alternatives: all }, outputs) {
      ({ scene } = composed);
      found = alternatives?.all === true ? all : [];
      if (outputs.length === 0) return [];
      const { edition } = job;
      const files = [request.file, ...(edition.pageFiles ?? []).map(({ file }) => file)];
      const texts = new Map<string, string>();
      const folders = new Map<string, string>();
      for (const file of files) {
        texts.set(file, await readFile(file, "utf8"));
        folders.set(file, await realpath(dirname(file)));
      }
      const text = joinedText(texts.get(request.file) ?? "", edition, texts);
      const content = withExplicitLayout(text, edition, composed.placed, composed.easedRows, composed.ads);
      const fromOf = (pointer: string): string => folders.get(edition.placeOf(pointer).file) ?? "";
      return outputs.map((output) => {
        const { text: moved, leaves } = rebased(content, edition, fromOf, dirname(output.path));
        if (leaves) printDiagnostics(io, [leavesFolder(output.name)]);
        return { output, content: moved };
      });
    },
  };
  const { code } = await runJob({ ...request, options: { ...request.options, explain } }, work, io);
  if (scene !== undefined && code <= EXIT.attention) {
    io.stdout(visible([summary(scene), alternativesInWords(found)].filter((text) => text !== "").join("\n")));
    for (const setting of scene.settings ?? []) io.stdout(visible(`\n${explainStory(setting)}`));
  }
  return code;
});

/** The layout is written into the edition as one file: without a page file it would lose pages, as one it would lose the others. */
async function layoutClash({ edition, leftOut }: Job, { name, path }: Output): Promise<readonly Diagnostic[]> {
  if (leftOut.length > 0) {
    const files = leftOut.map(({ file }) => file).join(", ");
    return [mistake(`--write-layout writes an edition whole, and ${files} cannot be taken in`, "mend it first")];
  }
  const files = (edition.pageFiles ?? []).map(({ file }) => realpath(file));
  if (!(await Promise.all(files)).includes(path)) return [];
  const message = `${name} is a page file of this edition: the whole edition would take its place`;
  return [mistake(message, `name another file; banxin check ${name} writes the layout of that page file alone`)];
}

function leavesFolder(name: string): Diagnostic {
  return {
    severity: "info",
    code: "outside-folder",
    message: `pictures or templates lie outside the folder of ${name}: it names them from there`,
    hints: ["set it with --allow-outside, or copy the files into its folder"],
  };
}

function unknownStories(job: Job, ids: readonly string[]): readonly Diagnostic[] {
  const on = new Set(job.pages.flatMap(({ page }) => storiesFor(page)));
  const known = job.edition.articles
    .filter(({ id }) => on.has(id))
    .flatMap((article) => [article, ...relatedStories(article)])
    .map(({ id }) => id);
  return ids
    .filter((id) => !known.includes(id))
    .map((id) => mistake(`no page that is set holds a story "${id}"`, ...suggestion(id, known, "stories")));
}

function summary(scene: Scene): string {
  const pages = scene.pages.map(({ number }) => {
    const fits = scene.fits.filter((fit) => fit.page === number);
    return [`page ${number}`, ...fits.map((fit) => `  ${fit.article}: ${inWords(fit)}`), ""].join("\n");
  });
  return pages.join("\n");
}

function inWords(fit: StoryFit): string {
  const levers = fit.levers ?? [];
  return levers.length === 0 ? fitInWords(fit) : `${fitInWords(fit)} (${levers.map(({ says }) => says).join("; ")})`;
}

function fitInWords({ linesSet, linesAvailable, oversetText, shortLines }: StoryFit): string {
  const set = `${linesSet} of ${linesAvailable} lines`;
  if (oversetText !== "") return `${set}, ${counted(oversetLength(oversetText), "character")} overset`;
  return shortLines > 0 ? `${set}, ${shortLines} short` : set;
}
