/** A minute of fuzzed editions and templates; `npm run fuzz` runs as many as wanted. See docs/reliability.md. */
import { afterAll, beforeAll, expect, it } from "vitest";
import { Bench, caseOf } from "./fuzz-case.js";
import { KNOWN } from "./known.js";
import { reportOf, shrunken } from "./report.js";

const SECONDS = 60;
const SHRINKING = { tries: 150, ms: 20_000 };

let bench: Bench;

beforeAll(async () => {
  bench = await Bench.open();
});

afterAll(async () => {
  await bench.close();
});

it(
  "sets fuzzed editions without a crash, a silent fault or a lost character, or refuses them with a reason",
  async () => {
    const until = performance.now() + SECONDS * 1000;
    const reports: string[] = [];
    let seed = 1;
    for (; performance.now() < until; seed += 1) {
      const found = caseOf(seed);
      const { failures } = await bench.judge(found);
      const failure = failures.find(({ kind, code }) => !KNOWN.has(`${kind}: ${code}`));
      if (failure === undefined) continue;
      reports.push(reportOf(await shrunken(bench, found, failure, SHRINKING), failure));
    }
    expect(reports.join("\n\n")).toBe("");
    expect(seed).toBeGreaterThan(8);
  },
  (SECONDS + 60) * 1000,
);
