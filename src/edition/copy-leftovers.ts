/** Traces of other programs that nobody but a person can undo: they are told, with their place. */
import { quotable } from "../base/quote.js";
import type { CharacterRemark } from "./copy-characters.js";
import { hasColumns } from "./copy-spaces.js";
import { type TypedTable, typedTables } from "./typed-tables.js";

interface Leftover {
  readonly pattern: RegExp;
  readonly severity: CharacterRemark["severity"];
  readonly code: string;
  readonly message: (found: string) => string;
  readonly hint: string;
}

/**
 * Stars hide letters of names (王*明) and multiply figures, so that those of Markdown count at the edge of a word alone.
 */
const MARKDOWN = new RegExp(
  [
    String.raw`^#{1,6} `,
    String.raw`^(?:[*+-]|>) (?=\S)`,
    "^```",
    String.raw`!?\[[^\]\n]{1,80}\]\([^)\s]{1,200}\)`,
    String.raw`(?<!_)__(?=[^\s_])[^_\n]{1,80}__(?!_)`,
    String.raw`~~(?=[^\s~])[^~\n]{1,80}~~`,
    "\\x60(?=[^\\s\\x60])[^\\x60\\n]{1,80}\\x60",
    String.raw`(?<![\p{L}\p{N}*])\*(?=[^\s*])[^*\n]{0,80}\*(?![\p{L}\p{N}*])`,
    String.raw`(?<![\p{L}\p{N}*])\*[^\s*\p{P}]{1,40}\*(?!\*)|(?<!\*)\*[^\s*\p{P}]{1,40}\*(?![\p{L}\p{N}*])`,
  ].join("|"),
  "mu",
);

/** What a program prints where it had no value, as a text by itself. */
const NO_VALUE = /^\s*(?:undefined|null|NaN|None|nil|\(null\))\s*$/u;
/** The same beside other text that is not of Latin words; it may be what the text is about. */
const NO_VALUE_INSIDE =
  /(?:(?<=\S\s{0,9})(?<![\p{Script=Latin}\d_.] ?)(?:undefined|null|NaN)|(?:undefined|null|NaN)(?=\s{0,9}\S))(?<![\p{Script=Latin}\d_.] ?(?:undefined|null|NaN))(?! ?[\p{Script=Latin}\d_])/u;
/** Fields that the template of a content system was to fill. */
const UNFILLED = /\{\{[^{}\n]{1,80}\}\}|\$\{[^{}\n]{1,80}\}|<%[^<>\n]{1,80}%>|\{%[^{}\n]{1,80}%\}/u;
const PRINTF = /(?<![\w%])%(?:\d\$)?[sd@](?![\w%])/u;
/** What an editor leaves for a colleague, or for later. */
const TO_DO = new RegExp(
  [
    String.raw`[（(【[](?:请?在?(?:此处|这里)[请需待]?(?:插入?|放|配|补)|请?插入|请[插放配])[^）)】\]\n]{0,3}` +
      String.raw`(?:图|表|照片|视频|文字|链接)[^）)】\]\n]{0,6}[）)】\]]`,
    "(?<![A-Za-z])(?:TODO|TBD|FIXME|TKTK)(?![A-Za-z])",
    "(?<![A-Za-z])[Ll]orem ipsum",
  ].join("|"),
  "u",
);

