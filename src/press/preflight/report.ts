/** The preflight as a person reads it, and as a program does. */
import type { PreflightFinding } from "./finding.js";
import type { PageReport, PreflightReport } from "./preflight.js";

const MM = 72 / 25.4;

/** Plain JSON: millimetres for sizes, points from the trim's top left corner for places. The page's text is left out. */
export function preflightJson(report: PreflightReport, file: string): object {
  return {
    version: report.version,
    file,
    profile: report.profile,
    standard: report.standard,
    claimed: report.claimed ?? null,
    pdfVersion: report.pdfVersion ?? null,
    outputIntent: report.outputIntent ?? null,
    spots: report.spots,
    pages: report.pages.map(({ page, width, height, plates, ink, counts, notMeasured }) => ({
      page,
      width: tenth(width),
      height: tenth(height),
      plates,
      ink: ink ?? null,
      counts,
      notMeasured,
    })),
    findings: report.findings,
  };
}

/** How many errors and warnings there are. */
export function countOf(findings: readonly PreflightFinding[], severity: PreflightFinding["severity"]): number {
  return findings.filter((finding) => finding.severity === severity).length;
}

/** Errors and warnings in full; notes only when they are asked for. */
export function preflightText(report: PreflightReport, file: string, notes = false): string {
  const lines = [`${file}: ${verdict(report.findings)}`, `  ${factsOf(report)}`];
  for (const page of report.pages) lines.push(`  ${pageLine(page)}`);
  for (const [index, finding] of report.findings.entries()) {
    if (finding.severity === "info" && !notes) continue;
    lines.push("", ...findingLines(finding, index + 1));
  }
  const hidden = notes ? 0 : countOf(report.findings, "info");
  if (hidden > 0) lines.push("", `${hidden} ${hidden === 1 ? "note" : "notes"} more: --notes shows them`);
  return `${lines.join("\n")}\n`;
}

function verdict(findings: readonly PreflightFinding[]): string {
  const [errors, warnings] = [countOf(findings, "error"), countOf(findings, "warning")];
  const words = [plural(errors, "error"), plural(warnings, "warning")].filter((part) => part !== "");
  return words.length === 0 ? "nothing wrong" : words.join(", ");
}

function plural(count: number, word: string): string {
  return count === 0 ? "" : `${count} ${word}${count === 1 ? "" : "s"}`;
}

function factsOf({ claimed, pdfVersion, outputIntent, spots }: PreflightReport): string {
  const parts = [claimed ?? "no PDF/X", pdfVersion === undefined ? "unreadable" : `PDF ${pdfVersion}`];
  parts.push(outputIntent === undefined ? "no output intent" : `for ${outputIntent.identifier}`);
  if (spots.length > 0) parts.push(`spot colours ${spots.join(", ")}`);
  return parts.join(" · ");
}

function pageLine({ page, width, height, plates, ink, notMeasured }: PageReport): string {
  const inks =
    ink === undefined
      ? `plates ${plates.join(", ")}`
      : `ink ${Object.entries(ink.plates)
          .map(([name, share]) => `${name} ${share} %`)
          .join(", ")}; most ${ink.maximum} %`;
  const missing = notMeasured.length === 0 ? "" : `; not measured: ${notMeasured.join(", ")}`;
  return `page ${page}: ${tenth(width)} × ${tenth(height)} mm, ${inks}${missing}`;
}

function findingLines(finding: PreflightFinding, number: number): readonly string[] {
  const { severity, check, code, page, message, hint, count, places } = finding;
  const [first] = places;
  const where = [
    page === 0 ? "whole file" : `page ${page}`,
    ...(first === undefined ? [] : [`${tenth(first.x / MM)} mm from the left, ${tenth(first.y / MM)} mm from the top`]),
    ...(count > 1 ? [`${count} times`] : []),
  ];
  return [`${number}. ${severity}: ${message}`, `   ${where.join("; ")}`, `   ${check} (${code}): ${hint}`];
}

function tenth(value: number): number {
  return Math.round(value * 10) / 10;
}
