/** A change of one text, and the rules that make them. */

/** What house style changes: `--no-house-style` and a template's `composition.houseStyle` switch it off. */
export const HOUSE_STYLE_RULES = ["width", "quotes", "dash", "ellipsis", "radicals", "html", "markdown"] as const;
export type HouseStyleRule = (typeof HOUSE_STYLE_RULES)[number];

/**
 * What reading the copy changes. `composed` (characters and their marks as one), `control` (what no text has) and `breaks`
 * (what ends lines) are right in every text; the others follow a template's `composition.cleanCopy`.
 */
export type CopyRule = "composed" | "encoding" | "control" | "breaks" | "paragraphs" | "indent" | "spaces" | "blank";

export interface TextEdit {
  /** UTF-16 offset in the text before any edit. */
  readonly offset: number;
  readonly before: string;
  readonly after: string;
  readonly rule: HouseStyleRule | CopyRule;
  /** Line ends written in another way: nobody needs to hear of it. */
  readonly silent?: true;
}

/** A change of a text of the edition. */
export interface TextChange {
  /** JSON pointer of the value, and the UTF-16 offset in the value as the editor wrote it. */
  readonly pointer: string;
  readonly offset: number;
  readonly before: string;
  readonly after: string;
  readonly rule: HouseStyleRule | CopyRule;
  readonly article?: string;
  /** What was left out, where that is no text. */
  readonly what?: string;
}

/** Something in the copy that a person should look at. */
export interface TextRemark {
  readonly severity: "error" | "warning";
  readonly code: string;
  readonly pointer: string;
  readonly offset: number;
  readonly article?: string;
  readonly message: string;
  readonly hint: string;
}

export function isHouseStyle(rule: TextEdit["rule"]): rule is HouseStyleRule {
  return HOUSE_STYLE_RULES.some((known) => known === rule);
}
