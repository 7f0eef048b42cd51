/**
 * Names of delivered files, by a pattern that is read both ways: `{paper}-{date:yyyyMMdd}-{edition}{page:2}.pdf` makes names,
 * and tells from a name which page it is. Print shops sort by these names without a person looking.
 */
import type { Diagnostic } from "../../base/diagnostic.js";

/** What a name may tell. `page` and `last` are numbers; `version` counts deliveries of one page, from 1. */
export interface NameValues {
  readonly paper?: string;
  /** ISO date. */
  readonly date?: string;
  readonly edition?: string;
  readonly section?: string;
  readonly zone?: string;
  readonly page?: number;
  /** Last page of a double truck. */
  readonly last?: number;
  readonly version?: number;
}

type FieldName = keyof NameValues;
type Part = { readonly kind: "text"; readonly text: string } | Field;

interface Field {
  readonly kind: "field";
  readonly name: FieldName;
  /** Exact; numbers are filled with zeros. Undefined: any. */
  readonly width: number | undefined;
  /** Of a date. */
  readonly format: string;
}

export interface NamePattern {
  readonly source: string;
  readonly parts: readonly Part[];
}

const NUMBERS: ReadonlySet<FieldName> = new Set<FieldName>(["page", "last", "version"]);
const FIELDS: readonly FieldName[] = ["paper", "date", "edition", "section", "zone", "page", "last", "version"];
const DATE_FORMATS = ["yyyyMMdd", "yyMMdd", "ddMMyyyy", "ddMMyy", "yyyy-MM-dd", "MMdd"];
const DEFAULT_DATE = "yyyyMMdd";
const WIDEST = 40;
/** What every file system, mail gateway and RIP takes. */
const SAFE = /^[A-Za-z0-9._+-]*$/u;
const LONGEST_NAME = 120;

export type PatternOutcome =
  | { readonly ok: true; readonly value: NamePattern }
  | { readonly ok: false; readonly diagnostics: readonly Diagnostic[] };

/** Reads a pattern; the mistakes say what is wrong, and how it is written. */
export function parseNamePattern(source: string): PatternOutcome {
  const problems: string[] = [];
  const parts: Part[] = [];
  let at = 0;
  for (const match of source.matchAll(/\{([^{}]*)\}/gu)) {
    addText(source.slice(at, match.index), parts, problems);
    const field = readField(match[1] ?? "", problems);
    if (field !== undefined) parts.push(field);
    at = match.index + match[0].length;
  }
  addText(source.slice(at), parts, problems);
  problems.push(...ambiguities(parts));
  const names = parts.flatMap((part) => (part.kind === "field" ? [part.name] : []));
  if (problems.length === 0 && !names.includes("page"))
    problems.push("it has no {page}, so that all pages would have one name");
  const twice = names.find((name, i) => names.indexOf(name) !== i);
  if (twice !== undefined) problems.push(`{${twice}} stands in it twice`);
  if (problems.length === 0) return { ok: true, value: { source, parts } };
  const hints = [
    `its fields are ${FIELDS.map((name) => `{${name}}`).join(", ")}; widths are written {page:2}, dates {date:yyyyMMdd}`,
  ];
  const diagnostics = problems.map((problem): Diagnostic => {
    return {
      severity: "error",
      code: "name-pattern",
      message: `the name pattern "${source}" cannot be used: ${problem}`,
      hints,
    };
  });
  return { ok: false, diagnostics };
}

function addText(text: string, parts: Part[], problems: string[]): void {
  if (text === "") return;
  if (/[{}]/u.test(text)) problems.push("a brace stands alone");
  else if (!SAFE.test(text)) problems.push(`"${text}" has other signs than A–Z, a–z, 0–9, . _ + -`);
  parts.push({ kind: "text", text });
}

function readField(text: string, problems: string[]): Field | undefined {
  const [word = "", option] = text.split(":", 2);
  const name = FIELDS.find((one) => one === word);
  if (name === undefined) {
    problems.push(`there is no field {${word}}`);
    return undefined;
  }
  if (name === "date") {
    const format = option ?? DEFAULT_DATE;
    if (!DATE_FORMATS.includes(format)) problems.push(`dates are written ${DATE_FORMATS.join(", ")}, not "${format}"`);
    return { kind: "field", name, width: undefined, format };
  }
  const width = option === undefined ? undefined : Number(option);
  if (width !== undefined && !(Number.isInteger(width) && width >= 1 && width <= WIDEST)) {
    problems.push(`{${text}}: the width is a whole number from 1 to ${WIDEST}`);
  }
  return { kind: "field", name, width, format: "" };
}

/** Between two signs that no value holds, one field may be of any width: of two, nobody knows where one ends. */
function ambiguities(parts: readonly Part[]): string[] {
  const problems: string[] = [];
  let open: FieldName | undefined;
  for (const part of parts) {
    if (part.kind === "text") {
      if (/[._+-]/u.test(part.text)) open = undefined;
    } else if (part.width === undefined && part.name !== "date") {
      if (open !== undefined) {
        problems.push(
          `{${open}} and {${part.name}} cannot be told apart: put a sign (- _ . +) between them, or give a width`,
        );
      }
      open = part.name;
    }
  }
  return problems;
}

export type NameOutcome =
  { readonly ok: true; readonly name: string } | { readonly ok: false; readonly problem: string };

