/** A failing case for a person: what is wrong, and the smallest edition and template that show it. */
import { stringify } from "yaml";
import type { Bench, Failure, FuzzCase } from "./fuzz-case.js";
import { shrink, type ShrinkLimits } from "./shrink.js";

export async function shrunken(
  bench: Bench,
  found: FuzzCase,
  failure: Failure,
  limits: ShrinkLimits,
): Promise<FuzzCase> {
  const fails = async (candidate: FuzzCase): Promise<boolean> => {
    const { failures } = await bench.judge({ ...candidate, seed: found.seed });
    return failures.some(({ kind, code }) => kind === failure.kind && code === failure.code);
  };
  const { edition, template } = await shrink(
    { edition: found.edition, template: found.template },
    (part) => fails({ ...part, seed: found.seed }),
    limits,
  );
  return { seed: found.seed, edition, template };
}

export function reportOf({ seed, edition, template }: FuzzCase, { kind, code, detail }: Failure): string {
  return [`seed ${seed}: ${kind}: ${code}`, detail, JSON.stringify(edition), stringify(template).trim()].join("\n");
}
