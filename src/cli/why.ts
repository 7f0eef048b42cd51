/** `banxin why RULE`: what a rule of make-up says; with an edition, where its pages break it and what cures that. */
import type { Diagnostic } from "../base/diagnostic.js";
import { toPt } from "../base/length.js";
import type { Rect } from "../base/geometry.js";
import { suggestion } from "../edition/suggest.js";
import { faultsOf, inWords, type PlacedFault } from "../lint/lint.js";
import { PROFILE_NAMES, PROFILES, RULE_IDS, type RuleId, RULES } from "../lint/rules.js";
import { mistake, type CommandSpec } from "./arguments.js";
import { defineCommand } from "./command.js";
import { orderOn } from "./findings.js";
import { HOLD_OPTION } from "./held.js";
import { EXIT, type Io } from "./io.js";
import { EDITION_OPERAND, JOB_OPTIONS, readJobRequest } from "./options.js";
import { printDiagnostics, visible } from "./print.js";
import { runJob, type Work } from "./session.js";

const SPEC: CommandSpec = {
  name: "why",
  summary: "Explains a rule of make-up, and shows where an edition's pages break it.",
  operands: [{ name: "RULE", help: `the rule: ${RULE_IDS.join(", ")}` }, EDITION_OPERAND],
  options: { ...HOLD_OPTION, ...JOB_OPTIONS },
  examples: [["banxin why heads-butt edition.json", "which heads butt, where they stand, and what to do"]],
};

export const run = defineCommand(SPEC, async (given, io) => {
  const problems: Diagnostic[] = [];
  const name = given.operand(0);
  const rule = RULE_IDS.find((id) => id === name);
  if (rule === undefined)
    problems.push(mistake(`there is no rule ${name}`, ...suggestion(name, RULE_IDS, "the rules are")));
  const request = readJobRequest(given, io, problems, 1);
  if (rule === undefined || problems.length > 0) {
    printDiagnostics(io, problems);
    return EXIT.input;
  }
  io.stdout(aboutRule(rule));
  const work: Work = {
    plan: async () => [],
    async make({ job, composed }) {
      const { pages } = composed.scene;
      const faults = pages.flatMap((page) => faultsOf(page, rule, orderOn(job.edition, page.number)));
      tell(faults, io);
      return [];
    },
  };
  const { code } = await runJob(request, work, io);
  return code;
});

function aboutRule(rule: RuleId): string {
  const { term, says, cure } = RULES[rule];
  const weights = PROFILE_NAMES.map((profile) => `${profile} ${PROFILES[profile][rule]}`).join(", ");
  return `${rule} (${term})\n  ${says}\n  cure: ${cure}\n  ${weights}\n`;
}

function tell(faults: readonly PlacedFault[], io: Io): void {
  if (faults.length === 0) io.stdout("no page breaks it\n");
  for (const { page, message, cells, boxes } of faults) {
    io.stdout(visible(`page ${page}: ${message}\n`));
    cells.forEach((one, index) => io.stdout(`  ${inWords(one)}${inPoints(boxes[index])}\n`));
  }
}

function inPoints(box: Rect | undefined): string {
  if (box === undefined) return "";
  const [x, y, width, height] = [box.x, box.y, box.width, box.height].map((length) => toPt(length).toFixed(1));
  return `: ${width} × ${height} pt at ${x}, ${y} pt`;
}
