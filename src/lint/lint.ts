/** Runs the rules of a profile over finished pages. */
import type { Rect } from "../base/geometry.js";
import type { Finding, ScenePage } from "../scene/list.js";
import type { Fault } from "./fault.js";
import { hullOf, layPage, type LaidCells } from "./laid-page.js";
import { type Profile, RULE_IDS, type RuleId, RULES } from "./rules.js";

export interface PlacedFault extends Fault {
  readonly rule: RuleId;
  readonly page: number;
  /** What it concerns, on the page. */
  readonly boxes: readonly Rect[];
}

/** What one rule finds on a page. `order`: ids of the page's stories, the most important first. */
export function faultsOf(page: ScenePage, rule: RuleId, order: readonly string[] = []): readonly PlacedFault[] {
  const laid = layPage(page, order);
  return RULES[rule].check(laid).map((fault) => ({
    ...fault,
    rule,
    page: page.number,
    boxes: fault.cells.map((cells) => laid.rectOf(cells)),
  }));
}

/** What all rules of a profile find that are not off, as findings whose code is the rule. */
export function lintPage(page: ScenePage, profile: Profile, order: readonly string[] = []): readonly Finding[] {
  const laid = layPage(page, order);
  return RULE_IDS.flatMap((rule) => {
    const weight = profile[rule];
    if (weight === "off") return [];
    return RULES[rule].check(laid).map((fault): Finding => {
      const article = fault.stories.at(-1);
      return {
        page: page.number,
        severity: weight === "error" ? "error" : "warning",
        code: rule,
        ...(article === undefined ? {} : { article }),
        message: fault.message,
        hint: RULES[rule].cure,
        ...(fault.cells.length === 0 ? {} : { box: laid.rectOf(hullOf(fault.cells)) }),
      };
    });
  });
}

/** "columns 1–3, rows 4–20", counted from 1 as `layout` counts them, from the first row that a story can have. */
export function inWords({ column, columns, row, rows }: LaidCells): string {
  const range = (name: string, from: number, count: number): string =>
    count === 1 ? `${name} ${from + 1}` : `${name}s ${from + 1}–${from + count}`;
  return `${range("column", column, columns)}, ${range("row", row, rows)}`;
}
