/** `banxin delivery`: a folder of delivered pages read backwards, and its manifest. */
import { readdir } from "node:fs/promises";
import { join, resolve } from "node:path";
import type { Diagnostic } from "../base/diagnostic.js";
import { readBytes } from "../host/files.js";
import { checkManifest, checkNames, type FolderFile, type FolderFinding } from "../press/delivery/folder-check.js";
import {
  type DeliveredPage,
  type Manifest,
  MANIFEST,
  manifestText,
  parseManifest,
  redeliver,
} from "../press/delivery/manifest.js";
import { type NamePattern, parseName, parseNamePattern, usualPattern } from "../press/delivery/name-pattern.js";
import { writeSet } from "../press/delivery/write-set.js";
import { preflight } from "../press/preflight/preflight.js";
import { countOf, preflightText } from "../press/preflight/report.js";
import { mistake, type Arguments, type CommandSpec } from "./arguments.js";
import { defineCommand } from "./command.js";
import { WriteFault } from "./fault.js";
import { EXIT, type Io } from "./io.js";
import { parsePages } from "./pages.js";
import { printDiagnostics, visible } from "./print.js";

const LARGEST_FILE = 1024 * 1024 * 1024;

const COMMON_NAME = "{paper}-{date:yyyyMMdd}-{edition}{page:2}.pdf";

const SPEC: CommandSpec = {
  name: "delivery",
  summary: "Checks a folder of delivered pages: names, completeness, every file, and its manifest.",
  operands: [{ name: "FOLDER", help: "the folder that the print shop gets" }],
  options: {
    name: {
      value: "PATTERN",
      help: `how files are named; when not given, as the manifest says, as ${COMMON_NAME}, or as press does: edition-4.pdf`,
    },
    pages: { value: "LIST", help: "the pages that must be there, such as 1-8" },
    paper: { value: "CODE", help: "the paper's code, where the pattern has {paper}" },
    date: { value: "DATE", help: "the edition's date, such as 2026-11-24, where the pattern has {date}" },
    edition: { value: "CODE", help: "where the pattern has {edition}" },
    "write-manifest": {
      help: `write ${MANIFEST} with the sum, size and boxes of every file; pages that changed count up`,
    },
    "no-preflight": { help: "look at names and sums alone" },
  },
  examples: [
    ["banxin delivery out/ --pages 1-8 --date 2026-11-24", "is everything there, and right?"],
    ["banxin delivery out/ --pages 1-8 --write-manifest", "the same, and writes down what was delivered"],
    ["banxin delivery inbox/ --name '{date}-{page:2}-{paper:4}.pdf' --pages 1-4", "in the print shop's own names"],
  ],
};

export const run = defineCommand(SPEC, async (given, io) => {
  const problems: Diagnostic[] = [];
  const folder = resolve(io.cwd, given.operand(0));
  const files = await readFolder(folder, given.operand(0), problems);
  const list = given.value("pages");
  const pages = list === undefined ? undefined : parsePages(list);
  if (pages?.ok === false) problems.push(...pages.diagnostics);
  const before = manifestIn(files, problems);
  const source = given.value("name") ?? before?.pattern;
  const pattern = source === undefined ? usual(files) : parseNamePattern(source);
  if (!pattern.ok) problems.push(...pattern.diagnostics);
  if (problems.length > 0 || !pattern.ok) {
    printDiagnostics(io, problems);
    return EXIT.input;
  }
  const pdfs = files.filter(({ name }) => /\.pdf$/iu.test(name));
  const findings = [
    ...checkNames(
      names(pdfs),
      pattern.value,
      expected(given, pdfs, pattern.value, pages?.ok === true ? pages.value : undefined),
    ),
  ];
  const writing = given.flag("write-manifest");
  if (before !== undefined && !writing) findings.push(...checkManifest(pdfs, before));
  io.stdout(visible(findings.map((one) => `${one.severity}: ${one.message}\n  hint: ${one.hint}\n`).join("")));
  let errors = findings.filter(({ severity }) => severity === "error").length;
  if (given.flag("no-preflight") && !writing) return errors > 0 ? EXIT.attention : EXIT.ok;
  const delivered = await checkFiles(pdfs, pattern.value, io);
  errors += delivered.reduce((sum, one) => sum + countOf(one.preflight.findings, "error"), 0);
  if (writing) await writeManifest(folder, before, delivered, findings, source, given, io);
  return errors > 0 ? EXIT.attention : EXIT.ok;
});

