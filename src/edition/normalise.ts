/**
 * House style: the edition with its marks as the paper prints them, and a list of every change, so that nobody has to
 * wonder why the page differs from the file. The caller may leave the step out, or single rules.
 */
import { originalOffset } from "../base/shifts.js";
import { type Doubt, houseStyleEdits } from "./house-style.js";
import { editInlines } from "./inline.js";
import { mapTexts, TextVisitor } from "./map-texts.js";
import type { Edition, Inline, PageInput } from "./model.js";
import {
  HOUSE_STYLE_RULES,
  type HouseStyleRule,
  type TextChange,
  type TextEdit,
  type TextRemark,
} from "./text-edit.js";

export type { HouseStyleRule } from "./text-edit.js";

export interface HouseStyleOptions {
  /** The rules to apply; all of them when left out. */
  readonly rules?: readonly HouseStyleRule[];
  /** Whether a page is set in a house style; all are when left out. A story follows the page on which it begins. */
  readonly applies?: (page: PageInput) => boolean;
}

export interface NormalisedEdition {
  readonly edition: Edition;
  readonly changes: readonly TextChange[];
  readonly remarks: readonly TextRemark[];
}

export function normalise(edition: Edition, options: HouseStyleOptions = {}): NormalisedEdition {
  const pass = new Pass(edition, new Set(options.rules ?? HOUSE_STYLE_RULES));
  const applies = options.applies ?? (() => true);
  const changed = mapTexts(edition, (page) => (page === undefined || applies(page) ? pass : undefined));
  return { edition: changed, changes: pass.changes, remarks: pass.remarks };
}

const DOUBTS: Readonly<Record<Doubt, { readonly says: string; readonly meant: string; readonly hint: string }>> = {
  quotes: {
    says: "a straight quotation mark",
    meant: "may open or close; it is printed as it is",
    hint: "type “ ” or ‘ ’",
  },
  hyphens: {
    says: "two hyphens",
    meant: "may be one hyphen, a range or a dash; they are printed as they are",
    hint: "type - or — or ——",
  },
};

/** One run over an edition: collects the changes, and knows whose text it is looking at. */
class Pass extends TextVisitor {
  readonly changes: TextChange[] = [];
  readonly remarks: TextRemark[] = [];
  readonly #edition: Edition;
  readonly #rules: ReadonlySet<HouseStyleRule>;

  constructor(edition: Edition, rules: ReadonlySet<HouseStyleRule>) {
    super();
    this.#edition = edition;
    this.#rules = rules;
  }

  line(inline: Inline): Inline {
    return this.#all([inline], "")[0] ?? inline;
  }

  head(lines: readonly Inline[]): readonly Inline[] {
    return this.#all(lines, "\n");
  }

  paragraph(inlines: readonly Inline[]): readonly (readonly Inline[])[] {
    return [this.#all(inlines, "")];
  }

  text(inlines: readonly Inline[]): readonly Inline[] {
    return this.#all(inlines, "");
  }

  verse(lines: readonly (readonly Inline[])[]): readonly (readonly Inline[])[] {
    return lines.map((line) => this.#all(line, ""));
  }

  /**
   * Inlines that are read as one text, so that a quotation may begin in one and end in another. `joint` stands between
   * them: nothing inside a paragraph, a newline between the lines of a head.
   */
  #all(inlines: readonly Inline[], joint: string): readonly Inline[] {
    const text = inlines.map((inline) => inline.text).join(joint);
    const { edits, doubts } = houseStyleEdits(text, this.#edition.language, this.#rules);
    this.#doubt(inlines, joint, text, doubts.quotes, "quotes");
    this.#doubt(inlines, joint, text, doubts.hyphens, "hyphens");
    if (edits.length === 0) return inlines;
    const changed = editInlines(inlines, joint, edits, (inline, edit) => this.#record(inline, edit));
    return changed.filter(({ text: left }) => left !== "");
  }

  /** Once a text, at the first of the marks that stay. */
  #doubt(inlines: readonly Inline[], joint: string, text: string, doubts: readonly number[], kind: Doubt): void {
    const [at] = doubts;
    let start = 0;
    const owner =
      at === undefined ? undefined : inlines.find((inline) => (start += inline.text.length + joint.length) > at);
    if (at === undefined || owner === undefined) return;
    const offset = at - (start - owner.text.length - joint.length);
    const sample = text.slice(Math.max(0, at - 4), at + 8).replaceAll(/\s/gu, " ");
    const { says, meant, hint } = DOUBTS[kind];
    const times = doubts.length === 1 ? "" : ` (${doubts.length} of them in this text)`;
    this.remarks.push({
      severity: "warning",
      code: `${kind}-unclear`,
      pointer: owner.pointer,
      offset: owner.offset + originalOffset(owner.shifts, offset),
      ...(this.article === undefined ? {} : { article: this.article }),
      message: `${says} in “${sample}” ${meant}${times}`,
      hint,
    });
  }

  #record(inline: Inline, edit: TextEdit): void {
    this.changes.push(changeOf(inline, edit, this.article));
  }
}

/** An edit of an inline with its place in the edition file. */
export function changeOf(inline: Inline, edit: TextEdit, article: string | undefined): TextChange {
  const { offset, before, after, rule } = edit;
  return {
    pointer: inline.pointer,
    offset: inline.offset + originalOffset(inline.shifts, offset),
    before,
    after,
    rule,
    ...(article === undefined ? {} : { article }),
  };
}
