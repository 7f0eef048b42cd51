/** `banxin press`: one file a page that a print shop takes to plate. */
import { createHash } from "node:crypto";
import { stat } from "node:fs/promises";
import { join, resolve } from "node:path";
import type { Diagnostic } from "../base/diagnostic.js";
import { pt, toPt } from "../base/length.js";
import { isEmptyArea } from "../edition/empty-area.js";
import type { Job, JobPage } from "../compose.js";
import { packProfile, profileTooNew, PROFILES, type PdfxProfile } from "../press/pdfx.js";
import { prepareSeparation, pressPage } from "../press/press.js";
import type { OutputCondition } from "../press/condition.js";
import { pagesOn } from "../press/delivery/manifest.js";
import type { PressFinding } from "../press/finding.js";
import { checkPageText } from "../press/preflight/checks/against-edition.js";
import type { PreflightFinding } from "../press/preflight/finding.js";
import { preflight } from "../press/preflight/preflight.js";
import { NEWSPAPER, type PreflightProfile } from "../press/preflight/profile.js";
import { isToldBefore } from "../press/told-before.js";
import type { Template } from "../template/resolved.js";
import { mistake, type CommandSpec } from "./arguments.js";
import { defineCommand } from "./command.js";
import { openCondition } from "./conditions.js";
import { expectedPage } from "./expected-pages.js";
import { HOLD_OPTION } from "./held.js";
import { EXIT, type Io } from "./io.js";
import { EDITION_OPERAND, JOB_OPTIONS, readJobRequest } from "./options.js";
import {
  deliver,
  type Delivery,
  type DeliveryPlan,
  planDelivery,
  type PressedFile,
  writeDelivery,
} from "./press-delivery.js";
import { printDiagnostics } from "./print.js";
import { type Sheet, sheetsOf } from "./sheets.js";
import { runJob, type Product, type Session, type Work } from "./session.js";

const SPEC: CommandSpec = {
  name: "press",
  summary: "Makes the files for the press: PDF/X, one a page.",
  operands: [EDITION_OPERAND],
  options: {
    out: { short: "o", value: "FOLDER", help: "the folder for the files; it is made when it is not there" },
    profile: { value: "P", choices: PROFILES, help: "PDF/X-1a:2003, which everyone takes (the default), or PDF/X-4" },
    icc: { value: "FILE", help: "the press's own output profile, instead of the template's or the condition's" },
    name: {
      value: "PATTERN",
      help: "how files are named, such as {paper}-{date}-{page:2}.pdf; FILE's name and the page when not given",
    },
    paper: { value: "CODE", help: "the paper's code, where the pattern has {paper}" },
    ...HOLD_OPTION,
    ...JOB_OPTIONS,
  },
  examples: [
    ["banxin press edition.json -o delivery/", "one PDF/X-1a file a page: delivery/edition-1.pdf, …"],
    ["banxin press edition.json -o delivery/ --icc WAN-IFRAnewspaper26v5.icc", "separated for that press"],
    ["banxin press edition.json -o delivery/ --profile pdfx4 --report r.json", "PDF/X-4, and a report"],
    [
      "banxin press edition.json -o delivery/ --name '{paper}-{date}-{page:2}.pdf' --paper LJRB",
      "names as agreed: delivery/LJRB-20261124-01.pdf, …",
    ],
    ["banxin press edition.json -o delivery/ --pages 4", "one page again: the others stay as they were delivered"],
  ],
};

interface PressRequest {
  readonly file: string;
  readonly folder: string;
  readonly profile: PdfxProfile;
  readonly icc: string | undefined;
  readonly pattern: string | undefined;
  readonly paper: string | undefined;
  readonly whole: boolean;
  readonly allowOutside: boolean;
  readonly date: Date | undefined;
}

/** What a template that asks for it need not be told. */
const KNOCKOUT_CODES: ReadonlySet<string> = new Set(["black-text-knockout", "black-line-knockout"]);

export const run = defineCommand(SPEC, async (given, io) => {
  const problems: Diagnostic[] = [];
  const job = readJobRequest(given, io, problems);
  const folder = given.value("out");
  if (folder === undefined) problems.push(mistake("-o is missing", "name the folder for the files: -o delivery/"));
  else if (await isFile(resolve(io.cwd, folder))) problems.push(mistake(`${folder} is a file, not a folder`));
  const profile = PROFILES.find((one) => one === given.value("profile")) ?? "pdfx1a";
  const date = sourceDate(io, problems);
  if (problems.length > 0) {
    printDiagnostics(io, problems);
    return EXIT.input;
  }
  const request: PressRequest = {
    file: job.file,
    folder: folder ?? "",
    profile,
    icc: given.value("icc"),
    pattern: given.value("name"),
    paper: given.value("paper"),
    whole: !given.flag("pages"),
    allowOutside: given.flag("allow-outside"),
    date,
  };
  return (await runJob(job, work(request, io), io)).code;
});