const LEFTOVERS: readonly Leftover[] = [
  {
    pattern: NO_VALUE,
    severity: "error",
    code: "placeholder-in-text",
    message: (found) => `“${quotable(found.trim())}” is all of the text: a program had no value for it`,
    hint: "write the text, or take its key out",
  },
  {
    pattern: /\[object [A-Z]\w{0,40}\]/u,
    severity: "error",
    code: "placeholder-in-text",
    message: (found) => `“${quotable(found)}” is what a program prints for a value that is no text`,
    hint: "write the text that belongs here",
  },
  {
    pattern: NO_VALUE_INSIDE,
    severity: "warning",
    code: "placeholder-in-text",
    message: (found) => `“${quotable(found)}” looks like a value that a program did not have; it is printed as it is`,
    hint: "write what belongs here, or take it out",
  },
  {
    pattern: UNFILLED,
    severity: "error",
    code: "placeholder-in-text",
    message: (found) => `“${found.slice(0, 24)}” is a field that was never filled`,
    hint: "write what belongs here, or take it out",
  },
  {
    pattern: PRINTF,
    severity: "warning",
    code: "placeholder-in-text",
    message: (found) => `“${quotable(found)}” looks like a field that was never filled; it is printed as it is`,
    hint: "write what belongs here, or take it out",
  },
  {
    pattern: TO_DO,
    severity: "warning",
    code: "note-in-text",
    message: (found) => `“${found.slice(0, 24)}” reads like a note for the desk; it is printed as it is`,
    hint: "do what it asks for, and take it out",
  },
  {
    pattern: MARKDOWN,
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
      `“${[...found][0] ?? ""}” carries ${countOf(found)} combining marks, which run into the lines beside it`,
    hint: "delete the marks; they usually come from decorated text",
  },
];

/** Longer stacks were cut where the characters were read. */
function countOf(stack: string): string {
  const marks = [...stack].length - 1;
  return marks < 50 ? String(marks) : "50 or more";
}

export function leftovers(text: string): CharacterRemark[] {
  const matches = LEFTOVERS.flatMap((own) => {
    const match = own.pattern.exec(text);
    return match === null ? [] : [{ ...own, found: match[0], offset: match.index, end: match.index + match[0].length }];
  });
  const found = matches
    .filter((one) => !matches.some((other) => isTrailOf(one, other)))
    .map(({ severity, code, message, hint, found: words, offset }): CharacterRemark => {
      return { offset, severity, code, message: message(words), hint };
    });
  const tables = typedTables(text);
  found.push(...tables.map((table) => tableRemark(text, table)));
  if (tables.length === 0 && hasColumns(text)) {
    found.push({
      offset: text.indexOf("\t"),
      severity: "warning",
      code: "tabs-in-text",
      message: "the text has columns that are parted by tabs; each tab is set as a space",
      hint: TABLE_HINT,
    });
  }
  return found;
}

interface Matched {
  readonly code: string;
  readonly severity: CharacterRemark["severity"];
  readonly offset: number;
  readonly end: number;
}

/** What touches a graver leftover of its kind is of one place with it: {{title}}undefined. */
function isTrailOf(one: Matched, other: Matched): boolean {
  const isGraver = other.severity === "error" && one.severity === "warning";
  return isGraver && one.code === other.code && one.offset <= other.end && other.offset <= one.end;
}

/** Markup of a table was undone: its cells stand in lines. */
export function tableOfTags(offset: number): CharacterRemark {
  return {
    offset,
    severity: "warning",
    code: "typed-table",
    message: "the text holds a table in HTML; its rows are set as lines, not as columns",
    hint: TABLE_HINT,
  };
}

/** Markup of a list was undone: its items stand as paragraphs. */
export function listOfTags(offset: number): CharacterRemark {
  return {
    offset,
    severity: "warning",
    code: "typed-list",
    message: "the text holds a list in HTML; its items are set as paragraphs, without marks",
    hint: 'write it as { "list": [ … ] }',
  };
}

const TABLE_HINT = 'write it as { "table": { "rows": [ … ] } }';
const TYPED: Readonly<Record<TypedTable["kind"], string>> = {
  columns: "columns that are parted by spaces or tabs",
  bars: "bars, as in Markdown",
  box: "lines of box drawing",
};

/** Bars and frames are printed as they are, which no reader takes for a table. */
function tableRemark(text: string, { kind, from, to }: TypedTable): CharacterRemark {
  const rows = text
    .slice(from, to)
    .split(/[\n\u2028\u2029]+/u)
    .map((row) => row.trim());
  const shown = (rows.find((row) => /[\p{L}\p{N}]/u.test(row)) ?? rows[0] ?? "").replaceAll(/\s+/gu, " ").slice(0, 24);
  return {
    offset: from,
    severity: kind === "columns" ? "warning" : "error",
    code: "typed-table",
    message: `“${shown}” begins a table that was typed with ${TYPED[kind]}; its rows are set as lines, not as columns`,
    hint: TABLE_HINT,
  };
}
