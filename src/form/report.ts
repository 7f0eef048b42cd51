/** The form check as a person reads it, and as a program does; in the shape of the preflight of finished files. */
import type { Rect } from "../base/geometry.js";
import { toMm, toPt } from "../base/length.js";
import type { FormFinding } from "./check.js";
import type { FormSubject } from "./subject.js";

export const FORM_PROFILE = "cn-form";

/** Plain JSON: places in points from the trim's top left corner. */
export function formJson({ edition, pages }: FormSubject, findings: readonly FormFinding[]): object {
  const { name, issue, serial } = edition.publication;
  return {
    version: 1,
    file: edition.file,
    profile: FORM_PROFILE,
    publication: { name: name?.text ?? null, issue: issue ?? null, serial: serial?.text ?? null },
    date: edition.date ?? pages[0]?.page.date ?? null,
    pages: pages.map(({ number }) => number),
    findings: findings.map(({ severity, code, check, page, message, hint, counts, at, pointer, box }) => ({
      severity,
      code,
      check,
      page,
      message,
      hint,
      ...(counts === undefined ? {} : { counts }),
      at,
      pointer,
      places: box === undefined ? [] : [inPoints(box)],
    })),
  };
}

export function formText({ edition, pages }: FormSubject, findings: readonly FormFinding[]): string {
  const numbers = pages.map(({ number }) => number).join(", ");
  const facts = [FORM_PROFILE, edition.publication.name?.text, edition.date, `pages ${numbers}`];
  const lines = [`${edition.file}: ${verdict(findings)}`, `  ${facts.filter((one) => one !== undefined).join(" · ")}`];
  for (const { severity, code, check, page, message, hint, counts, at, box } of findings) {
    const where = [
      page === 0 ? "whole edition" : `page ${page}`,
      ...(box === undefined ? [] : [`${round(toMm(box.x))} mm from the left, ${round(toMm(box.y))} mm from the top`]),
    ];
    lines.push(
      "",
      `${at.file}:${at.line}:${at.column}: ${severity}: ${message}`,
      `  ${where.join("; ")}`,
      `  ${check} (${code})${counts === undefined ? "" : `, counts as ${counts} errors`}`,
      `  hint: ${hint}`,
    );
  }
  return `${lines.join("\n")}\n`;
}

function verdict(findings: readonly FormFinding[]): string {
  const words = (["error", "warning"] as const).flatMap((severity) => {
    const count = findings.filter((finding) => finding.severity === severity).length;
    return count === 0 ? [] : [`${count} ${severity}${count === 1 ? "" : "s"}`];
  });
  return words.length === 0 ? "nothing wrong" : words.join(", ");
}

function inPoints({ x, y, width, height }: Rect): Rect {
  const points = (length: number): number => round(toPt(length));
  return { x: points(x), y: points(y), width: points(width), height: points(height) };
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
