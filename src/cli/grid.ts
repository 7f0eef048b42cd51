/** `banxin grid`: the grids that close on a sheet, for who makes a template. */
import type { Diagnostic } from "../base/diagnostic.js";
import { pt, scale, type Len } from "../base/length.js";
import { closingGrids, type GridChoice } from "../layout/grid-solver.js";
import { mistake, type CommandSpec } from "./arguments.js";
import { defineCommand } from "./command.js";
import { EXIT } from "./io.js";
import { printDiagnostics } from "./print.js";
import { readLength, readSize } from "./sizes.js";

/** The leading that newspaper body type usually has: 12.6 pt for 9 pt. */
const USUAL_LEADING = 1.4;
/** Smaller than any type that is read; it keeps the number of rows sensible. */
const LEAST_BODY: Len = pt(3);

const SPEC: CommandSpec = {
  name: "grid",
  summary: "Lists the grids of whole 字 and 行 that close on a type area, the nearest first.",
  operands: [],
  options: {
    page: { value: "SIZE", help: "the sheet, such as 390x545mm or A3" },
    body: { value: "SIZE", help: "the body type, such as 9pt or 小五" },
    leading: { value: "SIZE", help: `from baseline to baseline; ${USUAL_LEADING} × the body when not given` },
    area: { value: "SIZE", help: "the type area (版心), such as 352x490mm; otherwise the sheet less usual margins" },
  },
  examples: [
    ["banxin grid --page 390x545mm --body 9pt", "a 对开 page"],
    ["banxin grid --page 270x390mm --body 小五 --leading 12.6pt", "a 四开 page"],
  ],
};

export const run = defineCommand(SPEC, async (given, io) => {
  const problems: Diagnostic[] = [];
  const page = readSize("--page", given.value("page"), problems);
  const area = given.value("area") === undefined ? undefined : readSize("--area", given.value("area"), problems);
  const body = readLength("--body", given.value("body"), problems);
  const wish = given.value("leading");
  const leading = wish === undefined ? scale(body, USUAL_LEADING) : readLength("--leading", wish, problems);
  if (problems.length === 0) {
    if (body < LEAST_BODY) problems.push(mistake("--body is too small to be read", "write it as in --body 9pt"));
    else if (leading < body) problems.push(mistake("--leading is smaller than the body type", "lines would overlap"));
  }
  const choices =
    problems.length > 0 ? [] : closingGrids({ ...page, body, leading, ...(area === undefined ? {} : { area }) });
  if (problems.length === 0 && !choices.some(({ rows }) => rows > 0)) {
    problems.push(mistake("no grid closes on this page", "try another size of the body type, or give the --area"));
  }
  if (problems.length > 0) {
    printDiagnostics(io, problems);
    return EXIT.input;
  }
  io.stdout(choices.map((choice) => `${describe(choice)}\n`).join(""));
  return EXIT.ok;
});

function describe({ columns, columnEms, gutterEms, rows, widthMm, heightMm, missMm, capacity }: GridChoice): string {
  const miss = Math.abs(missMm) < 0.05 ? "exact" : `${missMm > 0 ? "+" : "−"}${Math.abs(missMm).toFixed(1)} mm`;
  const size = `${widthMm.toFixed(1)} × ${heightMm.toFixed(1)} mm`;
  const grid = `${String(columns).padStart(2)} columns of ${String(columnEms).padStart(2)} 字, gutters of ${String(gutterEms).padEnd(3)} 字`;
  return `${grid}, ${rows} 行: ${size} (${miss}), ${capacity} 字`;
}