/** Where nobody says how files are named: by a form that many print shops use, or as `press` does, after the edition's name. */
function usual(files: readonly FolderFile[]): ReturnType<typeof parseNamePattern> {
  const common = parseNamePattern(COMMON_NAME);
  if (common.ok && files.some(({ name }) => parseName(common.value, name) !== undefined)) return common;
  const stems = files.flatMap(({ name }) => /^(.+?)-\d+(?:-\d+)?\.pdf$/iu.exec(name)?.[1] ?? []);
  return { ok: true, value: usualPattern(stems[0] ?? "edition") };
}

function names(files: readonly FolderFile[]): readonly string[] {
  return files.map(({ name }) => name);
}

/** Without --pages, the pages that are there, from the first to the last: then only gaps are missing. */
function expected(
  given: Arguments,
  files: readonly FolderFile[],
  pattern: NamePattern,
  pages: readonly number[] | undefined,
) {
  const found = files.flatMap(({ name }) => {
    const { page, last } = parseName(pattern, name) ?? {};
    return [page, last].filter((one) => one !== undefined);
  });
  const least = Math.min(...found);
  const span = found.length === 0 ? 0 : Math.max(...found) - least + 1;
  const values = Object.fromEntries(
    (["paper", "date", "edition"] as const).flatMap((key) => {
      const value = given.value(key);
      return value === undefined ? [] : [[key, value]];
    }),
  );
  return { values, pages: pages ?? Array.from({ length: Math.min(span, 1000) }, (_, i) => least + i) };
}

async function readFolder(folder: string, name: string, problems: Diagnostic[]): Promise<readonly FolderFile[]> {
  let entries;
  try {
    entries = await readdir(folder, { withFileTypes: true });
  } catch {
    problems.push(mistake(`${name} is not a folder that can be read`, "name the folder of the delivered files"));
    return [];
  }
  const files: FolderFile[] = [];
  for (const entry of entries.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
    if (!entry.isFile() || entry.name.startsWith(".")) continue;
    const read = await readBytes(join(folder, entry.name), LARGEST_FILE);
    if (read.ok) files.push({ name: entry.name, bytes: read.value });
    else problems.push(...read.diagnostics);
  }
  return files;
}

function manifestIn(files: readonly FolderFile[], problems: Diagnostic[]): Manifest | undefined {
  const file = files.find(({ name }) => name === MANIFEST);
  if (file === undefined) return undefined;
  const manifest = parseManifest(new TextDecoder().decode(file.bytes));
  if (manifest === undefined) problems.push(mistake(`${MANIFEST} is no manifest of banxin`));
  return manifest;
}

async function checkFiles(
  files: readonly FolderFile[],
  pattern: NamePattern,
  io: Io,
): Promise<readonly DeliveredPage[]> {
  const delivered: DeliveredPage[] = [];
  for (const { name, bytes } of files) {
    const found = await preflight(bytes);
    io.stdout(visible(preflightText(found, name)));
    const { page, last } = parseName(pattern, name) ?? {};
    if (page !== undefined)
      delivered.push({ name, page, last: last === page ? undefined : last, bytes, preflight: found });
  }
  return delivered;
}

/** Old versions of a page stay out of it: a manifest names what is to be printed. */
async function writeManifest(
  folder: string,
  before: Manifest | undefined,
  delivered: readonly DeliveredPage[],
  findings: readonly FolderFinding[],
  pattern: string | undefined,
  given: Arguments,
  io: Io,
): Promise<void> {
  const out = new Set(
    findings.filter(({ code }) => code === "old-version" || code === "wrong-job").map(({ file }) => file),
  );
  const pages = delivered.filter(({ name }) => !out.has(name));
  const facts = {
    publication: given.value("paper") ?? before?.publication ?? null,
    date: given.value("date") ?? before?.date ?? null,
    ...(pattern === undefined ? {} : { pattern }),
  };
  const { manifest, changed, added, removed } = redeliver(before, pages, facts, true);
  try {
    await writeSet(folder, [{ name: MANIFEST, content: manifestText(manifest) }]);
  } catch (error) {
    throw new WriteFault(`${given.operand(0)}/${MANIFEST}`, error);
  }
  const told = Object.entries({ new: added, changed, "taken out": removed }).flatMap(([word, list]) =>
    list.length === 0 ? [] : [`${word}: ${list.join(", ")}`],
  );
  io.stdout(
    `${MANIFEST}: ${manifest.files.length} pages${told.length === 0 ? ", as before" : ` (${told.join("; ")})`}\n`,
  );
}
