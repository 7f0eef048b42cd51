/** Spreads (跨版, 通版): pages whose template makes up two facing pages as one. They take two page numbers. */
import type { Diagnostic } from "../base/diagnostic.js";
import type { Edition } from "../edition/model.js";
import type { NumberedPage } from "../edition/page-number.js";
import type { Template } from "../template/resolved.js";

export interface TemplatedPage extends NumberedPage {
  readonly template: Template;
}

/** The page numbers that a page stands for. */
export function numbersOf({ number, template }: Pick<TemplatedPage, "number" | "template">): readonly number[] {
  return template.page.spread ? [number, number + 1] : [number];
}

/** Mistakes in how spreads are numbered: the right half's number given to another page too, or an odd left half. */
export function spreadMistakes(edition: Edition, pages: readonly TemplatedPage[]): readonly Diagnostic[] {
  return pages
    .filter(({ template }) => template.page.spread)
    .flatMap((spread): readonly Diagnostic[] => {
      const { number, page } = spread;
      const at = edition.placeOf(`${page.pointer}/${page.number === undefined ? "template" : "number"}`);
      const twin = pages.find((other) => other.page !== page && numbersOf(other).includes(number + 1));
      const clash: readonly Diagnostic[] =
        twin === undefined
          ? []
          : [
              {
                severity: "error",
                code: "spread-number",
                message: `page ${number} is a spread and bears the number ${number + 1} too, which another page has`,
                at: edition.placeOf(`${twin.page.pointer}/${twin.page.number === undefined ? "template" : "number"}`),
                hints: [`number the page after it ${number + 2}, or give it a template of one page`],
              },
            ];
      const odd: readonly Diagnostic[] =
        number % 2 === 0
          ? []
          : [
              {
                severity: "warning",
                code: "spread-odd",
                message: `page ${number} is a spread, and odd pages are right-hand pages: ${number} and ${number + 1} do not face each other`,
                at,
                hints: ["give the spread an even number"],
              },
            ];
      return [...clash, ...odd];
    });
}
