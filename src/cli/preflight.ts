/** `banxin preflight`: a finished PDF as the press will see it; or, by another profile, the form of an edition. */
import { basename, resolve } from "node:path";
import type { Diagnostic } from "../base/diagnostic.js";
import { toPt } from "../base/length.js";
import { FORM_PROFILE } from "../form/report.js";
import { readBytes } from "../host/files.js";
import { loadJob } from "../pipeline.js";
import { parseNamePattern } from "../press/delivery/name-pattern.js";
import { checkAgainstEdition, type ExpectedEdition } from "../press/preflight/checks/against-edition.js";
import { faultPicture } from "../press/preflight/fault-picture.js";
import { Findings } from "../press/preflight/finding.js";
import { PdfFault } from "../press/preflight/pdf/object.js";
import { preflight, type PreflightReport } from "../press/preflight/preflight.js";
import { NEWSPAPER, type PreflightProfile } from "../press/preflight/profile.js";
import { countOf, preflightJson, preflightText } from "../press/preflight/report.js";
import { plateChanges } from "../press/separations/changes.js";
import { heatMapPng, platePng } from "../press/separations/pictures.js";
import { separate, type Separation } from "../press/separations/separate.js";
import { mistake, type Arguments, type CommandSpec, type OptionSpec } from "./arguments.js";
import { defineCommand } from "./command.js";
import { expectedPage } from "./expected-pages.js";
import { checkEdition } from "./form-check.js";
import { EXIT, type Io } from "./io.js";
import { JOB_OPTIONS, readJobRequest } from "./options.js";
import { checkClashes, type Output, planFile, writeOutput } from "./outputs.js";
import { printDiagnostics, visible } from "./print.js";
import { readLength, readSize } from "./sizes.js";

/** A delivered page has a few megabytes; a page of photographs two hundred. */
const LARGEST_FILE = 1024 * 1024 * 1024;
const DEFAULT_DPI = 100;
const LEAST_DPI = 18;
const MOST_DPI = 300;
const LEAST_INK = 100;
const MOST_INK = 400;

const { report: _report, ...EDITION_OPTIONS } = JOB_OPTIONS;

/** Options that look at a PDF. */
const PDF_OPTIONS: Readonly<Record<string, OptionSpec>> = {
  standard: { value: "S", choices: ["pdfx1a", "pdfx4"], help: "what it must be; otherwise what it says it is" },
  "ink-limit": { value: "N", help: "most ink of all plates together, in per cent; 220 when not given" },
  bleed: { value: "LENGTH", help: "the bleed that the product is trimmed with, such as 3mm; none when not given" },
  size: { value: "SIZE", help: "the trim that the page must have, such as 390x545mm" },
  picture: { value: "P.png", help: "write a picture of the page with a box on every fault" },
  plates: { value: "FOLDER", help: "write a picture of each plate, and of the total ink, into this folder" },
  against: { value: "OLD.pdf", help: "tell which plates differ from those of this earlier delivery" },
  page: { value: "N", help: "the page of the file that pictures show; 1 when not given" },
  dpi: { value: "N", help: `pixels an inch of the pictures; ${DEFAULT_DPI} when not given` },
  edition: { value: "EDITION", help: "hold the page's number, date and credits against this edition file" },
  name: { value: "PATTERN", help: "how files are named, such as {date}-{page:2}.pdf; with --edition" },
  notes: { help: "show notes, too, not errors and warnings alone" },
};

const SPEC: CommandSpec = {
  name: "preflight",
  summary: "Checks a finished PDF for the press: reads it back, and tells what a print shop would refuse.",
  operands: [{ name: "FILE", help: "the PDF; with --profile cn-form, the edition file" }],
  options: {
    profile: {
      value: "P",
      choices: ["newspaper", FORM_PROFILE],
      help: `newspaper (the default) checks a PDF; ${FORM_PROFILE} the form of an edition (报纸出版形式)`,
    },
    report: { value: "R.json", help: "write the findings to this file" },
    ...PDF_OPTIONS,
    ...EDITION_OPTIONS,
  },
  examples: [
    ["banxin preflight page.pdf", "tells what is wrong with it"],
    ["banxin preflight page.pdf --report r.json --picture faults.png", "the same for programs, and to look at"],
    ["banxin preflight page.pdf --plates plates/", "one picture a plate, and the heat map of the ink"],
    ["banxin preflight page.pdf --against yesterday/page.pdf", "which plates have to be made again"],
    [
      "banxin preflight 20261124-04.pdf --edition edition.json --name '{date}-{page:2}.pdf'",
      "is it that page, of that day?",
    ],
    [
      "banxin preflight edition.json --profile cn-form",
      "nameplate, folio lines, numbers, 广告: what a paper must show",
    ],
  ],
};

