/** `banxin grid`: the grids that close on a sheet, for who makes a template. */
import type { Diagnostic } from "../base/diagnostic.js";
import { pt, scale, type Len } from "../base/length.js";
import { type Bounds, closingGrids, type GridChoice } from "../layout/grid-solver.js";
import { mistake, type CommandSpec } from "./arguments.js";
import { defineCommand } from "./command.js";
import { EXIT } from "./io.js";
import { printDiagnostics } from "./print.js";
import { readLength, readSize, type Size } from "./sizes.js";

/** The leading that newspaper body type usually has: 12.6 pt for 9 pt. */
const USUAL_LEADING = 1.4;
/** Smaller than any type that is read; it keeps the number of rows sensible. */
const LEAST_BODY: Len = pt(3);
/** As in the templates' `grid.columns`. */
const MOST_COLUMNS = 24;

const SPEC: CommandSpec = {
  name: "grid",
  summary: "Lists the grids of whole 字 and 行 that close on a type area, the nearest first.",
  operands: [],
  options: {
    page: { value: "SIZE", help: "the sheet, such as 390x545mm or A3" },
    body: { value: "SIZE", help: "the body type, such as 9pt or 小五" },
    leading: { value: "SIZE", help: `from baseline to baseline; ${USUAL_LEADING} × the body when not given` },
    area: { value: "SIZE", help: "the type area (版心), such as 352x490mm; of a sheet alone, it less usual margins" },
    columns: { value: "N", help: "only grids of so many columns, such as 6 or 4-8; 2 to 12 when not given" },
  },
  examples: [
    ["banxin grid --page 390x545mm --body 9pt", "a 对开 page"],
    ["banxin grid --page 270x390mm --body 小五 --leading 12.6pt", "a 四开 page"],
  ],
};

export const run = defineCommand(SPEC, async (given, io) => {
  const problems: Diagnostic[] = [];
  const sizeOf = (name: "page" | "area"): Size | undefined =>
    given.value(name) === undefined ? undefined : readSize(`--${name}`, given.value(name), problems);
  const page = sizeOf("page");
  const area = sizeOf("area");
  if (given.value("page") === undefined && given.value("area") === undefined) {
    problems.push(mistake("--page is missing", "write it as in --page 390x545mm, or give the type area with --area"));
  }
  const body = readLength("--body", given.value("body"), problems);
  const wish = given.value("leading");
  const leading = wish === undefined ? scale(body, USUAL_LEADING) : readLength("--leading", wish, problems);
  if (problems.length === 0) {
    if (body < LEAST_BODY) problems.push(mistake("--body is too small to be read", "write it as in --body 9pt"));
    else if (leading < body) problems.push(mistake("--leading is smaller than the body type", "lines would overlap"));
  }
  const columns = readColumns(given.value("columns"), problems);
  const type = { body, leading, ...(columns === undefined ? {} : { columns }) };
  let choices: readonly GridChoice[] = [];
  if (problems.length > 0) choices = [];
  else if (area !== undefined) choices = closingGrids({ ...page, ...type, area });
  else if (page !== undefined) choices = closingGrids({ ...page, ...type });
  if (problems.length === 0 && choices.length === 0) {
    const others = columns === undefined ? "give the --area" : "another number of columns";
    problems.push(mistake("no grid closes on this page", `try another size of the body type, or ${others}`));
  }
  if (problems.length > 0) {
    printDiagnostics(io, problems);
    return EXIT.input;
  }
  io.stdout(choices.map((choice) => `${describe(choice)}\n`).join(""));
  return EXIT.ok;
});

/** `6`, or `4-8`; as many columns as a template's grid may have at most. */
function readColumns(text: string | undefined, problems: Diagnostic[]): Bounds | undefined {
  if (text === undefined) return undefined;
  const match = /^\s*(\d{1,3})\s*(?:[-–—]\s*(\d{1,3})\s*)?$/u.exec(text);
  const bounds = { min: Number(match?.[1]), max: Number(match?.[2] ?? match?.[1]) };
  if (match !== null && bounds.min >= 1 && bounds.min <= bounds.max && bounds.max <= MOST_COLUMNS) return bounds;
  problems.push(
    mistake(`--columns: "${text}" is not 1 to ${MOST_COLUMNS} columns`, "write it as in --columns 6, or 4-8"),
  );
  return undefined;
}

function describe({ columns, columnEms, gutterEms, rows, widthMm, heightMm, missMm, capacity }: GridChoice): string {
  const miss = Math.abs(missMm) < 0.05 ? "exact" : `${missMm > 0 ? "+" : "−"}${Math.abs(missMm).toFixed(1)} mm`;
  const size = `${widthMm.toFixed(1)} × ${heightMm.toFixed(1)} mm`;
  const grid = `${String(columns).padStart(2)} columns of ${String(columnEms).padStart(2)} 字, gutters of ${String(gutterEms).padEnd(3)} 字`;
  return `${grid}, ${rows} 行: ${size} (${miss}), ${capacity} 字`;
}