/** The name of a page's file. Values that do not fit their field are problems: a name is never cut. */
export function formatName(pattern: NamePattern, values: NameValues): NameOutcome {
  const isDouble = values.last !== undefined && values.page !== undefined && values.last > values.page;
  const parts = isDouble && !tellsLast(pattern) ? withLast(pattern.parts) : pattern.parts;
  let name = "";
  for (const part of parts) {
    if (part.kind === "text") {
      name += part.text;
      continue;
    }
    const value = values[part.name];
    if (value === undefined) return { ok: false, problem: `{${part.name}} is not known` };
    const text = part.name === "date" ? dateText(String(value), part.format) : fieldText(part, value);
    if (text === undefined) {
      const wanted = part.width === undefined ? "letters A–Z and figures" : `${part.width} letters or figures`;
      return {
        ok: false,
        problem: `{${part.name}} cannot be "${value}": it takes ${part.name === "date" ? "an ISO date" : wanted}`,
      };
    }
    name += text;
  }
  if (name.length > LONGEST_NAME) return { ok: false, problem: `the name is longer than ${LONGEST_NAME} characters` };
  return { ok: true, name };
}

function fieldText({ name, width }: Field, value: string | number): string | undefined {
  if (NUMBERS.has(name)) {
    if (typeof value !== "number" || !Number.isInteger(value) || value < 0) return undefined;
    const text = String(value).padStart(width ?? 1, "0");
    return width !== undefined && text.length > width ? undefined : text;
  }
  const text = String(value);
  if (!/^[A-Za-z0-9]+$/u.test(text)) return undefined;
  return width !== undefined && text.length !== width ? undefined : text;
}

function dateText(iso: string, format: string): string | undefined {
  const match = /^(\d{4})-(\d{2})-(\d{2})/u.exec(iso);
  if (match === null) return undefined;
  const [, year = "", month = "", day = ""] = match;
  return format.replace("yyyy", year).replace("yy", year.slice(2)).replace("MM", month).replace("dd", day);
}

/** What a name tells; undefined where it is not made by the pattern. Upper and lower case are one in `.pdf` alone. */
export function parseName(pattern: NamePattern, name: string): NameValues | undefined {
  const plain = parseBy(pattern.parts, name);
  if (plain !== undefined || tellsLast(pattern)) return plain;
  const double = parseBy(withLast(pattern.parts), name);
  return double?.last !== undefined && double.page !== undefined && double.last > double.page ? double : undefined;
}

function tellsLast({ parts }: NamePattern): boolean {
  return parts.some((part) => part.kind === "field" && part.name === "last");
}

/** A double truck under a pattern that knows nothing of such: first and last page, as in 04-05. */
function withLast(parts: readonly Part[]): Part[] {
  return parts.flatMap((part): Part[] =>
    part.kind === "field" && part.name === "page"
      ? [part, { kind: "text", text: "-" }, { ...part, name: "last" }]
      : [part],
  );
}

/** Names of files after a stem and the page, as `banxin press` gives them where no pattern was agreed: edition-4.pdf. */
export function usualPattern(stem: string): NamePattern {
  const page: Field = { kind: "field", name: "page", width: undefined, format: "" };
  const parts: Part[] = [{ kind: "text", text: `${stem}-` }, page, { kind: "text", text: ".pdf" }];
  return { source: `${stem}-{page}.pdf`, parts };
}

function parseBy(parts: readonly Part[], name: string): NameValues | undefined {
  if (name.length > LONGEST_NAME) return undefined;
  const fields = parts.filter((part) => part.kind === "field");
  const source = parts.map((part) => (part.kind === "text" ? literal(part.text) : `(${fieldPattern(part)})`)).join("");
  const match = new RegExp(`^${source}$`, "u").exec(name);
  if (match === null) return undefined;
  const values: Record<string, string | number> = {};
  for (const [i, field] of fields.entries()) {
    const text = match[i + 1] ?? "";
    const value = field.name === "date" ? isoDate(text, field.format) : NUMBERS.has(field.name) ? Number(text) : text;
    if (value === undefined) return undefined;
    values[field.name] = value;
  }
  return values;
}

function literal(text: string): string {
  const escaped = text.replaceAll(/[.+*?^${}()|[\]\\/]/gu, "\\$&");
  return escaped.replace(/\\\.pdf$/iu, "\\.[Pp][Dd][Ff]");
}

function fieldPattern({ name, width, format }: Field): string {
  if (name === "date") return format.replaceAll(/[yMd]/gu, "\\d");
  if (NUMBERS.has(name)) return width === undefined ? "\\d{1,6}" : `\\d{${width}}`;
  return `[A-Za-z0-9]${width === undefined ? "+" : `{${width}}`}`;
}

/** Undefined for a day that no calendar has. Two figures of a year are of this century; without a year it is 0000. */
function isoDate(text: string, format: string): string | undefined {
  const part = (token: string): string => {
    const at = format.indexOf(token);
    return at < 0 ? "" : text.slice(at, at + token.length);
  };
  const year = format.includes("yyyy") ? part("yyyy") : format.includes("yy") ? `20${part("yy")}` : "2000";
  const [month, day] = [part("MM"), part("dd")];
  const date = new Date(`${year}-${month}-${day}T00:00:00Z`);
  if (Number.isNaN(date.getTime()) || date.getUTCDate() !== Number(day)) return undefined;
  return `${format.includes("yy") ? year : "0000"}-${month}-${day}`;
}
