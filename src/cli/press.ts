/** `banxin press`: one file a page that a print shop takes to plate. */
import { createHash } from "node:crypto";
import { stat } from "node:fs/promises";
import { join, resolve } from "node:path";
import type { Diagnostic } from "../base/diagnostic.js";
import { pt, toPt } from "../base/length.js";
import type { Job, JobPage } from "../pipeline.js";
import { packProfile, profileTooNew, PROFILES, type PdfxProfile } from "../press/pdfx.js";
import { prepareSeparation, pressPage } from "../press/press.js";
import type { OutputCondition } from "../press/condition.js";
import type { PressFinding } from "../press/finding.js";
import { checkPageText } from "../press/preflight/checks/against-edition.js";
import type { PreflightFinding } from "../press/preflight/finding.js";
import { preflight } from "../press/preflight/preflight.js";
import { NEWSPAPER, type PreflightProfile } from "../press/preflight/profile.js";
import type { Template } from "../template/resolved.js";
import { mistake, type CommandSpec } from "./arguments.js";
import { defineCommand } from "./command.js";
import { openCondition } from "./conditions.js";
import { expectedPage } from "./expected-pages.js";
import { EXIT, type Io } from "./io.js";
import { EDITION_OPERAND, JOB_OPTIONS, readJobRequest } from "./options.js";
import type { Output } from "./outputs.js";
import {
  deliver,
  type Delivery,
  type DeliveryPlan,
  planDelivery,
  type PressedFile,
  writeDelivery,
} from "./press-delivery.js";
import { printDiagnostics } from "./print.js";
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
  let delivery: Delivery | undefined;
  return {
    async plan(job) {
      const problems = await openConditions(job, request, io, conditions);
      const planned = await planDelivery(job, { ...request, edition: request.file }, io.cwd);
      if (planned.ok) plan = planned.value;
      else problems.push(...planned.diagnostics);
      return problems.length > 0 || plan === undefined ? problems : plan.outputs;
    },
    async make(session, outputs) {
      const made = await pressAll(session, outputs, request, conditions);
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

/** For the report: each page with the name that its file has. */
function productsOf({ folder, path }: DeliveryPlan, { pages }: Delivery): Product[] {
  return pages.map(({ name, page, bytes }) => ({
    output: { name: join(folder, name), path: join(path, name), pages: [page] },
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
  outputs: readonly Output[],
  request: PressRequest,
  conditions: ReadonlyMap<string, OutputCondition>,
): Promise<{ files: readonly PressedFile[]; findings: readonly PressFinding[] }> {
  // A picture that does not decode is told with its place in the edition, and nothing is separated.
  const broken = await job.verdicts;
  if (broken.some(({ severity }) => severity === "error")) return { files: [], findings: [] };
  const files: PressedFile[] = [];
  const findings: PressFinding[] = [];
  const pages = outputs.filter((output) => output.pages.length > 0);
  for (const [index, output] of pages.entries()) {
    const page = job.pages.find(({ number }) => output.pages.includes(number));
    const condition = page === undefined ? undefined : conditions.get(conditionKey(page.template.press));
    if (page === undefined || condition === undefined) throw new Error(`no page for ${output.name}`);
    progress.step(index + 1, pages.length, "separating page");
    const pressed = await pressPage(composed.scene, {
      page: page.number,
      profile: request.profile,
      condition,
      settings: page.template.press,
      template: templateVersion(page.template),
      ...(request.date === undefined ? {} : { date: request.date }),
    });
    findings.push(...standInFinding(page, condition), ...pressed.findings);
    const checked = await preflight(pressed.bytes, preflightProfile(page, condition, request.profile), "limit");
    const text = checked.pages.map((one) => one.text).join("");
    for (const fault of checkPageText(text, expectedPage(job, page)))
      if (!composed.scene.findings.some((told) => told.page === page.number && told.code === fault.code))
        findings.push({ ...fault, page: page.number });
    // What has been told of a picture already, the finished file need not tell again.
    const told = new Set(pressed.findings.map(({ code }) => code));
    const asked = page.template.press.knockout.length > 0;
    findings.push(
      ...checked.findings
        .filter(({ code }) => !told.has(code))
        .map((one) => (asked && KNOCKOUT_CODES.has(one.code) ? ({ ...one, severity: "info" } as const) : one))
        .map((one) => asPressFinding(one, page.number)),
    );
    files.push({ page: page.number, bytes: pressed.bytes, preflight: checked });
  }
  return { files, findings };
}

function standInFinding({ number, template }: JobPage, condition: OutputCondition): PressFinding[] {
  if (condition.profileIsFor === undefined) return [];
  const message = `the page is for ${template.press.condition}, but was separated with a profile for ${condition.profileIsFor}`;
  const hint = "give the press's own profile with --icc: colours, above all dark ones, will be nearer to the proof";
  return [{ severity: "warning", code: "stand-in-profile", page: number, message, hint }];
}

/** The finished file is measured by what the page was made for. */
function preflightProfile({ template }: JobPage, condition: OutputCondition, standard: PdfxProfile): PreflightProfile {
  const { bleed } = template.press;
  return {
    ...NEWSPAPER,
    name: condition.name,
    standard,
    inkLimit: condition.inkLimit / 100,
    resolution: condition.resolution,
    bleed: toPt(bleed),
    pageSize: { width: toPt(template.page.width), height: toPt(template.page.height) },
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
  const { file: _file, styles, colours, press, ...rest } = template;
  // What files are called, and where they lie, is no part of how a page looks.
  const { conditionAt: _at, icc, name: _name, paper: _paper, ...values } = press;
  const plain = Object.entries(styles).map(([name, { origin: _origin, ...style }]) => [name, style]);
  const digest = createHash("sha256").update(JSON.stringify([rest, plain, [...colours], values, icc?.value]));
  return `${template.name} ${digest.digest("hex").slice(0, 8)}`;
}
