/** `banxin galley`: one story in its real measure, its lines numbered and counted. */
import { extname } from "node:path";
import type { Diagnostic } from "../base/diagnostic.js";
import { suggestion } from "../edition/suggest.js";
import { relatedStories } from "../page/leftover.js";
import { galleyOf, type StoryGalley } from "../compose.js";
import { loadJob } from "../pipeline.js";
import { mistake, type CommandSpec } from "./arguments.js";
import { defineCommand } from "./command.js";
import { EXIT } from "./io.js";
import { EDITION_OPERAND, JOB_OPTIONS, readJobRequest } from "./options.js";
import { checkClashes, planFile, writeOutput } from "./outputs.js";
import { printDiagnostics, visible } from "./print.js";

const { report: _report, ...SHARED } = JOB_OPTIONS;

const SPEC: CommandSpec = {
  name: "galley",
  summary: "Sets one story by itself in its real measure, with numbered lines and counts.",
  operands: [EDITION_OPERAND],
  options: {
    article: { value: "ID", help: "the story's id" },
    out: { short: "o", value: "OUT", help: "a .pdf or .txt file; printed as text when not given" },
    ...SHARED,
  },
  examples: [
    ["banxin galley edition.json --article lead", "the story's lines, numbered"],
    ["banxin galley edition.json --article lead -o lead.pdf", "as it will stand in its column"],
  ],
};

export const run = defineCommand(SPEC, async (given, io) => {
  const problems: Diagnostic[] = [];
  const request = readJobRequest(given, io, problems);
  const id = given.value("article");
  if (id === undefined) problems.push(mistake("no story is named", "name it with --article ID"));
  const out = given.value("out");
  const target = out === undefined ? undefined : await planFile(io.cwd, out);
  if (target?.ok === false) problems.push(...target.diagnostics);
  if (out !== undefined && ![".pdf", ".txt"].includes(extname(out).toLowerCase())) {
    problems.push(mistake(`a galley cannot be written as ${out}`, "name a .pdf or a .txt file"));
  }
  const refuse = (found: readonly Diagnostic[]): number => {
    printDiagnostics(io, found);
    return EXIT.input;
  };
  if (problems.length > 0 || id === undefined) return refuse(problems);
  const loaded = await loadJob(request.file, request.options);
  printDiagnostics(io, loaded.diagnostics);
  if (!loaded.ok) return EXIT.input;
  const job = loaded.value;
  const output = target?.ok === true ? target.value : undefined;
  const clashes = output === undefined ? [] : await checkClashes([output], job.watchPaths, io.cwd);
  if (clashes.length > 0) return refuse(clashes);
  const galley = galleyOf(job, id);
  if (galley === undefined) {
    const onPages = new Set(job.pages.flatMap(({ page }) => page.articles));
    const stories = job.edition.articles.filter((article) => onPages.has(article.id));
    const known = stories.flatMap((article) => [article, ...relatedStories(article)]).map((article) => article.id);
    return refuse([mistake(`no page that is set holds a story "${id}"`, ...suggestion(id, known, "stories"))]);
  }
  const text = inWords(id, galley);
  if (output === undefined) io.stdout(visible(text));
  else if (extname(output.path).toLowerCase() === ".pdf") {
    const { renderPdf } = await import("../render/pdf.js");
    await writeOutput(output, await renderPdf(galley.scene, { pages: galley.scene.pages.map(({ number }) => number) }));
    io.stdout(`${output.name}\n`);
  } else {
    await writeOutput(output, text);
    io.stdout(`${output.name}\n`);
  }
  return job.leftOut.length > 0 ? EXIT.attention : EXIT.ok;
});

function inWords(id: string, { title, ems, galley }: StoryGalley): string {
  const { lines, rows, characters } = galley;
  const width = String(lines.length).length;
  const head = `${id}${title === "" ? "" : ` ${title}`}\n${lines.length} lines of ${ems} 字 in ${rows} rows, ${characters} characters\n`;
  const body = lines.map(({ number, text }) => `${String(number).padStart(width)}  ${text}`);
  return [head, ...body, ""].join("\n");
}
