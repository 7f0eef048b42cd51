/** Options that several commands share. */
import { isAbsolute, resolve } from "node:path";
import type { Diagnostic } from "../base/diagnostic.js";
import type { JobOptions } from "../pipeline.js";
import type { Arguments, CommandSpec, OptionSpec } from "./arguments.js";
import { readHold } from "./held.js";
import type { Io } from "./io.js";
import { parsePages } from "./pages.js";

export const EDITION_OPERAND: CommandSpec["operands"][number] = { name: "FILE", help: "the edition file (JSON)" };

export const JOB_OPTIONS: Readonly<Record<string, OptionSpec>> = {
  pages: { value: "LIST", help: "only these pages, such as 1,4-6" },
  report: { value: "R.json", help: "write the report to this file" },
  template: { value: "T", help: "use this template, bundled or a file, instead of the edition's own" },
  font: { value: "PATH", many: true, help: "register a font file, or a folder of font files" },
  "allow-outside": { help: "let pictures and templates lie outside the edition's folder" },
  "no-house-style": { help: "leave punctuation as it was typed" },
};

export interface JobRequest {
  /** The edition, as the user named it. */
  readonly file: string;
  readonly options: JobOptions;
  readonly report: string | undefined;
}

/** `operand`: which of the command's operands names the edition; or its name, where an option gives it. */
export function readJobRequest(
  given: Arguments,
  io: Io,
  problems: Diagnostic[],
  operand: number | string = 0,
): JobRequest {
  const list = given.value("pages");
  const pages = list === undefined ? undefined : parsePages(list);
  if (pages?.ok === false) problems.push(...pages.diagnostics);
  const template = given.value("template");
  const hold = readHold(given, problems);
  return {
    file: inFolder(io, typeof operand === "string" ? operand : given.operand(operand)),
    report: given.value("report"),
    options: {
      allowOutside: given.flag("allow-outside"),
      fonts: given.values("font").map((path) => inFolder(io, path)),
      houseStyle: !given.flag("no-house-style"),
      ...(template === undefined ? {} : { template }),
      ...(hold === undefined ? {} : { hold: inFolder(io, hold) }),
      ...(pages?.ok === true ? { pages: pages.value } : {}),
    },
  };
}

/** The path as the user wrote it where that works, so that messages quote it. */
function inFolder(io: Io, path: string): string {
  return isAbsolute(path) || io.cwd === process.cwd() ? path : resolve(io.cwd, path);
}
