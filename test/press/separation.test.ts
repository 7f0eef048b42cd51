/** How screen colours look in ink, by the profile's own word. */
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { loadCondition } from "../../src/press/condition.js";
import { Separation } from "../../src/press/separation.js";

const CONDITIONS = join(import.meta.dirname, "../../conditions");

describe("greys in four inks", () => {
  const greys = Array.from({ length: 33 }, (_, step) => Math.min(255, step * 8));
  let inks: readonly (readonly [number, number, number, number])[] = [];
  let limit = 0;

  beforeAll(async () => {
    const condition = await loadCondition("newsprint", CONDITIONS);
    if (!condition.ok) throw new Error(JSON.stringify(condition.diagnostics));
    limit = condition.value.inkLimit;
    const separation = await Separation.of(condition.value);
    const bytes = separation.convert(Uint8Array.from(greys.flatMap((grey) => [grey, grey, grey])));
    inks = greys.map((_, i) => [
      bytes[i * 4] ?? 0,
      bytes[i * 4 + 1] ?? 0,
      bytes[i * 4 + 2] ?? 0,
      bytes[i * 4 + 3] ?? 0,
    ]);
  });

  it("keep their steps down to black", () => {
    // What the inks take away from the paper's light falls from each grey to the next, in the shadows too.
    const weight = inks.map(([c, m, y, k]) => c + m + y + 3 * k);
    for (let i = 1; i < weight.length; i += 1) expect(weight[i]).toBeLessThan(weight[i - 1] ?? 0);
  });

  it("stay under the limit, and leave white to the paper", () => {
    for (const one of inks) expect(one.reduce((sum, ink) => sum + ink, 0) / 2.55).toBeLessThanOrEqual(limit);
    expect(inks.at(-1)).toEqual([0, 0, 0, 0]);
  });
});
