/**
 * From YAML text to a tree with places. Nothing that a file can hold may stop the program: depth and size are bounded
 * before the recursive part of the YAML library sees the file (some 20 000 opening brackets kill the process there), and
 * aliases are followed here, where cycles and bombs end in a message.
 */
import {
  type Alias,
  Composer,
  CST,
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type Pair,
  Parser,
  type YAMLError,
} from "yaml";
import type { Diagnostic, SourcePlace } from "../base/diagnostic.js";
import { fullWidthHint } from "./full-width.js";
import type { Entry, Tree, TreeMap } from "./tree.js";

/** A template is five levels deep. */
const DEEPEST = 32;
/** Values of a template after its aliases are followed: fifty times what the bundled ones have. */
const MOST_VALUES = 20_000;
/** Keys that begin so belong to the user's own programs. */
const FOREIGN_KEY = "x-";

export interface ReadLayer {
  /** Absent when the file is too broken to speak about its values. */
  readonly tree?: TreeMap;
  readonly diagnostics: readonly Diagnostic[];
}

export function readLayer(text: string, file: string): ReadLayer {
  const lines = new LineCounter();
  const at = (offset: number): SourcePlace => {
    const { line, col } = lines.linePos(offset);
    // An empty file has no line in the counter.
    return { file, line: Math.max(1, line), column: Math.max(1, col) };
  };
  const tokens = [...new Parser(lines.addNewLine).parse(text)];
  const excess = findExcess(tokens);
  if (excess !== undefined)
    return { diagnostics: [fault(excess.code, excess.message, at(excess.offset), excess.hint)] };
  const [document, further] = [
    ...new Composer({ prettyErrors: false, uniqueKeys: true }).compose(tokens, true, text.length),
  ];
  const diagnostics = (document?.errors ?? []).map((problem) => describeYaml(problem, text, at));
  for (const problem of document?.warnings ?? []) {
    diagnostics.push({ ...describeYaml(problem, text, at), severity: "warning" });
  }
  if (further !== undefined) {
    const hint = "keep one template a file, and leave out the line ---";
    diagnostics.push(fault("yaml", "a second document begins here", at(further.range[0]), hint));
  }
  if (document === undefined || diagnostics.some(({ severity }) => severity === "error")) return { diagnostics };
  const start: SourcePlace = { file, line: 1, column: 1 };
  const { contents } = document;
  if (contents === null || (isScalar(contents) && contents.value === null)) {
    const hint = "begin with `name: …` and `extends: broadsheet`, and write only what differs";
    return { diagnostics: [...diagnostics, fault("not-a-template", "the template is empty", start, hint)] };
  }
  const reader = new TreeReader(document, at, diagnostics);
  const tree = reader.read(contents, 0);
  if (reader.failed) return { diagnostics };
  if (tree.kind !== "map") {
    const [, key, value] = UNSPACED.exec(text.split("\n").find((line) => UNSPACED.test(line)) ?? "") ?? [];
    const unspaced = key === undefined ? undefined : `a space is missing after the colon: write \`${key}: ${value}\``;
    const hint = fullWidthHint(text, "：") ?? unspaced ?? "write sections such as `page:` and `grid:`";
    const message = "a template is a map of sections, and this is not";
    return { diagnostics: [...diagnostics, fault("not-a-template", message, tree.at, hint)] };
  }
  return { tree, diagnostics };
}

interface Excess {
  readonly code: string;
  readonly message: string;
  readonly hint: string;
  readonly offset: number;
}

/** Looks at the tokens without recursion. */
function findExcess(tokens: readonly CST.Token[]): Excess | undefined {
  const open: { token: CST.Token | null | undefined; depth: number }[] = [];
  for (const token of tokens) if (token.type === "document") open.push({ token: token.value, depth: 0 });
  let values = 0;
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { token, depth } = next;
    if (token === null || token === undefined) continue;
    values += 1;
    if (depth > DEEPEST) {
      const hint = "is a bracket left open?";
      return { code: "too-deep", message: `values are nested more than ${DEEPEST} deep`, hint, offset: token.offset };
    }
    if (values > MOST_VALUES * 2) return tooMany(token.offset);
    if (!CST.isCollection(token)) continue;
    for (const item of token.items) {
      open.push({ token: item.key, depth: depth + 1 }, { token: item.value, depth: depth + 1 });
    }
  }
  return undefined;
}

function tooMany(offset: number): Excess {
  const hint = "is this a template?";
  return { code: "too-large", message: `the file holds more than ${MOST_VALUES} values`, hint, offset };
}

class TreeReader {
  failed = false;
  private values = 0;
  private aliases = 0;
  private readonly following = new Set<unknown>();

  constructor(
    private readonly document: Document.Parsed,
    private readonly at: (offset: number) => SourcePlace,
    private readonly diagnostics: Diagnostic[],
  ) {}

  read(node: unknown, offset: number): Tree {
    if (isAlias(node)) return this.readAlias(node, offset);
    const at = this.at(rangeStart(node) ?? offset);
    this.values += 1;
    if (this.values > MOST_VALUES) {
      const hint = "write the values out, or `extends` another template";
      if (this.aliases > 0) this.fail("yaml-aliases", `aliases make more than ${MOST_VALUES} values`, at, hint);
      else this.fail("too-large", `the file holds more than ${MOST_VALUES} values`, at, "is this a template?");
    }
    if (this.failed) return { kind: "scalar", at, value: null };
    if (isMap(node)) return this.readMap(node.items, at);
    if (isSeq(node)) {
      return { kind: "list", at, items: node.items.map((item) => this.read(item, rangeStart(node) ?? offset)) };
    }
    return { kind: "scalar", at, value: isScalar(node) ? node.value : null };
  }

