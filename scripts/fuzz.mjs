/** `npm run fuzz -- --seeds 20000 --from 1 --jobs 2`: fuzzed editions and templates, bundled as users have the program. */
import { spawnSync } from "node:child_process";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { ROOT, writeBundle } from "./bundle.mjs";

// Inside the project, so that fonts and templates are found.
const folder = join(ROOT, `dist.fuzz-${process.pid}`);
try {
  await writeBundle("bench/fuzz.ts", { dir: folder, format: "esm" });
  const args = [join(folder, "fuzz.js"), ...process.argv.slice(2)];
  process.exitCode = spawnSync(process.execPath, args, { stdio: "inherit" }).status ?? 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
