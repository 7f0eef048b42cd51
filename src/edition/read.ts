/** Text of an edition file in, model or mistakes out: all of them at once, each with its place. */
import type { Diagnostic, Outcome } from "../base/diagnostic.js";
import { buildEdition } from "./build.js";
import { checkEdition } from "./check.js";
import { describeIssues, MOST_DIAGNOSTICS } from "./issues.js";
import type { Edition } from "./model.js";
import { checkAgainstSchema } from "./schema.js";
import { parseSource } from "./source.js";
import { placeOfPointer, valueOf } from "./tree.js";

export { MAX_BYTES } from "./source.js";

export function readEdition(text: string, file: string): Outcome<Edition> {
  const parsed = parseSource(text, file);
  if (!parsed.ok) return parsed;
  const { source } = parsed;
  const checked = checkAgainstSchema(valueOf(source.root));
  const diagnostics = checkEdition(source).concat(checked.ok ? [] : describeIssues(source, checked.issues));
  if (!checked.ok && checked.issues.length === 0) {
    diagnostics.push({
      severity: "error",
      code: "too-many-mistakes",
      message: "this is not an edition: there are more mistakes in it than can be listed",
      at: source.placeAt(source.root.offset),
      hints: ["check that this is the right file"],
    });
  }
  const sorted = inFileOrder(diagnostics);
  if (!checked.ok || diagnostics.some(({ severity }) => severity === "error")) {
    return { ok: false, diagnostics: capped(sorted) };
  }
  return { ok: true, value: buildEdition(checked.value, file, placeOfPointer(source)), diagnostics: capped(sorted) };
}

/** Sorted by place; what two rules say about one place in the same words is said once. */
function inFileOrder(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  const sorted = diagnostics.toSorted(
    (a, b) => (a.at?.line ?? 0) - (b.at?.line ?? 0) || (a.at?.column ?? 0) - (b.at?.column ?? 0),
  );
  return sorted.filter((diagnostic, index) => {
    const before = sorted[index - 1];
    return !(
      before !== undefined &&
      before.code === diagnostic.code &&
      before.at?.line === diagnostic.at?.line &&
      before.at?.column === diagnostic.at?.column
    );
  });
}

function capped(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  const left = diagnostics.length - MOST_DIAGNOSTICS;
  if (left <= 0) return diagnostics;
  const errorsFirst = diagnostics.toSorted((a, b) => Number(b.severity === "error") - Number(a.severity === "error"));
  return [
    ...errorsFirst.slice(0, MOST_DIAGNOSTICS),
    {
      severity: "info",
      code: "more",
      message: `there are more than ${MOST_DIAGNOSTICS} mistakes; the rest is not shown`,
      hints: [],
    },
  ];
}
