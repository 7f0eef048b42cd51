/**
 * An edition file as text: guarded against hostile input, parsed into a tree, and able to tell the line and column of
 * every value in it. Knows JSON, nothing about newspapers.
 */
import { createScanner, parseTree, printParseErrorCode, type Node, type ParseError } from "jsonc-parser";
import type { Diagnostic, SourcePlace } from "../base/diagnostic.js";

/** A page of pictures and text is some 50 kB; a year's archive is not one edition. */
export const MAX_BYTES = 32 * 1024 * 1024;
/** The deepest legal edition has about twelve levels; every further stage may recurse over what passes here. */
const MAX_DEPTH = 64;
/** A tree node takes some 150 bytes: this bounds memory where the byte limit does not ("[[],[],[],…"). */
export const MAX_TOKENS = 1_000_000;
/** After the first few, syntax errors are consequences of one another. */
const MOST_SYNTAX_ERRORS = 8;

/** jsonc-parser's SyntaxKind is a const enum, which isolated modules cannot import: its values, by their names there. */
const OPEN_BRACE = 1;
const CLOSE_BRACE = 2;
const OPEN_BRACKET = 3;
const CLOSE_BRACKET = 4;
const END_OF_FILE = 17;

export type Path = readonly (string | number)[];

export interface SourceText {
  readonly file: string;
  readonly text: string;
  readonly root: Node;
  readonly placeAt: (offset: number) => SourcePlace;
  /** Values and marks in it, which bound the memory that it takes. */
  readonly tokens: number;
}

export type ParsedSource =
  | { readonly ok: true; readonly source: SourceText }
  | {
      readonly ok: false;
      readonly diagnostics: readonly Diagnostic[];
      /** What could be read of a text with mistakes in its syntax. */
      readonly root?: Node;
    };

/** `mostTokens`: what the files read before have left of the bound that holds for all files of an edition together. */
export function parseSource(input: string, file: string, mostTokens = MAX_TOKENS): ParsedSource {
  const text = input.charCodeAt(0) === 0xfeff ? input.slice(1) : input;
  const placeAt = placeFinder(text, file);
  const fail = (...diagnostics: Diagnostic[]): ParsedSource => ({ ok: false, diagnostics });
  if (exceedsBytes(text, MAX_BYTES)) return fail(tooLarge(file));
  if (text.trim() === "") {
    return fail({
      severity: "error",
      code: "empty-file",
      message: "the file is empty",
      at: placeAt(0),
      hints: ['an edition holds at least { "pages": [ … ], "articles": [ … ] }'],
    });
  }
  const guarded = guardStructure(text, placeAt, mostTokens);
  if (typeof guarded !== "number") return fail(guarded);
  const errors: ParseError[] = [];
  const root = parseTree(text, errors, { allowTrailingComma: true });
  if (errors.length > 0 || root === undefined) {
    const described = errors.slice(0, MOST_SYNTAX_ERRORS).map((error) => describeSyntaxError(error, text, placeAt));
    // What follows on the same line is the parser finding its feet again.
    const told = described.filter(({ at }, index) => index === 0 || at?.line !== described[index - 1]?.at?.line);
    return root === undefined ? fail(...told) : { ok: false, diagnostics: told, root };
  }
  return { ok: true, source: { file, text, root, placeAt, tokens: guarded } };
}

export function tooLarge(file: string): Diagnostic {
  return {
    severity: "error",
    code: "too-large",
    message: `the file is larger than ${MAX_BYTES / 1024 / 1024} MB`,
    at: { file, line: 1, column: 1 },
    hints: ["split it into editions; pictures stay in files of their own and are named by `src`"],
  };
}

/** Whether the text takes more than `limit` bytes as UTF-8, without encoding it. */
function exceedsBytes(text: string, limit: number): boolean {
  if (text.length > limit) return true;
  if (text.length * 3 <= limit) return false;
  let bytes = 0;
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    // Each half of a surrogate pair counts as two of the pair's four bytes.
    bytes += unit < 0x80 ? 1 : unit < 0x800 || (unit >= 0xd800 && unit < 0xe000) ? 2 : 3;
  }
  return bytes > limit;
}

