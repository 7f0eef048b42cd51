/** The output condition of a page: the one its template names, or a press's own profile. */
import { join, resolve } from "node:path";
import type { Outcome } from "../base/diagnostic.js";
import { packageRoot } from "../host/fonts.js";
import { loadCondition, type OutputCondition, withProfile } from "../press/condition.js";
import { mistake } from "./arguments.js";

/** `icc`: a profile that takes the place of the condition's own. */
export async function openCondition(
  name: string,
  icc: string | undefined,
  cwd: string,
): Promise<Outcome<OutputCondition>> {
  if (!/^[\w-]+$/u.test(name)) {
    return { ok: false, diagnostics: [mistake(`"${name}" is no name of an output condition`, "newsprint or coated")] };
  }
  const condition = await loadCondition(name, join(packageRoot(), "conditions"));
  if (!condition.ok || icc === undefined) return condition;
  const path = resolve(cwd, icc);
  const own = await withProfile(condition.value, path);
  if (own.ok) return own;
  return { ok: false, diagnostics: own.diagnostics.map((one) => ({ ...one, at: { file: icc, line: 1, column: 1 } })) };
}
