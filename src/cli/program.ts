/** The program that `bin.ts` starts: hands the real process to `main`. */
import { createInterface } from "node:readline";
import { isatty } from "node:tty";
import { WriteFault } from "./fault.js";
import { EXIT } from "./io.js";
import { main } from "./main.js";

export { main };

export async function start(): Promise<void> {
  const output = new StandardOutput();
  // A full disk behind stderr must not change what the exit code says.
  process.stderr.on("error", () => undefined);

  const code = await main(process.argv.slice(2), {
    stdout: (text) => output.write(text),
    stdoutBytes: (bytes) => output.writePage(bytes),
    stderr: (text) => void process.stderr.write(text),
    isTTY: Boolean(process.stderr.isTTY),
    cwd: process.cwd(),
    env: process.env,
    interrupted() {
      const controller = new AbortController();
      for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => controller.abort());
      return controller.signal;
    },
    ...(isatty(0) ? { typed } : {}),
  });
  // Set, not called: what is still on its way to a pipe must arrive. It may have failed already.
  process.exitCode ??= code;
}

function typed(heard: (line: string) => void, stop: AbortSignal): void {
  const lines = createInterface({ input: process.stdin });
  lines.on("line", heard);
  stop.addEventListener("abort", () => lines.close());
}

/** Fails once, in one line, whenever the failure comes: writing to a pipe fails later than it is asked for. */
class StandardOutput {
  private holdsPage = false;
  private failed = false;

  constructor() {
    process.stdout.on("error", (error: NodeJS.ErrnoException) => this.fail(error));
  }

  write(text: string): void {
    process.stdout.write(text);
  }

  writePage(bytes: Uint8Array): void {
    this.holdsPage = true;
    process.stdout.write(bytes);
  }

  private fail(error: NodeJS.ErrnoException): void {
    // `banxin schema edition | head` closes the pipe early: that is no mistake of anybody. A page cut short is one.
    if (this.failed || (error.code === "EPIPE" && !this.holdsPage)) return;
    this.failed = true;
    process.exitCode = EXIT.fault;
    process.stderr.write(`banxin: error: ${new WriteFault("to standard output", error).message}\n`);
  }
}
