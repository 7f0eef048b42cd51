/** `banxin lint`: composes an edition and holds its pages against the rules of make-up. */
import { sharedArea } from "../base/geometry.js";
import type { Finding, Scene } from "../scene/list.js";
import { lintPage } from "../lint/lint.js";
import { type Profile, PROFILE_NAMES, PROFILES, RULE_IDS } from "../lint/rules.js";
import type { Edition } from "../edition/model.js";
import type { Arguments, CommandSpec } from "./arguments.js";
import { mistake } from "./arguments.js";
import type { Diagnostic } from "../base/diagnostic.js";
import { suggestion } from "../edition/suggest.js";
import { defineCommand } from "./command.js";
import { orderOn } from "./findings.js";
import { HOLD_OPTION } from "./held.js";
import { EXIT } from "./io.js";
import { EDITION_OPERAND, JOB_OPTIONS, readJobRequest } from "./options.js";
import { printDiagnostics } from "./print.js";
import { runJob, type Work } from "./session.js";

const SPEC: CommandSpec = {
  name: "lint",
  summary: "Holds the pages of an edition against the rules of make-up.",
  operands: [EDITION_OPERAND],
  options: {
    profile: {
      value: "PROFILE",
      choices: PROFILE_NAMES,
      help: "the school whose rules hold; zh-interlock when not given",
    },
    off: { value: "RULE", many: true, help: "leave this rule out" },
    ...HOLD_OPTION,
    ...JOB_OPTIONS,
  },
  examples: [
    ["banxin lint edition.json", "tells where heads butt, seams run through or white is left"],
    ["banxin lint edition.json --profile en-modular --off dominant", "an English page, without one of the rules"],
  ],
};

export const run = defineCommand(SPEC, async (given, io) => {
  const problems: Diagnostic[] = [];
  const request = readJobRequest(given, io, problems);
  const profile = readProfile(given, problems);
  if (problems.length > 0) {
    printDiagnostics(io, problems);
    return EXIT.input;
  }
  let found: readonly Finding[] = [];
  const work: Work = {
    plan: async () => [],
    async make({ job, composed }) {
      found = findingsOf(composed.scene, job.edition, profile);
      return [];
    },
    findings: () => found,
  };
  const { code } = await runJob(request, work, io);
  return code;
});

function readProfile(given: Arguments, problems: Diagnostic[]): Profile {
  const name = PROFILE_NAMES.find((one) => one === given.value("profile")) ?? "zh-interlock";
  const off = given.values("off");
  for (const rule of off) {
    if (RULE_IDS.some((id) => id === rule)) continue;
    problems.push(mistake(`there is no rule ${rule}`, ...suggestion(rule, RULE_IDS, "the rules are")));
  }
  return { ...PROFILES[name], ...Object.fromEntries(off.map((rule) => [rule, "off" as const])) };
}

/** What the profile's rules find beyond what the audit has told of the same page. */
function findingsOf(scene: Scene, edition: Edition, profile: Profile): readonly Finding[] {
  return scene.pages.flatMap((page) => {
    const told = scene.findings.filter((finding) => finding.page === page.number);
    return lintPage(page, profile, orderOn(edition, page.number)).filter(
      (finding) => !told.some((one) => isSame(one, finding)),
    );
  });
}

/** The audit's errors that say what a rule of make-up says. */
const SAME: Readonly<Record<string, readonly string[]>> = {
  hole: ["white-hole", "white-page", "box-white"],
  "head-order": ["head-over-lead"],
};

function isSame(told: Finding, { code, box, article }: Finding): boolean {
  if (SAME[code]?.includes(told.code) !== true) return false;
  if (code === "head-order") return told.article !== article;
  return box !== undefined && told.box !== undefined && sharedArea(told.box, box) > 0;
}
