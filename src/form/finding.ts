/** What the check of a paper's form has to say, and the rules that it says it by. */
import type { Rect } from "../base/geometry.js";

interface FormRule {
  /** What it looks at, in the paper's own term. */
  readonly check: string;
  readonly severity: "error" | "warning";
  /** What to do about it. */
  readonly cure: string;
  /** How many errors it counts as in 报纸出版形式差错数计算方法 (2020), where that is known. */
  readonly counts?: number;
}

const error = (check: string, cure: string, counts?: number): FormRule => ({
  check,
  severity: "error",
  cure,
  ...(counts === undefined ? {} : { counts }),
});
const warning = (check: string, cure: string, counts?: number): FormRule => ({
  ...error(check, cure, counts),
  severity: "warning",
});

/**
 * 报纸出版形式: what a mainland paper must show, and where. Each is told with the place in the edition file that is at
 * fault; docs/preflight.md explains them one by one.
 */
const RULES = {
  "nameplate-missing": error("报名", "give `publication.name`, and page 1 a template with a nameplate (`masthead`)", 4),
  "nameplate-size": error(
    "报名",
    "set this text smaller than the paper's name, or raise `styles.mastheadName` in the template",
    4,
  ),
  "nameplate-chinese": error("报名", "put the paper's Chinese name on the nameplate, too", 2),
  "serial-missing": error("国内统一连续出版物号", "give `publication.serial`, such as CN 50-0001"),
  "serial-form": error(
    "国内统一连续出版物号",
    "write it as CN, two figures of the region, a hyphen, four figures: CN 50-0001",
  ),
  "serial-range": warning("国内统一连续出版物号", "look it up in the paper's licence (报纸出版许可证)"),
  "issue-missing": error("总期号", "give `publication.issue`"),
  "issue-form": error("总期号", "write the running number alone, as a whole number: 21851"),
  "date-missing": error("出版日期", "give the edition its `date`"),
  "date-differs": error("出版日期", "take `date` out of the page, or set it right"),
  "page-count": warning("版数", "give `publication.pageCount`, the pages of the whole issue"),
  "page-missing": warning("版数", "add the page, or set `publication.pageCount` right"),
  "page-order": warning("版序", "put `pages` into the order of their numbers"),
  "folio-number": error("版序", "give the page its `number`, and its template a `folio.number` that shows it"),
  "folio-date": error("报眉", "give the edition its `date`, and the template a `folio.date` that shows it"),
  "folio-name": warning("报眉", "give `publication.name`"),
  "folio-place": error("版序", "set these pages in templates whose folio lines stand at one place"),
  "ad-label": error("广告标识", "take `mark` out, so that 广告 stands there, or write 广告 in it"),
  "ad-in-news-form": warning("广告标识", "set it as an area of `ads`, not as a story"),
  "special-unmarked": error("增期、号外", 'say `"special": "号外"` (or 增期) in `publication`: the nameplate shows it'),
  "special-price": error("增期、号外", "write 免费赠阅 as `publication.imprint.price`"),
  "imprint-incomplete": warning("版权信息", "give what is missing under `publication.imprint`"),
  "missing-credits": warning("版面署名", "add `credits` with 责编 and 美编 to the page"),
} as const satisfies Record<string, FormRule>;

export type FormCode = keyof typeof RULES;
export const FORM_RULES: Readonly<Record<FormCode, FormRule>> = RULES;

export interface FormFault {
  readonly code: FormCode;
  /** Number of the page; 0 for the edition as a whole. */
  readonly page: number;
  readonly message: string;
  /** JSON pointer of what is at fault in the edition file. */
  readonly pointer: string;
  /** Where it stands on the page. */
  readonly box?: Rect;
}
