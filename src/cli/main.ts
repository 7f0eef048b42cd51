/** `banxin COMMAND …`: finds the command, loads nothing but that, and turns whatever happens into an exit code. */
import { createRequire } from "node:module";
import { suggestion } from "../edition/suggest.js";
import { mistake } from "./arguments.js";
import { reportFault } from "./fault.js";
import { examples, table } from "./help.js";
import { EXIT, type Command, type Io } from "./io.js";
import { printDiagnostics } from "./print.js";

interface Entry {
  readonly summary: string;
  load(): Promise<{ readonly run: Command }>;
}

const COMMANDS: Readonly<Record<string, Entry>> = {
  proof: { summary: "make proofs of an edition's pages: PDF, PNG or SVG", load: () => import("./proof.js") },
  check: { summary: "compose an edition and report, without writing a page", load: () => import("./check.js") },
  lint: { summary: "hold the pages against the rules of make-up", load: () => import("./lint.js") },
  why: { summary: "explain a rule of make-up, and show where pages break it", load: () => import("./why.js") },
  galley: { summary: "set one story by itself, its lines numbered and counted", load: () => import("./galley.js") },
  preflight: {
    summary: "check a finished PDF for the press, and show its plates",
    load: () => import("./preflight.js"),
  },
  press: { summary: "make the files for the press, PDF/X, one a page", load: () => import("./press.js") },
  delivery: { summary: "check a folder of delivered pages and its manifest", load: () => import("./delivery.js") },
  schema: { summary: "print the JSON Schema of editions or templates", load: () => import("./schema.js") },
  templates: { summary: "list the bundled templates", load: () => import("./templates.js") },
  grid: { summary: "list the grids of whole 字 and 行 that close on a page", load: () => import("./grid.js") },
};

export async function main(args: readonly string[], io: Io): Promise<number> {
  try {
    return await dispatch(args, io);
  } catch (error) {
    return reportFault(error, io);
  }
}

async function dispatch([name, ...rest]: readonly string[], io: Io): Promise<number> {
  if (name === undefined) {
    io.stderr(overview());
    return EXIT.input;
  }
  if (name === "--version" || name === "-V") {
    io.stdout(`${version()}\n`);
    return EXIT.ok;
  }
  if (name === "--help" || name === "-h" || (name === "help" && rest.length === 0)) {
    io.stdout(overview());
    return EXIT.ok;
  }
  const wanted = name === "help" ? (rest[0] ?? "") : name;
  const entry = Object.hasOwn(COMMANDS, wanted) ? COMMANDS[wanted] : undefined;
  if (entry === undefined) {
    const kind = wanted.startsWith("-") ? "option" : "command";
    const hints = suggestion(wanted, Object.keys(COMMANDS), "the commands are");
    printDiagnostics(io, [mistake(`there is no ${kind} ${wanted}`, ...hints, "banxin --help")]);
    return EXIT.input;
  }
  const { run } = await entry.load();
  return run(name === "help" ? ["--help"] : rest, io);
}

/** banxin's own package.json, found by its name, wherever this file was bundled to. */
function version(): string {
  const manifest: unknown = createRequire(import.meta.url)("banxin/package.json");
  return typeof manifest === "object" && manifest !== null && "version" in manifest ? String(manifest.version) : "";
}

function overview(): string {
  const commands = Object.entries(COMMANDS).map(([name, { summary }]) => [name, summary] as const);
  return [
    "banxin sets newspaper pages: an edition file in JSON goes in, a finished page and a report come out.\n",
    "Usage: banxin COMMAND [options]\n",
    "Commands:",
    table(commands),
    "",
    "Options:",
    table([
      ["-h, --help", "show this help; `banxin COMMAND --help` shows a command's"],
      ["-V, --version", "show the version"],
    ]),
    "",
    examples([
      ["banxin proof edition.json", "sets all pages into edition.pdf, in the folder you are in"],
      ["banxin check edition.json", "tells what fits and what does not"],
      ["banxin proof edition.json --watch", "sets again whenever the edition, its template or a picture changes"],
    ]),
    "",
    "Exit codes: 0 all well; 1 written, but something needs a person; 2 the input is wrong; 3 an internal",
    "or I/O failure.",
    "",
  ].join("\n");
}
