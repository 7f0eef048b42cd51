/**
 * Fuzzing by hand: `npm run fuzz -- --seeds 20000 --from 1 --jobs 2 [--verbose] [--no-shrink]`. Each job is a process of its own, so that one that
 * hangs is counted and ended, and so that its memory can be told. A run is taken up again with `--from`.
 */
import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { Bench, caseOf, type Failure, type Verdict } from "../test/fuzz/fuzz-case.js";
import { reportOf, shrunken } from "../test/fuzz/report.js";

/** Of a core's time for a whole case, with judging; what takes longer hangs. */
const HANG_MS = 20_000;
/** A process that answers nothing for so long is ended; more than `HANG_MS`, since machines do other work too. */
const KILL_MS = 60_000;
const SHRINKING = { tries: 400, ms: 90_000 };
/** A process is replaced after so many cases, so that its memory is that of a command rather than of hours. */
const CASES_A_PROCESS = 100;
/** Of its heap, in MB: what is no longer used is collected before, and a case that needs more dies and is told. */
const MOST_HEAP = 700;
const SHOWN = 20;

interface Answer {
  readonly seed: number;
  readonly verdict: Verdict;
  /** Of a core's time. */
  readonly ms: number;
  /** The most memory that the process has had, in MB. */
  readonly peak: number;
}

interface Options {
  readonly seeds: number;
  readonly from: number;
  readonly jobs: number;
  readonly shrink: boolean;
  readonly verbose: boolean;
}

function optionsOf(args: readonly string[]): Options {
  const value = (name: string, usual: number): number => {
    const at = args.indexOf(`--${name}`);
    return at < 0 ? usual : Number(args[at + 1]);
  };
  return {
    seeds: value("seeds", 1000),
    from: value("from", 1),
    jobs: value("jobs", 1),
    shrink: !args.includes("--no-shrink"),
    verbose: args.includes("--verbose"),
  };
}

/** The work of a job: seeds come in, answers go out. */
async function serve(): Promise<void> {
  const bench = await Bench.open();
  const answer = async (seed: number): Promise<void> => {
    const before = process.cpuUsage();
    const verdict = await bench.judge(caseOf(seed));
    const { user, system } = process.cpuUsage(before);
    const peak = process.resourceUsage().maxRSS / 1024;
    process.send?.({ seed, verdict, ms: (user + system) / 1000, peak } satisfies Answer);
  };
  process.on("message", (seed: number) => void answer(seed));
  process.on("disconnect", () => void bench.close().then(() => process.exit(0)));
  process.send?.("ready");
}

class Tally {
  readonly exits = [0, 0, 0];
  readonly faults = new Map<string, { count: number; readonly seeds: number[]; readonly failure: Failure }>();
  readonly slow: { readonly seed: number; readonly ms: number }[] = [];
  readonly hung: number[] = [];
  /** How many editions were refused, or named, for what. */
  readonly codes = new Map<string, number>();
  peak = 0;
  done = 0;

  add({ seed, verdict, ms, peak }: Answer): void {
    this.done += 1;
    if (ms > HANG_MS) this.hung.push(seed);
    this.exits[verdict.exit] = (this.exits[verdict.exit] ?? 0) + 1;
    this.peak = Math.max(this.peak, peak);
    for (const code of verdict.codes) {
      const key = `exit ${verdict.exit} ${code}`;
      this.codes.set(key, (this.codes.get(key) ?? 0) + 1);
    }
    this.slow.push({ seed, ms });
    this.slow.sort((a, b) => b.ms - a.ms);
    this.slow.length = Math.min(this.slow.length, 5);
    for (const failure of verdict.failures) this.#fault(seed, failure);
  }

  hang(seed: number): void {
    this.done += 1;
    this.hung.push(seed);
  }

