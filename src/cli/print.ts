/** Diagnostics on a terminal or in a log. */
import { formatDiagnostic, type Diagnostic, type Severity } from "../base/diagnostic.js";
import type { Io } from "./io.js";

const COLOURS: Readonly<Record<Severity | "hint", string>> = { error: "31;1", warning: "33;1", info: "36", hint: "2" };
const CONTROLS = /(?!\n)\p{Cc}/gu;

export function printDiagnostics(io: Io, diagnostics: readonly Diagnostic[]): void {
  if (diagnostics.length === 0) return;
  const format = hasColour(io) ? coloured : plain;
  io.stderr(diagnostics.map((diagnostic) => `${format(diagnostic)}\n`).join(""));
}

function hasColour(io: Io): boolean {
  return io.isTTY && (io.env["NO_COLOR"] ?? "") === "" && io.env["TERM"] !== "dumb";
}

function plain(diagnostic: Diagnostic): string {
  return visible(formatDiagnostic(diagnostic));
}

function coloured(diagnostic: Diagnostic): string {
  const [first = "", ...hints] = plain(diagnostic).split("\n");
  const word = `${diagnostic.severity}:`;
  const painted = first.replace(word, paint(word, COLOURS[diagnostic.severity]));
  return [painted, ...hints.map((hint) => paint(hint, COLOURS.hint))].join("\n");
}

function paint(text: string, colour: string): string {
  return `\u001b[${colour}m${text}\u001b[0m`;
}

/** Messages quote what stands in files of other people: that must not move the cursor or colour the terminal. */
export function visible(text: string): string {
  return text.replace(CONTROLS, (control) => `\\u${control.charCodeAt(0).toString(16).padStart(4, "0")}`);
}