  private readMap(pairs: readonly Pair[], at: SourcePlace): Tree {
    const entries = new Map<string, Entry>();
    for (const { key, value } of pairs) {
      const keyOffset = rangeStart(key) ?? 0;
      if (!isScalar(key) || (typeof key.value !== "string" && typeof key.value !== "number")) {
        this.fail("bad-key", "this key is not a word", this.at(keyOffset), "write `key: value`");
        continue;
      }
      const name = String(key.value);
      if (name.startsWith(FOREIGN_KEY)) continue;
      // A key without a value has no place of its own: its key's will do.
      entries.set(name, { at: this.at(keyOffset), value: this.read(value, keyOffset) });
    }
    return { kind: "map", at, entries };
  }

  private readAlias(alias: Alias, offset: number): Tree {
    const at = this.at(alias.range?.[0] ?? offset);
    const target = alias.resolve(this.document);
    const nothing: Tree = { kind: "scalar", at, value: null };
    this.aliases += 1;
    if (target === undefined) {
      this.fail("yaml-aliases", `there is no anchor &${alias.source} above`, at, "write the value out");
      return nothing;
    }
    if (this.following.has(target)) {
      this.fail("yaml-aliases", `*${alias.source} stands within what it repeats`, at, "write the value out");
      return nothing;
    }
    if (this.failed) return nothing;
    this.following.add(target);
    const tree = this.read(target, offset);
    this.following.delete(target);
    return tree;
  }

  private fail(code: string, message: string, at: SourcePlace, hint: string): void {
    // After a bomb or a cycle everything else is noise.
    if (!this.failed || code === "bad-key") this.diagnostics.push(fault(code, message, at, hint));
    this.failed = true;
  }
}

function rangeStart(node: unknown): number | undefined {
  if (typeof node !== "object" || node === null || !("range" in node) || !Array.isArray(node.range)) return undefined;
  const start: unknown = node.range[0];
  return typeof start === "number" ? start : undefined;
}

function describeYaml(problem: YAMLError, text: string, at: (offset: number) => SourcePlace): Diagnostic {
  const [from, to] = problem.pos;
  const place = at(from);
  if (problem.code === "DUPLICATE_KEY") {
    const key = /^[^\s:,}]*/u.exec(text.slice(from, from + 80))?.[0] ?? "";
    const lineStart = text.lastIndexOf("\n", from - 1) + 1;
    const hint = COMMA_COLOUR.test(text.slice(lineStart, from)) ? COMMAS : "keep one of the two";
    return fault("yaml", `\`${key}\` is written twice in one section`, place, hint);
  }
  const message = problem.message.replace(/; please use YAML.*$/su, "");
  return fault("yaml", message.charAt(0).toLowerCase() + message.slice(1), place, yamlHint(problem, text, to));
}

/** A colour with commas that no quotation marks hold together: within braces YAML takes each number for a key. */
const COMMA_COLOUR = /\{.*:[ \t]*\w+\([^")]*$/u;
const COMMAS = 'within { } put colours with commas into quotation marks: "cmyk(0,100,80,0)"';

/** Within braces the comment also swallows the closing brace, which is what YAML then misses. */
const COMMENTED_COLOUR = /:[ \t]+#[0-9a-f]{3,6}\b/iu;

/** A key, and a value that follows its colon at once: YAML takes the line for one word. */
const UNSPACED = /^[ \t]*([a-zA-Z]+):([^\s:/].*?)[ \t]*$/u;
/** Text that begins with a field of the folio line: YAML takes the brace for the start of a section. */
const BARE_FIELD = /:[ \t]+(\{\p{L}+\}[^\s,}{"']*)/u;

function yamlHint({ code, pos }: YAMLError, text: string, end: number): string {
  const lineStart = text.lastIndexOf("\n", pos[0] - 1) + 1;
  const lineEnd = text.indexOf("\n", end);
  const lines = text.slice(lineStart, lineEnd < 0 ? text.length : lineEnd).split("\n");
  const [before = ""] = /[^\n]*$/u.exec(text.slice(0, Math.max(0, lineStart - 1))) ?? [];
  for (const own of [...lines, before]) {
    const wide = fullWidthHint(own.replace(/"[^"]*"|'[^']*'/gu, ""));
    if (wide !== undefined) return wide;
    const field = BARE_FIELD.exec(own)?.[1];
    if (field !== undefined) return `text that begins with { needs quotation marks: "${field}…"`;
    const [, key, value] = UNSPACED.exec(own) ?? [];
    if (key !== undefined) return `a space is missing after the colon: write \`${key}: ${value}\``;
  }
  if (COMMENTED_COLOUR.test(text.slice(0, end))) {
    return 'put colours into quotation marks: "#c00000"; YAML takes what follows a bare # for a comment';
  }
  switch (code) {
    case "TAB_AS_INDENT":
      return "indent with spaces";
    case "MISSING_CHAR":
      return "close the quotation mark or bracket";
    case "BAD_INDENT":
      return "indent the values of one section alike, and close every bracket";
    case "MULTIPLE_DOCS":
      return "keep one template a file, and leave out the line ---";
    case "TAG_RESOLVE_FAILED":
      return "leave out the tag, which begins with !";
    default:
      return 'a key is followed by a colon and a space; a text that holds ": " or " #" needs quotation marks';
  }
}

export function fault(code: string, message: string, at: SourcePlace, hint: string): Diagnostic {
  return { severity: "error", code, message, at, hints: [hint] };
}
