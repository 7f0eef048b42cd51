/** `npm run bench:gaps -- [FILE …] [-v]`: how evenly editions are set at 10 to 22 characters a line, and how evenly they could be. */
import { spawnSync } from "node:child_process";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { ROOT, writeBundle } from "./bundle.mjs";

// Inside the project, so that fonts and templates are found.
const folder = join(ROOT, `dist.bench-${process.pid}`);
try {
  await writeBundle("bench/gaps.bench.ts", { dir: folder, format: "esm" });
  const args = [join(folder, "gaps.bench.js"), ...process.argv.slice(2)];
  process.exitCode = spawnSync(process.execPath, args, { stdio: "inherit" }).status ?? 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
