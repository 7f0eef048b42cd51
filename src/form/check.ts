/**
 * 报纸出版形式: the form that a mainland paper must have, checked over an edition and its composed pages. Each rule is a
 * pure function of both; what they find is put into one order here.
 */
import type { SourcePlace } from "../base/diagnostic.js";
import { checkAdvertisements } from "./advertisements.js";
import { FORM_RULES, type FormFault } from "./finding.js";
import { checkNameplate, checkSpecial } from "./nameplate.js";
import { checkNumbers } from "./numbers.js";
import { checkPages } from "./pages.js";
import type { FormSubject } from "./subject.js";

export interface FormFinding extends FormFault {
  readonly severity: "error" | "warning";
  readonly check: string;
  readonly hint: string;
  /** Errors that it counts as, where the rules say. */
  readonly counts?: number;
  readonly at: SourcePlace;
}

const CHECKS = [checkNameplate, checkNumbers, checkSpecial, checkPages, checkAdvertisements] as const;

/** Errors first, then by their place in the file. */
export function checkForm(subject: FormSubject): readonly FormFinding[] {
  const { placeOf } = subject.edition;
  return CHECKS.flatMap((check) => check(subject))
    .map((fault): FormFinding => {
      const { cure, ...rule } = FORM_RULES[fault.code];
      return { ...fault, ...rule, hint: cure, at: placeOf(fault.pointer) };
    })
    .toSorted((a, b) => {
      const bySeverity = Number(a.severity === "warning") - Number(b.severity === "warning");
      return bySeverity || a.at.line - b.at.line || a.at.column - b.at.column;
    });
}
