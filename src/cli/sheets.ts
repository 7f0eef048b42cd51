/** 拼版: which pages come onto which sheet, each sheet a file of its own. */
import type { Diagnostic, Outcome } from "../base/diagnostic.js";
import { numbered } from "../edition/page-number.js";
import { numbersOf } from "../page/spread.js";
import type { Job, JobPage } from "../compose.js";
import type { Template } from "../template/resolved.js";
import { mistake } from "./arguments.js";

/** One page, or two facing ones. */
export interface Sheet {
  readonly page: JobPage;
  /** The page to the right of it. */
  readonly facing: JobPage | undefined;
  /** Printed page numbers, in order. */
  readonly numbers: readonly number[];
}

/**
 * Pages in their order; facing pages (an even one, and the odd one to its right) whose templates both say `2-up` share a sheet.
 * Pages that do not fit onto one sheet, or whose other half was not asked for, are mistakes.
 */
export function sheetsOf(job: Pick<Job, "edition" | "pages" | "leftOut">): Outcome<readonly Sheet[]> {
  const byNumber = new Map(job.pages.map((page) => [page.number, page]));
  const known = new Set(numbered(job.edition).map(({ number }) => number));
  const problems: Diagnostic[] = [];
  const sheets: Sheet[] = [];
  for (const page of job.pages) {
    const { number, template } = page;
    const other = number % 2 === 0 ? number + 1 : number - 1;
    const partner = byNumber.get(other);
    const missing = job.leftOut.find(({ numbers }) => numbers.includes(other));
    if (missing !== undefined && partner === undefined && !isSingle(template)) {
      const message = `page ${number} shares a sheet with page ${other} (press.imposition: 2-up), which is in ${missing.file} and has mistakes`;
      problems.push(mistake(message, "mend that page file, or deliver the other sheets by their pages: --pages 1,4-6"));
    } else if (isSingle(template) || (partner === undefined ? !known.has(other) : isSingle(partner.template))) {
      sheets.push({ page, facing: undefined, numbers: numbersOf(page) });
    } else if (partner === undefined) {
      const message = `page ${number} shares a sheet with page ${other} (press.imposition: 2-up), which was not asked for`;
      problems.push(mistake(message, `deliver both: --pages ${Math.min(number, other)}-${Math.max(number, other)}`));
    } else if (number < other) {
      problems.push(...mismatches(page, partner));
      sheets.push({ page, facing: partner, numbers: [number, other] });
    }
  }
  return problems.length > 0 ? { ok: false, diagnostics: problems } : { ok: true, value: sheets, diagnostics: [] };
}

/** A page that is made up as a spread is a double truck by itself. */
function isSingle({ press, page }: Template): boolean {
  return press.imposition === "1-up" || page.spread;
}

/** What one file can have only one of. */
const SHARED = [
  "condition",
  "icc",
  "bleed",
  "marks",
  "overprintBelow",
  "knockout",
  "richBlack",
  "gutter",
  "mirror",
] as const;

function* mismatches(left: JobPage, right: JobPage): Generator<Diagnostic> {
  const both = `pages ${left.number} and ${right.number} share a sheet (press.imposition: 2-up)`;
  if (left.template.page.height !== right.template.page.height)
    yield mistake(`${both}, but are not of one height`, "give them templates of one height, or imposition: 1-up");
  const differs = SHARED.filter((key) => valueOf(left, key) !== valueOf(right, key));
  if (differs.length > 0) {
    const named = differs.map((key) => `press.${key}`).join(", ");
    yield mistake(`${both}, but their templates differ in ${named}`, "give both the same, or imposition: 1-up");
  }
}

function valueOf({ template: { press } }: JobPage, key: (typeof SHARED)[number]): string {
  return JSON.stringify(key === "icc" ? press.icc?.value : press[key]);
}
