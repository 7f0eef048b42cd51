/**
 * What banxin has to say to its user. Mistakes of the user are data, collected and reported all at once; exceptions are
 * kept for mistakes of the program.
 */
import { boundedMessage } from "./quote.js";

export type Severity = "error" | "warning" | "info";

/** A place in a text file; line and column count from 1, the column in UTF-16 units. */
export interface SourcePlace {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

export interface Diagnostic {
  readonly severity: Severity;
  /** Stable and machine readable, in kebab case: `unknown-key`, `overset-text`. */
  readonly code: string;
  readonly message: string;
  readonly at?: SourcePlace;
  /** What to do about it. */
  readonly hints: readonly string[];
}

/** Either a value (with what is worth saying about it) or the reasons why there is none. */
export type Outcome<T> =
  | { readonly ok: true; readonly value: T; readonly diagnostics: readonly Diagnostic[] }
  | { readonly ok: false; readonly diagnostics: readonly Diagnostic[] };

/** Carries diagnostics through a promise-based public function such as `loadEdition`. */
export class InputError extends Error {
  readonly diagnostics: readonly Diagnostic[];

  constructor(diagnostics: readonly Diagnostic[]) {
    super(diagnostics.map(formatDiagnostic).join("\n"));
    this.name = "InputError";
    this.diagnostics = diagnostics;
  }
}

/** `FILE:line:col: error: what is wrong` and, on a line of its own, each hint. */
export function formatDiagnostic(diagnostic: Diagnostic): string {
  const { at, severity, message, hints } = diagnostic;
  const place = at === undefined ? "" : `${at.file}:${at.line}:${at.column}: `;
  const onOneLine = (text: string): string => boundedMessage(text.replaceAll(/\s*\n\s*/gu, " "));
  return [`${place}${severity}: ${onOneLine(message)}`, ...hints.map((hint) => `  hint: ${onOneLine(hint)}`)].join(
    "\n",
  );
}
