/** `npm run bench:makeup -- [COUNT] [FIRST] [-v]`: sets generated editions and prints a table of how well they are made up. */
import { spawnSync } from "node:child_process";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { rolldown } from "rolldown";
import { lean } from "./lean.mjs";

const ROOT = join(import.meta.dirname, "..");
// Inside the project, so that fonts and templates are found.
const FOLDER = join(ROOT, `dist.bench-${process.pid}`);

try {
  const build = await rolldown({
    cwd: ROOT,
    input: "bench/makeup.bench.ts",
    platform: "node",
    external: [/^sharp$/u, /^@expo-google-fonts\//u],
    plugins: [lean()],
    resolve: { mainFields: ["module", "main"] },
    logLevel: "warn",
  });
  await build.write({ dir: FOLDER, format: "esm" });
  await build.close();
  const [file] = ["makeup.bench.js"];
  const flags = process.env.CPU_PROF ? ["--cpu-prof", `--cpu-prof-dir=${process.env.CPU_PROF}`] : [];
  const run = spawnSync(process.execPath, [...flags, join(FOLDER, file), ...process.argv.slice(2)], {
    stdio: "inherit",
  });
  process.exitCode = run.status ?? 1;
} finally {
  rmSync(FOLDER, { recursive: true, force: true });
}