async function isFile(path: string): Promise<boolean> {
  const info = await stat(path).catch(() => undefined);
  return info !== undefined && !info.isDirectory();
}

/** https://reproducible-builds.org/specs/source-date-epoch/: seconds since 1970. */
function sourceDate({ env }: Io, problems: Diagnostic[]): Date | undefined {
  const text = env["SOURCE_DATE_EPOCH"];
  if (text === undefined || text === "") return undefined;
  if (/^\d{1,11}$/u.test(text)) return new Date(Number(text) * 1000);
  problems.push(mistake(`SOURCE_DATE_EPOCH is "${text}"`, "it is a number of seconds since 1970, or not set"));
  return undefined;
}

function work(request: PressRequest, io: Io): Work {
  const conditions = new Map<string, OutputCondition>();
  const findings: PressFinding[] = [];
  let plan: DeliveryPlan | undefined;
  let sheets: readonly Sheet[] = [];
  let delivery: Delivery | undefined;
  return {
    async plan(job) {
      const problems = [...emptyAreas(job), ...(await openConditions(job, request, io, conditions))];
      const imposed = sheetsOf(job);
      if (!imposed.ok) return [...problems, ...imposed.diagnostics];
      sheets = imposed.value;
      const planned = await planDelivery(job, sheets, { ...request, edition: request.file }, io.cwd);
      if (planned.ok) plan = planned.value;
      else problems.push(...planned.diagnostics);
      return problems.length > 0 || plan === undefined ? problems : plan.outputs;
    },
    async make(session) {
      const made = await pressAll(session, sheets, request, conditions);
      findings.push(...made.findings);
      if (plan === undefined || made.files.length === 0) return [];
      delivery = deliver(plan, made.files);
      return productsOf(plan, delivery);
    },
    async write() {
      if (plan !== undefined && delivery !== undefined) await writeDelivery(plan, delivery, io);
    },
    findings: () => findings,
  };
}

/** An advertisement that has not come in is no page for the press: nothing is written. */
function emptyAreas({ edition, pages }: Job): readonly Diagnostic[] {
  return pages.flatMap(({ number, page }) =>
    page.fixed.filter(isEmptyArea).map(({ kind, pointer }) => ({
      ...mistake(
        `page ${number}: the ${kind === "ad" ? "advertisement" : kind} has neither a picture nor a label, and would be printed as an empty frame`,
        "give it `src` or `label`, or take it out; `proof` shows its place",
      ),
      at: edition.placeOf(pointer),
    })),
  );
}

/** For the report: each page with the name that its file has. */
function productsOf({ folder, path }: DeliveryPlan, { pages }: Delivery): Product[] {
  return pages.map(({ name, bytes, ...sheet }) => ({
    output: { name: join(folder, name), path: join(path, name), pages: pagesOn(sheet) },
    content: bytes,
  }));
}

/** Opens each page's condition once; `conditions` gets them by what asks for them. */
async function openConditions(
  job: Job,
  request: PressRequest,
  io: Io,
  conditions: Map<string, OutputCondition>,
): Promise<Diagnostic[]> {
  const { icc, profile, allowOutside } = request;
  const problems: Diagnostic[] = [];
  const styles = new Map(job.pages.map(({ template: { press } }) => [conditionKey(press), press]));
  for (const [key, style] of styles) {
    const opened = await openCondition(style, { icc, cwd: io.cwd, allowOutside });
    if (!opened.ok) problems.push(...opened.diagnostics);
    else if (profileTooNew(opened.value, profile)) {
      const message = `the ICC profile is of version ${opened.value.profile.version}, which PDF/X-1a does not take`;
      const at = icc === undefined && style.icc !== undefined ? { at: style.icc.at } : {};
      problems.push({ ...mistake(message, "--profile pdfx4, or a profile of version 2"), ...at });
    } else {
      conditions.set(key, opened.value);
      void packProfile(opened.value);
      // Pages compose meanwhile. A profile that the colour engine refuses is told when a page needs it.
      if (job.images.size > 0) prepareSeparation(opened.value).catch(() => undefined);
    }
  }
  return problems;
}

function conditionKey({ condition, conditionAt, icc }: Template["press"]): string {
  return JSON.stringify([condition, conditionAt?.file, icc?.value, icc?.at.file]);
}