interface Request {
  readonly profile: PreflightProfile;
  readonly page: number;
  readonly dpi: number;
}

export const run = defineCommand(SPEC, async (given, io) => {
  const problems: Diagnostic[] = [];
  const ofForm = given.value("profile") === FORM_PROFILE;
  problems.push(...misplaced(given, ofForm));
  if (ofForm) return checkEdition(given, io, problems);
  const request = readRequest(given, problems);
  const name = given.operand(0);
  const bytes = await readInput(name, io, problems);
  const old = given.value("against");
  const before = old === undefined ? undefined : await readInput(old, io, problems);
  const report = await planned(given.value("report"), io, problems);
  const picture = await planned(given.value("picture"), io, problems);
  problems.push(
    ...(await checkClashes(
      [report, picture].filter((one) => one !== undefined),
      [name],
      io.cwd,
    )),
  );
  if (problems.length > 0 || bytes === undefined) {
    printDiagnostics(io, problems);
    return EXIT.input;
  }
  const expected = await readExpected(given, io);
  if (expected === "refused") return EXIT.input;
  const read = await preflight(bytes, request.profile);
  const found = expected === undefined ? read : heldAgainst(read, basename(name), expected.edition);
  io.stdout(visible(preflightText(found, name, given.flag("notes"))));
  if (report !== undefined) await writeOutput(report, `${JSON.stringify(preflightJson(found, name), null, 2)}\n`);
  const plates = given.value("plates");
  // A file that cannot be read has no picture, and its finding says why.
  if (found.pages.length > 0 && (picture !== undefined || plates !== undefined || before !== undefined)) {
    const page = await separated(bytes, request);
    if (typeof page === "string") return refuse(io, page);
    const { dpi } = request;
    if (picture !== undefined)
      await writeOutput(picture, await faultPicture(page.plates, dpi, found.findings, request.page));
    if (plates !== undefined) await writePlates(page, plates, request.profile, io);
    if (before !== undefined) {
      const earlier = await separated(before, request);
      if (typeof earlier === "string") return refuse(io, `${old ?? ""}: ${earlier}`);
      io.stdout(changesText(plateChanges(earlier, page)));
    }
  }
  return countOf(found.findings, "error") > 0 || expected?.isPartial === true ? EXIT.attention : EXIT.ok;
});

interface Expected {
  readonly edition: ExpectedEdition;
  /** Page files with mistakes are left out of it. */
  readonly isPartial: boolean;
}

/** The edition that the page is of; undefined when none is given. */
async function readExpected(given: Arguments, io: Io): Promise<Expected | "refused" | undefined> {
  const file = given.value("edition");
  const problems: Diagnostic[] = [];
  const source = given.value("name");
  if (source !== undefined && file === undefined) problems.push(mistake("--name wants --edition", "give both"));
  const pattern = source === undefined ? undefined : parseNamePattern(source);
  if (pattern?.ok === false) problems.push(...pattern.diagnostics);
  if (problems.length === 0 && file === undefined) return undefined;
  const request = readJobRequest(given, io, problems, file);
  const loaded = problems.length > 0 ? undefined : await loadJob(request.file, request.options);
  printDiagnostics(io, [...problems, ...(loaded?.diagnostics ?? [])]);
  if (loaded?.ok !== true) return "refused";
  const { edition, pages, leftOut } = loaded.value;
  const expected: ExpectedEdition = {
    pages: pages.map((page) => expectedPage({ edition }, page)),
    ...(edition.publication.edition === undefined ? {} : { edition: edition.publication.edition.text }),
    ...(pattern?.ok === true ? { pattern: pattern.value } : {}),
  };
  return { edition: expected, isPartial: leftOut.length > 0 };
}

function heldAgainst(report: PreflightReport, name: string, expected: ExpectedEdition): PreflightReport {
  const text = report.pages.map((page) => page.text).join("");
  if (report.pages.length === 0) return report;
  const findings = new Findings(report.findings);
  for (const fault of checkAgainstEdition(text, name, expected)) findings.add(1, fault);
  return { ...report, findings: findings.list };
}