  #fault(seed: number, failure: Failure): void {
    const key = `${failure.kind}: ${failure.code}`;
    const known = this.faults.get(key);
    if (known === undefined) this.faults.set(key, { count: 1, seeds: [seed], failure });
    else {
      known.count += 1;
      if (known.seeds.length < 6) known.seeds.push(seed);
    }
  }

  table(): string {
    const count = (kind: Failure["kind"]): number =>
      [...this.faults.values()].filter(({ failure }) => failure.kind === kind).reduce((sum, one) => sum + one.count, 0);
    const faults = [...this.faults].toSorted(([, a], [, b]) => b.count - a.count);
    const rows = [
      ["seeds", this.done],
      ["exit 0", this.exits[0]],
      ["exit 1", this.exits[1]],
      ["exit 2 (refused)", this.exits[2]],
      ["crashes", count("crash")],
      [
        `hangs (over ${HANG_MS / 1000} s)`,
        `${this.hung.length}${this.hung.length === 0 ? "" : `: ${this.hung.slice(0, SHOWN).join(", ")}`}`,
      ],
      ["silent faults", count("silent")],
      ["engine faults", count("engine")],
      ["lost characters", count("lost")],
      ["other", count("number") + count("diagnostic") + count("differs") + count("pdf")],
      ["slowest", this.slow.map(({ seed, ms }) => `${seed}: ${(ms / 1000).toFixed(1)} s`).join(", ")],
      ["peak memory", `${Math.round(this.peak)} MB`],
    ];
    const codes = [...this.codes].toSorted(([, a], [, b]) => b - a);
    rows.push(["told", codes.map(([code, times]) => `${code} ${times}`).join(", ")]);
    const lines = rows.map(([name, value]) => `${String(name).padEnd(20)} ${String(value)}`);
    return [
      ...lines,
      ...faults.map(([key, { count: times, seeds }]) => `${String(times).padStart(6)} × ${key}  (${seeds.join(", ")})`),
    ].join("\n");
  }
}

/** One process after the other, each asked for one seed at a time. */
async function work(
  next: () => number | undefined,
  tally: Tally,
  report: (answer: Answer | number) => void,
): Promise<void> {
  let child: ChildProcess | undefined;
  let served = 0;
  for (let seed = next(); seed !== undefined; seed = next()) {
    if (child === undefined || served >= CASES_A_PROCESS) {
      child?.disconnect();
      child = fork(fileURLToPath(import.meta.url), ["--serve"], {
        execArgv: [`--max-old-space-size=${MOST_HEAP}`],
      });
      await once(child, "message");
      served = 0;
    }
    served += 1;
    const answer = await askFor(child, seed);
    if (answer === undefined) {
      child.kill("SIGKILL");
      child = undefined;
      tally.hang(seed);
      report(seed);
    } else {
      tally.add(answer);
      report(answer);
    }
  }
  child?.disconnect();
}

/** Undefined where the process hangs or dies. */
async function askFor(child: ChildProcess, seed: number): Promise<Answer | undefined> {
  const controller = new AbortController();
  const { signal } = controller;
  const timer = setTimeout(() => controller.abort(), KILL_MS);
  const died = once(child, "exit", { signal }).then(() => undefined);
  const answered = once(child, "message", { signal }).then(([message]) => message as Answer);
  child.send(seed);
  try {
    return await Promise.race([answered, died]);
  } catch {
    return undefined;
  } finally {
    clearTimeout(timer);
    controller.abort();
    await Promise.allSettled([died, answered]);
  }
}

async function main(): Promise<void> {
  const { seeds, from, jobs, shrink, verbose } = optionsOf(process.argv.slice(2));
  const tally = new Tally();
  let seed = from;
  const next = (): number | undefined => (seed < from + seeds ? seed++ : undefined);
  const report = (answer: Answer | number): void => {
    if (typeof answer === "number") console.log(`seed ${answer}: hang`);
    else if (verbose)
      for (const { kind, code, detail } of answer.verdict.failures)
        console.log(`seed ${answer.seed}: ${kind}: ${code}: ${detail.split("\n")[0] ?? ""}`);
    if (tally.done % 200 === 0) console.error(`${tally.done} of ${seeds}; next --from ${seed}`);
  };
  await Promise.all(Array.from({ length: jobs }, () => work(next, tally, report)));
  console.log(tally.table());
  if (shrink) await shrinkAll(tally);
  process.exitCode = tally.faults.size + tally.hung.length > 0 ? 1 : 0;
}

async function shrinkAll({ faults }: Tally): Promise<void> {
  if (faults.size === 0) return;
  const bench = await Bench.open();
  const reports: string[] = [];
  for (const { seeds, failure } of [...faults.values()].slice(0, SHOWN)) {
    const found = caseOf(seeds[0] ?? 0);
    reports.push(reportOf(await shrunken(bench, found, failure, SHRINKING), failure));
    console.log(`\n${reports.at(-1) ?? ""}`);
  }
  await bench.close();
}

await (process.argv.includes("--serve") ? serve() : main());
