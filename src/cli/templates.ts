/** `banxin templates`: what is bundled, and what each is for; the text of one of them. */
import { toMm, toPt } from "../base/length.js";
import { bundledTemplates, loadTemplate, templateText } from "../host/templates.js";
import type { Template } from "../template/resolved.js";
import type { CommandSpec } from "./arguments.js";
import { defineCommand } from "./command.js";
import { EXIT } from "./io.js";
import { printDiagnostics } from "./print.js";

const SPEC: CommandSpec = {
  name: "templates",
  summary: "Lists the bundled templates: an edition names one of them, or a file of its own, as `template`.",
  operands: [{ name: "NAME", help: "a bundled template, or a file of your own, to print", isOptional: true }],
  options: {
    merged: { help: "with all that it extends, as one template, and the line that set each value" },
  },
  examples: [
    ["banxin templates", "names, page sizes and grids"],
    ["banxin templates broadsheet", "its text, to copy from"],
    ["banxin templates ./evening.yaml --merged", "every value that its pages are set by"],
  ],
};

export const run = defineCommand(SPEC, async (given, io) => {
  const wanted = given.operand(0);
  if (wanted !== "") {
    const request = { baseDir: io.cwd, allowOutside: true };
    const text = await templateText(wanted, request, given.flag("merged"));
    if (text.ok) io.stdout(text.value);
    else printDiagnostics(io, text.diagnostics);
    return text.ok ? EXIT.ok : EXIT.input;
  }
  for (const name of bundledTemplates()) io.stdout(`${describe(await loadTemplate(name))}\n`);
  return EXIT.ok;
});

function describe({ name, title, page, grid }: Template): string {
  const size = `${round(toMm(page.width))} × ${round(toMm(page.height))} mm`;
  const columns = `${grid.columns} columns of ${grid.columnEms} 字`;
  const type = `${grid.rows} 行, body ${round(toPt(grid.em))} pt on ${round(toPt(grid.leading))} pt`;
  return `${name}  ${title}\n    ${size}; ${columns}, ${type}`;
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
