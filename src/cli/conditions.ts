/** The output condition of a page: the one its template names, with the profile that the command or the template gives. */
import { basename, dirname, resolve } from "node:path";
import type { Diagnostic, Outcome, SourcePlace } from "../base/diagnostic.js";
import { resolveInside } from "../host/files.js";
import { bundledConditions, CONDITION_EXTENSION, conditionFolder, unknownCondition } from "../host/press-files.js";
import { loadCondition, type OutputCondition, withProfile } from "../press/condition.js";
import type { PressStyle } from "../template/resolved.js";

export interface ConditionRequest {
  /** A profile given on the command line: it takes the place of all others. */
  readonly icc?: string | undefined;
  readonly cwd: string;
  /** Conditions and profiles of templates may lie outside the template's folder. */
  readonly allowOutside?: boolean;
}

/** Mistakes are told at their place in the template, or at the file that the command names. */
export async function openCondition(
  { condition: name, conditionAt, icc: own }: Pick<PressStyle, "condition" | "conditionAt" | "icc">,
  { icc, cwd, allowOutside = false }: ConditionRequest,
): Promise<Outcome<OutputCondition>> {
  const condition = await namedCondition(name, conditionAt, allowOutside);
  if (!condition.ok) return condition;
  if (icc !== undefined) {
    const given = await withProfile(condition.value, resolve(cwd, icc));
    return given.ok ? given : moved(given.diagnostics, { file: icc, line: 1, column: 1 });
  }
  if (own === undefined) return condition;
  const path = await resolveInside(dirname(own.at.file), own.value, allowOutside, own.at);
  if (!path.ok) return path;
  const wanted = await withProfile(condition.value, path.value);
  return wanted.ok ? wanted : moved(wanted.diagnostics, own.at);
}

/** A bundled one by its name; a file of one's own by its path from the template. */
async function namedCondition(
  name: string,
  at: SourcePlace | undefined,
  allowOutside: boolean,
): Promise<Outcome<OutputCondition>> {
  if (name.endsWith(CONDITION_EXTENSION) && at !== undefined) {
    const path = await resolveInside(dirname(at.file), name, allowOutside, at);
    if (!path.ok) return path;
    const own = await loadCondition(basename(path.value, CONDITION_EXTENSION), dirname(path.value));
    return own.ok ? own : moved(own.diagnostics, at);
  }
  if (bundledConditions().includes(name)) return loadCondition(name, conditionFolder());
  return { ok: false, diagnostics: [unknownCondition(name, at)] };
}

function moved(diagnostics: readonly Diagnostic[], at: SourcePlace): { ok: false; diagnostics: Diagnostic[] } {
  return { ok: false, diagnostics: diagnostics.map((one) => ({ ...one, at })) };
}
