/** `npm start`: makes the sample page as a PDF and as a picture, with the same command that users type. */
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";

const ROOT = join(import.meta.dirname, "..");
const CLI = join(ROOT, "dist", "cli.js");
const SAMPLE = join("samples", "broadsheet", "edition.json");

function node(...args) {
  const { status } = spawnSync(process.execPath, args, { cwd: ROOT, stdio: "inherit" });
  return status ?? 3;
}

if (!existsSync(CLI)) process.exitCode = node(join("scripts", "build.mjs"));
if (!process.exitCode) {
  const outputs = ["broadsheet.pdf", "broadsheet.png"].map((name) => join("out", name));
  process.exitCode = Math.max(...outputs.map((output) => node(CLI, "proof", SAMPLE, "-o", output)));
}
