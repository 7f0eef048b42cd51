import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { Language, LineBreakRule } from "../../src/text/line-break-rule.js";
import { lineBreakOpportunities } from "../../src/text/opportunities.js";
import { autospaceGaps, punctuationAdjustments } from "../../src/text/spacing.js";

interface BreakCase {
  readonly id: string;
  readonly text: string;
  readonly level?: string;
  readonly lang?: Language;
  readonly locale?: Language;
  readonly break_index?: number;
  readonly break_allowed?: boolean;
  readonly break_before_allowed?: boolean;
  readonly forbidden_breaks?: readonly number[];
  readonly allowed_breaks?: readonly number[];
}

interface SpacingCase {
  readonly id: string;
  readonly text: string;
  readonly lang: Language;
  readonly gap_adjust_em?: number;
  readonly per_char_delta_em?: readonly number[];
  readonly gap_expected?: boolean | "conditional";
}

function fixture<T>(name: string): Record<string, readonly T[]> {
  return JSON.parse(readFileSync(new URL(`./fixtures/${name}.json`, import.meta.url), "utf8")) as Record<
    string,
    readonly T[]
  >;
}

const breaks = fixture<BreakCase>("linebreak");
const spacing = fixture<SpacingCase>("spacing");
const language = (tag: string | undefined): Language =>
  tag === "zh" || tag === undefined ? "zh-Hans" : (tag as Language);

function opportunities(test: BreakCase, rule: LineBreakRule): ReadonlySet<number> {
  return new Set(lineBreakOpportunities(test.text, { language: language(test.locale ?? test.lang), rule }));
}

describe("lineBreakOpportunities", () => {
  it.each(breaks["linebreak_clreq"] ?? [])("CLREQ $id", (test) => {
    expect(opportunities(test, test.level as LineBreakRule).has(test.break_index ?? -1)).toBe(test.break_allowed);
  });

  it.each(breaks["linebreak_strictness"] ?? [])("CSS $id", (test) => {
    const found = opportunities(test, `css-${test.level}` as LineBreakRule);
    expect(found.has(test.break_index ?? -1)).toBe(test.break_before_allowed);
  });

  it.each(breaks["linebreak_numbers"] ?? [])("numbers $id", (test) => {
    for (const rule of ["basic", "gb", "strict"] as const) {
      for (const offset of test.forbidden_breaks ?? []) expect(opportunities(test, rule).has(offset)).toBe(false);
    }
  });

  it.each(breaks["linebreak_opclns"] ?? [])("classes $id", (test) => {
    const found = opportunities(test, "css-strict");
    for (const offset of test.forbidden_breaks ?? []) expect(found.has(offset)).toBe(false);
    for (const offset of test.allowed_breaks ?? []) expect(found.has(offset)).toBe(true);
  });

  it("ends with the text's end and offers breaks between Han and quotation marks", () => {
    expect(lineBreakOpportunities("江“水”流", { language: "zh-Hans", rule: "gb" })).toEqual([1, 4, 5]);
    expect(lineBreakOpportunities("", { language: "zh-Hans", rule: "gb" })).toEqual([]);
  });
});

describe("spacing on plain text", () => {
  it.each(spacing["spacing_trim_pairs"] ?? [])("pair $id", (test) => {
    const adjusted = punctuationAdjustments(test.text, { language: test.lang });
    expect(adjusted.reduce((sum, delta) => sum + delta, 0)).toBeCloseTo(test.gap_adjust_em ?? 0, 6);
  });

  it.each(spacing["spacing_trim_sequences"] ?? [])("sequence $id", (test) => {
    const adjusted = punctuationAdjustments(test.text, { language: test.lang });
    (test.per_char_delta_em ?? []).forEach((delta, i) => expect(adjusted[i]).toBeCloseTo(delta, 2));
  });

  it.each((spacing["autospace"] ?? []).filter((test) => typeof test.gap_expected === "boolean"))(
    "autospace $id",
    (test) => {
      expect(autospaceGaps(test.text, { language: test.lang }).includes(true)).toBe(test.gap_expected);
    },
  );
});
