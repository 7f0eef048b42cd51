/**
 * `npm test`: every check of the project, one after the other, and at the end one line that counts them. A check
 * (format, lint, …) counts as one test; what follows `--` goes to vitest.
 */
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { ensureTools } from "./tools.mjs";

const ROOT = join(import.meta.dirname, "..");
const BIN = join(ROOT, "node_modules", ".bin");
const CHECKS = [
  { name: "format", command: ["prettier", "--check", "--log-level", "warn", "."] },
  { name: "lint", command: ["oxlint", "--deny-warnings"] },
  { name: "types", command: ["tsc"] },
  { name: "nothing unused", command: ["knip", "--no-progress"] },
  { name: "build", command: ["node", "scripts/build.mjs", "--bundle-only"] },
];

function run([command, ...args]) {
  const env = { ...process.env, PATH: `${BIN}${delimiter}${process.env["PATH"] ?? ""}` };
  const done = spawnSync(command, args, { cwd: ROOT, env, stdio: "inherit", shell: process.platform === "win32" });
  return done.status === 0;
}

function runVitest(args) {
  const folder = mkdtempSync(join(tmpdir(), "banxin-test-"));
  const file = join(folder, "vitest.json");
  try {
    const passed = run([
      "vitest",
      "run",
      "--reporter=default",
      "--reporter=json",
      `--outputFile.json=${file}`,
      ...args,
    ]);
    const counts = existsSync(file)
      ? count(JSON.parse(readFileSync(file, "utf8")))
      : { passed: 0, failed: 0, skipped: 0 };
    // A crash or an error outside any test fails the run without a failed test.
    if (!passed && counts.failed === 0) counts.failed = 1;
    return counts;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function count(results) {
  // A file that cannot be loaded has no tests to count: it is one failure.
  const broken = results.testResults.filter((file) => file.status === "failed" && file.assertionResults.length === 0);
  return {
    passed: results.numPassedTests,
    failed: results.numFailedTests + broken.length,
    skipped: results.numPendingTests + results.numTodoTests,
  };
}

const total = { passed: 0, failed: 0, skipped: 0 };
ensureTools();
const failedChecks = [];
for (const check of CHECKS) {
  const ok = run(check.command);
  console.log(`${ok ? "ok  " : "FAIL"} ${check.name}`);
  if (ok) total.passed += 1;
  else failedChecks.push(check.name);
}
total.failed += failedChecks.length;
const tests = runVitest(process.argv.slice(2));
for (const key of Object.keys(total)) total[key] += tests[key];

if (failedChecks.length > 0) console.log(`failed checks: ${failedChecks.join(", ")}`);
const skipped = total.skipped > 0 ? `, ${total.skipped} skipped` : "";
console.log(`${total.passed} passed, ${total.failed} failed${skipped}`);
process.exitCode = total.failed > 0 ? 1 : 0;
