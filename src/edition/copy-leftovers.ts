/** Traces of other programs that nobody but a person can undo: they are told, with their place. */
import type { CharacterRemark } from "./copy-characters.js";
import { hasColumns } from "./copy-spaces.js";

interface Leftover {
  readonly pattern: RegExp;
  readonly severity: CharacterRemark["severity"];
  readonly code: string;
  readonly message: (found: string) => string;
  readonly hint: string;
}

const LEFTOVERS: readonly Leftover[] = [
  {
    // UTF-8 read as Latin-1, and GB 18030 read as that: “渡” becomes æ¸¡, U+FFFD twice becomes 锟斤拷.
    pattern: /(?:[\u00c3-\u00ef][\u0080-\u00bf\u20ac\u2018-\u203a]{1,2}){2,}|锟斤拷|ï»¿/u,
    severity: "warning",
    code: "damaged-text",
    message: (found) => `“${found.slice(0, 12)}” looks like text that was read in a wrong encoding`,
    hint: "copy the text again from its source, as UTF-8",
  },
  {
    pattern: /^#{1,6} |^(?:[*+-]|>) (?=\S)|^```|!?\[[^\]\n]{1,80}\]\([^)\s]{1,200}\)/mu,
    severity: "warning",
    code: "markup-in-text",
    message: (found) => `“${found.trim().slice(0, 24)}” looks like Markdown; it is printed as it is`,
    hint: 'headings are { "subhead": … }, items { "list": [ … ] }',
  },
  {
    // No orthography stacks so many marks on one side of a character; Tibetan and Hebrew have four at most.
    pattern: /.\p{M}{6,}/u,
    severity: "error",
    code: "stacked-marks",
    message: (found) =>
      `“${[...found][0] ?? ""}” carries ${[...found].length - 1} combining marks, which run into the lines beside it`,
    hint: "delete the marks; they usually come from decorated text",
  },
];

export function leftovers(text: string): CharacterRemark[] {
  const found = LEFTOVERS.flatMap(({ pattern, severity, code, message, hint }): CharacterRemark[] => {
    const match = pattern.exec(text);
    return match === null ? [] : [{ offset: match.index, severity, code, message: message(match[0]), hint }];
  });
  if (hasColumns(text)) {
    found.push({
      offset: text.indexOf("\t"),
      severity: "warning",
      code: "tabs-in-text",
      message: "the text has columns that are parted by tabs; each tab is set as a space",
      hint: 'write it as { "table": { "rows": [ … ] } }',
    });
  }
  return found;
}
