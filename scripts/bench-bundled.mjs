/**
 * Runs a bench as users have the program, bundled. `npm run bench:makeup -- [COUNT] [FIRST] [-v]` sets generated editions and
 * tells how well they are made up, `bench:news` the same of pages as newsrooms make them; `bench:gaps -- [FILE …] [-v]` how evenly
 * editions are set at 10 to 22 characters a line, and how evenly they could be; `bench:text -- [FILE]` what composing text costs.
 */
import { spawnSync } from "node:child_process";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { ROOT, writeBundle } from "./bundle.mjs";

const [name, ...rest] = process.argv.slice(2);
// Inside the project, so that fonts and templates are found.
const folder = join(ROOT, `dist.bench-${process.pid}`);
try {
  await writeBundle(`bench/${name}.bench.ts`, { dir: folder, format: "esm" });
  const args = [join(folder, `${name}.bench.js`), ...rest];
  process.exitCode = spawnSync(process.execPath, args, { stdio: "inherit" }).status ?? 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