/** Refuses what a recursive parser or a tree in memory could not survive, by looking at the tokens alone; else counts them. */
function guardStructure(
  text: string,
  placeAt: (offset: number) => SourcePlace,
  mostTokens: number,
): Diagnostic | number {
  const scanner = createScanner(text, true);
  let depth = 0;
  let tokens = 0;
  for (let kind: number = scanner.scan(); kind !== END_OF_FILE; kind = scanner.scan()) {
    tokens += 1;
    if (kind === OPEN_BRACE || kind === OPEN_BRACKET) depth += 1;
    else if (kind === CLOSE_BRACE || kind === CLOSE_BRACKET) depth -= 1;
    if (depth > MAX_DEPTH) {
      return {
        severity: "error",
        code: "too-deep",
        message: `more than ${MAX_DEPTH} levels of brackets inside one another`,
        at: placeAt(scanner.getTokenOffset()),
        hints: ["an edition needs about a dozen levels; look for a bracket that is never closed"],
      };
    }
    if (tokens > mostTokens) {
      return {
        severity: "error",
        code: "too-many-values",
        message: `more than ${MAX_TOKENS} values and marks in ${mostTokens < MAX_TOKENS ? "an edition and its page files" : "one file"}`,
        at: placeAt(scanner.getTokenOffset()),
        hints: ["split the file into editions"],
      };
    }
  }
  return tokens;
}

const SYNTAX_MESSAGES: Readonly<Record<string, readonly [message: string, hint: string]>> = {
  InvalidSymbol: ["this is not JSON", 'text stands in straight double quotes: "…"'],
  InvalidNumberFormat: ["this is not a number", "write digits without leading zeros: 4, 0.5"],
  PropertyNameExpected: ["a key is missing here", 'keys stand in straight double quotes: "pages":'],
  ValueExpected: ["a value is missing here", "remove the comma, or write the value"],
  ColonExpected: ["a colon is missing here", 'between a key and its value: "number": 4'],
  CommaExpected: [
    "a comma is missing before this",
    'values are separated by commas; a quotation mark inside text is written \\" or “ ”',
  ],
  CloseBraceExpected: ["a } is missing", "each { needs its }"],
  CloseBracketExpected: ["a ] is missing", "each [ needs its ]"],
  EndOfFileExpected: ["the file goes on after its end", "one pair of braces encloses the whole edition"],
  UnexpectedEndOfComment: ["a comment does not end", "close it with */"],
  UnexpectedEndOfString: [
    "this text does not end on its line",
    'close it with ", and write a line break inside text as \\n',
  ],
  UnexpectedEndOfNumber: ["this number breaks off", "write at least one digit after the sign or the point"],
  InvalidUnicode: ["this \\u escape is not complete", "it takes four hexadecimal digits: \\u4e2d"],
  InvalidEscapeCharacter: [
    "this text holds an unknown \\ escape",
    'use \\n \\t \\" \\\\ \\/ or \\u and four digits; a backslash itself is \\\\',
  ],
};

function describeSyntaxError(error: ParseError, text: string, placeAt: (offset: number) => SourcePlace): Diagnostic {
  if (printParseErrorCode(error.error) === "InvalidCharacter") {
    // The parser names the whole string; the person looks for the character.
    let offset = error.offset;
    while (offset < error.offset + error.length && text.charCodeAt(offset) >= 0x20) offset += 1;
    const code = text.charCodeAt(offset);
    return {
      severity: "error",
      code: "control-character",
      message: `the text holds the control character ${codePointName(code)}`,
      at: placeAt(offset),
      hints: [code === 9 ? "write a tab as \\t" : "delete it; it usually comes from copying out of another program"],
    };
  }
  const [message, hint] = SYNTAX_MESSAGES[printParseErrorCode(error.error)] ?? [
    "this is not JSON",
    "check the brackets and commas around it",
  ];
  return { severity: "error", code: "syntax", message, at: placeAt(error.offset), hints: [hint] };
}

export function codePointName(code: number): string {
  return `U+${code.toString(16).toUpperCase().padStart(4, "0")}`;
}

/** Line and column of an offset; the index of lines is made when the first place is asked for. */
function placeFinder(text: string, file: string): (offset: number) => SourcePlace {
  let starts: number[] | undefined;
  return (offset) => {
    starts ??= lineStarts(text);
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return { file, line: low + 1, column: offset - (starts[low] ?? 0) + 1 };
  };
}

function lineStarts(text: string): number[] {
  const starts = [0];
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    if (unit === 10 || (unit === 13 && text.charCodeAt(index + 1) !== 10)) starts.push(index + 1);
  }
  return starts;
}
