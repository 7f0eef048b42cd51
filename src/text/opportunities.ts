/** Where a line may begin, by the rule asked for. */
import { chineseBreaks } from "./chinese-breaks.js";
import { cssBreaks } from "./css-breaks.js";
import type { Language, LineBreakRule } from "./line-break-rule.js";
import { unicodeBreaks } from "./unicode-breaks.js";

/** UTF-16 offsets greater than 0 at which a line may begin, the text's end included. */
export function lineBreakOpportunities(
  text: string,
  options: { readonly language: Language; readonly rule: LineBreakRule },
): number[] {
  const breaks = breakTable(text, options.language, options.rule);
  const offsets: number[] = [];
  for (let offset = 1; offset < breaks.length; offset += 1) if (breaks[offset] === 1) offsets.push(offset);
  return offsets;
}

/** The same as a table: 1 at each offset at which a line may begin. */
export function breakTable(text: string, language: Language, rule: LineBreakRule): Uint8Array {
  switch (rule) {
    case "uax14":
      return unicodeBreaks(text);
    case "css-loose":
    case "css-normal":
    case "css-strict":
      return cssBreaks(text, language, rule);
    default:
      return chineseBreaks(text, language, rule);
  }
}
