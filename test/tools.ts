/** Outside tools that tests use where they are installed; elsewhere those tests are skipped, saying so. */
import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const found = new Map<string, boolean>();

/** Whether a program is on the PATH. Says so once when it is not. */
export function hasTool(name: string): boolean {
  let has = found.get(name);
  if (has === undefined) {
    has = spawnSync(name, ["--version"], { stdio: "ignore" }).error === undefined;
    if (!has) process.stderr.write(`${name} is not installed: the tests that need it are skipped\n`);
    found.set(name, has);
  }
  return has;
}

/** Runs a tool on bytes written to a file; `{in}` and `{out}` in the arguments are the paths. */
export function runTool(name: string, args: readonly string[], input: Uint8Array): { text: string; out: Buffer } {
  const folder = mkdtempSync(join(tmpdir(), "banxin-test-"));
  try {
    const paths: Readonly<Record<string, string>> = { "{in}": join(folder, "in"), "{out}": join(folder, "out") };
    writeFileSync(join(folder, "in"), input);
    writeFileSync(join(folder, "out"), "");
    const filled = args.map((arg) => paths[arg] ?? arg);
    const text = execFileSync(name, filled, {
      encoding: "utf8",
      maxBuffer: 1 << 28,
      stdio: ["ignore", "pipe", "pipe"],
    });
    return { text, out: readFileSync(join(folder, "out")) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The PDF's text; `-raw` keeps the order of the content stream. */
export function pdfText(pdf: Uint8Array, ...options: readonly string[]): string {
  return runTool("pdftotext", ["-enc", "UTF-8", ...options, "{in}", "{out}"], pdf).out.toString();
}
