/** What a template's `press` section names: output conditions and profiles, looked for when the template is loaded. */
import { readdirSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import type { Diagnostic, SourcePlace } from "../base/diagnostic.js";
import type { PressStyle } from "../template/resolved.js";
import { didYouMean } from "../template/suggest.js";
import { resolveInside } from "./files.js";
import { packageRoot } from "./fonts.js";

/** Conditions are data files, bundled ones as others. */
export const CONDITION_EXTENSION = ".json";

export function conditionFolder(): string {
  return join(packageRoot(), "conditions");
}

/** Names of the bundled conditions. */
export function bundledConditions(): readonly string[] {
  return readdirSync(conditionFolder())
    .filter((file) => file.endsWith(CONDITION_EXTENSION))
    .map((file) => basename(file, CONDITION_EXTENSION))
    .toSorted();
}

/** A condition that is neither a bundled one nor a file. */
export function unknownCondition(name: string, at: SourcePlace | undefined): Diagnostic {
  return {
    severity: "error",
    code: "unknown-condition",
    message: `there is no output condition "${name}"`,
    ...(at === undefined ? {} : { at }),
    hints: [`${didYouMean(name, bundledConditions(), "bundled ones")}; one of your own is a file, such as ./ours.json`],
  };
}

/** Whether what is named is there; what stands in it is read when pages are written for the press. */
export async function pressFiles(
  { condition, conditionAt, icc }: Pick<PressStyle, "condition" | "conditionAt" | "icc">,
  allowOutside: boolean,
): Promise<readonly Diagnostic[]> {
  const isFile = condition.endsWith(CONDITION_EXTENSION);
  const named = isFile && conditionAt !== undefined ? [{ value: condition, at: conditionAt }] : [];
  const files = [...named, ...(icc === undefined ? [] : [icc])];
  const looked = await Promise.all(
    files.map(({ value, at }) => resolveInside(dirname(at.file), value, allowOutside, at)),
  );
  const missing = looked.flatMap((one) => (one.ok ? [] : one.diagnostics));
  const isUnknown = !isFile && !bundledConditions().includes(condition);
  return isUnknown ? [unknownCondition(condition, conditionAt), ...missing] : missing;
}