/** Options of the other profile would be passed over in silence. */
function misplaced(given: Arguments, ofForm: boolean): readonly Diagnostic[] {
  if (!ofForm && given.flag("edition")) return [];
  const others = Object.keys(ofForm ? PDF_OPTIONS : EDITION_OPTIONS).filter((name) => given.flag(name));
  return others.map((name) =>
    ofForm
      ? mistake(`--${name} is for PDFs`, `leave it out, or give a PDF without --profile ${FORM_PROFILE}`)
      : mistake(
          `--${name} is for editions`,
          `give the edition file, and --profile ${FORM_PROFILE}, or --edition beside the PDF`,
        ),
  );
}

function readRequest(given: Arguments, problems: Diagnostic[]): Request {
  const standard = (["pdfx1a", "pdfx4"] as const).find((one) => one === given.value("standard"));
  const bleed = given.value("bleed");
  const size = given.value("size") === undefined ? undefined : readSize("--size", given.value("size"), problems);
  const inkLimit = wholeNumber("ink-limit", given, NEWSPAPER.inkLimit * 100, LEAST_INK, MOST_INK, problems);
  return {
    page: wholeNumber("page", given, 1, 1, 10_000, problems),
    dpi: wholeNumber("dpi", given, DEFAULT_DPI, LEAST_DPI, MOST_DPI, problems),
    profile: {
      ...NEWSPAPER,
      inkLimit: inkLimit / 100,
      ...(standard === undefined ? {} : { standard }),
      ...(bleed === undefined ? {} : { bleed: toPt(readLength("--bleed", bleed, problems)) }),
      ...(size === undefined ? {} : { pageSize: { width: toPt(size.width), height: toPt(size.height) } }),
    },
  };
}

function wholeNumber(
  option: string,
  given: Arguments,
  otherwise: number,
  least: number,
  most: number,
  problems: Diagnostic[],
): number {
  const text = given.value(option);
  if (text === undefined) return otherwise;
  const value = /^\d{1,5}$/u.test(text) ? Number(text) : Number.NaN;
  if (value >= least && value <= most) return value;
  problems.push(mistake(`--${option} cannot be "${text}"`, `it is a whole number from ${least} to ${most}`));
  return otherwise;
}

async function readInput(name: string, io: Io, problems: Diagnostic[]): Promise<Uint8Array | undefined> {
  const read = await readBytes(resolve(io.cwd, name), LARGEST_FILE);
  if (read.ok) return read.value;
  problems.push(...read.diagnostics.map((one) => ({ ...one, at: { file: name, line: 1, column: 1 } })));
  return undefined;
}

async function planned(name: string | undefined, io: Io, problems: Diagnostic[]): Promise<Output | undefined> {
  if (name === undefined) return undefined;
  const output = await planFile(io.cwd, name);
  if (output.ok) return output.value;
  problems.push(...output.diagnostics);
  return undefined;
}

/** The plates, or why there are none. */
async function separated(bytes: Uint8Array, { page, dpi }: Request): Promise<Separation | string> {
  try {
    return await separate(bytes, { page, dpi });
  } catch (error) {
    if (error instanceof PdfFault || error instanceof RangeError) return error.message;
    throw error;
  }
}

function refuse(io: Io, message: string): number {
  printDiagnostics(io, [mistake(message)]);
  return EXIT.input;
}

async function writePlates({ plates }: Separation, folder: string, profile: PreflightProfile, io: Io): Promise<void> {
  const write = async (file: string, content: Uint8Array): Promise<void> => {
    const name = `${folder.replace(/\/+$/u, "")}/${file}`;
    await writeOutput({ name, path: resolve(io.cwd, name), pages: [] }, content);
  };
  for (const [index, plate] of plates.names.entries()) {
    await write(
      `${index + 1}-${plate.replaceAll(/[^\p{L}\p{N}]+/gu, "-").slice(0, 60)}.png`,
      await platePng(plates, plate),
    );
  }
  await write("total-ink.png", await heatMapPng(plates, profile.inkLimit));
}

function changesText(changes: ReturnType<typeof plateChanges>): string {
  const lines = changes.map(
    ({ plate, changed, area }) => `  ${plate}: ${changed ? `changed (${area} % of the page)` : "the same"}`,
  );
  return visible(`\nplates against the earlier delivery:\n${lines.join("\n")}\n`);
}
