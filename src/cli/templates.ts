/** `banxin templates`: what is bundled, and what each is for. */
import { toMm, toPt } from "../base/length.js";
import { bundledTemplates, loadTemplate } from "../host/templates.js";
import type { Template } from "../template/resolved.js";
import type { CommandSpec } from "./arguments.js";
import { defineCommand } from "./command.js";
import { EXIT } from "./io.js";

const SPEC: CommandSpec = {
  name: "templates",
  summary: "Lists the bundled templates: an edition names one of them, or a file of its own, as `template`.",
  operands: [],
  options: {},
  examples: [["banxin templates", "names, page sizes and grids"]],
};

export const run = defineCommand(SPEC, async (_given, io) => {
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