async function pressAll(
  { job, composed, progress }: Session,
  sheets: readonly Sheet[],
  request: PressRequest,
  conditions: ReadonlyMap<string, OutputCondition>,
): Promise<{ files: readonly PressedFile[]; findings: readonly PressFinding[] }> {
  // A picture that does not decode is told with its place in the edition, and nothing is separated.
  const broken = await job.verdicts;
  if (broken.some(({ severity }) => severity === "error")) return { files: [], findings: [] };
  const files: PressedFile[] = [];
  const findings: PressFinding[] = [];
  for (const [index, sheet] of sheets.entries()) {
    const { page, facing, numbers } = sheet;
    const pages = facing === undefined ? [page] : [page, facing];
    const condition = conditions.get(conditionKey(page.template.press));
    if (condition === undefined) throw new Error(`no condition for page ${page.number}`);
    progress.step(index + 1, sheets.length, "separating page");
    const pressed = await pressPage(composed.scene, {
      page: page.number,
      ...(facing === undefined ? {} : { facing: facing.number }),
      numbers,
      profile: request.profile,
      condition,
      settings: page.template.press,
      template: [...new Set(pages.map(({ template }) => templateVersion(template)))].join(" + "),
      ...(request.date === undefined ? {} : { date: request.date }),
    });
    findings.push(...pages.flatMap((one) => standInFinding(one, condition)));
    const checked = await preflight(pressed.bytes, preflightProfile(sheet, condition, request.profile), "limit");
    const text = checked.pages.map((one) => one.text).join("");
    for (const one of pages)
      for (const fault of checkPageText(text, expectedPage(job, one)))
        if (!composed.scene.findings.some((told) => told.page === one.number && told.code === fault.code))
          findings.push({ ...fault, page: one.number });
    // What has been told of a picture already, the finished file need not tell again.
    const told = new Set(pressed.findings.map(({ code }) => code));
    const isNew = (one: PressFinding): boolean =>
      !isToldBefore(one, composed.scene.findings, page.template.press.mirror);
    const asked = page.template.press.knockout.length > 0;
    const found = checked.findings
      .filter(({ code }) => !told.has(code))
      .map((one) => (asked && KNOCKOUT_CODES.has(one.code) ? ({ ...one, severity: "info" } as const) : one))
      .map((one) => onItsPage(asPressFinding(one, page.number), sheet))
      .filter(isNew);
    findings.push(...pressed.findings.map((one) => onItsPage(one, sheet)).filter(isNew), ...found);
    const [, last] = numbers;
    files.push({ page: page.number, last, bytes: pressed.bytes, preflight: checked });
  }
  return { files, findings };
}

/** What stands on the right half of a sheet is told of the page that it is on. */
function onItsPage(finding: PressFinding, { page, facing }: Sheet): PressFinding {
  const { box } = finding;
  const begins = page.template.page.width + page.template.press.gutter;
  if (facing === undefined || box === undefined || box.x < begins) return finding;
  return { ...finding, page: facing.number, box: { ...box, x: box.x - begins } };
}

function standInFinding({ number, template }: JobPage, condition: OutputCondition): PressFinding[] {
  if (condition.profileIsFor === undefined) return [];
  const message = `the page is for ${template.press.condition}, but was separated with a profile for ${condition.profileIsFor}`;
  const hint = "give the press's own profile with --icc: colours, above all dark ones, will be nearer to the proof";
  return [{ severity: "warning", code: "stand-in-profile", page: number, message, hint }];
}

/** The finished file is measured by what the page was made for. */
function preflightProfile(
  { page: { template }, facing }: Sheet,
  condition: OutputCondition,
  standard: PdfxProfile,
): PreflightProfile {
  const { bleed, gutter, mirror } = template.press;
  const width = template.page.width + (facing === undefined ? 0 : gutter + facing.template.page.width);
  return {
    ...NEWSPAPER,
    name: condition.name,
    standard,
    inkLimit: condition.inkLimit / 100,
    resolution: condition.resolution,
    bleed: toPt(bleed),
    pageSize: { width: toPt(width), height: toPt(template.page.height) },
    mirrored: mirror,
    // Told by the command itself, which knows whether the profile is the press's own.
    newsprint: false,
  };
}

function asPressFinding(
  { severity, code, message, hint, count, places }: PreflightFinding,
  page: number,
): PressFinding {
  const [place] = places;
  const box =
    place === undefined
      ? {}
      : { box: { x: pt(place.x), y: pt(place.y), width: pt(place.width), height: pt(place.height) } };
  return { severity, code, page, message: count > 1 ? `${message} (${count} times)` : message, hint, ...box };
}

/** The template's name with a digest of its values: a changed template is seen on the sheet. */
function templateVersion(template: Template): string {
  const { file: _file, fonts: _fonts, styles, colours, press, ...rest } = template;
  // What files are called, and where they lie, is no part of how a page looks.
  const { conditionAt: _at, icc, name: _name, paper: _paper, ...values } = press;
  const plain = Object.entries(styles).map(([name, { origin: _origin, ...style }]) => [name, style]);
  const digest = createHash("sha256").update(JSON.stringify([rest, plain, [...colours], values, icc?.value]));
  return `${template.name} ${digest.digest("hex").slice(0, 8)}`;
}
