/**
 * `node scripts/code-cache.mjs FOLDER`: keeps the program in FOLDER compiled, as it is after it has set a page, so that what
 * a usual run calls needs no compiling. In a process of its own: the compiled form depends on the flags of the process.
 */
import { mkdtemp, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { setFlagsFromString } from "node:v8";

const SAMPLES = join(import.meta.dirname, "..", "samples");
/** Runs that call what usual runs call. */
const RUNS = [
  ["proof", "broadsheet"],
  ["proof", "tabloid"],
  ["press", "broadsheet"],
];
const folder = resolve(process.argv[2] ?? "dist");
const { codeCachePath, loadProgram } = await import(pathToFileURL(join(folder, "load-program.js")).href);

// V8 forgets the compiled form of functions that have not been called for a while.
setFlagsFromString("--no-flush-bytecode");
const file = join(folder, "program.cjs");
await rm(codeCachePath(file), { force: true });
const program = loadProgram(file);
const scratch = await mkdtemp(join(tmpdir(), "banxin-cache-"));
try {
  const io = {
    stdout: () => undefined,
    stderr: () => undefined,
    isTTY: false,
    cwd: scratch,
    env: {},
    interrupted: () => new AbortController().signal,
  };
  for (const [command, sample] of RUNS) {
    const args = [command, join(SAMPLES, sample, "edition.json"), "-o", `${command}/`, "--report", `${sample}.json`];
    const code = await program.exports.main(args, io);
    if (code > 1) throw new Error(`banxin ${args.join(" ")} ended with ${code}`);
  }
  // The flags go into the compiled form; these are the ones of a usual run again.
  setFlagsFromString("--flush-bytecode");
  await writeFile(`${codeCachePath(file)}.new`, program.codeCache());
  await rename(`${codeCachePath(file)}.new`, codeCachePath(file));
} finally {
  await rm(scratch, { recursive: true, force: true });
}
